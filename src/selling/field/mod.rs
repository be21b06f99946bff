//! In the field: visits of a day in a sensible order, and check-ins.

mod check_in;
mod check_ins;
mod choose;
pub mod geo;
mod route;
mod words;

use crate::commands::offer_said;
use crate::data::drafts;
use crate::format::local_day;
use crate::i18n::{Lang, Msg, lang, t, tf};
use crate::selling::asked;
use crate::state::Slot;
use crate::ui::field::today;
use crate::ui::{Glyph, erase};
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

/// The name under which who was chosen is kept until the visits are planned.
const DRAFT: &str = "field-day";

/// What is kept of it: from where, who, and whether the order is the reader's own.
type Draft = (Option<(Position, String)>, Vec<RecordId>, bool);

impl Day {
    /// Reactive.
    fn draft(self) -> Draft {
        let start = self.start.with(|start| start.as_ref().map(|start| (start.position, start.name.clone())));
        (start, self.stops.get(), self.as_given.get())
    }

    /// Takes up who was chosen before, and keeps on this device who is, until the visits are planned or given up: one looks at a customer
    /// in between.
    fn lasts(self) {
        erase::spawn(async move {
            if let Some(draft) = drafts::get(DRAFT.to_owned()).await {
                self.restore(&draft);
            }
        });
        let before = Slot::new(untrack(|| self.draft()));
        erase::effect(move || {
            let now = self.draft();
            if before.with_untracked(|before| *before == now) {
                return;
            }
            match (now.1.is_empty(), protocol::encode(&now)) {
                (false, Ok(bytes)) => drafts::keep(DRAFT, bytes),
                _ => drafts::forget(DRAFT),
            }
            before.set(now);
        });
    }

    /// Whoever was chosen meanwhile is newer. On another day one sets out from elsewhere.
    fn restore(self, draft: &protocol::Draft) {
        let untouched = self.stops.try_get_untracked().is_some_and(|stops| stops.is_empty());
        let Some((start, stops, as_given)) = protocol::decode::<Draft>(&draft.bytes).ok().filter(|_| untouched) else {
            return;
        };
        let is_todays = local_day(draft.at as f64) == today();
        if is_todays && self.start.with_untracked(Option::is_none) {
            self.start.set(start.map(|(position, name)| Start { position, name }));
        }
        self.as_given.set(as_given);
        self.stops.set(stops);
    }
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
/// Stops that a link to Amap can name: where one goes, and one place before it.
const LEGS_MAX_AMAP: usize = 2;

/// Maps that show a way.
#[derive(Clone, Copy, PartialEq)]
enum Maps {
    Apple,
    /// The one that opens in China.
    Amap,
    Google,
}

impl Maps {
    /// Those of the reader's telephone, or of where they are.
    fn here() -> Maps {
        match crate::ui::media::is_mac() {
            true => Maps::Apple,
            false if lang() == Lang::ZhCn => Maps::Amap,
            false => Maps::Google,
        }
    }

    fn legs_max(self) -> usize {
        if self == Maps::Amap { LEGS_MAX_AMAP } else { LEGS_MAX }
    }
}

/// Links to the way past several places in the maps of the telephone or of the web, each as far as one can name; none for a single place.
fn way_links(places: &[Position]) -> Vec<AnyView> {
    let (all, maps) = (places.len(), Maps::here());
    let legs_max = maps.legs_max();
    let parts = places.chunks(legs_max).enumerate().filter(|_| all > 1);
    let name = |from: usize, n: usize| match all {
        all if all <= legs_max => t(&words::WAY_IN_MAPS).to_owned(),
        _ if n == 1 => tf(&words::WAY_LAST, &[("from", &(from + 1).to_string())]),
        _ => tf(&words::WAY_PART, &[("from", &(from + 1).to_string()), ("to", &(from + n).to_string())]),
    };
    parts.filter_map(|(nth, part)| way_link(maps, part, name(nth * legs_max, part.len()))).collect()
}

fn way_link(maps: Maps, places: &[Position], name: String) -> Option<AnyView> {
    let degrees = |e6: i32| format!("{:.6}", f64::from(e6) / 1e6);
    // Amap wants the longitude first.
    let point = |at: &Position| match maps {
        Maps::Amap => format!("{},{}", degrees(at.lng_e6), degrees(at.lat_e6)),
        _ => format!("{},{}", degrees(at.lat_e6), degrees(at.lng_e6)),
    };
    let places: Vec<String> = places.iter().map(point).collect();
    let (last, between) = places.split_last()?;
    let href = match maps {
        Maps::Apple => format!("https://maps.apple.com/?daddr={}", places.join("+to:")),
        Maps::Amap => {
            let via = between.first().map(|via| format!("&via={via}")).unwrap_or_default();
            format!("https://uri.amap.com/navigation?to={last}{via}&mode=car&coordinate=wgs84&callnative=1")
        }
        Maps::Google => format!(
            "https://www.google.com/maps/dir/?api=1&travelmode=driving&destination={last}&waypoints={}",
            between.join("%7C")
        ),
    };
    let link =
        view! { <a class="button quiet" rel="external noopener noreferrer" target="_blank" href=href>{name}</a> };
    Some(link.into_any())
}

/// The page.
#[component]
pub fn FieldPage() -> impl IntoView {
    let day = Day { start: Slot::new(None), stops: Slot::new(Vec::new()), as_given: Slot::new(false) };
    day.lasts();
    let checking = RwSignal::new(false);
    offer_said("check-in", &words::CHECK_IN, "qiandao qd", Glyph::Visit, move || checking.set(true));
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
