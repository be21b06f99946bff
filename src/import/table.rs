//! The first rows of the file with a menu over each column, as they will be taken.

use super::decide::{Seen, seen, with_role};
use super::flow::Flow;
use super::names;
use super::records;
use super::records::decide::field_of;
use super::words;
use crate::format;
use crate::i18n::{t, tf};
use crate::state::Derived;
use crate::ui::erase;
use leptos::prelude::*;
use model::{CollectionId, Currency, Day, Money};
use protocol::import::{Column, FieldKind, ImportField, Preview, Role, SampleRow};

/// The roles of the menu in groups; what stands before the first group is not imported.
const GROUPS: [(&crate::i18n::Msg, &[Role]); 3] = [
    (
        &words::GROUP_WHO,
        &[
            Role::CustomerId,
            Role::CustomerName,
            Role::FirstName,
            Role::LastName,
            Role::Email,
            Role::Phone,
            Role::Region,
            Role::Industry,
        ],
    ),
    (&words::GROUP_ORDER, &[Role::Day, Role::Amount, Role::Currency, Role::OrderNumber]),
    (&words::GROUP_WHAT, &[Role::Product, Role::Category, Role::Quantity, Role::UnitPrice]),
];

/// The table. The menus stay while its rows change, so that the keyboard's place is kept.
#[component]
pub(super) fn SampleTable(flow: Flow) -> impl IntoView {
    let columns = Derived::new(move || {
        flow.preview.with(|preview| preview.as_ref().map(|known| known.columns.clone()).unwrap_or_default())
    });
    let kind = Derived::new(move || {
        flow.preview.with(|preview| {
            let preview = preview.as_ref()?;
            Some((preview.mapping.records.as_ref()?.collection, preview.fields.clone()))
        })
    });
    let heads = erase::view(move || {
        let kind = kind.get();
        let head = |(index, column)| head(flow, index, column, kind.as_ref());
        columns.get().into_iter().enumerate().map(head).collect::<Vec<AnyView>>().into_any()
    });
    let rows = erase::maybe(move || flow.preview.get().map(|preview| rows(&preview)));
    view! {
        <div class="sample-scroll" role="region" tabindex="0" aria-label=t(&words::TABLE_LABEL)>
            <table class="sample">
                <thead>
                    <tr>
                        <th class="num sample-line" scope="col">{t(&words::LINE)}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn head(flow: Flow, index: usize, column: Column, kind: Option<&(CollectionId, Vec<ImportField>)>) -> AnyView {
    let name = column.name.filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| tf(&words::COLUMN_N, &[("n", &(index + 1).to_string())]));
    let empty = (column.empty > 0).then(|| {
        let n = format::integer(column.empty.into());
        view! { <span class="column-empty">{tf(&words::COLUMN_EMPTY, &[("n", &n)])}</span> }.into_any()
    });
    let (menu, ignored) = match kind {
        Some((of, fields)) => {
            let menu = records::head_menu(flow, index, &name, *of, fields);
            (menu, erase::flag(move || records::is_ignored(flow, index)))
        }
        None => (role_menu(flow, index, &name), erase::flag(move || role_of(flow, index) == Role::Ignore)),
    };
    view! {
        <th scope="col" class:ignored=ignored>
            {menu}
            <span class="column-name">{name}</span>
            {empty}
        </th>
    }
    .into_any()
}

fn role_of(flow: Flow, column: usize) -> Role {
    let role = flow.mapping.with(|mapping| mapping.as_ref().and_then(|known| known.roles.get(column).copied()));
    role.unwrap_or(Role::Ignore)
}

fn role_menu(flow: Flow, index: usize, name: &str) -> AnyView {
    let number = |role: Role| Role::ALL.iter().position(|other| *other == role).unwrap_or(0).to_string();
    // Selected option by option: a select's own value is set before its options are there.
    let option = move |role: Role| {
        let selected = erase::flag(move || role_of(flow, index) == role);
        view! { <option value=number(role) prop:selected=selected>{names::role(role)}</option> }.into_any()
    };
    let group = move |(title, roles): (&'static crate::i18n::Msg, &'static [Role])| {
        let options: Vec<AnyView> = roles.iter().copied().map(option).collect();
        view! { <optgroup label=t(title)>{options}</optgroup> }.into_any()
    };
    let groups: Vec<AnyView> = GROUPS.into_iter().map(group).collect();
    let choose = move |text: String| {
        if let Some(&role) = text.parse().ok().and_then(|number: usize| Role::ALL.get(number)) {
            flow.remap(|mapping| with_role(mapping, index, role));
        }
    };
    view! {
        <select
            class="role-menu"
            aria-label=tf(&words::COLUMN_ROLE, &[("name", name)])
            on:change:target=move |event| choose(event.target().value())
        >
            {option(Role::Ignore)}
            {groups}
        </select>
    }
    .into_any()
}

fn rows(preview: &Preview) -> AnyView {
    let width = preview.columns.len();
    let row = |row: &SampleRow| {
        let cells: Vec<AnyView> = (0..width).map(|column| cell(preview, row, column)).collect();
        view! {
            <tr>
                <td class="num sample-line">{row.line.to_string()}</td>
                {cells}
            </tr>
        }
        .into_any()
    };
    preview.sample.iter().map(row).collect::<Vec<AnyView>>().into_any()
}

fn cell(preview: &Preview, row: &SampleRow, column: usize) -> AnyView {
    let role = preview.mapping.roles.get(column).copied().unwrap_or(Role::Ignore);
    let field = field_of(preview, column);
    let numeric = field.is_some_and(|field| matches!(field.kind, FieldKind::Number | FieldKind::Money));
    let kind = match role {
        _ if numeric => "num",
        _ if preview.mapping.records.is_some() => "",
        Role::Ignore => "ignored",
        Role::Amount | Role::Quantity | Role::UnitPrice => "num",
        _ => "",
    };
    match seen(row, column) {
        Seen::Ignored(raw) => view! { <td class="ignored">{raw}</td> }.into_any(),
        Seen::Read(read, raw) => {
            let raw = raw.map(|raw| {
                let view = view! { <span class="sample-raw">{raw.clone()}</span> }.into_any();
                (raw.trim().to_owned(), view)
            });
            let currency = preview.mapping.currency;
            let meant = match (field, &preview.mapping.records) {
                (Some(field), _) => records::meant(field, read, currency),
                (None, Some(_)) => read,
                (None, None) => meant(role, read, currency),
            };
            // What reads as it stands in the file is not said twice.
            let raw = raw.filter(|(same, _)| *same != meant).map(|(_, view)| view);
            view! { <td class=kind>{meant}{raw}</td> }.into_any()
        }
        Seen::Bad(raw, reason) => {
            let raw = if raw.trim().is_empty() { t(&words::EMPTY_CELL).to_owned() } else { raw };
            view! {
                <td class=format!("bad {kind}")>
                    {raw}
                    <span class="sample-raw">{names::reason(reason)}</span>
                </td>
            }
            .into_any()
        }
    }
}

/// A value as the reader is used to see it: the importer sends days as ISO and amounts plain.
fn meant(role: Role, read: String, currency: Currency) -> String {
    let plain = |text: &str| model::input::money(text, currency).ok();
    match role {
        Role::Day => Day::parse_iso(&read).map(format::day),
        // "12.00 EUR", where the file names the currency itself, stays as it is.
        Role::Amount | Role::UnitPrice => plain(&read).map(|money: Money| format::money(money)),
        _ => None,
    }
    .unwrap_or(read)
}
