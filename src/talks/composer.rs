//! One dialog for every conversation: with whom, what kind, a sentence. Everything else has a sensible value already.

use super::form::{Form, empty, has_direction, takes_time};
use super::who::{PEOPLE, who};
use super::{about, adder, text, words};
use crate::fields;
use crate::i18n::{Msg, t};
use crate::selling::Asker;
use crate::shell::log::{Wanted, wanted};
use crate::state::{Derived, Slot};
use crate::ui::erase::{self, Told};
use crate::ui::field::{Changed, Editor, MomentInput, draft_note, editor, local_text, moment_input, today};
use crate::ui::{Dialog, Icon, button, media};
use js_sys::Date;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use model::options::ACTIVITY_KIND;
use model::schema::{ALL, customer, lead, opportunity};
use model::{CollectionId, Day, Kind, RecordId, Value};
use protocol::{NewFile, TalkDraft, Whom};
use std::sync::Arc;

/// The composer: there from the first wish on, open while something is wanted.
pub fn composer() -> AnyView {
    let open = RwSignal::new(wanted().with_untracked(Option::is_some));
    erase::effect(move || open.set(wanted().with(Option::is_some)));
    erase::effect(move || {
        if !open.get() && wanted().with_untracked(Option::is_some) {
            wanted().set(None);
        }
    });
    view! {
        <Dialog open=open title=t(&words::LOG_TITLE)>
            {wanted().get_untracked().map(content)}
        </Dialog>
    }
    .into_any()
}

/// Whoever is on the page.
fn here() -> Option<(CollectionId, RecordId)> {
    let location = window().location();
    let (path, query) = (location.pathname().ok()?, location.search().ok()?);
    let value = |key: &str| {
        let mut pairs = query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(known, _)| *known == key).map(|(_, value)| value)
    };
    let of = match path.rsplit('/').next()? {
        "customers" => customer::ID,
        "leads" => lead::ID,
        "deals" => opportunity::ID,
        "records" => ALL.iter().find(|known| Some(known.name) == value("of"))?.id,
        _ => return None,
    };
    let id: RecordId = value("id")?.parse().ok()?;
    PEOPLE.contains(&of).then_some((of, id))
}

fn content(wanted: Wanted) -> AnyView {
    let with = wanted.with.or_else(here);
    let key = with.map_or_else(|| "talk".to_owned(), |(_, id)| format!("talk/{id}"));
    let first = empty(wanted.kind.unwrap_or("call"), wanted.inbound);
    let first = TalkDraft { text: wanted.text.clone(), ..first };
    let form = Form::new(first.clone(), key.clone());
    let known = about(Derived::new(move || with));
    let mut placed = false;
    erase::effect(move || {
        // Once: who takes them out means somebody else.
        if let Some(about) = known.get().filter(|_| !placed) {
            placed = true;
            if form.draft.with_untracked(|draft| draft.whom.is_none()) {
                form.draft.update(|draft| draft.whom = Some(about.whom));
            }
        }
    });
    let restore = move |bytes: Option<Vec<u8>>| {
        let now = match bytes {
            None => Some(first.clone()),
            Some(bytes) => protocol::decode::<TalkDraft>(&bytes).ok(),
        };
        let Some(now) = now else { return false };
        let whom = form.draft.with_untracked(|draft| draft.whom.clone());
        form.no_moment.set(false);
        form.draft.set(TalkDraft { whom: now.whom.clone().or(whom), ..now });
        form.drawn.update(|drawn| *drawn += 1);
        true
    };
    let touched = Arc::new(move || form.touched.try_get_untracked() != Some(false));
    let note = draft_note(key, touched, Arc::new(restore));
    if !wanted.text.is_empty() {
        // It was a draft of the note until now. What was written here before is asked for first, so that it is not what comes back.
        form.change(|_| ());
    }
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !event.is_composing() {
            event.prevent_default();
            form.save();
        }
    };
    let whom = Derived::new(move || form.draft.with(|draft| draft.whom.clone()));
    let set: Told<Option<Whom>> = Arc::new(move |whom| form.change(|draft| draft.whom = whom));
    let trouble = erase::maybe(move || {
        form.trouble.get().map(|text| view! { <p class="form-trouble" role="alert">{text}</p> }.into_any())
    });
    let busy = erase::flag(move || form.saving.get() || form.coming.get() > 0);
    let wide = media::wide();
    let asker = Asker::new();
    view! {
        <form class="form-fields talk-form" novalidate on:keydown=on_key on:submit=move |event| {
            event.prevent_default();
            form.save();
        }>
            {note}
            {kinds(form)}
            // A keyboard that comes up at once would hide those who are one tap away.
            {who(t(&words::WHO).to_owned(), whom, PEOPLE, wide && with.is_none(), Some(asker), set)}
            {text::text(form, wide && with.is_some())}
            {line(form, &words::OUTCOME, None, |draft| &mut draft.outcome)}
            {details(form)}
            {next(form)}
            {files(form)}
            {trouble}
            <div class="form-end talk-end">
                {button("button quiet", &words::CANCEL, || crate::shell::log::wanted().set(None))}
                <button type="submit" class="button primary" disabled=busy>{t(&words::SAVE)}</button>
            </div>
        </form>
        {asker.dialog()}
    }
    .into_any()
}

fn kinds(form: Form) -> AnyView {
    // In the order in which they happen.
    let order = ["call", "visit", "meeting", "email", "message", "note"];
    let place = |id| order.iter().position(|name| ACTIVITY_KIND.id(name) == Some(id)).unwrap_or(order.len());
    let mut choices = fields::choices(&ACTIVITY_KIND);
    choices.sort_by_key(|choice| place(choice.id));
    let one = |choice: fields::Choice| {
        let id = choice.id;
        let pressed = erase::text(move || (form.draft.with(|draft| draft.kind == id)).to_string());
        view! {
            <button type="button" aria-pressed=pressed on:click=move |_| form.change(|draft| draft.kind = id)>
                <Icon of=super::section::icon(Some(id)) />
                <span>{choice.label}</span>
            </button>
        }
        .into_any()
    };
    let all: Vec<AnyView> = choices.into_iter().map(one).collect();
    view! { <div class="talk-kinds" role="group" aria-label=t(&words::KIND)>{all}</div> }.into_any()
}

/// A line of text.
fn line(
    form: Form,
    name: &'static Msg,
    hint: Option<&'static Msg>,
    field: fn(&mut TalkDraft) -> &mut String,
) -> AnyView {
    let value = erase::text(move || {
        let mut draft = form.draft.get();
        std::mem::take(field(&mut draft))
    });
    let on_input = move |event| {
        let now = event_target_value(&event);
        form.change(|draft| *field(draft) = now);
    };
    view! {
        <label class="form-row">
            <span>{t(name)}</span>
            <input class="input" type="text" autocomplete="off" placeholder=hint.map(t) prop:value=value on:input=on_input />
        </label>
    }
    .into_any()
}

fn details(form: Form) -> AnyView {
    let directed = Derived::new(move || form.draft.with(has_direction));
    let timed = Derived::new(move || form.draft.with(takes_time));
    let way = move |inbound: bool, name: &'static Msg| {
        let pressed = erase::text(move || (form.draft.with(|draft| draft.inbound == inbound)).to_string());
        view! {
            <button type="button" aria-pressed=pressed on:click=move |_| form.change(|draft| draft.inbound = inbound)>
                {t(name)}
            </button>
        }
        .into_any()
    };
    let direction = erase::maybe(move || {
        directed.get().then(|| {
            view! {
                <div class="form-row">
                    <span>{t(&words::DIRECTION)}</span>
                    <div class="switch" role="group" aria-label=t(&words::DIRECTION)>
                        {way(false, &words::OUTBOUND)}
                        {way(true, &words::INBOUND)}
                    </div>
                </div>
            }
            .into_any()
        })
    });
    let minutes = erase::maybe(move || {
        timed.get().then(|| {
            let value = erase::text(move || form.draft.with(|draft| draft.minutes.clone()));
            let on_input = move |event| {
                let now = event_target_value(&event);
                form.change(|draft| draft.minutes = now);
            };
            view! {
                <label class="form-row talk-minutes">
                    <span>{t(&words::MINUTES)}</span>
                    <input class="input" type="text" inputmode="decimal" autocomplete="off" prop:value=value on:input=on_input />
                </label>
            }
            .into_any()
        })
    });
    let now = || Date::now() as i64;
    let shown = RwSignal::new(String::new());
    erase::effect(move || {
        let at = form.draft.with(|draft| draft.at);
        // The parts that stand there stay while one of them is typed.
        if !form.no_moment.get_untracked() {
            shown.set(local_text(at.unwrap_or_else(now)));
        }
    });
    let typed: Changed = Arc::new(move |value: Value| {
        form.no_moment.set(matches!(value, Value::Text(_)));
        match value {
            Value::Instant(at) => form.change(|draft| draft.at = Some(at)),
            Value::Text(_) => form.change(|_| ()),
            // None is now.
            _ => form.change(|draft| draft.at = None),
        }
    });
    let at = moment_input(MomentInput {
        label: t(&words::WHEN).to_owned(),
        text: erase::text(move || shown.get()),
        invalid: Slot::new(false),
        focus: false,
        changed: typed,
    });
    view! {
        <div class="talk-details">
            {direction}
            <label class="form-row">
                <span>{t(&words::WHEN)}</span>
                {at}
            </label>
            {minutes}
        </div>
    }
    .into_any()
}

fn set_day(form: Form, day: Day) {
    form.change(|draft| draft.next_day = day.iso());
    form.drawn.update(|drawn| *drawn += 1);
}

fn next(form: Form) -> AnyView {
    let value = erase::text(move || form.draft.with(|draft| draft.next.clone()));
    let on_input = move |event| {
        let now = event_target_value(&event);
        // Most next steps are soon; a day can be chosen all the same.
        let begins = form.draft.with_untracked(|draft| draft.next.is_empty() && draft.next_day.is_empty());
        form.change(|draft| draft.next = now);
        if begins {
            set_day(form, Day(today().0 + 1));
        }
    };
    let quick =
        |name: &'static Msg, days: i32| button("button quiet", name, move || set_day(form, Day(today().0 + days)));
    let day = erase::view(move || {
        form.drawn.track();
        let changed = Arc::new(move |value: Value| {
            let text = match value {
                Value::Text(text) => text,
                Value::Day(day) => day.iso(),
                _ => String::new(),
            };
            form.change(|draft| draft.next_day = text);
        });
        editor(Editor {
            label: t(&words::NEXT_DAY).to_owned(),
            kind: Kind::Day,
            value: Value::Text(form.draft.with_untracked(|draft| draft.next_day.clone())),
            names: Vec::new(),
            changed,
            learned: None,
            near: None,
            focus: false,
            invalid: Slot::new(false),
        })
    });
    let time = erase::text(move || form.draft.with(|draft| draft.next_time.clone()));
    let on_time = move |event| {
        let now = event_target_value(&event);
        form.change(|draft| draft.next_time = now);
    };
    let open = Derived::new(move || form.draft.with(|draft| !draft.next.is_empty() || !draft.next_day.is_empty()));
    let when = erase::show(
        move || open.get(),
        move || {
            let (day, time) = (day.clone(), time.clone());
            view! {
                <div class="talk-next-when">
                    <div class="form-row">
                        <span>{t(&words::NEXT_DAY)}</span>
                        {day}
                    </div>
                    <label class="form-row">
                        <span>{t(&words::NEXT_TIME)}</span>
                        <input class="input" type="time" prop:value=time on:change=on_time />
                    </label>
                </div>
            }
            .into_any()
        },
    );
    view! {
        <div class="talk-next">
            <label class="form-row">
                <span>{t(&words::NEXT)}</span>
                <input class="input" type="text" autocomplete="off" placeholder=t(&words::NEXT_HINT) prop:value=value on:input=on_input />
            </label>
            <div class="talk-quick">
                {quick(&words::TOMORROW, 1)}
                {quick(&words::IN_THREE_DAYS, 3)}
                {quick(&words::NEXT_WEEK, 7)}
            </div>
            {when}
        </div>
    }
    .into_any()
}

fn files(form: Form) -> AnyView {
    let kept = Derived::new(move || form.draft.with(|draft| draft.files.clone()));
    let add: Told<NewFile> = Arc::new(move |file| form.change(|draft| draft.files.push(file)));
    let take_out: Told<usize> = Arc::new(move |at| {
        form.change(|draft| {
            if at < draft.files.len() {
                draft.files.remove(at);
            }
        });
    });
    adder(kept, form.size, form.coming, add, take_out)
}
