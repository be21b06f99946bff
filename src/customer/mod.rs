//! One customer, whole.
