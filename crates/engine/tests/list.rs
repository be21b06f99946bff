//! The customer list on a sample book: every sort, filter and search against a plain reading of its rows.
#![allow(missing_docs)]

use engine::list::List;
use engine::scoring::{self, Scores};
use engine::{Workspace, customer, samples};
use model::{Currency, Day, DeviceId, Stamp};
use protocol::{CustomerRow, ListQuery, Segment, Sort, SortBy, Stage};

const TODAY: Day = Day(20_600);

fn book() -> (Workspace, Scores) {
    let plan = sample::Plan { customers: 200, seed: 1, today: TODAY, currency: Currency::CNY };
    let mut workspace = Workspace::default();
    workspace.apply(&samples::operation(samples::pieces(&sample::generate(&plan), 7), Stamp::new(1, 0, DeviceId(1))));
    let settings = scoring::settings(&workspace, TODAY, Currency::CNY);
    let input = scoring::fingerprint(workspace.scored_version(), &settings);
    let (mut run, rest) = scoring::begin(&workspace, &settings, input);
    while run.step() != insight::Progress::Done {}
    (workspace, scoring::finish(run, rest))
}

fn rows(query: ListQuery) -> (u32, Vec<CustomerRow>) {
    let (workspace, scores) = book();
    let answer = List::default().answer(&workspace, Some(&scores), 1, &ListQuery { len: 500, ..query });
    assert_eq!(answer.all, 200);
    assert_eq!(answer.total as usize, answer.rows.len());
    (answer.total, answer.rows)
}

fn sorted(by: SortBy, descending: bool) -> Vec<CustomerRow> {
    rows(ListQuery { sort: Sort { by, descending }, ..ListQuery::default() }).1
}

#[test]
fn every_column_sorts_in_both_directions_with_the_unknown_last() {
    let key = |by: SortBy, row: &CustomerRow| match by {
        SortBy::Name => None,
        SortBy::Stage => row.stage.map(|stage| f64::from(stage as u8)),
        SortBy::Segment => row.segment.map(|segment| f64::from(segment as u8)),
        SortBy::Loyalty => row.loyalty.map(f64::from),
        SortBy::LastOrder => row.last_order.map(|day| f64::from(day.0)),
        SortBy::Orders => Some(f64::from(row.order_days)),
        SortBy::Value => row.value.map(|value| value.minor as f64),
        SortBy::Active => row.active.map(f64::from),
    };
    for by in [
        SortBy::Stage,
        SortBy::Segment,
        SortBy::Loyalty,
        SortBy::LastOrder,
        SortBy::Orders,
        SortBy::Value,
        SortBy::Active,
    ] {
        for descending in [false, true] {
            let rows = sorted(by, descending);
            assert_eq!(rows.len(), 200);
            let keys: Vec<_> = rows.iter().map(|row| key(by, row)).collect();
            let in_order = keys.is_sorted_by(|a, b| match (a, b) {
                (Some(a), Some(b)) => {
                    if descending {
                        a >= b
                    } else {
                        a <= b
                    }
                }
                (None, Some(_)) => false,
                (_, None) => true,
            });
            assert!(in_order, "{by:?} descending {descending}: {keys:?}");
        }
    }
    let names = |rows: Vec<CustomerRow>| rows.into_iter().map(|row| row.name.to_lowercase()).collect::<Vec<_>>();
    let up = names(sorted(SortBy::Name, false));
    assert!(up.is_sorted());
    assert_eq!(names(sorted(SortBy::Name, true)), up.into_iter().rev().collect::<Vec<_>>());
}

#[test]
fn filters_select_exactly_their_customers() {
    let all = sorted(SortBy::Name, false);
    for &segment in Segment::ALL {
        let (count, rows) = rows(ListQuery { segment: Some(segment), ..ListQuery::default() });
        assert!(rows.iter().all(|row| row.segment == Some(segment)));
        assert_eq!(count as usize, all.iter().filter(|row| row.segment == Some(segment)).count());
    }
    for &stage in Stage::ALL {
        let (count, rows) = rows(ListQuery { stage: Some(stage), ..ListQuery::default() });
        assert!(count > 0 && rows.iter().all(|row| row.stage == Some(stage)), "{stage:?} occurs in the sample");
    }
    let cells = (1..=5).flat_map(|r| (1..=5).map(move |f| (r, f)));
    let buyers: u32 = cells.map(|cell| rows(ListQuery { cell: Some(cell), ..ListQuery::default() }).0).sum();
    assert_eq!(buyers as usize, all.iter().filter(|row| row.order_days > 0).count());
}

#[test]
fn search_finds_every_word_in_any_field_and_any_case() {
    let all = sorted(SortBy::Name, false);
    let one = all.iter().find(|row| row.name.is_ascii()).expect("an English name");
    let found = |search: &str| rows(ListQuery { search: search.into(), ..ListQuery::default() }).1;
    assert!(found(&one.name.to_uppercase()).iter().any(|row| row.id == one.id));
    assert!(found(&format!("{} {}", one.region, &one.name[1..3])).iter().any(|row| row.id == one.id));
    let chinese = all.iter().find(|row| !row.name.is_ascii()).expect("a Chinese name");
    let middle: String = chinese.name.chars().skip(1).take(2).collect();
    assert!(found(&middle).iter().any(|row| row.id == chinese.id));
    assert_eq!(found("C000007").len(), 1);
    assert!(found("no such customer anywhere").is_empty());
}

#[test]
fn a_window_is_a_piece_of_the_whole() {
    let (workspace, scores) = book();
    let mut list = List::default();
    let mut ask =
        |offset, len| list.answer(&workspace, Some(&scores), 1, &ListQuery { offset, len, ..ListQuery::default() });
    let whole = ask(0, 500).rows;
    let piece = ask(50, 20);
    assert_eq!((piece.offset, piece.total, piece.rows.as_slice()), (50, 200, &whole[50..70]));
    assert_eq!(ask(190, 20).rows, whole[190..]);
    assert_eq!(ask(u32::MAX, u32::MAX).rows, []);
}

#[test]
fn a_customer_page_explains_its_scores() {
    let (workspace, scores) = book();
    for row in sorted(SortBy::Value, true).iter().take(20) {
        let page = customer::answer(&workspace, Some(&scores), row.id, 10).expect("there");
        let score = page.score.expect("scored");
        assert_eq!((Some(score.segment), score.stage), (row.segment, row.stage));
        let loyalty = score.loyalty.expect("bought");
        let sum: f64 = loyalty.factors.iter().map(|factor| factor.2).sum();
        assert!((loyalty.baseline + sum - loyalty.score).abs() < 1e-9, "contributions add up");
        assert!((loyalty.score - f64::from(row.loyalty.expect("scored"))).abs() < 1e-4);
        assert!(page.timeline.len() <= 10 && page.timeline_total as usize >= page.timeline.len());
        let [early, middle, late] = score.next_order.expect("bought");
        assert!(early <= middle && middle <= late);
    }
}
