//! Every kind of record, by everything that finds one.
#![allow(missing_docs)]

mod common;

use common::{Book, shown};
use model::schema::{contact, customer, lead, opportunity, order, payment, product, tag};
use model::{FieldId, Value};

#[test]
fn every_collection_is_found_by_typos_parts_pinyin_and_telephones_and_says_where() {
    let text = |text: &str| Value::Text(text.to_owned());
    let mut book = Book::new();
    let people = [
        (contact::ID, contact::NAME.id, contact::MOBILE.id, contact::DEPARTMENT.id),
        (lead::ID, lead::NAME.id, lead::PHONE.id, lead::COMPANY.id),
        (customer::ID, customer::NAME.id, customer::PHONE.id, customer::REGION.id),
    ];
    for (of, name, phone, place) in people {
        let record = book.add(
            of,
            &[(name, text("Zoë 韩梅梅")), (phone, text("+86 138-0013-8000")), (place, text("Purchasing 清和"))],
        );
        for (typed, expected) in [
            ("zeo", ""),
            ("梅梅", "Zoë 韩[梅梅]"),
            ("hanmm", "Zoë [韩梅梅]"),
            ("hmm", "Zoë [韩梅梅]"),
            ("王hmm", ""),
            ("1380013 8000", "+86 [138-0013-8000]"),
            ("purchsaing", "[Purchasing] 清和"),
            ("清和", "Purchasing [清和]"),
        ] {
            assert_eq!(book.answer(typed).hits.first().map_or(String::new(), shown), expected, "{typed} {of:?}");
        }
        if of == lead::ID {
            assert_eq!(shown(&book.answer("qinghe").hits[0]), "Purchasing [清和]", "its company is a name, too");
        }
        book.write(of, record, &[(FieldId::ALIVE, Value::Bool(false))]);
    }
    for of in [opportunity::ID, product::ID, tag::ID] {
        let record = book.add(of, &[(FieldId::NAME, text("Alexander 春茶"))]);
        for (typed, expected) in [
            ("alexadner", "[Alexander] 春茶"),
            ("xand", "Ale[xand]er 春茶"),
            ("春茶", "Alexander [春茶]"),
            ("chuncha", "Alexander [春茶]"),
            ("cc", "Alexander [春茶]"),
        ] {
            assert_eq!(book.answer(typed).hits.first().map_or(String::new(), shown), expected, "{typed} {of:?}");
        }
        book.write(of, record, &[(FieldId::ALIVE, Value::Bool(false))]);
    }
    for (of, number, id) in [
        (order::ID, order::NUMBER.id, order::EXTERNAL_ID.id),
        (payment::ID, payment::NUMBER.id, payment::EXTERNAL_ID.id),
        (product::ID, product::SKU.id, product::EXTERNAL_ID.id),
        (contact::ID, contact::NAME.id, contact::EXTERNAL_ID.id),
    ] {
        let record = book.add(of, &[(number, text("SO-0815")), (id, text("ERP-4711"))]);
        assert_eq!(shown(&book.answer("o-08").hits[0]), "S[O-08]15", "{of:?}");
        let hit = book.answer("erp-47").hits.remove(0);
        assert_eq!((hit.id, shown(&hit)), (record, "[ERP-47]11".to_owned()), "{of:?}");
        book.write(of, record, &[(FieldId::ALIVE, Value::Bool(false))]);
    }
}
