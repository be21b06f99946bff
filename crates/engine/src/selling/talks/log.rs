//! Logging a conversation: one operation for the conversation, its files, the next step, and what it means for a lead.

use super::read::file_field;
use crate::selling::agenda::MORNING;
use crate::selling::{Context, NewIds, Plan, new_record, new_task, reminds};
use crate::workspace::Workspace;
use model::input::clean;
use model::options::OptionList;
use model::options::{ACTIVITY_KIND, ACTIVITY_STATUS, LEAD_STATUS};
use model::schema::{activity, attachment, contact, customer, lead, opportunity, task};
use model::{Cell, CollectionId, Decimal, Deed, FieldId, Label, OptionId, RecordId, Value};
use protocol::{Failure, NewFile, NewTalk, Problem, ProblemCode};

/// Clocks of devices differ a little: a conversation is planned only when it lies farther ahead than this.
const AHEAD_MILLIS: i64 = 10 * 60_000;

pub(in crate::selling) fn option(list: &OptionList, name: &str) -> Value {
    list.id(name).map_or(Value::Empty, Value::Option)
}

fn is(list: &OptionList, id: OptionId, name: &str) -> bool {
    list.id(name) == Some(id)
}

fn text(text: &str, lines: bool) -> Value {
    match clean(text, lines) {
        text if text.is_empty() => Value::Empty,
        text => Value::Text(text),
    }
}

fn refer(to: Option<RecordId>) -> Value {
    to.map_or(Value::Empty, Value::Reference)
}

/// Whom a conversation concerns beside the record it is logged with.
struct Concerned {
    customer: Option<RecordId>,
    contact: Option<RecordId>,
    lead: Option<RecordId>,
    opportunity: Option<RecordId>,
}

fn concerned(workspace: &Workspace, (of, id): (CollectionId, RecordId)) -> Result<Concerned, Failure> {
    workspace.find_alive(of, id).ok_or(Failure::NotFound)?;
    let get = |key| workspace.get(of, id, key).filter(|to| workspace.find_alive(customer::ID, *to).is_some());
    let mut all = Concerned { customer: None, contact: None, lead: None, opportunity: None };
    match of {
        customer::ID => all.customer = Some(id),
        contact::ID => (all.contact, all.customer) = (Some(id), get(contact::CUSTOMER)),
        lead::ID => (all.lead, all.customer) = (Some(id), get(lead::CUSTOMER)),
        opportunity::ID => (all.opportunity, all.customer) = (Some(id), get(opportunity::CUSTOMER)),
        _ => return Err(Failure::NotFound),
    }
    Ok(all)
}

pub(super) fn log(context: &Context<'_>, talk: &NewTalk, ids: NewIds<'_>) -> Result<Plan, Failure> {
    let with = concerned(context.workspace, talk.with)?;
    let is_empty = |value: &Value| value.is_empty();
    let (said, outcome) = (text(&talk.text, true), text(&talk.outcome, false));
    // A call of three minutes is something; a note of nothing is not.
    if is_empty(&said) && is_empty(&outcome) && talk.files.is_empty() && is(&ACTIVITY_KIND, talk.kind, "note") {
        return Err(Problem::plain(ProblemCode::NothingSaid).into());
    }
    if talk.minutes.is_some_and(|minutes| minutes.0 < 0) {
        return Err(Problem::plain(ProblemCode::NegativeQuantity).into());
    }
    let id = ids();
    let planned = talk.at > context.now_millis + AHEAD_MILLIS;
    let status = match () {
        () if is(&ACTIVITY_KIND, talk.kind, "note") => Value::Empty,
        () => option(&ACTIVITY_STATUS, if planned { "planned" } else { "held" }),
    };
    let mut cells = new_record(
        activity::ID,
        id,
        vec![
            (activity::KIND.id, Value::Option(talk.kind)),
            (activity::CUSTOMER.id, refer(with.customer)),
            (activity::CONTACT.id, refer(with.contact)),
            (activity::LEAD.id, refer(with.lead)),
            (activity::OPPORTUNITY.id, refer(with.opportunity)),
            (activity::AT.id, Value::Instant(talk.at)),
            (activity::TEXT.id, said),
            (activity::DIRECTION.id, talk.direction.map_or(Value::Empty, Value::Option)),
            (activity::STATUS.id, status),
            (activity::OUTCOME.id, outcome),
            (activity::MINUTES.id, talk.minutes.map_or(Value::Empty, Value::Number)),
            (activity::OWNER.id, refer(talk.owner)),
        ],
    );
    cells.extend(next_step(context, talk, &with, ids)?);
    cells.extend(attachments(activity::ID, id, &talk.files, ids));
    if let Some(lead) = with.lead {
        cells.extend(of_lead(context, lead, talk, planned));
    }
    Ok(Plan { label: Label::Deed(Deed::LogTalk, 1), cells, created: Some(id) })
}

fn next_step(context: &Context<'_>, talk: &NewTalk, with: &Concerned, ids: NewIds<'_>) -> Result<Vec<Cell>, Failure> {
    let Some(next) = &talk.next else { return Ok(Vec::new()) };
    if context.zone.moment(next.due, next.all_day).day < context.today {
        return Err(Problem::plain(ProblemCode::NextInThePast).into());
    }
    let more = vec![
        (task::ALL_DAY.id, if next.all_day { Value::Bool(true) } else { Value::Empty }),
        (task::REMIND_MINUTES.id, if next.all_day { Value::Empty } else { reminds() }),
        (task::CUSTOMER.id, refer(with.customer)),
        (task::CONTACT.id, refer(with.contact)),
        (task::LEAD.id, refer(with.lead)),
        (task::OPPORTUNITY.id, refer(with.opportunity)),
        (task::OWNER.id, refer(talk.owner)),
    ];
    Ok(new_task(ids(), "task", text(&next.name, false), Value::Instant(next.due), more))
}

/// A lead that was talked with is a contacted one, and waits no longer for the contact of that day; a note about it is no contact.
fn of_lead(context: &Context<'_>, record: RecordId, talk: &NewTalk, planned: bool) -> Vec<Cell> {
    let workspace = context.workspace;
    let cell = |field: FieldId, value| Cell { collection: lead::ID, record, field, value };
    let mut cells = Vec::new();
    if !planned && !is(&ACTIVITY_KIND, talk.kind, "note") {
        let last = workspace.get(lead::ID, record, lead::LAST_CONTACTED_AT);
        if last.is_none_or(|last| last < talk.at) {
            cells.push(cell(lead::LAST_CONTACTED_AT.id, Value::Instant(talk.at)));
        }
        let status = workspace.get(lead::ID, record, lead::STATUS);
        if status.is_none_or(|status| is(&LEAD_STATUS, status, "new")) {
            cells.push(cell(lead::STATUS.id, option(&LEAD_STATUS, "contacted")));
        }
        let next = workspace.get(lead::ID, record, lead::NEXT_CONTACT_AT).filter(|_| talk.next.is_none());
        let day = |at: i64| context.day(at);
        if next.is_some_and(|next| day(next) <= day(talk.at)) {
            cells.push(cell(lead::NEXT_CONTACT_AT.id, Value::Empty));
        }
    }
    if let Some(next) = &talk.next {
        // A lead has no whole days: it is called in the morning.
        let at = match next.all_day {
            true => context.zone.instant(context.zone.moment(next.due, true).day, MORNING),
            false => next.due,
        };
        cells.push(cell(lead::NEXT_CONTACT_AT.id, Value::Instant(at)));
    }
    cells
}

/// The cells of files that belong to a record.
pub(crate) fn attachments(to: CollectionId, id: RecordId, files: &[NewFile], ids: NewIds<'_>) -> Vec<Cell> {
    let Some(field) = file_field(to) else { return Vec::new() };
    let one = |file: &NewFile| {
        let bytes = i64::try_from(file.bytes).ok().and_then(Decimal::whole);
        let fields = vec![
            (attachment::NAME.id, text(&file.name, false)),
            (attachment::MEDIA_TYPE.id, text(&file.media_type, false)),
            (attachment::BYTES.id, bytes.map_or(Value::Empty, Value::Number)),
            (attachment::HASH.id, text(&file.hash, false)),
            (field.id, Value::Reference(id)),
        ];
        new_record(attachment::ID, ids(), fields)
    };
    files.iter().flat_map(one).collect()
}

pub(super) fn attach(
    context: &Context<'_>,
    to: CollectionId,
    id: RecordId,
    files: &[NewFile],
    ids: NewIds<'_>,
) -> Result<Plan, Failure> {
    context.workspace.find_alive(to, id).ok_or(Failure::NotFound)?;
    if file_field(to).is_none() || files.is_empty() {
        return Err(Failure::NotFound);
    }
    let label = Label::Create(attachment::ID);
    Ok(Plan { label, cells: attachments(to, id, files, ids), created: None })
}
