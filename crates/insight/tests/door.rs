//! The batch doors: what they print, and what they say of files that make no sense.
#![allow(clippy::unwrap_used)]

#[path = "../examples/door/mod.rs"]
mod door;
mod support;

use door::{Answer, Failure};
use serde_json::Value;
use std::path::PathBuf;
use support::{CDNOW_SAMPLE, Dice, assert_abs, assert_rel, cdnow_master, json, number, rfm_orders};

/// A file that is gone when the test is over.
struct File(PathBuf);

impl File {
    fn of(name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = std::env::temp_dir().join(format!("rapport-door-{}-{name}", std::process::id()));
        std::fs::write(&path, content).unwrap();
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

type Door = fn(std::vec::IntoIter<String>) -> Result<Answer, Failure>;

fn run(door: Door, words: &[&str]) -> Result<Answer, Failure> {
    door(words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>().into_iter())
}

fn score(words: &[&str]) -> Value {
    json(&run(door::score::run, words).unwrap().json)
}

fn scored(name: &str, content: impl AsRef<[u8]>, words: &[&str]) -> Result<Value, String> {
    let file = File::of(name, content);
    let words: Vec<&str> = ["--orders", file.path()].iter().chain(words).copied().collect();
    let answer = run(door::score::run, &words).map_err(|Failure(reason)| reason)?;
    assert!(!answer.json.contains("NaN") && !answer.json.contains("inf"));
    Ok(json(&answer.json))
}

fn reason(name: &str, content: impl AsRef<[u8]>, words: &[&str]) -> String {
    scored(name, content, words).unwrap_err()
}

/// The log as its publishers write it, with every column.
fn as_text(log: &support::Log, line: impl Fn(u32, i32, i64) -> String) -> String {
    let rows = log.customer.iter().zip(&log.day).zip(&log.amount);
    rows.map(|((c, d), m)| line(*c, *d, *m)).collect()
}

fn assert_rfm(got: &Value, want: &Value) {
    assert_eq!(got["customers"], want["customers"]);
    assert_eq!(got["order_days"], want["order_days"]);
    assert_eq!(got["rfm"]["scores"], want["scores"]);
    assert_eq!(got["rfm"]["segments"], want["segments"]);
    for axis in ["r", "f", "m"] {
        for i in 0..4 {
            assert_rel(number(&got["rfm"]["quantiles"][axis][i]), number(&want["quantiles"][axis][i]), 1e-12, axis);
        }
    }
}

#[test]
fn cdnow_sample_with_its_holdout() {
    let file = File::of("sample.txt", CDNOW_SAMPLE);
    let customers = File::of("customers.csv", "");
    let got = score(&[
        "--orders",
        file.path(),
        "--as-of=1998-06-30",
        "--calibrate-until",
        "19970930",
        "--customers-out",
        customers.path(),
    ]);
    assert_eq!((got["customers"].as_u64(), got["orders"].as_u64()), (Some(2357), Some(6919)));
    assert_eq!(got["chosen"], "mbgnbd");
    let reference = json(include_str!("fixtures/bgnbd_cdnow.json"));
    for (model, key) in [("BG/NBD", "bgnbd"), ("MBG/NBD", "mbgnbd")] {
        let want = &reference["models"][model];
        for p in ["r", "alpha", "a", "b"] {
            assert_rel(number(&got[key][p]), number(&want["params"][p]), 1e-4, p);
            assert_rel(number(&got[key]["se"][p]), number(&want["se"][p]), 0.01, p);
        }
        assert_abs(number(&got[key]["log_likelihood"]), number(&want["log_likelihood"]), 1e-5, key);
    }
    assert_abs(number(&got["gamma_gamma"]["log_likelihood"]), -4_055.917_694_8, 1e-5, "spend");
    assert_rel(number(&got["gamma_gamma"]["v"]), 15.443_518_946_4, 1e-4, "v in dollars");
    assert_eq!(got["stages"]["Maturity"], 180);
    let holdout = &got["holdout"];
    for (key, want) in [
        ("auc_p_active", 0.760_103_3),
        ("brier", 0.161_406_3),
        ("loyalty_auc", 0.777_490_7),
        ("rfm_sum_auc", 0.776_419_3),
        ("loyalty_spearman", 0.461_915_3),
        ("rfm_sum_spearman", 0.460_174_5),
    ] {
        assert_abs(number(&holdout[key]), want, 1e-4, key);
    }
    let share = |stage: &str| number(&holdout["active_share_by_stage"][stage]);
    assert_abs(share("Maturity"), 0.7889, 5e-5, "Maturity");
    assert!(share("Maturity") > share("Growth") && share("Growth") > share("Danger"));
    assert!(share("Danger") > share("Termination"));
    assert!(holdout["active_share_by_stage"].get("Socialisation").is_none(), "a stage without customers has no share");

    let lines = std::fs::read_to_string(&customers.0).unwrap();
    let mut lines = lines.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = lines.next().unwrap();
    let first = lines.next().unwrap();
    let cell = |name: &str| first[header.iter().position(|h| *h == name).unwrap()];
    assert_eq!(
        (cell("customer"), cell("x"), cell("holdout_orders"), cell("holdout_spend")),
        ("0001", "2", "1", "26.48")
    );
    assert_rel(cell("p_alive_bg").parse().unwrap(), 0.726_620_31, 1e-6, "P(alive)");
    assert_rel(cell("expected_orders_mbg").parse().unwrap(), 1.262_758_83, 1e-6, "E[Y(39)]");
    assert_rel(cell("expected_amount").parse().unwrap(), 24.653_918_37, 1e-6, "E[M]");
    assert_eq!(lines.count(), 2356);
}

#[test]
fn every_shape_of_file_is_the_same_log() {
    let want = json(include_str!("fixtures/rfm_product.json"));
    // All but how the columns are called.
    let scored = |name: &str, content: &str, words: &[&str]| {
        let mut got = scored(name, content, words).unwrap();
        got["columns"] = Value::Null;
        let guessed = |note: &Value| note.as_str().unwrap().starts_with("columns are guessed");
        got["notes"].as_array_mut().unwrap().retain(|note| !guessed(note));
        got
    };
    let plain = scored("a.txt", CDNOW_SAMPLE, &["--as-of", "1998-07-01"]);
    assert_rfm(&plain, &want["CDNOW sample"]);
    let cells = || CDNOW_SAMPLE.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    let iso = |d: &str| format!("{}-{}-{}", &d[..4], &d[4..6], &d[6..]);
    // Semicolons, decimal commas, quotes, a byte order mark, CRLF and empty lines; dates with a time; another order of columns and of rows.
    let mut rows: Vec<String> = cells()
        .map(|c| format!("\"{}\";{}T10:00:00Z;\"Client; {}\"\r\n\r\n", c[3].replace('.', ","), iso(c[1]), c[0]))
        .collect();
    rows.reverse();
    let german = format!("\u{feff}Revenue;\"Order Date\";Customer name\r\n{}", rows.concat());
    assert_eq!(scored("b.csv", &german, &["--as-of", "1998-07-01"]), plain);
    // Tabs, days since 1970, a padded master id in front, no header.
    let day = |d: &str| support::day(d[..4].parse().unwrap(), d[4..6].parse().unwrap(), d[6..].parse().unwrap());
    let tabs: String = cells().map(|c| format!("9{}\t{}\t{}.0\t{}\t{}\n", c[0], c[0], day(c[1]), c[2], c[3])).collect();
    assert_eq!(scored("c.tsv", &tabs, &["--as-of", "1998-07-01"]), plain);
    let by_number = ["--as-of", "1998-07-01", "--customer", "1", "--date", "3", "--amount", "5"];
    assert_eq!(scored("d.tsv", &tabs, &by_number), plain);
    let named: String =
        format!("who,when,what\n{}", cells().map(|c| format!("{},{},{}\n", c[0], c[1], c[3])).collect::<String>());
    let by_name = ["--as-of", "1998-07-01", "--customer", "who", "--date", "When", "--amount", "what"];
    assert_eq!(scored("e.csv", &named, &by_name), plain);
}

#[test]
fn cdnow_master_and_the_orders_of_the_rfm_package() {
    let want = json(include_str!("fixtures/rfm_product.json"));
    let master = as_text(&cdnow_master(), |c, d, m| format!(" {:05} {}  1  {}.{:02}\r\n", c + 1, d, m / 100, m % 100));
    let master = format!(" customer_id  date number_of_cds  dollar_value\r\n{master}");
    let got = scored("master.txt", master, &["--as-of", "1998-07-01"]).unwrap();
    assert_rfm(&got, &want["CDNOW full"]);
    assert_eq!(got["orders"], 69_659);
    assert_rel(number(&got["pareto"]["gini"]), 0.634_571_184_581_596, 1e-9, "Gini");
    assert_rel(number(&got["pareto"]["top20"]), 0.677_773_829_698_449_1, 1e-9, "top 20 %");
    assert_eq!(got["pareto"]["abc"], serde_json::json!({"A": 7695, "B": 8044, "C": 7831}));

    let orders = as_text(&rfm_orders(), |c, d, m| format!("Customer {c},{d}.0,{},x@y.org\n", m / 100));
    let orders = format!("customer_id,order_date,revenue,email\n{orders}");
    let got = scored("rfm.csv", orders, &["--as-of", "2006-12-31"]).unwrap();
    assert_rfm(&got, &want["rfm_data_orders"]);
    assert_eq!(got["orders"], 4_906);
    assert_abs(
        number(&got["bgnbd"]["log_likelihood"]),
        -17_293.652,
        0.01,
        "a maximum on a ridge is found all the same",
    );
    assert_eq!(got["bgnbd"]["se"], Value::Null);
}

#[test]
fn without_a_day_an_old_log_is_scored_as_of_its_newest_order() {
    let got = scored("old.csv", "customer,date,amount\na,1999-01-05,1\nb,1999-03-01,2\n", &[]).unwrap();
    assert_eq!(got["as_of"], "1999-03-01");
    let ahead = scored("ahead.csv", "customer,date,amount\na,1999-01-05,1\nb,2199-03-01,2\n", &[]).unwrap();
    assert_eq!((ahead["as_of"].as_str(), ahead["customers"].as_u64()), (Some("1999-01-05"), Some(1)));
    assert!(ahead["notes"].to_string().contains("1 orders after 1999-01-05"));
}

#[test]
fn the_answer_says_which_columns_were_read_and_which_were_guessed() {
    let log = "Order;Kunde;customer_id;order date;total\n1;x;a;1999-01-05;1\n2;y;b;1999-03-01;2\n";
    let got = scored("columns.csv", log, &["--customer", "Kunde"]).unwrap();
    assert_eq!(got["columns"], serde_json::json!({"customer": "Kunde", "date": "order date", "amount": "total"}));
    let notes = got["notes"].to_string();
    assert!(notes.contains(r#"guessed: --date \"order date\", --amount \"total\";"#), "{notes}");
    assert!(!notes.contains("--customer"), "{notes}");
    let named = ["--customer", "2", "--date", "4", "--amount", "5"];
    assert!(!scored("named.csv", log, &named).unwrap()["notes"].to_string().contains("guessed"));
    let bare = scored("bare.csv", "a 19990105 1.50\nb 19990301 2.50\n", &[]).unwrap();
    assert_eq!(bare["columns"]["amount"], "column 3");
}

#[test]
fn the_price_of_one_piece_is_not_taken_for_the_amount() {
    let head = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
    let line = "1,A,cup,6,2010-12-01,2.55,17850,UK";
    let log = |head: &str| format!("{head}\n{line}\n{line}\n");
    let why = reason("retail.csv", log(head), &[]);
    assert!(why.contains("\"UnitPrice\"") && why.contains("\"Quantity\"") && why.contains("--amount"), "{why}");
    assert!(reason("price.csv", log(&head.replace("UnitPrice", "Price")), &[]).contains("--amount"));
    assert!(reason("zh.csv", log("a,b,c,数量,日期,单价,客户,d"), &[]).contains("--amount"));
    let named = scored("own.csv", log(head), &["--amount", "UnitPrice"]).unwrap();
    assert_eq!((&named["columns"]["amount"], &named["orders"]), (&"UnitPrice".into(), &2.into()));
    // An amount beside them is one, and so is a price beside nothing.
    let total = log(&head.replace("Country", "Line total")).replace("UK", "15.30");
    assert_eq!(scored("total.csv", total, &[]).unwrap()["columns"]["amount"], "Line total");
    let alone = log(&head.replace("Quantity", "Shelf"));
    assert_eq!(scored("alone.csv", alone, &[]).unwrap()["columns"]["amount"], "UnitPrice");
}

#[test]
fn a_wrong_row_is_named_by_line_and_reason() {
    let head = "customer,date,amount\r\n\r\na,2020-01-01,5\r\n";
    assert!(reason("f.csv", format!("{head}b,2020-13-01,5\r\n"), &[]).contains("line 4: \"2020-13-01\" is no date"));
    assert!(reason("g.csv", format!("{head}b,2020-02-30,5\r\n"), &[]).contains("line 4: "));
    assert!(reason("h.csv", format!("{head}b,2020-02-03,five\r\n"), &[]).contains("line 4: \"five\" is no amount"));
    let quoted = format!("{head}\"b\r\nc\",2020-02-03,1\r\nd,x,1\r\n");
    assert!(reason("i.csv", quoted, &[]).contains("line 6: \"x\" is no date"));
    let open = format!("{head}\"b,2020-02-03,1\r\n{}", "c,2020-02-03,1\r\n".repeat(9_000));
    assert!(reason("j.csv", open, &[]).contains("line 4: a quote is opened here"));
    assert!(reason("k.csv", "", &[]).contains("no rows"));
    assert!(reason("l.csv", "a,b,c\nd,e,f\n", &[]).contains("no column of dates"));
    assert!(reason("m.csv", [0xFF, 0xFE, 65, 0], &[]).contains("UTF-16"));
    assert!(reason("n.csv", head, &["--customer", "name"]).contains("there is no such column"));
    assert!(reason("o.csv", head, &["--amount", "7"]).contains("columns 1 to 3"));
    assert!(reason("q.csv", head, &["--as-of", "2021-02-29"]).contains("no such day"));
    assert!(reason("r.csv", head, &["--calibrate-until", "2020-01-01"]).contains("must lie before"));
    assert!(reason("s.csv", head, &["--colour", "red"]).contains("unknown option --colour"));
    assert!(run(door::score::run, &[]).unwrap_err().0.contains("--orders is missing"));
    assert!(run(door::score::run, &["--orders", "/no/such/file"]).unwrap_err().0.contains("/no/such/file"));
}

#[test]
fn empty_cells_are_counted_and_left_out() {
    let log = "customer,date,amount\na,2020-01-01,5\n,2020-01-02,5\nb,,5\nc,2020-01-03,NA\nd,2020-01-04,\"1,234.50\"\n";
    let got = scored("t.csv", log, &["--as-of", "2020-02-01"]).unwrap();
    assert_eq!((got["customers"].as_u64(), got["orders"].as_u64()), (Some(2), Some(2)));
    let notes = got["notes"].to_string();
    assert!(notes.contains("3 rows are left out: line 3 has no customer; line 4 has no date; line 5 has no amount"));
    assert_eq!(number(&got["rfm"]["quantiles"]["m"][3]), 988.6);
}

#[test]
fn odd_logs_have_an_answer() {
    let rows = |n: usize, line: &dyn Fn(usize) -> String| {
        format!("customer,date,amount\n{}", (0..n).map(line).collect::<String>())
    };
    let none = scored("u.csv", "customer,date,amount\n", &["--as-of", "2020-01-01"]).unwrap();
    assert_eq!((none["customers"].as_u64(), &none["bgnbd"], &none["pareto"]), (Some(0), &Value::Null, &Value::Null));
    let one_day = scored("v.csv", rows(99, &|i| format!("c{i},2020-01-01,{i}\n")), &[]).unwrap();
    assert_eq!(one_day["stages"]["Socialisation"], 99);
    let zero = scored("w.csv", rows(900, &|i| format!("c{},{},0\n", i % 60, 18_000 + i % 700)), &[]).unwrap();
    assert_eq!((&zero["pareto"], &zero["gamma_gamma"]), (&Value::Null, &Value::Null));
    assert!(zero["notes"].to_string().contains("no positive total"));
    let whale = rows(50_000, &|i| format!("{},{},{}.5\n", i % 2 * (i % 150), 10_000 + i % 9_000, i % 50));
    assert_eq!(scored("x.csv", whale, &["--calibrate-until", "2010-01-01"]).unwrap()["customers"], 76);
    let before = scored("y.csv", rows(9, &|i| format!("c{i},2020-01-01,{i}\n")), &["--as-of", "2019-01-01"]).unwrap();
    assert_eq!(before["customers"], 0);
}

#[test]
fn cells_as_people_write_them() {
    use door::cells::{amount, civil, day, iso};
    let value = |text: &str| amount(text.as_bytes()).map(|d| d.digits as f64 / 10i64.pow(d.decimals) as f64);
    for (text, want) in [
        ("12", 12.0),
        ("-12.50", -12.5),
        ("1,234.50", 1234.5),
        ("1.234,50", 1234.5),
        ("12,5", 12.5),
        ("1,234", 1234.0),
        ("$1,000", 1000.0),
        ("-$3", -3.0),
        ("$-3", -3.0),
        ("(3.00)", -3.0),
        ("3e2", 300.0),
        (".5", 0.5),
        ("0.123456789", 0.123457),
        ("1'000.5", 1000.5),
        ("+7", 7.0),
    ] {
        assert_eq!(value(text), Some(want), "{text}");
    }
    for text in ["", "x", "1x", "-", ".", "1-2", "99999999999999999999", "1e99"] {
        assert_eq!(value(text), None, "{text}");
    }
    let iso_of = |text: &str| day(text.as_bytes()).map(iso);
    for text in ["20240229", "2024-02-29", "2024/2/29", "2024-02-29T23:59:59Z", "2024-02-29 07:00", "19782", "19782.0"]
    {
        assert_eq!(iso_of(text).as_deref(), Some("2024-02-29"), "{text}");
    }
    for text in ["20230229", "2023-02-29", "2024-13-01", "24-02-29", "2024-02-29x", "1709164800", "", "NaN", "2024-02"]
    {
        assert_eq!(iso_of(text), None, "{text}");
    }
    for d in (-200_000..200_000).step_by(37) {
        let text = iso(d);
        assert_eq!(civil(text[..4].parse().unwrap(), text[5..7].parse().unwrap(), text[8..].parse().unwrap()), Some(d));
    }
}

#[test]
fn garbage_never_panics() {
    let mut dice = Dice(99);
    let alphabet = b"0123456789,;\t|\"\n\r .-aZ\xC3\xA9\xFF'$";
    for round in 0..300 {
        let bytes: Vec<u8> =
            (0..dice.below(400)).map(|_| alphabet[dice.below(alphabet.len() as u64) as usize]).collect();
        let file = File::of(&format!("noise{round}"), bytes);
        let _ = run(door::score::run, &["--orders", file.path(), "--customer", "1", "--date", "2", "--amount", "3"]);
        let _ = run(door::score::run, &["--orders", file.path()]);
        let _ = run(door::rules::run, &["--baskets", file.path(), "--support", "0.1", "--confidence", "0.5"]);
        let _ = run(door::cluster::run, &["--table", file.path(), "--k", "2"]);
    }
}

#[test]
fn baskets_of_any_separator_give_the_same_rules() {
    let mut dice = Dice(5);
    let baskets: Vec<Vec<String>> = (0..500)
        .map(|_| (0..1 + dice.below(5)).map(|_| format!("item {}", dice.below(6) * dice.below(6))).collect())
        .collect();
    let text = |separator: &str| baskets.iter().map(|b| b.join(separator) + "\r\n").collect::<String>();
    let rules = |name: &str, content: String| {
        let file = File::of(name, content);
        json(
            &run(door::rules::run, &["--baskets", file.path(), "--support", ".02", "--confidence", ".3"]).unwrap().json,
        )
    };
    let commas = rules("commas", text(","));
    assert!(commas["rules"].as_u64().unwrap() > 5 && commas["itemsets"].as_u64() > commas["items"].as_u64());
    assert_eq!(rules("semicolons", text(" ; ")), commas);
    assert_eq!(rules("tabs", text("\t")), commas);
    assert_eq!(commas["notes"], serde_json::json!([]));
    let file = File::of("empty", "");
    assert!(run(door::rules::run, &["--baskets", file.path(), "--support", "2", "--confidence", "1"]).is_err());
    assert!(run(door::rules::run, &["--baskets", file.path(), "--support", "0.1", "--confidence", "1"]).is_err());
}

#[test]
fn baskets_that_nothing_divides_are_told_and_divided_as_said() {
    let file = File::of("blanks", "1 2 3\n1 2\n3\n");
    let rules = |more: &[&str]| {
        let words = ["--baskets", file.path(), "--support", ".1", "--confidence", ".1"];
        let words: Vec<&str> = words.iter().chain(more).copied().collect();
        run(door::rules::run, &words)
    };
    let whole = rules(&[]).unwrap();
    let got = json(&whole.json);
    assert_eq!((&got["items"], &got["rules"]), (&3.into(), &0.into()));
    assert!(got["notes"][0].as_str().unwrap().starts_with("no separator found; every line is one item"), "{got}");
    assert_eq!(whole.warnings.len(), 1, "it is said on the terminal, too");
    let blank = json(&rules(&["--separator", "space"]).unwrap().json);
    assert_eq!((&blank["items"], &blank["itemsets"]), (&3.into(), &7.into()));
    assert_eq!(blank["notes"], serde_json::json!([]));
    let wrong = json(&rules(&["--separator=semicolon"]).unwrap().json);
    assert!(wrong["notes"][0].as_str().unwrap().contains("no separator"));
    assert!(rules(&["--separator", "x"]).unwrap_err().0.contains("comma, semicolon, tab, bar, space"));
    assert!(run(door::rules::run, &["--help"]).unwrap_err().0.contains("--separator"));
    // What most lines have need not be what divides them.
    let file = File::of("mixed", "a;b,c;d\na,b\nb,c\n");
    let words = ["--baskets", file.path(), "--support", "0", "--confidence", "0", "--max-length", "1"];
    let items = |more: &[&str]| {
        let words: Vec<&str> = words.iter().chain(more).copied().collect();
        json(&run(door::rules::run, &words).unwrap().json)["items"].as_u64()
    };
    assert_eq!((items(&[]), items(&["--separator", ";"])), (Some(5), Some(4)));
}

#[test]
fn numbers_beyond_all_measure_are_refused_and_not_null() {
    let file = File::of("huge", "0\n1e200\n-1e200\n5\n");
    let of = |more: &[&str]| {
        let words: Vec<&str> = ["--table", file.path(), "--k", "3"].iter().chain(more).copied().collect();
        run(door::cluster::run, &words)
    };
    let Failure(why) = of(&[]).unwrap_err();
    assert!(why.contains("too large") && why.contains("--standardise"), "{why}");
    let got = json(&of(&["--standardise"]).unwrap().json);
    assert_eq!((&got["sizes"], &got["inertia"]), (&serde_json::json!([1, 2, 1]), &0.0.into()));
}

#[test]
fn a_table_with_names_and_gaps_is_clustered() {
    let iris: String = include_str!("fixtures/iris.txt").lines().map(|l| l.replace(' ', ",") + ",name\n").collect();
    let file = File::of("iris.csv", format!("a,b,c,d,species\n{iris},,,,\n1,2,,4,x\n"));
    let answer = run(door::cluster::run, &["--table", file.path(), "--k", "3"]).unwrap();
    let got = json(&answer.json);
    assert_rel(number(&got["inertia"]), 78.851_441_426_146, 1e-9, "inertia");
    assert_eq!(got["sizes"], serde_json::json!([50, 62, 38]));
    assert_rel(number(&got["simplified_silhouette"]), 0.666_385_556_471_118_2, 1e-9, "silhouette");
    assert!(
        answer.warnings.iter().any(|w| w.contains("species")) && answer.warnings.iter().any(|w| w.contains("1 rows"))
    );
    let two =
        run(door::cluster::run, &["--table", file.path(), "--k", "3", "--columns", "c,4", "--standardise"]).unwrap();
    assert_eq!(json(&two.json)["columns"], serde_json::json!(["c", "d"]));
    assert!(
        run(door::cluster::run, &["--table", file.path(), "--k", "500"]).unwrap_err().0.contains("cannot make 500")
    );
    let wrong = File::of("wrong.csv", format!("a,b\n{}1,x\n", "1,2\n".repeat(50)));
    assert!(run(door::cluster::run, &["--table", wrong.path(), "--k", "1"]).unwrap_err().0.contains("line 52"));
}
