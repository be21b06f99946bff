//! Recommendations: what is bought together, what to offer to whom next, and why.

mod groups;
mod near;
mod people;
mod picker;
mod rules;
mod settings;
pub(super) mod words;

use super::head::{self, Shown};
use crate::data::watch;
use crate::format;
use crate::i18n::{t, tf};
use crate::state::{Derived, Slot};
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::field::today;
use crate::ui::{ChartFrame, EmptyState, erase};
use leptos::prelude::*;
use model::RecordId;
use protocol::{
    Answer, InsightAnswer, InsightQuery, OfferGroups, OffersAnswer, OffersOfAnswer, OffersOfQuery, OffersQuery, Query,
    RulesAnswer, Sealed,
};
use settings::Set;
use std::sync::Arc;

/// Rules and customers on the page; the rest is told as a number.
const ROWS_MAX: u32 = 100;

type Figures = Slot<Option<Arc<Answer>>>;

/// The answers that the page stands on.
#[derive(Clone, Copy)]
struct Asked {
    rules: Figures,
    groups: Figures,
    product: Figures,
}

impl Asked {
    fn rules<T>(self, f: impl FnOnce(&RulesAnswer) -> T) -> Option<T> {
        head::read(self.rules, |answer| if let InsightAnswer::Rules(answer) = answer { Some(f(answer)) } else { None })
    }

    fn groups<T>(self, f: impl FnOnce(&OffersAnswer) -> T) -> Option<T> {
        head::read(
            self.groups,
            |answer| if let InsightAnswer::Offers(answer) = answer { Some(f(answer)) } else { None },
        )
    }

    fn product<T>(self, f: impl FnOnce(&OffersOfAnswer) -> T) -> Option<T> {
        head::read(self.product, |answer| match answer {
            InsightAnswer::OffersOf(Some(answer)) => Some(f(answer)),
            _ => None,
        })
    }
}

/// The page.
#[component]
pub fn OffersPage() -> impl IntoView {
    let set = Set::new();
    let rules: Figures = head::ask_saving(
        Arc::new(move || InsightQuery::Rules(set.query())),
        Arc::new(move || InsightQuery::Rules(set.whole())),
    );
    // At first what the strongest rule leads to; later sliders leave the product alone.
    erase::effect(move || {
        let first = head::read(rules, |answer| match answer {
            InsightAnswer::Rules(answer) => answer.rules.first().map(|rule| rule.rhs_id),
            _ => None,
        });
        if first.is_some() && set.product.get_untracked().is_none() {
            set.product.set(first);
        }
    });
    // Without a rule, and where the product is gone, the one that is in most orders.
    let chosen = Derived::new(move || {
        let wanted = set.product.get();
        let chosen = |answer: &InsightAnswer| match answer {
            InsightAnswer::Rules(answer) => {
                let here = answer.products.iter().map(|product| product.id).find(|id| Some(*id) == wanted);
                here.or(answer.products.first().map(|product| product.id))
            }
            _ => None,
        };
        head::read(rules, chosen)
    });
    let product: Figures = watch(move || {
        let product: RecordId = chosen.get()?;
        Some(Query::Insight(Sealed::new(&InsightQuery::OffersOf(OffersOfQuery { product, limit: ROWS_MAX }))))
    });
    let groups: Figures = watch(move || {
        let views = (set.by.get() == OfferGroups::View).then(today);
        let query = InsightQuery::Offers(OffersQuery { views });
        chosen.with(Option::is_some).then_some(Query::Insight(Sealed::new(&query)))
    });
    let asked = Asked { rules, groups, product };
    let now = Derived::new(move || {
        let shown = |answer: &RulesAnswer| match (answer.orders, answer.without_lines) {
            (0, 0) => (Shown::Empty, 0),
            // Orders, but none to tell from.
            (0, without) => (Shown::Few(0, 1), without),
            _ => (Shown::Figures, 0),
        };
        asked.rules(shown).unwrap_or((Shown::Working, 0))
    });
    let body = move || match now.get() {
        (Shown::Figures, _) => charts(asked, set),
        (Shown::Few(..), without) => no_lines(without),
        (other, _) => head::instead(other, &words::EMPTY),
    };
    let line = move || asked.rules(as_of).unwrap_or_default();
    head::page("offers", &words::OFFERS, line, body)
}

fn as_of(answer: &RulesAnswer) -> String {
    let n = format::integer(answer.orders.into());
    tf(&words::AS_OF, &[("day", &format::day(answer.as_of)), ("n", &n)])
}

/// Orders there are, but none says what was bought.
fn no_lines(orders: u32) -> AnyView {
    let text = tf(&words::NO_LINES, &[("n", &format::integer(orders.into()))]);
    view! {
        <EmptyState title=t(&words::NO_LINES_TITLE) text=erase::text(move || text.clone())>
            <a class="button primary" href="import">{t(&words::IMPORT)}</a>
        </EmptyState>
    }
    .into_any()
}

fn charts(asked: Asked, set: Set) -> AnyView {
    let draw_rules: Draw = Arc::new(move || asked.rules(|a| rules::list(a, set)).unwrap_or_else(erase::nothing));
    let table: Draw = Arc::new(move || asked.rules(rules::table).unwrap_or_else(erase::nothing));
    let rules_sheet: Sheet = ("bought-together.csv", Arc::new(move || asked.rules(rules::sheet).unwrap_or_default()));
    let draw_groups: Draw = Arc::new(move || {
        let by = set.by.get();
        asked.groups(|answer| groups::table(answer, by)).unwrap_or_else(groups::working)
    });
    let groups_sheet: Sheet = (
        "next-products.csv",
        Arc::new(move || asked.groups(|a| groups::sheet(a, set.by.get_untracked())).unwrap_or_default()),
    );
    let draw_near: Draw = Arc::new(move || asked.product(near::table).unwrap_or_else(groups::working));
    let near_sheet: Sheet = ("goes-with.csv", Arc::new(move || asked.product(near::sheet).unwrap_or_default()));
    let draw_people: Draw = Arc::new(move || asked.product(people::table).unwrap_or_else(groups::working));
    let people_sheet: Sheet = ("offer-to.csv", Arc::new(move || asked.product(people::sheet).unwrap_or_default()));
    let without = erase::maybe(move || {
        let n = asked.rules(|answer| answer.without_lines).filter(|n| *n > 0)?;
        Some(view! { <p class="note">{tf(&words::WITHOUT, &[("n", &format::integer(n.into()))])}</p> }.into_any())
    });
    view! {
        {without}
        {settings::of_rules(asked, set)}
        <div class="insight-charts">
            <div class="insight-wide">
                <ChartFrame
                    title=&words::RULES
                    definition=&words::RULES_DEFINITION
                    table=table
                    chart=draw_rules
                    sheet=rules_sheet
                />
            </div>
            <div class="insight-wide">
                {settings::of_groups(set)}
                <ChartFrame title=&words::NEXT definition=&words::NEXT_DEFINITION chart=draw_groups sheet=groups_sheet/>
            </div>
            <div class="insight-wide" id=picker::PLACE>{picker::picker(asked, set)}</div>
            <div>
                <ChartFrame title=&words::NEAR definition=&words::NEAR_DEFINITION chart=draw_near sheet=near_sheet/>
            </div>
            <div>
                <ChartFrame
                    title=&words::OFFER_TO
                    definition=&words::OFFER_TO_DEFINITION
                    chart=draw_people
                    sheet=people_sheet
                />
            </div>
        </div>
    }
    .into_any()
}
