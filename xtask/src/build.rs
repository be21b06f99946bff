//! From sources to a site: Trunk compiles, `post` finishes.

use crate::context::{Context, Result, flag, flag_value, lock, run};
use crate::{checkout, post, setup};
use std::path::{Path, PathBuf};

/// Two ways to build the same code.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// For looking and testing: no slow link step, nothing compressed.
    Quick,
    /// For people: small first.
    Dist,
}

/// `cargo xtask build`.
pub fn command(context: &Context, args: &[String]) -> Result<()> {
    let kind = if flag(args, "--release") { Kind::Dist } else { Kind::Quick };
    let out = match flag_value(args, "--out")? {
        Some(dir) => context.root.join(dir),
        None => default_out(context, kind),
    };
    site(context, kind, &out)
}

/// `cargo xtask dist`.
pub fn dist(context: &Context) -> Result<()> {
    site(context, Kind::Dist, &default_out(context, Kind::Dist))
}

/// Where a site of this kind goes unless told otherwise.
pub fn default_out(context: &Context, kind: Kind) -> PathBuf {
    match kind {
        Kind::Quick => context.work().join("site-quick"),
        Kind::Dist => context.root.join("dist"),
    }
}

/// Builds the app into `out`, which is replaced as a whole once the new site is complete.
pub fn site(context: &Context, kind: Kind, out: &Path) -> Result<()> {
    setup::for_build(context)?;
    let _claim = checkout::claim(context)?;
    // One at a time for everybody who shares the target directory: wasm-bindgen's output folder in it is not cargo's to lock.
    let _lock = lock(&context.target.join("site.lock"))?;
    let staging = context.work().join(match kind {
        Kind::Quick => "trunk-quick",
        Kind::Dist => "trunk-dist",
    });
    let mut trunk = context.command("trunk");
    context.cargo_env(&mut trunk);
    trunk
        .args(["--log", "warn", "build", "--dist"])
        .arg(&staging)
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        // The compiler's messages tell what is wrong; Trunk's own stack would push them off the screen.
        .env("RUST_BACKTRACE", "0")
        // Trunk takes only true and false here, not the customary 1.
        .env_remove("NO_COLOR");
    // By profile and never with --release, which would make Trunk fetch a wasm-opt of its own: `assets` runs ours.
    trunk.args(["--cargo-profile", if kind == Kind::Quick { "quick" } else { "release" }]);
    run(&mut trunk, "the app does not compile: see the messages above")?;
    post::assemble(context, kind, &staging, out)?;
    println!("site: {}", out.display());
    Ok(())
}
