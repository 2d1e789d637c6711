//! The link to a running Asterisk: reconnects by itself, reports everything that exists after each connection, and
//! carries out requests.

mod basic;
mod command;
pub(crate) mod connection;
mod hold;
pub(crate) mod login;
mod monitor;
mod pair;
mod services;
mod session;

use super::{
    config::AsteriskConfig,
    endpoints::configured_endpoints,
    tracker::{Retention, Tracker},
};
use crate::{
    clock::Clock,
    config::{Config, PbxConfig},
    pbx::{Pbx, PbxCommand, PbxEvent, Stamped},
};
use denwa_protocol::{Capabilities, Capability, CommandError, UnavailableReason};
use session::{Session, SessionError};
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    sync::{mpsc, watch},
    time::Instant,
};

/// How long a request may take in total.
pub const COMMAND_TIMEOUT: Duration = Duration::from_secs(5);
/// The wait after the first lost connection; it doubles up to `MAX_BACK_OFF`, until a connection has lasted.
const MIN_BACK_OFF: Duration = Duration::from_millis(200);
const MAX_BACK_OFF: Duration = Duration::from_secs(5);
/// The wait after a refused login, which succeeds only after somebody changes the secret or the user.
const REFUSED_BACK_OFF: Duration = Duration::from_secs(15);

/// Returns the services that Asterisk offers to an extension, from the configuration.
#[must_use]
pub fn capabilities(config: &Config, extension: &str) -> Capabilities {
    let PbxConfig::Asterisk(asterisk) = &config.pbx else { return Capabilities::default() };
    let available_if = |is_available: bool, reason| {
        if is_available { Capability::Available } else { Capability::Unavailable { reason } }
    };
    let configured = |is_available| available_if(is_available, UnavailableReason::NotConfigured);
    let can_consult = asterisk.hold.is_some() && asterisk.consult.is_some();
    Capabilities {
        answer: available_if(
            asterisk.answers_on_notify.iter().any(|listed| listed == extension),
            UnavailableReason::NotSupportedByPhone,
        ),
        decline: Capability::Available,
        hold: configured(asterisk.hold.is_some()),
        hang_up: Capability::Available,
        dial: Capability::Available,
        agent_state: Capability::Available,
        send_tones: Capability::Available,
        deflect: Capability::Available,
        single_step_transfer: Capability::Available,
        consult: configured(can_consult),
        conference: configured(can_consult && asterisk.conference.is_some()),
        park: configured(asterisk.park.is_some()),
        pick_up: configured(asterisk.park.is_some()),
        mute: Capability::Available,
        record: configured(asterisk.record.is_some()),
        pause_recording: configured(asterisk.record.is_some()),
        monitor: configured(asterisk.monitor.is_some()),
    }
}

/// Starts a task that connects and stays connected until the receiver of its events is dropped. Needs a Tokio runtime.
/// If the configuration names another kind of PBX, no task is started and the link stays down.
#[must_use]
#[expect(clippy::needless_pass_by_value, reason = "`start` has the same signature for every PBX")]
pub fn start(config: Arc<Config>) -> Pbx {
    start_with_clock(&config, &Clock::system())
}

/// Like [`start`], with a clock.
#[must_use]
pub fn start_with_clock(config: &Arc<Config>, clock: &Clock) -> Pbx {
    let (commands, command_receiver) = mpsc::channel(64);
    let (event_sender, events) = mpsc::channel(1024);
    if let PbxConfig::Asterisk(asterisk) = &config.pbx {
        let asterisk = (**asterisk).clone();
        tokio::spawn(run(config.clone(), asterisk, clock.clone(), command_receiver, event_sender));
    }
    Pbx { commands, events, capabilities }
}

/// The state shared by the connection and the running requests.
#[derive(Clone, Debug)]
struct Shared {
    clock: Clock,
    asterisk: Arc<AsteriskConfig>,
    /// The agents' logins and endpoints.
    endpoints: Arc<[(String, String)]>,
    /// Whether any agent has a phone that is not a PJSIP endpoint.
    has_other_phones: bool,
    tracker: Arc<Mutex<Tracker>>,
    /// Counts events, so that requests can wait for the events they cause.
    changes: watch::Sender<u64>,
}

impl Shared {
    /// Returns the time in microseconds, on the scale that the tracker uses for timers and stamps. It never jumps.
    fn now(&self) -> u64 {
        self.clock.scale_micros()
    }

    fn tracker(&self) -> MutexGuard<'_, Tracker> {
        // After a panic, going on with a slightly inconsistent tracker is better than stopping.
        self.tracker.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn run(
    config: Arc<Config>,
    asterisk: AsteriskConfig,
    clock: Clock,
    mut commands: mpsc::Receiver<PbxCommand>,
    events: mpsc::Sender<Stamped>,
) {
    let endpoints: Arc<[_]> = configured_endpoints(&config, &asterisk).into();
    let tracker = Tracker::new(config, asterisk.clone(), Retention::Live);
    let has_other_phones = endpoints.iter().any(|(_, endpoint)| !endpoint.starts_with("PJSIP/"));
    let (asterisk, tracker) = (Arc::new(asterisk), Arc::new(Mutex::new(tracker)));
    let shared = Shared { clock, asterisk, endpoints, has_other_phones, tracker, changes: watch::channel(0).0 };
    let mut back_off = MIN_BACK_OFF;
    loop {
        let mut session = Session::new(shared.clone(), events.clone());
        let result = session.run(&mut commands).await;
        let was_up = session.was_up();
        if session.was_well() {
            back_off = MIN_BACK_OFF;
        }
        if was_up {
            let down = Stamped { at: shared.clock.now().wall, event: PbxEvent::Down };
            if events.send(down).await.is_err() {
                return;
            }
        }
        let pause = match result {
            Ok(()) => return,
            Err(error @ SessionError::Refused(_)) => {
                tracing::error!("Asterisk: {error}");
                REFUSED_BACK_OFF
            }
            Err(error) => {
                tracing::warn!("Asterisk: {error}; trying again");
                back_off
            }
        };
        back_off = (back_off * 2).min(MAX_BACK_OFF);
        if !wait_disconnected(pause, &mut commands, &events).await {
            return;
        }
    }
}

/// Waits before the next attempt to connect, and answers requests with `PbxDown` meanwhile. Returns false if the hub
/// has gone.
async fn wait_disconnected(
    pause: Duration,
    commands: &mut mpsc::Receiver<PbxCommand>,
    events: &mpsc::Sender<Stamped>,
) -> bool {
    // Jitter, so that servers which lost the same Asterisk do not all reconnect at the same moment.
    let jitter =
        Duration::from_micros(crate::clock::micros() % (u64::try_from(pause.as_micros()).unwrap_or(1) / 4 + 1));
    let deadline = Instant::now() + pause + jitter;
    loop {
        tokio::select! {
            () = tokio::time::sleep_until(deadline) => return true,
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
