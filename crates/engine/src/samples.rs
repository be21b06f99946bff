//! Sample data as an operation.

mod deals;
mod targets;

use crate::import::derived;
use crate::packed::Packed;
use crate::rows::{Rows, SEGMENT_ROWS_MAX};
use crate::selling::field::seal;
use crate::workspace::Workspace;
use model::dues::payment_status;
use model::schema::{
    activity, check_in, customer, order, order_line, payment, payment_plan, pipeline, pipeline_stage, pipelines,
    product, tag, task,
};
use model::{CollectionId, Day, Decimal, Label, Money, Operation, Part, RecordId, Stamp, Value};
use protocol::Position;
use sample::SampleBook;
use std::ops::Range;

/// The records of a sample book, in pieces of a segment's size. `nonce` keeps their ids apart from those of another sample. They carry no
/// stamp yet: whoever makes the operation gives them its own ([`operation`]).
pub fn pieces(book: &SampleBook, nonce: u128) -> Vec<Rows> {
    let mut maker = Maker { book, nonce, customers: Vec::new() };
    maker.customers = (0..book.customers.len()).map(|at| maker.made(customer::ID, at)).collect();
    let mut pieces = Vec::new();
    let mut add = |len: usize, make: &dyn Fn(Range<usize>) -> Rows| {
        let starts = (0..len).step_by(SEGMENT_ROWS_MAX);
        pieces.extend(starts.map(|from| make(from..len.min(from + SEGMENT_ROWS_MAX))));
    };
    add(book.customers.tag_names().len(), &|range| maker.tags(range));
    add(book.customers.len(), &|range| maker.customers(range));
    add(book.products.len(), &|range| maker.products(range));
    add(book.orders.len(), &|range| maker.orders(range));
    add(book.lines.order.len(), &|range| maker.lines(range));
    add(book.activities.at.len(), &|range| maker.activities(range));
    add(book.leads.len(), &|range| maker.leads(range));
    add(book.deals.name.len(), &|range| maker.deals(range));
    add(book.deals.product.len(), &|range| maker.deal_lines(range));
    add(book.deals.log_at.len(), &|range| maker.stage_log(range));
    add(book.plans.order.len(), &|range| maker.plans(range));
    add(book.payments.order.len(), &|range| maker.payments(range));
    add(book.check_ins.activity.len(), &|range| maker.check_ins(range));
    add(book.tasks.due.len(), &|range| maker.tasks(range));
    pieces.extend(maker.staff());
    pieces.extend(maker.targets(&|at| maker.owner_of(at)));
    if !book.deals.name.is_empty() {
        pieces.extend(deals::pipeline(book.currency));
    }
    pieces
}

/// The same without a pipeline that the book has already: somebody may have made it their own.
pub fn without_known(workspace: &Workspace, mut pieces: Vec<Rows>) -> Vec<Rows> {
    if workspace.find_alive(pipeline::ID, pipelines::DEFAULT).is_some() {
        pieces.retain(|rows| ![pipeline::ID, pipeline_stage::ID].contains(&rows.collection));
    }
    pieces
}

/// The operation that adds those records.
pub fn operation(mut pieces: Vec<Rows>, stamp: Stamp) -> Operation<Vec<Rows>> {
    let count = |collection| {
        let rows = pieces.iter().filter(|rows| rows.collection == collection);
        rows.map(|rows| rows.len() as u32).sum()
    };
    let label = Label::Sample { customers: count(customer::ID), orders: count(order::ID) };
    pieces.iter_mut().for_each(|rows| rows.stamps = vec![stamp]);
    Operation { stamp, label, parts: vec![Part::Rows(pieces)] }
}

mod selling;
/// A place as it stands in a field.
fn place((lat_e6, lng_e6): (i32, i32)) -> String {
    Position { lat_e6, lng_e6 }.text()
}

struct Maker<'a> {
    book: &'a SampleBook,
    nonce: u128,
    /// Ids of the customers: most records refer to one.
    customers: Vec<RecordId>,
}

impl Maker<'_> {
    /// The id of the nth record of a collection of this book.
    fn id(&self, collection: CollectionId, at: usize) -> RecordId {
        let known = (collection == customer::ID).then(|| self.customers.get(at).copied()).flatten();
        known.unwrap_or_else(|| self.made(collection, at))
    }

    fn made(&self, collection: CollectionId, at: usize) -> RecordId {
        derived("sample", &[&self.nonce.to_le_bytes(), &[collection.0], &(at as u64).to_le_bytes()])
    }

    fn rows(&self, collection: CollectionId, range: Range<usize>) -> Rows {
        Rows::new(collection, Stamp::ZERO, range.map(|at| self.id(collection, at)))
    }

    fn references(&self, collection: CollectionId, to: impl Iterator<Item = usize>) -> Packed {
        Packed::references(to.map(|at| Some(self.id(collection, at))))
    }

    fn money(&self, minor: impl Iterator<Item = i64>) -> Packed {
        Packed::money(minor.map(|minor| Some(Money { minor, currency: self.book.currency })))
    }

    fn tags(&self, range: Range<usize>) -> Rows {
        let names = self.book.customers.tag_names();
        self.rows(tag::ID, range.clone()).with(tag::NAME.id, Packed::texts(range.map(|at| names[at])))
    }

    fn customers(&self, range: Range<usize>) -> Rows {
        let people = &self.book.customers;
        let each = || range.clone();
        let word = |words: &'static [&'static str], at: Option<u8>| at.map_or("", |at| words[at as usize]);
        let mut rows = self
            .rows(customer::ID, each())
            .with(customer::NAME.id, Packed::texts(each().map(|at| &people.name[at])))
            .with(customer::KIND.id, Packed::options(each().map(|at| Some(people.kind[at]))))
            .with(customer::PHONE.id, Packed::texts(each().map(|at| &people.phone[at])))
            .with(customer::EMAIL.id, Packed::texts(each().map(|at| &people.email[at])))
            .with(customer::REGION.id, Packed::texts(each().map(|at| word(people.regions(), Some(people.region[at])))))
            .with(customer::LEVEL.id, Packed::options(each().map(|at| people.level[at])))
            .with(customer::SOURCE.id, Packed::options(each().map(|at| Some(people.source[at]))))
            .with(customer::INDUSTRY.id, Packed::texts(each().map(|at| word(people.industries(), people.industry[at]))))
            .with(customer::SIZE.id, Packed::options(each().map(|at| people.size[at])))
            .with(
                customer::OCCUPATION.id,
                Packed::texts(each().map(|at| word(people.occupations(), people.occupation[at]))),
            )
            .with(customer::GENDER.id, Packed::options(each().map(|at| people.gender[at])))
            .with(customer::BIRTHDAY.id, Packed::days(each().map(|at| people.birthday[at])))
            .with(customer::EXTERNAL_ID.id, Packed::texts(each().map(|at| people.external_id(at))))
            .with(customer::ENDED_AT.id, Packed::days(each().map(|at| people.ended_at[at])))
            .with(customer::END_REASON.id, Packed::options(each().map(|at| people.end_reason[at])))
            .with(
                customer::POSITION.id,
                Packed::texts(each().map(|at| people.position[at].map_or(String::new(), place))),
            );
        let tagged = each().filter(|&at| people.tags[at] != 0).map(|at| {
            let tags = people.tags_of(at).map(|tag| self.id(tag::ID, tag)).collect();
            ((at - range.start) as u32, Value::References(tags))
        });
        rows.sparse.push((customer::TAGS.id, tagged.collect()));
        self.owned(rows, range)
    }

    fn products(&self, range: Range<usize>) -> Rows {
        let products = || self.book.products[range.clone()].iter();
        self.rows(product::ID, range.clone())
            .with(product::NAME.id, Packed::texts(products().map(|product| &product.name)))
            .with(product::SKU.id, Packed::texts(products().map(|product| &product.sku)))
            .with(product::CATEGORY.id, Packed::texts(products().map(|product| product.category)))
            .with(product::UNIT.id, Packed::texts(products().map(|product| product.unit)))
            .with(product::UNIT_PRICE.id, self.money(products().map(|product| product.unit_price)))
    }

    fn orders(&self, range: Range<usize>) -> Rows {
        let orders = &self.book.orders;
        let each = || range.clone();
        self.rows(order::ID, each())
            .with(order::NUMBER.id, Packed::texts(each().map(|at| orders.number(at))))
            .with(order::CUSTOMER.id, self.references(customer::ID, each().map(|at| orders.customer[at] as usize)))
            .with(order::DAY.id, Packed::days(orders.day[each()].iter().map(|&day| Some(Day(day)))))
            .with(order::TOTAL.id, self.money(each().map(|at| orders.total[at])))
            .with(order::STATUS.id, Packed::options(each().map(|at| Some(orders.status[at]))))
    }

    fn lines(&self, range: Range<usize>) -> Rows {
        let lines = &self.book.lines;
        let each = || range.clone();
        self.rows(order_line::ID, each())
            .with(order_line::ORDER.id, self.references(order::ID, each().map(|at| lines.order[at] as usize)))
            .with(order_line::PRODUCT.id, self.references(product::ID, each().map(|at| lines.product[at].into())))
            .with(order_line::QUANTITY.id, Packed::numbers(lines.quantity[each()].iter().copied().map(Some)))
            .with(order_line::AMOUNT.id, self.money(each().map(|at| lines.amount[at])))
    }

    fn check_ins(&self, range: Range<usize>) -> Rows {
        let (all, talks) = (&self.book.check_ins, &self.book.activities);
        let each = || range.clone();
        let talk = |at: usize| all.activity[at] as usize;
        let who = |at: usize| self.id(customer::ID, talks.customer[talk(at)] as usize);
        let metres = |at: usize| Decimal::whole(all.accuracy_m[at].into());
        let proof =
            |at: usize| seal(&place(all.position[at]), metres(at), talks.at[talk(at)], Some(who(at)), Vec::new());
        self.rows(check_in::ID, each())
            .with(check_in::CUSTOMER.id, Packed::references(each().map(|at| Some(who(at)))))
            .with(check_in::AT.id, Packed::instants(each().map(|at| Some(talks.at[talk(at)]))))
            .with(check_in::POSITION.id, Packed::texts(each().map(|at| place(all.position[at]))))
            .with(check_in::ACCURACY.id, Packed::numbers(each().map(|at| metres(at).map(|metres| metres.0))))
            .with(check_in::NOTE.id, Packed::texts(each().map(|at| all.note[at])))
            .with(check_in::ACTIVITY.id, self.references(activity::ID, each().map(talk)))
            .with(check_in::PROOF.id, Packed::texts(each().map(proof)))
    }

    fn activities(&self, range: Range<usize>) -> Rows {
        let talks = &self.book.activities;
        let each = || range.clone();
        self.rows(activity::ID, each())
            .with(activity::KIND.id, Packed::options(each().map(|at| Some(talks.kind[at]))))
            .with(activity::CUSTOMER.id, self.references(customer::ID, each().map(|at| talks.customer[at] as usize)))
            .with(activity::AT.id, Packed::instants(talks.at[each()].iter().copied().map(Some)))
            .with(activity::TEXT.id, Packed::texts(each().map(|at| &talks.text[at])))
    }

    fn plans(&self, range: Range<usize>) -> Rows {
        let plans = &self.book.plans;
        let each = || range.clone();
        let whole = |n: i64| Some(n * Decimal::ONE);
        self.rows(payment_plan::ID, each())
            .with(payment_plan::ORDER.id, self.references(order::ID, each().map(|at| plans.order[at] as usize)))
            .with(payment_plan::DUE.id, Packed::days(each().map(|at| Some(plans.due_day(at)))))
            .with(payment_plan::AMOUNT.id, self.money(each().map(|at| plans.amount[at])))
            .with(payment_plan::REMIND_DAYS.id, Packed::numbers(each().map(|_| whole(plans.remind_days()))))
            .with(payment_plan::INSTALMENT.id, Packed::numbers(each().map(|at| whole(plans.nth[at].into()))))
    }

    fn payments(&self, range: Range<usize>) -> Rows {
        let payments = &self.book.payments;
        let each = || range.clone();
        self.rows(payment::ID, each())
            .with(payment::NUMBER.id, Packed::texts(each().map(|at| payments.number(at))))
            .with(payment::ORDER.id, self.references(order::ID, each().map(|at| payments.order[at] as usize)))
            .with(payment::DAY.id, Packed::days(payments.day[each()].iter().map(|&day| Some(Day(day)))))
            .with(payment::AMOUNT.id, self.money(each().map(|at| payments.amount[at])))
            .with(payment::METHOD.id, Packed::options(each().map(|at| Some(payments.method[at]))))
            .with(payment::STATUS.id, Packed::options(each().map(|_| Some(payment_status("paid")))))
            .with(payment::PLAN.id, self.references(payment_plan::ID, each().map(|at| payments.plan[at] as usize)))
    }

    fn tasks(&self, range: Range<usize>) -> Rows {
        let tasks = &self.book.tasks;
        let each = || range.clone();
        let customer = each().map(|at| tasks.customer[at].map(|customer| self.id(customer::ID, customer as usize)));
        self.rows(task::ID, each())
            .with(task::NAME.id, Packed::texts(each().map(|at| &tasks.name[at])))
            .with(task::KIND.id, Packed::options(each().map(|at| Some(tasks.kind[at]))))
            .with(task::DUE.id, Packed::instants(each().map(|at| Some(tasks.due[at]))))
            .with(task::STATUS.id, Packed::options(each().map(|at| Some(tasks.status[at]))))
            .with(task::CUSTOMER.id, Packed::references(customer))
            .with(task::PRIORITY.id, Packed::options(each().map(|at| Some(tasks.priority[at]))))
            .with(task::ENDS.id, Packed::instants(each().map(|at| tasks.ends[at])))
            .with(task::ALL_DAY.id, Packed::bools(each().map(|at| tasks.all_day[at].then_some(true))))
            .with(task::REPEAT.id, Packed::options(each().map(|at| tasks.repeat[at])))
            .with(task::DONE_AT.id, Packed::instants(each().map(|at| tasks.done_at[at])))
    }
}
