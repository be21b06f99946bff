//! Which purchase model stands behind the stages, and what it found.

use super::words;
use crate::format;
use crate::i18n::{t, tf};
use crate::ui::Why;
use leptos::prelude::*;
use protocol::{ModelAnswer, SegmentsAnswer};

/// The name of the model with its "why"; nothing where there is none.
pub(super) fn line(answer: &SegmentsAnswer) -> Option<AnyView> {
    let model = answer.model.as_ref()?;
    let name = if model.modified { "MBG/NBD" } else { "BG/NBD" };
    let n = format::integer(answer.buyers.into());
    let line = tf(&words::MODEL_LINE, &[("name", name), ("n", &n)]);
    let explained: Vec<AnyView> = explain(model).into_iter().map(|text| view! { <li>{text}</li> }.into_any()).collect();
    let line = view! {
        <Why summary=line>
            <p>{t(&words::MODEL_WHAT)}</p>
            <ul>{explained}</ul>
        </Why>
    };
    Some(line.into_any())
}

fn explain(model: &ModelAnswer) -> Vec<String> {
    let [r, alpha, a, b] = model.parameters;
    let digits = |value: f64| format::fixed(value, 3);
    let weeks = format::number(if r > 0.0 { alpha / r } else { 0.0 });
    let ends = if a + b > 0.0 { a / (a + b) } else { 0.0 };
    let mut lines = vec![
        tf(&words::MODEL_RATE, &[("r", &digits(r)), ("alpha", &digits(alpha)), ("weeks", &weeks)]),
        tf(&words::MODEL_ENDING, &[("a", &digits(a)), ("b", &digits(b)), ("share", &format::percent(ends, 0))]),
        tf(&words::MODEL_FIT, &[("value", &format::number(model.log_likelihood))]),
    ];
    if model.prior_share > 0.0 {
        lines.push(tf(&words::MODEL_PRIOR, &[("share", &format::percent(model.prior_share, 0))]));
    }
    for (is, line) in [(model.is_open, &words::MODEL_OPEN), (!model.converged, &words::MODEL_SEARCH)] {
        if is {
            lines.push(t(line).to_owned());
        }
    }
    lines
}
