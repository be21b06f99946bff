//! Logs without an amount: unit price × quantity.

mod common;
use common::*;
use protocol::import::{DecimalMark, FileError, NONE, Question, RejectReason, Role};

/// Rows as in "Online Retail" (UCI), with a return, a row without customer and a free gift.
const RETAIL: &str = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\r\n\
    536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,12/1/2010 8:26,2.55,17850.0,United Kingdom\r\n\
    536365,71053,WHITE METAL LANTERN,6,12/1/2010 8:26,3.39,17850.0,United Kingdom\r\n\
    536370,22728,ALARM CLOCK BAKELIKE PINK,24,12/1/2010 8:45,3.75,12583.0,France\r\n\
    536414,22139,,56,12/1/2010 11:52,0.0,,United Kingdom\r\n\
    C536379,D,Discount,-1,12/13/2010 9:41,27.5,14527.0,United Kingdom\r\n\
    537197,22841,ROUND CAKE TIN VINTAGE GREEN,1,12/5/2010 14:02,0,12647.0,Germany\r\n";

#[test]
fn online_retail_is_understood_without_a_question() {
    let preview = preview(RETAIL);
    use Role::{CustomerId, Day, Ignore, OrderNumber, Product, Quantity, Region, UnitPrice};
    assert_eq!(preview.mapping.roles, [OrderNumber, Ignore, Product, Quantity, Day, UnitPrice, CustomerId, Region]);
    assert_eq!((preview.questions, preview.skipped), (vec![], 0));
    let read = |row: usize, column: usize| preview.sample[row].read[column].clone();
    assert_eq!(read(0, 6), Some(Ok("17850".into())));
    assert_eq!(read(4, 5), Some(Ok("27.50".into())));
    assert_eq!(read(3, 6), Some(Err(RejectReason::MissingCustomer)));
    let all = common::read(RETAIL);
    assert_eq!(all.rows.amount, [1530, 2034, 9000, -2750, 0]);
    assert_eq!(all.rows.quantity, [6_000_000, 6_000_000, 24_000_000, -1_000_000, 1_000_000]);
    assert_eq!(all.rows.day[3], day(2010, 12, 13).0);
    let keys: Vec<_> = all.rows.new_customers.iter().map(|facts| (facts.key.as_str(), facts.key_is_id)).collect();
    assert_eq!(keys, [("17850", true), ("12583", true), ("14527", true), ("12647", true)]);
    assert_eq!((all.customer(2).region.as_str(), all.rows.new_numbers[2].as_str()), ("France", "C536379"));
    assert_eq!(all.rows.new_products[0].name, "WHITE HANGING HEART T-LIGHT HOLDER");
    let summary = &all.outcome.summary;
    let rejects: Vec<_> = summary.rejects.iter().map(|reject| (reject.line, reject.column, reject.reason)).collect();
    assert_eq!(rejects, [(5, Some(6), RejectReason::MissingCustomer)]);
    assert_eq!((summary.rounded, summary.good), (0, 5));
}

#[test]
fn the_newer_names_of_online_retail_too() {
    let text = "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n\
        489434,85048,LIGHTS,12,2009-12-01 07:45:00,6.95,13085.0,United Kingdom\n";
    use Role::{CustomerId, Day, Ignore, OrderNumber, Product, Quantity, Region, UnitPrice};
    assert_eq!(roles(text), [OrderNumber, Ignore, Product, Quantity, Day, UnitPrice, CustomerId, Region]);
    assert_eq!(read(text).rows.amount, [8340]);
}

/// Columns at fault and reasons.
type Faults = Vec<(Option<u32>, RejectReason)>;

/// Amounts, how many were rounded, and what was refused, of rows `quantity;price`.
fn worth(rows: &[&str]) -> (Vec<i64>, u32, Faults) {
    let rows: String = rows.iter().map(|row| format!("A;2024-01-31;{row}\n")).collect();
    let mut log = open(&format!("customer;date;quantity;unit price\n{rows}"));
    let mut mapping = log.preview().mapping;
    mapping.roles = vec![Role::CustomerName, Role::Day, Role::Quantity, Role::UnitPrice];
    mapping.decimal = DecimalMark::Point;
    let all = read_as(&mut log, &mapping, 100);
    let summary = all.outcome.summary;
    let rejects = summary.rejects.iter().map(|reject| (reject.column, reject.reason)).collect();
    (all.rows.amount, summary.rounded, rejects)
}

#[test]
fn the_product_is_exact_and_rounded_once() {
    assert_eq!(worth(&["1000;0.0425", "0.25;9.96", "3;0.1", "7;-1.10", "-2;-1.10"]).0, [4250, 249, 30, -770, 220]);
    let halves = worth(&["0.5;0.01", "0.5;0.03", "-0.5;0.03", "0.5;0.05", "0.333333;3"]);
    assert_eq!((halves.0, halves.1), (vec![0, 2, -2, 2, 100], 5));
    // What a price of binary fractions looks like, and a quantity finer than millionths.
    assert_eq!(worth(&["2;0.30000000000000004", "1;0.1000000000000000055511151231257827"]).0, [60, 10]);
    assert_eq!((worth(&["0.3333333;3"]).1, worth(&["0.5;0.02"]).1), (1, 0));
    assert_eq!(worth(&["2;€1.50"]).0, [300]);
}

#[test]
fn too_much_is_refused_and_what_is_missing_is_named() {
    assert_eq!(worth(&["1;92233720368547758.07", "9000000000000;1"]).0, [i64::MAX, 900_000_000_000_000]);
    let all = worth(&["2;92233720368547758.07", "9000000000000;99999999999999999999999999", ";5", "5;", "x;5", "5;x"]);
    assert_eq!(
        all.2,
        [
            (Some(3), RejectReason::TooLarge),
            (Some(3), RejectReason::TooLarge),
            (Some(2), RejectReason::MissingAmount),
            (Some(3), RejectReason::MissingAmount),
            (Some(2), RejectReason::NotANumber),
            (Some(3), RejectReason::NotANumber),
        ]
    );
}

#[test]
fn an_amount_that_is_there_counts_whatever_the_price_says() {
    let text = "customer,date,quantity,unit price,amount\nA,2024-01-31,2,n/a,9.00\nB,2024-01-31,2,5.00,\n";
    let mut log = open(text);
    let mut mapping = log.preview().mapping;
    assert_eq!(mapping.roles[3..], [Role::Ignore, Role::Amount]);
    mapping.roles[3] = Role::UnitPrice;
    let shown = log.with(mapping.clone()).expect("preview").sample;
    assert_eq!(shown[0].read[3], Some(Ok(String::new())));
    let all = read_as(&mut log, &mapping, 9);
    assert_eq!((all.rows.amount, all.outcome.summary.rejects[0].column), (vec![900], Some(4)));
}

#[test]
fn a_price_alone_is_not_enough() {
    let mut log = open("customer,date,quantity,unit price\nA,2024-01-31,2,1.50\n");
    let mut mapping = log.preview().mapping;
    for column in [2, 3] {
        let role = std::mem::replace(&mut mapping.roles[column], Role::Ignore);
        assert_eq!(log.with(mapping.clone()).expect("preview").questions, [Question::Missing(Role::Amount)]);
        assert_eq!(log.reader(&mapping).err(), Some(FileError::Missing(Role::Amount)));
        mapping.roles[column] = role;
    }
    assert_eq!(log.with(mapping).expect("preview").questions, []);
}

#[test]
fn prices_decide_the_decimal_mark_and_the_currency() {
    let preview = preview("Kunde;date;quantity;unit price (EUR)\nA;2024-01-31;2;1,50\nB;2024-01-31;1;12,00\n");
    assert_eq!((preview.mapping.decimal, preview.mapping.currency.code()), (DecimalMark::Comma, "EUR"));
    assert_eq!(preview.sample[0].read[3], Some(Ok("1.50".into())));
    let asked = common::preview("customer,date,quantity,price\nA,2024-01-31,2,\"1,500\"\nB,2024-01-31,1,\"2,000\"\n");
    assert_eq!(asked.questions, [Question::Decimal]);
}

#[test]
fn a_chinese_log_with_prices() {
    let all = read("会员号,日期,商品,数量,单价\nM1,2024-01-31,茶杯,2,10.05\nM2,2024-02-01,,3件,￥9\n");
    assert_eq!((all.rows.amount, all.rows.product), (vec![2010, 2700], vec![0, NONE]));
}

#[test]
fn ids_lose_their_zero_only_where_the_whole_column_has_it() {
    let keys =
        |text: &str| -> Vec<String> { read(text).rows.new_customers.into_iter().map(|facts| facts.key).collect() };
    let rows = "17850.0,2024-01-31,5.10\n,2024-01-31,1.20\nNaN,2024-01-31,1\n17851.0,2024-01-31,2\n";
    assert_eq!(keys(&format!("customer id,date,amount\n{rows}")), ["17850", "17851"]);
    assert_eq!(keys(&format!("customer,date,amount\n{rows}")), ["17850", "17851"]);
    assert_eq!(keys(&format!("customer id,date,amount\n{rows}17850,2024-01-31,1\n")), ["17850", "17851"]);
    assert_eq!(keys(&format!("customer id,date,amount\n{rows}A.0,2024-01-31,1\n")), ["17850.0", "17851.0", "A.0"]);
    assert_eq!(keys("customer id,date,amount\n1.5,2024-01-31,3\n1.0,2024-01-31,4\n"), ["1.5", "1.0"]);
    assert_eq!(keys("phone,date,amount\n13800138000.0,2024-01-31,3\n"), ["13800138000"]);
}
