//! Records get another owner.

use model::Value;
use protocol::{Request, Sealed, SellingDeed, Target, TeamDeed};

/// The request that gives records to the user that a field of an owner now holds.
pub fn transfer(records: Target, to: &Value) -> Request {
    let to = if let Value::Reference(user) = to { Some(*user) } else { None };
    Request::Sell(Sealed::new(&SellingDeed::Team(TeamDeed::Transfer { records, to })))
}
