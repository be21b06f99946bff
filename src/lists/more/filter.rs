//! The filter builder: groups of conditions, each a field, a comparison and a value. What it says is listed as it is typed.

use super::rule::{self, Join};
use super::{related, value, words};
use crate::fields;
use crate::i18n::{Msg, t, tf};
use crate::lists::{State, clear, look};
use crate::state::{Derived, Slot};
use crate::ui::erase::{self, Told};
use crate::ui::{Glyph, Icon, button};
use leptos::prelude::*;
use model::rule::{Op, Period, RULE_TESTS_MAX, Rule, Test, Unit, ops};
use model::{CollectionId, Kind, Value};
use std::sync::Arc;

pub(super) type Path = Vec<usize>;

/// Deepest group that offers another one in it: deeper ones nobody reads.
const NESTED_MAX: usize = 3;

/// The rule that is edited: the filter of a list, or one that somebody keeps.
#[derive(Clone, Copy)]
pub(super) struct Edited {
    pub(super) list: CollectionId,
    pub(super) kept: Option<Slot<Rule>>,
    /// Whose fields are asked here: the list's, or those of related records.
    pub(super) of: CollectionId,
}

impl Edited {
    /// The rule now; reactive.
    fn rule(self) -> Rule {
        self.kept.map_or_else(|| look::look(self.list).rule, Slot::get)
    }

    fn put(self, rule: Rule) {
        match self.kept {
            Some(kept) => kept.set(rule),
            None => look::update(self.list, |look| look.rule = rule),
        }
    }
}

fn rule_now(of: Edited) -> Rule {
    rule::normal(untrack(|| of.rule()))
}

pub(super) fn change(of: Edited, change: impl FnOnce(&mut Rule)) {
    let mut now = rule_now(of);
    change(&mut now);
    if now.is_sound() {
        of.put(now);
    }
}

/// The builder of a list's filter.
pub(super) fn builder(list: State) -> AnyView {
    let content = groups(Derived::new(move || list.place.with(|place| place.of)), None);
    let shown = erase::text(move || {
        let whole = |n: u32| crate::format::integer(u64::from(n));
        list.rows.with(|rows| tf(&words::FOUND, &[("n", &whole(rows.total)), ("all", &whole(rows.all))]))
    });
    view! {
        {super::owned(list)}
        {content}
        <footer class="list-panel-foot">
            <span class="muted" role="status">{shown}</span>
            {button("button quiet", &words::CLEAR, move || clear(list))}
        </footer>
    }
    .into_any()
}

/// The builder of a rule that is kept elsewhere.
pub fn editor(of: CollectionId, rule: Slot<Rule>) -> AnyView {
    view! { <div class="list-panel rule-editor">{groups(Derived::new(move || of), Some(rule))}</div> }.into_any()
}

/// The groups of a rule, drawn anew when there are others, or those of another view.
fn groups(of: Derived<CollectionId>, kept: Option<Slot<Rule>>) -> AnyView {
    let edited = move || Edited { list: of.get(), kept, of: of.get() };
    let shape = Derived::new(move || {
        let of = edited();
        (of.list, rule::shape(&rule::normal(of.rule())), look::origin(of.list))
    });
    erase::view(move || {
        shape.with(|_| ());
        let of = untrack(edited);
        group(of, &top(rule_now(of)), Path::new())
    })
    .into_any()
}

/// The whole rule is a group, too.
fn top(rule: Rule) -> Rule {
    if rule::group(&rule).is_some() { rule } else { Rule::All(vec![rule]) }
}

pub(super) fn group(of: Edited, rule: &Rule, path: Path) -> AnyView {
    // What says which related records count goes with them.
    let (rule, within) = match rule {
        Rule::Related(related) => (&related.rule, true),
        rule => (rule, false),
    };
    let Some((join, rules)) = rule::group(rule) else { return erase::nothing() };
    let child = |(at, rule): (usize, &Rule)| {
        let path = [path.as_slice(), &[at]].concat();
        match rule {
            Rule::Test(test) => row(of, test, path),
            Rule::Related(related) => related::row(of, related, path),
            rule => group(of, rule, path),
        }
    };
    let children: Vec<AnyView> = rules.iter().enumerate().map(child).collect();
    let on_join = {
        let path = path.clone();
        move |event| {
            let join = match event_target_value(&event).as_str() {
                "any" => Join::Any,
                "none" => Join::None,
                _ => Join::All,
            };
            change(of, |rule| {
                if let Some(part) = rule::group_at(rule, &path) {
                    *part = rule::joined(std::mem::take(part), join);
                }
            });
        }
    };
    let option = |name: &'static str, text: &'static Msg, which: Join| {
        view! { <option value=name prop:selected=join == which>{t(text)}</option> }.into_any()
    };
    let joins = [
        option("all", &words::ALL_OF, Join::All),
        option("any", &words::ANY_OF, Join::Any),
        option("none", &words::NONE_OF, Join::None),
    ];
    let choice = (rules.len() > 1 || (!path.is_empty() && !within) || join != Join::All).then(|| {
        view! {
            <select class="select rule-join" aria-label=t(&words::JOIN) on:change=on_join>
                {Vec::from(joins)}
            </select>
        }
        .into_any()
    });
    let adder = |group: bool| {
        let path = path.clone();
        move || {
            let Some(field) = fields::listed(of.of).first().copied() else { return };
            let test = Rule::Test(rule::first_test(field));
            change(of, |rule| rule::add(rule, &path, if group { Rule::Any(vec![test]) } else { test }));
        }
    };
    let room = untrack(|| of.rule()).tests() < RULE_TESTS_MAX;
    let add = room.then(|| button("button quiet", &words::ADD_TEST, adder(false)));
    let nest = (room && path.len() < NESTED_MAX && !rules.is_empty())
        .then(|| button("button quiet", &words::ADD_GROUP, adder(true)));
    let gone = (!path.is_empty() && !within).then(|| remove(of, path.clone(), &words::REMOVE_GROUP));
    view! {
        <fieldset class="rule-group">
            <legend class="visually-hidden">{t(&words::GROUP)}</legend>
            <div class="rule-head">{choice} {gone}</div>
            {children}
            <div class="rule-add">{add} {nest}</div>
        </fieldset>
    }
    .into_any()
}

pub(super) fn remove(of: Edited, path: Path, name: &'static Msg) -> AnyView {
    view! {
        <button type="button" class="button quiet icon-only rule-remove" aria-label=t(name) title=t(name)
            on:click=move |_| change(of, |rule| rule::remove(rule, &path))>
            <Icon of=Glyph::Close />
        </button>
    }
    .into_any()
}

/// The test at a path becomes another one.
fn retest(of: Edited, path: &[usize], with: impl FnOnce(&mut Test)) {
    change(of, |rule| {
        if let Some(test) = rule::test_at(rule, path) {
            with(test);
        }
    });
}

fn row(of: Edited, test: &Test, path: Path) -> AnyView {
    let field = fields::find(of.of, test.field);
    let rest = match field {
        Some(field) => view! {
            {operators(of, field.kind, ops(field.kind), test, path.clone())}
            {operand(of, field.kind, test, path.clone())}
        }
        .into_any(),
        None => view! { <span class="muted">{t(&words::FIELD_GONE_TEXT)}</span> }.into_any(),
    };
    view! {
        <div class="rule-row">
            {related::subject(of, Some(test.field), None, path.clone())}
            {rest}
            {remove(of, path, &words::REMOVE_TEST)}
        </div>
    }
    .into_any()
}

/// Whether the operator compares with records or options that are chosen, not with something typed.
fn chooses(op: Op) -> bool {
    matches!(op, Op::AnyOf | Op::AllOf | Op::NoneOf)
}

pub(super) fn operators(of: Edited, kind: Kind, usable: &'static [Op], test: &Test, path: Path) -> AnyView {
    let on_op = move |event| {
        let chosen = event_target_value(&event);
        let Some(&op) = usable.iter().find(|op| rule::op_name(**op) == chosen) else { return };
        retest(of, &path, |test| {
            // A name that was typed is no record that could be chosen, nor the other way round.
            if chooses(op) != chooses(test.op) {
                test.values.clear();
            }
            test.op = op;
        });
    };
    let option = |op: &Op| {
        let name = rule::op_name(*op);
        let is_it = name == rule::op_name(test.op);
        view! { <option value=name prop:selected=is_it>{t(words::op(*op, kind))}</option> }.into_any()
    };
    let options: Vec<AnyView> = usable.iter().map(option).collect();
    view! {
        <select class="select rule-op" aria-label=t(&words::OPERATOR) on:change=on_op>
            {options}
        </select>
    }
    .into_any()
}

pub(super) fn operand(of: Edited, kind: Kind, test: &Test, path: Path) -> AnyView {
    let name = t(&words::VALUE).to_owned();
    let set_at = |at: usize| -> Told<Value> {
        let path = path.clone();
        Arc::new(move |value: Value| {
            retest(of, &path, |test| {
                if test.values.len() <= at {
                    test.values.resize(at + 1, Value::Empty);
                }
                test.values[at] = value;
            });
        })
    };
    let set_all: Told<Vec<Value>> = {
        let path = path.clone();
        Arc::new(move |values| retest(of, &path, |test| test.values = values))
    };
    let held = {
        let path = path.clone();
        Derived::new(move || {
            let mut rule = rule::normal(of.rule());
            rule::test_at(&mut rule, &path).map(|test| test.values.clone()).unwrap_or_default()
        })
    };
    let first = test.values.first().cloned().unwrap_or_default();
    // Figures that are made are compared in the currency that they have, not in the book's.
    let made = fields::find(of.of, test.field).is_some_and(|field| field.is_computed());
    let typed = |name: String, kind: Kind, value: &Value, at: usize| {
        let own = if let (Value::Money(money), true) = (value, made) { Some(money.currency) } else { None };
        value::typed_input(name, kind, value, own, set_at(at))
    };
    match (test.op, kind) {
        (Op::Empty | Op::Filled, _) | (_, Kind::Bool) => erase::nothing(),
        (Op::Within(now), _) => period(of, path, now, Op::Within),
        (Op::NotWithin(now), _) => period(of, path, now, Op::NotWithin),
        (Op::LongerAgo(n, unit), _) => {
            let set = Arc::new(move |n, unit| retest(of, &path, |test| test.op = Op::LongerAgo(n, unit)));
            length(n, unit, set)
        }
        (Op::AnyOf | Op::NoneOf | Op::AllOf, Kind::Option(list)) => value::options(name, list, held, set_all),
        (Op::AnyOf | Op::NoneOf | Op::AllOf, Kind::Reference(to) | Kind::References(to)) => {
            value::records(name, to, held, set_all, false)
        }
        (Op::Between, kind) => {
            let second = test.values.get(1).cloned().unwrap_or_default();
            view! {
                {typed(name, kind, &first, 0)}
                <span class="muted">{t(&words::AND)}</span>
                {typed(t(&words::VALUE_TO).to_owned(), kind, &second, 1)}
            }
            .into_any()
        }
        (Op::Contains, Kind::Reference(_) | Kind::References(_)) => typed(name, Kind::Text, &first, 0),
        (_, kind) => typed(name, kind, &first, 0),
    }
}

/// A period that moves with the calendar.
fn period(of: Edited, path: Path, now: Period, op: fn(Period) -> Op) -> AnyView {
    let kind = RwSignal::new(rule::period_name(now).to_owned());
    let (n, unit) = rule::period_parts(now);
    let parts = RwSignal::new((n, unit));
    let put = Arc::new(move || {
        let (n, unit) = parts.get_untracked();
        let period = kind.with_untracked(|kind| rule::period_of(kind, n, unit));
        retest(of, &path, |test| test.op = op(period));
    });
    let on_kind = {
        let put = Arc::clone(&put);
        move |event| {
            kind.set(event_target_value(&event));
            put();
        }
    };
    let option = |(name, text): (&'static str, &'static Msg)| {
        let is_it = rule::period_name(now) == name;
        view! { <option value=name prop:selected=is_it>{t(text)}</option> }.into_any()
    };
    let options: Vec<AnyView> = words::PERIODS.iter().copied().map(option).collect();
    let rest = erase::view(move || {
        let put = Arc::clone(&put);
        let (n, unit) = parts.get_untracked();
        let set: Arc<dyn Fn(u16, Unit) + Send + Sync> = Arc::new(move |n, unit| {
            parts.set((n, unit));
            put();
        });
        match kind.get().as_str() {
            "last" | "next" => length(n, unit, set),
            "this" | "previous" => units(unit, &words::UNITS_ALONE, Arc::new(move |unit| set(n, unit))),
            _ => erase::nothing(),
        }
    });
    view! {
        <select class="select" aria-label=t(&words::PERIOD) on:change=on_kind>
            {options}
        </select>
        {rest}
    }
    .into_any()
}

/// The longest period that is asked for, in its unit.
const LENGTH_MAX: u16 = 9_999;

/// So many of some unit.
fn length(n: u16, unit: Unit, set: Arc<dyn Fn(u16, Unit) + Send + Sync>) -> AnyView {
    let parts = RwSignal::new((n, unit));
    let of_unit = Arc::clone(&set);
    let error = Slot::new(false);
    let on_number = move |event| {
        let typed = event_target_value(&event).trim().parse().ok().filter(|n| (1..=LENGTH_MAX).contains(n));
        error.set(typed.is_none());
        if let Some(n) = typed {
            parts.update(|parts| parts.0 = n);
            let (n, unit) = parts.get_untracked();
            set(n, unit);
        }
    };
    let invalid = erase::attribute(move || error.get().then(|| "true".to_owned()));
    let trouble = erase::maybe(move || {
        error
            .get()
            .then(|| view! { <span class="field-error" role="alert">{t(&words::NOT_A_LENGTH)}</span> }.into_any())
    });
    let on_unit = Arc::new(move |unit| {
        parts.update(|parts| parts.1 = unit);
        let (n, unit) = parts.get_untracked();
        of_unit(n, unit);
    });
    view! {
        <input class="input rule-number" type="number" min="1" max=LENGTH_MAX.to_string() aria-label=t(&words::NUMBER)
            aria-invalid=invalid prop:value=n.to_string() on:input=on_number />
        {trouble}
        {units(unit, &words::UNITS, on_unit)}
    }
    .into_any()
}

fn units(now: Unit, names: &[&'static Msg; 5], set: Arc<dyn Fn(Unit) + Send + Sync>) -> AnyView {
    let on_unit = move |event| {
        let chosen = event_target_value(&event).parse().ok().and_then(|at: usize| Unit::ALL.get(at).copied());
        if let Some(unit) = chosen {
            set(unit);
        }
    };
    let option = |(at, text): (usize, &'static Msg)| {
        let is_it = Unit::ALL[at] == now;
        view! { <option value=at.to_string() prop:selected=is_it>{t(text)}</option> }.into_any()
    };
    let options: Vec<AnyView> = names.iter().copied().enumerate().map(option).collect();
    view! {
        <select class="select" aria-label=t(&words::UNIT) on:change=on_unit>
            {options}
        </select>
    }
    .into_any()
}
