//! Progress of a request, with a way out.

use super::{erase, words};
use crate::data::{Job, cancel};
use crate::format;
use crate::i18n::{t, tf};
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
) -> impl IntoView {
    let cancelling = RwSignal::new(false);
    let progress = job.progress;
    let unit = move |n: u64| if bytes { format::bytes(n) } else { format::integer(n) };
    let text = erase::text(move || match progress.get() {
        _ if cancelling.get() => t(&words::CANCELLING).to_owned(),
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
    view! {
        <div class="progress">
            <progress max="1" prop:value=share aria-label=text.clone()></progress>
            <span class="progress-text">{text}</span>
            <button type="button" class="button" disabled=move || cancelling.get() on:click=stop>
                {t(&words::CANCEL)}
            </button>
        </div>
    }
    .into_any()
}
