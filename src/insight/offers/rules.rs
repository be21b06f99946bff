//! What is bought together, in words and as a table.

use super::super::head;
use super::picker::look_at;
use super::settings::Set;
use super::words;
use crate::format;
use crate::i18n::{t, tf};
use leptos::prelude::*;
use protocol::{RuleRow, RulesAnswer};

/// Support, confidence and lift.
fn measures(rule: &RuleRow, orders: u32) -> [f64; 3] {
    let [both, left, right, all] = [rule.count, rule.count_lhs, rule.count_rhs, orders].map(|n| f64::from(n.max(1)));
    [both / all, both / left, both * all / (left * right)]
}

/// The interval of the lift: that of the confidence over the share of all orders with the right side.
fn lift_range(rule: &RuleRow, orders: u32) -> [f64; 2] {
    let share = f64::from(rule.count_rhs.max(1)) / f64::from(orders.max(1));
    rule.confidence_range.map(|confidence| confidence / share)
}

/// "A, B and C".
fn names(names: &[String]) -> String {
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{}{}{last}", rest.join(t(&words::COMMA)), t(&words::AND)),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

/// What stands in place of rules, or how many there are.
fn line(answer: &RulesAnswer) -> (String, bool) {
    let (n, all) = (format::integer(answer.rules.len() as u64), format::integer(answer.all.into()));
    if answer.too_many {
        (t(&words::TOO_MANY).to_owned(), false)
    } else if answer.several == 0 {
        (t(&words::RULES_SINGLE).to_owned(), false)
    } else if answer.rules.is_empty() {
        (t(&words::RULES_NONE).to_owned(), false)
    } else if answer.rules.len() < answer.all as usize {
        (tf(&words::RULES_SOME, &[("n", &n), ("all", &all)]), true)
    } else {
        (tf(&words::RULES_ONE, &[("n", &n)]), true)
    }
}

/// A sentence a rule, each with the way to whom it is for.
pub(super) fn list(answer: &RulesAnswer, set: Set) -> AnyView {
    let (line, some) = line(answer);
    if !some {
        return view! { <p class="note" role="status">{line}</p> }.into_any();
    }
    let one = |rule: &RuleRow| {
        let [support, confidence, lift] = measures(rule, answer.orders);
        let id = rule.rhs_id;
        let parts = [
            ("lhs", names(&rule.lhs)),
            ("rhs", rule.rhs.clone()),
            ("confidence", format::percent(confidence, 0)),
            ("n", format::integer(rule.count_lhs.into())),
            ("lift", format::fixed(lift, 1)),
        ];
        let said = tf(&words::RULE, &parts.each_ref().map(|(key, value)| (*key, value.as_str())));
        let count = [("n", &*format::integer(rule.count.into())), ("support", &*format::percent(support, 2))];
        view! {
            <li>
                <p>{said}</p>
                <p class="note">{tf(&words::RULE_COUNT, &count)}</p>
                <button type="button" class="button quiet" on:click=move |_| look_at(id, set)>
                    {tf(&words::WHO, &[("name", &rule.rhs)])}
                </button>
            </li>
        }
        .into_any()
    };
    let rules: Vec<AnyView> = answer.rules.iter().map(one).collect();
    view! {
        <p><strong>{line}</strong></p>
        <div class="scroll-y" role="group" tabindex="0" aria-label=t(&words::RULES)>
            <ol class="offers-rules" data-own="">{rules}</ol>
        </div>
    }
    .into_any()
}

/// The figures.
pub(super) fn table(answer: &RulesAnswer) -> AnyView {
    let (line, some) = line(answer);
    if !some {
        return view! { <p class="note" role="status">{line}</p> }.into_any();
    }
    let percent = |share: f64| format::percent(share, 1);
    let ratio = |lift: f64| format::fixed(lift, 2);
    let one = |rule: &RuleRow| {
        let [support, confidence, lift] = measures(rule, answer.orders);
        view! {
            <tr>
                <th scope="row">{names(&rule.lhs)}</th>
                <td>{rule.rhs.clone()}</td>
                <td class="num">{format::percent(support, 2)}</td>
                {head::figure(percent(confidence), Some(rule.confidence_range.map(percent)))}
                {head::figure(ratio(lift), Some(lift_range(rule, answer.orders).map(ratio)))}
                <td class="num">{format::integer(rule.count.into())}</td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = answer.rules.iter().map(one).collect();
    view! {
        <p><strong>{line}</strong></p>
        <div class="scroll-y" role="group" tabindex="0" aria-label=t(&words::RULES)>
            <table class="table mover-table">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::LHS)}</th>
                        <th scope="col">{t(&words::RHS)}</th>
                        <th class="num" scope="col">{t(&words::SUPPORT_HEAD)}</th>
                        <th class="num" scope="col">{t(&words::CONFIDENCE_HEAD)}</th>
                        <th class="num" scope="col">{t(&words::LIFT)}</th>
                        <th class="num" scope="col">{t(&words::ORDERS)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The figures as a file.
pub(super) fn sheet(answer: &RulesAnswer) -> Vec<Vec<String>> {
    let mut first = [&words::LHS, &words::RHS, &words::SUPPORT_HEAD].map(|head| t(head).to_owned()).to_vec();
    first.extend([&words::CONFIDENCE_HEAD, &words::LIFT].into_iter().flat_map(|name| head::ranged_heads(t(name))));
    first.push(t(&words::ORDERS).to_owned());
    let mut rows = vec![first];
    rows.extend(answer.rules.iter().map(|rule| {
        let [support, confidence, lift] = measures(rule, answer.orders);
        let [low, high] = head::numbers(Some(rule.confidence_range));
        let [least, most] = head::numbers(Some(lift_range(rule, answer.orders)));
        let [support, confidence, lift] = [format!("{support:.6}"), format!("{confidence:.4}"), format!("{lift:.4}")];
        let count = rule.count.to_string();
        vec![names(&rule.lhs), rule.rhs.clone(), support, confidence, low, high, lift, least, most, count]
    }));
    rows
}
