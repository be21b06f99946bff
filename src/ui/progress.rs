//! Progress of a request, with a way out.

use super::{erase, words};
use crate::data::{self, Job, cancel};
use crate::format;
use crate::i18n::{t, tf};
use crate::state::Slot;
use leptos::prelude::*;
use protocol::Phase;

/// What a job is busy with, in words.
pub fn phase(phase: Phase) -> &'static str {
    t(match phase {
        Phase::Reading => &words::READING,
        Phase::Building => &words::BUILDING,
        Phase::Writing => &words::WRITING,
    })
}

/// The progress of a job and a button that cancels it.
#[component]
pub fn ProgressBar(
    /// Which.
    job: Job,
    /// Whether units are bytes; else they are counted.
    #[prop(optional)]
    bytes: bool,
    /// Whether it can wait for a while: while it reads.
    #[prop(optional)]
    pauses: bool,
) -> impl IntoView {
    let (cancelling, held) = (RwSignal::new(false), RwSignal::new(false));
    // What was on its way when somebody said "pause" does not move the bar any more.
    let progress = Slot::new(None);
    erase::effect(move || {
        let now = job.progress.get();
        if !(held.get_untracked() && matches!(now, Some((Phase::Reading, ..)))) {
            progress.set(now);
        }
    });
    let unit = move |n: u64| if bytes { format::bytes(n) } else { format::integer(n) };
    let text = erase::text(move || match progress.get() {
        _ if cancelling.get() => t(&words::CANCELLING).to_owned(),
        Some((now, done, total)) if held.get() => {
            let args = [("phase", t(&words::PAUSED)), ("done", &unit(done)), ("total", &unit(total))];
            if now == Phase::Reading { tf(&words::STEP_OF, &args) } else { phase(now).to_owned() }
        }
        None => t(&words::STARTING).to_owned(),
        Some((now, _, 0)) => phase(now).to_owned(),
        Some((now, done, total)) => {
            tf(&words::STEP_OF, &[("phase", phase(now)), ("done", &unit(done)), ("total", &unit(total))])
        }
    });
    // To the thousandth and in whole numbers: printing floating-point ones takes much code.
    let share = erase::text(move || match progress.get() {
        Some((_, done, total)) if total > 0 => {
            let thousandths = done.saturating_mul(1000) / total;
            format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
        }
        _ => "0".to_owned(),
    });
    let stop = move |_| {
        cancelling.set(true);
        cancel(job.id);
    };
    let hold = move |_| {
        held.update(|held| *held = !*held);
        data::hold(job.id, held.get_untracked());
    };
    let pause = erase::show(
        move || pauses && progress.get().is_some_and(|(now, ..)| now == Phase::Reading),
        move || {
            let said = erase::text(move || t(if held.get() { &words::CONTINUE } else { &words::PAUSE }).to_owned());
            view! { <button type="button" class="button" on:click=hold>{said}</button> }.into_any()
        },
    );
    view! {
        <div class="progress">
            <progress max="1" prop:value=share aria-label=text.clone()></progress>
            <span class="progress-text">{text}</span>
            {pause}
            <button type="button" class="button" disabled=move || cancelling.get() on:click=stop>
                {t(&words::CANCEL)}
            </button>
        </div>
    }
    .into_any()
}
