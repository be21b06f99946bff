//! A new customer: a name is enough.

use super::words;
use crate::app::go;
use crate::commands::{Command, offer};
use crate::data;
use crate::i18n::{failure, input_error, label, t};
use crate::lists::{Place, State};
use crate::state::{Derived, Slot};
use crate::ui::field::option_text;
use crate::ui::{Dialog, Glyph, Icon, erase, toast};
use leptos::html;
use leptos::prelude::*;
use model::input::parse;
use model::schema::customer;
use model::{Currency, FieldId, Kind, OptionId, Value, options};
use protocol::{Reply, Request};
use std::sync::Arc;

/// The button and its dialog.
#[component]
pub(super) fn NewCustomer(list: State) -> impl IntoView {
    // In an empty book, the import is what one should do first.
    let first = erase::flag(move || list.rows.with(|rows| rows.all > 0));
    let open = RwSignal::new(false);
    offer(Command {
        id: "new-customer",
        name: t(&words::NEW).to_owned(),
        also: words::NEW.0.replace('\0', " "),
        keys: &[],
        icon: Glyph::Plus,
        run: Arc::new(move || open.set(true)),
    });
    view! {
        <button
            type="button"
            class="button new-customer"
            class:primary=first
            aria-label=t(&words::NEW)
            on:click=move |_| open.set(true)
        >
            <Icon of=Glyph::Plus />
            <span>{t(&words::NEW)}</span>
        </button>
        <Dialog open=open title=t(&words::NEW)>
            {form(open, list.place)}
        </Dialog>
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct Draft {
    name: RwSignal<String>,
    kind: Slot<Option<OptionId>>,
    phone: RwSignal<String>,
    error: Slot<Option<&'static str>>,
}

impl Draft {
    /// The fields as the book takes them, or what is wrong with the name.
    fn fields(self) -> Result<Vec<(FieldId, Value)>, &'static str> {
        let read = |kind, text: RwSignal<String>| text.with_untracked(|text| parse(kind, text, Currency::USD));
        let name = read(Kind::Text, self.name).map_err(input_error)?;
        if name.is_empty() {
            return Err(t(&words::NEW_NEEDS_NAME));
        }
        let phone = read(Kind::Phone, self.phone).map_err(input_error)?;
        let kind = self.kind.get_untracked().map_or(Value::Empty, Value::Option);
        let fields = [(customer::NAME.id, name), (customer::KIND.id, kind), (customer::PHONE.id, phone)];
        Ok(fields.into_iter().filter(|(_, value)| !value.is_empty()).collect())
    }
}

fn form(open: RwSignal<bool>, place: Derived<Place>) -> AnyView {
    let draft = Draft {
        name: RwSignal::new(String::new()),
        kind: Slot::new(None),
        phone: RwSignal::new(String::new()),
        error: Slot::new(None),
    };
    let node = NodeRef::<html::Input>::new();
    erase::focus_once(move || node.get().map(Into::into));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match draft.fields() {
            Ok(fields) => {
                open.set(false);
                erase::spawn(create(fields, place.get_untracked()));
            }
            Err(problem) => draft.error.set(Some(problem)),
        }
    };
    let kind = |id: OptionId| {
        view! {
            <label class="option">
                <input
                    type="radio"
                    name="kind"
                    prop:checked=move || draft.kind.get() == Some(id)
                    on:change=move |_| draft.kind.set(Some(id))
                />
                <span>{option_text(&options::CUSTOMER_KIND, id)}</span>
            </label>
        }
        .into_any()
    };
    let kinds: Vec<AnyView> =
        crate::fields::choices(&options::CUSTOMER_KIND).into_iter().map(|choice| kind(choice.id)).collect();
    let invalid = erase::attribute(move || draft.error.get().is_some().then(|| "true".to_owned()));
    let error = erase::maybe(move || {
        let error = draft.error.get()?;
        Some(view! { <p class="field-error" role="alert">{error}</p> }.into_any())
    });
    let on_name = move |event| {
        draft.error.set(None);
        draft.name.set(event_target_value(&event));
    };
    view! {
        <form class="form" on:submit=submit>
            <label class="form-row">
                <span>{t(&words::NEW_NAME)}</span>
                <input class="input" type="text" autocomplete="off" node_ref=node aria-invalid=invalid
                    prop:value=move || draft.name.get() on:input=on_name />
            </label>
            {error}
            <fieldset class="form-row">
                <legend class="visually-hidden">{label("customer.kind")}</legend>
                <div class="options">{kinds}</div>
            </fieldset>
            <label class="form-row">
                <span>{label("customer.phone")}</span>
                <input class="input" type="tel" autocomplete="off" prop:value=move || draft.phone.get()
                    on:input=move |event| draft.phone.set(event_target_value(&event)) />
            </label>
            <div class="form-end">
                <button type="submit" class="button primary">{t(&words::NEW_SAVE)}</button>
            </div>
        </form>
    }
    .into_any()
}

async fn create(fields: Vec<(FieldId, Value)>, place: Place) {
    match data::send(Request::Create { collection: customer::ID, fields }).await {
        Ok(reply) => {
            data::done(&reply);
            if let Reply::Created { id, .. } = reply {
                go(&place.with_id(Some(id)).url());
            }
        }
        Err(problem) => toast::problem(failure(&problem)),
    }
}
