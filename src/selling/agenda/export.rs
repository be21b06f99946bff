//! The agenda as a calendar file: what reminds while Rapport is closed.

use super::{clock, words};
use crate::data;
use crate::i18n::t;
use crate::state::Slot;
use crate::ui::{erase, toast};
use model::RecordId;
use protocol::{AgendaAnswer, AgendaQuery};

/// A task alone, or whose.
type Asked = Option<(Option<RecordId>, Option<RecordId>)>;

/// Saves one task, or the whole agenda of somebody or of everybody, as a file.
pub(super) fn save(task: Option<RecordId>, owner: Option<RecordId>) {
    // The dialog that asked may be gone before the answer comes.
    data::at_root(|| ask_for(task, owner));
}

fn ask_for(task: Option<RecordId>, owner: Option<RecordId>) {
    let asked: Slot<Asked> = Slot::new(Some((task, owner)));
    let answer = super::ask(move || {
        let (task, owner) = asked.get()?;
        let (birthday, anniversary) = (t(&words::BIRTHDAY_OF).to_owned(), t(&words::ANNIVERSARY_OF).to_owned());
        Some(AgendaQuery::Calendar { zone: clock::zone(), task, owner, birthday, anniversary })
    });
    erase::effect(move || {
        let file = super::read(answer, |answer| match answer {
            AgendaAnswer::Calendar(file) => Some(file.clone()),
            _ => None,
        });
        // Once is enough: what changes later is another file.
        if let Some(file) = file.filter(|_| asked.get_untracked().is_some()) {
            asked.set(None);
            if data::save(file.as_bytes(), t(&words::FILE), "text/calendar").is_err() {
                toast::problem(t(&words::NOT_SAVED));
            }
        }
    });
}
