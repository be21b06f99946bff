//! Who bears which sign: records of the book, and those that earlier rows brought.

use super::keys::Sign;
use hashbrown::HashMap;

/// So many that share a sign are looked at one by one.
const LOOKED_AT_MAX: usize = 32;

/// Which record bears a sign.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Bearer {
    /// The one in this row of the book.
    Book(u32),
    /// This target.
    File(u32),
}

/// A row could be each of several records.
pub(super) struct Several;

/// Who bears which sign.
#[derive(Default)]
pub(super) struct Bearers {
    first: HashMap<Sign, Bearer>,
    /// Who else does; no more than are looked at, and one.
    more: HashMap<Sign, Vec<Bearer>>,
    /// The target that stands for a row of the book.
    of_book: HashMap<u32, u32>,
    /// The row of the book that a target stands for, and a bit for each key of which the file gives it a sign.
    targets: Vec<(Option<u32>, u32)>,
}

impl Bearers {
    /// The next target, which stands for a row of the book.
    pub(super) fn bring(&mut self, target: u32, book_row: Option<u32>) {
        self.targets.resize(target as usize + 1, (None, 0));
        self.targets[target as usize].0 = book_row;
        if let Some(row) = book_row {
            self.of_book.insert(row, target);
        }
    }

    /// A record of the book as the target that stands for it, if there is one.
    fn whole(&self, bearer: Bearer) -> Bearer {
        match bearer {
            Bearer::Book(row) => self.of_book.get(&row).map_or(bearer, |target| Bearer::File(*target)),
            file => file,
        }
    }

    pub(super) fn put(&mut self, key: u8, sign: Sign, bearer: Bearer) {
        if let Bearer::File(target) = bearer {
            self.targets[target as usize].1 |= 1 << key;
        }
        let first = *self.first.entry(sign).or_insert(bearer);
        if self.whole(first) == bearer || self.all(sign).any(|known| known == bearer) {
            return;
        }
        let more = self.more.entry(sign).or_default();
        if more.len() < LOOKED_AT_MAX {
            more.push(bearer);
        }
    }

    fn all(&self, sign: Sign) -> impl Iterator<Item = Bearer> {
        let more = self.more.get(&sign).map_or(&[][..], Vec::as_slice);
        self.first.get(&sign).into_iter().chain(more).map(|bearer| self.whole(*bearer))
    }

    /// Whom the signs of a row, surest first, mean. `says`: whether a row of the book has a sign of a key. One that has another sign of a surer key
    /// than the shared one is somebody else: two colleagues with a telephone in common are told apart by their addresses.
    pub(super) fn find(&self, signs: &[(u8, Sign)], says: impl Fn(u32, u8) -> bool) -> Result<Option<Bearer>, Several> {
        let mut several = false;
        for &(key, sign) in signs {
            let is_surer = |other: &&(u8, Sign)| other.0 < key;
            if self.more.get(&sign).is_some_and(|more| more.len() >= LOOKED_AT_MAX) {
                // Shared by so many it tells nothing of somebody with a surer sign, and everything there is of others.
                several |= !signs.iter().any(|other| is_surer(&other));
                continue;
            }
            let is_other = |bearer: Bearer| {
                signs.iter().filter(is_surer).any(|&(surer, _)| {
                    let mut own = signs.iter().filter(|(key, _)| *key == surer);
                    let shares = own.any(|(_, sign)| self.all(*sign).any(|known| known == bearer));
                    !shares && self.has(bearer, surer, &says)
                })
            };
            let mut fits = self.all(sign).filter(|bearer| !is_other(*bearer));
            match (fits.next(), fits.next()) {
                (Some(one), None) => return Ok(Some(one)),
                (Some(_), Some(_)) => several = true,
                _ => {}
            }
        }
        if several { Err(Several) } else { Ok(None) }
    }

    fn has(&self, bearer: Bearer, key: u8, says: &impl Fn(u32, u8) -> bool) -> bool {
        match bearer {
            Bearer::Book(row) => says(row, key),
            Bearer::File(target) => {
                let (row, told) = self.targets[target as usize];
                told & (1 << key) != 0 || row.is_some_and(|row| says(row, key))
            }
        }
    }
}
