//! Importing a file: preview, dry run, import.

use crate::importer::Importer;
use crate::service::Service;
use engine::import::records::{Batch, Choices};
use engine::import::{Log, Plan, plan, records};
use engine::{Rows, Workspace};
use futures_channel::oneshot;
use model::Stamp;
use protocol::import::{FromImporter, ImportField, Mapping, ReadSummary, Reject, Report, ToImporter};
use protocol::{Failure, Phase, Reply, Request, Sealed};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::ops::Deref;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use worker::platform::{new_record_id, new_segment_id, now_millis, pause, today, zone};

/// The mapping with numbers for the values that are to be made, and what makes them.
fn settled(workspace: &Workspace, mapping: Mapping) -> (Mapping, Choices) {
    let Some(records) = &mapping.records else { return (mapping, Choices::default()) };
    let (records, choices) = records::settle(workspace, records);
    (Mapping { records: Some(records), ..mapping }, choices)
}

/// The rows of a file.
enum Content {
    Purchases(Log),
    Records(Batch),
}

impl Content {
    fn of(mapping: &Mapping) -> Content {
        if mapping.records.is_some() { Content::Records(Batch::default()) } else { Content::Purchases(Log::default()) }
    }

    /// What an import would do to the book as it is.
    fn plan(&self, workspace: &Workspace, mapping: &Mapping, read: ReadSummary, stamp: Stamp) -> Plan {
        match (self, &mapping.records) {
            (Content::Records(batch), Some(how)) => records::plan(workspace, batch, how, read, stamp),
            (Content::Purchases(log), _) => plan(workspace, log, read, stamp),
            // The rows were read by another mapping, which `read` does not let happen.
            (Content::Records(_), None) => plan(workspace, &Log::default(), read, stamp),
        }
    }
}

/// An open file, and what was read of it last.
pub struct Import {
    importer: Importer,
    read: RefCell<Option<(Mapping, Rc<Content>, ReadSummary)>>,
    /// Rows that the last plan refused.
    later: RefCell<Vec<Reject>>,
    /// A cancelled reading whose rows are still on their way.
    draining: Cell<bool>,
    /// Somebody has asked the importer and waits for its answer.
    taken: Cell<bool>,
    /// Who asks next.
    next: RefCell<VecDeque<oneshot::Sender<()>>>,
}

/// The open file of whoever asks the importer: one at a time, in the order in which they came, so that each hears the answer to its own question.
struct Turn(Rc<Import>);

impl Turn {
    async fn of(import: Rc<Import>) -> Turn {
        while import.taken.replace(true) {
            let (sender, receiver) = oneshot::channel();
            import.next.borrow_mut().push_back(sender);
            let _ = receiver.await;
            import.taken.set(false);
        }
        Turn(import)
    }
}

impl Deref for Turn {
    type Target = Import;

    fn deref(&self) -> &Import {
        &self.0
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let next = self.0.next.borrow_mut().pop_front();
        // It stays taken, by whoever is next.
        if next.is_none_or(|next| next.send(()).is_err()) {
            self.0.taken.set(false);
        }
    }
}

impl Service {
    /// Carries out a request of the importer's.
    pub(crate) async fn perform_import(
        &self,
        id: u32,
        request: Request,
        file: Option<JsValue>,
    ) -> Result<Reply, Failure> {
        match request {
            Request::Sample { customers, seed } => self.sample(id, customers, seed).await,
            Request::ImportOpen { fields } => self.import_open(fields.open()?, file).await,
            Request::ImportPreview(mapping) => self.import_preview(mapping.open()?).await,
            Request::ImportCheck(mapping) => self.import_check(id, mapping.open()?).await,
            Request::ImportCommit(mapping) => self.import_commit(id, mapping.open()?).await,
            Request::ImportRejects => self.import_rejects().await,
            Request::ImportTemplate(template) => {
                let importer = Importer::start(&self.importer_url).await?;
                importer.send(&ToImporter::Template(template.open()?), None)?;
                match importer.next().await? {
                    FromImporter::Workbook(bytes) => Ok(Reply::Bytes(bytes)),
                    other => Err(unexpected(other)),
                }
            }
            Request::ImportClose => {
                self.import.borrow_mut().take();
                Ok(Reply::Nothing)
            }
            _ => Err(Failure::Protocol("not a request of an import".into())),
        }
    }

    /// Opens a file.
    pub(crate) async fn import_open(
        &self,
        mut fields: Vec<ImportField>,
        file: Option<JsValue>,
    ) -> Result<Reply, Failure> {
        let file = file.ok_or_else(|| Failure::Protocol("no file".into()))?;
        self.import.borrow_mut().take();
        let importer = Importer::start(&self.importer_url).await?;
        let currency = self.settings(&self.book.state().workspace).currency;
        engine::import::fields::own(&self.book.state().workspace, &mut fields);
        let open = ToImporter::Open { today: today(), currency, zone: zone().clone(), fields };
        importer.send(&open, Some(&file))?;
        let (read, later) = (RefCell::default(), RefCell::default());
        let (draining, taken, next) = (Cell::default(), Cell::default(), RefCell::default());
        let import = Rc::new(Import { importer, read, later, draining, taken, next });
        let reply = preview(&import).await?;
        *self.import.borrow_mut() = Some(import);
        Ok(reply)
    }

    /// The open file, once nobody else asks about it.
    async fn import(&self) -> Result<Turn, Failure> {
        let import = self.import.borrow().clone().ok_or(Failure::NotFound)?;
        let import = Turn::of(import).await;
        while import.draining.get() {
            if !matches!(import.importer.next().await?, FromImporter::Rows { .. } | FromImporter::RecordRows { .. }) {
                import.draining.set(false);
            }
        }
        Ok(import)
    }

    /// Reads all rows of the open file.
    async fn read(&self, id: u32, import: &Import, mapping: &Mapping) -> Result<(Rc<Content>, ReadSummary), Failure> {
        if let Some((known, content, summary)) = &*import.read.borrow()
            && reads_alike(known, mapping)
        {
            return Ok((content.clone(), summary.clone()));
        }
        import.read.borrow_mut().take();
        import.importer.send(&ToImporter::Read(mapping.clone()), None)?;
        let mut content = Content::of(mapping);
        let mut held = false;
        loop {
            let (done, total) = match (import.importer.next().await?, &mut content) {
                (FromImporter::Rows { rows, done, total }, Content::Purchases(log)) => {
                    log.push(rows);
                    (done, total)
                }
                (FromImporter::RecordRows { rows, done, total }, Content::Records(batch)) => {
                    batch.push(rows);
                    (done, total)
                }
                (FromImporter::Finished(summary), _) => {
                    let content = Rc::new(content);
                    *import.read.borrow_mut() = Some((mapping.clone(), content.clone(), summary.clone()));
                    return Ok((content, summary));
                }
                (other, _) => return Err(unexpected(other)),
            };
            self.progress(id, Phase::Reading, done, total);
            while self.is_held(id) && !self.is_cancelled(id) {
                if !std::mem::replace(&mut held, true) {
                    import.importer.send(&ToImporter::Hold(true), None)?;
                }
                self.told().await;
            }
            if std::mem::take(&mut held) {
                import.importer.send(&ToImporter::Hold(false), None)?;
            }
            if self.is_cancelled(id) {
                import.draining.set(true);
                return Err(Failure::Cancelled);
            }
        }
    }

    /// Imports the open file.
    pub(crate) async fn import_commit(&self, id: u32, mapping: Mapping) -> Result<Reply, Failure> {
        let import = self.import().await?;
        let (mapping, choices) = settled(&self.book.state().workspace, mapping);
        let (content, read) = self.read(id, &import, &mapping).await?;
        self.progress(id, Phase::Building, 0, 0);
        pause().await;
        let report = RefCell::new(Report::default());
        let committed = self
            .book
            .commit_bulk(
                now_millis(),
                new_segment_id,
                |workspace, stamp| {
                    let mut plan = content.plan(workspace, &mapping, read, stamp).with_choices(choices);
                    *report.borrow_mut() = plan.report.clone();
                    import.later.replace(std::mem::take(&mut plan.later));
                    Ok((!plan.is_empty()).then(|| plan.operation(stamp)))
                },
                |done, total| self.hear(id, Phase::Writing, done, total),
            )
            .await?;
        Ok(Reply::Imported { report: Sealed::new(&report.take()), seq: committed.map(|committed| committed.seq) })
    }

    /// Adds sample data, which the importer makes.
    pub(crate) async fn sample(&self, id: u32, customers: u32, seed: u64) -> Result<Reply, Failure> {
        self.progress(id, Phase::Building, 0, 0);
        let importer = Importer::start(&self.importer_url).await?;
        let currency = self.settings(&self.book.state().workspace).currency;
        let nonce = new_record_id().0;
        importer.send(&ToImporter::Sample { customers, seed, today: today(), currency, nonce }, None)?;
        let mut pieces = Vec::new();
        loop {
            let FromImporter::Records { rows, done, total } = importer.next().await? else {
                return Err(Failure::Protocol("the importer made no records".into()));
            };
            pieces.push(Rows::from_bytes(&rows).ok_or_else(|| Failure::Damaged("sample".into()))?);
            self.progress(id, Phase::Building, done.into(), total.into());
            if self.is_cancelled(id) {
                return Err(Failure::Cancelled);
            }
            if done == total {
                break;
            }
        }
        // Gives its memory back before ours is needed.
        drop(importer);
        let committed = self
            .book
            .commit_bulk(
                now_millis(),
                new_segment_id,
                |workspace, stamp| {
                    let pieces = engine::samples::without_known(workspace, pieces);
                    Ok(Some(engine::samples::operation(pieces, stamp)))
                },
                |done, total| self.hear(id, Phase::Writing, done, total),
            )
            .await?;
        let committed = committed.ok_or(Failure::NotFound)?;
        Ok(Reply::Done { seq: committed.seq, label: committed.label })
    }

    /// Looks at the open file with another mapping.
    pub(crate) async fn import_preview(&self, mapping: Mapping) -> Result<Reply, Failure> {
        let import = self.import().await?;
        import.importer.send(&ToImporter::Preview(mapping), None)?;
        preview(&import).await
    }

    /// Says what an import would do.
    pub(crate) async fn import_check(&self, id: u32, mapping: Mapping) -> Result<Reply, Failure> {
        let import = self.import().await?;
        let (mapping, choices) = settled(&self.book.state().workspace, mapping);
        let (content, read) = self.read(id, &import, &mapping).await?;
        self.progress(id, Phase::Building, 0, 0);
        pause().await;
        let plan = content.plan(&self.book.state().workspace, &mapping, read, Stamp::ZERO).with_choices(choices);
        import.later.replace(plan.later);
        Ok(Reply::Report(Sealed::new(&plan.report)))
    }

    /// The rejected rows of the last reading as CSV.
    pub(crate) async fn import_rejects(&self) -> Result<Reply, Failure> {
        let import = self.import().await?;
        let later = import.later.borrow().clone();
        import.importer.send(&ToImporter::Rejects(later), None)?;
        match import.importer.next().await? {
            FromImporter::Rejects(bytes) => Ok(Reply::Bytes(bytes)),
            other => Err(unexpected(other)),
        }
    }
}

/// Whether two mappings give the same rows: what becomes of matches is decided after reading.
fn reads_alike(a: &Mapping, b: &Mapping) -> bool {
    let read = |mapping: &Mapping| {
        let mut mapping = mapping.clone();
        if let Some(records) = &mut mapping.records {
            records.match_by.clear();
            records.on_match = protocol::import::OnMatch::Update;
            records.unknown_reference = protocol::import::UnknownReference::Create;
        }
        mapping
    };
    read(a) == read(b)
}

async fn preview(import: &Import) -> Result<Reply, Failure> {
    match import.importer.next().await? {
        FromImporter::Preview(preview) => Ok(Reply::Preview(Sealed::new(&preview))),
        other => Err(unexpected(other)),
    }
}

fn unexpected(message: FromImporter) -> Failure {
    match message {
        FromImporter::Failed(error) => Failure::File(error),
        _ => Failure::Protocol("the importer answered something else".into()),
    }
}
