//! The customer list.

use leptos::prelude::*;

/// The page.
#[component]
pub fn CustomersPage() -> impl IntoView {}
