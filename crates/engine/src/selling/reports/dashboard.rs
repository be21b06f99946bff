//! The tiles of the dashboard and what is done with them.

use super::super::{Context, NewIds, Plan, new_record};
use super::ready;
use model::report::{READY, ready_id, ready_nth};
use model::schema::{FromValue, Key, report};
use model::{Cell, Deed, FieldId, Label, RecordId, Report, Value, position};
use protocol::{Failure, Problem, ProblemCode, Tile};

/// All tiles, hidden ones included, in their order.
pub(super) fn tiles(context: &Context<'_>) -> Vec<Tile> {
    let mut tiles: Vec<Tile> = (0..READY).map(|nth| ready_tile(context, nth)).collect();
    if let Some(table) = context.workspace.table(report::ID) {
        let ids = table.alive_rows().map(|row| context.workspace.ids.id(table.handle(row)));
        let own = ids.filter(|id| ready_nth(*id).is_none());
        tiles.extend(own.map(|id| Tile {
            id,
            name: get(context, id, report::NAME).unwrap_or_default(),
            ready: None,
            report: Report::from_value(&context.workspace.value(report::ID, id, report::SPEC.id)),
            position: get(context, id, report::POSITION).unwrap_or_default(),
            shown: get(context, id, report::SHOWN) != Some(false),
        }));
    }
    tiles.sort_by(|a, b| (&a.position, a.id).cmp(&(&b.position, b.id)));
    tiles
}

/// A ready-made tile: as it was made, but for what its record says while it lives.
fn ready_tile(context: &Context<'_>, nth: u8) -> Tile {
    let id = ready_id(nth);
    let place = position::nth(usize::from(nth));
    let made =
        Tile { id, name: String::new(), ready: Some(nth), report: ready::report(nth), position: place, shown: true };
    if context.workspace.find_alive(report::ID, id).is_none() {
        return made;
    }
    let spec = context.workspace.value(report::ID, id, report::SPEC.id);
    Tile {
        name: get(context, id, report::NAME).unwrap_or_default(),
        report: if spec.is_empty() { made.report } else { Report::from_value(&spec) },
        position: get(context, id, report::POSITION).unwrap_or(made.position),
        shown: get(context, id, report::SHOWN) != Some(false),
        ..made
    }
}

fn get<T: FromValue>(context: &Context<'_>, id: RecordId, key: Key<T>) -> Option<T> {
    context.workspace.get(report::ID, id, key)
}

fn tile(context: &Context<'_>, id: RecordId) -> Result<Tile, Failure> {
    tiles(context).into_iter().find(|tile| tile.id == id).ok_or(Failure::NotFound)
}

/// The cells that change a tile; one that is ready made gets its record with them.
fn changed(context: &Context<'_>, id: RecordId, fields: Vec<(FieldId, Value)>) -> Vec<Cell> {
    let cell = |(field, value)| Cell { collection: report::ID, record: id, field, value };
    if context.workspace.find_alive(report::ID, id).is_some() {
        return fields.into_iter().map(cell).collect();
    }
    // It may have had a record before: nothing of that counts any more.
    let forgotten = [report::NAME.id, report::SPEC.id, report::POSITION.id, report::SHOWN.id];
    let told: Vec<FieldId> = fields.iter().map(|(field, _)| *field).collect();
    let forgotten = forgotten.into_iter().filter(|field| !told.contains(field)).map(|field| (field, Value::Empty));
    std::iter::once((FieldId::ALIVE, Value::Bool(true))).chain(forgotten).chain(fields).map(cell).collect()
}

fn arranged(cells: Vec<Cell>) -> Plan {
    Plan { label: Label::Deed(Deed::Arrange, 1), cells, created: None }
}

/// A report is kept: a new one at the end, or one that is there with another name and definition.
///
/// # Errors
/// Where it has no name, or the one to change is gone.
pub(super) fn keep(
    context: &Context<'_>,
    id: Option<RecordId>,
    name: &str,
    kept: &Report,
    ids: NewIds<'_>,
) -> Result<Plan, Failure> {
    let name = model::input::clean(name, false);
    let nameless = || Failure::Selling(Box::new(Problem::plain(ProblemCode::NamelessReport)));
    let is_ready = id.is_some_and(|id| ready_nth(id).is_some());
    if name.is_empty() && !is_ready {
        return Err(nameless());
    }
    let mut fields = vec![(report::NAME.id, Value::Text(name)), (report::SPEC.id, kept.to_value())];
    if fields[0].1.text() == Some("") {
        fields[0].1 = Value::Empty;
    }
    if let Some(id) = id {
        tile(context, id)?;
        let label = Label::Edit(report::ID, report::SPEC.id);
        return Ok(Plan { label, cells: changed(context, id, fields), created: Some(id) });
    }
    let last = tiles(context).last().map(|tile| tile.position.clone());
    fields.push((report::POSITION.id, Value::Text(position::between(last.as_deref(), None))));
    fields.push((report::SHOWN.id, Value::Bool(true)));
    let id = ids();
    Ok(Plan { label: Label::Create(report::ID), cells: new_record(report::ID, id, fields), created: Some(id) })
}

/// A tile goes before another one, or to the end.
///
/// # Errors
/// Where it is gone.
pub(super) fn go_before(context: &Context<'_>, id: RecordId, before: Option<RecordId>) -> Result<Plan, Failure> {
    tile(context, id)?;
    let others: Vec<Tile> = tiles(context).into_iter().filter(|tile| tile.id != id).collect();
    let at = before.and_then(|before| others.iter().position(|tile| tile.id == before)).unwrap_or(others.len());
    let ahead = at.checked_sub(1).and_then(|at| others.get(at)).map(|tile| tile.position.as_str());
    let after = others.get(at).map(|tile| tile.position.as_str());
    let place = Value::Text(position::between(ahead, after));
    Ok(arranged(changed(context, id, vec![(report::POSITION.id, place)])))
}

/// A tile is shown or hidden.
///
/// # Errors
/// Where it is gone.
pub(super) fn show(context: &Context<'_>, id: RecordId, shown: bool) -> Result<Plan, Failure> {
    tile(context, id)?;
    Ok(arranged(changed(context, id, vec![(report::SHOWN.id, Value::Bool(shown))])))
}

/// A tile is drawn wide or narrow.
///
/// # Errors
/// Where it is gone, or of a newer version.
pub(super) fn widen(context: &Context<'_>, id: RecordId, wide: bool) -> Result<Plan, Failure> {
    let report = tile(context, id)?.report.ok_or(Failure::NotFound)?;
    let spec = Report { wide, ..report }.to_value();
    Ok(arranged(changed(context, id, vec![(report::SPEC.id, spec)])))
}

/// A report goes; of a ready-made one only what was changed.
///
/// # Errors
/// Where it is gone.
pub(super) fn remove(context: &Context<'_>, id: RecordId) -> Result<Plan, Failure> {
    context.workspace.find_alive(report::ID, id).ok_or(Failure::NotFound)?;
    let gone = Cell { collection: report::ID, record: id, field: FieldId::ALIVE, value: Value::Bool(false) };
    let label = match ready_nth(id) {
        Some(_) => Label::Deed(Deed::Arrange, 1),
        None => Label::Delete(report::ID, 1),
    };
    Ok(Plan { label, cells: vec![gone], created: None })
}
