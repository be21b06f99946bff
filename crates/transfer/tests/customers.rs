//! What is known of customers: late facts, telephone numbers.

mod common;
use common::*;
use protocol::import::{CustomerFacts, phone_key};
use std::ops::ControlFlow;

#[test]
fn what_the_first_row_does_not_say_comes_with_a_later_one() {
    let text = "customer id,customer name,email,phone,region,industry,date,amount\n\
        C1,,,555-0100,,,2024-01-31,1\n\
        C2,Bob,,,South,,2024-01-31,1\n\
        C1,Ann,ann@x.org,,,,2024-02-01,1\n\
        C1,Anna,other@x.org,555-0199,North,,2024-02-02,1\n\
        C2,Robert,,,West,Retail,2024-02-03,1\n\
        C1,,,,East,Food,never,1\n";
    for chunk in [1, 2, 100] {
        let mut log = open(text);
        let mapping = log.preview().mapping;
        let all = read_as(&mut log, &mapping, chunk);
        let facts: Vec<_> = all.rows.new_customers.iter().map(texts).collect();
        assert_eq!(facts[0], ["C1", "Ann", "ann@x.org", "555-0100", "North", ""], "a rejected row tells nothing");
        assert_eq!(facts[1], ["C2", "Bob", "", "", "South", "Retail"]);
    }
}

fn texts(facts: &CustomerFacts) -> [&str; 6] {
    [&facts.key, &facts.name, &facts.email, &facts.phone, &facts.region, &facts.industry].map(String::as_str)
}

#[test]
fn late_facts_bring_only_what_is_new_and_only_once() {
    let text = "customer id,customer name,region,date,amount\nC1,,,2024-01-31,1\nC2,,X,2024-01-31,1\nC1,,North,2024-02-01,1\n\
        C1,,North,2024-02-01,1\nC1,Ann,,2024-02-01,1\nC1,Ann,,2024-02-01,1\n";
    let mut log = open(text);
    let mapping = log.preview().mapping;
    let mut late = Vec::new();
    log.read(&mapping, 2, &mut |chunk, _, _| {
        late.push(
            chunk.late_facts.iter().map(|(at, facts)| (*at, texts(facts).map(str::to_owned))).collect::<Vec<_>>(),
        );
        ControlFlow::Continue(())
    })
    .expect("rows");
    let facts = |name: &str, region: &str| ["C1", name, "", "", region, ""].map(str::to_owned);
    assert_eq!(late[..3], [vec![], vec![(0, facts("", "North"))], vec![(0, facts("Ann", ""))]]);
}

#[test]
fn the_country_code_of_china_does_not_make_another_customer() {
    for text in ["13800138000", "+86 138 0013 8000", "0086-138-0013-8000", "8613800138000", "+86 (138) 00138000"] {
        assert_eq!(phone_key(text), "13800138000", "{text}");
    }
    for (text, key) in
        [("+1 555-0100", "15550100"), ("+86 21 5555 0100", "862155550100"), ("861380013800", "861380013800"), ("-", "")]
    {
        assert_eq!(phone_key(text), key);
    }
    let all = read(
        "手机号,日期,金额\n+86 13800138000,2024-01-31,5\n13800138000,2024-02-01,6\n0086 138-0013-8000,2024-02-13,7\n",
    );
    assert_eq!((all.rows.customer.clone(), all.customer(0).key.as_str()), (vec![0, 0, 0], "13800138000"));
    assert_eq!(all.customer(0).phone, "+86 13800138000", "the number itself stays as it is written");
}
