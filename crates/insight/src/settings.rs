//! Thresholds a workspace may change. The defaults are reasoned, not tuned.

/// Settings of a scoring run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Days ahead that "active" looks: P(active) is the probability of an order within this time. Below 1 counts as 1.
    pub horizon_days: i32,
    /// A customer whose P(alive) is below this share is in danger.
    pub danger_p_alive: f64,
    /// A customer whose overdue index reaches this share is in danger.
    pub danger_overdue: f64,
    /// A customer in danger whose P(active) is below this share has left silently.
    pub termination_p_active: f64,
    /// Test statistic (standard normal scale) from which rhythm or spend counts as rising; 1.645 is the one-sided 5 % point.
    pub rising: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { horizon_days: 365, danger_p_alive: 0.5, danger_overdue: 0.95, termination_p_active: 0.15, rising: 1.645 }
    }
}

impl Settings {
    /// The horizon in weeks, at least one day.
    #[must_use]
    pub fn horizon_weeks(&self) -> f64 {
        f64::from(self.horizon_days.max(1)) / 7.0
    }
}
