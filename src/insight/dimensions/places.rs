//! Conversations by kind, and answers by channel and by touchpoint.

use super::scores::answered;
use super::words;
use crate::format;
use crate::i18n::{Msg, t};
use crate::ui::field::option_text;
use leptos::prelude::*;
use model::OptionId;
use model::options::{ACTIVITY_KIND, CHANNEL, OptionList, TOUCHPOINT};
use protocol::{DimensionsAnswer, Place};

fn name(list: &'static OptionList, option: Option<OptionId>) -> String {
    option.map_or_else(|| t(&words::NOT_SAID).to_owned(), |option| option_text(list, option))
}

fn nothing() -> AnyView {
    view! { <p class="note">{t(&words::NONE)}</p> }.into_any()
}

pub(super) fn channels(answer: &DimensionsAnswer) -> AnyView {
    let rows: Vec<AnyView> = answer
        .kinds
        .iter()
        .map(|&(kind, [now, before])| {
            view! {
                <tr>
                    <th scope="row">{name(&ACTIVITY_KIND, kind)}</th>
                    <td class="num">{format::integer(now.into())}</td>
                    <td class="num muted">{format::integer(before.into())}</td>
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
    let answers = (!answer.channels.is_empty()).then(|| places(&answer.channels, &CHANNEL, &words::CHANNEL));
    view! {
        {kinds}
        {answers}
    }
    .into_any()
}

pub(super) fn touchpoints(answer: &DimensionsAnswer) -> AnyView {
    match answer.touchpoints.is_empty() {
        true => nothing(),
        false => places(&answer.touchpoints, &TOUCHPOINT, &words::TOUCHPOINT),
    }
}

fn places(of: &[Place], list: &'static OptionList, title: &'static Msg) -> AnyView {
    let rows: Vec<AnyView> = of
        .iter()
        .map(|place| {
            view! {
                <tr>
                    <th scope="row">{name(list, place.option)}</th>
                    <td class="num">{format::integer(place.n.into())}</td>
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
    let head = [title, &words::N, &words::SATISFIED, &words::NPS];
    let mut rows = vec![head.map(|name| t(name).to_owned()).to_vec()];
    rows.extend(of.iter().map(|place| {
        let figure = |of: Option<protocol::Answered>| of.map_or_else(String::new, |of| format!("{:.1}", of.score));
        vec![name(list, place.option), place.n.to_string(), figure(place.csat), figure(place.nps)]
    }));
    rows
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
