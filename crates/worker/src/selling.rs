//! Answers and steps of the pages of selling.

use crate::parts::Selling;
use crate::service::Service;
use engine::Workspace;
use engine::scoring::Scores;
use engine::selling::Context;
use model::{Operation, Part, RecordId};
use protocol::{Answer, Failure, Query, Reply, Sealed, SellingDeed, SellingQuery};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use worker::platform::{new_record_id, now_millis, offset_minutes, today};

/// The part that answers, once it is loaded.
#[derive(Default)]
pub struct SellingPart {
    part: Cell<Option<Selling>>,
    coming: Cell<bool>,
}

impl Service {
    /// The answer, once the part that makes it is there; until then nothing.
    pub(crate) fn sold(self: &Rc<Self>, query: &Sealed<SellingQuery>) -> Option<Answer> {
        let Some(part) = self.selling.part.get() else {
            self.load_selling();
            return None;
        };
        let (state, scores) = (self.book.state(), self.scores.borrow());
        (part.answer)(&self.selling_context(&state.workspace, scores.as_ref()), query)
    }

    fn selling_context<'a>(&self, workspace: &'a Workspace, scores: Option<&'a Scores>) -> Context<'a> {
        Context {
            workspace,
            scores,
            today: today(),
            now_millis: now_millis() as i64,
            offset_minutes: offset_minutes(),
            currency: self.settings(workspace).currency,
        }
    }

    fn load_selling(self: &Rc<Self>) {
        if self.selling.coming.replace(true) {
            return;
        }
        let service = self.clone();
        spawn_local(async move {
            match crate::parts::selling().await {
                Ok(part) => service.selling.part.set(Some(part)),
                // Told, and tried again with the next such query.
                Err(_) => drop(service.trouble.replace(Some(Failure::NotLoaded))),
            }
            service.refresh_those(|query| matches!(query, Query::Selling(_)));
            service.selling.coming.set(false);
        });
    }

    /// Carries out a step of selling, as one operation.
    pub(crate) async fn sell(&self, deed: &Sealed<SellingDeed>) -> Result<Reply, Failure> {
        let part = crate::parts::selling().await.map_err(|_| Failure::NotLoaded)?;
        let created = Cell::new(None::<RecordId>);
        let committed = self
            .book
            .commit(now_millis(), |workspace, stamp| {
                let scores = self.scores.borrow();
                let context = self.selling_context(workspace, scores.as_ref());
                let plan = (part.plan)(&context, deed, &mut new_record_id)?;
                created.set(plan.created);
                Ok(Operation { stamp, label: plan.label, parts: vec![Part::Cells(plan.cells)] })
            })
            .await?;
        Ok(match created.get() {
            Some(id) => Reply::Created { seq: committed.seq, label: committed.label, id },
            None => Reply::Done { seq: committed.seq, label: committed.label },
        })
    }
}
