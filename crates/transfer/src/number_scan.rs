//! Which decimal mark a whole column is written with.

use crate::amounts;
use crate::number::Number;
use protocol::import::DecimalMark;

/// A column looked at as numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct NumberScan {
    /// Values looked at.
    pub values: u32,
    point: u32,
    comma: u32,
    differ: u32,
    with_comma: u32,
}

/// The mark a column is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkVerdict {
    /// The likelier mark.
    pub mark: DecimalMark,
    /// Whether no value decides.
    pub ambiguous: bool,
}

impl NumberScan {
    /// Looks at one value (not empty, without blanks at its ends); the number, if it is one by either mark.
    pub fn add(&mut self, text: &str) -> Option<Number> {
        self.values += 1;
        let point = amounts::number(text, DecimalMark::Point);
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            self.point += u32::from(point.is_some());
            self.comma += u32::from(point.is_some());
            return point;
        }
        let comma = amounts::number(text, DecimalMark::Comma);
        self.point += u32::from(point.is_some());
        self.comma += u32::from(comma.is_some());
        if point.is_some() && comma.is_some() && point != comma {
            self.differ += 1;
            self.with_comma += u32::from(text.contains([',', '，']));
        }
        point.or(comma)
    }

    /// Whether at least `percent` of the values are numbers.
    pub fn fits(&self, percent: u32) -> bool {
        let best = self.point.max(self.comma);
        self.values > 0 && u64::from(best) * 100 >= u64::from(self.values) * u64::from(percent)
    }

    /// The mark that makes numbers of more values. Where neither does and it matters, three digits after a mark are
    /// likelier thousands than decimals: money has two.
    pub fn verdict(&self) -> MarkVerdict {
        let grouped_by_comma = self.with_comma * 2 >= self.differ;
        let mark = match self.point.cmp(&self.comma) {
            std::cmp::Ordering::Greater => DecimalMark::Point,
            std::cmp::Ordering::Less => DecimalMark::Comma,
            std::cmp::Ordering::Equal if grouped_by_comma => DecimalMark::Point,
            std::cmp::Ordering::Equal => DecimalMark::Comma,
        };
        MarkVerdict { mark, ambiguous: self.point == self.comma && self.differ > 0 }
    }
}
