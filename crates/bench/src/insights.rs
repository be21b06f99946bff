//! What JavaScript calls to measure insight.

use crate::calls::{BENCH, opened, settings};
use crate::ntile;
use engine::figures::Figures;
use engine::list::{Later, Lists, Source};
use engine::revenue::{self, By};
use engine::scoring;
use insight::btyd::{Samples, fit};
use insight::cluster::{KMeans, rfm_features, standardise};
use insight::{History, Model, Orders, Rfm};
use js_sys::{Float64Array, Int32Array, Object, Reflect, Uint8Array};
use model::rule::{Op, Rule, Test};
use model::schema::{customer, order, score};
use model::{Currency, Day, Money, Value, options};
use protocol::RecordsQuery;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// Minor units of a currency unit.
const UNIT: f64 = 100.0;
/// Points that are clustered, of three numbers each.
const POINTS: usize = 100_000;

/// From the table of orders as it stands in memory to R, F, M and the segment of everybody, as the product does it: which orders count (status, day, a living
/// customer, the currency that most are in), netted by customer and day, then quintiles and scores. Nothing is known beforehand. Customers scored.
#[wasm_bindgen]
pub fn rfm() -> Result<u32, JsValue> {
    let book = opened()?;
    let state = book.state();
    let (history, ..) = scoring::history(&state.workspace, &settings(&state.workspace));
    Ok(Rfm::of(&history).buyers as u32)
}

/// The first half of [`rfm`] alone, to see where time goes.
#[wasm_bindgen]
pub fn history() -> Result<u32, JsValue> {
    let book = opened()?;
    let state = book.state();
    let (history, ..) = scoring::history(&state.workspace, &settings(&state.workspace));
    Ok(history.order_days() as u32)
}

/// How many customers have each score, by the convention of NTILE.
#[wasm_bindgen(js_name = rfmByNtile)]
pub fn rfm_by_ntile() -> Result<Vec<u32>, JsValue> {
    let book = opened()?;
    let state = book.state();
    Ok(ntile::histogram(&scoring::history(&state.workspace, &settings(&state.workspace)).0))
}

/// Makes 100,000 points of recency, frequency and monetary as customers are grouped by; where there are fewer buyers, the first come again.
#[wasm_bindgen(js_name = pointsOf)]
pub fn points_of() -> Result<Vec<f64>, JsValue> {
    let book = opened()?;
    let state = book.state();
    let (history, ..) = scoring::history(&state.workspace, &settings(&state.workspace));
    let (_, mut table) = rfm_features(&history, UNIT);
    standardise(&mut table, 3);
    let points: Vec<f64> = table.iter().copied().cycle().take(if table.is_empty() { 0 } else { POINTS * 3 }).collect();
    BENCH.with_borrow_mut(|bench| bench.points.clone_from(&points));
    Ok(points)
}

/// Centres after so many iterations from these, row by row.
#[wasm_bindgen]
pub fn kmeans(centres: Vec<f64>, iterations: u32) -> Result<Vec<f64>, JsValue> {
    BENCH.with_borrow(|bench| {
        let clusters = KMeans::from_centres(&bench.points, 3, centres, iterations as usize);
        Ok(clusters.ok_or("there is nothing to cluster")?.centres)
    })
}

/// Revenue by month and status, of all orders: month, status, orders and sum of each group, one after the other.
#[wasm_bindgen(js_name = groupBy)]
pub fn group_by() -> Result<Vec<f64>, JsValue> {
    let book = opened()?;
    let state = book.state();
    let groups = revenue::by_month(&state.workspace, By::Order(order::STATUS.id), Currency::CNY);
    let flat = |group: &revenue::Cell| {
        let status = group.option.map_or(0.0, |status| f64::from(status.0));
        [group.month.into(), status, group.orders.into(), group.minor as f64]
    };
    Ok(groups.iter().flat_map(flat).collect())
}

/// What segments are about, as columns: stage and segment by number (0: none), value, last order, region.
#[wasm_bindgen(js_name = scoredColumns)]
pub fn scored_columns() -> Result<JsValue, JsValue> {
    let book = opened()?;
    let state = book.state();
    let people = state.workspace.table(customer::ID).ok_or("no customers")?;
    BENCH.with_borrow(|bench| {
        let scores = bench.scores.as_ref().ok_or("not scored")?;
        let rows = || 0..people.len();
        let stages: Vec<u8> = rows().map(|row| scores.stage(row).map_or(0, |stage| stage as u8 + 1)).collect();
        let segments: Vec<u8> = rows().map(|row| scores.segment(row) as u8 + 1).collect();
        let values: Vec<f64> = rows().map(|row| scores.total(row) as f64).collect();
        let last: Vec<i32> = rows().map(|row| scores.last_order(row).map_or(i32::MAX, |day| day.0)).collect();
        let regions: Vec<String> = rows().map(|row| people.text(row, customer::REGION).to_string()).collect();
        let columns = Object::new();
        let put = |name: &str, value: JsValue| Reflect::set(&columns, &name.into(), &value).map(drop);
        put("stage", Uint8Array::from(stages.as_slice()).into())?;
        put("segment", Uint8Array::from(segments.as_slice()).into())?;
        put("value", Float64Array::from(values.as_slice()).into())?;
        put("lastOrder", Int32Array::from(last.as_slice()).into())?;
        put("region", regions.join("\n").into())?;
        Ok(columns.into())
    })
}

/// How many customers are in danger or at risk, have brought more than that, ordered last before that day, and live where the text occurs. As a list asks,
/// and always anew.
#[wasm_bindgen]
pub fn segment(value: f64, before: i32, region: String) -> Result<u32, JsValue> {
    let book = opened()?;
    let state = book.state();
    let test = |field, op, values: &[Value]| Rule::Test(Test { field, op, values: values.to_vec() });
    let option = |list: &options::OptionList, name| list.id(name).map(Value::Option).ok_or("no such option");
    let stage = option(&options::STAGE, "danger")?;
    let segment = option(&options::SEGMENT, "at_risk")?;
    let rule = Rule::All(vec![
        Rule::Any(vec![test(score::STAGE, Op::Is, &[stage]), test(score::SEGMENT, Op::Is, &[segment])]),
        test(score::VALUE, Op::Above, &[Value::Money(Money { minor: value as i64, currency: Currency::CNY })]),
        test(score::LAST_ORDER, Op::Below, &[Value::Day(Day(before))]),
        test(customer::REGION.id, Op::Contains, &[Value::Text(region)]),
    ]);
    BENCH.with_borrow(|bench| {
        let source = Source {
            workspace: &state.workspace,
            scores: bench.scores.as_ref().map(Figures::Scored),
            scores_version: 1,
            today: crate::book::TODAY,
            zone: &protocol::GREENWICH,
            later: Some(Later::new()),
        };
        Ok(Lists::default().answer(&source, &RecordsQuery { rule, ..RecordsQuery::of(customer::ID) }).total)
    })
}

/// BG/NBD fitted to a log of orders until a day, from nothing: r, α (weeks), a, b.
#[wasm_bindgen(js_name = fitBg)]
pub fn fit_bg(customers: Vec<u32>, days: Vec<i32>, people: u32, until: i32) -> Vec<f64> {
    let amounts = vec![0; days.len()];
    let orders = Orders { customer: &customers, day: &days, amount: &amounts };
    let history = History::build(orders, people as usize, until);
    let fitted = fit(&Samples::of(&history), Model::Bg, None, insight::btyd::clock(history.median_gap_days()));
    fitted.params.to_array().to_vec()
}
