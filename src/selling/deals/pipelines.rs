//! Which pipeline is shown, and the editor of its stages.

use super::desk::{Desk, step};
use super::large;
use super::leaving::Leaving;
use super::place::Place;
use super::words;
use crate::app::go_instead;
use crate::data;
use crate::fields;
use crate::format;
use crate::i18n::{t, tf};
use crate::state::Slot;
use crate::ui::{Dialog, Glyph, Icon, button, erase};
use leptos::prelude::*;
use model::{Decimal, OptionId, RecordId, options};
use protocol::DealsDeed;
use protocol::deals::{DealOutcome, DealStage, StageEdit};

/// A stage while it is edited.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    id: Option<RecordId>,
    name: String,
    percent: String,
    days: String,
    outcome: DealOutcome,
    colour: Option<OptionId>,
    count: u32,
}

/// A stage that goes away although opportunities stand in it, and where they go.
#[derive(Clone, PartialEq)]
struct Gone {
    row: Row,
    to: Option<RecordId>,
}

#[derive(Clone, Copy)]
struct Editing {
    id: Slot<Option<RecordId>>,
    name: Slot<String>,
    rows: Slot<Vec<Row>>,
    gone: Slot<Vec<Gone>>,
    /// Grows when the rows must be drawn anew: what is typed does not.
    drawn: RwSignal<u32>,
    open: RwSignal<bool>,
}

/// The choice of a pipeline, and the ways to its stages and to the rule for large deals.
pub(super) fn tools(desk: Desk) -> AnyView {
    let editing = Editing {
        id: Slot::new(None),
        name: Slot::new(String::new()),
        rows: Slot::new(Vec::new()),
        gone: Slot::new(Vec::new()),
        drawn: RwSignal::new(0),
        open: RwSignal::new(false),
    };
    let ruling = RwSignal::new(false);
    let choice = erase::maybe(move || {
        let (all, now) = desk.board(|board| (board.pipelines.clone(), board.pipeline))?;
        (all.len() > 1).then(|| choose(desk, &all, now))
    });
    let here = erase::show(
        move || desk.board(|board| board.pipeline.is_some()) == Some(true),
        move || {
            view! {
                {button("button quiet", &words::EDIT_PIPELINE, move || edit(desk, editing))}
                {button("button quiet", &words::LARGE_RULE, move || ruling.set(true))}
            }
            .into_any()
        },
    );
    let title = erase::view(move || {
        let name = editing.name.get_untracked();
        editing.id.with(|_| ());
        let title = match editing.id.get_untracked() {
            Some(_) => tf(&words::PIPELINE_TITLE, &[("name", &name)]),
            None => t(&words::NEW_PIPELINE).to_owned(),
        };
        view! { <Dialog open=editing.open title=title wide=true>{erase::view(move || form(desk, editing))}</Dialog> }
            .into_any()
    });
    view! {
        {choice}
        {here}
        {title}
        {large::rule(ruling)}
    }
    .into_any()
}

fn choose(desk: Desk, all: &[(RecordId, String)], now: Option<RecordId>) -> AnyView {
    let option = |(id, name): &(RecordId, String)| {
        view! { <option value=id.to_string() prop:selected=Some(*id) == now>{name.clone()}</option> }.into_any()
    };
    let options: Vec<AnyView> = all.iter().map(option).collect();
    let chosen = move |event: leptos::ev::Targeted<web_sys::Event, web_sys::HtmlSelectElement>| {
        let pipeline = event.target().value().parse().ok();
        go_instead(&Place { pipeline, id: None, ..desk.place.get_untracked() }.url());
    };
    view! {
        <select class="select deals-pipeline" aria-label=t(&words::PIPELINE) on:change:target=chosen>{options}</select>
    }
    .into_any()
}

fn whole(decimal: Decimal) -> String {
    decimal.plain()
}

fn row(stage: &DealStage) -> Row {
    Row {
        id: Some(stage.id),
        name: stage.name.clone(),
        percent: whole(stage.probability),
        days: stage.rotting_days.map(|days| days.to_string()).unwrap_or_default(),
        outcome: stage.outcome,
        colour: stage.colour,
        count: stage.count,
    }
}

fn edit(desk: Desk, editing: Editing) {
    let stages = untrack(|| desk.stages());
    let (id, name) = untrack(|| {
        desk.board(|board| {
            let named = board.pipelines.iter().find(|(id, _)| Some(*id) == board.pipeline);
            (board.pipeline, named.map(|(_, name)| name.clone()).unwrap_or_default())
        })
    })
    .unwrap_or_default();
    editing.name.set(name);
    editing.rows.set(stages.iter().map(row).collect());
    editing.gone.set(Vec::new());
    editing.id.set(id);
    editing.open.set(true);
}

/// Another pipeline begins with the stages of this one, without its opportunities.
fn begin_new(editing: Editing) {
    editing.rows.update(|rows| {
        rows.iter_mut().for_each(|row| {
            row.id = None;
            row.count = 0;
        });
    });
    editing.gone.set(Vec::new());
    editing.name.set(String::new());
    editing.id.set(None);
    editing.drawn.update(|drawn| *drawn += 1);
}

fn form(desk: Desk, editing: Editing) -> AnyView {
    let rows = erase::view(move || {
        editing.drawn.get();
        let rows = editing.rows.get_untracked();
        let n = rows.len();
        rows.into_iter().enumerate().map(|(at, row)| stage(editing, at, n, row)).collect::<Vec<_>>().into_any()
    });
    let gone = erase::view(move || {
        let stages = editing.rows.get_untracked();
        let gone = editing.gone.get();
        gone.into_iter().map(|gone| where_to(editing, &stages, gone)).collect::<Vec<_>>().into_any()
    });
    let add = button("button", &words::ADD_STAGE, move || {
        let blank = Row {
            id: None,
            name: String::new(),
            percent: "50".to_owned(),
            days: String::new(),
            outcome: DealOutcome::Open,
            colour: options::COLOUR.id("grey"),
            count: 0,
        };
        editing.rows.update(|rows| {
            // Before the stages in which it ends.
            let at = rows.iter().position(|row| row.outcome != DealOutcome::Open).unwrap_or(rows.len());
            rows.insert(at, blank);
        });
        editing.drawn.update(|drawn| *drawn += 1);
    });
    let leaving = editing.id.get_untracked().map(|id| Leaving::new(desk, editing.open, id));
    let others = leaving.map(|leaving| {
        let several = untrack(|| desk.board(|board| board.pipelines.len() > 1)) == Some(true);
        let delete = several.then(|| button("button danger", &words::DELETE_PIPELINE, move || leaving.delete()));
        view! {
            {button("button quiet", &words::NEW_PIPELINE, move || begin_new(editing))}
            {delete}
        }
        .into_any()
    });
    let where_all = leaving.map(Leaving::question);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save(desk, editing);
    };
    view! {
        <form class="form pipeline-form" on:submit=submit novalidate>
            <label class="form-row">
                <span>{t(&words::NAME)}</span>
                <input class="input" type="text" autocomplete="off" prop:value=editing.name.get_untracked()
                    on:input=move |event| editing.name.set(event_target_value(&event)) />
            </label>
            <div class="pipeline-stages">{rows}</div>
            {gone}
            {add}
            {where_all}
            <div class="form-end">
                {others}
                <button type="submit" class="button primary">{t(&words::SAVE)}</button>
            </div>
        </form>
    }
    .into_any()
}

fn change(editing: Editing, at: usize, change: impl FnOnce(&mut Row)) {
    editing.rows.update(|rows| {
        if let Some(row) = rows.get_mut(at) {
            change(row);
        }
    });
}

fn stage(editing: Editing, at: usize, n: usize, row: Row) -> AnyView {
    let name = if row.name.is_empty() { (at + 1).to_string() } else { row.name.clone() };
    let text = |label: &'static str, value: String, mode: Option<&'static str>, set: fn(&mut Row, String)| {
        let on_input = move |event| change(editing, at, |row| set(row, event_target_value(&event)));
        view! {
            <label class="form-row">
                <span>{label}</span>
                <input class="input" type="text" autocomplete="off" inputmode=mode prop:value=value on:input=on_input />
            </label>
        }
        .into_any()
    };
    let outcomes = [(DealOutcome::Open, "open"), (DealOutcome::Won, "won"), (DealOutcome::Lost, "lost")];
    let outcome_of = move |text: &str| {
        outcomes.iter().find(|(_, name)| *name == text).map_or(DealOutcome::Open, |(outcome, _)| *outcome)
    };
    let options: Vec<AnyView> = outcomes
        .iter()
        .map(|(outcome, name)| {
            let is = *outcome == row.outcome;
            let text = options::DEAL_OUTCOME.id(name).map(|id| fields::choice(&options::DEAL_OUTCOME, id).label);
            view! { <option value=*name prop:selected=is>{text}</option> }.into_any()
        })
        .collect();
    let colours: Vec<AnyView> = fields::choices(&options::COLOUR)
        .into_iter()
        .map(|colour| {
            let is = Some(colour.id) == row.colour;
            view! { <option value=colour.id.0.to_string() prop:selected=is>{colour.label}</option> }.into_any()
        })
        .collect();
    let step = move |by: isize| {
        editing.rows.update(|rows| {
            if let Some(to) = at.checked_add_signed(by).filter(|to| *to < rows.len()) {
                rows.swap(at, to);
            }
        });
        editing.drawn.update(|drawn| *drawn += 1);
    };
    let tool = |name: String, of: Glyph, off: bool, act: Box<dyn Fn()>| {
        view! {
            <button type="button" class="button quiet icon-only" title=name.clone() aria-label=name disabled=off
                on:click=move |_| act()>
                <Icon of=of />
            </button>
        }
        .into_any()
    };
    let said = |msg| tf(msg, &[("name", &name)]);
    view! {
        <div class="pipeline-stage" role="group" aria-label=tf(&words::STAGE_N, &[("n", &(at + 1).to_string())])>
            {text(t(&words::NAME), row.name.clone(), None, |row, text| row.name = text)}
            {text(t(&words::PROBABILITY), row.percent.clone(), Some("decimal"), |row, text| row.percent = text)}
            {text(t(&words::ROTTING_DAYS), row.days.clone(), Some("numeric"), |row, text| row.days = text)}
            <label class="form-row">
                <span>{t(&words::OUTCOME)}</span>
                <select class="select" on:change:target=move |event| {
                    let outcome = outcome_of(&event.target().value());
                    change(editing, at, |row| row.outcome = outcome);
                }>{options}</select>
            </label>
            <label class="form-row">
                <span>{t(&words::COLOUR)}</span>
                <select class="select" on:change:target=move |event| {
                    let colour = event.target().value().parse().ok().map(OptionId);
                    change(editing, at, |row| row.colour = colour);
                }>{colours}</select>
            </label>
            <span class="pipeline-tools">
                {tool(said(&words::UP), Glyph::Up, at == 0, Box::new(move || step(-1)))}
                {tool(said(&words::DOWN), Glyph::Down, at + 1 == n, Box::new(move || step(1)))}
                {tool(said(&words::TAKE_AWAY), Glyph::Trash, n == 1, Box::new(move || take_away(editing, at)))}
            </span>
        </div>
    }
    .into_any()
}

fn take_away(editing: Editing, at: usize) {
    let Some(row) = editing.rows.with_untracked(|rows| rows.get(at).cloned()) else { return };
    editing.rows.update(|rows| {
        rows.remove(at);
    });
    if row.count > 0 {
        editing.gone.update(|gone| gone.push(Gone { row, to: None }));
    }
    editing.drawn.update(|drawn| *drawn += 1);
}

/// Where the opportunities of a stage go that goes away.
fn where_to(editing: Editing, stages: &[Row], gone: Gone) -> AnyView {
    let n = format::integer(gone.row.count.into());
    let name = tf(&words::GO_WHERE, &[("n", &n), ("name", &gone.row.name)]);
    let option = |row: &Row| {
        let id = row.id?;
        let is = gone.to == Some(id);
        Some(view! { <option value=id.to_string() prop:selected=is>{row.name.clone()}</option> }.into_any())
    };
    let options: Vec<AnyView> = stages.iter().filter_map(option).collect();
    let id = gone.row.id;
    let chosen = move |event: leptos::ev::Targeted<web_sys::Event, web_sys::HtmlSelectElement>| {
        let to = event.target().value().parse().ok();
        editing.gone.update(|all| {
            if let Some(gone) = all.iter_mut().find(|gone| gone.row.id == id) {
                gone.to = to;
            }
        });
    };
    let keep = move || {
        let back = editing.gone.with_untracked(|all| all.iter().find(|gone| gone.row.id == id).cloned());
        editing.gone.update(|all| all.retain(|gone| gone.row.id != id));
        if let Some(back) = back {
            editing.rows.update(|rows| rows.push(back.row));
        }
        editing.drawn.update(|drawn| *drawn += 1);
    };
    view! {
        <div class="pipeline-gone">
            <label class="form-row">
                <span>{name}</span>
                <select class="select" on:change:target=chosen>
                    <option value="">{t(&words::CHOOSE)}</option>
                    {options}
                </select>
            </label>
            {button("button quiet", &words::KEEP, keep)}
        </div>
    }
    .into_any()
}

fn save(desk: Desk, editing: Editing) {
    let read = |row: &Row| {
        let percent = model::input::number(row.percent.trim()).unwrap_or(Decimal(-1));
        Ok(StageEdit {
            id: row.id,
            name: row.name.clone(),
            probability: percent,
            outcome: row.outcome,
            colour: row.colour,
            rotting_days: model::input::count(&row.days).map_err(|_| row.name.clone())?,
        })
    };
    let stages = match editing.rows.with_untracked(|rows| rows.iter().map(read).collect::<Result<_, String>>()) {
        Ok(stages) => stages,
        Err(name) => return crate::ui::toast::problem(tf(&words::BAD_DAYS, &[("name", &name)])),
    };
    let moved =
        editing.gone.with_untracked(|all| all.iter().filter_map(|gone| Some((gone.row.id?, gone.to?))).collect());
    let (id, name) = (editing.id.get_untracked(), editing.name.get_untracked());
    erase::spawn(async move {
        match data::send(step(DealsDeed::SavePipeline { id, name, stages, moved })).await {
            Ok(reply) => {
                editing.open.try_set(false);
                data::done(&reply);
                if let protocol::Reply::Created { id, .. } = reply {
                    go_instead(&Place { pipeline: Some(id), id: None, ..desk.place.get_untracked() }.url());
                }
            }
            // Nothing differs: what is wanted is there.
            Err(protocol::Failure::NotFound) => drop(editing.open.try_set(false)),
            Err(problem) => crate::ui::toast::problem(crate::i18n::failure(&problem)),
        }
    });
}
