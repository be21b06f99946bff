//! Requests of forms and of the workspace's own fields and options: those that come after the first list.

use crate::drafts;
use crate::service::Service;
use engine::figures::Figures;
use engine::records::new_record;
use engine::{catalogue, copies, orders};
use model::schema::{custom_field, option, order, order_line};
use model::{Cell, CollectionId, FieldId, Label, Operation, Part, RecordId, Value};
use protocol::{Failure, LineChange, Reply, Request};
use worker::platform::{new_record_id, now_millis};

type Fields = Vec<(FieldId, Value)>;

impl Service {
    /// Carries out such a request.
    pub async fn perform_edit(&self, request: Request) -> Result<Reply, Failure> {
        match request {
            Request::CreateWith { collection, fields, lines } => self.create_with(collection, fields, lines).await,
            Request::Duplicate { collection, record, suffix } => {
                let copied = {
                    let state = self.book.state();
                    copies::copy(&state.workspace, (collection, record), &suffix, &mut new_record_id)
                };
                let (id, cells) = copied.ok_or(Failure::NotFound)?;
                let done = self.cells(Label::Create(collection), &|_| Ok(cells.clone())).await?;
                Ok(created(done, id))
            }
            Request::Line { order, change } => {
                let new = new_record_id();
                let label = match &change {
                    LineChange::Add(_) => Label::Create(order_line::ID),
                    LineChange::Edit(_, fields) => {
                        Label::Edit(order_line::ID, fields.first().map_or(order_line::AMOUNT.id, |field| field.0))
                    }
                    LineChange::Remove(_) => Label::Delete(order_line::ID, 1),
                };
                self.cells(label, &|workspace| orders::change_line(workspace, order, &change, new)).await
            }
            Request::Options { list, changes } => {
                let ids: Vec<RecordId> = changes.iter().map(|_| new_record_id()).collect();
                let label = match changes.as_slice() {
                    [change] if change.value.is_none() => Label::Create(option::ID),
                    [change] => Label::Edit(option::ID, change.fields.first().map_or(option::NAME.id, |field| field.0)),
                    _ => Label::EditMany(option::ID, option::POSITION.id, changes.len() as u32),
                };
                let plan = |workspace: &_| catalogue::change_options(workspace, &list, &changes, &ids);
                self.cells(label, &plan).await
            }
            Request::AddField(new) => {
                let new = new.open()?;
                let ids: Vec<RecordId> = (0..=new.values.len()).map(|_| new_record_id()).collect();
                let plan = |workspace: &_| catalogue::add_field(workspace, &new, &ids);
                let done = self.cells(Label::Create(custom_field::ID), &plan).await?;
                Ok(created(done, ids.first().copied().unwrap_or(RecordId(0))))
            }
            Request::Lines(query) => {
                let (state, scores, kept) = (self.book.state(), self.scores.borrow(), self.kept.borrow());
                let source = self.source_of_all(&state.workspace, Figures::of(&scores, &kept));
                Ok(Reply::Lines(self.lists.borrow_mut().on_lines(&source, &query)))
            }
            Request::KeepDraft { form, bytes } => {
                drafts::keep(&form, &bytes, now_millis() as i64).await?;
                Ok(Reply::Nothing)
            }
            Request::Draft { form } => Ok(Reply::Draft(drafts::get(&form).await?)),
            _ => Err(Failure::Protocol("not an edit".to_owned())),
        }
    }

    async fn create_with(
        &self,
        collection: CollectionId,
        mut fields: Fields,
        lines: Vec<Fields>,
    ) -> Result<Reply, Failure> {
        let (lines, total) = orders::priced(&self.book.state().workspace, &lines)?;
        if let Some(total) = total {
            fields.retain(|(field, _)| *field != order::TOTAL.id);
            fields.push((order::TOTAL.id, Value::Money(total)));
        }
        self.add(collection, fields, lines).await
    }

    async fn add(&self, collection: CollectionId, fields: Fields, lines: Vec<Fields>) -> Result<Reply, Failure> {
        let id = new_record_id();
        let mut cells = new_record(collection, id, fields);
        for mut line in lines {
            line.retain(|(field, _)| *field != order_line::ORDER.id);
            line.push((order_line::ORDER.id, Value::Reference(id)));
            cells.extend(new_record(order_line::ID, new_record_id(), line));
        }
        let done = self.cells(Label::Create(collection), &|_| Ok(cells.clone())).await?;
        Ok(created(done, id))
    }

    async fn cells(
        &self,
        label: Label,
        plan: &dyn Fn(&engine::Workspace) -> Result<Vec<Cell>, Failure>,
    ) -> Result<Reply, Failure> {
        let committed = self
            .book
            .commit(now_millis(), |workspace, stamp| {
                let parts = vec![Part::Cells(plan(workspace)?)];
                Ok(Operation { stamp, label: label.clone(), parts })
            })
            .await?;
        Ok(Reply::Done { seq: committed.seq, label: committed.label })
    }
}

fn created(done: Reply, id: RecordId) -> Reply {
    match done {
        Reply::Done { seq, label, .. } => Reply::Created { seq, label, id },
        other => other,
    }
}
