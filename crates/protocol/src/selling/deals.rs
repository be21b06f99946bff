//! Opportunities: questions, answers, deeds.

use super::Owners;
use crate::{LineChange, OrderLine, Target};
use model::{Currency, Day, Decimal, Money, OptionId, RecordId};
use serde::{Deserialize, Serialize};

/// Which opportunities are meant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealScope {
    /// Of this pipeline; of the first one where none is named.
    pub pipeline: Option<RecordId>,
    /// Of these owners.
    pub owners: Owners,
    /// Expected to close in the present month.
    pub this_month: bool,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum DealsQuery {
    /// All pipelines with their stages.
    Pipelines,
    /// The opportunities of a pipeline, stage by stage.
    Board {
        /// Which.
        scope: DealScope,
        /// So many cards of each stage.
        top: u32,
        /// More of these.
        more: Vec<(RecordId, u32)>,
    },
    /// One opportunity.
    Deal {
        /// Which.
        id: RecordId,
    },
    /// What is to come, by month.
    Forecast(DealScope),
    /// How far opportunities came that were opened since a day.
    Funnel {
        /// Which.
        scope: DealScope,
        /// Opened on this day or later; all where there is none.
        since: Option<Day>,
    },
    /// The opportunities behind a number of [`DealsQuery::Forecast`] or [`DealsQuery::Funnel`].
    Behind {
        /// Which.
        scope: DealScope,
        /// As the funnel was asked.
        since: Option<Day>,
        /// Which number.
        which: DealsBehind,
        /// How many of them.
        limit: u32,
    },
    /// Open opportunities that are large by the workspace's rule; those that concern somebody, where one is named.
    Large {
        /// Their owner, or who leads the owner's team.
        concerns: Option<RecordId>,
    },
    /// Open opportunities that want somebody: overdue, closing within a week, rotting.
    AtRisk {
        /// Their owners.
        owners: Owners,
        /// How many at most.
        limit: u32,
    },
    /// Those of a customer.
    OfCustomer {
        /// Whose.
        customer: RecordId,
    },
}

/// A number that opportunities stand behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DealsBehind {
    /// Of the forecast: what is expected then, in this currency, of one category or of all.
    Expected(ForecastWhen, Currency, Option<OptionId>),
    /// Of the funnel: came to this stage or beyond.
    Reached(RecordId),
    /// Of the funnel: won.
    Won,
    /// Of the funnel: lost.
    Lost,
    /// Of the funnel: lost for this reason, or for none that was said.
    LostFor(Option<OptionId>),
    /// Of the funnel: won or lost.
    Ended,
    /// Of the forecast: won already in that month, in this currency.
    WonIn(ForecastWhen, Currency),
    /// Still open.
    Open,
}

/// When an opportunity is expected to close.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ForecastWhen {
    /// In a month that is over.
    Overdue,
    /// In the month that begins with this day.
    Month(Day),
    /// Nobody has said.
    Undated,
    /// Whenever.
    Total,
}

/// What it means to stand in a stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DealOutcome {
    /// Work goes on.
    #[default]
    Open,
    /// Won.
    Won,
    /// Lost.
    Lost,
}

/// A stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DealStage {
    /// Which.
    pub id: RecordId,
    /// Its name.
    pub name: String,
    /// Probability in per cent.
    pub probability: Decimal,
    /// What it means to stand there.
    pub outcome: DealOutcome,
    /// Its colour.
    pub colour: Option<OptionId>,
    /// Days after which an opportunity in it is rotting.
    pub rotting_days: Option<u32>,
    /// Opportunities in it, of whatever scope.
    pub count: u32,
}

/// A pipeline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pipeline {
    /// Which.
    pub id: RecordId,
    /// Its name.
    pub name: String,
    /// Its stages in their order.
    pub stages: Vec<DealStage>,
}

/// An opportunity at a glance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DealCard {
    /// Which.
    pub id: RecordId,
    /// Its name.
    pub name: String,
    /// Whose.
    pub customer: Option<(RecordId, String)>,
    /// How much.
    pub amount: Option<Money>,
    /// Expected to close.
    pub expected: Option<Day>,
    /// Closed.
    pub closed: Option<Day>,
    /// Who works on it.
    pub owner: Option<(RecordId, String)>,
    /// What is to be done next.
    pub next_step: String,
    /// Where it stands, and what that means.
    pub stage: Option<(RecordId, String)>,
    /// What it means to stand there.
    pub outcome: DealOutcome,
    /// Probability in per cent: its own, or that of the stage.
    pub probability: Decimal,
    /// Days since it came there.
    pub days: Option<u32>,
    /// Longer than the stage allows.
    pub rotting: bool,
    /// Expected to be closed by now.
    pub overdue: bool,
    /// Large by the workspace's rule.
    pub large: bool,
}

/// A stage with its opportunities.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BoardColumn {
    /// The stage; none for opportunities that stand in no stage of the pipeline.
    pub stage: Option<DealStage>,
    /// Opportunities in it.
    pub count: u32,
    /// Their amounts, a sum for each currency.
    pub totals: Vec<Money>,
    /// The same, each amount times its probability.
    pub weighted: Vec<Money>,
    /// Some of them: first those that are expected to close first; of a closed stage those that closed last.
    pub cards: Vec<DealCard>,
}

/// The board.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Board {
    /// All pipelines.
    pub pipelines: Vec<(RecordId, String)>,
    /// The one that is shown.
    pub pipeline: Option<RecordId>,
    /// Its stages.
    pub columns: Vec<BoardColumn>,
    /// Opportunities of whatever pipeline and scope.
    pub everywhere: u32,
    /// Open ones that are large, of whatever pipeline and scope.
    pub large: u32,
}

/// How long an opportunity stood in a stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StageVisit {
    /// The stage.
    pub stage: RecordId,
    /// Its name.
    pub name: String,
    /// When it came there.
    pub at: i64,
    /// Days it stood there, so far.
    pub days: u32,
    /// It still stands there.
    pub now: bool,
}

/// Somebody who has a say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DealContact {
    /// Who.
    pub id: RecordId,
    /// Their name.
    pub name: String,
    /// What they are at the customer's.
    pub title: String,
    /// Their part in the decision.
    pub role: Option<OptionId>,
}

/// One opportunity with what belongs to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deal {
    /// At a glance.
    pub card: DealCard,
    /// It is deleted.
    pub deleted: bool,
    /// Its pipeline.
    pub pipeline: Option<Pipeline>,
    /// Where it stood, the first first.
    pub visits: Vec<StageVisit>,
    /// What it is about.
    pub lines: Vec<OrderLine>,
    /// What the lines come to, where all are of one currency.
    pub lines_total: Option<Money>,
    /// Who has a say.
    pub contacts: Vec<DealContact>,
    /// Orders that came of it: number or name, and total.
    pub orders: Vec<(RecordId, String, Option<Money>)>,
}

/// What is expected of some opportunities.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ForecastCell {
    /// How many.
    pub count: u32,
    /// Their amounts.
    pub total: i64,
    /// Each amount times its probability.
    pub weighted: i64,
}

/// A line of the forecast.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ForecastRow {
    /// When.
    pub when: ForecastWhen,
    /// By category, in the order of [`ForecastAnswer::categories`].
    pub by: Vec<ForecastCell>,
    /// All of them.
    pub all: ForecastCell,
    /// Standard deviation of what comes of them.
    pub deviation: i64,
    /// Four times of five it lies between these.
    pub between: (i64, i64),
    /// Won already in that month.
    pub won: i64,
}

/// The forecast in one currency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ForecastOf {
    /// The currency of all amounts.
    pub currency: Currency,
    /// By month, and the total at the end.
    pub rows: Vec<ForecastRow>,
}

/// What is to come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ForecastAnswer {
    /// Values of the option list of categories, in the order of the columns.
    pub categories: Vec<OptionId>,
    /// By currency, the largest first.
    pub currencies: Vec<ForecastOf>,
    /// Open opportunities without an amount: not in any sum.
    pub without_amount: u32,
}

/// A step of the funnel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FunnelStep {
    /// The stage.
    pub stage: RecordId,
    /// Its name.
    pub name: String,
    /// Its colour.
    pub colour: Option<OptionId>,
    /// Opportunities that came to it or beyond.
    pub reached: u32,
    /// Share of those of the step before.
    pub step: Option<f64>,
    /// 95 % interval of it.
    pub between: Option<(f64, f64)>,
    /// Share of the first step.
    pub cumulative: Option<f64>,
    /// Days in which half of them had left the stage; those that still stand there count as far as they have come.
    pub median_days: Option<f64>,
    /// How many of the decided ones that came so far were won, smoothed: the stage's probability from own history.
    pub history: f64,
    /// The probability that was typed in.
    pub typed: Decimal,
}

/// The funnel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FunnelAnswer {
    /// Opportunities that were opened.
    pub opened: u32,
    /// Still open.
    pub open: u32,
    /// Won.
    pub won: u32,
    /// Lost.
    pub lost: u32,
    /// Steps; won at the end.
    pub steps: Vec<FunnelStep>,
    /// Share won of the decided, with its 95 % interval.
    pub win_rate: Option<(f64, f64, f64)>,
    /// Days from opened to won, on average.
    pub cycle_days: Option<f64>,
    /// What the open ones bring a day, by currency.
    pub velocity: Vec<Money>,
    /// Why they were lost, the most frequent first.
    pub reasons: Vec<(Option<OptionId>, u32)>,
}

/// Its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum DealsAnswer {
    /// Pipelines.
    Pipelines(Vec<Pipeline>),
    /// The board.
    Board(Board),
    /// One opportunity; `None` where there never was such a one.
    Deal(Option<Box<Deal>>),
    /// What is to come.
    Forecast(ForecastAnswer),
    /// How far they came.
    Funnel(FunnelAnswer),
    /// Some opportunities, and how many there are.
    Cards(Vec<DealCard>, u32),
}

/// A stage as the editor leaves it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StageEdit {
    /// Which; a new one where there is none.
    pub id: Option<RecordId>,
    /// Its name.
    pub name: String,
    /// Probability in per cent.
    pub probability: Decimal,
    /// What it means to stand there.
    pub outcome: DealOutcome,
    /// Its colour.
    pub colour: Option<OptionId>,
    /// Days after which an opportunity in it is rotting.
    pub rotting_days: Option<u32>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum DealsDeed {
    /// Makes the pipeline that a book begins with; opportunities that stand nowhere go to its first stage.
    Begin {
        /// In Chinese.
        chinese: bool,
    },
    /// Opportunities go to another stage.
    Move {
        /// Which.
        deals: Target,
        /// Where to.
        stage: RecordId,
        /// Why they are lost.
        reason: Option<OptionId>,
        /// To whom.
        competitor: Option<String>,
        /// When they closed; today where it is not said.
        closed: Option<Day>,
    },
    /// A pipeline as the editor leaves it.
    SavePipeline {
        /// Which; a new one where there is none.
        id: Option<RecordId>,
        /// Its name.
        name: String,
        /// Its stages in their order. One that is not among them is taken away.
        stages: Vec<StageEdit>,
        /// Where opportunities of a stage that is taken away go.
        moved: Vec<(RecordId, RecordId)>,
    },
    /// Deletes a pipeline with its stages.
    DeletePipeline {
        /// Which.
        id: RecordId,
        /// The stage of another one that its opportunities go to.
        to: Option<RecordId>,
    },
    /// Changes what an opportunity is about. Its amount becomes the sum of its lines.
    Line {
        /// Which.
        deal: RecordId,
        /// The change.
        change: LineChange,
    },
    /// The rule for large deals; what is not given is not looked at.
    LargeRule {
        /// From this amount on.
        amount: Option<Money>,
        /// From this share of the owner's target on, in per cent.
        share: Option<Decimal>,
        /// From this stage on.
        stage: Option<RecordId>,
    },
}
