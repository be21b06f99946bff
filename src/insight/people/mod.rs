//! Who the customers are: the groups of a trait, what they bring, and where they stand.

mod cross;
mod table;
mod value;
pub(super) mod words;

use super::head::{self, Shown};
use crate::fields;
use crate::format;
use crate::i18n::{t, tf};
use crate::state::{Derived, Slot};
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::{ChartFrame, erase};
use leptos::prelude::*;
use model::schema::customer;
use model::{FieldId, Kind};
use protocol::{Answer, InsightAnswer, InsightQuery, PeopleAnswer, PeopleQuery};
use std::sync::Arc;

/// The traits that every workspace has, in their order; the first at first.
const TRAITS: [FieldId; 9] = [
    customer::INDUSTRY.id,
    customer::OCCUPATION.id,
    customer::BIRTHDAY.id,
    customer::REGION.id,
    customer::GENDER.id,
    customer::SOURCE.id,
    customer::LEVEL.id,
    customer::SIZE.id,
    customer::KIND.id,
];

type Figures = Slot<Option<Arc<Answer>>>;

fn read<T>(figures: Figures, f: impl FnOnce(&PeopleAnswer) -> T) -> Option<T> {
    head::read(figures, |answer| match answer {
        InsightAnswer::People(answer) => Some(f(answer)),
        _ => None,
    })
}

/// The page.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let saved = head::opened(|query| match query {
        InsightQuery::People(query) => Some((query.by, query.stages)),
        _ => None,
    });
    let (by, stages) = saved.unwrap_or((TRAITS[0], false));
    let (by, stages) = (Slot::new(by), Slot::new(stages));
    let query = move |stages: bool| InsightQuery::People(PeopleQuery { by: by.get(), stages });
    let figures: Figures = head::ask_saving(Arc::new(move || query(false)), Arc::new(move || query(stages.get())));
    let now =
        Derived::new(move || read(figures, |answer| head::shown(answer.all.customers, 1)).unwrap_or(Shown::Working));
    let body = move || match now.get() {
        Shown::Figures => charts(figures, by, stages),
        other => head::instead(other, &words::EMPTY),
    };
    let line = move || {
        let told = |a: &PeopleAnswer| {
            let n = format::integer(a.all.customers.into());
            tf(&words::AS_OF, &[("day", &format::day(a.as_of)), ("n", &n)])
        };
        read(figures, told).unwrap_or_default()
    };
    head::page("people", &words::PEOPLE, line, body)
}

/// What a trait is called.
fn name(by: FieldId) -> String {
    if by == customer::BIRTHDAY.id {
        return t(&words::AGE_GROUP).to_owned();
    }
    fields::find(customer::ID, by).map_or_else(String::new, |field| fields::label(customer::ID, field))
}

/// The traits: those of every workspace, and its own fields with options.
fn traits() -> Vec<(String, String)> {
    let own = fields::of(customer::ID).into_iter().filter(|field| field.id >= FieldId::CUSTOM);
    let own = own.filter(|field| matches!(field.kind, Kind::Option(_))).map(|field| field.id);
    TRAITS.into_iter().chain(own).map(|by| (by.0.to_string(), name(by))).collect()
}

fn charts(figures: Figures, by: Slot<FieldId>, stages: Slot<bool>) -> AnyView {
    let table: Draw = Arc::new(move || read(figures, table::table).unwrap_or_else(erase::nothing));
    let table_sheet: Sheet =
        ("customers-by-trait.csv", Arc::new(move || read(figures, table::sheet).unwrap_or_default()));
    let cross: Draw = Arc::new(move || {
        let stages = stages.get();
        read(figures, |answer| cross::table(answer, stages)).unwrap_or_else(erase::nothing)
    });
    let cross_sheet: Sheet = (
        "customers-crossed.csv",
        Arc::new(move || read(figures, |answer| cross::sheet(answer, stages.get_untracked())).unwrap_or_default()),
    );
    // The workspace's own fields may become known later.
    let choice = erase::view(move || {
        let chosen = move |field: String| {
            if let Ok(field) = field.parse() {
                by.set(FieldId(field));
            }
        };
        head::choice(&words::TRAIT, traits(), &by.get_untracked().0.to_string(), chosen)
    });
    let crossed = [("fifths", &words::FIFTHS), ("stages", &words::STAGES)];
    let crossed = crossed.iter().map(|(key, name)| ((*key).to_owned(), t(name).to_owned())).collect();
    let selected = if stages.get_untracked() { "stages" } else { "fifths" };
    view! {
        <div class="insight-controls">
            {choice}
            {head::choice(&words::CROSSED, crossed, selected, move |key| stages.set(key == "stages"))}
        </div>
        <div class="insight-charts">
            <div class="insight-wide">
                <ChartFrame title=&words::TABLE_TITLE definition=&words::TABLE_DEFINITION chart=table sheet=table_sheet/>
            </div>
            <div class="insight-wide">
                <ChartFrame title=&words::CROSS_TITLE definition=&words::CROSS_DEFINITION chart=cross sheet=cross_sheet/>
            </div>
        </div>
    }
    .into_any()
}
