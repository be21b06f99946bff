//! The measured wasm: its exported functions are in the library.

fn main() {
    // Keeps the library linked: nothing here calls it, JavaScript does.
    #[cfg(target_arch = "wasm32")]
    bench::calls::ready();
}
