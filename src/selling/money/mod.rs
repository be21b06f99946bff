//! What is due and what is overdue; and what belongs to orders, customers and products where money is concerned.

mod account;
pub(super) mod ask;
mod in_use;
mod lists;
mod order;
pub(super) mod pay;
mod remind;
mod summary;
pub(super) mod words;

pub use account::account;
pub use in_use::in_use;
pub use order::{sections as order_sections, sheet as order_sheet};

use crate::app::go;
use crate::commands::offer_said;
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::selling::whose::{Choice, Whose};
use crate::state::{Derived, Slot};
use crate::ui::{EmptyState, Glyph, Skeleton, erase};
use ask::Asked;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::Day;
use pay::Pay;
use protocol::money::{Due, DueRow};
use protocol::{MoneyAnswer, MoneyQuery};

/// Under which name this browser remembers whose orders are shown.
const WHOSE: &str = "rapport.money.whose";
/// Rows of a list at first, and how many more at a time.
const ROWS: u32 = 100;

/// Which list of the page.
#[derive(Clone, Copy, PartialEq)]
enum Which {
    Overdue,
    Week,
    Upcoming,
    Undated,
    Customers,
    Received,
}

impl Which {
    const ALL: [Which; 6] =
        [Which::Overdue, Which::Week, Which::Upcoming, Which::Undated, Which::Customers, Which::Received];

    fn name(self) -> &'static str {
        match self {
            Which::Overdue => "overdue",
            Which::Week => "week",
            Which::Upcoming => "upcoming",
            Which::Undated => "undated",
            Which::Customers => "customers",
            Which::Received => "received",
        }
    }

    fn url(self) -> String {
        format!("money?show={}", self.name())
    }

    fn words(self) -> &'static Msg {
        match self {
            Which::Overdue => &words::OVERDUE,
            Which::Week => &words::THIS_WEEK,
            Which::Upcoming => &words::UPCOMING,
            Which::Undated => &words::UNDATED,
            Which::Customers => &words::BY_CUSTOMER,
            Which::Received => &words::RECEIVED,
        }
    }

    fn count(self, due: &Due) -> u32 {
        match self {
            Which::Overdue => due.overdue.count,
            Which::Week => due.week.count,
            Which::Upcoming => due.upcoming.count,
            Which::Undated => due.undated.count,
            Which::Customers => due.debtors,
            Which::Received => due.received.count,
        }
    }
}

/// What can be done from a row.
#[derive(Clone, Copy)]
struct Desk {
    told: Asked,
    /// How many rows of a list are asked for.
    rows: Slot<u32>,
    pay: Slot<Option<Pay>>,
    paying: RwSignal<bool>,
    remind: Slot<Option<DueRow>>,
    reminding: RwSignal<bool>,
}

impl Desk {
    /// Something of what is due; reactive.
    fn with<T>(self, f: impl FnOnce(&Due) -> T) -> Option<T> {
        ask::read(self.told, |answer| match answer {
            MoneyAnswer::Due(due) => Some(f(due)),
            _ => None,
        })
    }
}

/// The page.
#[component]
pub fn MoneyPage() -> impl IntoView {
    let whose = Choice::kept(WHOSE, Whose::Everybody);
    let rows = Slot::new(ROWS);
    let told = ask::ask(move || Some(MoneyQuery::Due { owners: whose.owners()?, limit: rows.get() }));
    let desk = Desk {
        told,
        rows,
        pay: Slot::new(None),
        paying: RwSignal::new(false),
        remind: Slot::new(None),
        reminding: RwSignal::new(false),
    };
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        Waiting,
        Empty,
        Nothing,
        Here,
    }
    let state = Derived::new(move || {
        let read = |due: &Due| match (due.has_orders, due.totals.is_empty()) {
            (false, _) => State::Empty,
            (true, true) => State::Nothing,
            _ => State::Here,
        };
        desk.with(read).unwrap_or(State::Waiting)
    });
    let show = |which: Which| move || go(&which.url());
    offer_said("overdue", Which::Overdue.words(), "yuqi yq", Glyph::Payment, show(Which::Overdue));
    offer_said("debtors", Which::Customers.words(), "kehu kh", Glyph::Customers, show(Which::Customers));
    let query = use_location().query;
    let which = Derived::new(move || {
        let named = query.with(|query| query.get_str("show").map(str::to_owned)).unwrap_or_default();
        Which::ALL.into_iter().find(|which| which.name() == named).unwrap_or(Which::Overdue)
    });
    let content = erase::view(move || match state.get() {
        State::Waiting => view! { <Skeleton lines=8 /> }.into_any(),
        State::Empty => empty(&words::NOTHING, &words::NOTHING_TEXT),
        State::Nothing => empty(&words::NOTHING_DUE, &words::NOTHING_DUE_TEXT),
        State::Here => view! {
            {summary::summary(desk)}
            {tabs(desk, which)}
            {erase::view(move || lists::list(desk, which.get()))}
        }
        .into_any(),
    });
    view! {
        <div class="page money-page">
            <header class="page-head">
                <h1>{t(&words::TITLE)}</h1>
                {whose.view()}
            </header>
            {content}
            {pay::dialog(desk.pay, desk.paying, false)}
            {remind::dialog(desk.remind, desk.reminding)}
        </div>
    }
    .into_any()
}

fn empty(title: &'static Msg, text: &'static Msg) -> AnyView {
    view! {
        <EmptyState title=t(title) text=erase::text(move || t(text).to_owned())>
            <a class="button primary" href="records?of=order">{t(&words::TO_ORDERS)}</a>
        </EmptyState>
    }
    .into_any()
}

fn tabs(desk: Desk, which: Derived<Which>) -> AnyView {
    let tab = move |of: Which| {
        let text = erase::text(move || {
            let n = desk.with(|due| of.count(due)).unwrap_or(0);
            format!("{} {}", t(of.words()), format::integer(n.into()))
        });
        let current = erase::attribute(move || (which.get() == of).then(|| "page".to_owned()));
        view! { <a class="tab" href=of.url() aria-current=current>{text}</a> }.into_any()
    };
    view! {
        <nav class="tabs money-tabs" aria-label=t(&words::LISTS)>{Vec::from(Which::ALL.map(tab))}</nav>
    }
    .into_any()
}

/// How far off a day is: "3 days late", "today", "in 5 days".
fn due_text(due: Day, today: Day) -> String {
    let n = |days: i32| format::integer(days.unsigned_abs().into());
    match due.0 - today.0 {
        0 => t(&words::DUE_TODAY).to_owned(),
        days if days < 0 => tf(&words::LATE, &[("n", &n(days))]),
        days => tf(&words::DUE_IN, &[("n", &n(days))]),
    }
}
