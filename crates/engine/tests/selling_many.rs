//! What is done with many opportunities and products at once, and what nobody may do with the log of stages.
#![allow(missing_docs)]

mod deals_support;

use deals_support::{Desk, code, stage};
use engine::{bulk, selling};
use model::schema::{
    collection, customer, opportunity, opportunity_line, order, order_line, product, stage_change, tag,
};
use model::{CollectionId, Deed, FieldId, Label, OptionId, RecordId, Value, options};
use pollster::block_on;
use protocol::import::{IMPORTED, collections_of};
use protocol::money::ProductUse;
use protocol::{
    Change, DealsDeed, Failure, LineChange, MoneyAnswer, MoneyQuery, ProblemCode, RecordsQuery, SellingAnswer,
    SellingQuery, Target,
};

fn price() -> Option<OptionId> {
    options::LOST_REASON.id("price")
}

#[test]
fn many_are_lost_for_one_reason_in_one_step_that_is_undone_as_one() {
    let mut desk = Desk::begun();
    let deals = [desk.deal("a", None, 0), desk.deal("b", None, 2), desk.deal("c", None, 3)];
    let won = desk.deal("d", None, 5);
    let all = Target::List(Box::new(RecordsQuery::of(opportunity::ID)), vec![won], None);
    let lose = |deals: &Target, reason| DealsDeed::Move {
        deals: deals.clone(),
        stage: stage(6),
        reason,
        competitor: Some(" Rival ".into()),
        closed: None,
    };
    let refused = desk.sell(lose(&all, None)).expect_err("nobody said why");
    assert_eq!(code(&refused), Some(ProblemCode::LostNeedsReason));
    let seq = desk.sell(lose(&all, price())).expect("lost");
    let told = |desk: &Desk, deal| {
        let value = |field| desk.value(deal, field);
        (value(opportunity::STAGE.id), value(opportunity::LOST_REASON.id), value(opportunity::COMPETITOR.id))
    };
    for deal in deals {
        let (at, why, whom) = told(&desk, deal);
        assert_eq!(at, Value::Reference(stage(6)));
        assert_eq!((why, whom), (price().map_or(Value::Empty, Value::Option), Value::Text("Rival".into())));
    }
    assert_eq!(told(&desk, won).0, Value::Reference(stage(5)), "left out, and won as it was");
    let newest = desk.book.state().history().into_iter().next();
    assert_eq!(newest.map(|entry| entry.label), Some(Label::Deed(Deed::LoseDeal, 3)));
    desk.undo(seq);
    for (deal, at) in deals.into_iter().zip([0, 2, 3]) {
        assert_eq!(told(&desk, deal), (Value::Reference(stage(at)), Value::Empty, Value::Empty));
    }
    // Of another kind nothing is lost.
    let products = Target::Records(product::ID, vec![deals[0]]);
    assert_eq!(desk.sell(lose(&products, price())), Err(Failure::NotFound));
}

fn used(desk: &Desk, products: Target) -> ProductUse {
    let state = desk.book.state();
    let query = SellingQuery::Money(MoneyQuery::Use(products));
    match selling::answer(&deals_support::context(&state.workspace, desk.now), &query) {
        SellingAnswer::Money(MoneyAnswer::Use(used)) => used,
        other => panic!("{other:?}"),
    }
}

#[test]
fn tags_tell_on_how_many_records_they_are_before_they_go() {
    let mut desk = Desk::begun();
    let named = |name: &str| desk.add(tag::ID, vec![(tag::NAME.id, Value::Text(name.into()))]);
    let [vip, new, nobodys] = ["VIP", "New", "Old"].map(named);
    let has = |tags: &[RecordId]| Value::References(tags.to_vec());
    desk.add(customer::ID, vec![(customer::TAGS.id, has(&[vip, new]))]);
    desk.add(product::ID, vec![(product::TAGS.id, has(&[vip]))]);
    let tags = |tags: &[RecordId]| used(&desk, Target::Records(tag::ID, tags.to_vec()));
    assert_eq!(tags(&[vip]), ProductUse { used: 1, records: 2, ..ProductUse::default() });
    assert_eq!(tags(&[vip, new, nobodys]), ProductUse { used: 2, records: 2, ..ProductUse::default() });
    assert_eq!(tags(&[nobodys]), ProductUse::default());
}

#[test]
fn products_tell_in_how_many_orders_and_opportunities_they_are_before_they_go() {
    let mut desk = Desk::begun();
    let name = |text: &str| vec![(product::NAME.id, Value::Text(text.into()))];
    let [tea, cup, tray] = ["tea", "cup", "tray"].map(|text| desk.add(product::ID, name(text)));
    let orders = [0, 1].map(|_| desk.add(order::ID, vec![(order::NUMBER.id, Value::Text("1".into()))]));
    // Two lines of one order are one order.
    for (of, what) in [(orders[0], tea), (orders[0], cup), (orders[0], tea), (orders[1], tea)] {
        let fields =
            vec![(order_line::ORDER.id, Value::Reference(of)), (order_line::PRODUCT.id, Value::Reference(what))];
        desk.add(order_line::ID, fields);
    }
    let deal = desk.deal("x", None, 0);
    let line = vec![(opportunity_line::PRODUCT.id, Value::Reference(cup))];
    desk.sell(DealsDeed::Line { deal, change: LineChange::Add(line) }).expect("a line");
    let all = || Target::List(Box::new(RecordsQuery::of(product::ID)), Vec::new(), None);
    assert_eq!(used(&desk, all()), ProductUse { used: 2, orders: 2, deals: 1, records: 0 });
    let one = |id| Target::Records(product::ID, vec![id]);
    assert_eq!(used(&desk, one(cup)), ProductUse { used: 1, orders: 1, deals: 1, records: 0 });
    assert_eq!(used(&desk, one(tray)), ProductUse::default());
    // All of them go in one step, which brings back all of them.
    let gone = [tea, cup, tray];
    let alive = |desk: &Desk| {
        let state = desk.book.state();
        gone.map(|id| state.workspace.find_alive(product::ID, id).is_some())
    };
    desk.now += 1000;
    let seq = block_on(
        desk.book.commit(desk.now, |workspace, stamp| bulk::set_alive(workspace, (product::ID, &gone), false, stamp)),
    )
    .expect("deleted")
    .seq;
    assert_eq!(alive(&desk), [false; 3]);
    assert_eq!(used(&desk, one(tea)), ProductUse { used: 1, orders: 2, deals: 0, records: 0 }, "orders keep its name");
    desk.undo(seq);
    assert_eq!(alive(&desk), [true; 3]);
}

fn is_kept(done: Result<u64, Failure>) -> bool {
    done.is_err_and(|refused| code(&refused) == Some(ProblemCode::LogIsKept))
}

#[test]
fn nobody_writes_the_log_of_stages_by_hand() {
    let mut desk = Desk::begun();
    let deal = desk.deal("x", None, 0);
    let seq = desk.go(deal, 2);
    let log = |desk: &Desk| -> Vec<RecordId> {
        let state = desk.book.state();
        let table = state.workspace.table(stage_change::ID).expect("a log");
        table.alive_rows().map(|row| state.workspace.ids.id(table.handle(row))).collect()
    };
    let before = log(&desk);
    assert_eq!(before.len(), 2);
    let many = |desk: &mut Desk, of: CollectionId, records: &[RecordId]| {
        desk.now += 1000;
        let change = Change::Set(Value::Instant(1));
        let edit = |workspace: &_, stamp| bulk::edit(workspace, (of, records), stage_change::AT.id, &change, stamp);
        block_on(desk.book.commit(desk.now, edit)).map(|done| done.seq)
    };
    assert!(is_kept(many(&mut desk, stage_change::ID, &before[..1])), "one");
    assert!(is_kept(many(&mut desk, stage_change::ID, &before)), "many");
    let forged = vec![
        (FieldId::ALIVE, Value::Bool(true)),
        (stage_change::OPPORTUNITY.id, Value::Reference(deal)),
        (stage_change::TO.id, Value::Reference(stage(5))),
    ];
    assert!(is_kept(desk.form(stage_change::ID, RecordId(77), forged)), "a new one");
    desk.now += 1000;
    let delete = |workspace: &_, stamp| bulk::set_alive(workspace, (stage_change::ID, &before), false, stamp);
    assert!(is_kept(block_on(desk.book.commit(desk.now, delete)).map(|done| done.seq)), "deleted");
    assert_eq!(log(&desk), before);
    // It follows the opportunity still: taken back with its step, deleted and restored with it.
    desk.undo(seq);
    assert_eq!(log(&desk).len(), 1);
    let is_log = |of: &CollectionId| collection(*of).is_some_and(model::schema::Collection::is_log);
    assert!(is_log(&stage_change::ID));
    assert!(!IMPORTED.iter().flat_map(|of| collections_of(*of)).any(is_log), "no file brings one");
}
