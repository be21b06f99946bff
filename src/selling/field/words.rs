//! Words of the page.

crate::messages! {
    pub TITLE = "In the field", "外勤";
}
