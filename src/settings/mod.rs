//! Settings: what scores hold for, money, appearance, storage, history.

mod about;
mod appearance;
mod backup;
mod currency;
mod history;
mod intl;
mod redo;
mod scores;
mod seller;
mod storage;
mod words;

pub(crate) use currency::CurrencySelect;

use crate::data;
use crate::i18n::{Msg, t};
use crate::state::Derived;
use crate::ui::{Skeleton, erase};
use leptos::prelude::*;
use model::schema::{self, setting};
use model::{Currency, FieldId, Value};
use protocol::{BookAnswer, Request};
use std::sync::Arc;

/// The state of the book, as the parts of the page take it.
type Book = Derived<Option<Arc<BookAnswer>>>;

/// The page of settings.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let book = data::book();
    let opened = Derived::new(move || book.with(Option::is_some));
    let of_book = erase::view(move || match opened.get() {
        false => view! { <Skeleton lines=6/> }.into_any(),
        true => view! {
            <scores::Scores book/>
            <Money book/>
        }
        .into_any(),
    });
    let kept = erase::maybe(move || {
        opened.get().then(|| {
            view! {
                {backup::section()}
                <storage::Storage book/>
                <history::History book/>
            }
            .into_any()
        })
    });
    view! {
        <div class="page settings-page">
            <header class="page-head">
                <h1>{t(&words::TITLE)}</h1>
            </header>
            {of_book}
            <Section title=&words::FIELDS>
                <p class="note">{t(&words::FIELDS_TEXT)}</p>
                <a class="button" href="fields">{t(&words::FIELDS_OPEN)}</a>
            </Section>
            <appearance::Appearance/>
            {kept}
            <about::About/>
        </div>
    }
    .into_any()
}

/// One section with its heading.
#[component]
fn Section(title: &'static Msg, children: Children) -> impl IntoView {
    view! {
        <section class="settings-section">
            <h2>{t(title)}</h2>
            <div class="settings-body">{children()}</div>
        </section>
    }
    .into_any()
}

/// Writes one setting; the toast says so and offers undo.
fn set(field: FieldId, value: Value) {
    data::act(Request::Edit { collection: setting::ID, record: schema::THE_SETTINGS, field, value });
}

#[component]
fn Money(book: Book) -> impl IntoView {
    let value = Derived::new(move || book.with(|book| book.as_ref().map(|book| book.currency)));
    let choose = Arc::new(move |currency: Currency| set(setting::CURRENCY.id, Value::Text(currency.code().to_owned())));
    view! {
        <Section title=&words::MONEY>
            <div class="setting">
                <label for="setting-currency">{t(&words::CURRENCY)}</label>
                <CurrencySelect id="setting-currency" value on_change=choose/>
                <p class="note">{t(&words::CURRENCY_HINT)}</p>
            </div>
            {seller::seller()}
        </Section>
    }
}
