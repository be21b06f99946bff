//! Words of the page.

crate::messages! {
    pub TITLE = "Leads", "线索";
}
