//! The first customers of a group of the audit, each a way to the customer.

use super::{number, table, words};
use crate::format;
use crate::i18n::{t, tf};
use crate::ui::StageDot;
use leptos::prelude::*;
use protocol::TrustRow;

pub(super) fn list(name: &str, all: u32, rows: &[TrustRow]) -> AnyView {
    let (n, all) = (rows.len().to_string(), format::integer(all.into()));
    let title = tf(&words::MEMBERS_OF, &[("name", name), ("n", &n), ("all", &all)]);
    let row = |one: &TrustRow| {
        let happened = if one.ordered { &words::DID_ORDER } else { &words::DID_NOT };
        view! {
            <tr>
                <th scope="row"><a href=format!("customers?id={}", one.id)>{one.name.clone()}</a></th>
                <td>{one.stage.map(|stage| view! { <StageDot stage=stage/> }.into_any())}</td>
                {number(format::percent(one.chance, 0))}
                <td>{t(happened)}</td>
            </tr>
        }
        .into_any()
    };
    let heads = [(&words::CUSTOMER, false), (&words::STAGE, false), (&words::SAID, true), (&words::HAPPENED, false)];
    let table = table(&title, &heads, rows.iter().map(row).collect());
    view! {
        <p aria-live="polite">{title}</p>
        {table}
    }
    .into_any()
}
