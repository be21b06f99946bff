//! Who works with the book: two teams, six users, one of whom has left. They are the same in every sample, so that whatever belongs to
//! somebody can say so.

use crate::words;
use model::RecordId;

/// A user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct User {
    /// Their record.
    pub id: RecordId,
    /// Their name.
    pub name: &'static str,
    /// Index into [`TEAMS`].
    pub team: usize,
    /// E-mail address.
    pub email: &'static str,
    /// Whether they still work here.
    pub active: bool,
}

/// A team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Team {
    /// Its record.
    pub id: RecordId,
    /// Its name.
    pub name: &'static str,
    /// Index into [`USERS`].
    pub leader: usize,
}

/// What the ids of these records begin with.
const IDS: u128 = 0x5361_6d70_6c65_0000_0000_0000_0000_0000;

const fn user(nth: u128, name: &'static str, team: usize, email: &'static str, active: bool) -> User {
    User { id: RecordId(IDS | 0x10 | nth), name, team, email, active }
}

/// The users: the first three look after those who write Chinese, the others after those who write English. The last one has left.
pub const USERS: [User; 6] = [
    user(0, "张伟", 0, "zhang.wei@example.cn", true),
    user(1, "李娜", 0, "li.na@example.cn", true),
    user(2, "王磊", 0, "wang.lei@example.cn", true),
    user(3, "Emma Clarke", 1, "emma.clarke@example.com", true),
    user(4, "James Wright", 1, "james.wright@example.com", true),
    user(5, "Sofia Rossi", 1, "sofia.rossi@example.com", false),
];

/// The teams.
pub const TEAMS: [Team; 2] = [
    Team { id: RecordId(IDS | 0x20), name: "国内销售 Domestic", leader: 0 },
    Team { id: RecordId(IDS | 0x21), name: "海外销售 Overseas", leader: 3 },
];

/// Who looks after the customer at this place whose region this is: index into [`USERS`]. Of twelve, one still belongs to who has left.
pub fn owner(customer: usize, region: u8) -> usize {
    let turn = customer.wrapping_mul(7) % 12;
    match words::is_chinese(region) {
        true => turn % 3,
        false if turn == 11 => 5,
        false => 3 + turn % 2,
    }
}
