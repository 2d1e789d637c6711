//! `denwa-server doctor`: reads and checks the configuration, connects to the PBX, and says what was found, what was
//! matched to whom, and what to change. Changes nothing, neither here nor on the PBX.
//!
//! ```text
//!   configuration ──▶ examine ──▶ findings ──▶ report (text in Japanese or English)
//!   PBX ──probe──▶ facts ──┘ └──────────────────┘
//! ```
//!
//! Only [`probe`] does I/O; everything else is pure.

pub mod examine;
pub mod facts;
pub mod finding;
pub mod language;
pub mod probe;
pub mod report;
mod sections;
pub mod table;
pub mod words;

use crate::{
    config::{ConfigError, PbxConfig},
    serve,
    token::Verifier,
};
use finding::Finding;
use language::Language;
use report::Report;
use std::{error::Error, io::Write, process::ExitCode};

/// The arguments of `denwa-server doctor`: those of `serve`, whose configuration it checks, and a language.
#[derive(Debug, clap::Args)]
// The flattened arguments are a group named `Args`, too.
#[group(id = "doctor")]
pub struct Args {
    /// The arguments with which `serve` is run.
    #[command(flatten)]
    pub serve: serve::Args,
    /// The report's language. Default: the environment's (`LC_ALL`, `LC_MESSAGES`, `LANG`).
    #[arg(long)]
    pub language: Option<Language>,
}

/// Runs the command. The exit code is 1 if something must be changed.
///
/// # Errors
/// If the report cannot be written.
pub fn run(args: &Args) -> Result<ExitCode, Box<dyn Error>> {
    let language = args.language.unwrap_or_else(|| Language::from_environment(|name| std::env::var(name).ok()));
    let file = args.serve.config.display().to_string();
    let config = match args.serve.config() {
        Ok(config) => config,
        Err(error) => {
            let findings = config_findings(error.as_ref());
            return finish(&Report { file: &file, config: None, pbx: None, findings: &findings }, language);
        }
    };
    let mut findings = examine::examine_config(&config);
    if !findings.contains(&Finding::NoKeys)
        && let Err(error) = Verifier::read(&config)
    {
        findings.push(Finding::BadKey { text: error.to_string() });
    }
    let facts = match &config.pbx {
        PbxConfig::Asterisk(asterisk) => {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            let facts = runtime.block_on(probe::probe(&config, asterisk));
            findings.extend(examine::examine_pbx(&config, asterisk, &facts));
            Some((&**asterisk, facts))
        }
        PbxConfig::Simulated(_) => {
            findings.push(Finding::SimulatedPbx);
            None
        }
    };
    let pbx = facts.as_ref().map(|(asterisk, facts)| (*asterisk, facts));
    finish(&Report { file: &file, config: Some(&config), pbx, findings: &findings }, language)
}

/// Says why a configuration is refused.
fn config_findings(error: &(dyn Error + 'static)) -> Vec<Finding> {
    match error.downcast_ref::<ConfigError>() {
        Some(ConfigError::Site(faults)) => faults.iter().cloned().map(Finding::Site).collect(),
        _ => vec![Finding::BadConfiguration { text: error.to_string() }],
    }
}

fn finish(report: &Report<'_>, language: Language) -> Result<ExitCode, Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    out.write_all(report.write(language).as_bytes())?;
    out.flush()?;
    Ok(if report.must_change() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
