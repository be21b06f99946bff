//! Sums that are the same to the bit in whichever order their parts come: rows stand in another order on every device, and no figure must tell.

/// What one counts in units of.
const UNITS: f64 = (1_u64 << 40) as f64;

/// A sum of numbers, kept in whole units of 2⁻⁴⁰ (about 10⁻¹²). What lies beyond ±1.5 · 10²⁶ stays there; NaN adds nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total(i128);

impl Total {
    /// Adds a number.
    pub fn add(&mut self, number: f64) {
        self.0 = self.0.saturating_add((number * UNITS).round_ties_even() as i128);
    }

    /// Adds another sum.
    pub fn join(&mut self, other: Total) {
        self.0 = self.0.saturating_add(other.0);
    }

    /// What it comes to.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0 as f64 / UNITS
    }

    /// Whether it has come to where it stays.
    #[must_use]
    pub fn is_full(self) -> bool {
        matches!(self.0, i128::MIN | i128::MAX)
    }

    /// The same for so many parts: their mean; `None` for none.
    #[must_use]
    pub fn mean(self, n: usize) -> Option<f64> {
        (n > 0).then(|| self.get() / n as f64)
    }
}

impl FromIterator<f64> for Total {
    fn from_iter<I: IntoIterator<Item = f64>>(numbers: I) -> Self {
        let mut total = Self::default();
        numbers.into_iter().for_each(|number| total.add(number));
        total
    }
}

#[cfg(test)]
mod tests {
    use super::Total;

    #[test]
    fn the_order_of_parts_is_no_matter() {
        let parts: Vec<f64> = (1..2_000).map(|n| 1e6 / f64::from(n) - 300.0).collect();
        let (there, back): (Total, Total) = (parts.iter().copied().collect(), parts.iter().rev().copied().collect());
        assert_eq!(there, back);
        assert!((there.get() - parts.iter().sum::<f64>()).abs() < 1e-6);
        let mut joined = parts[..700].iter().copied().collect::<Total>();
        joined.join(parts[700..].iter().copied().collect());
        assert_eq!((joined, Total::default().mean(0)), (there, None));
        let odd: Total = [f64::NAN, f64::INFINITY, 1.0].into_iter().collect();
        assert!(odd.get() > 1e26 && odd.get().is_finite() && odd.is_full() && !there.is_full());
    }
}
