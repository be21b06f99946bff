//! A table of unknown shape: commas, tabs, semicolons, bars or spaces between its cells; quotes, a byte order mark and CRLF where there are.

use super::Failure;

/// Lines looked at to find out what separates cells.
const LINES_LOOKED_AT: usize = 50;
/// A cell longer than this comes from a quote that nobody closed.
const CELL_MAX: usize = 100_000;

/// What stands between cells, as the command line says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    Byte(u8),
    /// One blank or more.
    Blank,
}

impl Separator {
    /// By the word for it, or the sign itself.
    pub fn named(word: &str) -> Result<Self, Failure> {
        match word {
            "comma" | "," => Ok(Self::Byte(b',')),
            "semicolon" | ";" => Ok(Self::Byte(b';')),
            "tab" | "\t" => Ok(Self::Byte(b'\t')),
            "bar" | "|" => Ok(Self::Byte(b'|')),
            "space" | " " => Ok(Self::Blank),
            _ => Err(Failure(format!("--separator {word}: one of comma, semicolon, tab, bar, space is needed"))),
        }
    }
}

/// The bytes of a table and what stands between its cells.
#[derive(Clone, Debug)]
pub struct Table {
    bytes: Vec<u8>,
    separator: Option<u8>,
}

impl Table {
    /// Finds the separator: of tab, semicolon, comma and bar the one that most lines have equally often, else white space.
    pub fn of(mut bytes: Vec<u8>) -> Result<Self, Failure> {
        if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
            bytes.drain(..3);
        }
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return Err(Failure::new("the file is UTF-16; save it as UTF-8"));
        }
        let separator = separator(&bytes);
        Ok(Self { bytes, separator })
    }

    /// Lists of different lengths, one a line: cells are split as told, else at the separator that most lines have; where none has any, each line is
    /// one cell.
    pub fn of_lists(bytes: Vec<u8>, separator: Option<Separator>) -> Result<Self, Failure> {
        let table = Self::of(bytes)?;
        let separator = match separator {
            Some(Separator::Blank) => None,
            Some(Separator::Byte(byte)) => Some(byte),
            None => Some(table.most_common().unwrap_or(b',')),
        };
        Ok(Self { separator, ..table })
    }

    /// Which of the candidates most lines have, if any has one.
    fn most_common(&self) -> Option<u8> {
        let counts = counts(&self.bytes, usize::MAX);
        let having = |i: usize| counts.iter().filter(|line| line[i] > 0).count();
        let most = (0..4).rev().max_by_key(|&i| having(i)).filter(|&i| having(i) > 0);
        most.map(|i| CANDIDATES[i])
    }

    /// Whether nothing that stands between cells was found in it.
    pub fn is_undivided(&self) -> bool {
        let counts = counts(&self.bytes, usize::MAX);
        let stands =
            |byte: u8| counts.iter().any(|line| CANDIDATES.iter().zip(line).any(|(c, n)| *c == byte && *n > 0));
        self.separator.is_some_and(|byte| !stands(byte))
    }

    /// Calls `row` with the line number (from 1) and the trimmed cells of each row that is not empty, until it fails.
    pub fn each(
        &self,
        mut row: impl FnMut(&dyn Fn() -> usize, &[&[u8]]) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let Some(separator) = self.separator else {
            for (at, line) in self.bytes.split(|b| *b == b'\n').enumerate() {
                let cells: Vec<&[u8]> =
                    line.split(u8::is_ascii_whitespace).filter(|cell| !cell.is_empty()).map(unquoted).collect();
                if !cells.is_empty() {
                    row(&|| at + 1, &cells)?;
                }
            }
            return Ok(());
        };
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(self.bytes.as_slice());
        let mut record = csv::ByteRecord::new();
        let mut from = 0;
        while reader.read_byte_record(&mut record).map_err(|error| Failure(error.to_string()))? {
            let line = || self.line_at(from);
            let cells: Vec<&[u8]> = record.iter().map(<[u8]>::trim_ascii).collect();
            if cells.iter().any(|cell| cell.len() > CELL_MAX) {
                return Err(Failure::at(line(), "a quote is opened here and never closed"));
            }
            if cells.iter().any(|cell| !cell.is_empty()) {
                row(&line, &cells)?;
            }
            from = reader.position().byte() as usize;
        }
        Ok(())
    }

    /// The line of the first byte from `from` on that is not a line break.
    fn line_at(&self, from: usize) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        let blank = rest.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        1 + self.bytes[..(from + blank).min(self.bytes.len())].iter().filter(|b| **b == b'\n').count()
    }
}

fn unquoted(cell: &[u8]) -> &[u8] {
    match cell {
        [b'"', inner @ .., b'"'] => inner,
        other => other,
    }
}

/// What may stand between cells, in order of preference.
const CANDIDATES: [u8; 4] = [b'\t', b';', b',', b'|'];

/// How often each candidate stands in each of the first `most` lines that are not empty.
fn counts(bytes: &[u8], most: usize) -> Vec<[usize; 4]> {
    let mut counts: Vec<[usize; 4]> = vec![[0; 4]];
    let (mut quoted, mut blank) = (false, true);
    for &b in bytes {
        quoted ^= b == b'"';
        if b == b'\n' && !quoted {
            if !blank {
                if counts.len() >= most {
                    break;
                }
                counts.push([0; 4]);
            }
            blank = true;
            continue;
        }
        blank &= b.is_ascii_whitespace();
        let candidate = CANDIDATES.iter().position(|c| *c == b).filter(|_| !quoted);
        if let (Some(i), Some(line)) = (candidate, counts.last_mut()) {
            line[i] += 1;
        }
    }
    // Nor does a line tell anything that ends within a quote nobody closed.
    if (blank || quoted) && counts.len() > 1 {
        counts.pop();
    }
    counts
}

fn separator(bytes: &[u8]) -> Option<u8> {
    let counts = counts(bytes, LINES_LOOKED_AT);
    let lines = counts.len();
    // How many lines have the commonest count, and that count.
    let agreement = |i: usize| {
        let mut seen: Vec<usize> = counts.iter().map(|line| line[i]).filter(|n| *n > 0).collect();
        seen.sort_unstable();
        seen.chunk_by(|p, q| p == q).map(|same| (same.len(), same[0])).max().unwrap_or((0, 0))
    };
    let mostly = (0..4).filter(|&i| agreement(i).0 * 10 >= lines * 8).max_by_key(|&i| (agreement(i).1, 4 - i));
    let somehow = || {
        let having = |i: usize| counts.iter().filter(|line| line[i] > 0).count();
        (0..4).filter(|&i| having(i) * 10 >= lines * 8).max_by_key(|&i| (having(i), 4 - i))
    };
    mostly.or_else(somehow).map(|i| CANDIDATES[i])
}
