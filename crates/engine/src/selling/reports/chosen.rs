//! The records of a report, a piece of them at a time.

use super::super::Context;
use super::coded::Coded;
use super::derived::Counting;
use crate::catalogue;
use crate::figures::Figures;
use crate::ints::PIECE_ROWS;
use crate::list::{Filter, Later, Source};
use crate::scoring;
use crate::table::Table;
use model::report::Calc;
use model::rule::{Op, Rule, Unit};
use model::schema::{customer, order, order_line};
use model::{CollectionId, Day, Report, Value};

/// The day that relative periods are seen from: of what was sold as scores have it, so that an old log tells of its own last months; of
/// anything else, payments among them, today.
fn as_of(context: &Context<'_>, of: CollectionId) -> Day {
    match of {
        order::ID | order_line::ID => scoring::settings(context.workspace, context.today, context.currency).as_of.day(),
        _ => context.today,
    }
}

/// Whether a rule looks at periods that move with the calendar.
fn moves(rule: &Rule) -> bool {
    match rule {
        Rule::All(rules) | Rule::Any(rules) => rules.iter().any(moves),
        Rule::Not(rule) => moves(rule),
        Rule::Test(test) => is_moving(&test.op),
        Rule::Related(related) => is_moving(&related.test.op) || moves(&related.rule),
    }
}

fn is_moving(op: &Op) -> bool {
    matches!(op, Op::Within(_) | Op::NotWithin(_) | Op::LongerAgo(..))
}

/// The records that a report is made of.
pub(super) struct Chosen<'a> {
    pub(super) table: &'a Table,
    /// Those that its rule holds for, where it has one.
    selected: Option<Vec<u32>>,
    counting: Counting<'a>,
    within: Option<Within<'a>>,
    /// The day that its periods are seen from, where it has any and that is not today.
    pub(super) seen_from: Option<Day>,
}

/// Days that records lie in.
struct Within<'a> {
    days: Coded<'a>,
    first: Day,
    last: Day,
    /// By code, as far as it was asked.
    inside: Vec<bool>,
    codes: Vec<u32>,
}

impl<'a> Chosen<'a> {
    /// `None` where there never was such a record.
    pub(super) fn of(context: &'a Context<'a>, report: &Report) -> Option<Chosen<'a>> {
        let table = context.workspace.table(report.of)?;
        let rule = catalogue::meant(context.workspace, report.of, &report.rule).filter(|rule| rule.is_sound());
        let looks = report.within.is_some() || rule.is_some();
        let from = if looks { as_of(context, report.of) } else { context.today };
        let within = report.within.map(|(path, period)| {
            let (first, last) = period.days(from);
            Within::of(Coded::of(context, table, path, Unit::Day), first, last)
        });
        let counting = if report.counted { Counting::of(context, table, report) } else { Counting::All };
        let is_told = from != context.today && (within.is_some() || rule.as_ref().is_some_and(moves));
        Some(Chosen {
            table,
            selected: rule.and_then(|rule| selected(context, table, &rule, from)),
            counting,
            within,
            seen_from: is_told.then_some(from),
        })
    }

    /// Only those of some days, which are told by codes of days.
    pub(super) fn of_days(self, days: Coded<'a>, first: Day, last: Day) -> Chosen<'a> {
        Chosen { within: Some(Within::of(days, first, last)), ..self }
    }

    /// Calls `each` with the rows of every piece that has any.
    pub(super) fn each(&mut self, mut each: impl FnMut(&[u32])) {
        let table = self.table;
        let all_alive = table.live() == table.len();
        let mut rows: Vec<u32> = Vec::with_capacity(PIECE_ROWS);
        let mut from_selected = 0;
        for piece in 0..(table.len() as usize).div_ceil(PIECE_ROWS) {
            let (from, to) = ((piece * PIECE_ROWS) as u32, table.len().min(((piece + 1) * PIECE_ROWS) as u32));
            rows.clear();
            match &self.selected {
                Some(selected) => {
                    let rest = selected.get(from_selected..).unwrap_or_default();
                    let here = rest.partition_point(|&row| row < to);
                    rows.extend(rest.iter().take(here));
                    from_selected += here;
                }
                None if all_alive => rows.extend(from..to),
                None => rows.extend((from..to).filter(|&row| table.is_alive(row))),
            }
            if let Some(within) = &mut self.within {
                within.retain(piece, &mut rows);
            }
            if !rows.is_empty() {
                self.counting.retain(&mut rows);
            }
            if !rows.is_empty() {
                each(&rows);
            }
        }
    }
}

impl<'a> Within<'a> {
    fn of(days: Coded<'a>, first: Day, last: Day) -> Within<'a> {
        Within { days, first, last, inside: Vec::new(), codes: Vec::new() }
    }

    fn retain(&mut self, piece: usize, rows: &mut Vec<u32>) {
        if rows.is_empty() || !self.days.may_hold(piece, self.first, self.last) {
            return rows.clear();
        }
        self.days.read(rows, &mut self.codes);
        let is_inside = |key: &Value| matches!(key, Value::Day(day) if (self.first..=self.last).contains(day));
        self.inside.extend(self.days.keys.iter().skip(self.inside.len()).map(is_inside));
        let mut at = self.codes.iter();
        rows.retain(|_| at.next().is_some_and(|&code| self.inside.get(code as usize) == Some(&true)));
    }
}

/// The rows that a rule holds for; `None` where it holds for all.
fn selected(context: &Context<'_>, table: &Table, rule: &Rule, from: Day) -> Option<Vec<u32>> {
    // Nobody else is scored: what is told of others, and asks for nothing of theirs, does not change with the scores.
    let is_scored = table.collection() == customer::ID || rule.relates();
    let scores = is_scored.then(|| context.look_at_scores()).flatten();
    let source = Source {
        workspace: context.workspace,
        scores: scores.map(Figures::Scored),
        scores_version: 0,
        today: from,
        zone: context.zone,
        later: Some(Later::new()),
    };
    Filter::of(context.workspace, table.collection(), rule, from).map(|filter| filter.rows(&source, table))
}

/// Whether a measure adds up or compares amounts.
pub(super) fn weighs(calc: Calc) -> bool {
    matches!(calc, Calc::Sum | Calc::Average | Calc::Least | Calc::Most)
}
