//! The payment plan as it is made or changed: divided at once, or written row by row; all of it comes to the total.

use super::Shown;
use crate::data;
use crate::format;
use crate::i18n::{failure, t, tf};
use crate::selling::money::ask;
use crate::selling::money::words;
use crate::state::Slot;
use crate::ui::field::{Editor, editor, reader, today};
use crate::ui::{Glyph, Icon, button, erase, toast};
use leptos::prelude::*;
use model::dues::{equal_parts, later, shares_of};
use model::{Day, Kind, Money, RecordId, Value};
use protocol::MoneyDeed;
use protocol::money::PlanLine;
use std::sync::Arc;

/// Most instalments of a plan.
const PARTS_MAX: u32 = 60;
/// Days before an instalment is due, if nobody says otherwise.
const REMIND_DAYS: &str = "3";

/// An instalment as it is typed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Row {
    id: Option<RecordId>,
    due: Value,
    amount: Value,
    /// The days of its reminder, as they were kept.
    remind: Option<u32>,
}

#[derive(Clone, Copy)]
struct Form {
    order: RecordId,
    total: Money,
    rows: Slot<Vec<Row>>,
    /// Grows when the inputs must be drawn anew.
    drawn: RwSignal<u32>,
    remind: RwSignal<String>,
    /// What stood there at first.
    was: Slot<String>,
    parts: RwSignal<String>,
    first: Slot<Value>,
    every: RwSignal<String>,
    wrong: Slot<Option<&'static str>>,
    open: RwSignal<bool>,
}

pub(super) fn form(shown: Shown, open: RwSignal<bool>) -> AnyView {
    let (plan, total) = shown.with(|order| (order.plan.clone(), order.total)).unwrap_or_default();
    let Some(total) = total else {
        return view! { <p class="note">{t(&words::PLAN_NO_TOTAL)}</p> }.into_any();
    };
    let money = |money: Option<Money>| money.map_or(Value::Empty, Value::Money);
    let row = |part: &protocol::OrderInstalment| Row {
        id: Some(part.id),
        due: part.due.map_or(Value::Empty, Value::Day),
        amount: money(part.amount),
        remind: part.remind_days,
    };
    let planned = !plan.is_empty();
    // Where the instalments differ, they stay so until somebody writes days for all.
    let alike = plan.first().filter(|first| plan.iter().all(|part| part.remind_days == first.remind_days));
    let remind = match (planned, alike) {
        (false, _) => REMIND_DAYS.to_owned(),
        (_, alike) => alike.and_then(|part| part.remind_days).map(|days| days.to_string()).unwrap_or_default(),
    };
    let form = Form {
        order: shown.id,
        total,
        rows: Slot::new(plan.iter().map(row).collect()),
        drawn: RwSignal::new(0),
        remind: RwSignal::new(remind.clone()),
        was: Slot::new(remind),
        parts: RwSignal::new("1".to_owned()),
        first: Slot::new(Value::Day(later(today(), 1))),
        every: RwSignal::new("1m".to_owned()),
        wrong: Slot::new(None),
        open,
    };
    if !planned {
        form.divide();
    }
    let remove = planned.then(|| button("button quiet", &words::PLAN_REMOVE, move || form.send(Vec::new())));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.save();
    };
    view! {
        <form class="form" on:submit=submit novalidate>
            {form.divider()}
            {form.list()}
            {form.rest()}
            <div class="form-end">
                {remove}
                <button type="submit" class="button primary">{t(&words::SAVE)}</button>
            </div>
        </form>
    }
    .into_any()
}

/// The parts that a text names: "3", or per cents that come to a hundred.
fn parts(text: &str, total: i64) -> Option<Vec<i64>> {
    let numbers: Option<Vec<u32>> = text
        .split(['/', ',', '，', '、', ' ', '+'])
        .filter(|part| !part.is_empty())
        .map(|part| part.trim().trim_end_matches(['%', '％']).parse().ok())
        .collect();
    match numbers?.as_slice() {
        [n] if (1..=PARTS_MAX).contains(n) => Some(equal_parts(total, *n)),
        all if all.len() > 1 && all.iter().sum::<u32>() == 100 => Some(shares_of(total, all)),
        _ => None,
    }
}

/// The day of the nth instalment.
fn nth_day(first: Day, every: &str, n: i32) -> Day {
    match every {
        "7d" => Day(first.0 + 7 * n),
        "14d" => Day(first.0 + 14 * n),
        "3m" => later(first, 3 * n),
        _ => later(first, n),
    }
}

impl Form {
    fn read_day(self, typed: &Value) -> Option<Day> {
        match reader(self.total.currency).check(Kind::Day, typed) {
            Ok(Value::Day(day)) => Some(day),
            _ => None,
        }
    }

    fn read_amount(self, typed: &Value) -> Option<Money> {
        match reader(self.total.currency).check(Kind::Money, typed) {
            Ok(Value::Money(money)) => Some(money),
            _ => None,
        }
    }

    /// Divides the total as said; the instalments that stand already keep who they are, one after the other.
    fn divide(self) {
        let amounts = parts(&self.parts.get_untracked(), self.total.minor);
        let first = self.read_day(&self.first.get_untracked());
        let (Some(amounts), Some(first)) = (amounts, first) else {
            return self.wrong.set(Some(t(&words::PARTS_BAD)));
        };
        self.wrong.set(None);
        let known = self.rows.get_untracked();
        let every = self.every.get_untracked();
        let row = |(at, minor): (usize, i64)| Row {
            due: Value::Day(nth_day(first, &every, at as i32)),
            amount: Value::Money(Money { minor, ..self.total }),
            ..known.get(at).cloned().unwrap_or_default()
        };
        self.rows.set(amounts.into_iter().enumerate().map(row).collect());
        self.drawn.update(|drawn| *drawn += 1);
    }

    fn divider(self) -> AnyView {
        let everies = [
            ("7d", &words::EVERY_WEEK),
            ("14d", &words::EVERY_FORTNIGHT),
            ("1m", &words::EVERY_MONTH),
            ("3m", &words::EVERY_QUARTER),
        ];
        let chosen = self.every.get_untracked();
        let everies: Vec<AnyView> = everies
            .into_iter()
            .map(|(value, name)| {
                let is = value == chosen;
                view! { <option value=value prop:selected=is>{t(name)}</option> }.into_any()
            })
            .collect();
        let first = editor(Editor {
            label: t(&words::FIRST_DUE).to_owned(),
            kind: Kind::Day,
            value: self.first.get_untracked(),
            names: Vec::new(),
            changed: Arc::new(move |value| self.first.set(value)),
            learned: None,
            near: None,
            focus: false,
            invalid: Slot::new(false),
        });
        let wrong = erase::maybe(move || {
            let why = self.wrong.get()?;
            Some(view! { <p class="field-error" role="alert">{why}</p> }.into_any())
        });
        view! {
            <div class="plan-divide">
                <label class="form-row">
                    <span>{t(&words::PARTS)}</span>
                    <input class="input" type="text" autocomplete="off" placeholder=t(&words::PARTS_HINT)
                        aria-label=t(&words::PARTS)
                        prop:value=self.parts.get_untracked()
                        on:input:target=move |event| self.parts.set(event.target().value()) />
                </label>
                <label class="form-row"><span>{t(&words::FIRST_DUE)}</span>{first}</label>
                <label class="form-row">
                    <span>{t(&words::EVERY)}</span>
                    <select class="select" on:change:target=move |event| self.every.set(event.target().value())>
                        {everies}
                    </select>
                </label>
                {button("button", &words::DIVIDE, move || self.divide())}
            </div>
            <p class="note">{t(&words::PARTS_HINT)}</p>
            {wrong}
        }
        .into_any()
    }

    fn list(self) -> AnyView {
        let rows = erase::view(move || {
            self.drawn.get();
            let count = self.rows.with_untracked(Vec::len);
            (0..count).map(|at| untrack(|| self.row(at))).collect::<Vec<_>>().into_any()
        });
        let add = button("button quiet", &words::INSTALMENT_ADD, move || {
            self.rows.update(|rows| {
                let day = rows.last().and_then(|row| if let Value::Day(day) = row.due { Some(day) } else { None });
                let due = nth_day(day.unwrap_or_else(today), &self.every.get_untracked(), 1);
                rows.push(Row { due: Value::Day(due), ..Row::default() });
            });
            self.drawn.update(|drawn| *drawn += 1);
        });
        view! {
            <div class="plan-rows">{rows}</div>
            <div class="plan-tools">
                {add}
                <label class="plan-remind">
                    <span>{t(&words::REMIND_DAYS)}</span>
                    <input class="input" type="text" inputmode="numeric" autocomplete="off"
                        prop:value=self.remind.get_untracked()
                        on:input:target=move |event| self.remind.set(event.target().value()) />
                </label>
            </div>
        }
        .into_any()
    }

    fn input(self, at: usize, kind: Kind, name: &'static crate::i18n::Msg) -> AnyView {
        let is_day = kind == Kind::Day;
        let value = self.rows.with_untracked(|rows| {
            rows.get(at).map_or(Value::Empty, |row| if is_day { row.due.clone() } else { row.amount.clone() })
        });
        let made = editor(Editor {
            label: t(name).to_owned(),
            kind,
            value,
            names: Vec::new(),
            changed: Arc::new(move |value| {
                self.wrong.set(None);
                self.rows.update(|rows| {
                    if let Some(row) = rows.get_mut(at) {
                        *(if is_day { &mut row.due } else { &mut row.amount }) = value;
                    }
                });
            }),
            learned: None,
            near: None,
            focus: false,
            invalid: Slot::new(false),
        });
        view! { <label class="form-row"><span>{t(name)}</span>{made}</label> }.into_any()
    }

    fn row(self, at: usize) -> AnyView {
        let n = (at + 1).to_string();
        let remove = tf(&words::INSTALMENT_REMOVE, &[("n", &n)]);
        let take = move |_| {
            self.rows.update(|rows| {
                if at < rows.len() {
                    rows.remove(at);
                }
            });
            self.drawn.update(|drawn| *drawn += 1);
        };
        view! {
            <div class="plan-edit" role="group" aria-label=tf(&words::INSTALMENT, &[("n", &n)])>
                {self.input(at, Kind::Day, &words::DUE)}
                {self.input(at, Kind::Money, &words::AMOUNT)}
                <button type="button" class="button quiet icon-only" title=remove.clone() aria-label=remove on:click=take>
                    <Icon of=Glyph::Trash />
                </button>
            </div>
        }
        .into_any()
    }

    /// What of the total no instalment takes yet; below zero for too much.
    fn left(self) -> i64 {
        let amounts =
            self.rows.with(|rows| rows.iter().filter_map(|row| self.read_amount(&row.amount)).collect::<Vec<_>>());
        amounts.iter().fold(self.total.minor, |left, amount| left.saturating_sub(amount.minor))
    }

    fn rest(self) -> AnyView {
        let text = erase::text(move || {
            let left = self.left();
            let words = match left {
                0 => &words::REST_NONE,
                1.. => &words::REST,
                _ => &words::REST_OVER,
            };
            let money = |minor| format::money(Money { minor, ..self.total });
            tf(words, &[("total", &money(self.total.minor)), ("rest", &money(left.saturating_abs()))])
        });
        let take = erase::show(
            move || self.left() != 0 && self.rows.with(|rows| !rows.is_empty()),
            move || {
                button("button quiet", &words::REST_TAKE, move || {
                    let left = untrack(|| self.left());
                    self.rows.update(|rows| {
                        if let Some(row) = rows.last_mut() {
                            let was = self.read_amount(&row.amount).map_or(0, |amount| amount.minor);
                            row.amount = Value::Money(Money { minor: was.saturating_add(left), ..self.total });
                        }
                    });
                    self.drawn.update(|drawn| *drawn += 1);
                })
            },
        );
        view! { <div class="plan-rest"><p role="status">{text}</p>{take}</div> }.into_any()
    }

    fn save(self) {
        let typed = self.remind.get_untracked();
        let Ok(remind) = model::input::count(&typed) else { return self.wrong.set(Some(t(&words::BAD_REMIND))) };
        let is_new = typed != self.was.get_untracked();
        let line = |row: &Row| {
            let amount = self.read_amount(&row.amount).filter(|amount| amount.minor > 0)?;
            let remind_days = if is_new || row.id.is_none() { remind } else { row.remind };
            Some(PlanLine { id: row.id, due: self.read_day(&row.due)?, amount, remind_days })
        };
        match self.rows.with_untracked(|rows| rows.iter().map(line).collect::<Option<Vec<_>>>()) {
            Some(lines) if !lines.is_empty() => self.send(lines),
            _ => self.wrong.set(Some(t(&words::BAD_ROW))),
        }
    }

    fn send(self, lines: Vec<PlanLine>) {
        let order = self.order;
        erase::spawn(async move {
            match data::send(ask::deed(MoneyDeed::Plan { order, lines })).await {
                Ok(reply) => {
                    self.open.try_set(false);
                    data::done(&reply);
                }
                Err(problem) => toast::problem(failure(&problem)),
            }
        });
    }
}
