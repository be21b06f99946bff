//! Text to rows of fields, with the line and the place at which each row stands in the file.

use crate::lines::{delimiter_byte, line_ends};
use csv::StringRecord;
use protocol::import::Delimiter;

/// Bytes that the splitter copies at a time.
const BUFFER_BYTES: usize = 64 << 10;

/// One row; its memory is used again for the next.
#[derive(Debug, Default)]
pub struct Row {
    /// Its fields.
    pub fields: StringRecord,
    /// Physical line where it begins, from 1.
    pub line: u32,
    /// Where it begins in the text, in bytes.
    pub start: usize,
}

impl Row {
    /// A field without blanks at its ends; empty where the row has none.
    pub fn field(&self, column: usize) -> &str {
        self.fields.get(column).unwrap_or_default().trim()
    }

    /// Whether nothing stands in any field.
    pub fn is_blank(&self) -> bool {
        self.fields.iter().all(|field| field.trim().is_empty())
    }

    /// Number of fields, without empty ones beyond `expected`: many programs end every line with a delimiter.
    pub fn width(&self, expected: usize) -> usize {
        let beyond = self.fields.iter().skip(expected);
        match beyond.into_iter().rposition_nonempty() {
            Some(last) => expected + last + 1,
            None => self.fields.len().min(expected),
        }
    }
}

trait LastNonempty {
    fn rposition_nonempty(self) -> Option<usize>;
}

impl<'a, I: Iterator<Item = &'a str>> LastNonempty for I {
    fn rposition_nonempty(self) -> Option<usize> {
        self.enumerate().filter(|(_, field)| !field.trim().is_empty()).map(|(index, _)| index).last()
    }
}

enum Splitter<'a> {
    Delimited(Box<csv::Reader<&'a [u8]>>),
    Spaces,
}

/// The rows of a text, one after the other. Blank rows are passed over.
pub struct Records<'a> {
    text: &'a str,
    splitter: Splitter<'a>,
    /// Where the splitter began.
    from: usize,
    at: usize,
    line: u32,
    counted: usize,
}

impl<'a> Records<'a> {
    /// From the start of `text`.
    pub fn new(text: &'a str, delimiter: Delimiter) -> Self {
        Records::starting(text, 0, delimiter)
    }

    /// From the row that starts at byte `from`; lines and places are still those of the whole text.
    pub fn starting(text: &'a str, from: usize, delimiter: Delimiter) -> Self {
        let splitter = match delimiter {
            Delimiter::Spaces => Splitter::Spaces,
            delimiter => Splitter::Delimited(Box::new(
                csv::ReaderBuilder::new()
                    .has_headers(false)
                    .flexible(true)
                    .delimiter(delimiter_byte(delimiter))
                    .buffer_capacity(BUFFER_BYTES)
                    .from_reader(text.as_bytes().get(from..).unwrap_or_default()),
            )),
        };
        Records { text, splitter, from, at: from, line: 1, counted: 0 }
    }

    /// Bytes of text read so far.
    pub fn done(&self) -> usize {
        self.at
    }

    /// Reads the next row that is not blank; false at the end of the text.
    pub fn next(&mut self, row: &mut Row) -> bool {
        while self.split(row) {
            if !row.is_blank() {
                let passed = self.text.as_bytes().get(self.counted..row.start).unwrap_or_default();
                self.line = self.line.saturating_add(line_ends(passed));
                self.counted = row.start;
                row.line = self.line;
                return true;
            }
        }
        false
    }

    fn split(&mut self, row: &mut Row) -> bool {
        let is_line_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        row.start = self.at + rest.iter().take_while(|byte| is_line_end(byte)).count();
        match &mut self.splitter {
            Splitter::Delimited(reader) => {
                // Reading from memory that is valid UTF-8 cannot fail; were it to, the text would be at its end.
                let more = reader.read_record(&mut row.fields).unwrap_or(false);
                let read = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
                self.at = self.from.saturating_add(read);
                more
            }
            Splitter::Spaces => {
                row.fields.clear();
                let rest = self.text.get(row.start..).unwrap_or_default();
                if rest.is_empty() {
                    return false;
                }
                let end = rest.bytes().position(|byte| is_line_end(&byte)).unwrap_or(rest.len());
                split_at_blanks(rest.get(..end).unwrap_or_default(), &mut row.fields);
                self.at = row.start + end;
                true
            }
        }
    }
}

/// Fields between runs of blanks; a field that begins with a quotation mark reaches to the next one.
fn split_at_blanks(line: &str, fields: &mut StringRecord) {
    let mut rest = line.trim();
    while !rest.is_empty() {
        let quoted = rest.strip_prefix('"').and_then(|inner| inner.split_once('"'));
        let (field, tail) = match quoted {
            Some((field, tail)) if tail.is_empty() || tail.starts_with([' ', '\t']) => (field, tail),
            _ => rest.split_at(rest.find([' ', '\t']).unwrap_or(rest.len())),
        };
        fields.push_field(field);
        rest = tail.trim_start();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, delimiter: Delimiter) -> Vec<(u32, usize, Vec<String>)> {
        let (mut records, mut row, mut found) = (Records::new(text, delimiter), Row::default(), Vec::new());
        while records.next(&mut row) {
            found.push((row.line, row.start, row.fields.iter().map(str::to_owned).collect()));
        }
        found
    }

    #[test]
    fn lines_are_physical_lines() {
        let text = "a,b\r\n\r\n\"x\r\ny\",1\r\n , \r\nc,d\re,f\n\n";
        let lines: Vec<_> = rows(text, Delimiter::Comma).into_iter().map(|(line, ..)| line).collect();
        assert_eq!(lines, [1, 3, 6, 7]);
        for (_, start, fields) in rows(text, Delimiter::Comma) {
            let (_, _, again) = rows(&text[start..], Delimiter::Comma).remove(0);
            assert_eq!(again, fields, "a row is found again at its place");
        }
    }

    #[test]
    fn runs_of_blanks_are_one_delimiter() {
        let text = " 00004  0001 19970101\t2   29.33\r\n\"a b\" \"c \"d e\"\n";
        let fields: Vec<_> = rows(text, Delimiter::Spaces).into_iter().map(|(_, _, fields)| fields).collect();
        assert_eq!(fields, [vec!["00004", "0001", "19970101", "2", "29.33"], vec!["a b", "\"c", "d e"]]);
    }
}
