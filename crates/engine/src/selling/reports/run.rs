//! A report's figures, and the records behind one of them.

use super::super::Context;
use super::chosen::Chosen;
use super::coded::Coded;
use super::gathered::Gathered;
use super::laid::{Cut, Laid, lay};
use super::measured::Measured;
use crate::owed::AGES;
use crate::records::{name_at, names};
use model::report::{GROUPS_MAX, MEASURES_MAX, Measure, day_of};
use model::rule::Unit;
use model::{Report, Value};
use protocol::{Behind, BehindAnswer, BehindRow, Figure, GroupKey, ReportAnswer, ReportColumn, ReportRow};
use std::cmp::Reverse;

/// Most records behind a figure that are told.
const BEHIND_MAX: u32 = 500;
/// Records behind a figure that are kept before those that will not be told are left out.
const BEHIND_KEPT: usize = 1 << 14;

/// The codes of a record's groups; 0 where there is no such group.
pub(super) type Codes = [u32; GROUPS_MAX];

/// A report on its way to its figures.
pub(super) struct Run<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) chosen: Chosen<'a>,
    pub(super) groups: Vec<Coded<'a>>,
    pub(super) measures: Vec<Measured<'a>>,
    /// Without records that have nothing in the first group.
    filled: bool,
    /// The group that is by how long orders have been due, where there is one: an order in instalments may stand in several such.
    by_age: Option<usize>,
}

/// The measures of a report; counting where it names none.
fn measures(report: &Report) -> Vec<Measure> {
    let told: Vec<Measure> = report.measures.iter().take(MEASURES_MAX).copied().collect();
    if told.is_empty() { vec![Measure::COUNT] } else { told }
}

impl<'a> Run<'a> {
    /// `None` where there never was such a record.
    pub(super) fn of(context: &'a Context<'a>, report: &Report) -> Option<Run<'a>> {
        let chosen = Chosen::of(context, report)?;
        let table = chosen.table;
        let groups = report.groups.iter().take(GROUPS_MAX);
        let mut groups: Vec<Coded<'a>> = groups.map(|group| Coded::of(context, table, group.by, group.unit)).collect();
        Some(Run {
            context,
            by_age: groups.iter_mut().position(|group| group.owing().is_some()),
            groups,
            measures: measures(report).into_iter().map(|measure| Measured::of(context, table, measure)).collect(),
            filled: report.filled && !report.groups.is_empty(),
            chosen,
        })
    }

    /// Calls `each` with the rows of every piece, the codes of their groups, and the measures. Orders by age come once for every age that
    /// something of them has, with what is of that age.
    fn walk(&mut self, mut each: impl FnMut(&[u32], &[Codes], &mut [Measured<'a>])) {
        let (mut codes, mut of_group): (Vec<Codes>, Vec<u32>) = Default::default();
        let (mut of_age, mut kept): (Vec<u32>, Vec<u32>) = Default::default();
        let (groups, filled, by_age) = (&mut self.groups, self.filled, self.by_age);
        let measures = &mut self.measures;
        let ages = || (0..AGES).map(Some);
        let passes: Vec<Option<u8>> = std::iter::once(None).chain(by_age.into_iter().flat_map(|_| ages())).collect();
        self.chosen.each(|all| {
            for &age in &passes {
                groups.iter_mut().filter_map(Coded::owing).for_each(|owing| owing.look_at(age));
                measures.iter_mut().filter_map(Measured::owing).for_each(|owing| owing.look_at(age));
                let mut rows = all;
                if let Some(owing) = by_age.and_then(|nth| groups.get_mut(nth)?.owing()) {
                    of_age.clear();
                    match age {
                        Some(_) => owing.some_of(all, &mut of_age),
                        None => of_age.extend(all.iter().filter(|&&row| !owing.has(row))),
                    }
                    rows = &of_age;
                }
                codes.clear();
                codes.resize(rows.len(), [0; GROUPS_MAX]);
                for (nth, group) in groups.iter_mut().enumerate() {
                    group.read(rows, &mut of_group);
                    codes.iter_mut().zip(&of_group).for_each(|(codes, &code)| codes[nth] = code);
                }
                if !filled {
                    each(rows, &codes, measures);
                    continue;
                }
                kept.clear();
                kept.extend(rows.iter().zip(&codes).filter(|(_, codes)| codes[0] != 0).map(|(&row, _)| row));
                codes.retain(|codes| codes[0] != 0);
                each(&kept, &codes, measures);
            }
        });
    }

    /// Goes through all records once.
    pub(super) fn gathered(&mut self) -> Gathered {
        let mut gathered = Gathered::default();
        self.walk(|rows, codes, measures| {
            gathered.take(codes);
            let (cell_of, cells) = (&gathered.cell_of, gathered.counts.len());
            measures.iter_mut().for_each(|measure| measure.take(rows, cell_of, cells));
        });
        gathered
    }

    /// For each of `n` cells that those gathered are put together into, the figures of all columns.
    fn figures(&self, gathered: &Gathered, n: usize, into: &dyn Fn(Codes) -> usize) -> Vec<Vec<Figure>> {
        let mut all: Vec<Vec<Figure>> = vec![Vec::new(); n];
        let cell = |at: usize| into(gathered.codes.get(at).copied().unwrap_or_default());
        for measure in &self.measures {
            let figures = measure.figures(self.context, n, &gathered.counts, &cell);
            all.iter_mut().zip(figures).for_each(|(all, figures)| all.extend(figures));
        }
        all
    }

    /// The groups of a place as they are shown.
    fn laid(&self, gathered: &Gathered, nth: usize, cut: &Cut) -> Option<Laid> {
        let coded = self.groups.get(nth)?;
        let n = coded.keys.len();
        // How large a group is: its first figure.
        let sizes: Vec<i64> = match self.measures.first().filter(|_| cut.largest && !coded.periods) {
            Some(first) => {
                let code = |at: usize| gathered.codes.get(at).map_or(0, |codes| codes[nth] as usize);
                let figures = first.figures(self.context, n, &gathered.counts, &code);
                figures.into_iter().map(|figures| figures.first().map_or(0, |figure| figure.size())).collect()
            }
            None => Vec::new(),
        };
        let mut present = vec![false; n];
        gathered.codes.iter().for_each(|codes| present[codes[nth] as usize] = true);
        Some(lay(self.context, coded, cut, &present, &|code| sizes.get(code as usize).copied().unwrap_or(0)))
    }

    /// The figures of all records together, each counted once, and how many they are.
    fn whole(&self, gathered: &Gathered) -> (Vec<Figure>, u32) {
        let figures = self.figures(gathered, 1, &|_| 0).into_iter().next().unwrap_or_default();
        (figures, gathered.counts.iter().sum::<u64>() as u32)
    }

    fn answer(&mut self, report: &Report) -> ReportAnswer {
        // What stands in several groups is one record all the same.
        let once = self.by_age.take().map(|by_age| {
            let gathered = self.gathered();
            let whole = self.whole(&gathered);
            self.measures.iter_mut().for_each(Measured::forget);
            self.by_age = Some(by_age);
            whole
        });
        let gathered = self.gathered();
        let (total, records) = once.unwrap_or_else(|| self.whole(&gathered));
        let (rows, series) = self.both_laid(&gathered, report);
        let columns = (0..).zip(&self.measures).flat_map(|(measure, measured)| {
            measured.currencies(self.context).into_iter().map(move |currency| ReportColumn { measure, currency })
        });
        let row_of = |codes: Codes| rows.as_ref().map_or(0, |rows| rows.place(codes[0]));
        let series_of = |codes: Codes| series.as_ref().map_or(0, |series| series.place(codes[1]));
        let keys = rows.as_ref().map_or(&[][..], |rows| &rows.keys);
        let of_series = series.as_ref().map_or(&[][..], |series| &series.keys);
        let n = of_series.len();
        let of_rows = if keys.is_empty() { Vec::new() } else { self.figures(&gathered, keys.len(), &row_of) };
        let (series_total, of_cells) = match n {
            0 => (Vec::new(), Vec::new()),
            n => (
                self.figures(&gathered, n, &series_of),
                self.figures(&gathered, keys.len() * n, &|codes| row_of(codes) * n + series_of(codes)),
            ),
        };
        let mut of_cells = of_cells.into_iter();
        let told = keys.iter().zip(of_rows).map(|(key, figures)| ReportRow {
            key: key.clone(),
            figures,
            series: of_cells.by_ref().take(n).collect(),
        });
        let values = keys.iter().chain(of_series).filter_map(|key| match key {
            GroupKey::Value(value) => Some(value),
            _ => None,
        });
        ReportAnswer {
            columns: columns.collect(),
            series: of_series.to_vec(),
            rows: told.collect(),
            total,
            series_total,
            records,
            all: self.chosen.table.live(),
            names: names(self.context.workspace, values),
            seen_from: self.chosen.seen_from,
        }
    }

    fn both_laid(&self, gathered: &Gathered, report: &Report) -> (Option<Laid>, Option<Laid>) {
        (self.laid(gathered, 0, &Cut::rows(report)), self.laid(gathered, 1, &Cut::series()))
    }

    /// Some of the records whose groups `holds` holds for, largest first, then newest, then in the order in which they came.
    pub(super) fn told(&mut self, holds: &dyn Fn(Codes) -> bool, limit: u32) -> BehindAnswer {
        let (context, table) = (self.context, self.chosen.table);
        let limit = limit.min(BEHIND_MAX) as usize;
        let mut days = day_of(table.collection()).map(|path| Coded::of(context, table, path, Unit::Day));
        let (mut total, mut found) = (0, Vec::new());
        let mut of_day = Vec::new();
        self.walk(|rows, codes, measures| {
            let meant: Vec<u32> =
                rows.iter().zip(codes).filter(|(_, codes)| holds(**codes)).map(|(&row, _)| row).collect();
            if meant.is_empty() {
                return;
            }
            total += meant.len() as u32;
            let figures = measures.first_mut().map_or_else(Vec::new, |measure| measure.of_rows(&meant));
            match &mut days {
                Some(days) => days.read(&meant, &mut of_day),
                None => of_day = vec![0; meant.len()],
            }
            let day = |code: u32| match days.as_ref().and_then(|days| days.keys.get(code as usize)) {
                Some(Value::Day(day)) => Some(*day),
                _ => None,
            };
            for ((row, figure), &code) in meant.into_iter().zip(figures).zip(&of_day) {
                found.push((Reverse(figure.size()), Reverse(day(code)), row, Told(figure)));
            }
            if found.len() > limit + BEHIND_KEPT {
                found.sort_unstable();
                found.truncate(limit);
            }
        });
        found.sort_unstable();
        found.truncate(limit);
        let rows = found.into_iter().map(|(_, Reverse(day), row, Told(figure))| BehindRow {
            id: context.workspace.ids.id(table.handle(row)),
            name: called(context, table, row),
            day,
            figure,
        });
        BehindAnswer { of: table.collection().0, total, rows: rows.collect() }
    }
}

/// A figure that is passed on and says nothing about the order.
struct Told(Figure);

impl PartialEq for Told {
    fn eq(&self, _: &Told) -> bool {
        true
    }
}

impl Eq for Told {}

impl PartialOrd for Told {
    fn partial_cmp(&self, other: &Told) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Told {
    fn cmp(&self, _: &Told) -> std::cmp::Ordering {
        std::cmp::Ordering::Equal
    }
}

/// The figures of a report.
pub(super) fn run(context: &Context<'_>, report: &Report) -> ReportAnswer {
    Run::of(context, report).map(|mut run| run.answer(report)).unwrap_or_default()
}

/// The records behind a figure of it.
pub(super) fn behind(context: &Context<'_>, asked: &Behind) -> BehindAnswer {
    let nothing = BehindAnswer { of: asked.report.of.0, ..BehindAnswer::default() };
    let Some(mut run) = Run::of(context, &asked.report) else { return nothing };
    let (rows, series) = match (&asked.row, &asked.series) {
        // All of them, each once: no groups have to be laid out for that.
        (None, None) => {
            run.by_age = None;
            (None, None)
        }
        _ => {
            let gathered = run.gathered();
            run.both_laid(&gathered, &asked.report)
        }
    };
    let place = |laid: &Option<Laid>, key: &Option<GroupKey>| -> Option<Option<usize>> {
        let Some(key) = key else { return Some(None) };
        let same = |known: &GroupKey| match (known, key) {
            // What is told together is told together, whatever it is now.
            (GroupKey::Others(_), GroupKey::Others(_)) => true,
            (known, key) => known == key,
        };
        laid.as_ref()?.keys.iter().position(same).map(Some)
    };
    let (Some(row), Some(of_series)) = (place(&rows, &asked.row), place(&series, &asked.series)) else {
        return nothing;
    };
    let stands = |laid: &Option<Laid>, code: u32, wanted: Option<usize>| {
        wanted.is_none_or(|wanted| laid.as_ref().is_some_and(|laid| laid.place(code) == wanted))
    };
    let holds = |codes: Codes| stands(&rows, codes[0], row) && stands(&series, codes[1], of_series);
    run.told(&holds, asked.limit)
}

/// What a record is called; one without a name by whom it is of.
fn called(context: &Context<'_>, table: &crate::table::Table, row: u32) -> String {
    let name = name_at(context.workspace, table, row);
    if !name.is_empty() {
        return name;
    }
    let Some(field) = super::ready::whose(table.collection()) else { return name };
    match table.value(row, field, &context.workspace.ids) {
        Value::Reference(id) => crate::records::name(context.workspace, id),
        _ => name,
    }
}
