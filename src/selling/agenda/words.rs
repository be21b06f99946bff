//! Words of the page.

crate::messages! {
    pub TITLE = "Agenda", "日程";
}
