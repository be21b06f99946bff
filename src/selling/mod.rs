//! The working day: from the first lead to the last payment. Each page is a folder here.

mod agenda;
mod deals;
mod field;
mod leads;
mod me;
mod money;
mod reports;
mod team;
mod today;

pub use agenda::AgendaPage;
pub(crate) use agenda::notify::start as start_reminders;
pub use deals::DealsPage;
pub use field::FieldPage;
pub use leads::LeadsPage;
pub use me::{me, set_me};
pub use money::MoneyPage;
pub use reports::ReportsPage;
pub use team::TeamPage;
pub use today::TodayPage;
