//! Maximisation of smooth likelihoods in a handful of variables.

mod bfgs;
mod matrix;

pub(crate) use bfgs::Bfgs;
pub(crate) use matrix::inverse;
