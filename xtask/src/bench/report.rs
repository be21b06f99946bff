//! From single figures to the table and `bench.json`.

use super::measures::{Goal, Measure};

/// A row that was measured.
pub struct Row {
    measure: Measure,
    ours: Vec<f64>,
    peer: Vec<f64>,
}

impl Row {
    /// A row without figures yet.
    pub fn new(measure: Measure) -> Row {
        Row { measure, ours: Vec::new(), peer: Vec::new() }
    }

    /// Reads one line of the driver's, `name TAB part TAB peer TAB ours TAB theirs`, figures separated by spaces; false if it is not
    /// about this row.
    pub fn take(&mut self, line: &str) -> Result<bool, String> {
        let fields: Vec<&str> = line.split('\t').collect();
        let [name, part, peer, ours, theirs] = fields[..] else { return Ok(false) };
        if (name, part, peer) != (self.measure.name, self.measure.part, self.measure.peer) {
            return Ok(false);
        }
        let figures = |text: &str| -> Result<Vec<f64>, String> {
            let read = text.split_whitespace().map(str::parse);
            read.collect::<Result<_, _>>().map_err(|_| format!("'{text}' is no list of figures: {line}"))
        };
        (self.ours, self.peer) = (figures(ours)?, figures(theirs)?);
        Ok(true)
    }

    fn measured(&self) -> bool {
        !self.ours.is_empty()
    }

    /// Ours divided by the peer's, in the unit of the row.
    fn ratio(&self) -> Option<f64> {
        Some(quantile(&self.ours, 0.5)? / quantile(&self.peer, 0.5)?).filter(|ratio| ratio.is_finite())
    }

    /// Distance of the quartiles of our figures, relative to their median.
    fn spread(&self) -> Option<f64> {
        let distance = quantile(&self.ours, 0.75)? - quantile(&self.ours, 0.25)?;
        Some(distance / quantile(&self.ours, 0.5)?).filter(|spread| spread.is_finite())
    }

    fn meets(&self, goal: Goal) -> Option<bool> {
        let ours = quantile(&self.ours, 0.5)?;
        Some(match goal {
            Goal::RatioMost(limit) => self.ratio()? <= limit,
            Goal::RatioLeast(limit) => self.ratio()? >= limit,
            Goal::Most(limit) => ours <= limit,
            Goal::Least(limit) => ours >= limit,
        })
    }
}

/// The value below which that share of the figures lies, between neighbours by straight lines.
fn quantile(figures: &[f64], share: f64) -> Option<f64> {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = share * sorted.len().checked_sub(1)? as f64;
    let (below, above) = (sorted.get(at.floor() as usize)?, sorted.get(at.ceil() as usize)?);
    Some(below + (above - below) * (at - at.floor()))
}

/// A table for people.
pub fn table(rows: &[Row]) -> String {
    let mut lines = vec![["measure", "ours", "peer", "", "ratio", "spread", "target", "moonshot"].map(String::from)];
    for row in rows.iter().filter(|row| row.measured()) {
        let one = |value: Option<f64>| value.map_or("–".into(), short);
        let part = row.measure.part;
        let mark = |goal| match row.meets(goal) {
            Some(true) => "✓",
            Some(false) => "✗",
            None => "?",
        };
        lines.push([
            if part.is_empty() { row.measure.name.into() } else { format!("{} {part}", row.measure.name) },
            format!("{} {}", one(quantile(&row.ours, 0.5)), row.measure.unit),
            one(quantile(&row.peer, 0.5)),
            row.measure.peer.into(),
            one(row.ratio()),
            row.spread().map_or("–".into(), |spread| format!("{:.0} %", spread * 100.0)),
            format!("{} {}", wanted(row.measure.target), mark(row.measure.target)),
            format!("{} {}", wanted(row.measure.moonshot), mark(row.measure.moonshot)),
        ]);
    }
    let width = |at: usize| lines.iter().map(|line| line[at].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..8).map(width).collect();
    let padded = |line: &[String; 8]| {
        let cells: Vec<String> = line.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        format!("{}\n", cells.join("  ").trim_end())
    };
    lines.iter().map(padded).collect()
}

fn wanted(goal: Goal) -> String {
    match goal {
        Goal::RatioMost(limit) => format!("≤ {}×", short(limit)),
        Goal::RatioLeast(limit) => format!("≥ {}×", short(limit)),
        Goal::Most(limit) => format!("≤ {}", short(limit)),
        Goal::Least(limit) => format!("≥ {}", short(limit)),
    }
}

/// Three digits that say something; whole numbers above a hundred.
fn short(value: f64) -> String {
    let text = match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.3}"),
    };
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').into() } else { text }
}

/// The same for programs: a list of objects, one a row; see `docs/PERFORMANCE.md` for the fields.
pub fn json(rows: &[Row]) -> String {
    let objects: Vec<String> = rows.iter().filter(|row| row.measured()).map(object).collect();
    format!("[\n{}\n]\n", objects.join(",\n"))
}

fn object(row: &Row) -> String {
    let measure = &row.measure;
    let number = |value: Option<f64>| value.map_or("null".into(), |value| format!("{}", (value * 1e6).round() / 1e6));
    let text = |text: &str| if text.is_empty() { "null".into() } else { quoted(text) };
    let truth = |value: Option<bool>| value.map_or("null".into(), |value| value.to_string());
    let fields = [
        ("name", quoted(measure.name)),
        ("part", text(measure.part)),
        ("ours", number(quantile(&row.ours, 0.5))),
        ("peer", number(quantile(&row.peer, 0.5))),
        ("peer_name", text(measure.peer)),
        ("ratio", number(row.ratio())),
        ("unit", quoted(measure.unit)),
        ("rounds", row.ours.len().to_string()),
        ("spread", number(row.spread())),
        ("target", number(Some(limit(measure.target)))),
        ("target_of", quoted(sense(measure.target))),
        ("target_met", truth(row.meets(measure.target))),
        ("moonshot", number(Some(limit(measure.moonshot)))),
        ("moonshot_of", quoted(sense(measure.moonshot))),
        ("moonshot_met", truth(row.meets(measure.moonshot))),
    ];
    let fields: Vec<String> = fields.iter().map(|(name, value)| format!("{}: {value}", quoted(name))).collect();
    format!("  {{{}}}", fields.join(", "))
}

fn limit(goal: Goal) -> f64 {
    match goal {
        Goal::RatioMost(limit) | Goal::RatioLeast(limit) | Goal::Most(limit) | Goal::Least(limit) => limit,
    }
}

fn sense(goal: Goal) -> &'static str {
    match goal {
        Goal::RatioMost(_) => "ratio at most",
        Goal::RatioLeast(_) => "ratio at least",
        Goal::Most(_) => "ours at most",
        Goal::Least(_) => "ours at least",
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::super::measures::named;
    use super::*;

    fn import() -> Row {
        let mut row = Row::new(named(&["import"]).expect("known")[0]);
        assert!(row.take("import\t\tDexie bulkPut\t400 300 500\t10 8 12").expect("reads"));
        row
    }

    #[test]
    fn a_row_says_its_medians_ratio_spread_and_whether_the_target_is_met() {
        let row = import();
        assert_eq!((row.ratio(), row.spread()), (Some(40.0), Some(0.25)));
        assert_eq!(row.meets(row.measure.target), Some(true));
        assert_eq!(row.meets(row.measure.moonshot), Some(false));
    }

    #[test]
    fn lines_about_others_are_left_alone_and_nonsense_is_named() {
        let mut row = import();
        assert_eq!(row.take("import\t\tsqlite-wasm OPFS\t1\t2"), Ok(false));
        assert_eq!(row.take("whatever"), Ok(false));
        assert!(row.take("import\t\tDexie bulkPut\tfast\t2").unwrap_err().contains("fast"));
    }

    #[test]
    fn the_list_has_the_fields_that_were_promised() {
        assert_eq!(
            json(&[import(), Row::new(named(&["edit"]).expect("known")[0])]),
            "[\n  {\"name\": \"import\", \"part\": null, \"ours\": 400, \"peer\": 10, \"peer_name\": \"Dexie bulkPut\", \
             \"ratio\": 40, \"unit\": \"rows/s\", \"rounds\": 3, \"spread\": 0.25, \
             \"target\": 40, \"target_of\": \"ratio at least\", \"target_met\": true, \
             \"moonshot\": 1000000, \"moonshot_of\": \"ours at least\", \"moonshot_met\": false}\n]\n"
        );
    }

    #[test]
    fn the_table_aligns_and_marks() {
        let table = table(&[import()]);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[1].contains("400 rows/s") && lines[1].contains("≥ 40× ✓") && lines[1].contains("≥ 1000000 ✗"));
        assert!(named(&["speed"]).unwrap_err().contains("first_load_bytes, first_paint, reopen"));
    }
}
