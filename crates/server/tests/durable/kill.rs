//! SIGKILL at random moments, and right after each step of a dial.

use crate::{fake_asterisk::FakeAsterisk, panel::Panel, random::Random};
use denwa_protocol::{AgentMode, Command, CommandError, CommandOutcome};
use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

/// How often the server is killed. `DENWA_KILLS` sets another number.
const KILLS: u32 = 24;

/// A night, in milliseconds.
const NIGHT_MS: u64 = 16 * 3_600_000;

fn dial(number: &str) -> Command {
    Command::Dial { number: number.to_owned(), record: None, extension: None, presented: None, callback: None }
}

/// Acts at random until the server is gone: notes, logs, modes, dials; calls end on the PBX.
async fn act(panel: &mut Panel, random: &mut Random, asterisk: &FakeAsterisk) {
    loop {
        let ids: Vec<_> = panel.calls.keys().cloned().collect();
        match random.below(8) {
            0..4 => {
                if let Some(call) = random.pick(&ids) {
                    let base = panel.calls[call].note.as_ref().map_or(0, |note| note.revision);
                    let text = format!("note {} of {}", random.below(1_000_000), panel.login);
                    panel.command(Command::SetNote { call: call.clone(), text, base }).await;
                }
            }
            4 => {
                let ended: Vec<_> = panel.calls.values().filter(|call| call.ended.is_some()).collect();
                if let Some(call) = random.pick(&ended) {
                    let record_id = Some(format!("00T5g00000{:0>8}", call.id.split('.').next().unwrap_or_default()));
                    let call = call.id.clone();
                    panel.command(Command::ReportLog { call, record_id, revision: None }).await;
                }
            }
            5 => {
                let is_changing = panel.pending.values().any(|c| matches!(c, Command::SetAgentState { .. }));
                if !is_changing {
                    let (mode, reason) = match random.below(3) {
                        0 => (AgentMode::Ready, None),
                        1 => (AgentMode::NotReady, Some("break".to_owned())),
                        _ => (AgentMode::WorkNotReady, None),
                    };
                    panel.command(Command::SetAgentState { mode, reason }).await;
                }
            }
            6 if panel.login == "sato" => {
                panel.command(dial(&format!("03{:08}", random.below(100_000_000)))).await;
            }
            _ => {
                if let Some(call) = random.pick(&ids) {
                    asterisk.end(call);
                }
            }
        }
        // Read what has come by now, or wait a little.
        let pause = tokio::time::sleep(Duration::from_millis(random.below(4)));
        tokio::pin!(pause);
        loop {
            tokio::select! {
                message = panel.receive() => if message.is_none() { return },
                () = &mut pause => break,
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_random_moments_the_server_loses_nothing_and_does_nothing_twice() {
    let kills = std::env::var("DENWA_KILLS").map_or(KILLS, |text| text.parse().unwrap());
    let seed = denwa_server::clock::micros();
    eprintln!("seed {seed}");
    let mut random = Random::new(seed);
    let asterisk = FakeAsterisk::start().await;
    let site = asterisk.site("");
    let mut panels = [Panel::new("sato"), Panel::new("suzuki")];
    let mut recovery = Vec::new();
    for _ in 0..kills {
        for extension in ["2001", "2002"] {
            if random.below(2) == 0 {
                asterisk.ring(extension);
            }
        }
        let began = Instant::now();
        let server = site.start().await;
        for panel in &mut panels {
            panel.connect(&server).await;
        }
        recovery.push(began.elapsed());
        if random.below(3) == 0 {
            server.wait_for_pbx().await;
        }
        let life = Duration::from_millis(random.below(150));
        let [sato, suzuki] = &mut panels;
        let (mut random_a, mut random_b) = (Random::new(random.below(u64::MAX)), Random::new(random.below(u64::MAX)));
        let kill = async {
            tokio::time::sleep(life).await;
            server.kill().await;
        };
        tokio::join!(act(sato, &mut random_a, &asterisk), act(suzuki, &mut random_b, &asterisk), kill);
    }

    let server = site.start().await;
    server.wait_for_pbx().await;
    for panel in &mut panels {
        panel.connect(&server).await;
        while let Some(id) = panel.pending.keys().next().copied() {
            panel.outcome(id).await;
        }
        let mut fresh = Panel::new(panel.login);
        fresh.connect(&server).await;
        panel.check(&fresh);
    }
    let dialled = asterisk.state().dialled.clone();
    let different: BTreeSet<_> = dialled.iter().collect();
    assert_eq!(dialled.len(), different.len(), "a number was dialled twice: {dialled:?}");
    let mut outcomes = std::collections::BTreeMap::new();
    for (command, outcome) in panels.iter().flat_map(|panel| panel.outcomes.values()) {
        *outcomes.entry(format!("{outcome:?}")).or_insert(0) += 1;
        if let (Command::Dial { number, .. }, CommandOutcome::Done) = (command, outcome) {
            assert!(different.contains(number), "a dial counts as done that never reached the PBX");
        }
    }
    recovery.sort();
    eprintln!(
        "{kills} kills; from the start of the process until both panels are ready: median {:?}, longest {:?}; resumed {} \
         times; outcomes {outcomes:?}",
        recovery[recovery.len() / 2],
        recovery.last().unwrap(),
        panels[0].resumed + panels[1].resumed,
    );
    assert!(panels[0].resumed + panels[1].resumed > 0, "streams go on over restarts");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dial_repeated_after_a_kill_does_not_dial_again() {
    for answers_dials in [false, true] {
        let asterisk = FakeAsterisk::start().await;
        asterisk.state().answers_dials = answers_dials;
        let site = asterisk.site("");
        let server = site.start().await;
        server.wait_for_pbx().await;
        let mut panel = Panel::new("sato");
        panel.connect(&server).await;
        let id = panel.command(dial("0312345678")).await;
        asterisk.wait_for_dial("0312345678").await;
        server.kill().await;

        let server = site.start().await;
        panel.connect(&server).await;
        let outcome = panel.outcome(id).await;
        let unknown = CommandOutcome::Failed { error: CommandError::OutcomeUnknown, detail: None };
        assert!(outcome == unknown || (answers_dials && outcome == CommandOutcome::Done), "{outcome:?}");
        server.wait_for_pbx().await;
        panel.command(dial("0398765432")).await;
        asterisk.wait_for_dial("0398765432").await;
        assert_eq!(asterisk.state().dialled, ["0312345678", "0398765432"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_ended_with_no_panel_open_waits_for_the_panel_that_opens_next_day() {
    let asterisk = FakeAsterisk::start().await;
    let id = asterisk.ring("2001");
    let site = asterisk.site("");
    let server = site.start().await;
    server.wait_for_pbx().await;
    asterisk.end(&id);
    // Another agent's panel sees nothing of it; the server's own state shows that the end has arrived.
    let mut watcher = Panel::new("sato");
    watcher.connect(&server).await;
    while watcher.calls.get(&id).is_none_or(|call| call.ended.is_none()) {
        watcher.receive().await.unwrap();
    }
    drop(watcher);
    server.kill().await;

    site.make_older(NIGHT_MS);
    let server = site.start().await;
    let mut panel = Panel::new("sato");
    panel.connect(&server).await;
    let ended = panel.calls[&id].ended.as_ref().expect("it is over").at;
    assert!(ended + NIGHT_MS / 2 < denwa_server::clock::millis(), "it ended the day before");
    let record_id = Some("00T5g00000ABCDEFGH".to_owned());
    let report = panel.command(Command::ReportLog { call: id.clone(), record_id, revision: None }).await;
    assert_eq!(panel.outcome(report).await, CommandOutcome::Done);
    server.kill().await;
    let server = site.start().await;
    let mut late = Panel::new("sato");
    late.connect(&server).await;
    assert!(!late.calls.contains_key(&id), "it is logged once");
}
