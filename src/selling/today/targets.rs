//! Targets that run today, and how they stand. They wait for nobody, so they do not count.

use super::{Page, words};
use crate::format;
use crate::i18n::{t, tf};
use crate::selling::reports::words::DERIVED;
use crate::selling::reports::{ask, read};
use crate::ui::erase;
use crate::ui::field::option_text;
use leptos::prelude::*;
use model::{Money, options};
use protocol::{ReportsAnswer, ReportsQuery, Standing};

/// The section.
pub(super) fn section(page: Page) -> AnyView {
    let whose = page.whose;
    let answer = ask(move || Some(ReportsQuery::Standing { owners: whose.owners()?, team: whose.is_team() }));
    erase::maybe(move || {
        let standing = read(answer, |answer| match answer {
            ReportsAnswer::Standing(standing) => Some(standing.clone()),
            _ => None,
        })?;
        let lines: Vec<AnyView> = standing.iter().map(line).collect();
        let n = lines.len();
        Some(super::section(&words::TARGETS, n as u32, n, "reports?tab=targets", lines))
    })
    .into_any()
}

fn line(standing: &Standing) -> AnyView {
    let amount = |number: i64| match standing.currency {
        Some(currency) => format::money_short(Money { minor: number, currency }),
        None => format::integer(number.unsigned_abs()),
    };
    let name = format!(
        "{} · {}",
        option_text(&options::MEASURE, standing.measure),
        option_text(&options::PERIOD, standing.period)
    );
    let pace = standing.pace();
    let percent = |share: f64| format::integer((share * 100.0).round().max(0.0) as u64);
    let told = tf(
        &words::REACHED,
        &[
            ("reached", &amount(standing.reached)),
            ("target", &amount(standing.target)),
            ("share", &percent(pace.reached)),
            ("passed", &percent(pace.passed)),
        ],
    );
    let derived = standing.derived.then(|| view! { <span>{t(&DERIVED)}</span> }.into_any());
    view! {
        <li class="agenda-line">
            <div class="agenda-what">
                <a class="agenda-subject" href="reports?tab=targets">{name}</a>
                <p class="agenda-meta"><span>{told}</span>{derived}</p>
            </div>
        </li>
    }
    .into_any()
}
