//! Tables to fill in: a workbook or a CSV file with our own headings in the reader's language, and one row that shows how.

use super::kind::plural;
use super::words;
use crate::data::{self, save};
use crate::fields;
use crate::i18n::{failure, t, tf};
use crate::ui::field::option_text;
use crate::ui::{button, erase, toast};
use leptos::prelude::*;
use model::formula::neutral;
use model::schema::{customer, order, order_line};
use model::{CollectionId, Field, Kind};
use protocol::import::{FieldKind, IMPORTED, Template, TemplateColumn, collections_of};
use protocol::{Failure, Reply, Request, Sealed};

/// What browsers call a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Spreadsheets take the file for UTF-8 by this.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The choice of a table, and its download.
#[component]
pub(in crate::import) fn Templates() -> impl IntoView {
    let chosen = RwSignal::new(0_usize);
    // The lines of an order are in its own table.
    let kinds = || IMPORTED.into_iter().filter(|of| *of != order_line::ID);
    let option =
        |(at, of): (usize, CollectionId)| view! { <option value=at.to_string()>{plural(of)}</option> }.into_any();
    let options: Vec<AnyView> = kinds().enumerate().map(option).collect();
    let choose = move |text: String| chosen.set(text.parse().unwrap_or(0));
    let of = move || kinds().nth(chosen.get_untracked()).unwrap_or(customer::ID);
    let busy = RwSignal::new(false);
    let as_text = move || {
        let of = of();
        offer(csv(&columns(of)).as_bytes(), &file_name(of, "csv"), "text/csv;charset=utf-8");
    };
    let as_workbook = move |_| {
        let of = of();
        let template = Template { sheet: plural(of), columns: columns(of) };
        busy.set(true);
        erase::spawn(async move {
            match data::send(Request::ImportTemplate(Sealed::new(&template))).await {
                Ok(Reply::Bytes(bytes)) => offer(&bytes, &file_name(of, "xlsx"), XLSX),
                Ok(_) => {}
                Err(problem) => toast::problem(failure(&problem)),
            }
            busy.try_set(false);
        });
    };
    let waits = erase::flag(move || busy.get());
    view! {
        <section class="import-sample">
            <h2>{t(&words::TEMPLATES)}</h2>
            <p class="note">{t(&words::TEMPLATES_TEXT)}</p>
            <div class="button-row">
                <div class="import-control">
                    <select
                        id="import-template"
                        aria-label=t(&words::TEMPLATE_OF)
                        on:change:target=move |event| choose(event.target().value())
                    >
                        {options}
                    </select>
                </div>
                <button type="button" class="button" disabled=waits on:click=as_workbook>{t(&words::TEMPLATE_WORKBOOK)}</button>
                {button("button", &words::TEMPLATE_TEXT, as_text)}
            </div>
        </section>
    }
    .into_any()
}

fn file_name(of: CollectionId, kind: &str) -> String {
    tf(&words::TEMPLATE_FILE, &[("of", &plural(of)), ("kind", kind)])
}

fn offer(bytes: &[u8], name: &str, kind: &str) {
    if let Err(error) = save(bytes, name, kind) {
        toast::problem(failure(&Failure::Storage(format!("{error:?}"))));
    }
}

/// The columns of a collection's table.
fn columns(of: CollectionId) -> Vec<TemplateColumn> {
    let parts = collections_of(of).iter();
    let fields = parts.flat_map(|part| fields::of(*part).into_iter().map(|field| (*part, field)));
    let fields = fields.filter(|(part, field)| is_filled_in(of, *part, field));
    let column = |(at, (part, field)): (usize, (CollectionId, &Field))| {
        let text = example(part, field);
        let choices = match field.kind {
            Kind::Option(list) => fields::choices(list).into_iter().map(|choice| choice.label).collect(),
            Kind::Bool => vec![t(&words::YES).to_owned(), t(&words::NO).to_owned()],
            _ => Vec::new(),
        };
        Some(TemplateColumn {
            head: fields::label(part, field),
            kind: FieldKind::of(field.kind)?,
            example: if at == 0 { tf(&words::EXAMPLE_ROW, &[("text", &text)]) } else { text },
            choices,
        })
    };
    fields.enumerate().filter_map(column).collect()
}

/// The table as text.
fn csv(columns: &[TemplateColumn]) -> String {
    let of = |read: fn(&TemplateColumn) -> &str| columns.iter().map(read).collect::<Vec<_>>();
    let (heads, examples) = (of(|column| &column.head), of(|column| &column.example));
    format!("{BYTE_ORDER_MARK}{}\r\n{}\r\n", line(&heads), line(&examples))
}

/// Whether a table has a column for a field: not for what follows from the row itself.
fn is_filled_in(of: CollectionId, part: CollectionId, field: &Field) -> bool {
    let implied = of == order::ID && (part, field.id) == (order_line::ID, order_line::ORDER.id);
    field.kind != Kind::Bytes && !implied
}

/// How a field is filled in.
fn example(of: CollectionId, field: &Field) -> String {
    let named = field.id == customer::NAME.id;
    let msg = match field.kind {
        Kind::Option(list) => return list.values.first().map_or(String::new(), |value| option_text(list, value.id)),
        Kind::Reference(to) if to == customer::ID => &words::EXAMPLE_CUSTOMER,
        Kind::Reference(to) if to == model::schema::product::ID => &words::EXAMPLE_PRODUCT,
        Kind::References(_) => &words::EXAMPLE_TAGS,
        Kind::Email => &words::EXAMPLE_EMAIL,
        Kind::Phone => &words::EXAMPLE_PHONE,
        Kind::Url => &words::EXAMPLE_URL,
        Kind::Bool => &words::YES,
        Kind::Number => &words::EXAMPLE_NUMBER,
        Kind::Money => &words::EXAMPLE_MONEY,
        Kind::Day => &words::EXAMPLE_DAY,
        Kind::Instant => &words::EXAMPLE_TIME,
        Kind::Text if named && of == customer::ID => &words::EXAMPLE_CUSTOMER,
        Kind::Text if named && of == model::schema::product::ID => &words::EXAMPLE_PRODUCT,
        Kind::Text if named && of == model::schema::contact::ID => &words::EXAMPLE_PERSON,
        Kind::Text if named && of == model::schema::tag::ID => &words::EXAMPLE_TAG,
        Kind::Text if named => &words::EXAMPLE_CODE,
        _ => return String::new(),
    };
    t(msg).to_owned()
}

/// One line of the file.
fn line(cells: &[&str]) -> String {
    cells.iter().map(|cell| quoted(&neutral(cell))).collect::<Vec<_>>().join(",")
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_harmless() {
        assert_eq!(line(&["+44 20", "a,\"b\"", " =1+1"]), "'+44 20,\"a,\"\"b\"\"\",' =1+1");
    }
}
