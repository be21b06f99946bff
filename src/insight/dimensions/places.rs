//! Conversations by kind, and answers by channel and by touchpoint.

use super::super::{head, rules, way};
use super::scores::answered;
use super::words;
use crate::format;
use crate::i18n::{Msg, t};
use crate::ui::field::option_text;
use leptos::prelude::*;
use model::options::{ACTIVITY_KIND, CHANNEL, OptionList, TOUCHPOINT};
use model::schema::survey_response;
use model::{FieldId, OptionId, Rule};
use protocol::{DimensionsAnswer, Place};

fn name(list: &'static OptionList, option: Option<OptionId>) -> String {
    option.map_or_else(|| t(&words::NOT_SAID).to_owned(), |option| option_text(list, option))
}

/// A number that leads to the customers of a rule.
fn figure(n: u32, who: &str, rule: Rule) -> AnyView {
    let text = format::integer(n.into());
    if n == 0 { text.into_any() } else { way::customers(text, who, rule) }
}

fn nothing() -> AnyView {
    view! { <p class="note">{t(&words::NONE)}</p> }.into_any()
}

pub(super) fn channels(answer: &DimensionsAnswer) -> AnyView {
    let rows: Vec<AnyView> = answer
        .kinds
        .iter()
        .map(|&(kind, counts)| {
            let name = name(&ACTIVITY_KIND, kind);
            let [now, before] = [0, 1].map(|back: u32| {
                let rule = rules::talked(rules::period(answer.as_of, answer.days, back), Some(kind));
                figure(counts[back as usize], &name, rule)
            });
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td class="num">{now}</td>
                    <td class="num muted">{before}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let kinds = match rows.is_empty() {
        true => nothing(),
        false => view! {
            <table class="table insight-table">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::KIND)}</th>
                        <th class="num" scope="col">{t(&words::NOW)}</th>
                        <th class="num" scope="col">{t(&words::BEFORE)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any(),
    };
    let (field, list) = (survey_response::CHANNEL.id, &CHANNEL);
    let answers =
        (!answer.channels.is_empty()).then(|| places(answer, &answer.channels, (field, list), &words::CHANNEL));
    view! {
        {kinds}
        {answers}
    }
    .into_any()
}

pub(super) fn touchpoints(answer: &DimensionsAnswer) -> AnyView {
    match answer.touchpoints.is_empty() {
        true => nothing(),
        false => {
            let of = (survey_response::TOUCHPOINT.id, &TOUCHPOINT);
            places(answer, &answer.touchpoints, of, &words::TOUCHPOINT)
        }
    }
}

fn places(
    answer: &DimensionsAnswer,
    of: &[Place],
    (field, list): (FieldId, &'static OptionList),
    title: &'static Msg,
) -> AnyView {
    let rows: Vec<AnyView> = of
        .iter()
        .map(|place| {
            let name = name(list, place.option);
            let also = rules::has(field, place.option);
            let days = rules::period(answer.as_of, answer.days, 0);
            let n = figure(place.n, &name, rules::answered(days, &["nps", "csat", "ces"], Some(also)));
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td class="num">{n}</td>
                    <td class="num">{place.csat.map(|csat| answered(Some(csat), 0))}</td>
                    <td class="num">{place.nps.map(|nps| answered(Some(nps), 0))}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="scroll-x" role="group" tabindex="0" aria-label=t(title)>
            <table class="table insight-table">
                <thead>
                    <tr>
                        <th scope="col">{t(title)}</th>
                        <th class="num" scope="col">{t(&words::N)}</th>
                        <th class="num" scope="col">{t(&words::SATISFIED)}</th>
                        <th class="num" scope="col">{t(&words::NPS)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn place_rows(of: &[Place], list: &'static OptionList, title: &'static Msg) -> Vec<Vec<String>> {
    let mut first = [title, &words::N].map(|name| t(name).to_owned()).to_vec();
    first.extend([&words::SATISFIED, &words::NPS].into_iter().flat_map(|figure| head::counted_heads(t(figure))));
    let line = |place: &Place| {
        let who = vec![name(list, place.option), place.n.to_string()];
        [who, head::answered(place.csat), head::answered(place.nps)].concat()
    };
    std::iter::once(first).chain(of.iter().map(line)).collect()
}

pub(super) fn channel_sheet(answer: &DimensionsAnswer) -> Vec<Vec<String>> {
    let mut rows = vec![[&words::KIND, &words::NOW, &words::BEFORE].map(|name| t(name).to_owned()).to_vec()];
    let kind = |&(kind, [now, before]): &(Option<OptionId>, [u32; 2])| {
        vec![name(&ACTIVITY_KIND, kind), now.to_string(), before.to_string()]
    };
    rows.extend(answer.kinds.iter().map(kind));
    rows.extend(place_rows(&answer.channels, &CHANNEL, &words::CHANNEL));
    rows
}

pub(super) fn touchpoint_sheet(answer: &DimensionsAnswer) -> Vec<Vec<String>> {
    place_rows(&answer.touchpoints, &TOUCHPOINT, &words::TOUCHPOINT)
}
