//! Importing a file: preview, dry run, import.

use crate::importer::Importer;
use crate::platform::{new_record_id, new_segment_id, now_millis, pause, today};
use crate::service::Service;
use engine::Rows;
use engine::import::{Log, plan};
use model::Stamp;
use protocol::import::{FromImporter, Mapping, ReadSummary, Report, ToImporter};
use protocol::{Failure, Phase, Reply, Request};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// An open file, and what was read of it last.
pub struct Import {
    importer: Importer,
    read: RefCell<Option<(Mapping, Rc<Log>, ReadSummary)>>,
    /// A cancelled reading whose rows are still on their way.
    draining: std::cell::Cell<bool>,
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
            Request::ImportOpen => self.import_open(file).await,
            Request::ImportPreview(mapping) => self.import_preview(mapping).await,
            Request::ImportCheck(mapping) => self.import_check(id, mapping).await,
            Request::ImportCommit(mapping) => self.import_commit(id, mapping).await,
            Request::ImportRejects => self.import_rejects().await,
            Request::ImportClose => {
                self.import.borrow_mut().take();
                Ok(Reply::Nothing)
            }
            _ => Err(Failure::Protocol("not a request of an import".into())),
        }
    }

    /// Opens a file.
    pub(crate) async fn import_open(&self, file: Option<JsValue>) -> Result<Reply, Failure> {
        let file = file.ok_or_else(|| Failure::Protocol("no file".into()))?;
        self.import.borrow_mut().take();
        let importer = Importer::start(&self.importer_url).await?;
        let currency = self.settings(&self.book.state().workspace).currency;
        importer.send(&ToImporter::Open { today: today(), currency }, Some(&file))?;
        let import = Rc::new(Import { importer, read: RefCell::default(), draining: false.into() });
        let reply = preview(&import).await?;
        *self.import.borrow_mut() = Some(import);
        Ok(reply)
    }

    /// The open file.
    async fn import(&self) -> Result<Rc<Import>, Failure> {
        let import = self.import.borrow().clone().ok_or(Failure::NotFound)?;
        while import.draining.get() {
            if !matches!(import.importer.next().await?, FromImporter::Rows { .. }) {
                import.draining.set(false);
            }
        }
        Ok(import)
    }

    /// Reads all rows of the open file.
    async fn read(&self, id: u32, import: &Import, mapping: Mapping) -> Result<(Rc<Log>, ReadSummary), Failure> {
        if let Some((known, log, summary)) = &*import.read.borrow()
            && *known == mapping
        {
            return Ok((log.clone(), summary.clone()));
        }
        import.read.borrow_mut().take();
        import.importer.send(&ToImporter::Read(mapping.clone()), None)?;
        let mut log = Log::default();
        loop {
            match import.importer.next().await? {
                FromImporter::Rows { rows, done, total } => {
                    log.push(rows);
                    self.progress(id, Phase::Reading, done, total);
                    if self.is_cancelled(id) {
                        import.draining.set(true);
                        return Err(Failure::Cancelled);
                    }
                }
                FromImporter::Finished(summary) => {
                    let log = Rc::new(log);
                    *import.read.borrow_mut() = Some((mapping, log.clone(), summary.clone()));
                    return Ok((log, summary));
                }
                other => return Err(unexpected(other)),
            }
        }
    }

    /// Imports the open file.
    pub(crate) async fn import_commit(&self, id: u32, mapping: Mapping) -> Result<Reply, Failure> {
        let import = self.import().await?;
        let (log, read) = self.read(id, &import, mapping).await?;
        self.progress(id, Phase::Building, 0, 0);
        pause().await;
        let report = RefCell::new(Report::default());
        let committed = self
            .book
            .commit_bulk(
                now_millis(),
                new_segment_id,
                |workspace, stamp| {
                    let plan = plan(workspace, &log, read, stamp);
                    *report.borrow_mut() = plan.report.clone();
                    Ok((!plan.is_empty()).then(|| plan.operation(stamp)))
                },
                |done, total| self.writing(id, done, total),
            )
            .await?;
        Ok(Reply::Imported { report: Box::new(report.take()), seq: committed.map(|committed| committed.seq) })
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
                |_, stamp| Ok(Some(engine::samples::operation(pieces, stamp))),
                |done, total| self.writing(id, done, total),
            )
            .await?;
        let committed = committed.ok_or(Failure::NotFound)?;
        Ok(Reply::Done { seq: committed.seq, label: committed.label, kept: 0 })
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
        let (log, read) = self.read(id, &import, mapping).await?;
        self.progress(id, Phase::Building, 0, 0);
        pause().await;
        Ok(Reply::Report(Box::new(plan(&self.book.state().workspace, &log, read, Stamp::ZERO).report)))
    }

    /// The rejected rows of the last reading as CSV.
    pub(crate) async fn import_rejects(&self) -> Result<Reply, Failure> {
        let import = self.import().await?;
        import.importer.send(&ToImporter::Rejects, None)?;
        match import.importer.next().await? {
            FromImporter::Rejects(bytes) => Ok(Reply::Bytes(bytes)),
            other => Err(unexpected(other)),
        }
    }
}

async fn preview(import: &Import) -> Result<Reply, Failure> {
    match import.importer.next().await? {
        FromImporter::Preview(preview) => Ok(Reply::Preview(Box::new(preview))),
        other => Err(unexpected(other)),
    }
}

fn unexpected(message: FromImporter) -> Failure {
    match message {
        FromImporter::Failed(error) => Failure::File(error),
        _ => Failure::Protocol("the importer answered something else".into()),
    }
}
