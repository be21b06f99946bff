//! The cells that records fall into: one for each pair of codes that comes.

use super::run::Codes;
use hashbrown::HashMap;

/// Pairs of codes that are looked up in a table rather than by hashing.
const TABLE_MAX: usize = 1 << 18;

/// Cells in the order in which they came.
#[derive(Default)]
pub(super) struct Gathered {
    /// The codes of each.
    pub(super) codes: Vec<Codes>,
    /// How many records each has.
    pub(super) counts: Vec<u64>,
    /// The cells of the records that came last.
    pub(super) cell_of: Vec<u32>,
    /// Cells, counted from 1, by first code times `width` plus second.
    table: Vec<u32>,
    width: usize,
    hashed: bool,
    beyond: HashMap<Codes, u32>,
}

impl Gathered {
    /// Takes some records in.
    pub(super) fn take(&mut self, codes: &[Codes]) {
        let most = codes.iter().fold([0, 0], |most, codes| [most[0].max(codes[0]), most[1].max(codes[1])]);
        self.make_room(most);
        self.cell_of.clear();
        for codes in codes {
            let place = codes[0] as usize * self.width + codes[1] as usize;
            let known = match self.table.get_mut(place) {
                Some(known) => known,
                None => self.beyond.entry(*codes).or_insert(0),
            };
            if *known == 0 {
                self.codes.push(*codes);
                self.counts.push(0);
                *known = self.codes.len() as u32;
            }
            let cell = *known - 1;
            self.counts[cell as usize] += 1;
            self.cell_of.push(cell);
        }
    }

    /// Makes the table hold these codes, if it may be that large; else what it holds no more is looked up by hashing.
    fn make_room(&mut self, most: Codes) {
        let (rows, width) = (most[0] as usize + 1, most[1] as usize + 1);
        if self.hashed || (width <= self.width && rows * self.width <= self.table.len()) {
            return;
        }
        let rows = rows.next_power_of_two().max(self.table.len() / self.width.max(1));
        let width = width.next_power_of_two().max(self.width);
        let known = (1..).zip(&self.codes);
        if rows * width > TABLE_MAX {
            (self.hashed, self.table) = (true, Vec::new());
            self.beyond = known.map(|(cell, codes)| (*codes, cell)).collect();
            return;
        }
        (self.width, self.table) = (width, vec![0; rows * width]);
        for (cell, codes) in known {
            self.table[codes[0] as usize * width + codes[1] as usize] = cell;
        }
    }
}
