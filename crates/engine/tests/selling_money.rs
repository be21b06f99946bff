//! Orders, instalments, payments: what is owed under edits, refunds and undo, hand-computed lists, and what is refused.
#![allow(missing_docs)]

use engine::Workspace;
use engine::list::{Later, Lists, Source};
use engine::orders::{answer, change_line};
use engine::selling;
use model::dues::payment_status;
use model::rule::{Op, Rule, Test};
use model::schema::{
    activity, customer, opportunity, opportunity_line, order, order_line, payment, payment_plan, product, score,
    standing,
};
use model::{
    Cell, CollectionId, Currency, Day, Decimal, Deed, DeviceId, FieldId, Label, Money, Operation, OptionId, Part,
    RecordId, Stamp, Value, options,
};
use protocol::money::{Due, DueList, PlanLine};
use protocol::{
    Failure, LineChange, ListRow, MoneyAnswer, MoneyDeed, MoneyQuery, Owners, Problem, ProblemCode, RecordsQuery,
    SellingAnswer, SellingDeed, SellingQuery,
};

mod money_support;
use money_support::{TODAY, cny, context, status};

/// A book in memory with a count of ids.
struct Desk {
    book: Workspace,
    next: u128,
}

impl Desk {
    fn new() -> Desk {
        Desk { book: Workspace::default(), next: 1000 }
    }

    fn apply(&mut self, cells: Vec<Cell>) {
        let stamp = Stamp::new(1 + self.book.version(), 0, DeviceId(1));
        self.book.apply(&Operation { stamp, label: Label::Create(order::ID), parts: vec![Part::Cells(cells)] });
    }

    fn add(&mut self, collection: CollectionId, id: u128, fields: Vec<(FieldId, Value)>) -> RecordId {
        let alive = std::iter::once((FieldId::ALIVE, Value::Bool(true)));
        let cell = |(field, value)| Cell { collection, record: RecordId(id), field, value };
        self.apply(alive.chain(fields).map(cell).collect());
        RecordId(id)
    }

    fn order(&mut self, id: u128, total: Money, state: &str) -> RecordId {
        let fields = vec![
            (order::CUSTOMER.id, Value::Reference(RecordId(1))),
            (order::DAY.id, Value::Day(Day(TODAY.0 - 100))),
            (order::TOTAL.id, Value::Money(total)),
            (order::STATUS.id, status(&options::ORDER_STATUS, state)),
        ];
        self.add(order::ID, id, fields)
    }

    fn instalment(&mut self, id: u128, of: RecordId, due: i32, amount: Money) -> RecordId {
        let fields = vec![
            (payment_plan::ORDER.id, Value::Reference(of)),
            (payment_plan::DUE.id, Value::Day(Day(TODAY.0 + due))),
            (payment_plan::AMOUNT.id, Value::Money(amount)),
        ];
        self.add(payment_plan::ID, id, fields)
    }

    fn deed(&mut self, deed: MoneyDeed) -> Result<selling::Plan, Failure> {
        let mut next = self.next;
        let mut ids = || {
            next += 1;
            RecordId(next)
        };
        let plan = selling::plan(&context(&self.book), &SellingDeed::Money(deed), &mut ids)?;
        self.next = next;
        self.apply(plan.cells.clone());
        Ok(plan)
    }

    fn receive(&mut self, of: RecordId, amount: Money, beyond: bool) -> Result<selling::Plan, Failure> {
        let fields = vec![
            (payment::ORDER.id, Value::Reference(of)),
            (payment::DAY.id, Value::Day(TODAY)),
            (payment::AMOUNT.id, Value::Money(amount)),
            (payment::STATUS.id, Value::Option(payment_status("paid"))),
        ];
        self.deed(MoneyDeed::Receive { fields, beyond })
    }

    fn refund(&mut self, of: RecordId, amount: Money) -> Result<selling::Plan, Failure> {
        self.deed(MoneyDeed::Refund { order: of, amount, day: TODAY, method: None, remark: String::new() })
    }

    fn ask(&self, query: MoneyQuery) -> MoneyAnswer {
        match selling::answer(&context(&self.book), &SellingQuery::Money(query)) {
            SellingAnswer::Money(answer) => answer,
            other => panic!("{other:?}"),
        }
    }

    fn due(&self) -> Due {
        match self.ask(MoneyQuery::Due { owners: Owners::ALL, limit: 50 }) {
            MoneyAnswer::Due(due) => due,
            other => panic!("{other:?}"),
        }
    }

    fn outstanding(&self, of: RecordId) -> Option<Money> {
        answer(&self.book, of, TODAY)?.outstanding
    }

    fn states(&self, of: RecordId) -> Vec<(i64, Option<OptionId>)> {
        let order = answer(&self.book, of, TODAY).expect("an order");
        order.plan.iter().map(|part| (part.paid, part.status)).collect()
    }
}

fn refused(result: Result<selling::Plan, Failure>) -> (ProblemCode, Option<Money>) {
    match result {
        Err(Failure::Selling(problem)) => (problem.code, problem.amount),
        other => panic!("{other:?}"),
    }
}

fn code(name: &str) -> Option<OptionId> {
    Some(payment_status(name))
}

#[test]
fn payments_above_what_is_due_are_asked_about() {
    let mut desk = Desk::new();
    let order = desk.order(10, cny(10_000), "confirmed");
    desk.receive(order, cny(4_000), false).expect("in part");
    assert_eq!(refused(desk.receive(order, cny(6_001), false)), (ProblemCode::PaymentAboveDue, Some(cny(6_000))));
    assert_eq!(desk.outstanding(order), Some(cny(6_000)), "nothing was changed");
    let done = desk.receive(order, cny(6_001), true).expect("as a credit");
    assert_eq!(done.label, Label::Deed(Deed::ReceivePayment, 1));
    assert_eq!(desk.outstanding(order), Some(cny(-1)));
    assert_eq!(refused(desk.refund(order, cny(10_002))), (ProblemCode::RefundAbovePaid, Some(cny(10_001))));
    assert_eq!(refused(desk.refund(order, cny(0))).0, ProblemCode::NoAmount);
    assert_eq!(refused(desk.receive(order, cny(-5), true)).0, ProblemCode::NoAmount);
    let usd = Money { minor: 1, currency: Currency::USD };
    assert_eq!(refused(desk.receive(order, usd, true)).0, ProblemCode::MixedCurrencies);
    assert_eq!(desk.refund(order, cny(1)).expect("the credit goes back").label, Label::Deed(Deed::Refund, 1));
    assert_eq!(desk.outstanding(order), Some(cny(0)));
    assert_eq!(answer(&desk.book, order, TODAY).and_then(|order| order.payment_status), code("paid"));
}

#[test]
fn what_was_cancelled_is_not_owed_and_what_came_back_is_paid_back() {
    let mut desk = Desk::new();
    let order = desk.order(10, cny(10_000), "confirmed");
    desk.instalment(20, order, -5, cny(10_000));
    desk.receive(order, cny(2_500), false).expect("in part");
    assert_eq!(desk.states(order), [(2_500, code("overdue"))]);
    let set = |desk: &mut Desk, name: &str| {
        let value = status(&options::ORDER_STATUS, name);
        desk.apply(vec![Cell { collection: order::ID, record: order, field: order::STATUS.id, value }]);
    };
    set(&mut desk, "cancelled");
    assert_eq!(desk.outstanding(order), Some(cny(-2_500)), "to be paid back");
    assert_eq!(desk.states(order), [(0, None)]);
    assert_eq!((desk.due().overdue.count, desk.due().debtors), (0, 0));
    desk.refund(order, cny(2_500)).expect("no more than was paid");
    assert_eq!(desk.outstanding(order), Some(cny(0)));
    assert_eq!(answer(&desk.book, order, TODAY).and_then(|order| order.payment_status), code("refunded"));
    set(&mut desk, "draft");
    let draft = answer(&desk.book, order, TODAY).expect("an order");
    assert_eq!((draft.outstanding, draft.payable), (Some(cny(0)), Some(cny(10_000))), "a draft may be paid beforehand");
}

#[test]
fn a_plan_comes_to_the_total_and_keeps_its_instalments() {
    let mut desk = Desk::new();
    let order = desk.order(10, cny(10_000), "confirmed");
    let line = |id, due: i32, minor| PlanLine { id, due: Day(TODAY.0 + due), amount: cny(minor), remind_days: Some(3) };
    let short = vec![line(None, 0, 3_000), line(None, 30, 6_000)];
    let refused_for = refused(desk.deed(MoneyDeed::Plan { order, lines: short }));
    assert_eq!(refused_for, (ProblemCode::PlanNotTotal, Some(cny(1_000))));
    let lines = vec![line(None, -1, 3_000), line(None, 30, 6_000), line(None, 60, 1_000)];
    let done = desk.deed(MoneyDeed::Plan { order, lines }).expect("comes to the total");
    assert_eq!(done.label, Label::Deed(Deed::PlanPayments, 3));
    let plan = answer(&desk.book, order, TODAY).expect("an order").plan;
    assert_eq!(plan.iter().map(|part| part.remind_days).collect::<Vec<_>>(), [Some(3); 3]);
    desk.receive(order, cny(3_500), false).expect("more than the first");
    assert_eq!(desk.states(order), [(3_000, code("paid")), (500, code("partly_paid")), (0, code("planned"))]);
    let ids: Vec<RecordId> = plan.iter().map(|part| part.id).collect();
    let lines = vec![line(Some(ids[1]), -2, 7_000), line(Some(ids[0]), 40, 3_000)];
    desk.deed(MoneyDeed::Plan { order, lines }).expect("two of them, the other way round");
    let plan = answer(&desk.book, order, TODAY).expect("an order").plan;
    assert_eq!(plan.iter().map(|part| part.id).collect::<Vec<_>>(), [ids[1], ids[0]]);
    assert_eq!(desk.states(order), [(3_500, code("overdue")), (0, code("planned"))]);
    let done = desk.deed(MoneyDeed::Plan { order, lines: Vec::new() }).expect("no plan");
    assert_eq!(done.label, Label::Delete(payment_plan::ID, 2));
    assert_eq!(desk.states(order), []);
}

#[test]
fn what_is_due_agrees_with_hand_computed_figures() {
    let mut desk = Desk::new();
    desk.add(customer::ID, 1, vec![(customer::NAME.id, Value::Text("Acme".into()))]);
    assert_eq!(desk.due().totals, []);
    let one = desk.order(10, cny(10_000), "completed");
    desk.instalment(20, one, -31, cny(6_000));
    desk.instalment(21, one, 3, cny(4_000));
    let two = desk.order(11, cny(500), "confirmed");
    let usd = Money { minor: 900, currency: Currency::USD };
    let three = desk.order(12, usd, "fulfilled");
    desk.instalment(22, three, -1, usd);
    desk.order(13, cny(99_999), "completed");
    desk.order(14, cny(88_888), "draft");
    desk.receive(one, cny(1_000), false).expect("in part");
    let due = desk.due();
    let yuan = due.totals[0];
    assert_eq!((yuan.outstanding, yuan.overdue, yuan.week, yuan.received), (9_500, 5_000, 4_000, 1_000));
    assert_eq!(yuan.ages, [(0, 0), (5_000, 1), (0, 0), (0, 0)]);
    assert_eq!((due.totals[1].currency, due.totals[1].ages[0]), (Currency::USD, (900, 1)));
    let rows = |list: &protocol::money::DueList| list.rows.iter().map(|row| row.remaining).collect::<Vec<_>>();
    assert_eq!(rows(&due.overdue), [cny(5_000), usd], "the oldest first");
    assert_eq!(due.overdue.rows[0].instalment, Some((1, 2)));
    assert_eq!(rows(&due.upcoming), [cny(4_000)]);
    assert_eq!((rows(&due.week), rows(&due.received)), (vec![cny(4_000)], vec![cny(1_000)]), "what the sums are of");
    assert_eq!(rows(&due.undated), [cny(500)], "completed orders nobody keeps account of are none");
    assert_eq!(due.undated.rows[0].order.0, two);
    assert_eq!((due.debtors, due.customers[0].days_late, due.customers[0].orders), (1, 31, 3));
    assert_eq!(due.customers[0].outstanding, [cny(9_500), usd]);
    let MoneyAnswer::Account(Some(account)) = desk.ask(MoneyQuery::Account(RecordId(1))) else { panic!("an account") };
    assert_eq!((account.outstanding, account.overdue), (vec![cny(9_500), usd], vec![cny(5_000), usd]));
    // Due today, and one whose reminder has come though another without any is due before it.
    assert_eq!(due.reminders, DueList::default());
    desk.instalment(23, two, 0, cny(100));
    let later = desk.instalment(24, two, 5, cny(200));
    let days = Decimal::whole(7).map_or(Value::Empty, Value::Number);
    desk.add(payment_plan::ID, later.0, vec![(payment_plan::REMIND_DAYS.id, days)]);
    desk.instalment(25, two, 7, cny(50));
    let due = desk.due();
    assert_eq!((rows(&due.week), due.upcoming.count), (vec![cny(100), cny(4_000), cny(200)], 4));
    desk.refund(one, cny(300)).expect("goes back");
    let back = desk.due().received;
    assert_eq!((back.count, back.rows.iter().map(|row| row.remaining.minor).sum::<i64>()), (2, 700));
    let reminded = desk.due().reminders;
    assert_eq!((rows(&reminded), reminded.count), (vec![cny(100), cny(200)], 2));
    let nobody = desk.ask(MoneyQuery::Due { owners: Owners(vec![RecordId(77)]), limit: 50 });
    assert!(matches!(nobody, MoneyAnswer::Due(due) if due.overdue.count == 0 && due.has_orders));
}

#[test]
fn what_one_order_was_paid_too_much_takes_nothing_off_another() {
    let mut desk = Desk::new();
    let acme = desk.add(customer::ID, 1, vec![(customer::NAME.id, Value::Text("Acme".into()))]);
    desk.order(10, cny(10_000), "confirmed");
    let other = desk.order(11, cny(5_000), "confirmed");
    desk.receive(other, cny(7_000), true).expect("with a credit");
    let due = desk.due();
    assert_eq!((due.totals[0].outstanding, due.totals[0].credit), (10_000, 2_000));
    assert_eq!((due.debtors, &due.customers[0].outstanding[..], due.customers[0].orders), (1, &[cny(10_000)][..], 1));
    assert_eq!(due.customers[0].credit, [cny(2_000)]);
    let MoneyAnswer::Account(Some(account)) = desk.ask(MoneyQuery::Account(acme)) else { panic!("an account") };
    assert_eq!((account.outstanding, account.credit), (vec![cny(10_000)], vec![cny(2_000)]));
    let (_, row) = desk.book.find_alive(customer::ID, acme).expect("they are there");
    let table = desk.book.table(customer::ID).expect("customers");
    assert_eq!(source(&desk).value(table, row, score::OUTSTANDING), Value::Money(cny(10_000)));
}

#[test]
fn who_does_not_want_to_be_reached_is_told_with_what_is_due() {
    let mut desk = Desk::new();
    desk.add(customer::ID, 1, vec![(customer::PHONE.id, Value::Text("138 0013 8000".into()))]);
    desk.order(10, cny(10_000), "confirmed");
    let quiet = |desk: &Desk| desk.due().undated.rows[0].quiet;
    assert_eq!(quiet(&desk), None);
    desk.add(customer::ID, 1, vec![(customer::DO_NOT_CALL.id, Value::Bool(true))]);
    assert_eq!(quiet(&desk), Some(protocol::Quiet::DoNotCall));
    let withdrawn = Value::Option(options::CONSENT_WITHDRAWN);
    desk.add(customer::ID, 1, vec![(customer::CONSENT.id, withdrawn)]);
    assert_eq!(quiet(&desk), Some(protocol::Quiet::Withdrawn));
}

#[test]
fn a_line_has_the_tax_of_its_product_and_the_total_holds_it() {
    let mut desk = Desk::new();
    let rate = Value::Number(Decimal(13 * Decimal::ONE));
    let price = Value::Money(cny(999));
    desk.add(product::ID, 5, vec![(product::UNIT_PRICE.id, price.clone()), (product::TAX_RATE.id, rate)]);
    let order = desk.order(10, cny(0), "confirmed");
    let line = |quantity: i64| {
        vec![
            (order_line::PRODUCT.id, Value::Reference(RecordId(5))),
            (order_line::QUANTITY.id, Value::Number(Decimal(quantity * Decimal::ONE))),
            (order_line::UNIT_PRICE.id, price.clone()),
        ]
    };
    let cells = change_line(&desk.book, order, &LineChange::Add(line(1)), RecordId(50)).expect("a line");
    desk.apply(cells);
    let told = answer(&desk.book, order, TODAY).expect("an order");
    assert_eq!((told.subtotal, told.tax, told.total), (Some(cny(999)), Some(cny(130)), Some(cny(1_129))));
    let more = vec![
        (order_line::QUANTITY.id, Value::Number(Decimal(3 * Decimal::ONE))),
        (order_line::DISCOUNT.id, Value::Money(cny(97))),
    ];
    let cells = change_line(&desk.book, order, &LineChange::Edit(RecordId(50), more), RecordId(0)).expect("a line");
    desk.apply(cells);
    let told = answer(&desk.book, order, TODAY).expect("an order");
    assert_eq!((told.subtotal, told.tax, told.total), (Some(cny(2_900)), Some(cny(377)), Some(cny(3_277))));
    let back = vec![(order_line::QUANTITY.id, Value::Number(Decimal(-Decimal::ONE)))];
    let refused = change_line(&desk.book, order, &LineChange::Edit(RecordId(50), back), RecordId(0));
    assert_eq!(refused, Err(Problem::plain(ProblemCode::NegativeQuantity).into()));
    let dollars = vec![(order_line::UNIT_PRICE.id, Value::Money(Money { minor: 5, currency: Currency::USD }))];
    let refused = change_line(&desk.book, order, &LineChange::Add(dollars), RecordId(51));
    assert_eq!(refused, Err(Problem::plain(ProblemCode::MixedCurrencies).into()));
    let cells = change_line(&desk.book, order, &LineChange::Remove(RecordId(50)), RecordId(0)).expect("a line");
    desk.apply(cells);
    assert_eq!(answer(&desk.book, order, TODAY).and_then(|order| order.total), Some(cny(0)));
}

#[test]
fn an_opportunity_becomes_an_order_in_one_step() {
    let mut desk = Desk::new();
    let deal = desk.add(
        opportunity::ID,
        30,
        vec![
            (opportunity::CUSTOMER.id, Value::Reference(RecordId(1))),
            (opportunity::OWNER.id, Value::Reference(RecordId(9))),
            (opportunity::AMOUNT.id, Value::Money(cny(7_700))),
        ],
    );
    let of_deal =
        |desk: &mut Desk| desk.deed(MoneyDeed::OrderFromDeal { opportunity: deal, day: TODAY, number: "SO-7".into() });
    let plain = of_deal(&mut desk).expect("an order").created.expect("an order");
    assert_eq!(desk.book.get(order::ID, plain, order::TOTAL), Some(cny(7_700)), "without lines the amount");
    for (id, quantity, minor) in [(31, 2, 1_000), (32, 1, 50)] {
        desk.add(
            opportunity_line::ID,
            id,
            vec![
                (opportunity_line::OPPORTUNITY.id, Value::Reference(deal)),
                (opportunity_line::QUANTITY.id, Value::Number(Decimal(quantity * Decimal::ONE))),
                (opportunity_line::UNIT_PRICE.id, Value::Money(cny(minor))),
            ],
        );
    }
    let done = of_deal(&mut desk).expect("an order");
    let made = done.created.expect("an order");
    assert_eq!(done.label, Label::Deed(Deed::OrderFromDeal, 1));
    let told = answer(&desk.book, made, TODAY).expect("an order");
    assert_eq!((told.total, told.lines.len(), told.day), (Some(cny(2_050)), 2, Some(TODAY)));
    assert_eq!(desk.book.get(order::ID, made, order::OPPORTUNITY), Some(deal));
    assert_eq!(desk.book.get(order::ID, made, order::OWNER), Some(RecordId(9)));
    assert_eq!(told.customer.map(|(id, _)| id), Some(RecordId(1)));
    // Without a number of its own it takes the next.
    let unnumbered = MoneyDeed::OrderFromDeal { opportunity: deal, day: TODAY, number: String::new() };
    let next = |desk: &mut Desk| {
        let made = desk.deed(unnumbered.clone()).expect("an order").created.expect("an order");
        desk.book.get(order::ID, made, order::NUMBER)
    };
    assert_eq!(next(&mut desk).as_deref(), Some("SO-8"));
    desk.add(order::ID, 90, vec![(order::NUMBER.id, Value::Text("2026/0099".into()))]);
    assert_eq!(next(&mut desk).as_deref(), Some("2026/0100"));
    desk.add(order::ID, 91, vec![(order::NUMBER.id, Value::Text("by telephone".into()))]);
    assert_eq!(next(&mut desk).as_deref(), Some("2026/0101"), "one without digits is not counted on");
}

#[test]
fn the_first_number_is_of_the_year() {
    let mut desk = Desk::new();
    let deal = desk.add(opportunity::ID, 30, vec![(opportunity::AMOUNT.id, Value::Money(cny(1)))]);
    let deed = MoneyDeed::OrderFromDeal { opportunity: deal, day: TODAY, number: " ".into() };
    let made = desk.deed(deed).expect("an order").created.expect("an order");
    assert_eq!(desk.book.get(order::ID, made, order::NUMBER), Some(format!("{}-0001", TODAY.ymd().0)));
}

#[test]
fn a_relationship_ends_after_it_began_and_can_be_taken_up_again() {
    let mut desk = Desk::new();
    let who = desk.add(customer::ID, 1, vec![(customer::NAME.id, Value::Text("Acme".into()))]);
    desk.order(10, cny(1), "completed");
    let end = |day: i32| MoneyDeed::End {
        customer: who,
        day: Day(day),
        reason: options::END_REASON.id("need_gone"),
        note: "They moved away.".into(),
    };
    assert_eq!(refused(desk.deed(end(TODAY.0 - 101))).0, ProblemCode::EndBeforeStart);
    desk.deed(end(TODAY.0 - 1)).expect("after the first order");
    assert_eq!(desk.book.get(customer::ID, who, customer::ENDED_AT), Some(Day(TODAY.0 - 1)));
    assert_eq!(desk.book.table(activity::ID).map(|table| table.live()), Some(1));
    desk.deed(MoneyDeed::WinBack { customer: who, note: "Back again.".into() }).expect("won back");
    assert_eq!(desk.book.get(customer::ID, who, customer::ENDED_AT), None);
    assert_eq!(desk.book.get(customer::ID, who, customer::END_REASON), None);
    assert_eq!(desk.book.table(activity::ID).map(|table| table.live()), Some(2));
}

fn source(desk: &Desk) -> Source<'_> {
    Source {
        workspace: &desk.book,
        scores: None,
        scores_version: 0,
        today: TODAY,
        zone: &protocol::GREENWICH,
        later: Some(Later::new()),
    }
}

/// A list, and what stands in the rows of its records.
fn listed(desk: &Desk, query: &RecordsQuery) -> (protocol::RecordsAnswer, Vec<Vec<Value>>) {
    let answer = Lists::default().answer(&source(desk), query);
    let cells = answer
        .rows
        .iter()
        .filter_map(|row| match row {
            ListRow::Record(row) => Some(row.cells.clone()),
            ListRow::Group(_) => None,
        })
        .collect();
    (answer, cells)
}

#[test]
fn lists_of_orders_tell_what_is_paid() {
    let mut desk = Desk::new();
    let one = desk.order(10, cny(10_000), "confirmed");
    desk.order(11, cny(700), "completed");
    desk.receive(one, cny(2_500), false).expect("in part");
    let columns = vec![order::TOTAL.id, standing::PAID, standing::OUTSTANDING, standing::PAYMENT_STATUS];
    let query = RecordsQuery {
        collection: order::ID,
        deleted: false,
        search: String::new(),
        rule: model::Rule::default(),
        sort: Some((standing::OUTSTANDING, true)),
        group: None,
        columns,
        offset: 0,
        len: 10,
    };
    let (answer, cells) = listed(&desk, &query);
    let money = |minor| Value::Money(cny(minor));
    let partly = Value::Option(payment_status("partly_paid"));
    assert_eq!(cells[0], [money(10_000), money(2_500), money(7_500), partly]);
    assert_eq!(cells[1], [money(700), Value::Empty, Value::Empty, Value::Empty]);
    let sum = answer.sums.iter().find(|sum| sum.field == standing::OUTSTANDING).expect("a sum");
    assert_eq!(sum.totals, [money(7_500)]);
    let first = Source { later: None, ..source(&desk) };
    assert!(!first.can_list(&query), "what the first list does without comes with the rest");
}

#[test]
fn lists_of_customers_tell_what_they_owe() {
    let mut desk = Desk::new();
    for (id, name) in [(1, "Ann"), (2, "Bo"), (3, "Cy")] {
        desk.add(customer::ID, id, vec![(customer::NAME.id, Value::Text(name.into()))]);
    }
    let one = desk.order(10, cny(10_000), "confirmed");
    desk.receive(one, cny(2_500), false).expect("in part");
    let usd = |minor| Money { minor, currency: Currency::USD };
    for (id, who, total) in [(11, 2, cny(300)), (12, 2, usd(900)), (13, 2, usd(100))] {
        let order = desk.order(id, total, "confirmed");
        let cell = |field, value| Cell { collection: order::ID, record: order, field, value };
        desk.apply(vec![cell(order::CUSTOMER.id, Value::Reference(RecordId(who)))]);
    }
    let owes = Test { field: score::OUTSTANDING, op: Op::Filled, values: Vec::new() };
    let query = RecordsQuery {
        rule: Rule::Test(owes),
        sort: Some((score::OUTSTANDING, true)),
        columns: vec![customer::NAME.id, score::OUTSTANDING],
        len: 10,
        ..RecordsQuery::of(customer::ID)
    };
    let (answer, cells) = listed(&desk, &query);
    let line = |name: &str, money| vec![Value::Text(name.into()), Value::Money(money)];
    // Of two currencies the one in which it is most; who owes nothing is not there. The sum is of all currencies.
    assert_eq!(cells, [line("Ann", cny(7_500)), line("Bo", usd(1_000))]);
    let sum = answer.sums.iter().find(|sum| sum.field == score::OUTSTANDING).expect("a sum");
    assert_eq!(sum.totals, [Value::Money(cny(7_800)), Value::Money(usd(1_000))]);
    assert!(
        !Source { later: None, ..source(&desk) }.can_list(&query),
        "what the first list does without comes with the rest"
    );
}
