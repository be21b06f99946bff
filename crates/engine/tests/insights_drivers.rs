//! Drivers: columns made by hand and the methods run plainly give what the page is told.
#![allow(missing_docs)]

mod insight_support;

use engine::Workspace;
use engine::insights::Work;
use engine::scoring::Scores;
use insight::areas::Placed;
use insight::special::{t_quantile_two_sided, t_two_sided};
use insight::stats::{drivers, holm, logit, ols, pearson, spearman};
use insight_support::{TODAY, book, scored};
use model::schema::{activity, customer, order, order_line, survey_response};
use model::{
    Cell, CollectionId, Day, Decimal, DeviceId, FieldId, Label, Operation, OptionId, Part, RecordId, Stamp, Value,
    options,
};
use protocol::{DriversAnswer, DriversQuery, Factor, InsightAnswer, InsightQuery, Outcome, PartOf, Stage};
use std::collections::{HashMap, HashSet};

fn ask(workspace: &Workspace, scores: &Scores, query: DriversQuery) -> DriversAnswer {
    let mut work = Work::new(&InsightQuery::Drivers(query), workspace, scores, &protocol::GREENWICH);
    loop {
        match work.step(workspace, scores) {
            Some(InsightAnswer::Drivers(answer)) => return answer,
            Some(other) => panic!("{other:?}"),
            None => {}
        }
    }
}

fn query(outcome: Outcome, factors: &[Factor]) -> DriversQuery {
    DriversQuery { outcome, factors: factors.to_vec(), ranks: false }
}

fn write(workspace: &mut Workspace, cells: Vec<(CollectionId, RecordId, FieldId, Value)>) {
    let cell = |(collection, record, field, value)| Cell { collection, record, field, value };
    let parts = vec![Part::Cells(cells.into_iter().map(cell).collect())];
    let label = Label::Edit(customer::ID, FieldId::NAME);
    workspace.apply(&Operation { stamp: Stamp::new(2, 0, DeviceId(1)), label, parts });
}

/// Different products by customer's row, counted plainly.
fn products(workspace: &Workspace) -> HashMap<u32, HashSet<RecordId>> {
    let (orders, lines) =
        (workspace.table(order::ID).expect("orders"), workspace.table(order_line::ID).expect("lines"));
    let void: Vec<Option<OptionId>> =
        ["draft", "cancelled", "returned"].iter().map(|name| options::ORDER_STATUS.id(name)).collect();
    let mut sets: HashMap<u32, HashSet<RecordId>> = HashMap::new();
    for row in lines.alive_rows() {
        let Value::Reference(of) = lines.value(row, order_line::ORDER.id, &workspace.ids) else { continue };
        let Value::Reference(sold) = lines.value(row, order_line::PRODUCT.id, &workspace.ids) else { continue };
        let (_, of) = workspace.find_alive(order::ID, of).expect("an order");
        let status = orders.column(order::STATUS.id).and_then(|column| column.option(of));
        if status.is_some() && void.contains(&status) {
            continue;
        }
        let Value::Reference(who) = orders.value(of, order::CUSTOMER.id, &workspace.ids) else { continue };
        sets.entry(workspace.find(customer::ID, who).expect("a customer").1).or_default().insert(sold);
    }
    sets
}

/// Conversations of the last year by customer's row, counted plainly.
fn talks(workspace: &Workspace) -> HashMap<u32, u32> {
    let table = workspace.table(activity::ID).expect("activities");
    let mut counts = HashMap::new();
    for row in table.alive_rows() {
        let Value::Instant(at) = table.value(row, activity::AT.id, &workspace.ids) else { continue };
        let Value::Reference(who) = table.value(row, activity::CUSTOMER.id, &workspace.ids) else { continue };
        let kind = table.value(row, activity::KIND.id, &workspace.ids);
        let day = Day::of_instant(at, 0);
        let is_note = kind == Value::Option(options::ACTIVITY_KIND.id("note").expect("a kind"));
        if !is_note && day.0 > TODAY.0 - 365 && day <= TODAY {
            *counts.entry(workspace.find(customer::ID, who).expect("a customer").1).or_insert(0) += 1;
        }
    }
    counts
}

/// Rows of buyers with their ln(1 + amount), conversations, days since the first order, products, and whether they are a business.
fn plain(workspace: &Workspace, scores: &Scores) -> (Vec<u32>, Vec<Vec<f64>>) {
    let table = workspace.table(customer::ID).expect("customers");
    let (sets, counts) = (products(workspace), talks(workspace));
    let mut rows: Vec<u32> = table.alive_rows().filter(|&row| scores.order_days(row) > 0).collect();
    rows.sort_by_key(|&row| workspace.ids.id(table.handle(row)));
    let column = |of: &dyn Fn(u32) -> f64| rows.iter().map(|&row| of(row)).collect::<Vec<f64>>();
    let business = options::CUSTOMER_KIND.id("business").expect("a kind");
    let columns = vec![
        column(&|row| insight::cluster::of_amount(scores.total(row) as f64, 100.0)),
        column(&|row| f64::from(counts.get(&row).copied().unwrap_or(0))),
        column(&|row| f64::from(TODAY.0 - scores.book.history.days(row as usize)[0])),
        column(&|row| sets.get(&row).map_or(0, HashSet::len) as f64),
        column(&|row| {
            let kind = table.value(row, customer::KIND.id, &workspace.ids);
            f64::from(u8::from(kind == Value::Option(business)))
        }),
    ];
    (rows, columns)
}

const FACTORS: [Factor; 4] = [Factor::Talks, Factor::Tenure, Factor::Products, Factor::Business];

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * (1.0 + b.abs())
}

#[test]
fn spend_is_explained_as_the_methods_say() {
    let workspace = book(3_000);
    let scores = scored(&workspace);
    let (rows, columns) = plain(&workspace, &scores);
    assert!(columns[1].iter().any(|&n| n > 0.0) && columns[3].iter().any(|&n| n > 1.0));
    let answer = ask(&workspace, &scores, query(Outcome::Amount, &FACTORS));
    assert_eq!((answer.population as usize, answer.every), (rows.len(), 1));
    // Buyers whose orders have no lines are left out: nobody knows what they bought.
    assert_eq!(answer.missing as usize, columns[3].iter().filter(|&&n| n == 0.0).count());
    assert_eq!(answer.used + answer.missing, answer.population);
    let known: Vec<usize> = (0..rows.len()).filter(|&at| columns[3][at] > 0.0).collect();
    let columns: Vec<Vec<f64>> = columns.iter().map(|column| known.iter().map(|&at| column[at]).collect()).collect();
    let factors: Vec<&[f64]> = columns[1..].iter().map(Vec::as_slice).collect();
    let method = drivers(&columns[0], &factors).expect("an analysis");
    let fit = answer.fit.expect("a fit");
    assert!(close(fit.r2, method.model.r2) && !fit.separated);
    assert_eq!(fit.f, method.model.f.zip(method.model.f_p));
    let df = method.model.df as f64;
    let reach = t_quantile_two_sided(0.05, df).expect("a quantile");
    let errors: Vec<f64> = method.model.coefficients.iter().map(|known| known.se.max(known.se_hc1)).collect();
    let ps: Vec<f64> = method.model.coefficients[1..]
        .iter()
        .zip(&errors[1..])
        .map(|(known, se)| t_two_sided(known.estimate / se, df).expect("a probability"))
        .collect();
    let by_holm = holm(&ps);
    for (at, factor) in answer.factors.iter().enumerate() {
        let (known, se) = (&method.model.coefficients[at + 1], errors[at + 1]);
        let effect = factor.effect.expect("an effect");
        assert_eq!((factor.factor, known.column), (FACTORS[at], Some(at)));
        assert!(close(effect.estimate, known.estimate) && close(effect.p, ps[at]) && close(effect.p_holm, by_holm[at]));
        assert!(close(effect.interval.0, known.estimate - reach * se));
        assert!(close(effect.interval.1, known.estimate + reach * se));
        assert!(close(effect.vif.expect("a factor"), known.vif.expect("a factor")));
        assert!(close(factor.share.expect("a share"), method.drivers[at].share));
    }
    let sum: f64 = answer.factors.iter().filter_map(|factor| factor.share).sum();
    assert!(close(sum, fit.r2));
    // Correlations: of values, and of ranks.
    let ranked = ask(&workspace, &scores, DriversQuery { ranks: true, ..query(Outcome::Amount, &FACTORS) });
    for a in 0..columns.len() {
        assert_eq!(answer.correlations[a][a], None);
        for b in 0..a {
            let value = pearson(&columns[a], &columns[b]).expect("a correlation");
            let rank = spearman(&columns[a], &columns[b]).expect("a correlation");
            let (told, told_rank) = (answer.correlations[a][b].expect("one"), ranked.correlations[a][b].expect("one"));
            assert!(close(told.r, value.r) && close(told.p, value.p) && told.interval == value.ci);
            assert!(close(told_rank.r, rank.r) && answer.correlations[b][a] == Some(told));
        }
    }
}

#[test]
fn leaving_is_explained_by_odds_and_what_judges_it_is_left_out() {
    let workspace = book(3_000);
    let scores = scored(&workspace);
    let (rows, columns) = plain(&workspace, &scores);
    let asked = [Factor::Recency, Factor::Talks, Factor::Tenure, Factor::Business, Factor::OrderDays, Factor::Talks];
    let answer = ask(&workspace, &scores, query(Outcome::Churn, &asked));
    let kept: Vec<Factor> = answer.factors.iter().map(|factor| factor.factor).collect();
    assert_eq!(kept, [Factor::Talks, Factor::Business]);
    assert_eq!(Factor::Recency.part_of(Outcome::Churn), Some(PartOf::Judged));
    let judged: Vec<usize> = (0..rows.len()).filter(|&at| scores.stage(rows[at]).is_some()).collect();
    let leaving = |at: &usize| matches!(scores.stage(rows[*at]), Some(Stage::Danger | Stage::Termination));
    let y: Vec<bool> = judged.iter().map(leaving).collect();
    let column = |of: usize| judged.iter().map(|&at| columns[of][at]).collect::<Vec<f64>>();
    let (talks, business) = (column(1), column(4));
    let method = logit(&y, &[&talks, &business]).expect("a model");
    let yes = y.iter().filter(|y| **y).count();
    assert_eq!((answer.used as usize, answer.rarer), (y.len(), Some(yes.min(y.len() - yes) as u32)));
    let fit = answer.fit.expect("a fit");
    assert!(close(fit.r2, method.mcfadden) && fit.auc == method.auc && fit.adjusted_r2.is_none());
    let (low, high) = Placed::of(&method.probabilities, &y).and_then(|placed| placed.ci()).expect("an interval");
    assert!(
        fit.auc_range == Some([low, high]) && fit.auc.is_some_and(|auc| low < auc && auc < high) && fit.f.is_none()
    );
    let numbers: Vec<f64> = y.iter().map(|&y| f64::from(u8::from(y))).collect();
    let alike = ols(&numbers, &[&talks, &business]).expect("a model");
    for (at, factor) in answer.factors.iter().enumerate() {
        let effect = factor.effect.expect("an effect");
        assert!(close(effect.estimate, method.coefficients[at + 1].estimate) && factor.share.is_none());
        assert_eq!(effect.interval, method.coefficients[at + 1].ci);
        assert!(close(effect.vif.expect("a factor"), alike.coefficients[at + 1].vif.expect("a factor")));
    }
}

/// An answer to a survey.
fn response(n: u128, who: RecordId, kind: &str, score: i64, day: Day) -> Vec<(CollectionId, RecordId, FieldId, Value)> {
    use survey_response as of;
    let record = RecordId(1 << 100 | n);
    let kind = options::SURVEY_KIND.id(kind).expect("a kind");
    let values = [
        (FieldId::ALIVE, Value::Bool(true)),
        (of::KIND.id, Value::Option(kind)),
        (of::CUSTOMER.id, Value::Reference(who)),
        (of::SCORE.id, Value::Number(Decimal(score * Decimal::ONE))),
        (of::DAY.id, Value::Day(day)),
    ];
    values.into_iter().map(|(field, value)| (of::ID, record, field, value)).collect()
}

#[test]
fn satisfaction_is_the_newest_answer_that_can_be_one() {
    let mut workspace = book(60);
    let table = workspace.table(customer::ID).expect("customers");
    let ids: Vec<RecordId> = (0..60).map(|row| workspace.ids.id(table.handle(row))).collect();
    let own = FieldId(0x8001);
    let mut cells = Vec::new();
    // Satisfaction is 1 + the own number, for 40 of them; older, later, impossible and other answers do not count.
    for (at, &id) in ids.iter().enumerate().take(40) {
        let n = at as u128 * 10;
        let score = 1 + at as i64 % 5;
        let day = |back: i32| Day(TODAY.0 - back);
        cells.extend(response(n, id, "csat", score, day(3)));
        cells.extend(response(n + 1, id, "csat", 6 - score, day(9)));
        cells.extend(response(n + 2, id, "csat", 6 - score, day(-1)));
        cells.extend(response(n + 3, id, "csat", 9, day(1)));
        cells.extend(response(n + 4, id, "nps", 10, day(0)));
        if at != 7 {
            let number = Value::Number(Decimal((score - 1) * Decimal::ONE));
            cells.push((customer::ID, id, own, number));
        }
    }
    write(&mut workspace, cells);
    let scores = scored(&workspace);
    let answer = ask(&workspace, &scores, query(Outcome::Satisfaction, &[Factor::Own(own)]));
    assert_eq!((answer.population, answer.missing, answer.used), (40, 1, 39));
    assert_eq!(answer.factors[0].missing, 1);
    let effect = answer.factors[0].effect.expect("an effect");
    assert!((effect.estimate - 1.0).abs() < 1e-9 && (answer.fit.expect("a fit").r2 - 1.0).abs() < 1e-9);
    assert!((answer.correlations[0][1].expect("one").r - 1.0).abs() < 1e-12);
    // All recommend alike: nothing to explain.
    let alike = ask(&workspace, &scores, query(Outcome::Recommendation, &[Factor::Own(own)]));
    assert_eq!((alike.used, alike.fit, alike.correlations[0][1]), (39, None, None));
}

#[test]
fn a_trait_that_few_have_is_not_taken_for_sure() {
    let mut workspace = book(100);
    let table = workspace.table(customer::ID).expect("customers");
    let ids: Vec<RecordId> = table.alive_rows().map(|row| workspace.ids.id(table.handle(row))).collect();
    let mut state = 7_u64;
    let mut drawn = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let said = ids.iter().enumerate().flat_map(|(n, &id)| response(n as u128, id, "nps", drawn(11) as i64, TODAY));
    write(&mut workspace, said.collect());
    // Traits that one, three, … have, whoever they are: nothing goes along with them.
    const EACH: u16 = 100;
    let own = |kind: usize, n: u16| FieldId(0x8001 + kind as u16 * EACH + n);
    let some = [1, 3, 9, 97];
    for (kind, k) in some.into_iter().enumerate() {
        for n in 0..EACH {
            let mut order = ids.clone();
            (1..order.len()).rev().for_each(|at| order.swap(at, drawn(at as u64 + 1) as usize));
            let value = |at: usize| Value::Number(Decimal(i64::from(at < k) * Decimal::ONE));
            let cells = order.iter().enumerate().map(|(at, &id)| (customer::ID, id, own(kind, n), value(at)));
            write(&mut workspace, cells.collect());
        }
    }
    let scores = scored(&workspace);
    for (kind, k) in some.into_iter().enumerate() {
        let mut sure = 0;
        for n in 0..EACH {
            let answer = ask(&workspace, &scores, query(Outcome::Recommendation, &[Factor::Own(own(kind, n))]));
            let factor = answer.factors[0];
            assert_eq!((answer.used, factor.fewer as usize), (100, k.min(100 - k)));
            sure += u32::from(factor.effect.expect("an effect").p < 0.05);
        }
        assert!(sure <= 12, "{sure} of {EACH} at {k}");
    }
}

#[test]
fn what_is_separated_or_the_same_is_said() {
    let mut workspace = book(300);
    let scores = scored(&workspace);
    let table = workspace.table(customer::ID).expect("customers");
    let (tells, twice, same) = (FieldId(0x8001), FieldId(0x8002), FieldId(0x8003));
    let number = |n: u32| Value::Number(Decimal(i64::from(n) * Decimal::ONE));
    let cells = table.alive_rows().flat_map(|row| {
        let id = workspace.ids.id(table.handle(row));
        let again = u32::from(scores.order_days(row) > 1);
        [(tells, number(again)), (twice, number(row)), (same, number(7))].map(|(field, n)| (customer::ID, id, field, n))
    });
    let cells = cells.collect();
    write(&mut workspace, cells);
    let scores = scored(&workspace);
    let factors = [Factor::Own(tells), Factor::Own(same)];
    let answer = ask(&workspace, &scores, query(Outcome::Repeat, &factors));
    assert!(answer.fit.expect("a fit").separated);
    assert!(answer.factors[0].effect.is_some() && answer.factors[1].effect.is_none());
    assert_eq!(answer.correlations[0][2], None);
    // At most ten, and nothing that is part of the outcome.
    let many: Vec<Factor> = (0..20).map(|n| Factor::Own(FieldId(0x8001 + n))).collect();
    assert_eq!(ask(&workspace, &scores, query(Outcome::Amount, &many)).factors.len(), 10);
    let none = ask(&workspace, &scores, query(Outcome::Amount, &[Factor::MeanAmount, Factor::OrderDays]));
    assert!(none.factors.is_empty() && none.fit.is_none() && none.used == none.population);
}

#[test]
fn every_so_many_are_looked_at_where_there_are_too_many() {
    let workspace = book(45_000);
    let scores = scored(&workspace);
    let answer = ask(&workspace, &scores, query(Outcome::Amount, &[Factor::Tenure, Factor::Email]));
    assert_eq!(answer.every, answer.population.div_ceil(20_000));
    assert!(answer.every > 1 && answer.used == answer.population.div_ceil(answer.every) && answer.missing == 0);
}

#[test]
fn small_and_empty_books_have_no_figures() {
    let empty = Workspace::default();
    let scores = scored(&empty);
    for outcome in Outcome::ALL {
        let answer = ask(&empty, &scores, query(outcome, &Factor::ALL));
        assert_eq!((answer.population, answer.used, answer.fit), (0, 0, None));
    }
    let small = book(20);
    let scores = scored(&small);
    for outcome in Outcome::ALL {
        let answer = ask(&small, &scores, query(outcome, &[Factor::Talks]));
        assert!(answer.used < answer.needed && answer.fit.is_none());
        assert!(answer.correlations.iter().flatten().all(Option::is_none));
    }
    assert_eq!(ask(&small, &scores, query(Outcome::Churn, &[])).population, 0, "without a model nobody is judged");
}

#[test]
fn every_factor_is_what_counting_by_hand_gives() {
    let mut workspace = book(400);
    let table = workspace.table(customer::ID).expect("customers");
    let ids: Vec<RecordId> = table.alive_rows().map(|row| workspace.ids.id(table.handle(row))).collect();
    // Everybody was asked; some sizes are known, one of them the workspace's own, offered before all others.
    let own_size = OptionId(1_007);
    let size_of = |at: usize| [Some(own_size), Some(OptionId(1)), Some(OptionId(6)), None][at % 4];
    let mut cells: Vec<_> = ids
        .iter()
        .enumerate()
        .flat_map(|(at, &id)| response(at as u128, id, "csat", 1 + at as i64 % 5, TODAY))
        .collect();
    for (at, &id) in ids.iter().enumerate() {
        let size = size_of(at).map_or(Value::Empty, Value::Option);
        cells.push((customer::ID, id, customer::SIZE.id, size));
    }
    use model::schema::option;
    let value = Value::Number(Decimal(i64::from(own_size.0) * Decimal::ONE));
    for (field, value) in [
        (FieldId::ALIVE, Value::Bool(true)),
        (option::NAME.id, Value::Text("just me".into())),
        (option::LIST.id, Value::Text("size".into())),
        (option::VALUE.id, value),
        (option::POSITION.id, Value::Text(model::position::between(None, Some(&model::position::nth(0))))),
    ] {
        cells.push((option::ID, RecordId(1 << 101), field, value));
    }
    write(&mut workspace, cells);
    let scores = scored(&workspace);
    let table = workspace.table(customer::ID).expect("customers");
    let sets = products(&workspace);
    let days = |row: u32| scores.book.history.days(row as usize);
    let text = |row, key| !table.text(row, key).is_empty();
    let category = |id: &RecordId| {
        let found = workspace.value(model::schema::product::ID, *id, model::schema::product::CATEGORY.id);
        found.text().map(str::to_lowercase)
    };
    let bought = |row: u32| sets.get(&row).cloned().unwrap_or_default();
    let since = |day: Option<&i32>| day.map(|day| f64::from(TODAY.0 - day));
    let age = |row: u32| {
        let born = table.column(customer::BIRTHDAY.id).and_then(|column| column.day(row))?;
        let (y, m, d) = TODAY.ymd();
        let (by, bm, bd) = born.ymd();
        Some(f64::from(y - by - i32::from((m, d) < (bm, bd))))
    };
    type By<'a> = &'a dyn Fn(u32) -> Option<f64>;
    let checks: [(Factor, By); 10] = [
        (Factor::Tenure, &|row| since(days(row).first())),
        (Factor::Recency, &|row| since(days(row).last())),
        (Factor::OrderDays, &|row| Some(days(row).len() as f64)),
        (Factor::MeanAmount, &|row| {
            let n = days(row).len();
            (n > 0).then(|| scores.total(row) as f64 / 100.0 / n as f64)
        }),
        (Factor::Products, &|row| (days(row).is_empty() || !bought(row).is_empty()).then(|| bought(row).len() as f64)),
        (Factor::Categories, &|row| {
            let different: HashSet<String> = bought(row).iter().filter_map(category).collect();
            (days(row).is_empty() || !different.is_empty()).then_some(different.len() as f64)
        }),
        (Factor::Age, &age),
        // Own first, then the smallest and the largest of the built-in ones.
        (Factor::Size, &|row| {
            size_of(row as usize).map(|size| if size == own_size { 1.0 } else { f64::from(size.0) + 1.0 })
        }),
        (Factor::Email, &|row| Some(f64::from(u8::from(text(row, customer::EMAIL))))),
        (Factor::Phone, &|row| Some(f64::from(u8::from(text(row, customer::PHONE))))),
    ];
    for (factor, by) in checks {
        let answer = ask(&workspace, &scores, query(Outcome::Satisfaction, &[factor]));
        let known: Vec<f64> = table.alive_rows().filter_map(by).collect();
        assert_eq!((answer.population, answer.used as usize), (400, known.len()), "{factor:?}");
        assert_eq!(answer.missing, answer.factors[0].missing, "{factor:?}");
        let mean = known.iter().sum::<f64>() / known.len() as f64;
        assert!(close(answer.factors[0].mean.expect("a mean"), mean), "{factor:?}");
        assert!(known.iter().any(|value| *value != known[0]), "{factor:?} varies");
    }
}
