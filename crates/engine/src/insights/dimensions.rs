//! The scorecard of seven dimensions (mission S17): answers, orders, conversations and profiles of a period beside the one before.

use super::{SLICE, answers, is_told, points_range, talks};
use crate::records::name_at;
use crate::scoring::Scores;
use crate::surveys::{Asked, Response, Responses};
use crate::workspace::Workspace;
use insight::stats::Spread;
use model::schema::{customer, survey_response};
use model::{Day, FieldId, OptionId};
use protocol::{Comment, DimensionsAnswer, DimensionsQuery, Place, Reached, Zone};
use std::collections::BTreeMap;

/// Shortest and longest period.
const DAYS: std::ops::RangeInclusive<u32> = 7..=366;
/// Comments told, and characters of each.
const COMMENTS_MAX: usize = 20;
const COMMENT_CHARS_MAX: usize = 600;

/// What is worth knowing of a customer beside name and numbers.
const TRAITS: [FieldId; 8] = [
    customer::INDUSTRY.id,
    customer::OCCUPATION.id,
    customer::SIZE.id,
    customer::REGION.id,
    customer::GENDER.id,
    customer::BIRTHDAY.id,
    customer::SOURCE.id,
    customer::LEVEL.id,
];

/// The work.
pub struct Dimensions {
    zone: &'static Zone,
    days: i32,
    nps: Responses,
    csat: Responses,
    ces: Responses,
    /// Bit 0: a conversation in the period, bit 1: in the one before.
    talked: Option<Vec<u8>>,
    kinds: BTreeMap<Option<OptionId>, [u32; 2]>,
    at: usize,
    customers: u32,
    engaged: [Reached; 2],
    repeat: [Reached; 2],
    traits: [u32; TRAITS.len()],
    loyalty: Spread,
}

impl Dimensions {
    pub(super) fn new(query: DimensionsQuery, workspace: &Workspace, zone: &'static Zone) -> Dimensions {
        Dimensions {
            zone,
            days: query.days.clamp(*DAYS.start(), *DAYS.end()) as i32,
            nps: Responses::of(workspace, Asked::Nps),
            csat: Responses::of(workspace, Asked::Csat),
            ces: Responses::of(workspace, Asked::Ces),
            talked: None,
            kinds: BTreeMap::new(),
            at: 0,
            customers: 0,
            engaged: [Reached::default(); 2],
            repeat: [Reached::default(); 2],
            traits: [0; TRAITS.len()],
            loyalty: Spread::default(),
        }
    }

    pub(super) fn step(&mut self, workspace: &Workspace, scores: &Scores) -> Option<DimensionsAnswer> {
        let all = scores.book.customers();
        if self.talked.is_none() {
            self.talked = Some(self.talk(workspace, scores));
            return None;
        }
        if self.at >= all {
            return Some(self.answer(workspace, scores));
        }
        let to = (self.at + SLICE).min(all);
        for row in self.at..to {
            self.look(row, workspace, scores);
        }
        self.at = to;
        None
    }

    /// Goes through the conversations: who had one, and of which kind.
    fn talk(&mut self, workspace: &Workspace, scores: &Scores) -> Vec<u8> {
        let mut talked = vec![0_u8; scores.book.customers()];
        let (as_of, days) = (scores.book.as_of, self.days);
        talks::each(workspace, self.zone, |who, day, kind| {
            let age = as_of.saturating_sub(day.0);
            if age < 0 || age >= days * 2 {
                return;
            }
            let period = usize::from(age >= days);
            if let Some(mark) = who.and_then(|who| talked.get_mut(who as usize)) {
                *mark |= 1 << period;
            }
            self.kinds.entry(kind).or_default()[period] += 1;
        });
        talked
    }

    fn look(&mut self, row: usize, workspace: &Workspace, scores: &Scores) {
        let at = row as u32;
        let Some(people) = workspace.table(customer::ID).filter(|people| people.is_alive(at)) else { return };
        self.customers += 1;
        if let Some(points) = scores.loyalty(at) {
            self.loyalty.add(points.into());
        }
        for (known, field) in self.traits.iter_mut().zip(TRAITS) {
            *known += u32::from(is_told(workspace, people, at, field));
        }
        let talked = self.talked.as_ref().and_then(|talked| talked.get(row).copied()).unwrap_or(0);
        let days = scores.book.history.days(row);
        for period in 0..2_i32 {
            let end = scores.book.as_of.saturating_sub(self.days * period);
            let begin = end.saturating_sub(self.days);
            let (engaged, repeat) = (&mut self.engaged[period as usize], &mut self.repeat[period as usize]);
            engaged.of += 1;
            engaged.n += u32::from(talked >> period & 1 == 1);
            let ordered = days.partition_point(|day| *day <= begin) < days.partition_point(|day| *day <= end);
            repeat.of += u32::from(ordered);
            repeat.n += u32::from(ordered && days.first().is_some_and(|first| *first <= begin));
        }
    }

    fn answer(&self, workspace: &Workspace, scores: &Scores) -> DimensionsAnswer {
        let as_of = scores.book.as_of;
        let periods = |of: &Responses| answers::periods(of, as_of, self.days);
        let (nps, csat, ces) = (periods(&self.nps), periods(&self.csat), periods(&self.ces));
        let mut kinds: Vec<(Option<OptionId>, [u32; 2])> = self.kinds.iter().map(|(kind, n)| (*kind, *n)).collect();
        kinds.sort_by_key(|(kind, n)| (std::cmp::Reverse(n[0]), *kind));
        let now = [(Asked::Nps, &nps[0]), (Asked::Csat, &csat[0]), (Asked::Ces, &ces[0])];
        let (comments, comments_all) = comments(workspace, &now);
        let loyalty = self.loyalty.mean();
        DimensionsAnswer {
            as_of: Day(as_of),
            customers: self.customers,
            buyers: scores.book.buyers as u32,
            days: self.days as u32,
            csat: [&csat[0], &csat[1]].map(|answers| answers::satisfied(answers)),
            ces: [&ces[0], &ces[1]].map(|answers| answers::easy(answers)),
            nps: [&nps[0], &nps[1]].map(|answers| answers::nps(answers)),
            repeat: self.repeat,
            loyalty: loyalty.map(|loyalty| loyalty.mean),
            loyalty_range: loyalty.and_then(|loyalty| points_range(loyalty.ci)),
            engaged: self.engaged,
            repeat_share: self.repeat.map(answers::share),
            engaged_share: self.engaged.map(answers::share),
            kinds,
            channels: places(workspace, survey_response::CHANNEL.id, &now),
            touchpoints: places(workspace, survey_response::TOUCHPOINT.id, &now),
            traits: TRAITS.into_iter().zip(self.traits).collect(),
            comments,
            comments_all,
            invalid: self.nps.invalid + self.csat.invalid + self.ces.invalid,
        }
    }
}

/// The answers by what stands in a field, those with most answers first.
fn places(workspace: &Workspace, field: FieldId, of: &[(Asked, &Vec<Response>)]) -> Vec<Place> {
    let column = workspace.table(survey_response::ID).and_then(|table| table.column(field));
    let mut groups: BTreeMap<Option<OptionId>, [Vec<Response>; 3]> = BTreeMap::new();
    for (at, (_, answers)) in of.iter().enumerate() {
        for one in *answers {
            let option = column.and_then(|column| column.option(one.row));
            groups.entry(option).or_default()[at].push(*one);
        }
    }
    let place = |(option, answers): (Option<OptionId>, [Vec<Response>; 3])| Place {
        option,
        n: answers.iter().map(Vec::len).sum::<usize>() as u32,
        nps: answers::nps(&answers[0]),
        csat: answers::satisfied(&answers[1]),
    };
    let mut places: Vec<Place> = groups.into_iter().map(place).collect();
    places.sort_by_key(|place| (std::cmp::Reverse(place.n), place.option));
    places
}

/// The answers that came with words: worst first, of equals the newest.
fn comments(workspace: &Workspace, of: &[(Asked, &Vec<Response>)]) -> (Vec<Comment>, u32) {
    let (Some(table), Some(people)) = (workspace.table(survey_response::ID), workspace.table(customer::ID)) else {
        return (Vec::new(), 0);
    };
    let text = |row: u32| table.text(row, survey_response::COMMENT).trim().to_owned();
    let mut said: Vec<(Asked, Response)> = Vec::new();
    for (asked, answers) in of {
        said.extend(answers.iter().filter(|one| !text(one.row).is_empty()).map(|one| (*asked, *one)));
    }
    let share = |(asked, one): &(Asked, Response)| {
        let (least, most) = asked.range();
        (one.score - least) * 1_000 / (most - least)
    };
    let id = |one: &Response| workspace.ids.id(table.handle(one.row));
    said.sort_by_cached_key(|one| (share(one), std::cmp::Reverse(one.1.day), id(&one.1)));
    let all = said.len() as u32;
    let comment = |(asked, one): (Asked, Response)| {
        Some(Comment {
            response: id(&one),
            customer: workspace.ids.id(people.handle(one.customer)),
            name: name_at(workspace, people, one.customer),
            day: Day(one.day),
            kind: asked.option()?,
            score: one.score,
            text: text(one.row).chars().take(COMMENT_CHARS_MAX).collect(),
        })
    };
    (said.into_iter().take(COMMENTS_MAX).filter_map(comment).collect(), all)
}
