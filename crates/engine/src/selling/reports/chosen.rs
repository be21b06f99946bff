//! The records of a report, and what each is put into.

use super::super::Context;
use super::cells::{Amounts, Coded, amounts, coded};
use super::derived;
use crate::figures::Figures;
use crate::ints::NO_INT;
use crate::list::{Filter, Later, Source};
use crate::scoring;
use crate::table::Table;
use model::report::{Calc, GROUPS_MAX, MEASURES_MAX, Measure, Path};
use model::rule::Unit;
use model::{Day, Report, Value};

/// The records that a report is made of.
pub(super) struct Chosen<'a> {
    pub(super) table: &'a Table,
    /// Their rows.
    pub(super) rows: Vec<u32>,
    /// For each group the codes of those rows.
    pub(super) groups: Vec<Coded>,
}

/// The day that relative periods are seen from: as scores have it, so that an old log tells of its own last months.
pub(super) fn as_of(context: &Context<'_>) -> Day {
    scoring::settings(context.workspace, context.today, context.currency).as_of.day()
}

impl<'a> Chosen<'a> {
    /// `None` where there never was such a record.
    pub(super) fn of(context: &Context<'a>, report: &Report) -> Option<Chosen<'a>> {
        let table = context.workspace.table(report.of)?;
        let mut rows = selected(context, table, report);
        if report.counted
            && let Some(counts) = derived::counted(context, table)
        {
            rows.retain(|&row| counts.get(row as usize) == Some(&true));
        }
        if let Some((path, period)) = report.within {
            let days = coded(context, table, path, Unit::Day);
            let (first, last) = period.days(as_of(context));
            let inside: Vec<bool> =
                days.keys.iter().map(|key| matches!(key, Value::Day(day) if (first..=last).contains(day))).collect();
            let code = |row: u32| days.codes.get(row as usize).copied().unwrap_or(0) as usize;
            rows.retain(|&row| inside.get(code(row)) == Some(&true));
        }
        let whole = report.groups.iter().take(GROUPS_MAX).map(|group| coded(context, table, group.by, group.unit));
        let mut groups: Vec<Coded> = whole.collect();
        if report.filled
            && let Some(first) = groups.first()
        {
            rows.retain(|&row| first.codes.get(row as usize).is_some_and(|code| *code != 0));
        }
        for group in &mut groups {
            group.codes = of_rows(&group.codes, &rows);
        }
        Some(Chosen { table, rows, groups })
    }

    /// What a measure adds up or compares, for the chosen rows.
    pub(super) fn amounts(&self, context: &Context<'_>, path: Path) -> Option<Amounts> {
        let all = amounts(context, self.table, path)?;
        let places = if all.places.is_empty() { Vec::new() } else { of_rows(&all.places, &self.rows) };
        Some(Amounts { cells: of_rows(&all.cells, &self.rows), places, ..all })
    }

    /// Codes of what a measure counts, for the chosen rows.
    pub(super) fn codes(&self, context: &Context<'_>, path: Path) -> Vec<u32> {
        of_rows(&coded(context, self.table, path, Unit::Day).codes, &self.rows)
    }

    /// Whether each chosen row has something there.
    pub(super) fn filled(&self, context: &Context<'_>, path: Path) -> Vec<bool> {
        match amounts(context, self.table, path) {
            Some(amounts) => of_rows(&amounts.cells, &self.rows).iter().map(|cell| *cell != NO_INT).collect(),
            None => self.codes(context, path).iter().map(|code| *code != 0).collect(),
        }
    }
}

fn of_rows<T: Copy + Default>(all: &[T], rows: &[u32]) -> Vec<T> {
    rows.iter().map(|&row| all.get(row as usize).copied().unwrap_or_default()).collect()
}

fn selected(context: &Context<'_>, table: &Table, report: &Report) -> Vec<u32> {
    let rule = report.rule.pruned(report.of, &|_, test| test.is_whole()).filter(|rule| rule.is_sound());
    let Some(rule) = rule else { return table.alive_rows().collect() };
    let source = Source {
        workspace: context.workspace,
        scores: context.scores.map(Figures::Scored),
        scores_version: 0,
        today: as_of(context),
        later: Some(Later::new()),
    };
    Filter::new(&rule, as_of(context)).rows(&source, table)
}

/// The measures of a report; counting where it names none.
pub(super) fn measures(report: &Report) -> Vec<Measure> {
    let told: Vec<Measure> = report.measures.iter().take(MEASURES_MAX).copied().collect();
    if told.is_empty() { vec![Measure::COUNT] } else { told }
}

/// Whether a measure adds up or compares amounts.
pub(super) fn weighs(calc: Calc) -> bool {
    matches!(calc, Calc::Sum | Calc::Average | Calc::Least | Calc::Most)
}
