//! Words of the page.

crate::messages! {
    pub TITLE = "Today", "今天";
}
