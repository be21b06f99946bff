//! Loyalty in three layers: the page in slices says what the method says of each customer at once.
#![allow(missing_docs)]

mod insight_support;

use engine::insights::Work;
use engine::scoring::Scores;
use engine::{Workspace, catalogue};
use insight::layers::{Factor, Observed, Weights, engagement, means, mid_rank_shares};
use insight_support::{TODAY, book, is_talk, scored};
use model::rule::{Op, Rule, Test};
use model::schema::{THE_SETTINGS, activity, custom_field, customer, score, setting, survey_response, view};
use model::{
    Cell, CollectionId, Day, Decimal, DeviceId, FieldId, Label, Operation, OptionId, Part, RecordId, Stamp, Value,
    View, options,
};
use protocol::{
    InsightAnswer, InsightQuery, LoyalFactor, LoyalGroup, LoyalKind, LoyalListed, LoyaltyPageAnswer, LoyaltyQuery,
    NewField, Stage,
};

fn query() -> LoyaltyQuery {
    let (group, kind) = (LoyalGroup::Stage(Stage::Danger), LoyalKind::Unknown);
    LoyaltyQuery { weights: None, group, kind, listed: None, skip: 0, limit: 0, today: TODAY }
}

fn ask(workspace: &Workspace, query: LoyaltyQuery) -> LoyaltyPageAnswer {
    let scores = scored(workspace);
    let mut work = Work::new(&InsightQuery::Loyalty(query), workspace, &scores, &protocol::GREENWICH);
    loop {
        match work.step(workspace, &scores) {
            Some(InsightAnswer::Loyalty(answer)) => return answer,
            Some(other) => panic!("{other:?}"),
            None => {}
        }
    }
}

fn write(workspace: &mut Workspace, of: CollectionId, record: RecordId, fields: Vec<(FieldId, Value)>) {
    let cells = fields.into_iter().map(|(field, value)| Cell { collection: of, record, field, value }).collect();
    let stamp = Stamp::new(workspace.version() + 10, 0, DeviceId(1));
    workspace.apply(&Operation { stamp, label: Label::Create(of), parts: vec![Part::Cells(cells)] });
}

fn answered(workspace: &mut Workspace, who: u32, kind: &str, score: i64) {
    let who = workspace.ids.id(workspace.table(customer::ID).expect("customers").handle(who));
    let record = RecordId(who.0 ^ if kind == "nps" { 1 } else { 2 });
    let fields = vec![
        (FieldId::ALIVE, Value::Bool(true)),
        (survey_response::KIND.id, options::SURVEY_KIND.id(kind).map_or(Value::Empty, Value::Option)),
        (survey_response::CUSTOMER.id, Value::Reference(who)),
        (survey_response::SCORE.id, Value::Number(Decimal(score * Decimal::ONE))),
        (survey_response::DAY.id, Value::Day(Day(TODAY.0 - 10))),
    ];
    write(workspace, survey_response::ID, record, fields);
}

/// What the method would be told of each customer, worked out plainly.
fn plainly(workspace: &Workspace, scores: &Scores) -> Vec<(u32, Observed)> {
    let people = workspace.table(customer::ID).expect("customers");
    let talks = workspace.table(activity::ID).expect("activities");
    let days = |row: u32| -> Vec<i32> {
        let own = workspace.referring(activity::ID, activity::CUSTOMER, people.handle(row)).into_iter();
        let at = own.filter(|talk| is_talk(workspace, *talk)).map(|talk| {
            match talks.value(talk, activity::AT.id, &workspace.ids) {
                Value::Instant(at) => at.div_euclid(86_400_000) as i32,
                other => panic!("{other:?}"),
            }
        });
        at.collect()
    };
    let worth: Vec<f64> = (0..people.len()).map(|row| (engagement(&days(row), TODAY.0) * 1e6).round()).collect();
    let worth = mid_rank_shares(&worth);
    let profile =
        ["kind", "phone", "email", "region", "level", "source", "industry", "address", "wechat", "occupation"];
    let told = |row: u32| {
        let field = |name: &&str| {
            let field = customer::COLLECTION.fields.iter().find(|field| field.name == *name).expect("a field");
            workspace.value(customer::ID, workspace.ids.id(people.handle(row)), field.id) != Value::Empty
        };
        profile.iter().filter(|name| field(name)).count() as f64 / profile.len() as f64
    };
    let answer = |row: u32, kind: u128| {
        let id = RecordId(workspace.ids.id(people.handle(row)).0 ^ kind);
        match workspace.value(survey_response::ID, id, survey_response::SCORE.id) {
            Value::Number(score) => Some(score.0 as f64 / Decimal::ONE as f64),
            _ => None,
        }
    };
    let one = |row: u32| {
        let mut observed = Observed::default();
        observed[..4].copy_from_slice(&scores.book.loyalty_shares(row as usize)?.map(Some));
        observed[Factor::Nps as usize] = answer(row, 1).map(|score| score / 10.0);
        observed[Factor::Csat as usize] = answer(row, 2).map(|score| (score - 1.0) / 4.0);
        observed[Factor::Engagement as usize] = Some(worth[row as usize]);
        observed[Factor::Familiarity as usize] = Some(told(row));
        Some((row, observed))
    };
    (0..people.len()).filter_map(one).collect()
}

#[test]
fn the_page_is_the_method_of_each_customer() {
    let mut workspace = book(1_200);
    for who in 0..400 {
        answered(&mut workspace, who, "nps", i64::from(who * 7 % 11));
        if who % 2 == 0 {
            answered(&mut workspace, who, "csat", i64::from(1 + who % 5));
        }
    }
    let scores = scored(&workspace);
    let all = plainly(&workspace, &scores);
    let observed: Vec<Observed> = all.iter().map(|(_, observed)| *observed).collect();
    let (weights, means) = (Weights::default(), means(&observed));
    let answer = ask(&workspace, query());
    assert_eq!((answer.scored as usize, answer.weights), (all.len(), [60, 25, 15]));
    let loyal: Vec<_> =
        all.iter().map(|(row, observed)| (*row, weights.loyalty(observed, &means).expect("a score"))).collect();
    let mean = loyal.iter().map(|(_, loyalty)| loyalty.score).sum::<f64>() / loyal.len() as f64;
    // Shares are kept in four bytes.
    assert!((answer.mean - mean).abs() < 1e-3, "{} {mean}", answer.mean);
    assert_eq!(answer.mean, answer.mean_kept);
    let affective = loyal.iter().filter(|(_, loyalty)| loyalty.layers[1].is_some()).count();
    assert!(affective > 100 && answer.layers[1].0 as usize == affective);
    for kind in LoyalKind::ALL {
        use insight::layers::LoyaltyType;
        let wanted = match kind {
            LoyalKind::True => Some(LoyaltyType::True),
            LoyalKind::Latent => Some(LoyaltyType::Latent),
            LoyalKind::Spurious => Some(LoyaltyType::Spurious),
            LoyalKind::Neither => Some(LoyaltyType::None),
            LoyalKind::Unknown => None,
        };
        let members: Vec<u32> =
            loyal.iter().filter(|(_, loyalty)| loyalty.kind() == wanted).map(|(row, _)| *row).collect();
        assert_eq!(answer.kinds[kind as usize].0 as usize, members.len(), "{kind:?}");
        let told = ask(&workspace, LoyaltyQuery { kind, ..query() });
        assert_eq!(told.rows.len(), members.len().min(50));
        assert!(told.rows.windows(2).all(|two| two[0].total >= two[1].total));
        for row in &told.rows {
            let sum: f64 = row.points.iter().map(|(_, points)| points).sum();
            assert!((row.score - row.baseline - sum).abs() < 1e-9, "what each factor adds is all there is");
        }
    }
    assert_eq!(answer.tens.iter().sum::<u32>(), answer.scored);
    // Every chart lists those it counts.
    let listed = |of| ask(&workspace, LoyaltyQuery { listed: Some(of), limit: u32::MAX, ..query() });
    for ten in 0..10 {
        let told = listed(LoyalListed::Ten(ten));
        assert_eq!(told.rows.len(), answer.tens[usize::from(ten)] as usize);
        assert!(told.rows.iter().all(|row| (row.score / 10.0).clamp(0.0, 9.0) as u8 == ten));
    }
    for layer in 0..3 {
        assert_eq!(listed(LoyalListed::Layer(layer)).listed, answer.layers[usize::from(layer)].0);
    }
    for row in &answer.factors {
        assert_eq!(listed(LoyalListed::Factor(row.factor)).listed, row.n, "{:?}", row.factor);
    }
    let group = listed(LoyalListed::Group);
    assert_eq!((group.listed, group.rows.len()), (answer.group.0, answer.group.0 as usize));
    // Piece by piece it is the same list.
    let piece = |skip| ask(&workspace, LoyaltyQuery { listed: Some(LoyalListed::Group), skip, limit: 20, ..query() });
    let pieces: Vec<_> = (0..group.listed).step_by(20).flat_map(|skip| piece(skip).rows).collect();
    assert_eq!(pieces, group.rows);
    let danger: Vec<_> =
        loyal.iter().filter(|(row, _)| scores.stage(*row) == Some(Stage::Danger)).map(|(_, l)| l.score).collect();
    let group = danger.iter().sum::<f64>() / danger.len() as f64;
    assert!(answer.group.0 as usize == danger.len() && (answer.group.1.expect("a mean") - group).abs() < 1e-3);
    assert!(answer.factors.iter().all(|row| (row.n > 0) == (row.factor != LoyalFactor::Advocacy)));
}

#[test]
fn who_is_in_the_trash_takes_no_place_among_those_who_were_talked_with_or_brought_somebody() {
    let mut workspace = book(600);
    let id = |workspace: &Workspace, row: u32| {
        workspace.ids.id(workspace.table(customer::ID).expect("customers").handle(row))
    };
    for row in 0..40 {
        let by = Value::Reference(id(&workspace, row / 4));
        let who = id(&workspace, row + 100);
        write(&mut workspace, customer::ID, who, vec![(customer::REFERRED_BY.id, by)]);
    }
    let before = ask(&workspace, query());
    assert!(
        before.factors.iter().all(|row| { row.n > 0 || matches!(row.factor, LoyalFactor::Nps | LoyalFactor::Csat) })
    );
    // As an import that is undone: customers who come and go, one of them talked with, one of them with somebody to thank.
    for n in 0..300 {
        write(&mut workspace, customer::ID, RecordId(n + 70_000), vec![(FieldId::ALIVE, Value::Bool(true))]);
    }
    let talk = vec![
        (FieldId::ALIVE, Value::Bool(true)),
        (activity::CUSTOMER.id, Value::Reference(RecordId(70_001))),
        (activity::AT.id, Value::Instant(i64::from(TODAY.0 - 1) * 86_400_000)),
    ];
    write(&mut workspace, activity::ID, RecordId(80_000), talk);
    assert_ne!(ask(&workspace, query()).mean, before.mean);
    for n in 0..300 {
        write(&mut workspace, customer::ID, RecordId(n + 70_000), vec![(FieldId::ALIVE, Value::Bool(false))]);
    }
    assert_eq!(ask(&workspace, query()), before);
}

#[test]
fn a_saved_view_is_a_group_as_stages_are() {
    let mut workspace = book(1_200);
    let danger = Rule::Test(Test {
        field: score::STAGE,
        op: Op::AnyOf,
        values: vec![Value::Option(OptionId(Stage::Danger as u16 + 1))],
    });
    let (id, of) = (RecordId(77), |of: CollectionId| Value::Number(Decimal(i64::from(of.0) * Decimal::ONE)));
    let fields = |rule| {
        vec![
            (FieldId::ALIVE, Value::Bool(true)),
            (view::OF.id, of(customer::ID)),
            (view::SPEC.id, View { rule, ..View::default() }.to_value()),
        ]
    };
    let stage = ask(&workspace, query());
    let group = LoyalGroup::View(id);
    let asked = || LoyaltyQuery { group, listed: Some(LoyalListed::Group), ..query() };
    assert_eq!(ask(&workspace, asked()).group, (0, None), "there is no such view yet");
    write(&mut workspace, view::ID, id, fields(danger));
    let own = ask(&workspace, asked());
    assert!(own.group.0 > 20 && own.listed == own.group.0, "{:?}", own.group);
    assert_eq!((own.group, &own.factors), (stage.group, &stage.factors));
    // It is what the view says now; one of another collection is none.
    write(&mut workspace, view::ID, id, fields(Rule::default()));
    assert_eq!(ask(&workspace, asked()).group.0, stage.scored);
    // A field of the workspace's own that nobody has filled; once it is deleted, it is no condition any more, as in the list of the view.
    let new = NewField { of: customer::ID, name: "Shoe size".into(), kind: "number".into(), values: Vec::new() };
    let declared = RecordId(78);
    let cells = catalogue::add_field(&workspace, &new, &[declared]).expect("room");
    write(&mut workspace, custom_field::ID, declared, cells.into_iter().map(|cell| (cell.field, cell.value)).collect());
    let filled = Test { field: catalogue::fields(&workspace)[0].field, op: Op::Filled, values: Vec::new() };
    write(&mut workspace, view::ID, id, fields(Rule::Test(filled)));
    assert_eq!(ask(&workspace, asked()).group, (0, None));
    write(&mut workspace, custom_field::ID, declared, vec![(FieldId::ALIVE, Value::Bool(false))]);
    assert_eq!(ask(&workspace, asked()).group.0, stage.scored);
    write(&mut workspace, view::ID, id, vec![(view::OF.id, of(activity::ID))]);
    assert_eq!(ask(&workspace, asked()).group, (0, None));
}

#[test]
fn weights_can_be_tried_and_kept() {
    let mut workspace = book(600);
    (0..100).for_each(|who| answered(&mut workspace, who, "nps", 0));
    let before = ask(&workspace, query());
    let tried = ask(&workspace, LoyaltyQuery { weights: Some([0, 100, 0]), ..query() });
    assert_eq!((tried.mean_kept, tried.kept), (before.mean, [60, 25, 15]));
    assert!(tried.scored < before.scored, "only who was asked has a score that counts answers alone");
    assert_eq!(tried.mean, 0.0);
    let nothing = ask(&workspace, LoyaltyQuery { weights: Some([0, 0, 0]), ..query() });
    assert_eq!((nothing.scored, nothing.rows.len()), (0, 0));
    let number = |n: i64| Value::Number(Decimal(n * Decimal::ONE));
    let fields = vec![(setting::WEIGHT_BEHAVIOURAL.id, number(0)), (setting::WEIGHT_AFFECTIVE.id, number(100))];
    write(&mut workspace, setting::ID, THE_SETTINGS, fields);
    let kept = ask(&workspace, query());
    assert_eq!(kept.weights, [0, 100, 15]);
    assert_ne!(kept.mean, before.mean);
}

#[test]
fn small_and_empty_books_have_answers() {
    let empty = ask(&Workspace::default(), query());
    assert_eq!((empty.buyers, empty.scored, empty.rows.len()), (0, 0, 0));
    let small = ask(&book(20), query());
    assert!(small.buyers < small.needed && small.scored == 0);
}
