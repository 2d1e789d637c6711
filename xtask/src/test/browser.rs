//! wasm-bindgen-tests in headless Chromium: the panel's components, and the Open CTI bindings against a host that can misbehave.

use anyhow::{Result, ensure};

use super::{Run, Step};
use crate::setup::Need;
use crate::setup::wasm::{Purpose, TARGET};
use crate::{paths, run};

pub const STEP: Step = Step {
    name: "browser",
    what: "tests of panel and bindings inside Chromium (wasm-bindgen-test)",
    needs: &[&[Need::Wasm, Need::WasmBindgen, Need::Browser]],
    run: check,
};

const PACKAGES: [&str; 2] = ["opencti", "denwa-panel"];

/// How the driver starts Chromium, which as root only runs without its sandbox.
const WEBDRIVER: &str = r#"{"goog:chromeOptions":{"binary":"@CHROMIUM@","args":["--headless","--no-sandbox","--disable-gpu","--disable-dev-shm-usage","--disable-quic","--no-first-run","--disable-background-networking","--disable-component-update","--disable-sync"]}}"#;

fn check(run: &mut Run) -> Result<String> {
    let browser = run.tools.browser()?;
    let config = paths::target().join("xtask/webdriver.json");
    std::fs::create_dir_all(paths::logs())?;
    std::fs::write(&config, WEBDRIVER.replace("@CHROMIUM@", &browser.chromium.to_string_lossy()))?;
    let runner = run.tools.wasm_bindgen()?.join("wasm-bindgen-test-runner");
    let mut cargo = run::cargo();
    cargo.args(["test", "--target", TARGET]);
    for package in PACKAGES {
        cargo.args(["--package", package]);
    }
    cargo
        .args(["--test", "web", "--no-fail-fast"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", &browser.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &config)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300")
        // Small programs start sooner in the browser, where nobody debugs them.
        .env("CARGO_PROFILE_TEST_DEBUG", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_PROFILE_DEV_OPT_LEVEL", "1")
        .env("CARGO_TERM_COLOR", "never");
    run.tools.wasm()?.apply(&mut cargo, Purpose::Debug, &[]);
    run::run("browser", &mut cargo)?;
    let passed = passed(&std::fs::read_to_string(run::log_of("browser"))?);
    ensure!(passed > 0, "no test ran in the browser");
    Ok(format!("{passed} passed"))
}

fn passed(log: &str) -> u32 {
    log.lines().filter_map(|line| line.strip_prefix("test result: ok. ")?.split(' ').next()?.parse::<u32>().ok()).sum()
}
