//! Visits and check-ins.

mod check_in;
mod near;
pub mod route;

use super::talks::read::whom;
use super::{Context, NewIds, Plan, new_task, reminds};
use crate::workspace::Workspace;
use model::schema::{customer, task};
use model::{Cell, CollectionId, Deed, Label, RecordId, Value};
use protocol::{Failure, FieldAnswer, FieldDeed, FieldQuery, Position, Route, Stop, Way};

pub(crate) use check_in::{proof_of, seal};

/// Stops of one way: more than anybody visits in a day.
const STOPS_MAX: usize = 60;
/// As the crow flies in town, lights and parking included: 24 km/h.
const METRES_A_MINUTE: u64 = 400;
/// Visits begin at such minutes.
const STEP_MINUTES: u64 = 5;
const MINUTE_MILLIS: i64 = 60_000;
/// A visit is never longer than a day.
const VISIT_MINUTES_MAX: u32 = 1_440;

/// The answer to a question.
pub(super) fn answer(context: &Context<'_>, query: &FieldQuery) -> FieldAnswer {
    match query {
        FieldQuery::Near { from, order, region, limit } => {
            FieldAnswer::Near(near::near(context, *from, *order, region.as_deref(), *limit as usize))
        }
        FieldQuery::Route(route) => FieldAnswer::Route(way(context.workspace, route)),
        FieldQuery::CheckIns { limit } => {
            FieldAnswer::CheckIns(check_in::check_ins(context.workspace, *limit as usize))
        }
    }
}

/// What a step changes.
pub(super) fn plan(context: &Context<'_>, deed: &FieldDeed, ids: NewIds<'_>) -> Result<Plan, Failure> {
    match deed {
        FieldDeed::PlanVisits { route, title, owner } => plan_visits(context, route, title, *owner, ids),
        FieldDeed::CheckIn(new) => check_in::check_in(context, new, ids),
    }
}

/// Where a customer is, if that is known and can be read.
fn position_of(workspace: &Workspace, id: RecordId) -> Option<Position> {
    workspace.get(customer::ID, id, customer::POSITION).and_then(|text| Position::parse(&text))
}

/// A way past some customers; those without a place come last, in the order given.
fn way(workspace: &Workspace, route: &Route) -> Way {
    let mut seen = Vec::new();
    for id in route.stops.iter().take(STOPS_MAX) {
        if !seen.contains(id) && workspace.find_alive(customer::ID, *id).is_some() {
            seen.push(*id);
        }
    }
    let all: Vec<(RecordId, Option<Position>)> = seen.into_iter().map(|id| (id, position_of(workspace, id))).collect();
    let ordered: Vec<(RecordId, Option<Position>)> = match route.as_given {
        true => all,
        false => {
            let placed: Vec<(RecordId, Position)> = all.iter().filter_map(|(id, at)| Some((*id, (*at)?))).collect();
            let places: Vec<Position> = placed.iter().map(|(_, at)| *at).collect();
            let best = route::shortest(route.from, &places).into_iter().map(|at| (placed[at].0, Some(placed[at].1)));
            best.chain(all.iter().filter(|(_, at)| at.is_none()).copied()).collect()
        }
    };
    let mut way = Way { unplaced: ordered.iter().filter(|(_, at)| at.is_none()).count() as u32, ..Way::default() };
    let minutes = i64::from(route.minutes.clamp(1, VISIT_MINUTES_MAX));
    let (mut before, mut free) = (route.from, route.start);
    for (id, position) in ordered {
        let metres = before.zip(position).map(|(from, to)| from.metres_to(to));
        // The first visit begins when it is said to begin; who sets out earlier knows.
        let travel = if way.stops.is_empty() { 0 } else { travel_minutes(metres.unwrap_or_default()) };
        let starts = free + travel * MINUTE_MILLIS;
        free = starts + minutes * MINUTE_MILLIS;
        way.metres += u64::from(metres.unwrap_or_default());
        let whom = workspace.find_alive(customer::ID, id).map(|(table, row)| whom(workspace, customer::ID, table, row));
        way.stops.push(Stop {
            customer: id,
            name: whom.map(|whom| whom.name).unwrap_or_default(),
            address: workspace.get(customer::ID, id, customer::ADDRESS).unwrap_or_default(),
            position,
            metres,
            starts,
            ends: free,
        });
        before = position.or(before);
    }
    way
}

/// Minutes between two visits, in steps that people write down.
fn travel_minutes(metres: u32) -> i64 {
    (u64::from(metres).div_ceil(METRES_A_MINUTE).div_ceil(STEP_MINUTES) * STEP_MINUTES) as i64
}

fn plan_visits(
    context: &Context<'_>,
    route: &Route,
    title: &str,
    owner: Option<RecordId>,
    ids: NewIds<'_>,
) -> Result<Plan, Failure> {
    let way = way(context.workspace, route);
    if way.stops.is_empty() {
        return Err(Failure::NotFound);
    }
    let mut cells: Vec<Cell> = Vec::new();
    for stop in &way.stops {
        cells.extend(visit(stop, title, owner, ids()));
    }
    let label = Label::Deed(Deed::PlanVisits, way.stops.len() as u32);
    Ok(Plan { label, cells, created: None })
}

/// The event of one visit.
fn visit(stop: &Stop, title: &str, owner: Option<RecordId>, id: RecordId) -> Vec<Cell> {
    let place = match stop.address.is_empty() {
        true => stop.position.map(Position::text).unwrap_or_default(),
        false => stop.address.clone(),
    };
    let text = |text: String| if text.is_empty() { Value::Empty } else { Value::Text(text) };
    let more = vec![
        (task::ENDS.id, Value::Instant(stop.ends)),
        (task::REMIND_MINUTES.id, reminds()),
        (task::CUSTOMER.id, Value::Reference(stop.customer)),
        (task::PLACE.id, text(place)),
        (task::OWNER.id, owner.map_or(Value::Empty, Value::Reference)),
    ];
    new_task(id, "event", text(title.replace("{name}", &stop.name)), Value::Instant(stop.starts), more)
}

/// Whether a collection has records that are sealed.
fn is_sealed(of: CollectionId) -> bool {
    of == model::schema::check_in::ID
}
