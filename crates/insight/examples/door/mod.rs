//! What the batch doors share: arguments, reading tables of unknown shape, and how they end.
#![allow(dead_code, missing_docs, unreachable_pub)]

pub mod args;
pub mod cells;
pub mod cluster;
pub mod columns;
pub mod customers;
pub mod log;
pub mod report;
pub mod rows;
pub mod rules;
pub mod score;

use std::io::Write;
use std::process::ExitCode;

/// Why there is no answer, in words for the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure(pub String);

impl Failure {
    /// A cell or a row that cannot be read.
    pub fn at(line: usize, reason: impl std::fmt::Display) -> Self {
        Self(format!("line {line}: {reason}"))
    }

    pub fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

/// What goes to standard output, and what is worth a word on standard error.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    pub json: String,
    pub warnings: Vec<String>,
}

/// Prints the answer and ends with 0, or the reason and ends with 2.
pub fn end(answer: Result<Answer, Failure>) -> ExitCode {
    let mut err = std::io::stderr().lock();
    match answer {
        Ok(answer) => {
            for warning in answer.warnings {
                let _ = writeln!(err, "note: {warning}");
            }
            // A reader that closed the pipe has what it wanted.
            let _ = writeln!(std::io::stdout().lock(), "{}", answer.json);
            ExitCode::SUCCESS
        }
        // Who asks for help gets it as an answer.
        Err(Failure(reason)) if reason.starts_with("usage:") => {
            let _ = writeln!(std::io::stdout().lock(), "{reason}");
            ExitCode::SUCCESS
        }
        Err(Failure(reason)) => {
            let _ = writeln!(err, "error: {reason}");
            ExitCode::from(2)
        }
    }
}

/// The bytes of a file.
pub fn read(path: &str) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| Failure(format!("{path}: {error}")))
}
