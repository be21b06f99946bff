//! The book at a glance: one pass over the customers, with the churn watch beside it.

use super::at_risk::Summed;
use super::churn::Churn;
use super::{SLICE, answers, is_told, talks};
use crate::ids::Handle;
use crate::scoring::{Pieces, Scores};
use crate::surveys::{Asked, Responses};
use crate::table::Table;
use crate::workspace::Workspace;
use insight::rfm::Rfm;
use insight::{History, Total};
use model::schema::{customer, task};
use model::{Day, options};
use protocol::{
    ChurnAnswer, ChurnQuery, OverviewAnswer, OverviewQuery, Owners, PeriodFigures, Reached, Segment, Stage, Zone,
};

/// Shortest and longest period.
const DAYS: std::ops::RangeInclusive<u32> = 7..=366;
/// Who need attention, at most.
const ATTENTION_MAX: u32 = 5;
/// As on the churn watch when it is opened.
const HORIZON_DAYS: u32 = 90;
const UPLIFT_PERCENT: u32 = 5;

/// The work.
pub struct Overview {
    zone: &'static Zone,
    days: i32,
    churn: Churn,
    watch: Option<ChurnAnswer>,
    nps: Responses,
    csat: Responses,
    ended_on: Vec<Option<i32>>,
    talked: Vec<bool>,
    served: Vec<bool>,
    before: Option<Rfm>,
    at: usize,
    steps: [Reached; 4],
    stages: [[u32; 6]; 2],
    segments: [[u32; 12]; 2],
    periods: [PeriodFigures; 2],
    /// What the watch would have come to at the end of the period before.
    at_risk_before: Total,
    summed_before: Summed,
}

impl Overview {
    pub(super) fn new(query: OverviewQuery, workspace: &Workspace, scores: &Scores, zone: &'static Zone) -> Overview {
        let watch = ChurnQuery {
            horizon_days: HORIZON_DAYS,
            uplift_percent: UPLIFT_PERCENT,
            snoozed: false,
            limit: ATTENTION_MAX,
            owners: Owners::ALL,
        };
        Overview {
            zone,
            days: query.days.clamp(*DAYS.start(), *DAYS.end()) as i32,
            churn: Churn::new(&watch, workspace, scores),
            watch: None,
            nps: Responses::of(workspace, Asked::Nps),
            csat: Responses::of(workspace, Asked::Csat),
            ended_on: super::life_cycle::ended_on(workspace, scores.book.customers()),
            talked: Vec::new(),
            served: Vec::new(),
            before: None,
            at: 0,
            steps: [Reached::default(); 4],
            stages: [[0; 6]; 2],
            segments: [[0; 12]; 2],
            periods: [PeriodFigures::default(); 2],
            at_risk_before: Total::default(),
            summed_before: Summed::of(scores),
        }
    }

    pub(super) fn step(&mut self, workspace: &Workspace, scores: &Scores) -> Option<OverviewAnswer> {
        let all = scores.book.customers();
        if self.watch.is_none() {
            self.watch = self.churn.step(workspace, scores);
        } else if self.before.is_none() {
            self.talked = talked(workspace, self.zone, all, scores.book.as_of, self.days);
            self.served = served(workspace, all);
            self.before = Some(segments_on(scores, scores.book.as_of.saturating_sub(self.days)));
        } else if self.at < all {
            let to = (self.at + SLICE / 4).min(all);
            self.pass(self.at..to, workspace, scores);
            self.at = to;
        } else {
            let before = scores.book.as_of.saturating_sub(self.days);
            if self.summed_before.step((before, self.churn.weeks()), workspace, scores) {
                return self.answer(scores);
            }
        }
        None
    }

    fn pass(&mut self, rows: std::ops::Range<usize>, workspace: &Workspace, scores: &Scores) {
        let Some(people) = workspace.table(customer::ID) else { return };
        let day = scores.book.as_of.saturating_sub(self.days);
        let in_danger = |c: usize| self.nps.is_detractor(c as u32, day);
        let earlier = scores.book.stages_of(rows.clone(), day, &self.ended_on, in_danger);
        for (row, before) in rows.zip(earlier) {
            if !people.is_alive(row as u32) {
                continue;
            }
            if let Some(stage) = before {
                self.stages[1][stage as usize] += 1;
            }
            if let Some(segment) = self.before.as_ref().and_then(|before| before.segment.get(row)) {
                self.segments[1][*segment as usize] += 1;
            }
            let is_ended = self.ended_on.get(row).copied().flatten().is_some_and(|ended| ended <= day);
            if !is_ended {
                let flagged = self.nps.is_detractor(row as u32, day);
                let at_risk = self.churn.at_risk_on(row, day, flagged, workspace, scores);
                self.at_risk_before.add(at_risk);
                if at_risk > 0.0 {
                    self.summed_before.add(row);
                }
            }
            self.look(row, workspace, people, scores);
            self.purchases(row, scores);
        }
    }

    fn look(&mut self, row: usize, workspace: &Workspace, people: &Table, scores: &Scores) {
        let at = row as u32;
        let has = |field| is_told(workspace, people, at, field);
        let stage = scores.stage(at);
        let mut reached = |step: usize, counts: bool, is: bool| {
            self.steps[step].of += u32::from(counts);
            self.steps[step].n += u32::from(counts && is);
        };
        reached(0, true, has(customer::PHONE.id) || has(customer::EMAIL.id) || has(customer::WECHAT.id));
        reached(1, true, stage.is_some());
        // A relation that is over needs no conversation.
        reached(2, stage != Some(Stage::Termination), self.talked.get(row).copied().unwrap_or(false));
        // A level may have come with a file: what counts is what somebody did for them.
        reached(3, true, has(customer::TAGS.id) || self.served.get(row).copied().unwrap_or(false));
        if let Some(stage) = stage {
            self.stages[0][stage as usize] += 1;
        }
        self.segments[0][scores.segment(at) as usize] += 1;
    }

    fn purchases(&mut self, row: usize, scores: &Scores) {
        let history = &scores.book.history;
        let (days, as_of) = (history.days(row), history.as_of());
        let Some(&first) = days.first() else { return };
        let amounts = history.amounts(row);
        for (back, period) in (0..).zip(&mut self.periods) {
            let end = as_of.saturating_sub(self.days * back);
            let begin = end.saturating_sub(self.days);
            let within = days.partition_point(|day| *day <= begin)..days.partition_point(|day| *day <= end);
            if within.is_empty() {
                continue;
            }
            period.active += 1;
            period.new += u32::from(first > begin);
            period.returning += u32::from(first <= begin);
            let sum = amounts[within].iter().fold(0_i64, |sum, amount| sum.saturating_add(*amount));
            period.revenue = period.revenue.saturating_add(sum);
        }
    }

    fn answer(&mut self, scores: &Scores) -> Option<OverviewAnswer> {
        let watch = self.watch.clone()?;
        let as_of = scores.book.as_of;
        let said = answers::periods(&self.nps, as_of, self.days);
        let rated = answers::periods(&self.csat, as_of, self.days);
        Some(OverviewAnswer {
            as_of: Day(as_of),
            buyers: scores.book.buyers as u32,
            needed: insight::BUYERS_MIN as u32,
            currency: scores.currency,
            days: self.days as u32,
            steps: self.steps,
            stages: self.stages,
            segments: self.segments,
            periods: self.periods,
            nps: [&said[0], &said[1]].map(|answers| answers::nps(answers)),
            nps_change: answers::nps_moved(&said),
            csat: [&rated[0], &rated[1]].map(|answers| answers::satisfied(answers)),
            csat_change: answers::share_moved([&rated[0], &rated[1]].map(|answers| answers::satisfied_of(answers))),
            warned: watch.warned,
            at_risk: watch.at_risk,
            at_risk_before: watch.at_risk.map(|_| self.at_risk_before.get().round() as i64),
            at_risk_ranges: [
                watch.at_risk_range,
                watch.at_risk.and_then(|_| self.summed_before.interval(self.at_risk_before.get())),
            ],
            repeat: self.periods.map(|period| answers::share(again(&period))),
            repeat_change: answers::share_moved(self.periods.map(|period| again(&period))),
            attention: watch.rows,
        })
    }
}

/// Those who ordered who had done so before.
fn again(period: &PeriodFigures) -> Reached {
    Reached { n: period.returning, of: period.active }
}

/// Per customer whether there was a conversation in the last `days`.
fn talked(workspace: &Workspace, zone: &Zone, customers: usize, as_of: i32, days: i32) -> Vec<bool> {
    let mut talked = vec![false; customers];
    let period = as_of.saturating_sub(days).saturating_add(1)..=as_of;
    talks::each(workspace, zone, |who, day, _| {
        if let Some(mark) = who.and_then(|who| talked.get_mut(who as usize)).filter(|_| period.contains(&day.0)) {
            *mark = true;
        }
    });
    talked
}

/// Per customer whether a task for them was completed.
fn served(workspace: &Workspace, customers: usize) -> Vec<bool> {
    let mut served = vec![false; customers];
    let Some(table) = workspace.table(task::ID) else { return served };
    let completed = options::TASK_STATUS.id("completed").map_or(i64::MIN, |option| option.0.into());
    Pieces::of(table, [task::CUSTOMER.id, task::STATUS.id]).each(|row, [who, status]| {
        if status == completed && table.is_alive(row) {
            let who = u32::try_from(who).ok().and_then(|who| workspace.ids.row(Handle(who), customer::ID));
            if let Some(mark) = who.and_then(|who| served.get_mut(who as usize)) {
                *mark = true;
            }
        }
    });
    served
}

/// RFM as it was on a day.
fn segments_on(scores: &Scores, day: i32) -> Rfm {
    let history = &scores.book.history;
    let rows = |each: &mut dyn FnMut(u32, i32, i64)| {
        for c in 0..history.customers() {
            for (day, amount) in history.days(c).iter().zip(history.amounts(c).iter()) {
                each(c as u32, *day, *amount);
            }
        }
    };
    Rfm::of(&History::of_rows(rows, history.customers(), day))
}

const _: () = assert!(Segment::ALL.len() == 12);
