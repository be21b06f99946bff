//! What is known of each customer beside purchases: answers, referrals, conversations, the profile.

use super::super::{is_told, talks};
use crate::ids::Handle;
use crate::scoring::{Pieces, Scores};
use crate::surveys::{Asked, Responses};
use crate::table::Table;
use crate::workspace::Workspace;
use insight::layers::{Factor, Observed, engagement, mid_rank_shares};
use model::FieldId;
use model::schema::customer;
use protocol::Zone;

/// A conversation older than this, in days, counts as if it were this old: as nothing.
const AGE_MAX: i32 = 36_500;

/// The facts that make a profile whole, beside the name.
const PROFILE: [FieldId; 10] = [
    customer::KIND.id,
    customer::PHONE.id,
    customer::EMAIL.id,
    customer::REGION.id,
    customer::LEVEL.id,
    customer::SOURCE.id,
    customer::INDUSTRY.id,
    customer::ADDRESS.id,
    customer::WECHAT.id,
    customer::OCCUPATION.id,
];

/// Shares of one factor by customer; empty where the book holds nothing of it.
type Shares = Vec<f32>;

/// What is observed, gathered step by step.
pub(super) struct Evidence {
    zone: &'static Zone,
    nps: Responses,
    csat: Responses,
    advocacy: Shares,
    engagement: Shares,
    /// Whether any profile says anything.
    told: bool,
    step: u32,
}

impl Evidence {
    pub(super) fn of(workspace: &Workspace, zone: &'static Zone) -> Evidence {
        Evidence {
            zone,
            nps: Responses::of(workspace, Asked::Nps),
            csat: Responses::of(workspace, Asked::Csat),
            advocacy: Vec::new(),
            engagement: Vec::new(),
            told: false,
            step: 0,
        }
    }

    /// Gathers a little more; whether that was all.
    pub(super) fn step(&mut self, workspace: &Workspace, scores: &Scores) -> bool {
        match self.step {
            0 => self.advocacy = ranked(&referrals(workspace, scores), workspace),
            1 => self.engagement = ranked(&talks(workspace, scores, self.zone), workspace),
            2 => {
                let people = workspace.table(customer::ID);
                self.told =
                    people.is_some_and(|people| people.alive_rows().any(|row| told(workspace, people, row) > 0));
            }
            _ => return true,
        }
        self.step += 1;
        false
    }

    /// What is observed of the customer in a row; `None` for one without an order or in the trash.
    pub(super) fn observed(&self, workspace: &Workspace, scores: &Scores, row: usize) -> Option<Observed> {
        let people = workspace.table(customer::ID).filter(|people| people.is_alive(row as u32))?;
        let shares = scores.book.loyalty_shares(row)?;
        let mut observed = Observed::default();
        observed[..4].copy_from_slice(&shares.map(Some));
        let newest = |of: &Responses, asked: Asked| {
            let (least, most) = asked.range();
            let newest = of.newest(row as u32, scores.book.as_of)?;
            Some(f64::from(newest.score - least) / f64::from(most - least))
        };
        let share = |of: &Shares| of.get(row).map(|&u| f64::from(u));
        observed[Factor::Nps as usize] = newest(&self.nps, Asked::Nps);
        observed[Factor::Csat as usize] = newest(&self.csat, Asked::Csat);
        observed[Factor::Advocacy as usize] = share(&self.advocacy);
        observed[Factor::Engagement as usize] = share(&self.engagement);
        let profile = || f64::from(told(workspace, people, row as u32)) / PROFILE.len() as f64;
        observed[Factor::Familiarity as usize] = self.told.then(profile);
        Some(observed)
    }
}

/// Facts of the profile that are filled in.
fn told(workspace: &Workspace, people: &Table, row: u32) -> u32 {
    PROFILE.iter().filter(|&&field| is_told(workspace, people, row, field)).count() as u32
}

/// Mid-ranks of values among living customers, or nothing where all are nil. Who is in the trash takes no place.
fn ranked(values: &[f64], workspace: &Workspace) -> Shares {
    let people = workspace.table(customer::ID);
    let living = || (0..values.len()).filter(|&row| people.is_some_and(|people| people.is_alive(row as u32)));
    let own: Vec<f64> = living().map(|row| values[row]).collect();
    if own.iter().all(|&value| value <= 0.0) {
        return Vec::new();
    }
    let mut shares = vec![0.0; values.len()];
    living().zip(mid_rank_shares(&own)).for_each(|(row, share)| shares[row] = share as f32);
    shares
}

/// Living customers that each one brought.
fn referrals(workspace: &Workspace, scores: &Scores) -> Vec<f64> {
    let mut brought = vec![0.0; scores.book.customers()];
    let Some(people) = workspace.table(customer::ID) else { return brought };
    Pieces::of(people, [customer::REFERRED_BY.id]).each(|row, [by]| {
        let by = u32::try_from(by).ok().and_then(|by| workspace.ids.row(Handle(by), customer::ID));
        if let Some(count) = by.and_then(|by| brought.get_mut(by as usize))
            && people.is_alive(row)
        {
            *count += 1.0;
        }
    });
    brought
}

/// Conversations of each customer until the as-of day, each worth half as much every ninety days. Summed in fixed point: rows stand in another order on
/// every device.
fn talks(workspace: &Workspace, scores: &Scores, zone: &Zone) -> Vec<f64> {
    let mut worth = vec![0_u64; scores.book.customers()];
    talks::each(workspace, zone, |who, day, _| {
        let age = scores.book.as_of.saturating_sub(day.0);
        if let Some(sum) = who.and_then(|who| worth.get_mut(who as usize)).filter(|_| age >= 0) {
            *sum += (engagement(&[-age.min(AGE_MAX)], 0) * (1_u64 << 40) as f64) as u64;
        }
    });
    worth.into_iter().map(|sum| sum as f64).collect()
}
