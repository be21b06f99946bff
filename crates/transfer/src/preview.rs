//! The first rows, each cell as it stands and as it will be taken.

use crate::currency;
use crate::facts::{FactPlaces, Places};
use crate::fields::read::{Fields, unknown_words};
use crate::limits::{CELL_CHARS_SHOWN, PREVIEW_ROWS};
use crate::log::Opening;
use crate::profile::Profile;
use crate::read;
use crate::records::Row;
use crate::text::{clean, is_absent, is_missing, shorten};
use crate::worth::Worth;
use crate::{amounts, days};
use model::{Currency, Day, Decimal, Money};
use protocol::import::{Column, Mapping, RecordMapping, RejectReason, Role, SampleRow, UnknownText};

/// The columns as the page shows them.
pub fn columns(profile: &Profile) -> Vec<Column> {
    let column = |column: &crate::profile::ColumnProfile| Column {
        name: column.name.as_ref().map(|name| shorten(&clean(name), CELL_CHARS_SHOWN)),
        samples: column.samples.clone(),
        empty: column.empty,
    };
    profile.columns.iter().map(column).collect()
}

/// The first rows as read by the mapping.
pub fn sample(text: &str, profile: &Profile, mapping: &Mapping, today: Day) -> Vec<SampleRow> {
    let places = Places::new(&mapping.roles);
    let facts = FactPlaces::new(&places, profile);
    let priced = Worth::find(&places).filter(|worth| worth.priced);
    let (mut records, mut row, mut sample) = (profile.data(text), Row::default(), Vec::new());
    while sample.len() < PREVIEW_ROWS && records.next(&mut row) {
        let mut read = vec![None; profile.columns.len()];
        if let Err(reason) = read::check_width(&row, profile.columns.len()) {
            if let Some(first) = read.first_mut() {
                *first = Some(Err(reason));
            }
        } else {
            let base = base_currency(&row, &places, mapping);
            let nobody = facts.key(&row).is_none();
            for (role, column) in places.all() {
                let blame = nobody && facts.who() == Some(column);
                let value = match (role, priced) {
                    _ if blame => Err(RejectReason::MissingCustomer),
                    (Role::UnitPrice, Some(_)) => price(row.field(column), mapping, base),
                    _ if role == Role::Day => day(row.field(column), mapping, today),
                    _ => cell(&row, role, column, mapping, base, &facts),
                };
                if let Some(slot) = read.get_mut(column) {
                    *slot = Some(value);
                }
            }
            // Also where price and quantity are numbers but their product is none.
            if let Some(Err((column, reason))) = priced.map(|worth| worth.read(&row, mapping.decimal, base))
                && let Some(slot) = read.get_mut(column)
            {
                *slot = Some(Err(reason));
            }
        }
        let raw = row.fields.iter().take(profile.columns.len() + 1);
        let raw = raw.map(|field| shorten(field, CELL_CHARS_SHOWN)).collect();
        sample.push(SampleRow { line: row.line, raw, read });
    }
    sample
}

/// The first rows of a file of records, and what in its option fields is no option.
pub fn records(
    text: &str,
    profile: &Profile,
    mapping: &Mapping,
    records: &RecordMapping,
    opening: &Opening,
) -> (Vec<SampleRow>, Vec<UnknownText>) {
    let mut fields = Fields::new(profile, &opening.fields, mapping, records, (opening.today, opening.zone.clone()));
    let (mut rows, mut row, mut sample) = (profile.data(text), Row::default(), Vec::new());
    while sample.len() < PREVIEW_ROWS && rows.next(&mut row) {
        let raw = row.fields.iter().take(profile.columns.len() + 1);
        let raw = raw.map(|field| shorten(field, CELL_CHARS_SHOWN)).collect();
        sample.push(SampleRow { line: row.line, raw, read: fields.shown(&row) });
    }
    (sample, unknown_words(text, profile, &fields))
}

fn base_currency(row: &Row, places: &Places, mapping: &Mapping) -> Currency {
    let column = places.column(Role::Currency).map(|column| row.field(column));
    column.and_then(|word| currency::resolve(word, mapping.currency)).unwrap_or(mapping.currency)
}

/// A price as an amount, or with more decimals where it has them.
fn price(text: &str, mapping: &Mapping, base: Currency) -> Result<String, RejectReason> {
    if is_missing(text) {
        return Err(RejectReason::MissingAmount);
    }
    let (price, currency) = amounts::valued(text, mapping.decimal, base)?;
    match price.units(currency.digits())? {
        (minor, false) => Ok(Money { minor, currency }.plain()),
        _ => Ok(Decimal(price.units(6)?.0).plain()),
    }
}

fn day(text: &str, mapping: &Mapping, today: Day) -> Result<String, RejectReason> {
    if is_missing(text) {
        return Err(RejectReason::MissingDay);
    }
    days::parse(text, mapping.day, today).map(|day| day.iso())
}

fn cell(
    row: &Row,
    role: Role,
    column: usize,
    mapping: &Mapping,
    base: Currency,
    facts: &FactPlaces,
) -> Result<String, RejectReason> {
    let text = row.field(column);
    match role {
        Role::Amount if is_missing(text) => Err(RejectReason::MissingAmount),
        Role::Amount => {
            let amount = amounts::parse(text, mapping.decimal, base)?;
            Ok(Money { minor: amount.minor, currency: amount.currency }.plain())
        }
        Role::Quantity if is_missing(text) => Ok(String::new()),
        Role::Quantity => amounts::quantity(text, mapping.decimal).map(|millionths| Decimal(millionths).plain()),
        Role::Currency if is_missing(text) => Ok(String::new()),
        Role::Currency => {
            let currency = currency::resolve(text, mapping.currency).ok_or(RejectReason::NotACurrency)?;
            Ok(currency.code().to_owned())
        }
        _ if text.len() > model::input::TEXT_BYTES_MAX => Err(RejectReason::TooLong),
        _ if is_absent(text) => Ok(String::new()),
        _ => Ok(shorten(&facts.text(row, column), CELL_CHARS_SHOWN)),
    }
}
