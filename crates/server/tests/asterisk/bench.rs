//! An Asterisk, a link to it, and phones, all of which end with the test.

use asterisk_phone::{Account, LineOrder, LineState, Phone};
pub use asterisk_phone::{Order, State};
use denwa_protocol::{AgentMode, Call, CommandError, Number, PhoneState};
use denwa_server::{
    config::{Config, PbxConfig},
    pbx::{Done, MonitoringPart, Pbx, PbxCommand, PbxEvent, PbxRequest, Stamped, asterisk},
};
use std::{
    cell::RefCell,
    collections::HashMap,
    path::PathBuf,
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::oneshot;

/// How long a condition may take to come true, also on a busy machine.
const TIMEOUT: Duration = Duration::from_secs(20);

pub fn known_number(digits: &str) -> Number {
    Number::Known { digits: digits.to_owned() }
}

/// The environment of a test.
pub struct Bench {
    unpacked: PathBuf,
    run: PathBuf,
    config: Arc<Config>,
    pbx: Pbx,
    /// All events of the link.
    events: Vec<Stamped>,
    /// How many events each reader has read. Readers are the extensions, for their calls, and "" for everything else.
    read: HashMap<String, usize>,
}

/// A phone.
pub struct Handset {
    user: String,
    phone: Phone,
    /// The states that [`Handset::wait_for`] has skipped, for its failure message.
    skipped: RefCell<Vec<State>>,
}

impl Handset {
    pub fn order(&self, order: Order) {
        self.phone.orders.send(order.into()).unwrap();
    }

    pub fn order_line(&self, line: usize, order: Order) {
        self.phone.orders.send(LineOrder { line: Some(line), order }).unwrap();
    }

    /// Waits until the phone hears a user's voice, or (`None`) music or several voices.
    pub fn hears(&self, user: Option<&str>) {
        self.wait_for(|state| matches!(state, State::Hears { voice } if voice.as_deref() == user));
    }

    /// Forgets the states that have not been waited for.
    pub fn drain(&self) {
        self.count(|_| true);
    }

    /// Counts such states among those that have not been waited for, and forgets all of these.
    pub fn count(&self, fits: impl Fn(&State) -> bool) -> usize {
        self.skipped.borrow_mut().clear();
        self.phone.states.try_iter().filter(|LineState { state, .. }| fits(state)).count()
    }

    /// Returns what the phone has heard since the last time, in order, and forgets all states that have not been waited for.
    pub fn sounds(&self) -> Vec<State> {
        let states = self.skipped.take().into_iter().chain(self.phone.states.try_iter().map(|line| line.state));
        states.filter(|state| matches!(state, State::Hears { .. } | State::Silence)).collect()
    }

    /// Waits for a state of the phone.
    pub fn wait_for(&self, fits: impl Fn(&State) -> bool) -> State {
        let deadline = Instant::now() + TIMEOUT;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let skipped = &self.skipped;
            match self.phone.states.recv_timeout(left) {
                Ok(LineState { state, .. }) if fits(&state) => return state,
                Ok(LineState { state, .. }) => skipped.borrow_mut().push(state),
                Err(error) => panic!("phone {}: {error}; its states were {:?}", self.user, skipped.borrow()),
            }
        }
    }
}

impl Bench {
    /// Starts an Asterisk and connects; returns `None` if `DENWA_ASTERISK` is not set.
    pub async fn start(name: &str) -> Option<Self> {
        let Some(unpacked) = std::env::var_os("DENWA_ASTERISK").map(PathBuf::from) else {
            eprintln!("{name}: skipped, DENWA_ASTERISK names no unpacked Asterisk");
            return None;
        };
        let run = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("asterisk-{}-{name}", std::process::id()));
        boot(&unpacked, &run);
        let config = Arc::new(config(&run));
        let pbx = asterisk::start(config.clone());
        let mut bench = Self { unpacked, run, config, pbx, events: Vec::new(), read: HashMap::new() };
        bench.wait_for(|event| (*event == PbxEvent::Synced).then_some(())).await;
        Some(bench)
    }

    /// Starts a phone that registers. A phone that `talks` answers on a NOTIFY.
    pub fn phone(&self, user: &str, talks: bool) -> Handset {
        self.phone_with_lines(user, talks, 1)
    }

    /// Starts a phone with several lines.
    pub fn phone_with_lines(&self, user: &str, talks: bool, lines: usize) -> Handset {
        let server = read_env(&self.run, "DENWA_SIP").parse().unwrap();
        let account = Account { server, user: user.to_owned(), password: format!("pw{user}"), talks, lines };
        let handset =
            Handset { user: user.to_owned(), phone: Phone::start(account).unwrap(), skipped: RefCell::default() };
        handset.order(Order::Register);
        handset.wait_for(|state| *state == State::Registered);
        handset
    }

    /// Returns all events of the link.
    pub fn events(&self) -> &[Stamped] {
        &self.events
    }

    /// Waits for the next event for which `find` returns a value; skips the events before it.
    pub async fn wait_for<T>(&mut self, find: impl Fn(&PbxEvent) -> Option<T>) -> T {
        self.next("", find).await
    }

    async fn next<T>(&mut self, reader: &str, find: impl Fn(&PbxEvent) -> Option<T>) -> T {
        let deadline = tokio::time::Instant::now() + TIMEOUT;
        loop {
            let read = self.read.entry(reader.to_owned()).or_default();
            while *read < self.events.len() {
                *read += 1;
                if let Some(found) = find(&self.events[*read - 1].event) {
                    return found;
                }
            }
            match tokio::time::timeout_at(deadline, self.pbx.events.recv()).await {
                Ok(Some(event)) => self.events.push(event),
                Ok(None) => panic!("the link has ended"),
                Err(error) => {
                    panic!("{error}; last events: {:#?}", &self.events[self.events.len().saturating_sub(12)..])
                }
            }
        }
    }

    /// Waits for a call of an extension.
    pub async fn wait_for_call(&mut self, extension: &str, fits: impl Fn(&Call) -> bool) -> Call {
        self.next(extension, |event| match event {
            PbxEvent::Call { extension: owner, call } if owner == extension && fits(call) => Some((**call).clone()),
            _ => None,
        })
        .await
    }

    /// Waits until the last report of a call of an extension fits, which it may do already.
    pub async fn see(&mut self, extension: &str, fits: impl Fn(&Call) -> bool) -> Call {
        let deadline = tokio::time::Instant::now() + TIMEOUT;
        loop {
            let mut last: HashMap<&str, &Call> = HashMap::new();
            for stamped in &self.events {
                if let PbxEvent::Call { extension: owner, call } = &stamped.event
                    && owner == extension
                {
                    last.insert(&call.id, call);
                }
            }
            if let Some(call) = last.values().find(|call| fits(call)) {
                return (**call).clone();
            }
            match tokio::time::timeout_at(deadline, self.pbx.events.recv()).await {
                Ok(Some(event)) => self.events.push(event),
                Ok(None) => panic!("the link has ended"),
                Err(error) => panic!("{error}; {extension} has {last:#?}"),
            }
        }
    }

    /// Returns whether any call of an extension was reported.
    pub fn has_calls(&self, extension: &str) -> bool {
        let is_its = |event: &PbxEvent| matches!(event, PbxEvent::Call { extension: owner, .. } if owner == extension);
        self.events.iter().any(|stamped| is_its(&stamped.event))
    }

    /// Waits for a call of any extension.
    pub async fn wait_for_any_call(&mut self, fits: impl Fn(&Call) -> bool) -> (String, Call) {
        self.wait_for(|event| match event {
            PbxEvent::Call { extension, call } if fits(call) => Some((extension.clone(), (**call).clone())),
            _ => None,
        })
        .await
    }

    /// Waits until a supervisor's part fits, which it may do already.
    pub async fn wait_for_monitoring(&mut self, supervisor: &str, fits: impl Fn(Option<&MonitoringPart>) -> bool) {
        let part_in = |event: &PbxEvent| match event {
            PbxEvent::Monitoring { extension, part } if extension == supervisor => Some(fits(part.as_ref())),
            _ => None,
        };
        let last = self.events.iter().rev().find_map(|stamped| part_in(&stamped.event));
        if last != Some(true) {
            self.wait_for(|event| part_in(event).filter(|fits| *fits)).await;
        }
    }

    /// Waits for a phone's state.
    pub async fn wait_for_phone(&mut self, extension: &str, wanted: PhoneState) {
        let state_in = |event: &PbxEvent| match event {
            PbxEvent::Phone { extension: owner, state } if owner == extension => Some(*state),
            _ => None,
        };
        // The event may have come already, while the test waited for another phone.
        let last_state = self.events.iter().rev().find_map(|stamped| state_in(&stamped.event));
        if last_state == Some(wanted) {
            return;
        }
        self.wait_for(|event| (state_in(event) == Some(wanted)).then_some(())).await;
    }

    /// Waits for an agent's mode.
    pub async fn wait_for_agent(&mut self, extension: &str, wanted: AgentMode, wanted_reason: Option<&str>) {
        self.wait_for(|event| match event {
            PbxEvent::Agent { extension: owner, mode, reason } => {
                (owner == extension && *mode == wanted && reason.as_deref() == wanted_reason).then_some(())
            }
            _ => None,
        })
        .await;
    }

    /// Sends a request, as the hub does, and waits for its result.
    pub async fn request(&self, extension: &str, request: PbxRequest) -> Result<Done, CommandError> {
        let (reply, answer) = oneshot::channel();
        let command = PbxCommand { extension: extension.to_owned(), request, reply };
        self.pbx.commands.send(command).await.unwrap();
        tokio::time::timeout(Duration::from_secs(7), answer).await.expect("no answer").unwrap()
    }

    /// Runs a command on Asterisk's command line and returns its output.
    pub fn run_cli(&self, line: &str) -> String {
        let output = Command::new(self.run.join("rx")).args(line.split(' ')).output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Waits until Asterisk has no channels.
    pub async fn wait_for_no_channels(&self) {
        let deadline = Instant::now() + TIMEOUT;
        while !self.run_cli("core show channels").contains("0 active channels") {
            assert!(Instant::now() < deadline, "{}", self.run_cli("core show channels"));
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Replaces the link by a new one, as if another server connected.
    pub async fn reconnect(&mut self) {
        self.pbx = asterisk::start(self.config.clone());
        self.events.clear();
        self.read.clear();
        self.wait_for(|event| matches!(event, PbxEvent::Up { .. }).then_some(())).await;
    }

    /// Returns the folder in which Asterisk runs, with its configuration in `etc`.
    pub fn folder(&self) -> &std::path::Path {
        &self.run
    }

    /// Returns the Manager Interface's address.
    pub fn ami(&self) -> String {
        read_env(&self.run, "DENWA_AMI")
    }

    /// Returns the secret of the Manager Interface's user.
    pub fn secret(&self) -> String {
        read_env(&self.run, "DENWA_AMI_SECRET")
    }

    /// Kills Asterisk, as in a crash.
    pub fn kill(&self) {
        stop(&self.run, "-KILL");
    }

    /// Starts Asterisk again.
    pub fn boot(&self) {
        boot(&self.unpacked, &self.run);
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        stop(&self.run, "-TERM");
        if !std::thread::panicking() {
            let _ = std::fs::remove_dir_all(&self.run);
        }
    }
}

fn boot(unpacked: &PathBuf, run: &PathBuf) {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/asterisk/start.sh");
    // The output goes to a file, because a pipe would stay open as long as Asterisk runs.
    std::fs::create_dir_all(run).unwrap();
    let log = std::fs::File::create(run.join("start.log")).unwrap();
    let status = Command::new("bash")
        .arg(script)
        .arg(unpacked)
        .arg(run)
        .stdout(log.try_clone().unwrap())
        .stderr(log)
        .status()
        .unwrap();
    assert!(status.success(), "{}", std::fs::read_to_string(run.join("start.log")).unwrap_or_default());
}

/// Stops the Asterisk that runs in a folder, by its process ID, and waits until it has ended.
fn stop(run: &std::path::Path, signal: &str) {
    let Ok(pid) = std::fs::read_to_string(run.join("pid")) else { return };
    let _ = Command::new("kill").arg(signal).arg(pid.trim()).status();
    let deadline = Instant::now() + TIMEOUT;
    while PathBuf::from("/proc").join(pid.trim()).join("exe").read_link().is_ok() {
        if Instant::now() > deadline {
            let _ = Command::new("kill").arg("-KILL").arg(pid.trim()).status();
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Reads a variable from the file `env` that `start.sh` writes.
fn read_env(run: &std::path::Path, key: &str) -> String {
    let text = std::fs::read_to_string(run.join("env")).unwrap();
    let value = text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
    value.unwrap_or_else(|| panic!("{key} is not in {text}")).to_owned()
}

fn config(run: &std::path::Path) -> Config {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("config/asterisk-demo.toml");
    let mut config = Config::read(&file).unwrap();
    let PbxConfig::Asterisk(asterisk) = &mut config.pbx else { panic!("no Asterisk in {}", file.display()) };
    asterisk.ami = read_env(run, "DENWA_AMI");
    asterisk.answers_on_notify.retain(|extension| extension != "1003");
    config
}
