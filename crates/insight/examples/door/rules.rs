//! The rules door: baskets in, frequent sets and association rules out.

use super::args::Args;
use super::rows::{Separator, Table};
use super::{Answer, Failure, read};
use insight::baskets::{Baskets, Share, frequent_sets, rules};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

const USAGE: &str = "usage: rules --baskets FILE --support S --confidence C [--max-length N] [--top N]
             [--separator comma|semicolon|tab|bar|space]
One basket a line, items between commas, semicolons, tabs or bars (whichever most lines have), or between what --separator says.
S and C are shares from 0 to 1.";

#[derive(Debug, Serialize)]
struct Report {
    baskets: usize,
    items: usize,
    /// Baskets that meet the support.
    minimum_count: u32,
    /// Frequent sets of one item or more.
    itemsets: usize,
    itemsets_by_length: BTreeMap<usize, usize>,
    /// Rules with one item on the right and at least one on the left.
    rules: usize,
    /// The best by lift.
    top_rules: Vec<RuleLine>,
    /// What a reader of the numbers should know, in words.
    notes: Vec<String>,
}

#[derive(Debug, Serialize)]
struct RuleLine {
    lhs: Vec<String>,
    rhs: String,
    count: u32,
    support: f64,
    confidence: f64,
    lift: f64,
    leverage: f64,
    /// Absent for a rule without exception.
    conviction: Option<f64>,
}

/// Runs the door.
pub fn run(words: impl Iterator<Item = String>) -> Result<Answer, Failure> {
    let args = Args::parse(words, &["baskets", "support", "confidence", "max-length", "top", "separator"], &[], USAGE)?;
    let path = args.need("baskets", USAGE)?;
    let share = |name: &str| {
        args.need(name, USAGE)?;
        let value = args.number(name, 0.0, 0.0..=1.0)?;
        Share::new(value).ok_or_else(|| Failure(format!("--{name}: a number from 0 to 1 is needed")))
    };
    let (support, confidence) = (share("support")?, share("confidence")?);
    let longest = args.number("max-length", usize::MAX, 1..=usize::MAX)?;
    let top = args.number("top", 20, 0..=1_000_000)?;

    let separator = args.get("separator").map(Separator::named).transpose()?;

    let in_file = |Failure(reason): Failure| Failure(format!("{path}: {reason}"));
    let table = Table::of_lists(read(path)?, separator).map_err(in_file)?;
    let (names, baskets) = baskets(&table).map_err(in_file)?;
    let undivided = "no separator found; every line is one item: name what stands between items with --separator";
    let notes: Vec<String> = table.is_undivided().then(|| undivided.to_owned()).into_iter().collect();
    let sets = frequent_sets(&baskets, support, longest)
        .map_err(|many| Failure(format!("more than {} frequent sets; raise --support", many.found - 1)))?;
    let found = rules(&sets, baskets.len(), confidence);
    let mut by_length = BTreeMap::new();
    sets.iter().for_each(|set| *by_length.entry(set.items.len()).or_insert(0) += 1);
    let name = |item: u32| names[item as usize].clone();
    let line = |rule: &insight::baskets::Rule| RuleLine {
        lhs: rule.lhs.iter().map(|i| name(*i)).collect(),
        rhs: name(rule.rhs),
        count: rule.count,
        support: rule.support(),
        confidence: rule.confidence(),
        lift: rule.lift(),
        leverage: rule.leverage(),
        conviction: rule.conviction(),
    };
    let report = Report {
        baskets: baskets.len(),
        items: names.len(),
        minimum_count: support.count_of(baskets.len()),
        itemsets: sets.len(),
        itemsets_by_length: by_length,
        rules: found.len(),
        top_rules: found.iter().take(top).map(line).collect(),
        notes,
    };
    let json = serde_json::to_string_pretty(&report).map_err(|error| Failure(error.to_string()))?;
    Ok(Answer { json, warnings: report.notes })
}

/// Items are numbered by their names, so the order of lines does not matter.
fn baskets(table: &Table) -> Result<(Vec<String>, Baskets), Failure> {
    let mut numbers: HashMap<Vec<u8>, u32> = HashMap::new();
    let mut lines: Vec<Vec<u32>> = Vec::new();
    table.each(|_, cells| {
        let mut basket = Vec::new();
        for cell in cells.iter().filter(|cell| !cell.is_empty()) {
            let next = numbers.len() as u32;
            let number = match numbers.get(*cell) {
                Some(&number) => number,
                None => *numbers.entry(cell.to_vec()).or_insert(next),
            };
            basket.push(number);
        }
        lines.push(basket);
        Ok(())
    })?;
    if lines.is_empty() {
        return Err(Failure::new("the file holds no baskets"));
    }
    let mut names: Vec<(Vec<u8>, u32)> = numbers.into_iter().collect();
    names.sort();
    let mut sorted = vec![0; names.len()];
    names.iter().enumerate().for_each(|(new, (_, old))| sorted[*old as usize] = new as u32);
    lines.iter_mut().flatten().for_each(|item| *item = sorted[*item as usize]);
    let baskets = Baskets::new(names.len(), lines.iter().map(Vec::as_slice));
    Ok((names.into_iter().map(|(name, _)| String::from_utf8_lossy(&name).into_owned()).collect(), baskets))
}
