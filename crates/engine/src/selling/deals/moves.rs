//! Steps with opportunities: to another stage, to the end, and what they are about.

use crate::orders::price_of_product;
use crate::selling::owned::meant;
use crate::selling::{CELLS_MAX, Context, NewIds, Plan};
use crate::workspace::Workspace;
use model::order::{Fields, amount, get, total};
use model::schema::{opportunity, opportunity_line, order_line, pipeline_stage, pipelines};
use model::{Cell, Day, Deed, FieldId, Label, Money, OptionId, RecordId, Value};
use protocol::{Failure, LineChange, Problem, ProblemCode, Target};

/// How opportunities ended.
pub(super) struct Ending<'a> {
    pub(super) reason: Option<OptionId>,
    pub(super) competitor: &'a Option<String>,
    pub(super) closed: Option<Day>,
}

fn problem(code: ProblemCode) -> Failure {
    Failure::Selling(Box::new(Problem::plain(code)))
}

/// To another stage. The log, the pipeline and the day of closing follow when the operation is completed (`crate::stages`).
pub(super) fn go(context: &Context<'_>, deals: &Target, stage: RecordId, ending: &Ending<'_>) -> Result<Plan, Failure> {
    let workspace = context.workspace;
    workspace.find_alive(pipeline_stage::ID, stage).ok_or_else(|| problem(ProblemCode::NoSuchStage))?;
    let outcome = workspace.get(pipeline_stage::ID, stage, pipeline_stage::OUTCOME);
    let (won, lost) = (outcome == Some(pipelines::WON), outcome == Some(pipelines::LOST));
    if lost && ending.reason.is_none() {
        return Err(problem(ProblemCode::LostNeedsReason));
    }
    let (of, deals) = meant(context, deals)?;
    if of != opportunity::ID {
        return Err(Failure::NotFound);
    }
    let mut cells = Vec::new();
    let mut moved = 0_u32;
    for deal in deals {
        let there = workspace.get(opportunity::ID, deal, opportunity::STAGE) == Some(stage);
        if there || workspace.find_alive(opportunity::ID, deal).is_none() {
            continue;
        }
        moved += 1;
        let mut tell = |field: FieldId, value: Value| {
            cells.push(Cell { collection: opportunity::ID, record: deal, field, value });
        };
        tell(opportunity::STAGE.id, Value::Reference(stage));
        if won || lost {
            tell(opportunity::CLOSED_AT.id, Value::Day(ending.closed.unwrap_or(context.today)));
        }
        if lost {
            tell(opportunity::LOST_REASON.id, ending.reason.map_or(Value::Empty, Value::Option));
            if let Some(competitor) = ending.competitor.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
                tell(opportunity::COMPETITOR.id, Value::Text(competitor.to_owned()));
            }
        }
    }
    match moved {
        0 => return Err(Failure::NotFound),
        found if found > CELLS_MAX => return Err(Failure::TooMany { found, max: CELLS_MAX }),
        _ => {}
    }
    let deed = match (won, lost) {
        (true, _) => Deed::WinDeal,
        (_, true) => Deed::LoseDeal,
        _ => Deed::MoveDeal,
    };
    Ok(Plan { label: Label::Deed(deed, moved), cells, created: None })
}

/// A line as one of an order, by whose fields its amount is worked out.
pub(super) fn as_order_line(line: &Fields) -> Fields {
    let map = [
        (opportunity_line::PRODUCT.id, order_line::PRODUCT.id),
        (opportunity_line::QUANTITY.id, order_line::QUANTITY.id),
        (opportunity_line::UNIT_PRICE.id, order_line::UNIT_PRICE.id),
        (opportunity_line::DISCOUNT.id, order_line::DISCOUNT.id),
        (opportunity_line::AMOUNT.id, order_line::AMOUNT.id),
    ];
    let to = |field: FieldId| map.iter().find(|(from, _)| *from == field).map(|(_, to)| *to);
    line.iter().filter_map(|(field, value)| Some((to(*field)?, value.clone()))).collect()
}

/// The lines of an opportunity, in the order in which they were made.
pub(super) fn lines(workspace: &Workspace, deal: RecordId) -> Vec<(RecordId, Fields)> {
    let (Some(table), Some(handle)) = (workspace.table(opportunity_line::ID), workspace.ids.find(deal)) else {
        return Vec::new();
    };
    let rows = workspace.referring(opportunity_line::ID, opportunity_line::OPPORTUNITY, handle).into_iter();
    rows.map(|row| (workspace.ids.id(table.handle(row)), table.cells(row, &workspace.ids))).collect()
}

/// Changes a line. The amount of the opportunity becomes the sum of its lines; it stays when the last one goes.
pub(super) fn line(
    context: &Context<'_>,
    deal: RecordId,
    change: &LineChange,
    ids: NewIds<'_>,
) -> Result<Plan, Failure> {
    let workspace = context.workspace;
    workspace.find_alive(opportunity::ID, deal).ok_or(Failure::NotFound)?;
    let mut all = lines(workspace, deal);
    let cell = |record: RecordId, field: FieldId, value: Value| Cell {
        collection: opportunity_line::ID,
        record,
        field,
        value,
    };
    let mut cells = Vec::new();
    let label = match change {
        LineChange::Remove(id) => {
            let at = all.iter().position(|(line, _)| line == id).ok_or(Failure::NotFound)?;
            all.remove(at);
            cells.push(cell(*id, FieldId::ALIVE, Value::Bool(false)));
            Label::Delete(opportunity_line::ID, 1)
        }
        LineChange::Add(fields) => {
            let id = ids();
            cells.push(cell(id, FieldId::ALIVE, Value::Bool(true)));
            cells.push(cell(id, opportunity_line::OPPORTUNITY.id, Value::Reference(deal)));
            all.push((id, Vec::new()));
            write(workspace, &mut all, id, fields, &mut cells)?;
            Label::Create(opportunity_line::ID)
        }
        LineChange::Edit(id, fields) => {
            if all.iter().all(|(line, _)| line != id) {
                return Err(Failure::NotFound);
            }
            write(workspace, &mut all, *id, fields, &mut cells)?;
            Label::Edit(opportunity_line::ID, fields.first().map_or(opportunity_line::AMOUNT.id, |field| field.0))
        }
    };
    let amounts: Vec<Money> = all.iter().filter_map(|(_, line)| get(line, opportunity_line::AMOUNT)).collect();
    if !amounts.is_empty() {
        let sum = total(&amounts).ok_or_else(|| problem(ProblemCode::MixedCurrencies))?;
        if workspace.get(opportunity::ID, deal, opportunity::AMOUNT) != Some(sum) {
            let (collection, field) = (opportunity::ID, opportunity::AMOUNT.id);
            cells.push(Cell { collection, record: deal, field, value: Value::Money(sum) });
        }
    }
    Ok(Plan { label, cells, created: None })
}

/// Writes fields of a line, and its amount.
fn write(
    workspace: &Workspace,
    all: &mut [(RecordId, Fields)],
    id: RecordId,
    fields: &Fields,
    cells: &mut Vec<Cell>,
) -> Result<(), Failure> {
    let Some((_, line)) = all.iter_mut().find(|(line, _)| *line == id) else { return Err(Failure::NotFound) };
    let collection = opportunity_line::ID;
    let was = as_order_line(line);
    line.retain(|(field, _)| fields.iter().all(|(changed, _)| changed != field));
    line.extend(fields.iter().filter(|(_, value)| !value.is_empty()).cloned());
    let mut fields = fields.clone();
    if let Some(price) = price_of_product(workspace, &was, &as_order_line(line)) {
        for of in [&mut *line, &mut fields] {
            of.retain(|(field, _)| *field != opportunity_line::UNIT_PRICE.id);
            of.push((opportunity_line::UNIT_PRICE.id, Value::Money(price)));
        }
    }
    cells.extend(fields.into_iter().map(|(field, value)| Cell { collection, record: id, field, value }));
    if get(line, opportunity_line::QUANTITY).is_some_and(|quantity| quantity.0 < 0) {
        return Err(problem(ProblemCode::NegativeQuantity));
    }
    let as_order = as_order_line(line);
    let discount = get(&as_order, order_line::DISCOUNT).zip(get(&as_order, order_line::UNIT_PRICE));
    if discount.is_some_and(|(discount, price)| discount.currency != price.currency) {
        return Err(problem(ProblemCode::MixedCurrencies));
    }
    let before = get(line, opportunity_line::AMOUNT);
    let after = amount(&as_order).or(before);
    if after != before {
        let value = after.map_or(Value::Empty, Value::Money);
        line.retain(|(field, _)| *field != opportunity_line::AMOUNT.id);
        line.push((opportunity_line::AMOUNT.id, value.clone()));
        cells.push(Cell { collection, record: id, field: opportunity_line::AMOUNT.id, value });
    }
    Ok(())
}
