//! What a customer owes, on their page; and how a relationship is ended or taken up again.

use super::ask::{self, deed};
use super::{pay, words};
use crate::data;
use crate::format;
use crate::i18n::{failure, input_error, t, tf};
use crate::state::{Derived, Slot};
use crate::ui::field::{Editor, currency, editor, option_text, reader, today};
use crate::ui::{Dialog, button, erase, toast};
use leptos::prelude::*;
use model::options::END_REASON;
use model::{Day, Kind, Money, OptionId, RecordId, Value};
use protocol::money::Account;
use protocol::{MoneyAnswer, MoneyDeed, MoneyQuery};
use std::sync::Arc;

/// The line below the customer's name.
pub fn account(who: Derived<RecordId>) -> AnyView {
    let told = ask::ask(move || Some(MoneyQuery::Account(who.get())));
    let shown = Derived::new(move || {
        ask::read(told, |answer| match answer {
            // Until this customer's is here, the one before is nobody's business.
            MoneyAnswer::Account(account) => account.clone().filter(|account| account.customer == who.get()),
            _ => None,
        })
    });
    // Other figures of the customer do not close the dialog over what is being written.
    let ended =
        Derived::new(move || shown.with(|account| account.as_ref().map(|a| (a.customer, a.ended_at, a.end_reason))));
    let end = move || {
        let (customer, at, reason) = ended.get()?;
        Some(at.map_or_else(|| to_end(customer), |day| to_win_back(customer, day, reason)))
    };
    erase::show(
        move || ended.with(Option::is_some),
        move || {
            view! {
                <section class="account" aria-label=t(&words::ACCOUNT)>
                    {erase::maybe(move || shown.with(|account| account.as_ref().map(figures)))}
                    <span class="account-end">{erase::maybe(end)}</span>
                </section>
            }
            .into_any()
        },
    )
    .into_any()
}

/// What is owed, of that what is overdue, and what was paid beyond.
fn figures(account: &Account) -> AnyView {
    let sum = |amounts: &[Money]| {
        let texts: Vec<String> = amounts.iter().map(|money| format::money(*money)).collect();
        (!texts.is_empty()).then(|| texts.join(" + "))
    };
    let owes = sum(&account.outstanding).map(|amount| {
        view! { <a href="money?show=customers">{tf(&words::ACCOUNT_OWES, &[("amount", &amount)])}</a> }.into_any()
    });
    let overdue = sum(&account.overdue).map(|amount| {
        let text = tf(&words::ACCOUNT_OVERDUE, &[("amount", &amount)]);
        view! { <span class="due-days" data-mark="bad">{text}</span> }.into_any()
    });
    let credit = sum(&account.credit)
        .map(|amount| view! { <span>{tf(&words::ACCOUNT_CREDIT, &[("amount", &amount)])}</span> }.into_any());
    view! {
        {owes} {overdue} {credit}
    }
    .into_any()
}

/// The way to an end, and what is asked for on it.
fn to_end(customer: RecordId) -> AnyView {
    let open = RwSignal::new(false);
    view! {
        {button("button quiet", &words::END, move || open.set(true))}
        <Dialog open=open title=t(&words::END)>{form(customer, open)}</Dialog>
    }
    .into_any()
}

/// Since when it is over and why, and the way back.
fn to_win_back(customer: RecordId, day: Day, reason: Option<OptionId>) -> AnyView {
    let text = tf(&words::ENDED, &[("day", &format::day(day))]);
    let reason = reason.map(|reason| format!(" · {}", option_text(&END_REASON, reason)));
    let back = move || {
        let note = tf(&words::WON_BACK_NOTE, &[("day", &format::day(day))]);
        pay::act(MoneyDeed::WinBack { customer, note });
    };
    view! {
        <strong>{text}{reason}</strong>
        {button("button", &words::WON_BACK, back)}
    }
    .into_any()
}

/// When, why, and what there is to say.
fn form(customer: RecordId, open: RwSignal<bool>) -> AnyView {
    let day = Slot::new(Value::Day(today()));
    let reason = Slot::new(Value::Empty);
    let remark = Slot::new(Value::Empty);
    let wrong = Slot::new(None::<&'static str>);
    let invalid = Slot::new(false);
    erase::effect(move || invalid.set(wrong.with(Option::is_some)));
    let input = |name: &'static crate::i18n::Msg, kind: Kind, value: Slot<Value>, focus: bool| {
        let made = editor(Editor {
            label: t(name).to_owned(),
            kind,
            value: value.get_untracked(),
            names: Vec::new(),
            changed: Arc::new(move |new| {
                wrong.set(None);
                value.set(new);
            }),
            learned: None,
            near: None,
            focus,
            invalid: if kind == Kind::Day { invalid } else { Slot::new(false) },
        });
        view! { <label class="form-row"><span>{t(name)}</span>{made}</label> }.into_any()
    };
    let trouble =
        erase::maybe(move || wrong.get().map(|why| view! { <p class="field-error" role="alert">{why}</p> }.into_any()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let day = match reader(currency()).check(Kind::Day, &day.get_untracked()) {
            Ok(Value::Day(day)) => day,
            Ok(_) => return wrong.set(Some(input_error(model::input::InputError::NotADay))),
            Err(why) => return wrong.set(Some(input_error(why))),
        };
        let reason = if let Value::Option(reason) = reason.get_untracked() { Some(reason) } else { None };
        let why = reason.map_or(t(&words::END_NO_REASON).to_owned(), |reason| option_text(&END_REASON, reason));
        let note = tf(&words::END_NOTE, &[("reason", &why)]);
        let note = match remark.get_untracked() {
            Value::Text(text) if !text.trim().is_empty() => format!("{note}\n{}", model::input::clean(&text, true)),
            _ => note,
        };
        let request = deed(MoneyDeed::End { customer, day, reason, note });
        erase::spawn(async move {
            match data::send(request).await {
                Ok(reply) => {
                    open.try_set(false);
                    data::done(&reply);
                }
                Err(problem) => toast::problem(failure(&problem)),
            }
        });
    };
    view! {
        <form class="form" on:submit=submit novalidate>
            <div class="form-fields">
                {input(&words::END_DAY, Kind::Day, day, true)}
                {input(&words::END_REASON, Kind::Option(&END_REASON), reason, false)}
                {input(&words::REMARK, Kind::LongText, remark, false)}
            </div>
            {trouble}
            <div class="form-end">
                <button type="submit" class="button primary">{t(&words::END)}</button>
            </div>
        </form>
    }
    .into_any()
}
