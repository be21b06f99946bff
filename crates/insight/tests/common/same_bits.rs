// Scores a real log and folds every bit of the result into one number. Included by a native test and by one that runs in a browser: both
// must find `EXPECTED`.

use insight::churn::WarningSettings;
use insight::cluster::{KMeans, Quality, rfm_features, standardise};
use insight::stats::{drivers, kendall, logit, pearson};
use insight::{Discounting, History, Orders, Settings, SpendData, SpendState, score};

/// The number for this version of the formulas; a change of formula changes it, in both places at once.
pub const EXPECTED: u64 = 9_629_491_936_827_658_862;

/// The fingerprint of the scored log.
pub fn fingerprint() -> u64 {
    let (mut who, mut days, mut amounts) = (Vec::new(), Vec::new(), Vec::new());
    for line in include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../insight/tests/fixtures/cdnow_sample.txt")).lines() {
        let numbers: Vec<f64> = line.split_whitespace().filter_map(|text| text.parse().ok()).collect();
        let &[id, date, _, dollars] = numbers.as_slice() else { continue };
        let date = date as i32;
        who.push(id as u32 - 1);
        // Not the calendar, but the same days apart on every machine, which is all that counts here.
        days.push((date / 10_000 - 1997) * 365 + (date / 100 % 100 - 1) * 30 + date % 100);
        amounts.push((dollars * 100.0) as i64);
    }
    let history = History::build(Orders { customer: &who, day: &days, amount: &amounts }, 2357, 600);
    let book = score(history, Settings::default(), Vec::new(), Vec::new());
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    let mut fold = |bits: u64| hash = (hash ^ bits).wrapping_mul(0x0100_0000_01B3).rotate_left(17);
    for column in [&book.p_alive, &book.p_active, &book.overdue, &book.loyalty] {
        column.iter().for_each(|value| fold(value.to_bits().into()));
    }
    if let Some(fit) = book.fit.chosen() {
        let numbers = [fit.params.r(), fit.params.alpha(), fit.params.a(), fit.params.b(), fit.log_likelihood];
        numbers.iter().for_each(|v| fold(v.to_bits()));
    }
    for c in 0..2357 {
        fold(book.expected_orders(c, 365).map_or(0, f64::to_bits));
        fold(book.next_order(c, 0.5).map_or(0, |day| day as u64));
    }
    methods(&book, &mut fold);
    hash
}

/// Folds what is computed beside the scores: spend and value, clusters, statistics, the watch list, flows.
fn methods(book: &insight::Book, fold: &mut dyn FnMut(u64)) {
    let spend = SpendState::of(&SpendData::of(&book.history, 100.0));
    let amounts = spend.fit().map(|fit| fit.model);
    amounts.iter().flat_map(|model| model.to_array()).for_each(|v| fold(v.to_bits()));
    if let (Some(fit), Some(amounts), Some(year)) = (book.fit.chosen(), amounts, Discounting::new(52, 0.15)) {
        for c in (0..2357).step_by(13) {
            let value = book.history.cbs(c).and_then(|cbs| year.value(&fit.btyd(), &cbs, amounts.expected_amount(0.0, 0.0)?, 0.5));
            fold(value.map_or(0, f64::to_bits));
        }
    }
    for entry in book.watch_list(&WarningSettings::default(), amounts.as_ref().map(|model| (model, 100.0))) {
        fold(u64::from(entry.customer) ^ entry.value_at_risk.map_or(0, f64::to_bits));
    }
    book.transitions(3, &[]).0.counts.iter().flatten().for_each(|n| fold(u64::from(*n)));

    let (_, mut table) = rfm_features(&book.history, 100.0);
    standardise(&mut table, 3);
    if let Some(clusters) = (KMeans { runs: 2, ..KMeans::new(4) }).fit(&table, 3) {
        fold(clusters.inertia.to_bits());
        clusters.centres.iter().for_each(|x| fold(x.to_bits()));
        fold(Quality::of(&clusters, &table).map_or(0, |quality| quality.simplified_silhouette.to_bits()));
    }
    let column = |j: usize| table.iter().skip(j).step_by(3).copied().collect::<Vec<f64>>();
    let [recency, frequency, monetary] = [0, 1, 2].map(column);
    if let (Ok(p), Ok(tau)) = (pearson(&recency, &monetary), kendall(&recency, &monetary)) {
        [p.r, p.p, tau.r, tau.p].iter().for_each(|v| fold(v.to_bits()));
    }
    if let Ok(found) = drivers(&monetary, &[&recency, &frequency]) {
        found.drivers.iter().for_each(|driver| fold(driver.share.to_bits()));
        found.model.coefficients.iter().for_each(|c| [c.estimate, c.se, c.p, c.ci.0].iter().for_each(|v| fold(v.to_bits())));
    }
    let late: Vec<bool> = recency.iter().map(|r| *r > 0.0).collect();
    if let Ok(fit) = logit(&late, &[&monetary]) {
        fit.coefficients.iter().for_each(|c| [c.estimate, c.se, c.p].iter().for_each(|v| fold(v.to_bits())));
    }
}
