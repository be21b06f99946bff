//! What customers are alike in: its name, its figures in their unit, and the names that clusters get from it.

use super::super::words::COMMA;
use super::words;
use crate::format;
use crate::i18n::{Lang, Msg, lang, t};
use model::{Currency, Money};
use protocol::{ClusterField, ClusterRow, ClustersAnswer};

/// Deviations from the mean of all from which on a cluster is unlike the rest, and how many of them make a name.
const UNLIKE: f64 = 0.5;
const NAMED_BY: usize = 3;

pub(super) fn label(field: ClusterField) -> &'static Msg {
    match field {
        ClusterField::LastOrder => &words::LAST_ORDER,
        ClusterField::OrderDays => &words::ORDER_DAYS,
        ClusterField::Amount => &words::AMOUNT,
        ClusterField::AmountADay => &words::A_DAY,
        ClusterField::Gap => &words::GAP,
        ClusterField::Loyalty => &words::LOYALTY,
        ClusterField::Active => &words::ACTIVE,
        ClusterField::LifetimeValue => &words::LIFETIME_VALUE,
        ClusterField::Tenure => &words::TENURE,
    }
}

/// Whether it is minor units.
fn is_money(field: ClusterField) -> bool {
    matches!(field, ClusterField::Amount | ClusterField::AmountADay | ClusterField::LifetimeValue)
}

fn money(value: f64, currency: Currency) -> Money {
    Money { minor: value.round() as i64, currency }
}

/// A figure as it is read.
pub(super) fn shown(field: ClusterField, value: f64, currency: Currency) -> String {
    match field {
        field if is_money(field) => format::money_short(money(value, currency)),
        ClusterField::Active => format::percent(value, 0),
        ClusterField::OrderDays => format::fixed(value, 1),
        _ => format::fixed(value, 0),
    }
}

/// A figure for a file.
pub(super) fn plain(field: ClusterField, value: f64, currency: Currency) -> String {
    if is_money(field) { money(value, currency).plain() } else { format!("{value:.4}") }
}

fn trait_of(field: ClusterField, is_high: bool) -> &'static Msg {
    let (low, high) = match field {
        ClusterField::LastOrder => (&words::LAST_ORDER_LOW, &words::LAST_ORDER_HIGH),
        ClusterField::OrderDays => (&words::ORDER_DAYS_LOW, &words::ORDER_DAYS_HIGH),
        ClusterField::Amount => (&words::AMOUNT_LOW, &words::AMOUNT_HIGH),
        ClusterField::AmountADay => (&words::A_DAY_LOW, &words::A_DAY_HIGH),
        ClusterField::Gap => (&words::GAP_LOW, &words::GAP_HIGH),
        ClusterField::Loyalty => (&words::LOYALTY_LOW, &words::LOYALTY_HIGH),
        ClusterField::Active => (&words::ACTIVE_LOW, &words::ACTIVE_HIGH),
        ClusterField::LifetimeValue => (&words::LIFETIME_VALUE_LOW, &words::LIFETIME_VALUE_HIGH),
        ClusterField::Tenure => (&words::TENURE_LOW, &words::TENURE_HIGH),
    };
    if is_high { high } else { low }
}

/// The fields in which a centre is most unlike the rest, most unlike first, and whether it is high there.
fn unlike(fields: &[ClusterField], away: &[f64]) -> Vec<(ClusterField, bool)> {
    let mut traits: Vec<(ClusterField, f64)> = fields.iter().copied().zip(away.iter().copied()).collect();
    traits.retain(|(_, away)| away.abs() >= UNLIKE);
    traits.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    traits.into_iter().take(NAMED_BY).map(|(field, away)| (field, away > 0.0)).collect()
}

fn name(fields: &[ClusterField], row: &ClusterRow) -> String {
    let traits = unlike(fields, &row.away);
    let words: Vec<&str> = traits.into_iter().map(|(field, is_high)| t(trait_of(field, is_high))).collect();
    let text = if words.is_empty() { t(&words::LIKE_ALL).to_owned() } else { words.join(t(&COMMA)) };
    match (lang(), text.chars().next()) {
        (Lang::En, Some(first)) => first.to_uppercase().chain(text.chars().skip(1)).collect(),
        _ => text,
    }
}

/// A name for each cluster; of those alike, the later ones are numbered.
pub(super) fn names(answer: &ClustersAnswer) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for row in &answer.clusters {
        let name = name(&answer.fields, row);
        let alike = |known: &&String| **known == name || known.strip_prefix(&name).is_some_and(is_number);
        let before = names.iter().filter(alike).count();
        names.push(if before > 0 { format!("{name} {}", before + 1) } else { name });
    }
    names
}

fn is_number(rest: &str) -> bool {
    rest.trim_start().parse::<usize>().is_ok()
}

/// How distinct a cluster is, by its silhouette (bounds of Kaufman and Rousseeuw 1990).
pub(super) fn apart(silhouette: f64) -> &'static Msg {
    match silhouette {
        s if s > 0.7 => &words::APART_CLEAR,
        s if s > 0.5 => &words::APART_FAIR,
        s if s > 0.25 => &words::APART_WEAK,
        _ => &words::APART_HARDLY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_what_is_most_unlike() {
        let traits = unlike(&ClusterField::ALL, &[-0.6, 1.2, 0.4, -2.0, 0.5, 0.0, 0.0, 0.0, -0.1]);
        let wanted =
            [(ClusterField::AmountADay, false), (ClusterField::OrderDays, true), (ClusterField::LastOrder, false)];
        assert_eq!(traits, wanted);
        assert!(unlike(&ClusterField::USUAL, &[0.1, -0.4, 0.2]).is_empty());
    }
}
