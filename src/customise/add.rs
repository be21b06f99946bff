//! The dialog that adds a field.

use super::{fields, kinds, words};
use crate::commands::offer_said;
use crate::data;
use crate::i18n::{failure, input_error, t, tf};
use crate::state::Slot;
use crate::ui::{Dialog, Glyph, Icon, erase, toast};
use leptos::html;
use leptos::prelude::*;
use model::custom::OPTION;
use model::input::{clean, parse};
use model::{CollectionId, Currency, Kind, Value, options};
use protocol::{NewField, Request, Sealed};

/// The button and its dialog.
pub fn button(of: CollectionId) -> AnyView {
    let open = RwSignal::new(false);
    offer_said("add-field", &words::ADD_FIELD, "tianjia ziduan tjzd", Glyph::Plus, move || open.set(true));
    view! {
        <button type="button" class="button primary" on:click=move |_| open.set(true)>
            <Icon of=Glyph::Plus />
            <span>{t(&words::ADD_FIELD)}</span>
        </button>
        <Dialog open=open title=t(&words::ADD_FIELD)>{form(open, of)}</Dialog>
    }
    .into_any()
}

fn form(open: RwSignal<bool>, of: CollectionId) -> AnyView {
    let name = RwSignal::new(String::new());
    let kind = RwSignal::new("text".to_owned());
    let values = RwSignal::new(String::new());
    let error = Slot::new(None::<String>);
    let node = NodeRef::<html::Input>::new();
    erase::focus_once(move || node.get().map(Into::into));
    let read = move || {
        let named = name
            .with_untracked(|text| parse(Kind::Text, text, Currency::USD))
            .map_err(|error| input_error(error).to_owned())?;
        let Value::Text(name) = named else { return Err(t(&words::NEEDS_NAME).to_owned()) };
        if let Some(said) = fields::there(of, &name, None) {
            return Err(said);
        }
        let kind = kind.get_untracked();
        let lines = values.get_untracked();
        let values: Vec<String> =
            lines.lines().map(|line| clean(line, false)).filter(|line| !line.is_empty()).collect();
        if let (true, Some(name)) = (kind == OPTION, options::twice(&values)) {
            return Err(tf(&words::VALUE_TWICE, &[("name", name)]));
        }
        match (kind == OPTION, values.is_empty()) {
            (true, true) => Err(t(&words::NEEDS_VALUES).to_owned()),
            (own, _) => Ok(NewField { of, name, kind, values: if own { values } else { Vec::new() } }),
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match read() {
            Ok(new) => {
                open.set(false);
                erase::spawn(async move {
                    match data::send(Request::AddField(Sealed::new(&new))).await {
                        Ok(reply) => data::done(&reply),
                        Err(problem) => toast::problem(failure(&problem)),
                    }
                });
            }
            Err(problem) => error.set(Some(problem)),
        }
    };
    let list = erase::show(
        move || kind.with(|kind| kind == OPTION),
        move || {
            view! {
                <label class="form-row">
                    <span>{t(&words::VALUES)}</span>
                    <textarea class="input" rows="4" prop:value=move || values.get()
                        on:input=move |event| values.set(event_target_value(&event))></textarea>
                </label>
            }
            .into_any()
        },
    );
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
            <label class="form-row">
                <span>{t(&words::TYPE)}</span>
                <select class="select" on:change=move |event| kind.set(event_target_value(&event))>
                    {kinds::entries("text", true)}
                </select>
            </label>
            {list}
            {trouble}
            <div class="form-end">
                <button type="submit" class="button primary">{t(&words::ADD)}</button>
            </div>
        </form>
    }
    .into_any()
}
