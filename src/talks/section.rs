//! What was said and kept with a record, on its own page.

use super::files::{self, Size};
use super::{ask, entry, place, reach, read, words};
use crate::data;
use crate::format;
use crate::i18n::{t, tf};
use crate::shell::log::{self, Wanted};
use crate::state::{Derived, Slot};
use crate::ui::erase::{self, Told};
use crate::ui::linked::linked;
use crate::ui::{Glyph, Icon, button_saying};
use leptos::prelude::*;
use model::schema::{activity, check_in, customer};
use model::{CollectionId, RecordId};
use protocol::{
    FileAnswer, NewFile, Proof, Request, Sealed, Section, SellingDeed, TalkAnswer, TalksAnswer, TalksDeed, TalksQuery,
};
use std::sync::Arc;

/// Conversations shown at first, and with each "more".
const STEP: u32 = 20;

/// Conversations, ways to reach them, files. A customer's conversations stand on the timeline already.
pub fn section(of: CollectionId, id: Derived<Option<RecordId>>) -> AnyView {
    let max = Slot::new(STEP);
    let answer = ask(move || Some(TalksQuery::Section { of, id: id.get()?, max: max.get() }));
    let shown = Derived::new(move || {
        let wanted = id.get();
        read(answer, |answer| match answer {
            TalksAnswer::Section(section) => {
                section.as_deref().filter(|section| Some(section.about.whom.id) == wanted).cloned()
            }
            _ => None,
        })
    });
    let talks = ![customer::ID, activity::ID, check_in::ID].contains(&of);
    let told = erase::view(move || {
        shown.with(|section| {
            let Some(section) = section else { return erase::nothing() };
            let proof = section.proof.map(proof);
            let linked =
                section.said.as_deref().map(|text| view! { <p class="entry-text">{linked(text)}</p> }.into_any());
            view! {
                {proof}
                {linked}
                {talks.then(|| said(section, of, max))}
                {(of == customer::ID).then(|| place::place(section))}
            }
            .into_any()
        })
    });
    let whose = Derived::new(move || shown.with(|section| section.as_ref().map(|section| section.about.whom.id)));
    let files = Derived::new(move || {
        shown.with(|section| section.as_ref().map_or_else(Vec::new, |section| section.files.clone()))
    });
    let kept = erase::maybe(move || whose.get().map(|id| kept(of, id, files)));
    view! {
        {told}
        {kept}
    }
    .into_any()
}

fn said(section: &Section, of: CollectionId, max: Slot<u32>) -> AnyView {
    let id = section.about.whom.id;
    let left = section.total.saturating_sub(section.talks.len() as u32);
    let more = (left > 0).then(|| {
        let text = tf(&words::MORE, &[("n", &format::integer(u64::from(left)))]);
        button_saying("button quiet", text, move || max.update(|max| *max += STEP))
    });
    let nothing = section.talks.is_empty().then(|| view! { <p class="note">{t(&words::NOTHING_SAID)}</p> }.into_any());
    let talks: Vec<AnyView> = section.talks.iter().map(talk).collect();
    view! {
        <section class="timeline talks" aria-label=t(&words::TALKS)>
            <header class="timeline-head">
                <h2>{t(&words::TALKS)}</h2>
                <button type="button" class="button" on:click=move |_| log::open(Wanted::with(of, id))>
                    <Icon of=Glyph::Plus />
                    {t(&words::LOG)}
                </button>
            </header>
            {reach::links(&section.about)}
            <ol>{talks}</ol>
            {nothing}
            {more}
        </section>
    }
    .into_any()
}

fn talk(talk: &TalkAnswer) -> AnyView {
    let (kind, how) = entry::what(talk.kind, &talk.more);
    let href = format!("records?of=activity&id={}", talk.id);
    view! {
        <li class="entry">
            <Icon of=icon(talk.kind) />
            <time>{format::instant(talk.at as f64)}</time>
            <div class="entry-body">
                <div class="entry-line">
                    <span class="entry-what"><a href=href>{kind}</a> <span class="muted">{how}</span></span>
                </div>
                {entry::body(&talk.text, &talk.more)}
            </div>
        </li>
    }
    .into_any()
}

/// The icon of a kind of conversation.
pub(super) fn icon(kind: Option<model::OptionId>) -> Glyph {
    match kind.and_then(|kind| model::options::ACTIVITY_KIND.value(kind)).map(|kind| kind.name) {
        Some("call") => Glyph::Call,
        Some("meeting") => Glyph::Meeting,
        Some("visit") => Glyph::Visit,
        Some("email") => Glyph::Mail,
        Some("message") => Glyph::Message,
        _ => Glyph::Note,
    }
}

/// The record's own files, and the way to add some.
fn kept(of: CollectionId, id: RecordId, files: Derived<Vec<FileAnswer>>) -> AnyView {
    let add: Told<NewFile> = Arc::new(move |file| {
        let deed = TalksDeed::Attach { to: of, id, files: vec![file] };
        data::act(Request::Sell(Sealed::new(&SellingDeed::Talks(deed))));
    });
    let takes = [customer::ID, activity::ID, model::schema::lead::ID, model::schema::opportunity::ID].contains(&of);
    let coming = RwSignal::new(0);
    let size = Slot::new(Size::Smaller);
    let none = Derived::new(move || files.with(Vec::is_empty));
    let all = erase::view(move || match none.get() {
        true => view! { <p class="note">{t(&words::NO_FILES)}</p> }.into_any(),
        false => files::rows(files),
    });
    let choosers = move || {
        view! {
            <div class="talk-file-buttons">
                {files::chooser(&words::ADD_PHOTO, Glyph::Plus, true, size, coming, add.clone())}
                {files::chooser(&words::ADD_FILE, Glyph::Import, false, size, coming, add.clone())}
            </div>
        }
        .into_any()
    };
    let part = move || {
        view! {
            <section class="kept-files" aria-label=t(&words::FILES)>
                <h2>{t(&words::FILES)}</h2>
                {all.clone()}
                {takes.then(&choosers)}
            </section>
        }
        .into_any()
    };
    erase::show(move || takes || !none.get(), part).into_any()
}

/// Whether a check-in is as it was.
pub fn proof(proof: Proof) -> AnyView {
    let (class, msg) = match proof {
        Proof::Unchanged => ("proof good", &words::UNCHANGED),
        Proof::Changed => ("proof bad", &words::CHANGED),
        Proof::Missing => ("proof", &words::NO_PROOF),
    };
    view! { <p class=class>{t(msg)}</p> }.into_any()
}
