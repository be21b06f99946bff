//! A new record by its name: the least that is needed to find it again. The rest is filled in where it then stands.

use super::{Dialog, Glyph, Icon, erase, toast, words};
use crate::commands::{Command, offer};
use crate::data;
use crate::i18n::{failure, input_error, label, t, tf};
use crate::state::Slot;
use leptos::html;
use leptos::prelude::*;
use model::input::parse;
use model::schema::{Collection, product, tag};
use model::{CollectionId, Currency, FieldId, Kind, RecordId, Value};
use protocol::{Reply, Request};
use std::sync::Arc;

/// What the record has beside its name; asked when it is added.
pub type Given = Arc<dyn Fn() -> Vec<(FieldId, Value)> + Send + Sync>;
/// Told of the new record.
pub type Added = Arc<dyn Fn(RecordId) + Send + Sync>;

/// The button "New …" and its dialog.
pub fn create(class: &'static str, of: &'static Collection, given: Given, added: Added) -> AnyView {
    let open = RwSignal::new(false);
    let what = label(&format!("collection.{}", of.name));
    let name = tf(&words::NEW_OF, &[("what", &what)]);
    offer(Command {
        id: command_id(of.id),
        name: name.clone(),
        also: words::NEW_OF.0.replace('\0', " "),
        keys: &[],
        icon: Glyph::Plus,
        run: Arc::new(move || open.set(true)),
    });
    view! {
        <button type="button" class=class on:click=move |_| open.set(true)>
            <Icon of=Glyph::Plus />
            <span>{name}</span>
        </button>
        <Dialog open=open title=t(&words::NEW_RECORD)>
            {form(open, of, Arc::clone(&given), Arc::clone(&added))}
        </Dialog>
    }
    .into_any()
}

/// The name of the command that does the same from anywhere.
fn command_id(of: CollectionId) -> &'static str {
    match of {
        product::ID => "new-product",
        tag::ID => "new-tag",
        _ => "new-record",
    }
}

fn form(open: RwSignal<bool>, of: &'static Collection, given: Given, added: Added) -> AnyView {
    let name = RwSignal::new(String::new());
    let error = Slot::new(None::<&'static str>);
    let node = NodeRef::<html::Input>::new();
    erase::focus_once(move || node.get().map(Into::into));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match name.with_untracked(|text| parse(Kind::Text, text, Currency::USD)) {
            Ok(Value::Empty) => error.set(Some(t(&words::NEEDS_NAME))),
            Ok(value) => {
                open.set(false);
                let mut fields: Vec<_> = of.fields.first().map(|field| (field.id, value)).into_iter().collect();
                fields.extend(given());
                erase::spawn(add(of, fields, Arc::clone(&added)));
            }
            Err(problem) => error.set(Some(input_error(problem))),
        }
    };
    let trouble = erase::maybe(move || {
        let error = error.get()?;
        Some(view! { <p class="field-error" role="alert">{error}</p> }.into_any())
    });
    let field = of.fields.first().map_or("name", |field| field.name);
    view! {
        <form class="form" on:submit=submit>
            <label class="form-row">
                <span>{label(&format!("{}.{field}", of.name))}</span>
                <input class="input" type="text" autocomplete="off" node_ref=node prop:value=move || name.get()
                    on:input=move |event| name.set(event_target_value(&event)) />
            </label>
            {trouble}
            <div class="form-end">
                <button type="submit" class="button primary">{t(&words::ADD)}</button>
            </div>
        </form>
    }
    .into_any()
}

async fn add(of: &'static Collection, fields: Vec<(FieldId, Value)>, added: Added) {
    match data::send(Request::Create { collection: of.id, fields }).await {
        Ok(reply) => {
            data::done(&reply);
            if let Reply::Created { id, .. } = reply {
                added(id);
            }
        }
        Err(error) => toast::problem(failure(&error)),
    }
}
