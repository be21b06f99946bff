//! The values of one option list.

use super::order::{self, Move};
use super::{kinds, words};
use crate::app::go_instead;
use crate::commands::offer_field;
use crate::data;
use crate::fields::{Choice, all_choices, own_option};
use crate::i18n::{label, t, tf};
use crate::state::{Derived, Slot};
use crate::ui::field::option_text;
use crate::ui::{Field as FieldView, Glyph, Icon, erase};
use leptos::html;
use leptos::prelude::*;
use model::options::{COLOUR, OptionList, is_closed, same_name};
use model::schema::option;
use model::{FieldId, Kind, OptionId, Value, position};
use protocol::{OptionChange, Request, Target};
use std::sync::Arc;

/// The section. `to` is the address of the page with another list.
pub fn section(list: &'static OptionList, to: Arc<dyn Fn(&str) -> String + Send + Sync>) -> AnyView {
    let choices = Derived::new(move || all_choices(list));
    let dragged = Slot::new(None);
    let act: Move = Arc::new(move |from, place| reorder(list, &choices.get_untracked(), from, place));
    let order = Derived::new(move || choices.with(|all| all.iter().map(|choice| choice.id).collect::<Vec<_>>()));
    let rows = erase::view(move || {
        let ids = order.get();
        let count = ids.len();
        let row = |(at, id): (usize, OptionId)| order::row(at, dragged, &act, row(list, choices, id, at, count, &act));
        ids.into_iter().enumerate().map(row).collect::<Vec<_>>().into_any()
    });
    let more = match is_closed(list.name) {
        true => view! { <p class="note">{t(&words::CLOSED_LIST)}</p> }.into_any(),
        false => add(list, choices),
    };
    let entries = erase::view(move || {
        let entry = |other: &'static OptionList| {
            let is_chosen = other.name == list.name;
            view! { <option value=other.name prop:selected=is_chosen>{kinds::list_name(other)}</option> }.into_any()
        };
        kinds::lists().into_iter().map(entry).collect::<Vec<_>>().into_any()
    });
    view! {
        <section class="settings-section" aria-label=t(&words::OPTIONS)>
            <h2>{t(&words::OPTIONS)}</h2>
            <div class="settings-body">
                <label class="custom-choose">
                    <span class="field-label">{t(&words::LIST)}</span>
                    <select class="select" on:change=move |event| go_instead(&to(&event_target_value(&event)))>
                        {entries}
                    </select>
                </label>
                <p class="note">{t(&words::OPTIONS_TEXT)}</p>
                <ul class="custom-list">{rows}</ul>
                {more}
            </div>
        </section>
    }
    .into_any()
}

fn request(list: &OptionList, value: Option<OptionId>, fields: Vec<(FieldId, Value)>) -> Request {
    Request::Options { list: list.name.to_owned(), changes: vec![OptionChange { value, fields }] }
}

fn change(list: &OptionList, value: Option<OptionId>, fields: Vec<(FieldId, Value)>) {
    data::act(request(list, value, fields));
}

/// Moves one value; where two have the same place (made on two devices), all are placed anew.
fn reorder(list: &OptionList, choices: &[Choice], from: usize, to: usize) {
    let positions: Vec<String> = choices.iter().map(|choice| choice.position.clone()).collect();
    let Some(moved) = choices.get(from) else { return };
    if positions.windows(2).all(|pair| pair[0] < pair[1]) {
        let place = order::placed(&positions, from, to);
        return change(list, Some(moved.id), vec![(option::POSITION.id, Value::Text(place))]);
    }
    let mut ids: Vec<OptionId> = choices.iter().map(|choice| choice.id).collect();
    ids.remove(from);
    ids.insert(to.min(ids.len()), moved.id);
    let placed = ids.into_iter().enumerate().map(|(at, id)| OptionChange {
        value: Some(id),
        fields: vec![(option::POSITION.id, Value::Text(position::nth(at)))],
    });
    data::act(Request::Options { list: list.name.to_owned(), changes: placed.collect() });
}

fn row(
    list: &'static OptionList,
    choices: Derived<Vec<Choice>>,
    id: OptionId,
    at: usize,
    count: usize,
    act: &Move,
) -> AnyView {
    let choice = Derived::new(move || choices.with(|all| all.iter().find(|choice| choice.id == id).cloned()));
    let now = choice.get_untracked().map_or(String::new(), |choice| choice.label);
    let name = Derived::new(move || {
        choice.with(|choice| Value::Text(choice.as_ref().map_or(String::new(), |choice| choice.label.clone())))
    });
    // An emptied name gives a built-in value its own word back; one of the workspace's own keeps its name.
    let save = Callback::new(move |value: Value| {
        let is_name = !value.is_empty() || list.value(id).is_some();
        is_name.then(|| request(list, Some(id), vec![(option::NAME.id, value)]))
    });
    let refuse = Callback::new(move |value: Value| match value {
        Value::Text(name) => there(choices, &name, Some(id)),
        _ => there(choices, &label(&format!("{}.{}", list.name, list.value(id)?.name)), Some(id)),
    });
    // A name that is being typed outlives the list being drawn anew.
    let draft = Some(format!("edit/option/{}/{}", list.name, id.0));
    let hue = move || choice.with(|choice| choice.as_ref().and_then(|choice| choice.hue));
    let colours = erase::view(move || {
        let now = hue();
        let entry = |colour: &'static model::options::OptionValue| {
            let is_chosen = now == Some(colour.name);
            view! { <option value=colour.id.0.to_string() prop:selected=is_chosen>{option_text(&COLOUR, colour.id)}</option> }
                .into_any()
        };
        let none = view! { <option value="" prop:selected=now.is_none()>{t(&words::NO_COLOUR)}</option> }.into_any();
        std::iter::once(none).chain(COLOUR.values.iter().map(entry)).collect::<Vec<_>>().into_any()
    });
    let recolour = move |event| {
        let colour = event_target_value(&event).parse().map_or(Value::Empty, |id| Value::Option(OptionId(id)));
        change(list, Some(id), vec![(option::COLOUR.id, colour)]);
    };
    let retired = move || choice.with(|choice| choice.as_ref().is_some_and(|choice| choice.retired));
    let retire = erase::view(move || {
        let on = retired();
        let name = choice.get().map_or(String::new(), |choice| choice.label);
        let (text, title) = match on {
            true => (&words::BRING_BACK, &words::BRING_BACK_NAMED),
            false => (&words::RETIRE, &words::RETIRE_NAMED),
        };
        let value = if on { Value::Empty } else { Value::Bool(true) };
        let click = move |_| change(list, Some(id), vec![(option::RETIRED.id, value.clone())]);
        view! {
            <button type="button" class="button quiet" aria-label=tf(title, &[("name", &name)]) on:click=click>
                {t(text)}
            </button>
        }
        .into_any()
    });
    // A value of the workspace's own can go for good; records that have it still read its name.
    let delete = list.value(id).is_none().then(|| {
        let text = tf(&words::DELETE_FIELD, &[("name", &now)]);
        let remove = move |_| {
            let records = own_option(list, id).into_iter().collect();
            data::act(Request::Delete(Target::Records(option::ID, records)));
        };
        view! {
            <button type="button" class="button quiet icon-only" title=text.clone() aria-label=text on:click=remove>
                <Icon of=Glyph::Trash />
            </button>
        }
        .into_any()
    });
    view! {
        {order::buttons(&now, at, count, act)}
        <span class="custom-colour">
            <select class="field-select" aria-label=tf(&words::COLOUR_OF, &[("name", &now)]) data-hue=erase::attribute(move || hue().map(str::to_owned))
                on:change=recolour>{colours}</select>
        </span>
        <span class="custom-name" class:muted=erase::flag(retired)>
            <FieldView label=tf(&words::NAME_OF, &[("name", &now)]) kind=Kind::Text value=name on_save=save refuse=refuse
                draft=draft />
        </span>
        {retire}
        {delete}
    }
    .into_any()
}

/// What is said where another value of the list has this name.
fn there(choices: Derived<Vec<Choice>>, name: &str, but: Option<OptionId>) -> Option<String> {
    choices.with_untracked(|all| {
        let known = all.iter().find(|known| Some(known.id) != but && same_name(&known.label, name))?;
        let said = if known.retired { &words::VALUE_RETIRED } else { &words::VALUE_THERE };
        Some(tf(said, &[("name", &known.label)]))
    })
}

fn add(list: &'static OptionList, choices: Derived<Vec<Choice>>) -> AnyView {
    let name = RwSignal::new(String::new());
    let saving = RwSignal::new(false);
    let trouble = Slot::new(None::<String>);
    let node = NodeRef::<html::Input>::new();
    offer_field("add-value", &words::ADD_VALUE, "tianjia xuanxiang tjxx", Glyph::Plus, node);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = name.with_untracked(|text| model::input::clean(text, false));
        if let Some(said) = there(choices, &text, None) {
            trouble.set(Some(said));
        } else if !saving.get_untracked() && !text.is_empty() && text.len() <= model::input::TEXT_BYTES_MAX {
            let last = choices.with_untracked(|all| all.last().map(|choice| choice.position.clone()));
            let place = position::between(last.as_deref(), None);
            let fields = vec![(option::NAME.id, Value::Text(text.clone())), (option::POSITION.id, Value::Text(place))];
            // The name stays until it is saved; what was typed since is another one.
            saving.set(true);
            let settle = move |saved: bool| {
                saving.try_set(false);
                if saved && name.try_with_untracked(|now| model::input::clean(now, false) == text) == Some(true) {
                    name.try_set(String::new());
                }
            };
            data::act_telling(request(list, None, fields), Box::new(settle));
        }
    };
    let on_input = move |event| {
        trouble.set(None);
        name.set(event_target_value(&event));
    };
    let invalid = erase::attribute(move || trouble.with(Option::is_some).then(|| "true".to_owned()));
    let said =
        erase::maybe(move || Some(view! { <p class="field-error" role="alert">{trouble.get()?}</p> }.into_any()));
    view! {
        <form class="custom-add" on:submit=submit>
            <input class="input" type="text" autocomplete="off" aria-label=t(&words::NEW_VALUE) placeholder=t(&words::NEW_VALUE)
                node_ref=node aria-invalid=invalid prop:value=move || name.get() on:input=on_input />
            <button type="submit" class="button">{t(&words::ADD_VALUE)}</button>
        </form>
        {said}
    }
    .into_any()
}
