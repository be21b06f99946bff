//! "Buy till you die": BG/NBD (Fader, Hardie & Lee 2005) and MBG/NBD (Batislam, Denizel & Filiztekin 2007; Hoppe & Wagner 2007).
//!
//! While active a customer orders as a Poisson process whose rate varies as Gamma(r, α) over customers; after an order the customer
//! drops out with a probability that varies as Beta(a, b). In MBG/NBD the first order may already be the last (dz = 1), in BG/NBD not (dz = 0).
//! Time is in weeks; `x` counts repeats, at most one a day.

mod fit;
mod known;
mod likelihood;
mod model;
mod predict;
mod predictive;
mod prior;
mod sample;

pub use fit::{Fit, Fitter, fit};
pub use known::FITTING;
pub use model::{Btyd, Cbs, Model, Params};
pub use prior::{Prior, clock};
pub use sample::{Sample, Samples};
