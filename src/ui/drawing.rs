//! A piece of the page as an SVG drawing that stands alone: its boxes as rectangles, its texts as texts, each with its colour and font, so that any program that draws can open and change it.
//!
//! The piece is read as it is laid out now. Unlike a picture (`super::picture`) it holds nothing of the page's own markup.

use super::picture::{LEFT_OUT, dress, style_of};
use crate::data;
use leptos::prelude::*;
use std::fmt::Write as _;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleDeclaration, DomRect, Element, HtmlElement, Node, Range, XmlSerializer};

/// Around the piece, pixels.
const MARGIN: f64 = 16.0;
/// How far below the middle of a line its letters stand, in parts of the font size.
const BASELINE: f64 = 0.35;

/// Saves a piece of the page as a drawing of that name, and says where that cannot be done.
pub fn offer(piece: &HtmlElement, title: &str, text: &str, name: &str) {
    let saved = drawn(piece, title, text).and_then(|svg| data::save(svg.as_bytes(), name, "image/svg+xml"));
    if saved.is_err() {
        super::toast::problem(crate::i18n::t(&super::words::NO_PICTURE));
    }
}

fn drawn(piece: &HtmlElement, title: &str, text: &str) -> Result<String, JsValue> {
    let rect = piece.get_bounding_client_rect();
    let mut drawing = Drawing {
        left: rect.left() - MARGIN,
        top: rect.top() - MARGIN,
        width: rect.width() + 2.0 * MARGIN,
        height: rect.height() + 2.0 * MARGIN,
        range: document().create_range()?,
        made: String::new(),
    };
    let paper = match document().body() {
        Some(body) => style_of(&body)?.get_property_value("background-color")?,
        None => "white".into(),
    };
    drawing.element(piece)?;
    let Drawing { width, height, made, .. } = drawing;
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\"><title>{}</title><desc>{}</desc>\
         <rect width=\"100%\" height=\"100%\" fill=\"{}\"/>{made}</svg>",
        escaped(title),
        escaped(text),
        colour(&paper).unwrap_or_else(|| "white".into()),
    ))
}

struct Drawing {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
    range: Range,
    made: String,
}

/// A box in the drawing.
struct Place {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl Drawing {
    /// Where something stands; the drawing grows with what scrolls.
    fn place(&mut self, rect: &DomRect) -> Place {
        let place =
            Place { x: rect.left() - self.left, y: rect.top() - self.top, width: rect.width(), height: rect.height() };
        self.width = self.width.max(place.x + place.width + MARGIN);
        self.height = self.height.max(place.y + place.height + MARGIN);
        place
    }

    fn element(&mut self, element: &Element) -> Result<(), JsValue> {
        let style = style_of(element)?;
        let rect = element.get_bounding_client_rect();
        let hidden = style.get_property_value("visibility")? == "hidden" || element.matches(LEFT_OUT)?;
        // What is for screen readers only is a pixel wide.
        let for_reading =
            rect.width() <= 1.0 && rect.height() <= 1.0 && style.get_property_value("position")? == "absolute";
        if hidden || for_reading || style.get_property_value("display")? == "none" {
            return Ok(());
        }
        let place = self.place(&rect);
        if element.tag_name() == "svg" {
            return self.svg(element, &place);
        }
        self.background(&style, &place)?;
        self.borders(&style, &place)?;
        // What was scrolled is drawn from its beginning.
        let scrolled = (f64::from(element.scroll_left()), f64::from(element.scroll_top()));
        self.left -= scrolled.0;
        self.top -= scrolled.1;
        let children = element.child_nodes();
        for child in (0..children.length()).filter_map(|at| children.item(at)) {
            match child.node_type() {
                Node::ELEMENT_NODE => self.element(child.unchecked_ref())?,
                Node::TEXT_NODE => self.text(&child, element, &style)?,
                _ => {}
            }
        }
        self.left += scrolled.0;
        self.top += scrolled.1;
        Ok(())
    }

    /// What is a drawing already, with the look that the page gives it.
    fn svg(&mut self, element: &Element, place: &Place) -> Result<(), JsValue> {
        let copy: Element = element.clone_node_with_deep(true)?.unchecked_into();
        let (from, to) = (element.query_selector_all("*")?, copy.query_selector_all("*")?);
        let look =
            ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-size", "font-family", "color"];
        dress(element, &copy, &look)?;
        for at in 0..from.length().min(to.length()) {
            if let (Some(from), Some(to)) = (from.item(at), to.item(at)) {
                dress(from.unchecked_ref(), to.unchecked_ref(), &look)?;
            }
        }
        copy.remove_attribute("class")?;
        for at in 0..to.length() {
            if let Some(to) = to.item(at) {
                to.unchecked_into::<Element>().remove_attribute("class")?;
            }
        }
        for (name, number) in [("x", place.x), ("y", place.y), ("width", place.width), ("height", place.height)] {
            copy.set_attribute(name, &format!("{number:.1}"))?;
        }
        self.made.push_str(&XmlSerializer::new()?.serialize_to_string(&copy.into())?);
        Ok(())
    }

    fn background(&mut self, style: &CssStyleDeclaration, place: &Place) -> Result<(), JsValue> {
        let Some(fill) = colour(&style.get_property_value("background-color")?) else { return Ok(()) };
        let Place { x, y, width, height } = place;
        let opacity = style.get_property_value("opacity")?;
        let shape = style.get_property_value("clip-path")?;
        if let Some(corners) = shape.strip_prefix("polygon(").and_then(|corners| corners.strip_suffix(')')) {
            let share = |text: &str, of: f64| match text.strip_suffix('%') {
                Some(share) => share.parse::<f64>().unwrap_or(0.0) / 100.0 * of,
                None => pixels(text),
            };
            let corner = |corner: &str| {
                let (across, down) = corner.trim().split_once(' ')?;
                Some(format!("{:.1},{:.1}", x + share(across, *width), y + share(down, *height)))
            };
            let points: Vec<String> = corners.split(',').filter_map(corner).collect();
            let _ = write!(self.made, "<polygon points=\"{}\" fill=\"{fill}\"/>", points.join(" "));
            return Ok(());
        }
        let radius = style.get_property_value("border-top-left-radius")?;
        let radius = match radius.strip_suffix('%') {
            Some(share) => share.parse::<f64>().unwrap_or(0.0) / 100.0 * width.min(*height),
            None => pixels(&radius).min(width.min(*height) / 2.0),
        };
        let _ = write!(
            self.made,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"{radius:.1}\" fill=\"{fill}\" opacity=\"{opacity}\"/>"
        );
        Ok(())
    }

    fn borders(&mut self, style: &CssStyleDeclaration, place: &Place) -> Result<(), JsValue> {
        let (left, top) = (place.x, place.y);
        let (right, bottom) = (left + place.width, top + place.height);
        let sides = [
            ("top", left, top, right, top),
            ("right", right, top, right, bottom),
            ("bottom", left, bottom, right, bottom),
            ("left", left, top, left, bottom),
        ];
        for (side, x1, y1, x2, y2) in sides {
            let width = pixels(&style.get_property_value(&format!("border-{side}-width"))?);
            let stroke = colour(&style.get_property_value(&format!("border-{side}-color"))?);
            let is_drawn = style.get_property_value(&format!("border-{side}-style"))? != "none";
            if let Some(stroke) = stroke.filter(|_| is_drawn && width > 0.0) {
                let _ = write!(
                    self.made,
                    "<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" stroke=\"{stroke}\" stroke-width=\"{width:.1}\"/>"
                );
            }
        }
        Ok(())
    }

    fn text(&mut self, node: &Node, within: &Element, style: &CssStyleDeclaration) -> Result<(), JsValue> {
        let content = node.text_content().unwrap_or_default();
        if content.trim().is_empty() {
            return Ok(());
        }
        let fill = colour(&style.get_property_value("color")?).unwrap_or_else(|| "black".into());
        let size = pixels(&style.get_property_value("font-size")?);
        let look = format!(
            "font-family=\"{}\" font-size=\"{size:.1}\" font-weight=\"{}\" fill=\"{fill}\"",
            escaped(&style.get_property_value("font-family")?),
            style.get_property_value("font-weight")?,
        );
        // Along a side, from below: one line in the middle of its box.
        if style.get_property_value("rotate")? == "180deg" {
            let place = self.place(&within.get_bounding_client_rect());
            let (x, y) = (place.x + place.width / 2.0 + BASELINE * size, place.y + place.height / 2.0);
            let text = escaped(content.trim());
            let _ = write!(
                self.made,
                "<text transform=\"translate({x:.1} {y:.1}) rotate(-90)\" text-anchor=\"middle\" {look}>{text}</text>"
            );
            return Ok(());
        }
        for (place, line) in self.lines(node, &content)? {
            let y = place.y + place.height / 2.0 + BASELINE * size;
            let text = escaped(line.trim_end());
            let _ = write!(self.made, "<text x=\"{:.1}\" y=\"{y:.1}\" {look}>{text}</text>", place.x);
        }
        Ok(())
    }

    /// The lines into which a text is broken: letters of one height.
    fn lines(&mut self, node: &Node, content: &str) -> Result<Vec<(Place, String)>, JsValue> {
        let mut lines: Vec<(Place, String)> = Vec::new();
        let mut at = 0;
        for letter in content.chars() {
            let to = at + letter.len_utf16() as u32;
            self.range.set_start(node, at)?;
            self.range.set_end(node, to)?;
            at = to;
            let rect = self.range.get_bounding_client_rect();
            // Blanks that fall together have no width.
            if rect.width() == 0.0 {
                continue;
            }
            let place = self.place(&rect);
            match lines.last_mut() {
                Some((known, line)) if (known.y - place.y).abs() < known.height / 2.0 => line.push(letter),
                _ if letter.is_whitespace() => {}
                _ => lines.push((place, letter.to_string())),
            }
        }
        Ok(lines)
    }
}

/// A length in pixels.
fn pixels(text: &str) -> f64 {
    text.trim_end_matches("px").parse().unwrap_or(0.0)
}

/// A colour that any program reads; `None` for one that cannot be seen.
fn colour(text: &str) -> Option<String> {
    let numbers =
        |inner: &str| -> Vec<f64> { inner.split([' ', ',', '/', ')']).filter_map(|part| part.parse().ok()).collect() };
    let (parts, scale) = match (text.strip_prefix("color(srgb "), text.split_once("rgba(").or(text.split_once("rgb(")))
    {
        (Some(inner), _) => (numbers(inner), 255.0),
        (None, Some((_, inner))) => (numbers(inner), 1.0),
        (None, None) => return (text != "transparent" && !text.is_empty()).then(|| text.to_owned()),
    };
    let [red, green, blue] = [0, 1, 2].map(|at| (parts.get(at).copied().unwrap_or(0.0) * scale).round());
    let alpha = parts.get(3).copied().unwrap_or(1.0);
    match alpha {
        alpha if alpha <= 0.0 => None,
        alpha if alpha < 1.0 => Some(format!("rgba({red},{green},{blue},{alpha})")),
        _ => Some(format!("rgb({red},{green},{blue})")),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_written_as_any_program_reads_them() {
        assert_eq!(colour("rgb(12, 34, 56)").as_deref(), Some("rgb(12,34,56)"));
        assert_eq!(colour("rgba(0, 0, 0, 0)"), None);
        assert_eq!(colour("rgba(1, 2, 3, 0.5)").as_deref(), Some("rgba(1,2,3,0.5)"));
        assert_eq!(colour("color(srgb 1 0.5 0 / 0.25)").as_deref(), Some("rgba(255,128,0,0.25)"));
        assert_eq!(colour("color(srgb 0 1 0)").as_deref(), Some("rgb(0,255,0)"));
        assert_eq!(colour("transparent"), None);
        assert_eq!(pixels("12.5px"), 12.5);
        assert_eq!(escaped("a<b & \"c\""), "a&lt;b &amp; &quot;c&quot;");
    }
}
