//! Targets, reports and the dashboard: questions, answers, deeds.

use super::Owners;
use model::{Currency, Day, Money, OptionId, RecordId, Report, Value};
use serde::{Deserialize, Serialize};

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ReportsQuery {
    /// What stands on the dashboard.
    Dashboard,
    /// The figures of a report.
    Run(Box<Report>),
    /// The records behind a figure of a report.
    Behind(Box<Behind>),
    /// Targets of a year with what was reached.
    Targets(TargetsOf),
    /// Targets that run today, of some people together, or of the company.
    Standing {
        /// Whose; the company's where nobody is named.
        owners: Owners,
        /// They are asked for as a team, however few they are.
        team: bool,
    },
    /// The records behind a figure of the targets.
    Reached {
        /// What is counted.
        measure: OptionId,
        /// Who.
        who: Who,
        /// From this day.
        from: Day,
        /// To this day, included.
        to: Day,
        /// How many records at most.
        limit: u32,
    },
}

/// Which records are wanted of a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Behind {
    /// The report.
    pub report: Report,
    /// The row; `None` for all of them.
    pub row: Option<GroupKey>,
    /// The series; `None` for all of them.
    pub series: Option<GroupKey>,
    /// How many records at most.
    pub limit: u32,
}

/// What the records of a group share.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum GroupKey {
    /// This value; of days, the first of the group.
    Value(Value),
    /// Nothing stands there.
    Nothing,
    /// So many further groups together.
    Others(u32),
}

/// One figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Figure {
    /// There is none.
    Empty,
    /// How many.
    Count(u64),
    /// A number in millionths.
    Number(i64),
    /// An amount.
    Money(Money),
    /// A part of a whole.
    Share(u64, u64),
    /// More than can be told.
    TooLarge,
}

impl Figure {
    /// Its size, for bars and order: minor units, millionths, or how many; of a share, ten thousandths.
    pub fn size(self) -> i64 {
        match self {
            Figure::Empty => 0,
            Figure::Count(n) => i64::try_from(n).unwrap_or(i64::MAX),
            Figure::Number(n) => n,
            Figure::Money(money) => money.minor,
            Figure::Share(_, 0) => 0,
            Figure::Share(part, whole) => i64::try_from(u128::from(part) * 10_000 / u128::from(whole)).unwrap_or(0),
            Figure::TooLarge => i64::MAX,
        }
    }
}

/// A column of figures: a measure in one currency, if it has any.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportColumn {
    /// Which measure of the report.
    pub measure: u32,
    /// Of amounts, the currency.
    pub currency: Option<Currency>,
}

/// A row of figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportRow {
    /// What its records share.
    pub key: GroupKey,
    /// A figure for each column.
    pub figures: Vec<Figure>,
    /// The same for each series.
    pub series: Vec<Vec<Figure>>,
}

/// The figures of a report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportAnswer {
    /// The columns.
    pub columns: Vec<ReportColumn>,
    /// What the second group is made of.
    pub series: Vec<GroupKey>,
    /// The rows.
    pub rows: Vec<ReportRow>,
    /// All rows together: a figure for each column.
    pub total: Vec<Figure>,
    /// The same for each series.
    pub series_total: Vec<Vec<Figure>>,
    /// How many records they are made of.
    pub records: u32,
    /// How many the collection has.
    pub all: u32,
    /// What records are called that are named in keys.
    pub names: Vec<(RecordId, String)>,
    /// The day that its periods are seen from, where it has any and that is not today.
    pub seen_from: Option<Day>,
}

/// A record behind a figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BehindRow {
    /// Which.
    pub id: RecordId,
    /// What it is called.
    pub name: String,
    /// When it was, if it has a day.
    pub day: Option<Day>,
    /// What the first measure adds up, if it adds up anything.
    pub figure: Figure,
}

/// Records behind a figure, largest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BehindAnswer {
    /// Their collection's number.
    pub of: u8,
    /// How many there are.
    pub total: u32,
    /// The first of them.
    pub rows: Vec<BehindRow>,
}

/// A tile of the dashboard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tile {
    /// The record that keeps it; of a ready-made one that nobody changed, its id to be.
    pub id: RecordId,
    /// What the user called it; empty for the ready-made name.
    pub name: String,
    /// Which ready-made one it is or was.
    pub ready: Option<u8>,
    /// Its report; `None` where a newer version made it.
    pub report: Option<Report>,
    /// Its place among the others (`model::position`).
    pub position: String,
    /// Whether it stands on the dashboard.
    pub shown: bool,
}

/// Whose target it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Who {
    /// Everybody's.
    Company,
    /// A team's.
    Team(RecordId),
    /// A person's.
    Person(RecordId),
    /// What nobody owns; it has no target.
    Nobody,
}

/// Which targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TargetsOf {
    /// What is counted: an option of `model::options::MEASURE`.
    pub measure: OptionId,
    /// How long a period is: an option of `model::options::PERIOD`.
    pub period: OptionId,
    /// The year.
    pub year: i32,
}

/// One target and what was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetCell {
    /// What is to be reached: minor units, or how many.
    pub target: Option<i64>,
    /// It is the sum of targets of shorter periods, or of those of the people in it who have one.
    pub derived: bool,
    /// What was reached so far, in the same units and currency.
    pub reached: i64,
    /// The target of the same period a year before, if one was set.
    pub before: Option<i64>,
}

/// The targets of somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetRow {
    /// Who.
    pub who: Who,
    /// What they are called.
    pub name: String,
    /// A cell for each period.
    pub cells: Vec<TargetCell>,
}

/// Targets of a year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetsAnswer {
    /// The question.
    pub of: TargetsOf,
    /// First and last day of each period.
    pub periods: Vec<(Day, Day)>,
    /// The company, the teams, the people.
    pub rows: Vec<TargetRow>,
    /// The currency of amounts; `None` where records are counted.
    pub currency: Option<Currency>,
    /// What was reached in other currencies within the year: it is not part of any figure.
    pub elsewhere: Vec<Money>,
    /// Today.
    pub today: Day,
}

/// A target that runs today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// What is counted.
    pub measure: OptionId,
    /// How long it runs.
    pub period: OptionId,
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub to: Day,
    /// What is to be reached.
    pub target: i64,
    /// It is the sum of targets of shorter periods, or of those of the people who have one.
    pub derived: bool,
    /// What was reached.
    pub reached: i64,
    /// The currency of both; `None` where records are counted.
    pub currency: Option<Currency>,
    /// Today.
    pub today: Day,
}

impl Standing {
    /// How the target stands.
    pub fn pace(&self) -> Pace {
        Pace::of(self.target, self.reached, self.from, self.to, self.today)
    }
}

/// How much of the time has passed, and how much of the target was reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// Share of the days that have passed, today included: 0 to 1.
    pub passed: f64,
    /// Its last day is over: nothing can be reached any more.
    pub over: bool,
    /// Share of the target that was reached; may be above 1.
    pub reached: f64,
    /// What is reached at the end if it goes on like this; `None` before the first day.
    pub projected: Option<i64>,
}

impl Pace {
    /// The pace of a target at the end of a day.
    pub fn of(target: i64, reached: i64, from: Day, to: Day, today: Day) -> Pace {
        let days = (i128::from(to.0) - i128::from(from.0) + 1).max(1);
        let gone = (i128::from(today.0) - i128::from(from.0) + 1).clamp(0, days);
        let projected =
            (gone > 0).then(|| rounded(i128::from(reached) * days, gone)).and_then(|n| i64::try_from(n).ok());
        let share = if target > 0 { reached as f64 / target as f64 } else { 0.0 };
        Pace { passed: gone as f64 / days as f64, over: today > to, reached: share, projected }
    }
}

/// A quotient, rounded half away from zero.
pub fn rounded(sum: i128, by: i128) -> i128 {
    if by == 0 {
        return 0;
    }
    let half = by.abs() / 2;
    if (sum < 0) == (by < 0) { (sum.abs() + half) / by.abs() } else { -((sum.abs() + half) / by.abs()) }
}

/// Its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ReportsAnswer {
    /// What stands on the dashboard, hidden tiles included, in their order; and whether there is any record to report of.
    Dashboard(Vec<Tile>, bool),
    /// Figures.
    Run(ReportAnswer),
    /// Records behind one.
    Behind(BehindAnswer),
    /// Targets.
    Targets(TargetsAnswer),
    /// Targets that run today.
    Standing(Vec<Standing>),
}

/// A target that is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetChange {
    /// Whose.
    pub who: Who,
    /// First day of its period.
    pub start: Day,
    /// Minor units, or how many; `None` takes it away.
    pub target: Option<i64>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ReportsDeed {
    /// Targets of one measure and period are set.
    SetTargets {
        /// What is counted.
        measure: OptionId,
        /// How long each runs.
        period: OptionId,
        /// The currency of amounts.
        currency: Currency,
        /// Which become what.
        changes: Vec<TargetChange>,
    },
    /// A report is kept: a new one, or one of the dashboard as it is now.
    Keep {
        /// Which; `None` for a new one.
        id: Option<RecordId>,
        /// Its name.
        name: String,
        /// The report.
        report: Box<Report>,
    },
    /// A tile goes before another one, or to the end.
    Move {
        /// Which.
        id: RecordId,
        /// Before which.
        before: Option<RecordId>,
    },
    /// A tile is shown or hidden.
    Show {
        /// Which.
        id: RecordId,
        /// Whether it is shown.
        shown: bool,
    },
    /// A tile is drawn wide or narrow.
    Widen {
        /// Which.
        id: RecordId,
        /// Whether it is wide.
        wide: bool,
    },
    /// A report goes: a ready-made one becomes what it was at first.
    Remove {
        /// Which.
        id: RecordId,
    },
}
