//! What follows from a mapping, and how a mapping changes. Nothing here touches the page.

use super::records::decide::first_column;
use protocol::import::{FieldKind, Mapping, Preview, Question, RejectReason, Role, SampleRow};
use std::mem::discriminant;

/// What a purchase log must say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// Who bought.
    Who,
    /// When.
    When,
    /// How much.
    HowMuch,
}

/// Roles any of which tells who bought.
const WHO: [Role; 6] =
    [Role::CustomerId, Role::CustomerName, Role::FirstName, Role::LastName, Role::Email, Role::Phone];

/// What no column says yet, in the order in which one would ask.
pub(super) fn missing(mapping: &Mapping) -> Vec<Need> {
    let has = |role| mapping.roles.contains(&role);
    let mut missing = Vec::new();
    if !WHO.into_iter().any(has) {
        missing.push(Need::Who);
    }
    if !has(Role::Day) {
        missing.push(Need::When);
    }
    if !(has(Role::Amount) || has(Role::UnitPrice) && has(Role::Quantity)) {
        missing.push(Need::HowMuch);
    }
    missing
}

/// What a required role is needed for.
pub(super) fn need(role: Role) -> Need {
    match role {
        Role::Day => Need::When,
        Role::Amount => Need::HowMuch,
        _ => Need::Who,
    }
}

/// The mapping with `role` given to `column`. No two columns mean the same, so the one that had it is let go.
pub(super) fn with_role(mapping: &Mapping, column: usize, role: Role) -> Mapping {
    let mut mapping = mapping.clone();
    for (index, other) in mapping.roles.iter_mut().enumerate() {
        if index == column {
            *other = role;
        } else if *other == role && role != Role::Ignore {
            *other = Role::Ignore;
        }
    }
    mapping
}

/// Questions to show: those that the mapping has not made void since they were asked.
pub(super) fn open_questions(preview: &Preview) -> Vec<Question> {
    let missing = if preview.mapping.records.is_none() { missing(&preview.mapping) } else { Vec::new() };
    let open = |question: &&Question| match question {
        Question::Missing(role) => missing.contains(&need(*role)),
        Question::Day(readings) => readings.len() > 1,
        Question::Decimal => true,
    };
    preview.questions.iter().filter(open).cloned().collect()
}

/// The preview with the questions of the one before that still stand: the importer takes every change as an answer to all
/// of them, but a person who renamed a column has not said how to read its dates.
pub(super) fn with_questions_of(before: &Preview, mut after: Preview) -> Preview {
    let kind = |preview: &Preview| preview.mapping.records.as_ref().map(|records| records.collection);
    let stands = |question: &Question, role| {
        let asked_again = after.questions.iter().any(|other| discriminant(other) == discriminant(question));
        let same = before.columns == after.columns && kind(before) == kind(&after);
        !asked_again && same && column(before, role) == column(&after, role)
    };
    let kept = before.questions.iter().filter(|question| match question {
        Question::Day(readings) => {
            readings.iter().any(|(format, _)| *format == after.mapping.day) && stands(question, Role::Day)
        }
        Question::Decimal => stands(question, Role::Amount) && stands(question, Role::UnitPrice),
        Question::Missing(_) => false,
    });
    let kept: Vec<_> = kept.cloned().collect();
    after.questions.extend(kept);
    after
}

/// The column that says this: of a purchase log by its role, of a file of records by what its field holds.
pub(super) fn column(preview: &Preview, role: Role) -> Option<usize> {
    if preview.mapping.records.is_none() {
        return preview.mapping.roles.iter().position(|other| *other == role);
    }
    first_column(preview, |kind| match role {
        Role::Day => matches!(kind, FieldKind::Day | FieldKind::Instant),
        Role::Amount => matches!(kind, FieldKind::Money | FieldKind::Number),
        _ => false,
    })
}

/// The first value that is not empty of the column that says this, as it stands in the file.
pub(super) fn first_value(preview: &Preview, role: Role) -> Option<&str> {
    let column = column(preview, role)?;
    preview.columns.get(column)?.samples.first().map(String::as_str)
}

/// One cell of the preview, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// The column is not imported: the file's own text.
    Ignored(String),
    /// It will be taken: what it means, and the file's own text where that differs.
    Read(String, Option<String>),
    /// It cannot be taken: the file's own text and why.
    Bad(String, RejectReason),
}

/// What to show of one cell; fields that a short row lacks read as empty.
pub(super) fn seen(row: &SampleRow, column: usize) -> Seen {
    let raw = row.raw.get(column).cloned().unwrap_or_default();
    match row.read.get(column).cloned().flatten() {
        None => Seen::Ignored(raw),
        Some(Err(reason)) => Seen::Bad(raw, reason),
        Some(Ok(read)) => {
            let same = without_zeros(&read) == without_zeros(raw.trim());
            Seen::Read(read, (!same).then_some(raw))
        }
    }
}

/// `32.00` and `32` say the same.
fn without_zeros(text: &str) -> &str {
    match text.split_once('.') {
        Some(_) => text.trim_end_matches('0').trim_end_matches('.'),
        None => text,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use model::{Currency, Day};
    use protocol::import::{Column, DayFormat, DecimalMark, Delimiter, Encoding};

    /// How a plain file is read, for the tests of this folder.
    pub(in crate::import) fn mapping(roles: &[Role]) -> Mapping {
        Mapping {
            encoding: Encoding::Utf8,
            delimiter: Delimiter::Comma,
            header: true,
            roles: roles.to_vec(),
            day: DayFormat::Ymd,
            decimal: DecimalMark::Point,
            currency: Currency::USD,
            sheet: 0,
            records: None,
        }
    }

    #[test]
    fn any_way_of_naming_a_customer_will_do_and_a_price_needs_a_quantity() {
        assert_eq!(missing(&mapping(&[Role::Email, Role::Day, Role::Amount])), []);
        assert_eq!(missing(&mapping(&[Role::Email, Role::Day, Role::UnitPrice])), [Need::HowMuch]);
        assert_eq!(missing(&mapping(&[Role::Email, Role::Day, Role::UnitPrice, Role::Quantity])), []);
        assert_eq!(missing(&mapping(&[Role::Region, Role::Ignore])), [Need::Who, Need::When, Need::HowMuch]);
    }

    #[test]
    fn a_role_moves_from_column_to_column() {
        let before = mapping(&[Role::Day, Role::Ignore, Role::Ignore]);
        assert_eq!(with_role(&before, 2, Role::Day).roles, [Role::Ignore, Role::Ignore, Role::Day]);
        assert_eq!(with_role(&before, 0, Role::Ignore).roles, [Role::Ignore; 3]);
        assert_eq!(with_role(&before, 9, Role::Amount).roles, before.roles);
    }

    #[test]
    fn a_question_stands_until_its_own_column_or_format_changes() {
        let readings = vec![(DayFormat::Ymd, Day(0)), (DayFormat::Dmy, Day(1))];
        let column = Column { name: None, samples: vec!["1-2-3".into()], empty: 0 };
        let preview = |mapping: Mapping, questions: &[Question]| Preview {
            bytes: 1,
            rows: 1,
            skipped: 0,
            columns: vec![column.clone(); 3],
            sheets: Vec::new(),
            errors: 0,
            fingerprint: 0,
            fields: Vec::new(),
            mapping,
            questions: questions.to_vec(),
            unknown: Vec::new(),
            sample: Vec::new(),
        };
        let asked = preview(mapping(&[Role::Day, Role::Amount, Role::Ignore]), &[Question::Day(readings)]);
        let after = |mapping| with_questions_of(&asked, preview(mapping, &[])).questions.len();
        assert_eq!(after(mapping(&[Role::Day, Role::Amount, Role::Phone])), 1);
        assert_eq!(after(mapping(&[Role::Ignore, Role::Amount, Role::Day])), 0);
        assert_eq!(after(Mapping { day: DayFormat::EpochDays, ..asked.mapping.clone() }), 0);
    }

    #[test]
    fn the_files_own_text_is_shown_where_it_says_otherwise() {
        let row = SampleRow {
            line: 2,
            raw: vec![" 12 ".into(), "19970101".into(), "x".into(), "y".into()],
            read: vec![Some(Ok("12".into())), Some(Ok("1997-01-01".into())), Some(Err(RejectReason::NotANumber))],
        };
        assert_eq!(seen(&row, 0), Seen::Read("12".into(), None));
        assert_eq!(seen(&row, 1), Seen::Read("1997-01-01".into(), Some("19970101".into())));
        assert_eq!(seen(&row, 2), Seen::Bad("x".into(), RejectReason::NotANumber));
        assert_eq!(seen(&row, 3), Seen::Ignored("y".into()));
        assert_eq!(without_zeros("32.50"), "32.5");
        assert_eq!(without_zeros("100"), without_zeros("100.00"));
        assert_eq!(seen(&row, 9), Seen::Ignored(String::new()));
    }
}
