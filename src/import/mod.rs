//! A purchase log comes in: a file is chosen, its columns are recognised, the whole is checked, then imported.

mod book;
mod choose;
mod controls;
mod decide;
mod done;
mod drop;
mod failures;
mod flow;
mod names;
mod preview;
mod questions;
mod records;
mod rejects;
mod report;
mod state;
mod table;
mod telling;
mod words;

use self::failures::failure;
use crate::i18n::{Msg, t, tf};
use crate::state::Derived;
use crate::ui::{ProgressBar, erase};
pub(crate) use book::only_sample_in;
use choose::Choose;
use done::DoneStep;
use flow::Flow;
use leptos::html;
use leptos::prelude::*;
use preview::PreviewStep;
use protocol::{Failure, Phase};
use report::ReportStep;
use state::Step;

/// The sample data is the same for everyone, so that people can talk about it.
const SAMPLE_SEED: u64 = 1;

/// The page that imports.
#[component]
pub fn ImportPage() -> impl IntoView {
    let flow = Flow::new();
    let hovering = drop::anywhere(flow);
    let stage = NodeRef::<html::Div>::new();
    // What is new on screen is also where the keyboard and the screen reader go, except at the start.
    let mut before = None;
    erase::effect(move || {
        let now = flow.step.get();
        if before.replace(now).is_some_and(|before| before != now)
            && let Some(stage) = stage.get_untracked()
        {
            let _ = stage.focus();
        }
    });
    let step = Derived::new(move || flow.step.get());
    let body = erase::view(move || match step.get() {
        Step::Choose => view! { <Choose flow/> }.into_any(),
        Step::Preview => view! { <PreviewStep flow/> }.into_any(),
        Step::Checked => view! { <ReportStep flow/> }.into_any(),
        Step::Done(done) => view! { <DoneStep flow done/> }.into_any(),
        Step::Opening => busy(flow, &words::OPENING),
        Step::Checking => busy(flow, &words::CHECKING),
        Step::Importing => busy(flow, &words::IMPORTING),
        Step::Sampling => busy(flow, &words::SAMPLE_WORKING),
        Step::Undoing => busy(flow, &words::UNDOING),
    });
    let veil = erase::show(
        move || hovering.get(),
        || {
            view! {
                <div class="drop-veil" aria-hidden="true">
                    <p>{t(&words::DROP_ANYWHERE)}</p>
                </div>
            }
            .into_any()
        },
    );
    view! {
        <div class="page import-page">
            <header class="page-head">
                <h1>{t(&words::TITLE)}</h1>
                <Steps flow/>
            </header>
            <Trouble flow/>
            <div class="import-stage" node_ref=stage tabindex="-1">{body}</div>
            {veil}
        </div>
    }
    .into_any()
}

/// The three steps, and which of them is now.
#[component]
fn Steps(flow: Flow) -> impl IntoView {
    let now = Derived::new(move || flow.step.get().number());
    let step = move |(index, msg): (usize, &'static Msg)| {
        let current = erase::attribute(move || (now.get() == Some(index)).then(|| "step".to_owned()));
        let passed = erase::flag(move || now.get().is_some_and(|now| now > index));
        view! {
            <li aria-current=current class:passed=passed>{t(msg)}</li>
        }
        .into_any()
    };
    let steps = move || {
        let steps = [&words::STEP_FILE, &words::STEP_PREVIEW, &words::STEP_CHECK];
        let steps: Vec<AnyView> = steps.into_iter().enumerate().map(step).collect();
        view! { <ol class="import-steps" aria-label=t(&words::STEPS)>{steps}</ol> }.into_any()
    };
    erase::show(move || now.get().is_some(), steps)
}

/// What went wrong last: in which file, why, and that nothing was changed. A cancellation is no trouble and says less.
#[component]
fn Trouble(flow: Flow) -> impl IntoView {
    let words = erase::maybe(move || {
        let trouble = flow.trouble.get()?;
        if trouble == Failure::Cancelled {
            return Some(view! { <p class="note">{t(&words::CANCELLED)}</p> }.into_any());
        }
        let title = match &trouble {
            Failure::File(_) => tf(&words::ERROR_TITLE, &[("name", &flow.name.get())]),
            _ => t(&words::ERROR_TITLE_PLAIN).to_owned(),
        };
        let view = view! {
            <div class="import-trouble">
                <strong>{title}</strong>
                <p>{failure(&trouble)}</p>
            </div>
        };
        Some(view.into_any())
    });
    view! { <div role="alert">{words}</div> }
}

/// The worker is busy: with what, how far, and the way out.
fn busy(flow: Flow, msg: &'static Msg) -> AnyView {
    let title = erase::text(move || tf(msg, &[("name", &flow.name.get())]));
    let job = Derived::new(move || flow.job.get().map(|job| job.id));
    // Reading is counted in bytes, everything else in records.
    let bytes = Derived::new(move || {
        let phase = flow.job.get().and_then(|job| job.progress.get()).map(|(phase, ..)| phase);
        phase.is_none_or(|phase| phase == Phase::Reading)
    });
    let bar = erase::maybe(move || {
        job.get()?;
        let job = flow.job.get_untracked()?;
        Some(view! { <ProgressBar job bytes=bytes.get() pauses=true/> }.into_any())
    });
    view! {
        <div class="import-busy">
            <h2>{title}</h2>
            {bar}
        </div>
    }
    .into_any()
}
