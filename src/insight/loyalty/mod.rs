//! Loyalty: three layers with weights to try, attitude beside patronage, and what the score is made of.

mod factors;
mod kinds;
mod layers;
mod members;
mod words;

use super::head::{self, Shown};
use crate::i18n::Msg;
use crate::state::{Derived, Slot};
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::{ChartFrame, erase};
use leptos::prelude::*;
use protocol::{
    Answer, InsightAnswer, InsightQuery, LoyalFactor, LoyalGroup, LoyalKind, LoyaltyPageAnswer, LoyaltyQuery, Stage,
};
use std::sync::Arc;

type Figures = Slot<Option<Arc<Answer>>>;

fn read<T>(figures: Figures, f: impl FnOnce(&LoyaltyPageAnswer) -> T) -> Option<T> {
    head::read(figures, |answer| match answer {
        InsightAnswer::Loyalty(answer) => Some(f(answer)),
        _ => None,
    })
}

/// What is set on the page.
#[derive(Clone, Copy)]
struct Set {
    weights: Slot<Option<[u32; 3]>>,
    group: Slot<LoyalGroup>,
    kind: Slot<LoyalKind>,
}

/// The page.
#[component]
pub fn LoyaltyPage() -> impl IntoView {
    let saved = head::opened(|query| match query {
        InsightQuery::Loyalty(query) => Some((query.weights, query.group, query.kind)),
        _ => None,
    });
    let (weights, group, kind) = saved.unwrap_or((None, LoyalGroup::Stage(Stage::Danger), LoyalKind::Unknown));
    let set = Set { weights: Slot::new(weights), group: Slot::new(group), kind: Slot::new(kind) };
    let figures: Figures = head::ask(move || {
        let (weights, group, kind) = (set.weights.get(), set.group.get(), set.kind.get());
        InsightQuery::Loyalty(LoyaltyQuery { weights, group, kind })
    });
    let now = Derived::new(move || {
        read(figures, |answer| head::shown(answer.buyers, answer.needed)).unwrap_or(Shown::Working)
    });
    let body = move || match now.get() {
        Shown::Figures => charts(figures, set),
        other => head::instead(other, &words::EMPTY),
    };
    let line = move || read(figures, |a| head::as_of(a.as_of, a.buyers)).unwrap_or_default();
    head::page("loyalty", &super::words::LOYALTY, line, body)
}

fn charts(figures: Figures, set: Set) -> AnyView {
    let draw = move |f: fn(&LoyaltyPageAnswer) -> AnyView| -> Draw {
        Arc::new(move || read(figures, f).unwrap_or_else(erase::nothing))
    };
    let sheet = move |name: &'static str, f: fn(&LoyaltyPageAnswer) -> Vec<Vec<String>>| -> Sheet {
        (name, Arc::new(move || read(figures, f).unwrap_or_default()))
    };
    let quadrant: Draw =
        Arc::new(move || read(figures, |answer| kinds::quadrant(answer, set.kind)).unwrap_or_else(erase::nothing));
    let members: Draw = Arc::new(move || {
        read(figures, |answer| members::list(answer, set.kind.get_untracked())).unwrap_or_else(erase::nothing)
    });
    let group: Draw = Arc::new(move || {
        read(figures, |answer| factors::table(answer, set.group.get_untracked())).unwrap_or_else(erase::nothing)
    });
    view! {
        <div class="insight-charts">
            <div>
                <ChartFrame
                    title=&words::LAYERS
                    definition=&words::LAYERS_DEFINITION
                    chart=draw(layers::chart)
                    sheet=sheet("loyalty.csv", layers::sheet)
                />
                {layers::weights(figures, set.weights)}
            </div>
            <div>
                <ChartFrame
                    title=&words::KINDS
                    definition=&words::KINDS_DEFINITION
                    chart=quadrant
                    sheet=sheet("loyalty-kinds.csv", kinds::sheet)
                />
            </div>
            <div class="insight-wide">
                <ChartFrame
                    title=&words::MEMBERS
                    definition=&words::MEMBERS_DEFINITION
                    chart=members
                    sheet=sheet("loyalty-members.csv", members::sheet)
                />
            </div>
            <div class="insight-wide">
                {factors::choose(set.group)}
                <ChartFrame
                    title=&words::FACTORS
                    definition=&words::FACTORS_DEFINITION
                    chart=group
                    sheet=sheet("loyalty-factors.csv", factors::sheet)
                />
            </div>
        </div>
    }
    .into_any()
}

/// The names of the layers.
static LAYERS: [&Msg; 3] = [&words::BEHAVIOUR, &words::FEELING, &words::KNOWING];

fn factor_name(factor: LoyalFactor) -> &'static Msg {
    match factor {
        LoyalFactor::Alive => &words::ALIVE,
        LoyalFactor::Rate => &words::RATE,
        LoyalFactor::Spend => &words::SPEND,
        LoyalFactor::Tenure => &words::TENURE,
        LoyalFactor::Nps => &words::NPS,
        LoyalFactor::Csat => &words::CSAT,
        LoyalFactor::Advocacy => &words::ADVOCACY,
        LoyalFactor::Engagement => &words::ENGAGEMENT,
        LoyalFactor::Familiarity => &words::FAMILIARITY,
    }
}

/// Points with their sign.
fn signed(points: f64) -> String {
    let n = crate::format::fixed(points.abs(), 1);
    let is_nil = (points * 10.0).round() == 0.0;
    format!(
        "{}{n}",
        if is_nil {
            ""
        } else if points > 0.0 {
            "+"
        } else {
            "−"
        }
    )
}
