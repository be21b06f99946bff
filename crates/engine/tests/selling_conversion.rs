//! What a lead has that neither a customer nor an opportunity has a field for.
#![allow(missing_docs)]

mod leads_support;

use leads_support::{Book, option, text};
use model::schema::{custom_field, customer, lead, opportunity, user};
use model::{CollectionId, Currency, Decimal, FieldId, Money, Value, options};
use protocol::LeadsDeed;
use protocol::selling::leads::{Conversion, InWords, NewDeal};

#[test]
fn fields_without_a_place_stand_in_the_remark_below_their_labels_and_once() {
    let mut book = Book::new();
    let own = |of: CollectionId, number: u16, name: &str, kind: &str| {
        vec![
            (custom_field::OF.id, Value::Number(Decimal(i64::from(of.0) * Decimal::ONE))),
            (custom_field::FIELD.id, Value::Number(Decimal(i64::from(number) * Decimal::ONE))),
            (custom_field::NAME.id, text(name)),
            (custom_field::KIND.id, text(kind)),
        ]
    };
    let own_field = FieldId::CUSTOM.0;
    for (at, (of, name, kind)) in (0..).zip([
        (lead::ID, "Seats", "number"),
        (lead::ID, "Plan", "text"),
        (lead::ID, "Budget", "money"),
        (lead::ID, "Met by", "reference:user"),
        (lead::ID, "Fleet", "number"),
        (customer::ID, "fleet", "number"),
        (opportunity::ID, "Budget", "money"),
    ]) {
        book.make(custom_field::ID, 60 + u128::from(at), own(of, own_field + at, name, kind));
    }
    let own = |at: u16| FieldId(own_field + at);
    let two = Value::Number(Decimal(2 * Decimal::ONE));
    let budget = Value::Money(Money { minor: 5_000, currency: Currency::CNY });
    let ann = book.make(user::ID, 10, vec![(user::NAME.id, text("Ann"))]);
    let fields = vec![
        (lead::NAME.id, text("Wang Xiaoming")),
        (lead::RATING.id, option(&options::RATING, "hot")),
        (lead::REGION.id, text("杭州")),
        (lead::ADDRESS.id, text("西湖区\n1 号")),
        (own(0), two.clone()),
        (own(1), text("2")),
        (own(2), budget.clone()),
        (own(3), Value::Reference(ann)),
        (own(4), two.clone()),
    ];
    let id = book.make(lead::ID, 20, fields);
    let has =
        vec![(customer::NAME.id, text("Wang")), (customer::REGION.id, text("上海")), (customer::ADDRESS.id, text("2"))];
    let customer = book.make(customer::ID, 40, has);
    let words = [
        (lead::RATING.id, "Rating: ", "Hot"),
        (lead::REGION.id, "区域：", ""),
        (lead::ADDRESS.id, "Address: ", ""),
        (own(0), "Seats: ", "2"),
        (own(1), "Plan: ", "2"),
        (own(2), "Budget: ", "CN¥50.00"),
        (own(3), "Met by: ", "?"),
        (own(4), "Fleet: ", "2"),
    ];
    let labels = words.map(|(field, label, text)| InWords { field, label: label.into(), text: text.into() });
    let wish = Conversion {
        lead: id,
        into: Some(customer),
        person: false,
        name: String::new(),
        contact: true,
        deal: Some(NewDeal { name: "Tea".into(), amount: None, close: None, pipeline: None }),
        follow_up: String::new(),
        labels: labels.into(),
    };
    let convert = |book: &mut Book, wish: &Conversion| {
        book.act(LeadsDeed::Convert(Box::new(wish.clone()))).expect("converts");
        book.value(customer::ID, customer, customer::REMARK.id)
    };
    let first = "Rating: Hot\nAddress: 西湖区\n1 号\n区域：杭州\nSeats: 2\nPlan: 2\nMet by: Ann";
    assert_eq!(convert(&mut book, &wish), text(first));
    // What has a field of its name and kind goes there.
    assert_eq!(book.value(customer::ID, customer, own(5)), two);
    let (deal, _) = book.one(id).opportunity.expect("an opportunity");
    assert_eq!(book.value(opportunity::ID, deal, own(6)), budget);
    // Converted again it says only what is new: no opportunity takes the budget, and the customer's own number is another now.
    book.make(lead::ID, 20, vec![(lead::CONVERTED_AT.id, Value::Empty), (lead::STATUS.id, Value::Empty)]);
    book.make(customer::ID, 40, vec![(own(5), Value::Number(Decimal(Decimal::ONE)))]);
    let wish = Conversion { deal: None, ..wish };
    assert_eq!(convert(&mut book, &wish), text(&format!("{first}\nBudget: CN¥50.00\nFleet: 2")));
}
