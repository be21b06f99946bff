//! Pipelines and their stages: read, begun, edited, deleted.

use crate::records::along;
use crate::selling::{CELLS_MAX, Context, NewIds, Plan, new_record};
use crate::stages::first_pipeline;
use crate::table::Table;
use crate::workspace::Workspace;
use model::schema::{FromValue, Key, opportunity, pipeline, pipeline_stage, pipelines};
use model::{Cell, CollectionId, Decimal, Deed, FieldId, Label, Many, OptionId, RecordId, Value, position};
use protocol::deals::{DealOutcome, DealStage, Pipeline, StageEdit};
use protocol::{Failure, Problem, ProblemCode};

/// Per cent, in millionths.
const PERCENT_MAX: i64 = 100 * Decimal::ONE;

fn get<T: FromValue>(workspace: &Workspace, table: &Table, row: u32, key: Key<T>) -> Option<T> {
    T::from_value(table.value(row, key.id, &workspace.ids))
}

fn outcome(option: Option<OptionId>) -> DealOutcome {
    match option {
        Some(pipelines::WON) => DealOutcome::Won,
        Some(pipelines::LOST) => DealOutcome::Lost,
        _ => DealOutcome::Open,
    }
}

/// All living pipelines with their living stages, in their order; how many opportunities a stage has is not counted yet.
pub(super) fn read(workspace: &Workspace) -> Vec<Pipeline> {
    let Some(table) = workspace.table(pipeline::ID) else { return Vec::new() };
    let mut found: Vec<(String, Pipeline)> = table
        .alive_rows()
        .map(|row| {
            let id = workspace.ids.id(table.handle(row));
            let name = table.text(row, pipeline::NAME).to_owned();
            let pipeline = Pipeline { id, name, stages: stages(workspace, id) };
            (table.text(row, pipeline::POSITION).to_owned(), pipeline)
        })
        .collect();
    found.sort_by(|a, b| (&a.0, a.1.id).cmp(&(&b.0, b.1.id)));
    found.into_iter().map(|(_, pipeline)| pipeline).collect()
}

fn stages(workspace: &Workspace, of: RecordId) -> Vec<DealStage> {
    let (Some(table), Some(handle)) = (workspace.table(pipeline_stage::ID), workspace.ids.find(of)) else {
        return Vec::new();
    };
    let rows = workspace.referring(pipeline_stage::ID, pipeline_stage::PIPELINE, handle).into_iter();
    let mut found: Vec<(String, DealStage)> = rows
        .map(|row| {
            let days = get(workspace, table, row, pipeline_stage::ROTTING_DAYS).map(|days| days.0 / Decimal::ONE);
            let stage = DealStage {
                id: workspace.ids.id(table.handle(row)),
                name: table.text(row, pipeline_stage::NAME).to_owned(),
                probability: get(workspace, table, row, pipeline_stage::PROBABILITY).unwrap_or(Decimal(0)),
                outcome: outcome(get(workspace, table, row, pipeline_stage::OUTCOME)),
                colour: get(workspace, table, row, pipeline_stage::COLOUR),
                rotting_days: days.and_then(|days| u32::try_from(days).ok()).filter(|days| *days > 0),
                count: 0,
            };
            (table.text(row, pipeline_stage::POSITION).to_owned(), stage)
        })
        .collect();
    found.sort_by(|a, b| (&a.0, a.1.id).cmp(&(&b.0, b.1.id)));
    found.into_iter().map(|(_, stage)| stage).collect()
}

/// A record that is to be made.
type New = (CollectionId, RecordId, Vec<(FieldId, Value)>);

/// The records of the pipeline that a book begins with; stages are named in the second language where `chinese`.
fn default_fields(chinese: bool) -> Vec<New> {
    let lang = usize::from(chinese);
    let text = |text: &str| Value::Text(text.to_owned());
    let whole = |n: i64| if n > 0 { Value::Number(Decimal(n * Decimal::ONE)) } else { Value::Empty };
    let first =
        vec![(pipeline::NAME.id, text(pipelines::NAME[lang])), (pipeline::POSITION.id, text(&position::nth(0)))];
    let stage = |(at, stage): (usize, &pipelines::Stage)| {
        let fields = vec![
            (pipeline_stage::NAME.id, text(stage.name[lang])),
            (pipeline_stage::PIPELINE.id, Value::Reference(pipelines::DEFAULT)),
            (pipeline_stage::PROBABILITY.id, Value::Number(stage.probability())),
            (pipeline_stage::OUTCOME.id, Value::Option(stage.outcome)),
            (pipeline_stage::COLOUR.id, Value::Option(stage.colour)),
            (pipeline_stage::POSITION.id, text(&position::nth(at))),
            (pipeline_stage::ROTTING_DAYS.id, whole(stage.rotting_days)),
        ];
        (pipeline_stage::ID, stage.id, fields)
    };
    std::iter::once((pipeline::ID, pipelines::DEFAULT, first))
        .chain(pipelines::STAGES.iter().enumerate().map(stage))
        .collect()
}

/// Makes the pipeline that a book begins with, where there is none. Opportunities that stand nowhere go to its first stage.
pub(super) fn begin(context: &Context<'_>, chinese: bool) -> Result<Plan, Failure> {
    let workspace = context.workspace;
    if first_pipeline(workspace).is_some() {
        return Err(Failure::NotFound);
    }
    let records = default_fields(chinese).into_iter();
    let mut cells: Vec<Cell> = records.flat_map(|(of, id, fields)| new_record(of, id, fields)).collect();
    let first = pipelines::STAGES[0].id;
    if let Some(table) = workspace.table(opportunity::ID) {
        let known = |row: u32| {
            let stage = get(workspace, table, row, opportunity::STAGE);
            stage.is_some_and(|stage| {
                pipelines::STAGES.iter().any(|ours| ours.id == stage)
                    || workspace.find_alive(pipeline_stage::ID, stage).is_some()
            })
        };
        let lost = table.alive_rows().filter(|&row| !known(row)).take(CELLS_MAX as usize / 8);
        cells.extend(lost.map(|row| Cell {
            collection: opportunity::ID,
            record: workspace.ids.id(table.handle(row)),
            field: opportunity::STAGE.id,
            value: Value::Reference(first),
        }));
    }
    Ok(Plan { label: Label::Deed(Deed::Pipeline, 1), cells, created: Some(pipelines::DEFAULT) })
}

/// What the editor leaves.
pub(super) struct Edited<'a> {
    pub(super) name: &'a str,
    pub(super) stages: &'a [StageEdit],
    pub(super) moved: &'a [(RecordId, RecordId)],
}

fn problem(code: ProblemCode, n: u32, name: &str) -> Failure {
    Failure::Selling(Box::new(Problem { n, name: name.to_owned(), ..Problem::plain(code) }))
}

/// Saves a pipeline as the editor leaves it.
pub(super) fn save(
    context: &Context<'_>,
    id: Option<RecordId>,
    edited: &Edited<'_>,
    ids: NewIds<'_>,
) -> Result<Plan, Failure> {
    let workspace = context.workspace;
    let named = |name: &str| !name.trim().is_empty();
    if !named(edited.name) || !edited.stages.iter().all(|stage| named(&stage.name)) {
        return Err(problem(ProblemCode::StageUnnamed, 0, ""));
    }
    if !edited.stages.iter().all(|stage| (0..=PERCENT_MAX).contains(&stage.probability.0)) {
        return Err(problem(ProblemCode::NoProbability, 0, ""));
    }
    if edited.stages.iter().all(|stage| stage.outcome != DealOutcome::Open) {
        return Err(problem(ProblemCode::NoOpenStage, 0, ""));
    }
    let known = match id {
        Some(id) => {
            workspace.find_alive(pipeline::ID, id).ok_or(Failure::NotFound)?;
            stages(workspace, id)
        }
        None => Vec::new(),
    };
    let mut cells = Vec::new();
    let whose = id.unwrap_or_else(&mut *ids);
    let name = Value::Text(edited.name.trim().to_owned());
    match id {
        Some(id) => write(workspace, &mut cells, pipeline::ID, id, vec![(pipeline::NAME.id, name)]),
        None => {
            let last = last_position(workspace);
            let place = Value::Text(position::between(last.as_deref(), None));
            cells.extend(new_record(
                pipeline::ID,
                whose,
                vec![(pipeline::NAME.id, name), (pipeline::POSITION.id, place)],
            ));
        }
    }
    let mut kept = Vec::new();
    for (at, stage) in edited.stages.iter().enumerate() {
        let fields = fields_of(stage, whose, at);
        match stage.id.filter(|id| known.iter().any(|known| known.id == *id)) {
            Some(id) => {
                kept.push(id);
                // What stands in it would have been won or lost on no day, or be open and closed at once.
                if let Some(known) = known.iter().find(|known| known.id == id && known.outcome != stage.outcome) {
                    match standing(workspace, id).len() as u32 {
                        0 => {}
                        n => return Err(problem(ProblemCode::StageInUse, n, &known.name)),
                    }
                }
                write(workspace, &mut cells, pipeline_stage::ID, id, fields);
            }
            None => cells.extend(new_record(pipeline_stage::ID, ids(), fields)),
        }
    }
    for gone in known.iter().filter(|stage| !kept.contains(&stage.id)) {
        let to = edited.moved.iter().find(|(from, _)| *from == gone.id).map(|(_, to)| *to);
        let to = to.filter(|to| kept.contains(to));
        empty_stage(workspace, gone, to, &mut cells)?;
        let (collection, field) = (pipeline_stage::ID, FieldId::ALIVE);
        cells.push(Cell { collection, record: gone.id, field, value: Value::Bool(false) });
    }
    if cells.is_empty() {
        return Err(Failure::NotFound);
    }
    Ok(Plan { label: Label::Deed(Deed::Pipeline, 1), cells, created: id.is_none().then_some(whose) })
}

fn last_position(workspace: &Workspace) -> Option<String> {
    let table = workspace.table(pipeline::ID)?;
    table.alive_rows().map(|row| table.text(row, pipeline::POSITION).to_owned()).max()
}

fn fields_of(stage: &StageEdit, whose: RecordId, at: usize) -> Vec<(FieldId, Value)> {
    let outcome = match stage.outcome {
        DealOutcome::Open => pipelines::OPEN,
        DealOutcome::Won => pipelines::WON,
        DealOutcome::Lost => pipelines::LOST,
    };
    let days = stage.rotting_days.filter(|days| *days > 0).and_then(|days| Decimal::whole(days.into()));
    vec![
        (pipeline_stage::NAME.id, Value::Text(stage.name.trim().to_owned())),
        (pipeline_stage::PIPELINE.id, Value::Reference(whose)),
        (pipeline_stage::PROBABILITY.id, Value::Number(stage.probability)),
        (pipeline_stage::OUTCOME.id, Value::Option(outcome)),
        (pipeline_stage::COLOUR.id, stage.colour.map_or(Value::Empty, Value::Option)),
        (pipeline_stage::POSITION.id, Value::Text(position::nth(at))),
        (pipeline_stage::ROTTING_DAYS.id, days.map_or(Value::Empty, Value::Number)),
    ]
}

/// Cells for what differs.
fn write(
    workspace: &Workspace,
    cells: &mut Vec<Cell>,
    collection: CollectionId,
    record: RecordId,
    fields: Vec<(FieldId, Value)>,
) {
    let differs = fields.into_iter().filter(|(field, value)| workspace.value(collection, record, *field) != *value);
    cells.extend(differs.map(|(field, value)| Cell { collection, record, field, value }));
}

/// The rows of the opportunities in a stage.
fn standing(workspace: &Workspace, stage: RecordId) -> Vec<u32> {
    let handle = workspace.ids.find(stage);
    handle.map_or(Vec::new(), |handle| workspace.referring(opportunity::ID, opportunity::STAGE, handle))
}

/// Opportunities of a stage that goes away go elsewhere.
fn empty_stage(
    workspace: &Workspace,
    gone: &DealStage,
    to: Option<RecordId>,
    cells: &mut Vec<Cell>,
) -> Result<(), Failure> {
    let rows = standing(workspace, gone.id);
    let found = rows.len() as u32;
    if found == 0 {
        return Ok(());
    }
    let to = to.ok_or_else(|| problem(ProblemCode::StageInUse, found, &gone.name))?;
    if found > CELLS_MAX / 8 {
        return Err(Failure::TooMany { found, max: CELLS_MAX / 8 });
    }
    let Some(table) = workspace.table(opportunity::ID) else { return Ok(()) };
    cells.extend(rows.into_iter().map(|row| Cell {
        collection: opportunity::ID,
        record: workspace.ids.id(table.handle(row)),
        field: opportunity::STAGE.id,
        value: Value::Reference(to),
    }));
    Ok(())
}

/// Deletes a pipeline with its stages; its opportunities go to a stage of another one. What was won or lost there stays so, and where that other
/// one has no stage for it nothing is done.
pub(super) fn delete(context: &Context<'_>, id: RecordId, to: Option<RecordId>) -> Result<Plan, Failure> {
    let workspace = context.workspace;
    let (table, row) = workspace.find_alive(pipeline::ID, id).ok_or(Failure::NotFound)?;
    let name = table.text(row, pipeline::NAME).to_owned();
    let own = stages(workspace, id);
    let to = to.filter(|to| own.iter().all(|stage| stage.id != *to));
    let to = to.filter(|to| workspace.find_alive(pipeline_stage::ID, *to).is_some());
    let others = to.and_then(|to| workspace.get(pipeline_stage::ID, to, pipeline_stage::PIPELINE));
    let others = others.map_or(Vec::new(), |of| stages(workspace, of));
    let mut cells = Vec::new();
    let mut inside = 0;
    for stage in &own {
        let same = || others.iter().find(|other| other.outcome == stage.outcome).map(|same| same.id);
        let there = if stage.outcome == DealOutcome::Open { to } else { to.and_then(|_| same()) };
        if to.is_some() && there.is_none() && !standing(workspace, stage.id).is_empty() {
            return Err(problem(ProblemCode::NoSuchEnd, 0, &stage.name));
        }
        match empty_stage(workspace, stage, there, &mut cells) {
            Err(Failure::Selling(problem)) => inside += problem.n,
            other => other?,
        }
    }
    if inside > 0 {
        return Err(problem(ProblemCode::PipelineInUse, inside, &name));
    }
    for part in along(workspace, pipeline::ID, &[id], false) {
        cells.extend(part.many().into_iter().flat_map(Many::cells));
    }
    Ok(Plan { label: Label::Deed(Deed::Pipeline, 1), cells, created: None })
}
