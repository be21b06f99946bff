//! The tools that cargo installs, with the versions the project is made for. They live in the cache, not in the person's PATH,
//! so that another project's versions and ours never meet.

use crate::context::{Context, Result, at, lock, output, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A program built by `cargo install`.
pub struct Tool {
    package: &'static str,
    program: &'static str,
    version: &'static str,
    minutes: &'static str,
    locked: bool,
    features: &'static [&'static str],
    dir: &'static str,
}

/// 0.22 wants a newer compiler than ours.
pub const TRUNK: Tool = Tool {
    package: "trunk",
    program: "trunk",
    version: "0.21.14",
    minutes: "about 5 minutes",
    locked: true,
    features: &[],
    dir: "tools/trunk-0.21.14",
};

/// Must equal the locked wasm-bindgen crate. Not `--locked`: the lock file it was published with names a crate that is gone.
pub const WASM_BINDGEN: Tool = Tool {
    package: "wasm-bindgen-cli",
    program: "wasm-bindgen",
    version: "0.2.130",
    minutes: "about 3 minutes",
    locked: false,
    features: &[],
    dir: "tools/wasm-bindgen-0.2.130",
};

/// Goes with the `wasm_split_helpers` crate.
pub const WASM_SPLIT: Tool = Tool {
    package: "wasm_split_cli_support",
    program: "wasm-split-cli",
    version: "0.2.4",
    minutes: "about a minute",
    locked: true,
    features: &["build-binary"],
    dir: "tools/wasm-split-0.2.4",
};

impl Tool {
    /// The tool's folder inside the cache.
    pub fn dir(&self) -> &'static str {
        self.dir
    }

    /// Installs the tool unless it is there.
    pub fn ensure(&self, context: &Context) -> Result<()> {
        let home = context.cache.join(self.dir);
        let program = home.join("bin").join(self.file_name());
        if program.is_file() {
            return Ok(());
        }
        let _lock = lock(&context.cache.join("install.lock"))?;
        if program.is_file() {
            return Ok(());
        }
        fs::create_dir_all(&home).map_err(at(&home))?;
        if self.binstall(&home) && program.is_file() {
            return Ok(());
        }
        println!("installing {} {}, {}, once", self.package, self.version, self.minutes);
        let mut install = outside(&home, "cargo");
        install.args(["install", "--quiet", "--root"]).arg(&home);
        install.arg(format!("{}@{}", self.package, self.version));
        // Their own release profiles link for minutes to save milliseconds of a build tool's time.
        install.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        install.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        if self.locked {
            install.arg("--locked");
        }
        if !self.features.is_empty() {
            install.arg("--features").arg(self.features.join(","));
        }
        run(
            &mut install,
            &format!(
                "{} {} could not be installed: check the network and run the command again, or put it into {} yourself",
                self.package,
                self.version,
                home.display()
            ),
        )
    }

    /// A ready-made program takes seconds where cargo-binstall is installed; when that fails, the compiler does it.
    fn binstall(&self, home: &Path) -> bool {
        // What is ready-made is made with the default features.
        if !self.features.is_empty() {
            return false;
        }
        if output(outside(home, "cargo").args(["binstall", "-V"])).is_none() {
            return false;
        }
        println!("fetching {} {} with cargo-binstall", self.package, self.version);
        outside(home, "cargo")
            .args(["binstall", "--no-confirm", "--root"])
            .arg(home)
            .arg(format!("{}@{}", self.package, self.version))
            .status()
            .is_ok_and(|status| status.success())
    }

    fn file_name(&self) -> PathBuf {
        Path::new(self.program).with_extension(std::env::consts::EXE_EXTENSION)
    }
}

/// A command that sees neither the project's cargo configuration nor the flags of the person's own build.
fn outside(dir: &Path, program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(dir);
    for name in ["CARGO_TARGET_DIR", "CARGO_BUILD_TARGET", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
        command.env_remove(name);
    }
    command
}
