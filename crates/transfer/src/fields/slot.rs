//! One field of a file of records: where its text stands, and the typed cells that it becomes.

use super::options::{Meaning, Options, yes_or_no};
use crate::dictionary::Dictionary;
use crate::limits::CELL_CHARS_SHOWN;
use crate::text::{clean, is_absent, shorten, without_zero};
use crate::workbook::BREAK;
use crate::{amounts, days, times};
use model::formula::bare;
use model::input::TEXT_BYTES_MAX;
use model::names;
use model::{CollectionId, Currency, Day, Decimal, FieldId, Money};
use protocol::import::{Cells, DayFormat, DecimalMark, FieldKind, RejectReason};
use protocol::{GREENWICH, Zone};
use std::borrow::Cow;
use std::rc::Rc;

/// How texts are read; the same for all fields of a row.
#[derive(Clone, Debug)]
pub struct Reading {
    /// How days are written.
    pub day: DayFormat,
    /// The day in the reader's time zone: which century a year of two digits is of.
    pub today: Day,
    /// Which mark stands before the decimals.
    pub mark: DecimalMark,
    /// Currency of amounts that name none.
    pub currency: Currency,
    /// The zone of times that name none.
    pub zone: Rc<Zone>,
}

/// What came of a cell beside its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Nothing to tell.
    Plain,
    /// It was finer than the field takes and was rounded.
    Rounded,
    /// It is no value of the field's list; the cell is left empty.
    Unknown,
}

/// A field and its cells so far.
#[derive(Debug)]
pub struct Slot {
    /// The field's collection.
    pub of: CollectionId,
    /// The field.
    pub field: FieldId,
    /// What it holds.
    pub kind: FieldKind,
    /// The column; `None` for a remark that only keeps what other columns say.
    pub column: Option<usize>,
    /// Its label, for what is kept in the remark.
    pub label: String,
    options: Options,
    words: Dictionary,
    currencies: Vec<Currency>,
    cells: Cells,
}

impl Slot {
    /// No cells yet.
    pub fn new(of: CollectionId, field: FieldId, kind: FieldKind, column: Option<usize>, options: Options) -> Slot {
        let cells = Cells::of(kind);
        Slot {
            of,
            field,
            kind,
            column,
            label: String::new(),
            options,
            words: Dictionary::default(),
            currencies: Vec::new(),
            cells,
        }
    }

    /// The cells since the last call.
    pub fn take(&mut self) -> Cells {
        let mut cells = std::mem::replace(&mut self.cells, Cells::of(self.kind));
        if let Cells::Money { currencies, .. } = &mut cells {
            currencies.clone_from(&self.currencies);
        }
        cells
    }

    /// Takes back the last cell where there are more than `rows`: its row is refused after all.
    pub fn truncate(&mut self, rows: usize) {
        match &mut self.cells {
            Cells::Text { ends, bytes } => {
                ends.truncate(rows);
                bytes.truncate(ends.last().map_or(0, |end| *end as usize));
            }
            Cells::Bool(cells) => cells.truncate(rows),
            Cells::Number(cells) | Cells::Instant(cells) => cells.truncate(rows),
            Cells::Money { minor, index, .. } => {
                minor.truncate(rows);
                index.truncate(rows);
            }
            Cells::Day(cells) => cells.truncate(rows),
            Cells::Option(cells) => cells.truncate(rows),
            Cells::Word { index, .. } => index.truncate(rows),
            Cells::Words { ends, index, .. } => {
                ends.truncate(rows);
                index.truncate(ends.last().map_or(0, |end| *end as usize));
            }
        }
    }

    /// Adds a text as it is.
    pub fn push_text(&mut self, text: &str) {
        if let Cells::Text { ends, bytes } = &mut self.cells {
            bytes.extend_from_slice(text.as_bytes());
            ends.push(bytes.len() as u32);
        }
    }

    /// Whether a text is no value of the field's list by itself.
    pub fn is_unknown(&self, text: &str) -> bool {
        self.kind == FieldKind::Option && !is_absent(text.trim()) && self.options.find(text.trim()).is_none()
    }

    /// What a text is taken as: days as ISO, amounts and numbers plain, options by number, yes or no as `1` and `0`.
    ///
    /// # Errors
    /// Why it cannot be taken, or that it is no value of the field's list.
    pub fn show(&mut self, text: &str, reading: &Reading) -> Result<String, RejectReason> {
        let taken = self.push(text, reading)?;
        if taken == Taken::Unknown && self.options.meaning(text.trim()) == Meaning::New {
            self.truncate(0);
            return Ok(shorten(&clean(text), CELL_CHARS_SHOWN));
        }
        let shown = if self.cells.is_empty(0) { String::new() } else { self.shown(text, reading) };
        self.truncate(0);
        if taken == Taken::Unknown { Err(RejectReason::NotAnOption) } else { Ok(shorten(&shown, CELL_CHARS_SHOWN)) }
    }

    /// The first cell as text.
    fn shown(&self, text: &str, reading: &Reading) -> String {
        let first = |cells: &[i64]| cells.first().copied().unwrap_or(0);
        match &self.cells {
            Cells::Text { .. } => self.cells.text(0).to_owned(),
            Cells::Bool(cells) => u8::from(cells.first() == Some(&2)).to_string(),
            Cells::Number(cells) => Decimal(first(cells)).plain(),
            Cells::Money { minor, index, .. } => {
                let at = usize::from(index.first().copied().unwrap_or(0));
                let currency = self.currencies.get(at).copied().unwrap_or(reading.currency);
                let plain = Money { minor: first(minor), currency }.plain();
                if currency == reading.currency { plain } else { format!("{plain} {}", currency.code()) }
            }
            Cells::Day(cells) => Day(cells.first().copied().unwrap_or(0)).iso(),
            Cells::Instant(cells) => {
                let (day, minutes) = reading.zone.local(first(cells));
                format!("{} {:02}:{:02}", day.iso(), minutes / 60, minutes % 60)
            }
            Cells::Option(cells) => cells.first().copied().unwrap_or(0).to_string(),
            Cells::Word { .. } | Cells::Words { .. } => clean(&bare(text)).into_owned(),
        }
    }

    /// Reads a text and adds what it says.
    ///
    /// # Errors
    /// Why it cannot be taken; no cell was added then.
    pub fn push(&mut self, text: &str, reading: &Reading) -> Result<Taken, RejectReason> {
        let text = text.trim();
        if text.len() > TEXT_BYTES_MAX {
            return Err(RejectReason::TooLong);
        }
        if is_absent(text) {
            self.cells.push_empty();
            return Ok(Taken::Plain);
        }
        let mut taken = Taken::Plain;
        match &mut self.cells {
            Cells::Text { ends, bytes } => {
                let text = written(text, self.kind)?;
                bytes.extend_from_slice(text.as_bytes());
                ends.push(bytes.len() as u32);
            }
            Cells::Bool(cells) => cells.push(1 + u8::from(yes_or_no(text).ok_or(RejectReason::NotYesOrNo)?)),
            Cells::Number(cells) => {
                let (number, rounded) = amounts::measured(text, reading.mark)?;
                cells.push(number);
                taken = if rounded { Taken::Rounded } else { taken };
            }
            Cells::Money { minor, index, .. } => {
                let amount = amounts::parse(text, reading.mark, reading.currency)?;
                if amount.minor == protocol::import::NO_INT {
                    return Err(RejectReason::TooLarge);
                }
                let known = self.currencies.iter().position(|known| *known == amount.currency);
                let at = known.unwrap_or(self.currencies.len());
                let at = u8::try_from(at).map_err(|_| RejectReason::NotACurrency)?;
                if known.is_none() {
                    self.currencies.push(amount.currency);
                }
                minor.push(amount.minor);
                index.push(at);
                taken = if amount.rounded { Taken::Rounded } else { taken };
            }
            Cells::Day(cells) => cells.push(day(text, reading)?.0),
            Cells::Instant(cells) => cells.push(moment(text, reading)?),
            Cells::Option(cells) => match self.options.meaning(text) {
                Meaning::Value(id) => cells.push(id.0),
                Meaning::Empty => cells.push(protocol::import::NO_OPTION),
                Meaning::New | Meaning::Unknown => {
                    cells.push(protocol::import::NO_OPTION);
                    taken = Taken::Unknown;
                }
            },
            Cells::Word { index, new } => {
                let text = bare(text);
                let text = clean(&text);
                let (at, fresh) = self.words.number(&text)?;
                if fresh {
                    new.push(text.into_owned());
                }
                index.push(at);
            }
            Cells::Words { ends, index, new } => {
                for word in names::split(&text.replace(BREAK, "\n")) {
                    let word = clean(&word);
                    if word.is_empty() {
                        continue;
                    }
                    let (at, fresh) = self.words.number(&word)?;
                    if fresh {
                        new.push(word.into_owned());
                    }
                    index.push(at);
                }
                ends.push(index.len() as u32);
            }
        }
        Ok(taken)
    }
}

/// A day by the file's format; dates that begin with the year are understood in every file.
fn day(text: &str, reading: &Reading) -> Result<Day, RejectReason> {
    let parse = |format| days::parse(text, format, reading.today);
    parse(reading.day).or_else(|error| parse(DayFormat::Ymd).map_err(|_| error))
}

/// A text as its field keeps it.
///
/// # Errors
/// [`RejectReason::NotAnEmail`].
pub fn written(text: &str, kind: FieldKind) -> Result<Cow<'_, str>, RejectReason> {
    match bare(text) {
        Cow::Borrowed(text) => kept(text, kind),
        Cow::Owned(text) => kept(&text, kind).map(|text| text.into_owned().into()),
    }
}

fn kept(text: &str, kind: FieldKind) -> Result<Cow<'_, str>, RejectReason> {
    Ok(match kind {
        FieldKind::LongText if text.contains(['\n', '\r', BREAK]) => {
            let text = text.replace("\r\n", "\n").replace(['\r', BREAK], "\n");
            model::input::clean(&text, true).into()
        }
        FieldKind::Email => match model::input::parse(model::Kind::Email, text, Currency::USD) {
            Ok(model::Value::Text(text)) => text.into(),
            _ => return Err(RejectReason::NotAnEmail),
        },
        FieldKind::Phone => without_zero(text).map_or_else(|| clean(text), Cow::Borrowed),
        _ if text.contains(BREAK) => clean(&text.replace(BREAK, " ")).into_owned().into(),
        _ => clean(text),
    })
}

/// A day with a time, in milliseconds since 1970: midnight where no time is given, the reader's clock where it does not say how far from UTC it is.
fn moment(text: &str, reading: &Reading) -> Result<i64, RejectReason> {
    if matches!(reading.day, DayFormat::EpochSeconds | DayFormat::EpochMillis)
        && let Some(number) = days::bare_number(text)
    {
        let millis = if reading.day == DayFormat::EpochSeconds { number.checked_mul(1000) } else { Some(number) };
        return millis.ok_or(RejectReason::TooLarge);
    }
    let parse = |format| days::parse(text, format, reading.today).map(|day| (day, format));
    let (day, format) = parse(reading.day).or_else(|error| parse(DayFormat::Ymd).map_err(|_| error))?;
    if matches!(format, DayFormat::ExcelSerial | DayFormat::EpochDays) {
        let passed = days::passed(text);
        let (minutes, rest) = (passed / 60_000, passed % 60_000);
        return Ok(reading.zone.instant(day, u32::try_from(minutes).unwrap_or(0)) + rest);
    }
    let time = times::parse(&days::rest(text, format))?;
    let at = match time.ahead {
        Some(ahead) => GREENWICH.instant(day, time.minutes) - i64::from(ahead) * 60_000,
        None => reading.zone.instant(day, time.minutes),
    };
    Ok(at + i64::from(time.seconds) * 1000)
}
