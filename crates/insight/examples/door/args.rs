//! `--name value` pairs.

use super::Failure;

/// The arguments after the program's name.
#[derive(Clone, Debug, Default)]
pub struct Args {
    values: Vec<(String, String)>,
    flags: Vec<String>,
}

impl Args {
    /// Reads `--name value` and `--name=value` for the known names, and the known flags.
    pub fn parse(
        words: impl Iterator<Item = String>,
        known: &[&str],
        flags: &[&str],
        usage: &str,
    ) -> Result<Self, Failure> {
        let mut args = Self::default();
        let mut words = words.peekable();
        while let Some(word) = words.next() {
            let Some(name) = word.strip_prefix("--") else {
                return Err(Failure(format!("unexpected \"{word}\"\n{usage}")));
            };
            let (name, inline) = match name.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (name, None),
            };
            if flags.contains(&name) && inline.is_none() {
                args.flags.push(name.to_owned());
                continue;
            }
            if !known.contains(&name) {
                return Err(Failure(if name == "help" {
                    usage.to_owned()
                } else {
                    format!("unknown option --{name}\n{usage}")
                }));
            }
            let Some(value) = inline.or_else(|| words.next_if(|next| !next.starts_with("--"))) else {
                return Err(Failure(format!("--{name} needs a value\n{usage}")));
            };
            if args.get(name).is_some() {
                return Err(Failure(format!("--{name} is given twice")));
            }
            args.values.push((name.to_owned(), value));
        }
        Ok(args)
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    pub fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|f| f == flag)
    }

    pub fn need(&self, name: &str, usage: &str) -> Result<&str, Failure> {
        self.get(name).ok_or_else(|| Failure(format!("--{name} is missing\n{usage}")))
    }

    /// A number within a range, or `default` where it is not given.
    pub fn number<T>(&self, name: &str, default: T, range: std::ops::RangeInclusive<T>) -> Result<T, Failure>
    where
        T: std::str::FromStr + PartialOrd + std::fmt::Display,
    {
        let Some(text) = self.get(name) else { return Ok(default) };
        match text.parse() {
            Ok(value) if range.contains(&value) => Ok(value),
            _ => Err(Failure(format!("--{name} {text}: a number from {} to {} is needed", range.start(), range.end()))),
        }
    }
}
