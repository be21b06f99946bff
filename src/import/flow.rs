//! The state of an import and the steps it can take. Every reply is checked for being the one still waited for: people
//! change a mapping faster than a large file is read, and may leave the page meanwhile.

use super::decide::with_questions_of;
use super::records::{declared, remember};
use super::state::{Done, Step};
use crate::data::{self, Job};
use crate::i18n::op_label;
use crate::state::Slot;
use crate::ui::{erase, toast};
use leptos::prelude::*;
use model::Label;
use protocol::import::{Mapping, Preview, Report, UnknownText};
use protocol::{Failure, Reply, Request, Sealed};
use std::sync::Arc;
use web_sys::File;

/// The signals of the import page.
#[derive(Clone, Copy)]
pub(super) struct Flow {
    /// Where the page is.
    pub(super) step: Slot<Step>,
    /// Name of the file that is or was read.
    pub(super) name: RwSignal<String>,
    /// What the importer last made of the file.
    pub(super) preview: Slot<Option<Arc<Preview>>>,
    /// The mapping as the controls show it: ahead of the preview while a change is under way.
    pub(super) mapping: Slot<Option<Mapping>>,
    /// The mapping is that of an earlier file with these columns.
    pub(super) remembered: RwSignal<bool>,
    /// Words that are no options, of which only the whole file told.
    pub(super) unknown: Slot<Vec<UnknownText>>,
    /// What the dry run, or the import, came to.
    pub(super) report: Slot<Option<Arc<Report>>>,
    /// What went wrong last.
    pub(super) trouble: Slot<Option<Failure>>,
    /// What the worker is busy with.
    pub(super) job: Slot<Option<Job>>,
    /// Counts what was asked; a reply to an older question is not taken.
    turn: Slot<u32>,
}

impl Flow {
    /// Nothing chosen yet. Leaving the page lets go of the file, unless an import is running: that closes it when done.
    pub(super) fn new() -> Flow {
        let flow = Flow {
            step: Slot::new(Step::Choose),
            name: RwSignal::new(String::new()),
            preview: Slot::new(None),
            mapping: Slot::new(None),
            remembered: RwSignal::new(false),
            unknown: Slot::new(Vec::new()),
            report: Slot::new(None),
            trouble: Slot::new(None),
            job: Slot::new(None),
            turn: Slot::new(0),
        };
        on_cleanup(move || {
            if flow.step.try_get_untracked() != Some(Step::Importing) {
                close();
            }
        });
        flow
    }

    /// Reads a file.
    pub(super) fn open(self, file: File) {
        self.name.set(file.name());
        self.report.set(None);
        self.unknown.set(Vec::new());
        self.remembered.set(false);
        let request = Request::ImportOpen { fields: Sealed::new(&declared::all()) };
        self.run(Step::Opening, request, Some(file), move |reply| match previewed(reply) {
            Ok(preview) => self.show_as_before(preview),
            other => self.fail(other, Step::Choose),
        });
    }

    /// Shows a file that was just opened, read as the last one with its columns was.
    fn show_as_before(self, preview: Preview) {
        let now = preview.mapping.clone();
        let before = remember::recall(preview.fingerprint).map(|before| Mapping {
            encoding: now.encoding,
            delimiter: now.delimiter,
            header: now.header,
            sheet: now.sheet,
            ..before
        });
        let fits = |mapping: &Mapping| {
            let columns = mapping.records.as_ref().map_or(mapping.roles.len(), |records| records.targets.len());
            columns == preview.columns.len() && *mapping != now
        };
        let known = before.is_some();
        let Some(before) = before.filter(fits) else {
            self.show(preview);
            return self.remembered.set(known);
        };
        self.run(Step::Opening, Request::ImportPreview(Sealed::new(&before)), None, move |reply| {
            match previewed(reply) {
                Ok(after) => {
                    self.show(after);
                    self.remembered.set(true);
                }
                // What was kept no longer fits: the file speaks for itself.
                _ => self.show(preview),
            }
        });
    }

    /// Reads the file in another way.
    pub(super) fn remap(self, change: impl FnOnce(&Mapping) -> Mapping) {
        if let Some(mapping) = self.mapping.with_untracked(|mapping| mapping.as_ref().map(change)) {
            self.read_as(mapping);
        }
    }

    fn read_as(self, mapping: Mapping) {
        self.mapping.set(Some(mapping.clone()));
        self.run(Step::Preview, Request::ImportPreview(Sealed::new(&mapping)), None, move |reply| {
            match previewed(reply) {
                Ok(after) => {
                    let before = self.preview.get_untracked();
                    self.show(match before {
                        Some(before) => with_questions_of(&before, after),
                        None => after,
                    });
                }
                other => {
                    let before =
                        self.preview.with_untracked(|preview| preview.as_ref().map(|known| known.mapping.clone()));
                    self.mapping.set(before);
                    self.fail(other, Step::Preview);
                }
            }
        });
    }

    /// Reads the whole file and tells what an import would do.
    pub(super) fn check(self) {
        let Some(mapping) = self.mapping.get_untracked() else { return };
        self.run(Step::Checking, Request::ImportCheck(Sealed::new(&mapping)), None, move |reply| {
            match reported(reply) {
                Ok(report) => {
                    self.unknown.update(|known| known.extend(report.read.unknown.iter().cloned()));
                    self.report.set(Some(Arc::new(report)));
                    self.step.set(Step::Checked);
                }
                other => self.fail(other, Step::Preview),
            }
        });
    }

    /// Imports.
    pub(super) fn commit(self) {
        let Some(mapping) = self.mapping.get_untracked() else { return };
        self.run(Step::Importing, Request::ImportCommit(Sealed::new(&mapping)), None, move |reply| match reply {
            Ok(reply @ Reply::Imported { .. }) => {
                data::done(&reply);
                let Reply::Imported { report, seq } = reply else { return };
                self.report.set(report.open().ok().map(Arc::new));
                let fingerprint =
                    self.preview.with_untracked(|preview| preview.as_ref().map_or(0, |known| known.fingerprint));
                self.mapping.with_untracked(|mapping| {
                    if let Some(mapping) = mapping {
                        remember::keep(fingerprint, mapping);
                    }
                });
                self.step.set(Step::Done(Done::Imported(seq)));
            }
            other => self.fail(other, Step::Checked),
        });
    }

    /// Adds sample data.
    pub(super) fn sample(self, customers: u32) {
        let request = Request::Sample { customers, seed: super::SAMPLE_SEED };
        self.run(Step::Sampling, request, None, move |reply| match reply {
            Ok(Reply::Done { seq, label: Label::Sample { customers, orders }, .. }) => {
                self.step.set(Step::Done(Done::Sampled { seq, customers, orders }));
            }
            other => self.fail(other, Step::Choose),
        });
    }

    /// Takes operations back, one after the other, and says `done`.
    pub(super) fn undo(self, seqs: Vec<u64>, done: Done) {
        let before = self.step.get_untracked();
        let Some((&seq, rest)) = seqs.split_first() else { return };
        let rest = rest.to_vec();
        self.run(Step::Undoing, Request::Undo { seq: Some(seq) }, None, move |reply| match reply {
            Ok(reply) => {
                let all = !matches!(reply, Reply::Undone { kept: 1.., .. });
                let done = if all { done } else { Done::PartlyUndone };
                if !all {
                    data::done(&reply);
                }
                match rest.is_empty() {
                    true => self.step.set(Step::Done(done)),
                    false => self.undo(rest, done),
                }
            }
            other => self.fail(other, before),
        });
    }

    /// Goes back to the columns.
    pub(super) fn back(self) {
        self.trouble.set(None);
        self.step.set(Step::Preview);
    }

    /// Lets go of the file and begins anew.
    pub(super) fn reset(self) {
        self.turn.update(|turn| *turn += 1);
        close();
        self.trouble.set(None);
        self.remembered.set(false);
        self.preview.set(None);
        self.mapping.set(None);
        self.report.set(None);
        self.step.set(Step::Choose);
    }

    fn run(
        self,
        step: Step,
        request: Request,
        file: Option<File>,
        then: impl FnOnce(Result<Reply, Failure>) + 'static,
    ) {
        self.run_boxed(step, request, file, Box::new(then));
    }

    fn run_boxed(
        self,
        step: Step,
        request: Request,
        file: Option<File>,
        then: Box<dyn FnOnce(Result<Reply, Failure>)>,
    ) {
        self.turn.update(|turn| *turn += 1);
        let turn = self.turn.get_untracked();
        self.trouble.set(None);
        self.step.set(step);
        let (job, reply) = data::send_job(request, file);
        self.job.set(Some(job));
        erase::spawn(async move {
            let reply = reply.await;
            match self.turn.try_get_untracked() {
                Some(now) if now == turn => {
                    self.job.set(None);
                    then(reply);
                }
                Some(_) => {}
                None => said_elsewhere(&reply),
            }
        });
    }

    fn show(self, preview: Preview) {
        self.mapping.set(Some(preview.mapping.clone()));
        self.preview.set(Some(Arc::new(preview)));
        self.step.set(Step::Preview);
    }

    fn fail<T>(self, reply: Result<T, Failure>, step: Step) {
        let failure = reply.err().unwrap_or_else(another_kind);
        self.trouble.set(Some(failure));
        self.step.set(step);
    }
}

// A reply of another kind than the request's cannot come from a worker of the same build.
fn another_kind() -> Failure {
    Failure::Protocol("reply of another kind".to_owned())
}

fn previewed(reply: Result<Reply, Failure>) -> Result<Preview, Failure> {
    match reply? {
        Reply::Preview(preview) => preview.open(),
        _ => Err(another_kind()),
    }
}

fn reported(reply: Result<Reply, Failure>) -> Result<Report, Failure> {
    match reply? {
        Reply::Report(report) => report.open(),
        _ => Err(another_kind()),
    }
}

/// The page was left while the worker was busy: what came of it is said in a toast.
fn said_elsewhere(reply: &Result<Reply, Failure>) {
    match reply {
        Ok(Reply::Imported { report, seq: Some(seq) }) => {
            let Some(report) = report.get() else { return close() };
            let label = match report.records.collection {
                Some(collection) => {
                    Label::Records { collection, added: report.records.created, changed: report.records.updated }
                }
                None => Label::Import { customers: report.customers_new, orders: report.orders_new },
            };
            toast::show(op_label(&label), Some(*seq));
        }
        Ok(reply) => data::done(reply),
        Err(_) => {}
    }
    close();
}

fn close() {
    erase::spawn(async {
        let _ = data::send(Request::ImportClose).await;
    });
}
