//! Totals of orders and amounts of opportunities after an undo. A total is a cell of its own, so lines that were changed later have written it, too; what
//! is taken back of the lines is taken from it all the same.

use crate::log::Place;
use crate::orders::gross_of;
use crate::workspace::{MemoryPart, Workspace};
use hashbrown::{HashMap, HashSet};
use model::order::{Fields, get, total, value};
use model::schema::{FromValue, opportunity, opportunity_line, order, order_line};
use model::{Cell, CollectionId, FieldId, Many, Money, Part, RecordId, Stamp, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What a line came to before and comes to after, with its tax.
type Move = (Option<Money>, Option<Money>);

/// What is kept beside lines follows them; it is told apart from what stays as somebody wrote it since.
pub(crate) fn follow(workspace: &Workspace, parts: &mut Vec<MemoryPart>, kept: &mut Vec<Place>) {
    follow_orders(workspace, parts, kept);
    follow_deals(workspace, parts, kept);
}

/// Totals in `kept` move by as much as the lines of their orders do with these parts, instead of staying.
fn follow_orders(workspace: &Workspace, parts: &mut Vec<MemoryPart>, kept: &mut Vec<Place>) {
    let is_total = |place: &&Place| (place.0, place.2) == (order::ID, order::TOTAL.id);
    let orders: HashSet<RecordId> = kept.iter().filter(is_total).map(|place| place.1).collect();
    if orders.is_empty() {
        return;
    }
    let mut moves: BTreeMap<RecordId, Vec<Move>> = BTreeMap::new();
    for (line, written) in lines(parts, order_line::ID) {
        let Some((table, row)) = workspace.find(order_line::ID, line) else { continue };
        let is = table.cells(row, &workspace.ids);
        let turned = written.iter().rfind(|(field, _)| *field == FieldId::ALIVE).map(|(_, value)| value.clone());
        let alive = turned.map_or(table.is_alive(row), |value| value == Value::Bool(true));
        let becomes: Fields = is.iter().cloned().chain(written).collect();
        // A line that was taken back says nothing any more, and one that will be soon will not.
        let of = get(&becomes, order_line::ORDER).or(get(&is, order_line::ORDER));
        let Some(of) = of.filter(|of| orders.contains(of)) else { continue };
        let before = gross_of(&is).filter(|_| table.is_alive(row));
        let after = gross_of(&becomes).filter(|_| alive);
        moves.entry(of).or_default().push((before, after));
    }
    let mut cells = Vec::new();
    for (id, lines) in moves {
        let Some(was) = workspace.get(order::ID, id, order::TOTAL) else { continue };
        let minor =
            |money: Option<Money>| money.filter(|money| money.currency == was.currency).map_or(0, |it| it.minor);
        let moved = lines.iter().try_fold(was.minor, |sum, (before, after)| {
            sum.checked_sub(minor(*before)).and_then(|rest| rest.checked_add(minor(*after)))
        });
        if let Some(minor) = moved.filter(|minor| *minor != was.minor) {
            let value = Value::Money(Money { minor, ..was });
            cells.push(Cell { collection: order::ID, record: id, field: order::TOTAL.id, value });
        }
    }
    let moved: HashSet<RecordId> = cells.iter().map(|cell| cell.record).collect();
    kept.retain(|place| !(is_total(&place) && moved.contains(&place.1)));
    if !cells.is_empty() {
        parts.push(Part::Cells(cells));
    }
}

/// The amounts of an opportunity's lines before and after.
struct Lines {
    before: Vec<Money>,
    after: Vec<Money>,
    /// When the opportunity's own amount was written.
    written: Stamp,
    /// Whether it was written together with a line, be it one that is gone: so as their sum, and by nobody's hand.
    along: bool,
}

/// An opportunity whose amount is the sum of its lines keeps it so, as when a line is changed on its page; it stays when the last line goes.
fn follow_deals(workspace: &Workspace, parts: &mut Vec<MemoryPart>, kept: &mut Vec<Place>) {
    let written = lines(parts, opportunity_line::ID);
    let lines = lines_of_deals(workspace, &written, parts, kept);
    let (of, field) = (opportunity::ID, opportunity::AMOUNT.id);
    let mut sums: BTreeMap<RecordId, Money> = BTreeMap::new();
    for (deal, lines) in lines {
        let is = workspace.get(opportunity::ID, deal, opportunity::AMOUNT);
        // Somebody wrote another amount, or there is none of more than one currency.
        let is_sum = if lines.before.is_empty() { lines.along } else { is.is_some() && total(&lines.before) == is };
        let sum = total(&lines.after).filter(|_| is_sum && workspace.find_alive(of, deal).is_some());
        sums.extend(sum.map(|sum| (deal, sum)));
    }
    if sums.is_empty() {
        return;
    }
    kept.retain(|place| (place.0, place.2) != (of, field) || !sums.contains_key(&place.1));
    // An amount that is taken back was written by nobody since: what stood there before is what the lines came to, or what somebody wrote.
    let cells = parts.iter().filter_map(|part| if let Part::Cells(cells) = part { Some(cells) } else { None });
    let amounts = cells.flatten().filter(|cell| (cell.collection, cell.field) == (of, field));
    let known: HashSet<RecordId> = amounts.map(|cell| cell.record).collect();
    let differs = |deal: RecordId, sum: Money| workspace.get(of, deal, opportunity::AMOUNT) != Some(sum);
    let new = sums.into_iter().filter(|(deal, sum)| !known.contains(deal) && differs(*deal, *sum));
    let new: Vec<Cell> =
        new.map(|(record, sum)| Cell { collection: of, record, field, value: Value::Money(sum) }).collect();
    if !new.is_empty() {
        parts.push(Part::Cells(new));
    }
}

/// The lines of the opportunities of which a line is written, or stays because it was written since. A line that comes back may name none any more: so
/// also of those whose amount is written beside a line.
fn lines_of_deals(
    workspace: &Workspace,
    written: &BTreeMap<RecordId, Fields>,
    parts: &[MemoryPart],
    kept: &[Place],
) -> HashMap<RecordId, Lines> {
    let (of, key) = (opportunity_line::ID, opportunity_line::OPPORTUNITY);
    let stays = kept.iter().filter(|place| place.0 == of).map(|place| place.1);
    let concerned: BTreeSet<RecordId> = written.keys().copied().chain(stays).collect();
    let after = |line: RecordId, field: FieldId| {
        let fields = written.get(&line).filter(|fields| fields.iter().any(|(known, _)| *known == field));
        fields.map_or_else(|| workspace.value(of, line, field), |fields| value(fields, field))
    };
    let both = |line: RecordId| {
        let will = RecordId::from_value(after(line, key.id));
        workspace.get(of, line, key).into_iter().chain(will)
    };
    let amounts = parts.iter().flat_map(|part| if let Part::Cells(cells) = part { cells.as_slice() } else { &[] });
    let amounts = amounts.filter(|cell| (cell.collection, cell.field) == (opportunity::ID, opportunity::AMOUNT.id));
    let beside = amounts.map(|cell| cell.record).filter(|_| !concerned.is_empty());
    let deals = concerned.iter().copied().flat_map(both).chain(beside);
    let amount_of = |deal: RecordId| {
        let (table, row) = workspace.find(opportunity::ID, deal)?;
        Some(table.stamp(row, opportunity::AMOUNT.id))
    };
    let begin = |deal: RecordId| {
        let written = amount_of(deal).unwrap_or(Stamp::ZERO);
        // Where there never was an amount, nobody wrote one.
        (deal, Lines { before: Vec::new(), after: Vec::new(), written, along: written == Stamp::ZERO })
    };
    let mut lines: HashMap<RecordId, Lines> = deals.map(begin).collect();
    let Some(table) = workspace.table(of).filter(|_| !lines.is_empty()) else { return lines };
    let column = table.column(key.id);
    for row in 0..table.len() {
        let id = workspace.ids.id(table.handle(row));
        let now = column.and_then(|column| column.reference(row)).map(|deal| workspace.ids.id(deal));
        let will = RecordId::from_value(after(id, key.id));
        let stamps = [FieldId::ALIVE, opportunity_line::AMOUNT.id].map(|field| table.stamp(row, field));
        for deal in now.into_iter().chain(will) {
            if let Some(lines) = lines.get_mut(&deal) {
                lines.along |= stamps.contains(&lines.written);
            }
        }
        if let Some(lines) = now.and_then(|deal| lines.get_mut(&deal)).filter(|_| table.is_alive(row)) {
            lines.before.extend(workspace.get(of, id, opportunity_line::AMOUNT));
        }
        if let Some(lines) = will.and_then(|deal| lines.get_mut(&deal))
            && after(id, FieldId::ALIVE) == Value::Bool(true)
        {
            lines.after.extend(Money::from_value(after(id, opportunity_line::AMOUNT.id)));
        }
    }
    lines
}

/// What is written to each line of a collection.
fn lines(parts: &[MemoryPart], of: CollectionId) -> BTreeMap<RecordId, Fields> {
    let mut lines: BTreeMap<RecordId, Fields> = BTreeMap::new();
    let mut put = |record, field, value| lines.entry(record).or_default().push((field, value));
    for part in parts {
        match part {
            Part::Cells(cells) => {
                let cells = cells.iter().filter(|cell| cell.collection == of);
                cells.for_each(|cell| put(cell.record, cell.field, cell.value.clone()));
            }
            Part::Many(many) if many.collection == of => {
                Many::cells(many).for_each(|cell| put(cell.record, cell.field, cell.value));
            }
            Part::Alive { collection, records, alive } if *collection == of => {
                records.iter().for_each(|record| put(*record, FieldId::ALIVE, Value::Bool(*alive)));
            }
            _ => {}
        }
    }
    lines
}
