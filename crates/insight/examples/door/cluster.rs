//! The cluster door: a table of numbers in, k-means clusters out.

use super::args::Args;
use super::cells::is_missing;
use super::log::first_rows;
use super::rows::Table;
use super::{Answer, Failure, read};
use insight::cluster::{KMeans, Quality, silhouette, standardise, winsorise};
use serde::Serialize;

const USAGE: &str = "usage: cluster --table FILE --k K [--columns A,B,…] [--standardise] [--winsorise SHARE] [--runs N] [--seed N] [--labels-out FILE]
Columns are headers or numbers from 1; without --columns all columns of numbers are used, as they are.";

/// Points of the sample that the exact silhouette is taken of.
const SILHOUETTE_POINTS: usize = 5_000;

#[derive(Debug, Serialize)]
struct Report {
    points: usize,
    columns: Vec<String>,
    k: usize,
    inertia: f64,
    /// Clusters by their centres, ascending in the first column.
    sizes: Vec<usize>,
    centres: Vec<Vec<f64>>,
    simplified_silhouette: Option<f64>,
    /// Exact where there are no more than 5,000 points, else of a seeded sample of so many.
    silhouette: Option<f64>,
    davies_bouldin: Option<f64>,
    calinski_harabasz: Option<f64>,
    notes: Vec<String>,
}

/// Runs the door.
pub fn run(words: impl Iterator<Item = String>) -> Result<Answer, Failure> {
    let known = ["table", "k", "columns", "winsorise", "runs", "seed", "labels-out"];
    let args = Args::parse(words, &known, &["standardise"], USAGE)?;
    let path = args.need("table", USAGE)?;
    args.need("k", USAGE)?;
    let k = args.number("k", 0, 1..=10_000)?;
    let kmeans =
        KMeans { k, runs: args.number("runs", 10, 1..=10_000)?, seed: args.number("seed", 0x5EED, 0..=u64::MAX)? };
    let winsor = args.number("winsorise", 0.0, 0.0..=0.49)?;
    let in_file = |Failure(reason): Failure| Failure(format!("{path}: {reason}"));
    let mut numbers = Numbers::read(read(path)?, args.get("columns")).map_err(in_file)?;
    let d = numbers.columns.len();
    if winsor > 0.0 {
        winsorise(&mut numbers.values, d, winsor);
    }
    if args.has("standardise") {
        standardise(&mut numbers.values, d);
    }
    let n = numbers.values.len() / d;
    let Some(clusters) = kmeans.fit(&numbers.values, d) else {
        let why = match k > n {
            true => format!("{n} rows cannot make {k} clusters"),
            false => {
                "its numbers are too large for their distances to be told; use --standardise or smaller units".into()
            }
        };
        return Err(Failure(format!("{path}: {why}")));
    };
    let quality = Quality::of(&clusters, &numbers.values);
    if let Some(out) = args.get("labels-out") {
        let text: String = clusters.label.iter().map(|l| format!("{}\n", l + 1)).collect();
        std::fs::write(out, text).map_err(|error| Failure(format!("{out}: {error}")))?;
    }
    let report = Report {
        points: n,
        columns: numbers.columns,
        k,
        inertia: clusters.inertia,
        sizes: clusters.sizes.clone(),
        centres: clusters.centres.chunks(d).map(<[f64]>::to_vec).collect(),
        simplified_silhouette: quality.map(|q| q.simplified_silhouette),
        silhouette: silhouette(&clusters, &numbers.values, SILHOUETTE_POINTS, kmeans.seed),
        davies_bouldin: quality.map(|q| q.davies_bouldin),
        calinski_harabasz: quality.and_then(|q| q.calinski_harabasz),
        notes: numbers.notes,
    };
    let json = serde_json::to_string_pretty(&report).map_err(|error| Failure(error.to_string()))?;
    Ok(Answer { json, warnings: report.notes })
}

/// A table of numbers, row-major.
#[derive(Debug)]
struct Numbers {
    columns: Vec<String>,
    values: Vec<f64>,
    notes: Vec<String>,
}

impl Numbers {
    fn read(bytes: Vec<u8>, wanted: Option<&str>) -> Result<Self, Failure> {
        let table = Table::of(bytes)?;
        let first = first_rows(&table)?;
        let Some(top) = first.first() else { return Err(Failure::new("the file holds no rows")) };
        let width = first.iter().map(Vec::len).max().unwrap_or(0);
        let header = top.iter().all(|cell| number(cell).is_none());
        let body = &first[usize::from(header)..];
        let text = |at: usize| top.get(at).map(|cell| String::from_utf8_lossy(cell).into_owned()).unwrap_or_default();
        let name = |at: usize| if header { text(at) } else { format!("column {}", at + 1) };
        let numeric = |at: usize| {
            let cells = body.iter().filter_map(|row| row.get(at)).filter(|cell| !is_missing(cell));
            let (yes, n) = cells.fold((0, 0), |(yes, n), cell| (yes + usize::from(number(cell).is_some()), n + 1));
            n > 0 && yes * 10 >= n * 9
        };
        let mut notes = Vec::new();
        let chosen: Vec<usize> = match wanted {
            Some(list) => list.split(',').map(|w| find(w.trim(), width, &name)).collect::<Result<_, _>>()?,
            None => {
                let (yes, no): (Vec<usize>, Vec<usize>) = (0..width).partition(|&at| numeric(at));
                if !no.is_empty() {
                    notes.push(format!(
                        "no numbers, left out: {}",
                        no.iter().map(|&at| name(at)).collect::<Vec<_>>().join(", ")
                    ));
                }
                yes
            }
        };
        if chosen.is_empty() {
            return Err(Failure::new("no column holds numbers"));
        }
        let (mut values, mut skipped, mut rest) = (Vec::new(), 0usize, usize::from(header));
        table.each(|line, cells| {
            if rest > 0 {
                rest -= 1;
                return Ok(());
            }
            let from = values.len();
            for &at in &chosen {
                let cell = cells.get(at).copied().unwrap_or_default();
                if is_missing(cell) {
                    values.truncate(from);
                    skipped += 1;
                    return Ok(());
                }
                let value = number(cell);
                let Some(value) = value else {
                    return Err(Failure::at(
                        line(),
                        format!("\"{}\" is no number ({})", String::from_utf8_lossy(cell), name(at)),
                    ));
                };
                values.push(value);
            }
            Ok(())
        })?;
        if skipped > 0 {
            notes.push(format!("{skipped} rows with an empty cell are left out"));
        }
        if values.is_empty() {
            return Err(Failure::new("the file holds no rows of numbers"));
        }
        Ok(Self { columns: chosen.iter().map(|&at| name(at)).collect(), values, notes })
    }
}

fn find(wanted: &str, width: usize, name: &dyn Fn(usize) -> String) -> Result<usize, Failure> {
    match wanted.parse::<usize>() {
        Ok(n) if (1..=width).contains(&n) => Ok(n - 1),
        Ok(n) => Err(Failure(format!("--columns {n}: the table has columns 1 to {width}"))),
        Err(_) => (0..width)
            .find(|&at| name(at).eq_ignore_ascii_case(wanted))
            .ok_or_else(|| Failure(format!("--columns {wanted}: there is no such column"))),
    }
}

fn number(cell: &[u8]) -> Option<f64> {
    std::str::from_utf8(cell).ok()?.parse().ok().filter(|x: &f64| x.is_finite())
}
