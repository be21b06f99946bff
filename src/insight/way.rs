//! A figure of a chart that leads to its customers.

use super::words;
use crate::app::go;
use crate::i18n::tf;
use crate::lists::look;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use model::rule::{Op, Rule, Test};
use model::schema::customer;
use model::{CollectionId, FieldId, Value, View};

/// A condition on one field.
pub fn test(field: FieldId, op: Op, values: Vec<Value>) -> Rule {
    Rule::Test(Test { field, op, values })
}

/// A button that looks like what it says.
pub fn way(text: String, told: String, act: impl Fn() + 'static) -> AnyView {
    drawn(text, told, Box::new(act))
}

fn drawn(text: String, told: String, act: Box<dyn Fn()>) -> AnyView {
    // Whoever speaks to the page says what is seen.
    let name = if told.contains(&text) { told.clone() } else { format!("{text} · {told}") };
    view! {
        <button type="button" class="people-way" title=told aria-label=name on:click=move |_| act()>
            {text}
        </button>
    }
    .into_any()
}

/// The same, where there are many of them: what it shows is made when somebody wants it.
pub fn customers_by(text: String, who: &str, rule: impl Fn() -> Rule + 'static) -> AnyView {
    let told = tf(&words::SHOW_WHO, &[("who", who)]);
    way(text, told, move || show(customer::ID, rule(), "customers"))
}

/// A button that shows the customers of a rule as a list. What people typed is in the list's filter, never in the URL.
pub fn customers(text: String, who: &str, rule: Rule) -> AnyView {
    let told = tf(&words::SHOW_WHO, &[("who", who)]);
    way(text, told, move || show(customer::ID, rule.clone(), "customers"))
}

/// On a link to the customers that its URL means, or its saved view: the list forgets what was asked of it before, so that it has
/// whom the figure counts.
pub fn afresh(_: MouseEvent) {
    look::set(customer::ID, look::usual(customer::ID), None);
}

/// Shows the records of a rule, with nothing else asked of them.
pub fn show(of: CollectionId, rule: Rule, url: &str) {
    let rule = match rule {
        rule @ Rule::All(_) => rule,
        rule => Rule::All(vec![rule]),
    };
    look::set(of, View { rule, ..look::usual(of) }, None);
    go(url);
}
