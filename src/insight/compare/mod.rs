//! Two groups of customers side by side.

mod groups;
mod table;
mod words;

use super::head::{self, Shown};
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::state::{Derived, Slot};
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::field::today;
use crate::ui::{ChartFrame, erase};
use groups::{Group, Groups, by_key};
use leptos::prelude::*;
use model::Money;
use model::rule::Rule;
use protocol::{Answer, CompareAnswer, CompareQuery, InsightAnswer, InsightQuery};
use std::cell::RefCell;
use std::sync::Arc;

pub(super) use words::COMPARE as NAME;

/// What is compared at first.
const AT_FIRST: [&str; 2] = ["stage:maturity", "stage:danger"];

/// The keys of what was compared, and the groups of a saved analysis if it was one.
type Left = ([String; 2], Option<[Rule; 2]>);

thread_local! {
    /// What was compared when the page was left. By keys: the groups of a rule are not told apart by it.
    static LEFT: RefCell<Option<Left>> = const { RefCell::new(None) };
}

type Figures = Slot<Option<Arc<Answer>>>;

fn read<T>(figures: Figures, f: impl FnOnce(&CompareAnswer) -> T) -> Option<T> {
    head::read(figures, |answer| match answer {
        InsightAnswer::Compare(answer) => Some(f(answer)),
        _ => None,
    })
}

/// What is set on the page, and what can be.
#[derive(Clone, Copy)]
struct Set {
    groups: Groups,
    keys: [Slot<String>; 2],
}

impl Set {
    /// Both groups; reactive.
    fn chosen(self) -> Option<[Group; 2]> {
        let [first, second] = self.keys.map(Slot::get);
        self.groups.with(|groups| Some([by_key(groups, &first)?.clone(), by_key(groups, &second)?.clone()]))
    }

    /// What the groups of an answer are called: it may still be that of the choice before.
    fn named(self, answer: &CompareAnswer) -> [Option<Group>; 2] {
        let chosen = self.chosen();
        let [first, second] = &answer.groups;
        let find = |nth: usize, rule: &Rule| {
            let now = chosen.as_ref().and_then(|chosen| chosen.get(nth)).filter(|group| group.rule == *rule).cloned();
            now.or_else(|| self.groups.with(|groups| groups.iter().find(|group| group.rule == *rule).cloned()))
        };
        [find(0, first), find(1, second)]
    }

    fn names(self, answer: &CompareAnswer) -> [String; 2] {
        let [first, second] = self.named(answer);
        let name =
            |group: Option<Group>, nth: &'static Msg| group.map_or_else(|| t(nth).to_owned(), |group| group.name);
        [name(first, &words::FIRST), name(second, &words::SECOND)]
    }
}

/// The page.
#[component]
pub fn ComparePage() -> impl IntoView {
    let kept = head::sent(|query| match query {
        InsightQuery::Compare(query) => Some(query.groups.clone()),
        _ => None,
    });
    let (keys, kept) = match kept {
        Some(_) => ([0, 1].map(groups::kept_key), kept),
        None => LEFT.with_borrow(Clone::clone).unwrap_or_else(|| (AT_FIRST.map(str::to_owned), None)),
    };
    let left = kept.clone();
    let set = Set { groups: groups::groups(kept), keys: keys.map(Slot::new) };
    erase::effect(move || LEFT.set(Some((set.keys.map(Slot::get), left.clone()))));
    let today = today();
    let figures: Figures = head::ask(move || {
        let groups = set.chosen().map(|chosen| chosen.map(|group| group.rule)).unwrap_or_default();
        InsightQuery::Compare(CompareQuery { groups, today })
    });
    let now = Derived::new(move || read(figures, |answer| head::shown(answer.buyers, 1)).unwrap_or(Shown::Working));
    let body = move || match now.get() {
        Shown::Figures => charts(figures, set),
        Shown::Working => head::working(&words::WORKING),
        other => head::instead(other, &words::EMPTY_TEXT),
    };
    let line = move || read(figures, |a| head::as_of(a.as_of, a.buyers)).unwrap_or_default();
    head::page("compare", &words::COMPARE, line, body)
}

fn charts(figures: Figures, set: Set) -> AnyView {
    let draw: Draw = Arc::new(move || {
        read(figures, |answer| table::table(answer, &set.names(answer))).unwrap_or_else(erase::nothing)
    });
    let sheet: Sheet = (
        "compare.csv",
        Arc::new(move || {
            read(figures, |answer| untrack(|| table::sheet(answer, &set.names(answer)))).unwrap_or_default()
        }),
    );
    let [first, second] = set.keys;
    view! {
        <div class="insight-controls">
            {picker(&words::FIRST, first, set.groups)}
            {picker(&words::SECOND, second, set.groups)}
        </div>
        {erase::view(move || read(figures, |answer| sizes(answer, set)).unwrap_or_else(erase::nothing))}
        <div class="insight-charts">
            <div class="insight-wide">
                <ChartFrame title=&words::TITLE definition=&words::DEFINITION chart=draw sheet=sheet/>
            </div>
        </div>
    }
    .into_any()
}

/// The choice of a group, by kinds.
fn picker(name: &'static Msg, key: Slot<String>, groups: Groups) -> AnyView {
    let options = erase::view(move || {
        let groups = groups.get();
        let selected = key.get_untracked();
        let kinds = groups.chunk_by(|a, b| a.kind == b.kind).map(|kind| kind_of(kind, &selected));
        kinds.collect::<Vec<_>>().into_any()
    });
    view! {
        <label class="insight-choice">
            <span>{t(name)}</span>
            <select class="input compare-pick" on:change:target=move |event| key.set(event.target().value())>
                {options}
            </select>
        </label>
    }
    .into_any()
}

fn kind_of(kind: &[Group], selected: &str) -> AnyView {
    let option = |group: &Group| {
        let is = group.key == selected;
        view! { <option value=group.key.clone() prop:selected=is>{group.name.clone()}</option> }.into_any()
    };
    let label = kind.first().map_or("", |group| group.kind);
    let options: Vec<AnyView> = kind.iter().map(option).collect();
    view! { <optgroup label=label>{options}</optgroup> }.into_any()
}

/// How many customers each group has, what they brought, and who is in both.
fn sizes(answer: &CompareAnswer, set: Set) -> AnyView {
    let names = set.names(answer);
    let said = |(group, (size, total)): (Option<Group>, (&u32, &i64))| {
        let n = format::integer((*size).into());
        let total = format::money_short(Money { minor: *total, currency: answer.currency });
        view! {
            <li>
                {group.as_ref().map(groups::link)}
                <span>{tf(&words::SIZE, &[("n", &n), ("total", &total)])}</span>
            </li>
        }
        .into_any()
    };
    let figures = answer.sizes.iter().zip(&answer.totals);
    let items: Vec<AnyView> = set.named(answer).into_iter().zip(figures).map(said).collect();
    let both = match answer.both {
        0 => t(&words::IN_NONE).to_owned(),
        n => {
            let name = names.get(answer.both_in as usize).map_or("", String::as_str);
            tf(&words::IN_BOTH, &[("n", &format::integer(n.into())), ("name", name)])
        }
    };
    view! {
        <ul class="compare-sizes">{items}</ul>
        <p class="note">{both}</p>
    }
    .into_any()
}
