//! The watch list as a file.

use super::super::words;
use super::row::reason;
use crate::i18n::t;
use crate::ui::marks::stage_label;
use model::{Day, Money};
use protocol::ChurnAnswer;

pub(super) fn rows(answer: &ChurnAnswer) -> Vec<Vec<String>> {
    let heads = [
        &words::CUSTOMER,
        &words::STAGE,
        &words::RISK,
        &words::AT_RISK,
        &words::OFFER,
        &words::LAST_ORDER,
        &words::NEXT_ORDER,
        &words::REASONS,
    ];
    let money =
        |minor: Option<i64>| minor.map_or_else(String::new, |minor| Money { minor, currency: answer.currency }.plain());
    let day = |day: Option<Day>| day.map_or_else(String::new, Day::iso);
    let mut rows = vec![heads.iter().map(|head| t(head).to_owned()).collect::<Vec<_>>()];
    rows.extend(answer.rows.iter().map(|one| {
        vec![
            one.name.clone(),
            one.stage.map_or_else(String::new, stage_label),
            format!("{:.4}", one.risk),
            money(one.at_risk),
            money(one.offer),
            one.last_order.iso(),
            day(one.next_order),
            one.reasons.iter().map(reason).collect::<Vec<_>>().join("; "),
        ]
    }));
    rows
}
