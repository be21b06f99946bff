//! What the columns mean: by their names first, then by their values.

use crate::facts::Places;
use crate::header::{self, Hint};
use crate::profile::{ColumnProfile, Profile};
use crate::worth::Worth;
use protocol::import::{Question, Role};

/// Roles of which one names the customer, in the order in which they are used.
pub const WHO: [Role; 4] = [Role::CustomerId, Role::Email, Role::Phone, Role::CustomerName];

/// A quantity guessed from values alone is hardly greater than this.
const QUANTITY_MAX: u64 = 10_000;

/// The role of each column.
pub fn roles(profile: &Profile) -> Vec<Role> {
    let columns = &profile.columns;
    let hints = columns.iter().map(|column| column.name.as_deref().and_then(header::hint)).collect();
    let mut guess = Guess { columns, roles: vec![Role::Ignore; columns.len()], hints };
    guess.by_names();
    guess.by_values();
    guess.roles
}

/// The required roles that no column has.
pub fn missing(roles: &[Role]) -> Vec<Question> {
    let has = |role: &Role| roles.contains(role);
    let named = WHO.iter().any(has) || has(&Role::FirstName) || has(&Role::LastName);
    let who = (!named).then_some(Role::CustomerId);
    let day = (!has(&Role::Day)).then_some(Role::Day);
    let amount = Worth::find(&Places::new(roles)).is_none().then_some(Role::Amount);
    [who, day, amount].into_iter().flatten().map(Question::Missing).collect()
}

struct Guess<'a> {
    columns: &'a [ColumnProfile],
    roles: Vec<Role>,
    hints: Vec<Option<Hint>>,
}

impl Guess<'_> {
    fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    fn give(&mut self, column: Option<usize>, role: Role) {
        if let Some(slot) = column.and_then(|column| self.roles.get_mut(column)) {
            *slot = role;
        }
    }

    fn by_names(&mut self) {
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Ignore) {
            let best = self.candidates(role).min_by_key(|(rank, _)| *rank);
            self.give(best.map(|(_, column)| column), role);
        }
        // A price says nothing where the amount is known; where no quantity says how many were bought, it is the amount.
        let price = self.roles.iter().position(|role| *role == Role::UnitPrice);
        if self.has(Role::Amount) {
            self.give(price, Role::Ignore);
        } else if !self.has(Role::Quantity) {
            self.give(price, Role::Amount);
        }
        // "Customer" alone may be a name or a number.
        if !self.has(Role::CustomerId) {
            let name = self.roles.iter().position(|role| *role == Role::CustomerName);
            if name.and_then(|column| self.columns.get(column)).is_some_and(is_id) {
                self.give(name, Role::CustomerId);
            }
        }
    }

    /// Free columns whose name means `role` and whose values do not say otherwise, with the name's rank.
    fn candidates(&self, role: Role) -> impl Iterator<Item = (u16, usize)> + '_ {
        let hints = self.hints.iter().zip(self.columns).zip(&self.roles).enumerate();
        hints.filter_map(move |(index, ((hint, column), taken))| match hint {
            Some(Hint::Role(hinted, rank)) if *hinted == role && *taken == Role::Ignore && suits(column, role) => {
                Some((*rank, index))
            }
            _ => None,
        })
    }

    fn by_values(&mut self) {
        let free: Vec<usize> = self.free().collect();
        let first = |test: &dyn Fn(&ColumnProfile) -> bool| {
            free.iter().copied().find(|index| self.columns.get(*index).is_some_and(test))
        };
        let email = first(&|column| column.traits.mostly(column.traits.emails, 80));
        let plain_day =
            first(&|column| column.days.fits_plainly(90) && !column.traits.mostly(column.traits.phones, 80));
        let serial_day = first(&|column| column.days.fits_recent_serials() && column.traits.padded == 0);
        let phone = first(&|column| column.traits.mostly(column.traits.phones, 80));
        if !self.has(Role::Day) {
            self.give(plain_day.or(serial_day.filter(|index| !self.is_row_number(*index))), Role::Day);
        }
        for (role, column) in [(Role::Email, email), (Role::Phone, phone)] {
            if !self.has(role) && column.is_some_and(|column| self.free().any(|free| free == column)) {
                self.give(column, role);
            }
        }
        self.amount_and_quantity();
        self.customer();
    }

    /// Columns without a role whose name is not known either.
    fn free(&self) -> impl Iterator<Item = usize> + '_ {
        let unknown = self.roles.iter().zip(&self.hints).enumerate();
        unknown.filter(|(_, (role, hint))| **role == Role::Ignore && hint.is_none()).map(|(index, _)| index)
    }

    fn is_row_number(&self, column: usize) -> bool {
        self.columns.get(column).is_some_and(|column| column.traits.is_row_number())
    }

    fn amount_and_quantity(&mut self) {
        let measures = |column: &ColumnProfile| {
            let traits = &column.traits;
            let number = column.numbers.fits(90) && traits.padded == 0 && !traits.is_row_number();
            number && !traits.mostly(traits.phones, 80)
        };
        let free: Vec<(usize, &ColumnProfile)> = self
            .free()
            .filter_map(|index| Some((index, self.columns.get(index)?)))
            .filter(|(_, column)| measures(column))
            .collect();
        // Money has decimals; of several such columns the one with the greatest numbers is the total.
        let with_decimals = free.iter().filter(|(_, column)| column.traits.money > 0);
        let amount = with_decimals.max_by_key(|(index, column)| {
            // `17850.0` is more likely an id than an amount.
            (!column.floats.is_whole(), column.traits.greatest, std::cmp::Reverse(*index))
        });
        let mut rest: Vec<_> =
            free.iter().filter(|(index, _)| Some(*index) != amount.map(|(index, _)| *index)).collect();
        let mut amount = amount.map(|(index, _)| *index);
        // A price and a quantity by their names are surer than an amount by its values.
        let known = self.has(Role::Amount) || self.has(Role::UnitPrice);
        if amount.is_none() && !known {
            // Whole amounts: the last of those that vary. What stands before may be an id.
            let whole = rest.iter().rposition(|(_, column)| column.traits.greatest > 1);
            amount = whole.map(|at| rest.remove(at).0);
        }
        let customer_known = WHO.iter().any(|role| self.has(*role));
        let small = |column: &ColumnProfile| column.traits.greatest <= QUANTITY_MAX && column.traits.money == 0;
        let repeats = |column: &ColumnProfile| column.traits.distinct.len() * 2 <= column.traits.values as usize;
        let quantities =
            rest.iter().filter(|(_, column)| small(column) && (repeats(column) || column.traits.greatest < 100));
        // The smallest numbers are how many; the first column may be who.
        let quantity = quantities
            .filter(|(index, _)| customer_known || *index > 0)
            .min_by_key(|(index, column)| (column.traits.greatest, *index))
            .map(|(index, _)| *index);
        if !known {
            self.give(amount, Role::Amount);
        }
        if !self.has(Role::Quantity) && self.free().any(|free| Some(free) == quantity) {
            self.give(quantity, Role::Quantity);
        }
    }

    fn customer(&mut self) {
        if WHO.iter().any(|role| *role != Role::Phone && *role != Role::Email && self.has(*role)) {
            return;
        }
        let free = || self.free().filter_map(|index| Some((index, self.columns.get(index)?)));
        let not_row = |column: &ColumnProfile| !column.traits.is_row_number() && column.traits.values > 0;
        // Ids that come again first; then, in a file where everybody bought once, any id; then names.
        let repeated = free().find(|(_, column)| is_id(column) && not_row(column) && !column.traits.is_unique());
        let id = repeated.or_else(|| free().find(|(_, column)| is_id(column) && not_row(column)));
        let names = |column: &ColumnProfile| column.traits.mostly(column.traits.words, 80);
        let name = free().find(|(_, column)| names(column)).map(|(index, _)| index);
        let id = id.map(|(index, _)| index);
        // Whoever comes first is who; what comes later may be what was bought.
        match (id, name) {
            (Some(id), name) if name.is_none_or(|name| id < name) => self.give(Some(id), Role::CustomerId),
            (_, name) => self.give(name, Role::CustomerName),
        }
    }
}

/// Whole numbers or codes, as ids are.
fn is_id(column: &ColumnProfile) -> bool {
    let traits = &column.traits;
    let whole = traits.mostly(traits.numbers, 95) && (traits.money == 0 || column.floats.is_whole());
    whole || traits.mostly(traits.codes + traits.padded, 80)
}

/// Whether a column's values are such as the role takes; empty columns suit every role.
fn suits(column: &ColumnProfile, role: Role) -> bool {
    let traits = &column.traits;
    if traits.values == 0 {
        return true;
    }
    match role {
        Role::Day => column.days.fits(50),
        Role::Amount | Role::Quantity | Role::UnitPrice => column.numbers.fits(50),
        Role::Email => traits.mostly(traits.emails, 50),
        Role::Phone => traits.emails == 0 && traits.words == 0,
        Role::CustomerName | Role::FirstName | Role::LastName => {
            (traits.money == 0 || column.floats.is_whole()) && !column.days.fits_plainly(90) && !traits.is_row_number()
        }
        Role::Product | Role::Category | Role::Region | Role::Industry => !column.days.fits_plainly(90),
        // "id" alone may be the row's own number; "customer id" is the customer's even if everybody bought once.
        Role::CustomerId => !traits.is_row_number() || column.name.as_deref().is_some_and(header::names_customer),
        _ => true,
    }
}
