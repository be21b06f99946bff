//! A file dropped anywhere on the page is taken.

use super::flow::Flow;
use leptos::ev;
use leptos::prelude::*;
use web_sys::{DragEvent, File};

/// Listens while the page stands; true while a file hovers over the window.
pub(super) fn anywhere(flow: Flow) -> RwSignal<bool> {
    let hovering = RwSignal::new(false);
    let over = window_event_listener(ev::dragover, move |event| {
        // Without this the browser would open the file itself, in place of Rapport.
        event.prevent_default();
        hovering.set(carries_file(&event) && flow.step.get_untracked().takes_file());
    });
    let leave = window_event_listener(ev::dragleave, move |event| {
        if event.related_target().is_none() {
            hovering.set(false);
        }
    });
    let dropped = window_event_listener(ev::drop, move |event| {
        event.prevent_default();
        hovering.set(false);
        if let Some(file) = first_file(&event).filter(|_| flow.step.get_untracked().takes_file()) {
            flow.open(file);
        }
    });
    on_cleanup(move || {
        over.remove();
        leave.remove();
        dropped.remove();
    });
    hovering
}

fn carries_file(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
}

fn first_file(event: &DragEvent) -> Option<File> {
    event.data_transfer()?.files()?.get(0)
}
