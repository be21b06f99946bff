//! A report's figures, and the records behind one of them.

use super::super::Context;
use super::chosen::{Chosen, measures};
use super::laid::{Cut, Laid, lay};
use super::measured::Measured;
use crate::records::{name_at, names};
use model::rule::Unit;
use model::{Day, Report, Value};
use protocol::{Behind, BehindAnswer, BehindRow, Figure, GroupKey, ReportAnswer, ReportColumn, ReportRow};

/// Most records behind a figure that are told.
const BEHIND_MAX: u32 = 500;

/// A report on its way to its figures.
struct Run<'a> {
    chosen: Chosen<'a>,
    measures: Vec<Measured>,
    rows: Option<Laid>,
    series: Option<Laid>,
}

impl<'a> Run<'a> {
    fn of(context: &Context<'a>, report: &Report) -> Option<Run<'a>> {
        let chosen = Chosen::of(context, report)?;
        let measures: Vec<Measured> =
            measures(report).into_iter().map(|measure| Measured::of(context, &chosen, measure)).collect();
        let count = chosen.rows.len();
        let laid = |at: usize, cut: &Cut| {
            let coded = chosen.groups.get(at)?;
            // How large a group is: its first figure.
            let sizes: Vec<i64> = match measures.first().filter(|_| cut.largest && !coded.periods) {
                Some(first) => {
                    let figures = first.figures(coded.keys.len(), &|row| coded.codes[row] as usize, count);
                    figures.into_iter().map(|figures| figures.first().map_or(0, |figure| figure.size())).collect()
                }
                None => Vec::new(),
            };
            Some(lay(context, coded, cut, &|code| sizes.get(code as usize).copied().unwrap_or(0)))
        };
        let (rows, series) = (laid(0, &Cut::rows(report)), laid(1, &Cut::series()));
        Some(Run { chosen, measures, rows, series })
    }

    /// For each of `cells` cells the figures of all columns.
    fn figures(&self, cells: usize, cell_of: &dyn Fn(usize) -> usize) -> Vec<Vec<Figure>> {
        let mut all: Vec<Vec<Figure>> = vec![Vec::new(); cells];
        for measure in &self.measures {
            let figures = measure.figures(cells, cell_of, self.chosen.rows.len());
            all.iter_mut().zip(figures).for_each(|(all, figures)| all.extend(figures));
        }
        all
    }

    fn answer(&self, context: &Context<'_>) -> ReportAnswer {
        let columns = (0..).zip(&self.measures).flat_map(|(measure, measured)| {
            measured.currencies().into_iter().map(move |currency| ReportColumn { measure, currency })
        });
        let row_of = |row: usize| self.rows.as_ref().map_or(0, |rows| rows.place[row] as usize);
        let series_of = |row: usize| self.series.as_ref().map_or(0, |series| series.place[row] as usize);
        let keys = self.rows.as_ref().map_or(&[][..], |rows| &rows.keys);
        let series = self.series.as_ref().map_or(&[][..], |series| &series.keys);
        let total = self.figures(1, &|_| 0).into_iter().next().unwrap_or_default();
        let of_rows = if keys.is_empty() { Vec::new() } else { self.figures(keys.len(), &row_of) };
        let (of_series, of_cells) = match series.len() {
            0 => (Vec::new(), Vec::new()),
            n => (self.figures(n, &series_of), self.figures(keys.len() * n, &|row| row_of(row) * n + series_of(row))),
        };
        let mut of_cells = of_cells.into_iter();
        let rows = keys.iter().zip(of_rows).map(|(key, figures)| ReportRow {
            key: key.clone(),
            figures,
            series: of_cells.by_ref().take(series.len()).collect(),
        });
        let rows: Vec<ReportRow> = rows.collect();
        let values = keys.iter().chain(series).filter_map(|key| match key {
            GroupKey::Value(value) => Some(value),
            _ => None,
        });
        ReportAnswer {
            columns: columns.collect(),
            series: series.to_vec(),
            rows,
            total,
            series_total: of_series,
            records: self.chosen.rows.len() as u32,
            all: self.chosen.table.live(),
            names: names(context.workspace, values),
        }
    }
}

/// The figures of a report.
pub(super) fn run(context: &Context<'_>, report: &Report) -> ReportAnswer {
    Run::of(context, report).map(|run| run.answer(context)).unwrap_or_default()
}

/// The records behind a figure of it.
pub(super) fn behind(context: &Context<'_>, asked: &Behind) -> BehindAnswer {
    let of = asked.report.of;
    let Some(run) = Run::of(context, &asked.report) else {
        return BehindAnswer { of: of.0, ..BehindAnswer::default() };
    };
    let place = |laid: &Option<Laid>, key: &Option<GroupKey>| -> Option<Option<u32>> {
        let Some(key) = key else { return Some(None) };
        let same = |known: &GroupKey| match (known, key) {
            // What is told together is told together, whatever it is now.
            (GroupKey::Others(_), GroupKey::Others(_)) => true,
            (known, key) => known == key,
        };
        laid.as_ref()?.keys.iter().position(same).map(|at| Some(at as u32))
    };
    let (Some(row), Some(series)) = (place(&run.rows, &asked.row), place(&run.series, &asked.series)) else {
        return BehindAnswer { of: of.0, ..BehindAnswer::default() };
    };
    let stands = |laid: &Option<Laid>, at: usize, wanted: Option<u32>| {
        wanted.is_none_or(|wanted| laid.as_ref().is_some_and(|laid| laid.place[at] == wanted))
    };
    let at = (0..run.chosen.rows.len()).filter(|&at| stands(&run.rows, at, row) && stands(&run.series, at, series));
    told(context, &run.chosen, run.measures.first(), at.collect(), asked.limit, of.0)
}

/// Some of the chosen records, largest first, then newest, then by name.
pub(super) fn told(
    context: &Context<'_>,
    chosen: &Chosen<'_>,
    measure: Option<&Measured>,
    at: Vec<usize>,
    limit: u32,
    of: u8,
) -> BehindAnswer {
    let table = chosen.table;
    let days =
        model::report::day_of(table.collection()).map(|path| super::cells::coded(context, table, path, Unit::Day));
    let day = |row: u32| -> Option<Day> {
        let days = days.as_ref()?;
        match days.keys.get(*days.codes.get(row as usize)? as usize) {
            Some(Value::Day(day)) => Some(*day),
            _ => None,
        }
    };
    let figure = |at: usize| measure.map_or(Figure::Empty, |measure| measure.of_row(at));
    let mut found: Vec<(std::cmp::Reverse<i64>, std::cmp::Reverse<Option<Day>>, usize)> = at
        .into_iter()
        .map(|at| (std::cmp::Reverse(figure(at).size()), std::cmp::Reverse(day(chosen.rows[at])), at))
        .collect();
    let total = found.len() as u32;
    found.sort_unstable();
    found.truncate(limit.min(BEHIND_MAX) as usize);
    let rows = found.into_iter().map(|(_, std::cmp::Reverse(day), at)| {
        let row = chosen.rows[at];
        BehindRow {
            id: context.workspace.ids.id(table.handle(row)),
            name: called(context, chosen, row),
            day,
            figure: figure(at),
        }
    });
    BehindAnswer { of, total, rows: rows.collect() }
}

/// What a record is called; one without a name by whom it is of.
fn called(context: &Context<'_>, chosen: &Chosen<'_>, row: u32) -> String {
    let name = name_at(context.workspace, chosen.table, row);
    if !name.is_empty() {
        return name;
    }
    let Some(field) = super::ready::whose(chosen.table.collection()) else { return name };
    match chosen.table.value(row, field, &context.workspace.ids) {
        Value::Reference(id) => crate::records::name(context.workspace, id),
        _ => name,
    }
}
