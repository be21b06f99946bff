//! What can be done by name: each page offers its commands while it is shown; the palette lists and runs them.

use crate::i18n::{Msg, t};
use crate::state::Slot;
use crate::ui::{Glyph, erase};
use leptos::html;
use leptos::prelude::*;
use std::cell::Cell;
use std::sync::{Arc, LazyLock};

/// Something that can be done.
#[derive(Clone)]
pub struct Command {
    /// Its stable name: a page's own command stands in for the general one of the same name.
    pub id: &'static str,
    /// What people read.
    pub name: String,
    /// Other words by which it is found: its name in the other language, synonyms, pinyin.
    pub also: String,
    /// The keys that do it, if any.
    pub keys: &'static [&'static str],
    /// Its icon.
    pub icon: Glyph,
    /// Does it.
    pub run: Arc<dyn Fn() + Send + Sync>,
}

impl PartialEq for Command {
    fn eq(&self, other: &Command) -> bool {
        (self.id, &self.name) == (other.id, &other.name)
    }
}

static OFFERED: LazyLock<Slot<Vec<(u32, Command)>>> = LazyLock::new(|| Slot::lasting(Vec::new()));

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
    static WANTED: Cell<Option<&'static str>> = const { Cell::new(None) };
}

/// Offers a command for as long as the caller is shown. If it was asked for before its page was there, it is done now.
pub fn offer(command: Command) {
    let number = NEXT.replace(NEXT.get().wrapping_add(1));
    if WANTED.get() == Some(command.id) {
        WANTED.set(None);
        let run = command.run.clone();
        // Once what is being built stands.
        erase::spawn(async move { run() });
    }
    OFFERED.update(|all| all.push((number, command)));
    on_cleanup(move || OFFERED.update(|all| all.retain(|(other, _)| *other != number)));
}

/// Offers what a button of the page does, by the word on it; `also` are other words by which it is found.
pub fn offer_said(
    id: &'static str,
    said: &'static Msg,
    also: &str,
    icon: Glyph,
    run: impl Fn() + Send + Sync + 'static,
) {
    let also = format!("{} {also}", said.0.replace('\0', " "));
    offer(Command { id, name: t(said).to_owned(), also, keys: &[], icon, run: Arc::new(run) });
}

/// Offers to write into a field of the page, by the word on it or on its button.
pub fn offer_field(id: &'static str, said: &'static Msg, also: &str, icon: Glyph, field: NodeRef<html::Input>) {
    let focus = move || {
        if let Some(field) = field.get_untracked() {
            let _ = field.focus();
        }
    };
    // As the palette closes it gives the cursor back to where it was.
    offer_said(id, said, also, icon, move || request_animation_frame(focus));
}

/// The commands of what is shown; reactive.
pub fn offered() -> Vec<Command> {
    OFFERED.with(|all| all.iter().map(|(_, command)| command.clone()).collect())
}

/// Does a command: as the page shown offers it by now, which may have come, or come anew, since the command was listed.
pub fn run(command: &Command) {
    let offered =
        OFFERED.with_untracked(|all| all.iter().find(|(_, now)| now.id == command.id).map(|(_, now)| now.run.clone()));
    offered.as_ref().unwrap_or(&command.run)();
}

/// Does the command of that name as soon as a page offers it.
pub fn want(id: &'static str) {
    WANTED.set(Some(id));
}
