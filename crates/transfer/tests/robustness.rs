//! Whatever comes in, nothing panics: seeded noise, mutated files, mappings that do not fit.

mod common;
#[path = "../../engine/tests/common/seeds.rs"]
mod seeds;
use common::*;
use model::{Currency, Kind, schema};
use protocol::import::{
    Cells, DayFormat, DecimalMark, Delimiter, Encoding, FieldKind, IMPORTED, ImportField, Mapping, OnMatch,
    OptionWords, RecordMapping, Role, Target, UnknownOption, UnknownReference,
};
use seeds::seeds;
use transfer::{Log, Opening};

/// SplitMix64: small, seeded, the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// Every declared field that a column can mean.
fn fields() -> Vec<ImportField> {
    let declared = schema::ALL.iter().flat_map(|of| of.fields.iter().map(move |field| (of.id, field)));
    let words = |name: &str| vec![name.to_owned()];
    let field = |(of, field): (model::CollectionId, &schema::Field)| {
        let options = if let Kind::Option(list) = field.kind { list.values } else { &[] };
        let options = options.iter().map(|value| OptionWords { id: value.id, words: words(value.name) }).collect();
        let (id, kind) = (field.id, FieldKind::of(field.kind)?);
        Some(ImportField { of, id, name: field.name.to_owned(), labels: words(field.name), kind, options })
    };
    declared.filter_map(field).collect()
}

/// Columns that mean anything of any collection.
fn meaning(fields: &[ImportField], random: &mut Random) -> RecordMapping {
    let collection = random.pick(&IMPORTED);
    let of: Vec<&ImportField> = fields.iter().filter(|field| field.of == collection).collect();
    let target = |random: &mut Random| match random.below(8) {
        0 => Target::Ignore,
        1 => Target::FirstName,
        2 => Target::LastName,
        3 => Target::Currency,
        4 => {
            let any = &fields[random.below(fields.len())];
            Target::Field(any.of, any.id)
        }
        _ => Target::Field(collection, of[random.below(of.len())].id),
    };
    RecordMapping {
        collection,
        targets: (0..random.below(8)).map(|_| target(random)).collect(),
        match_by: Vec::new(),
        on_match: random.pick(&[OnMatch::Skip, OnMatch::Update, OnMatch::Create]),
        unknown_option: random.pick(&[UnknownOption::Remark, UnknownOption::LeaveEmpty]),
        unknown_reference: UnknownReference::Create,
        words: Vec::new(),
    }
}

fn cells(cells: &Cells) -> usize {
    match cells {
        Cells::Text { ends, .. } | Cells::Words { ends, .. } => ends.len(),
        Cells::Bool(cells) => cells.len(),
        Cells::Number(cells) | Cells::Instant(cells) => cells.len(),
        Cells::Money { minor, .. } => minor.len(),
        Cells::Day(cells) => cells.len(),
        Cells::Option(cells) => cells.len(),
        Cells::Word { index, .. } => index.len(),
    }
}

/// Reads all rows of a file of records; every column has a cell for each.
fn read_records(log: &mut Log, mapping: &Mapping, random: &mut Random) {
    let Some(records) = &mapping.records else { return };
    let Ok(mut reader) = log.record_reader(mapping, records) else { return };
    while let Some(rows) = reader.next_chunk(1 + random.below(50)) {
        assert!(rows.columns.iter().all(|column| cells(&column.cells) == rows.lines.len()), "{records:?}");
    }
    let outcome = reader.finish();
    let _ = log.rejects_csv(&outcome.rejects, &[]);
}

/// Opens, looks, corrects at random, reads, reports.
fn exercise(bytes: Vec<u8>, random: &mut Random) {
    let fields = if random.below(2) == 0 { fields() } else { Vec::new() };
    let opening = Opening { today: today(), currency: Currency::USD, zone: Default::default(), fields: fields.clone() };
    let Ok(mut log) = Log::open_any(bytes, opening, decode) else { return };
    let preview = log.preview();
    assert_eq!(preview.columns.len(), preview.mapping.roles.len());
    for row in &preview.sample {
        assert_eq!(row.read.len(), preview.columns.len());
    }
    let mut mapping = preview.mapping;
    for _ in 0..3 {
        read_records(&mut log, &mapping, random);
        let mut customers = 0;
        if let Ok(outcome) = log.read(&mapping, 1 + random.below(50), &mut |chunk, done, total| {
            assert!(done <= total);
            let rows = chunk.customer.len();
            customers += chunk.new_customers.len();
            assert!(chunk.late_facts.iter().all(|(at, _)| (*at as usize) < customers));
            let columns = [chunk.product.len(), chunk.number.len(), chunk.day.len(), chunk.amount.len()];
            assert!(columns.iter().chain([&chunk.currency.len(), &chunk.quantity.len()]).all(|len| *len == rows));
            std::ops::ControlFlow::Continue(())
        }) {
            assert!(outcome.complete);
            let _ = log.rejects_csv(&outcome.rejects, &[]);
        }
        mapping = Mapping {
            encoding: random.pick(&[
                Encoding::Utf8,
                Encoding::Utf8,
                Encoding::Gb18030,
                Encoding::Windows1252,
                Encoding::Utf16Be,
            ]),
            delimiter: random.pick(&[
                Delimiter::Comma,
                Delimiter::Semicolon,
                Delimiter::Tab,
                Delimiter::Pipe,
                Delimiter::Spaces,
            ]),
            header: random.below(2) == 0,
            roles: (0..random.below(8)).map(|_| random.pick(&Role::ALL)).collect(),
            day: random.pick(&transfer::day_scan::FORMATS),
            decimal: random.pick(&[DecimalMark::Point, DecimalMark::Comma]),
            currency: mapping.currency,
            sheet: 0,
            records: (!fields.is_empty() && random.below(3) > 0).then(|| meaning(&fields, random)),
        };
        let _ = log.with(mapping.clone());
    }
}

#[test]
fn noise() {
    for seed in seeds(0..400) {
        let mut random = Random(seed);
        let length = random.below(600);
        exercise((0..length).map(|_| random.next() as u8).collect(), &mut random);
        let alphabet = "0123456789,;\t|\"\"\n\r -.:/eE()$¥￥€'月年日，１A客@_+";
        let alphabet: Vec<char> = alphabet.chars().collect();
        let text: String = (0..length).map(|_| random.pick(&alphabet)).collect();
        exercise(text.into_bytes(), &mut random);
    }
}

#[test]
fn mutations_of_good_files() {
    let files = [
        include_str!("fixtures/cdnow_excerpt.txt").to_owned(),
        "客户编号,姓名,下单日期,金额\r\nA1,\"王\r\n小明\",2024年1月31日,\"￥1,200.50\"\r\nA2,李娜,2024年2月1日,(8.00)\r\n".repeat(20),
        "Report,\n\nInvoiceNo,Quantity,InvoiceDate,UnitPrice,CustomerID,phone,region\n1,6,12/13/2010 8:26,2.55,17850.0,+86 138,\nC2,-1,1/13/2011,0.0425,17850.0,,x\n"
            .repeat(20),
        "id;date;total;email\n1;31.01.2024 10:00;1.234,50 €;a@b.de\n2;12772.0;-5;x\n".repeat(30),
        "name,email,phone,level,annual_revenue,birthday,tags,remark\nAcme,a@b.de,+86 138-0013-8000,key_a,100.50 EUR,1990-02-03,a; b,\"two\nlines\"\n"
            .repeat(20),
    ];
    for seed in seeds(0..600) {
        let mut random = Random(seed);
        let mut bytes = files[(seed % files.len() as u64) as usize].clone().into_bytes();
        for _ in 0..1 + random.below(8) {
            if bytes.is_empty() {
                break;
            }
            let at = random.below(bytes.len());
            match random.below(5) {
                0 => bytes[at] = random.next() as u8,
                1 => bytes.insert(at, random.pick(b"\",;\n\r\t 0-.")),
                2 => drop(bytes.remove(at)),
                3 => bytes.truncate(at.max(1)),
                _ => {
                    let piece = bytes[at..bytes.len().min(at + 40)].to_vec();
                    bytes.extend(piece);
                }
            }
        }
        exercise(bytes, &mut random);
    }
}

#[test]
fn cells_of_any_text() {
    let alphabet: Vec<char> = "0123456789,.'()-−+ eE$¥元USD年月日:/TZ９，。\u{a0}é".chars().collect();
    for seed in seeds(0..60_000) {
        let mut random = Random(seed);
        let text: String = (0..random.below(24)).map(|_| random.pick(&alphabet)).collect();
        let format: DayFormat = random.pick(&transfer::day_scan::FORMATS);
        if let Ok(day) = transfer::days::parse(&text, format, today()) {
            assert!((transfer::days::FIRST..=transfer::days::LAST).contains(&day));
        }
        for mark in [DecimalMark::Point, DecimalMark::Comma] {
            let _ = transfer::amounts::parse(&text, mark, model::Currency::USD);
            let _ = transfer::amounts::quantity(&text, mark);
        }
        let cell = model::formula::neutral(&text);
        assert!(cell.ends_with(&text));
    }
}
