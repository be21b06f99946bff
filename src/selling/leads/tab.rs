//! Whose leads are looked at, and at which status: as rules of the list.

use super::words;
use crate::data::prefs;
use crate::i18n::t;
use crate::state::Slot;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::options::LEAD_STATUS;
use model::rule::{Op, Rule, Test};
use model::schema::lead;
use model::{FieldId, OptionId, RecordId, Value};
use protocol::selling::leads::{LeadsOverview, Whose};
use std::sync::LazyLock;

const KEY: &str = "rapport.leads.tab";

/// The tabs in their order, with their names in a URL.
pub(super) const TABS: [(Whose, &str); 4] =
    [(Whose::Mine, "mine"), (Whose::Team, "team"), (Whose::All, "all"), (Whose::Pool, "pool")];

fn named(name: &str) -> Option<Whose> {
    TABS.iter().find(|(_, known)| *known == name).map(|(whose, _)| *whose)
}

// Global: a lead that is opened and closed again does not change whose leads are listed.
static TAB: LazyLock<Slot<Whose>> =
    LazyLock::new(|| Slot::lasting(prefs::get_text(KEY).and_then(|name| named(&name)).unwrap_or(Whose::All)));

/// The tab of now; reactive.
pub(super) fn tab() -> Whose {
    TAB.get()
}

/// Goes to the tab that a URL names, now and whenever it names another.
pub(super) fn follow_url() {
    let query = use_location().query;
    crate::ui::erase::effect(move || {
        if let Some(whose) = query.with(|query| query.get_str("tab").and_then(named)) {
            let name = TABS.iter().find(|(known, _)| *known == whose).map_or("", |(_, name)| *name);
            prefs::set(KEY, &name.into());
            TAB.set(whose);
        }
    });
}

/// Leads of which status are listed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Standing {
    /// Those that may still become customers.
    Open,
    /// All.
    Any,
    /// Those of one status.
    Is(OptionId),
}

/// The number of a status.
pub(super) fn status(name: &str) -> OptionId {
    LEAD_STATUS.id(name).unwrap_or(OptionId(0))
}

/// Whether a lead of this status may still become a customer.
pub(super) fn is_open(standing: OptionId) -> bool {
    ![status("converted"), status("unqualified")].contains(&standing)
}

fn test(field: FieldId, op: Op, values: Vec<Value>) -> Rule {
    Rule::Test(Test { field, op, values })
}

/// The leads that a tab and a status mean.
pub(super) fn rule(whose: Whose, standing: Standing, me: Option<RecordId>, members: &[RecordId]) -> Rule {
    let owner = |users: Vec<RecordId>| {
        // Nobody is called so: where it is not known who sits here, nothing is theirs.
        let users = if users.is_empty() { vec![RecordId(0)] } else { users };
        test(lead::OWNER.id, Op::AnyOf, users.into_iter().map(Value::Reference).collect())
    };
    let theirs = match whose {
        Whose::Mine => owner(me.into_iter().collect()),
        Whose::Team if members.is_empty() => owner(me.into_iter().collect()),
        Whose::Team => owner(members.to_vec()),
        Whose::All => Rule::default(),
        Whose::Pool => test(lead::OWNER.id, Op::Empty, Vec::new()),
    };
    let closed = || ["converted", "unqualified"].map(|name| Value::Option(status(name))).to_vec();
    let standing = match standing {
        Standing::Open => test(lead::STATUS.id, Op::NoneOf, closed()),
        Standing::Any => Rule::default(),
        Standing::Is(is) => {
            let is_it = test(lead::STATUS.id, Op::AnyOf, vec![Value::Option(is)]);
            // Of whom nothing is said, that is a new one.
            match is == status("new") {
                true => Rule::Any(vec![is_it, test(lead::STATUS.id, Op::Empty, Vec::new())]),
                false => is_it,
            }
        }
    };
    theirs.and(standing)
}

/// How many leads a status has.
pub(super) fn count(overview: &LeadsOverview, standing: Standing) -> u32 {
    let meant = |status: OptionId| match standing {
        Standing::Open => is_open(status),
        Standing::Any => true,
        Standing::Is(is) => status == is,
    };
    overview.statuses.iter().filter(|(status, _)| meant(*status)).map(|(_, count)| count).sum()
}

/// The name of a status.
pub(super) fn name(standing: Standing) -> String {
    match standing {
        Standing::Open => t(&words::OPEN).to_owned(),
        Standing::Any => t(&words::ANY).to_owned(),
        Standing::Is(is) => crate::ui::field::option_text(&LEAD_STATUS, is),
    }
}
