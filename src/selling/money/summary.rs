//! The figures above the lists: what is overdue, due, received, outstanding; and how old what is overdue has become.

use super::{Desk, words};
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::ui::erase;
use leptos::prelude::*;
use model::Money;
use protocol::money::DueTotals;

pub(super) fn summary(desk: Desk) -> AnyView {
    erase::view(move || {
        let totals = desk.with(|due| due.totals.clone()).unwrap_or_default();
        totals.iter().map(one).collect::<Vec<_>>().into_any()
    })
    .into_any()
}

/// The figures of one currency.
fn one(total: &DueTotals) -> AnyView {
    let money = |minor| format::money(Money { minor, currency: total.currency });
    let overdue_count: u32 = total.ages.iter().map(|age| age.1).sum();
    let count = tf(&words::INSTALMENTS, &[("n", &format::integer(overdue_count.into()))]);
    let planned = match total.planned {
        0 => t(&words::NONE_PLANNED).to_owned(),
        planned => tf(&words::OF_PLANNED, &[("amount", &money(planned))]),
    };
    let credit = match total.credit {
        0 => String::new(),
        credit => tf(&words::ACCOUNT_CREDIT, &[("amount", &money(credit))]),
    };
    // Each leads to what it is the sum of.
    let figure = |name: &'static Msg, amount: String, about: String, href: &'static str, mark: Option<&'static str>| {
        view! {
            <div class="money-figure" data-mark=mark>
                <dt>{t(name)}</dt>
                <dd>
                    <a class="money-amount group-link" href=href>{amount}</a>
                    <span class="note">{about}</span>
                </dd>
            </div>
        }
        .into_any()
    };
    let late = (total.overdue > 0).then_some("bad");
    let ages = (total.overdue > 0).then(|| ages(total));
    view! {
        <section aria-label=format!("{} {}", t(&words::SUMMARY), total.currency.code())>
            <dl class="money-figures">
                {figure(&words::OVERDUE, money(total.overdue), count, "money?show=overdue", late)}
                {figure(&words::THIS_WEEK, money(total.week), String::new(), "money?show=week", None)}
                {figure(&words::RECEIVED, money(total.received), planned, "money?show=received", None)}
                {figure(&words::OUTSTANDING, money(total.outstanding), credit, "money?show=customers", None)}
            </dl>
            {ages}
        </section>
    }
    .into_any()
}

/// What is overdue by age, each with its share as a bar.
fn ages(total: &DueTotals) -> AnyView {
    let names = [&words::AGE_1, &words::AGE_2, &words::AGE_3, &words::AGE_4];
    let row = |((amount, count), name): (&(i64, u32), &'static Msg)| {
        let share = format::css_percent(*amount as f64 / total.overdue.max(1) as f64);
        let n = tf(&words::INSTALMENTS, &[("n", &format::integer(u64::from(*count)))]);
        view! {
            <tr>
                <th scope="row">{t(name)}</th>
                <td class="money-bar"><span class="money-bar-fill" style:width=share></span></td>
                <td class="num">{format::money(Money { minor: *amount, currency: total.currency })}</td>
                <td class="num note">{n}</td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = total.ages.iter().zip(names).map(row).collect();
    view! {
        <table class="table money-ages">
            <caption>{t(&words::AGES)}</caption>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
