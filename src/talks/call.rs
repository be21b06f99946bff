//! Who calls: a telephone system opens `call?number=…`. The number is taken out of the address at once: it is nobody's business, least of all the history's.

use super::{ask, reach, read, words};
use crate::app::go_instead;
use crate::commands::{offer_field, offer_said};
use crate::data;
use crate::format;
use crate::i18n::{Msg, failure, t, tf};
use crate::selling::me;
use crate::shell::log::{self, Wanted};
use crate::state::{Derived, Slot};
use crate::ui::field::address;
use crate::ui::{EmptyState, Glyph, Icon, Skeleton, button, erase, toast};
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::options::{LEAD_STATUS, SOURCE};
use model::schema::{customer, lead};
use model::{CollectionId, FieldId, RecordId, Value, collection};
use protocol::{About, Reply, Request, TalksAnswer, TalksQuery};
use std::sync::LazyLock;

// Not in the address; for as long as the page stands.
static NUMBER: LazyLock<Slot<String>> = LazyLock::new(|| Slot::lasting(String::new()));

/// The page.
pub fn call() -> AnyView {
    let query = use_location().query;
    erase::effect(move || {
        if let Some(number) = query.with(|query| query.get_str("number").map(str::to_owned)) {
            // In an address a plus may stand for a blank.
            let number = if number.starts_with(' ') { format!("+{}", number.trim()) } else { number };
            NUMBER.set(number);
            go_instead("call");
        }
    });
    let typed = Slot::new(NUMBER.get_untracked());
    erase::effect(move || typed.set(NUMBER.get()));
    let answer = ask(|| Some(TalksQuery::Number(NUMBER.with(|number| (!number.is_empty()).then(|| number.clone()))?)));
    let found = Derived::new(move || {
        read(answer, |answer| match answer {
            TalksAnswer::Number(found) => Some(found.clone()),
            _ => None,
        })
    });
    let asked = Derived::new(|| NUMBER.with(|number| !number.is_empty()));
    let content = erase::view(move || match (asked.get(), found.get()) {
        (false, _) => view! { <p class="note">{t(&words::NUMBER_HINT)}</p> }.into_any(),
        (true, None) => view! { <Skeleton lines=4 /> }.into_any(),
        (true, Some(found)) if found.is_empty() => nobody(),
        (true, Some(found)) => callers(&found),
    });
    let field = NodeRef::<html::Input>::new();
    offer_field("caller-number", &words::NUMBER, "find haoma chazhao hm", Glyph::Call, field);
    let find = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        NUMBER.set(typed.get_untracked().trim().to_owned());
    };
    view! {
        <div class="page call-page">
            <header class="page-head">
                <h1>{t(&words::WHO_CALLS)}</h1>
            </header>
            <form class="call-form" on:submit=find>
                <input class="input" type="tel" autocomplete="off" aria-label=t(&words::NUMBER) placeholder=t(&words::NUMBER)
                    node_ref=field prop:value=move || typed.get() on:input=move |event| typed.set(event_target_value(&event)) />
                <button type="submit" class="button">{t(&words::FIND)}</button>
            </form>
            {content}
        </div>
    }
    .into_any()
}

fn callers(found: &[About]) -> AnyView {
    // Whoever it is most likely; the others have their buttons.
    if let Some(whom) = found.first().map(|about| &about.whom) {
        let (of, id) = (whom.of, whom.id);
        offer_said("log-this-call", &words::LOG_CALL, "jilu laidian jlld", Glyph::Call, move || begin(of, id));
    }
    let several = (found.len() > 1).then(|| {
        let text = tf(&words::SEVERAL, &[("n", &format::integer(found.len() as u64))]);
        view! { <p role="status">{text}</p> }.into_any()
    });
    let cards: Vec<AnyView> = found.iter().map(card).collect();
    view! {
        {several}
        <ul class="call-cards">{cards}</ul>
    }
    .into_any()
}

fn card(about: &About) -> AnyView {
    let whom = &about.whom;
    let what = collection(whom.of).map_or(String::new(), |of| crate::i18n::label(&format!("collection.{}", of.name)));
    let what = if whom.about.is_empty() { what } else { format!("{what} · {}", whom.about) };
    let name = super::menu::name_of(whom);
    let last = match &about.last {
        Some((at, said)) => {
            let when = tf(&words::LAST, &[("when", &format::instant(*at as f64))]);
            let said = model::mention::plain(said);
            if said.is_empty() { when } else { format!("{when} · {said}") }
        }
        None => t(&words::NEVER).to_owned(),
    };
    let (of, id) = (whom.of, whom.id);
    let answer = move |_| begin(of, id);
    let href = address(of, id).unwrap_or_default();
    view! {
        <li class="call-card">
            <h2><a href=href>{name}</a></h2>
            <p class="muted">{what}</p>
            <p>{last}</p>
            {reach::links(about)}
            <div class="button-row">
                <button type="button" class="button primary" on:click=answer>
                    <Icon of=Glyph::Call />
                    {t(&words::LOG_CALL)}
                </button>
            </div>
        </li>
    }
    .into_any()
}

/// Nobody has the number: it becomes a lead or a customer in one step.
fn nobody() -> AnyView {
    let name = Slot::new(String::new());
    let title = tf(&words::NOBODY, &[("number", &NUMBER.get_untracked())]);
    let new = move |msg: &'static Msg, of: CollectionId| {
        let class = if of == lead::ID { "button primary" } else { "button" };
        button(class, msg, move || add(of, &name.get_untracked()))
    };
    view! {
        <p role="status"><strong>{title}</strong></p>
        <EmptyState title=t(&words::NEW_CALLER) text=erase::text(|| t(&words::NOBODY_TEXT).to_owned())>
            <input class="input" type="text" autocomplete="off" aria-label=t(&words::NAME) placeholder=t(&words::NAME)
                prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event)) />
            {new(&words::NEW_LEAD, lead::ID)}
            {new(&words::NEW_CUSTOMER, customer::ID)}
        </EmptyState>
    }
    .into_any()
}

fn fields(of: CollectionId, name: &str) -> Vec<(FieldId, Value)> {
    let number = NUMBER.get_untracked();
    let name = if name.trim().is_empty() { number.clone() } else { name.trim().to_owned() };
    let option = |list: &model::options::OptionList, name| list.id(name).map_or(Value::Empty, Value::Option);
    let owner = me().map_or(Value::Empty, Value::Reference);
    let all = match of {
        lead::ID => vec![
            (lead::NAME.id, Value::Text(name)),
            (lead::MOBILE.id, Value::Text(number)),
            (lead::STATUS.id, option(&LEAD_STATUS, "new")),
            (lead::SOURCE.id, option(&SOURCE, "phone")),
            (lead::OWNER.id, owner),
        ],
        _ => vec![
            (customer::NAME.id, Value::Text(name)),
            (customer::PHONE.id, Value::Text(number)),
            (customer::SOURCE.id, option(&SOURCE, "phone")),
            (customer::OWNER.id, owner),
        ],
    };
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

fn add(of: CollectionId, name: &str) {
    let request = Request::Create { collection: of, fields: fields(of, name) };
    erase::spawn(async move {
        match data::send(request).await {
            Ok(reply) => {
                data::done(&reply);
                if let Reply::Created { id, .. } = reply {
                    begin(of, id);
                }
            }
            Err(error) => toast::problem(failure(&error)),
        }
    });
}

fn begin(of: CollectionId, id: RecordId) {
    log::open(Wanted { kind: Some("call"), inbound: true, ..Wanted::with(of, id) });
}
