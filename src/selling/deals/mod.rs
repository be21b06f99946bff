//! Opportunities: board, forecast, funnel, and one of them beside.

mod board;
mod card;
mod deal;
mod desk;
mod drag;
mod ending;
mod forecast;
mod funnel;
mod large;
mod leaving;
mod lines;
mod pipelines;
mod place;
mod sheet;
mod words;

pub use desk::{Asked, ask, read, step};
pub use ending::question as ending_dialog;
pub use large::{banner as large_banner, count as count_large};

use crate::app::go;
use crate::commands::{Command, offer, offer_said};
use crate::data;
use crate::format;
use crate::forms::Spec;
use crate::i18n::{Msg, t, tf};
use crate::parts;
use crate::state::Derived;
use crate::ui::{Dialog, EmptyState, Glyph, Icon, Skeleton, button, erase};
use desk::Desk;
use leptos::prelude::*;
use model::schema::opportunity;
use place::{Place, View};
use std::sync::Arc;

/// The page.
#[component]
pub fn DealsPage() -> impl IntoView {
    let place = Place::now();
    let desk = Desk::new(place);
    begin_where_needed(desk);
    offer(Command {
        id: "new-opportunity",
        name: t(&words::NEW).to_owned(),
        also: words::NEW.0.replace('\0', " "),
        keys: &[],
        icon: Glyph::Plus,
        run: Arc::new(move || desk.add(Vec::new())),
    });
    offer_said("this-month", &words::THIS_MONTH, "benyue by", Glyph::Filter, move || {
        go(&this_month(place.get_untracked()))
    });
    let open = Derived::new(move || place.with(|place| place.id.is_some()));
    let beside = erase::maybe(move || open.get().then(|| deal::panel(desk)));
    #[derive(Clone, Copy, PartialEq)]
    enum Shown {
        Waiting,
        Empty,
        View(View),
    }
    let shown = Derived::new(move || match desk.board(|board| board.everywhere) {
        None => Shown::Waiting,
        Some(0) if desk.board(|board| board.pipelines.is_empty()) == Some(true) => Shown::Empty,
        Some(_) => Shown::View(place.with(|place| place.view)),
    });
    let content = erase::view(move || match shown.get() {
        Shown::Waiting => view! { <Skeleton lines=8 /> }.into_any(),
        Shown::Empty => empty(desk),
        Shown::View(View::Board) => board::board(desk),
        Shown::View(View::Forecast) => forecast::forecast(desk),
        Shown::View(View::Funnel) => funnel::funnel(desk),
    });
    view! {
        <div class="customers deals" class:open=move || open.get() class:room=move || open.get()>
            <section class="customers-list deals-list" aria-label=t(&words::TITLE)>
                <header class="page-head">
                    <h1>{t(&words::TITLE)}</h1>
                    {count(desk)}
                    <div class="deals-end">
                        {pipelines::tools(desk)}
                        <button type="button" class="button primary" on:click=move |_| desk.add(Vec::new())>
                            <Icon of=Glyph::Plus />
                            <span>{t(&words::NEW)}</span>
                        </button>
                    </div>
                </header>
                {bar(desk)}
                {large::banner()}
                {content}
            </section>
            {beside}
        </div>
        {form(desk)}
        {ending::dialog(desk)}
    }
    .into_any()
}

/// Opportunities that came without a pipeline, by import say, get one: they stand nowhere else.
fn begin_where_needed(desk: Desk) {
    let mut begun = false;
    erase::effect(move || {
        let needed = desk.board(|board| board.pipelines.is_empty() && board.everywhere > 0) == Some(true);
        if needed && !begun {
            begun = true;
            data::act(desk::begin());
        }
    });
}

fn empty(desk: Desk) -> AnyView {
    let text = erase::text(|| t(&words::EMPTY_TEXT).to_owned());
    view! {
        <EmptyState title=t(&words::EMPTY_TITLE) text=text>
            {button("button primary", &words::NEW, move || desk.add(Vec::new()))}
        </EmptyState>
    }
    .into_any()
}

fn count(desk: Desk) -> AnyView {
    let text = erase::text(move || {
        let n = desk.board(|board| board.columns.iter().map(|column| column.count).sum::<u32>());
        n.map_or(String::new(), |n| tf(&words::COUNT, &[("n", &format::integer(n.into()))]))
    });
    view! { <span class="count muted" role="status">{text}</span> }.into_any()
}

/// Where this month's are shown alone, or those of all months again.
fn this_month(place: Place) -> String {
    Place { id: None, this_month: !place.this_month, ..place }.url()
}

/// Views, whose, when.
fn bar(desk: Desk) -> AnyView {
    let views = erase::view(move || {
        let list = Place { id: None, ..desk.place.get() };
        let tab = |view: View, name: &'static Msg| {
            let current = (list.view == view).then_some("page");
            view! { <a class="tab" href=Place { view, ..list }.url() aria-current=current>{t(name)}</a> }.into_any()
        };
        view! {
            <nav class="tabs" aria-label=t(&words::VIEWS)>
                {tab(View::Board, &words::BOARD)}
                <a class="tab" href="records?of=opportunity">{t(&words::TABLE)}</a>
                {tab(View::Forecast, &words::FORECAST)}
                {tab(View::Funnel, &words::FUNNEL)}
            </nav>
        }
        .into_any()
    });
    let month = erase::view(move || {
        let place = desk.place.get();
        let (class, current) = if place.this_month { ("chip on", Some("true")) } else { ("chip", None) };
        let to = this_month(place);
        view! { <a class=class href=to aria-current=current>{t(&words::THIS_MONTH)}</a> }.into_any()
    });
    view! {
        <div class="filters deals-bar">
            {views}
            <div class="deals-whose">{desk.whose.view()} {month}</div>
        </div>
    }
    .into_any()
}

/// The form for a new opportunity.
fn form(desk: Desk) -> AnyView {
    let added = move |id| go(&Place { id: Some(id), ..desk.place.get_untracked() }.url());
    let spec = Spec {
        of: &opportunity::COLLECTION,
        given: Arc::new(move || desk.given.get_untracked()),
        near: Arc::new(|| None),
        added: Arc::new(added),
        open: desk.adding,
    };
    view! { <Dialog open=desk.adding title=t(&words::NEW)>{parts::form(spec.clone())}</Dialog> }.into_any()
}
