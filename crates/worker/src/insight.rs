//! Answers of the pages of insight: made in slices, hearing messages in between, and kept until the book or its scores change.

use crate::service::{SLICE_MILLIS, Service};
use protocol::{Answer, Failure, InsightAnswer, InsightQuery, Sealed};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use worker::platform::{now_millis, pause};

/// Answers kept: those of the page on screen, and of the ones looked at before.
const KEPT_MAX: usize = 16;

/// What an answer is for: the scores, and the book.
type Version = (u64, u64);

/// A question as it came: only the part that answers it opens it.
type Asked = Sealed<InsightQuery>;

/// What was answered, and what is being worked on.
#[derive(Default)]
pub struct Insights {
    /// For which scores of which book, to which question, and what.
    kept: RefCell<Vec<(Version, Asked, Answer)>>,
    wanted: RefCell<Vec<Asked>>,
    busy: Cell<bool>,
}

impl Service {
    /// The answer, if it is at hand; else it comes when it is ready, and until then what was answered before stands.
    pub(crate) fn insight(self: &Rc<Self>, query: &Asked) -> Option<Answer> {
        let version = self.insight_version();
        let kept = self.insights.kept.borrow();
        let known = kept.iter().find(|(of, known, _)| (*of, known) == (version, query));
        if let Some((.., answer)) = known {
            return Some(answer.clone());
        }
        drop(kept);
        // Without scores there is nothing to tell; the watch is asked again once there are.
        if self.scores.borrow().is_some() && !self.insights.wanted.borrow().contains(query) {
            self.insights.wanted.borrow_mut().push(query.clone());
            self.work_on_insights();
        }
        None
    }

    fn insight_version(&self) -> Version {
        (self.scores_version.get(), self.book.state().workspace.version())
    }

    fn work_on_insights(self: &Rc<Self>) {
        if self.insights.busy.replace(true) {
            return;
        }
        let service = self.clone();
        spawn_local(async move {
            let Ok(part) = crate::parts::insights().await else {
                // Tried again with the next question.
                service.insights.wanted.borrow_mut().clear();
                return service.insights.busy.set(false);
            };
            loop {
                let Some(query) = service.insights.wanted.borrow().first().cloned() else { break };
                let answered = service.answer_insight(part, &query).await;
                service.insights.wanted.borrow_mut().retain(|wanted| *wanted != query);
                if let Some((version, answer)) = answered {
                    let mut kept = service.insights.kept.borrow_mut();
                    kept.retain(|(of, known, _)| *of == version && *known != query);
                    if kept.len() == KEPT_MAX {
                        kept.remove(0);
                    }
                    kept.push((version, query, answer));
                }
                service.refresh_insights();
            }
            service.insights.busy.set(false);
        });
    }

    /// The answer, for those who wait for it.
    pub(crate) async fn work_out(&self, query: &Asked) -> Result<Sealed<InsightAnswer>, Failure> {
        let part = crate::parts::insights().await.map_err(|_| Failure::NotLoaded)?;
        match self.answer_insight(part, query).await {
            Some((_, Answer::Insight(answer))) => Ok(answer),
            _ => Err(Failure::NotFound),
        }
    }

    /// Works the answer out; nothing where the scores are gone.
    async fn answer_insight(&self, part: crate::parts::Insights, query: &Asked) -> Option<(Version, Answer)> {
        'anew: loop {
            let version = self.insight_version();
            let mut work = (part.begin)(query, &self.book.state().workspace, self.scores.borrow().as_ref()?)?;
            let mut since = now_millis();
            loop {
                // Something changed while the messages were heard.
                if self.insight_version() != version {
                    continue 'anew;
                }
                let answer = (part.step)(&mut work, &self.book.state().workspace, self.scores.borrow().as_ref()?);
                if let Some(answer) = answer {
                    return Some((version, (part.seal)(&answer)));
                }
                if now_millis() - since >= SLICE_MILLIS {
                    pause().await;
                    since = now_millis();
                }
            }
        }
    }
}
