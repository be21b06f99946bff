//! The table in which targets are typed: all that was typed is saved as one step.

use super::super::{step, words};
use super::{AllTyped, Targets, amount, period_name, unit, who_name};
use crate::data::act_telling;
use crate::format;
use crate::i18n::{t, tf};
use crate::state::Derived;
use crate::ui::{button, erase, toast};
use leptos::prelude::*;
use model::input::parse;
use model::rule::Unit;
use model::{Currency, Day, Decimal, Kind, Money, Value};
use protocol::{ReportsDeed, TargetChange, TargetRow, TargetsAnswer, TargetsOf, Who};
use std::collections::BTreeMap;

/// What was typed, by whom it is for and when.
type Texts = BTreeMap<(Who, Day), String>;

/// What was typed for some targets. It is kept while others are looked at.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    all: AllTyped,
    of: TargetsOf,
}

impl Typed {
    pub(super) fn new(all: AllTyped, of: TargetsOf) -> Typed {
        Typed { all, of }
    }

    fn with<T>(self, f: impl FnOnce(&Texts) -> T) -> T {
        self.all.with(|all| f(all.get(&self.of).unwrap_or(&Texts::new())))
    }

    fn set(self, texts: Texts) {
        self.all.update(|all| match texts.is_empty() {
            true => drop(all.remove(&self.of)),
            false => drop(all.insert(self.of, texts)),
        });
    }

    /// Keeps what stands in a cell; nothing where that `is_set`.
    fn put(self, who: Who, start: Day, text: String, is_set: bool) {
        let mut texts = self.all.with_untracked(|all| all.get(&self.of).cloned().unwrap_or_default());
        match is_set {
            true => drop(texts.remove(&(who, start))),
            false => drop(texts.insert((who, start), text)),
        }
        self.set(texts);
    }
}

/// How much more than last year is proposed.
const MORE: i64 = 10;

/// What stands in a cell: `Ok(None)` for nothing.
fn target_of(text: &str, currency: Option<Currency>) -> Result<Option<i64>, ()> {
    let kind = if currency.is_some() { Kind::Money } else { Kind::Number };
    let read = parse(kind, text, currency.unwrap_or(Currency::USD)).map_err(|_| ())?;
    let target = match read {
        Value::Empty => return Ok(None),
        // Typed with a currency of its own: it would not add up.
        Value::Money(money) if Some(money.currency) == currency => money.minor,
        Value::Number(number) if number.0 % Decimal::ONE == 0 => number.0 / Decimal::ONE,
        _ => return Err(()),
    };
    if target < 0 { Err(()) } else { Ok(Some(target)) }
}

/// A target as it is typed.
fn plain(target: i64, currency: Option<Currency>) -> String {
    let text = currency.map_or_else(|| target.to_string(), |currency| Money { minor: target, currency }.plain());
    match text.split_once('.') {
        Some((whole, part)) if part.bytes().all(|digit| digit == b'0') => whole.to_owned(),
        _ => text,
    }
}

/// A target that is so many per cent more, rounded half up.
fn more(target: i64, per_cent: i64) -> i64 {
    let whole = i128::from(target) * (100 + i128::from(per_cent));
    i64::try_from(protocol::rounded(whole, 100)).unwrap_or(i64::MAX).max(0)
}

/// What changed against what is set.
fn changes(answer: &TargetsAnswer, typed: &Texts) -> Result<Vec<TargetChange>, ()> {
    let mut changes = Vec::new();
    for ((who, start), text) in typed {
        let target = target_of(text, answer.currency)?;
        if target != own(answer, *who, *start) {
            changes.push(TargetChange { who: *who, start: *start, target });
        }
    }
    Ok(changes)
}

/// What was set for somebody and a period, and does not follow from others.
fn own(answer: &TargetsAnswer, who: Who, start: Day) -> Option<i64> {
    let at = answer.periods.iter().position(|(first, _)| *first == start)?;
    let cell = answer.rows.iter().find(|row| row.who == who)?.cells.get(at)?;
    cell.target.filter(|_| !cell.derived)
}

/// The section in which targets are set.
pub(super) fn grid(targets: Targets, typed: Typed) -> AnyView {
    let of = typed.of;
    let now = move || targets.get_untracked();
    // The table is drawn anew for other people or periods, not while somebody types.
    let rows = Derived::new(move || {
        targets.with(|targets| {
            targets.as_ref().map(|targets| targets.rows.iter().map(|row| (row.who, who_name(row))).collect::<Vec<_>>())
        })
    });
    let table = erase::view(move || {
        rows.with(|_| ());
        now().map_or_else(erase::nothing, |answer| table(&answer, targets, typed))
    });
    let found = Derived::new(move || {
        targets.with(|targets| targets.as_ref().map(|targets| typed.with(|typed| changes(targets, typed))))
    });
    let nothing = erase::flag(move || !found.with(|found| matches!(found, Some(Ok(changes)) if !changes.is_empty())));
    let trouble = erase::maybe(move || {
        let wrong = found.with(|found| matches!(found, Some(Err(()))));
        wrong.then(|| view! { <p class="field-error" role="alert">{t(&words::UNREADABLE)}</p> }.into_any())
    });
    let save = move |_| {
        let Some((answer, Some(Ok(changes)))) = now().map(|answer| (answer, found.get_untracked())) else { return };
        let currency = answer.currency.unwrap_or(Currency::USD);
        let deed = ReportsDeed::SetTargets { measure: of.measure, period: of.period, currency, changes };
        act_telling(
            step(deed),
            Box::new(move |saved| {
                if saved {
                    typed.set(Texts::new());
                }
            }),
        );
    };
    let dirty = Derived::new(move || typed.with(|typed| !typed.is_empty()));
    let discard = erase::show(
        move || dirty.get(),
        move || button("button quiet", &words::DISCARD, move || typed.set(Texts::new())),
    );
    let alone = erase::show(
        move || rows.with(|rows| rows.as_ref().is_some_and(|rows| rows.len() == 1)),
        || {
            view! {
                <p class="note">{t(&words::ADD_PEOPLE)} " " <a href="team">{t(&words::TO_TEAM)}</a></p>
            }
            .into_any()
        },
    );
    view! {
        <section class="target-set">
            <h2>{t(&words::SET)}</h2>
            {alone}
            {table}
            {trouble}
            <div class="report-buttons">
                <button type="button" class="button primary" disabled=nothing on:click=save>{t(&words::SAVE_TARGETS)}</button>
                {discard}
                {copier(targets, typed)}
            </div>
        </section>
    }
    .into_any()
}

/// Proposes the targets of last year, changed by some per cent.
fn copier(targets: Targets, typed: Typed) -> AnyView {
    let by = RwSignal::new(MORE.to_string());
    let per_cent = move || by.get().trim().parse::<i64>().ok().filter(|by| (-100..=1_000).contains(by));
    let text = erase::text(move || {
        let by = per_cent().unwrap_or(0);
        let change = format!("{}{} %", if by < 0 { "−" } else { "+" }, by.abs());
        tf(&words::COPY, &[("change", &change)])
    });
    let copy = move |_| {
        let (Some(by), Some(answer)) = (untrack(per_cent), targets.get_untracked()) else { return };
        let mut proposed = untrack(|| typed.with(Clone::clone));
        let before = proposed.len();
        for row in answer.rows.iter().filter(|row| row.who != Who::Nobody) {
            for (cell, (start, _)) in row.cells.iter().zip(&answer.periods) {
                if let Some(target) = cell.before {
                    proposed.insert((row.who, *start), plain(more(target, by), answer.currency));
                }
            }
        }
        if proposed.len() == before && before == 0 {
            toast::show(t(&words::COPY_NONE).to_owned(), None);
        }
        typed.set(proposed);
    };
    let wrong = erase::flag(move || per_cent().is_none());
    view! {
        <span class="target-copy">
            <button type="button" class="button" disabled=wrong on:click=copy>{text}</button>
            <input class="input" type="text" inputmode="numeric" aria-label=t(&words::COPY_BY) prop:value=move || by.get()
                on:input=move |event| by.set(event_target_value(&event)) />
            <span class="muted" aria-hidden="true">"%"</span>
        </span>
    }
    .into_any()
}

/// A period in a table of one year.
fn head(of: TargetsOf, start: Day) -> String {
    match unit(of) {
        Unit::Month => format::month_short(start),
        _ => period_name(of, start),
    }
}

fn table(answer: &TargetsAnswer, targets: Targets, typed: Typed) -> AnyView {
    let heads: Vec<AnyView> = answer
        .periods
        .iter()
        .map(|(start, _)| view! { <th class="num" scope="col">{head(answer.of, *start)}</th> }.into_any())
        .collect();
    let sum = (answer.periods.len() > 1)
        .then(|| view! { <th class="num" scope="col">{t(&words::YEAR_TOTAL)}</th> }.into_any());
    let rows: Vec<AnyView> =
        answer.rows.iter().filter(|row| row.who != Who::Nobody).map(|row| line(answer, row, targets, typed)).collect();
    view! {
        <div class="scroll-x" role="group" tabindex="0" aria-label=t(&words::SET)>
            <table class="table target-table">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::WHO)}</th>
                        {heads}
                        {sum}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(answer: &TargetsAnswer, row: &TargetRow, targets: Targets, typed: Typed) -> AnyView {
    let (who, name, currency) = (row.who, who_name(row), answer.currency);
    let cells: Vec<AnyView> = answer
        .periods
        .iter()
        .map(|(start, _)| {
            let said = tf(&words::CELL, &[("who", &name), ("period", &period_name(answer.of, *start))]);
            cell(who, *start, said, currency, targets, typed)
        })
        .collect();
    let sum = (answer.periods.len() > 1).then(|| {
        let text = erase::text(move || {
            targets.with(|targets| {
                let Some(targets) = targets else { return String::new() };
                let Some(row) = targets.rows.iter().find(|row| row.who == who) else { return String::new() };
                let of = |(cell, (start, _)): (&protocol::TargetCell, &(Day, Day))| {
                    let text = typed.with(|typed| typed.get(&(who, *start)).cloned());
                    text.map_or(cell.target, |text| target_of(&text, currency).ok().flatten())
                };
                let all: Vec<i64> = row.cells.iter().zip(&targets.periods).filter_map(of).collect();
                if all.is_empty() {
                    return "–".to_owned();
                }
                amount(targets, all.into_iter().fold(0, i64::saturating_add))
            })
        });
        view! { <td class="num target-sum">{text}</td> }.into_any()
    });
    view! {
        <tr>
            <th scope="row">{name}</th>
            {cells}
            {sum}
        </tr>
    }
    .into_any()
}

fn cell(who: Who, start: Day, said: String, currency: Option<Currency>, targets: Targets, typed: Typed) -> AnyView {
    let known = move || {
        targets.with(|targets| {
            let answer = targets.as_ref()?;
            let at = answer.periods.iter().position(|(first, _)| *first == start)?;
            answer.rows.iter().find(|row| row.who == who)?.cells.get(at).copied()
        })
    };
    let set = move || {
        let target = known().filter(|cell| !cell.derived).and_then(|cell| cell.target);
        target.map_or_else(String::new, |target| plain(target, currency))
    };
    let value = move || typed.with(|typed| typed.get(&(who, start)).cloned()).unwrap_or_else(set);
    // What follows from others is told, but not typed.
    let hint = erase::text(move || {
        let derived = known().filter(|cell| cell.derived).and_then(|cell| cell.target);
        derived.map_or_else(String::new, |target| plain(target, currency))
    });
    let invalid = erase::attribute(move || {
        let wrong = typed.with(|typed| typed.get(&(who, start)).is_some_and(|text| target_of(text, currency).is_err()));
        wrong.then(|| "true".to_owned())
    });
    let input = move |event| {
        let text = event_target_value(&event);
        let is_set = text == untrack(set);
        typed.put(who, start, text, is_set);
    };
    view! {
        <td>
            <input class="input num" type="text" inputmode="decimal" autocomplete="off" aria-label=said aria-invalid=invalid
                placeholder=hint prop:value=value on:input=input />
        </td>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::{more, plain, target_of};
    use model::Currency;

    #[test]
    fn cells_are_amounts_or_whole_numbers_from_nothing_on() {
        let (cny, none) = (Some(Currency::CNY), None);
        assert_eq!(target_of("1,200.50", cny), Ok(Some(120_050)));
        assert_eq!(target_of("", cny), Ok(None));
        for (text, currency) in [("-1", cny), ("ten", cny), ("1.5", none), ("-3", none)] {
            assert_eq!(target_of(text, currency), Err(()), "{text}");
        }
        assert_eq!(target_of("12", none), Ok(Some(12)));
        assert_eq!(plain(120_050, cny), "1200.50");
        assert_eq!((plain(120_000, cny), plain(7, none)), ("1200".to_owned(), "7".to_owned()));
        assert_eq!((more(105, 10), more(100, -100), more(i64::MAX, 10)), (116, 0, i64::MAX));
    }
}
