//! Commands that are there on every page.

use super::words;
use crate::app::go;
use crate::commands::{Command, want};
use crate::data;
use crate::i18n::{Lang, Msg, label, lang, set_lang, t, tf};
use crate::selling::READY_REPORTS;
use crate::shell::log;
use crate::shell::nav::{BESIDE, SECTIONS};
use crate::shell::palette::{Shown, open};
use crate::shell::theme::{Theme, set_theme};
use crate::ui::Glyph;
use model::report::ready_id;
use model::schema::{
    self, acquisition_spend, activity, contact, customer, lead, opportunity, order, payment, payment_plan, product,
    survey_response, tag, target, task,
};
use model::{CollectionId, collection};
use protocol::Request;
use std::sync::Arc;

/// Keys that go to each of [`SECTIONS`].
const SECTION_KEYS: [(&str, &[&str]); 12] = [
    ("today", &["G", "T"]),
    ("leads", &["G", "L"]),
    ("deals", &["G", "D"]),
    ("money", &["G", "P"]),
    ("agenda", &["G", "A"]),
    ("field", &["G", "V"]),
    ("reports", &["G", "O"]),
    ("customers", &["G", "C"]),
    ("segments", &["G", "S"]),
    ("records", &["G", "R"]),
    ("import", &["G", "I"]),
    ("settings", &["G", ","]),
];

/// Both languages of a message: it is found by either.
fn both(msg: &Msg) -> String {
    msg.0.replace('\0', " ")
}

/// The icon of a collection's records.
pub(super) fn icon(id: CollectionId) -> Glyph {
    match id {
        schema::contact::ID => Glyph::Contact,
        product::ID => Glyph::Product,
        schema::order::ID => Glyph::Order,
        schema::payment::ID => Glyph::Payment,
        schema::activity::ID => Glyph::Note,
        schema::lead::ID | schema::user::ID => Glyph::Contact,
        schema::opportunity::ID | schema::stage_change::ID => Glyph::Columns,
        schema::task::ID => Glyph::Meeting,
        schema::payment_plan::ID => Glyph::Payment,
        schema::check_in::ID => Glyph::Visit,
        schema::target::ID | schema::report::ID => Glyph::Chart,
        tag::ID => Glyph::Tag,
        _ => Glyph::Customers,
    }
}

fn command(
    id: &'static str,
    name: &'static Msg,
    also: &'static Msg,
    icon: Glyph,
    run: impl Fn() + Send + Sync + 'static,
) -> Command {
    let also = format!("{} {}", both(name), both(also));
    Command { id, name: t(name).to_owned(), also, keys: &[], icon, run: Arc::new(run) }
}

/// What can be done anywhere.
pub(super) fn actions() -> Vec<Command> {
    let new = |id: &'static str, of: CollectionId, path: &'static str| {
        let what = label(&format!("collection.{}", collection(of).map_or("", |collection| collection.name)));
        let name = tf(&words::NEW_OF, &[("what", &what)]);
        let run = move || {
            want(id);
            go(path);
        };
        let also = format!("{} {}", both(&words::NEW_OF), both(&words::ALSO_NEW));
        Command { id, name, also, keys: &[], icon: Glyph::Plus, run: Arc::new(run) }
    };
    let with = |command: Command, keys: &'static [&'static str]| Command { keys, ..command };
    let undo = command("undo", &words::UNDO, &words::ALSO_UNDO, Glyph::Undo, || data::act(Request::Undo { seq: None }));
    let redo = command("redo", &words::REDO, &words::ALSO_UNDO, Glyph::Undo, || data::act(Request::Redo));
    let settle = |id, name, also, icon| {
        command(id, name, also, icon, move || {
            want(id);
            go("settings");
        })
    };
    let talk =
        |id, name, also, icon, kind| command(id, name, also, icon, move || log::open(log::Wanted::of_kind(kind)));
    let other = if lang() == Lang::En { Lang::ZhCn } else { Lang::En };
    let theme = |id, name, icon, theme| command(id, name, &words::ALSO_THEME, icon, move || set_theme(theme));
    vec![
        new("new-customer", customer::ID, "customers"),
        new("new-product", product::ID, "records?of=product"),
        new("new-order", order::ID, "records?of=order"),
        new("new-contact", contact::ID, "records?of=contact"),
        new("new-payment", payment::ID, "records?of=payment"),
        new("new-activity", activity::ID, "records?of=activity"),
        new("new-tag", tag::ID, "records?of=tag"),
        new("new-spend", acquisition_spend::ID, "records?of=acquisition_spend"),
        new("new-response", survey_response::ID, "records?of=survey_response"),
        new("new-instalment", payment_plan::ID, "records?of=payment_plan"),
        new("new-target", target::ID, "records?of=target"),
        new("new-lead", lead::ID, "leads"),
        new("new-opportunity", opportunity::ID, "deals"),
        new("new-task", task::ID, "agenda"),
        with(talk("log-call", &words::LOG_CALL, &words::ALSO_LOG_CALL, Glyph::Call, "call"), &["L"]),
        talk("log-visit", &words::LOG_VISIT, &words::ALSO_LOG_VISIT, Glyph::Visit, "visit"),
        talk("log-meeting", &words::LOG_MEETING, &words::ALSO_LOG_MEETING, Glyph::Meeting, "meeting"),
        talk("log-email", &words::LOG_EMAIL, &words::ALSO_LOG_EMAIL, Glyph::Mail, "email"),
        talk("log-message", &words::LOG_MESSAGE, &words::ALSO_LOG_MESSAGE, Glyph::Message, "message"),
        talk("log-note", &words::LOG_NOTE, &words::ALSO_LOG_NOTE, Glyph::Note, "note"),
        command("call", &words::CALLER, &words::ALSO_CALLER, Glyph::Call, || go("call")),
        command("field", &words::FIELD, &words::ALSO_FIELD, Glyph::Visit, || go("field")),
        command("week", &words::WEEK, &words::ALSO_WEEK, Glyph::Meeting, || go("agenda?view=week")),
        command("care", &words::CARE, &words::ALSO_CARE, Glyph::Meeting, || go("agenda?view=care")),
        command("forecast", &words::FORECAST, &words::ALSO_FORECAST, Glyph::Chart, || go("deals?view=forecast")),
        command("funnel", &words::FUNNEL, &words::ALSO_FUNNEL, Glyph::Chart, || go("deals?view=funnel")),
        command("targets", &words::TARGETS, &words::ALSO_TARGETS, Glyph::Chart, || go("reports?tab=targets")),
        command("report", &words::REPORT, &words::ALSO_REPORT, Glyph::Chart, || go("reports?tab=report")),
        command("team", &words::TEAM, &words::ALSO_TEAM, Glyph::Customers, || go("team")),
        command("import", &words::IMPORT, &words::ALSO_IMPORT, Glyph::Import, || go("import")),
        command("history", &words::HISTORY, &words::ALSO_HISTORY, Glyph::Undo, || go("history")),
        command("life-cycle", &words::LIFE_CYCLE, &words::ALSO_LIFE_CYCLE, Glyph::Segments, || go("life-cycle")),
        command("churn", &words::CHURN, &words::ALSO_CHURN, Glyph::Segments, || go("churn")),
        command("cohorts", &words::COHORTS, &words::ALSO_COHORTS, Glyph::Segments, || go("cohorts")),
        command("overview", &words::OVERVIEW, &words::ALSO_OVERVIEW, Glyph::Segments, || go("overview")),
        command("dimensions", &words::DIMENSIONS, &words::ALSO_DIMENSIONS, Glyph::Segments, || go("dimensions")),
        command("analyses", &words::ANALYSES, &words::ALSO_ANALYSES, Glyph::Segments, || go("analyses")),
        command("loyalty", &words::LOYALTY, &words::ALSO_LOYALTY, Glyph::Segments, || go("loyalty")),
        command("offers", &words::OFFERS, &words::ALSO_OFFERS, Glyph::Product, || go("offers")),
        command("people", &words::PEOPLE, &words::ALSO_PEOPLE, Glyph::Segments, || go("people")),
        command("drivers", &words::DRIVERS, &words::ALSO_DRIVERS, Glyph::Segments, || go("drivers")),
        command("clusters", &words::CLUSTERS, &words::ALSO_CLUSTERS, Glyph::Segments, || go("clusters")),
        command("compare", &words::COMPARE, &words::ALSO_COMPARE, Glyph::Segments, || go("compare")),
        command("value", &words::VALUE, &words::ALSO_VALUE, Glyph::Segments, || go("value")),
        command("trust", &words::TRUST, &words::ALSO_TRUST, Glyph::Segments, || go("trust")),
        command("fields", &words::FIELDS, &words::ALSO_FIELDS, Glyph::Settings, || go("fields")),
        settle("backup", &words::BACKUP, &words::ALSO_BACKUP, Glyph::Export),
        settle("restore", &words::RESTORE, &words::ALSO_RESTORE, Glyph::Import),
        command("sample", &words::SAMPLE, &words::ALSO_SAMPLE, Glyph::Import, || go("import")),
        with(undo, &["Ctrl", "Z"]),
        with(redo, &["Ctrl", "Shift", "Z"]),
        theme("theme-light", &words::THEME_LIGHT, Glyph::Sun, Theme::Light),
        theme("theme-dark", &words::THEME_DARK, Glyph::Moon, Theme::Dark),
        theme("theme-system", &words::THEME_SYSTEM, Glyph::System, Theme::System),
        command("language", &words::LANGUAGE, &words::ALSO_LANGUAGE, Glyph::Message, move || set_lang(other)),
        with(command("keys", &words::KEYS, &words::ALSO_KEYS, Glyph::Keyboard, || open(Shown::Keys)), &["?"]),
    ]
}

/// The reports that are ready made; what somebody made or renamed is found as a record.
pub(super) fn reports() -> Vec<Command> {
    let one = |(nth, name): (u8, &'static Msg)| Command {
        id: "ready-report",
        name: t(name).to_owned(),
        also: format!("{} {}", both(name), both(&words::ALSO_REPORT)),
        keys: &[],
        icon: Glyph::Chart,
        run: Arc::new(move || go(&format!("reports?tab=report&id={}", ready_id(nth)))),
    };
    (0..).zip(READY_REPORTS).map(one).collect()
}

/// Every page and every list.
pub(super) fn pages() -> Vec<Command> {
    let to = |page: &str| tf(&words::GO_TO, &[("page", page)]);
    let also = |more: &str| format!("{} {more} {}", both(&words::GO_TO), both(&words::ALSO_PAGES));
    let sections = SECTIONS.iter().map(|section| {
        let keys = SECTION_KEYS.iter().find(|(path, _)| *path == section.path).map_or(&[][..], |(_, keys)| keys);
        Command {
            id: section.path,
            name: to(t(section.name)),
            also: also(&both(section.name)),
            keys,
            icon: section.icon,
            run: Arc::new(|| go(section.path)),
        }
    });
    // They have no keys of their own.
    let beside = BESIDE.iter().filter(|(path, ..)| *path != "call").map(|&(path, name, within)| Command {
        id: path,
        name: to(t(name)),
        also: also(&both(name)),
        keys: &[],
        icon: if within.is_some() { Glyph::Segments } else { Glyph::Table },
        run: Arc::new(move || go(path)),
    });
    let lists = schema::LISTED.iter().filter_map(|id| collection(*id)).map(|of| Command {
        id: of.name,
        name: to(&label(&format!("collections.{}", of.name))),
        also: also(of.name),
        keys: &[],
        icon: icon(of.id),
        run: Arc::new(|| go(&format!("records?of={}", of.name))),
    });
    let trash = command("trash", &words::TRASH, &words::ALSO_TRASH, Glyph::Trash, || go("records?of=customer&trash=1"));
    let trash = Command { name: to(&trash.name), ..trash };
    sections.chain(beside).chain(lists).chain([trash]).collect()
}
