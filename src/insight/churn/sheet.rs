//! The watch list as a file.

use super::super::{head, words};
use super::row::reason;
use crate::i18n::t;
use crate::ui::marks::stage_label;
use model::{Day, Money};
use protocol::ChurnAnswer;

pub(super) fn rows(answer: &ChurnAnswer) -> Vec<Vec<String>> {
    let first = [&words::CUSTOMER, &words::STAGE].map(|head| t(head).to_owned());
    let last = [&words::LAST_ORDER, &words::NEXT_ORDER, &words::REASONS];
    let last = last.map(|head| t(head).to_owned());
    let heads = first
        .into_iter()
        .chain([&words::RISK, &words::AT_RISK, &words::OFFER].into_iter().flat_map(|head| head::ranged_heads(t(head))))
        .chain(last);
    let money =
        |minor: Option<i64>| minor.map_or_else(String::new, |minor| Money { minor, currency: answer.currency }.plain());
    let day = |day: Option<Day>| day.map_or_else(String::new, Day::iso);
    let mut rows = vec![heads.collect::<Vec<_>>()];
    rows.extend(answer.rows.iter().map(|one| {
        let [low, high] = head::numbers(one.risk_range);
        let ends = |range: Option<[i64; 2]>| range.map_or([None; 2], |range| range.map(Some)).map(money);
        let ([least, most], [offer_least, offer_most]) = (ends(one.at_risk_range), ends(one.offer_range));
        vec![
            one.name.clone(),
            one.stage.map_or_else(String::new, stage_label),
            format!("{:.4}", one.risk),
            low,
            high,
            money(one.at_risk),
            least,
            most,
            money(one.offer),
            offer_least,
            offer_most,
            one.last_order.iso(),
            day(one.next_order),
            one.reasons.iter().map(reason).collect::<Vec<_>>().join("; "),
        ]
    }));
    rows
}
