//! Where a customer is: a map, and a way to keep the place where one stands.

use super::words;
use crate::data;
use crate::i18n::{t, tf};
use crate::selling::field::{geo, map_link};
use crate::ui::{button, erase, toast};
use leptos::prelude::*;
use model::Value;
use model::schema::customer;
use protocol::{Position, Request, Section};

/// The place, the map, "I am here".
pub(super) fn place(section: &Section) -> AnyView {
    let id = section.about.whom.id;
    let text = &section.about.place;
    let position = Position::parse(text);
    let said = match (position, text.trim()) {
        (Some(position), _) => position.text(),
        (None, "") => t(&words::PLACE_UNKNOWN).to_owned(),
        (None, text) => tf(&words::PLACE_UNREADABLE, &[("place", text)]),
    };
    let asking = RwSignal::new(false);
    let here = move || {
        if asking.get_untracked() {
            return;
        }
        asking.set(true);
        erase::spawn(async move {
            let found = geo::here().await;
            asking.try_set(false);
            match found {
                Ok(fix) => data::act(Request::Edit {
                    collection: customer::ID,
                    record: id,
                    field: customer::POSITION.id,
                    value: Value::Text(fix.position.text()),
                }),
                Err(why) => toast::problem(why),
            }
        });
    };
    let map = position.map(|position| map_link(position, &words::MAP));
    view! {
        <section class="kept-files" aria-label=t(&words::PLACE)>
            <h2>{t(&words::PLACE)}</h2>
            <p class="note">{said}</p>
            <div class="talk-file-buttons">
                {map}
                {button("button", &words::I_AM_HERE, here)}
            </div>
        </section>
    }
    .into_any()
}
