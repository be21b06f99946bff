//! What is measured, beside whom, and what is to be reached. Declared here once; `tests/bench/` brings the figures.

/// What a target speaks of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Goal {
    /// Ours divided by the peer's is at most this.
    RatioMost(f64),
    /// Ours divided by the peer's is at least this.
    RatioLeast(f64),
    /// Our figure is at most this, in the row's unit.
    Most(f64),
    /// Our figure is at least this, in the row's unit.
    Least(f64),
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// The name on the command line; several rows may share it.
    pub name: &'static str,
    /// Which of the figures of that name; empty where there is only one.
    pub part: &'static str,
    /// Who is measured beside us.
    pub peer: &'static str,
    /// Unit of both figures.
    pub unit: &'static str,
    /// What is to be reached.
    pub target: Goal,
    /// What would be the best that can be hoped for.
    pub moonshot: Goal,
}

const fn row(
    name: &'static str,
    part: &'static str,
    peer: &'static str,
    unit: &'static str,
    target: Goal,
    moonshot: Goal,
) -> Measure {
    Measure { name, part, peer, unit, target, moonshot }
}

use Goal::{Least, Most, RatioLeast, RatioMost};

/// Every row, in the order of the table.
pub const MEASURES: &[Measure] = &[
    row("first_load_bytes", "", "", "bytes", Most(394_240.0), Most(262_144.0)),
    row("first_paint", "FCP", "", "ms", Most(1_700.0), Most(1_000.0)),
    row("first_paint", "LCP", "", "ms", Most(4_500.0), Most(2_500.0)),
    row("reopen", "first rows", "Dexie toArray", "ms", RatioMost(0.1), Most(200.0)),
    row("reopen", "scores", "Dexie toArray", "ms", RatioMost(0.1), Most(450.0)),
    row("import", "", "Dexie bulkPut", "rows/s", RatioLeast(40.0), Least(1e6)),
    row("import", "", "sqlite-wasm OPFS", "rows/s", RatioLeast(10.0), Least(1e6)),
    row("load", "", "Dexie toArray", "rows/s", RatioLeast(12.0), RatioLeast(25.0)),
    row("load", "", "raw packed read", "ms", RatioMost(1.6), RatioMost(1.2)),
    row("edit", "p50", "raw strict put", "ms", RatioMost(1.3), RatioMost(1.1)),
    row("edit", "p95", "raw strict put", "ms", RatioMost(1.3), RatioMost(1.1)),
    row("search", "p95", "uFuzzy", "ms", RatioMost(0.6), Most(3.0)),
    row("search", "p95", "MiniSearch", "ms", RatioMost(0.08), Most(3.0)),
    row("search", "typo recall", "uFuzzy", "share", RatioLeast(1.0), RatioLeast(1.0)),
    row("search", "typo recall", "MiniSearch", "share", RatioLeast(1.0), RatioLeast(1.0)),
    row("list", "frames over 32 ms", "vanilla list", "frames", Most(0.0), Most(0.0)),
    row("list", "fps", "vanilla list", "fps", RatioLeast(0.95), RatioLeast(1.0)),
    row("list", "fps, CPU ×4", "vanilla list", "fps", RatioLeast(0.95), RatioLeast(1.0)),
    row("rfm", "", "DuckDB-wasm", "ms", RatioMost(1.0 / 6.0), RatioMost(1.0 / 12.0)),
    row("score_one", "", "DuckDB-wasm", "ms", RatioMost(1.0 / 200.0), Most(0.05)),
    row("segment", "", "DuckDB-wasm", "ms", RatioMost(1.0 / 15.0), RatioMost(1.0 / 40.0)),
    row("segment", "", "loop by hand", "ms", RatioMost(1.0 / 2.5), RatioMost(1.0 / 6.0)),
    row("group_by", "", "DuckDB-wasm", "ms", RatioMost(1.0 / 6.0), RatioMost(1.0 / 10.0)),
    row("kmeans", "", "ml-kmeans", "ms", RatioMost(1.0 / 8.0), RatioMost(1.0 / 25.0)),
    row("clv_fit", "CDNOW", "lifetimes (Python)", "ms", RatioMost(1.0 / 20.0), RatioMost(1.0 / 100.0)),
    row("clv_fit", "score 100k", "", "ms", Most(300.0), Most(150.0)),
    // One rule for both: nineteen of twenty within a frame would be the best, and of a hundred no more than two may be felt.
    row("interaction", "p95", "", "ms", Most(50.0), Most(16.0)),
    row("interaction", "p98", "", "ms", Most(50.0), Most(50.0)),
    row("interaction", "p98, CPU ×4", "", "ms", Most(100.0), Most(50.0)),
    row("memory", "", "JS objects", "MB", Most(80.0), Most(56.0)),
];

/// The rows of the names given; all for none.
pub fn named(names: &[&str]) -> Result<Vec<Measure>, String> {
    if let Some(unknown) = names.iter().find(|name| MEASURES.iter().all(|one| one.name != **name)) {
        let mut known: Vec<&str> = MEASURES.iter().map(|one| one.name).collect();
        known.dedup();
        return Err(format!("bench knows no '{unknown}'; it measures {}", known.join(", ")));
    }
    Ok(MEASURES.iter().filter(|one| names.is_empty() || names.contains(&one.name)).copied().collect())
}
