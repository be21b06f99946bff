//! Each cluster for itself: who is typical of it, and the tag that makes it usable elsewhere.

use super::super::tag;
use super::words;
use super::{fields, profile};
use crate::format;
use crate::i18n::{t, tf};
use leptos::prelude::*;
use model::RecordId;
use protocol::{ClusterRow, ClustersAnswer, ClustersQuery, InsightQuery};

pub(super) fn cards(answer: &ClustersAnswer, query: &ClustersQuery, tags: tag::Typed) -> AnyView {
    let names = fields::names(answer);
    let cards: Vec<AnyView> = answer
        .clusters
        .iter()
        .zip(names)
        .enumerate()
        .map(|(nth, (row, name))| card(row, name, nth as u32, (answer, query, tags)))
        .collect();
    view! { <div class="cluster-cards">{cards}</div> }.into_any()
}

fn card(
    row: &ClusterRow,
    name: String,
    nth: u32,
    (answer, query, tags): (&ClustersAnswer, &ClustersQuery, tag::Typed),
) -> AnyView {
    let n = format::integer(row.size.into());
    let share = format::percent(profile::share(row, answer), 0);
    let facts = match row.amount_share {
        Some(amount) => tf(&words::FACTS, &[("n", &n), ("share", &share), ("amount", &format::percent(amount, 0))]),
        None => tf(&words::FACTS_PLAIN, &[("n", &n), ("share", &share)]),
    };
    let who = |(id, name): &(RecordId, String)| {
        view! { <li><a href=format!("customers?id={id}")>{name.clone()}</a></li> }.into_any()
    };
    let nearest: Vec<AnyView> = row.nearest.iter().map(who).collect();
    let typical = format!("{}: {name}", t(&words::NEAREST));
    view! {
        <section class="cluster-card" aria-label=name.clone()>
            <h2>{name.clone()}</h2>
            <p>{facts} " " <span class="muted">{t(fields::apart(row.silhouette))}</span></p>
            <h3>{t(&words::NEAREST)}</h3>
            <ul class="cluster-who" aria-label=typical>{nearest}</ul>
            {tag::form(tags, name.clone(), row.size, InsightQuery::ClusterMembers(query.clone(), nth))}
        </section>
    }
    .into_any()
}
