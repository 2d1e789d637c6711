//! Chromium, its driver, and a font for Japanese.

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::{Step, debian};
use crate::{paths, run};

const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-noto-cjk"];

pub struct Browser {
    pub chromium: PathBuf,
    pub driver: PathBuf,
}

pub fn prepare(step: Step) -> Result<Browser> {
    if let Some(browser) = find().filter(|_| has_japanese_font()) {
        step.say(&format!("Chromium: there ({})", browser.chromium.display()));
        return Ok(browser);
    }
    if !debian::may_install() {
        bail!("Chromium, chromedriver or a Japanese font is missing: install them (Debian: {})", PACKAGES.join(" "));
    }
    step.say("Chromium: installing Debian's, with its driver and a Japanese font, about 1 min …");
    debian::install(&PACKAGES)?;
    match find() {
        Some(browser) => Ok(browser),
        None => bail!("Debian's packages {} are installed, but there is no chromium in PATH", PACKAGES.join(", ")),
    }
}

fn find() -> Option<Browser> {
    let chromium = ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(paths::which)?;
    Some(Browser { chromium, driver: paths::which("chromedriver")? })
}

/// Whether a font has Japanese characters, which screenshots show as boxes otherwise. Without `fc-list` one is assumed.
fn has_japanese_font() -> bool {
    paths::which("fc-list").is_none()
        || run::output(std::process::Command::new("fc-list").arg(":lang=ja")).is_some_and(|fonts| !fonts.is_empty())
}
