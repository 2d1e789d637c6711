//! `denwa-server audit`: prints what supervisors did, and the hands that agents raised, from the store.

use crate::{
    config::Config,
    store::trace::{self, Act, Trace},
};
use std::{error::Error, io::Write, path::PathBuf};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// The arguments of `denwa-server audit`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The configuration, a TOML file: it says where the store is.
    #[arg(long, required_unless_present = "store")]
    pub config: Option<PathBuf>,
    /// The store's file. Overrides the configuration file.
    #[arg(long)]
    pub store: Option<PathBuf>,
    /// Only acts since then, in UTC: `2026-12-01` or `2026-12-01T09:30:00Z`.
    #[arg(long)]
    pub since: Option<String>,
    /// Print JSON, an act a line.
    #[arg(long)]
    pub json: bool,
}

/// Prints the acts, the earliest first.
///
/// # Errors
/// If the configuration or the store cannot be read, or the time cannot be understood.
pub fn run(args: &Args) -> Result<(), Box<dyn Error>> {
    let configured = || -> Result<Option<PathBuf>, Box<dyn Error>> {
        Ok(args.config.as_deref().map(Config::read).transpose()?.and_then(|config| config.store.path))
    };
    let path = match &args.store {
        Some(path) => path.clone(),
        None => configured()?.ok_or("the configuration has no store")?,
    };
    let since = match &args.since {
        Some(text) => parse_time(text).ok_or_else(|| format!("--since: `{text}` is not a time like 2026-12-01"))?,
        None => 0,
    };
    let mut out = std::io::stdout().lock();
    for trace in trace::read(&path, since)? {
        let line = if args.json { serde_json::to_string(&trace)? } else { in_words(&trace) };
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Returns an act in words: time, organisation, who, whom, what, and the call.
fn in_words(trace: &Trace) -> String {
    let Trace { at, organisation, by, agent, call, act } = trace;
    let seen = |shown| if shown { "shown" } else { "not shown" };
    let act = match act {
        Act::MonitoringBegan { mode, shown } => format!("takes part ({mode:?}, {})", seen(*shown)),
        Act::MonitoringChanged { mode, shown } => format!("takes part in another way ({mode:?}, {})", seen(*shown)),
        Act::MonitoringEnded => "leaves the call".to_owned(),
        Act::ModeSet { mode, why } => {
            let reason = mode.reason.as_ref().map(|reason| format!(" {reason}")).unwrap_or_default();
            format!("sets the mode {:?}{reason}, because: {why}", mode.mode)
        }
        Act::HandRaised { hand } => format!("raises the hand ({hand:?})"),
        Act::HandLowered { outcome: Some(outcome) } => format!("lowers the hand: {outcome}"),
        Act::HandLowered { outcome: None } => "lowers the hand".to_owned(),
    };
    let call = call.as_ref().map(|call| format!(" [call {call}]")).unwrap_or_default();
    let whom = if by == agent { String::new() } else { format!(" {agent}:") };
    // The texts come from people: a line stays a line.
    let line =
        format!("{} {organisation} {by}{}{whom} {act}{call}", time(*at), if whom.is_empty() { ":" } else { " →" });
    line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Reads `2026-12-01` or `2026-12-01T09:30:00Z` as milliseconds.
fn parse_time(text: &str) -> Option<u64> {
    let text = if text.contains('T') { text.to_owned() } else { format!("{text}T00:00:00Z") };
    let seconds = OffsetDateTime::parse(&text, &Rfc3339).ok()?.unix_timestamp();
    u64::try_from(seconds).ok()?.checked_mul(1000)
}

/// Returns a time in UTC as `2026-12-01T09:30:00Z`; empty beyond the year 9999.
fn time(at: u64) -> String {
    let seconds = i64::try_from(at / 1000).ok();
    let time = seconds.and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok());
    time.and_then(|time| time.format(&Rfc3339).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_and_written() {
        for (text, seconds) in [("1970-01-01", 0), ("2000-02-29", 951_782_400), ("2026-12-01T09:30:05Z", 1_796_117_405)]
        {
            assert_eq!(parse_time(text), Some(seconds * 1000), "{text}");
            let written = time(seconds * 1000);
            assert!(written == text || written == format!("{text}T00:00:00Z"), "{written}");
        }
        for text in
            ["", "yesterday", "2026-13-01", "2026-12-01T25:00:00Z", "2026-12-01T09:30:00", "-1-1-1", "+2026-12-01"]
        {
            assert_eq!(parse_time(text), None, "{text}");
        }
    }

    #[test]
    fn an_act_is_a_line_in_words() {
        let trace = |agent: &str, act| Trace {
            at: 1_796_117_405_000,
            organisation: "00D".to_owned(),
            by: "sato".to_owned(),
            agent: agent.to_owned(),
            call: Some("7".to_owned()),
            act,
        };
        let why = "two\nlines".to_owned();
        let mode = denwa_protocol::ChosenMode { mode: denwa_protocol::AgentMode::Ready, reason: None };
        assert_eq!(
            in_words(&trace("ito", Act::ModeSet { mode, why })),
            "2026-12-01T09:30:05Z 00D sato → ito: sets the mode Ready, because: two lines [call 7]"
        );
        assert_eq!(
            in_words(&trace("sato", Act::HandLowered { outcome: None })),
            "2026-12-01T09:30:05Z 00D sato: lowers the hand [call 7]"
        );
    }
}
