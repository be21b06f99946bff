//! How well each day format fits a whole column, and which it therefore is.

use crate::days::{self, Cell};
use model::Day;
use protocol::import::DayFormat;

/// Every format, in the order in which equals are offered.
pub const FORMATS: [DayFormat; 8] = [
    DayFormat::YmdDigits,
    DayFormat::Ymd,
    DayFormat::Dmy,
    DayFormat::Mdy,
    DayFormat::EpochDays,
    DayFormat::ExcelSerial,
    DayFormat::EpochSeconds,
    DayFormat::EpochMillis,
];

/// Days after today up to which a reading is believed: orders are dated ahead, but hardly by more than a year.
const AHEAD_DAYS: i32 = 366;

/// What one format makes of a column.
#[derive(Clone, Copy, Debug, Default)]
struct Fit {
    count: u32,
    first: Option<Day>,
    last: Option<Day>,
    min: Option<Day>,
    max: Option<Day>,
    backward: u32,
}

impl Fit {
    fn add(&mut self, day: Day) {
        self.count += 1;
        self.first = self.first.or(Some(day));
        self.backward += u32::from(self.last.is_some_and(|last| last > day));
        self.last = Some(day);
        self.min = Some(self.min.map_or(day, |min| min.min(day)));
        self.max = Some(self.max.map_or(day, |max| max.max(day)));
    }
}

/// A column looked at as days.
#[derive(Clone, Debug)]
pub struct DayScan {
    latest: Day,
    today: Day,
    /// Values looked at.
    pub values: u32,
    fits: [Fit; FORMATS.len()],
    sides_differ: bool,
}

/// What a column is, as days.
#[derive(Clone, Debug, PartialEq)]
pub struct DayVerdict {
    /// The likeliest format.
    pub format: DayFormat,
    /// All readings that fit equally well, likeliest first, if they are more than one.
    pub readings: Vec<(DayFormat, Day)>,
}

impl DayScan {
    /// Nothing looked at yet; `today` bounds what is believed.
    pub fn new(today: Day) -> Self {
        let latest = Day(today.0.saturating_add(AHEAD_DAYS));
        DayScan { latest, today, values: 0, fits: Default::default(), sides_differ: false }
    }

    /// Looks at one value (not empty, without blanks at its ends).
    pub fn add(&mut self, text: &str) {
        self.values += 1;
        let cell = Cell::new(text);
        let mut sides = [None; 2];
        for (fit, format) in self.fits.iter_mut().zip(FORMATS) {
            let day = cell.day(format, self.today).ok().filter(|day| *day <= self.latest);
            match format {
                DayFormat::Dmy => sides[0] = day,
                DayFormat::Mdy => sides[1] = day,
                _ => {}
            }
            if let Some(day) = day {
                fit.add(day);
            }
        }
        self.sides_differ |= sides[0] != sides[1];
    }

    fn best(&self) -> u32 {
        self.fits.iter().map(|fit| fit.count).max().unwrap_or(0)
    }

    /// Whether at least `percent` of the values fit one format.
    pub fn fits(&self, percent: u32) -> bool {
        self.values > 0 && u64::from(self.best()) * 100 >= u64::from(self.values) * u64::from(percent)
    }

    /// The same for the formats that are days on their face: not plain counts, which ids and quantities are too.
    pub fn fits_plainly(&self, percent: u32) -> bool {
        let counted = |format| matches!(format, DayFormat::EpochDays | DayFormat::ExcelSerial);
        let plain = self.fits.iter().zip(FORMATS).filter(|(_, format)| !counted(*format));
        let best = plain.map(|(fit, _)| fit.count).max().unwrap_or(0);
        self.values > 0 && u64::from(best) * 100 >= u64::from(self.values) * u64::from(percent)
    }

    /// Whether all values, read as Excel's numbers, fall into the years that logs are from.
    pub fn fits_recent_serials(&self) -> bool {
        let recent = Day::from_ymd(1990, 1, 1).unwrap_or(days::FIRST);
        let mut fits = self.fits.iter().zip(FORMATS);
        fits.any(|(fit, format)| {
            let in_years = fit.min >= Some(recent) && fit.max <= Some(self.today);
            format == DayFormat::ExcelSerial && fit.count == self.values && fit.count > 0 && in_years
        })
    }

    /// The format that fits most values; where several do, the likeliest and what to ask.
    pub fn verdict(&self) -> Option<DayVerdict> {
        let best = self.best();
        let digits = self.fits.first().map_or(0, |fit| fit.count);
        if best == 0 {
            return None;
        }
        if digits == best {
            // Eight digits that are all dates are no coincidence.
            return Some(DayVerdict { format: DayFormat::YmdDigits, readings: Vec::new() });
        }
        let mut equal: Vec<_> = self.fits.iter().zip(FORMATS).filter(|(fit, _)| fit.count == best).collect();
        equal.sort_by_key(|(fit, _)| {
            let ahead = fit.max > Some(self.today);
            let old = fit.min < Some(Day(0));
            let distance = fit.max.map_or(0, |max| max.0.abs_diff(self.today.0));
            (ahead, old, fit.backward, distance)
        });
        let same_day = !self.sides_differ && equal.iter().all(|(_, format)| is_side(*format));
        let (_, format) = equal.first()?;
        let readings = match equal.len() {
            1 => Vec::new(),
            _ if same_day => Vec::new(),
            _ => equal.iter().filter_map(|(fit, format)| Some((*format, fit.first?))).collect(),
        };
        Some(DayVerdict { format: *format, readings })
    }
}

fn is_side(format: DayFormat) -> bool {
    matches!(format, DayFormat::Dmy | DayFormat::Mdy)
}
