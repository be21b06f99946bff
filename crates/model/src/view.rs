//! How a list is looked at: which records, in which order, with which columns. Saved views keep it as bytes.

use crate::rule::Rule;
use crate::{FieldId, Value};
use serde::{Deserialize, Serialize};

/// Form of the bytes; the first of them.
const VERSION: u8 = 1;
/// Most columns of a list.
pub const COLUMNS_MAX: usize = 40;

/// One column of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// What it shows.
    pub field: FieldId,
    /// Its width in CSS pixels; 0 for what fits its kind.
    pub width: u16,
}

/// How a list is looked at.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// Which records.
    pub rule: Rule,
    /// By which field they are sorted, and whether largest first.
    pub sort: Option<(FieldId, bool)>,
    /// By which field they are grouped.
    pub group: Option<FieldId>,
    /// The columns in their order; none for those that the collection shows by itself.
    pub columns: Vec<Column>,
}

impl View {
    /// As a saved view keeps it.
    pub fn to_value(&self) -> Value {
        let mut bytes = vec![VERSION];
        bytes.extend(postcard::to_allocvec(self).unwrap_or_default());
        Value::Bytes(bytes)
    }

    /// Reads what [`View::to_value`] writes; `None` for a newer form or damaged bytes.
    pub fn from_value(value: &Value) -> Option<View> {
        let Value::Bytes(bytes) = value else { return None };
        let (VERSION, rest) = bytes.split_first().map(|(version, rest)| (*version, rest))? else { return None };
        let mut view: View = postcard::from_bytes(rest).ok()?;
        view.columns.truncate(COLUMNS_MAX);
        view.rule.is_sound().then_some(view)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::{Op, Period, Test, Unit};

    #[test]
    fn a_view_reads_what_it_wrote_and_refuses_the_rest() {
        let test =
            Test { field: FieldId(3), op: Op::Within(Period::Last(2, Unit::Month)), values: vec![Value::Bool(true)] };
        let view = View {
            rule: Rule::Any(vec![Rule::Test(test)]),
            sort: Some((FieldId(1), true)),
            group: Some(FieldId(2)),
            columns: vec![Column { field: FieldId(1), width: 200 }],
        };
        let value = view.to_value();
        assert_eq!(View::from_value(&value), Some(view));
        let Value::Bytes(bytes) = value else { panic!("bytes") };
        for cut in 0..bytes.len() {
            assert_eq!(View::from_value(&Value::Bytes(bytes[..cut].to_vec())), None);
        }
        let newer = [&[2], &bytes[1..]].concat();
        assert_eq!(View::from_value(&Value::Bytes(newer)), None);
        assert_eq!(View::from_value(&Value::Empty), None);
    }
}
