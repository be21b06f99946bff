//! Files of records all the way: text, columns, operation, book. Matched, updated, repeated, refused, undone.
#![allow(missing_docs)]

mod import_support;

use engine::import::records::settle;
use import_support::*;
use model::schema::{
    Collection, Key, contact, custom_field, customer, lead, opportunity, option, order, order_line, payment, product,
    tag, task, team, user,
};
use model::{Label, Money, OptionId, Value};
use protocol::import::{MatchKey, OnMatch, RejectReason, UnknownOption, UnknownReference, WordMeaning, WordTo};

const CUSTOMERS: &str = "External id,Name,E-mail,Phone,Level,Tags,Birthday,Remark\n\
    7,Acme Ltd,info@acme.example,+44 20 7946 0958,key_a,Partner; Press,1990-02-03,\n\
    8,Li Hua,li@example.com,138 0013 8000,VIP,,,knows us\n";

#[test]
fn customers_are_added_with_tags_options_and_what_is_no_option_in_the_remark() {
    let book = Desk::default();
    let (report, seq) = book.import(CUSTOMERS);
    assert_eq!((report.records.created, report.records.updated, report.read.rejected), (2, 0, 0));
    assert_eq!(report.records.along, [(tag::ID, 2)]);
    assert_eq!((report.read.unknown_cells, report.read.unknown[0].text.as_str()), (1, "VIP"));
    let acme = book.named(customer::ID, "Acme Ltd");
    assert_eq!(book.value(customer::ID, acme, customer::LEVEL.id), Value::Option(OptionId(1)));
    let Value::References(tags) = book.value(customer::ID, acme, customer::TAGS.id) else { panic!("tags") };
    assert_eq!(tags.len(), 2);
    let li = book.named(customer::ID, "Li Hua");
    assert_eq!(book.text(customer::ID, li, customer::REMARK), "knows us\nLevel: VIP");
    assert_eq!(book.label(seq), Label::Records { collection: customer::ID, added: 2, changed: 0 });

    book.undo(seq);
    assert_eq!((book.live(customer::ID), book.live(tag::ID)), (0, 0));
    let (again, _) = book.import(CUSTOMERS);
    assert_eq!(again.records.created, 2, "what was undone comes back");
    assert_eq!((book.live(customer::ID), book.live(tag::ID)), (2, 2));
}

#[test]
fn words_that_are_no_options_become_known_ones_new_ones_or_nothing() {
    let file = "Name,Level,Source\nA,Gold,Fair\nB,gold,fair\nC,Silver,\nD,Bronze,\nE,Tin,\n";
    let mean = |text: &str| {
        let unknown = open(file).preview().unknown;
        unknown.into_iter().find(|unknown| unknown.text == text).expect("unknown").key
    };
    let (of, level, source) = (customer::ID, customer::LEVEL.id, customer::SOURCE.id);
    let words = vec![
        WordMeaning { of, field: level, key: mean("Gold"), to: WordTo::Option(OptionId(1)) },
        WordMeaning { of, field: level, key: mean("Silver"), to: WordTo::New("Silver".into()) },
        WordMeaning { of, field: level, key: mean("Bronze"), to: WordTo::Empty },
        WordMeaning { of, field: source, key: mean("Fair"), to: WordTo::New("Fair".into()) },
    ];
    let book = Desk::default();
    let (report, seq) = book.import_with(file, |records| records.words.clone_from(&words));
    assert_eq!((report.read.unknown_cells, report.read.unknown[0].text.as_str()), (1, "Tin"), "nobody spoke of it");
    assert_eq!(report.records.along, [(option::ID, 2)]);
    let value = |book: &Desk, name: &str, field| book.value(of, book.named(of, name), field);
    assert_eq!([value(&book, "A", level), value(&book, "B", level)], [1, 1].map(|id| Value::Option(OptionId(id))));
    assert_eq!(value(&book, "D", level), Value::Empty);
    assert_eq!(book.text(of, book.named(of, "D"), customer::REMARK), "", "not kept, as was asked");
    assert_eq!(book.text(of, book.named(of, "E"), customer::REMARK), "Level: Tin");
    let made = book.with_workspace(engine::catalogue::options);
    let silver = made.iter().find(|own| own.name == "Silver").expect("made");
    assert_eq!(value(&book, "C", level), Value::Option(silver.value));
    assert!(silver.value.0 >= model::custom::OWN_VALUES && silver.position.as_str() > "1", "at the end of its list");

    let (again, _) = book.import_with(file, |records| records.words.clone_from(&words));
    assert_eq!((again.records.unchanged, again.records.along.len()), (5, 0), "a value is made once");
    let other = Desk::default();
    other.import_with(file, |records| records.words.clone_from(&words));
    assert_eq!(value(&other, "C", level), Value::Option(silver.value), "the same number on every device");

    book.undo(seq);
    assert_eq!((book.live(option::ID), book.live(of)), (0, 0), "undone as one");
    let gone = vec![WordMeaning { of, field: level, key: mean("Gold"), to: WordTo::Option(silver.value) }];
    let third = Desk::default();
    third.import_with(file, |records| records.words.clone_from(&gone));
    assert_eq!(value(&third, "A", level), Value::Empty, "a value that is gone is not brought back by a memory");
}

#[test]
fn a_list_whose_values_the_program_acts_on_gets_none_from_a_file() {
    let word = |of, field| WordMeaning { of, field, key: 7, to: WordTo::New("Every 10 days".into()) };
    let mut records = meant(&mut open(CUSTOMERS), customer::ID).records.expect("records");
    records.words = vec![word(task::ID, task::REPEAT.id), word(task::ID, task::KIND.id)];
    let (settled, _) = Desk::default().with_workspace(|workspace| settle(workspace, &records));
    assert_eq!(settled.words.iter().map(|word| word.field).collect::<Vec<_>>(), [task::KIND.id]);
}

#[test]
fn a_file_that_comes_again_adds_nothing() {
    let book = Desk::default();
    book.import(CUSTOMERS);
    let (report, seq) = book.import(CUSTOMERS);
    assert_eq!((report.records.unchanged, report.records.created, seq), (2, 0, None));
}

#[test]
fn a_file_that_calls_a_converted_lead_otherwise_changes_nothing_when_it_comes_again() {
    let file = "Name,E-mail,Status,converted_at\nAnn,ann@example.com,Qualified,2026-03-04 10:00\n\
        Bob,bob@example.com,Qualified,\n";
    let book = Desk::default();
    let (report, _) = book.import_as(lead::ID, file);
    assert_eq!((report.records.created, report.read.unknown_cells), (2, 0));
    let status = |name: &str| book.value(lead::ID, book.named(lead::ID, name), lead::STATUS.id);
    assert_eq!(status("Ann"), Value::Option(model::options::LEAD_CONVERTED));
    assert_ne!(status("Bob"), status("Ann"));
    let (again, seq) = book.import_as(lead::ID, file);
    assert_eq!((again.records.unchanged, again.records.updated, seq), (2, 0, None));
}

#[test]
fn matches_are_updated_skipped_or_made_anew_and_the_update_is_undone() {
    let change = "Name,E-mail,Phone,Region\nAcme Limited,INFO@ACME.example,,North\nNew One,new@example.com,,South\n";
    for (policy, created, updated, skipped) in
        [(OnMatch::Update, 1, 1, 0), (OnMatch::Skip, 1, 0, 1), (OnMatch::Create, 2, 0, 0)]
    {
        let book = Desk::default();
        book.import(CUSTOMERS);
        let (report, seq) = book.import_with(change, |records| records.on_match = policy);
        let records = &report.records;
        assert_eq!((records.created, records.updated, records.skipped), (created, updated, skipped), "{policy:?}");
        let acme = book.find(customer::ID, customer::EXTERNAL_ID, "7");
        let (name, region, phone) = (
            book.text(customer::ID, acme, customer::NAME),
            book.text(customer::ID, acme, customer::REGION),
            book.text(customer::ID, acme, customer::PHONE),
        );
        if policy == OnMatch::Update {
            assert_eq!(
                (name.as_str(), region.as_str(), records.cells),
                ("Acme Limited", "North", 3),
                "name, region, e-mail"
            );
            assert_eq!(phone, "+44 20 7946 0958", "an empty cell takes nothing away");
        } else {
            assert_eq!((name.as_str(), region.as_str()), ("Acme Ltd", ""));
        }
        book.undo(seq);
        assert_eq!(book.live(customer::ID), 2);
        assert_eq!(book.text(customer::ID, acme, customer::NAME), "Acme Ltd");
    }
}

#[test]
fn each_key_matches_in_its_way() {
    for (file, keys) in [
        ("External id,Name,Region\n7,Somebody,N\n", &[MatchKey::ExternalId][..]),
        ("E-mail,Name,Region\nInfo@Acme.Example,Somebody,N\n", &[MatchKey::Email]),
        ("Phone,Name,Region\n020 7946 0958,Somebody,N\n", &[MatchKey::Phone]),
        ("Name,Region\nAcme Ltd,N\n", &[MatchKey::Name]),
        ("External id,E-mail,Region\n,info@acme.example,N\n", &[MatchKey::ExternalId, MatchKey::Email]),
    ] {
        let book = Desk::default();
        book.import(CUSTOMERS);
        let (report, _) = book.import_with(file, |records| records.match_by = keys.to_vec());
        assert_eq!((report.records.updated, report.records.created), (1, 0), "{file}");
    }
    let book = Desk::default();
    book.import(CUSTOMERS);
    let (report, _) = book.import_with("Name,Region\nacme ltd,N\n", |records| records.match_by = vec![MatchKey::Name]);
    assert_eq!(report.records.created, 1, "names match letter by letter");
    let (report, _) = book.import_with("E-mail,Name\nother@acme.example,Acme Ltd\n", |_| {});
    assert_eq!(report.records.created, 1, "a name alone is no match where there is something surer");
}

#[test]
fn rows_of_one_file_match_each_other() {
    let twice = "External id,Name,Phone\n5,One,\n5,Uno,+1 415 555 2671\n6,Two,\n";
    let book = Desk::default();
    let (report, _) = book.import(twice);
    assert_eq!((report.records.created, report.records.repeated), (2, 1));
    let one = book.find(customer::ID, customer::EXTERNAL_ID, "5");
    assert_eq!(book.text(customer::ID, one, customer::NAME), "Uno", "the later row says it last");

    let book = Desk::default();
    book.import_with(twice, |records| records.on_match = OnMatch::Skip);
    let one = book.find(customer::ID, customer::EXTERNAL_ID, "5");
    assert_eq!(book.text(customer::ID, one, customer::NAME), "One");

    let book = Desk::default();
    let (report, _) = book.import_with(twice, |records| records.on_match = OnMatch::Create);
    assert_eq!((report.records.created, book.live(customer::ID)), (3, 3));
}

#[test]
fn a_row_that_matches_several_is_refused() {
    let book = Desk::default();
    book.import_with("Name,Phone\nA,020 7946 0958\nB,+44 20 7946 0958\n", |records| records.on_match = OnMatch::Create);
    let (report, _) = book.import("Phone,Name\n02079460958,C\n");
    assert_eq!(reasons(&report), [(2, RejectReason::SeveralMatches)]);
}

#[test]
fn new_records_need_a_name_or_something_in_its_stead() {
    let book = Desk::default();
    let (report, _) = book.import("Name,E-mail,Region\n,who@example.com,N\n,,S\n");
    assert_eq!((report.records.created, reasons(&report)), (1, vec![(3, RejectReason::MissingField)]));
    book.named(customer::ID, "who@example.com");
}

#[test]
fn orders_come_with_lines_products_and_customers() {
    let file = "Order number,Customer,Date,Status,Product,Quantity,Unit price,Discount\n\
        A-1,Acme Ltd,2024-03-05,confirmed,Lamp,2,10.50,1.00\n\
        A-1,,,,Desk,1,200,\n\
        A-2,info@acme.example,2024-03-06,,Lamp,1,10.50,\n\
        A-3,Nobody Yet,2024-03-07,,,,,\n";
    let book = Desk::default();
    book.import(CUSTOMERS);
    let (report, seq) = book.import_as(order::ID, file);
    assert_eq!((report.records.created, report.records.repeated, report.read.rejected), (3, 0, 0));
    let along = |of| report.records.along.iter().find(|(known, _)| *known == of).map_or(0, |(_, n)| *n);
    assert_eq!((along(order_line::ID), along(product::ID), along(customer::ID)), (3, 2, 1));
    let first = book.find(order::ID, order::NUMBER, "A-1");
    let usd = |minor| Value::Money(Money { minor, currency: model::Currency::USD });
    assert_eq!(book.value(order::ID, first, order::TOTAL.id), usd(22_000), "2 × 10.50 − 1 + 200");
    let acme = book.named(customer::ID, "Acme Ltd");
    assert_eq!(book.value(order::ID, first, order::CUSTOMER.id), Value::Reference(acme));
    let second = book.find(order::ID, order::NUMBER, "A-2");
    assert_eq!(book.value(order::ID, second, order::CUSTOMER.id), Value::Reference(acme));

    let (report, none) = book.import_as(order::ID, file);
    assert_eq!((report.records.unchanged, none), (3, None), "again: nothing new");

    // Another quantity of the same product is the same line.
    let (report, change) = book.import_as(
        order::ID,
        "Order number,Customer,Date,Product,Quantity,Unit price\nA-2,Acme Ltd,2024-03-06,Lamp,3,10.50\n",
    );
    assert_eq!((book.live(order_line::ID), report.records.cells), (3, 3), "quantity, amount and total");
    assert_eq!((report.records.updated, report.records.unchanged), (1, 0));
    assert_eq!(book.value(order::ID, second, order::TOTAL.id), usd(3_150));

    book.undo(change);
    assert_eq!(book.value(order::ID, second, order::TOTAL.id), usd(1_050));
    book.undo(seq);
    assert_eq!(book.live(product::ID), 0);
}

#[test]
fn an_order_in_two_currencies_is_refused_where_they_meet() {
    let file = "Number,Customer,Date,Product,Amount,Currency\n1,A,2024-01-01,x,10,USD\n1,A,2024-01-01,y,10,EUR\n";
    let (report, _) = Desk::default().import_as(order::ID, file);
    assert_eq!((report.records.created, reasons(&report)), (1, vec![(3, RejectReason::MixedCurrencies)]));
}

#[test]
fn amounts_beyond_what_can_be_counted_are_refused() {
    let file =
        "Number,Customer,Date,Quantity,Unit price\n1,A,2024-01-01,99999,922337203685477\n2,A,2024-01-01,1,1e40\n";
    let (report, _) = Desk::default().import_as(order::ID, file);
    assert_eq!(reasons(&report), [(2, RejectReason::TooLarge), (3, RejectReason::TooLarge)]);
}

#[test]
fn payments_find_their_order_by_number_or_id() {
    let book = Desk::default();
    book.import("Number,Customer,Date,Total\nA-1,Acme,2024-03-05,100\n");
    let order = book.find(order::ID, order::NUMBER, "A-1");
    let file = format!(
        "Number,Order,Date,Amount,Method\nP1,a-1,2024-03-06,60,wire\nP2,{order},2024-03-07,40,cash\nP3,A-9,2024-03-07,1,cash\n"
    );
    let (report, _) = book.import(&file);
    assert_eq!((report.records.created, reasons(&report)), (2, vec![(4, RejectReason::UnknownRecord)]));
    let paid = book.find(payment::ID, payment::NUMBER, "P2");
    assert_eq!(book.value(payment::ID, paid, payment::ORDER.id), Value::Reference(order));
}

#[test]
fn contacts_belong_to_customers_that_are_known_made_or_missing() {
    let file =
        "Name,Customer,Email,Role\nAnn,Acme Ltd,ann@acme.example,decision_maker\nBob,Beta,bob@beta.example,user\n";
    let book = Desk::default();
    book.import(CUSTOMERS);
    let (report, _) = book.import_with(file, |records| records.unknown_reference = UnknownReference::Reject);
    assert_eq!((report.records.created, reasons(&report)), (1, vec![(3, RejectReason::UnknownRecord)]));
    let (report, _) = book.import(file);
    assert_eq!((report.records.created, report.records.unchanged), (1, 1));
    assert_eq!(report.records.along, [(customer::ID, 1)]);
    let bob = book.named(contact::ID, "Bob");
    assert_eq!(book.value(contact::ID, bob, contact::CUSTOMER.id), Value::Reference(book.named(customer::ID, "Beta")));
}

#[test]
fn people_and_opportunities_are_meant_by_their_names() {
    let book = Desk::default();
    book.import_as(team::ID, "Name\nNorth\nSouth\n");
    book.import_as(user::ID, "Name,Team\nAnn,north\nAnn,South\nBen,South\n");
    book.import("Name,Phone,Owner\nAcme,555 0100,ben\nBeta,555 0101,\n");
    let ben = book.named(user::ID, "Ben");
    assert_eq!(book.value(user::ID, ben, user::TEAM.id), Value::Reference(book.named(team::ID, "South")));
    let acme = book.named(customer::ID, "Acme");
    assert_eq!(book.value(customer::ID, acme, customer::OWNER.id), Value::Reference(ben));
    book.import_as(opportunity::ID, "Name,Customer\nTea fair,Acme\n");
    let fair = book.named(opportunity::ID, "Tea fair");
    book.import("Number,Customer,Date,Total,Opportunity\nA-1,Acme,2024-03-05,100,Tea fair\n");
    let order = book.find(order::ID, order::NUMBER, "A-1");
    assert_eq!(book.value(order::ID, order, order::OPPORTUNITY.id), Value::Reference(fair));
}

#[test]
fn owners_whom_nobody_knows_are_added_or_told_and_no_row_is_lost() {
    let file = "Name,Phone,Owner\nAcme,555 0100,ben\nBeta,555 0101,Ann\nGamma,555 0102,Zoe\nDelta,555 0103,zoe\n";
    let filled = || {
        let book = Desk::default();
        book.import_as(user::ID, "Name,Phone\nAnn,1\nAnn,2\nBen,3\n");
        book
    };
    let names = |report: &protocol::import::Report| {
        let names = report.records.names.iter();
        names.map(|name| (name.text.clone(), name.column, name.reason, name.rows)).collect::<Vec<_>>()
    };
    let owner = |book: &Desk, name: &str| book.value(customer::ID, book.named(customer::ID, name), customer::OWNER.id);

    let book = filled();
    let (report, seq) = book.import(file);
    assert_eq!((report.records.created, report.read.rejected), (4, 0));
    assert_eq!(report.records.along, [(user::ID, 1)]);
    assert_eq!(names(&report), [("Ann".to_owned(), 2, RejectReason::SeveralRecords, 1)]);
    assert_eq!((report.records.names_all, report.records.nameless), (1, 1));
    let zoe = Value::Reference(book.named(user::ID, "Zoe"));
    assert_eq!([owner(&book, "Gamma"), owner(&book, "Delta")], [zoe.clone(), zoe], "one person, in whatever case");
    assert_eq!(owner(&book, "Beta"), Value::Empty, "which Ann, nobody knows");
    book.undo(seq);
    assert_eq!((book.live(customer::ID), book.live(user::ID)), (0, 3), "undone as one");

    let book = filled();
    let (report, _) = book.import_with(file, |records| records.unknown_reference = UnknownReference::Reject);
    assert_eq!((report.records.created, report.read.rejected, report.records.nameless), (4, 0, 3));
    let unknown = |text: &str| (text.to_owned(), 2, RejectReason::UnknownRecord, 1);
    let several = ("Ann".to_owned(), 2, RejectReason::SeveralRecords, 1);
    assert_eq!(names(&report), [several, unknown("Zoe"), unknown("zoe")]);
    assert_eq!((book.live(user::ID), owner(&book, "Gamma")), (3, Value::Empty));

    // Whose owner is known keeps it when a file names somebody else whom nobody knows.
    let (report, _) = book.import_with("Name,Phone,Owner\nAcme,555 0100,Max\n", |records| {
        records.unknown_reference = UnknownReference::Reject;
    });
    assert_eq!((report.records.unchanged, report.records.nameless), (1, 1));
    assert_eq!(owner(&book, "Acme"), Value::Reference(book.named(user::ID, "Ben")));
}

#[test]
fn a_reference_to_what_was_deleted_or_is_there_twice_is_refused() {
    let book = Desk::default();
    book.import("Name,Region\nGone,N\nTwin,N\n");
    book.import_with("Name,Region\nTwin,S\n", |records| records.on_match = OnMatch::Create);
    book.delete(customer::ID, book.named(customer::ID, "Gone"));
    let file = "Name,Customer\nA,Gone\nB,Twin\n";
    let (report, _) = book.import_with(file, |records| records.unknown_reference = UnknownReference::Reject);
    assert_eq!(reasons(&report), [(2, RejectReason::DeletedRecord), (3, RejectReason::SeveralRecords)]);
}

#[test]
fn customers_name_each_other_within_the_file() {
    let book = Desk::default();
    let (report, _) = book
        .import_with("Name,Parent company,Region\nDaughter,Mother,N\nMother,,N\nOrphan,Nobody,N\n", |records| {
            records.unknown_reference = UnknownReference::Reject
        });
    assert_eq!((report.records.created, reasons(&report)), (2, vec![(4, RejectReason::UnknownRecord)]));
    let mother = Value::Reference(book.named(customer::ID, "Mother"));
    assert_eq!(book.value(customer::ID, book.named(customer::ID, "Daughter"), customer::PARENT.id), mother);
}

#[test]
fn unknown_options_are_left_empty_where_the_user_wants_that() {
    let book = Desk::default();
    let (report, _) = book.import_with(CUSTOMERS, |records| records.unknown_option = UnknownOption::LeaveEmpty);
    assert_eq!(report.read.unknown_cells, 1);
    assert_eq!(book.text(customer::ID, book.named(customer::ID, "Li Hua"), customer::REMARK), "knows us");
}

#[test]
fn tags_are_added_to_those_that_are_there() {
    let book = Desk::default();
    book.import(CUSTOMERS);
    book.import("External id,Tags\n7,press；Customer of the year\n");
    let Value::References(tags) = book.value(customer::ID, book.named(customer::ID, "Acme Ltd"), customer::TAGS.id)
    else {
        panic!("tags")
    };
    assert_eq!((tags.len(), book.live(tag::ID)), (3, 3));
}

#[test]
fn the_workspaces_own_fields_and_choices_are_fields_and_choices_too() {
    let book = Desk::default();
    let whole = |number: i64| Value::Number(model::Decimal(number * model::Decimal::ONE));
    let text = |text: &str| Value::Text(text.to_owned());
    let (size, club) = (model::FieldId(0x8001), model::FieldId(0x8002));
    for (field, name, kind) in [(size, "Shoe size", "number"), (club, "Club", "option:own_club")] {
        book.create(
            custom_field::ID,
            &[
                (custom_field::OF.id, whole(customer::ID.0.into())),
                (custom_field::FIELD.id, whole(field.0.into())),
                (custom_field::NAME.id, text(name)),
                (custom_field::KIND.id, text(kind)),
            ],
        );
    }
    for (list, value, name) in [("own_club", 1001, "Gold"), ("customer_level", 1002, "VIP")] {
        let fields = [(option::LIST.id, text(list)), (option::VALUE.id, whole(value)), (option::NAME.id, text(name))];
        book.create(option::ID, &fields);
    }
    let (report, _) = book.import("Name,Shoe size,Club,Level,Region\nA,42.5,gold,vip,N\nB,wide,silver,,N\n");
    assert_eq!((report.records.created, reasons(&report)), (1, vec![(3, RejectReason::NotANumber)]));
    let a = book.named(customer::ID, "A");
    let value = |field| book.value(customer::ID, a, field);
    assert_eq!(value(size), Value::Number(model::Decimal(42_500_000)));
    assert_eq!(
        (value(club), value(customer::LEVEL.id)),
        (Value::Option(OptionId(1001)), Value::Option(OptionId(1002)))
    );
}

#[test]
fn tax_is_part_of_what_an_order_comes_to() {
    let book = Desk::default();
    book.import_as(product::ID, "Name,Unit price,Tax rate\nTea,10,13\nBook,20,\n");
    let usd = |minor| Value::Money(Money { minor, currency: model::Currency::USD });
    let total = |number: &str| {
        let id = book.find(order::ID, order::NUMBER, number);
        book.value(order::ID, id, order::TOTAL.id)
    };
    // At the rate of its product, as an order made by hand.
    let lines = "Number,Customer,Date,Product,Quantity,Unit price\nA-1,Acme,2024-03-05,Tea,3,10\nA-1,Acme,2024-03-05,Book,1,20\n";
    book.import_as(order::ID, lines);
    assert_eq!(total("A-1"), usd(3_000 + 390 + 2_000));
    let taxes = book.with_workspace(|workspace| {
        let table = workspace.table(order_line::ID).expect("lines");
        table.alive_rows().map(|row| table.value(row, order_line::TAX.id, &workspace.ids)).collect::<Vec<_>>()
    });
    assert_eq!(taxes, [usd(390), Value::Empty]);
    // As the file says.
    let said = "Number,Customer,Date,Product,Quantity,Unit price,Tax amount\nA-2,Acme,2024-03-05,Tea,1,10,0.60\n";
    book.import_as(order::ID, said);
    assert_eq!(total("A-2"), usd(1_060));
    // The same file again changes nothing.
    let (report, _) = book.import_as(order::ID, lines);
    assert_eq!((report.records.created, report.records.unchanged), (0, 1));
}

#[test]
fn records_are_known_again_by_their_external_ids_and_copies_have_none() {
    for of in [customer::ID, contact::ID, product::ID, lead::ID, opportunity::ID] {
        let external = model::collection(of).and_then(Collection::external_id).expect("declared");
        let book = Desk::default();
        let first = book.import_as(of, "external_id,name,remark\nX-1,Tea for all,first\nX-2,Coffee,\n").0.records;
        assert_eq!((first.created, first.updated), (2, 0));
        let again = book.import_as(of, "external_id,name,remark\nx-1,Tea for everybody,second\nX-3,Cocoa,\n").0.records;
        assert_eq!((again.created, again.updated), (1, 1), "{again:?}");
        let record = book.named(of, "Tea for everybody");
        assert_eq!((book.live(of), book.text(of, record, Key::new(external.0))), (3, "x-1".to_owned()));
        let copy =
            book.with_workspace(|workspace| engine::copies::copied(workspace, of, record, " (copy)")).expect("there");
        assert!(copy.iter().any(|(_, value)| *value == Value::Text("Tea for everybody (copy)".into())));
        assert!(copy.iter().all(|(field, _)| *field != external), "{copy:?}");
    }
}
