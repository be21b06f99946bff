//! What belongs to an order: the path of its status, its lines, its payment plan, its payments.

mod instalments;
mod lines;
mod payments;
mod plan;
mod sheet;

pub use sheet::sheet;

use super::ask::{self, Asked};
use super::pay::{self, Pay};
use super::words;
use crate::data;
use crate::fields;
use crate::i18n::t;
use crate::state::{Derived, Slot};
use crate::ui::field::option_text;
use crate::ui::{button_saying, erase};
use leptos::prelude::*;
use model::options::ORDER_STATUS;
use model::schema::order;
use model::{Money, OptionId, RecordId, Value};
use protocol::{OrderAnswer, Request};

/// Statuses that follow each other; the others end the path.
const PATH: [&str; 4] = ["draft", "confirmed", "fulfilled", "completed"];

/// An order on its page.
#[derive(Clone, Copy)]
struct Shown {
    id: RecordId,
    told: Asked,
    pay: Slot<Option<Pay>>,
    paying: RwSignal<bool>,
    refunding: RwSignal<bool>,
}

impl Shown {
    /// Something of it; reactive.
    fn with<T>(self, f: impl FnOnce(&OrderAnswer) -> T) -> Option<T> {
        ask::of_order(self.told, f)
    }

    /// An amount of it; reactive.
    fn money(self, f: fn(&OrderAnswer) -> Option<Money>) -> Option<Money> {
        self.with(f).flatten()
    }

    /// Opens the dialog for a payment or a refund.
    fn record(self, plan: Option<RecordId>, amount: Option<Money>, back: bool) {
        self.pay.set(Some(Pay { order: self.id, plan, amount, back }));
        if back { self.refunding } else { self.paying }.set(true);
    }
}

/// All of it.
pub fn sections(id: RecordId) -> AnyView {
    let shown = Shown {
        id,
        told: ask::order(id),
        pay: Slot::new(None),
        paying: RwSignal::new(false),
        refunding: RwSignal::new(false),
    };
    let here = move || shown.with(|_| ()).is_some();
    erase::show(here, move || {
        view! {
            {path(shown)}
            {lines::section(shown)}
            {instalments::section(shown)}
            {payments::section(shown)}
            {pay::dialog(shown.pay, shown.paying, false)}
            {pay::dialog(shown.pay, shown.refunding, true)}
        }
        .into_any()
    })
    .into_any()
}

/// The statuses as a path: one press each.
fn path(shown: Shown) -> AnyView {
    let status = Derived::new(move || shown.with(|order| order.status).flatten());
    let set = move |to: OptionId| {
        if status.get_untracked() != Some(to) {
            let value = Value::Option(to);
            data::act(Request::Edit { collection: order::ID, record: shown.id, field: order::STATUS.id, value });
        }
    };
    let steps = erase::view(move || {
        let now = status.get();
        let at = now.and_then(|now| PATH.iter().position(|name| ORDER_STATUS.id(name) == Some(now)));
        let step = |(nth, name): (usize, &&str)| {
            let id = ORDER_STATUS.id(name)?;
            let current = (now == Some(id)).then_some("step");
            let done = at.is_some_and(|at| nth < at);
            let press = move |_| set(id);
            Some(
                view! {
                    <li>
                        <button type="button" class="path-step" class:done=done aria-current=current on:click=press>
                            {option_text(&ORDER_STATUS, id)}
                        </button>
                    </li>
                }
                .into_any(),
            )
        };
        let steps: Vec<AnyView> = PATH.iter().enumerate().filter_map(step).collect();
        // What ends the path, and what the workspace added: pressed where it is meant.
        let ends = fields::choices(&ORDER_STATUS)
            .into_iter()
            .filter(|choice| PATH.iter().all(|name| ORDER_STATUS.id(name) != Some(choice.id)));
        let end = |choice: fields::Choice| {
            let (id, current) = (choice.id, (now == Some(choice.id)).then_some("step"));
            view! {
                <li class="path-end">
                    <button type="button" class="path-step" data-hue=choice.hue aria-current=current
                        on:click=move |_| set(id)>
                        {choice.label}
                    </button>
                </li>
            }
            .into_any()
        };
        let ends: Vec<AnyView> = ends.map(end).collect();
        view! { <ol class="order-path" aria-label=t(&words::PATH)>{steps}{ends}</ol> }.into_any()
    });
    steps.into_any()
}

/// A button that opens something.
fn opener(class: &'static str, name: &'static crate::i18n::Msg, open: impl Fn() + 'static) -> AnyView {
    button_saying(class, t(name).to_owned(), open)
}
