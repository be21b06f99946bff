//! Messages that are suggested to customers: in the language that they likely read, which need not be the reader's.

use crate::i18n::{Msg, filled};
use protocol::{CareItem, CareKind};

crate::messages! {
    BIRTHDAY = "Dear {name}, happy birthday! I wish you good health and a wonderful year ahead.", "{name}，生日快乐！祝您身体健康，万事如意。";
    ANNIVERSARY = "Dear {name}, congratulations on your anniversary! With my best wishes.", "{name}，纪念日快乐！送上我最诚挚的祝福。";
    SILENCE = "Hello {name}, it has been a while since we last spoke. How are you, and is there anything I can do for you?", "{name}，您好！好久没有联系了，近来一切都好吗？有什么需要，请随时告诉我。";
    SPRING = "Dear {name}, happy Spring Festival! I wish you and your family health and happiness in the new year.", "{name}，新春快乐！恭祝您阖家安康，万事顺意。";
    BOAT = "Dear {name}, happy Dragon Boat Festival! With my best wishes to you and your family.", "{name}，端午安康！祝您和家人平安喜乐。";
    MOON = "Dear {name}, happy Mid-Autumn Festival! I wish you and your family a joyful reunion.", "{name}，中秋快乐！祝您和家人花好月圆，团圆美满。";
    NATIONAL = "Dear {name}, I wish you a pleasant National Day holiday.", "{name}，国庆快乐！祝您假期愉快。";
    NEW_YEAR = "Dear {name}, happy New Year! Thank you for your trust; I look forward to the year with you.", "{name}，新年快乐！感谢您一直以来的信任，期待新的一年继续携手。";
    EASTER = "Dear {name}, I wish you a happy Easter and a few restful days.", "{name}，复活节快乐！祝您假期愉快。";
    THANKS = "Dear {name}, happy Thanksgiving! Thank you for working with us.", "{name}，感恩节快乐！感谢您一直以来的支持。";
    CHRISTMAS = "Dear {name}, merry Christmas and happy holidays to you and your family.", "{name}，圣诞快乐！祝您和家人节日愉快。";
    SUBJECT = "A word from us", "问候";
}

/// How a person is addressed, before the name.
const DEAR: &str = "Dear ";

fn of(kind: CareKind) -> &'static Msg {
    match kind {
        CareKind::Birthday => &BIRTHDAY,
        CareKind::Anniversary => &ANNIVERSARY,
        CareKind::Silence | CareKind::Qingming => &SILENCE,
        CareKind::SpringFestival => &SPRING,
        CareKind::DragonBoat => &BOAT,
        CareKind::MidAutumn => &MOON,
        CareKind::NationalDay => &NATIONAL,
        CareKind::NewYear => &NEW_YEAR,
        CareKind::Easter => &EASTER,
        CareKind::Thanksgiving => &THANKS,
        CareKind::Christmas => &CHRISTMAS,
    }
}

fn said(msg: &'static Msg, chinese: bool) -> &'static str {
    let (en, zh) = msg.0.split_once('\0').unwrap_or((msg.0, ""));
    if chinese { zh } else { en }
}

/// The message for somebody.
pub(super) fn message(item: &CareItem) -> String {
    let (_, name) = item.contact.as_ref().unwrap_or(&item.customer);
    let text = said(of(item.kind), item.chinese);
    // A company is nobody's dear.
    let text = if item.company { text.strip_prefix(DEAR).unwrap_or(text) } else { text };
    filled(text, &[("name", name)])
}

/// The subject of an e-mail to somebody.
pub(super) fn subject(item: &CareItem) -> &'static str {
    said(&SUBJECT, item.chinese)
}
