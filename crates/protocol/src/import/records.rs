//! Records of one collection on their way in: fields as the importer is told of them, what each column means, whom a row matches.

use model::schema::{self, contact, customer, lead, opportunity, order, order_line, payment, product, tag};
use model::{CollectionId, FieldId, Kind, OptionId};
use serde::{Deserialize, Serialize};

/// What a field holds, as far as reading it from text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldKind {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// Yes or no.
    Bool,
    /// A number in millionths.
    Number,
    /// An amount with its currency.
    Money,
    /// A day.
    Day,
    /// A moment.
    Instant,
    /// A value of an option list.
    Option,
    /// Another record, by name, number or id.
    Reference(CollectionId),
    /// Several records: tags.
    References(CollectionId),
}

impl FieldKind {
    /// The kind of a declared field; `None` for what no file can hold.
    pub fn of(kind: Kind) -> Option<FieldKind> {
        Some(match kind {
            Kind::Text | Kind::Url => FieldKind::Text,
            Kind::LongText => FieldKind::LongText,
            Kind::Email => FieldKind::Email,
            Kind::Phone => FieldKind::Phone,
            Kind::Bool => FieldKind::Bool,
            Kind::Number => FieldKind::Number,
            Kind::Money => FieldKind::Money,
            Kind::Day => FieldKind::Day,
            Kind::Instant => FieldKind::Instant,
            Kind::Option(_) => FieldKind::Option,
            Kind::Reference(of) => FieldKind::Reference(of),
            Kind::References(of) => FieldKind::References(of),
            Kind::Bytes => return None,
        })
    }
}

/// One value of an option field and every word by which a file may call it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionWords {
    /// Its number.
    pub id: OptionId,
    /// Its stable name and its labels.
    pub words: Vec<String>,
}

/// A field that a column can mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportField {
    /// Its collection.
    pub of: CollectionId,
    /// The field.
    pub id: FieldId,
    /// Its stable name; empty for the workspace's own.
    pub name: String,
    /// Its labels, English and Chinese; the workspace's own fields have one.
    pub labels: Vec<String>,
    /// What it holds.
    pub kind: FieldKind,
    /// Values of an option field.
    pub options: Vec<OptionWords>,
}

/// Collections whose records can be imported, in the order of the menu.
pub const IMPORTED: [CollectionId; 16] = [
    customer::ID,
    contact::ID,
    product::ID,
    order::ID,
    order_line::ID,
    payment::ID,
    schema::activity::ID,
    tag::ID,
    schema::acquisition_spend::ID,
    schema::survey_response::ID,
    schema::lead::ID,
    schema::opportunity::ID,
    schema::task::ID,
    schema::payment_plan::ID,
    schema::user::ID,
    schema::team::ID,
];

/// The collections whose fields a file of `of` can hold: an order brings its lines.
pub fn collections_of(of: CollectionId) -> &'static [CollectionId] {
    match of {
        customer::ID => &[customer::ID],
        contact::ID => &[contact::ID],
        product::ID => &[product::ID],
        order::ID => &[order::ID, order_line::ID],
        order_line::ID => &[order_line::ID],
        payment::ID => &[payment::ID],
        schema::activity::ID => &[schema::activity::ID],
        tag::ID => &[tag::ID],
        schema::acquisition_spend::ID => &[schema::acquisition_spend::ID],
        schema::survey_response::ID => &[schema::survey_response::ID],
        schema::lead::ID => &[schema::lead::ID],
        schema::opportunity::ID => &[schema::opportunity::ID],
        schema::task::ID => &[schema::task::ID],
        schema::payment_plan::ID => &[schema::payment_plan::ID],
        schema::user::ID => &[schema::user::ID],
        schema::team::ID => &[schema::team::ID],
        _ => &[],
    }
}

/// The fields without which no new record is made.
pub fn required(of: CollectionId) -> &'static [FieldId] {
    const NAMED: &[FieldId] = &[customer::NAME.id];
    match of {
        customer::ID | contact::ID | product::ID | tag::ID => NAMED,
        schema::lead::ID | schema::opportunity::ID | schema::task::ID => NAMED,
        schema::user::ID | schema::team::ID => NAMED,
        order::ID => &[order::CUSTOMER.id, order::DAY.id],
        order_line::ID => &[order_line::ORDER.id],
        payment::ID => &[payment::ORDER.id, payment::AMOUNT.id],
        schema::activity::ID => &[schema::activity::CUSTOMER.id],
        schema::acquisition_spend::ID => &[schema::acquisition_spend::MONTH.id, schema::acquisition_spend::AMOUNT.id],
        schema::survey_response::ID => {
            use schema::survey_response::{CUSTOMER, KIND, SCORE};
            &[KIND.id, CUSTOMER.id, SCORE.id]
        }
        schema::payment_plan::ID => {
            use schema::payment_plan::{AMOUNT, DUE, ORDER};
            &[ORDER.id, DUE.id, AMOUNT.id]
        }
        _ => &[],
    }
}

/// The field in which a text that is no option is kept.
pub fn remark_of(of: CollectionId) -> Option<FieldId> {
    Some(match of {
        customer::ID => customer::REMARK.id,
        contact::ID => contact::REMARK.id,
        product::ID => product::REMARK.id,
        order::ID => order::REMARK.id,
        payment::ID => payment::REMARK.id,
        schema::activity::ID => schema::activity::TEXT.id,
        schema::acquisition_spend::ID => schema::acquisition_spend::REMARK.id,
        schema::survey_response::ID => schema::survey_response::COMMENT.id,
        schema::lead::ID => schema::lead::REMARK.id,
        schema::opportunity::ID => schema::opportunity::REMARK.id,
        schema::task::ID => schema::task::REMARK.id,
        schema::payment_plan::ID => schema::payment_plan::REMARK.id,
        _ => return None,
    })
}

/// What a column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Target {
    /// Not imported.
    Ignore,
    /// This field of this collection.
    Field(CollectionId, FieldId),
    /// Given name, joined with the family name.
    FirstName,
    /// Family name.
    LastName,
    /// ISO code of the amounts' currency.
    Currency,
}

/// By what a row is recognised as a record that the book has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MatchKey {
    /// The id that another system gave.
    ExternalId,
    /// The e-mail address, in whatever case.
    Email,
    /// The digits of the telephone, with or without country code.
    Phone,
    /// The product's code.
    Sku,
    /// The number of an order or a payment.
    Number,
    /// The whole name.
    Name,
}

/// The keys of a collection with the fields that hold them, surest first.
pub fn keys_of(of: CollectionId) -> &'static [(MatchKey, &'static [FieldId])] {
    match of {
        customer::ID => &[
            (MatchKey::ExternalId, &[customer::EXTERNAL_ID.id]),
            (MatchKey::Email, &[customer::EMAIL.id]),
            (MatchKey::Phone, &[customer::PHONE.id]),
            (MatchKey::Name, &[customer::NAME.id]),
        ],
        contact::ID => &[
            (MatchKey::ExternalId, &[contact::EXTERNAL_ID.id]),
            (MatchKey::Email, &[contact::EMAIL.id]),
            (MatchKey::Phone, &[contact::MOBILE.id, contact::PHONE.id]),
            (MatchKey::Name, &[contact::NAME.id]),
        ],
        product::ID => &[
            (MatchKey::ExternalId, &[product::EXTERNAL_ID.id]),
            (MatchKey::Sku, &[product::SKU.id]),
            (MatchKey::Name, &[product::NAME.id]),
        ],
        order::ID => &[(MatchKey::ExternalId, &[order::EXTERNAL_ID.id]), (MatchKey::Number, &[order::NUMBER.id])],
        payment::ID => &[(MatchKey::ExternalId, &[payment::EXTERNAL_ID.id]), (MatchKey::Number, &[payment::NUMBER.id])],
        lead::ID => &[(MatchKey::ExternalId, &[lead::EXTERNAL_ID.id])],
        opportunity::ID => &[(MatchKey::ExternalId, &[opportunity::EXTERNAL_ID.id])],
        tag::ID => &[(MatchKey::Name, &[tag::NAME.id])],
        _ => &[],
    }
}

/// What becomes of a row that matches a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OnMatch {
    /// The record stays as it is.
    Skip,
    /// Cells that the file fills take the place of the record's.
    Update,
    /// A further record is made.
    Create,
}

/// What becomes of a text that is no value of the field's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum UnknownOption {
    /// It is written into the remark.
    Remark,
    /// The cell stays empty.
    LeaveEmpty,
}

/// What becomes of a row that names a record which the book does not have, of a kind that [`is_made`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum UnknownReference {
    /// The row is left out; one that names a person or a team is taken without.
    Reject,
    /// The record is made, by name.
    Create,
}

/// Whether records of a collection are made by name where a row names one that the book does not have.
pub fn is_made(of: CollectionId) -> bool {
    [customer::ID, product::ID, schema::user::ID, schema::team::ID].contains(&of)
}

/// How the rows of a file become records of a collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordMapping {
    /// The collection.
    pub collection: CollectionId,
    /// What each column means; one entry a column.
    pub targets: Vec<Target>,
    /// By what rows are matched, in this order.
    pub match_by: Vec<MatchKey>,
    /// What becomes of matches.
    pub on_match: OnMatch,
    /// What becomes of unknown option texts.
    pub unknown_option: UnknownOption,
    /// What becomes of unknown customers and products.
    pub unknown_reference: UnknownReference,
    /// What single words of the file mean that are no options by themselves.
    pub words: Vec<WordMeaning>,
}

/// What a word of the file means in an option field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordMeaning {
    /// The field's collection.
    pub of: CollectionId,
    /// The field.
    pub field: FieldId,
    /// The word, as [`UnknownText::key`] has it: mappings are remembered, and words of a file are nobody else's business.
    pub key: u64,
    /// What it means.
    pub to: WordTo,
}

/// What becomes of such a word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WordTo {
    /// This value of the list.
    Option(OptionId),
    /// A new value of the list, of this name.
    New(String),
    /// Nothing: the cell stays empty.
    Empty,
}

impl RecordMapping {
    /// The words of a field.
    pub fn words_of(&self, of: CollectionId, field: FieldId) -> impl Iterator<Item = &WordMeaning> {
        self.words.iter().filter(move |word| (word.of, word.field) == (of, field))
    }

    /// The column with this meaning.
    pub fn column(&self, target: Target) -> Option<usize> {
        self.targets.iter().position(|known| *known == target)
    }

    /// Whether a column means this field.
    pub fn has(&self, of: CollectionId, field: FieldId) -> bool {
        self.column(Target::Field(of, field)).is_some()
    }

    /// The keys that the file can be matched by: those whose field has a column.
    pub fn keys(&self) -> Vec<MatchKey> {
        let named = self.column(Target::FirstName).or(self.column(Target::LastName)).is_some();
        let usable = keys_of(self.collection).iter().filter(|(key, fields)| {
            fields.iter().any(|field| self.has(self.collection, *field)) || (*key == MatchKey::Name && named)
        });
        usable.map(|(key, _)| *key).collect()
    }

    /// The keys a file is matched by unless the user says otherwise: names only where there is nothing surer.
    pub fn usual_keys(&self) -> Vec<MatchKey> {
        let mut keys = self.keys();
        let people = matches!(self.collection, customer::ID | contact::ID);
        if people && keys.len() > 1 {
            keys.retain(|key| *key != MatchKey::Name);
        }
        keys
    }

    /// Required fields that no column means. Names may also come in two parts, and an update needs none.
    pub fn missing(&self) -> Vec<FieldId> {
        let named = self.column(Target::FirstName).or(self.column(Target::LastName)).is_some();
        let lacks = |field: &&FieldId| {
            let name = **field == customer::NAME.id && matches!(self.collection, customer::ID | contact::ID);
            !(self.has(self.collection, **field) || name && named)
        };
        let updates = self.on_match != OnMatch::Create && !self.match_by.is_empty();
        let alone = matches!(self.collection, customer::ID | contact::ID | product::ID | payment::ID);
        required(self.collection).iter().filter(lacks).filter(|_| !(alone && updates)).copied().collect()
    }
}

/// A table to fill in: one column a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// The name of its sheet.
    pub sheet: String,
    /// Its columns.
    pub columns: Vec<TemplateColumn>,
}

/// A column of a table to fill in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateColumn {
    /// Its heading.
    pub head: String,
    /// What it takes.
    pub kind: FieldKind,
    /// How it is filled in; may be empty.
    pub example: String,
    /// What there is to choose from; empty where anything can be written.
    pub choices: Vec<String>,
}

/// A text that is no value of its field's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnknownText {
    /// The column, from 0.
    pub column: u32,
    /// The text, shortened.
    pub text: String,
    /// A number for the text: the same for all that differ only in case and width.
    pub key: u64,
    /// Rows that have it.
    pub rows: u32,
}

/// A word that names no record that could be meant; its cells stay empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnknownName {
    /// The column, from 0.
    pub column: u32,
    /// The word, shortened.
    pub text: String,
    /// Why it means nobody.
    pub reason: super::RejectReason,
    /// Rows that have it.
    pub rows: u32,
}

/// Such words that are told one by one; the others are only counted.
pub const UNKNOWN_NAMES_MAX: usize = 50;

/// What an import of records does.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RecordReport {
    /// The collection; `None` where no records are imported.
    pub collection: Option<CollectionId>,
    /// Records that are made.
    pub created: u32,
    /// Records that are changed.
    pub updated: u32,
    /// Cells that are changed in them.
    pub cells: u32,
    /// Matches that the file says nothing new about.
    pub unchanged: u32,
    /// Matches that are left as they are because the user wants it so.
    pub skipped: u32,
    /// Rows that repeat a record of the file itself.
    pub repeated: u32,
    /// Records that are made along, because rows name them.
    pub along: Vec<(CollectionId, u32)>,
    /// Cells that stay empty because nobody goes by the name in them.
    pub nameless: u32,
    /// How many such names there are.
    pub names_all: u32,
    /// Those names, the commonest first.
    pub names: Vec<UnknownName>,
}
