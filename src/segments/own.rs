//! Segments of the workspace's own: saved filters, which follow the book, and lists, which are tags and stay until somebody changes them.

use super::words;
use crate::data::{self, watch};
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::insight::way;
use crate::lists::{self, Panel, Place, look};
use crate::state::{Derived, Slot};
use crate::ui::field::today;
use crate::ui::{Glyph, Icon, erase};
use leptos::prelude::*;
use model::rule::{Op, Rule, Test};
use model::schema::{customer, tag};
use model::{RecordId, Value, View};
use protocol::{Answer, Change, ListRow, Query, RecordsQuery, Request, Target};
use std::sync::Arc;

/// Lists that are shown; the others are found as tags.
const LISTS_MAX: u32 = 50;
/// Lists of one day whose names are known to be taken.
const TODAYS_MAX: u32 = 500;

/// A segment of the workspace's own.
#[derive(Clone, PartialEq)]
struct Own {
    name: String,
    rule: Rule,
    /// The saved filter; `None` for a list.
    view: Option<RecordId>,
}

/// All of them, and the way to another one.
pub(super) fn own() -> AnyView {
    let views = lists::saved(Derived::new(|| Place::list(customer::ID, false)));
    let tags = watch(|| {
        Some(Query::Records(RecordsQuery {
            sort: Some((tag::NAME.id, false)),
            columns: vec![tag::NAME.id],
            len: LISTS_MAX,
            ..RecordsQuery::of(tag::ID)
        }))
    });
    // Of today's lists another one is told by its number.
    let todays = watch(|| {
        let today = vec![Value::Text(format::day(today()))];
        Some(Query::Records(RecordsQuery {
            rule: Rule::Test(Test { field: tag::NAME.id, op: Op::Contains, values: today }),
            columns: vec![tag::NAME.id],
            len: TODAYS_MAX,
            ..RecordsQuery::of(tag::ID)
        }))
    });
    let taken = Derived::new(move || lists_of(todays).into_iter().map(|own| own.name).collect::<Vec<_>>());
    let all = Derived::new(move || {
        let saved = views.with(|views| {
            let view = |saved: &lists::Saved| {
                let rule = saved.view.as_ref().map(|view| view.rule.clone()).filter(Rule::narrows)?;
                Some(Own { name: saved.name.clone(), rule, view: Some(saved.id) })
            };
            views.iter().filter_map(view).collect::<Vec<_>>()
        });
        [saved, lists_of(tags)].concat()
    });
    let body = erase::view(move || match all.get() {
        all if all.is_empty() => view! { <p class="note">{t(&words::OWN_NONE)}</p> }.into_any(),
        all => table(all, taken),
    });
    let more = erase::maybe(move || {
        let all = tags.with(|answer| match answer.as_deref() {
            Some(Answer::Records(answer)) => answer.total,
            _ => 0,
        });
        let n = format::integer(all.saturating_sub(LISTS_MAX).into());
        let way = || view! { <p><a href="records?of=tag">{tf(&words::OWN_MORE, &[("n", &n)])}</a></p> }.into_any();
        (all > LISTS_MAX).then(way)
    });
    let begin = |_| {
        look::set(customer::ID, look::usual(customer::ID), None);
        lists::set_panel(Panel::Filter);
        crate::app::go("customers");
    };
    view! {
        <section class="chart-frame own-segments">
            <header class="chart-head">
                <h2>{t(&words::OWN_TITLE)}</h2>
                <span class="chart-tools">
                    <button type="button" class="button quiet" on:click=begin>
                        <Icon of=Glyph::Plus />
                        {t(&words::OWN_NEW)}
                    </button>
                </span>
            </header>
            {body}
            {more}
            <details class="why">
                <summary>{t(&crate::ui::HOW_COUNTED)}</summary>
                <p class="why-body">{t(&words::OWN_DEFINITION)}</p>
            </details>
        </section>
    }
    .into_any()
}

/// The lists of an answer that has tags.
fn lists_of(tags: Slot<Option<Arc<Answer>>>) -> Vec<Own> {
    tags.with(|answer| match answer.as_deref() {
        Some(Answer::Records(answer)) => answer.rows.iter().filter_map(list).collect(),
        _ => Vec::new(),
    })
}

fn list(row: &ListRow) -> Option<Own> {
    let ListRow::Record(row) = row else { return None };
    let name = row.cells.first()?.text()?.to_owned();
    let values = vec![Value::Reference(row.id)];
    Some(Own { name, rule: Rule::Test(Test { field: customer::TAGS.id, op: Op::AnyOf, values }), view: None })
}

fn table(all: Vec<Own>, taken: Derived<Vec<String>>) -> AnyView {
    let rows: Vec<AnyView> = all.into_iter().map(|own| row(own, taken)).collect();
    let head = |name: &'static Msg| view! { <th scope="col">{t(name)}</th> }.into_any();
    view! {
        <div class="scroll-x" role="group" tabindex="0" aria-label=t(&words::OWN_TITLE)>
            <table class="table">
                <thead>
                    <tr>
                        {head(&words::SEGMENT)} {head(&words::OWN_KIND)}
                        <th class="num" scope="col">{t(&words::CUSTOMERS)}</th>
                        <th scope="col"><span class="visually-hidden">{t(&words::OWN_DO)}</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(own: Own, taken: Derived<Vec<String>>) -> AnyView {
    let Own { name, rule, view } = own;
    let asked = RecordsQuery { rule: rule.clone(), len: 0, ..RecordsQuery::of(customer::ID) };
    let query = asked.clone();
    let answer = watch(move || Some(Query::Records(query.clone())));
    let count = erase::text(move || {
        answer.with(|answer| match answer.as_deref() {
            Some(Answer::Records(answer)) => format::integer(answer.total.into()),
            _ => String::new(),
        })
    });
    let link = match view {
        Some(id) => view! { <a href=format!("customers?view={id}") on:click=way::afresh>{name.clone()}</a> }.into_any(),
        None => {
            let narrow = move |_| {
                let rule = Rule::All(vec![rule.clone()]);
                look::set(customer::ID, View { rule, ..look::usual(customer::ID) }, None);
            };
            view! { <a href="customers" on:click=narrow>{name.clone()}</a> }.into_any()
        }
    };
    let freeze = view.is_some().then(|| {
        let title = tf(&words::OWN_FREEZE_NAME, &[("name", &name)]);
        let called = format!("{name} · {}", format::day(today()));
        let freeze = move |_| freeze(taken.with_untracked(|taken| free(&called, taken)), asked.clone());
        view! {
            <button type="button" class="button quiet" aria-label=title.clone() title=title on:click=freeze>
                {t(&words::OWN_FREEZE)}
            </button>
        }
        .into_any()
    });
    let kind = if view.is_some() { &words::OWN_FOLLOWS } else { &words::OWN_STAYS };
    view! {
        <tr>
            <th scope="row">{link}</th>
            <td class="muted">{t(kind)}</td>
            <td class="num">{count}</td>
            <td>{freeze}</td>
        </tr>
    }
    .into_any()
}

/// The name, or with the first number that makes it another one than those taken: tags are told apart by their name, whatever its case.
fn free(name: &str, taken: &[String]) -> String {
    let name = name.trim();
    let is_free = |name: &String| taken.iter().all(|other| other.trim().to_lowercase() != name.to_lowercase());
    let numbered = (2..).map(|n| format!("{name} ({n})"));
    std::iter::once(name.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}

/// Makes a list of those who are in a segment now: a tag of its own, which they get.
fn freeze(name: String, of: RecordsQuery) {
    data::act(Request::EditMany {
        target: Target::List(Box::new(of), Vec::new(), None),
        field: customer::TAGS.id,
        change: Change::Tag(name),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_gets_the_first_number_that_is_free() {
        let taken = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(free("Best", &taken(&["Bests"])), "Best");
        assert_eq!(free("Best", &taken(&["best ", "Best (3)"])), "Best (2)");
        assert_eq!(free("Best", &taken(&["Best", "BEST (2)"])), "Best (3)");
    }
}
