//! What a command needs of the machine: checked, and installed when missing, saying so.

pub mod asterisk;
mod browser;
mod debian;
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

/// Something a command needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// rustfmt and clippy.
    Lints,
    /// Compiling to WebAssembly.
    Wasm,
    /// `wasm-bindgen` and its test runner.
    WasmBindgen,
    /// Trunk.
    Trunk,
    /// Node, and what finishes the panel.
    WebTools,
    /// Node, and what drives the browser.
    BrowserTools,
    /// Chromium, its driver, and a Japanese font.
    Browser,
    /// A real Asterisk, unpacked where it disturbs nothing.
    Asterisk,
    /// Java, for what checks Apex.
    Java,
    /// Node, and what checks and converts the org package.
    OrgTools,
}

impl Need {
    pub const ALL: &[Self] = &[
        Self::Lints,
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

    /// What building the panel needs.
    pub const PANEL: &[Self] = &[Self::Wasm, Self::WasmBindgen, Self::Trunk, Self::WebTools];

    /// What driving it in Chromium needs besides.
    pub const CHROMIUM: &[Self] = &[Self::BrowserTools, Self::Browser];

    /// What checking the org package needs.
    pub const ORG: &[Self] = &[Self::Java, Self::OrgTools];

    /// The same needs, each once, in the order of [`Self::ALL`].
    pub fn united(lists: &[&[Self]]) -> Vec<Self> {
        Self::ALL.iter().copied().filter(|need| lists.iter().any(|list| list.contains(need))).collect()
    }
}

/// What [`prepare`] found or made. What was not asked for is not there.
#[derive(Default)]
pub struct Tools {
    wasm: Option<Wasm>,
    wasm_bindgen: Option<PathBuf>,
    trunk: Option<PathBuf>,
    browser: Option<Browser>,
    asterisk: Option<PathBuf>,
}

impl Tools {
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

/// Sees to all these needs, in this order.
pub fn prepare(needs: &[Need]) -> Result<Tools> {
    let mut tools = Tools::default();
    for (index, need) in needs.iter().enumerate() {
        let step = Step { number: index + 1, of: needs.len() };
        match need {
            Need::Lints => rust::lints(step)?,
            Need::Wasm => tools.wasm = Some(wasm::prepare(step)?),
            Need::WasmBindgen => tools.wasm_bindgen = Some(wasm_bindgen::prepare(step)?),
            Need::Trunk => tools.trunk = Some(trunk::prepare(step)?),
            Need::WebTools => node::packages(step, "tools/web", "what finishes the panel (esbuild, binaryen)")?,
            Need::BrowserTools => {
                node::packages(step, "tests/e2e", "what drives the browser (playwright-core, axe-core)")?;
            }
            Need::Browser => tools.browser = Some(browser::prepare(step)?),
            Need::Asterisk => tools.asterisk = Some(asterisk::prepare(step)?),
            Need::Java => java::prepare(step)?,
            Need::OrgTools => {
                node::packages(step, "tools/org", "what checks the org package (source-deploy-retrieve, PMD)")?;
            }
        }
    }
    Ok(tools)
}

/// One prerequisite's place among them, for what is said about it.
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
