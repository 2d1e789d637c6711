//! The server, Asterisk, or both are killed with SIGKILL right after each kind of command, in mid-call: nothing that a
//! panel was told is lost, nothing is done twice, phantom calls vanish, and each ended call waits for one log.

use crate::{
    bench::{Bench, Handset, Order, State},
    panel::Panel,
    process::{Process, Site},
    random::Random,
};
use denwa_protocol::{
    AgentMode, AgentState, AttachedRecord, Call, CallPair, Callback, ChosenMode, Command, CommandOutcome,
    ConnectionState, FollowUp, HandKind, PhoneState, Recording, WorkRules,
};
use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Dial,
    Answer,
    Hold,
    Retrieve,
    HangUp,
    Decline,
    Deflect,
    SingleStepTransfer,
    Consult,
    Alternate,
    Reconnect,
    Transfer,
    Conference,
    DropParty,
    Park,
    PickUp,
    SetMute,
    SetRecording,
    SendTones,
    SetAgentState,
    SetNote,
    SetRecord,
    SetRelated,
    SetFollowUp,
    SetNotLogged,
    SetResult,
    ReportRecord,
    ReportLog,
    SetNextMode,
    SetWorkRules,
    SetOtherWork,
    RaiseHand,
    LowerHand,
    ClaimCallback,
    ReleaseCallback,
    PutAwayCallback,
    SeeMissed,
    SettingsChanged,
}

const KINDS: [Kind; 38] = [
    Kind::Dial,
    Kind::Answer,
    Kind::Hold,
    Kind::Retrieve,
    Kind::HangUp,
    Kind::Decline,
    Kind::Deflect,
    Kind::SingleStepTransfer,
    Kind::Consult,
    Kind::Alternate,
    Kind::Reconnect,
    Kind::Transfer,
    Kind::Conference,
    Kind::DropParty,
    Kind::Park,
    Kind::PickUp,
    Kind::SetMute,
    Kind::SetRecording,
    Kind::SendTones,
    Kind::SetAgentState,
    Kind::SetNote,
    Kind::SetRecord,
    Kind::SetRelated,
    Kind::SetFollowUp,
    Kind::SetNotLogged,
    Kind::SetResult,
    Kind::ReportRecord,
    Kind::ReportLog,
    Kind::SetNextMode,
    Kind::SetWorkRules,
    Kind::SetOtherWork,
    Kind::RaiseHand,
    Kind::LowerHand,
    Kind::ClaimCallback,
    Kind::ReleaseCallback,
    Kind::PutAwayCallback,
    Kind::SeeMissed,
    Kind::SettingsChanged,
];

/// How often something is killed. `DENWA_KILLS` sets another number; three times as many play every kind with every victim.
const KILLS: usize = KINDS.len();

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

    /// Has a customer call, and returns the call's ID. A call that began before is of an earlier round: the server may
    /// report only now that it rang, although it was hung up long since.
    async fn ring(&mut self) -> String {
        let began = denwa_server::clock::millis();
        // No phone calls here: it would wait for ever for the answers of an Asterisk that was killed.
        self.bench.run_cli("channel originate Local/customer@robots extension 2001@from-customer");
        let is_new = |call: &Call| call.began_at >= began && call.state == ConnectionState::Alerting;
        self.wait("a call rings", |panel| panel.calls.values().any(is_new)).await;
        self.panel.calls.values().find(|call| is_new(call)).unwrap().id.clone()
    }

    /// Has a customer call, and answers.
    async fn talk(&mut self) -> String {
        let call = self.ring().await;
        self.done(Command::Answer { call: call.clone() }).await;
        self.wait_for_state(&call, ConnectionState::Connected).await;
        call
    }

    /// Has a customer call, answers, and consults somebody who answers, too.
    async fn consult(&mut self, round: usize) -> CallPair {
        let held = self.talk().await;
        self.done(consult(&held, round)).await;
        let is_up =
            |call: &Call| call.consults.as_ref() == Some(&held) && call.answered_at.is_some() && call.ended.is_none();
        self.wait("the consulted side answers", |panel| panel.calls.values().any(is_up)).await;
        let active = self.panel.calls.values().find(|call| is_up(call)).unwrap().id.clone();
        CallPair { held, active }
    }

    /// Has a customer call and give up.
    async fn miss(&mut self) -> String {
        let call = self.ring().await;
        self.bench.run_cli("channel request hangup all");
        self.wait("the call ends", |panel| panel.calls[&call].ended.is_some()).await;
        call
    }

    /// Has a customer call and give up, and returns the callback that follows.
    async fn miss_caller(&mut self) -> String {
        let began = denwa_server::clock::millis();
        self.miss().await;
        let is_new = |callback: &Callback| callback.settled.is_none() && callback.last_at >= began;
        self.wait("the caller is to be called back", |panel| panel.callbacks.values().any(is_new)).await;
        self.panel.callbacks.values().find(|callback| is_new(callback)).unwrap().id.clone()
    }

    /// Brings calls into the state in which a command of this kind makes sense, and returns the command.
    async fn command(&mut self, kind: Kind, round: usize) -> Command {
        let record = AttachedRecord { record_id: format!("003000000{round:06}AAA"), name: None };
        let to = number(round);
        match kind {
            Kind::Dial => Command::Dial { number: to, record: None, extension: None, presented: None, callback: None },
            Kind::Answer => Command::Answer { call: self.ring().await },
            Kind::Decline => Command::Decline { call: self.ring().await },
            Kind::Deflect => Command::Deflect { call: self.ring().await, to },
            Kind::SingleStepTransfer => Command::SingleStepTransfer { call: self.talk().await, to },
            Kind::Hold => Command::Hold { call: self.talk().await },
            Kind::Retrieve => {
                let call = self.talk().await;
                self.done(Command::Hold { call: call.clone() }).await;
                self.wait_for_state(&call, ConnectionState::Held).await;
                Command::Retrieve { call }
            }
            Kind::HangUp => Command::HangUp { call: self.talk().await },
            Kind::Consult => consult(&self.talk().await, round),
            Kind::Alternate => Command::Alternate(self.consult(round).await),
            Kind::Reconnect => Command::Reconnect(self.consult(round).await),
            Kind::Transfer => Command::Transfer(self.consult(round).await),
            Kind::Conference => Command::Conference(self.consult(round).await),
            Kind::DropParty => {
                let pair = self.consult(round).await;
                self.done(Command::Conference(pair.clone())).await;
                let call = pair.held;
                self.wait("there are parties", |panel| !panel.calls[&call].parties.is_empty()).await;
                let party = self.panel.calls[&call].parties[0].id.clone();
                Command::DropParty { call, party }
            }
            Kind::Park => Command::Park { call: self.talk().await },
            Kind::PickUp => {
                let call = self.talk().await;
                self.done(Command::Park { call: call.clone() }).await;
                self.wait("the place is known", |panel| panel.calls[&call].parked_at.is_some()).await;
                Command::PickUp { slot: self.panel.calls[&call].parked_at.clone().unwrap() }
            }
            Kind::SetMute => Command::SetMute { call: self.talk().await, muted: true },
            Kind::SetRecording => Command::SetRecording { call: self.talk().await, recording: Recording::On },
            Kind::SendTones => Command::SendTones { call: self.talk().await, tones: "12".to_owned() },
            Kind::SetAgentState => {
                let mode =
                    if self.panel.mode.mode == AgentMode::Ready { AgentMode::NotReady } else { AgentMode::Ready };
                let reason = (mode == AgentMode::NotReady).then(|| "break".to_owned());
                Command::SetAgentState { mode, reason }
            }
            Kind::SetNote => Command::SetNote { call: self.talk().await, text: format!("note {round}"), base: 0 },
            Kind::SetRecord => Command::SetRecord { call: self.ring().await, record: Some(record) },
            Kind::SetRelated => Command::SetRelated { call: self.ring().await, related: Some(record) },
            Kind::SetFollowUp => {
                let follow_up = Some(FollowUp { subject: format!("call again {round}"), due: None });
                Command::SetFollowUp { call: self.ring().await, follow_up }
            }
            Kind::SetNotLogged => Command::SetNotLogged { call: self.ring().await, reason: Some("private".to_owned()) },
            Kind::SetResult => Command::SetResult { call: self.miss().await, result: Some(format!("result {round}")) },
            Kind::ReportLog => Command::ReportLog {
                call: self.miss().await,
                record_id: Some(format!("00T000000{round:06}AAA")),
                revision: None,
            },
            Kind::ReportRecord => Command::ReportRecord { call: self.miss().await, record },
            Kind::SetNextMode => {
                self.talk().await;
                // The mode that she has: what follows the call is the same whether the command is done or not.
                let AgentState { mode, reason, .. } = self.panel.mode.clone();
                Command::SetNextMode { next: Some(ChosenMode { mode, reason }) }
            }
            Kind::SetWorkRules => {
                // Longer than the test, and another one each time.
                let sign_off_after = Some(3_600_000 + u64::try_from(round).unwrap());
                Command::SetWorkRules(WorkRules { sign_off_after, ..WorkRules::default() })
            }
            Kind::SetOtherWork => Command::SetOtherWork { busy: !self.panel.mode.other_work },
            Kind::RaiseHand => Command::RaiseHand { call: self.talk().await, kind: HandKind::Help },
            Kind::LowerHand => {
                let call = self.talk().await;
                self.done(Command::RaiseHand { call: call.clone(), kind: HandKind::Help }).await;
                Command::LowerHand { call, outcome: Some(format!("outcome {round}")) }
            }
            Kind::ClaimCallback => Command::ClaimCallback { callback: self.miss_caller().await },
            Kind::ReleaseCallback => {
                let callback = self.miss_caller().await;
                self.done(Command::ClaimCallback { callback: callback.clone() }).await;
                Command::ReleaseCallback { callback }
            }
            Kind::PutAwayCallback => Command::PutAwayCallback { callback: self.miss_caller().await },
            Kind::SeeMissed => Command::SeeMissed,
            Kind::SettingsChanged => Command::SettingsChanged { users: Vec::new() },
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
        // A phone that still had the call of an Asterisk that was killed would be busy for the next one.
        self.agent.order(Order::Clear);
        self.agent.wait_for(|state| *state == State::Cleared);
        self.bench.wait_for_no_channels().await;
        self.wait("no call is left", |panel| panel.calls.values().all(|call| call.ended.is_some())).await;
        let open: Vec<String> =
            self.panel.calls.values().filter(|call| call.log.is_none()).map(|call| call.id.clone()).collect();
        for call in open {
            self.reported += 1;
            let record_id = Some(format!("00T000001{:06}AAA", self.reported));
            self.done(Command::ReportLog { call, record_id, revision: None }).await;
        }
        self.agent.drain();
    }
}

/// A number that the test's dial plan answers.
fn number(round: usize) -> String {
    format!("03{round:08}")
}

fn consult(call: &str, round: usize) -> Command {
    Command::Consult { call: call.to_owned(), number: number(round), record: None, extension: None, presented: None }
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
         answers_on_notify = [\"2001\"], hold = {{ context = \"denwa-hold\" }}, \
         consult = {{ context = \"denwa-consult\" }}, transfer = {{ context = \"denwa-transfer\" }}, \
         conference = {{ context = \"denwa-conference\" }}, park = {{ lot = \"default\" }}, \
         record = {{ file = \"denwa-{{requestId}}.wav\" }} }}",
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
        // Every other time at once: most commands are done within milliseconds.
        tokio::time::sleep(Duration::from_millis(random.below(2) * random.below(120))).await;
        let took = scene.kill(victim).await;
        recovery.entry(format!("{victim:?}")).or_default().push(took);
        scene.wait("the command is answered", |panel| panel.outcomes.contains_key(&id)).await;
        let outcome = &scene.panel.outcomes[&id].1;
        *outcomes.entry(format!("{outcome:?}")).or_default() += 1;
        eprintln!("   {outcome:?}");
        if let Some(call) = command.call().map(str::to_owned)
            && victim != Victim::Server
        {
            // Nobody is connected to anybody any more.
            scene
                .wait("the call is over", |panel| panel.calls.get(&call).is_none_or(|call| call.ended.is_some()))
                .await;
        }
        if kind == Kind::Dial {
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
