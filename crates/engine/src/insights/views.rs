//! Groups that the workspace made itself: its saved views of customers.

use crate::figures::Figures;
use crate::list::{Filter, Later, Source};
use crate::records::name_at;
use crate::scoring::Scores;
use crate::table::Table;
use crate::workspace::Workspace;
use model::rule::Rule;
use model::schema::{customer, view};
use model::{Day, Decimal, RecordId, Value, View};
use protocol::Zone;

/// Customers whom a rule chooses.
pub(super) struct Chosen(Option<Filter>);

impl Chosen {
    /// As in lists, a rule that is still being written leaves nobody out.
    pub fn by(workspace: &Workspace, rule: &Rule, today: Day) -> Chosen {
        Chosen(if rule.is_sound() { Filter::of(workspace, customer::ID, rule, today) } else { None })
    }

    /// Those of a saved view; `None` where there is none any more, or another version made it.
    pub fn by_view(workspace: &Workspace, id: RecordId, today: Day) -> Option<Chosen> {
        let (views, row) = workspace.find_alive(view::ID, id)?;
        Some(Chosen::by(workspace, &rule(workspace, views, row)?, today))
    }

    /// Whether the customer in a row is one of them.
    pub fn holds(&self, source: &Source, people: &Table, row: u32) -> bool {
        self.0.as_ref().is_none_or(|filter| filter.holds(source, people, row))
    }
}

/// What rules are asked of.
pub(super) fn source<'a>(workspace: &'a Workspace, scores: &'a Scores, today: Day, zone: &'a Zone) -> Source<'a> {
    let (scores, later) = (Some(Figures::Scored(scores)), Some(Later::new()));
    Source { workspace, scores, scores_version: 0, today, zone, later }
}

/// The rule of a saved view of customers.
fn rule(workspace: &Workspace, views: &Table, row: u32) -> Option<Rule> {
    let value = |field| views.value(row, field, &workspace.ids);
    let of = Value::Number(Decimal(i64::from(customer::ID.0) * Decimal::ONE));
    let spec = (value(view::OF.id) == of).then(|| value(view::SPEC.id))?;
    View::from_value(&spec).map(|view| view.rule)
}

/// All saved views of customers in their order, with their names.
pub(super) fn all(workspace: &Workspace, today: Day) -> Vec<(RecordId, String, Chosen)> {
    let Some(views) = workspace.table(view::ID) else { return Vec::new() };
    let one = |row: u32| {
        let chosen = Chosen::by(workspace, &rule(workspace, views, row)?, today);
        let place = views.value(row, view::POSITION.id, &workspace.ids).text().map(str::to_owned);
        Some((place, (workspace.ids.id(views.handle(row)), name_at(workspace, views, row), chosen)))
    };
    let mut all: Vec<_> = views.alive_rows().filter_map(one).collect();
    all.sort_by(|(place, one), (other_place, other)| (place, one.0).cmp(&(other_place, other.0)));
    all.into_iter().map(|(_, view)| view).collect()
}
