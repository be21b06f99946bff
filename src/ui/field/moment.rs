//! The browser's own input for a day with a time.

use super::editor::{Changed, Editor, invalid};
use super::reader::{local_instant, local_text};
use crate::state::Slot;
use crate::ui::erase::{self, Reactive};
use leptos::html;
use leptos::prelude::*;
use model::Value;

/// What is handed on where a part is missing, or the day does not exist: a browser says no more of it than that it is nothing.
const NONE_YET: &str = "?";

/// A moment that is to be typed.
pub struct MomentInput {
    /// Its accessible name.
    pub label: String,
    /// What stands in it, as [`local_text`] writes it.
    pub text: Reactive<String>,
    /// What is typed cannot be taken.
    pub invalid: Slot<bool>,
    /// Takes the cursor at once.
    pub focus: bool,
    /// Told of every change. While what stands there is no moment it is told of a text, which `Reader::check` refuses: so that this is said, and
    /// neither saved as nothing nor left out.
    pub changed: Changed,
}

/// The input of a field.
pub(super) fn moment(editor: Editor) -> AnyView {
    let Editor { label, value, changed, focus, invalid, .. } = editor;
    let text = match value {
        Value::Instant(millis) => local_text(millis),
        // The parts that stood there before it was drawn anew are gone.
        Value::Text(text) if text == NONE_YET => {
            changed(Value::Empty);
            String::new()
        }
        _ => String::new(),
    };
    moment_input(MomentInput { label, text: erase::text(move || text.clone()), invalid, focus, changed })
}

/// The input.
pub fn moment_input(input: MomentInput) -> AnyView {
    let MomentInput { label, text, invalid: wrong, focus, changed } = input;
    let node = NodeRef::<html::Input>::new();
    if focus {
        erase::focus_once(move || node.get().map(Into::into));
    }
    let was_bad = RwSignal::new(false);
    let tell = move |input: web_sys::HtmlInputElement| {
        // Nothing is asked of it but to be a moment: where it is not valid, the browser cannot make one of what stands there.
        let is_bad = !input.check_validity();
        was_bad.set(is_bad);
        changed(match is_bad {
            true => Value::Text(NONE_YET.to_owned()),
            false => local_instant(&input.value()).map_or(Value::Empty, Value::Instant),
        });
    };
    // Parts of an empty input come and go without a word of the browser's.
    let look = {
        let tell = tell.clone();
        move || {
            // It is also left by being taken away, when nothing of it is there any more.
            let input = node.try_get_untracked().flatten();
            if let Some(input) = input.filter(|input| Some(input.check_validity()) == was_bad.try_get_untracked()) {
                tell(input);
            }
        }
    };
    let on_blur = look.clone();
    let on_input = move |event| tell(event_target(&event));
    view! {
        <input class="input" type="datetime-local" node_ref=node aria-label=label aria-invalid=invalid(wrong)
            prop:value=text on:input=on_input on:keyup=move |_| look() on:blur=move |_| on_blur() />
    }
    .into_any()
}
