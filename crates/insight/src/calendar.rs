//! Civil months and weeks of days since 1970-01-01 (proleptic Gregorian calendar).

/// Length of the periods that cohorts are cut into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// Seven days from Monday.
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months from January.
    Quarter,
    /// A calendar year.
    Year,
}

impl Period {
    /// Number of the period that holds `day`; consecutive periods have consecutive numbers.
    #[must_use]
    pub fn of(self, day: i32) -> i32 {
        let months = |per: i32| month_number(day).div_euclid(per);
        match self {
            // 1970-01-01 was a Thursday.
            Self::Week => day.saturating_add(3).div_euclid(7),
            Self::Month => months(1),
            Self::Quarter => months(3),
            Self::Year => months(12),
        }
    }

    /// First day of period `number`.
    #[must_use]
    pub fn first_day(self, number: i32) -> i32 {
        let months = |per: i32| month_start(number.saturating_mul(per));
        match self {
            Self::Week => number.saturating_mul(7).saturating_sub(3),
            Self::Month => months(1),
            Self::Quarter => months(3),
            Self::Year => months(12),
        }
    }

    /// Last day of period `number`.
    #[must_use]
    pub fn last_day(self, number: i32) -> i32 {
        self.first_day(number.saturating_add(1)).saturating_sub(1)
    }

    /// Whether `day` is the last of its period.
    #[must_use]
    pub fn ends_on(self, day: i32) -> bool {
        self.last_day(self.of(day)) == day
    }
}

/// Months since January of the year 0.
fn month_number(day: i32) -> i32 {
    // Years from March, so that the leap day is the last (Hinnant's algorithm).
    let days = i64::from(day) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    ((year_of_era + era * 400) * 12 + from_march + 2) as i32
}

/// First day of a month counted since January of the year 0.
fn month_start(number: i32) -> i32 {
    let from_march = i64::from(number) - 2;
    let (year, month) = (from_march.div_euclid(12), from_march.rem_euclid(12));
    let day = year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5;
    (day - 719_468).clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32
}
