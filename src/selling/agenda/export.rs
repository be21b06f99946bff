//! The agenda as a calendar file: what reminds while Rapport is closed.

use super::{clock, words};
use crate::data;
use crate::i18n::t;
use crate::state::Slot;
use crate::ui::{erase, toast};
use model::RecordId;
use protocol::{AgendaAnswer, AgendaQuery, Owners};

/// A task alone, or whose.
type Asked = Option<(Option<RecordId>, Owners)>;

/// Saves one task, or the whole agenda of some people or of everybody, as a file.
pub(super) fn save(task: Option<RecordId>, owners: Owners) {
    // The dialog that asked may be gone before the answer comes.
    data::at_root(|| ask_for(task, owners.clone()));
}

fn ask_for(task: Option<RecordId>, owners: Owners) {
    let asked: Slot<Asked> = Slot::new(Some((task, owners)));
    let answer = super::ask(move || {
        let (task, owners) = asked.get()?;
        let (birthday, anniversary) = (t(&words::BIRTHDAY_OF).to_owned(), t(&words::ANNIVERSARY_OF).to_owned());
        Some(AgendaQuery::Calendar { zone: clock::zone(), task, owners, birthday, anniversary })
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
