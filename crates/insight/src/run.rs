//! A scoring run in short steps, so that other work can be done in between.

use crate::book::{Book, FitState, Shares};
use crate::btyd::{Fit, Fitter, Model, Prior, Samples, clock};
use crate::fits::Fits;
use crate::history::History;
use crate::loyalty;
use crate::pareto::Pareto;
use crate::rank::{key_of_i64, key_of_share, mid_rank_shares, order_of};
use crate::rfm::{Rfm, Values};
use crate::settings::Settings;
use crate::spend::{SpendData, SpendFitter, SpendState};
use crate::{ABSENT, BUYERS_MIN, BUYERS_WITHOUT_PRIOR};

/// Customers judged in one step: a few milliseconds.
const CUSTOMERS_PER_STEP: usize = 10_000;

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There is more to do.
    Working {
        /// Done so far, in parts of `total`; never falls.
        done: u32,
        /// The whole.
        total: u32,
    },
    /// The book is ready.
    Done,
}

/// A scoring run that can be paused: each [`Run::step`] is a few milliseconds of work at 100,000 customers.
#[derive(Clone, Debug)]
pub struct Run {
    book: Book,
    values: Values,
    by_total: Vec<u32>,
    samples: Samples,
    clock: f64,
    bg: Option<Fit>,
    known: Option<Fits>,
    /// A number for what is fitted.
    of: u64,
    rate_keys: Vec<u64>,
    phase: Phase,
}

#[derive(Clone, Debug)]
enum Phase {
    Values,
    Rfm,
    Pareto,
    Clock,
    Samples,
    Fit(Box<Fitter>, Model),
    Amounts,
    Spend(Box<SpendFitter>),
    Judge(usize),
    RankRate,
    RankSpend,
    RankTenure,
    Loyalty,
    Done,
}

impl Run {
    /// A run about to start. `ended` and `in_danger` hold one flag per customer: a relation known to be over; an open overdue complaint
    /// or a recent detractor. Missing flags count as false.
    #[must_use]
    pub fn new(history: History, settings: Settings, ended: Vec<bool>, in_danger: Vec<bool>) -> Self {
        let absent = || vec![ABSENT; history.customers()];
        let book = Book {
            as_of: history.as_of(),
            settings,
            buyers: 0,
            rfm: Rfm::of_values(&Values::default(), &[], 0),
            fit: FitState::not_enough(0),
            spend: SpendState::not_enough(0),
            spend_of: 0,
            p_alive: absent(),
            p_active: absent(),
            overdue: absent(),
            stage: vec![None; history.customers()],
            loyalty: absent(),
            loyalty_mean: None,
            pareto: None,
            ended,
            in_danger,
            shares: Shares { rate: absent(), spend: absent(), tenure: absent(), means: [0.0; 4] },
            history,
        };
        Self {
            book,
            values: Values::default(),
            by_total: Vec::new(),
            samples: Samples::default(),
            clock: 1.0,
            bg: None,
            known: None,
            of: 0,
            rate_keys: Vec::new(),
            phase: Phase::Values,
        }
    }

    /// The same run, which takes over fits of an earlier one if they are of the same purchases.
    #[must_use]
    pub fn knowing(self, known: Option<Fits>) -> Self {
        Self { known, ..self }
    }

    /// Works for a few milliseconds.
    pub fn step(&mut self) -> Progress {
        self.phase = match std::mem::replace(&mut self.phase, Phase::Done) {
            Phase::Values => {
                self.values = Values::of(&self.book.history);
                self.by_total = self.values.order_by_total();
                self.book.buyers = self.values.buyers.len();
                Phase::Rfm
            }
            Phase::Rfm => {
                self.book.rfm = Rfm::of_values(&self.values, &self.by_total, self.book.customers());
                Phase::Pareto
            }
            Phase::Pareto => {
                let (totals, order) = (&self.values.total, &self.by_total);
                self.book.pareto = Pareto::of_sorted(order.len(), |i| totals[order[i] as usize]);
                if self.book.buyers < BUYERS_MIN {
                    self.book.fit = FitState::not_enough(self.book.buyers);
                    Phase::Amounts
                } else {
                    Phase::Clock
                }
            }
            Phase::Clock => {
                self.clock = clock(self.book.history.median_gap_days());
                Phase::Samples
            }
            Phase::Samples => {
                self.samples = Samples::of(&self.book.history);
                self.of = self.samples.digest(self.clock);
                match self.known.as_ref().filter(|known| known.purchases.is_of(self.of)) {
                    Some(known) => {
                        self.book.fit = known.purchases.clone();
                        self.samples = Samples::default();
                        Phase::Amounts
                    }
                    None => self.fitter(Model::Bg),
                }
            }
            Phase::Fit(fitter, model) => self.fit(fitter, model),
            Phase::Amounts => self.amounts(),
            Phase::Spend(fitter) => self.spend(fitter),
            Phase::Judge(from) => self.judge(from),
            Phase::RankRate => {
                let order = order_of(&self.rate_keys);
                self.book.shares.rate = self.spread(&mid_rank_shares(&self.rate_keys, &order));
                Phase::RankSpend
            }
            Phase::RankSpend => {
                let keys: Vec<u64> = self.values.total.iter().map(|&m| key_of_i64(m)).collect();
                self.book.shares.spend = self.spread(&mid_rank_shares(&keys, &self.by_total));
                Phase::RankTenure
            }
            Phase::RankTenure => {
                let keys = self.tenures();
                self.book.shares.tenure = self.spread(&mid_rank_shares(&keys, &order_of(&keys)));
                Phase::Loyalty
            }
            Phase::Loyalty => {
                self.loyalty();
                Phase::Done
            }
            Phase::Done => Phase::Done,
        };
        self.progress()
    }

    /// The book; what is left to do is done first.
    #[must_use]
    pub fn finish(mut self) -> Book {
        while self.step() != Progress::Done {}
        self.book
    }

    fn fitter(&self, model: Model) -> Phase {
        let prior = (self.book.buyers < BUYERS_WITHOUT_PRIOR).then(|| Prior::published(model, self.clock));
        Phase::Fit(Box::new(Fitter::new(model, prior, self.clock)), model)
    }

    fn fit(&mut self, mut fitter: Box<Fitter>, model: Model) -> Phase {
        let Some(fit) = fitter.step(&self.samples) else { return Phase::Fit(fitter, model) };
        match self.bg.take() {
            None => {
                self.bg = Some(fit);
                self.fitter(Model::Mbg)
            }
            Some(bg) => {
                self.book.fit = FitState::choose(bg, fit, self.of);
                self.samples = Samples::default();
                Phase::Amounts
            }
        }
    }

    fn amounts(&mut self) -> Phase {
        let data = SpendData::of(&self.book.history, 1.0);
        let of = data.digest();
        self.book.spend_of = of;
        if let Some(known) = self.known.take().and_then(|known| known.spend_if_of(of)) {
            self.book.spend = known;
            return Phase::Judge(0);
        }
        match SpendState::fitter(data) {
            Ok(fitter) => Phase::Spend(Box::new(fitter)),
            Err(repeaters) => {
                self.book.spend = SpendState::not_enough(repeaters);
                Phase::Judge(0)
            }
        }
    }

    fn spend(&mut self, mut fitter: Box<SpendFitter>) -> Phase {
        match fitter.step() {
            None => Phase::Spend(fitter),
            Some(fit) => {
                self.book.spend = SpendState::Fitted(Box::new(fit));
                Phase::Judge(0)
            }
        }
    }

    fn judge(&mut self, from: usize) -> Phase {
        let to = (from + CUSTOMERS_PER_STEP).min(self.book.customers());
        let model = self.book.fit.btyd();
        for c in from..to {
            let amounts = self.book.history.amounts(c);
            let case = self.book.case(c, &amounts);
            let signals = self.book.rule().signals(&case);
            let stage = self.book.rule().judge_with(&case, signals).stage();
            if let (Some(model), Some(cbs)) = (model, case.cbs()) {
                self.rate_keys.push(key_of_share(model.rate(&cbs)));
            }
            self.book.stage[c] = stage;
            if let Some(signals) = signals {
                self.book.p_alive[c] = signals.p_alive as f32;
                self.book.p_active[c] = signals.p_active as f32;
                self.book.overdue[c] = signals.overdue as f32;
            }
        }
        if to < self.book.customers() {
            Phase::Judge(to)
        } else if model.is_some() {
            Phase::RankRate
        } else {
            Phase::Done
        }
    }

    fn tenures(&self) -> Vec<u64> {
        let history = &self.book.history;
        let first =
            |c: u32| history.span(c as usize).map_or(0, |(first, _)| u64::from(history.as_of().abs_diff(first)));
        self.values.buyers.iter().map(|&c| first(c)).collect()
    }

    /// From one entry per buyer to one per customer.
    fn spread(&self, shares: &[f32]) -> Vec<f32> {
        let mut column = vec![ABSENT; self.book.customers()];
        for (&c, &share) in self.values.buyers.iter().zip(shares) {
            column[c as usize] = share;
        }
        column
    }

    fn loyalty(&mut self) {
        let book = &mut self.book;
        let columns = [&book.p_alive, &book.shares.rate, &book.shares.spend, &book.shares.tenure];
        book.shares.means = columns.map(|column| loyalty::mean_share(column));
        for c in 0..book.customers() {
            if let Some(shares) = book.loyalty_shares(c) {
                book.loyalty[c] = loyalty::score(shares) as f32;
            }
        }
        book.loyalty_mean = Some(loyalty::score(book.shares.means));
    }

    fn progress(&self) -> Progress {
        // Parts of a thousand, by the time the phases take in a large book; a fit's end is not known beforehand, so its part fills ever slower.
        let share = |part: usize, from: usize, whole: usize| (from + part * whole / (part + whole).max(1)) as u32;
        let done = match &self.phase {
            Phase::Values => 0,
            Phase::Rfm => 40,
            Phase::Pareto => 80,
            Phase::Clock => 100,
            Phase::Samples => 120,
            Phase::Fit(fitter, Model::Bg) => share(fitter.evaluations() as usize, 160, 280),
            Phase::Fit(fitter, Model::Mbg) => share(fitter.evaluations() as usize, 440, 280),
            Phase::Amounts | Phase::Spend(_) => 720,
            Phase::Judge(next) => 720 + (*next as u64 * 180 / self.book.customers().max(1) as u64) as u32,
            Phase::RankRate => 900,
            Phase::RankSpend => 930,
            Phase::RankTenure => 950,
            Phase::Loyalty => 970,
            Phase::Done => return Progress::Done,
        };
        Progress::Working { done, total: 1000 }
    }
}

/// Scores a book in one go.
#[must_use]
pub fn score(history: History, settings: Settings, ended: Vec<bool>, in_danger: Vec<bool>) -> Book {
    Run::new(history, settings, ended, in_danger).finish()
}
