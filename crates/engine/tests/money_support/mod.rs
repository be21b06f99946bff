//! What the tests of money share.
#![allow(missing_docs)]

use engine::Workspace;
use engine::selling::Context;
use model::{Currency, Day, Money, Value, options};

pub const TODAY: Day = Day(20_600);

pub fn context(workspace: &Workspace) -> Context<'_> {
    Context {
        workspace,
        scores: None,
        today: TODAY,
        now_millis: i64::from(TODAY.0) * 86_400_000,
        zone: &protocol::GREENWICH,
        currency: Currency::CNY,
        sounds: None,
    }
}

pub fn cny(minor: i64) -> Money {
    Money { minor, currency: Currency::CNY }
}

pub fn status(list: &options::OptionList, name: &str) -> Value {
    list.id(name).map_or(Value::Empty, Value::Option)
}
