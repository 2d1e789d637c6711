//! SIGKILL right after each kind of command: what was asked for is done once at most, however often the panel repeats it,
//! and what the panel was told stays true. `asterisk/kills.rs` plays the same with a real Asterisk.

use crate::{
    fake_asterisk::FakeAsterisk,
    panel::Panel,
    process::{Process, Site},
};
use denwa_protocol::{AgentMode, AttachedRecord, Command, CommandError, CommandOutcome};

/// A call that the server knows from its start.
#[derive(Clone, Copy)]
enum There {
    Ringing,
    Talking,
}

async fn start(asterisk: &FakeAsterisk, there: There) -> (Site, Process, Panel, String) {
    let call = match there {
        There::Ringing => asterisk.ring("2001"),
        There::Talking => asterisk.talk("2001"),
    };
    let site = asterisk.site("");
    let server = site.start().await;
    server.wait_for_pbx().await;
    let mut panel = Panel::new("sato");
    panel.connect(&server).await;
    panel.wait_until(&server, "the call is there", |panel| panel.calls.contains_key(&call)).await;
    (site, server, panel, call)
}

/// Has the panel give a command, kills the server as soon as the PBX was told, and has the panel repeat the command.
async fn is_done_once(action: &'static str, there: There, command: impl Fn(String) -> Command) {
    let asterisk = FakeAsterisk::start().await;
    // So the command is under way when the server is killed.
    asterisk.state().answers_actions = false;
    let (site, server, mut panel, call) = start(&asterisk, there).await;
    let id = panel.command(command(call)).await;
    asterisk.wait_for_action(action).await;
    server.kill().await;

    asterisk.state().answers_actions = true;
    let server = site.start().await;
    panel.connect(&server).await;
    let outcome = panel.outcome(id).await;
    let unknown = CommandOutcome::Failed { error: CommandError::OutcomeUnknown, detail: None };
    assert!(outcome == unknown || outcome == CommandOutcome::Done, "{outcome:?}");
    // A colleague's command reaches the PBX after anything that would have been done again.
    server.wait_for_pbx().await;
    let mut colleague = Panel::new("suzuki");
    colleague.connect(&server).await;
    colleague
        .command(Command::Dial {
            number: "0398765432".to_owned(),
            record: None,
            extension: None,
            presented: None,
            callback: None,
        })
        .await;
    asterisk.wait_for_dial("0398765432").await;
    assert_eq!(asterisk.state().done, [action]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_given_once() {
    is_done_once("PJSIPNotify", There::Ringing, |call| Command::Answer { call }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_declined_once() {
    is_done_once("Hangup", There::Ringing, |call| Command::Decline { call }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_hung_up_once() {
    is_done_once("Hangup", There::Talking, |call| Command::HangUp { call }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_held_once() {
    is_done_once("Redirect", There::Talking, |call| Command::Hold { call }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tones_are_sent_once() {
    is_done_once("PlayDTMF", There::Talking, |call| Command::SendTones { call, tones: "1".to_owned() }).await;
}

/// Has the panel give a command that needs no PBX, kills the server before or after the answer, and returns what a panel
/// that opens later sees of the call.
async fn kept(waits_for_answer: bool, command: impl Fn(String) -> Command) -> (denwa_protocol::Call, Panel) {
    let asterisk = FakeAsterisk::start().await;
    let (site, server, mut panel, call) = start(&asterisk, There::Ringing).await;
    let id = panel.command(command(call.clone())).await;
    if waits_for_answer {
        assert_eq!(panel.outcome(id).await, CommandOutcome::Done);
    }
    server.kill().await;
    let server = site.start().await;
    panel.connect(&server).await;
    assert_eq!(panel.outcome(id).await, CommandOutcome::Done);
    let mut fresh = Panel::new("sato");
    fresh.connect(&server).await;
    panel.check(&fresh);
    (fresh.calls[&call].clone(), fresh)
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_and_choices_are_kept_and_count_once() {
    for waits_for_answer in [false, true] {
        let set_note = |call| Command::SetNote { call, text: "calls again".to_owned(), base: 0 };
        let note = kept(waits_for_answer, set_note).await.0.note.unwrap();
        assert_eq!((note.text.as_str(), note.revision), ("calls again", 1));

        let record = AttachedRecord { record_id: "003000000000001AAA".to_owned(), name: None };
        let set_record = |call| Command::SetRecord { call, record: Some(record.clone()) };
        assert_eq!(kept(waits_for_answer, set_record).await.0.record, Some(record.clone()));

        let set_result = |call| Command::SetResult { call, result: Some("resolved".to_owned()) };
        assert_eq!(kept(waits_for_answer, set_result).await.0.result.as_deref(), Some("resolved"));

        let report =
            |call| Command::ReportLog { call, record_id: Some("00T000000000001AAA".to_owned()), revision: None };
        assert_eq!(kept(waits_for_answer, report).await.0.log.unwrap().record_id, "00T000000000001AAA");

        let set_mode = |_| Command::SetAgentState { mode: AgentMode::NotReady, reason: Some("break".to_owned()) };
        let mode = kept(waits_for_answer, set_mode).await.1.mode;
        assert_eq!((mode.mode, mode.reason.as_deref()), (AgentMode::NotReady, Some("break")));
    }
}
