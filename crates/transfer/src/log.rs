//! An open file: its text, what was found out about it and how it is to be read.

use crate::currency;
use crate::encoding::Decode;
use crate::facts::Places;
use crate::fields::read::{Fields, RecordReader};
use crate::profile::Profile;
use crate::read::{Outcome, Reader};
use crate::records::Row;
use crate::rejects::Rejects;
use crate::source::Source;
use crate::worth::Worth;
use crate::{dialect, fields, guess, header, lines, preview};
use model::{Currency, Day};
use protocol::Zone;
use protocol::import::{
    DayFormat, DecimalMark, Delimiter, Encoding, FieldKind, FileError, ImportField, Mapping, Preview, Purchases,
    Question, RecordMapping, Reject, Role, Target,
};
use std::ops::ControlFlow;
use std::rc::Rc;

/// An opened file.
pub struct Log {
    source: Source,
    profile: Profile,
    mapping: Mapping,
    questions: Vec<Question>,
    opening: Opening,
    decode: Box<Decode>,
}

/// What an importer is told beside the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// Tells likely days from unlikely ones.
    pub today: Day,
    /// Currency of amounts that name none.
    pub currency: Currency,
    /// The zone of times that name none.
    pub zone: Rc<Zone>,
    /// Fields that columns can mean; without them every file is taken for a purchase log.
    pub fields: Vec<ImportField>,
}

impl Log {
    /// Opens a purchase log. `today` tells likely days from unlikely ones, `currency` is that of amounts that name none,
    /// `decode` knows GB18030 and Windows-1252.
    ///
    /// # Errors
    /// Every [`FileError`] but those of a mapping.
    pub fn open(
        bytes: Vec<u8>,
        today: Day,
        currency: Currency,
        decode: impl Fn(Encoding, &[u8]) -> Option<String> + 'static,
    ) -> Result<Log, FileError> {
        Log::open_any(bytes, Opening { today, currency, zone: Rc::default(), fields: Vec::new() }, decode)
    }

    /// Reads the bytes of a file as a table, finds out whether it is a purchase log or holds records, and guesses what its
    /// columns mean.
    ///
    /// # Errors
    /// Every [`FileError`] but those of a mapping.
    pub fn open_any(
        bytes: Vec<u8>,
        opening: Opening,
        decode: impl Fn(Encoding, &[u8]) -> Option<String> + 'static,
    ) -> Result<Log, FileError> {
        let decode: Box<Decode> = Box::new(decode);
        let source = Source::open(bytes, &*decode)?;
        lines::check_lengths(source.text())?;
        let delimiter = source.delimiter().unwrap_or_else(|| dialect::guess(source.text()));
        let profile = named(source.text(), delimiter, &opening)?;
        let roles = guess::roles(&profile);
        let records = fields::guess::records(&profile, &roles, &opening.fields);
        let mapping = Mapping {
            encoding: source.encoding(),
            delimiter,
            header: profile.header,
            currency: header_currency(&profile, &roles, opening.currency).unwrap_or(opening.currency),
            roles,
            day: DayFormat::Ymd,
            decimal: DecimalMark::Point,
            sheet: source.sheet(),
            records,
        };
        let mut log = Log { source, profile, mapping, questions: Vec::new(), opening, decode };
        log.ask_missing();
        log.guess_day();
        log.guess_decimal();
        Ok(log)
    }

    /// What was found, how the file is to be read, and what is still to be asked.
    pub fn preview(&self) -> Preview {
        let text = self.source.text();
        let (sample, unknown) = match &self.mapping.records {
            None => (preview::sample(text, &self.profile, &self.mapping, self.opening.today), Vec::new()),
            Some(records) => preview::records(text, &self.profile, &self.mapping, records, &self.opening),
        };
        Preview {
            bytes: self.source.size,
            rows: self.profile.rows,
            skipped: self.profile.skipped,
            columns: preview::columns(&self.profile),
            sheets: self.source.sheets.clone(),
            errors: self.source.errors,
            fingerprint: header::fingerprint(self.profile.columns.iter().map(|column| column.name.as_deref())),
            fields: self.fields(),
            mapping: self.mapping.clone(),
            questions: self.questions.clone(),
            unknown,
            sample,
        }
    }

    fn fields(&self) -> Vec<ImportField> {
        let of = self.mapping.records.as_ref().map(|records| records.collection);
        of.map_or(Vec::new(), |of| fields::within(&self.opening.fields, of).cloned().collect())
    }

    /// Takes the user's corrections. If they change the number of columns or the kind of the file, meanings, day format and
    /// decimal mark are guessed anew; if they move a meaning to another column while its format stays, the format is guessed
    /// for that column. All else is taken as answered: only what is missing is asked again.
    ///
    /// # Errors
    /// As [`Log::open_any`]; the log is then as it was.
    pub fn with(&mut self, mapping: Mapping) -> Result<Preview, FileError> {
        let before = self.mapping.clone();
        let (columns_before, sheet_before) = (self.profile.columns.len(), self.source.sheet());
        let mut mapping = mapping;
        if mapping.sheet != sheet_before {
            // What the other sheet is called says nothing of this one.
            mapping.roles.clear();
            mapping.records = None;
        }
        self.adopt(&mapping)?;
        let columns = self.profile.columns.len();
        let moved = self.source.sheet() != sheet_before;
        let afresh = moved || columns != columns_before || mapping.roles.len() != columns;
        if afresh {
            mapping.roles = guess::roles(&self.profile);
        }
        if moved {
            mapping.records = fields::guess::records(&self.profile, &mapping.roles, &self.opening.fields);
        }
        let kind = |mapping: &Mapping| mapping.records.as_ref().map(|records| records.collection);
        let other_kind = kind(&before) != kind(&mapping);
        if let Some(records) = mapping.records.as_mut().filter(|records| records.targets.len() != columns) {
            *records = fields::guess::mapping(&self.profile, &self.opening.fields, records.collection);
        }
        self.mapping = mapping;
        self.ask_missing();
        let afresh = afresh || (other_kind && before.day == self.mapping.day && before.decimal == self.mapping.decimal);
        if afresh || (self.day_columns(&before) != self.day_columns(&self.mapping) && before.day == self.mapping.day) {
            self.guess_day();
        }
        let numbers = self.number_columns(&before) != self.number_columns(&self.mapping);
        if afresh || (numbers && before.decimal == self.mapping.decimal) {
            self.guess_decimal();
        }
        Ok(self.preview())
    }

    /// Reads all rows by the mapping and hands them over `chunk_rows` at a time, with the bytes done and in all; stops
    /// when told to.
    ///
    /// # Errors
    /// [`FileError::Missing`] for a required role; as [`Log::with`].
    pub fn read(
        &mut self,
        mapping: &Mapping,
        chunk_rows: usize,
        each: &mut dyn FnMut(Purchases, u64, u64) -> ControlFlow<()>,
    ) -> Result<Outcome, FileError> {
        let mut reader = self.reader(mapping)?;
        while let Some(chunk) = reader.next_chunk(chunk_rows) {
            if each(chunk, reader.done_bytes(), reader.total_bytes()).is_break() {
                break;
            }
        }
        Ok(reader.finish())
    }

    /// The same, for a caller that has other things to do between the chunks.
    ///
    /// # Errors
    /// As [`Log::read`].
    pub fn reader(&mut self, mapping: &Mapping) -> Result<Reader<'_>, FileError> {
        self.adopt(mapping)?;
        Reader::new(self.source.text(), self.source.size, &self.profile, mapping, self.opening.today)
    }

    /// Reads rows of records, some at a time.
    ///
    /// # Errors
    /// [`FileError::MissingField`] for what new records need; as [`Log::with`].
    pub fn record_reader(&mut self, mapping: &Mapping, records: &RecordMapping) -> Result<RecordReader<'_>, FileError> {
        if let Some(field) = records.missing().first() {
            return Err(FileError::MissingField(records.collection, *field));
        }
        self.adopt(mapping)?;
        let Opening { today, fields, zone, .. } = &self.opening;
        let fields = Fields::new(&self.profile, fields, mapping, records, (*today, Rc::clone(zone)));
        Ok(RecordReader::new(self.source.text(), &self.profile, fields, self.source.size))
    }

    /// The report of the rejected rows of a reading, as CSV; `later` are rows that were refused after it.
    pub fn rejects_csv(&self, rejects: &Rejects, later: &[Reject]) -> Vec<u8> {
        rejects.csv(self.source.text(), &self.profile, later)
    }

    /// Brings text and table in line with a mapping's encoding, sheet, delimiter and header; all or nothing.
    fn adopt(&mut self, mapping: &Mapping) -> Result<(), FileError> {
        let content = self.source.reread(mapping, &*self.decode)?;
        let delimiter = self.source.delimiter().unwrap_or(mapping.delimiter);
        if content.is_some() || delimiter != self.profile.delimiter || mapping.header != self.profile.header {
            let text = content.as_ref().map_or(self.source.text(), |content| content.text());
            lines::check_lengths(text)?;
            self.profile = if mapping.sheet == self.source.sheet() {
                table(text, delimiter, Some(mapping.header), self.opening.today)?
            } else {
                named(text, delimiter, &self.opening)?
            };
        }
        if let Some(content) = content {
            self.source.adopt(content);
        }
        self.mapping = Mapping { header: self.profile.header, ..mapping.clone() };
        Ok(())
    }

    fn ask_missing(&mut self) {
        self.questions = match &self.mapping.records {
            None => guess::missing(&self.mapping.roles),
            Some(_) => Vec::new(),
        };
    }

    /// The columns that hold days.
    fn day_columns(&self, mapping: &Mapping) -> Vec<usize> {
        match &mapping.records {
            None => mapping.roles.iter().position(|role| *role == Role::Day).into_iter().collect(),
            Some(records) => self.columns_of(records, |kind| matches!(kind, FieldKind::Day | FieldKind::Instant)),
        }
    }

    /// The columns that hold amounts and numbers; of a purchase log only that which says how much.
    fn number_columns(&self, mapping: &Mapping) -> Vec<usize> {
        match &mapping.records {
            None => money(&mapping.roles).into_iter().collect(),
            Some(records) => self.columns_of(records, |kind| matches!(kind, FieldKind::Money | FieldKind::Number)),
        }
    }

    fn columns_of(&self, records: &RecordMapping, wanted: impl Fn(FieldKind) -> bool) -> Vec<usize> {
        let kind = |target: &Target| match target {
            Target::Field(of, id) => fields::find(&self.opening.fields, *of, *id).map(|field| field.kind),
            _ => None,
        };
        let columns = records.targets.iter().enumerate();
        columns.filter(|(_, target)| kind(target).is_some_and(&wanted)).map(|(column, _)| column).collect()
    }

    /// Sets the day format to the one that fits the whole day column; asks where several fit. Of several columns the first
    /// that leaves no doubt decides for all.
    fn guess_day(&mut self) {
        let columns = self.day_columns(&self.mapping);
        let columns = columns.into_iter().filter_map(|column| self.profile.columns.get(column));
        let verdicts: Vec<_> = columns.filter_map(|column| column.days.verdict()).collect();
        let sure = verdicts.iter().find(|verdict| verdict.readings.is_empty());
        if let Some(verdict) = sure.or(verdicts.first()) {
            self.mapping.day = verdict.format;
            if !verdict.readings.is_empty() {
                self.questions.push(Question::Day(verdict.readings.clone()));
            }
        }
    }

    /// Sets the decimal mark to the one that fits the whole column of amounts (or of prices); asks where both do.
    fn guess_decimal(&mut self) {
        let columns = self.number_columns(&self.mapping);
        let columns = columns.into_iter().filter_map(|column| self.profile.columns.get(column));
        let verdicts: Vec<_> = columns.map(|column| column.numbers.verdict()).collect();
        let Some(verdict) = verdicts.iter().find(|verdict| !verdict.ambiguous).or(verdicts.first()) else { return };
        self.mapping.decimal = verdict.mark;
        if verdict.ambiguous {
            self.questions.push(Question::Decimal);
        }
    }
}

fn table(text: &str, delimiter: Delimiter, header: Option<bool>, today: Day) -> Result<Profile, FileError> {
    lines::check_quotes(text, delimiter)?;
    Profile::read(text, delimiter, header, today)
}

/// The table, its first row taken for names also where only the names of our own fields are known in it.
fn named(text: &str, delimiter: Delimiter, opening: &Opening) -> Result<Profile, FileError> {
    let profile = table(text, delimiter, None, opening.today)?;
    if profile.header || opening.fields.is_empty() {
        return Ok(profile);
    }
    let (mut first, mut rows) = (Row::default(), profile.data(text));
    if !rows.next(&mut first) || !fields::aliases::names(&opening.fields, first.fields.iter()) {
        return Ok(profile);
    }
    table(text, delimiter, Some(true), opening.today)
}

/// The column that says how much, alone or with a quantity.
fn money(roles: &[Role]) -> Option<usize> {
    Worth::find(&Places::new(roles)).map(|worth| worth.money)
}

fn header_currency(profile: &Profile, roles: &[Role], base: Currency) -> Option<Currency> {
    currency::in_header(profile.columns.get(money(roles)?)?.name.as_deref()?, base)
}
