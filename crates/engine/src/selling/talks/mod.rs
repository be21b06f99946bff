//! Conversations and files.

mod log;
pub(crate) mod read;
mod who;

use super::{Context, Plan};
use protocol::{Failure, Section, TalksAnswer, TalksDeed, TalksQuery};

pub(crate) use log::attachments;

/// The answer to a question.
pub(super) fn answer(context: &Context<'_>, query: &TalksQuery) -> TalksAnswer {
    let workspace = context.workspace;
    match query {
        TalksQuery::Who { text, limit } => {
            TalksAnswer::Who { text: text.clone(), known: who::who(workspace, text, *limit as usize) }
        }
        TalksQuery::About(of, id) => TalksAnswer::About(read::about(workspace, *of, *id).map(Box::new)),
        TalksQuery::Number(number) => TalksAnswer::Number(who::callers(workspace, number)),
        TalksQuery::Section { of, id, max } => {
            let section = read::about(workspace, *of, *id).map(|about| {
                let (talks, total) = read::talks(workspace, *of, *id, *max as usize);
                let files = read::files(workspace, *of, *id);
                let proof = super::field::proof_of(workspace, *of, *id);
                let said = read::said(workspace, *of, *id);
                Box::new(Section { about, talks, total, files, proof, said })
            });
            TalksAnswer::Section(section)
        }
    }
}

/// What a step changes.
pub(super) fn plan(context: &Context<'_>, deed: &TalksDeed, ids: super::NewIds<'_>) -> Result<Plan, Failure> {
    match deed {
        TalksDeed::Log(talk) => log::log(context, talk, ids),
        TalksDeed::Attach { to, id, files } => log::attach(context, *to, *id, files, ids),
    }
}
