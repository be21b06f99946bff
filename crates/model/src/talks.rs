//! Which conversations took place: the one rule for lists, reports and figures.

use crate::options::{ACTIVITY_KIND, ACTIVITY_STATUS, OptionList};
use crate::rule::{Op, Rule, Test};
use crate::schema::activity;
use crate::{FieldId, OptionId, Value};

/// What a conversation is not: only planned, or it did not come about.
const NOT_HELD: [&str; 2] = ["planned", "not_held"];
/// What is no conversation.
const NO_TALK: [&str; 1] = ["note"];

fn numbers<'a>(list: &'static OptionList, names: &'a [&str]) -> impl Iterator<Item = OptionId> + 'a {
    names.iter().filter_map(|name| list.id(name))
}

/// What holds of conversations that took place: no notes, nothing planned, nothing that did not come about. One of which nothing is said did.
pub fn held() -> [Rule; 2] {
    let without = |field: FieldId, list, names: &[&str]| {
        let values = numbers(list, names).map(Value::Option).collect();
        Rule::Test(Test { field, op: Op::NoneOf, values })
    };
    [without(activity::STATUS.id, &ACTIVITY_STATUS, &NOT_HELD), without(activity::KIND.id, &ACTIVITY_KIND, &NO_TALK)]
}

/// The same for those who go through columns of numbers.
#[derive(Clone, Debug)]
pub struct Held {
    kinds: Vec<i64>,
    statuses: Vec<i64>,
}

impl Default for Held {
    fn default() -> Held {
        let all = |list, names| numbers(list, names).map(|option| option.0.into()).collect();
        Held { kinds: all(&ACTIVITY_KIND, &NO_TALK), statuses: all(&ACTIVITY_STATUS, &NOT_HELD) }
    }
}

impl Held {
    /// Whether one of this kind and status took place; a number that is none of theirs stands for nothing.
    pub fn is(&self, kind: i64, status: i64) -> bool {
        !self.kinds.contains(&kind) && !self.statuses.contains(&status)
    }
}
