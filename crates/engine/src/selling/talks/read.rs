//! What is known of a record's conversations and files, and how to reach whom it is about.

use crate::ids::Handle;
use crate::records::{name, name_at};
use crate::table::Table;
use crate::workspace::Workspace;
use hashbrown::HashMap;
use model::mention::{Piece, pieces};
use model::options::CONSENT_WITHDRAWN;
use model::schema::{Key, activity, attachment, check_in, contact, customer, lead, opportunity};
use model::{CollectionId, Decimal, FieldId, RecordId, Value};
use protocol::{About, FileAnswer, NewFile, Quiet, TalkAnswer, TalkMore, Whom};

/// Characters of what was said last.
const SAID_CHARS: usize = 120;

/// A moment in a row's field.
pub(crate) fn instant(workspace: &Workspace, table: &Table, row: u32, field: FieldId) -> Option<i64> {
    match table.value(row, field, &workspace.ids) {
        Value::Instant(at) => Some(at),
        _ => None,
    }
}

fn number(workspace: &Workspace, table: &Table, row: u32, key: Key<Decimal>) -> Option<Decimal> {
    match table.value(row, key.id, &workspace.ids) {
        Value::Number(number) => Some(number),
        _ => None,
    }
}

pub(crate) fn reference(table: &Table, row: u32, key: Key<RecordId>) -> Option<Handle> {
    table.column(key.id)?.reference(row)
}

/// The field by which conversations belong to records of a collection.
fn talk_field(of: CollectionId) -> Option<Key<RecordId>> {
    match of {
        customer::ID => Some(activity::CUSTOMER),
        contact::ID => Some(activity::CONTACT),
        lead::ID => Some(activity::LEAD),
        opportunity::ID => Some(activity::OPPORTUNITY),
        _ => None,
    }
}

/// The field by which files belong to records of a collection.
pub(super) fn file_field(of: CollectionId) -> Option<Key<RecordId>> {
    match of {
        customer::ID => Some(attachment::CUSTOMER),
        activity::ID => Some(attachment::ACTIVITY),
        check_in::ID => Some(attachment::CHECK_IN),
        lead::ID => Some(attachment::LEAD),
        opportunity::ID => Some(attachment::OPPORTUNITY),
        _ => None,
    }
}

/// A record with what tells it from others of its name.
pub(crate) fn whom(workspace: &Workspace, of: CollectionId, table: &Table, row: u32) -> Whom {
    let named = |key: Key<RecordId>| {
        reference(table, row, key).map(|to| name(workspace, workspace.ids.id(to))).unwrap_or_default()
    };
    let about = match of {
        customer::ID => table.text(row, customer::REGION).to_owned(),
        contact::ID => named(contact::CUSTOMER),
        lead::ID => table.text(row, lead::COMPANY).to_owned(),
        opportunity::ID => named(opportunity::CUSTOMER),
        check_in::ID => named(check_in::CUSTOMER),
        activity::ID => named(activity::CUSTOMER),
        _ => String::new(),
    };
    Whom { of, id: workspace.ids.id(table.handle(row)), name: name_at(workspace, table, row), about }
}

/// The living record behind a handle.
pub(crate) fn whom_of(workspace: &Workspace, handle: Handle) -> Option<Whom> {
    let (of, row) = workspace.ids.place(handle)?;
    let table = workspace.table(of)?;
    table.is_alive(row).then(|| whom(workspace, of, table, row))
}

/// A record and how to reach whom it is about.
pub(super) fn about(workspace: &Workspace, of: CollectionId, id: RecordId) -> Option<About> {
    let (table, row) = workspace.find_alive(of, id)?;
    let mut about = About {
        whom: whom(workspace, of, table, row),
        customer: None,
        phones: Vec::new(),
        emails: Vec::new(),
        wechats: Vec::new(),
        quiet: None,
        last: None,
        place: if of == customer::ID { table.text(row, customer::POSITION).to_owned() } else { String::new() },
    };
    reach(&mut about, of, table, row, workspace);
    let owner = match of {
        contact::ID => reference(table, row, contact::CUSTOMER),
        opportunity::ID => reference(table, row, opportunity::CUSTOMER),
        lead::ID => reference(table, row, lead::CUSTOMER),
        activity::ID => reference(table, row, activity::CUSTOMER),
        check_in::ID => reference(table, row, check_in::CUSTOMER),
        _ => None,
    };
    let owner = owner.filter(|owner| workspace.ids.row(*owner, customer::ID).is_some());
    if let Some(owner) = owner.and_then(|owner| whom_of(workspace, owner)) {
        if let (opportunity::ID, Some((table, row))) = (of, workspace.find_alive(customer::ID, owner.id)) {
            reach(&mut about, customer::ID, table, row, workspace);
        }
        about.customer = Some((owner.id, owner.name));
    }
    about.last = last(workspace, of, table.handle(row));
    Some(about)
}

/// Adds the addresses that stand in a record.
fn reach(about: &mut About, of: CollectionId, table: &Table, row: u32, workspace: &Workspace) {
    let (phones, email, wechat): (&[Key<String>], _, _) = match of {
        customer::ID => (&[customer::PHONE], customer::EMAIL, customer::WECHAT),
        contact::ID => (&[contact::MOBILE, contact::PHONE], contact::EMAIL, contact::WECHAT),
        lead::ID => (&[lead::MOBILE, lead::PHONE], lead::EMAIL, lead::WECHAT),
        _ => return,
    };
    let add = |into: &mut Vec<String>, key: Key<String>| {
        let text = table.text(row, key).to_owned();
        if !text.is_empty() && !into.contains(&text) {
            into.push(text);
        }
    };
    phones.iter().for_each(|key| add(&mut about.phones, *key));
    add(&mut about.emails, email);
    add(&mut about.wechats, wechat);
    about.quiet = if of == lead::ID { None } else { quiet(workspace, table, row) };
}

/// Why a customer or a contact is better not called or written to.
pub(in crate::selling) fn quiet(workspace: &Workspace, table: &Table, row: u32) -> Option<Quiet> {
    let (silent, consent) = match table.collection() {
        contact::ID => (contact::DO_NOT_CALL.id, contact::CONSENT.id),
        _ => (customer::DO_NOT_CALL.id, customer::CONSENT.id),
    };
    let is = |field: FieldId, value: Value| table.value(row, field, &workspace.ids) == value;
    if is(consent, Value::Option(CONSENT_WITHDRAWN)) {
        Some(Quiet::Withdrawn)
    } else {
        is(silent, Value::Bool(true)).then_some(Quiet::DoNotCall)
    }
}

/// What was said in a conversation, where it speaks of records.
pub(super) fn said(workspace: &Workspace, of: CollectionId, id: RecordId) -> Option<String> {
    let text = workspace.get(of, id, activity::TEXT).filter(|_| of == activity::ID)?;
    pieces(&text).iter().any(|piece| matches!(piece, Piece::Record { .. })).then_some(text)
}

/// When somebody was last talked with, and what was said.
fn last(workspace: &Workspace, of: CollectionId, handle: Handle) -> Option<(i64, String)> {
    let table = workspace.table(activity::ID)?;
    let rows = workspace.referring(activity::ID, talk_field(of)?, handle).into_iter();
    let newest = rows.filter_map(|row| Some((instant(workspace, table, row, activity::AT.id)?, row))).max()?;
    let said = table.text(newest.1, activity::TEXT).to_owned();
    Some((newest.0, said.chars().take(SAID_CHARS).collect()))
}

/// The newest `max` conversations of a record, newest first, and how many there are.
pub(super) fn talks(workspace: &Workspace, of: CollectionId, id: RecordId, max: usize) -> (Vec<TalkAnswer>, u32) {
    let found = talk_field(of).zip(workspace.ids.find(id)).zip(workspace.table(activity::ID));
    let Some(((field, handle), table)) = found else { return (Vec::new(), 0) };
    let at = |row: u32| instant(workspace, table, row, activity::AT.id).unwrap_or_default();
    let mut rows = workspace.referring(activity::ID, field, handle);
    let total = rows.len() as u32;
    rows.sort_unstable_by_key(|&row| std::cmp::Reverse((at(row), row)));
    rows.truncate(max);
    let mut files = files_of_talks(workspace, &rows);
    let one = |&row: &u32| TalkAnswer {
        id: workspace.ids.id(table.handle(row)),
        at: at(row),
        kind: table.column(activity::KIND.id).and_then(|column| column.option(row)),
        text: table.text(row, activity::TEXT).to_owned(),
        more: more(workspace, table, row, handle, files.remove(&row).unwrap_or_default()),
    };
    (rows.iter().map(one).collect(), total)
}

/// What is known of a conversation beside its text; `shown` is the record that it is shown with.
pub(crate) fn more(workspace: &Workspace, table: &Table, row: u32, shown: Handle, files: Vec<FileAnswer>) -> TalkMore {
    let with = [activity::CUSTOMER, activity::CONTACT, activity::LEAD, activity::OPPORTUNITY].into_iter();
    let with = with.filter_map(|key| reference(table, row, key)).filter(|with| *with != shown);
    TalkMore {
        direction: table.column(activity::DIRECTION.id).and_then(|column| column.option(row)),
        outcome: table.text(row, activity::OUTCOME).to_owned(),
        minutes: number(workspace, table, row, activity::MINUTES),
        with: with.filter_map(|with| whom_of(workspace, with)).collect(),
        files,
    }
}

/// The file of an attachment's row.
fn file(workspace: &Workspace, table: &Table, row: u32) -> FileAnswer {
    let bytes = number(workspace, table, row, attachment::BYTES).map_or(0, |bytes| bytes.0 / Decimal::ONE);
    let file = NewFile {
        name: table.text(row, attachment::NAME).to_owned(),
        media_type: table.text(row, attachment::MEDIA_TYPE).to_owned(),
        bytes: u64::try_from(bytes).unwrap_or_default(),
        hash: table.text(row, attachment::HASH).to_owned(),
    };
    FileAnswer { id: workspace.ids.id(table.handle(row)), file }
}

/// The files of a record.
pub(crate) fn files(workspace: &Workspace, of: CollectionId, id: RecordId) -> Vec<FileAnswer> {
    let found = file_field(of).zip(workspace.ids.find(id)).zip(workspace.table(attachment::ID));
    let Some(((field, handle), table)) = found else { return Vec::new() };
    workspace.referring(attachment::ID, field, handle).into_iter().map(|row| file(workspace, table, row)).collect()
}

/// The files of these conversations: one pass over all files for all of them.
pub(crate) fn files_of_talks(workspace: &Workspace, rows: &[u32]) -> HashMap<u32, Vec<FileAnswer>> {
    let mut files: HashMap<u32, Vec<FileAnswer>> = rows.iter().map(|&row| (row, Vec::new())).collect();
    let Some(table) = workspace.table(attachment::ID) else { return files };
    // Photos of a check-in belong to the visit that it is.
    let visit_of = |check_in: Handle| {
        let row = workspace.ids.row(check_in, check_in::ID)?;
        reference(workspace.table(check_in::ID)?, row, check_in::ACTIVITY)
    };
    for row in table.alive_rows() {
        let talk = reference(table, row, attachment::ACTIVITY);
        let talk = talk.or_else(|| visit_of(reference(table, row, attachment::CHECK_IN)?));
        let talk = talk.and_then(|talk| workspace.ids.row(talk, activity::ID));
        if let Some(into) = talk.and_then(|talk| files.get_mut(&talk)) {
            into.push(file(workspace, table, row));
        }
    }
    files
}
