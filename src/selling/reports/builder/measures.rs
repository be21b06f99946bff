//! The figures of the report that is built.

use super::super::{names, words};
use super::choice::options;
use super::{Draft, path_choices};
use crate::i18n::{Msg, t, tf};
use crate::state::Derived;
use crate::ui::{Glyph, Icon, button, erase};
use leptos::prelude::*;
use model::report::{Calc, MEASURES_MAX, Measure, Path};
use model::{CollectionId, Kind};

static CALCS: [&Msg; 8] = [
    &words::CALC_COUNT,
    &words::CALC_SUM,
    &words::CALC_AVERAGE,
    &words::CALC_LEAST,
    &words::CALC_MOST,
    &words::CALC_DISTINCT,
    &words::CALC_FILLED,
    &words::CALC_SHARE,
];

/// What a calculation can be of.
fn paths(of: CollectionId, calc: Calc) -> Vec<Path> {
    let holds: fn(Kind) -> bool = match calc {
        Calc::Count => |_| false,
        Calc::Sum | Calc::Average | Calc::Least | Calc::Most => names::weighs,
        Calc::Distinct | Calc::Filled | Calc::Share => names::groups,
    };
    names::paths(of, holds)
}

pub(super) fn editor(draft: Draft, of: CollectionId) -> AnyView {
    let count = Derived::new(move || draft.report.with(|report| report.measures.len()));
    let rows = erase::view(move || (0..count.get()).map(|nth| row(draft, of, nth)).collect::<Vec<_>>().into_any());
    let add = erase::show(
        move || count.get() < MEASURES_MAX,
        move || {
            button("button quiet", &words::ADD_MEASURE, move || {
                draft.change(|report| report.measures.push(Measure::COUNT))
            })
        },
    );
    view! {
        <fieldset class="report-measures">
            <legend>{t(&words::MEASURES)}</legend>
            {rows}
            {add}
        </fieldset>
    }
    .into_any()
}

fn row(draft: Draft, of: CollectionId, nth: usize) -> AnyView {
    let measure = move || draft.report.with(|report| report.measures.get(nth).copied().unwrap_or(Measure::COUNT));
    let put = move |measure: Measure| {
        draft.change(|report| {
            if let Some(place) = report.measures.get_mut(nth) {
                *place = measure;
            }
        });
    };
    let number = (nth + 1).to_string();
    let calc = Derived::new(move || measure().calc);
    let calcs = CALCS.iter().enumerate().map(|(at, text)| (at.to_string(), t(text).to_owned())).collect();
    let now = Calc::ALL.iter().position(|known| *known == calc.get_untracked()).unwrap_or(0).to_string();
    let on_calc = move |event| {
        let chosen = event_target_value(&event).parse().ok().and_then(|at: usize| Calc::ALL.get(at).copied());
        if let Some(calc) = chosen {
            let known = paths(of, calc);
            let kept = untrack(measure).of;
            let path = if known.contains(&kept) { Some(kept) } else { known.first().copied() };
            put(Measure { calc, of: path.unwrap_or(Measure::COUNT.of) });
        }
    };
    let field_name = tf(&words::FIELD_NTH, &[("n", &number)]);
    let field = erase::maybe(move || {
        let calc = calc.get();
        let known = paths(of, calc);
        if known.is_empty() {
            return None;
        }
        let now = known.iter().position(|path| *path == untrack(measure).of).unwrap_or(0).to_string();
        let choices = path_choices(of, &known);
        let on_field = move |event| {
            let chosen = event_target_value(&event).parse().ok().and_then(|at: usize| known.get(at).copied());
            if let Some(path) = chosen {
                put(Measure { calc, of: path });
            }
        };
        Some(
            view! {
                <select class="select" aria-label=field_name.clone() on:change=on_field>
                    {options(choices, &now)}
                </select>
            }
            .into_any(),
        )
    });
    let remove_name = tf(&words::REMOVE_NTH, &[("n", &number)]);
    let remove = erase::show(
        move || draft.report.with(|report| report.measures.len() > 1),
        move || {
            let remove = move |_| {
                draft.change(|report| {
                    if nth < report.measures.len() {
                        report.measures.remove(nth);
                    }
                });
            };
            view! {
                <button type="button" class="button quiet icon-only" aria-label=remove_name.clone() title=remove_name.clone()
                    on:click=remove>
                    <Icon of=Glyph::Close />
                </button>
            }
            .into_any()
        },
    );
    view! {
        <div class="report-measure">
            <select class="select" aria-label=tf(&words::MEASURE_NTH, &[("n", &number)]) on:change=on_calc>
                {options(calcs, &now)}
            </select>
            {field}
            {remove}
        </div>
    }
    .into_any()
}
