//! Answers of customers: which count, which is the newest, and what a bad one does to the stage.
#![allow(missing_docs)]

mod insight_support;

use engine::surveys::{Asked, Responses};
use engine::{Workspace, samples};
use insight_support::{TODAY, scored};
use model::schema::{customer, survey_response};
use model::{Cell, Currency, Day, Decimal, DeviceId, FieldId, Label, Operation, Part, RecordId, Stamp, Value, options};
use protocol::Stage;

fn book() -> Workspace {
    let plan = sample::Plan { customers: 300, seed: 1, today: TODAY, currency: Currency::CNY };
    let mut workspace = Workspace::default();
    let pieces = samples::pieces(&sample::generate(&plan), 7);
    workspace.apply(&samples::operation(pieces, Stamp::new(1, 0, DeviceId(1))));
    workspace
}

fn customer_id(workspace: &Workspace, row: u32) -> RecordId {
    workspace.ids.id(workspace.table(customer::ID).expect("customers").handle(row))
}

fn answer(workspace: &mut Workspace, n: u64, who: RecordId, kind: &str, score: f64, day: Option<i32>) {
    let record = RecordId(77_000 + u128::from(n));
    let fields = [
        (FieldId::ALIVE, Value::Bool(true)),
        (survey_response::KIND.id, options::SURVEY_KIND.id(kind).map_or(Value::Empty, Value::Option)),
        (survey_response::CUSTOMER.id, Value::Reference(who)),
        (survey_response::SCORE.id, Value::Number(Decimal((score * Decimal::ONE as f64) as i64))),
        (survey_response::DAY.id, day.map_or(Value::Empty, |day| Value::Day(Day(day)))),
    ];
    let cells = fields.map(|(field, value)| Cell { collection: survey_response::ID, record, field, value });
    let label = Label::Create(survey_response::ID);
    let stamp = Stamp::new(10 + n, 0, DeviceId(1));
    workspace.apply(&Operation { stamp, label, parts: vec![Part::Cells(cells.to_vec())] });
}

#[test]
fn only_answers_in_their_range_with_day_and_customer_count() {
    let mut workspace = book();
    let who = customer_id(&workspace, 3);
    let nobody = RecordId(5);
    for (n, (who, kind, score, day)) in [
        (who, "nps", 9.0, Some(TODAY.0 - 5)),
        (who, "nps", 2.0, Some(TODAY.0 - 50)),
        (who, "nps", 11.0, Some(TODAY.0 - 4)),
        (who, "nps", -1.0, Some(TODAY.0 - 4)),
        (who, "nps", 7.0, None),
        (nobody, "nps", 7.0, Some(TODAY.0)),
        (who, "csat", 6.0, Some(TODAY.0)),
        (who, "csat", 4.5, Some(TODAY.0)),
    ]
    .into_iter()
    .enumerate()
    {
        answer(&mut workspace, n as u64, who, kind, score, day);
    }
    let nps = Responses::of(&workspace, Asked::Nps);
    assert_eq!((nps.all.len(), nps.invalid), (2, 4));
    assert_eq!(nps.newest(3, TODAY.0).map(|newest| newest.score), Some(9));
    assert_eq!(nps.newest(3, TODAY.0 - 6).map(|newest| newest.score), Some(2));
    assert_eq!((nps.newest(3, TODAY.0 - 51), nps.newest(4, TODAY.0)), (None, None));
    assert!(!nps.is_detractor(3, TODAY.0) && nps.is_detractor(3, TODAY.0 - 6) && nps.is_detractor(3, TODAY.0 - 50));
    let csat = Responses::of(&workspace, Asked::Csat);
    assert_eq!((csat.all.len(), csat.invalid, csat.all[0].score), (1, 1, 5));
    assert!(Responses::of(&Workspace::default(), Asked::Ces).all.is_empty());
}

#[test]
fn who_would_not_recommend_us_is_in_danger_for_ninety_days() {
    let mut workspace = book();
    let before = scored(&workspace);
    let row = (0..300).find(|&row| before.stage(row) == Some(Stage::Maturity)).expect("a mature customer");
    let who = customer_id(&workspace, row);
    answer(&mut workspace, 1, who, "nps", 6.0, Some(TODAY.0 - 91));
    assert_eq!(scored(&workspace).stage(row), Some(Stage::Maturity));
    answer(&mut workspace, 2, who, "nps", 6.0, Some(TODAY.0 - 90));
    assert_eq!(scored(&workspace).stage(row), Some(Stage::Danger));
    // A later answer takes it back.
    answer(&mut workspace, 3, who, "nps", 7.0, Some(TODAY.0 - 1));
    assert_eq!(scored(&workspace).stage(row), Some(Stage::Maturity));
}
