//! Answers remembered for as long as nothing changes of what they looked at.

use super::Context;
use crate::looked::Looked;
use model::{Currency, Day};
use protocol::{Answer, Sealed, SellingQuery};

/// Bytes of answers remembered, of which the newest is remembered in any case: those of the page on screen and of the ones looked at before.
const BYTES_MAX: usize = 1 << 20;
/// How long an answer that looked at the clock holds.
const CLOCK_MILLIS: i64 = 60_000;

/// Answers, the newest last.
#[derive(Default)]
pub struct Remembered {
    kept: Vec<Kept>,
}

struct Kept {
    asked: Sealed<SellingQuery>,
    answer: Answer,
    bytes: usize,
    looked: Looked,
    version: u64,
    around: Around,
}

/// What an answer depends on beside the records.
#[derive(Clone, Copy, PartialEq)]
struct Around {
    today: Day,
    offset_minutes: i32,
    /// Which zone it is, by where it stands in memory: two may agree today and not on other days.
    zone: usize,
    currency: Currency,
    minute: i64,
    scores: u64,
    /// It is known how Chinese characters are read.
    read: bool,
}

impl Around {
    fn of(context: &Context<'_>, scores_version: u64) -> Around {
        Around {
            today: context.today,
            offset_minutes: context.zone.offset_at(context.now_millis),
            zone: std::ptr::from_ref(context.zone).addr(),
            currency: context.currency,
            minute: context.now_millis.div_euclid(CLOCK_MILLIS),
            scores: scores_version,
            read: context.sounds.is_some_and(|sounds| sounds.readings().is_some()),
        }
    }
}

impl Kept {
    fn holds(&self, context: &Context<'_>, around: Around) -> bool {
        let minute = if self.looked.holds(Looked::CLOCK) { around.minute } else { self.around.minute };
        let scores = if self.looked.holds(Looked::SCORES) { around.scores } else { self.around.scores };
        let read = if self.looked.holds(Looked::READINGS) { around.read } else { self.around.read };
        let same = Around { minute, scores, read, ..around } == self.around;
        same && context.workspace.notes.newest(self.looked) <= self.version
    }
}

impl Remembered {
    /// The answer to a question, if it was answered before and still holds. `scores_version` changes whenever the scores do.
    pub fn known(&self, context: &Context<'_>, scores_version: u64, asked: &Sealed<SellingQuery>) -> Option<&Answer> {
        let around = Around::of(context, scores_version);
        let kept = self.kept.iter().find(|kept| kept.asked == *asked)?;
        kept.holds(context, around).then_some(&kept.answer)
    }

    /// Answers a question and remembers it; nothing for a question of another build.
    pub fn answer(&mut self, context: &Context<'_>, scores_version: u64, asked: &Sealed<SellingQuery>) -> Option<()> {
        let notes = &context.workspace.notes;
        notes.take();
        let answer = Sealed::new(&super::answer(context, asked.get()?));
        let (looked, around) = (notes.take(), Around::of(context, scores_version));
        self.kept.retain(|kept| kept.asked != *asked && kept.holds(context, around));
        let (bytes, version) = (answer.size_bytes(), context.workspace.version());
        let answer = Answer::Selling(answer);
        self.kept.push(Kept { asked: asked.clone(), answer, bytes, looked, version, around });
        while self.kept.len() > 1 && self.kept.iter().map(|kept| kept.bytes).sum::<usize>() > BYTES_MAX {
            self.kept.remove(0);
        }
        Some(())
    }
}
