//! Check-ins, newest first: where, how exactly, how far from the customer, and whether they are as they were.

use super::{ask, distance, map_link, read, words};
use crate::format;
use crate::i18n::{t, tf};
use crate::state::Derived;
use crate::talks;
use crate::ui::{Glyph, Icon, erase};
use leptos::prelude::*;
use protocol::{CheckInAnswer, FieldAnswer, FieldQuery, Proof};

/// Check-ins shown; the list of records has all of them.
const SHOWN: u32 = 20;

pub(super) fn section() -> AnyView {
    let answer = ask(|| Some(FieldQuery::CheckIns { limit: SHOWN }));
    let all = Derived::new(move || {
        read(answer, |answer| match answer {
            FieldAnswer::CheckIns(all) => Some(all.clone()),
            _ => None,
        })
    });
    let list = erase::view(move || match all.get() {
        None => erase::nothing(),
        Some(all) if all.is_empty() => view! { <p class="note">{t(&words::NO_CHECK_INS)}</p> }.into_any(),
        Some(all) => {
            let rows: Vec<AnyView> = all.into_iter().map(row).collect();
            view! {
                <ol class="field-check-ins">{rows}</ol>
                <a class="button quiet" href="records?of=check_in">{t(&words::ALL_CHECK_INS)}</a>
            }
            .into_any()
        }
    });
    view! {
        <section class="field-past" aria-label=t(&words::CHECK_INS)>
            <h2>{t(&words::CHECK_INS)}</h2>
            {list}
        </section>
    }
    .into_any()
}

fn row(check_in: CheckInAnswer) -> AnyView {
    let customer = check_in.customer.map(|(id, name)| {
        let name = if name.is_empty() { t(&words::UNNAMED).to_owned() } else { name };
        view! { <a href=format!("customers?id={id}")>{name}</a> }.into_any()
    });
    let customer = customer.unwrap_or_else(|| t(&words::NO_CUSTOMER).into_any());
    let off = check_in.metres_off.map(|metres| {
        let msg = if check_in.far { &words::FAR } else { &words::CLOSE_BY };
        let text = tf(msg, &[("way", &distance(metres))]);
        view! { <span class="field-off" class:late=check_in.far>{text}</span> }.into_any()
    });
    let exact = match (check_in.position, check_in.accuracy_m) {
        (Some(_), Some(n)) => tf(&words::EXACT, &[("n", &n.to_string())]),
        (Some(_), None) => String::new(),
        (None, _) => t(&words::WITHOUT_POSITION).to_owned(),
    };
    let sealed = match check_in.proof {
        Proof::Unchanged => view! { <span class="proof good">{t(&words::UNCHANGED)}</span> }.into_any(),
        Proof::Changed => view! { <span class="proof bad">{t(&words::CHANGED)}</span> }.into_any(),
        Proof::Missing => erase::nothing(),
    };
    let note = (!check_in.note.is_empty()).then(|| view! { <p class="entry-text">{check_in.note}</p> }.into_any());
    let map = check_in.position.map(|position| map_link(position, &words::MAP));
    let files = (!check_in.files.is_empty()).then(|| talks::files(check_in.files));
    view! {
        <li class="entry">
            <Icon of=Glyph::Visit />
            <time><a href=format!("records?of=check_in&id={}", check_in.id)>{format::instant(check_in.at as f64)}</a></time>
            <div class="entry-body">
                <div class="entry-line">
                    <span class="entry-what">{customer}</span>
                    {map}
                </div>
                <p class="field-facts muted">{exact} {off} {sealed}</p>
                {note}
                {files}
            </div>
        </li>
    }
    .into_any()
}
