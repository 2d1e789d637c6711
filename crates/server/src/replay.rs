//! `denwa-server replay`: reads a recorded AMI session and prints the messages a panel would have received, or a
//! summary of each call.
//!
//! A recording is a file with one JSON object per line: `t` (seconds since the recording began), `src` and `ev`. Lines
//! whose `src` is "ami" are events; all other lines are skipped. A key that an event has more than once has an array of
//! its values. An event's time is its `Timestamp`; for an event without one, the last known `Timestamp` plus the
//! difference in `t`.

use crate::{
    clock::{Now, Steady},
    config::{Config, PbxConfig},
    hub::{Effect, Hub, Input, SignIn},
    pbx::{
        PbxEvent, Stamped,
        asterisk::{
            self,
            ami::Message,
            config::AsteriskConfig,
            tracker::{Micros, Retention, Summary, Tracker},
        },
    },
    store::Restored,
};
use denwa_protocol::{ClientInfo, ServerMessage, Timestamp};
use serde::Deserialize;
use serde_json::Value;
use std::{
    error::Error,
    fmt,
    io::{BufRead, BufReader, BufWriter, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

/// The longest line of a recording, in bytes.
const MAX_LINE: usize = 4 * 1024 * 1024;

/// The arguments of `denwa-server replay`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The recording: one JSON object per line, with `t` (seconds), `src` ("ami" for events) and `ev` (the event's
    /// fields)
    pub file: PathBuf,
    /// Print the protocol messages to this extension's panel, one JSON object per line. Default: the first configured
    /// agent who has a call in the recording (the captures' configuration lists 2001, 2002, 1001, 1002, 1003), else the
    /// first configured agent
    #[arg(long, value_name = "EXTENSION", conflicts_with = "summary")]
    pub agent: Option<String>,
    /// Print one JSON object per call instead, as the whole PBX saw it: id, direction, from, to, queue, outcome,
    /// `talk_seconds`, ended (RFC 3339, UTC, milliseconds; null while the call goes on)
    #[arg(long)]
    pub summary: bool,
    /// The server's configuration. Default: the extensions of the captures
    #[arg(long)]
    pub config: Option<PathBuf>,
}

/// A malformed line of a recording.
#[derive(Debug)]
pub struct BadLine {
    /// The line's number, from 1.
    pub number: usize,
    /// What is wrong with the line.
    pub reason: String,
}

impl fmt::Display for BadLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.number, self.reason)
    }
}

impl Error for BadLine {}

/// Runs the command.
///
/// # Errors
/// If the recording or the configuration cannot be read, or no agent has the extension.
pub fn run(args: &Args) -> Result<(), Box<dyn Error>> {
    let config = match &args.config {
        Some(path) => Config::read(path)?,
        None => captures_config()?,
    };
    let events = read(&args.file)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    if args.summary {
        for call in summaries(&config, &events) {
            serde_json::to_writer(&mut out, &call)?;
            writeln!(out)?;
        }
    } else {
        let agent = match &args.agent {
            Some(extension) => extension.clone(),
            None => default_agent(&config, &events).ok_or("the configuration has no agent")?,
        };
        for message in messages(&config, &events, &agent)? {
            serde_json::to_writer(&mut out, &message)?;
            writeln!(out)?;
        }
    }
    Ok(out.flush()?)
}

/// Returns the configuration for the recordings in `tests/asterisk/captures`.
///
/// # Errors
/// If `config/captures.toml`, which is compiled in, is wrong.
pub fn captures_config() -> Result<Config, crate::config::ConfigError> {
    Config::parse(include_str!("../config/captures.toml"))
}

/// An event and its time.
pub type Recorded = (Micros, Message);

#[derive(Deserialize)]
struct Line {
    t: f64,
    src: String,
    ev: Value,
}

/// Reads the events of a recording.
///
/// # Errors
/// If the file cannot be read or has a malformed line.
pub fn read(path: &Path) -> Result<Vec<Recorded>, Box<dyn Error>> {
    let file = std::fs::File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(parse(BufReader::new(file)).map_err(|error| format!("{}: {error}", path.display()))?)
}

/// Reads the events of a recording from text.
///
/// # Errors
/// If a line is malformed or longer than 4 MiB.
pub fn parse(mut text: impl BufRead) -> Result<Vec<Recorded>, BadLine> {
    let mut events: Vec<Recorded> = Vec::new();
    // The last `Timestamp`, and the `t` of its line.
    let mut last_timestamp: Option<(Micros, f64)> = None;
    let mut bytes = Vec::new();
    for number in 1.. {
        let bad = |reason: String| BadLine { number, reason };
        bytes.clear();
        let limit = u64::try_from(MAX_LINE).unwrap_or(u64::MAX) + 1;
        let read =
            std::io::Read::take(&mut text, limit).read_until(b'\n', &mut bytes).map_err(|e| bad(e.to_string()))?;
        if read == 0 {
            break;
        }
        if bytes.len() > MAX_LINE {
            return Err(bad("too long".to_owned()));
        }
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let line: Line = serde_json::from_slice(&bytes).map_err(|error| bad(error.to_string()))?;
        if line.src != "ami" {
            continue;
        }
        let message = message(&line.ev).ok_or_else(|| bad("`ev` is not an object of texts".to_owned()))?;
        let at = match (message.timestamp(), last_timestamp) {
            (Some(at), _) => {
                last_timestamp = Some((at, line.t));
                at
            }
            (None, Some((at, t))) => at.saturating_add(micros(line.t - t)),
            (None, None) => micros(line.t),
        };
        events.push((at, message));
    }
    Ok(events)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "seconds of a recording, within bounds")]
fn micros(seconds: f64) -> Micros {
    (seconds * 1e6).clamp(0.0, 1e17) as Micros
}

fn message(event: &Value) -> Option<Message> {
    let mut message = Message::new();
    for (key, value) in event.as_object()? {
        match value {
            Value::Array(values) => {
                for value in values {
                    message.push(key, text(value)?);
                }
            }
            value => message.push(key, text(value)?),
        }
    }
    Some(message)
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Null => Some(String::new()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

fn asterisk_config(config: &Config) -> AsteriskConfig {
    match &config.pbx {
        PbxConfig::Asterisk(asterisk) => (**asterisk).clone(),
        PbxConfig::Simulated(_) => AsteriskConfig::default(),
    }
}

/// Returns the events that the PBX link would have sent to the hub, in order.
#[must_use]
pub fn pbx_events(config: &Config, events: &[Recorded]) -> Vec<Stamped> {
    let mut tracker = Tracker::new(Arc::new(config.clone()), asterisk_config(config), Retention::Live);
    run_tracker(&mut tracker, events)
}

/// Returns a summary of each call.
#[must_use]
pub fn summaries(config: &Config, events: &[Recorded]) -> Vec<Summary> {
    let mut tracker = Tracker::new(Arc::new(config.clone()), asterisk_config(config), Retention::All);
    run_tracker(&mut tracker, events);
    tracker.summaries()
}

fn run_tracker(tracker: &mut Tracker, events: &[Recorded]) -> Vec<Stamped> {
    let mut output = Vec::new();
    for (at, message) in events {
        while let Some(due) = tracker.deadline().filter(|due| due <= at) {
            tracker.tick(due);
            output.extend(std::iter::from_fn(|| tracker.poll()));
        }
        tracker.event(message, *at);
        output.extend(std::iter::from_fn(|| tracker.poll()));
    }
    // Let the timers run out that were set by the last events.
    while let Some(due) = tracker.deadline() {
        tracker.tick(due);
        output.extend(std::iter::from_fn(|| tracker.poll()));
    }
    output
}

/// Returns the extension of the first configured agent who has a call, else of the first configured agent.
fn default_agent(config: &Config, events: &[Recorded]) -> Option<String> {
    let pbx_events = pbx_events(config, events);
    let has_call = |extension: &String| {
        pbx_events
            .iter()
            .any(|stamped| matches!(&stamped.event, PbxEvent::Call { extension: owner, .. } if owner == extension))
    };
    let mut extensions = config.agents.iter().map(|agent| &agent.extension);
    extensions.clone().find(|extension| has_call(extension)).or_else(|| extensions.next()).cloned()
}

/// Returns the messages that a panel would have received if it had been signed in since the recording began.
///
/// # Errors
/// If no agent has the extension.
pub fn messages(config: &Config, events: &[Recorded], extension: &str) -> Result<Vec<ServerMessage>, Box<dyn Error>> {
    const SESSION: u64 = 1;
    let config = Arc::new(config.clone());
    let agent = config.agents.iter().find(|agent| agent.extension == extension);
    let agent = agent.ok_or_else(|| format!("no agent of the configuration has the extension {extension}"))?;
    let organisation = agent.organisation.clone().or_else(|| Some(config.organisations.first()?.id.clone()));
    let pbx_events = pbx_events(&config, events);
    let start: Timestamp = events.first().map_or(0, |(at, _)| at / 1000);
    let time = |at: Timestamp| Now { steady: Steady::from_millis(at.saturating_sub(start)), wall: at };
    let mut hub = Hub::new(config.clone(), asterisk::capabilities, Restored::nothing("replay"), time(start));
    let sign_in = SignIn {
        session: SESSION,
        organisation: organisation.ok_or("the configuration has no organisation")?,
        user: "replay".to_owned(),
        login: agent.login.clone(),
        is_supervisor: false,
        client: ClientInfo { instance: "replay".to_owned(), ..ClientInfo::default() },
        expires_at: Steady::NEVER,
        resume: None,
    };
    let product = "Asterisk (recorded)".to_owned();
    let start_up = [PbxEvent::Up { product }, PbxEvent::Synced].map(|event| Input::Pbx(Stamped { at: start, event }));
    let inputs = start_up.into_iter().chain([Input::SignIn(sign_in)]).map(|input| (start, input));
    let inputs = inputs.chain(pbx_events.into_iter().map(|stamped| (stamped.at, Input::Pbx(stamped))));
    let mut messages = Vec::new();
    for (at, input) in inputs {
        for effect in hub.handle(input, time(at)) {
            if let Effect::Send { to, message } = effect
                && to.contains(&SESSION)
            {
                messages.push(*message);
            }
        }
    }
    Ok(messages)
}
