//! What is typed into a form, read and saved.

use super::form::{Form, Trouble, of_order};
use super::{Spec, fields, words};
use crate::data::{self, drafts};
use crate::i18n::{failure, input_error, t};
use crate::ui::field::{currency, reader};
use crate::ui::toast;
use leptos::prelude::*;
use model::order::{self, Fields, get, value};
use model::schema::{Collection, order_line, payment};
use model::{CollectionId, Currency, Field, FieldId, Value};
use protocol::{Failure, MoneyDeed, ProblemCode, Reply, Request, Sealed, SellingDeed};

/// What is typed, as it can be saved; what cannot is left as it is and named in `trouble`. Amounts that name no currency are in `money`.
fn checked(of: CollectionId, typed: &Fields, line: Option<usize>, money: Currency, trouble: &mut Trouble) -> Fields {
    let check = |(id, value): &(FieldId, Value)| {
        let Some(field) = crate::fields::find(of, *id) else { return Some((*id, value.clone())) };
        match reader(money).check(field.kind, value) {
            Ok(Value::Empty) => None,
            Ok(value) => Some((*id, value)),
            Err(why) => {
                trouble.push((line, *id, input_error(why)));
                Some((*id, value.clone()))
            }
        }
    };
    typed.iter().filter_map(check).collect()
}

/// What is typed into a line, as [`checked`]: its price is in the currency of the product, or of one that is chosen in another line, and its
/// discount in that of the price.
fn checked_line(form: Form, typed: &Fields, line: Option<usize>, trouble: &mut Trouble) -> Fields {
    let of = |line: &Fields| form.currency_of(get(line, order_line::PRODUCT));
    let others = || form.typed.with(|(_, lines, _)| lines.iter().find_map(of));
    let own = of(typed).or_else(others).unwrap_or_else(currency);
    let (price, rest): (Fields, Fields) = typed.iter().cloned().partition(|(id, _)| *id == order_line::UNIT_PRICE.id);
    let mut read = checked(order_line::ID, &price, line, own, trouble);
    let money = order::currency(&read, own);
    read.extend(checked(order_line::ID, &rest, line, money, trouble));
    read
}

/// The fields of a line as they can be counted with, as far as they can.
pub(super) fn countable(form: Form, typed: &Fields) -> Fields {
    checked_line(form, typed, None, &mut Vec::new())
}

/// What is typed, ready to be saved, or what is wrong with it.
pub(super) fn read(
    of: &'static Collection,
    form: Form,
    given: &Fields,
    asked: &[&'static Field],
) -> Result<(Fields, Vec<Fields>), Trouble> {
    let (typed, lines, _) = form.typed.get_untracked();
    let mut trouble = Vec::new();
    let order = of_order(of.id).and_then(|(key, _)| get(&typed, key).or_else(|| get(given, key)));
    let money = untrack(|| form.currency_of(order)).unwrap_or_else(currency);
    let fields = checked(of.id, &typed, None, money, &mut trouble);
    for needed in fields::needed(of) {
        let is_asked = asked.iter().any(|field| field.id == needed);
        let known = trouble.iter().any(|(_, id, _)| *id == needed);
        if is_asked && !known && value(&fields, needed).is_empty() {
            let named = fields::named(of) == Some(needed);
            trouble.push((None, needed, t(if named { &words::NEEDS_NAME } else { &words::NEEDED })));
        }
    }
    // A line that nobody wrote into is none.
    let lines = lines.iter().enumerate().filter(|(_, line)| !line.is_empty());
    let read = |(at, line): (usize, &Fields)| untrack(|| checked_line(form, line, Some(at), &mut trouble));
    let lines: Vec<Fields> = lines.map(read).collect();
    if trouble.is_empty() { Ok((fields, lines)) } else { Err(trouble) }
}

/// Saves what was read, and closes the form.
pub(super) async fn save(
    spec: Spec,
    key: String,
    (form, saving, beyond): (Form, RwSignal<bool>, bool),
    fields: Fields,
    lines: Vec<Fields>,
) {
    let collection = spec.of.id;
    let request = match lines.is_empty() {
        true if collection == payment::ID => {
            Request::Sell(Sealed::new(&SellingDeed::Money(MoneyDeed::Receive { fields, beyond })))
        }
        true => Request::Create { collection, fields },
        false => Request::CreateWith { collection, fields, lines },
    };
    let done: Result<Reply, Failure> = data::send(request).await;
    saving.try_set(false);
    match done {
        Ok(reply) => {
            drafts::forget(&key);
            spec.open.try_set(false);
            data::done(&reply);
            if let Reply::Created { id, .. } = reply {
                (spec.added)(id);
            }
        }
        Err(Failure::Selling(problem)) if problem.code == ProblemCode::PaymentAboveDue => {
            form.beyond.set(problem.amount);
        }
        Err(problem) => toast::problem(failure(&problem)),
    }
}
