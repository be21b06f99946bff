//! Who, and what one does with them.

use super::{Shown, words};
use crate::app::go;
use crate::commands::offer_said;
use crate::data;
use crate::forms::{DUPLICATE, duplicate};
use crate::i18n::t;
use crate::parts;
use crate::shell::log::{self, Wanted};
use crate::state::Derived;
use crate::ui::field::option_text;
use crate::ui::{Glyph, Icon, erase};
use leptos::prelude::*;
use model::options::CUSTOMER_KIND;
use model::schema::customer;
use protocol::{Request, Target};

#[component]
pub(super) fn Header(shown: Shown, back: Derived<String>, noting: RwSignal<bool>) -> impl IntoView {
    let name = erase::text(move || shown.get(customer::NAME).unwrap_or_else(|| t(&words::UNNAMED).to_owned()));
    let about = erase::text(move || {
        let kind = shown.get(customer::KIND).map(|kind| option_text(&CUSTOMER_KIND, kind));
        let region = shown.get(customer::REGION);
        let work = shown.get(customer::OCCUPATION).or_else(|| shown.get(customer::INDUSTRY));
        [kind, region, work].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    });
    let who = Derived::new(move || shown.with(|customer| customer.id));
    let talk = move |_| {
        if let Some(id) = shown.id() {
            log::open(Wanted::with(customer::ID, id));
        }
    };
    let delete = move || {
        if let Some(id) = shown.id() {
            data::act(Request::Delete(Target::Records(customer::ID, vec![id])));
            go(&back.get_untracked());
        }
    };
    let copy = move || {
        if let Some(id) = shown.id() {
            duplicate(customer::ID, id, |copy| go(&format!("customers?id={copy}")));
        }
    };
    offer_said("note", &words::ADD_NOTE, "beizhu", Glyph::Note, move || noting.set(true));
    offer_said("duplicate", &DUPLICATE, "copy fuzhi fz", Glyph::Copy, copy);
    offer_said("delete", &words::DELETE, "remove shanchu sc", Glyph::Trash, delete);
    view! {
        <header class="customer-head">
            <a class="button quiet icon-only" href=move || back.get() title=t(&words::CLOSE) aria-label=t(&words::BACK)>
                <span class="only-narrow"><Icon of=Glyph::Back /></span>
                <span class="only-wide"><Icon of=Glyph::Close /></span>
            </a>
            <div class="customer-name">
                <h1>{name}</h1>
                <p class="muted">{about}</p>
            </div>
            <div class="customer-actions">
                {parts::reach(customer::ID, who)}
                <button type="button" class="button" on:click=talk>
                    <Icon of=Glyph::Plus />
                    {t(&words::LOG)}
                </button>
                <button type="button" class="button" on:click=move |_| noting.set(true)>
                    <Icon of=Glyph::Note />
                    {t(&words::ADD_NOTE)}
                </button>
                <button type="button" class="button quiet icon-only" title=t(&DUPLICATE) aria-label=t(&DUPLICATE) on:click=move |_| copy()>
                    <Icon of=Glyph::Copy />
                </button>
                <button
                    type="button"
                    class="button quiet icon-only"
                    title=t(&words::DELETE)
                    aria-label=t(&words::DELETE)
                    on:click=move |_| delete()
                >
                    <Icon of=Glyph::Trash />
                </button>
            </div>
        </header>
    }
    .into_any()
}
