//! Large deals: those whom they concern are told once on each device; the rule is set here.

use super::desk::{ask, input, read, step};
use super::words;
use crate::data::{self, prefs};
use crate::i18n::{t, tf};
use crate::selling::me;
use crate::shell::nav::new_deals;
use crate::state::{Derived, Slot};
use crate::ui::field::{currency, reader};
use crate::ui::{Dialog, button, erase};
use leptos::prelude::*;
use model::schema::{FromValue, THE_SETTINGS, setting};
use model::{Decimal, Kind, Money, RecordId, Value};
use protocol::deals::{DealOutcome, DealStage, Pipeline};
use protocol::{Answer, DealsAnswer, DealsDeed, DealsQuery, Query};
use std::sync::{Arc, LazyLock};

const KEY: &str = "rapport.large_seen";
/// Deals that are remembered as seen; the oldest make room.
const SEEN_MAX: usize = 500;
/// Names in the banner.
const NAMED_MAX: usize = 3;

// Global on purpose: what is seen on one page is seen on all.
static SEEN: LazyLock<Slot<Vec<RecordId>>> = LazyLock::new(|| {
    let text = prefs::get_text(KEY).unwrap_or_default();
    Slot::lasting(text.split(' ').filter_map(|id| id.parse().ok()).collect())
});

fn remember(ids: &[RecordId]) {
    SEEN.update(|seen| {
        seen.retain(|known| !ids.contains(known));
        seen.extend_from_slice(ids);
        let surplus = seen.len().saturating_sub(SEEN_MAX);
        seen.drain(..surplus);
    });
    let text = SEEN.with_untracked(|seen| seen.iter().map(RecordId::to_string).collect::<Vec<_>>().join(" "));
    prefs::set(KEY, &text.as_str().into());
}

/// Large deals that are new to who sits here, and their names.
fn new(asks: impl Fn() -> bool + Copy + Send + Sync + 'static) -> Derived<Vec<(RecordId, String)>> {
    let answer = ask(move || asks().then(|| DealsQuery::Large { concerns: me() }));
    Derived::new(move || {
        let cards = read(answer, |answer| match answer {
            DealsAnswer::Cards(cards, _) => Some(cards.clone()),
            _ => None,
        });
        let new = cards.unwrap_or_default().into_iter().filter(|card| SEEN.with(|seen| !seen.contains(&card.id)));
        new.map(|card| (card.id, card.name)).collect()
    })
}

/// Says beside the section of deals how many are new, as long as `asks`.
pub fn count(asks: impl Fn() -> bool + Copy + Send + Sync + 'static) {
    let new = new(asks);
    erase::effect(move || new_deals().set(new.with(Vec::len)));
}

/// Says which large deals are new to who sits here.
pub fn banner() -> AnyView {
    let new = new(|| true);
    erase::maybe(move || {
        let new = new.get();
        if new.is_empty() {
            return None;
        }
        let link = |(at, (id, name)): (usize, &(RecordId, String))| {
            let comma = if at > 0 { " · " } else { "" };
            view! { {comma} <a href=format!("deals?id={id}")>{name.clone()}</a> }.into_any()
        };
        let names: Vec<AnyView> = new.iter().take(NAMED_MAX).enumerate().map(link).collect();
        let more = (new.len() > NAMED_MAX).then_some(" …");
        let head = tf(&words::LARGE_NOW, &[("n", &new.len().to_string()), ("names", "")]);
        let ids: Vec<RecordId> = new.iter().map(|(id, _)| *id).collect();
        let view = view! {
            <div class="large-banner" role="status">
                <p>{head} {names} {more}</p>
                {button("button quiet", &words::SEEN, move || remember(&ids))}
            </div>
        };
        Some(view.into_any())
    })
    .into_any()
}

/// The dialog for the rule.
pub(super) fn rule(open: RwSignal<bool>) -> AnyView {
    let answer = data::watch(move || open.get().then_some(Query::Record { collection: setting::ID, id: THE_SETTINGS }));
    let set = Derived::new(move || {
        answer.with(|answer| match answer.as_deref() {
            Some(Answer::Record(record)) => record.get().map(|record| {
                let facts = record.iter().flat_map(|record| record.facts.clone());
                facts.collect::<Vec<_>>()
            }),
            _ => None,
        })
    });
    let asked = ask(move || open.get().then_some(DealsQuery::Pipelines));
    let pipelines = Derived::new(move || {
        read(asked, |answer| match answer {
            DealsAnswer::Pipelines(pipelines) => Some(Arc::new(pipelines.clone())),
            _ => None,
        })
    });
    let here = Derived::new(move || set.with(Option::is_some) && pipelines.with(Option::is_some));
    let form = move || {
        let pipelines = pipelines.get_untracked().unwrap_or_default();
        form(open, &set.get_untracked().unwrap_or_default(), &pipelines)
    };
    view! {
        <Dialog open=open title=t(&words::LARGE_RULE)>
            {erase::show(move || here.get(), form)}
        </Dialog>
    }
    .into_any()
}

fn form(open: RwSignal<bool>, facts: &[(model::FieldId, Value)], pipelines: &[Pipeline]) -> AnyView {
    let known = |field: model::FieldId| {
        facts.iter().find(|(id, _)| *id == field).map_or(Value::Empty, |(_, value)| value.clone())
    };
    let (amount, share) = (Slot::new(known(setting::LARGE_DEAL.id)), Slot::new(known(setting::LARGE_DEAL_SHARE.id)));
    let stage = Slot::new(RecordId::from_value(known(setting::LARGE_DEAL_STAGE.id)));
    let (bad_amount, bad_share) = (Slot::new(false), Slot::new(false));
    let option = |known: &DealStage| {
        let is = stage.get_untracked() == Some(known.id);
        view! { <option value=known.id.to_string() prop:selected=is>{known.name.clone()}</option> }.into_any()
    };
    let stages = |of: &Pipeline| -> Vec<AnyView> {
        of.stages.iter().filter(|stage| stage.outcome == DealOutcome::Open).map(option).collect()
    };
    // The rule is one for all pipelines: its stage is found, whichever of them is shown.
    let options: Vec<AnyView> = match pipelines {
        [one] => stages(one),
        all => {
            let group = |one: &Pipeline| view! { <optgroup label=one.name.clone()>{stages(one)}</optgroup> }.into_any();
            all.iter().map(group).collect()
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let amount = reader(currency()).check(Kind::Money, &amount.get_untracked());
        let share = reader(currency()).check(Kind::Number, &share.get_untracked());
        bad_amount.set(amount.is_err());
        bad_share.set(share.is_err());
        if let (Ok(amount), Ok(share)) = (amount, share) {
            let (amount, share) = (Money::from_value(amount), Decimal::from_value(share));
            let deed = DealsDeed::LargeRule { amount, share, stage: stage.get_untracked() };
            let close = move |done| {
                if done {
                    open.try_set(false);
                }
            };
            data::act_telling(step(deed), Box::new(close));
        }
    };
    view! {
        <form class="form" on:submit=submit novalidate>
            <p class="note">{t(&words::RULE_TEXT)}</p>
            <div class="form-fields">
                {input(t(&words::RULE_AMOUNT).to_owned(), Kind::Money, amount, (bad_amount, &words::NOT_A_NUMBER), true)}
                {input(t(&words::RULE_SHARE).to_owned(), Kind::Number, share, (bad_share, &words::NOT_A_NUMBER), false)}
                <label class="form-row">
                    <span>{t(&words::RULE_STAGE)}</span>
                    <select class="select" on:change:target=move |event| stage.set(event.target().value().parse().ok())>
                        <option value="">{t(&words::ANY_STAGE)}</option>
                        {options}
                    </select>
                </label>
            </div>
            <div class="form-end">
                {button("button", &words::CANCEL, move || open.set(false))}
                <button type="submit" class="button primary">{t(&words::SAVE)}</button>
            </div>
        </form>
    }
    .into_any()
}
