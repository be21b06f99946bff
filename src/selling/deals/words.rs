//! Words of the page.

crate::messages! {
    pub TITLE = "Deals", "商机";
}
