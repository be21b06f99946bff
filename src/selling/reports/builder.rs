//! The builder of a report: what it is made of on one side, what comes of it on the other.

mod choice;
mod measures;

use super::behind::Asked;
use super::frame::frame;
use super::{ask, names, read, step, words};
use crate::app::go_instead;
use crate::data;
use crate::i18n::{Msg, failure, t};
use crate::parts;
use crate::state::{Derived, Slot};
use crate::ui::{Skeleton, button, erase, toast};
use choice::check;
pub(super) use choice::choose;
use leptos::prelude::*;
use model::report::{self, Chart, Group, Measure, Path};
use model::rule::{Period, Rule, Unit};
use model::schema::{opportunity, order, order_line, payment};
use model::{CollectionId, RecordId, Report};
use protocol::{Reply, ReportsAnswer, ReportsDeed, ReportsQuery, Tile};

/// What is being built.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    /// All but the rule.
    report: Slot<Report>,
    /// Of the builder of rules.
    rule: Slot<Rule>,
}

impl Draft {
    fn now(self) -> Report {
        Report { rule: self.rule.get(), ..self.report.get() }
    }

    fn change(self, change: impl FnOnce(&mut Report)) {
        let mut report = self.report.get_untracked();
        change(&mut report);
        self.report.set(report);
    }
}

/// How a report begins: records by month, with what they come to.
fn first(of: CollectionId) -> Report {
    let day = report::day_of(of);
    let sum = report::amount_of(of).map(|path| Measure { calc: report::Calc::Sum, of: path });
    Report {
        groups: day.into_iter().map(|by| Group { by, unit: Unit::Month }).collect(),
        measures: sum.into_iter().chain([Measure::COUNT]).collect(),
        chart: Chart::Columns,
        top: 20,
        ..Report::new(of)
    }
}

/// The tab: a new report, or the one of that id once it is known.
pub(super) fn builder(id: Derived<Option<RecordId>>, asked: Asked) -> AnyView {
    let answer = ask(move || id.get().map(|_| ReportsQuery::Dashboard));
    let found = Derived::new(move || {
        let id = id.get()?;
        read(answer, |answer| match answer {
            ReportsAnswer::Dashboard(tiles, _) => Some(tiles.iter().find(|tile| tile.id == id).cloned()),
            _ => None,
        })
    });
    // What is saved elsewhere meanwhile does not take away what is being changed here: only another report begins anew.
    let which = Derived::new(move || {
        (id.get(), found.with(Option::is_some), found.with(|found| found.as_ref().is_some_and(Option::is_some)))
    });
    erase::view(move || match which.get() {
        (None, ..) => untrack(|| form(None, asked)),
        (Some(_), false, _) => view! { <Skeleton lines=8 /> }.into_any(),
        (Some(_), true, false) => view! { <p class="note">{t(&words::GONE)}</p> }.into_any(),
        (Some(_), true, true) => untrack(|| form(found.get_untracked().flatten(), asked)),
    })
    .into_any()
}

fn form(tile: Option<Tile>, asked: Asked) -> AnyView {
    let begun = tile.as_ref().and_then(|tile| tile.report.clone()).unwrap_or_else(|| first(order::ID));
    let draft = Draft { rule: Slot::new(begun.rule.clone()), report: Slot::new(begun) };
    let name = RwSignal::new(tile.as_ref().map_or_else(String::new, names::tile));
    let title = Derived::new(move || {
        let name = name.get().trim().to_owned();
        if name.is_empty() { t(&words::UNNAMED).to_owned() } else { name }
    });
    let report = Derived::new(move || Some(draft.now()));
    let heading = view! { <h2>{erase::text(move || title.get())}</h2> }.into_any();
    let of = Derived::new(move || draft.report.with(|report| report.of));
    let offered = Derived::new(move || {
        let of = of.get();
        names::paths(of, |_| true).into_iter().map(|path| names::path(of, path)).collect::<Vec<_>>()
    });
    let filtering = Slot::new(false);
    let fields = erase::view(move || {
        let of = of.get();
        // The book's own fields can be chosen, too; what was chosen stays, whatever else changes meanwhile.
        offered.with(|_| ());
        untrack(|| controls(draft, of, filtering))
    });
    let choices = report::REPORTED.iter().map(|id| (id.0.to_string(), names::of(*id))).collect();
    let chosen = move |text: String| {
        let of = text.parse().ok().map(CollectionId).filter(|of| report::REPORTED.contains(of));
        if let Some(of) = of {
            draft.rule.set(Rule::default());
            draft.report.set(first(of));
        }
    };
    let now = draft.report.with_untracked(|report| report.of.0.to_string());
    view! {
        <div class="report-builder">
            <form class="report-form" aria-label=t(&words::BUILDER) on:submit=|event| event.prevent_default()>
                {choose(t(&words::OF).to_owned(), choices, now, chosen)}
                {fields}
                {keeper(tile, draft, name)}
            </form>
            <div class="report-preview">{frame(title, report, asked, heading, erase::nothing())}</div>
        </div>
    }
    .into_any()
}

/// The periods that can be chosen.
static PERIODS: [(Option<Period>, &Msg); 10] = [
    (None, &words::ALL_TIME),
    (Some(Period::This(Unit::Month)), &words::THIS_MONTH),
    (Some(Period::Previous(Unit::Month)), &words::LAST_MONTH),
    (Some(Period::This(Unit::Quarter)), &words::THIS_QUARTER),
    (Some(Period::Previous(Unit::Quarter)), &words::LAST_QUARTER),
    (Some(Period::This(Unit::Year)), &words::THIS_YEAR),
    (Some(Period::Previous(Unit::Year)), &words::LAST_YEAR),
    (Some(Period::Last(30, Unit::Day)), &words::DAYS_30),
    (Some(Period::Last(90, Unit::Day)), &words::DAYS_90),
    (Some(Period::Last(12, Unit::Month)), &words::MONTHS_12),
];

static UNITS: [&Msg; 5] = [&words::BY_DAY, &words::BY_WEEK, &words::BY_MONTH, &words::BY_QUARTER, &words::BY_YEAR];

static CHARTS: [&Msg; 6] = [
    &words::CHART_TABLE,
    &words::CHART_BARS,
    &words::CHART_COLUMNS,
    &words::CHART_LINE,
    &words::CHART_STACKED,
    &words::CHART_SHARE,
];

/// Numbers of groups that can be chosen; 0 for all.
const TOPS: [u16; 6] = [0, 5, 10, 20, 50, 100];

/// Paths as choices: their place among all, and their name.
fn path_choices(of: CollectionId, paths: &[Path]) -> Vec<(String, String)> {
    paths.iter().enumerate().map(|(at, path)| (at.to_string(), names::path(of, *path))).collect()
}

fn controls(draft: Draft, of: CollectionId, filtering: Slot<bool>) -> AnyView {
    let begun = draft.report.get_untracked();
    let counted = match of {
        order::ID | order_line::ID => Some(&words::COUNTED_ORDERS),
        payment::ID => Some(&words::COUNTED_PAYMENTS),
        opportunity::ID => Some(&words::COUNTED_DEALS),
        _ => None,
    };
    let counted = counted.map(|text| check(text, begun.counted, move |on| draft.change(|report| report.counted = on)));
    let narrow = erase::maybe(move || {
        let n = draft.rule.with(Rule::tests);
        (n > 0).then(|| view! { <span class="badge">{n.to_string()}</span> }.into_any())
    });
    let charts = CHARTS.iter().enumerate().map(|(at, text)| (at.to_string(), t(text).to_owned())).collect();
    let chart = Chart::ALL.iter().position(|chart| *chart == begun.chart).unwrap_or(0).to_string();
    let set_chart = move |text: String| {
        if let Some(chart) = text.parse().ok().and_then(|at: usize| Chart::ALL.get(at)) {
            draft.change(|report| report.chart = *chart);
        }
    };
    let top = |n: &u16| match n {
        0 => ("0".to_owned(), t(&words::TOP_ALL).to_owned()),
        n => (n.to_string(), crate::i18n::tf(&words::TOP_N, &[("n", &n.to_string())])),
    };
    let opened = move |event| filtering.set(event_target::<web_sys::Element>(&event).has_attribute("open"));
    let known = TOPS.contains(&begun.top);
    let tops = TOPS.iter().chain((!known).then_some(&begun.top)).map(top).collect();
    let set_top = move |text: String| draft.change(|report| report.top = text.parse().unwrap_or(0));
    view! {
        {counted}
        {when(draft, of)}
        <details class="report-filter" open=filtering.get_untracked() on:toggle=opened>
            <summary>{t(&words::FILTER)} " " {narrow}</summary>
            {parts::rule_editor(of, draft.rule)}
        </details>
        {group(draft, of, 0, &words::GROUP)}
        {group(draft, of, 1, &words::THEN)}
        {check(&words::FILLED, begun.filled, move |on| draft.change(|report| report.filled = on))}
        {measures::editor(draft, of)}
        {choose(t(&words::DRAWN).to_owned(), charts, chart, set_chart)}
        {choose(t(&words::TOP).to_owned(), tops, begun.top.to_string(), set_top)}
        {check(&words::LARGEST, begun.largest, move |on| draft.change(|report| report.largest = on))}
    }
    .into_any()
}

/// The period, and the day that has to lie in it.
fn when(draft: Draft, of: CollectionId) -> AnyView {
    let days = names::paths(of, names::is_day);
    let begun = draft.report.with_untracked(|report| report.within);
    let day = begun
        .map(|(day, _)| day)
        .or_else(|| report::day_of(of))
        .and_then(|day| days.iter().position(|known| *known == day));
    let day = Slot::new(day.unwrap_or(0));
    let at = PERIODS.iter().position(|(period, _)| *period == begun.map(|(_, period)| period)).unwrap_or(0);
    let period = Slot::new(at);
    let put = {
        let days = days.clone();
        move || {
            let chosen = PERIODS.get(period.get_untracked()).and_then(|(period, _)| *period);
            let day = days.get(day.get_untracked()).copied();
            draft.change(|report| report.within = day.zip(chosen));
        }
    };
    let periods = PERIODS.iter().enumerate().map(|(at, (_, text))| (at.to_string(), t(text).to_owned())).collect();
    let choices = path_choices(of, &days);
    let set_period = {
        let put = put.clone();
        move |text: String| {
            period.set(text.parse().unwrap_or(0));
            put();
        }
    };
    let of_day = erase::show(
        move || period.get() > 0,
        move || {
            let put = put.clone();
            let set = move |text: String| {
                day.set(text.parse().unwrap_or(0));
                put();
            };
            choose(t(&words::WHEN_OF).to_owned(), choices.clone(), day.get_untracked().to_string(), set)
        },
    );
    view! {
        {choose(t(&words::WHEN).to_owned(), periods, at.to_string(), set_period)}
        {of_day}
    }
    .into_any()
}

/// One of the groups, and the length of its periods.
fn group(draft: Draft, of: CollectionId, nth: usize, name: &'static Msg) -> AnyView {
    let paths = names::paths(of, names::groups);
    let begun = draft.report.with_untracked(|report| report.groups.get(nth).copied());
    let at = begun.and_then(|group| paths.iter().position(|path| *path == group.by));
    let chosen = Slot::new(at);
    let unit = Slot::new(begun.map_or(Unit::Month, |group| group.unit));
    let is_day = {
        let paths = paths.clone();
        Derived::new(move || {
            let path = chosen.get().and_then(|at| paths.get(at).copied());
            path.and_then(|path| names::kind(of, path)).is_some_and(names::is_day)
        })
    };
    let none = (String::new(), t(&words::NO_GROUP).to_owned());
    let choices = std::iter::once(none).chain(path_choices(of, &paths)).collect();
    let put = move || {
        let by = chosen.get_untracked().and_then(|at| paths.get(at).copied());
        draft.change(|report| {
            let group = by.map(|by| Group { by, unit: unit.get_untracked() });
            match (group, nth < report.groups.len()) {
                (Some(group), true) => report.groups[nth] = group,
                (Some(group), false) => report.groups.push(group),
                (None, true) => drop(report.groups.remove(nth)),
                (None, false) => {}
            }
        });
    };
    let set = {
        let put = put.clone();
        move |text: String| {
            chosen.set(text.parse().ok());
            put();
        }
    };
    let length = erase::show(
        move || is_day.get(),
        move || {
            let put = put.clone();
            let units = UNITS.iter().enumerate().map(|(at, text)| (at.to_string(), t(text).to_owned())).collect();
            let now = Unit::ALL.iter().position(|known| *known == unit.get_untracked()).unwrap_or(2);
            let set = move |text: String| {
                if let Some(chosen) = text.parse().ok().and_then(|at: usize| Unit::ALL.get(at)) {
                    unit.set(*chosen);
                    put();
                }
            };
            choose(crate::i18n::tf(&words::UNIT_OF, &[("group", t(name))]), units, now.to_string(), set)
        },
    );
    view! {
        {choose(t(name).to_owned(), choices, at.map(|at| at.to_string()).unwrap_or_default(), set)}
        {length}
    }
    .into_any()
}

/// The name, and what keeps the report.
fn keeper(tile: Option<Tile>, draft: Draft, name: RwSignal<String>) -> AnyView {
    let error = Slot::new(false);
    let node = NodeRef::<leptos::html::Input>::new();
    let ready = tile.as_ref().is_some_and(|tile| tile.ready.is_some());
    let id = tile.as_ref().map(|tile| tile.id);
    let given = tile.as_ref().map(names::tile).filter(|_| ready);
    let save = move |id: Option<RecordId>| {
        let text = name.with_untracked(|name| name.trim().to_owned());
        error.set(text.is_empty());
        if text.is_empty() {
            if let Some(node) = node.get_untracked() {
                let _ = node.focus();
            }
            return;
        }
        // A ready-made name that nobody changed goes on to be in the reader's language.
        let kept = if id.is_some() && given.as_ref() == Some(&text) { String::new() } else { text };
        keep(ReportsDeed::Keep { id, name: kept, report: Box::new(untrack(|| draft.now())) });
    };
    let save_new = save.clone();
    let again = id.map(|_| button("button", &words::SAVE_NEW, move || save_new(None)));
    let remove = id.map(|id| {
        let text = if ready { &words::AS_IT_WAS } else { &words::DELETE };
        button("button quiet danger", text, move || keep(ReportsDeed::Remove { id }))
    });
    let invalid = erase::attribute(move || error.get().then(|| "true".to_owned()));
    let trouble = erase::maybe(move || {
        error.get().then(|| view! { <p class="field-error" role="alert">{t(&words::NEEDS_NAME)}</p> }.into_any())
    });
    view! {
        <label class="report-field">
            <span>{t(&words::NAME)}</span>
            <input class="input" type="text" autocomplete="off" node_ref=node aria-invalid=invalid
                prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event)) />
        </label>
        {trouble}
        <div class="report-buttons">
            {button("button primary", &words::SAVE, move || save(id))}
            {again}
            {remove}
        </div>
    }
    .into_any()
}

/// Keeps or removes a report and goes to the dashboard.
fn keep(deed: ReportsDeed) {
    erase::spawn(async move {
        match data::send(step(deed)).await {
            Ok(reply) => {
                data::done(&reply);
                if matches!(reply, Reply::Done { .. } | Reply::Created { .. }) {
                    go_instead("reports");
                }
            }
            Err(problem) => toast::problem(failure(&problem)),
        }
    });
}
