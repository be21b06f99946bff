//! In the field: visits of a day in a sensible order, and check-ins.

mod check_in;
mod check_ins;
mod choose;
pub mod geo;
mod route;
mod words;

use crate::i18n::{Msg, t};
use crate::selling::asked;
use crate::state::Slot;
use crate::ui::erase;
use asked::Asked;
use leptos::prelude::*;
use model::RecordId;
use protocol::{FieldAnswer, FieldQuery, Position, SellingAnswer, SellingQuery};

/// The answer to a question, kept up to date.
fn ask(query: impl Fn() -> Option<FieldQuery> + 'static) -> Asked {
    asked::ask(move || query().map(SellingQuery::Field))
}

/// Something of the answer, once it is there; reactive.
fn read<T>(answer: Asked, read: impl FnOnce(&FieldAnswer) -> Option<T>) -> Option<T> {
    asked::read(answer, |answer| match answer {
        SellingAnswer::Field(answer) => read(answer),
        _ => None,
    })
}

/// Where distances are counted from.
#[derive(Clone, Debug, PartialEq)]
struct Start {
    /// Where.
    position: Position,
    /// What it is called: a customer, or empty for where the reader is.
    name: String,
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Day {
    start: Slot<Option<Start>>,
    stops: Slot<Vec<RecordId>>,
    /// The order is the reader's own.
    as_given: Slot<bool>,
}

/// A distance as people say it.
fn distance(metres: u32) -> String {
    match metres {
        0..1_000 => format!("{} m", (metres + 5) / 10 * 10),
        1_000..10_000 => format!("{} km", crate::format::fixed(f64::from(metres) / 1_000.0, 1)),
        _ => format!("{} km", crate::format::integer(u64::from(metres / 1_000))),
    }
}

/// A link to the map of the telephone, or to one on the web.
pub fn map_link(position: Position, msg: &'static Msg) -> AnyView {
    let [lat, lng] = [position.lat_e6, position.lng_e6].map(|e6| f64::from(e6) / 1e6);
    let href = format!("https://www.openstreetmap.org/?mlat={lat:.6}&mlon={lng:.6}#map=17/{lat:.6}/{lng:.6}");
    let app = format!("geo:{lat:.6},{lng:.6}?q={lat:.6},{lng:.6}");
    // A telephone has an app for places, a desktop has none; Apple's knows them by another kind of link.
    let href = match crate::ui::media::wide() {
        true => href,
        false if crate::ui::media::is_mac() => {
            format!("https://maps.apple.com/?ll={lat:.6},{lng:.6}&q={lat:.6},{lng:.6}")
        }
        false => app,
    };
    view! { <a class="button quiet" rel="external noopener noreferrer" target="_blank" href=href>{t(msg)}</a> }
        .into_any()
}

/// Stops that a link to maps can name.
const LEGS_MAX: usize = 10;

/// A link to the way past several places in the maps of the telephone or of the web; none for a single place.
pub fn way_link(places: &[Position], msg: &'static Msg) -> Option<AnyView> {
    let point = |at: &Position| format!("{:.6},{:.6}", f64::from(at.lat_e6) / 1e6, f64::from(at.lng_e6) / 1e6);
    let places: Vec<String> = places.iter().take(LEGS_MAX).map(point).collect();
    let (last, between) = places.split_last().filter(|(_, between)| !between.is_empty())?;
    let href = match crate::ui::media::is_mac() {
        true => format!("https://maps.apple.com/?daddr={}", places.join("+to:")),
        false => format!(
            "https://www.google.com/maps/dir/?api=1&travelmode=driving&destination={last}&waypoints={}",
            between.join("%7C")
        ),
    };
    let link =
        view! { <a class="button quiet" rel="external noopener noreferrer" target="_blank" href=href>{t(msg)}</a> };
    Some(link.into_any())
}

/// The page.
#[component]
pub fn FieldPage() -> impl IntoView {
    let day = Day { start: Slot::new(None), stops: Slot::new(Vec::new()), as_given: Slot::new(false) };
    let checking = RwSignal::new(false);
    view! {
        <div class="page field-page">
            <header class="page-head">
                <h1>{t(&words::TITLE)}</h1>
                <div class="records-end">
                    <button type="button" class="button primary" on:click=move |_| checking.set(true)>
                        {t(&words::CHECK_IN)}
                    </button>
                </div>
            </header>
            {check_in::dialog(checking)}
            <div class="field-columns">
                {choose::section(day)}
                {route::section(day)}
            </div>
            {erase::view(check_ins::section)}
        </div>
    }
    .into_any()
}
