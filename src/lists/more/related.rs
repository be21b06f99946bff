//! Conditions on related records in the filter builder: which ones, what is measured of them, and which of them count.

use super::filter::{Edited, Path, change, group, operand, operators, remove};
use super::{rule, words};
use crate::fields;
use crate::i18n::{Msg, label, t, tf};
use leptos::prelude::*;
use model::related::{Link, Measure, Related, links};
use model::rule::{Op, Rule, Test};
use model::{CollectionId, Field, FieldId, Kind, Value, collection};

/// Deepest place from which related records can be asked about.
const RELATED_MAX: usize = 4;

/// The choice of what a condition asks: a field of the record, or records that belong to it. `field` is the one asked now, `link` the way to the records.
pub(super) fn subject(of: Edited, field: Option<FieldId>, link: Option<&Link>, path: Path) -> AnyView {
    let ways = if path.len() <= RELATED_MAX { links(of.of) } else { Vec::new() };
    let on_field = {
        let (path, ways) = (path.clone(), ways.clone());
        move |event| {
            let chosen = event_target_value(&event);
            let field = fields::listed(of.of).into_iter().find(|field| field.id.0.to_string() == chosen);
            let way =
                || ways.iter().enumerate().find(|(nth, _)| way_name(*nth) == chosen).map(|(_, link)| link.clone());
            let part = match field {
                Some(field) => Some(Rule::Test(rule::first_test(field))),
                None => way().map(|link| Rule::Related(Box::new(link.first()))),
            };
            if let Some(new) = part {
                change(of, |rule| {
                    if let Some(part) = rule::at(rule, &path) {
                        *part = new;
                    }
                });
            }
        }
    };
    let option = |known: &&'static Field| {
        let is_it = Some(known.id) == field;
        view! { <option value=known.id.0.to_string() prop:selected=is_it>{fields::label(of.of, known)}</option> }
            .into_any()
    };
    let options: Vec<AnyView> = fields::listed(of.of).iter().map(option).collect();
    // A field that was deleted stays visible: the condition is not in force, and says so.
    let lost = field
        .filter(|field| fields::find(of.of, *field).is_none())
        .map(|_| view! { <option prop:selected=true>{t(&words::FIELD_GONE)}</option> }.into_any());
    let way = |(nth, way): (usize, &Link)| {
        let is_it = Some(way) == link;
        view! { <option value=way_name(nth) prop:selected=is_it>{way_label(&ways, way)}</option> }.into_any()
    };
    let related: Vec<AnyView> = ways.iter().enumerate().map(way).collect();
    let related =
        (!related.is_empty()).then(|| view! { <optgroup label=t(&words::RELATED)>{related}</optgroup> }.into_any());
    view! {
        <select class="select rule-field" aria-label=t(&words::FIELD) on:change=on_field>
            {lost}
            {options}
            {related}
        </select>
    }
    .into_any()
}

fn way_name(nth: usize) -> String {
    format!("way-{nth}")
}

/// What the related records are called; where several ways lead from them, by which they came.
fn way_label(ways: &[Link], link: &Link) -> String {
    let name = collection(link.of).map_or("", |collection| collection.name);
    let called = label(&format!("collections.{name}"));
    let alone = ways.iter().filter(|way| way.of == link.of).count() == 1;
    match link.path.first().and_then(|field| fields::find(link.of, *field)).filter(|_| !alone) {
        Some(field) => tf(&words::RELATED_OF, &[("name", &format!("{called} · {}", fields::label(link.of, field)))]),
        None => tf(&words::RELATED_OF, &[("name", &called)]),
    }
}

/// A condition on related records.
pub(super) fn row(of: Edited, related: &Related, path: Path) -> AnyView {
    let theirs = Edited { of: related.link.of, ..of };
    let measured = fields::find(theirs.of, related.test.field);
    let kind = related.measure.kind(measured.map_or(Kind::Number, |field| field.kind));
    let usable = related.measure.ops(kind);
    let inner = group(theirs, &Rule::Related(Box::new(related.clone())), path.clone());
    view! {
        <fieldset class="rule-group rule-related">
            <legend class="visually-hidden">{t(&words::RELATED)}</legend>
            <div class="rule-row">
                {subject(of, None, Some(&related.link), path.clone())}
                {measures(theirs, related, path.clone())}
                {operators(of, kind, usable, &related.test, path.clone())}
                {operand(of, kind, &related.test, path.clone())}
                {remove(of, path, &words::REMOVE_TEST)}
            </div>
            <p class="rule-which muted">{t(&words::WHICH)}</p>
            {inner}
        </fieldset>
    }
    .into_any()
}

/// The choice of what is measured.
fn measures(theirs: Edited, related: &Related, path: Path) -> AnyView {
    let offered = offered(theirs.of);
    let named = |(measure, field): (Measure, FieldId)| format!("{measure:?}-{}", field.0);
    let on_measure = {
        let offered = offered.clone();
        move |event| {
            let chosen = event_target_value(&event);
            let Some(&(measure, field)) = offered.iter().find(|offered| named(**offered) == chosen) else { return };
            change(theirs, |rule| {
                if let Some(Rule::Related(related)) = rule::at(rule, &path) {
                    related.test = asked(theirs.of, measure, field, &related.test);
                    related.measure = measure;
                }
            });
        }
    };
    let now = (related.measure, related.test.field);
    let option = |&(measure, field): &(Measure, FieldId)| {
        let called = fields::find(theirs.of, field);
        let kind = called.map_or(Kind::Number, |field| field.kind);
        let called = called.map(|field| fields::label(theirs.of, field)).unwrap_or_default();
        let text = tf(measure_word(measure, kind), &[("field", &called)]);
        view! { <option value=named((measure, field)) prop:selected=now == (measure, field)>{text}</option> }.into_any()
    };
    let options: Vec<AnyView> = offered.iter().map(option).collect();
    let lost = (!offered.contains(&now))
        .then(|| view! { <option prop:selected=true>{t(&words::FIELD_GONE)}</option> }.into_any());
    view! {
        <select class="select rule-measure" aria-label=t(&words::MEASURE) on:change=on_measure>
            {lost}
            {options}
        </select>
    }
    .into_any()
}

/// What can be measured of the records of a collection.
fn offered(of: CollectionId) -> Vec<(Measure, FieldId)> {
    let stored = fields::listed(of).into_iter().filter(|field| !field.is_computed());
    let measured = stored.flat_map(|field| {
        let fits = move |measure: &Measure| measure.fits(field.kind);
        let all = [Measure::Sum, Measure::Mean, Measure::Most, Measure::Least];
        all.into_iter().filter(fits).map(|measure| (measure, field.id))
    });
    [(Measure::Count, FieldId::NAME)].into_iter().chain(measured).collect()
}

/// What is asked of another measure: the same, as far as it can be.
fn asked(of: CollectionId, measure: Measure, field: FieldId, before: &Test) -> Test {
    let kind = measure.kind(fields::find(of, field).map_or(Kind::Number, |field| field.kind));
    let usable = measure.ops(kind);
    let fits = |value: &Value| match kind {
        Kind::Number => matches!(value, Value::Number(_)),
        Kind::Money => matches!(value, Value::Money(_)),
        _ => matches!(value, Value::Day(_)),
    };
    let same = usable.contains(&before.op) && before.values.iter().all(fits);
    let op = if same { before.op } else { usable.first().copied().unwrap_or(Op::Filled) };
    Test { field, op, values: if same { before.values.clone() } else { Vec::new() } }
}

fn measure_word(measure: Measure, kind: Kind) -> &'static Msg {
    let dated = matches!(kind, Kind::Day | Kind::Instant);
    match measure {
        Measure::Count => &words::HOW_MANY,
        Measure::Sum => &words::SUM_OF,
        Measure::Mean => &words::MEAN_OF,
        Measure::Least if dated => &words::EARLIEST_OF,
        Measure::Least => &words::LEAST_OF,
        Measure::Most if dated => &words::LATEST_OF,
        Measure::Most => &words::MOST_OF,
    }
}
