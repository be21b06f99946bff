//! What customers said with their answers.

use super::words;
use crate::format;
use crate::i18n::{t, tf};
use crate::ui::field::option_text;
use leptos::prelude::*;
use model::options::SURVEY_KIND;
use protocol::DimensionsAnswer;

pub(super) fn list(answer: &DimensionsAnswer) -> AnyView {
    if answer.comments.is_empty() {
        return view! { <p class="note">{t(&words::NONE)}</p> }.into_any();
    }
    let some = (answer.comments.len() < answer.comments_all as usize).then(|| {
        let (n, all) = (answer.comments.len().to_string(), format::integer(answer.comments_all.into()));
        view! { <p class="note">{tf(&words::FEEDBACK_SOME, &[("n", &n), ("all", &all)])}</p> }.into_any()
    });
    let rows: Vec<AnyView> = answer
        .comments
        .iter()
        .map(|one| {
            view! {
                <li class="feedback">
                    <blockquote>{one.text.clone()}</blockquote>
                    <p class="note">
                        <a href=format!("customers?id={}", one.customer)>{one.name.clone()}</a>
                        " · "
                        {option_text(&SURVEY_KIND, one.kind)}
                        ": "
                        {one.score.to_string()}
                        " · "
                        {format::day(one.day)}
                    </p>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        {some}
        <ul class="feedbacks">{rows}</ul>
    }
    .into_any()
}

pub(super) fn sheet(answer: &DimensionsAnswer) -> Vec<Vec<String>> {
    let head = [&words::DAY, &words::CUSTOMER, &words::ASKED, &words::SCORE, &words::SAID];
    let mut rows = vec![head.map(|name| t(name).to_owned()).to_vec()];
    rows.extend(answer.comments.iter().map(|one| {
        let asked = option_text(&SURVEY_KIND, one.kind);
        vec![one.day.iso(), one.name.clone(), asked, one.score.to_string(), one.text.clone()]
    }));
    rows
}
