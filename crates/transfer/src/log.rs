//! A purchase log: its text, what was found out about it and how it is to be read.

use crate::currency;
use crate::encoding::{Content, Decode};
use crate::facts::Places;
use crate::profile::Profile;
use crate::read::{Outcome, Reader};
use crate::rejects::Rejects;
use crate::worth::Worth;
use crate::{dialect, guess, lines, preview};
use model::{Currency, Day};
use protocol::import::{
    DayFormat, DecimalMark, Delimiter, Encoding, FileError, Mapping, Preview, Purchases, Question, Role,
};
use std::ops::ControlFlow;

/// An opened purchase log.
pub struct Log {
    content: Content,
    profile: Profile,
    mapping: Mapping,
    questions: Vec<Question>,
    today: Day,
    decode: Box<Decode>,
}

impl Log {
    /// Reads the bytes of a file as text, as a table, and guesses what its columns mean. `today` tells likely days from
    /// unlikely ones, `currency` is that of amounts that name none, `decode` knows GB18030 and Windows-1252.
    ///
    /// # Errors
    /// Every [`FileError`] but those of a mapping.
    pub fn open(
        bytes: Vec<u8>,
        today: Day,
        currency: Currency,
        decode: impl Fn(Encoding, &[u8]) -> Option<String> + 'static,
    ) -> Result<Log, FileError> {
        let decode: Box<Decode> = Box::new(decode);
        let content = Content::guess(bytes, &*decode)?;
        let text = content.text();
        lines::check_lengths(text)?;
        let delimiter = dialect::guess(text);
        let profile = table(text, delimiter, None, today)?;
        let roles = guess::roles(&profile);
        let mapping = Mapping {
            encoding: content.encoding(),
            delimiter,
            header: profile.header,
            currency: header_currency(&profile, &roles, currency).unwrap_or(currency),
            roles,
            day: DayFormat::Ymd,
            decimal: DecimalMark::Point,
        };
        let mut log = Log { content, profile, mapping, questions: Vec::new(), today, decode };
        log.questions = guess::missing(&log.mapping.roles);
        log.guess_day();
        log.guess_decimal();
        Ok(log)
    }

    /// What was found, how the file is to be read, and what is still to be asked.
    pub fn preview(&self) -> Preview {
        Preview {
            bytes: self.content.bytes().len() as u64,
            rows: self.profile.rows,
            skipped: self.profile.skipped,
            columns: preview::columns(&self.profile),
            mapping: self.mapping.clone(),
            questions: self.questions.clone(),
            sample: preview::sample(self.content.text(), &self.profile, &self.mapping),
        }
    }

    /// Takes the user's corrections. If they change the number of columns, roles, day format and decimal mark are
    /// guessed anew; if they move a role to another column while its format stays, the format is guessed for that column.
    /// All else is taken as answered: only missing roles are asked again.
    ///
    /// # Errors
    /// As [`Log::open`]; the log is then as it was.
    pub fn with(&mut self, mapping: Mapping) -> Result<Preview, FileError> {
        let before = self.mapping.clone();
        let columns_before = self.profile.columns.len();
        self.adopt(&mapping)?;
        let columns = self.profile.columns.len();
        let afresh = columns != columns_before || mapping.roles.len() != columns;
        let roles = if afresh { guess::roles(&self.profile) } else { mapping.roles.clone() };
        self.mapping = Mapping { roles, ..mapping };
        self.questions = guess::missing(&self.mapping.roles);
        let day_moved = column_of(&before, Role::Day) != column_of(&self.mapping, Role::Day);
        if afresh || (day_moved && before.day == self.mapping.day) {
            self.guess_day();
        }
        if afresh || (money(&before.roles) != money(&self.mapping.roles) && before.decimal == self.mapping.decimal) {
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
        Reader::new(self.content.text(), self.content.bytes().len() as u64, &self.profile, mapping)
    }

    /// The report of the rejected rows of a reading, as CSV.
    pub fn rejects_csv(&self, rejects: &Rejects) -> Vec<u8> {
        rejects.csv(self.content.text(), &self.profile)
    }

    /// Brings text and table in line with a mapping's encoding, delimiter and header; all or nothing.
    fn adopt(&mut self, mapping: &Mapping) -> Result<(), FileError> {
        let reread = mapping.encoding != self.content.encoding();
        let content = if reread { Some(self.content.reread(mapping.encoding, &*self.decode)?) } else { None };
        if content.is_some() || mapping.delimiter != self.profile.delimiter || mapping.header != self.profile.header {
            let text = content.as_ref().unwrap_or(&self.content).text();
            lines::check_lengths(text)?;
            self.profile = table(text, mapping.delimiter, Some(mapping.header), self.today)?;
        }
        if let Some(content) = content {
            self.content = content;
        }
        self.mapping = mapping.clone();
        Ok(())
    }

    /// Sets the day format to the one that fits the whole day column; asks where several fit.
    fn guess_day(&mut self) {
        let column = column_of(&self.mapping, Role::Day).and_then(|column| self.profile.columns.get(column));
        if let Some(verdict) = column.and_then(|column| column.days.verdict()) {
            self.mapping.day = verdict.format;
            if !verdict.readings.is_empty() {
                self.questions.push(Question::Day(verdict.readings));
            }
        }
    }

    /// Sets the decimal mark to the one that fits the whole column of amounts (or of prices); asks where both do.
    fn guess_decimal(&mut self) {
        let column = money(&self.mapping.roles).and_then(|column| self.profile.columns.get(column));
        let Some(verdict) = column.map(|column| column.numbers.verdict()) else { return };
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

fn column_of(mapping: &Mapping, role: Role) -> Option<usize> {
    mapping.roles.iter().position(|found| *found == role)
}

/// The column that says how much, alone or with a quantity.
fn money(roles: &[Role]) -> Option<usize> {
    Worth::find(&Places::new(roles)).map(|worth| worth.money)
}

fn header_currency(profile: &Profile, roles: &[Role], base: Currency) -> Option<Currency> {
    currency::in_header(profile.columns.get(money(roles)?)?.name.as_deref()?, base)
}
