//! Leads and the public pool.

mod ask;
mod capture;
mod convert;
mod duplicates;
mod figures;
mod head;
mod idle;
mod one;
mod tab;
mod words;

use crate::app::go;
use crate::commands::offer_said;
use crate::format;
use crate::i18n::{t, tf};
use crate::lists::{self, Beside, Place, State};
use crate::records::{Around, finder, panel};
use crate::selling::{Asker, me};
use crate::state::{Derived, Slot};
use crate::ui::{EmptyState, Glyph, Skeleton, button, erase};
pub(super) use ask::{ask, read};
use head::Overview;
pub(super) use idle::return_idle;
use leptos::prelude::*;
use model::schema::lead;
use protocol::selling::leads::Whose;
use protocol::{LeadsAnswer, LeadsQuery};
use std::sync::Arc;
use tab::Standing;

/// The page.
#[component]
pub fn LeadsPage() -> impl IntoView {
    tab::follow_url();
    let place = Place::page(lead::ID);
    let search = RwSignal::new(String::new());
    let standing = Slot::new(Standing::Open);
    let answer = ask(|| Some(LeadsQuery::Overview { me: me(), whose: tab::tab() }));
    let overview: Overview = Derived::new(move || {
        read(answer, |answer| match answer {
            LeadsAnswer::Overview(overview) => Some(Arc::new((**overview).clone())),
            _ => None,
        })
    });
    let members = Derived::new(move || {
        overview.with(|overview| overview.as_ref().map(|overview| overview.members.clone())).unwrap_or_default()
    });
    let narrow = Derived::new(move || tab::rule(tab::tab(), standing.get(), me(), &members.get()));
    let list = State::narrowed(place, search, Some(narrow));
    lists::listen(list);
    offer_said("pool", &words::POOL, "gonghai gh", Glyph::Customers, || go("leads?tab=pool"));
    return_idle();
    let around = Around { before: one::before, below: one::below };
    let Beside { open, room, view } = lists::beside(place, move |place| panel(place, around));
    let into_pool = Derived::new(|| tab::tab() == Whose::Pool);
    view! {
        <div class="customers records leads" class:open=move || open.get() class:room=move || room.get()>
            <section class="customers-list" aria-label=t(&words::TITLE)>
                <header class="page-head">
                    <h1>{t(&words::TITLE)}</h1>
                    {count(list, overview)}
                    {head::who()}
                </header>
                {capture::capture(into_pool)}
                <div class="lead-bar">{head::tabs(overview)} {head::line(overview)}</div>
                {head::statuses(overview, standing)}
                {lists::bar(list, move || finder(search))}
                {content(list, overview, standing)}
            </section>
            {view}
        </div>
    }
    .into_any()
}

/// Whether there is any lead, once that is known.
fn any(overview: Overview) -> Option<bool> {
    overview.with(|overview| overview.as_ref().map(|overview| overview.total > 0))
}

fn count(list: State, overview: Overview) -> AnyView {
    let text = erase::text(move || {
        let answered = list.answered();
        let shown = list.rows.with(|rows| rows.total);
        let all = overview.with(|overview| overview.as_ref().map(|overview| overview.total));
        match all {
            Some(all) if answered => {
                let n = |n: u32| format::integer(n.into());
                tf(&words::COUNT, &[("n", &n(shown)), ("all", &n(all))])
            }
            _ => String::new(),
        }
    });
    view! { <span class="count muted" role="status">{text}</span> }.into_any()
}

fn content(list: State, overview: Overview, standing: Slot<Standing>) -> AnyView {
    #[derive(Clone, Copy, PartialEq)]
    enum Shown {
        Bones,
        Empty,
        NoMe,
        NoMatch,
        List,
    }
    let shown = Derived::new(move || {
        let total = list.rows.with(|rows| rows.total);
        match (list.answered(), any(overview)) {
            (false, _) | (_, None) => Shown::Bones,
            (_, Some(false)) => Shown::Empty,
            _ if total > 0 => Shown::List,
            _ if me().is_none() && matches!(tab::tab(), Whose::Mine | Whose::Team) => Shown::NoMe,
            _ => Shown::NoMatch,
        }
    });
    let asker = Asker::new();
    let below = erase::view(move || match shown.get() {
        Shown::Bones => view! { <Skeleton lines=8 /> }.into_any(),
        Shown::List => lists::grid(list),
        Shown::Empty => view! {
            <EmptyState title=t(&words::EMPTY) text=erase::text(|| t(&words::EMPTY_TEXT).to_owned())>
                <a class="button" href="import">{t(&words::IMPORT)}</a>
            </EmptyState>
        }
        .into_any(),
        Shown::NoMe => view! {
            <EmptyState title=t(&words::WHO) text=erase::text(|| t(&words::NO_ME).to_owned())>
                {button("button primary", &words::WHO, move || asker.ask(|_| ()))}
            </EmptyState>
        }
        .into_any(),
        Shown::NoMatch => nothing(list, standing),
    });
    view! {
        {below}
        {asker.dialog()}
    }
    .into_any()
}

fn nothing(list: State, standing: Slot<Standing>) -> AnyView {
    let text = erase::text(move || {
        let pool = tab::tab() == Whose::Pool && standing.get() == Standing::Open;
        t(if pool { &words::POOL_EMPTY_TEXT } else { &words::NONE_TEXT }).to_owned()
    });
    let all = move || {
        standing.set(Standing::Any);
        lists::clear(list);
        go("leads?tab=all");
    };
    view! {
        <EmptyState title=t(&words::NONE_HERE) text=text>
            {button("button", &words::SHOW_ALL, all)}
            {lists::search_all(list)}
        </EmptyState>
    }
    .into_any()
}
