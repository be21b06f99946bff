//! The score door: a purchase log in, one JSON object out.

use super::args::Args;
use super::cells::{day, iso};
use super::customers;
use super::log::Log;
use super::report::{FitPart, HoldoutPart, Report, RfmPart, SpendPart, fits};
use super::{Answer, Failure, read};
use insight::{Audit, Book, Model, Rfm, Settings, SpendData, SpendState, Stage, score};
use std::time::{SystemTime, UNIX_EPOCH};

const USAGE: &str = "usage: score --orders FILE [--customer COL --date COL --amount COL] [--as-of YYYY-MM-DD]
             [--calibrate-until YYYY-MM-DD] [--customers-out FILE.csv] [--horizon DAYS] [--discount RATE] [--margin SHARE]
COL is a header or a number from 1; columns that are not named are guessed, and the answer says which. AMOUNT is what a row came to, not the
price of one piece. Without --as-of: today, or the newest order's day where that is more than 60 days ago.";

/// An old log is scored as of its newest order, which is this many days ago or more.
const OLD_DAYS: i32 = 60;

/// What the command line asks for.
#[derive(Clone, Debug)]
pub struct Options {
    pub as_of: Option<i32>,
    pub calibrate_until: Option<i32>,
    pub horizon_days: Option<i32>,
    /// A year's discount.
    pub discount: f64,
    pub margin: f64,
    /// The day it is.
    pub today: i32,
}

/// Runs the door.
pub fn run(words: impl Iterator<Item = String>) -> Result<Answer, Failure> {
    let known = [
        "orders",
        "customer",
        "date",
        "amount",
        "as-of",
        "calibrate-until",
        "customers-out",
        "horizon",
        "discount",
        "margin",
    ];
    let args = Args::parse(words, &known, &[], USAGE)?;
    let path = args.need("orders", USAGE)?;
    let options = Options {
        as_of: date(&args, "as-of")?,
        calibrate_until: date(&args, "calibrate-until")?,
        horizon_days: args.get("horizon").map(|_| args.number("horizon", 365, 1..=36_500)).transpose()?,
        discount: args.number("discount", 0.15, -0.5..=10.0)?,
        margin: args.number("margin", 1.0, 0.0..=1.0)?,
        today: today(),
    };
    let named = |Failure(reason): Failure| Failure(format!("{path}: {reason}"));
    let log = Log::read(read(path)?, args.get("customer"), args.get("date"), args.get("amount")).map_err(named)?;
    let (report, scored) = scored(&log, &options)?;
    if let Some(out) = args.get("customers-out") {
        let text = customers::csv(&log, &scored, &options).map_err(|error| Failure(format!("{out}: {error}")))?;
        std::fs::write(out, text).map_err(|error| Failure(format!("{out}: {error}")))?;
    }
    let json = serde_json::to_string_pretty(&report).map_err(|error| Failure(error.to_string()))?;
    Ok(Answer { json, warnings: report.notes })
}

/// What the customers' file is made of.
pub struct Scored {
    pub book: Book,
    pub spend: SpendState,
    pub later: Option<insight::History>,
}

/// Scores `log`.
pub fn scored(log: &Log, options: &Options) -> Result<(Report, Scored), Failure> {
    let mut notes: Vec<String> = log.guessed.iter().cloned().collect();
    if log.skipped > 0 {
        notes.push(format!(
            "{} rows are left out: {}{}",
            log.skipped,
            log.skipped_why.join("; "),
            if log.skipped > log.skipped_why.len() { "; …" } else { "" }
        ));
    }
    let as_of = options.as_of.unwrap_or_else(|| default_as_of(&log.day, options.today));
    let later = log.day.iter().filter(|d| **d > as_of).count();
    if later > 0 {
        notes.push(format!("{later} orders after {} are left out", iso(as_of)));
    }
    let models_as_of = options.calibrate_until.unwrap_or(as_of);
    if models_as_of > as_of || (options.calibrate_until.is_some() && models_as_of == as_of) {
        return Err(Failure(format!("--calibrate-until {} must lie before --as-of {}", iso(models_as_of), iso(as_of))));
    }
    let whole = log.history(as_of);
    let holdout_days = options.calibrate_until.map(|until| as_of - until);
    let horizon_days = options.horizon_days.or(holdout_days).unwrap_or(Settings::default().horizon_days);
    let settings = Settings { horizon_days, ..Settings::default() };
    let history = if models_as_of == as_of { whole.clone() } else { log.history(models_as_of) };
    let spend = SpendState::of(&SpendData::of(&history, log.unit));
    let book = score(history, settings, Vec::new(), Vec::new());
    let rfm = if models_as_of == as_of { book.rfm.clone() } else { Rfm::of(&whole) };
    let totals: Vec<i64> =
        (0..whole.customers()).filter(|&c| whole.span(c).is_some()).map(|c| whole.total(c)).collect();
    let pareto = insight::Pareto::of(&totals);

    note_limits(&book, &spend, &rfm, pareto.is_none(), &mut notes);
    let fitted = fits(&book.fit);
    let holdout =
        options.calibrate_until.map(|until| HoldoutPart::of(&Audit::of(&book, &whole), iso(until), iso(as_of)));
    let stages = Stage::ALL
        .map(|s| (s.name(), book.stage.iter().zip(known(&book)).filter(|(stage, k)| *k && **stage == Some(s)).count()));
    let report = Report {
        columns: log.columns.clone(),
        customers: rfm.buyers,
        orders: log.day.len() - later,
        order_days: whole.order_days(),
        as_of: iso(as_of),
        models_as_of: iso(models_as_of),
        horizon_days,
        rfm: RfmPart::of(&rfm, log.unit),
        pareto: pareto.as_ref().map(Into::into),
        bgnbd: fitted.map(|(bg, _, _)| FitPart::from(bg)),
        mbgnbd: fitted.map(|(_, mbg, _)| FitPart::from(mbg)),
        gamma_gamma: spend.fit().map(SpendPart::from),
        chosen: fitted.map(|(_, _, chosen)| if chosen == Model::Bg { "bgnbd" } else { "mbgnbd" }),
        stages: stages.into_iter().collect(),
        holdout,
        notes,
    };
    let later = options.calibrate_until.map(|_| whole);
    Ok((report, Scored { book, spend, later }))
}

/// Customers of the book who have ordered; the others only appear later in the log.
fn known(book: &Book) -> impl Iterator<Item = bool> {
    (0..book.customers()).map(|c| book.history.span(c).is_some())
}

fn note_limits(book: &Book, spend: &SpendState, rfm: &Rfm, no_value: bool, notes: &mut Vec<String>) {
    let needed = insight::BUYERS_MIN;
    if rfm.small {
        notes.push(format!("{} customers with an order: quintiles of fewer than {needed} are coarse", rfm.buyers));
    }
    match fits(&book.fit) {
        None => notes.push(format!(
            "not enough data for purchase models: {} customers with an order, {needed} are needed; stages are only told where they are known",
            book.buyers
        )),
        Some((bg, mbg, _)) => {
            for (name, fit) in [("bgnbd", bg), ("mbgnbd", mbg)] {
                if fit.prior_share > 0.0 {
                    let share = 100.0 * fit.prior_share;
                    notes.push(format!("{name}: a weak prior from published data joined the fit, its share is {share:.0} %"));
                }
                if fit.se.is_none() {
                    notes.push(format!("{name}: the log does not determine every parameter (customers are too alike), so there is no standard error"));
                }
                if !fit.converged {
                    notes.push(format!("{name}: the search for parameters ended before the gradient vanished"));
                }
            }
        }
    }
    match spend {
        SpendState::NotEnough { repeaters, needed } => {
            notes.push(format!("not enough data for the spend model: {repeaters} customers with a paid repeat order, {needed} are needed"));
        }
        SpendState::Fitted(fit) => {
            if fit.prior_share > 0.0 {
                let share = 100.0 * fit.prior_share;
                notes.push(format!("gamma_gamma: amounts do not determine the parameters; a weak prior joined, its share is {share:.0} %"));
            }
            if fit.se.is_none() {
                notes.push("gamma_gamma: the log does not determine every parameter (customers spend too alike), so there is no standard error".to_owned());
            }
            if fit.dependent {
                notes.push("gamma_gamma: spend depends on frequency (|Spearman| of 0.3 or more), which the model does not expect".to_owned());
            }
        }
    }
    if no_value {
        notes.push("no concentration: there is no positive total to share".to_owned());
    }
    let unpaid = book.history.unpaid_days();
    if unpaid > 0 {
        notes.push(format!("{unpaid} order days net to nothing or less: they count in time, not in mean spend"));
    }
}

fn default_as_of(days: &[i32], today: i32) -> i32 {
    match days.iter().filter(|d| **d <= today).max() {
        Some(&newest) if today - newest > OLD_DAYS => newest,
        _ => today,
    }
}

fn date(args: &Args, name: &str) -> Result<Option<i32>, Failure> {
    let Some(text) = args.get(name) else { return Ok(None) };
    match day(text.as_bytes()) {
        Some(day) => Ok(Some(day)),
        None => Err(Failure(format!("--{name} {text}: no such day; write it as YYYY-MM-DD"))),
    }
}

fn today() -> i32 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| (since.as_secs() / 86_400) as i32)
}
