//! One opportunity beside the board: where it stands and stood, its facts in place, products, who decides, what was said.

use super::desk::{Desk, ask, read};
use super::place::Place;
use super::{board, card, ending, lines, words};
use crate::app::go_instead;
use crate::data::{self, watch};
use crate::fields;
use crate::format;
use crate::forms::refusing;
use crate::i18n::{label, t, tf};
use crate::parts;
use crate::state::Derived;
use crate::ui::field::{full_text, read_only};
use crate::ui::{EmptyState, Field as FieldView, Glyph, Icon, Skeleton, button, erase};
use leptos::prelude::*;
use model::schema::{Field, contact, opportunity, order};
use model::{FieldId, Kind, RecordId, Value, options};
use protocol::deals::{Deal, DealContact, DealOutcome};
use protocol::{Answer, DealsAnswer, DealsQuery, Query, Request, Target};
use std::sync::Arc;

type Shown = Derived<Option<Arc<Deal>>>;

/// The panel.
pub(super) fn panel(desk: Desk) -> AnyView {
    let id = Derived::new(move || desk.place.with(|place| place.id));
    let answer = ask(move || id.get().map(|id| DealsQuery::Deal { id }));
    let found = Derived::new(move || {
        read(answer, |answer| match answer {
            // Until the answer to a new place comes, the old one is of another opportunity.
            DealsAnswer::Deal(deal) => match deal {
                Some(deal) if Some(deal.card.id) != id.get() => None,
                deal => Some(deal.as_deref().cloned().map(Arc::new)),
            },
            _ => None,
        })
    });
    let shown: Shown = Derived::new(move || found.get().flatten());
    #[derive(Clone, PartialEq)]
    enum State {
        Waiting,
        Gone,
        Here(RecordId, bool),
    }
    let state = Derived::new(move || match found.get() {
        None => State::Waiting,
        Some(None) => State::Gone,
        Some(Some(deal)) => State::Here(deal.card.id, deal.deleted),
    });
    let content = erase::view(move || match state.get() {
        State::Waiting => view! { <Skeleton lines=6 /> }.into_any(),
        State::Gone => view! {
            <EmptyState title=t(&words::GONE) text=erase::text(|| t(&words::GONE_TEXT).to_owned())>
                <a class="button" href=Place { id: None, ..desk.place.get_untracked() }.url()>{t(&words::CLOSE)}</a>
            </EmptyState>
        }
        .into_any(),
        State::Here(id, deleted) => deal(desk, id, shown, deleted),
    });
    view! { <article class="customer page deal-page">{content}</article> }.into_any()
}

fn deal(desk: Desk, id: RecordId, shown: Shown, deleted: bool) -> AnyView {
    let body = (!deleted).then(|| {
        view! {
            {path(desk, shown)}
            {facts(id)}
            {lines::lines(id, shown)}
            {erase::later(move || people(shown))}
            {parts::talks(opportunity::ID, Derived::new(move || Some(id)))}
            {erase::later(move || orders(shown))}
            {parts::past(opportunity::ID, Derived::new(move || Some(id)))}
        }
        .into_any()
    });
    let note = deleted.then(|| view! { <p class="note">{t(&words::DELETED)}</p> }.into_any());
    view! {
        {head(desk, id, shown, deleted)}
        {note}
        {parts::conflicts(opportunity::ID, Derived::new(move || Some(id)))}
        {body}
    }
    .into_any()
}

fn head(desk: Desk, id: RecordId, shown: Shown, deleted: bool) -> AnyView {
    let back = erase::text(move || Place { id: None, ..desk.place.get() }.url());
    let title = erase::text(move || shown.with(|deal| deal.iter().map(|deal| deal.card.name.clone()).collect()));
    let about = erase::view(move || {
        let customer = shown.with(|deal| deal.as_ref().and_then(|deal| deal.card.customer.clone()));
        let amount = shown.with(|deal| deal.as_ref().and_then(|deal| deal.card.amount)).map(format::money);
        let link = customer.map(|(id, name)| view! { <a href=format!("customers?id={id}")>{name}</a> }.into_any());
        view! { <p>{link} " " <strong class="num">{amount}</strong></p> }.into_any()
    });
    let act = move |restore: bool| {
        let target = Target::Records(opportunity::ID, vec![id]);
        data::act(if restore { Request::Restore(target) } else { Request::Delete(target) });
        go_instead(&Place { id: None, ..desk.place.get_untracked() }.url());
    };
    let action = match deleted {
        true => button("button", &words::RESTORE, move || act(true)),
        false => view! {
            <button type="button" class="button quiet icon-only" title=t(&words::DELETE) aria-label=t(&words::DELETE)
                on:click=move |_| act(false)>
                <Icon of=Glyph::Trash />
            </button>
        }
        .into_any(),
    };
    view! {
        <header class="customer-head">
            <a class="button quiet icon-only" href=back title=t(&words::CLOSE) aria-label=t(&words::CLOSE)>
                <Icon of=Glyph::Close />
            </a>
            <div class="customer-name">
                <h1>{title}</h1>
                {about}
            </div>
            <div class="customer-actions">{action}</div>
        </header>
    }
    .into_any()
}

/// The stages of its pipeline, and how long it stood in each.
fn path(desk: Desk, shown: Shown) -> AnyView {
    let steps = erase::view(move || {
        let Some(deal) = shown.get() else { return erase::nothing() };
        let card = &deal.card;
        let here = card.stage.as_ref().map(|(id, _)| *id);
        let step = |stage: &protocol::deals::DealStage| {
            let stood: Vec<_> = deal.visits.iter().filter(|visit| visit.stage == stage.id).collect();
            let days = stood.iter().map(|visit| visit.days).sum::<u32>();
            let is_here = here == Some(stage.id);
            // An end that it did not come to is no step of its way.
            if stage.outcome != DealOutcome::Open && !is_here {
                return None;
            }
            let since = stood
                .last()
                .filter(|_| is_here)
                .map(|visit| tf(&words::SINCE, &[("day", &format::day(format::local_day(visit.at as f64)))]));
            let open = stage.outcome == DealOutcome::Open;
            let told = (!stood.is_empty() && open).then(|| tf(&words::DAYS, &[("n", &format::integer(days.into()))]));
            let current = is_here.then_some("step");
            Some(
                view! {
                    <li aria-current=current class:been=!stood.is_empty() data-hue=board::hue(stage.colour)>
                        <span class="path-name">{stage.name.clone()}</span>
                        <span class="path-days">{told} " " {since}</span>
                    </li>
                }
                .into_any(),
            )
        };
        // The board beside it may show another pipeline, or not be there yet.
        let stages = deal.pipeline.as_ref().map_or_else(|| desk.stages(), |pipeline| pipeline.stages.clone());
        let steps: Vec<AnyView> = deal.pipeline.iter().flat_map(|pipeline| &pipeline.stages).filter_map(step).collect();
        let chance = format::percent(card.probability.0 as f64 / (100 * model::Decimal::ONE) as f64, 0);
        let chance = (card.outcome == DealOutcome::Open).then(|| tf(&words::CHANCE, &[("percent", &chance)]));
        view! {
            {card::mover(desk, card, stages, "deal-mover")}
            <ol class="deal-path">{steps}</ol>
            <p class="deal-line"><span>{chance}</span> <span class="muted">{card::closing(card)}</span></p>
            {card::marks(card)}
        }
        .into_any()
    });
    view! { <section class="deal-way" aria-label=t(&words::PATH)>{steps}</section> }.into_any()
}

/// All fields but those that have a place of their own.
fn facts(id: RecordId) -> AnyView {
    let answer = watch(move || Some(Query::Record { collection: opportunity::ID, id }));
    let record = Derived::new(move || {
        answer.with(|answer| match answer.as_deref() {
            Some(Answer::Record(record)) => record.get()?.clone().filter(|record| record.id == id).map(Arc::new),
            _ => None,
        })
    });
    let names =
        Derived::new(move || record.with(|record| record.iter().flat_map(|record| record.names.clone()).collect()));
    let elsewhere = [opportunity::STAGE.id];
    // Drawn anew where a field comes, goes or is renamed.
    let declared = Derived::new(move || {
        let all = fields::of(opportunity::ID).into_iter();
        all.map(|field| (field.id, fields::label(opportunity::ID, field))).collect::<Vec<_>>()
    });
    let drawn = erase::view(move || {
        let all = declared.get().into_iter();
        let all = all.filter(|(field, _)| !elsewhere.contains(field));
        let all = all.filter_map(|(field, name)| Some((untrack(|| fields::find(opportunity::ID, field))?, name)));
        all.map(|(field, name)| untrack(|| fact(id, field, name, record, names))).collect::<Vec<_>>().into_any()
    });
    view! { <section aria-label=t(&words::FACTS)><div class="fields">{drawn}</div></section> }.into_any()
}

fn fact(
    id: RecordId,
    field: &'static Field,
    name: String,
    record: Derived<Option<Arc<protocol::RecordAnswer>>>,
    names: Derived<Vec<(RecordId, String)>>,
) -> AnyView {
    let value = Derived::new(move || {
        record.with(|record| {
            let facts = record.iter().flat_map(|record| &record.facts);
            facts.into_iter().find(|(id, _)| *id == field.id).map_or(Value::Empty, |(_, value)| value.clone())
        })
    });
    // What the log says is not typed over.
    if field.id == opportunity::LEAD.id {
        let text = erase::text(move || names.with(|names| full_text(field.kind, &value.get(), names)));
        return read_only(name, text);
    }
    let save = Callback::new(move |value: Value| {
        Some(Request::Edit { collection: opportunity::ID, record: id, field: field.id, value })
    });
    let refuse = refusing(&opportunity::COLLECTION, field);
    let draft = Some(format!("edit/opportunity/{id}/{}", field.id.0));
    view! { <FieldView label=name kind=field.kind value=value on_save=save refuse=refuse names=names draft=draft /> }
        .into_any()
}

/// Contacts with their part in the decision.
fn people(shown: Shown) -> AnyView {
    let contacts =
        Derived::new(move || shown.with(|deal| deal.iter().flat_map(|deal| deal.contacts.clone()).collect::<Vec<_>>()));
    let rows = erase::view(move || {
        let all = contacts.get();
        match all.is_empty() {
            true => view! { <p class="note">{t(&words::NO_PEOPLE)}</p> }.into_any(),
            false => {
                let rows: Vec<AnyView> = all.into_iter().map(person).collect();
                view! { <ul class="deal-people">{rows}</ul> }.into_any()
            }
        }
    });
    section(t(&words::PEOPLE), rows.into_any())
}

fn person(who: DealContact) -> AnyView {
    let DealContact { id, name, title, role } = who;
    let field: FieldId = contact::ROLE.id;
    let value = Derived::new(move || role.map_or(Value::Empty, Value::Option));
    let save =
        Callback::new(move |value: Value| Some(Request::Edit { collection: contact::ID, record: id, field, value }));
    let role = tf(&words::ROLE_OF, &[("name", &name)]);
    view! {
        <li>
            <span><a href=format!("records?of=contact&id={id}")>{name}</a> " " <span class="muted">{title}</span></span>
            <FieldView label=role kind=Kind::Option(&options::CONTACT_ROLE) value=value on_save=save />
        </li>
    }
    .into_any()
}

fn section(title: &'static str, content: AnyView) -> AnyView {
    view! {
        <section class="order-part" aria-label=title>
            <h2>{title}</h2>
            {content}
        </section>
    }
    .into_any()
}

/// Orders that came of it; a won one without any may become one.
fn orders(shown: Shown) -> AnyView {
    erase::maybe(move || {
        let deal = shown.get()?;
        let row = |(id, name, total): &(RecordId, String, Option<model::Money>)| {
            let name = if name.is_empty() { label(&format!("collection.{}", order::COLLECTION.name)) } else { name.clone() };
            view! {
                <li><a href=format!("records?of=order&id={id}")>{name}</a> " " <strong class="num">{total.map(format::money)}</strong></li>
            }
            .into_any()
        };
        let won = deal.card.outcome == DealOutcome::Won;
        if deal.orders.is_empty() && !won {
            return None;
        }
        let rows: Vec<AnyView> = deal.orders.iter().map(row).collect();
        let make = won.then(|| ending::make_order(deal.card.id));
        let content = view! {
            <ul class="deal-list">{rows}</ul>
            {make}
        };
        Some(section(t(&words::ORDERS), content.into_any()))
    })
    .into_any()
}
