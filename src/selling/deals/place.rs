//! Which view of which opportunities, as it stands in the URL.

use crate::state::Derived;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::params::ParamsMap;
use model::RecordId;

/// A way to look at opportunities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum View {
    /// Stage by stage.
    #[default]
    Board,
    /// What is to come.
    Forecast,
    /// How far they come.
    Funnel,
}

impl View {
    fn name(self) -> &'static str {
        match self {
            View::Board => "board",
            View::Forecast => "forecast",
            View::Funnel => "funnel",
        }
    }
}

/// What the URL says.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Place {
    pub(super) view: View,
    pub(super) pipeline: Option<RecordId>,
    pub(super) this_month: bool,
    pub(super) id: Option<RecordId>,
}

impl Place {
    /// What the URL says now; reactive.
    pub(super) fn now() -> Derived<Place> {
        let query = use_location().query;
        Derived::new(move || query.with(Place::read))
    }

    fn read(query: &ParamsMap) -> Place {
        let record = |key| query.get_str(key).and_then(|id| id.parse().ok());
        let views = [View::Board, View::Forecast, View::Funnel];
        let named = query.get_str("view").and_then(|name| views.into_iter().find(|view| view.name() == name));
        Place {
            view: named.unwrap_or_default(),
            pipeline: record("pipeline"),
            this_month: query.get_str("month").is_some(),
            id: record("id"),
        }
    }

    /// The relative URL that says this.
    pub(super) fn url(self) -> String {
        let mut url = format!("deals?view={}", self.view.name());
        let mut add = |key: &str, value: &str| {
            url.push('&');
            url += key;
            url.push('=');
            url += value;
        };
        if let Some(pipeline) = self.pipeline {
            add("pipeline", &pipeline.to_string());
        }
        if self.this_month {
            add("month", "1");
        }
        if let Some(id) = self.id {
            add("id", &id.to_string());
        }
        url
    }
}
