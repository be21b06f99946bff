//! What stands in a cell, written into elements that stay: only what differs from what they show already.

use super::cell::{Form, Look};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

pub(super) fn element(tag: &str, class: &str) -> Element {
    let made = document().create_element(tag).expect("a tag has this name");
    if !class.is_empty() {
        set(&made, "class", class);
    }
    made
}

pub(super) fn set(node: &Element, name: &str, value: &str) {
    let _ = node.set_attribute(name, value);
}

pub(super) fn put<T: AsRef<Node>>(parent: &Element, child: T) -> T {
    let _ = parent.append_child(child.as_ref());
    child
}

pub(super) fn child(parent: &Element, tag: &str, class: &str) -> Element {
    put(parent, element(tag, class))
}

pub(super) fn text(parent: &Element) -> Node {
    put(parent, document().create_text_node("").into())
}

/// How wide a text may be in the size of a line, in CSS pixels: never less than it is.
pub(super) fn width(text: &str) -> u32 {
    let wide = |c: char| match c {
        'a'..='z' | '0'..='9' | ' '..='/' if !matches!(c, 'm' | 'w' | '%' | '&') => 9,
        ' '..='~' => 14,
        _ => 17,
    };
    text.chars().map(wide).sum()
}

/// Only a cell whose text may not fit is clipped: each clip costs as much as painting the text does, and there are hundreds.
pub(super) fn clip(cell: &Element, class: &str, long: bool) {
    cell.set_class_name(&if long { format!("{class} long") } else { class.to_owned() });
}

pub(super) fn grid_cell(row: &Element, class: &str) -> Element {
    let cell = child(row, "div", class);
    set(&cell, "role", "gridcell");
    cell
}

impl Form {
    /// What it has beside its text, in CSS pixels.
    fn beside(self) -> u32 {
        match self {
            Form::Text => 0,
            Form::Stage | Form::Segment | Form::Option => 16,
            Form::Score => 46,
            // As many paddings as there are pills.
            Form::Pills => u32::MAX / 2,
        }
    }
}

/// A cell and what it shows.
pub(super) struct Cell {
    pub(super) node: Element,
    /// The class of its column.
    class: &'static str,
    shown: Look,
    long: bool,
    text: Node,
    /// What bears the mark.
    marked: Option<HtmlElement>,
}

impl Cell {
    pub(super) fn new(row: &Element, class: &'static str) -> Cell {
        let node = grid_cell(row, class);
        let text = text(&node);
        Cell { node, class, shown: Look::default(), long: false, text, marked: None }
    }

    pub(super) fn show(&mut self, look: Look, room: u32) {
        let long = width(&look.text) + look.form.beside() > room;
        if long != self.long {
            self.long = long;
            clip(&self.node, self.class, long);
        }
        if look == self.shown {
            return;
        }
        if look.form != self.shown.form {
            self.build(look.form);
        }
        if look.form == Form::Pills {
            self.node.set_text_content(None);
            let pills = child(&self.node, "span", "pills");
            look.text.lines().for_each(|pill| child(&pills, "span", "pill").set_text_content(Some(pill)));
        } else if look.text != self.shown.text {
            self.text.set_text_content(Some(&look.text));
        }
        if let Some(marked) = &self.marked {
            let _ = match look.form {
                Form::Stage => marked.set_attribute("data-stage", &look.mark),
                Form::Segment => marked.set_attribute("data-segment", &look.mark),
                Form::Score => marked.style().set_property("width", &look.mark),
                _ if look.mark.is_empty() => marked.remove_attribute("data-hue"),
                _ => marked.set_attribute("data-hue", &look.mark),
            };
        }
        self.shown = look;
    }

    fn build(&mut self, form: Form) {
        self.node.set_text_content(None);
        self.shown = Look::default();
        self.marked = None;
        let within = match form {
            Form::Stage => {
                let stage = child(&self.node, "span", "stage");
                set(&child(&stage, "span", "dot"), "aria-hidden", "true");
                stage
            }
            Form::Segment | Form::Option => child(&self.node, "span", "pill"),
            Form::Score => child(&self.node, "span", ""),
            Form::Text | Form::Pills => self.node.clone(),
        };
        self.text = text(&within);
        let marked = match form {
            Form::Text | Form::Pills => return,
            Form::Score => {
                let bar = child(&self.node, "span", "score-bar");
                set(&bar, "aria-hidden", "true");
                child(&bar, "span", "")
            }
            _ => within,
        };
        self.marked = marked.dyn_into().ok();
    }
}
