//! Where things are, and how other programs are started.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Errors are sentences for the person at the terminal.
pub type Result<T> = std::result::Result<T, String>;

/// What every wasm build gets. SIMD128 is in every current browser and makes in-memory scans several times faster; with erased
/// components Leptos makes one view type instead of one a place, which is a fifth of the page's size and of its compile time.
const WASM_RUSTFLAGS: &str = "-C target-feature=+simd128 --cfg erase_components";

/// The folders all commands work with.
pub struct Context {
    /// The checkout.
    pub root: PathBuf,
    /// Tools and compiled dependencies; outlives the checkout and is shared by all of them.
    pub cache: PathBuf,
    /// Cargo's target directory for everything xtask starts. Not the checkout's `target`, which belongs to `cargo xtask` itself
    /// and to whatever else the person runs by hand.
    pub target: PathBuf,
    /// Whether other checkouts use that directory too; see `checkout`.
    pub shared: bool,
}

impl Context {
    /// Finds the folders from the environment; creates none.
    pub fn new() -> Result<Context> {
        let here =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = here.parent().ok_or("xtask must stand in the project's folder")?.to_path_buf();
        let cache = cache_dir()?;
        let own = env::var_os("CARGO_TARGET_DIR").filter(|dir| !dir.is_empty());
        let shared = own.is_none();
        let target = own.map_or_else(|| cache.join("target"), |dir| root.join(dir));
        Ok(Context { root, cache, target, shared })
    }

    /// Work files that belong to this checkout: sites, lock files.
    pub fn work(&self) -> PathBuf {
        self.root.join("target")
    }

    /// A program that runs in the checkout and finds the cached tools first.
    pub fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command.current_dir(&self.root).env("PATH", self.path());
        command
    }

    /// Cargo with the shared target directory and the flags that wasm builds need.
    pub fn cargo(&self) -> Command {
        let mut command = self.command("cargo");
        self.cargo_env(&mut command);
        command
    }

    /// The same environment for a program that starts cargo itself.
    pub fn cargo_env(&self, command: &mut Command) {
        command
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", WASM_RUSTFLAGS)
            .env_remove("CARGO_MANIFEST_DIR");
    }

    fn path(&self) -> OsString {
        let mut dirs = vec![
            self.cache.join(crate::tools::WASM_BINDGEN.dir()).join("bin"),
            self.cache.join(crate::tools::TRUNK.dir()).join("bin"),
            self.cache.join(crate::tools::WASM_SPLIT.dir()).join("bin"),
        ];
        dirs.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        env::join_paths(dirs).unwrap_or_else(|_| env::var_os("PATH").unwrap_or_default())
    }
}

fn cache_dir() -> Result<PathBuf> {
    if let Some(dir) = env::var_os("RAPPORT_CACHE").filter(|dir| !dir.is_empty()) {
        return Ok(PathBuf::from(dir));
    }
    let from = |name: &str| env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    let base = if cfg!(windows) {
        from("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        from("HOME").map(|home| home.join("Library/Caches"))
    } else {
        from("XDG_CACHE_HOME").or_else(|| from("HOME").map(|home| home.join(".cache")))
    };
    base.map(|dir| dir.join("rapport"))
        .ok_or_else(|| "no home folder is known: set RAPPORT_CACHE to a folder for tools and build results".into())
}

/// Runs a command to its end and fails with `what` as the sentence when it does not succeed.
pub fn run(command: &mut Command, what: &str) -> Result<()> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(what.to_string()),
        Err(error) => Err(format!("{what}: cannot start {}: {error}", command.get_program().to_string_lossy())),
    }
}

/// The output of a command that is expected to succeed quietly, or None.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_string())
}

/// Holds a lock file for as long as the returned handle lives, so that two commands do not write the same folder.
pub fn lock(path: &Path) -> Result<File> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(at(parent))?;
    }
    let file = File::create(path).map_err(at(path))?;
    if file.try_lock().is_err() {
        println!("waiting for another xtask to finish ({})", path.display());
        file.lock().map_err(at(path))?;
    }
    Ok(file)
}

/// Names the file in an I/O error.
pub fn at(path: &Path) -> impl Fn(std::io::Error) -> String + '_ {
    move |error| format!("{}: {error}", path.display())
}

/// Every file below `dir` (or `dir` itself if it is a file), in a stable order, without build results and hidden folders.
pub fn walk(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![dir.to_path_buf()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let skip = ["target", "dist", "node_modules"].contains(&name.as_str());
            if path == dir || !(skip || name.starts_with('.')) {
                let entries = fs::read_dir(&path).into_iter().flatten().flatten();
                open.extend(entries.map(|entry| entry.path()));
            }
        } else if path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The value after a `--name` flag.
pub fn flag_value<'a>(args: &'a [String], name: &str) -> Result<Option<&'a str>> {
    match args.iter().position(|arg| arg == name) {
        None => Ok(None),
        Some(index) => match args.get(index + 1) {
            Some(value) => Ok(Some(value)),
            None => Err(format!("{name} needs a value")),
        },
    }
}

/// Whether a `--name` flag is there.
pub fn flag(args: &[String], name: &str) -> bool {
    args.iter().any(|arg| arg == name)
}
