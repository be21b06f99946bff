//! Saved views: made, changed, renamed, deleted; all of it undoable like any other change.

use super::words;
use crate::app::go_instead;
use crate::data;
use crate::i18n::{failure, t, tf};
use crate::lists::{Panel, Place, State, look, set_panel};
use crate::parts::SavedViews;
use crate::state::{Derived, Slot};
use crate::ui::field::typed_name;
use crate::ui::{button_saying, erase, toast};
use leptos::html;
use leptos::prelude::*;
use model::schema::view;
use model::{Decimal, FieldId, RecordId, Value, View, position};
use protocol::{Reply, Request, Target};

/// Keeps what the list looks like now.
pub(super) fn keeper(list: State, saved: SavedViews) -> AnyView {
    // What else the list shows does not draw anew where a name is being typed.
    let shown = Derived::new(move || {
        let id = list.place.with(|place| place.view)?;
        saved.with(|saved| saved.iter().find(|saved| saved.id == id).map(|saved| (id, saved.name.clone())))
    });
    let current = erase::maybe(move || shown.get().map(|(id, name)| change(list, id, name)));
    view! {
        {current}
        {make(list, saved)}
    }
    .into_any()
}

fn shown(list: State) -> View {
    let place = list.place.get_untracked();
    let look = untrack(|| look::look(place.of));
    View { sort: list.query.with_untracked(|query| query.sort), columns: untrack(|| look::columns(place.of)), ..look }
}

fn edit(record: RecordId, field: FieldId, value: Value) {
    data::act(Request::Edit { collection: view::ID, record, field, value });
}

fn change(list: State, id: RecordId, name: String) -> AnyView {
    let with = |msg| tf(msg, &[("name", &name)]);
    let update = move || {
        edit(id, view::SPEC.id, shown(list).to_value());
        set_panel(Panel::None);
    };
    let new_name = RwSignal::new(name.clone());
    let rename = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(name) = new_name.with_untracked(|text| typed_name(text)) {
            edit(id, view::NAME.id, name);
            set_panel(Panel::None);
        }
    };
    let delete = move || {
        data::act(Request::Delete(Target::Records(view::ID, vec![id])));
        set_panel(Panel::None);
        go_instead(&Place { view: None, ..list.place.get_untracked() }.url());
    };
    view! {
        <div class="view-change">
            {button_saying("button primary", with(&words::UPDATE), update)}
            <form class="view-form" on:submit=rename>
                <input class="input" type="text" autocomplete="off" aria-label=with(&words::RENAME)
                    prop:value=move || new_name.get() on:input=move |event| new_name.set(event_target_value(&event)) />
                <button type="submit" class="button">{with(&words::RENAME)}</button>
            </form>
            {button_saying("button quiet danger", with(&words::DELETE_VIEW), delete)}
        </div>
    }
    .into_any()
}

fn make(list: State, saved: SavedViews) -> AnyView {
    let name = RwSignal::new(String::new());
    let error = Slot::new(false);
    let node = NodeRef::<html::Input>::new();
    erase::focus_once(move || node.get().map(Into::into));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        error.set(name.with_untracked(|text| text.trim().is_empty()));
        if let Some(name) = name.with_untracked(|text| typed_name(text)) {
            let last = saved.with_untracked(|saved| saved.len());
            set_panel(Panel::None);
            erase::spawn(create(list, name, last));
        }
    };
    let trouble = erase::maybe(move || {
        error.get().then(|| view! { <p class="field-error" role="alert">{t(&words::NEEDS_NAME)}</p> }.into_any())
    });
    view! {
        <form class="view-form" on:submit=submit>
            <input class="input" type="text" autocomplete="off" node_ref=node aria-label=t(&words::NEW_VIEW)
                placeholder=t(&words::NEW_VIEW) prop:value=move || name.get()
                on:input=move |event| name.set(event_target_value(&event)) />
            <button type="submit" class="button">{t(&words::SAVE_NEW)}</button>
        </form>
        {trouble}
        <p class="muted">{t(&words::NEW_VIEW_HINT)}</p>
    }
    .into_any()
}

async fn create(list: State, name: Value, at: usize) {
    let place = list.place.get_untracked();
    let fields = vec![
        (view::NAME.id, name),
        (view::OF.id, Value::Number(Decimal(i64::from(place.of.0) * Decimal::ONE))),
        (view::SPEC.id, shown(list).to_value()),
        (view::POSITION.id, Value::Text(position::nth(at))),
    ];
    match data::send(Request::Create { collection: view::ID, fields }).await {
        Ok(reply) => {
            data::done(&reply);
            if let Reply::Created { id, .. } = reply {
                go_instead(&Place { view: Some(id), ..list.place.get_untracked().unfiltered() }.url());
            }
        }
        Err(problem) => toast::problem(failure(&problem)),
    }
}
