//! The checks, in steps, the fast ones first. A failed step does not stop the others; a table at the end shows all results.

mod asterisk;
mod browser;
mod clippy;
mod deny;
mod e2e;
mod fmt;
mod layers;
mod native;
pub mod node;
mod org;
mod purity;
mod size;

use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, bail};

use crate::args;
use crate::build::{self, Servers};
use crate::panel::{self, Build};
use crate::setup::{self, Need, Tools};

/// One step of the checks.
struct Step {
    name: &'static str,
    what: &'static str,
    needs: &'static [&'static [Need]],
    /// Returns a summary.
    run: fn(&mut Run) -> Result<String>,
}

const STEPS: &[Step] = &[
    fmt::STEP,
    clippy::STEP,
    deny::STEP,
    native::STEP,
    org::STEP,
    browser::STEP,
    size::STEP,
    e2e::STEP,
    asterisk::STEP,
];

/// State that the steps of a run share.
struct Run {
    tools: Arc<Tools>,
    panel: ReleasePanel,
    servers: bool,
}

/// How far the release panel is.
enum ReleasePanel {
    NotBuilt,
    Building(JoinHandle<Result<()>>),
    Built,
}

impl Run {
    /// Begins to build the release panel beside the steps before those that need it: linking keeps one core busy for minutes.
    fn begin_panel(&mut self) {
        let tools = Arc::clone(&self.tools);
        self.panel = ReleasePanel::Building(thread::spawn(move || panel::build_with(&tools, Build::Release)));
    }

    /// The release panel is built, once.
    fn panel(&mut self) -> Result<()> {
        match std::mem::replace(&mut self.panel, ReleasePanel::NotBuilt) {
            ReleasePanel::Built => {}
            ReleasePanel::Building(build) => build.join().map_err(|_| anyhow!("the panel's build panicked"))??,
            ReleasePanel::NotBuilt => panel::build_with(&self.tools, Build::Release)?,
        }
        self.panel = ReleasePanel::Built;
        Ok(())
    }

    /// Builds the servers, once.
    fn servers(&mut self) -> Result<Servers> {
        if !self.servers {
            build::servers()?;
            self.servers = true;
        }
        Ok(Servers::there())
    }
}

struct Outcome {
    step: &'static Step,
    took: Duration,
    result: Result<String>,
}

pub fn command(options: &args::Test) -> Result<()> {
    if options.list {
        for step in STEPS {
            println!("{:<10} {}", step.name, step.what);
        }
        return Ok(());
    }
    let steps = chosen(&options.only)?;
    let needs: Vec<&[Need]> = steps.iter().flat_map(|step| step.needs).copied().collect();
    let tools = setup::prepare(&Need::united(&needs))?;
    let mut run = Run { tools: Arc::new(tools), panel: ReleasePanel::NotBuilt, servers: false };
    if needs.iter().any(|needs| needs.contains(&Need::Trunk)) {
        run.begin_panel();
    }
    let mut outcomes = Vec::new();
    for step in steps {
        println!("\n== {}: {}", step.name, step.what);
        let start = Instant::now();
        let result = (step.run)(&mut run);
        let outcome = Outcome { step, took: start.elapsed(), result };
        match &outcome.result {
            Ok(found) => println!("   passed in {}: {found}", seconds(outcome.took)),
            Err(error) => println!("   FAILED after {}: {error:#}", seconds(outcome.took)),
        }
        outcomes.push(outcome);
    }
    report(&outcomes)
}

fn chosen(only: &[String]) -> Result<Vec<&'static Step>> {
    for name in only {
        if !STEPS.iter().any(|step| step.name == name) {
            let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
            bail!("there is no step {name:?}; the steps are {}", names.join(", "));
        }
    }
    Ok(STEPS.iter().filter(|step| only.is_empty() || only.iter().any(|name| name == step.name)).collect())
}

fn report(outcomes: &[Outcome]) -> Result<()> {
    println!("\n{:<10} {:<7} {:>7}  found", "step", "result", "time");
    for Outcome { step, took, result } in outcomes {
        let (word, found) = match result {
            Ok(found) => ("passed", found.clone()),
            Err(error) => ("FAILED", error.to_string().lines().next().unwrap_or_default().to_string()),
        };
        println!("{:<10} {word:<7} {:>7}  {found}", step.name, seconds(*took));
    }
    let total: Duration = outcomes.iter().map(|outcome| outcome.took).sum();
    let failed = outcomes.iter().filter(|outcome| outcome.result.is_err()).count();
    println!("{:<10} {:<7} {:>7}\n", "all", "", seconds(total));
    println!("{} passed, {failed} failed", outcomes.len() - failed);
    if failed > 0 {
        bail!("{failed} of {} steps failed", outcomes.len());
    }
    Ok(())
}

fn seconds(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds < 60 { format!("{seconds} s") } else { format!("{}:{:02} min", seconds / 60, seconds % 60) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_is_not_there_is_refused_with_those_that_are() {
        let error = chosen(&["nativ".to_string()]).err().unwrap().to_string();
        assert!(error.contains("native, org"), "{error}");
    }

    #[test]
    fn steps_keep_their_order() {
        let names: Vec<&str> =
            chosen(&["size".to_string(), "fmt".to_string()]).unwrap().iter().map(|step| step.name).collect();
        assert_eq!(names, ["fmt", "size"]);
    }

    #[test]
    fn one_failed_step_fails_the_run() {
        let outcome = |result| Outcome { step: &STEPS[0], took: Duration::ZERO, result };
        assert!(report(&[outcome(Ok(String::new()))]).is_ok());
        assert!(report(&[outcome(Ok(String::new())), outcome(Err(anyhow::anyhow!("no")))]).is_err());
    }
}
