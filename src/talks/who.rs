//! With whom: those talked with last are one tap away, all others a few letters.

use super::menu::{Menu, More, candidates, name_of};
use super::{about, words};
use crate::data;
use crate::i18n::{failure, t, tf};
use crate::selling::Asker;
use crate::state::{Derived, Slot};
use crate::ui::erase::{self, Told};
use crate::ui::field::chip;
use crate::ui::toast;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use model::CollectionId;
use model::schema::{contact, customer, lead, opportunity, product};
use protocol::{LeadsDeed, Reply, Request, Sealed, SellingDeed, Whom};
use std::sync::Arc;

/// Who can be talked with, or about what.
pub(super) const PEOPLE: &[CollectionId] = &[customer::ID, contact::ID, lead::ID, opportunity::ID];
/// Who can be visited.
pub const CUSTOMERS: &[CollectionId] = &[customer::ID];
/// What a text can speak of.
pub(super) const SPOKEN_OF: &[CollectionId] = &[customer::ID, contact::ID, lead::ID, opportunity::ID, product::ID];
/// Those talked with last that are shown before anything is typed.
const RECENT_SHOWN: usize = 6;

/// The input, or whom it holds. `set` is told of every choice. Where somebody new may be written down, `new` asks who does.
pub fn who(
    label: String,
    whom: Derived<Option<Whom>>,
    only: &'static [CollectionId],
    focus: bool,
    new: Option<Asker>,
    set: Told<Option<Whom>>,
) -> AnyView {
    let name = label.clone();
    let content = erase::view(move || match whom.get() {
        Some(whom) => {
            let set = set.clone();
            let about = whom.about.clone();
            view! { <span class="chips">{chip(&name_of(&whom), about, Arc::new(move || set(None)))}</span> }.into_any()
        }
        None => input(name.clone(), only, focus, new, set.clone()),
    });
    view! {
        <div class="form-row talk-who">
            <span>{label}</span>
            {content}
        </div>
    }
    .into_any()
}

/// Writes down what is typed as a lead, of whoever sits here, and takes it.
fn new_lead(text: Slot<String>, asked: Derived<Option<String>>, asker: Asker, set: Told<Option<Whom>>) -> More {
    let made = Slot::new(None);
    let known = about(Derived::new(move || made.get()));
    erase::effect(move || {
        if let Some(about) = known.get() {
            set(Some(about.whom));
        }
    });
    let said = Derived::new(move || {
        asked.with(|asked| asked.as_ref().map(|text| tf(&words::NEW_LEAD_NAMED, &[("text", text.trim())])))
    });
    let act = move || {
        let line = text.get_untracked();
        asker.ask(move |me| {
            let deed = SellingDeed::Leads(LeadsDeed::Capture { text: line.clone(), owner: Some(me) });
            erase::spawn(async move {
                match data::send(Request::Sell(Sealed::new(&deed))).await {
                    Ok(reply) => {
                        data::done(&reply);
                        if let Reply::Created { id, .. } = reply {
                            made.set(Some((lead::ID, id)));
                        }
                    }
                    Err(problem) => toast::problem(failure(&problem)),
                }
            });
        });
    };
    More { said, act: Arc::new(act) }
}

fn input(
    label: String,
    only: &'static [CollectionId],
    focus: bool,
    new: Option<Asker>,
    set: Told<Option<Whom>>,
) -> AnyView {
    let text = Slot::new(String::new());
    let open = Slot::new(false);
    let asked =
        Derived::new(move || text.with(|text| open.get().then(|| text.clone()).filter(|text| !text.trim().is_empty())));
    let chosen = set.clone();
    let choose: Told<Whom> = Arc::new(move |whom| {
        open.set(false);
        chosen(Some(whom));
    });
    let more = new.map(|asker| new_lead(text, asked, asker, set.clone()));
    let menu = Menu::new(candidates(asked, only), choose).with(more);
    let recent = candidates(Derived::new(|| Some(String::new())), only);
    let node = NodeRef::<html::Input>::new();
    if focus {
        erase::focus_once(move || node.get().map(Into::into));
    }
    let typed = menu.clone();
    let on_input = move |event| {
        text.set(event_target_value(&event));
        open.set(true);
        typed.rest();
    };
    let keys = menu.clone();
    let on_key = move |event: KeyboardEvent| {
        if keys.key(&event, true) {
            event.stop_propagation();
        } else if event.key() == "Escape" && asked.with_untracked(Option::is_some) {
            event.prevent_default();
            event.stop_propagation();
            open.set(false);
        }
    };
    let lately = erase::view(move || {
        let one = |whom: Whom| {
            let set = set.clone();
            let name = name_of(&whom);
            view! {
                <button type="button" class="button talk-recent" on:click=move |_| set(Some(whom.clone()))>{name}</button>
            }
            .into_any()
        };
        recent.get().into_iter().take(RECENT_SHOWN).map(one).collect::<Vec<_>>().into_any()
    });
    view! {
        <span class="combo">
            <input class="input" type="text" role="combobox" autocomplete="off" aria-autocomplete="list" aria-haspopup="listbox"
                aria-label=label.clone() aria-expanded=menu.expanded() aria-controls=menu.id() aria-activedescendant=menu.active()
                placeholder=t(&words::WHO_HINT) node_ref=node prop:value=move || text.get()
                on:input=on_input on:keydown=on_key on:blur=move |_| open.set(false) />
            {menu.view(label)}
        </span>
        <span class="talk-recents" role="group" aria-label=t(&words::RECENT)>{lately}</span>
    }
    .into_any()
}
