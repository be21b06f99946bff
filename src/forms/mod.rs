//! New records: forms that ask for what a collection has, keep what was typed until it is saved, and add an order with its lines at once.

mod fields;
mod form;
mod lines;
mod save;
mod words;

pub use form::form;
pub use words::DUPLICATE;

use crate::commands::{Command, offer};
use crate::data;
use crate::i18n::{failure, label, t, tf};
use crate::ui::{Dialog, Glyph, Icon, erase, toast};
use leptos::prelude::*;
use model::order::Fields;
use model::schema::{
    self, Collection, acquisition_spend, activity, contact, order, payment, product, survey_response, tag,
};
use model::{CollectionId, Field, RecordId, Value};
use protocol::{Reply, Request};
use std::sync::Arc;

/// What the record has beside what is asked for.
pub type Given = Arc<dyn Fn() -> Fields + Send + Sync>;
/// A customer, where one is on the page.
pub type Near = Arc<dyn Fn() -> Option<RecordId> + Send + Sync>;
/// Told of the new record.
pub type Added = Arc<dyn Fn(RecordId) + Send + Sync>;

/// A form that is to be drawn.
#[derive(Clone)]
pub struct Spec {
    /// What is added.
    pub of: &'static Collection,
    /// What it has already; not asked for.
    pub given: Given,
    /// The customer whose records are offered first, where it says none of its own.
    pub near: Near,
    /// Told of it.
    pub added: Added,
    /// Closes the dialog.
    pub open: RwSignal<bool>,
}

impl Spec {
    /// The name under which what is typed is kept.
    fn draft(&self) -> String {
        let mut name = format!("create/{}", self.of.name);
        let given = (self.given)().into_iter().map(|(_, value)| value);
        for value in given.chain((self.near)().map(Value::Reference)) {
            if let Value::Reference(id) = value {
                name += &format!("/{id}");
            }
        }
        name
    }
}

/// The button "New …" and its dialog.
pub fn create(class: &'static str, of: &'static Collection, given: Given, added: Added) -> AnyView {
    create_near(class, of, given, Arc::new(|| None), added)
}

/// The button and its dialog, which offers what belongs to a customer first.
pub fn create_near(class: &'static str, of: &'static Collection, given: Given, near: Near, added: Added) -> AnyView {
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
    let spec = Spec { of, given, near, added, open };
    let title = name.clone();
    view! {
        <button type="button" class=class on:click=move |_| open.set(true)>
            <Icon of=Glyph::Plus />
            <span>{name}</span>
        </button>
        <Dialog open=open title=title wide={of.id == order::ID}>
            {crate::parts::form(spec.clone())}
        </Dialog>
    }
    .into_any()
}

/// The name of the command that does the same from anywhere.
fn command_id(of: CollectionId) -> &'static str {
    match of {
        order::ID => "new-order",
        product::ID => "new-product",
        contact::ID => "new-contact",
        payment::ID => "new-payment",
        activity::ID => "new-activity",
        tag::ID => "new-tag",
        acquisition_spend::ID => "new-spend",
        survey_response::ID => "new-response",
        schema::lead::ID => "new-lead",
        schema::opportunity::ID => "new-opportunity",
        schema::task::ID => "new-task",
        schema::payment_plan::ID => "new-instalment",
        schema::user::ID => "new-user",
        schema::team::ID => "new-team",
        schema::target::ID => "new-target",
        schema::check_in::ID => "new-check-in",
        _ => "new-record",
    }
}

/// Why a value cannot stand in a field of a record: what has a name keeps one.
pub fn refusing(of: &'static Collection, field: &'static Field) -> Callback<Value, Option<String>> {
    let needed = fields::named(of) == Some(field.id);
    Callback::new(move |value: Value| (needed && value.is_empty()).then(|| t(&words::NEEDS_NAME).to_owned()))
}

/// Makes a copy of a record; `opened` is told of it, to show it for editing.
pub fn duplicate(collection: CollectionId, record: RecordId, opened: impl FnOnce(RecordId) + 'static) {
    let suffix = t(&words::COPY_SUFFIX).to_owned();
    erase::spawn(async move {
        match data::send(Request::Duplicate { collection, record, suffix }).await {
            Ok(reply) => {
                data::done(&reply);
                if let Reply::Created { id, .. } = reply {
                    opened(id);
                }
            }
            Err(problem) => toast::problem(failure(&problem)),
        }
    });
}
