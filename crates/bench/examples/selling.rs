//! What the pages of selling cost over the reference book, natively: `cargo run -p bench --profile quick --example selling [NAME ...]`.
//!
//! Each question is answered after opening and after edits of several collections, as the worker does it: from what it remembers where that
//! still holds (told as `–`), else anew. With `bare` as the first word it only tells what the book takes in memory without selling.
#![allow(clippy::print_stdout)]

use bench::book;
use engine::packed::Packed;
use engine::scoring::{self, Scores};
use engine::selling::{Context, Remembered};
use engine::storage::Memory;
use engine::{Book, samples};
use model::report::{Calc, Chart, Group, Measure, Path, extra};
use model::rule::Unit;
use model::schema::{activity, customer, lead, opportunity, order, payment, task, view};
use model::{
    Cell, CollectionId, Currency, Day, DeviceId, FieldId, Label, Money, Operation, OptionId, Part, RecordId, Report,
    Value, options,
};
use peak_alloc::PeakAlloc;
use protocol::deals::DealsBehind;
use protocol::selling::leads::{Probe, Whose};
use protocol::*;
use sample::SampleBook;
use sample::staff::USERS;
use std::ops::ControlFlow;
use std::time::UNIX_EPOCH;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

const LEADS: usize = 10_000;
const ROUNDS: usize = 5;

fn mb(bytes: usize) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}

/// Milliseconds that the processor was at work here: other work on the machine stretches time by the clock.
fn busy_ms() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|told| told.split(' ').next().and_then(|nanos| nanos.parse::<f64>().ok()));
    nanos.map_or_else(|| UNIX_EPOCH.elapsed().map_or(0.0, |time| time.as_secs_f64() * 1e3), |nanos| nanos / 1e6)
}

/// Repeats what there is up to so many.
fn stretch<T: Clone>(all: &mut Vec<T>, wanted: usize) {
    let have = all.len().max(1);
    (all.len()..wanted).for_each(|at| all.push(all[at % have].clone()));
}

fn stretched(book: &mut SampleBook) {
    let leads = &mut book.leads;
    stretch(&mut leads.name, LEADS);
    stretch(&mut leads.company, LEADS);
    stretch(&mut leads.status, LEADS);
    stretch(&mut leads.rating, LEADS);
    stretch(&mut leads.mobile, LEADS);
    stretch(&mut leads.email, LEADS);
    stretch(&mut leads.source, LEADS);
    stretch(&mut leads.owner, LEADS);
    stretch(&mut leads.next_contact_at, LEADS);
    stretch(&mut leads.last_contacted_at, LEADS);
    stretch(&mut leads.title, LEADS);
    stretch(&mut leads.region, LEADS);
    stretch(&mut leads.industry, LEADS);
    stretch(&mut leads.owned_since, LEADS);
    stretch(&mut leads.customer, LEADS);
    stretch(&mut leads.converted_at, LEADS);
}

/// The reference book as a disk holds it, with owners; `selling` says whether with leads, opportunities, instalments, payments and tasks.
fn stored(selling: bool) -> Memory {
    let disk = Memory::default();
    let mut next = 0;
    let ids = || {
        next += 1;
        next
    };
    let mut sample = book::reference(100_000, 1_000_000, 200_000, 1);
    stretched(&mut sample);
    let of_selling =
        |of: CollectionId| ![customer::ID, order::ID, activity::ID, model::schema::product::ID].contains(&of);
    let pieces = samples::pieces(&sample, 1).into_iter().filter(|rows| selling || !of_selling(rows.collection));
    let owned = pieces.map(|rows| {
        let owner = match rows.collection {
            customer::ID => customer::OWNER.id,
            opportunity::ID => opportunity::OWNER.id,
            _ => return rows,
        };
        let len = rows.len();
        rows.with(owner, Packed::references((0..len).map(|at| Some(USERS[at % USERS.len()].id))))
    });
    let pieces: Vec<_> = owned.collect();
    pollster::block_on(async {
        let opened = Book::open(disk.clone(), DeviceId(1)).await.expect("opens");
        let make = |_: &_, stamp| Ok(Some(samples::operation(pieces.clone(), stamp)));
        opened.commit_bulk(1, ids, make, |_, _| ControlFlow::Continue(())).await.expect("commits");
    });
    disk
}

/// A report of everything, in two groups.
fn large(groups: [Path; 2], of: CollectionId, sum: FieldId) -> Report {
    Report {
        groups: groups.map(|by| Group { by, unit: Unit::Month }).to_vec(),
        measures: vec![Measure { calc: Calc::Sum, of: Path::own(sum) }, Measure::COUNT],
        counted: false,
        chart: Chart::Stacked,
        top: 0,
        ..Report::new(of)
    }
}

fn questions(me: RecordId, deal: RecordId, buyer: RecordId) -> Vec<(&'static str, SellingQuery)> {
    let (day, zone) = (book::TODAY, Zone::fixed(480));
    let scope = DealScope { pipeline: None, owners: Owners::ALL, this_month: false };
    let care = Care { day, zone: zone.clone(), owners: Owners(vec![me]), limit: 4 };
    let span = |from: i32, days: i32, limit: u32| AgendaSpan {
        zone: zone.clone(),
        owners: Owners(vec![me]),
        customer: None,
        from: Some(Day(from)),
        to: Some(Day(from + days)),
        done: true,
        coming: true,
        near: None,
        limit,
    };
    let probe = |name: &str, phone: &str| Probe {
        name: name.into(),
        phones: if phone.is_empty() { Vec::new() } else { vec![phone.into()] },
        ..Probe::default()
    };
    let measure = |name: &str| options::MEASURE.id(name).unwrap_or(OptionId(1));
    let period = options::PERIOD.id("month").unwrap_or(OptionId(1));
    let targets = |name: &str| {
        SellingQuery::Reports(ReportsQuery::Targets(TargetsOf { measure: measure(name), period, year: day.ymd().0 }))
    };
    let run = |report: Report| SellingQuery::Reports(ReportsQuery::Run(Box::new(report)));
    let own = Path::own;
    let region = Path::through(order::CUSTOMER.id, customer::REGION.id);
    let mut all = vec![
        ("today", SellingQuery::Today(TodayQuery { care: care.clone(), limit: 8 })),
        ("care", SellingQuery::Agenda(AgendaQuery::Care(Care { owners: Owners::ALL, ..care }))),
        ("agenda week", SellingQuery::Agenda(AgendaQuery::Span(span(day.0 - 3, 7, 500)))),
        ("agenda month", SellingQuery::Agenda(AgendaQuery::Span(span(day.0 - 15, 31, 500)))),
        (
            "reminders",
            SellingQuery::Agenda(AgendaQuery::Reminders {
                zone,
                owners: Owners(vec![me]),
                after: i64::from(day.0) * 86_400_000,
                day,
            }),
        ),
        ("pipelines", SellingQuery::Deals(DealsQuery::Pipelines)),
        ("board", SellingQuery::Deals(DealsQuery::Board { scope: scope.clone(), top: 50, more: Vec::new() })),
        ("forecast", SellingQuery::Deals(DealsQuery::Forecast(scope.clone()))),
        ("funnel", SellingQuery::Deals(DealsQuery::Funnel { scope: scope.clone(), since: None })),
        ("won", SellingQuery::Deals(DealsQuery::Behind { scope, since: None, which: DealsBehind::Won, limit: 100 })),
        ("large deals", SellingQuery::Deals(DealsQuery::Large { concerns: None })),
        ("at risk", SellingQuery::Deals(DealsQuery::AtRisk { owners: Owners(vec![me]), limit: 8 })),
        ("a deal", SellingQuery::Deals(DealsQuery::Deal { id: deal })),
        ("deals of one", SellingQuery::Deals(DealsQuery::OfCustomer { customer: buyer })),
        ("leads", SellingQuery::Leads(LeadsQuery::Overview { me: Some(me), whose: Whose::All })),
        ("lead typed", SellingQuery::Leads(LeadsQuery::Typed { text: "王小明 138 0013 8000 明德茶叶有限公司".into() })),
        ("alike: name", SellingQuery::Leads(LeadsQuery::Duplicates(Box::new(probe("Harriet Collins", ""))))),
        ("alike: phone", SellingQuery::Leads(LeadsQuery::Duplicates(Box::new(probe("", "020 7946 0123"))))),
        ("due", SellingQuery::Money(MoneyQuery::Due { owners: Owners::ALL, limit: 50 })),
        ("account", SellingQuery::Money(MoneyQuery::Account(buyer))),
        ("people", SellingQuery::Team(TeamQuery::People)),
        (
            "near",
            SellingQuery::Field(FieldQuery::Near { from: None, order: NearOrder::Overdue, region: None, limit: 50 }),
        ),
        ("talk with", SellingQuery::Talks(TalksQuery::Who { text: "wang".into(), limit: 8 })),
        ("number", SellingQuery::Talks(TalksQuery::Number("+86 138 0013 8000".into()))),
        ("section", SellingQuery::Talks(TalksQuery::Section { of: opportunity::ID, id: deal, max: 20 })),
        ("dashboard", SellingQuery::Reports(ReportsQuery::Dashboard)),
        ("standing", SellingQuery::Reports(ReportsQuery::Standing { owners: Owners::ALL, team: false })),
        ("targets revenue", targets("revenue")),
        ("targets won", targets("won_deals")),
        ("targets new", targets("new_customers")),
        ("targets talks", targets("activities")),
        ("all by month, region", run(large([own(order::DAY.id), region], order::ID, order::TOTAL.id))),
        ("all by month, status", run(large([own(order::DAY.id), own(order::STATUS.id)], order::ID, order::TOTAL.id))),
        ("all by owner", run(large([own(extra::RESPONSIBLE), own(order::STATUS.id)], order::ID, order::TOTAL.id))),
    ];
    let tiles = [
        "tile: by month",
        "tile: by product",
        "tile: by region",
        "tile: by owner",
        "tile: receivables",
        "tile: activity",
        "tile: lead sources",
        "tile: won and lost",
        "tile: lost why",
    ];
    let book = engine::Workspace::default();
    let context = context(&book, None);
    let answer = engine::selling::answer(&context, &SellingQuery::Reports(ReportsQuery::Dashboard));
    if let SellingAnswer::Reports(ReportsAnswer::Dashboard(ready, _)) = answer {
        let reports = ready.into_iter().filter_map(|tile| tile.report);
        all.extend(tiles.into_iter().zip(reports).map(|(name, report)| (name, run(report))));
    }
    all
}

/// Eight hours east of Greenwich, where clocks are never set.
static EAST: Zone = Zone { first: 480, changes: Vec::new() };

fn context<'a>(workspace: &'a engine::Workspace, scores: Option<&'a Scores>) -> Context<'a> {
    Context {
        workspace,
        scores,
        today: book::TODAY,
        now_millis: i64::from(book::TODAY.0) * 86_400_000 + 30_000_000,
        zone: &EAST,
        currency: Currency::CNY,
        sounds: None,
    }
}

/// What is changed, by name: a cell of a record, and what stands there after the nth time.
type Edit<'a> = (&'a str, CollectionId, RecordId, FieldId, &'a dyn Fn(usize) -> Value);

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let bare = words.first().is_some_and(|word| word == "bare");
    let disk = stored(!bare);
    let base = ALLOCATOR.current_usage();
    let book = pollster::block_on(Book::open(disk, DeviceId(1))).expect("opens");
    println!(
        "open: {:.1} MB more live, most {:.1} MB",
        mb(ALLOCATOR.current_usage() - base),
        mb(ALLOCATOR.peak_usage())
    );
    if bare {
        return;
    }
    let scores = {
        let state = book.state();
        let settings = scoring::settings(&state.workspace, book::TODAY, Currency::CNY);
        let input = scoring::fingerprint(state.workspace.scored_version(), &settings);
        let (mut run, rest) = scoring::begin(&state.workspace, &settings, input, None, None);
        while run.step() != ::insight::Progress::Done {}
        scoring::finish(run, rest)
    };
    let first = |of: CollectionId| {
        let state = book.state();
        let table = state.workspace.table(of).expect("there");
        state.workspace.ids.id(table.handle(table.len() / 2))
    };
    let option = |n: usize| Value::Option(OptionId(1 + (n % 3) as u16));
    let money = |n: usize| Value::Money(Money { minor: 10_000 + n as i64, currency: Currency::CNY });
    let edits: [Edit; 7] = [
        ("view", view::ID, RecordId(77), view::NAME.id, &|n| Value::Text(format!("View {n}"))),
        ("task", task::ID, first(task::ID), task::PRIORITY.id, &option),
        ("deal", opportunity::ID, first(opportunity::ID), opportunity::AMOUNT.id, &money),
        ("lead", lead::ID, first(lead::ID), lead::RATING.id, &option),
        ("pay", payment::ID, first(payment::ID), payment::AMOUNT.id, &money),
        ("order", order::ID, first(order::ID), order::TOTAL.id, &money),
        ("customer", customer::ID, first(customer::ID), customer::LEVEL.id, &option),
    ];
    let heads: Vec<String> = edits.iter().map(|(name, ..)| format!("{name:>8}")).collect();
    println!("{:24} {:>8} {} {:>9}", "least ms of 5 after", "opening", heads.join(" "), "peak MB");
    let mut round = 0;
    for (name, question) in questions(USERS[0].id, first(opportunity::ID), first(customer::ID)) {
        if !words.is_empty() && !words.iter().any(|word| name.contains(word.as_str())) {
            continue;
        }
        let asked = Sealed::new(&question);
        let mut remembered = Remembered::default();
        let live = ALLOCATOR.current_usage();
        ALLOCATOR.reset_peak_usage();
        let answer = |remembered: &mut Remembered| -> Option<f64> {
            let state = book.state();
            let context = context(&state.workspace, Some(&scores));
            if remembered.known(&context, 1, &asked).is_some() {
                return None;
            }
            let start = busy_ms();
            remembered.answer(&context, 1, &asked);
            Some(busy_ms() - start)
        };
        let opening = answer(&mut remembered).unwrap_or(0.0);
        let peak = mb(ALLOCATOR.peak_usage() - live);
        let mut columns = Vec::new();
        for (_, collection, record, field, value) in &edits {
            let mut least: Option<f64> = None;
            for _ in 0..ROUNDS {
                round += 1;
                let make = |_: &engine::Workspace, stamp| {
                    let cell = |field, value| Cell { collection: *collection, record: *record, field, value };
                    let cells = vec![cell(FieldId::ALIVE, Value::Bool(true)), cell(*field, value(round))];
                    Ok(Operation { stamp, label: Label::Edit(*collection, *field), parts: vec![Part::Cells(cells)] })
                };
                pollster::block_on(book.commit(round as u64 + 10, make)).expect("commits");
                if let Some(ms) = answer(&mut remembered) {
                    least = Some(least.map_or(ms, |least| least.min(ms)));
                }
            }
            columns.push(least.map_or(format!("{:>8}", "–"), |ms| format!("{ms:8.2}")));
        }
        println!("{name:24} {opening:8.2} {} {peak:9.1}", columns.join(" "));
    }
}
