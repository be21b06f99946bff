//! The importer: a short-lived worker that is fetched when a file comes in or goes out.

fn main() {
    // Nothing is answered yet; touching the bindings is what makes this a wasm module that can be loaded.
    #[cfg(target_arch = "wasm32")]
    drop(wasm_bindgen::module());
}
