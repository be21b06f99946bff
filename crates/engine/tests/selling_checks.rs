//! What follows from an edit whichever way it is made, and what no edit may leave behind.
#![allow(missing_docs)]

mod deals_support;

use deals_support::{DAY, Desk, TODAY, code, context, edit, money, stage, usd};
use engine::packed::Packed;
use engine::{Rows, bulk};
use model::schema::*;
use model::{Currency, Day, Decimal, FieldId, Label, Operation, Part, RecordId, Value, options};
use pollster::block_on;
use protocol::deals::{DealOutcome, DealStage, StageEdit};
use protocol::selling::leads::Conversion;
use protocol::{Change, DealsDeed, Failure, LeadsDeed, LineChange, ProblemCode, SellingDeed};

fn refused(result: Result<u64, Failure>) -> Option<ProblemCode> {
    result.err().and_then(|failure| code(&failure))
}

#[test]
fn what_a_stage_means_does_not_change_under_those_who_stand_in_it() {
    let mut desk = Desk::begun();
    let deal = desk.deal("x", None, 3);
    let mut stages: Vec<StageEdit> = desk.pipelines()[0].stages.iter().map(edit).collect();
    stages[3].outcome = DealOutcome::Won;
    let save = |stages: &[StageEdit]| DealsDeed::SavePipeline {
        id: Some(pipelines::DEFAULT),
        name: "Sales".into(),
        stages: stages.to_vec(),
        moved: Vec::new(),
    };
    let Err(Failure::Selling(problem)) = desk.sell(save(&stages)) else { panic!("refused") };
    assert_eq!((problem.code, problem.n, problem.name.as_str()), (ProblemCode::StageInUse, 1, "Proposal"));
    desk.write(opportunity::ID, deal, vec![(opportunity::STAGE.id, Value::Reference(stage(0)))]);
    desk.sell(save(&stages)).expect("nothing stands there any more");
}

#[test]
fn what_was_lost_and_is_won_after_all_was_closed_on_the_day_it_was_won() {
    let mut desk = Desk::begun();
    let deal = desk.deal("x", None, 6);
    assert_eq!(desk.value(deal, opportunity::CLOSED_AT.id), Value::Day(TODAY));
    desk.now += 40 * DAY;
    desk.write(opportunity::ID, deal, vec![(opportunity::STAGE.id, Value::Reference(stage(5)))]);
    assert_eq!(desk.value(deal, opportunity::CLOSED_AT.id), Value::Day(Day(TODAY.0 + 40)));
    // A day that is written holds.
    let back = [
        (opportunity::STAGE.id, Value::Reference(stage(6))),
        (opportunity::LOST_REASON.id, Value::Option(model::OptionId(1))),
        (opportunity::CLOSED_AT.id, Value::Day(Day(TODAY.0 + 3))),
    ];
    desk.write(opportunity::ID, deal, back.to_vec());
    assert_eq!(desk.value(deal, opportunity::CLOSED_AT.id), Value::Day(Day(TODAY.0 + 3)));
}

#[test]
fn what_was_lost_without_a_reason_before_can_be_touched() {
    let mut desk = Desk::begun();
    let deal = desk.deal("x", None, 6);
    let stages = desk.pipelines()[0].stages.iter().map(|stage| StageEdit { id: None, ..edit(stage) }).collect();
    desk.sell(DealsDeed::SavePipeline { id: None, name: "Partners".into(), stages, moved: Vec::new() }).expect("saves");
    let lost = desk.pipelines()[1].stages.iter().find(|stage| stage.outcome == DealOutcome::Lost).map(|stage| stage.id);
    let no_reason = || vec![(opportunity::LOST_REASON.id, Value::Empty)];
    assert_eq!(refused(desk.form(opportunity::ID, deal, no_reason())), Some(ProblemCode::LostNeedsReason));
    // As an import leaves it, which is never refused.
    desk.import(opportunity::ID, deal, no_reason());
    let elsewhere = vec![(opportunity::STAGE.id, Value::Reference(lost.expect("a stage for it")))];
    assert_eq!(refused(desk.form(opportunity::ID, deal, elsewhere)), None);
    desk.write(opportunity::ID, deal, vec![(opportunity::STAGE.id, Value::Reference(stage(6)))]);
    let to = desk.pipelines()[1].stages[0].id;
    assert_eq!(refused(desk.sell(DealsDeed::DeletePipeline { id: pipelines::DEFAULT, to: Some(to) })), None);
}

#[test]
fn a_total_does_not_leave_its_payments_behind_in_another_currency() {
    let mut desk = Desk::begun();
    let total = |money| vec![(order::TOTAL.id, Value::Money(money))];
    let of = desk.add(order::ID, total(usd(500)));
    let euros = money(400, Currency::EUR);
    assert_eq!(refused(desk.form(order::ID, of, total(euros))), None, "nothing was paid yet");
    let pay = |amount| vec![(payment::ORDER.id, Value::Reference(of)), (payment::AMOUNT.id, Value::Money(amount))];
    let paid = desk.add(payment::ID, pay(euros));
    assert_eq!(refused(desk.form(order::ID, of, total(usd(500)))), Some(ProblemCode::MixedCurrencies));
    assert_eq!(refused(desk.form(order::ID, of, total(money(900, Currency::EUR)))), None);
    desk.write(payment::ID, paid, vec![(FieldId::ALIVE, Value::Bool(false))]);
    assert_eq!(refused(desk.form(order::ID, of, total(usd(500)))), None);
    let part = |amount| {
        let fields = [
            (FieldId::ALIVE, Value::Bool(true)),
            (payment_plan::ORDER.id, Value::Reference(of)),
            (payment_plan::AMOUNT.id, Value::Money(amount)),
        ];
        fields.to_vec()
    };
    assert_eq!(refused(desk.form(payment_plan::ID, RecordId(7), part(euros))), Some(ProblemCode::MixedCurrencies));
    assert_eq!(refused(desk.form(payment_plan::ID, RecordId(7), part(usd(-1)))), Some(ProblemCode::NoAmount));
    assert_eq!(refused(desk.form(payment_plan::ID, RecordId(7), part(usd(500)))), None);
    assert_eq!(refused(desk.form(order::ID, of, total(euros))), Some(ProblemCode::MixedCurrencies));
}

#[test]
fn a_relationship_does_not_end_before_its_first_order_wherever_that_is_typed() {
    let mut desk = Desk::begun();
    let who = desk.add(customer::ID, vec![(customer::NAME.id, Value::Text("Acme".into()))]);
    let fields = vec![(order::CUSTOMER.id, Value::Reference(who)), (order::DAY.id, Value::Day(TODAY))];
    let first = desk.add(order::ID, fields);
    let end = |day| vec![(customer::ENDED_AT.id, Value::Day(day))];
    let early = Day(TODAY.0 - 1);
    assert_eq!(refused(desk.form(customer::ID, who, end(early))), Some(ProblemCode::EndBeforeStart));
    assert_eq!(refused(desk.form(customer::ID, who, end(TODAY))), None);
    desk.write(order::ID, first, vec![(FieldId::ALIVE, Value::Bool(false))]);
    assert_eq!(refused(desk.form(customer::ID, who, end(early))), None);
}

#[test]
fn a_line_of_a_deal_takes_the_price_of_the_product_it_comes_to_name() {
    let mut desk = Desk::begun();
    let product =
        |desk: &mut Desk, price| desk.add(product::ID, vec![(product::UNIT_PRICE.id, Value::Money(usd(price)))]);
    let (tea, cups) = (product(&mut desk, 300), product(&mut desk, 700));
    let deal = desk.deal("x", None, 0);
    let named = |of| vec![(opportunity_line::PRODUCT.id, Value::Reference(of))];
    let two = (opportunity_line::QUANTITY.id, Value::Number(Decimal(2 * Decimal::ONE)));
    let change = LineChange::Add(named(tea).into_iter().chain([two]).collect());
    desk.sell(DealsDeed::Line { deal, change }).expect("adds");
    assert_eq!(desk.value(deal, opportunity::AMOUNT.id), Value::Money(usd(600)));
    let line = desk.lines(deal)[0];
    desk.sell(DealsDeed::Line { deal, change: LineChange::Edit(line, named(cups)) }).expect("edits");
    assert_eq!(desk.value(deal, opportunity::AMOUNT.id), Value::Money(usd(1400)));
    let price = vec![(opportunity_line::UNIT_PRICE.id, Value::Money(usd(650)))];
    desk.sell(DealsDeed::Line { deal, change: LineChange::Edit(line, price) }).expect("edits");
    desk.sell(DealsDeed::Line { deal, change: LineChange::Edit(line, named(tea)) }).expect("edits");
    assert_eq!(desk.value(deal, opportunity::AMOUNT.id), Value::Money(usd(1300)), "a price of one's own stays");
}

#[test]
fn more_than_is_due_is_asked_about_wherever_it_is_typed_and_taken_when_it_is_meant() {
    let mut desk = Desk::begun();
    let of = desk.add(order::ID, vec![(order::TOTAL.id, Value::Money(usd(1000)))]);
    let amount = |minor| vec![(payment::AMOUNT.id, Value::Money(usd(minor)))];
    let pay = |desk: &mut Desk, minor| {
        let fields = amount(minor).into_iter().chain([(payment::ORDER.id, Value::Reference(of))]);
        desk.add(payment::ID, fields.collect())
    };
    let (first, second) = (pay(&mut desk, 300), pay(&mut desk, 500));
    let Err(Failure::Selling(problem)) = desk.form(payment::ID, first, amount(600)) else { panic!("asked") };
    assert_eq!((problem.code, problem.amount), (ProblemCode::PaymentAboveDue, Some(usd(500))));
    assert_eq!(refused(desk.form(payment::ID, first, amount(601))), Some(ProblemCode::PaymentAboveDue), "another one");
    assert_eq!(refused(desk.form(payment::ID, first, amount(601))), None, "it is meant");
    assert_eq!(refused(desk.form(payment::ID, second, amount(499))), None, "less is never too much");
    assert_eq!(refused(desk.form(payment::ID, second, amount(500))), Some(ProblemCode::PaymentAboveDue));
    // Something else in between: it is asked anew.
    desk.write(customer::ID, RecordId(9), vec![(FieldId::ALIVE, Value::Bool(true))]);
    assert_eq!(refused(desk.form(payment::ID, second, amount(500))), Some(ProblemCode::PaymentAboveDue));
    // One that is only planned is no payment yet.
    let status = |name| model::options::PAYMENT_STATUS.id(name).map_or(Value::Empty, Value::Option);
    let planned = vec![(payment::STATUS.id, status("planned")), (payment::AMOUNT.id, Value::Money(usd(9000)))];
    assert_eq!(refused(desk.form(payment::ID, second, planned)), None);
    let paid = || vec![(payment::STATUS.id, status("paid"))];
    assert_eq!(refused(desk.form(payment::ID, second, paid())), Some(ProblemCode::PaymentAboveDue));
    assert_eq!(refused(desk.form(payment::ID, second, paid())), None);
}

/// Another pipeline, with a stage for each outcome or with these alone.
fn partners(desk: &mut Desk, outcomes: &[DealOutcome]) -> RecordId {
    let is_meant = |stage: &&DealStage| outcomes.contains(&stage.outcome);
    let stages = desk.pipelines()[0].stages.clone();
    let stages = stages.iter().filter(is_meant).map(|stage| StageEdit { id: None, ..edit(stage) }).collect();
    let known = desk.pipelines();
    desk.sell(DealsDeed::SavePipeline { id: None, name: "Partners".into(), stages, moved: Vec::new() }).expect("saves");
    let new = desk.pipelines().into_iter().find(|pipeline| known.iter().all(|known| known.id != pipeline.id));
    new.expect("a new one").id
}

#[test]
fn what_has_ended_stays_so_in_another_pipeline() {
    let mut desk = Desk::begun();
    let to = partners(&mut desk, &[DealOutcome::Open, DealOutcome::Won, DealOutcome::Lost]);
    let (won, lost, open) = (desk.deal("won", None, 5), desk.deal("lost", None, 6), desk.deal("open", None, 3));
    desk.now += 9 * DAY;
    let all = [won, lost, open];
    let elsewhere = Change::Set(Value::Reference(to));
    let done = block_on(desk.book.commit(desk.now, |workspace, stamp| {
        bulk::edit(workspace, (opportunity::ID, &all), opportunity::PIPELINE.id, &elsewhere, stamp)
    }));
    let seq = done.expect("moves").seq;
    let outcome = |desk: &Desk, deal| {
        let Value::Reference(stage) = desk.value(deal, opportunity::STAGE.id) else { panic!("a stage") };
        let state = desk.book.state();
        assert_eq!(state.workspace.get(pipeline_stage::ID, stage, pipeline_stage::PIPELINE), Some(to));
        state.workspace.get(pipeline_stage::ID, stage, pipeline_stage::OUTCOME)
    };
    let outcomes = all.map(|deal| outcome(&desk, deal));
    assert_eq!(outcomes, [pipelines::WON, pipelines::LOST, pipelines::OPEN].map(Some));
    for deal in [won, lost] {
        assert_eq!(desk.value(deal, opportunity::CLOSED_AT.id), Value::Day(TODAY), "it ended when it did");
    }
    assert!(!desk.value(lost, opportunity::LOST_REASON.id).is_empty());
    desk.undo(seq);
    assert_eq!(desk.value(won, opportunity::STAGE.id), Value::Reference(stage(5)));
}

#[test]
fn what_has_ended_does_not_go_to_a_pipeline_without_such_an_end() {
    let mut desk = Desk::begun();
    let to = partners(&mut desk, &[DealOutcome::Open, DealOutcome::Won]);
    let (lost, open) = (desk.deal("lost", None, 6), desk.deal("open", None, 3));
    let elsewhere = || vec![(opportunity::PIPELINE.id, Value::Reference(to))];
    assert_eq!(refused(desk.form(opportunity::ID, lost, elsewhere())), Some(ProblemCode::NoSuchEnd));
    let many = Change::Set(Value::Reference(to));
    let done = block_on(desk.book.commit(desk.now, |workspace, stamp| {
        bulk::edit(workspace, (opportunity::ID, &[lost, open]), opportunity::PIPELINE.id, &many, stamp)
    }));
    assert_eq!(refused(done.map(|done| done.seq)), Some(ProblemCode::NoSuchEnd));
    let stands = |desk: &Desk, deal| [opportunity::STAGE.id, opportunity::PIPELINE.id].map(|it| desk.value(deal, it));
    let before = [stage(6), pipelines::DEFAULT].map(Value::Reference);
    assert_eq!(stands(&desk, lost), before);
    // A file is not asked, and changes as little.
    desk.import(opportunity::ID, lost, elsewhere());
    assert_eq!(stands(&desk, lost), before);
    assert_eq!(refused(desk.form(opportunity::ID, open, elsewhere())), None);
}

#[test]
fn a_pipeline_is_not_deleted_while_what_has_ended_in_it_would_be_open_again() {
    let mut desk = Desk::begun();
    let to = partners(&mut desk, &[DealOutcome::Open]);
    let there = desk.pipelines().into_iter().find(|pipeline| pipeline.id == to).expect("there").stages[0].id;
    let (won, open) = (desk.deal("won", None, 5), desk.deal("open", None, 3));
    let delete = |to| DealsDeed::DeletePipeline { id: pipelines::DEFAULT, to };
    assert_eq!(refused(desk.sell(delete(None))), Some(ProblemCode::PipelineInUse));
    assert_eq!(refused(desk.sell(delete(Some(there)))), Some(ProblemCode::NoSuchEnd));
    assert_eq!(desk.value(won, opportunity::STAGE.id), Value::Reference(stage(5)));
    assert_eq!(desk.pipelines().len(), 2);
    // Nothing has ended there any more.
    desk.write(opportunity::ID, won, vec![(FieldId::ALIVE, Value::Bool(false))]);
    assert_eq!(refused(desk.sell(delete(Some(there)))), None);
    assert_eq!(desk.value(open, opportunity::STAGE.id), Value::Reference(there));
}

#[test]
fn a_lead_is_converted_by_a_conversion_alone() {
    let mut desk = Desk::begun();
    let status = |name| (lead::STATUS.id, options::LEAD_STATUS.id(name).map_or(Value::Empty, Value::Option));
    let at = (lead::CONVERTED_AT.id, Value::Instant(7));
    let value = |desk: &Desk, id, field| desk.book.state().workspace.value(lead::ID, id, field);
    let id = desk.add(lead::ID, vec![status("new")]);
    assert_eq!(refused(desk.form(lead::ID, id, vec![status("converted")])), Some(ProblemCode::ConvertedByHand));
    assert_eq!(refused(desk.form(lead::ID, id, vec![at.clone()])), Some(ProblemCode::ConvertedByHand));
    let many = Change::Set(status("converted").1);
    let other = desk.add(lead::ID, vec![status("contacted")]);
    let done = block_on(desk.book.commit(desk.now, |workspace, stamp| {
        bulk::edit(workspace, (lead::ID, &[id, other]), lead::STATUS.id, &many, stamp)
    }));
    assert_eq!(refused(done.map(|done| done.seq)), Some(ProblemCode::ConvertedByHand));
    let conversion = Conversion {
        lead: id,
        into: None,
        person: true,
        name: "Ann".into(),
        contact: false,
        deal: None,
        follow_up: String::new(),
        labels: Vec::new(),
    };
    let deed = SellingDeed::Leads(LeadsDeed::Convert(Box::new(conversion)));
    desk.now += 1000;
    let done = block_on(desk.book.commit(desk.now, |workspace, stamp| {
        let mut ids = || RecordId(9_000);
        let plan = engine::selling::plan(&context(workspace, desk.now), &deed, &mut ids)?;
        Ok(Operation { stamp, label: plan.label, parts: vec![Part::Cells(plan.cells)] })
    }));
    assert_eq!(refused(done.map(|done| done.seq)), None);
    for back in [status("contacted"), (lead::STATUS.id, Value::Empty), (lead::CONVERTED_AT.id, Value::Empty)] {
        assert_eq!(refused(desk.form(lead::ID, id, vec![back])), Some(ProblemCode::StaysConverted));
    }
    // One whose customer is gone is opened again as a whole.
    let opened = vec![status("new"), (lead::CONVERTED_AT.id, Value::Empty)];
    assert_eq!(refused(desk.form(lead::ID, id, opened)), None);
    desk.import(lead::ID, id, vec![status("converted"), at.clone()]);
    // A file that says otherwise does not take it back, and one that knows of no time is of now.
    desk.import(lead::ID, id, vec![status("contacted")]);
    assert_eq!(value(&desk, id, lead::STATUS.id), status("converted").1);
    assert_eq!(value(&desk, id, lead::CONVERTED_AT.id), at.1);
    desk.import(lead::ID, other, vec![status("converted")]);
    assert_eq!(value(&desk, other, lead::CONVERTED_AT.id), Value::Instant(desk.now as i64));
}

#[test]
fn leads_that_a_file_brings_as_converted_are() {
    let mut desk = Desk::new();
    let ids = [RecordId(5001), RecordId(5002), RecordId(5003), RecordId(5004)];
    let new = options::LEAD_STATUS.id("new");
    let converted = options::LEAD_STATUS.id("converted");
    desk.now += 1000;
    let build = |_: &engine::Workspace, stamp| {
        let rows = Rows::new(lead::ID, stamp, ids)
            .with(lead::NAME.id, Packed::texts(["said", "dated", "new", "dated and called new"].iter()))
            .with(lead::STATUS.id, Packed::options([converted, None, new, new].into_iter()))
            .with(lead::CONVERTED_AT.id, Packed::instants([None, Some(7), None, Some(7)].into_iter()));
        let label = Label::Records { collection: lead::ID, added: 4, changed: 0 };
        Ok(Some(Operation { stamp, label, parts: vec![Part::Rows(vec![rows])] }))
    };
    let keys = std::cell::Cell::new(1);
    let go_on = |_, _| std::ops::ControlFlow::Continue(());
    block_on(desk.book.commit_bulk(desk.now, || keys.replace(keys.get() + 1), build, go_on)).expect("commits");
    let state = desk.book.state();
    let told = ids.map(|id| {
        let value = |field| state.workspace.value(lead::ID, id, field);
        (value(lead::STATUS.id), value(lead::CONVERTED_AT.id))
    });
    let converted = Value::Option(options::LEAD_CONVERTED);
    assert_eq!(told[0], (converted.clone(), Value::Instant(desk.now as i64)));
    assert_eq!(told[1], (converted, Value::Instant(7)));
    assert_eq!(told[2], (new.map_or(Value::Empty, Value::Option), Value::Empty));
    assert_eq!(told[3], told[1]);
}
