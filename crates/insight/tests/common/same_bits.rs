// Scores a real log and folds every bit of the result into one number. Included by a native test and by one that runs in a browser: both
// must find `EXPECTED`.

use insight::{History, Orders, Settings, score};

/// The number for this version of the formulas; a change of formula changes it, in both places at once.
pub const EXPECTED: u64 = 16_619_610_377_553_711_518;

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
    hash
}
