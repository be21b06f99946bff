//! A new record of a collection that stands by itself.

use super::place::Place;
use super::words;
use crate::app::go;
use crate::data;
use crate::i18n::{failure, input_error, label, t, tf};
use crate::state::Slot;
use crate::ui::{Dialog, Glyph, Icon, erase, toast};
use leptos::html;
use leptos::prelude::*;
use model::input::parse;
use model::schema::{product, tag};
use model::{Currency, Kind, Value};
use protocol::{Reply, Request};

/// The button and its dialog; none for records that belong to a customer or an order.
pub(super) fn button(place: Place) -> Option<AnyView> {
    if ![product::ID, tag::ID].contains(&place.collection().id) {
        return None;
    }
    let open = RwSignal::new(false);
    let what = label(&format!("collection.{}", place.of));
    let name = tf(&words::NEW_OF, &[("what", &what)]);
    let view = view! {
        <button type="button" class="button primary" aria-label=name.clone() on:click=move |_| open.set(true)>
            <Icon of=Glyph::Plus />
            <span>{t(&words::NEW)}</span>
        </button>
        <Dialog open=open title=t(&words::NEW)>
            {form(open, place)}
        </Dialog>
    };
    Some(view.into_any())
}

fn form(open: RwSignal<bool>, place: Place) -> AnyView {
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
                erase::spawn(create(value, place));
            }
            Err(problem) => error.set(Some(input_error(problem))),
        }
    };
    let trouble = erase::maybe(move || {
        let error = error.get()?;
        Some(view! { <p class="field-error" role="alert">{error}</p> }.into_any())
    });
    view! {
        <form class="form" on:submit=submit>
            <label class="form-row">
                <span>{t(&words::NAME)}</span>
                <input class="input" type="text" autocomplete="off" node_ref=node prop:value=move || name.get()
                    on:input=move |event| name.set(event_target_value(&event)) />
            </label>
            {trouble}
            <div class="form-end">
                <button type="submit" class="button primary">{t(&words::CREATE)}</button>
            </div>
        </form>
    }
    .into_any()
}

async fn create(name: Value, place: Place) {
    let collection = place.collection();
    let fields = collection.fields.first().map(|field| (field.id, name)).into_iter().collect();
    match data::send(Request::Create { collection: collection.id, fields }).await {
        Ok(reply) => {
            data::done(&reply);
            if let Reply::Created { id, .. } = reply {
                go(&Place { id: Some(id), ..Place::list(place.of, false) }.url());
            }
        }
        Err(error) => toast::problem(failure(&error)),
    }
}
