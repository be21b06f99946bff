//! What a row says about customer, order and product.

use crate::profile::Profile;
use crate::records::Row;
use crate::text::{clean, is_absent, is_missing, join_names, without_zero};
use protocol::import::{CustomerFacts, ProductFacts, Role, phone_key};
use std::borrow::Cow;

/// Where each role stands in a row. If the user gives one role to several columns, the first counts.
#[derive(Clone, Debug)]
pub struct Places(Vec<(Role, usize)>);

impl Places {
    /// By the role of each column.
    pub fn new(roles: &[Role]) -> Places {
        let mut places: Vec<(Role, usize)> = Vec::new();
        for (column, role) in roles.iter().enumerate() {
            if *role != Role::Ignore && !places.iter().any(|(taken, _)| taken == role) {
                places.push((*role, column));
            }
        }
        Places(places)
    }

    /// The column with this role.
    pub fn column(&self, role: Role) -> Option<usize> {
        self.0.iter().find(|(placed, _)| *placed == role).map(|(_, column)| *column)
    }

    /// Every role that has a column.
    pub fn all(&self) -> impl Iterator<Item = (Role, usize)> + '_ {
        self.0.iter().copied()
    }
}

/// The columns that say who and what.
#[derive(Clone, Debug)]
pub struct FactPlaces {
    id: Option<usize>,
    name: Option<usize>,
    first_name: Option<usize>,
    last_name: Option<usize>,
    email: Option<usize>,
    phone: Option<usize>,
    region: Option<usize>,
    industry: Option<usize>,
    order_number: Option<usize>,
    product: Option<usize>,
    category: Option<usize>,
    /// Columns of whole numbers that were written as fractions (`17850.0`).
    floats: Vec<usize>,
}

/// A set of facts that are not known yet of a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lacking(u8);

/// What identifies a customer in a row, and what kind of thing it is.
#[derive(Debug, PartialEq)]
pub struct Key<'a> {
    /// The role of the column it comes from.
    pub kind: Role,
    /// What stands there.
    pub text: Cow<'a, str>,
}

impl FactPlaces {
    /// By the role of each column.
    pub fn new(places: &Places, profile: &Profile) -> FactPlaces {
        let floats = profile.columns.iter().enumerate().filter(|(_, column)| column.floats.is_whole());
        FactPlaces {
            floats: floats.map(|(index, _)| index).collect(),
            id: places.column(Role::CustomerId),
            name: places.column(Role::CustomerName),
            first_name: places.column(Role::FirstName),
            last_name: places.column(Role::LastName),
            email: places.column(Role::Email),
            phone: places.column(Role::Phone),
            region: places.column(Role::Region),
            industry: places.column(Role::Industry),
            order_number: places.column(Role::OrderNumber),
            product: places.column(Role::Product),
            category: places.column(Role::Category),
        }
    }

    /// The column that is at fault when nobody is named.
    pub fn who(&self) -> Option<usize> {
        self.id.or(self.email).or(self.phone).or(self.name).or(self.last_name).or(self.first_name)
    }

    /// A field as text: cleaned, and where a whole column of ids was written as fractions, without those.
    pub fn text<'a>(&self, row: &'a Row, column: usize) -> Cow<'a, str> {
        let text = row.field(column);
        match self.floats.contains(&column).then(|| without_zero(text)).flatten() {
            Some(whole) => whole.into(),
            None => clean(text),
        }
    }

    fn needed<'a>(&self, row: &'a Row, column: Option<usize>) -> Option<Cow<'a, str>> {
        column.map(|column| self.text(row, column)).filter(|text| !is_missing(text))
    }

    fn attribute<'a>(&self, row: &'a Row, column: Option<usize>) -> Option<Cow<'a, str>> {
        column.map(|column| self.text(row, column)).filter(|text| !is_absent(text))
    }

    /// Who: the id, else the e-mail address in lower case, else the digits of the phone, else the name.
    pub fn key<'a>(&self, row: &'a Row) -> Option<Key<'a>> {
        let key = |kind, text| Some(Key { kind, text });
        if let Some(id) = self.needed(row, self.id) {
            return key(Role::CustomerId, id);
        }
        if let Some(email) = self.needed(row, self.email).filter(|email| email.contains('@')) {
            return key(Role::Email, email.to_lowercase().into());
        }
        let phone = self.needed(row, self.phone).map(|phone| phone_key(&phone));
        if let Some(phone) = phone.filter(|digits| !digits.is_empty()) {
            return key(Role::Phone, phone.into());
        }
        key(Role::CustomerName, self.name(row)?)
    }

    fn name<'a>(&self, row: &'a Row) -> Option<Cow<'a, str>> {
        if let Some(name) = self.needed(row, self.name) {
            return Some(name);
        }
        match (self.needed(row, self.first_name), self.needed(row, self.last_name)) {
            (Some(first), Some(last)) => Some(join_names(&first, &last).into()),
            (first, last) => first.or(last),
        }
    }

    /// All that a customer's first row says about them, and what it does not say.
    pub fn customer(&self, row: &Row, key: &Key<'_>) -> (CustomerFacts, Lacking) {
        let (facts, lacking) = self.known(row, Lacking(u8::MAX));
        let mut facts = named(key, facts);
        if facts.name.is_empty() {
            facts.name.clone_from(&facts.key);
        }
        (facts, lacking)
    }

    /// What a later row says of what is still lacking, if anything.
    pub fn late(&self, row: &Row, key: &Key<'_>, lacking: &mut Lacking) -> Option<CustomerFacts> {
        if lacking.0 == 0 {
            return None;
        }
        let (facts, left) = self.known(row, *lacking);
        let news = left != *lacking;
        *lacking = left;
        news.then(|| named(key, facts))
    }

    /// What the row says of the facts that are wanted, and which of them it does not say although there are columns for
    /// them. The key is still to be set.
    fn known(&self, row: &Row, wanted: Lacking) -> (CustomerFacts, Lacking) {
        let mut facts = CustomerFacts::default();
        let name_column = self.name.or(self.last_name).or(self.first_name);
        let slots = [
            (&mut facts.name, name_column),
            (&mut facts.email, self.email),
            (&mut facts.phone, self.phone),
            (&mut facts.region, self.region),
            (&mut facts.industry, self.industry),
        ];
        let mut lacking = 0;
        for (index, (slot, column)) in slots.into_iter().enumerate() {
            let bit = 1 << index;
            if column.is_none() || wanted.0 & bit == 0 {
                continue;
            }
            let said = if index == 0 { self.name(row) } else { self.attribute(row, column) };
            match said {
                Some(text) => *slot = text.into_owned(),
                None => lacking |= bit,
            }
        }
        (facts, Lacking(lacking))
    }

    /// The order's number.
    pub fn order_number<'a>(&self, row: &'a Row) -> Option<Cow<'a, str>> {
        self.attribute(row, self.order_number)
    }

    /// What was bought. A log that knows only categories is taken to sell those.
    pub fn product<'a>(&self, row: &'a Row) -> Option<Cow<'a, str>> {
        self.attribute(row, Some(self.product.or(self.category)?))
    }

    /// All that the row says about the product.
    pub fn product_facts(&self, row: &Row, name: &str) -> ProductFacts {
        let category = self.attribute(row, self.category).map(Cow::into_owned).unwrap_or_default();
        ProductFacts { name: name.to_owned(), category }
    }
}

fn named(key: &Key<'_>, facts: CustomerFacts) -> CustomerFacts {
    CustomerFacts { key: key.text.clone().into_owned(), key_is_id: key.kind == Role::CustomerId, ..facts }
}
