//! The lists: what is overdue, what comes, what has no day, and who owes.

use super::pay::Pay;
use super::{Desk, Which, due_text, words};
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::ui::erase;
use leptos::prelude::*;
use model::{Day, Money, RecordId};
use protocol::money::{Debtor, DueList, DueRow};

pub(super) fn list(desk: Desk, which: Which) -> AnyView {
    erase::view(move || {
        let drawn = desk.with(|due| match which {
            Which::Overdue => owed(desk, &due.overdue, which, due.today, &words::NONE_OVERDUE),
            Which::Week => owed(desk, &due.week, which, due.today, &words::NONE_WEEK),
            Which::Received => owed(desk, &due.received, which, due.today, &words::NONE_RECEIVED),
            Which::Upcoming => owed(desk, &due.upcoming, which, due.today, &words::NONE_UPCOMING),
            Which::Undated => owed(desk, &due.undated, which, due.today, &words::NONE_UNDATED),
            Which::Customers => debtors(desk, &due.customers, due.debtors),
        });
        drawn.unwrap_or_else(erase::nothing)
    })
    .into_any()
}

fn nothing(words: &'static Msg) -> AnyView {
    view! { <p class="note">{t(words)}</p> }.into_any()
}

/// The way to those that are not shown.
fn more(desk: Desk, shown: usize, all: u32) -> Option<AnyView> {
    crate::ui::more(shown, all, move || desk.rows.update(|rows| *rows += super::ROWS))
}

fn owed(desk: Desk, list: &DueList, which: Which, today: Day, none: &'static Msg) -> AnyView {
    if list.rows.is_empty() {
        return nothing(none);
    }
    let came = which == Which::Received;
    let day = match which {
        Which::Undated => &words::ORDERED,
        Which::Received => &words::CAME,
        _ => &words::DUE,
    };
    let amount = if came { &words::RECEIVED } else { &words::OPEN_AMOUNT };
    let acts = (!came)
        .then(|| view! { <th scope="col"><span class="visually-hidden">{t(&words::ACTIONS)}</span></th> }.into_any());
    let rows: Vec<AnyView> = list.rows.iter().map(|one| row(desk, one, which, today)).collect();
    view! {
        <table class="table due-table" aria-label=t(which.words())>
            <thead>
                <tr>
                    <th scope="col">{t(&words::CUSTOMER)}</th>
                    <th scope="col">{t(&words::ORDER)}</th>
                    <th scope="col">{t(day)}</th>
                    <th class="num" scope="col">{t(amount)}</th>
                    {acts}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {more(desk, list.rows.len(), list.count)}
    }
    .into_any()
}

fn row(desk: Desk, one: &DueRow, which: Which, today: Day) -> AnyView {
    let customer = one.customer.as_ref().map(|(id, name)| link("customers?id", *id, name));
    let part = one.instalment.filter(|(_, all)| *all > 1).map(|(n, all)| {
        let text = tf(&words::PART, &[("n", &n.to_string()), ("all", &all.to_string())]);
        view! { <span class="note">{text}</span> }.into_any()
    });
    let day = one.day.map(|day| {
        let about = (![Which::Undated, Which::Received].contains(&which)).then(|| due_text(day, today));
        let about = about.map(|about| {
            let mark = (which == Which::Overdue).then_some("bad");
            view! { <span class="due-days" data-mark=mark>{about}</span> }.into_any()
        });
        view! { {format::day(day)} " " {about} }.into_any()
    });
    let of = (one.amount != one.remaining).then(|| {
        let text = tf(&words::OF_AMOUNT, &[("amount", &format::money(one.amount))]);
        view! { <span class="note">{text}</span> }.into_any()
    });
    let acts = (which != Which::Received).then(|| acts(desk, one));
    view! {
        <tr>
            <th scope="row">{customer}</th>
            <td>{link("records?of=order&id", one.order.0, &one.order.1)} " " {part}</td>
            <td>{day}</td>
            <td class="num">{format::money(one.remaining)} " " {of}</td>
            {acts}
        </tr>
    }
    .into_any()
}

/// What can be done about what is owed.
fn acts(desk: Desk, one: &DueRow) -> AnyView {
    let what = format!("{} {}", one.order.1, format::money(one.remaining));
    let pay = Pay { order: one.order.0, plan: one.plan, amount: Some(one.remaining), back: false };
    let to_remind = one.clone();
    let open_pay = move |_| {
        desk.pay.set(Some(pay));
        desk.paying.set(true);
    };
    let open_remind = move |_| {
        desk.remind.set(Some(to_remind.clone()));
        desk.reminding.set(true);
    };
    view! {
        <td class="due-acts">
            <button type="button" class="button" aria-label=tf(&words::PAY_FOR, &[("what", &what)]) on:click=open_pay>
                {t(&words::PAY)}
            </button>
            <button type="button" class="button quiet" aria-label=tf(&words::REMIND_FOR, &[("what", &what)])
                on:click=open_remind>
                {t(&words::REMIND)}
            </button>
        </td>
    }
    .into_any()
}

fn link(path: &str, id: RecordId, name: &str) -> AnyView {
    let name = if name.is_empty() { "—".to_owned() } else { name.to_owned() };
    view! { <a href=format!("{path}={id}")>{name}</a> }.into_any()
}

fn debtors(desk: Desk, rows: &[Debtor], all: u32) -> AnyView {
    if rows.is_empty() {
        return nothing(&words::NOTHING_DUE);
    }
    let amounts = |amounts: &[Money]| amounts.iter().map(|money| format::money(*money)).collect::<Vec<_>>().join(" + ");
    let row = |one: &Debtor| {
        let orders = tf(&words::ORDERS_N, &[("n", &format::integer(one.orders.into()))]);
        let late = (one.days_late > 0).then(|| tf(&words::LATE, &[("n", &format::integer(one.days_late.into()))]));
        let credit = (!one.credit.is_empty()).then(|| {
            let text = tf(&words::ACCOUNT_CREDIT, &[("amount", &amounts(&one.credit))]);
            view! { <span class="note">{text}</span> }.into_any()
        });
        let mark = late.is_some().then_some("bad");
        view! {
            <tr>
                <th scope="row">{link("customers?id", one.customer.0, &one.customer.1)}</th>
                <td><span class="note">{orders}</span></td>
                <td><span class="due-days" data-mark=mark>{late}</span></td>
                <td class="num">{amounts(&one.overdue)}</td>
                <td class="num">{amounts(&one.outstanding)} " " {credit}</td>
            </tr>
        }
        .into_any()
    };
    let drawn: Vec<AnyView> = rows.iter().map(row).collect();
    view! {
        <table class="table due-table debtors" aria-label=t(&words::BY_CUSTOMER)>
            <thead>
                <tr>
                    <th scope="col">{t(&words::CUSTOMER)}</th>
                    <th scope="col">{t(&words::ORDER)}</th>
                    <th scope="col">{t(&words::OLDEST)}</th>
                    <th class="num" scope="col">{t(&words::OVERDUE)}</th>
                    <th class="num" scope="col">{t(&words::OUTSTANDING)}</th>
                </tr>
            </thead>
            <tbody>{drawn}</tbody>
        </table>
        {more(desk, rows.len(), all)}
    }
    .into_any()
}
