//! The working day: from the first lead to the last payment. Each page is a folder here.

mod agenda;
pub mod asked;
pub mod deals;
mod endings;
pub mod field;
mod leads;
mod lines;
mod me;
mod money;
mod reports;
mod start;
mod team;
mod today;
mod transfer;
mod who;
pub mod whose;

pub(crate) use agenda::notify::start as start_reminders;
pub use agenda::{AgendaPage, Read, told_by, typed as typed_minute, zone};
pub use deals::{DealsPage, ending_dialog};
pub use endings::Endings;
pub use field::FieldPage;
pub use leads::LeadsPage;
pub use me::{me, set_me};
pub use money::{MoneyPage, account, in_use, order_sections, order_sheet};
pub(crate) use reports::READY as READY_REPORTS;
pub use reports::ReportsPage;
pub use start::{CUSTOMERS, TODAY, look, set_start, start};
pub use team::TeamPage;
pub use today::TodayPage;
pub use transfer::transfer;
pub use who::{Asker, People, people};
