//! The importer as a worker: a message in, messages out, until the worker is terminated.

#[cfg(target_arch = "wasm32")]
mod shell;

fn main() {
    #[cfg(target_arch = "wasm32")]
    shell::start();
}
