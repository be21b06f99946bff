//! What the pages of selling ask, are told and have done. Each area has a file; the enums only grow at the end.

pub mod agenda;
pub mod deals;
pub mod field;
pub mod leads;
pub mod money;
pub mod owners;
pub mod problem;
pub mod reports;
pub mod talks;
pub mod team;
pub mod today;
pub mod zone;

pub use agenda::{
    AgendaAnswer, AgendaDeed, AgendaGroup, AgendaItem, AgendaItems, AgendaQuery, AgendaSpan, Care, CareAnswer,
    CareItem, CareKind, Holiday, Moment, NearDays, Reminder, RemindersAnswer,
};
pub use deals::{DealScope, DealsAnswer, DealsDeed, DealsQuery};
pub use field::{
    CheckInAnswer, FieldAnswer, FieldDeed, FieldQuery, Near, NearCustomer, NearOrder, NewCheckIn, Position, Route,
    Stop, Way,
};
pub use leads::{LeadsAnswer, LeadsDeed, LeadsQuery};
pub use money::{MoneyAnswer, MoneyDeed, MoneyQuery};
pub use owners::Owners;
pub use problem::{Problem, ProblemCode};
pub use reports::{
    Behind, BehindAnswer, BehindRow, Figure, GroupKey, Pace, ReportAnswer, ReportColumn, ReportRow, ReportsAnswer,
    ReportsDeed, ReportsQuery, Standing, TargetCell, TargetChange, TargetRow, TargetsAnswer, TargetsOf, Tile, Who,
    rounded,
};
pub use talks::{
    About, FileAnswer, FilesReply, FilesRequest, NewFile, NewTalk, NextStep, Proof, Quiet, Section, TalkAnswer,
    TalkDraft, TalkMore, TalksAnswer, TalksDeed, TalksQuery, Whom,
};
pub use team::{TeamAnswer, TeamDeed, TeamQuery};
pub use today::{TodayAnswer, TodayDeed, TodayQuery};

pub use zone::{GREENWICH, Zone};

use serde::{Deserialize, Serialize};

/// A question of a page of selling; answered at once from the columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SellingQuery {
    /// What is to be done today.
    Today(TodayQuery),
    /// Leads and the public pool.
    Leads(LeadsQuery),
    /// Opportunities.
    Deals(DealsQuery),
    /// Orders, instalments, payments.
    Money(MoneyQuery),
    /// Conversations and files.
    Talks(TalksQuery),
    /// Tasks, events and reminders.
    Agenda(AgendaQuery),
    /// Visits and check-ins.
    Field(FieldQuery),
    /// Targets, reports and the dashboard.
    Reports(ReportsQuery),
    /// Users and teams.
    Team(TeamQuery),
}

/// The answer to [`SellingQuery`], of the same area.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SellingAnswer {
    /// What is to be done today.
    Today(TodayAnswer),
    /// Leads and the public pool.
    Leads(LeadsAnswer),
    /// Opportunities.
    Deals(DealsAnswer),
    /// Orders, instalments, payments.
    Money(MoneyAnswer),
    /// Conversations and files.
    Talks(TalksAnswer),
    /// Tasks, events and reminders.
    Agenda(AgendaAnswer),
    /// Visits and check-ins.
    Field(FieldAnswer),
    /// Targets, reports and the dashboard.
    Reports(ReportsAnswer),
    /// Users and teams.
    Team(TeamAnswer),
}

/// A step of selling: one operation, undone as a whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SellingDeed {
    /// What is to be done today.
    Today(TodayDeed),
    /// Leads and the public pool.
    Leads(LeadsDeed),
    /// Opportunities.
    Deals(DealsDeed),
    /// Orders, instalments, payments.
    Money(MoneyDeed),
    /// Conversations and files.
    Talks(TalksDeed),
    /// Tasks, events and reminders.
    Agenda(AgendaDeed),
    /// Visits and check-ins.
    Field(FieldDeed),
    /// Targets, reports and the dashboard.
    Reports(ReportsDeed),
    /// Users and teams.
    Team(TeamDeed),
}
