//! Loyalty: three layers with weights to try, attitude beside patronage, and what the score is made of.

mod factors;
mod kinds;
mod layers;
mod members;
mod words;

use super::frame::{PIECE, Whole};
use super::head::{self, Shown};
use super::tag;
use crate::format;
use crate::i18n::{Msg, tf};
use crate::lists::{self, Place, Saved};
use crate::state::{Derived, Slot};
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::field::today;
use crate::ui::{ChartFrame, erase};
use leptos::prelude::*;
use model::schema::customer;
use protocol::{
    Answer, InsightAnswer, InsightQuery, LoyalFactor, LoyalGroup, LoyalKind, LoyalListed, LoyaltyPageAnswer,
    LoyaltyQuery, Stage,
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
    /// Who is listed instead of the members of the kind.
    listed: Slot<Option<LoyalListed>>,
    /// The saved views of customers, groups as well.
    views: Derived<Arc<Vec<Saved>>>,
    /// Where they are listed.
    who: NodeRef<leptos::html::Div>,
    /// Names of tags as they are being typed.
    tags: tag::Typed,
}

impl Set {
    fn query(self) -> LoyaltyQuery {
        let (weights, group, kind) = (self.weights.get(), self.group.get(), self.kind.get());
        LoyaltyQuery { weights, group, kind, listed: self.listed.get(), skip: 0, limit: 0, today: today() }
    }

    /// Lists those of a place on a chart.
    fn pick(self, listed: LoyalListed) {
        self.listed.set(Some(listed));
        if let Some(who) = self.who.get_untracked() {
            let _ = who.focus();
        }
    }
}

/// A number of customers that leads to them.
fn way(n: u32, who: &str, set: Set, listed: LoyalListed) -> AnyView {
    let text = format::integer(n.into());
    let told = tf(&super::words::SHOW_WHO, &[("who", who)]);
    if n == 0 { text.into_any() } else { super::way::way(text, told, move || set.pick(listed)) }
}

/// The page.
#[component]
pub fn LoyaltyPage() -> impl IntoView {
    let saved = head::opened(|query| match query {
        InsightQuery::Loyalty(query) => Some((query.weights, query.group, query.kind, query.listed)),
        _ => None,
    });
    let usual = (None, LoyalGroup::Stage(Stage::Danger), LoyalKind::Unknown, None);
    let (weights, group, kind, listed) = saved.unwrap_or(usual);
    let set = Set {
        weights: Slot::new(weights),
        group: Slot::new(group),
        kind: Slot::new(kind),
        listed: Slot::new(listed),
        views: lists::saved(Derived::new(|| Place::list(customer::ID, false))),
        who: NodeRef::new(),
        tags: Slot::new(Vec::new()),
    };
    let figures: Figures = head::ask(move || InsightQuery::Loyalty(set.query()));
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
    let sheet = move |name: &'static str, f: fn(&LoyaltyPageAnswer) -> Vec<Vec<String>>| -> Sheet {
        (name, Arc::new(move || read(figures, f).unwrap_or_default()))
    };
    let of_set = move |f: fn(&LoyaltyPageAnswer, Set) -> AnyView| -> Draw {
        Arc::new(move || read(figures, |answer| f(answer, set)).unwrap_or_else(erase::nothing))
    };
    let whole: Whole = (
        Arc::new(move |nth| {
            let skip = nth * PIECE;
            let query = untrack(|| set.query());
            let more = nth == 0 || untrack(|| read(figures, |answer| skip < answer.listed)).unwrap_or(false);
            more.then_some(InsightQuery::Loyalty(LoyaltyQuery { skip, limit: PIECE, ..query }))
        }),
        Arc::new(|answer| match answer {
            InsightAnswer::Loyalty(answer) => members::sheet(answer),
            _ => Vec::new(),
        }),
    );
    view! {
        <div class="insight-charts">
            <div>
                <ChartFrame
                    title=&words::LAYERS
                    definition=&words::LAYERS_DEFINITION
                    chart=of_set(layers::chart)
                    sheet=sheet("loyalty.csv", layers::sheet)
                />
                {layers::weights(figures, set.weights)}
            </div>
            <div>
                <ChartFrame
                    title=&words::KINDS
                    definition=&words::KINDS_DEFINITION
                    chart=of_set(kinds::quadrant)
                    sheet=sheet("loyalty-kinds.csv", kinds::sheet)
                />
            </div>
            <div class="insight-wide" node_ref=set.who tabindex="-1">
                <ChartFrame
                    title=&words::MEMBERS
                    definition=&words::MEMBERS_DEFINITION
                    chart=of_set(members::list)
                    sheet=sheet("loyalty-members.csv", members::sheet)
                    whole=whole
                />
            </div>
            <div class="insight-wide">
                {factors::choose(set)}
                <ChartFrame
                    title=&words::FACTORS
                    definition=&words::FACTORS_DEFINITION
                    chart=of_set(factors::table)
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
