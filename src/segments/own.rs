//! Segments of the workspace's own: saved filters, which follow the book, and lists, which are tags and stay until somebody changes them.

use super::words;
use crate::data::{self, watch};
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::lists::{self, Panel, Place, look};
use crate::state::Derived;
use crate::ui::field::today;
use crate::ui::{Glyph, Icon, erase};
use leptos::prelude::*;
use model::rule::{Op, Rule, Test};
use model::schema::{customer, tag};
use model::{RecordId, Value, View};
use protocol::{Answer, Change, ListRow, Query, RecordsQuery, Request, Target};

/// Lists that are shown; the others are found as tags.
const LISTS_MAX: u32 = 50;

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
    let all = Derived::new(move || {
        let saved = views.with(|views| {
            let view = |saved: &lists::Saved| {
                let rule = saved.view.as_ref().map(|view| view.rule.clone()).filter(Rule::narrows)?;
                Some(Own { name: saved.name.clone(), rule, view: Some(saved.id) })
            };
            views.iter().filter_map(view).collect::<Vec<_>>()
        });
        let lists = tags.with(|answer| match answer.as_deref() {
            Some(Answer::Records(answer)) if answer.collection == tag::ID => {
                answer.rows.iter().filter_map(list).collect::<Vec<_>>()
            }
            _ => Vec::new(),
        });
        [saved, lists].concat()
    });
    let body = erase::view(move || match all.get() {
        all if all.is_empty() => view! { <p class="note">{t(&words::OWN_NONE)}</p> }.into_any(),
        all => table(all),
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
            <details class="why">
                <summary>{t(&crate::ui::HOW_COUNTED)}</summary>
                <p class="why-body">{t(&words::OWN_DEFINITION)}</p>
            </details>
        </section>
    }
    .into_any()
}

fn list(row: &ListRow) -> Option<Own> {
    let ListRow::Record(row) = row else { return None };
    let name = row.cells.first()?.text()?.to_owned();
    let values = vec![Value::Reference(row.id)];
    Some(Own { name, rule: Rule::Test(Test { field: customer::TAGS.id, op: Op::AnyOf, values }), view: None })
}

fn table(all: Vec<Own>) -> AnyView {
    let rows: Vec<AnyView> = all.into_iter().map(row).collect();
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

fn row(own: Own) -> AnyView {
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
        Some(id) => view! { <a href=format!("customers?view={id}")>{name.clone()}</a> }.into_any(),
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
        let freeze = move |_| freeze(called.clone(), asked.clone());
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

/// Makes a list of those who are in a segment now: a tag of its own, which they get.
fn freeze(name: String, of: RecordsQuery) {
    data::act(Request::EditMany {
        target: Target::List(Box::new(of), Vec::new(), None),
        field: customer::TAGS.id,
        change: Change::Tag(name),
    });
}
