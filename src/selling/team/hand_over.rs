//! Everything of one user goes to another: what, by kind, and to whom.

use super::words;
use crate::format;
use crate::i18n::{t, tf};
use crate::selling::People;
use crate::state::Slot;
use crate::ui::erase;
use leptos::prelude::*;
use model::schema::{activity, check_in, target};
use model::{CollectionId, RecordId};
use protocol::{Sealed, SellingDeed, TeamDeed};

/// What tells who did it, and so stays theirs unless somebody wants otherwise.
const DONE_BY: [CollectionId; 3] = [activity::ID, check_in::ID, target::ID];

/// What a hand-over gives by itself, of what somebody owns.
pub(super) fn given(owned: &[(CollectionId, u32)]) -> impl Iterator<Item = (CollectionId, u32)> {
    owned.iter().copied().filter(|(of, _)| !DONE_BY.contains(of))
}

pub(super) fn form(people: People, from: Option<RecordId>, open: RwSignal<bool>) -> AnyView {
    let Some(from) = from else { return erase::nothing() };
    let all = people.get_untracked();
    let Some(person) = all.iter().flat_map(|all| &all.people).find(|person| person.id == from).cloned() else {
        return erase::nothing();
    };
    let chosen = Slot::new(given(&person.owned).map(|(of, _)| of).collect::<Vec<CollectionId>>());
    let to = Slot::new(None::<RecordId>);
    let trouble = Slot::new(None::<&'static str>);
    let check = move |(of, count): (CollectionId, u32)| {
        let on = erase::flag(move || chosen.with(|chosen| chosen.contains(&of)));
        let set = move |event: web_sys::Event| {
            let input: web_sys::HtmlInputElement = event_target(&event);
            chosen.update(|chosen| {
                chosen.retain(|other| *other != of);
                if input.checked() {
                    chosen.push(of);
                }
            });
        };
        let n = format::integer(count.into());
        view! {
            <label class="option">
                <input type="checkbox" prop:checked=on on:change=set />
                <span>{tf(&words::COUNTED, &[("what", &super::kind(of)), ("n", &n)])}</span>
            </label>
        }
        .into_any()
    };
    let checks: Vec<AnyView> = person.owned.iter().copied().map(check).collect();
    let others = all.iter().flat_map(|all| &all.people).filter(|other| other.id != from && other.active);
    let option = |id: RecordId, name: String| view! { <option value=id.to_string()>{name}</option> }.into_any();
    let options: Vec<AnyView> = others.map(|other| option(other.id, other.name.clone())).collect();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let of = chosen.get_untracked();
        match (to.get_untracked(), of.is_empty()) {
            (None, _) => trouble.set(Some(t(&words::NEEDS_TO))),
            (_, true) => trouble.set(Some(t(&words::NEEDS_KIND))),
            (to, false) => {
                let deed = SellingDeed::Team(TeamDeed::HandOver { from, to, of });
                super::done(open, protocol::Request::Sell(Sealed::new(&deed)));
            }
        }
    };
    let problem =
        erase::maybe(move || Some(view! { <p class="field-error" role="alert">{trouble.get()?}</p> }.into_any()));
    view! {
        <form class="form" on:submit=submit novalidate>
            <p class="strong">{tf(&words::HAND_OVER_OF, &[("name", &person.name)])}</p>
            <p class="muted">{t(&words::HAND_OVER_TEXT)}</p>
            <div class="team-kinds">{checks}</div>
            <label class="form-row">
                <span>{t(&words::TO)}</span>
                <select class="select" on:change:target=move |event| to.set(event.target().value().parse().ok())>
                    <option value="">"—"</option>
                    {options}
                </select>
            </label>
            {problem}
            <div class="form-end">
                <button type="submit" class="button primary">{t(&words::HAND_OVER)}</button>
            </div>
        </form>
    }
    .into_any()
}
