//! The few figures that an analysis is compared by from one run to the next.

use super::super::people::words::LEAVING;
use super::words;
use crate::format;
use crate::i18n::Msg;
use model::{Currency, Day, Money, Value};
use protocol::{CompareWhat, InsightAnswer, InsightQuery, Stage};

/// How a figure is written.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Count,
    Share,
    Number,
    Money,
}

/// All figures: number on disk, name, how it is written. Numbers are for ever.
static FIGURES: [(u8, &Msg, Kind); 30] = [
    (1, &words::BUYERS, Kind::Count),
    (2, &words::DANGER, Kind::Share),
    (3, &words::ENDED, Kind::Share),
    (4, &words::WARNED, Kind::Count),
    (5, &words::AT_RISK, Kind::Money),
    (6, &words::REPEAT, Kind::Share),
    (7, &words::LOYALTY, Kind::Number),
    (8, &words::COVERAGE, Kind::Share),
    (9, &words::REVENUE, Kind::Money),
    (10, &words::ACTIVE, Kind::Count),
    (11, &words::NPS, Kind::Number),
    (12, &words::CSAT, Kind::Number),
    (13, &words::ENGAGED, Kind::Share),
    (14, &words::RULES, Kind::Count),
    (15, &words::VALUES, Kind::Count),
    (16, &words::EXPLAINED, Kind::Share),
    (17, &words::CLUSTERS, Kind::Count),
    (18, &words::LARGEST, Kind::Share),
    (19, &words::CUSTOMERS, Kind::Count),
    (20, &words::TOTAL, Kind::Money),
    (21, &words::VALUE, Kind::Money),
    (22, &words::RANK, Kind::Share),
    (23, &words::RECENCY, Kind::Share),
    (24, &words::FIRST_SIZE, Kind::Count),
    (25, &words::SECOND_SIZE, Kind::Count),
    (26, &words::FIRST_MEAN, Kind::Money),
    (27, &words::SECOND_MEAN, Kind::Money),
    (28, &words::BEST_FIFTH, Kind::Share),
    (29, &words::CLASS_A, Kind::Count),
    (30, &LEAVING, Kind::Share),
];

/// What came of a run.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    /// As of which day.
    pub as_of: Day,
    /// Number of each figure, and its value.
    pub figures: Vec<(u8, f64)>,
    /// Of its amounts; `None` where there are none, and of runs that were kept before this was.
    pub currency: Option<Currency>,
}

impl Run {
    /// As it is kept.
    pub fn to_value(&self) -> Value {
        protocol::encode(&(self.as_of, &self.figures, self.currency)).map_or(Value::Empty, Value::Bytes)
    }

    /// As it was kept; nothing where another version kept it.
    pub fn of(value: &Value) -> Option<Run> {
        match value {
            // What was kept without a currency ends earlier: nil is none.
            Value::Bytes(bytes) => {
                let read = protocol::decode(&[bytes.as_slice(), &[0]].concat()).ok();
                read.map(|(as_of, figures, currency)| Run { as_of, figures, currency })
            }
            _ => None,
        }
    }

    /// The value of a figure.
    pub fn get(&self, number: u8) -> Option<f64> {
        self.figures.iter().find(|(of, _)| *of == number).map(|(_, value)| *value)
    }
}

/// What a figure is called.
pub(super) fn name(number: u8) -> Option<&'static Msg> {
    FIGURES.iter().find(|(of, ..)| *of == number).map(|(_, name, _)| *name)
}

fn kind(number: u8) -> Kind {
    FIGURES.iter().find(|(of, ..)| *of == number).map_or(Kind::Number, |(.., kind)| *kind)
}

/// Whether a figure of two runs can be compared: amounts of the same currency, and all that is none.
pub(super) fn comparable(number: u8, now: &Run, kept: &Run) -> bool {
    kind(number) != Kind::Money || (now.currency.is_some() && now.currency == kept.currency)
}

/// A figure as it is read; an amount without a currency says nothing.
pub(super) fn text(number: u8, value: f64, currency: Option<Currency>) -> String {
    match (kind(number), currency) {
        (Kind::Count, _) => format::integer(value.max(0.0) as u64),
        (Kind::Share, _) => format::percent(value, 1),
        (Kind::Money, Some(currency)) => format::money_short(Money { minor: value as i64, currency }),
        (Kind::Money, None) => String::new(),
        (Kind::Number, _) => format::fixed(value, 1),
    }
}

/// The difference between two runs, with its sign.
pub(super) fn change(number: u8, now: f64, before: f64, currency: Option<Currency>) -> String {
    let size = text(number, (now - before).abs(), currency);
    match now.partial_cmp(&before) {
        Some(std::cmp::Ordering::Greater) => format!("+{size}"),
        Some(std::cmp::Ordering::Less) => format!("−{size}"),
        _ => size,
    }
}

/// The page of a question.
pub(super) fn page_of(query: &InsightQuery) -> Option<&'static str> {
    Some(match query {
        InsightQuery::LifeCycle(_) => "life-cycle",
        InsightQuery::Churn(_) => "churn",
        InsightQuery::Cohorts(_) => "cohorts",
        InsightQuery::Loyalty(_) => "loyalty",
        InsightQuery::Overview(_) => "overview",
        InsightQuery::Dimensions(_) => "dimensions",
        InsightQuery::Rules(_) => "offers",
        InsightQuery::People(_) => "people",
        InsightQuery::Drivers(_) => "drivers",
        InsightQuery::Clusters(_) => "clusters",
        InsightQuery::Value(_) => "value",
        InsightQuery::Compare(_) => "compare",
        InsightQuery::Trust => "trust",
        InsightQuery::Segments { .. } => "segments",
        _ => return None,
    })
}

/// What an answer is compared by.
pub(super) fn of(answer: &InsightAnswer) -> Option<Run> {
    let mut found: Vec<(u8, Option<f64>)> = Vec::new();
    let ratio = |n: u32, of: u32| (of > 0).then(|| f64::from(n) / f64::from(of));
    let (as_of, currency) = match answer {
        InsightAnswer::LifeCycle(a) => {
            let last = a.counts.last().copied().unwrap_or_default();
            // Of too few buyers hardly a stage is known: their shares would tell nothing, as on the page.
            let all = if a.buyers < a.needed { 0 } else { last[..6].iter().sum() };
            found.push((1, Some(a.buyers.into())));
            found.push((2, ratio(last[Stage::Danger as usize], all)));
            found.push((3, ratio(last[Stage::Termination as usize], all)));
            (a.as_of, Some(a.currency))
        }
        InsightAnswer::Churn(a) => {
            found.push((4, Some(a.warned.into())));
            found.push((5, a.at_risk.map(|minor| minor as f64)));
            (a.as_of, Some(a.currency))
        }
        InsightAnswer::Cohorts(a) => {
            found.push((1, Some(a.buyers.into())));
            found.push((6, a.repeat.map(|repeat| repeat.rate[0])));
            (a.as_of, Some(a.currency))
        }
        InsightAnswer::Loyalty(a) => {
            found.push((1, Some(a.scored.into())));
            found.push((7, Some(a.mean)));
            found.push((8, Some(a.coverage)));
            (a.as_of, Some(a.currency))
        }
        InsightAnswer::Overview(a) => {
            let now = a.periods[0];
            found.push((9, Some(now.revenue as f64)));
            found.push((10, Some(now.active.into())));
            found.push((6, ratio(now.returning, now.active)));
            found.push((11, a.nps[0].and_then(|nps| nps.score)));
            found.push((12, a.csat[0].and_then(|csat| csat.score)));
            found.push((5, a.at_risk.map(|minor| minor as f64)));
            (a.as_of, Some(a.currency))
        }
        InsightAnswer::Dimensions(a) => {
            found.push((12, a.csat[0].and_then(|csat| csat.score)));
            found.push((11, a.nps[0].and_then(|nps| nps.score)));
            found.push((6, ratio(a.repeat[0].n, a.repeat[0].of)));
            found.push((13, ratio(a.engaged[0].n, a.engaged[0].of)));
            (a.as_of, None)
        }
        InsightAnswer::Rules(a) => {
            found.push((14, Some(a.all.into())));
            (a.as_of, None)
        }
        InsightAnswer::People(a) => {
            found.push((19, Some(a.all.customers.into())));
            found.push((20, Some(a.all.amount as f64)));
            found.push((15, Some(a.values.into())));
            found.push((30, a.all.leaving_share.map(|[share, ..]| share)));
            (a.as_of, Some(a.currency))
        }
        InsightAnswer::Drivers(a) => {
            found.push((19, Some(a.used.into())));
            found.push((16, a.fit.map(|fit| fit.r2)));
            (a.as_of, Some(a.currency))
        }
        InsightAnswer::Clusters(a) => {
            let largest = a.clusters.iter().map(|cluster| cluster.size).max().unwrap_or(0);
            found.push((17, Some(a.clusters.len() as f64)));
            found.push((18, ratio(largest, a.n)));
            (a.as_of, Some(a.currency))
        }
        InsightAnswer::Compare(a) => {
            let mean = a.lines.iter().find(|line| line.what == CompareWhat::Amount);
            for (nth, size) in (0..).zip(a.sizes) {
                found.push((24 + nth, Some(size.into())));
                found.push((26 + nth, mean.and_then(|mean| mean.sides.get(usize::from(nth))?.value)));
            }
            (a.as_of, Some(a.currency))
        }
        InsightAnswer::Value(a) => {
            found.push((19, Some(a.customers.into())));
            found.push((21, a.total.map(|minor| minor as f64)));
            (a.as_of, Some(a.currency))
        }
        InsightAnswer::Segments(a) => {
            found.push((1, Some(a.buyers.into())));
            found.push((20, Some(a.revenue as f64)));
            found.push((28, a.pareto.as_ref().map(|pareto| pareto.top20)));
            found.push((29, a.pareto.as_ref().map(|pareto| pareto.abc[0].into())));
            (a.as_of, Some(a.currency))
        }
        InsightAnswer::Trust(a) => {
            found.push((1, Some(a.buyers.into())));
            found.push((22, a.audit.as_ref().map(|audit| audit.by_chance)));
            found.push((23, a.audit.as_ref().map(|audit| audit.by_recency)));
            (a.as_of, None)
        }
        _ => return None,
    };
    let figures = found.into_iter().filter_map(|(number, value)| Some((number, value.filter(|v| v.is_finite())?)));
    Some(Run { as_of, figures: figures.collect(), currency })
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::{LifeCycleAnswer, PeopleAnswer, PeopleFigures, StageThresholds};

    #[test]
    fn numbers_are_used_once_and_a_run_comes_back_as_it_was_kept() {
        let mut numbers: Vec<u8> = FIGURES.iter().map(|(number, ..)| *number).collect();
        numbers.dedup();
        assert_eq!(numbers.len(), FIGURES.len());
        let run = Run { as_of: Day(20_000), figures: vec![(1, 5.0), (6, 0.25)], currency: Some(Currency::CNY) };
        assert_eq!(Run::of(&run.to_value()), Some(run.clone()));
        assert_eq!((run.get(6), run.get(7)), (Some(0.25), None));
        assert_eq!((Run::of(&Value::Bytes(vec![255; 3])), Run::of(&Value::Empty)), (None, None));
    }

    #[test]
    fn shares_of_stages_are_kept_where_the_page_tells_them() {
        let empty = LifeCycleAnswer {
            as_of: Day(20_000),
            buyers: 30,
            needed: 30,
            currency: Currency::CNY,
            thresholds: StageThresholds { alive: 50, overdue: 90, active: 20 },
            days: vec![Day(20_000)],
            counts: vec![[0, 5, 5, 5, 10, 5, 7]],
            prospects: 7,
            flows: Vec::new(),
            flow_ranges: Vec::new(),
            stays: Vec::new(),
            stay_ranges: Vec::new(),
            stays_of: Vec::new(),
            movers: Vec::new(),
            movers_all: 0,
        };
        let kept = |buyers| of(&InsightAnswer::LifeCycle(LifeCycleAnswer { buyers, ..empty.clone() })).expect("a run");
        assert_eq!((kept(30).get(2), kept(30).get(3)), (Some(10.0 / 30.0), Some(5.0 / 30.0)));
        assert_eq!(kept(29).figures, [(1, 29.0)]);
        // Who they are tells of danger and termination together, so it stands under another name.
        let people = |leaving_share| {
            let all =
                PeopleFigures { customers: 40, judged: 30, leaving: 15, leaving_share, ..PeopleFigures::default() };
            of(&InsightAnswer::People(PeopleAnswer {
                as_of: Day(20_000),
                buyers: 30,
                needed: 30,
                currency: Currency::CNY,
                by: model::FieldId(1),
                values: 0,
                all,
                rows: Vec::new(),
            }))
            .expect("a run")
        };
        assert_eq!((people(Some([0.5, 0.3, 0.7])).get(30), people(Some([0.5, 0.3, 0.7])).get(2)), (Some(0.5), None));
        assert_eq!(people(None).get(30), None);
    }

    #[test]
    fn amounts_are_compared_with_those_of_the_same_currency_alone() {
        let run = |currency| Run { as_of: Day(20_000), figures: vec![(1, 5.0), (9, 700.0)], currency };
        let [yuan, dollars] = [Currency::CNY, Currency::USD].map(|currency| run(Some(currency)));
        // As it was kept before currencies were.
        let old = protocol::encode(&(Day(20_000), vec![(1_u8, 5.0), (9, 700.0)])).expect("bytes");
        let old = Run::of(&Value::Bytes(old)).expect("a run");
        assert_eq!(old, run(None));
        assert!(comparable(9, &yuan, &yuan));
        for kept in [&dollars, &old] {
            assert!(!comparable(9, &yuan, kept) && comparable(1, &yuan, kept));
        }
        assert!(!comparable(9, &old, &old));
    }
}
