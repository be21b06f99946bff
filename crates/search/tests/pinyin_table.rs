//! The table of readings is what the `pinyin` crate says, whose data are Unicode's Unihan readings put together by the pinyin-data project.
#![allow(missing_docs)]

use pinyin::{ToPinyin, ToPinyinMulti};
use std::collections::BTreeMap;

/// Readings kept of each character: all that a reader may type; rarer ones would only find strangers.
const READINGS_MAX: usize = 4;
const TABLE: &[u8] = include_bytes!("../src/pinyin.bin");

/// ü is typed as v, and by many as u.
fn typed(reading: &str) -> Vec<String> {
    match reading.contains('ü') {
        true => vec![reading.replace('ü', "v"), reading.replace('ü', "u")],
        false => vec![reading.replace('ê', "e")],
    }
}

fn table() -> Vec<u8> {
    let mut sets: BTreeMap<String, usize> = BTreeMap::new();
    let of = |c: char| {
        let mut readings: Vec<String> = Vec::new();
        for reading in c.to_pinyin_multi().into_iter().flatten().chain(c.to_pinyin()) {
            for reading in typed(reading.plain()) {
                if readings.len() < READINGS_MAX && !readings.contains(&reading) {
                    readings.push(reading);
                }
            }
        }
        readings.join("/")
    };
    let all: Vec<String> = ('\u{4E00}'..='\u{9FFF}').map(of).collect();
    all.iter().for_each(|set| *sets.entry(set.clone()).or_default() += 1);
    let mut order: Vec<(&String, usize)> = sets.iter().map(|(set, count)| (set, *count)).collect();
    order.sort_by_key(|(set, count)| (std::cmp::Reverse(*count), *set));
    let number: BTreeMap<&String, usize> = order.iter().enumerate().map(|(at, (set, _))| (*set, at)).collect();
    let mut bytes: Vec<u8> = all.iter().flat_map(|set| (number[set] as u16).to_le_bytes()).collect();
    let text: Vec<&str> = order.iter().map(|(set, _)| set.as_str()).collect();
    bytes.extend(text.join(" ").bytes());
    bytes
}

#[test]
fn the_table_is_what_its_source_says() {
    assert!(table() == TABLE, "cargo test -p search --test pinyin_table -- --ignored writes it anew");
}

#[test]
#[ignore = "writes the table"]
fn write() {
    std::fs::write("src/pinyin.bin", table()).expect("written");
}
