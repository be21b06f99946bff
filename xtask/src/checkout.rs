//! One target directory for all checkouts: a fresh clone finds Leptos and the rest compiled.
//!
//! Cargo tells a workspace's own packages apart by their path *inside* the workspace, so to it `crates/model` of two clones is one
//! package, and the one compiled last may pass for the other. So a checkout claims the directory while it compiles, and a change
//! of hands makes cargo forget the packages of the workspace, but not its dependencies.

use crate::context::{Context, Result, at};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// Holds the target directory for this checkout until the file is dropped. Several commands of one checkout may hold it at once.
pub fn claim(context: &Context) -> Result<Option<File>> {
    if !context.shared {
        return Ok(None);
    }
    fs::create_dir_all(&context.target).map_err(at(&context.target))?;
    let path = context.target.join("checkout.lock");
    let holder = context.target.join("checkout");
    let ours = context.root.to_string_lossy();
    let is_ours = || fs::read_to_string(&holder).is_ok_and(|root| root == ours);
    loop {
        let file = File::create(&path).map_err(at(&path))?;
        file.lock_shared().map_err(at(&path))?;
        if is_ours() {
            return Ok(Some(file));
        }
        drop(file);
        let file = File::create(&path).map_err(at(&path))?;
        if file.try_lock().is_err() {
            println!("waiting for another checkout to finish compiling");
            file.lock().map_err(at(&path))?;
        }
        // Another command of this checkout may have been quicker.
        if !is_ours() {
            forget_packages(context)?;
            fs::write(&holder, ours.as_bytes()).map_err(at(&holder))?;
        }
    }
}

/// Removes what cargo remembers of this workspace's packages, for every profile and target: it then compiles them anew.
fn forget_packages(context: &Context) -> Result<()> {
    let names = packages(&context.root);
    let below = |dir: PathBuf| fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    let places: Vec<PathBuf> = below(context.target.clone()).filter(|path| path.is_dir()).collect();
    let targets: Vec<PathBuf> = places.iter().flat_map(|place| below(place.clone())).collect();
    for profile in places.iter().chain(&targets) {
        for entry in [".fingerprint", "incremental"].iter().flat_map(|kind| below(profile.join(kind))) {
            let name = entry.file_name().unwrap_or_default().to_string_lossy();
            if names.iter().any(|package| name.rsplit_once('-').is_some_and(|(start, _)| start == package)) {
                fs::remove_dir_all(&entry).map_err(at(&entry))?;
            }
        }
    }
    Ok(())
}

/// The names of the workspace's packages, from their manifests.
fn packages(root: &Path) -> Vec<String> {
    let crates = fs::read_dir(root.join("crates")).into_iter().flatten().flatten();
    let folders = crates.map(|entry| entry.path()).chain([root.to_path_buf(), root.join("xtask")]);
    let manifests = folders.filter_map(|dir| fs::read_to_string(dir.join("Cargo.toml")).ok());
    let name = |manifest: String| {
        let line = manifest.lines().find_map(|line| line.strip_prefix("name = \""))?;
        Some(line.split('"').next()?.to_string())
    };
    manifests.filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_hands_forgets_the_workspace_and_keeps_the_rest() {
        let dir = std::env::temp_dir().join(format!("rapport-checkout-{}", std::process::id()));
        let kept = dir.join("target/wasm32/quick/.fingerprint/leptos-0123");
        let ours = dir.join("target/wasm32/quick/.fingerprint/model-0123");
        for path in [&kept, &ours, &dir.join("one/crates/model"), &dir.join("two/crates/model")] {
            fs::create_dir_all(path).unwrap();
        }
        let checkout = |name: &str| {
            let root = dir.join(name);
            fs::write(root.join("crates/model/Cargo.toml"), "[package]\nname = \"model\"\n").unwrap();
            Context { root, cache: dir.clone(), target: dir.join("target"), shared: true }
        };
        drop(claim(&checkout("one")).unwrap());
        assert!(kept.is_dir() && !ours.exists());
        fs::create_dir_all(&ours).unwrap();
        drop(claim(&checkout("one")).unwrap());
        assert!(ours.is_dir(), "the same checkout again compiles nothing anew");
        drop(claim(&checkout("two")).unwrap());
        assert!(kept.is_dir() && !ours.exists());
        fs::remove_dir_all(dir).unwrap();
    }
}
