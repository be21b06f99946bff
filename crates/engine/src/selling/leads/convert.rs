//! A lead becomes a customer, a contact and an opportunity, and everything goes along.

use super::{alike::probe_of, due::has_task, is_converted, one::is_person};
use crate::catalogue;
use crate::records::name;
use crate::selling::person::may_be_one;
use crate::selling::same::{digits, plain, same_phone};
use crate::selling::{Context, Plan, new_record, new_task, reminds};
use crate::stages::{first_pipeline, first_stage};
use crate::table::Table;
use crate::workspace::Workspace;
use model::options::{CUSTOMER_KIND, LEAD_CONVERTED};
use model::schema::{activity, attachment, contact, customer, lead, opportunity, pipeline, task};
use model::{Cell, CollectionId, Deed, FieldId, Label, RecordId, Value};
use protocol::selling::leads::{Conversion, InWords, NewDeal, Probe};
use protocol::{Failure, OwnField, Problem, ProblemCode};

/// What is made and written.
struct Making<'a> {
    context: &'a Context<'a>,
    table: &'a Table,
    row: u32,
    lead: RecordId,
    own: Vec<Own>,
    cells: Vec<Cell>,
}

/// What one of the workspace's own fields of leads says, and the fields of customers and of opportunities that have its name and kind.
struct Own {
    field: FieldId,
    at_customer: Option<FieldId>,
    at_deal: Option<FieldId>,
    value: Value,
}

pub(super) fn plan(
    context: &Context<'_>,
    conversion: &Conversion,
    ids: crate::selling::NewIds<'_>,
) -> Result<Plan, Failure> {
    let workspace = context.workspace;
    let id = conversion.lead;
    let (table, row) = workspace.find_alive(lead::ID, id).ok_or(Failure::NotFound)?;
    let named = table.text(row, lead::NAME).to_owned();
    if is_converted(table, row) {
        return Err(Problem { name: named, ..Problem::plain(ProblemCode::AlreadyConverted) }.into());
    }
    if let Some(into) = conversion.into {
        workspace.find_alive(customer::ID, into).ok_or(Failure::NotFound)?;
    }
    let company = table.text(row, lead::COMPANY).to_owned();
    let said = conversion.name.trim().to_owned();
    let called = [said, if conversion.person { named.clone() } else { company }, named.clone()];
    let called = called.into_iter().find(|name| !name.is_empty());
    let called = called.ok_or_else(|| Failure::from(Problem::plain(ProblemCode::NeedsName)))?;

    let own = own_fields(workspace, table, row);
    let mut making = Making { context, table, row, lead: id, own, cells: Vec::new() };
    let (customer, person) = match conversion.into {
        Some(customer) => {
            let person = workspace.get(customer::ID, customer, customer::KIND) == CUSTOMER_KIND.id("person");
            making.complete(customer, person);
            (customer, person)
        }
        None => {
            let customer = ids();
            making.customer(customer, called, conversion.person);
            (customer, conversion.person)
        }
    };
    let contact =
        if conversion.contact && !named.is_empty() { Some(making.contact(customer, &named, ids)) } else { None };
    making.remark((customer, contact, person), conversion);
    let deal = conversion.deal.as_ref().map(|deal| {
        let id = ids();
        making.deal(id, customer, contact, deal);
        id
    });
    making.along(customer, contact, deal);
    making.follow_up((customer, contact, deal), &conversion.follow_up, ids);
    let reference = |id: Option<RecordId>| id.map_or(Value::Empty, Value::Reference);
    making.write(lead::ID, id, lead::STATUS.id, Value::Option(LEAD_CONVERTED));
    making.write(lead::ID, id, lead::CONVERTED_AT.id, Value::Instant(context.now_millis));
    making.write(lead::ID, id, lead::CUSTOMER.id, Value::Reference(customer));
    making.write(lead::ID, id, lead::OPPORTUNITY.id, reference(deal));
    Ok(Plan { label: Label::Deed(Deed::ConvertLead, 1), cells: making.cells, created: Some(customer) })
}

fn own_fields(workspace: &Workspace, table: &Table, row: u32) -> Vec<Own> {
    let all = catalogue::fields(workspace);
    let living = |of: CollectionId| all.iter().filter(move |own| own.of == of && !own.deleted && !own.shadowed);
    let said = living(lead::ID).map(|own| {
        let same = |to: CollectionId| {
            let is_it =
                |other: &&OwnField| other.kind == own.kind && other.name.to_lowercase() == own.name.to_lowercase();
            living(to).find(is_it).map(|other| other.field)
        };
        let value = table.value(row, own.field, &workspace.ids);
        Own { field: own.field, at_customer: same(customer::ID), at_deal: same(opportunity::ID), value }
    });
    said.filter(|own| !own.value.is_empty()).collect()
}

impl Making<'_> {
    fn workspace(&self) -> &Workspace {
        self.context.workspace
    }

    fn of_lead(&self, field: FieldId) -> Value {
        self.table.value(self.row, field, &self.workspace().ids)
    }

    fn write(&mut self, collection: CollectionId, record: RecordId, field: FieldId, value: Value) {
        self.cells.push(Cell { collection, record, field, value });
    }

    /// The lead's telephone numbers: where it has one only, that one.
    fn phones(&self) -> (Value, Value) {
        match (self.of_lead(lead::MOBILE.id), self.of_lead(lead::PHONE.id)) {
            (Value::Empty, phone) => (phone, Value::Empty),
            both => both,
        }
    }

    /// What of the lead goes to the customer as it is.
    fn facts(&self, person: bool) -> Vec<(FieldId, Value)> {
        let own = |field| self.of_lead(field);
        let (first, second) = self.phones();
        // A business has the number of its office, a person the one they carry.
        let phone = if person || second.is_empty() { first } else { second };
        let mut facts = vec![
            (customer::PHONE.id, phone),
            (customer::EMAIL.id, own(lead::EMAIL.id)),
            (customer::WECHAT.id, own(lead::WECHAT.id)),
            (customer::ADDRESS.id, own(lead::ADDRESS.id)),
            (customer::REGION.id, own(lead::REGION.id)),
            (customer::INDUSTRY.id, own(lead::INDUSTRY.id)),
            (customer::WEBSITE.id, own(lead::WEBSITE.id)),
            (customer::SOURCE.id, own(lead::SOURCE.id)),
            (customer::OWNER.id, own(lead::OWNER.id)),
        ];
        if person {
            facts.push((customer::OCCUPATION.id, own(lead::TITLE.id)));
        }
        facts.extend(self.own_facts(|own| own.at_customer));
        facts
    }

    /// What of its own fields has such a field.
    fn own_facts(&self, to: impl Fn(&Own) -> Option<FieldId>) -> Vec<(FieldId, Value)> {
        self.own.iter().filter_map(|own| Some((to(own)?, own.value.clone()))).collect()
    }

    /// What of them found no place: neither at the customer, who may say something else there, nor at the opportunity that is made.
    fn own_rest(&self, customer: RecordId, has_deal: bool) -> Vec<(FieldId, Value)> {
        let at_customer = |to: FieldId, value: &Value| {
            let is_it = |cell: &&Cell| (cell.collection, cell.record, cell.field) == (customer::ID, customer, to);
            let made = self.cells.iter().find(is_it).map(|cell| cell.value.clone());
            made.unwrap_or_else(|| self.workspace().value(customer::ID, customer, to)) == *value
        };
        let is_told = |own: &&Own| {
            let at_deal = has_deal && own.at_deal.is_some();
            at_deal || own.at_customer.is_some_and(|to| at_customer(to, &own.value))
        };
        self.own.iter().filter(|own| !is_told(own)).map(|own| (own.field, own.value.clone())).collect()
    }

    /// All texts that a record will have, and each of their lines.
    fn texts(&self, of: CollectionId, record: RecordId) -> Vec<Told> {
        let workspace = self.workspace();
        let there = workspace.find_alive(of, record).map(|(table, row)| table.cells(row, &workspace.ids));
        let made = self.cells.iter().filter(|cell| (cell.collection, cell.record) == (of, record));
        let name = if of == customer::ID { customer::NAME.id } else { contact::NAME.id };
        let mut texts = Vec::new();
        for (field, value) in there.into_iter().flatten().chain(made.map(|cell| (cell.field, cell.value.clone()))) {
            let lines = value.text().into_iter().flat_map(|text| text.lines().chain([text]));
            texts.extend(lines.map(|text| Told { text: text.to_owned(), is_name: field == name }));
        }
        texts
    }

    /// The customer's remark, the lead's, and below them what found no place of its own, so that nothing is lost.
    fn remark(&mut self, (customer, contact, person): (RecordId, Option<RecordId>, bool), wish: &Conversion) {
        let mut told = self.texts(customer::ID, customer);
        told.extend(contact.map(|contact| self.texts(contact::ID, contact)).unwrap_or_default());
        let own = self.of_lead(lead::REMARK.id);
        let own = own.text().unwrap_or("");
        told.extend(own.lines().map(|text| Told { text: text.to_owned(), is_name: false }));
        let mut fields = vec![
            lead::MOBILE.id,
            lead::PHONE.id,
            lead::EMAIL.id,
            lead::WECHAT.id,
            lead::TITLE.id,
            lead::RATING.id,
            lead::ADDRESS.id,
            lead::REGION.id,
            lead::INDUSTRY.id,
            lead::WEBSITE.id,
        ];
        // A person has no company here, and a business without a contact nobody whom one asks for.
        if person {
            fields.push(lead::COMPANY.id);
        } else if contact.is_none() && is_person(self.table, self.row) {
            fields.insert(0, lead::NAME.id);
        }
        let all = fields.into_iter().map(|field| (field, self.of_lead(field)));
        let all: Vec<(FieldId, Value)> = all.chain(self.own_rest(customer, wish.deal.is_some())).collect();
        let mut new = own.to_owned();
        for (field, value) in &all {
            let words = wish.labels.iter().find(|words| words.field == *field);
            let text = self.text(value, words);
            if text.is_empty() {
                continue;
            }
            let label = words.map_or("", |words| &words.label);
            let line = format!("{label}{text}");
            let is_name = [lead::NAME.id, lead::COMPANY.id].contains(field);
            let is_phone = [lead::MOBILE.id, lead::PHONE.id].contains(field);
            // "2" and "yes" may stand anywhere: they say the same only below their label.
            let same = if value.text().is_some() && *field < FieldId::CUSTOM { &text } else { &line };
            let stands = |line: &str| told.iter().any(|told| told.says(line, label, is_name, is_phone));
            if !same.lines().filter(|line| !line.trim().is_empty()).all(stands) {
                told.extend(line.lines().map(|text| Told { text: text.to_owned(), is_name }));
                below(&mut new, &line);
            }
        }
        if !new.is_empty() {
            let mut remark = self.workspace().get(customer::ID, customer, customer::REMARK).unwrap_or_default();
            below(&mut remark, &new);
            self.write(customer::ID, customer, customer::REMARK.id, Value::Text(remark));
        }
    }

    /// What a value reads as; empty where there are no words for it.
    fn text(&self, value: &Value, words: Option<&InWords>) -> String {
        let name = |id: &RecordId| name(self.workspace(), *id);
        match value {
            Value::Empty => String::new(),
            Value::Text(text) => text.clone(),
            Value::Reference(id) => name(id),
            Value::References(ids) => ids.iter().map(name).collect::<Vec<_>>().join(", "),
            _ => words.map_or(String::new(), |words| words.text.clone()),
        }
    }

    fn customer(&mut self, id: RecordId, name: String, person: bool) {
        let kind = CUSTOMER_KIND.id(if person { "person" } else { "business" }).map_or(Value::Empty, Value::Option);
        let mut fields = vec![(customer::NAME.id, Value::Text(name)), (customer::KIND.id, kind)];
        fields.extend(self.facts(person));
        fields.push((customer::TAGS.id, self.of_lead(lead::TAGS.id)));
        self.cells.extend(new_record(customer::ID, id, fields));
    }

    /// What the lead knows and the customer does not. What stands there stays.
    fn complete(&mut self, id: RecordId, person: bool) {
        for (field, value) in self.facts(person) {
            if !value.is_empty() && self.workspace().value(customer::ID, id, field).is_empty() {
                self.write(customer::ID, id, field, value);
            }
        }
        if let Value::References(tags) = self.of_lead(lead::TAGS.id) {
            let mut all = self.workspace().get(customer::ID, id, customer::TAGS).unwrap_or_default();
            let new: Vec<RecordId> = tags.into_iter().filter(|tag| !all.contains(tag)).collect();
            if !new.is_empty() {
                all.extend(new);
                self.write(customer::ID, id, customer::TAGS.id, Value::References(all));
            }
        }
    }

    /// The lead's person as a contact: one that the customer has already, or a new one.
    fn contact(&mut self, of: RecordId, name: &str, ids: crate::selling::NewIds<'_>) -> RecordId {
        let (mobile, phone) = self.phones();
        let facts = vec![
            (contact::TITLE.id, self.of_lead(lead::TITLE.id)),
            (contact::MOBILE.id, mobile),
            (contact::PHONE.id, phone),
            (contact::EMAIL.id, self.of_lead(lead::EMAIL.id)),
            (contact::WECHAT.id, self.of_lead(lead::WECHAT.id)),
        ];
        if let Some(known) = self.known_contact(of) {
            for (field, value) in facts {
                if !value.is_empty() && self.workspace().value(contact::ID, known, field).is_empty() {
                    self.write(contact::ID, known, field, value);
                }
            }
            return known;
        }
        let id = ids();
        let mut fields =
            vec![(contact::NAME.id, Value::Text(name.to_owned())), (contact::CUSTOMER.id, Value::Reference(of))];
        fields.extend(facts);
        self.cells.extend(new_record(contact::ID, id, fields));
        id
    }

    fn known_contact(&self, of: RecordId) -> Option<RecordId> {
        let workspace = self.workspace();
        let table = workspace.table(contact::ID)?;
        let probe = probe_of(self.table, self.row, self.lead);
        let rows = workspace.referring(contact::ID, contact::CUSTOMER, workspace.ids.find(of)?);
        let named = |row: &&u32| plain(&table.text(**row, contact::NAME)) == plain(&probe.name);
        let row = rows.iter().find(named).or_else(|| rows.iter().find(|&&row| is_same(table, row, &probe)));
        let row = *row?;
        Some(workspace.ids.id(table.handle(row)))
    }

    fn deal(&mut self, id: RecordId, customer: RecordId, contact: Option<RecordId>, deal: &NewDeal) {
        let name = match deal.name.trim() {
            "" => self.table.text(self.row, lead::NAME).to_owned(),
            name => name.to_owned(),
        };
        let pipeline = deal.pipeline.filter(|id| self.workspace().find_alive(pipeline::ID, *id).is_some());
        let pipeline = pipeline.or_else(|| first_pipeline(self.workspace()));
        let stage = pipeline.and_then(|pipeline| first_stage(self.workspace(), Some(pipeline), None));
        let reference = |id: Option<RecordId>| id.map_or(Value::Empty, Value::Reference);
        let mut fields = vec![
            (opportunity::NAME.id, Value::Text(name)),
            (opportunity::CUSTOMER.id, Value::Reference(customer)),
            (opportunity::AMOUNT.id, deal.amount.map_or(Value::Empty, Value::Money)),
            (opportunity::EXPECTED_CLOSE_DATE.id, deal.close.map_or(Value::Empty, Value::Day)),
            (opportunity::PIPELINE.id, reference(pipeline)),
            (opportunity::STAGE.id, reference(stage)),
            (opportunity::CONTACTS.id, contact.map_or(Value::Empty, |contact| Value::References(vec![contact]))),
            (opportunity::OWNER.id, self.of_lead(lead::OWNER.id)),
            (opportunity::SOURCE.id, self.of_lead(lead::SOURCE.id)),
            (opportunity::TAGS.id, self.of_lead(lead::TAGS.id)),
            (opportunity::LEAD.id, Value::Reference(self.lead)),
            (opportunity::OPENED_AT.id, Value::Day(self.context.today)),
        ];
        fields.extend(self.own_facts(|own| own.at_deal));
        self.cells.extend(new_record(opportunity::ID, id, fields));
    }

    /// What was said, what is to be done and what was kept goes along. The lead keeps it, too.
    fn along(&mut self, customer: RecordId, contact: Option<RecordId>, deal: Option<RecordId>) {
        let links = [
            (activity::ID, activity::LEAD, activity::CUSTOMER.id, Some(activity::CONTACT.id), activity::OPPORTUNITY.id),
            (task::ID, task::LEAD, task::CUSTOMER.id, Some(task::CONTACT.id), task::OPPORTUNITY.id),
            (attachment::ID, attachment::LEAD, attachment::CUSTOMER.id, None, attachment::OPPORTUNITY.id),
        ];
        let handle = self.table.handle(self.row);
        for (of, lead, to_customer, to_contact, to_deal) in links {
            let Some(table) = self.context.workspace.table(of) else { continue };
            for row in self.context.workspace.referring(of, lead, handle) {
                let record = self.workspace().ids.id(table.handle(row));
                let to = [(Some(to_customer), Some(customer)), (to_contact, contact), (Some(to_deal), deal)];
                for (field, target) in to {
                    if let (Some(field), Some(target)) = (field, target)
                        && table.value(row, field, &self.context.workspace.ids).is_empty()
                    {
                        self.write(of, record, field, Value::Reference(target));
                    }
                }
            }
        }
    }
}

impl Making<'_> {
    /// The next contact that was meant, where no task stands for it: as one.
    fn follow_up(
        &mut self,
        (customer, contact, deal): (RecordId, Option<RecordId>, Option<RecordId>),
        name: &str,
        ids: crate::selling::NewIds<'_>,
    ) {
        let next = self.of_lead(lead::NEXT_CONTACT_AT.id);
        if next.is_empty() || name.is_empty() || has_task(self.workspace(), self.table.handle(self.row)) {
            return;
        }
        let reference = |id: Option<RecordId>| id.map_or(Value::Empty, Value::Reference);
        let more = vec![
            (task::REMIND_MINUTES.id, reminds()),
            (task::CUSTOMER.id, Value::Reference(customer)),
            (task::CONTACT.id, reference(contact)),
            (task::LEAD.id, Value::Reference(self.lead)),
            (task::OPPORTUNITY.id, reference(deal)),
            (task::OWNER.id, self.of_lead(lead::OWNER.id)),
        ];
        self.cells.extend(new_task(ids(), "task", Value::Text(name.to_owned()), next, more));
    }
}

/// Whether a contact is the person that is looked for: reached in the same way, and called so that they may be. A switchboard is everybody's.
fn is_same(table: &Table, row: u32, probe: &Probe) -> bool {
    let phones = [contact::MOBILE, contact::PHONE].map(|key| digits(&table.text(row, key)));
    let phone = probe.phones.iter().map(|phone| digits(phone)).any(|a| phones.iter().any(|b| same_phone(&a, b)));
    let email = table.text(row, contact::EMAIL);
    let mail = !probe.email.is_empty() && email.trim().to_lowercase() == probe.email.trim().to_lowercase();
    (phone || mail) && may_be_one(&table.text(row, contact::NAME), &probe.name)
}

/// Puts a text on a line of its own.
fn below(remark: &mut String, text: &str) {
    if !remark.is_empty() {
        remark.push('\n');
    }
    remark.push_str(text);
}

/// Whether a telephone number says nothing else: no extension, no second number, nobody's name.
fn is_alone(phone: &str) -> bool {
    !phone.contains(|c: char| c.is_alphabetic() || matches!(c, '#' | ',' | '，' | ';' | '；'))
}

/// A text that stands in what a lead becomes.
struct Told {
    text: String,
    is_name: bool,
}

impl Told {
    /// Whether it says the same, be it below this label. Names and telephone numbers are the same in more than one form, all else as it is written.
    fn says(&self, text: &str, label: &str, is_name: bool, is_phone: bool) -> bool {
        let (told, said) = (self.text.trim().to_lowercase(), text.trim().to_lowercase());
        told.strip_suffix(&said).is_some_and(|before| before.is_empty() || before == label.to_lowercase())
            || (is_name && self.is_name && !plain(text).is_empty() && plain(&self.text) == plain(text))
            || (is_phone
                && [&self.text, text].iter().all(|text| is_alone(text))
                && same_phone(&digits(&self.text), &digits(text)))
    }
}

#[cfg(test)]
mod tests {
    use super::Told;

    #[test]
    fn a_number_with_more_to_it_is_another_text() {
        let told = Told { text: "020 7946 0000".to_owned(), is_name: false };
        assert!(told.says("(020) 7946-0000", "", false, true));
        for more in ["020 7946 0000 ext. 12", "020 7946 0000 #12", "020 7946 0000 (wife, Li)"] {
            assert!(!told.says(more, "", false, true), "{more}");
        }
    }
}
