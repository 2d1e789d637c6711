//! `denwa-server audit`: prints what supervisors did, and the hands that agents raised, from the store.

use crate::{
    config::Config,
    store::trace::{self, Act, Trace},
};
use std::{error::Error, io::Write, path::PathBuf};

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
    let act = match act {
        Act::MonitoringBegan { mode, shown } => {
            format!("takes part ({mode:?}, {})", if *shown { "shown" } else { "not shown" })
        }
        Act::MonitoringChanged { mode } => format!("takes part in another way ({mode:?})"),
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

/// Days from 1970-01-01 to a day of the Gregorian calendar (Howard Hinnant, `days_from_civil`).
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, month) = (year.div_euclid(400), (month + 9) % 12);
    let of_era = year - era * 400;
    let of_year = (153 * month + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Reads `2026-12-01` or `2026-12-01T09:30:00Z` as milliseconds.
fn parse_time(text: &str) -> Option<u64> {
    let (day, time) = text.split_once('T').unwrap_or((text, "00:00:00Z"));
    let numbers = |text: &str, separator| -> Option<[i64; 3]> {
        let is_plain = text.bytes().all(|b| b.is_ascii_digit() || char::from(b) == separator);
        let parts: Option<Vec<i64>> = text.split(separator).map(|part| part.parse().ok()).collect();
        parts.filter(|_| is_plain)?.try_into().ok()
    };
    let [year, month, day] = numbers(day, '-')?;
    let [hour, minute, second] = numbers(time.strip_suffix('Z')?, ':')?;
    let is_good = (1970..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second < 60;
    let seconds = ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
    is_good.then(|| u64::try_from(seconds * 1000).ok()).flatten()
}

/// Returns a time in UTC as `2026-12-01T09:30:00Z`.
fn time(at: u64) -> String {
    let seconds = i64::try_from(at / 1000).unwrap_or(i64::MAX / 2);
    let (day, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // `civil_from_days` by the same author.
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted - era * 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
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
