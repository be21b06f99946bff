//! Words of the page.

crate::messages! {
    pub TITLE = "Team", "团队";
}
