//! The page: what a person sees and touches. The data live in a worker; see `data`.

mod app;
mod boot;
mod commands;
mod customer;
mod customers;
mod customise;
mod data;
mod fields;
mod format;
mod forms;
mod history;
mod i18n;
mod import;
mod insight;
mod lists;
mod palette;
mod parts;
mod records;
mod segments;
mod selling;
mod settings;
mod shell;
mod state;
mod styles;
mod talks;
mod turns;
mod ui;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

fn main() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        boot::fail();
    }));
    turns::begin();
    data::start();
    if let Some(element) = document().get_element_by_id("app") {
        element.set_inner_html("");
        let element = element.unchecked_into::<web_sys::HtmlElement>();
        leptos::mount::mount_to(element, app::App).forget();
    }
}
