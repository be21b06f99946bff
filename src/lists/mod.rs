//! Lists of any collection: columns to choose, filters, groups, saved views, and what is done with many records at once.

mod beside;
pub mod cell;
mod grid;
mod head;
mod keys;
pub mod look;
pub mod more;
mod picked;
pub mod place;
mod pool;
mod row;
mod rows;
mod state;
mod words;
mod written;

pub use beside::{Beside, beside};
pub use grid::grid;
pub use keys::listen;
pub use picked::Picked;
pub use place::Place;
pub use state::State;

use crate::app::go_instead;
use crate::i18n::{Msg, t, tf};
use crate::parts;
use crate::shell::palette::search_for;
use crate::state::{Derived, Slot};
use crate::ui::{Glyph, Icon, button_saying, erase};
use leptos::prelude::*;
use model::rule::{Op, Rule, Test};
use model::schema::view;
use model::{CollectionId, Decimal, RecordId, Value, View};
use protocol::{Answer, ListRow, Query, RecordsQuery};
use std::sync::{Arc, LazyLock};

/// Most saved views of one collection that are shown.
const VIEWS_MAX: u32 = 100;

/// What is open above the list.
#[derive(Clone, Copy, PartialEq)]
pub enum Panel {
    /// Nothing.
    None,
    /// The filter builder.
    Filter,
    /// Columns and groups.
    Display,
    /// The name of a new view, or the fate of an old one.
    Views,
}

static PANEL: LazyLock<Slot<Panel>> = LazyLock::new(|| Slot::lasting(Panel::None));

/// Which panel is open; reactive.
pub fn panel() -> Panel {
    PANEL.get()
}

/// Opens a panel, or closes it.
pub fn set_panel(panel: Panel) {
    PANEL.set(panel);
}

fn open_filter() -> bool {
    set_panel(Panel::Filter);
    true
}

/// A saved view.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// Its record.
    pub id: RecordId,
    /// Its name.
    pub name: String,
    /// How it looks at the list; `None` where a newer version made it.
    pub view: Option<View>,
}

/// The saved views of a place's collection, in their order.
pub fn saved(place: Derived<Place>) -> Derived<Arc<Vec<Saved>>> {
    let of = Derived::new(move || place.with(|place| place.of));
    let answer = crate::data::watch(move || {
        let of = Value::Number(Decimal(i64::from(of.get().0) * Decimal::ONE));
        Some(Query::Records(RecordsQuery {
            rule: Rule::Test(Test { field: view::OF.id, op: Op::Is, values: vec![of] }),
            sort: Some((view::POSITION.id, false)),
            columns: vec![view::NAME.id, view::SPEC.id, view::OF.id],
            len: VIEWS_MAX,
            ..RecordsQuery::of(view::ID)
        }))
    });
    Derived::new(move || {
        let of = of.get();
        answer.with(|answer| match answer.as_deref() {
            Some(Answer::Records(answer)) if answer.collection == view::ID => {
                Arc::new(answer.rows.iter().filter_map(|row| read_saved(of, row)).collect())
            }
            _ => Arc::new(Vec::new()),
        })
    })
}

fn read_saved(of: CollectionId, row: &ListRow) -> Option<Saved> {
    let ListRow::Record(row) = row else { return None };
    let [name, spec, whose] = row.cells.as_slice() else { return None };
    let ours = *whose == Value::Number(Decimal(i64::from(of.0) * Decimal::ONE));
    let name = name.text().unwrap_or("").to_owned();
    ours.then(|| Saved { id: row.id, name, view: View::from_value(spec) })
}

/// What stands above the list: saved views, chips, and the ways to filter, arrange and export it.
pub fn bar(list: State, chips: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let saved = saved(list.place);
    take_view(list, saved);
    // The list and the view, whatever its order and whoever is open.
    let home = Derived::new(move || Place { sort: None, ..list.place.get().unfiltered() });
    let sorted = Derived::new(move || list.place.with(|place| place.sort.is_some()));
    let narrow = Derived::new(move || look::look(list.of.get()).rule.tests());
    let count = erase::maybe(move || {
        let n = narrow.get();
        (n > 0).then(|| view! { <span class="badge">{n.to_string()}</span> }.into_any())
    });
    let toggle = move |which: Panel| set_panel(if PANEL.get_untracked() == which { Panel::None } else { which });
    let tool = move |which: Panel, name: Option<&'static str>, icon: Glyph, text: &'static Msg, more: AnyView| {
        let expanded = erase::text(move || (panel() == which).to_string());
        view! {
            <button type="button" class="button quiet tool" aria-label=name title=name aria-expanded=expanded
                on:click=move |_| toggle(which)>
                <Icon of=icon />
                <span>{t(text)}</span>
                {more}
            </button>
        }
        .into_any()
    };
    let picking = erase::text(move || list.picking.get().to_string());
    on_cleanup(|| PANEL.set(Panel::None));
    view! {
        <div class="filters list-bar">
            {erase::view(move || tabs(home.get(), sorted, &saved.get()))}
            {erase::view(chips)}
            {erase::view(move || head::menu(list))}
            <div class="list-tools">
                <button type="button" class="button quiet tool pick-tool" aria-pressed=picking
                    on:click=move |_| list.picking.update(|on| *on = !*on)>
                    <Icon of=Glyph::Pick />
                    <span>{t(&words::PICK)}</span>
                </button>
                {tool(Panel::Filter, None, Glyph::Filter, &words::FILTER, count.into_any())}
                {tool(Panel::Display, Some(t(&words::DISPLAY)), Glyph::Columns, &words::DISPLAY_SHORT, erase::nothing())}
                <button type="button" class="button quiet tool" title=t(&words::EXPORT_HINT)
                    on:click=move |_| erase::spawn(parts::export_list(list))>
                    <Icon of=Glyph::Export />
                    <span>{t(&words::EXPORT)}</span>
                </button>
            </div>
        </div>
        {erase::maybe(move || (panel() != Panel::None).then(|| parts::list_panel(list, saved)))}
        {erase::show(
            move || list.picked.with(|picked| *picked != Picked::default()),
            move || parts::list_bulk(list),
        )}
    }
    .into_any()
}

/// Looks at the list as the view in the URL says, once it is known. What was changed since in the same view stays.
fn take_view(list: State, saved: Derived<Arc<Vec<Saved>>>) {
    erase::effect(move || {
        let (of, id) = list.place.with(|place| (place.of, place.view));
        if look::origin(of) == id {
            return;
        }
        match id {
            None => look::set(of, look::usual(of), None),
            Some(id) => {
                let found =
                    saved.with(|saved| saved.iter().find(|saved| saved.id == id).and_then(|saved| saved.view.clone()));
                if let Some(view) = found {
                    look::set(of, view, Some(id));
                }
            }
        }
    });
}

fn tabs(home: Place, sorted: Derived<bool>, saved: &[Saved]) -> AnyView {
    let (of, current) = (home.of, home.view);
    let plain = move |view| Place { view, ..home }.url();
    let tab = |id: Option<RecordId>, name: String| {
        let is_current = (current == id).then_some("page");
        view! { <a class="tab" href=plain(id) aria-current=is_current>{name}</a> }.into_any()
    };
    let own = saved.iter().map(|saved| tab(Some(saved.id), saved.name.clone())).collect::<Vec<_>>();
    let all = (!saved.is_empty()).then(|| tab(None, t(&words::ALL).to_owned()));
    let save = erase::maybe(move || {
        let look = look::look(of);
        let shown = current.is_some() || look.rule.narrows() || look.group.is_some() || sorted.get();
        let open = move |_| set_panel(Panel::Views);
        let button = || {
            view! {
                <button type="button" class="button quiet tool" on:click=open>
                    <Icon of=Glyph::Plus />
                    <span>{t(&words::SAVE_VIEW)}</span>
                </button>
            }
            .into_any()
        };
        shown.then(button)
    });
    view! {
        <nav class="tabs" aria-label=t(&words::VIEWS)>
            {all}
            {own}
        </nav>
        {save}
    }
    .into_any()
}

/// Where nothing holds what was typed above the list: the search that also knows pinyin, other kinds of records and wrong letters.
pub fn search_all(list: State) -> AnyView {
    erase::maybe(move || {
        let text = list.search.with(|text| text.trim().to_owned());
        let name = tf(&words::SEARCH_ALL, &[("text", &text)]);
        (!text.is_empty()).then(move || button_saying("button", name, move || search_for(text.clone())))
    })
    .into_any()
}

/// The same list without any filter.
pub fn clear(list: State) {
    list.search.set(String::new());
    let place = list.place.get_untracked();
    look::update(place.of, |look| look.rule = Rule::default());
    go_instead(&Place { view: None, ..place.unfiltered() }.url());
}
