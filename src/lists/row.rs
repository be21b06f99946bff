//! One line of the list as it stands on the page: a line of a table, or two lines where it is narrow; or the head of a group.
//!
//! Lines are written by hand into elements that stay (docs/decisions/0018): only what differs from what an element shows already.

use super::cell;
use super::rows::Line;
use super::words;
use super::written::{Cell, child, clip, element, grid_cell, put, set, text, width};
use crate::fields;
use crate::i18n::t;
use crate::ui::field::option_text;
use model::options::CUSTOMER_KIND;
use model::schema::{Field, customer, score};
use model::{CollectionId, FieldId, RecordId, Value};
use protocol::{GroupRow, ListRow, RecordRow};
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, Node};

/// The columns on screen, with the class of their cells and their width in CSS pixels (0 until it is known).
pub(super) type Columns = Vec<(&'static Field, &'static str, u32)>;

/// What lines of one list have in common.
pub(super) struct Common {
    pub(super) of: CollectionId,
    pub(super) columns: Columns,
    /// The URL of a record, but for its id at the end.
    pub(super) href: String,
    /// What is grouped by.
    pub(super) group: Option<FieldId>,
    /// The fields whose values a line has, in their order.
    pub(super) asked: Vec<FieldId>,
}

impl Common {
    /// The value of a field; empty where it was not asked for, as just after another column was chosen.
    fn value<'a>(&self, row: &'a RecordRow, field: FieldId) -> &'a Value {
        let at = self.asked.iter().position(|asked| *asked == field);
        at.and_then(|at| row.cells.get(at)).unwrap_or(&Value::Empty)
    }
}

/// The class of a column's cells.
pub(super) fn class(of: CollectionId, field: &Field) -> &'static str {
    match (of == customer::ID, field.id) {
        (true, score::STAGE) => "stage-cell",
        (true, score::SEGMENT) => "segment-cell",
        (true, score::LOYALTY) => "loyalty num",
        (true, score::LAST_ORDER) => "last num",
        (true, score::ORDER_DAYS) => "orders num",
        (true, score::VALUE) => "value num",
        _ if cell::is_figure(of, field) => "num",
        _ => "",
    }
}

/// The space before what is small beside the name.
const ABOUT_PX: u32 = 8;

/// The parts of a record's line.
struct Record {
    pick: HtmlInputElement,
    link: Element,
    /// Where the name stands, and what is small beside it.
    cell: Element,
    name: Node,
    about: Node,
    long: bool,
    cells: Vec<Cell>,
}

/// What a line has of its own beside what it shows.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) struct Flags {
    pub(super) open: bool,
    pub(super) picked: bool,
    pub(super) cursor: bool,
}

/// An element that shows one line after the other.
pub(super) struct Row {
    pub(super) node: HtmlElement,
    pub(super) index: Option<u32>,
    /// What it shows; `None` while that is not known.
    line: Option<Arc<Line>>,
    /// The record it showed last.
    id: Option<RecordId>,
    flags: Option<(Flags, Waiting)>,
    record: Option<Record>,
}

/// A line that is not known yet.
type Waiting = bool;

impl Row {
    pub(super) fn new(body: &Element) -> Option<Row> {
        let node = element("div", "row waiting");
        set(&node, "role", "row");
        let node = put(body, node).dyn_into().ok()?;
        Some(Row { node, index: None, line: None, id: None, flags: None, record: None })
    }

    /// Whether it shows this line already.
    pub(super) fn shows(&self, line: Option<&Arc<Line>>) -> bool {
        match (&self.line, line) {
            (None, None) => true,
            (Some(now), Some(then)) => Arc::ptr_eq(now, then),
            _ => false,
        }
    }

    /// How wide its cells are in CSS pixels.
    pub(super) fn widths(&self) -> Option<Vec<u32>> {
        let record = self.record.as_ref()?;
        let cells = std::iter::once(&record.cell).chain(record.cells.iter().map(|cell| &cell.node));
        Some(cells.map(|cell| cell.client_width().unsigned_abs()).collect())
    }

    /// What it shows is to be looked at again.
    pub(super) fn forget(&mut self) {
        self.line = None;
        self.flags = None;
    }

    /// Whether another record would come under a hand or a cursor that is in it.
    pub(super) fn becomes_another(&self, line: Option<&Arc<Line>>) -> bool {
        self.id.is_some() && self.id != line.and_then(|line| line.id())
    }

    /// Goes to its place.
    pub(super) fn go(&mut self, index: u32, px: u32) {
        if self.index != Some(index) {
            self.index = Some(index);
            if self.flags.is_some_and(|(flags, _)| flags.cursor) {
                self.flags = None;
            }
            set(&self.node, "aria-rowindex", &(index + 2).to_string());
            let _ = self
                .node
                .style()
                .set_property("transform", &format!("translateY({}px)", u64::from(index) * u64::from(px)));
        }
    }

    /// Shows a line; what it showed before is hidden while the line is not known.
    pub(super) fn show(&mut self, line: Option<&Arc<Line>>, common: &Common) {
        self.line = line.cloned();
        self.id = line.and_then(|line| line.id());
        match line.map(|line| (&line.row, line)) {
            Some((ListRow::Record(row), line)) => self.show_record(row, line, common),
            Some((ListRow::Group(group), line)) => {
                self.record = None;
                self.node.set_text_content(None);
                show_group(&self.node, group, line, common);
            }
            None => {}
        }
    }

    pub(super) fn mark(&mut self, flags: Flags) {
        let group = self.line.as_ref().is_some_and(|line| line.id().is_none());
        let waiting = self.line.is_none();
        if self.flags == Some((flags, waiting)) {
            return;
        }
        self.flags = Some((flags, waiting));
        let classes = [
            (flags.open, " open"),
            (flags.picked, " picked"),
            (flags.cursor, " cursor"),
            (group, " group"),
            (waiting, " waiting"),
        ];
        let classes = classes.iter().filter(|(on, _)| *on).map(|(_, class)| *class);
        self.node.set_class_name(&std::iter::once("row").chain(classes).collect::<String>());
        set(&self.node, "aria-selected", if flags.open || flags.picked { "true" } else { "false" });
        // Only the line with the cursor is ever named.
        let _ = match self.index.filter(|_| flags.cursor) {
            Some(index) => self.node.set_attribute("id", &format!("row-{index}")),
            None => self.node.remove_attribute("id"),
        };
        if let Some(record) = &self.record {
            record.pick.set_checked(flags.picked);
        }
    }

    fn show_record(&mut self, row: &RecordRow, line: &Line, common: &Common) {
        if self.record.is_none() {
            self.node.set_text_content(None);
            self.flags = None;
            self.record = build(&self.node, common);
        }
        let Some(record) = &mut self.record else { return };
        // Until the first scoring run has ended, nobody has a segment, and no order means only that none is counted yet.
        let scored = common.of == customer::ID && !common.value(row, score::SEGMENT).is_empty();
        let mut columns = common.columns.iter();
        let name = columns.next().map(|(field, ..)| cell::text(field, common.value(row, field.id), &line.names));
        let own = || line.names.iter().find(|(id, _)| *id == row.id).map(|(_, name)| name.clone());
        let name = name.filter(|name| !name.is_empty()).or_else(own).unwrap_or_else(|| t(&words::NO_NAME).to_owned());
        set(&record.pick, "aria-label", &name);
        set(&record.link, "href", &format!("{}{}", common.href, row.id));
        record.name.set_text_content(Some(&name));
        let about = about(row, common);
        record.about.set_text_content(Some(&about));
        let room = common.columns.first().map_or(0, |(.., room)| *room);
        let long = width(&name) + width(&about) + ABOUT_PX > room;
        if long != record.long {
            record.long = long;
            clip(&record.cell, "name", long);
        }
        for ((field, class, room), cell) in columns.zip(&mut record.cells) {
            let value = common.value(row, field.id);
            let mut look = cell::look(common.of, field, value, &line.names);
            if *class == "last num" && value.is_empty() && scored {
                look.text = t(&words::NO_ORDER).to_owned();
            }
            cell.show(look, *room);
        }
    }
}

fn build(row: &Element, common: &Common) -> Option<Record> {
    let pick: HtmlInputElement = child(&grid_cell(row, "pick"), "input", "").dyn_into().ok()?;
    pick.set_type("checkbox");
    set(&pick, "tabindex", "-1");
    let cell = grid_cell(row, "name");
    let link = child(&cell, "a", "");
    set(&link, "tabindex", "-1");
    set(&link, "data-noscroll", "");
    let about = text(&child(&cell, "span", "about"));
    let cells = common.columns.iter().skip(1).map(|(_, class, _)| Cell::new(row, class)).collect();
    Some(Record { pick, name: text(&link), link, cell, about, long: false, cells })
}

/// What stands small beside the name of a customer: kind and region.
fn about(row: &RecordRow, common: &Common) -> String {
    if common.of != customer::ID {
        return String::new();
    }
    let kind = match common.value(row, customer::KIND.id) {
        Value::Option(kind) => option_text(&CUSTOMER_KIND, *kind),
        _ => String::new(),
    };
    let region = common.value(row, customer::REGION.id).text().unwrap_or("");
    let between = if kind.is_empty() || region.is_empty() { "" } else { " · " };
    format!("{kind}{between}{region}")
}

fn show_group(row: &Element, group: &GroupRow, line: &Line, common: &Common) {
    let by = common.group.and_then(|by| fields::find(common.of, by));
    let name = by.map(|field| cell::group(field, &group.value, &line.names)).unwrap_or_default();
    let head = grid_cell(row, "group-head");
    child(&head, "strong", "").set_text_content(Some(&name));
    child(&head, "span", "muted").set_text_content(Some(&cell::count(group.count)));
    for sum in &group.sums {
        if let Some(field) = fields::find(common.of, sum.field) {
            let node = child(&head, "span", "group-sum");
            child(&node, "span", "muted").set_text_content(Some(&fields::label(common.of, field)));
            text(&node).set_text_content(Some(&format!(" {}", cell::sum(common.of, sum))));
        }
    }
}
