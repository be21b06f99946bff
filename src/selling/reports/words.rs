//! Words of the page.

crate::messages! {
    pub TITLE = "Reports", "报表";
}
