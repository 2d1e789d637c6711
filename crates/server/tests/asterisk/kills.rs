//! The server, Asterisk, or both are killed with SIGKILL right after each kind of command, in mid-call: nothing that a
//! panel was told is lost, nothing is done twice, phantom calls vanish, and each ended call waits for one log.

use crate::{
    bench::{Bench, Handset, Order, State},
    panel::Panel,
    process::{Process, Site},
    random::Random,
};
use denwa_protocol::{AgentMode, AttachedRecord, Call, Command, CommandOutcome, ConnectionState, PhoneState};
use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

/// How often something is killed. `DENWA_KILLS` sets another number; 39 play every kind with every victim.
const KILLS: usize = 13;

#[derive(Clone, Copy, Debug)]
enum Kind {
    Answer,
    Decline,
    Hold,
    Retrieve,
    HangUp,
    SendTones,
    Dial,
    SetAgentState,
    SetNote,
    SetRecord,
    SetResult,
    ReportLog,
    SettingsChanged,
}

const KINDS: [Kind; 13] = [
    Kind::Dial,
    Kind::Answer,
    Kind::Hold,
    Kind::Retrieve,
    Kind::HangUp,
    Kind::Decline,
    Kind::SendTones,
    Kind::SetAgentState,
    Kind::SetNote,
    Kind::SetRecord,
    Kind::SetResult,
    Kind::ReportLog,
    Kind::SettingsChanged,
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Victim {
    Server,
    Asterisk,
    Both,
}

const VICTIMS: [Victim; 3] = [Victim::Server, Victim::Asterisk, Victim::Both];

/// What takes part.
struct Scene {
    bench: Bench,
    site: Site,
    server: Option<Process>,
    panel: Panel,
    agent: Handset,
    /// How many logs were reported by [`Scene::clean_up`].
    reported: usize,
}

impl Scene {
    async fn wait(&mut self, what: &str, is_so: impl Fn(&Panel) -> bool) {
        self.panel.wait_until(self.server.as_ref().unwrap(), what, is_so).await;
    }

    /// Gives a command, and waits until it is done.
    async fn done(&mut self, command: Command) {
        let id = self.panel.command(command).await;
        self.wait("it is answered", |panel| panel.outcomes.contains_key(&id)).await;
        let (command, outcome) = &self.panel.outcomes[&id];
        assert_eq!(*outcome, CommandOutcome::Done, "{command:?}");
    }

    async fn wait_for_state(&mut self, call: &str, state: ConnectionState) {
        self.wait(&format!("{call} is {state:?}"), |panel| {
            panel.calls.get(call).is_some_and(|call| call.state == state)
        })
        .await;
    }

    /// Has a customer call, brings the call into the state in which a command of this kind makes sense, and returns its ID.
    async fn call_for(&mut self, kind: Kind) -> String {
        let known: Vec<String> = self.panel.calls.keys().cloned().collect();
        // No phone calls here: it would wait for ever for the answers of an Asterisk that was killed.
        self.bench.run_cli("channel originate Local/customer@robots extension 2001@from-customer");
        let is_new = |call: &Call| !known.contains(&call.id) && call.state == ConnectionState::Alerting;
        self.wait("a call rings", |panel| panel.calls.values().any(is_new)).await;
        let call = self.panel.calls.values().find(|call| is_new(call)).unwrap().id.clone();
        let is_in_talk = matches!(kind, Kind::Hold | Kind::Retrieve | Kind::HangUp | Kind::SendTones | Kind::SetNote);
        if is_in_talk {
            self.done(Command::Answer { call: call.clone() }).await;
            self.wait_for_state(&call, ConnectionState::Connected).await;
        }
        if matches!(kind, Kind::Retrieve) {
            self.done(Command::Hold { call: call.clone() }).await;
            self.wait_for_state(&call, ConnectionState::Held).await;
        }
        if matches!(kind, Kind::SetResult | Kind::ReportLog) {
            self.bench.run_cli("channel request hangup all");
            self.wait("the call ends", |panel| panel.calls[&call].ended.is_some()).await;
        }
        call
    }

    async fn command(&mut self, kind: Kind, round: usize) -> Command {
        let call = match kind {
            Kind::Dial => {
                return Command::Dial {
                    number: format!("03{round:08}"),
                    record: None,
                    extension: None,
                    presented: None,
                };
            }
            Kind::SettingsChanged => return Command::SettingsChanged { users: Vec::new() },
            Kind::SetAgentState => {
                let mode =
                    if self.panel.mode.mode == AgentMode::Ready { AgentMode::NotReady } else { AgentMode::Ready };
                let reason = (mode == AgentMode::NotReady).then(|| "break".to_owned());
                return Command::SetAgentState { mode, reason };
            }
            _ => self.call_for(kind).await,
        };
        match kind {
            Kind::Answer => Command::Answer { call },
            Kind::Decline => Command::Decline { call },
            Kind::Hold => Command::Hold { call },
            Kind::Retrieve => Command::Retrieve { call },
            Kind::HangUp => Command::HangUp { call },
            Kind::SendTones => Command::SendTones { call, tones: "12".to_owned() },
            Kind::SetNote => Command::SetNote { call, text: format!("note {round}"), base: 0 },
            Kind::SetRecord => {
                let record = AttachedRecord { record_id: format!("003000000{round:06}AAA"), name: None };
                Command::SetRecord { call, record: Some(record) }
            }
            Kind::SetResult => Command::SetResult { call, result: Some(format!("result {round}")) },
            Kind::ReportLog => Command::ReportLog { call, record_id: Some(format!("00T000000{round:06}AAA")) },
            Kind::Dial | Kind::SetAgentState | Kind::SettingsChanged => unreachable!("these have no call"),
        }
    }

    /// Kills the victim and starts it again. Returns how long it took until the panel was served again, from the kill on.
    async fn kill(&mut self, victim: Victim) -> Duration {
        let began = Instant::now();
        if victim != Victim::Asterisk {
            self.server.take().unwrap().kill().await;
        }
        if victim != Victim::Server {
            self.bench.kill();
            self.bench.boot();
        }
        if victim != Victim::Asterisk {
            self.server = Some(self.site.start().await);
            self.panel.connect(self.server.as_ref().unwrap()).await;
        }
        self.server.as_ref().unwrap().wait_for_pbx().await;
        let took = began.elapsed();
        // Asterisk's IDs are made of the second and a counter: within the second, an Asterisk that has just started gives
        // the IDs of the one before once more.
        tokio::time::sleep(Duration::from_secs(1).saturating_sub(took)).await;
        // An Asterisk that has just started does not know the phone.
        self.agent.order(Order::Register);
        self.wait("the phone is registered", |panel| panel.phone == PhoneState::Registered).await;
        took
    }

    /// Ends all calls at the phones, and reports a log for each ended call that has none.
    async fn clean_up(&mut self) {
        self.bench.run_cli("channel request hangup all");
        self.agent.order(Order::Hangup);
        self.bench.wait_for_no_channels().await;
        self.wait("no call is left", |panel| panel.calls.values().all(|call| call.ended.is_some())).await;
        let open: Vec<String> =
            self.panel.calls.values().filter(|call| call.log.is_none()).map(|call| call.id.clone()).collect();
        for call in open {
            self.reported += 1;
            let record_id = Some(format!("00T000001{:06}AAA", self.reported));
            self.done(Command::ReportLog { call, record_id }).await;
        }
        self.agent.drain();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_after_each_kind_of_command() {
    let kills = std::env::var("DENWA_KILLS").map_or(KILLS, |text| text.parse().unwrap());
    let Some(bench) = Bench::start("killed_after_each_kind_of_command").await else { return };
    let seed = denwa_server::clock::micros();
    eprintln!("seed {seed}");
    let mut random = Random::new(seed);
    let pbx = format!(
        "{{ kind = \"asterisk\", ami = \"{}\", user = \"denwa\", secret_file = \"secret\", dial_context = \"internal\", \
         answers_on_notify = [\"2001\"], hold = {{ context = \"denwa-hold\" }} }}",
        bench.ami()
    );
    let site = Site::new(&pbx, &bench.secret(), "");
    let agent = bench.phone("2001", true);
    let server = site.start().await;
    server.wait_for_pbx().await;
    let mut panel = Panel::new("sato");
    panel.connect(&server).await;
    let mut scene = Scene { bench, site, server: Some(server), panel, agent, reported: 0 };

    let mut recovery: BTreeMap<String, Vec<Duration>> = BTreeMap::new();
    let mut outcomes: BTreeMap<String, u32> = BTreeMap::new();
    for round in 0..kills {
        // A kind meets another victim in the next cycle.
        let (kind, victim) = (KINDS[round % KINDS.len()], VICTIMS[(round + round / KINDS.len()) % VICTIMS.len()]);
        let command = scene.command(kind, round).await;
        eprintln!("{round}: {kind:?}, then the end of {victim:?}");
        let id = scene.panel.command(command.clone()).await;
        tokio::time::sleep(Duration::from_millis(random.below(120))).await;
        let took = scene.kill(victim).await;
        recovery.entry(format!("{victim:?}")).or_default().push(took);
        scene.wait("the command is answered", |panel| panel.outcomes.contains_key(&id)).await;
        let outcome = &scene.panel.outcomes[&id].1;
        *outcomes.entry(format!("{outcome:?}")).or_default() += 1;
        if let Some(call) = command.call().map(str::to_owned)
            && victim != Victim::Server
        {
            // Nobody is connected to anybody any more.
            scene
                .wait("the call is over", |panel| panel.calls.get(&call).is_none_or(|call| call.ended.is_some()))
                .await;
        }
        if matches!(kind, Kind::Dial) {
            let rang = scene.agent.count(|state| matches!(state, State::Incoming { .. }));
            assert!(rang <= 1, "the number was dialled {rang} times");
            let is_done = scene.panel.outcomes[&id].1 == CommandOutcome::Done;
            assert!(rang == 1 || !is_done || victim != Victim::Server, "a dial counts as done, and no phone rang");
        }
        scene.clean_up().await;
    }

    // Another panel of the agent sees the same, and no call waits for a log.
    let server = scene.server.as_ref().unwrap();
    let mut fresh = Panel::new("sato");
    fresh.connect(server).await;
    scene.panel.check(&fresh);
    let open: Vec<_> = fresh.calls.values().filter(|call| call.log.is_none()).collect();
    assert!(open.is_empty(), "{open:#?}");
    for (victim, times) in &mut recovery {
        times.sort();
        eprintln!("{victim}: median {:?}, longest {:?}", times[times.len() / 2], times.last().unwrap());
    }
    eprintln!("{kills} kills; outcomes {outcomes:?}; {} logs reported besides", scene.reported);
}
