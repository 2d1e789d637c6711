//! Measures the event server: events under load, resuming, coming back after a kill, and many sign-ins beside as many
//! idle sockets.

use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::build::Servers;
use crate::run;

/// 10,000 panels, 5,000 calls at once, an event a second of each; 100 panels are away for a minute. The bounds are those
/// that the server is built for.
const LOAD: &str = "load --panels 10000 --calls 5000 --rate 1 --seconds 62 --away 100 --gap 60 --bound 10 --memory-bound 400 \
                    --resume-bound 1000 --kill --back-bound 10000";

/// More panels than the default bounds of a server allow. A process needs a file for each, and many machines allow 20,000.
const MANY: &str = "18000";

/// Measures, and prints the figures.
pub fn measure(servers: &Servers) -> Result<()> {
    let server = |arguments: &str| {
        let mut command = Command::new(&servers.event_server);
        command.args(arguments.split_whitespace());
        command
    };
    let load = report("bench load", server(LOAD))?;
    for line in load_figures(&load.figures) {
        println!("{line}");
    }
    let panels = report("bench sign-ins", server(&format!("load --panels {MANY} --calls 0")))?;
    let echoes = report("bench echo", server(&format!("echo --sockets {MANY}")))?;
    for line in comparison(&panels.figures, &echoes.figures) {
        println!("{line}");
    }
    load.result.and(panels.result).and(echoes.result)
}

/// What a measurement printed, and whether its bounds held.
struct Report {
    figures: Value,
    result: Result<()>,
}

/// Runs a measurement that prints its figures as a line of JSON, and fails if a bound is exceeded.
fn report(name: &str, mut command: Command) -> Result<Report> {
    let result = run::run(name, &mut command);
    let log = std::fs::read_to_string(run::log_of(name))?;
    let line = log.lines().rev().find(|line| line.starts_with('{'));
    match (line, result) {
        (Some(line), result) => Ok(Report { figures: serde_json::from_str(line).context("figures")?, result }),
        (None, Err(error)) => Err(error),
        (None, Ok(())) => anyhow::bail!("{name} printed no figures"),
    }
}

fn number(figures: &Value, name: &str) -> f64 {
    figures[name].as_f64().unwrap_or(f64::NAN)
}

fn load_figures(load: &Value) -> Vec<String> {
    let per_second = number(load, "emitted") / number(load, "seconds");
    vec![
        format!(
            "{} panels, {} calls at once, {per_second:.0} events a second, with the store:",
            load["panels"], load["callsAtOnce"]
        ),
        figure("99th percentile from PBX to socket", number(load, "p99Us") / 1_000.0, 10.0, "ms"),
        figure("the server's memory", number(load, "serverMemoryKb") / 1_024.0, 400.0, "MB"),
        figure(
            &format!("a panel that was away for a minute has everything (longest of {})", load["resumes"]),
            number(load, "resumeMaxMs") / 1_000.0,
            1.0,
            "s",
        ),
        figure(
            &format!("all are back after kill -9 ({} without a snapshot)", load["resumed"]),
            number(load, "backMs") / 1_000.0,
            10.0,
            "s",
        ),
    ]
}

fn figure(what: &str, value: f64, bound: f64, unit: &str) -> String {
    let word = if value <= bound { "held  " } else { "FAILED" };
    format!("{word} {what}: {value:.2} {unit} (at most {bound} {unit})")
}

/// The panels' sign-in beside the same number of idle echo sockets, which are the machine's limit.
fn comparison(panels: &Value, echoes: &Value) -> Vec<String> {
    let line = |what: &str, of_panels: f64, of_echoes: f64, unit: &str| {
        let ratio = of_panels / of_echoes;
        format!("       {what}: {of_panels:.1} {unit}, {ratio:.1} times the {of_echoes:.1} {unit} of idle echo sockets")
    };
    let count = &panels["panels"];
    vec![
        line(
            &format!("{count} panels sign in"),
            number(panels, "signInMs") / 1_000.0,
            number(echoes, "openMs") / 1_000.0,
            "s",
        ),
        line(
            &format!("the server's memory with {count} panels"),
            number(panels, "serverMemoryKb") / 1_024.0,
            number(echoes, "serverMemoryKb") / 1_024.0,
            "MB",
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn figures_are_told_with_their_bounds() {
        let load = json!({
            "panels": 10_000, "callsAtOnce": 5_000, "emitted": 350_000, "seconds": 70, "p99Us": 2_400,
            "serverMemoryKb": 500_000, "resumes": 100, "resumeMaxMs": 20, "resumed": 10_000, "backMs": 1_300,
        });
        let lines = load_figures(&load);
        assert_eq!(lines[0], "10000 panels, 5000 calls at once, 5000 events a second, with the store:");
        assert_eq!(lines[1], "held   99th percentile from PBX to socket: 2.40 ms (at most 10 ms)");
        assert_eq!(lines[2], "FAILED the server's memory: 488.28 MB (at most 400 MB)");
    }

    #[test]
    fn panels_are_compared_with_echo_sockets() {
        let panels = json!({ "panels": 18_000, "signInMs": 6_000, "serverMemoryKb": 204_800 });
        let echoes = json!({ "openMs": 3_000, "serverMemoryKb": 102_400 });
        let lines = comparison(&panels, &echoes);
        assert_eq!(lines[0], "       18000 panels sign in: 6.0 s, 2.0 times the 3.0 s of idle echo sockets");
    }
}
