//! Carries out requests.

use crate::service::Service;
use engine::figures::Figures;
use engine::list::{Later, Source};
use engine::records::{new_record, with_unseen};
use engine::{Workspace, bulk, history};
use model::schema::{THE_SETTINGS, kept, setting};
use model::{Cell, CollectionId, FieldId, Label, Operation, Part, RecordId, Value};
use protocol::{Change, Failure, Phase, Reply, Request, Sealed, TagListed, Target};
use std::cell::RefCell;
use std::ops::ControlFlow;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use worker::platform::{new_record_id, new_segment_id, now_millis, zone};

impl Service {
    /// Carries out a request, and replies under its number.
    pub(crate) async fn carry_out(self: Rc<Self>, id: u32, request: Sealed<Request>, file: Option<JsValue>) {
        let request = match request.open() {
            Ok(request) => request,
            Err(failure) => return self.reply(id, Err(failure)),
        };
        self.book.set_zone(zone());
        let looks = request.looks() || matches!(request, Request::Files(_));
        let result = self.perform(id, request, file).await;
        self.reply(id, result);
        if !looks {
            self.changed();
            self.fold();
        }
    }

    /// Clears away what nothing depends on: what a killed tab left behind, and what an undo cannot want back any more.
    pub(crate) async fn tidy(self: Rc<Self>) {
        let _ = self.book.sweep().await;
        let _ = self.book.let_go(now_millis()).await;
    }

    fn fold(self: &Rc<Self>) {
        if self.folding.get() || !self.book.state().wants_folding() {
            return;
        }
        self.folding.set(true);
        let service = self.clone();
        spawn_local(async move {
            // A fold that fails is tried again after the next change; nothing is lost meanwhile.
            let _ = service.book.fold(new_segment_id).await;
            service.folding.set(false);
        });
    }

    async fn perform(self: &Rc<Self>, id: u32, request: Request, file: Option<JsValue>) -> Result<Reply, Failure> {
        match request {
            Request::Edit { collection, record, field, value } => {
                self.edit(collection, record, vec![(field, value)]).await
            }
            Request::EditFields { collection, record, fields } => self.edit(collection, record, fields).await,
            Request::Create { collection, fields } => self.create(collection, fields).await,
            Request::Delete(target) => self.set_alive(target, false).await,
            Request::Restore(target) => self.set_alive(target, true).await,
            Request::EditMany { target, field, change } => self.edit_many(target, field, change).await,
            Request::Export { query, headings } => {
                let export = crate::parts::export().await.map_err(|_| Failure::NotLoaded)?;
                let (state, scores, kept) = (self.book.state(), self.scores.borrow(), self.kept.borrow());
                let source = self.source_of_all(&state.workspace, Figures::of(&scores, &kept));
                if source.waits(&query) {
                    return Err(Failure::NotLoaded);
                }
                let own = self.settings(&state.workspace).currency;
                Ok(Reply::Bytes(export(&source, &query, &headings.open()?, own)))
            }
            Request::History(_) | Request::Operation { .. } => {
                let history = crate::parts::history().await.map_err(|_| Failure::NotLoaded)?;
                history(self.clone(), id, request).await
            }
            Request::Undo { seq } => self.undo(seq).await,
            Request::Redo => {
                let undone = self.book.state().redoable();
                self.undo(Some(undone.ok_or(Failure::NothingToRedo)?)).await
            }
            Request::CreateWith { .. }
            | Request::Duplicate { .. }
            | Request::Line { .. }
            | Request::Options { .. }
            | Request::AddField(_)
            | Request::Lines(_)
            | Request::KeepDraft { .. }
            | Request::Draft { .. } => {
                let edits = crate::parts::edits().await.map_err(|_| Failure::NotLoaded)?;
                edits(self.clone(), request).await
            }
            Request::Sample { .. }
            | Request::ImportOpen { .. }
            | Request::ImportPreview(_)
            | Request::ImportCheck(_)
            | Request::ImportCommit(_)
            | Request::ImportRejects
            | Request::ImportTemplate(_)
            | Request::ImportClose => {
                let imports = crate::parts::imports().await.map_err(|_| Failure::NotLoaded)?;
                imports(self.clone(), id, request, file).await
            }
            Request::Backup | Request::BackupPreview | Request::BackupRestore => {
                let backups = crate::parts::backups().await.map_err(|_| Failure::NotLoaded)?;
                backups(self.clone(), id, request, file).await
            }
            Request::TagListed(tag) => self.tag_listed(tag.open()?).await,
            Request::Insight(query) => Ok(Reply::Insight(self.work_out(&query).await?)),
            Request::Sell(deed) => self.sell(&deed).await,
            Request::Files(request) => {
                let selling = crate::parts::selling().await.map_err(|_| Failure::NotLoaded)?;
                (selling.files)(self.clone(), request, file).await
            }
        }
    }

    async fn edit(
        &self,
        collection: CollectionId,
        record: RecordId,
        fields: Vec<(FieldId, Value)>,
    ) -> Result<Reply, Failure> {
        let field = match fields.as_slice() {
            [] => return Err(Failure::NotFound),
            [(field, _)] => *field,
            // Of several none is named: what was changed is the record.
            _ => FieldId::ALIVE,
        };
        let committed = self
            .book
            .commit(now_millis(), |workspace, stamp| {
                for (field, _) in &fields {
                    engine::catalogue::may_edit(workspace, collection, record, *field)?;
                }
                let mut cells = Vec::new();
                if workspace.find_alive(collection, record).is_none() {
                    // The settings come into being with the first choice; any other record has to be there.
                    if (collection, record) != (setting::ID, THE_SETTINGS) {
                        return Err(Failure::NotFound);
                    }
                    cells.push(Cell { collection, record, field: FieldId::ALIVE, value: Value::Bool(true) });
                }
                let cell = |(field, value): (FieldId, Value)| {
                    let value = with_unseen(workspace, &workspace.value(collection, record, field), value);
                    Cell { collection, record, field, value: kept(field, value) }
                };
                cells.extend(fields.iter().cloned().map(cell));
                Ok(Operation { stamp, label: Label::Edit(collection, field), parts: vec![Part::Cells(cells)] })
            })
            .await?;
        Ok(Reply::Done { seq: committed.seq, label: committed.label })
    }

    async fn create(&self, collection: CollectionId, fields: Vec<(FieldId, Value)>) -> Result<Reply, Failure> {
        let id = new_record_id();
        let committed = self
            .book
            .commit(now_millis(), |_, stamp| {
                let cells = new_record(collection, id, fields.clone());
                Ok(Operation { stamp, label: Label::Create(collection), parts: vec![Part::Cells(cells)] })
            })
            .await?;
        Ok(Reply::Created { seq: committed.seq, label: committed.label, id })
    }

    async fn set_alive(&self, target: Target, alive: bool) -> Result<Reply, Failure> {
        let (collection, records) = self.records_of(&target)?;
        let others = RefCell::new(Vec::new());
        let change = |workspace: &Workspace, stamp| {
            let operation = bulk::set_alive(workspace, (collection, &records), alive, stamp)?;
            others.replace(operation.parts.iter().skip(1).filter_map(counted).collect());
            Ok(operation)
        };
        let committed = self.book.commit(now_millis(), change).await?;
        Ok(Reply::Along { seq: committed.seq, label: committed.label, along: others.into_inner() })
    }

    async fn edit_many(&self, target: Target, field: FieldId, change: Change) -> Result<Reply, Failure> {
        let (collection, records) = self.records_of(&target)?;
        let new = new_record_id();
        let change = |workspace: &Workspace, stamp| match &change {
            Change::Tag(name) => bulk::tag(workspace, &records, name, new, stamp),
            change => bulk::edit(workspace, (collection, &records), field, change, stamp),
        };
        let committed = self.book.commit(now_millis(), change).await?;
        Ok(Reply::Done { seq: committed.seq, label: committed.label })
    }

    async fn tag_listed(self: &Rc<Self>, tag: TagListed) -> Result<Reply, Failure> {
        // Who is meant is worked out here: the page has only seen some of them.
        let members = self.work_out(&Sealed::new(&tag.of)).await?.open()?.listed();
        if members.len() != tag.size as usize {
            return Err(Failure::NotFound);
        }
        let new = new_record_id();
        let change = |workspace: &Workspace, stamp| bulk::tag(workspace, &members, &tag.name, new, stamp);
        let committed = self.book.commit(now_millis(), change).await?;
        Ok(Reply::Done { seq: committed.seq, label: committed.label })
    }

    /// The records that are meant, as the book stands now.
    fn records_of(&self, target: &Target) -> Result<(CollectionId, Vec<RecordId>), Failure> {
        let (state, scores, kept) = (self.book.state(), self.scores.borrow(), self.kept.borrow());
        bulk::records(&self.source_of_all(&state.workspace, Figures::of(&scores, &kept)), target)
    }

    /// What lists of any kind read.
    pub(crate) fn source_of_all<'a>(&'a self, workspace: &'a Workspace, scores: Option<Figures<'a>>) -> Source<'a> {
        let later = Some(Later::new().hearing(&self.searching));
        Source { later, zone: zone(), ..self.source(workspace, scores) }
    }

    async fn undo(&self, seq: Option<u64>) -> Result<Reply, Failure> {
        let newest = self.book.state().undoable().map(|(seq, _)| seq);
        let seq = seq.or(newest).ok_or(Failure::NothingToUndo)?;
        let (committed, kept) = self.book.undo_telling(now_millis(), seq).await?;
        let stayed = history::stayed(&self.book.state().workspace, &kept);
        let kept = stayed.total;
        Ok(Reply::Undone { seq: committed.seq, label: committed.label, kept, stayed: Sealed::new(&stayed) })
    }

    /// Carries out a request that looks back.
    pub(crate) async fn perform_history(self: Rc<Self>, id: u32, request: Request) -> Result<Reply, Failure> {
        match request {
            Request::History(query) => {
                let page = history::page(&self.book, &query.open()?, &|| self.is_cancelled(id)).await?;
                Ok(Reply::History(Sealed::new(&page)))
            }
            Request::Operation { seq } => {
                let entry = self.book.entry(seq).await?;
                let answer = entry.map(|entry| history::operation(&self.book.state().workspace, &entry));
                Ok(Reply::Operation(Sealed::new(&answer)))
            }
            _ => Err(Failure::Protocol("not a question about the past".into())),
        }
    }

    /// Tells the page how far a request is, and hears whether it is still wanted.
    pub(crate) fn hear(&self, id: u32, phase: Phase, done: u64, total: u64) -> ControlFlow<()> {
        self.progress(id, phase, done, total);
        if self.is_cancelled(id) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// How many records of which collection a part deletes.
fn counted(part: &engine::workspace::MemoryPart) -> Option<(CollectionId, u32)> {
    part.many().map(|many| (many.collection, many.len() as u32))
}
