//! Files of records: what they hold, which field each column means, whom rows match, what came of it.

mod choices;
pub(super) mod decide;
pub(super) mod declared;
mod heads;
mod kind;
mod policy;
pub(super) mod remember;
pub(super) mod report;
mod templates;
mod words;

pub(super) use choices::Words;
pub(super) use heads::{head_menu, is_ignored, meant};
pub(super) use kind::KindMenu;
pub(super) use policy::Policy;
pub(super) use templates::Templates;
pub(super) use words::{NOTHING_NEW, SEE};

use crate::i18n::t;
use protocol::import::RejectReason;

/// Why a row of a file of records cannot be taken.
pub(super) fn reason(reason: RejectReason) -> &'static str {
    t(match reason {
        RejectReason::NotAnEmail => &words::NOT_AN_EMAIL,
        RejectReason::NotYesOrNo => &words::NOT_YES_OR_NO,
        RejectReason::NotATime => &words::NOT_A_TIME,
        RejectReason::NotAnOption => &words::NOT_AN_OPTION,
        RejectReason::UnknownRecord => &words::UNKNOWN_RECORD,
        RejectReason::DeletedRecord => &words::DELETED_RECORD,
        RejectReason::SeveralRecords => &words::SEVERAL_RECORDS,
        RejectReason::SeveralMatches => &words::SEVERAL_MATCHES,
        RejectReason::MixedCurrencies => &words::MIXED_CURRENCIES,
        RejectReason::Example => &words::EXAMPLE,
        _ => &words::MISSING_FIELD,
    })
}
