//! Above the list: the tabs, the statuses with their counts, and what the figures say.

use super::tab::{self, Standing, TABS};
use super::{figures, words};
use crate::format;
use crate::i18n::{t, tf};
use crate::selling::{Asker, me, people};
use crate::state::{Derived, Slot};
use crate::ui::{Dialog, button, erase};
use leptos::prelude::*;
use model::options::LEAD_STATUS;
use protocol::selling::leads::{LeadsOverview, SourceFigure, Whose};
use std::sync::Arc;

pub(super) type Overview = Derived<Option<Arc<LeadsOverview>>>;

/// One tab each for mine, my team's, all, and the pool.
pub(super) fn tabs(overview: Overview) -> AnyView {
    let one = move |(whose, name): (Whose, &'static str)| {
        let current = erase::attribute(move || (tab::tab() == whose).then(|| "page".to_owned()));
        let count = erase::text(move || {
            overview
                .with(|overview| overview.as_ref().map(|overview| in_tab(overview, whose)))
                .map_or(String::new(), |n| format::integer(n.into()))
        });
        view! {
            <a class="tab" href=format!("leads?tab={name}") aria-current=current>
                {t(words::tab(whose))} " " <span class="muted num">{count}</span>
            </a>
        }
        .into_any()
    };
    view! {
        <div class="filters lead-tabs">
            <nav class="tabs" aria-label=t(&words::TABS)>{Vec::from(TABS.map(one))}</nav>
        </div>
    }
    .into_any()
}

fn in_tab(overview: &LeadsOverview, whose: Whose) -> u32 {
    match whose {
        Whose::Mine => overview.mine,
        Whose::Team => overview.team,
        Whose::All => overview.open,
        Whose::Pool => overview.pool,
    }
}

/// The statuses with how many leads each has: a funnel to be clicked.
pub(super) fn statuses(overview: Overview, standing: Slot<Standing>) -> AnyView {
    let one = move |which: Standing| {
        let pressed = erase::text(move || (standing.get() == which).to_string());
        let name = erase::text(move || tab::name(which));
        let count = erase::text(move || {
            let count = overview.with(|overview| overview.as_ref().map(|overview| tab::count(overview, which)));
            count.map_or(String::new(), |n| format::integer(n.into()))
        });
        view! {
            <button type="button" class="lead-status" aria-pressed=pressed on:click=move |_| standing.set(which)>
                {name} " " <span class="num">{count}</span>
            </button>
        }
        .into_any()
    };
    let all = [Standing::Open].into_iter().chain(LEAD_STATUS.values.iter().map(|value| Standing::Is(value.id)));
    let all: Vec<AnyView> = all.chain([Standing::Any]).map(one).collect();
    view! { <div class="lead-statuses" role="group" aria-label=t(&words::STATUSES)>{all}</div> }.into_any()
}

/// What the figures say in a line, and the way to more of them.
pub(super) fn line(overview: Overview) -> AnyView {
    let open = RwSignal::new(false);
    let said = erase::text(move || {
        overview.with(|overview| overview.as_ref().map(|overview| sentence(overview))).unwrap_or_default()
    });
    let due = erase::maybe(move || {
        let n = overview.with(|overview| overview.as_ref().map(|overview| overview.due)).filter(|n| *n > 0)?;
        Some(view! { <a href="today">{tf(&words::DUE, &[("n", &format::integer(n.into()))])}</a> }.into_any())
    });
    view! {
        <p class="lead-note note">
            {due}
            <span>{said}</span>
            {button("button quiet tool", &words::FIGURES, move || open.set(true))}
        </p>
        <Dialog open=open title=t(&words::FIGURES)>{figures::content(overview)}</Dialog>
    }
    .into_any()
}

fn sentence(overview: &LeadsOverview) -> String {
    let n = |n: u32| format::integer(n.into());
    let sum = |of: fn(&SourceFigure) -> u32| overview.sources.iter().map(of).sum::<u32>();
    let (all, converted) = (sum(|figure| figure.leads), sum(|figure| figure.converted));
    let share = (all > 0).then(|| format::percent(f64::from(converted) / f64::from(all), 0));
    let parts = [
        share.map(|share| tf(&words::CONVERTED, &[("share", &share)])),
        (overview.soon > 0).then(|| tf(&words::SOON, &[("n", &n(overview.soon))])),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Who sits here, or the question.
pub(super) fn who() -> AnyView {
    let (asker, people) = (Asker::new(), people());
    let name = erase::text(move || {
        let me = me();
        let name = people.with(|people| {
            let person = people.iter().flat_map(|people| &people.people).find(|person| Some(person.id) == me);
            person.map(|person| person.name.clone())
        });
        name.map_or_else(|| t(&words::WHO).to_owned(), |name| tf(&words::IAM, &[("name", &name)]))
    });
    let act = move |_| match untrack(me) {
        Some(_) => crate::app::go("team"),
        None => asker.ask(|_| ()),
    };
    view! {
        <button type="button" class="button quiet lead-who" on:click=act>{name}</button>
        {asker.dialog()}
    }
    .into_any()
}
