//! The connection to a running Asterisk: comes back by itself, tells what lives after each return, and does what panels ask for.

mod command;
mod connection;
mod session;

use super::{
    config::AsteriskConfig,
    tracker::{Keep, Tracker},
};
use crate::{
    config::{Config, PbxConfig},
    pbx::{Pbx, PbxCommand, PbxEvent, Stamped},
};
use denwa_protocol::{Capabilities, Capability, CommandError, UnavailableReason};
use session::{Session, SessionError};
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use tokio::{
    sync::{mpsc, watch},
    time::Instant,
};

/// How long a command may take in all.
pub const COMMAND_TIME: Duration = Duration::from_secs(5);
/// The first wait after a lost connection, and the longest.
const BACK_OFF: (Duration, Duration) = (Duration::from_millis(200), Duration::from_secs(5));
/// The wait after a refused login: trying does not help, somebody has to.
const AFTER_REFUSAL: Duration = Duration::from_secs(15);

/// What an Asterisk can do for an extension, by the configuration.
#[must_use]
pub fn capabilities(config: &Config, extension: &str) -> Capabilities {
    let PbxConfig::Asterisk(asterisk) = &config.pbx else { return Capabilities::default() };
    let unless = |there: bool, reason| if there { Capability::Available } else { Capability::Unavailable { reason } };
    Capabilities {
        answer: unless(
            asterisk.answers_on_notify.iter().any(|answers| answers == extension),
            UnavailableReason::NotSupportedByPhone,
        ),
        decline: Capability::Available,
        hold: unless(asterisk.hold.is_some(), UnavailableReason::NotConfigured),
        hang_up: Capability::Available,
        dial: Capability::Available,
        agent_state: Capability::Available,
    }
}

/// Connects and stays connected, in a task of its own that ends with the receiver of its events. Needs a Tokio runtime. With a
/// configuration of another PBX it is down for ever.
#[must_use]
#[expect(clippy::needless_pass_by_value, reason = "every PBX is started alike, and this one keeps the configuration")]
pub fn start(config: Arc<Config>) -> Pbx {
    let (commands, take) = mpsc::channel(64);
    let (tell, events) = mpsc::channel(1024);
    if let PbxConfig::Asterisk(asterisk) = &config.pbx {
        let asterisk = (**asterisk).clone();
        tokio::spawn(run(config.clone(), asterisk, take, tell));
    }
    Pbx { commands, events, capabilities }
}

/// What the connection and the commands under way share.
#[derive(Clone, Debug)]
struct Shared {
    asterisk: Arc<AsteriskConfig>,
    tracker: Arc<Mutex<Tracker>>,
    /// Grows with every event, so that commands can wait for what they caused.
    changes: watch::Sender<u64>,
}

impl Shared {
    fn tracker(&self) -> MutexGuard<'_, Tracker> {
        // The tracker never panics half-way through a change that matters more than going on.
        self.tracker.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// This machine's clock, in microseconds since the Unix epoch.
fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| u64::try_from(since.as_micros()).unwrap_or(u64::MAX))
}

async fn run(
    config: Arc<Config>,
    asterisk: AsteriskConfig,
    mut commands: mpsc::Receiver<PbxCommand>,
    events: mpsc::Sender<Stamped>,
) {
    let tracker = Tracker::new(config, asterisk.clone(), Keep::Live);
    let shared =
        Shared { asterisk: Arc::new(asterisk), tracker: Arc::new(Mutex::new(tracker)), changes: watch::channel(0).0 };
    let mut wait = BACK_OFF.0;
    loop {
        let mut session = Session::new(shared.clone(), events.clone());
        let result = session.run(&mut commands).await;
        let was_up = session.was_up();
        if was_up {
            wait = BACK_OFF.0;
            let down = Stamped { at: now() / 1000, event: PbxEvent::Down };
            if events.send(down).await.is_err() {
                return;
            }
        }
        let pause = match result {
            Ok(()) => return,
            Err(error @ SessionError::Refused(_)) => {
                tracing::error!("Asterisk: {error}");
                AFTER_REFUSAL
            }
            Err(error) => {
                tracing::warn!("Asterisk: {error}; trying again");
                wait
            }
        };
        wait = (wait * 2).min(BACK_OFF.1);
        if !idle(pause, &mut commands, &events).await {
            return;
        }
    }
}

/// Waits, and says of every command meanwhile that the PBX is away. False when nobody listens any more.
async fn idle(pause: Duration, commands: &mut mpsc::Receiver<PbxCommand>, events: &mpsc::Sender<Stamped>) -> bool {
    // Servers that lost the same Asterisk do not come back at the same moment.
    let jitter = Duration::from_micros(now() % (u64::try_from(pause.as_micros()).unwrap_or(1) / 4 + 1));
    let until = Instant::now() + pause + jitter;
    loop {
        tokio::select! {
            () = tokio::time::sleep_until(until) => return true,
            () = events.closed() => return false,
            command = commands.recv() => match command {
                Some(command) => {
                    let _ = command.reply.send(Err(CommandError::PbxDown));
                }
                None => return false,
            },
        }
    }
}
