//! That somebody was at a customer's: the record, the visit that it is, its photos, and a seal over what must not be changed later.
//!
//! The seal is a hash of what the check-in says. It makes a later change seen; it is no signature, and whoever forges a whole book can forge it.

use super::{is_sealed, position_of};
use crate::selling::agenda::is_over;
use crate::selling::sha256::Sha256;
use crate::selling::talks::read::{files, instant, whom_of};
use crate::selling::talks::{attachments, read};
use crate::selling::{Context, NewIds, Plan, new_record};
use crate::workspace::Workspace;
use model::input::clean;
use model::options::{ACTIVITY_KIND, ACTIVITY_STATUS, TASK_KIND, TASK_STATUS};
use model::schema::{FromValue, activity, check_in, customer, task};
use model::{Cell, CollectionId, Decimal, Deed, FieldId, Label, OptionId, RecordId, Value};
use protocol::{CheckInAnswer, Failure, NewCheckIn, Position, Problem, ProblemCode, Proof};
use std::cmp::Reverse;

/// Most check-ins of one answer.
const CHECK_INS_MAX: usize = 200;
/// A customer's stored place and the door where one stands may differ by so much.
const FAR_METRES: u32 = 500;
/// Who comes so much before a planned visit has come for it.
const AHEAD_MILLIS: i64 = 2 * 3_600_000;

/// What is sealed, in one text: position, accuracy, time, customer, photos.
pub(crate) fn seal(
    position: &str,
    accuracy: Option<Decimal>,
    at: i64,
    customer: Option<RecordId>,
    mut photos: Vec<String>,
) -> String {
    photos.sort_unstable();
    let accuracy = accuracy.map(Decimal::plain).unwrap_or_default();
    let customer = customer.map(|id| id.to_string()).unwrap_or_default();
    let mut hash = Sha256::default();
    hash.update(format!("{position}|{accuracy}|{at}|{customer}|{}", photos.join(",")).as_bytes());
    hash.hex()
}

/// Whether a check-in is as it was; `None` for a record that is none.
pub(crate) fn proof_of(workspace: &Workspace, of: CollectionId, id: RecordId) -> Option<Proof> {
    workspace.find_alive(of, id).filter(|_| is_sealed(of))?;
    let Some(sealed) = workspace.get(check_in::ID, id, check_in::PROOF) else { return Some(Proof::Missing) };
    let now = seal(
        &workspace.get(check_in::ID, id, check_in::POSITION).unwrap_or_default(),
        workspace.get(check_in::ID, id, check_in::ACCURACY),
        workspace.get(check_in::ID, id, check_in::AT).unwrap_or_default(),
        workspace.get(check_in::ID, id, check_in::CUSTOMER),
        files(workspace, check_in::ID, id).into_iter().map(|file| file.file.hash).collect(),
    );
    Some(if now == sealed { Proof::Unchanged } else { Proof::Changed })
}

/// How far a check-in was from where the customer is, and whether that is farther than accuracy explains.
fn off(position: Option<Position>, accuracy: Option<u32>, customer: Option<Position>) -> (Option<u32>, bool) {
    let metres = position.zip(customer).map(|(here, there)| here.metres_to(there));
    (metres, metres.is_some_and(|metres| metres > FAR_METRES + accuracy.unwrap_or_default()))
}

pub(super) fn check_ins(workspace: &Workspace, limit: usize) -> Vec<CheckInAnswer> {
    let Some(table) = workspace.table(check_in::ID) else { return Vec::new() };
    let at = |row: u32| instant(workspace, table, row, check_in::AT.id).unwrap_or_default();
    let mut rows: Vec<u32> = table.alive_rows().collect();
    rows.sort_unstable_by_key(|&row| Reverse((at(row), row)));
    rows.truncate(limit.min(CHECK_INS_MAX));
    let one = |row: u32| {
        let id = workspace.ids.id(table.handle(row));
        let customer = read::reference(table, row, check_in::CUSTOMER).and_then(|to| whom_of(workspace, to));
        let position = Position::parse(&table.text(row, check_in::POSITION));
        let accuracy = workspace.get(check_in::ID, id, check_in::ACCURACY);
        let accuracy_m = accuracy.and_then(|metres| u32::try_from(metres.0 / Decimal::ONE).ok());
        let there = customer.as_ref().and_then(|customer| position_of(workspace, customer.id));
        let (metres_off, far) = off(position, accuracy_m, there);
        CheckInAnswer {
            id,
            at: at(row),
            customer: customer.map(|customer| (customer.id, customer.name)),
            position,
            accuracy_m,
            note: table.text(row, check_in::NOTE).to_owned(),
            metres_off,
            far,
            proof: proof_of(workspace, check_in::ID, id).unwrap_or(Proof::Missing),
            files: files(workspace, check_in::ID, id),
        }
    };
    rows.into_iter().map(one).collect()
}

/// The visit that was planned there for the day is made: of several the nearest, as long as it was not to begin much later, and one that has no
/// time of the day where no other is.
fn made(context: &Context<'_>, customer: RecordId, new: &NewCheckIn) -> Vec<Cell> {
    let workspace = context.workspace;
    let (Some(table), Some(of)) = (workspace.table(task::ID), workspace.ids.find(customer)) else { return Vec::new() };
    let value = |row: u32, field: FieldId| table.value(row, field, &workspace.ids);
    let is_whole = |row: u32| bool::from_value(value(row, task::ALL_DAY.id)).unwrap_or(false);
    // How far from its time one comes; nothing for another day's.
    let off = |row: u32| {
        let (due, whole) = (instant(workspace, table, row, task::DUE.id)?, is_whole(row));
        let that_day = context.zone.moment(due, whole).day == context.day(new.at);
        let near = that_day && (whole || due <= new.at + AHEAD_MILLIS);
        near.then(|| (whole, if whole { 0 } else { due.abs_diff(new.at) }))
    };
    let is_event = |row: u32| OptionId::from_value(value(row, task::KIND.id)) == TASK_KIND.id("event");
    let is_open = |row: u32| !OptionId::from_value(value(row, task::STATUS.id)).is_some_and(is_over);
    let is_theirs = |row: u32| RecordId::from_value(value(row, task::OWNER.id)).is_none_or(|of| Some(of) == new.owner);
    let rows = workspace.referring(task::ID, task::CUSTOMER, of).into_iter();
    let planned = rows.filter(|&row| is_event(row) && is_open(row) && is_theirs(row));
    let Some((_, row)) = planned.filter_map(|row| Some((off(row)?, row))).min() else { return Vec::new() };
    let record = workspace.ids.id(table.handle(row));
    let cell = |field: FieldId, value| Cell { collection: task::ID, record, field, value };
    let completed = TASK_STATUS.id("completed").map_or(Value::Empty, Value::Option);
    vec![cell(task::STATUS.id, completed), cell(task::DONE_AT.id, Value::Instant(new.at))]
}

pub(super) fn check_in(context: &Context<'_>, new: &NewCheckIn, ids: NewIds<'_>) -> Result<Plan, Failure> {
    if new.customer.is_none() && new.position.is_none() {
        return Err(Problem::plain(ProblemCode::Nowhere).into());
    }
    if let Some(customer) = new.customer {
        context.workspace.find_alive(customer::ID, customer).ok_or(Failure::NotFound)?;
    }
    let id = ids();
    let visit = new.customer.map(|customer| (customer, ids()));
    let position = new.position.map(Position::text).unwrap_or_default();
    let accuracy = new.accuracy_m.and_then(|metres| Decimal::whole(i64::from(metres)));
    let photos = new.files.iter().map(|file| file.hash.clone()).collect();
    let proof = seal(&position, accuracy, new.at, new.customer, photos);
    let note = match clean(&new.note, true) {
        note if note.is_empty() => Value::Empty,
        note => Value::Text(note),
    };
    let refer = |to: Option<RecordId>| to.map_or(Value::Empty, Value::Reference);
    let place = if position.is_empty() { Value::Empty } else { Value::Text(position) };
    let mut cells = new_record(
        check_in::ID,
        id,
        vec![
            (check_in::CUSTOMER.id, refer(new.customer)),
            (check_in::AT.id, Value::Instant(new.at)),
            (check_in::POSITION.id, place.clone()),
            (check_in::ACCURACY.id, accuracy.map_or(Value::Empty, Value::Number)),
            (check_in::NOTE.id, note.clone()),
            (check_in::OWNER.id, refer(new.owner)),
            (check_in::ACTIVITY.id, refer(visit.map(|(_, visit)| visit))),
            (check_in::PROOF.id, Value::Text(proof)),
        ],
    );
    if let Some((customer, visit)) = visit {
        let option = |list: &model::options::OptionList, name| list.id(name).map_or(Value::Empty, Value::Option);
        let fields = vec![
            (activity::KIND.id, option(&ACTIVITY_KIND, "visit")),
            (activity::CUSTOMER.id, Value::Reference(customer)),
            (activity::AT.id, Value::Instant(new.at)),
            (activity::TEXT.id, note),
            (activity::STATUS.id, option(&ACTIVITY_STATUS, "held")),
            (activity::OWNER.id, refer(new.owner)),
        ];
        cells.extend(new_record(activity::ID, visit, fields));
        if new.keep_position && !place.is_empty() {
            let field = customer::POSITION.id;
            cells.push(Cell { collection: customer::ID, record: customer, field, value: place });
        }
    }
    cells.extend(new.customer.into_iter().flat_map(|customer| made(context, customer, new)));
    cells.extend(attachments(check_in::ID, id, &new.files, ids));
    Ok(Plan { label: Label::Deed(Deed::CheckIn, 1), cells, created: Some(id) })
}
