//! Which segments are out of date, and what takes their place.

use super::{Span, Table};
use crate::few::Few;

/// What [`Table::rollback`] needs.
#[derive(Debug)]
pub struct FoldPlan {
    spans: Vec<Span>,
    dirty: Few<u64>,
    /// Each old segment and what it is called now.
    renamed: Vec<(u64, u64)>,
}

impl Table {
    /// Starts to bring the segments up to date: names the segments that are out of date (or all, if `all`) and the row
    /// ranges to be written in their place under the ids that `next` gives. Edits made from now on count against
    /// the new segments; [`Table::rollback`] takes it back if the writing fails.
    pub fn begin_fold(&mut self, all: bool, mut next: impl FnMut() -> u64) -> (FoldPlan, Vec<Span>) {
        let spans = std::mem::take(&mut self.spans);
        let dirty = std::mem::take(&mut self.dirty);
        let mut plan = FoldPlan { spans: spans.clone(), dirty, renamed: Vec::new() };
        let mut written = Vec::new();
        let mut at = 0;
        for mut span in spans {
            // Rows that came one by one stand between those that came in bulk.
            at = self.fill(at, span.from, &mut written, &mut next);
            let old = span.segment;
            if all || plan.dirty.contains(&old) {
                span.segment = next();
                written.push(span);
            }
            plan.renamed.push((old, span.segment));
            self.spans.push(span);
            at = at.max(span.to);
        }
        self.fill(at, self.len(), &mut written, &mut next);
        (plan, written)
    }

    /// Names segments for the rows `from..to`, which no segment has; says where it ended.
    fn fill(&mut self, mut from: u32, to: u32, written: &mut Vec<Span>, next: &mut impl FnMut() -> u64) -> u32 {
        while from < to {
            let end = to.min(from + crate::rows::SEGMENT_ROWS_MAX as u32);
            let span = Span { segment: next(), from, to: end };
            written.push(span);
            self.spans.push(span);
            from = end;
        }
        from
    }

    /// Takes a fold back: the segments are as out of date as before, or more.
    pub fn rollback(&mut self, plan: FoldPlan) {
        for (old, new) in plan.renamed {
            if self.dirty.contains(&new) || plan.dirty.contains(&old) {
                self.dirty.put(old, ());
            }
        }
        self.spans = plan.spans;
    }
}
