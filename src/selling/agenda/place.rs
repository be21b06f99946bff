//! Which part of the agenda is shown, as it stands in the URL: nothing that anybody typed.

use crate::state::Derived;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::{Day, RecordId};

/// How the agenda is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    List,
    Day,
    Week,
    Month,
    Care,
}

impl View {
    pub(super) const ALL: [View; 5] = [View::List, View::Day, View::Week, View::Month, View::Care];

    fn name(self) -> &'static str {
        match self {
            View::List => "list",
            View::Day => "day",
            View::Week => "week",
            View::Month => "month",
            View::Care => "care",
        }
    }
}

/// What the URL says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) view: View,
    /// A day of the shown span; today where there is none.
    pub(super) day: Option<Day>,
    /// The open task.
    pub(super) task: Option<RecordId>,
}

impl Place {
    /// What it says now; reactive.
    pub(super) fn now() -> Derived<Place> {
        let query = use_location().query;
        Derived::new(move || {
            query.with(|query| Place {
                view: query
                    .get_str("view")
                    .and_then(|name| View::ALL.into_iter().find(|view| view.name() == name))
                    .unwrap_or(View::List),
                day: query.get_str("day").and_then(Day::parse_iso),
                task: query.get_str("task").and_then(|id| id.parse().ok()),
            })
        })
    }

    /// Its URL.
    pub(super) fn url(self) -> String {
        let mut url = "agenda".to_owned();
        let view = (self.view != View::List).then(|| format!("view={}", self.view.name()));
        let day = self.day.map(|day| format!("day={}", day.iso()));
        let task = self.task.map(|id| format!("task={id}"));
        for (n, part) in [view, day, task].into_iter().flatten().enumerate() {
            url.push(if n == 0 { '?' } else { '&' });
            url.push_str(&part);
        }
        url
    }
}
