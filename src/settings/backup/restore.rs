//! A backup is chosen, looked at, and put in the place of the book.

use super::{ENDING, preview, words};
use crate::data::{self, Job};
use crate::format;
use crate::i18n::{Msg, failure, t, tf};
use crate::state::Slot;
use crate::ui::{Dialog, ProgressBar, button, erase, toast};
use leptos::prelude::*;
use protocol::{BackupError, BackupPreview, Failure, Reply, Request};
use std::sync::Arc;
use web_sys::{DragEvent, File, HtmlInputElement};

/// Where the restoring is.
#[derive(Clone, PartialEq)]
enum Step {
    Reading,
    Preview(Arc<BackupPreview>),
    Restoring,
    Failed(Failure),
}

/// The signals of the dialog.
#[derive(Clone, Copy)]
pub(super) struct Flow {
    open: RwSignal<bool>,
    step: Slot<Step>,
    file: StoredValue<Option<File>, LocalStorage>,
    job: Slot<Option<Job>>,
    input: NodeRef<leptos::html::Input>,
}

impl Flow {
    pub(super) fn new() -> Flow {
        let flow = Flow {
            open: RwSignal::new(false),
            step: Slot::new(Step::Reading),
            file: StoredValue::new_local(None),
            job: Slot::new(None),
            input: NodeRef::new(),
        };
        // Closing the dialog stops what is under way; a book that was replaced meanwhile says so in its toast.
        erase::effect(move || {
            if !flow.open.get()
                && let Some(job) = flow.job.get_untracked()
            {
                data::cancel(job.id);
            }
        });
        flow
    }

    pub(super) fn pick(self) {
        if let Some(input) = self.input.get_untracked() {
            input.click();
        }
    }

    fn name(self) -> String {
        self.file.with_value(|file| file.as_ref().map(File::name)).unwrap_or_default()
    }

    /// Reads the file from its beginning to its end.
    fn read(self, file: File) {
        self.file.set_value(Some(file));
        self.open.set(true);
        self.run(Step::Reading, Request::BackupPreview);
    }

    fn run(self, step: Step, request: Request) {
        let file = self.file.try_get_value().flatten();
        self.step.set(step);
        let (job, reply) = data::send_job(request, file);
        self.job.set(Some(job));
        erase::spawn(async move {
            let reply = reply.await;
            // The page may be left, and another file chosen, meanwhile.
            let ours = self.job.try_get_untracked().flatten().is_none_or(|now| now.id == job.id);
            match reply {
                Ok(reply @ Reply::Done { .. }) => {
                    data::done(&reply);
                    if ours {
                        self.job.set(None);
                        self.open.try_set(false);
                    }
                }
                Ok(Reply::BackupPreview(preview)) if ours => self.now(match preview.open() {
                    Ok(preview) => Step::Preview(Arc::new(preview)),
                    Err(error) => Step::Failed(error),
                }),
                Err(Failure::Cancelled) if ours => {
                    self.job.set(None);
                    self.open.try_set(false);
                }
                Err(error) if ours => self.now(Step::Failed(error)),
                Err(error) if error != Failure::Cancelled => toast::problem(failure(&error)),
                _ => {}
            }
        });
    }

    fn now(self, step: Step) {
        self.job.set(None);
        self.step.set(step);
    }
}

/// The button, and the place where a file can be dropped.
pub(super) fn chooser(flow: Flow) -> AnyView {
    let chosen = move |input: HtmlInputElement| {
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            flow.read(file);
        }
        // Emptied so that the same file can be chosen again.
        input.set_value("");
    };
    let over = RwSignal::new(false);
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(file) = event.data_transfer().and_then(|transfer| transfer.files()?.get(0)) {
            flow.read(file);
        }
    };
    let hover = move |event: DragEvent| {
        // Without this the browser would open the file itself, in place of Rapport.
        event.prevent_default();
        over.set(true);
    };
    view! {
        <div
            class="backup-drop"
            class:over=move || over.get()
            on:dragover=hover
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            {button("button", &words::RESTORE, move || flow.pick())}
            <input
                node_ref=flow.input
                type="file"
                hidden=true
                accept=ENDING
                aria-label=t(&words::RESTORE)
                on:change:target=move |event| chosen(event.target())
            />
            <span class="note only-wide">{t(&words::OR_DROP)}</span>
        </div>
    }
    .into_any()
}

/// Preview, progress, what went wrong.
pub(super) fn dialog(flow: Flow) -> AnyView {
    view! {
        <Dialog open=flow.open title=t(&words::DIALOG)>
            {erase::view(move || match flow.step.get() {
                Step::Reading => busy(flow, &words::READING),
                Step::Restoring => busy(flow, &words::RESTORING),
                Step::Preview(found) => confirm(flow, &found),
                Step::Failed(problem) => failed(flow, &problem),
            })}
        </Dialog>
    }
    .into_any()
}

fn busy(flow: Flow, msg: &'static Msg) -> AnyView {
    let bar = erase::maybe(move || flow.job.get().map(|job| view! { <ProgressBar job bytes=true /> }.into_any()));
    view! {
        <p>{tf(msg, &[("name", &flow.name())])}</p>
        {bar}
    }
    .into_any()
}

fn confirm(flow: Flow, found: &BackupPreview) -> AnyView {
    let restore = move || flow.run(Step::Restoring, Request::BackupRestore);
    let older = (found.newest_millis.1 > found.newest_millis.0)
        .then(|| view! { <p class="backup-older">{t(&words::OLDER)}</p> }.into_any());
    view! {
        <p class="backup-name">{flow.name()}</p>
        {preview::table(found)}
        {older}
        <p class="note">{t(&words::REPLACES)}</p>
        <div class="button-row">
            {button("button primary", &words::CONFIRM, restore)}
            {button("button", &words::KEEP, move || flow.open.set(false))}
        </div>
    }
    .into_any()
}

fn failed(flow: Flow, problem: &Failure) -> AnyView {
    view! {
        <div role="alert">
            <p>
                <strong>{tf(&words::FAILED, &[("name", &flow.name())])}</strong>
            </p>
            <p>{why(problem)}</p>
        </div>
        <div class="button-row">{button("button primary", &words::CHOOSE_OTHER, move || flow.pick())}</div>
    }
    .into_any()
}

/// Why a file cannot be restored, in words.
fn why(problem: &Failure) -> String {
    let Failure::Backup(error) = problem else { return failure(problem) };
    match error {
        BackupError::Empty => t(&words::EMPTY).to_owned(),
        BackupError::NotABackup => t(&words::NOT_A_BACKUP).to_owned(),
        BackupError::Newer { found, known } => {
            tf(&words::NEWER, &[("found", &found.to_string()), ("known", &known.to_string())])
        }
        BackupError::CutOff => t(&words::CUT_OFF).to_owned(),
        BackupError::Altered { at } => tf(&words::ALTERED, &[("at", &format::bytes(*at))]),
        BackupError::Unreadable(detail) => tf(&words::UNREADABLE, &[("detail", detail)]),
    }
}
