//! The whole book as a file, and back.

mod preview;
mod restore;
mod words;

use super::Section;
use crate::commands::offer_said;
use crate::data::{self, Job, backups};
use crate::format;
use crate::i18n::{failure, t, tf};
use crate::state::Slot;
use crate::ui::{Glyph, ProgressBar, button, erase, toast};
use js_sys::Date;
use leptos::prelude::*;
use protocol::{Failure, Reply, Request};
use wasm_bindgen::JsCast;

/// How the name of a backup ends.
const ENDING: &str = ".rapport";

/// When the last backup was, and the two things one can do.
pub(super) fn section() -> AnyView {
    let job = Slot::new(None::<Job>);
    let last = erase::text(|| {
        let known = backups::known();
        match known.at > 0.0 {
            true => {
                let (when, size) = (format::instant(known.at), format::bytes(known.bytes as u64));
                tf(&words::LAST, &[("when", &when), ("size", &size)])
            }
            false => t(&words::NEVER).to_owned(),
        }
    });
    let restore = restore::Flow::new();
    offer_said("backup", &words::SAVE, "", Glyph::Export, move || save(job));
    offer_said("restore", &words::RESTORE, "", Glyph::Import, move || restore.pick());
    let body = erase::view(move || match job.get() {
        Some(job) => view! {
            <div class="backup-busy">
                <p>{t(&words::SAVING)}</p>
                <ProgressBar job />
            </div>
        }
        .into_any(),
        None => view! {
            <div class="button-row">
                {button("button primary", &words::SAVE, move || save(job))}
                {restore::chooser(restore)}
            </div>
        }
        .into_any(),
    });
    view! {
        <Section title=&words::TITLE>
            <p>{last}</p>
            <p class="note">{t(&words::WHAT)}</p>
            {body}
            {restore::dialog(restore)}
        </Section>
    }
    .into_any()
}

fn save(job: Slot<Option<Job>>) {
    if job.get_untracked().is_some() {
        return;
    }
    let (now, reply) = data::send_job(Request::Backup, None);
    job.set(Some(now));
    erase::spawn(async move {
        let reply = reply.await;
        job.set(None);
        match reply {
            Ok(Reply::Backup { bytes }) => keep(bytes),
            Ok(_) => {}
            Err(Failure::Cancelled) => toast::show(t(&words::CANCELLED), None),
            Err(error) => toast::problem(failure(&error)),
        }
    });
}

fn keep(bytes: u64) {
    let Some(file) = data::take_file().and_then(|file| file.dyn_into().ok()) else { return };
    let name = name();
    match data::offer(&file, &name) {
        Ok(()) => {
            backups::saved(bytes);
            toast::show(tf(&words::SAVED, &[("name", &name), ("size", &format::bytes(bytes))]), None);
        }
        Err(_) => toast::problem(failure(&Failure::Storage(String::new()))),
    }
}

/// Named by the day where the reader is; files of one day are told apart by the browser.
fn name() -> String {
    let today = Date::new_0();
    let (year, month, day) = (today.get_full_year(), today.get_month() + 1, today.get_date());
    format!("rapport-{year}-{month:02}-{day:02}{ENDING}")
}
