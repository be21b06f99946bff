//! Orders with lines: the rows of one order are its lines.

use super::build::{Builder, value};
use super::worth::{MADE, Worth, with_worth};
use super::{NOBODY, Planner, Standing};
use crate::import::{Known, derived, known};
use crate::packed::Packed;
use crate::rows::{Rows, SEGMENT_ROWS_MAX};
use hashbrown::HashMap;
use model::schema::{order, order_line};
use model::{FieldId, RecordId, Value};

/// The lines that an order of the book has: what each sells, and its id.
type Held = HashMap<RecordId, Vec<(Option<RecordId>, RecordId)>>;

impl Planner<'_> {
    fn held_lines(&self) -> Held {
        let mut held = Held::new();
        let old = self.targets.iter().filter(|target| target.standing != Standing::New && target.first != NOBODY);
        for target in old {
            held.insert(target.id, Vec::new());
        }
        let Some(table) = self.workspace.table(order_line::ID).filter(|_| !held.is_empty()) else { return held };
        let reference = |field: FieldId, row| {
            let handle = table.column(field).and_then(|column| column.reference(row))?;
            Some(self.workspace.ids.id(handle))
        };
        for row in 0..table.len() {
            let Some(order) = reference(order_line::ORDER.id, row) else { continue };
            let Some(lines) = held.get_mut(&order) else { continue };
            // Of an order that stands, only lines that stand.
            let gone = !table.is_alive(row);
            if gone && known(self.workspace, order::ID, order) == Known::Alive {
                continue;
            }
            lines.push((reference(order_line::PRODUCT.id, row), self.workspace.ids.id(table.handle(row))));
        }
        held
    }
}

/// The lines of every order of the file.
pub(super) fn build(planner: &Planner<'_>, builder: &mut Builder) {
    let columns: Vec<usize> =
        (0..planner.batch.columns.len()).filter(|at| planner.batch.columns[*at].of == order_line::ID).collect();
    let product = planner.batch.find(order_line::ID, order_line::PRODUCT.id);
    let mut held = planner.held_lines();
    let mut new: Vec<(RecordId, RecordId, usize, Worth)> = Vec::new();
    let mut count = 0;
    let mut ordinals: HashMap<(RecordId, Option<RecordId>), u32> = HashMap::new();
    for (at, target) in planner.targets.iter().enumerate().filter(|(_, target)| target.first != NOBODY) {
        for row in planner.rows(at) {
            if columns.iter().all(|column| planner.batch.columns[*column].cells.is_empty(row)) {
                continue;
            }
            let sold = product.and_then(|column| match value(planner, column, row) {
                Value::Reference(id) => Some(id),
                _ => None,
            });
            let ordinal = ordinals.entry((target.id, sold)).or_insert(0);
            *ordinal += 1;
            let old = held.get_mut(&target.id).and_then(|lines| {
                let place = lines.iter().position(|(product, _)| *product == sold)?;
                Some(lines.remove(place).1)
            });
            let id = old.unwrap_or_else(|| {
                let sold = sold.map_or([0; 16], |sold| sold.0.to_le_bytes());
                derived("order line", &[&target.id.0.to_le_bytes(), &sold, &ordinal.to_le_bytes()])
            });
            let worth = planner.worth_of(id, row);
            let known = known(planner.workspace, order_line::ID, id);
            if target.standing != Standing::New {
                builder.moves.note(target.id, worth.before.filter(|_| known == Known::Alive), worth.gross());
            }
            if known == Known::New {
                count += 1;
                new.push((id, target.id, row, worth));
                continue;
            }
            if known == Known::Dead {
                count += 1;
                builder.revive(order_line::ID, id);
            }
            let whose = builder.cells.len();
            builder.set(planner, order_line::ID, id, order_line::ORDER.id, Value::Reference(target.id));
            let whose = (builder.cells.len() - whose) as u32;
            builder.report.cells += whose + change(planner, builder, id, worth, &columns, row);
        }
        ordinals.clear();
        // Where the order has no total yet, it will be that of all its lines.
        for (_, line) in held.remove(&target.id).unwrap_or_default() {
            let fields = planner.line(line);
            builder.moves.stay(target.id, crate::orders::gross_of(&fields));
        }
        let said = planner.batch.find(order::ID, order::TOTAL.id).and_then(|column| planner.filled(at, column));
        if said.is_some() && target.standing != Standing::New {
            builder.moves.said(target.id);
        }
    }
    builder.along(order_line::ID, count);
    for chunk in new.chunks(SEGMENT_ROWS_MAX) {
        let mut rows = Rows::new(order_line::ID, planner.stamp, chunk.iter().map(|(id, ..)| *id))
            .with(order_line::ORDER.id, Packed::references(chunk.iter().map(|(_, order, ..)| Some(*order))));
        let cells: Vec<Option<usize>> = chunk.iter().map(|(_, _, row, _)| Some(*row)).collect();
        for &column in &columns {
            if !MADE.contains(&planner.batch.columns[column].field) {
                let filled =
                    cells.iter().map(|row| row.filter(|row| !planner.batch.columns[column].cells.is_empty(*row)));
                rows = builder.with(planner, rows, column, &filled.collect::<Vec<_>>());
            }
        }
        let worth: Vec<Worth> = chunk.iter().map(|(.., worth)| *worth).collect();
        builder.pieces.push(with_worth(rows, &worth));
    }
}

/// The cells of a line of the book that the file says otherwise.
pub(super) fn change(
    planner: &Planner<'_>,
    builder: &mut Builder,
    id: RecordId,
    worth: Worth,
    columns: &[usize],
    row: usize,
) -> u32 {
    let before = builder.cells.len();
    for &column in columns {
        let field = planner.batch.columns[column].field;
        if !MADE.contains(&field) {
            builder.set(planner, order_line::ID, id, field, value(planner, column, row));
        }
    }
    for (field, amount) in MADE.into_iter().zip([worth.amount, worth.tax]) {
        builder.set(planner, order_line::ID, id, field, amount.map_or(Value::Empty, Value::Money));
    }
    (builder.cells.len() - before) as u32
}
