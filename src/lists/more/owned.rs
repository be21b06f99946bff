//! Whose records a list shows: mine, my team's, nobody's; and giving what is picked to somebody else.

use super::{bulk, words};
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::lists::{State, look};
use crate::selling::whose::{MINE, OURS, WHOSE, members};
use crate::selling::{Asker, me, transfer};
use crate::state::{Derived, Slot};
use crate::ui::field::{Editor, editor};
use crate::ui::{button, erase};
use leptos::prelude::*;
use model::rule::{Op, Rule, Test};
use model::schema::{lead, user};
use model::{CollectionId, FieldId, Kind, RecordId, Value, collection};
use protocol::{LeadsDeed, Request, Sealed, SellingDeed};
use std::sync::Arc;

/// The field that says whose the records of a collection are, if one does.
pub(super) fn owner_field(of: CollectionId) -> Option<FieldId> {
    let owner = |field: &&model::Field| field.name == "owner" && field.kind == Kind::Reference(user::ID);
    collection(of)?.fields.iter().find(owner).map(|field| field.id)
}

/// What a rule says of the owner, where it says nothing else of it.
fn said(rule: &Rule, owner: FieldId) -> Option<Test> {
    let Rule::All(rules) = rule else { return None };
    let mut tests = rules.iter().filter_map(|rule| match rule {
        Rule::Test(test) if test.field == owner => Some(test.clone()),
        _ => None,
    });
    tests.next()
}

fn say(of: CollectionId, owner: FieldId, test: Option<Test>) {
    look::update(of, |look| {
        let mut rules = match std::mem::take(&mut look.rule) {
            Rule::All(rules) => rules,
            other => vec![other],
        };
        rules.retain(|rule| !matches!(rule, Rule::Test(test) if test.field == owner));
        rules.extend(test.map(Rule::Test));
        look.rule = Rule::All(rules);
    });
}

/// The choice of whose records are listed; nothing for those that are nobody's by kind.
pub fn owned(list: State) -> AnyView {
    let of = list.place.with_untracked(|place| place.of);
    let Some(owner) = owner_field(of) else { return erase::nothing() };
    let (asker, members) = (Asker::new(), members());
    let users = move |ids: Vec<RecordId>| Test {
        field: owner,
        op: Op::AnyOf,
        values: ids.into_iter().map(Value::Reference).collect(),
    };
    let now = Derived::new(move || said(&look::look(of).rule, owner));
    let toggle = move |test: Test| {
        let is = now.get_untracked().as_ref() == Some(&test);
        say(of, owner, (!is).then_some(test));
    };
    let chip = |name: &'static Msg, is: Arc<dyn Fn() -> bool + Send + Sync>, act: Arc<dyn Fn()>| {
        let pressed = erase::text(move || is().to_string());
        view! {
            <button type="button" class="button quiet tool" aria-pressed=pressed on:click=move |_| act()>
                {t(name)}
            </button>
        }
        .into_any()
    };
    let mine = move || me().map(|me| users(vec![me]));
    let team = move || members.with(|known| known.as_ref().map(|known| known.team.clone()));
    let ours = move || team().map(users).filter(|test| test.values.len() > 1);
    let nobody = move || Test { field: owner, op: Op::Empty, values: Vec::new() };
    let is_mine = Arc::new(move || now.get().is_some_and(|now| Some(now) == mine()));
    let is_ours = Arc::new(move || now.get().is_some_and(|now| Some(now) == ours()));
    let is_nobody = Arc::new(move || now.get() == Some(nobody()));
    let take_mine = Arc::new(move || asker.ask(move |me| toggle(users(vec![me]))));
    // A team of one is who sits here.
    let take_ours = Arc::new(move || asker.ask(move |me| toggle(untrack(ours).unwrap_or_else(|| users(vec![me])))));
    view! {
        <div class="owned" role="group" aria-label=t(&WHOSE)>
            {chip(&MINE, is_mine, take_mine)}
            {chip(&OURS, is_ours, take_ours)}
            {chip(&words::NOBODYS, is_nobody, Arc::new(move || toggle(nobody())))}
        </div>
        {asker.dialog()}
    }
    .into_any()
}

/// What can be done with whose the picked records are.
pub(super) fn giving(list: State, count: Derived<u32>) -> AnyView {
    let of = list.place.with_untracked(|place| place.of);
    if owner_field(of).is_none() {
        return erase::nothing();
    }
    let (open, asker) = (RwSignal::new(false), Asker::new());
    let deed = |deed: LeadsDeed| Request::Sell(Sealed::new(&SellingDeed::Leads(deed)));
    let claim = move || {
        asker.ask(move |owner| bulk::act(list, |leads| deed(LeadsDeed::Claim { leads, owner })));
    };
    let back = move || bulk::act(list, |leads| deed(LeadsDeed::Return { leads }));
    let pool = (of == lead::ID).then(|| {
        view! {
            {button("button", &words::CLAIM, claim)}
            {button("button", &words::TO_POOL, back)}
        }
        .into_any()
    });
    view! {
        {pool}
        {button("button", &words::TRANSFER, move || open.set(true))}
        {asker.dialog()}
        <crate::ui::Dialog open=open title=t(&words::TRANSFER)>{dialog(list, open, count)}</crate::ui::Dialog>
    }
    .into_any()
}

fn dialog(list: State, open: RwSignal<bool>, count: Derived<u32>) -> AnyView {
    let to = Slot::new(Value::Empty);
    let invalid = Slot::new(false);
    let input = editor(Editor {
        label: t(&words::TRANSFER_TO).to_owned(),
        kind: Kind::Reference(user::ID),
        value: Value::Empty,
        names: Vec::new(),
        changed: Arc::new(move |value| {
            invalid.set(false);
            to.set(value);
        }),
        learned: None,
        near: None,
        focus: true,
        invalid,
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let value = to.get_untracked();
        invalid.set(!matches!(value, Value::Reference(_)));
        if !invalid.get_untracked() {
            open.set(false);
            bulk::act(list, |records| transfer(records, &value));
        }
    };
    let trouble = erase::maybe(move || {
        invalid.get().then(|| view! { <p class="field-error" role="alert">{t(&words::TRANSFER_NEEDS)}</p> }.into_any())
    });
    let title = erase::text(move || tf(&words::TRANSFER_TITLE, &[("n", &format::integer(count.get().into()))]));
    view! {
        <form class="form" on:submit=submit novalidate>
            <p class="muted">{title}</p>
            <label class="form-row">
                <span>{t(&words::TRANSFER_TO)}</span>
                {input}
                {trouble}
            </label>
            <div class="form-end">
                <button type="submit" class="button primary">{t(&words::TRANSFER)}</button>
            </div>
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::schema::{customer, tag};

    #[test]
    fn only_what_belongs_to_somebody_has_an_owner() {
        assert_eq!(owner_field(customer::ID), Some(customer::OWNER.id));
        assert_eq!(owner_field(lead::ID), Some(lead::OWNER.id));
        assert_eq!(owner_field(tag::ID), None);
    }

    #[test]
    fn what_a_rule_says_of_the_owner_is_found_among_the_rest() {
        let owner = lead::OWNER.id;
        let test = Test { field: owner, op: Op::Empty, values: Vec::new() };
        let other = Test { field: lead::NAME.id, op: Op::Filled, values: Vec::new() };
        let rule = Rule::All(vec![Rule::Test(other.clone()), Rule::Test(test.clone())]);
        assert_eq!(said(&rule, owner), Some(test));
        assert_eq!(said(&Rule::Test(other), owner), None);
    }
}
