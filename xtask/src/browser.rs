//! Finds the browser that tests and tools drive, or installs the system's own.

use crate::context::{Context, Result, output};
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A Chromium and the driver that speaks WebDriver to it.
pub struct Browser {
    /// The browser's program.
    pub chrome: PathBuf,
    /// Its WebDriver.
    pub driver: PathBuf,
    /// What the tests of the pages run in: Chromium without any window where the system has it, a third less work; else the browser itself.
    pub shell: PathBuf,
}

const SHELL: &str = "chromium-headless-shell";
const CHROMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const CHROMES_ELSEWHERE: [&str; 3] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/// No network of its own, no first-run pages; and no sandbox, which root may not have.
pub const CHROME_ARGS: [&str; 6] = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
];

impl Browser {
    /// Finds both programs; installs them where apt can.
    pub fn ensure(context: &Context) -> Result<Browser> {
        if let Some(found) = Browser::find() {
            return Ok(found);
        }
        apt_install(context);
        Browser::find().ok_or_else(|| {
            "Chromium and its chromedriver are missing: install both, or set CHROME and CHROMEDRIVER to their paths"
                .into()
        })
    }

    fn find() -> Option<Browser> {
        let chrome = from_env("CHROME").or_else(|| CHROMES.iter().find_map(|name| on_path(name))).or_else(|| {
            let mut known = CHROMES_ELSEWHERE.iter().map(PathBuf::from);
            known.find(|path| path.is_file())
        })?;
        let driver = from_env("CHROMEDRIVER").or_else(|| on_path("chromedriver"))?;
        // Who names a browser means it.
        let shell = from_env("CHROME").or_else(|| on_path(SHELL)).unwrap_or_else(|| chrome.clone());
        Some(Browser { chrome, driver, shell })
    }
}

fn from_env(name: &str) -> Option<PathBuf> {
    env::var_os(name).map(PathBuf::from).filter(|path| path.is_file())
}

fn on_path(name: &str) -> Option<PathBuf> {
    let name = Path::new(name).with_extension(env::consts::EXE_EXTENSION);
    env::split_paths(&env::var_os("PATH").unwrap_or_default()).map(|dir| dir.join(&name)).find(|path| path.is_file())
}

/// Debian and its kin. Whether it worked shows in what is found afterwards. The Chinese font is for screenshots people look at.
fn apt_install(context: &Context) {
    let Some(apt) = on_path("apt-get") else {
        return;
    };
    let root = output(Command::new("id").arg("-u")).is_some_and(|id| id == "0");
    let sudo = !root && output(Command::new("sudo").args(["-n", "true"])).is_some();
    if !root && !sudo {
        return;
    }
    println!("installing chromium, chromium-driver and fonts-noto-cjk with apt-get, about 3 minutes, once");
    let install = ["-q", "install", "-y", "--no-install-recommends"];
    let needed = [&install[..], &["chromium", "chromium-driver", "fonts-noto-cjk"]].concat();
    // Not every system has it: by itself, so that the others come all the same.
    let quicker = [&install[..], &[SHELL]].concat();
    let steps: [&[&str]; 3] = [&["-q", "update"], &needed, &quicker];
    for args in steps {
        let mut command = if sudo {
            let mut command = context.command("sudo");
            command.args(["-n", "DEBIAN_FRONTEND=noninteractive"]).arg(&apt);
            command
        } else {
            context.command(&apt)
        };
        command.env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null()).args(args);
        if let Err(error) = command.status() {
            eprintln!("apt-get: {error}");
        }
    }
}
