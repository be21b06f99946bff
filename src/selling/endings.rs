//! Opportunities on their way to a stage in which they end: wherever that is chosen, the same question is asked about it.

use super::deals::step;
use crate::data;
use crate::i18n::failure;
use crate::state::Slot;
use crate::ui::{erase, toast};
use leptos::prelude::*;
use model::RecordId;
use protocol::{DealsDeed, Failure, ProblemCode, Target};

/// What is about to end.
#[derive(Clone, PartialEq)]
pub struct Ending {
    /// Which opportunities.
    pub deals: Target,
    /// What they are called together.
    pub name: String,
    /// In which stage.
    pub stage: RecordId,
    /// Won; otherwise lost.
    pub won: bool,
}

/// The question, and whether it is open.
#[derive(Clone, Copy)]
pub struct Endings {
    /// What it is about.
    pub about: Slot<Option<Ending>>,
    /// Whether it is asked.
    pub asking: RwSignal<bool>,
}

impl Endings {
    /// One for what is being built; its dialog has to stand in it.
    pub fn new() -> Endings {
        Endings { about: Slot::new(None), asking: RwSignal::new(false) }
    }

    /// Asks.
    pub fn ask(self, ending: Ending) {
        self.about.set(Some(ending));
        self.asking.set(true);
    }

    /// Moves opportunities to a stage; of one in which they are lost it is asked why.
    pub fn go(self, deals: Target, name: String, stage: RecordId) {
        erase::spawn(async move {
            let (reason, competitor, closed) = (None, None, None);
            let deed = DealsDeed::Move { deals: deals.clone(), stage, reason, competitor, closed };
            match data::send(step(deed)).await {
                Ok(reply) => data::done(&reply),
                Err(Failure::Selling(problem)) if problem.code == ProblemCode::LostNeedsReason => {
                    self.ask(Ending { deals, name, stage, won: false });
                }
                Err(problem) => toast::problem(failure(&problem)),
            }
        });
    }
}
