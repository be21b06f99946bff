//! The data worker: starts the half of the app that owns the data.

fn main() {
    #[cfg(target_arch = "wasm32")]
    {
        worker::service::start();
    }
}
