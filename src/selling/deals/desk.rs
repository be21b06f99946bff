//! What the parts of the page share: the place, the answer, what is being moved or added.

use super::place::Place;
use crate::data::{self};
use crate::i18n::{Lang, Msg, lang, t};
use crate::selling::asked;
use crate::selling::endings::{Ending, Endings};
use crate::selling::whose::{Choice, Whose};
use crate::state::{Derived, Slot};
use crate::ui::erase;
use crate::ui::field::{Editor, editor};
pub use asked::Asked;
use leptos::prelude::*;
use model::order::Fields;
use model::schema::opportunity;
use model::{Kind, RecordId, Value};
use protocol::deals::{Board, DealCard, DealOutcome, DealStage};
use protocol::{
    DealScope, DealsAnswer, DealsDeed, DealsQuery, Request, Sealed, SellingAnswer, SellingDeed, SellingQuery, Target,
};
use std::sync::Arc;

/// Under which name this browser remembers whose opportunities are shown.
const WHOSE: &str = "rapport.deals.whose";
/// Cards of a stage that are shown at first, and how many more at a time.
pub(super) const TOP: u32 = 20;

/// Asks about opportunities; asked anew when what the question reads changes.
pub fn ask(question: impl Fn() -> Option<DealsQuery> + Send + Sync + 'static) -> Asked {
    asked::ask(move || question().map(SellingQuery::Deals))
}

/// Something of an answer; reactive.
pub fn read<T>(answer: Asked, f: impl FnOnce(&DealsAnswer) -> Option<T>) -> Option<T> {
    asked::read(answer, |answer| match answer {
        SellingAnswer::Deals(answer) => f(answer),
        _ => None,
    })
}

/// The request for a step.
pub fn step(deed: DealsDeed) -> Request {
    Request::Sell(Sealed::new(&SellingDeed::Deals(deed)))
}

/// What the pipeline that a book begins with is told.
pub(super) fn begin() -> Request {
    step(DealsDeed::Begin { chinese: lang() == Lang::ZhCn })
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) place: Derived<Place>,
    /// Whose opportunities are shown.
    pub(super) whose: Choice,
    pub(super) answer: Asked,
    /// More cards of these stages.
    pub(super) more: Slot<Vec<(RecordId, u32)>>,
    /// What is about to end.
    pub(super) endings: Endings,
    /// The form for a new one, and what it has already.
    pub(super) adding: RwSignal<bool>,
    pub(super) given: Slot<Fields>,
    /// Whose card takes the cursor when it is drawn next.
    pub(super) focus: Slot<Option<RecordId>>,
    /// The stage that a phone shows.
    pub(super) current: Slot<Option<Option<RecordId>>>,
}

impl Desk {
    pub(super) fn new(place: Derived<Place>) -> Desk {
        let (more, whose) = (Slot::new(Vec::new()), Choice::kept(WHOSE, Whose::Everybody));
        let answer = ask(move || Some(DealsQuery::Board { scope: scope(place, whose)?, top: TOP, more: more.get() }));
        Desk {
            place,
            whose,
            answer,
            more,
            endings: Endings::new(),
            adding: RwSignal::new(false),
            given: Slot::new(Vec::new()),
            focus: Slot::new(None),
            current: Slot::new(None),
        }
    }

    /// Which opportunities are meant, once that is known; reactive.
    pub(super) fn scope(self) -> Option<DealScope> {
        scope(self.place, self.whose)
    }

    /// Something of the board; reactive.
    pub(super) fn board<T>(self, f: impl FnOnce(&Board) -> T) -> Option<T> {
        read(self.answer, |answer| match answer {
            DealsAnswer::Board(board) => Some(f(board)),
            _ => None,
        })
    }

    /// The stages of the pipeline that is shown; reactive.
    pub(super) fn stages(self) -> Vec<DealStage> {
        self.board(|board| board.columns.iter().filter_map(|column| column.stage.clone()).collect()).unwrap_or_default()
    }

    /// What stands behind the title of figures: the pipeline that they are of, where there are several; reactive.
    pub(super) fn of_pipeline(self) -> String {
        let name = self.board(|board| {
            let named = |(id, _): &&(RecordId, String)| Some(*id) == board.pipeline;
            let shown = board.pipelines.iter().find(named).filter(|_| board.pipelines.len() > 1);
            shown.map(|(_, name)| format!(" · {name}"))
        });
        name.flatten().unwrap_or_default()
    }

    /// Opens the form for a new opportunity; the pipeline comes with the first. Of several it is the one that is shown.
    pub(super) fn add(self, mut given: Fields) {
        let pipelines = untrack(|| self.board(|board| board.pipelines.len()));
        let none = pipelines == Some(0);
        if given.is_empty() && pipelines > Some(1) {
            let first = untrack(|| self.stages()).into_iter().next();
            given.extend(first.map(|stage| reference(opportunity::STAGE.id, stage.id)));
        }
        self.given.set(given);
        if !none {
            self.adding.set(true);
            return;
        }
        erase::spawn(async move {
            // Where it fails the form says why as well, and the opportunity stands nowhere until it is done.
            let _ = data::send(begin()).await;
            self.adding.try_set(true);
        });
    }

    /// To another stage; one in which it ends asks first.
    pub(super) fn go(self, card: &DealCard, stage: &DealStage) {
        if card.stage.as_ref().is_some_and(|(id, _)| *id == stage.id) {
            return;
        }
        let (deals, name) = (Target::Records(opportunity::ID, vec![card.id]), card.name.clone());
        if stage.outcome == DealOutcome::Open {
            self.focus.set(Some(card.id));
            return self.endings.go(deals, name, stage.id);
        }
        self.endings.ask(Ending { deals, name, stage: stage.id, won: stage.outcome == DealOutcome::Won });
    }
}

fn scope(place: Derived<Place>, whose: Choice) -> Option<DealScope> {
    let Place { pipeline, this_month, .. } = place.get();
    Some(DealScope { pipeline, owners: whose.owners()?, this_month })
}

/// The field of a form that is given.
pub(super) fn reference(field: model::FieldId, id: RecordId) -> (model::FieldId, Value) {
    (field, Value::Reference(id))
}

/// An input of a small form; what is wrong with it is told below.
pub(super) fn input(
    name: String,
    kind: Kind,
    at: Slot<Value>,
    (invalid, trouble): (Slot<bool>, &'static Msg),
    focus: bool,
) -> AnyView {
    let made = editor(Editor {
        label: name.clone(),
        kind,
        value: at.get_untracked(),
        names: Vec::new(),
        changed: Arc::new(move |value| {
            invalid.set(false);
            at.set(value);
        }),
        learned: None,
        near: None,
        focus,
        invalid,
    });
    let told = erase::maybe(move || {
        invalid.get().then(|| view! { <p class="field-error" role="alert">{t(trouble)}</p> }.into_any())
    });
    view! { <label class="form-row"><span>{name}</span>{made}{told}</label> }.into_any()
}
