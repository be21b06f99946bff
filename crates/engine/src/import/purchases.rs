//! From the rows of a purchase log to an operation: who is known already, which rows are one order, what is new.
//!
//! Every record of an import has an id derived from its content: the customer's key, the order's number or, where it
//! has none, the row itself and its ordinal among identical rows. So a file imported again adds nothing, its true
//! duplicates stay, and two devices that import the same file agree.

use super::{Known, Plan, derived, known};
use crate::packed::Packed;
use crate::rows::{Rows, SEGMENT_ROWS_MAX};
use crate::workspace::{MemoryPart, Workspace};
use hashbrown::HashMap;
use model::schema::{customer, order, order_line, product};
use model::{CollectionId, Day, Money, Part, RecordId, Stamp};
use protocol::import::{NO_QUANTITY, NONE, ProductFacts, Purchases, ReadSummary, Report};
use std::collections::BTreeMap;

/// All rows of a log, its chunks put together.
#[derive(Default)]
pub struct Log {
    rows: Purchases,
}

impl Log {
    /// Appends a chunk.
    pub fn push(&mut self, chunk: Purchases) {
        let rows = &mut self.rows;
        rows.new_customers.extend(chunk.new_customers);
        for (at, late) in chunk.late_facts {
            if let Some(facts) = rows.new_customers.get_mut(at as usize) {
                facts.learn(late);
            }
        }
        rows.new_products.extend(chunk.new_products);
        rows.new_numbers.extend(chunk.new_numbers);
        rows.customer.extend(chunk.customer);
        rows.product.extend(chunk.product);
        rows.number.extend(chunk.number);
        rows.day.extend(chunk.day);
        rows.amount.extend(chunk.amount);
        rows.currency.extend(chunk.currency);
        rows.quantity.extend(chunk.quantity);
        rows.currencies = chunk.currencies;
    }
}

/// Plans an import against the book as it is.
pub fn plan(workspace: &Workspace, log: &Log, read: ReadSummary, stamp: Stamp) -> Plan {
    let rows = &log.rows;
    let mut builder = Builder { pieces: Vec::new(), revived: BTreeMap::new(), stamp };
    let (customers, customers_new) = customers(workspace, rows, &mut builder);
    let (products, products_new) = products(workspace, &rows.new_products, &mut builder);
    let orders = group(rows, &customers, &products);
    let mut report = Report { read, products_new, ..Report::default() };
    report.customers_new = customers_new;
    report.customers_known = customers.len() as u32 - customers_new;
    let mut new = Vec::new();
    let mut with_lines = vec![false; orders.heads.len()];
    for (at, head) in orders.heads.iter().enumerate() {
        match known(workspace, order::ID, head.id) {
            Known::Alive => report.orders_known += 1,
            Known::Dead => {
                report.orders_new += 1;
                with_lines[at] = true;
                builder.revive(order::ID, head.id);
            }
            Known::New => {
                report.orders_new += 1;
                with_lines[at] = true;
                new.push(at);
            }
        }
    }
    builder.orders(rows, &orders, &new, &customers);
    builder.lines(workspace, rows, &orders, &with_lines, &products);
    let days = rows.day.iter();
    report.days = days.clone().min().zip(days.max()).map(|(from, to)| (Day(*from), Day(*to)));
    report.totals = totals(rows);
    Plan { report, parts: builder.finish(), later: Vec::new() }
}

fn totals(rows: &Purchases) -> Vec<Money> {
    let mut sums = vec![0_i64; rows.currencies.len()];
    for (&amount, &at) in rows.amount.iter().zip(&rows.currency) {
        if let Some(sum) = sums.get_mut(at as usize) {
            *sum = sum.saturating_add(amount);
        }
    }
    let used = |at: usize| rows.currency.contains(&(at as u8));
    let sums = sums.into_iter().enumerate().filter(|(at, _)| used(*at));
    sums.map(|(at, minor)| Money { minor, currency: rows.currencies[at] }).collect()
}

/// The record of each customer of the log, and how many of them are new (or come back).
fn customers(workspace: &Workspace, rows: &Purchases, builder: &mut Builder) -> (Vec<RecordId>, u32) {
    let lookup = Lookup::new(workspace);
    let mut ids = Vec::with_capacity(rows.new_customers.len());
    let mut new = Vec::new();
    let mut count = 0;
    for (at, facts) in rows.new_customers.iter().enumerate() {
        let key = facts.key.to_lowercase();
        let own = derived("customer", &[key.as_bytes()]);
        let id = match known(workspace, customer::ID, own) {
            Known::Alive => own,
            state => match lookup.find(&key, facts.key_is_id) {
                Some(other) => other,
                None => {
                    count += 1;
                    if state == Known::Dead {
                        builder.revive(customer::ID, own)
                    } else {
                        new.push(at)
                    }
                    own
                }
            },
        };
        ids.push(id);
    }
    for chunk in new.chunks(SEGMENT_ROWS_MAX) {
        let facts = |at: &usize| &rows.new_customers[*at];
        let text =
            |of: fn(&protocol::import::CustomerFacts) -> &str| Packed::texts(chunk.iter().map(|at| of(facts(at))));
        let piece = Rows::new(customer::ID, builder.stamp, chunk.iter().map(|&at| ids[at]))
            .with(customer::NAME.id, text(|facts| &facts.name))
            .with(customer::PHONE.id, text(|facts| &facts.phone))
            .with(customer::EMAIL.id, text(|facts| &facts.email))
            .with(customer::REGION.id, text(|facts| &facts.region))
            .with(customer::INDUSTRY.id, text(|facts| &facts.industry))
            .with(customer::EXTERNAL_ID.id, text(|facts| if facts.key_is_id { &facts.key } else { "" }));
        builder.pieces.push(piece);
    }
    (ids, count)
}

/// Finds living customers of the book by what a log may call them.
struct Lookup {
    by_id: HashMap<String, RecordId>,
    by_address: HashMap<String, RecordId>,
}

impl Lookup {
    fn new(workspace: &Workspace) -> Self {
        let (mut by_id, mut by_address) = (HashMap::new(), HashMap::new());
        let Some(table) = workspace.table(customer::ID) else { return Lookup { by_id, by_address } };
        for row in table.alive_rows() {
            let id = workspace.ids.id(table.handle(row));
            let external = table.text(row, customer::EXTERNAL_ID);
            if !external.is_empty() {
                by_id.entry(external.to_lowercase()).or_insert(id);
            }
            let email = table.text(row, customer::EMAIL);
            if !email.is_empty() {
                by_address.entry(email.to_lowercase()).or_insert(id);
            }
            let phone = protocol::import::phone_key(&table.text(row, customer::PHONE));
            if !phone.is_empty() {
                by_address.entry(phone).or_insert(id);
            }
        }
        Lookup { by_id, by_address }
    }

    fn find(&self, key: &str, is_id: bool) -> Option<RecordId> {
        if is_id { self.by_id.get(key).copied() } else { self.by_address.get(key).copied() }
    }
}

fn products(workspace: &Workspace, facts: &[ProductFacts], builder: &mut Builder) -> (Vec<RecordId>, u32) {
    let mut by_name: HashMap<String, RecordId> = HashMap::new();
    if let Some(table) = workspace.table(product::ID) {
        for row in table.alive_rows() {
            let id = workspace.ids.id(table.handle(row));
            by_name.entry(table.text(row, product::NAME).to_lowercase()).or_insert(id);
        }
    }
    let (mut ids, mut new, mut count) = (Vec::new(), Vec::new(), 0);
    for facts in facts {
        let name = facts.name.to_lowercase();
        let own = derived("product", &[name.as_bytes()]);
        ids.push(*by_name.entry(name).or_insert_with(|| {
            count += 1;
            match known(workspace, product::ID, own) {
                Known::Dead => builder.revive(product::ID, own),
                Known::New | Known::Alive => new.push((own, facts)),
            }
            own
        }));
    }
    for chunk in new.chunks(SEGMENT_ROWS_MAX) {
        let piece = Rows::new(product::ID, builder.stamp, chunk.iter().map(|(id, _)| *id))
            .with(product::NAME.id, Packed::texts(chunk.iter().map(|(_, facts)| &facts.name)))
            .with(product::CATEGORY.id, Packed::texts(chunk.iter().map(|(_, facts)| &facts.category)));
        builder.pieces.push(piece);
    }
    (ids, count)
}

/// The orders that the rows make up.
struct Orders {
    heads: Vec<Head>,
    /// The order of each row, and the row's own id as a line.
    of_row: Vec<(u32, RecordId)>,
}

struct Head {
    id: RecordId,
    first_row: u32,
    total: i64,
}

fn group(rows: &Purchases, customers: &[RecordId], products: &[RecordId]) -> Orders {
    let mut orders = Orders { heads: Vec::new(), of_row: Vec::with_capacity(rows.customer.len()) };
    let mut seen: HashMap<u128, u32> = HashMap::with_capacity(rows.customer.len());
    let mut by_number: HashMap<(u32, u32, u8), u32> = HashMap::new();
    for row in 0..rows.customer.len() {
        let who = customers[rows.customer[row] as usize].0.to_le_bytes();
        let currency = rows.currencies[rows.currency[row] as usize];
        let number = rows.number[row];
        let number_text = if number == NONE { "" } else { rows.new_numbers[number as usize].as_str() };
        let product = if rows.product[row] == NONE { 0 } else { products[rows.product[row] as usize].0 };
        let content: [&[u8]; 7] = [
            &who,
            number_text.as_bytes(),
            &rows.day[row].to_le_bytes(),
            &rows.amount[row].to_le_bytes(),
            currency.code().as_bytes(),
            &rows.quantity[row].to_le_bytes(),
            &product.to_le_bytes(),
        ];
        let mut id = derived("row", &content);
        let ordinal = seen.entry(id.0).or_insert(0);
        if *ordinal > 0 {
            id = derived("row again", &[&id.0.to_le_bytes(), &ordinal.to_le_bytes()]);
        }
        *ordinal += 1;
        let at = match number {
            NONE => orders.add(derived("order of row", &[&id.0.to_le_bytes()]), row),
            number => match by_number.get(&(number, rows.customer[row], rows.currency[row])) {
                Some(&at) => at,
                None => {
                    let id = derived("order", &[number_text.as_bytes(), &who, currency.code().as_bytes()]);
                    let at = orders.add(id, row);
                    by_number.insert((number, rows.customer[row], rows.currency[row]), at);
                    at
                }
            },
        };
        let head = &mut orders.heads[at as usize];
        head.total = head.total.saturating_add(rows.amount[row]);
        orders.of_row.push((at, id));
    }
    orders
}

impl Orders {
    fn add(&mut self, id: RecordId, row: usize) -> u32 {
        self.heads.push(Head { id, first_row: row as u32, total: 0 });
        self.heads.len() as u32 - 1
    }
}

/// Collects the parts of the operation.
struct Builder {
    pieces: Vec<Rows>,
    revived: BTreeMap<CollectionId, Vec<RecordId>>,
    stamp: Stamp,
}

/// An amount in the currency of a row.
fn money(rows: &Purchases, minor: i64, row: usize) -> Option<Money> {
    let currency = *rows.currencies.get(usize::from(rows.currency[row]))?;
    Some(Money { minor, currency })
}

impl Builder {
    fn revive(&mut self, collection: CollectionId, id: RecordId) {
        self.revived.entry(collection).or_default().push(id);
    }

    fn orders(&mut self, rows: &Purchases, orders: &Orders, new: &[usize], customers: &[RecordId]) {
        for chunk in new.chunks(SEGMENT_ROWS_MAX) {
            let heads = || chunk.iter().map(|&at| &orders.heads[at]);
            let first = |head: &Head| head.first_row as usize;
            let number = |head: &Head| match rows.number[first(head)] {
                NONE => "",
                number => rows.new_numbers[number as usize].as_str(),
            };
            let total = |head: &Head| money(rows, head.total, first(head));
            let piece = Rows::new(order::ID, self.stamp, heads().map(|head| head.id))
                .with(order::NUMBER.id, Packed::texts(heads().map(number)))
                .with(
                    order::CUSTOMER.id,
                    Packed::references(heads().map(|h| Some(customers[rows.customer[first(h)] as usize]))),
                )
                .with(order::DAY.id, Packed::days(heads().map(|head| Some(Day(rows.day[first(head)])))))
                .with(order::TOTAL.id, Packed::money(heads().map(total)));
            self.pieces.push(piece);
        }
    }

    /// Lines of the orders that are new, where the log says more than an amount.
    fn lines(
        &mut self,
        workspace: &Workspace,
        rows: &Purchases,
        orders: &Orders,
        wanted: &[bool],
        products: &[RecordId],
    ) {
        let mut new = Vec::new();
        for row in 0..rows.customer.len() {
            let (at, id) = orders.of_row[row];
            let says_more = rows.product[row] != NONE || rows.quantity[row] != NO_QUANTITY;
            if says_more && wanted[at as usize] {
                match known(workspace, order_line::ID, id) {
                    Known::New => new.push(row),
                    Known::Dead => self.revive(order_line::ID, id),
                    Known::Alive => {}
                }
            }
        }
        for chunk in new.chunks(SEGMENT_ROWS_MAX) {
            let each = || chunk.iter().copied();
            let sold = |row: usize| (rows.product[row] != NONE).then(|| products[rows.product[row] as usize]);
            let quantity = |row: usize| (rows.quantity[row] != NO_QUANTITY).then(|| rows.quantity[row]);
            let order_of = |row: usize| Some(orders.heads[orders.of_row[row].0 as usize].id);
            let piece = Rows::new(order_line::ID, self.stamp, each().map(|row| orders.of_row[row].1))
                .with(order_line::ORDER.id, Packed::references(each().map(order_of)))
                .with(order_line::PRODUCT.id, Packed::references(each().map(sold)))
                .with(order_line::QUANTITY.id, Packed::numbers(each().map(quantity)))
                .with(order_line::AMOUNT.id, Packed::money(each().map(|row| money(rows, rows.amount[row], row))));
            self.pieces.push(piece);
        }
    }

    fn finish(self) -> Vec<MemoryPart> {
        // One part for all of them: undo looks at new records once a part.
        let mut parts = Vec::new();
        if !self.pieces.is_empty() {
            parts.push(Part::Rows(self.pieces));
        }
        let revived = self.revived.into_iter();
        parts.extend(revived.map(|(collection, records)| Part::Alive { collection, records, alive: true }));
        parts
    }
}
