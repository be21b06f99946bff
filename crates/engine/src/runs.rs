//! Numbers of rows that are nearly always equal to, or one more than, those of the row before: kept as runs, a few bytes for a million rows.

/// One number a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Runs {
    /// By how much the number grows from row to row within a run.
    step: u32,
    /// First row of each run, and its number.
    runs: Vec<(u32, u32)>,
    len: u32,
}

impl Runs {
    /// For numbers that are mostly equal.
    pub(crate) fn equal() -> Self {
        Runs::default()
    }

    /// For numbers that mostly count up.
    pub(crate) fn counting() -> Self {
        Runs { step: 1, ..Runs::default() }
    }

    /// How many rows.
    pub(crate) fn len(&self) -> u32 {
        self.len
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, number: u32) {
        let goes_on = self.runs.last().is_some_and(|&run| self.at(run, self.len) == number);
        if !goes_on {
            self.runs.push((self.len, number));
        }
        self.len += 1;
    }

    fn at(&self, (first, number): (u32, u32), row: u32) -> u32 {
        number.wrapping_add(self.step.wrapping_mul(row - first))
    }

    /// A row's number.
    pub(crate) fn get(&self, row: u32) -> Option<u32> {
        if row >= self.len {
            return None;
        }
        let run = self.runs.partition_point(|&(first, _)| first <= row).checked_sub(1)?;
        Some(self.at(*self.runs.get(run)?, row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_the_number_that_was_pushed() {
        for make in [Runs::equal, Runs::counting] {
            let numbers: Vec<u32> = [7, 7, 7, 8, 9, 10, 0, u32::MAX, 0, 1].into();
            let mut runs = make();
            numbers.iter().for_each(|&number| runs.push(number));
            assert_eq!((0..runs.len()).filter_map(|row| runs.get(row)).collect::<Vec<_>>(), numbers);
            assert_eq!(runs.get(10), None);
        }
        let mut long = Runs::counting();
        (5..100_000).for_each(|number| long.push(number));
        assert_eq!((long.runs.len(), long.get(99_994)), (1, Some(99_999)));
    }
}
