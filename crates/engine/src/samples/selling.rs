//! Who works with a sample book, and what belongs to them.

use super::Maker;
use crate::packed::Packed;
use crate::rows::Rows;
use model::schema::{customer, lead, team, user};
use model::{RecordId, Stamp};
use sample::LINES_FOR_ALL_MAX;
use sample::staff::{TEAMS, USERS, owner};
use std::ops::Range;

fn user_at(at: usize) -> Option<RecordId> {
    USERS.get(at).map(|user| user.id)
}

impl Maker<'_> {
    /// Users and teams. They are the same in every sample.
    pub(super) fn staff(&self) -> [Rows; 2] {
        let users = Rows::new(user::ID, Stamp::ZERO, USERS.iter().map(|user| user.id))
            .with(user::NAME.id, Packed::texts(USERS.iter().map(|user| user.name)))
            .with(user::TEAM.id, Packed::references(USERS.iter().map(|user| Some(TEAMS[user.team].id))))
            .with(user::EMAIL.id, Packed::texts(USERS.iter().map(|user| user.email)))
            .with(user::ACTIVE.id, Packed::bools(USERS.iter().map(|user| Some(user.active))));
        let teams = Rows::new(team::ID, Stamp::ZERO, TEAMS.iter().map(|team| team.id))
            .with(team::NAME.id, Packed::texts(TEAMS.iter().map(|team| team.name)))
            .with(team::LEADER.id, Packed::references(TEAMS.iter().map(|team| user_at(team.leader))));
        [users, teams]
    }

    /// Says whose the customers are. A large book shows how fast lists are, not who works with whom.
    pub(super) fn owned(&self, rows: Rows, range: Range<usize>) -> Rows {
        if self.book.customers.len() > LINES_FOR_ALL_MAX as usize {
            return rows;
        }
        rows.with(customer::OWNER.id, Packed::references(range.map(|at| self.owner_of(at))))
    }

    /// Whose a customer is, and what is theirs.
    pub(super) fn owner_of(&self, customer: usize) -> Option<RecordId> {
        let people = &self.book.customers;
        let few = people.len() <= LINES_FOR_ALL_MAX as usize;
        people.region.get(customer).filter(|_| few).and_then(|&region| user_at(owner(customer, region)))
    }

    pub(super) fn leads(&self, range: Range<usize>) -> Rows {
        let (leads, people) = (&self.book.leads, &self.book.customers);
        let each = || range.clone();
        let instants = |column: &[Option<i64>]| Packed::instants(column[each()].iter().copied());
        let industry = |at: usize| leads.industry[at].map_or("", |industry| people.industries()[usize::from(industry)]);
        let customer = |at: usize| leads.customer[at].map(|customer| self.id(customer::ID, customer as usize));
        self.rows(lead::ID, each())
            .with(lead::NAME.id, Packed::texts(each().map(|at| &leads.name[at])))
            .with(lead::COMPANY.id, Packed::texts(each().map(|at| &leads.company[at])))
            .with(lead::STATUS.id, Packed::options(each().map(|at| Some(leads.status[at]))))
            .with(lead::RATING.id, Packed::options(each().map(|at| leads.rating[at])))
            .with(lead::MOBILE.id, Packed::texts(each().map(|at| &leads.mobile[at])))
            .with(lead::EMAIL.id, Packed::texts(each().map(|at| &leads.email[at])))
            .with(lead::SOURCE.id, Packed::options(each().map(|at| Some(leads.source[at]))))
            .with(lead::OWNER.id, Packed::references(each().map(|at| user_at(usize::from(leads.owner[at]?)))))
            .with(lead::NEXT_CONTACT_AT.id, instants(&leads.next_contact_at))
            .with(lead::LAST_CONTACTED_AT.id, instants(&leads.last_contacted_at))
            .with(lead::TITLE.id, Packed::texts(each().map(|at| leads.title[at])))
            .with(lead::REGION.id, Packed::texts(each().map(|at| people.regions()[usize::from(leads.region[at])])))
            .with(lead::INDUSTRY.id, Packed::texts(each().map(industry)))
            .with(lead::CONVERTED_AT.id, instants(&leads.converted_at))
            .with(lead::CUSTOMER.id, Packed::references(each().map(customer)))
            .with(lead::OWNED_SINCE.id, instants(&leads.owned_since))
    }
}
