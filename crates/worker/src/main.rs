//! The data worker: starts the half of the app that owns the data.

fn main() {
    // Nothing is answered yet; touching the bindings is what makes this a wasm module that can be loaded.
    drop(wasm_bindgen::module());
}
