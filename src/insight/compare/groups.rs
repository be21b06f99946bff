//! The groups that can be compared, and the way from each to its list.

use super::super::way;
use super::words;
use crate::data::watch;
use crate::fields;
use crate::i18n::{Msg, t};
use crate::lists::{self, Place, Saved, look};
use crate::state::Derived;
use crate::ui::marks::{segment_label, stage_label};
use leptos::prelude::*;
use model::options::OptionList;
use model::rule::{Op, Rule, Test};
use model::schema::{customer, score, tag};
use model::{FieldId, OptionId, RecordId, Value, View, options};
use protocol::{Answer, ListRow, Query, RecordsQuery, Segment, Stage};
use std::sync::Arc;

/// Tags that can be chosen; nobody looks through more in a list.
const TAGS_MAX: u32 = 500;

/// A group of customers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    /// What tells it from the others.
    pub(super) key: String,
    /// What it is called.
    pub(super) name: String,
    /// Who is in it.
    pub(super) rule: Rule,
    /// Where its list stands in the URL; `None` where the URL cannot say it.
    url: Option<String>,
    /// What kind of group it is.
    pub(super) kind: &'static str,
}

/// All of them; reactive.
pub(super) type Groups = Derived<Arc<Vec<Group>>>;

fn test(field: FieldId, value: Value) -> Rule {
    Rule::Test(Test { field, op: Op::AnyOf, values: vec![value] })
}

fn option(n: u8) -> Value {
    Value::Option(OptionId(u16::from(n) + 1))
}

fn of_list(field: FieldId, list: &'static OptionList, kind: &'static str) -> Vec<Group> {
    let group = |choice: fields::Choice| Group {
        key: format!("{}:{}", list.name, choice.id.0),
        name: choice.label,
        rule: test(field, Value::Option(choice.id)),
        url: None,
        kind,
    };
    fields::choices(list).into_iter().map(group).collect()
}

/// The groups there are now, and those that a saved analysis was of.
pub(super) fn groups(kept: Option<[Rule; 2]>) -> Groups {
    let tags = watch(|| {
        Some(Query::Records(RecordsQuery {
            sort: Some((tag::NAME.id, false)),
            columns: vec![tag::NAME.id],
            len: TAGS_MAX,
            ..RecordsQuery::of(tag::ID)
        }))
    });
    let views = lists::saved(Derived::new(|| Place::list(customer::ID, false)));
    Derived::new(move || {
        let tags = tags.with(|answer| match answer.as_deref() {
            Some(Answer::Records(answer)) if answer.collection == tag::ID => {
                answer.rows.iter().filter_map(named).collect()
            }
            _ => Vec::new(),
        });
        let mut all = all(tags, &views.get());
        for (nth, rule) in kept.iter().flatten().enumerate() {
            let same = all.iter().find(|group| group.rule == *rule);
            let name = same.map_or_else(|| t(kept_name(nth)).to_owned(), |group| group.name.clone());
            let url = same.and_then(|group| group.url.clone());
            all.push(Group { key: kept_key(nth), name, rule: rule.clone(), url, kind: t(&words::OF_KEPT) });
        }
        Arc::new(all)
    })
}

/// What tells the groups of a saved analysis from the others.
pub(super) fn kept_key(nth: usize) -> String {
    format!("kept:{nth}")
}

fn kept_name(nth: usize) -> &'static Msg {
    if nth == 0 { &words::FIRST } else { &words::SECOND }
}

fn named(row: &ListRow) -> Option<(RecordId, String)> {
    let ListRow::Record(row) = row else { return None };
    Some((row.id, row.cells.first()?.text()?.to_owned()))
}

fn all(tags: Vec<(RecordId, String)>, views: &[Saved]) -> Vec<Group> {
    let stage = |stage: Stage| Group {
        key: format!("stage:{}", stage.name()),
        name: stage_label(stage),
        rule: test(score::STAGE, option(stage as u8)),
        url: Some(format!("customers?stage={}", stage.name())),
        kind: t(&words::OF_STAGE),
    };
    let segment = |segment: Segment| Group {
        key: format!("segment:{}", segment.name()),
        name: segment_label(segment),
        rule: test(score::SEGMENT, option(segment as u8)),
        url: Some(format!("customers?segment={}", segment.name())),
        kind: t(&words::OF_SEGMENT),
    };
    let tagged = |(id, name): (RecordId, String)| Group {
        key: format!("tag:{id}"),
        name,
        rule: test(customer::TAGS.id, Value::Reference(id)),
        url: None,
        kind: t(&words::OF_TAG),
    };
    let view = |saved: &Saved| {
        Some(Group {
            key: format!("view:{}", saved.id),
            name: saved.name.clone(),
            rule: saved.view.as_ref()?.rule.clone(),
            url: Some(format!("customers?view={}", saved.id)),
            kind: t(&words::OF_VIEW),
        })
    };
    let everybody = Group {
        key: "all".to_owned(),
        name: t(&words::EVERYBODY).to_owned(),
        rule: Rule::default(),
        url: None,
        kind: t(&words::EVERYBODY),
    };
    let mut all: Vec<Group> = Stage::ALL.iter().copied().map(stage).collect();
    all.extend(Segment::ALL.iter().copied().map(segment));
    all.extend(of_list(customer::LEVEL.id, &options::CUSTOMER_LEVEL, t(&words::OF_LEVEL)));
    all.extend(of_list(customer::SOURCE.id, &options::SOURCE, t(&words::OF_SOURCE)));
    all.extend(tags.into_iter().map(tagged));
    all.extend(views.iter().filter_map(view));
    all.push(everybody);
    all
}

/// The group with this key; the first where there is none any more.
pub(super) fn by_key<'a>(groups: &'a [Group], key: &str) -> Option<&'a Group> {
    groups.iter().find(|group| group.key == key).or(groups.first())
}

/// The list of a group.
pub(super) fn link(group: &Group) -> AnyView {
    let name = group.name.clone();
    match &group.url {
        Some(url) => view! { <a href=url.clone() on:click=way::afresh>{name}</a> }.into_any(),
        None => {
            let rule = group.rule.clone();
            let narrow = move |_| {
                let rule = if rule.narrows() { Rule::All(vec![rule.clone()]) } else { Rule::default() };
                look::set(customer::ID, View { rule, ..look::usual(customer::ID) }, None);
            };
            view! { <a href="customers" on:click=narrow>{name}</a> }.into_any()
        }
    }
}
