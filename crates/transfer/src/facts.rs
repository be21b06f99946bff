//! What a row says about customer and product, and the dictionaries in which each of them stands once.

use crate::records::Row;
use crate::text::{clean, is_absent, is_missing};
use protocol::import::{CustomerFacts, ProductFacts, RejectReason, Role};
use std::borrow::Cow;
use std::collections::HashMap;

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
    product: Option<usize>,
    category: Option<usize>,
}

/// What identifies a customer in a row, and what kind of thing it is.
#[derive(Debug, PartialEq)]
pub struct Key<'a> {
    kind: Role,
    text: Cow<'a, str>,
}

impl FactPlaces {
    /// By the role of each column.
    pub fn new(places: &Places) -> FactPlaces {
        FactPlaces {
            id: places.column(Role::CustomerId),
            name: places.column(Role::CustomerName),
            first_name: places.column(Role::FirstName),
            last_name: places.column(Role::LastName),
            email: places.column(Role::Email),
            phone: places.column(Role::Phone),
            region: places.column(Role::Region),
            industry: places.column(Role::Industry),
            product: places.column(Role::Product),
            category: places.column(Role::Category),
        }
    }

    /// The column that is at fault when nobody is named.
    pub fn who(&self) -> Option<usize> {
        self.id.or(self.email).or(self.phone).or(self.name).or(self.last_name).or(self.first_name)
    }

    /// Who: the id, else the e-mail address in lower case, else the digits of the phone, else the name.
    pub fn key<'a>(&self, row: &'a Row) -> Option<Key<'a>> {
        let key = |kind, text| Some(Key { kind, text });
        if let Some(id) = needed(row, self.id) {
            return key(Role::CustomerId, id);
        }
        if let Some(email) = needed(row, self.email).filter(|email| email.contains('@')) {
            return key(Role::Email, email.to_lowercase().into());
        }
        let digits = |phone: Cow<'_, str>| -> String { phone.chars().filter(char::is_ascii_digit).collect() };
        if let Some(phone) = needed(row, self.phone).map(digits).filter(|digits| !digits.is_empty()) {
            return key(Role::Phone, phone.into());
        }
        key(Role::CustomerName, self.name(row)?)
    }

    fn name<'a>(&self, row: &'a Row) -> Option<Cow<'a, str>> {
        if let Some(name) = needed(row, self.name) {
            return Some(name);
        }
        match (needed(row, self.first_name), needed(row, self.last_name)) {
            (Some(first), Some(last)) => Some(join(&first, &last).into()),
            (first, last) => first.or(last),
        }
    }

    /// All that the row says about the customer.
    pub fn customer(&self, row: &Row, key: &Key<'_>) -> CustomerFacts {
        CustomerFacts {
            key: key.text.clone().into_owned(),
            key_is_id: key.kind == Role::CustomerId,
            name: self.name(row).unwrap_or_else(|| key.text.clone()).into_owned(),
            email: attribute(row, self.email),
            phone: attribute(row, self.phone),
            region: attribute(row, self.region),
            industry: attribute(row, self.industry),
        }
    }

    /// What was bought. A log that knows only categories is taken to sell those.
    pub fn product<'a>(&self, row: &'a Row) -> Option<Cow<'a, str>> {
        let column = self.product.or(self.category)?;
        Some(clean(row.field(column))).filter(|name| !is_absent(name))
    }

    /// All that the row says about the product.
    pub fn product_facts(&self, row: &Row, name: &str) -> ProductFacts {
        ProductFacts { name: name.to_owned(), category: attribute(row, self.category) }
    }
}

fn needed(row: &Row, column: Option<usize>) -> Option<Cow<'_, str>> {
    column.map(|column| clean(row.field(column))).filter(|text| !is_missing(text))
}

fn attribute(row: &Row, column: Option<usize>) -> String {
    let text = column.map(|column| clean(row.field(column))).filter(|text| !is_absent(text));
    text.map(Cow::into_owned).unwrap_or_default()
}

/// Given and family name in the order of the language: 王 + 小明 = 王小明.
fn join(first: &str, last: &str) -> String {
    let chinese = |text: &str| text.chars().all(|c| ('\u{2e80}'..='\u{9fff}').contains(&c));
    if chinese(first) && chinese(last) { format!("{last}{first}") } else { format!("{first} {last}") }
}

/// Gives equal texts the same number, counted from 0 in the order in which they come.
#[derive(Debug, Default)]
pub struct Dictionary(HashMap<Box<str>, u32>);

impl Dictionary {
    /// The number of a text, and whether it is new.
    ///
    /// # Errors
    /// [`RejectReason::TooLarge`] when there are more texts than numbers, which no file of our size holds.
    pub fn number(&mut self, text: &str) -> Result<(u32, bool), RejectReason> {
        if let Some(number) = self.0.get(text) {
            return Ok((*number, false));
        }
        let number = u32::try_from(self.0.len()).map_err(|_| RejectReason::TooLarge)?;
        self.0.insert(text.into(), number);
        Ok((number, true))
    }
}

/// Customers by what identifies them. An id and a name that read alike are two customers.
#[derive(Debug, Default)]
pub struct Customers {
    kinds: [Dictionary; 4],
    numbers: Vec<Vec<u32>>,
    count: u32,
}

impl Customers {
    /// The customer's number, and whether they are new.
    ///
    /// # Errors
    /// [`RejectReason::TooLarge`], see [`Dictionary::number`].
    pub fn number(&mut self, key: &Key<'_>) -> Result<(u32, bool), RejectReason> {
        let kind = match key.kind {
            Role::CustomerId => 0,
            Role::Email => 1,
            Role::Phone => 2,
            _ => 3,
        };
        self.numbers.resize(4, Vec::new());
        let (Some(dictionary), Some(numbers)) = (self.kinds.get_mut(kind), self.numbers.get_mut(kind)) else {
            return Err(RejectReason::TooLarge);
        };
        let (within, new) = dictionary.number(&key.text)?;
        if new {
            numbers.push(self.count);
            self.count = self.count.checked_add(1).ok_or(RejectReason::TooLarge)?;
        }
        let number = usize::try_from(within).ok().and_then(|within| numbers.get(within)).copied();
        number.map(|number| (number, new)).ok_or(RejectReason::TooLarge)
    }
}
