//! Checking in: where one is, at whose, a note, a photo. Without a position, by hand.

use super::geo::{self, Fix};
use super::words;
use crate::data::{self, drafts};
use crate::i18n::{failure, t, tf};
use crate::selling::me;
use crate::state::{Derived, Slot};
use crate::talks::files::Size;
use crate::talks::{CUSTOMERS, adder, who};
use crate::ui::erase::{self, Told};
use crate::ui::field::draft_note;
use crate::ui::{Dialog, button};
use js_sys::Date;
use leptos::prelude::*;
use protocol::{FieldDeed, NewCheckIn, NewFile, Request, Sealed, SellingDeed, Whom};
use std::sync::Arc;

/// The name under which what is typed is kept.
const DRAFT: &str = "check-in";

/// What is kept of it: at whose, the note, photos. Where one is, is found out anew.
type Draft = (Option<Whom>, String, Vec<NewFile>);

#[derive(Clone, Copy)]
struct Form {
    open: RwSignal<bool>,
    /// Where one is; why not; neither while it is being found out.
    fix: Slot<Option<Result<Fix, &'static str>>>,
    whom: Slot<Option<Whom>>,
    note: Slot<String>,
    files: Slot<Vec<NewFile>>,
    coming: RwSignal<u32>,
    keep: Slot<bool>,
    trouble: Slot<Option<String>>,
    saving: RwSignal<bool>,
    /// It is to be kept as soon as the place is known and the photos are here.
    waiting: RwSignal<bool>,
    /// How many photos there are to be then.
    awaited: Slot<usize>,
    /// No place is wanted.
    without: RwSignal<bool>,
    /// Somebody wrote into it.
    touched: Slot<bool>,
}

impl Form {
    /// Keeps on this device what was typed, until it is saved.
    fn changed(self) {
        self.touched.set(true);
        self.trouble.set(None);
        let (whom, note, files) = (self.whom.get_untracked(), self.note.get_untracked(), self.files.get_untracked());
        if let Ok(bytes) = protocol::encode(&(whom, note, files)) {
            drafts::keep(DRAFT, bytes);
        }
    }

    /// Whether nothing is on its way that belongs to it; reactive.
    fn is_ready(self) -> bool {
        self.fix.with(Option::is_some) && self.coming.get() == 0
    }

    fn restore(self, bytes: Option<Vec<u8>>) -> bool {
        let draft = match bytes {
            None => Some(Draft::default()),
            Some(bytes) => protocol::decode::<Draft>(&bytes).ok(),
        };
        let Some((whom, note, files)) = draft else { return false };
        self.whom.set(whom);
        self.note.set(note);
        self.files.set(files);
        true
    }
}

/// The dialog.
pub(super) fn dialog(open: RwSignal<bool>) -> AnyView {
    view! {
        <Dialog open=open title=t(&words::CHECK_IN)>
            {content(open)}
        </Dialog>
    }
    .into_any()
}

fn locate(form: Form) {
    form.fix.set(None);
    form.without.set(false);
    erase::spawn(async move {
        let found = geo::here().await;
        if form.without.try_get_untracked() != Some(false) {
            return;
        }
        if found.is_err() {
            // Without a place it is asked once more: that is not what was pressed for.
            form.waiting.set(false);
        }
        form.fix.set(Some(found));
    });
}

/// No longer looks for the place.
fn go_without(form: Form) {
    form.without.set(true);
    form.fix.set(Some(Err(t(&words::WITHOUT))));
}

fn content(open: RwSignal<bool>) -> AnyView {
    let form = Form {
        open,
        fix: Slot::new(None),
        whom: Slot::new(None),
        note: Slot::new(String::new()),
        files: Slot::new(Vec::new()),
        coming: RwSignal::new(0),
        keep: Slot::new(false),
        trouble: Slot::new(None),
        saving: RwSignal::new(false),
        waiting: RwSignal::new(false),
        awaited: Slot::new(0),
        without: RwSignal::new(false),
        touched: Slot::new(false),
    };
    locate(form);
    erase::effect(move || {
        if form.waiting.get() && form.is_ready() {
            form.waiting.set(false);
            // A photo that could not be kept was told: without it, it is asked once more.
            if form.files.with_untracked(Vec::len) >= form.awaited.get_untracked() {
                save(form);
            }
        }
    });
    let where_ = erase::text(move || match form.fix.get() {
        None if form.waiting.get() => t(&words::WAITS_FOR_PLACE).to_owned(),
        None => t(&words::LOCATING).to_owned(),
        Some(Ok(fix)) => tf(&words::LOCATED, &[("place", &fix.position.text()), ("n", &fix.accuracy_m.to_string())]),
        Some(Err(why)) => format!("{why} {}", t(&words::BY_HAND)),
    });
    let again = erase::maybe(move || {
        Some(match form.fix.with(Option::is_some) {
            true => button("button quiet", &words::LOCATE_AGAIN, move || locate(form)),
            false => button("button quiet", &words::GO_WITHOUT, move || go_without(form)),
        })
    });
    let whom = Derived::new(move || form.whom.get());
    let set: Told<Option<Whom>> = Arc::new(move |whom| {
        form.whom.set(whom);
        form.changed();
    });
    let keep = erase::maybe(move || {
        let can = form.whom.with(Option::is_some) && matches!(form.fix.get(), Some(Ok(_)));
        can.then(|| {
            let on = erase::flag(move || form.keep.get());
            let change = move |event| form.keep.set(event_target_checked(&event));
            view! {
                <label class="talk-full">
                    <input type="checkbox" prop:checked=on on:change=change />
                    <span>{t(&words::KEEP_PLACE)}</span>
                </label>
            }
            .into_any()
        })
    });
    let kept = Derived::new(move || form.files.get());
    let add: Told<NewFile> = Arc::new(move |file| {
        // The dialog may be closed by now.
        if form.note.try_get_untracked().is_some() {
            form.files.update(|files| files.push(file));
            form.changed();
        }
    });
    let take_out: Told<usize> = Arc::new(move |at| {
        form.files.update(|files| {
            if at < files.len() {
                files.remove(at);
            }
        });
        form.changed();
    });
    let trouble = erase::maybe(move || {
        form.trouble.get().map(|text| view! { <p class="form-trouble" role="alert">{text}</p> }.into_any())
    });
    let touched = Arc::new(move || form.touched.try_get_untracked() != Some(false));
    let draft = draft_note(DRAFT.to_owned(), touched, Arc::new(move |bytes| form.restore(bytes)));
    let busy = erase::flag(move || form.saving.get() || form.waiting.get() || form.coming.get() > 0);
    view! {
        <form class="form-fields talk-form" on:submit=move |event| {
            event.prevent_default();
            save(form);
        }>
            {draft}
            <div class="field-located">
                <p role="status">{where_}</p>
                {again}
            </div>
            {who(t(&words::CUSTOMER).to_owned(), whom, CUSTOMERS, false, None, set)}
            {keep}
            <label class="form-row">
                <span>{t(&words::NOTE)}</span>
                <textarea class="input" rows="3" prop:value=move || form.note.get()
                    on:input=move |event| {
                        form.note.set(event_target_value(&event));
                        form.changed();
                    }></textarea>
            </label>
            {adder(kept, Slot::new(Size::Smaller), form.coming, add, take_out)}
            {trouble}
            <div class="form-end talk-end">
                {button("button quiet", &words::CANCEL, move || open.set(false))}
                <button type="submit" class="button primary" disabled=busy>{t(&words::CHECK_IN)}</button>
            </div>
        </form>
    }
    .into_any()
}

fn save(form: Form) {
    if form.saving.get_untracked() {
        return;
    }
    if !untrack(move || form.is_ready()) {
        form.awaited.set(form.files.with_untracked(Vec::len) + form.coming.get_untracked() as usize);
        return form.waiting.set(true);
    }
    let fix = form.fix.get_untracked().and_then(Result::ok);
    let new = NewCheckIn {
        customer: form.whom.with_untracked(|whom| whom.as_ref().map(|whom| whom.id)),
        position: fix.map(|fix| fix.position),
        accuracy_m: fix.map(|fix| fix.accuracy_m),
        at: Date::now() as i64,
        note: form.note.get_untracked(),
        files: form.files.get_untracked(),
        owner: untrack(me),
        keep_position: form.keep.get_untracked(),
    };
    form.saving.set(true);
    erase::spawn(async move {
        let request = Request::Sell(Sealed::new(&SellingDeed::Field(FieldDeed::CheckIn(Box::new(new)))));
        match data::send(request).await {
            Ok(reply) => {
                drafts::forget(DRAFT);
                data::done(&reply);
                form.open.try_set(false);
            }
            Err(error) => form.trouble.set(Some(failure(&error))),
        }
        form.saving.try_set(false);
    });
}
