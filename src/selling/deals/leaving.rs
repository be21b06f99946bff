//! A pipeline that is to be deleted: where its opportunities go.

use super::desk::{Desk, ask, read, step};
use super::place::Place;
use super::words;
use crate::app::go_instead;
use crate::data;
use crate::format;
use crate::i18n::{t, tf};
use crate::state::Slot;
use crate::ui::{button, erase};
use leptos::prelude::*;
use model::RecordId;
use protocol::deals::{DealOutcome, Pipeline};
use protocol::{DealsAnswer, DealsDeed, DealsQuery, Failure, ProblemCode};

/// A pipeline that somebody wants to delete.
#[derive(Clone, Copy)]
pub(super) struct Leaving {
    desk: Desk,
    /// The editor, which closes when it is done.
    editor: RwSignal<bool>,
    id: RecordId,
    /// How many opportunities stand in it, once that is in the way.
    inside: Slot<Option<u32>>,
    to: Slot<Option<RecordId>>,
}

impl Leaving {
    pub(super) fn new(desk: Desk, editor: RwSignal<bool>, id: RecordId) -> Leaving {
        Leaving { desk, editor, id, inside: Slot::new(None), to: Slot::new(None) }
    }

    /// Deletes it; where opportunities stand in it, it is asked first where they go.
    pub(super) fn delete(self) {
        let Leaving { desk, editor, id, inside, to } = self;
        let to = to.get_untracked();
        erase::spawn(async move {
            match data::send(step(DealsDeed::DeletePipeline { id, to })).await {
                Ok(reply) => {
                    editor.try_set(false);
                    data::done(&reply);
                    go_instead(&Place { pipeline: None, id: None, ..desk.place.get_untracked() }.url());
                }
                Err(Failure::Selling(problem)) if problem.code == ProblemCode::PipelineInUse && to.is_none() => {
                    inside.set(Some(problem.n));
                }
                Err(problem) => crate::ui::toast::problem(crate::i18n::failure(&problem)),
            }
        });
    }

    /// Asks where they go.
    pub(super) fn question(self) -> AnyView {
        let inside = self.inside;
        let answer = ask(move || inside.get().map(|_| DealsQuery::Pipelines));
        erase::maybe(move || {
            let n = inside.get()?;
            let pipelines = read(answer, |answer| match answer {
                DealsAnswer::Pipelines(all) => Some(all.clone()),
                _ => None,
            })?;
            Some(self.asked(n, &pipelines))
        })
        .into_any()
    }

    fn asked(self, n: u32, pipelines: &[Pipeline]) -> AnyView {
        let Leaving { id, inside, to, .. } = self;
        let own = pipelines.iter().find(|pipeline| pipeline.id == id).map(|own| own.name.clone()).unwrap_or_default();
        let name = tf(&words::GO_WHERE, &[("n", &format::integer(n.into())), ("name", &own)]);
        let group = |pipeline: &Pipeline| {
            let open = pipeline.stages.iter().filter(|stage| stage.outcome == DealOutcome::Open);
            let options: Vec<AnyView> = open
                .map(|stage| {
                    let is = to.get_untracked() == Some(stage.id);
                    view! { <option value=stage.id.to_string() prop:selected=is>{stage.name.clone()}</option> }
                        .into_any()
                })
                .collect();
            view! { <optgroup label=pipeline.name.clone()>{options}</optgroup> }.into_any()
        };
        let groups: Vec<AnyView> = pipelines.iter().filter(|pipeline| pipeline.id != id).map(group).collect();
        let off = erase::flag(move || to.with(Option::is_none));
        let keep = move || {
            to.set(None);
            inside.set(None);
        };
        view! {
            <div class="pipeline-gone" role="group" aria-label=t(&words::DELETE_PIPELINE)>
                <label class="form-row">
                    <span>{name}</span>
                    <select class="select" on:change:target=move |event| to.set(event.target().value().parse().ok())>
                        <option value="">{t(&words::CHOOSE)}</option>
                        {groups}
                    </select>
                </label>
                <p class="note">{t(&words::CLOSED_STAY)}</p>
                <button type="button" class="button danger" disabled=off on:click=move |_| self.delete()>
                    {t(&words::MOVE_AND_DELETE)}
                </button>
                {button("button quiet", &words::KEEP, keep)}
            </div>
        }
        .into_any()
    }
}
