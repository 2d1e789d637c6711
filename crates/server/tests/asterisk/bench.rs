//! An Asterisk, a link to it, and phones; all gone when the test is over.

#[path = "../../../../tests/asterisk/phone/sip.rs"]
mod sip;
#[path = "../../../../tests/asterisk/phone/ua.rs"]
mod ua;

use denwa_protocol::{AgentMode, Call, CommandError, Number, PhoneState};
use denwa_server::{
    config::{Config, PbxConfig},
    pbx::{Done, Pbx, PbxCommand, PbxEvent, PbxRequest, Stamped, asterisk},
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
use ua::{Account, Phone};
pub use ua::{Order, State};

/// How long a condition may take to come true, on a machine that does other things too.
const PATIENCE: Duration = Duration::from_secs(20);

/// A number that is known.
pub fn known(digits: &str) -> Number {
    Number::Known { digits: digits.to_owned() }
}

/// See the module.
pub struct World {
    unpacked: PathBuf,
    run: PathBuf,
    config: Arc<Config>,
    pbx: Pbx,
    seen: Vec<Stamped>,
    /// Up to here what was seen has been looked at: for each extension's calls, and (under no name) for all the rest.
    read: HashMap<String, usize>,
}

/// A phone in a test.
pub struct Handset {
    user: String,
    phone: Phone,
    before: RefCell<Vec<State>>,
}

impl Handset {
    /// Does something.
    pub fn order(&self, order: Order) {
        self.phone.orders.send(order).unwrap();
    }

    /// Waits until it says something.
    pub fn until(&self, fits: impl Fn(&State) -> bool) -> State {
        let until = Instant::now() + PATIENCE;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let before = &self.before;
            match self.phone.states.recv_timeout(left) {
                Ok(state) if fits(&state) => return state,
                Ok(state) => before.borrow_mut().push(state),
                Err(error) => panic!("phone {}: {error}; it said {:?}", self.user, before.borrow()),
            }
        }
    }
}

impl World {
    /// Starts an Asterisk and connects; none when there is no Asterisk to start.
    pub async fn start(name: &str) -> Option<Self> {
        let Some(unpacked) = std::env::var_os("DENWA_ASTERISK").map(PathBuf::from) else {
            eprintln!("{name}: skipped, DENWA_ASTERISK names no unpacked Asterisk");
            return None;
        };
        let run = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("asterisk-{}-{name}", std::process::id()));
        boot(&unpacked, &run);
        let config = Arc::new(config(&run));
        let pbx = asterisk::start(config.clone());
        let mut world = Self { unpacked, run, config, pbx, seen: Vec::new(), read: HashMap::new() };
        world.until(|event| (*event == PbxEvent::Synced).then_some(())).await;
        Some(world)
    }

    /// A phone that registers. `talks`: it answers when asked to.
    pub fn phone(&self, user: &str, talks: bool) -> Handset {
        let server = env_of(&self.run, "DENWA_SIP").parse().unwrap();
        let account = Account { server, user: user.to_owned(), password: format!("pw{user}"), talks };
        let handset =
            Handset { user: user.to_owned(), phone: Phone::start(account).unwrap(), before: RefCell::default() };
        handset.order(Order::Register);
        handset.until(|state| *state == State::Registered);
        handset
    }

    /// Everything the link has told.
    pub fn seen(&self) -> &[Stamped] {
        &self.seen
    }

    /// Waits for the next event that fits. Those before it are passed over.
    pub async fn until<T>(&mut self, fits: impl Fn(&PbxEvent) -> Option<T>) -> T {
        self.next("", fits).await
    }

    async fn next<T>(&mut self, reader: &str, fits: impl Fn(&PbxEvent) -> Option<T>) -> T {
        let until = tokio::time::Instant::now() + PATIENCE;
        loop {
            let read = self.read.entry(reader.to_owned()).or_default();
            while *read < self.seen.len() {
                *read += 1;
                if let Some(found) = fits(&self.seen[*read - 1].event) {
                    return found;
                }
            }
            match tokio::time::timeout_at(until, self.pbx.events.recv()).await {
                Ok(Some(event)) => self.seen.push(event),
                Ok(None) => panic!("the link has ended"),
                Err(error) => panic!("{error}; seen: {:#?}", &self.seen[self.seen.len().saturating_sub(12)..]),
            }
        }
    }

    /// Waits for a call of an extension.
    pub async fn call(&mut self, extension: &str, fits: impl Fn(&Call) -> bool) -> Call {
        self.next(extension, |event| match event {
            PbxEvent::Call { extension: of, call } if of == extension && fits(call) => Some((**call).clone()),
            _ => None,
        })
        .await
    }

    /// Waits for a call of any extension.
    pub async fn any_call(&mut self, fits: impl Fn(&Call) -> bool) -> (String, Call) {
        self.until(|event| match event {
            PbxEvent::Call { extension, call } if fits(call) => Some((extension.clone(), (**call).clone())),
            _ => None,
        })
        .await
    }

    /// Waits for a phone's state.
    pub async fn phone_is(&mut self, extension: &str, wanted: PhoneState) {
        let of = |event: &PbxEvent| matches!(event, PbxEvent::Phone { extension: of, state } if of == extension && *state == wanted);
        // It may have been told already, while another phone was waited for.
        let last = |event: &PbxEvent| matches!(event, PbxEvent::Phone { extension: of, .. } if of == extension);
        if self.seen.iter().rev().find(|seen| last(&seen.event)).is_some_and(|seen| of(&seen.event)) {
            return;
        }
        self.until(|event| of(event).then_some(())).await;
    }

    /// Waits for an agent's mode.
    pub async fn agent_is(&mut self, extension: &str, wanted: AgentMode, why: Option<&str>) {
        self.until(|event| match event {
            PbxEvent::Agent { extension: of, mode, reason } => {
                (of == extension && *mode == wanted && reason.as_deref() == why).then_some(())
            }
            _ => None,
        })
        .await;
    }

    /// Asks for something, as the hub does.
    pub async fn ask(&self, extension: &str, request: PbxRequest) -> Result<Done, CommandError> {
        let (reply, answer) = oneshot::channel();
        let command = PbxCommand { extension: extension.to_owned(), request, reply };
        self.pbx.commands.send(command).await.unwrap();
        tokio::time::timeout(Duration::from_secs(7), answer).await.expect("no answer").unwrap()
    }

    /// Asterisk's command line.
    pub fn rx(&self, line: &str) -> String {
        let output = Command::new(self.run.join("rx")).args(line.split(' ')).output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Waits until no channel is left at all.
    pub async fn no_channels(&self) {
        let until = Instant::now() + PATIENCE;
        while !self.rx("core show channels").contains("0 active channels") {
            assert!(Instant::now() < until, "{}", self.rx("core show channels"));
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Another server connects in place of the first.
    pub async fn reconnect(&mut self) {
        self.pbx = asterisk::start(self.config.clone());
        self.seen.clear();
        self.read.clear();
        self.until(|event| matches!(event, PbxEvent::Up { .. }).then_some(())).await;
    }

    /// Kills Asterisk as a crash does.
    pub fn kill(&self) {
        stop(&self.run, "-KILL");
    }

    /// Starts it again.
    pub fn boot(&self) {
        boot(&self.unpacked, &self.run);
    }
}

impl Drop for World {
    fn drop(&mut self) {
        stop(&self.run, "-TERM");
        if !std::thread::panicking() {
            let _ = std::fs::remove_dir_all(&self.run);
        }
    }
}

fn boot(unpacked: &PathBuf, run: &PathBuf) {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/asterisk/start.sh");
    // Its output goes to a file: a pipe would stay open as long as Asterisk runs.
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

/// Stops the Asterisk of a folder, by its process ID, and waits until it is gone.
fn stop(run: &std::path::Path, signal: &str) {
    let Ok(pid) = std::fs::read_to_string(run.join("pid")) else { return };
    let _ = Command::new("kill").arg(signal).arg(pid.trim()).status();
    let until = Instant::now() + PATIENCE;
    while PathBuf::from("/proc").join(pid.trim()).join("exe").read_link().is_ok() {
        if Instant::now() > until {
            let _ = Command::new("kill").arg("-KILL").arg(pid.trim()).status();
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn env_of(run: &std::path::Path, key: &str) -> String {
    let text = std::fs::read_to_string(run.join("env")).unwrap();
    let value = text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
    value.unwrap_or_else(|| panic!("{key} is not in {text}")).to_owned()
}

fn config(run: &std::path::Path) -> Config {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("config/asterisk-demo.toml");
    let mut config = Config::read(&file).unwrap();
    let PbxConfig::Asterisk(asterisk) = &mut config.pbx else { panic!("no Asterisk in {}", file.display()) };
    asterisk.ami = env_of(run, "DENWA_AMI");
    asterisk.answers_on_notify.retain(|extension| extension != "1003");
    config
}
