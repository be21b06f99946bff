//! What stands in the composer, and what becomes of it.

use super::files::{self, Size};
use super::spoken::with_links;
use super::words;
use crate::data::{self, drafts};
use crate::i18n::{failure, input_error, t, tf};
use crate::selling::{me, typed_minute, zone};
use crate::shell::log::wanted;
use crate::state::Slot;
use crate::ui::field::{currency, reader};
use crate::ui::{erase, toast};
use js_sys::Date;
use leptos::prelude::*;
use model::input::InputError;
use model::options::{ACTIVITY_KIND, DIRECTION};
use model::{Decimal, Kind, OptionId, Value};
use protocol::{Moment, NewTalk, NextStep, Request, Sealed, SellingDeed, TalkDraft, TalksDeed};
use std::sync::Arc;
use web_sys::FileList;

/// The composer while it is open.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub(super) draft: Slot<TalkDraft>,
    /// The name under which it is kept.
    pub(super) key: Slot<String>,
    /// Why it cannot be saved yet.
    pub(super) trouble: Slot<Option<String>>,
    pub(super) saving: RwSignal<bool>,
    /// Files on their way.
    pub(super) coming: RwSignal<u32>,
    pub(super) size: Slot<Size>,
    /// Somebody wrote into it.
    pub(super) touched: Slot<bool>,
    /// What stands there as its time is no moment: a part of it is missing.
    pub(super) no_moment: Slot<bool>,
    /// Grows when inputs must be drawn anew: after a draft came back or a day was filled in.
    pub(super) drawn: RwSignal<u32>,
}

/// An empty one of a kind.
pub(super) fn empty(kind: &str, inbound: bool) -> TalkDraft {
    TalkDraft {
        whom: None,
        kind: ACTIVITY_KIND.id(kind).unwrap_or(OptionId(1)),
        inbound,
        at: None,
        minutes: String::new(),
        text: String::new(),
        mentions: Vec::new(),
        outcome: String::new(),
        next: String::new(),
        next_day: String::new(),
        next_time: String::new(),
        files: Vec::new(),
    }
}

/// What kind it is, by name.
pub(super) fn kind_name(draft: &TalkDraft) -> &'static str {
    ACTIVITY_KIND.value(draft.kind).map_or("note", |kind| kind.name)
}

/// Whether somebody began it: there is a direction.
pub(super) fn has_direction(draft: &TalkDraft) -> bool {
    ["call", "email", "message"].contains(&kind_name(draft))
}

/// Whether it takes time.
pub(super) fn takes_time(draft: &TalkDraft) -> bool {
    ["call", "meeting", "visit"].contains(&kind_name(draft))
}

impl Form {
    pub(super) fn new(draft: TalkDraft, key: String) -> Form {
        Form {
            draft: Slot::new(draft),
            key: Slot::new(key),
            trouble: Slot::new(None),
            saving: RwSignal::new(false),
            coming: RwSignal::new(0),
            size: Slot::new(Size::Smaller),
            touched: Slot::new(false),
            no_moment: Slot::new(false),
            drawn: RwSignal::new(0),
        }
    }

    /// Changes it, and keeps it on this device until it is saved. Once the composer is closed nothing is changed: a file that comes late is swept one day.
    pub(super) fn change(self, change: impl FnOnce(&mut TalkDraft)) {
        let Some(key) = self.key.try_get_untracked() else { return };
        self.draft.update(change);
        self.touched.set(true);
        self.trouble.set(None);
        if let Ok(bytes) = self.draft.with_untracked(protocol::encode) {
            drafts::keep(&key, bytes);
        }
    }

    pub(super) fn take_files(self, list: FileList) {
        let add = move |file| self.change(|draft| draft.files.push(file));
        files::take(list, self.size.get_untracked(), self.coming, Arc::new(add));
    }

    /// What is typed, as it can be logged, or why not.
    fn read(self) -> Result<NewTalk, String> {
        let draft = self.draft.get_untracked();
        let whom = draft.whom.as_ref().ok_or_else(|| t(&words::NEEDS_WHO).to_owned())?;
        let minutes = match draft.minutes.trim() {
            minutes if minutes.is_empty() || !takes_time(&draft) => None,
            minutes => Some(self.minutes(minutes)?),
        };
        let direction = DIRECTION.id(if draft.inbound { "inbound" } else { "outbound" });
        Ok(NewTalk {
            with: (whom.of, whom.id),
            kind: draft.kind,
            direction: direction.filter(|_| has_direction(&draft)),
            at: self.at(draft.at)?,
            minutes,
            text: with_links(&draft.text, &draft.mentions),
            outcome: draft.outcome.clone(),
            next: next_step(&draft)?,
            files: draft.files.clone(),
            owner: me(),
        })
    }

    fn at(self, typed: Option<i64>) -> Result<i64, String> {
        let wrong = |error| format!("{}: {}", t(&words::WHEN), input_error(error));
        match self.no_moment.get_untracked() {
            true => Err(wrong(InputError::NotAMoment)),
            false => {
                let at = typed.unwrap_or_else(|| Date::now() as i64);
                reader(currency()).check(Kind::Instant, &Value::Instant(at)).map_err(wrong).map(|_| at)
            }
        }
    }

    fn minutes(self, text: &str) -> Result<Decimal, String> {
        model::input::number(text).map_err(|error| format!("{}: {}", t(&words::MINUTES), input_error(error)))
    }

    /// Logs it, and closes the composer.
    pub(super) fn save(self) {
        if self.saving.get_untracked() || self.coming.get_untracked() > 0 {
            return;
        }
        let talk = match self.read() {
            Ok(talk) => talk,
            Err(trouble) => return self.trouble.set(Some(trouble)),
        };
        self.saving.set(true);
        let request = Request::Sell(Sealed::new(&SellingDeed::Talks(TalksDeed::Log(Box::new(talk)))));
        let key = self.key.get_untracked();
        erase::spawn(async move {
            match data::send(request).await {
                Ok(reply) => {
                    drafts::forget(&key);
                    wanted().set(None);
                    data::done(&reply);
                }
                Err(error) => {
                    let text = failure(&error);
                    if self.saving.try_set(false).is_some() {
                        // Closed meanwhile.
                        toast::problem(text);
                    } else {
                        self.trouble.set(Some(text));
                    }
                }
            }
        });
    }
}

/// What is to be done next, if anything; a name without a day, or a day that is none, is said.
fn next_step(draft: &TalkDraft) -> Result<Option<NextStep>, String> {
    let (name, day) = (draft.next.trim(), draft.next_day.trim());
    if name.is_empty() && day.is_empty() {
        return Ok(None);
    }
    let wrong = |why: &str| format!("{}: {why}", t(&words::NEXT_DAY));
    let day = match reader(currency()).read(Kind::Day, day) {
        Ok(Value::Day(day)) => day,
        Ok(_) => return Err(wrong(t(&words::NEEDS_DAY))),
        Err(error) => return Err(wrong(input_error(error))),
    };
    let time = draft.next_time.trim();
    let minute = typed_minute(time);
    let due = zone().kept(Moment { day, minute });
    let name = match name.is_empty() {
        true => {
            tf(&words::FOLLOW_UP, &[("who", &draft.whom.as_ref().map(|whom| whom.name.clone()).unwrap_or_default())])
        }
        false => name.to_owned(),
    };
    Ok(Some(NextStep { name, due, all_day: minute.is_none() }))
}
