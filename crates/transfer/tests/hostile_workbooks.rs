//! Workbooks at random: whatever is done to a file, there is a table or a typed error, never a panic.

mod common;
#[path = "../../engine/tests/common/seeds.rs"]
mod seeds;

use common::*;
use rust_xlsxwriter::Workbook;
use seeds::seeds;
use std::ops::ControlFlow;

/// Numbers from a seed (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or(0)
    }
}

#[test]
fn bent_bytes_are_a_table_or_an_error() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..40 {
        sheet.write(row, 0, format!("Customer {row}")).expect("a cell");
        sheet.write(row, 1, f64::from(row) * 1.5).expect("a cell");
        sheet.write(row, 2, "2024-03-05").expect("a cell");
    }
    let whole = book.save_to_buffer().expect("bytes");
    for seed in seeds(0..400) {
        let mut dice = Dice(seed);
        let mut bytes = whole.clone();
        for _ in 0..=dice.below(6) {
            match dice.below(3) {
                0 => {
                    let at = dice.below(bytes.len());
                    bytes[at] = dice.next().to_le_bytes()[0];
                }
                1 => bytes.truncate(dice.below(bytes.len()).max(4)),
                _ => {
                    let (from, len) = (dice.below(bytes.len()), dice.below(64));
                    let to = (from + len).min(bytes.len());
                    let piece = bytes[from..to].to_vec();
                    let at = dice.below(bytes.len());
                    bytes.splice(at..at, piece);
                }
            }
        }
        if let Ok(mut log) = open_bytes(bytes) {
            let mapping = log.preview().mapping;
            let outcome = log.read(&mapping, 1 + dice.below(20), &mut |_, done, total| {
                assert!(done <= total);
                ControlFlow::Continue(())
            });
            if let Ok(outcome) = outcome {
                let _ = log.rejects_csv(&outcome.rejects, &[]);
            }
        }
    }
}
