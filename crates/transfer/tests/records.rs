//! Files of records: what they are taken for, what their columns mean, and rows that make no sense.

mod common;

use common::*;
use model::schema::{self, activity, contact, customer, order, order_line, payment, product};
use model::{CollectionId, Currency, FieldId, Kind, OptionId};
use protocol::import::{
    Cells, FieldKind, FileError, ImportField, Mapping, OptionWords, Preview, RecordRows, Reject, RejectReason, Target,
};
use transfer::{Log, Opening, Outcome};

/// The declared fields with the labels that matter here, and one of the workspace's own.
fn fields() -> Vec<ImportField> {
    let declared = schema::ALL.iter().flat_map(|of| of.fields.iter().map(move |field| (of.id, field)));
    let field = |(of, field): (CollectionId, &schema::Field)| {
        let options = match field.kind {
            Kind::Option(list) => list.values,
            _ => &[],
        };
        let words = |name: &str| vec![name.to_owned()];
        let zh = match (of, field.name) {
            (customer::ID, "name") => "客户名称",
            (customer::ID, "level") => "客户级别",
            (_, "email") => "邮箱",
            (payment::ID, "method") => "回款方式",
            _ => "",
        };
        Some(ImportField {
            of,
            id: field.id,
            name: field.name.to_owned(),
            labels: [field.name, zh]
                .iter()
                .filter(|label| !label.is_empty())
                .map(|label| (*label).to_owned())
                .collect(),
            kind: FieldKind::of(field.kind)?,
            options: options.iter().map(|value| OptionWords { id: value.id, words: words(value.name) }).collect(),
        })
    };
    let own = ImportField {
        of: customer::ID,
        id: FieldId(0x8001),
        name: String::new(),
        labels: vec!["Shoe size 鞋码".to_owned()],
        kind: FieldKind::Number,
        options: Vec::new(),
    };
    declared.filter_map(field).chain([own]).collect()
}

fn opened(bytes: impl Into<Vec<u8>>) -> Result<Log, FileError> {
    let opening = Opening {
        today: today(),
        currency: Currency::USD,
        zone: std::rc::Rc::new(protocol::Zone::fixed(480)),
        fields: fields(),
    };
    Log::open_any(bytes.into(), opening, decode)
}

fn kind(text: &str) -> Option<CollectionId> {
    opened(text).expect("a table").preview().mapping.records.map(|records| records.collection)
}

fn targets(preview: &Preview) -> Vec<Target> {
    preview.mapping.records.as_ref().expect("records").targets.clone()
}

fn read_all(text: &str) -> (RecordRows, Outcome, Log, Mapping) {
    let mut log = opened(text).expect("a table");
    let mapping = log.preview().mapping;
    let records = mapping.records.clone().expect("records");
    let mut reader = log.record_reader(&mapping, &records).expect("reads");
    let mut all = RecordRows::default();
    while let Some(rows) = reader.next_chunk(2) {
        all.lines.extend(rows.lines);
        if all.columns.is_empty() {
            all.columns = rows.columns;
        } else {
            all.columns.iter_mut().zip(rows.columns).for_each(|(column, more)| column.cells.append(more.cells));
        }
    }
    let outcome = reader.finish();
    (all, outcome, log, mapping)
}

fn reasons(outcome: &Outcome) -> Vec<(u32, RejectReason)> {
    outcome.summary.rejects.iter().map(|reject| (reject.line, reject.reason)).collect()
}

fn column(rows: &RecordRows, field: FieldId) -> &Cells {
    &rows.columns.iter().find(|column| column.field == field).expect("the column").cells
}

#[test]
fn what_a_file_holds_is_told_by_its_headers() {
    for (text, holds) in [
        ("Name,E-mail,Phone\nA,a@b.c,1\n", Some(customer::ID)),
        ("客户名称,客户级别,邮箱\n王小明,key_a,a@b.c\n", Some(customer::ID)),
        ("First name,Last name,Company,Job title,Email\nA,B,C,D,a@b.c\n", Some(contact::ID)),
        ("SKU,Name,Price,Cost\nx,y,1,2\n", Some(product::ID)),
        ("Number,Order,Date,Amount,Method\n1,2,2024-01-01,3,cash\n", Some(payment::ID)),
        (
            "Order number,Customer,Date,Status,Product,Quantity,Unit price,Discount\n1,A,2024-01-01,,x,1,2,\n",
            Some(order::ID),
        ),
        ("Type,Customer,Date,Notes\ncall,A,2024-01-01,hello\n", Some(activity::ID)),
        // Purchase logs stay what they are.
        ("customer,date,amount\nA,2024-01-01,1\n", None),
        (
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n1,x,y,2,2010-12-01,2.55,17850,UK\n",
            None,
        ),
        ("订单编号,客户,日期,金额\n1,王小明,2024-01-01,3\n", None),
        ("00004 0001 19970101 2 29.33\n00004 0001 19970118 2 29.73\n", None),
    ] {
        assert_eq!(kind(text), holds, "{text}");
    }
}

#[test]
fn columns_mean_fields_by_label_name_alias_and_custom_name() {
    let preview = opened("external_id,Customer name,Mail,VAT,Shoe size 鞋码,Whatever\n1,A,a@b.c,D,42,?\n")
        .expect("a table")
        .preview();
    let field = |id| Target::Field(customer::ID, id);
    assert_eq!(
        targets(&preview),
        [
            field(customer::EXTERNAL_ID.id),
            field(customer::NAME.id),
            field(customer::EMAIL.id),
            field(customer::TAX_ID.id),
            field(FieldId(0x8001)),
            Target::Ignore
        ]
    );
    let lines = opened("Number,Customer,Date,Amount\n1,A,2024-01-01,5\n").expect("a table");
    let mut lines = lines;
    let mapping = Mapping { records: Some(empty(order::ID)), ..lines.preview().mapping };
    let preview = lines.with(mapping).expect("orders");
    assert_eq!(targets(&preview)[3], Target::Field(order::ID, order::TOTAL.id), "an amount alone is the order's");
    let mut lines = opened("Number,Customer,Date,Product,Amount\n1,A,2024-01-01,x,5\n").expect("a table");
    let mapping = Mapping { records: Some(empty(order::ID)), ..lines.preview().mapping };
    let preview = lines.with(mapping).expect("orders");
    assert_eq!(targets(&preview)[4], Target::Field(order_line::ID, order_line::AMOUNT.id));
}

fn empty(collection: CollectionId) -> protocol::import::RecordMapping {
    protocol::import::RecordMapping {
        collection,
        targets: Vec::new(),
        match_by: Vec::new(),
        on_match: protocol::import::OnMatch::Update,
        unknown_option: protocol::import::UnknownOption::Remark,
        unknown_reference: protocol::import::UnknownReference::Create,
        words: Vec::new(),
    }
}

#[test]
fn headers_twice_empty_and_alone() {
    let preview = opened("Name,Name,,E-mail\nA,B,C,a@b.c\n").expect("a table").preview();
    let name = Target::Field(customer::ID, customer::NAME.id);
    assert_eq!(
        targets(&preview),
        [name, Target::Ignore, Target::Ignore, Target::Field(customer::ID, customer::EMAIL.id)]
    );
    let (rows, outcome, ..) = read_all("Name,E-mail,Phone\n");
    assert_eq!((rows.lines.len(), outcome.summary.good, outcome.summary.rejected), (0, 0, 0));
}

#[test]
fn headers_have_a_fingerprint_that_small_differences_do_not_change() {
    let print = |text: &str| opened(text).expect("a table").preview().fingerprint;
    assert_eq!(print("Name,E-mail\nA,a@b.c\n"), print("name , EMAIL\nB,x@y.z\n"));
    assert_ne!(print("Name,E-mail\nA,a@b.c\n"), print("E-mail,Name\na@b.c,A\n"));
    assert_eq!(print("00004 0001 19970101 2 29.33\n00004 0001 19970118 2 29.73\n"), 0, "no header, no print");
    assert_eq!(print("Name,E-mail\nA,a@b.c\n"), 11_418_921_553_654_884_218, "it is kept: it never changes");
}

#[test]
fn every_kind_of_nonsense_is_refused_by_its_row_and_reason() {
    let text = "Name,Birthday,E-mail,Do not call,Annual revenue,Shoe size 鞋码\n\
        A,2024-02-30,,,,\n\
        B,0000-01-01,,,,\n\
        C,,not at all,,,\n\
        D,,,perhaps,,\n\
        E,,,,99999999999999999999,\n\
        F,,,,much,\n\
        G,,,,,many\n\
        H,,,,\n\
        I,,,,,,more\n\
        J,1990-02-03,j@例子.中国,yes,\"1,234.50 EUR\",42.5\n";
    let (rows, outcome, ..) = read_all(text);
    assert_eq!(
        reasons(&outcome),
        [
            (2, RejectReason::NotADay),
            (3, RejectReason::NotADay),
            (4, RejectReason::NotAnEmail),
            (5, RejectReason::NotYesOrNo),
            (6, RejectReason::TooLarge),
            (7, RejectReason::NotANumber),
            (8, RejectReason::NotANumber),
            (9, RejectReason::WrongFieldCount { found: 5, expected: 6 }),
            (10, RejectReason::WrongFieldCount { found: 7, expected: 6 }),
        ]
    );
    assert_eq!((rows.lines.as_slice(), column(&rows, customer::NAME.id).text(0)), (&[11][..], "J"));
    let Cells::Money { minor, currencies, .. } = column(&rows, customer::ANNUAL_REVENUE.id) else { panic!("money") };
    assert_eq!((minor.as_slice(), currencies.as_slice()), (&[123_450][..], &[Currency::EUR][..]));
    assert_eq!(column(&rows, FieldId(0x8001)), &Cells::Number(vec![42_500_000]));
}

#[test]
fn texts_are_kept_as_texts() {
    let text = "Name,Remark,Phone,E-mail\n\
        =1+1,\"two\nlines\",'+44 20 7946 0958,\n\
        \u{7}A,<b>'=x</b>,13800138000.0,a@b.c\n\
        \u{202e}evil,'plain,(none),\n";
    let (rows, outcome, ..) = read_all(text);
    assert_eq!(outcome.summary.rejected, 0);
    let texts = |field| (0..3).map(|row| column(&rows, field).text(row)).collect::<Vec<_>>();
    assert_eq!(texts(customer::NAME.id), ["=1+1", "A", "evil"], "nothing is run, nothing is lost");
    assert_eq!(texts(customer::REMARK.id), ["two\nlines", "<b>'=x</b>", "'plain"]);
    assert_eq!(
        texts(customer::PHONE.id),
        ["+44 20 7946 0958", "13800138000", "(none)"],
        "as it was before an export kept it"
    );
}

#[test]
fn a_megabyte_in_one_cell_refuses_the_row_or_the_file() {
    let (rows, outcome, ..) = read_all(&format!("Name,E-mail\n{},a@b.c\nB,b@b.c\n", "x".repeat(200_000)));
    assert_eq!((rows.lines.len(), reasons(&outcome)), (1, vec![(2, RejectReason::TooLong)]));
    let whole = opened(format!("Name,E-mail\n{},a@b.c\n", "x".repeat(2 << 20)));
    assert!(matches!(whole.err(), Some(FileError::LineTooLong { line: 2, .. })));
}

#[test]
fn names_in_two_parts_are_joined_as_the_language_has_it() {
    let (rows, ..) =
        read_all("First name,Last name,Company,Email\nAda,Lovelace,X,a@b.c\n小明,王,Y,b@b.c\n,Cher,Z,c@b.c\n");
    let names: Vec<_> = (0..3).map(|row| column(&rows, contact::NAME.id).text(row)).collect();
    assert_eq!(names, ["Ada Lovelace", "王小明", "Cher"]);
}

#[test]
fn options_are_found_in_either_language_and_others_are_counted() {
    let text = "Name,Level,Gender,Remark\nA,KEY_A,f,\nB,gold,female,old\nC,gold,,\nD,silver,,\n";
    let (rows, outcome, ..) = read_all(text);
    assert_eq!(column(&rows, customer::LEVEL.id), &Cells::Option(vec![1, u16::MAX, u16::MAX, u16::MAX]));
    assert_eq!(outcome.summary.unknown_cells, 4);
    let listed: Vec<_> = outcome.summary.unknown.iter().map(|text| (text.text.as_str(), text.rows)).collect();
    assert_eq!(listed, [("gold", 2), ("silver", 1), ("f", 1)]);
    assert_eq!(column(&rows, customer::REMARK.id).text(1), "old\nLevel: gold");
    assert!(fields().iter().any(|field| field.options.iter().any(|option| option.id == OptionId(1))));
}

#[test]
fn moments_have_a_time_and_a_zone() {
    let (rows, outcome, ..) = read_all(
        "Type,Customer,Time,Notes\ncall,A,2024-03-05 14:30,x\ncall,A,2024-03-05T14:30:00Z,y\ncall,A,2024-03-05,z\ncall,A,2024-03-05 25:00,w\n",
    );
    let Cells::Instant(at) = column(&rows, activity::AT.id) else { panic!("moments") };
    let day = i64::from(day(2024, 3, 5).0) * 86_400_000;
    let half_past_two = 14 * 3_600_000 + 1_800_000;
    assert_eq!(at.as_slice(), [day + half_past_two - 480 * 60_000, day + half_past_two, day - 480 * 60_000]);
    assert_eq!(reasons(&outcome), [(5, RejectReason::NotATime)]);
}

#[test]
fn the_templates_example_is_no_record() {
    for example in ["Example: Acme Ltd", "例如：远景"] {
        let file =
            format!("Name,E-mail,Phone\n{example},name@example.com,'+44 20\n例如：远景,a@b.c,\nExample: B,b@b.c,\n");
        let (_, outcome, ..) = read_all(&file);
        assert_eq!(reasons(&outcome), [(2, RejectReason::Example)], "those below are who they are");
        assert_eq!(outcome.summary.good, 2);
    }
    let (_, outcome, ..) = read_all("Name,E-mail\nA,nonsense\nExample: B,b@b.c\n");
    assert_eq!(reasons(&outcome), [(2, RejectReason::NotAnEmail)]);
}

#[test]
fn the_report_holds_what_was_refused_while_reading_and_later() {
    let (_, outcome, log, _) = read_all("Name,E-mail\nA,nonsense\n=B,b@b.c\nC,c@b.c\n");
    let later = [Reject { line: 3, column: Some(1), reason: RejectReason::SeveralMatches, text: String::new() }];
    let report = String::from_utf8(log.rejects_csv(&outcome.rejects, &later)).expect("UTF-8");
    let lines: Vec<&str> = report.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        lines,
        [
            "line,column,reason,text,Name,E-mail",
            "2,E-mail,not_an_email,nonsense,A,nonsense",
            "3,E-mail,several_matches,b@b.c,'=B,b@b.c"
        ]
    );
}

#[test]
fn a_field_that_new_records_need_is_asked_for() {
    let mut log = opened("Order number,Customer,Status,Discount\n1,A,draft,1\n").expect("a table");
    let mapping = Mapping { records: Some(empty(order::ID)), ..log.preview().mapping };
    let mapping = log.with(mapping).expect("orders").mapping;
    let records = mapping.records.clone().expect("orders");
    assert_eq!(records.missing(), [order::DAY.id]);
    let refused = log.record_reader(&mapping, &records).err();
    assert_eq!(refused, Some(FileError::MissingField(order::ID, order::DAY.id)));
    let product = product::ID;
    assert!(protocol::import::required(product).contains(&product::NAME.id));
}
