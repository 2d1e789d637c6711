//! Prerequisites of the commands: checked, and installed if they are missing.

pub mod asterisk;
mod browser;
mod debian;
mod deny;
mod java;
mod node;
mod rust;
mod trunk;
pub mod wasm;
mod wasm_bindgen;

use std::path::PathBuf;

use anyhow::{Context, Result};

pub use browser::Browser;
pub use wasm::Wasm;

/// A prerequisite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// rustfmt and clippy.
    Lints,
    /// cargo-deny.
    Deny,
    /// Compiling to WebAssembly.
    Wasm,
    /// `wasm-bindgen` and its test runner.
    WasmBindgen,
    /// Trunk.
    Trunk,
    /// Node, esbuild and wasm-opt, with which Trunk finishes the panel.
    WebTools,
    /// Node, and the packages that drive the browser.
    BrowserTools,
    /// Chromium, its driver, and a Japanese font.
    Browser,
    /// A real Asterisk, unpacked into the cache.
    Asterisk,
    /// Java, for the tools that check Apex.
    Java,
    /// Node, and the packages that check and convert the org package.
    OrgTools,
}

impl Need {
    pub const ALL: &[Self] = &[
        Self::Lints,
        Self::Deny,
        Self::Wasm,
        Self::WasmBindgen,
        Self::Trunk,
        Self::WebTools,
        Self::BrowserTools,
        Self::Browser,
        Self::Asterisk,
        Self::Java,
        Self::OrgTools,
    ];

    /// Prerequisites of building the panel.
    pub const PANEL: &[Self] = &[Self::Wasm, Self::WasmBindgen, Self::Trunk, Self::WebTools];

    /// Further prerequisites of driving the panel in Chromium.
    pub const CHROMIUM: &[Self] = &[Self::BrowserTools, Self::Browser];

    /// Prerequisites of checking the org package.
    pub const ORG: &[Self] = &[Self::Java, Self::OrgTools];

    /// The union of several lists, in the order of [`Self::ALL`].
    pub fn united(lists: &[&[Self]]) -> Vec<Self> {
        Self::ALL.iter().copied().filter(|need| lists.iter().any(|list| list.contains(need))).collect()
    }
}

/// The tools that [`prepare`] found or installed; `None` where a tool was not asked for.
#[derive(Default)]
pub struct Tools {
    deny: Option<PathBuf>,
    wasm: Option<Wasm>,
    wasm_bindgen: Option<PathBuf>,
    trunk: Option<PathBuf>,
    browser: Option<Browser>,
    asterisk: Option<PathBuf>,
}

impl Tools {
    pub fn deny(&self) -> Result<&PathBuf> {
        self.deny.as_ref().context("cargo-deny was not prepared")
    }

    pub fn wasm(&self) -> Result<&Wasm> {
        self.wasm.as_ref().context("compiling to WebAssembly was not prepared")
    }

    /// The folder of `wasm-bindgen` and `wasm-bindgen-test-runner`.
    pub fn wasm_bindgen(&self) -> Result<&PathBuf> {
        self.wasm_bindgen.as_ref().context("wasm-bindgen was not prepared")
    }

    pub fn trunk(&self) -> Result<&PathBuf> {
        self.trunk.as_ref().context("Trunk was not prepared")
    }

    pub fn browser(&self) -> Result<&Browser> {
        self.browser.as_ref().context("the browser was not prepared")
    }

    /// The root of the unpacked Asterisk.
    pub fn asterisk(&self) -> Result<&PathBuf> {
        self.asterisk.as_ref().context("Asterisk was not prepared")
    }
}

/// Checks these prerequisites in their order, and installs those that are missing.
pub fn prepare(needs: &[Need]) -> Result<Tools> {
    let mut tools = Tools::default();
    for (index, need) in needs.iter().enumerate() {
        let step = Step { number: index + 1, of: needs.len() };
        match need {
            Need::Lints => rust::lints(step)?,
            Need::Deny => tools.deny = Some(deny::prepare(step)?),
            Need::Wasm => tools.wasm = Some(wasm::prepare(step)?),
            Need::WasmBindgen => tools.wasm_bindgen = Some(wasm_bindgen::prepare(step)?),
            Need::Trunk => tools.trunk = Some(trunk::prepare(step)?),
            Need::WebTools => node::packages(step, "tools/web", "panel tools (esbuild, binaryen)")?,
            Need::BrowserTools => {
                node::packages(step, "tests/e2e", "browser tools (playwright-core, axe-core)")?;
            }
            Need::Browser => tools.browser = Some(browser::prepare(step)?),
            Need::Asterisk => tools.asterisk = Some(asterisk::prepare(step)?),
            Need::Java => java::prepare(step)?,
            Need::OrgTools => {
                node::packages(step, "tools/org", "org tools (source-deploy-retrieve, PMD)")?;
            }
        }
    }
    Ok(tools)
}

/// A prerequisite's place among all, printed before its messages.
#[derive(Clone, Copy)]
pub struct Step {
    number: usize,
    of: usize,
}

impl Step {
    fn say(self, text: &str) {
        println!("[{}/{}] {text}", self.number, self.of);
    }
}
