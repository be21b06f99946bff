//! Who sells: what stands on printed orders and below reminders.

use super::words;
use crate::data::watch;
use crate::fields::{self, label};
use crate::i18n::t;
use crate::state::Derived;
use crate::ui::Field as FieldView;
use leptos::prelude::*;
use model::schema::{THE_SETTINGS, setting};
use model::{FieldId, Value};
use protocol::{Answer, Query, Request};

/// Their name and address.
pub(super) fn seller() -> AnyView {
    let told = watch(|| Some(Query::Record { collection: setting::ID, id: THE_SETTINGS }));
    let field = |id: FieldId| {
        let field = fields::find(setting::ID, id)?;
        let value = Derived::new(move || {
            told.with(|answer| match answer.as_deref() {
                Some(Answer::Record(record)) => {
                    let facts = &record.get()?.as_ref()?.facts;
                    facts.iter().find(|(known, _)| *known == id).map(|(_, value)| value.clone())
                }
                _ => None,
            })
            .unwrap_or(Value::Empty)
        });
        let save = Callback::new(move |value: Value| {
            Some(Request::Edit { collection: setting::ID, record: THE_SETTINGS, field: id, value })
        });
        let name = label(setting::ID, field);
        Some(view! { <FieldView label=name kind=field.kind value=value on_save=save /> }.into_any())
    };
    let inputs: Vec<AnyView> = [setting::SELLER.id, setting::SELLER_ADDRESS.id].into_iter().filter_map(field).collect();
    view! {
        <div class="setting">
            <div class="fields">{inputs}</div>
            <p class="note">{t(&words::SELLER_HINT)}</p>
        </div>
    }
    .into_any()
}
