//! Opportunities of the last year: half of them fresh, each with its way through the stages.

use crate::book::{Customers, Deals, Product};
use crate::random::Random;
use crate::{Plan, choice, words};
use model::Day;
use model::schema::pipelines::STAGES;

/// Customers to one opportunity.
const CUSTOMERS_EACH: usize = 5;
/// Opportunities at most: what a workspace of people works on by hand.
const DEALS_MAX: usize = 20_000;
/// Days back to which opportunities were opened, and the days in which half of them were.
const DAYS: i32 = 360;
const FRESH: i32 = 60;
/// Days in a stage on average.
const STAGE_DAYS: f64 = 11.0;
/// Chance to go on from each open stage; else it is lost.
const GOES_ON: [f64; 5] = [0.82, 0.85, 0.86, 0.85, 0.84];
/// Office hours in minutes after midnight UTC.
const OFFICE_MINUTES: (i32, i32) = (60, 9 * 60);
const DAY_MILLIS: i64 = 86_400_000;
const WON: u8 = 5;
const LOST: u8 = 6;

/// Weights of the values 1, 2, … of `options::LOST_REASON`.
const REASONS: [u32; 8] = [30, 20, 14, 12, 6, 6, 10, 2];
/// The second of them: somebody else got it.
const CHOSE_COMPETITOR: usize = 1;

static NEXT_ZH: [&str; 6] = ["寄送样品", "约采购负责人面谈", "发送报价单", "确认交货期", "等待预算批复", "拟定合同"];
static NEXT_EN: [&str; 6] = [
    "Send samples",
    "Meet the head of purchasing",
    "Send the quote",
    "Agree on delivery dates",
    "Wait for the budget",
    "Draft the contract",
];
static RIVALS_ZH: [&str; 3] = ["云岭茗品", "隆昌号", "汀溪茶行"];
static RIVALS_EN: [&str; 3] = ["Fern & Leaf", "Harbour Trading", "Old Mill Supplies"];
static WHAT_ZH: [&str; 4] = ["季度采购", "节日礼品", "办公室茶歇", "新店首批进货"];
static WHAT_EN: [&str; 4] = ["quarterly order", "holiday gifts", "office supply", "stock for the new shop"];

/// Draws them.
pub(crate) fn deals(plan: &Plan, customers: &Customers, products: &[Product], random: &mut Random) -> Deals {
    let mut all = Deals::default();
    if customers.is_empty() || products.is_empty() {
        return all;
    }
    for _ in 0..(customers.len() / CUSTOMERS_EACH).min(DEALS_MAX) {
        one(plan, customers, products, random, &mut all);
    }
    all
}

fn one(plan: &Plan, customers: &Customers, products: &[Product], random: &mut Random, all: &mut Deals) {
    let deal = all.name.len() as u32;
    let customer = random.below(customers.len());
    let chinese = words::is_chinese(customers.region.get(customer).copied().unwrap_or(0));
    let product = random.below(products.len());
    let quantity = i64::from(random.between(4, 60)) * 5;
    let unit_price = products.get(product).map_or(0, |product| product.unit_price);
    let back = if random.chance(0.5) { random.between(1, FRESH) } else { random.between(FRESH + 1, DAYS) };
    let opened = plan.today.0 - back;
    let (stage, changed) = way(plan, opened, deal, random, all);
    let closed = stage >= WON;
    let what = random.below(WHAT_EN.len());
    let name = customers.name.get(customer).map_or("", String::as_str);
    let expected = if closed { changed + random.between(-12, 12) } else { plan.today.0 + random.between(-12, 80) };
    let next = random.below(NEXT_EN.len());
    let reason = random.weighted(&REASONS);
    let rival = random.below(RIVALS_EN.len());
    let source = random.weighted(&choice::SOURCES);
    let (what, next, rival) = match chinese {
        true => (format!("{name}{}", WHAT_ZH[what]), NEXT_ZH[next], RIVALS_ZH[rival]),
        false => (format!("{name}: {}", WHAT_EN[what]), NEXT_EN[next], RIVALS_EN[rival]),
    };
    let lost = stage == LOST;
    all.customer.push(customer as u32);
    all.name.push(what);
    all.amount.push(unit_price.saturating_mul(quantity));
    all.stage.push(stage);
    all.opened.push(Day(opened));
    all.expected.push(Day(expected));
    all.closed.push(closed.then_some(Day(changed)));
    all.lost_reason.push(lost.then(|| choice::nth(reason)));
    all.competitor.push(if lost && reason == CHOSE_COMPETITOR { rival } else { "" });
    all.next_step.push(if closed { "" } else { next });
    all.source.push(choice::nth(source));
    all.product.push(product as u8);
    all.quantity.push(quantity);
}

/// Goes from stage to stage until it ends or today comes; where it stands and since which day.
fn way(plan: &Plan, opened: i32, deal: u32, random: &mut Random, all: &mut Deals) -> (u8, i32) {
    let mut log = |from: Option<u8>, to: u8, day: i32, random: &mut Random| {
        let minute = i64::from(random.between(OFFICE_MINUTES.0, OFFICE_MINUTES.1));
        all.log_deal.push(deal);
        all.log_from.push(from);
        all.log_to.push(to);
        all.log_at.push(i64::from(day) * DAY_MILLIS + minute * 60_000);
    };
    let (mut stage, mut day) = (0_u8, opened);
    log(None, stage, day, random);
    while usize::from(stage) < GOES_ON.len() {
        let stays = 1 + (random.exponential() * STAGE_DAYS) as i32;
        if day + stays >= plan.today.0 {
            break;
        }
        let goes_on = random.chance(GOES_ON[usize::from(stage)]);
        let to = if goes_on { stage + 1 } else { LOST };
        day += stays;
        log(Some(stage), to, day, random);
        stage = to;
    }
    debug_assert!(usize::from(stage) < STAGES.len());
    (stage, day)
}
