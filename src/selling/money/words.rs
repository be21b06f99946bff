//! Words of the page.

crate::messages! {
    pub TITLE = "Payments due", "回款";
}
