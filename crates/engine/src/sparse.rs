//! What some rows have of a field beside its column (tags, values of newer versions, what merging must know): each thing once, however many rows
//! have it.

use crate::ints::{Ints, NO_INT, PIECE_ROWS};
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::{BuildHasher, Hash};

/// So few values may be left behind.
const LEFT_MAX: usize = 1_024;

/// At most one value a row.
#[derive(Debug)]
pub(crate) struct Sparse<T> {
    /// Which of `values` a row has.
    cells: Ints,
    values: Vec<T>,
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
    /// Cells that were set or removed since all was made anew: at most so many values are nobody's.
    changed: usize,
}

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        let (numbers, hasher) = (HashTable::new(), DefaultHashBuilder::default());
        Sparse { cells: Ints::default(), values: Vec::new(), numbers, hasher, changed: 0 }
    }
}

impl<T: Clone + Eq + Hash> Sparse<T> {
    /// The value in a row.
    pub(crate) fn get(&self, row: u32) -> Option<&T> {
        self.values.get(usize::try_from(self.cells.find(row)?).ok()?)
    }

    /// The rows `from..to` that have a value.
    pub(crate) fn range(&self, from: u32, to: u32) -> impl Iterator<Item = (u32, &T)> {
        (from..to.min(self.cells.len() as u32)).filter_map(|row| Some((row, self.get(row)?)))
    }

    /// Calls `found` with the rows whose value is wanted, newest first, until it says no.
    pub(crate) fn rows_of<W>(&self, is_wanted: impl Fn(&T) -> Option<W>, mut found: impl FnMut(u32, &W) -> bool) {
        let wanted: Vec<Option<W>> = self.values.iter().map(is_wanted).collect();
        if wanted.iter().all(Option::is_none) {
            return;
        }
        let mut cells = Vec::new();
        for piece in (0..self.cells.pieces()).rev() {
            self.cells.read(piece, &mut cells);
            for (at, &cell) in cells.iter().enumerate().rev() {
                let wanted = usize::try_from(cell).ok().and_then(|number| wanted.get(number)?.as_ref());
                if wanted.is_some_and(|wanted| !found((piece * PIECE_ROWS + at) as u32, wanted)) {
                    return;
                }
            }
        }
    }

    /// Sets a row.
    pub(crate) fn set(&mut self, row: u32, value: &T) {
        let number = self.number(value);
        self.cells.set(row as usize, number.into());
        self.age();
    }

    /// Empties a row.
    pub(crate) fn remove(&mut self, row: u32) {
        if self.get(row).is_some() {
            self.cells.set(row as usize, NO_INT);
            self.age();
        }
    }

    /// Appends values after `rows` rows, in the order of their rows, which are counted from there.
    pub(crate) fn extend<'a>(&mut self, rows: usize, len: usize, more: impl Iterator<Item = (u32, &'a T)>)
    where
        T: 'a,
    {
        if self.cells.len() > rows {
            // The field came in two forms.
            return more.for_each(|(row, value)| self.set(rows as u32 + row, value));
        }
        let mut cells = vec![NO_INT; len];
        for (row, value) in more {
            if let Some(cell) = cells.get_mut(row as usize) {
                *cell = self.number(value).into();
            }
        }
        self.cells.extend(rows, cells.into_iter());
    }

    fn number(&mut self, value: &T) -> u32 {
        let (values, hasher) = (&self.values, &self.hasher);
        let next = values.len() as u32;
        let same = |number: &u32| values[*number as usize] == *value;
        let entry =
            self.numbers.entry(hasher.hash_one(value), same, |number| hasher.hash_one(&values[*number as usize]));
        let number = *entry.or_insert(next).get();
        if number == next {
            self.values.push(value.clone());
        }
        number
    }

    /// Lets values go that nobody has any more, when there may be many.
    fn age(&mut self) {
        self.changed += 1;
        // Making all anew takes as long as there are rows, so that many must have changed.
        if self.values.len() > LEFT_MAX && self.changed > self.values.len().max(self.cells.len() / 8) {
            let mut anew = Sparse::default();
            let all = self.range(0, u32::MAX);
            anew.extend(0, self.cells.len(), all);
            *self = anew;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{RecordId, Value};

    #[test]
    fn rows_have_what_was_set_last_and_values_stand_once() {
        let value = |n: u32| match n % 3 {
            0 => Value::References(vec![RecordId((n % 7).into())]),
            1 => Value::Bytes(vec![n as u8]),
            _ => Value::Text(format!("{}", n % 11)),
        };
        let (mut sparse, mut plain) = (Sparse::default(), std::collections::BTreeMap::new());
        let many: Vec<(u32, Value)> = (0..5_000).step_by(3).map(|n| (n, value(n * 31))).collect();
        sparse.extend(10, 5_000, many.iter().map(|(row, value)| (*row, value)));
        plain.extend(many.into_iter().map(|(row, value)| (row + 10, value)));
        for n in 0..20_000_u32 {
            let row = n.wrapping_mul(2_654_435_761) % 6_000;
            if n % 4 == 0 {
                sparse.remove(row);
                plain.remove(&row);
            } else {
                sparse.set(row, &value(n));
                plain.insert(row, value(n));
            }
        }
        // What comes for rows that are there already joins them.
        let late = [(3, Value::Bool(true)), (4_990, Value::Bool(false))];
        sparse.extend(10, 5_000, late.iter().map(|(row, value)| (*row, value)));
        plain.extend(late.map(|(row, value)| (row + 10, value)));
        assert!(sparse.range(0, u32::MAX).eq(plain.iter().map(|(row, value)| (*row, value))));
        assert!(sparse.range(100, 200).eq(plain.range(100..200).map(|(row, value)| (*row, value))));
        assert!(sparse.values.len() < 2_500, "{}", sparse.values.len());
    }
}
