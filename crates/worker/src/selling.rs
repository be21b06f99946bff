//! Answers and steps of the pages of selling.

use crate::parts::Selling;
use crate::service::{SLICE_MILLIS, Service};
use engine::Workspace;
use engine::scoring::Scores;
use engine::selling::{Context, Remembered};
use model::{Operation, Part, RecordId};
use protocol::{Answer, Failure, Query, Reply, Sealed, SellingDeed, SellingQuery};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use worker::platform::{new_record_id, now_millis, pause, today, zone};

/// A question as it came: only the part that answers it opens it.
type Asked = Sealed<SellingQuery>;

/// The part that answers, once it is loaded, and what it answered.
#[derive(Default)]
pub struct SellingPart {
    part: Cell<Option<Selling>>,
    coming: Cell<bool>,
    remembered: RefCell<Remembered>,
    wanted: RefCell<Vec<Asked>>,
    busy: Cell<bool>,
}

impl Service {
    /// The answer, if it is at hand and still holds; else it comes in its turn, and until then what was answered before stands.
    pub(crate) fn sold(self: &Rc<Self>, query: &Asked) -> Option<Answer> {
        let Some(part) = self.selling.part.get() else {
            self.load_selling();
            return None;
        };
        let (state, scores) = (self.book.state(), self.scores.borrow());
        let context = self.selling_context(&state.workspace, scores.as_ref());
        let known = (part.known)(&self.selling.remembered.borrow(), &context, self.scores_version.get(), query);
        if known.is_none() && !self.selling.wanted.borrow().contains(query) {
            self.selling.wanted.borrow_mut().push(query.clone());
            self.answer_selling(part);
        }
        known
    }

    /// Answers what is wanted, one after the other, hearing messages in between.
    fn answer_selling(self: &Rc<Self>, part: Selling) {
        if self.selling.busy.replace(true) {
            return;
        }
        let service = self.clone();
        spawn_local(async move {
            let mut since = now_millis();
            loop {
                let Some(query) = service.selling.wanted.borrow().first().cloned() else { break };
                // Somebody who types asks anew before the last question was answered.
                let answered = service.is_asked(&query) && service.answer_one(part, &query);
                service.selling.wanted.borrow_mut().retain(|wanted| *wanted != query);
                if answered {
                    service.refresh_asking(&query);
                }
                if now_millis() - since >= SLICE_MILLIS {
                    pause().await;
                    since = now_millis();
                }
            }
            service.selling.busy.set(false);
        });
    }

    fn answer_one(&self, part: Selling, query: &Asked) -> bool {
        let (state, scores) = (self.book.state(), self.scores.borrow());
        let context = self.selling_context(&state.workspace, scores.as_ref());
        let remembered = &mut self.selling.remembered.borrow_mut();
        (part.answer)(remembered, &context, self.scores_version.get(), query).is_some()
    }

    fn selling_context<'a>(&'a self, workspace: &'a Workspace, scores: Option<&'a Scores>) -> Context<'a> {
        Context {
            workspace,
            scores,
            today: today(),
            now_millis: now_millis() as i64,
            zone: zone(),
            currency: self.settings(workspace).currency,
            sounds: Some(&self.searching),
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
