//! Seeds of tests by chance: always the same few, or as many as fit into a time. A seed that fails is told.
//!
//! `RAPPORT_FUZZ_SECONDS` is how long each such test goes on, `RAPPORT_FUZZ_SEED` the first seed; without it the clock chooses.

use std::ops::Range;
use std::time::{Duration, Instant, SystemTime};

/// Seeds, one for each round.
pub struct Seeds {
    next: u64,
    end: u64,
    until: Option<Instant>,
}

fn set(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("{name} wants a number, not '{value}'")))
}

/// The usual rounds, or as many as fit into the time that was asked for.
pub fn seeds(usual: Range<u64>) -> Seeds {
    let first = set("RAPPORT_FUZZ_SEED");
    match set("RAPPORT_FUZZ_SECONDS") {
        None => {
            let next = first.unwrap_or(usual.start);
            Seeds { next, end: next + (usual.end - usual.start), until: None }
        }
        Some(seconds) => {
            let now = || SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_nanos());
            let next = first.unwrap_or_else(|| now() as u64 >> 1);
            Seeds { next, end: u64::MAX, until: Some(Instant::now() + Duration::from_secs(seconds)) }
        }
    }
}

impl Iterator for Seeds {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        let goes_on = self.next < self.end && self.until.is_none_or(|until| Instant::now() < until);
        goes_on.then(|| {
            self.next += 1;
            self.next - 1
        })
    }
}

impl Drop for Seeds {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("failed at RAPPORT_FUZZ_SEED={}", self.next.saturating_sub(1));
        }
    }
}
