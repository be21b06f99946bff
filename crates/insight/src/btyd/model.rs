//! The model's types.

use crate::history::weeks;

/// Which of the two models.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Model {
    /// BG/NBD: a one-time buyer is still active by construction.
    Bg,
    /// MBG/NBD: a customer may drop out after the first order.
    Mbg,
}

impl Model {
    /// Both models.
    pub const ALL: [Self; 2] = [Self::Bg, Self::Mbg];

    /// dz of the formulas: 1 when the first order counts as a chance to drop out.
    #[must_use]
    pub fn dz(self) -> f64 {
        match self {
            Self::Bg => 0.0,
            Self::Mbg => 1.0,
        }
    }
}

/// Parameters, all positive and finite; α in weeks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Params {
    pub(super) r: f64,
    pub(super) alpha: f64,
    pub(super) a: f64,
    pub(super) b: f64,
}

impl Params {
    /// `None` unless all four are positive and finite.
    #[must_use]
    pub fn new(r: f64, alpha: f64, a: f64, b: f64) -> Option<Self> {
        [r, alpha, a, b].iter().all(|p| *p > 0.0 && p.is_finite()).then_some(Self { r, alpha, a, b })
    }

    /// Shape of the order rates.
    #[must_use]
    pub fn r(&self) -> f64 {
        self.r
    }

    /// Scale of the order rates, weeks.
    #[must_use]
    pub fn alpha(&self) -> f64 {
        self.alpha
    }

    /// First shape of the drop-out probabilities.
    #[must_use]
    pub fn a(&self) -> f64 {
        self.a
    }

    /// Second shape of the drop-out probabilities.
    #[must_use]
    pub fn b(&self) -> f64 {
        self.b
    }

    /// `[r, α, a, b]`.
    #[must_use]
    pub fn to_array(&self) -> [f64; 4] {
        [self.r, self.alpha, self.a, self.b]
    }
}

/// A customer's sufficient statistics ("customer by sufficient statistic").
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cbs {
    pub(super) x: f64,
    pub(super) t_x: f64,
    pub(super) t: f64,
}

impl Cbs {
    /// Repeats, weeks from first to newest order, weeks from first order to now.
    /// `None` unless `0 ≤ t_x ≤ t`, all finite, and `t_x` is 0 without a repeat.
    #[must_use]
    pub fn new(x: f64, t_x: f64, t: f64) -> Option<Self> {
        let sound = x >= 0.0 && x.is_finite() && (0.0..=t).contains(&t_x) && t.is_finite() && (x > 0.0 || t_x == 0.0);
        sound.then_some(Self { x, t_x, t })
    }

    /// The same from whole days.
    #[must_use]
    pub fn from_days(x: u32, t_x: u32, t: u32) -> Option<Self> {
        Self::new(f64::from(x), weeks(t_x), weeks(t))
    }

    /// Repeats.
    #[must_use]
    pub fn x(&self) -> f64 {
        self.x
    }

    /// Weeks from the first to the newest order.
    #[must_use]
    pub fn t_x(&self) -> f64 {
        self.t_x
    }

    /// Weeks from the first order to now.
    #[must_use]
    pub fn t(&self) -> f64 {
        self.t
    }
}

/// A model with its parameters: answers for one customer are in its methods.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Btyd {
    /// Which model.
    pub model: Model,
    /// Its parameters.
    pub params: Params,
}
