//! Notes are never lost, never on another call, and never overwrite what another panel wrote.

use crate::rig::*;
use denwa_core::call::NoteDecision;
use denwa_core::kept_call::KeptCall;
use denwa_core::view_model::{LineTone, NotesView};
use denwa_core::{Effect, HostReply, Input, SocketEvent, UserAction};
use denwa_protocol::{Call, CallNote, Cause, Command, CommandError, CommandOutcome, ServerMessage};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn edit(rig: &mut Rig, call: &str, text: &str) {
    rig.user(UserAction::EditNote { call: call.to_owned(), text: text.to_owned() });
}

fn leave(rig: &mut Rig, call: &str) {
    rig.user(UserAction::KeepNote { call: call.to_owned() });
}

/// The notes that were sent, with the revision they were made from.
fn sent(rig: &Rig) -> Vec<(String, String, u32)> {
    let notes = rig.commands().into_iter().filter_map(|(_, command)| match command {
        Command::SetNote { call, text, base } => Some((call, text, base)),
        _ => None,
    });
    notes.collect()
}

fn note(text: &str, revision: u32) -> CallNote {
    CallNote { text: text.to_owned(), revision }
}

fn notes(rig: &Rig) -> NotesView {
    rig.card().wrap_up.notes
}

fn answer(rig: &mut Rig, outcome: CommandOutcome) {
    let id = rig.commands().into_iter().rev().find(|(_, command)| matches!(command, Command::SetNote { .. }));
    let (id, _) = id.expect("notes were sent");
    rig.message(ServerMessage::Answer { id, outcome });
}

fn failed(error: CommandError) -> CommandOutcome {
    CommandOutcome::Failed { error, detail: None }
}

fn ring() -> (Rig, Call) {
    let mut rig = Rig::live();
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.found(vec![hanako()]);
    rig.popped();
    (rig, call)
}

#[test]
fn they_are_sent_after_a_pause_in_typing_from_the_first_ring_on() {
    let (mut rig, call) = ring();
    assert_eq!(notes(&rig).status, None);
    for text in ["伝", "伝票", "伝票 A-1042"] {
        edit(&mut rig, "c1", text);
        rig.pass(900);
    }
    assert_eq!(sent(&rig), []);
    assert_eq!(notes(&rig).status, Some("Saving…"));
    rig.pass(100);
    assert_eq!(sent(&rig), [("c1".to_owned(), "伝票 A-1042".to_owned(), 0)]);
    answer(&mut rig, CommandOutcome::Done);
    assert_eq!((notes(&rig).status, notes(&rig).tone), (Some("Saved"), LineTone::Success));
    // The event that comes after the answer says nothing new.
    rig.call(&Call { note: Some(note("伝票 A-1042", 1)), ..call });
    edit(&mut rig, "c1", "伝票 A-1042、返品");
    rig.pass(1_000);
    assert_eq!(sent(&rig)[1], ("c1".to_owned(), "伝票 A-1042、返品".to_owned(), 1));
}

#[test]
fn whoever_types_without_a_pause_is_saved_too() {
    let (mut rig, _) = ring();
    for at in 0..12 {
        edit(&mut rig, "c1", &"x".repeat(at + 1));
        rig.pass_live(900);
    }
    assert_eq!(sent(&rig).len(), 1);
}

#[test]
fn leaving_the_field_hiding_the_page_and_the_end_of_the_call_send_at_once() {
    type Event = fn(&mut Rig, &Call);
    let at_once: [Event; 3] = [
        |rig, _| leave(rig, "c1"),
        |rig, _| rig.user(UserAction::Visible(false)),
        |rig, call| rig.call(&ended(rig, &answered(rig, call), Cause::Normal)),
    ];
    for event in at_once {
        let (mut rig, call) = ring();
        edit(&mut rig, "c1", "返品");
        event(&mut rig, &call);
        assert_eq!(sent(&rig), [("c1".to_owned(), "返品".to_owned(), 0)]);
    }
}

#[test]
fn another_panels_notes_appear_where_nobody_types() {
    let (mut rig, call) = ring();
    rig.call(&Call { note: Some(note("from the other panel", 1)), ..call.clone() });
    assert_eq!(notes(&rig).text, "from the other panel");
    assert_eq!(notes(&rig).theirs, None);
    // An old message brings nothing back.
    rig.call(&Call { note: Some(note("older", 1)), ..call });
    assert_eq!(notes(&rig).text, "from the other panel");
}

#[test]
fn two_panels_notes_are_both_kept_until_the_agent_decides() {
    let decisions = [
        (NoteDecision::Mine, "mine", Some("mine")),
        (NoteDecision::Theirs, "theirs", None),
        (NoteDecision::Both, "mine\ntheirs", Some("mine\ntheirs")),
    ];
    for (decision, text, sends) in decisions {
        let (mut rig, call) = ring();
        edit(&mut rig, "c1", "mine");
        let call = Call { note: Some(note("theirs", 1)), ..answered(&rig, &call) };
        rig.call(&call);
        assert_eq!((notes(&rig).text.as_str(), notes(&rig).theirs.as_deref()), ("mine", Some("theirs")));
        assert!(notes(&rig).status.unwrap().contains("Both are kept"));
        rig.pass_live(20_000);
        assert_eq!(sent(&rig), [], "nothing overwrites the other panel's text");
        let mut logged = Rig { panel: rig.panel.clone(), ..ring().0 };
        (logged.now, logged.seq) = (rig.now, rig.seq);
        logged.call(&ended(&rig, &call, Cause::Normal));
        assert!(logged.save_log("00T1").description.starts_with("mine\ntheirs\n"), "the log has both");
        rig.user(UserAction::DecideNote { call: "c1".to_owned(), decision });
        assert_eq!((notes(&rig).text.as_str(), notes(&rig).theirs), (text, None));
        let sent = sent(&rig).pop().map(|(_, text, base)| (text, base));
        assert_eq!(sent, sends.map(|text| (text.to_owned(), 1)));
    }
}

#[test]
fn typing_the_saved_text_again_does_not_decide_between_two_panels() {
    let (mut rig, call) = ring();
    edit(&mut rig, "c1", "mine");
    leave(&mut rig, "c1");
    answer(&mut rig, CommandOutcome::Done);
    edit(&mut rig, "c1", "mine, more");
    let call = Call { note: Some(note("theirs", 2)), ..call };
    rig.call(&call);
    // She sees the other text, and takes back what she added: both are there still, whatever the server says again or anew.
    edit(&mut rig, "c1", "mine");
    rig.call(&call);
    assert_eq!((notes(&rig).text.as_str(), notes(&rig).theirs.as_deref()), ("mine", Some("theirs")));
    let call = Call { note: Some(note("theirs, later", 3)), ..call };
    rig.call(&call);
    assert_eq!((notes(&rig).text.as_str(), notes(&rig).theirs.as_deref()), ("mine", Some("theirs, later")));
    assert_eq!(sent(&rig).len(), 1, "nothing overwrites the other panel's text");
    // The other panel empties the notes: hers are the only ones.
    rig.call(&Call { note: Some(note("", 4)), ..call });
    rig.pass_live(1_000);
    assert_eq!((notes(&rig).text.as_str(), notes(&rig).theirs), ("mine", None));
    assert_eq!(sent(&rig).last(), Some(&("c1".to_owned(), "mine".to_owned(), 4)));
}

#[test]
fn a_conflict_that_only_the_answer_tells_waits_for_the_other_text() {
    let (mut rig, call) = ring();
    edit(&mut rig, "c1", "mine");
    leave(&mut rig, "c1");
    rig.call(&Call { note: Some(note("theirs", 1)), ..call });
    answer(&mut rig, failed(CommandError::Conflict));
    assert_eq!((notes(&rig).text.as_str(), notes(&rig).theirs.as_deref()), ("mine", Some("theirs")));
    rig.pass_live(20_000);
    assert_eq!(sent(&rig).len(), 1);
}

#[test]
fn notes_that_are_too_long_are_kept_here_and_in_the_log() {
    let (mut rig, call) = ring();
    // Just over what this server takes, and far over what any message holds: 100,000 characters with emoji and what is left of lone surrogates.
    for text in ["あ".repeat(5_000), "😀\u{fffd}".repeat(50_000)] {
        edit(&mut rig, "c1", &text);
        leave(&mut rig, "c1");
        if sent(&rig).iter().any(|(_, sent, _)| *sent == text) {
            answer(&mut rig, failed(CommandError::TooLong));
        }
        assert_eq!((notes(&rig).text.len(), notes(&rig).tone), (text.len(), LineTone::Warning));
        assert!(
            notes(&rig).status.is_some_and(|status| status.contains("rest stays here") || status.contains("Too long"))
        );
    }
    let call = answered(&rig, &call);
    rig.call(&ended(&rig, &call, Cause::Normal));
    let description = rig.save_log("00T1").description;
    assert!(
        description.encode_utf16().count() <= 32_000 && description.starts_with("😀"),
        "cut, and not within a character"
    );
    assert!(
        description.ends_with("Line: Support"),
        "the facts are not cut: {}",
        &description[description.len() - 80..]
    );
    // Shorter again, it is sent.
    edit(&mut rig, "c1", "short");
    leave(&mut rig, "c1");
    assert_eq!(sent(&rig).last().map(|(_, text, _)| text.as_str()), Some("short"));
}

#[test]
fn notes_typed_while_the_server_is_gone_are_sent_when_it_is_back() {
    let (mut rig, call) = ring();
    rig.input(Input::Socket(SocketEvent::Closed));
    edit(&mut rig, "c1", "offline");
    leave(&mut rig, "c1");
    assert!(notes(&rig).status.unwrap().contains("Kept in this browser"));
    rig.pass(1_500);
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.snapshot(vec![call]);
    rig.message(ServerMessage::Ready);
    assert_eq!(sent(&rig).last(), Some(&("c1".to_owned(), "offline".to_owned(), 0)));
    answer(&mut rig, CommandOutcome::Done);
    assert_eq!(notes(&rig).status, Some("Saved"));
}

#[test]
fn an_answer_that_was_lost_does_not_make_a_conflict_of_the_own_text() {
    let (mut rig, call) = ring();
    edit(&mut rig, "c1", "mine");
    leave(&mut rig, "c1");
    rig.input(Input::Socket(SocketEvent::Closed));
    rig.pass(1_500);
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.snapshot(vec![Call { note: Some(note("mine", 1)), ..call }]);
    rig.message(ServerMessage::Ready);
    assert_eq!((notes(&rig).theirs, notes(&rig).status), (None, Some("Saved")));
    assert_eq!(sent(&rig).len(), 1);
}

#[test]
fn notes_changed_after_the_log_was_saved_correct_it_once_the_agent_rests() {
    let (mut rig, call) = ring();
    let call = answered(&rig, &call);
    rig.call(&call);
    edit(&mut rig, "c1", "first");
    rig.call(&ended(&rig, &call, Cause::Normal));
    let log = rig.save_log("00T1");
    assert!(log.description.starts_with("first\n\nDirection: Inbound"), "{}", log.description);
    edit(&mut rig, "c1", "first, then");
    rig.pass_live(2_000);
    assert!(!rig.is_asked(is_log), "she may go on typing");
    edit(&mut rig, "c1", "first, then more");
    rig.pass_live(5_000);
    let (id, log) = rig.logged();
    assert_eq!((log.id.as_deref(), log.description.lines().next()), (Some("00T1"), Some("first, then more")));
    rig.answer(id, Ok(HostReply::LogSaved { id: "00T1".to_owned(), kept: vec!["Description".to_owned()] }));
    assert!(rig.card().log.unwrap().text.contains("stay as they are: Description"), "a person changed it meanwhile");
    rig.pass_live(60_000);
    assert!(!rig.is_asked(is_log), "and it is not written again and again");
}

#[test]
fn a_card_put_away_right_after_typing_goes_once_its_log_is_corrected() {
    let (mut rig, call) = ring();
    let call = answered(&rig, &call);
    rig.call(&call);
    rig.call(&ended(&rig, &call, Cause::Normal));
    rig.save_log("00T1");
    rig.done();
    edit(&mut rig, "c1", "last words");
    // The press on the button takes the focus from the field first.
    leave(&mut rig, "c1");
    assert!(rig.card().can_dismiss, "the button stays where it is");
    rig.user(UserAction::Dismiss { call: "c1".to_owned() });
    assert!(rig.panel.call_ids().is_empty());
    let (id, log) = rig.logged();
    assert!(log.description.starts_with("last words"));
    // Salesforce refuses: the card is there again, with its words.
    let mut refused = Rig { panel: rig.panel.clone(), ..Rig::live() };
    (refused.now, refused.seq) = (rig.now, rig.seq);
    refused.answer(id, Err(denwa_core::HostError::Refused { transient: false, detail: "no".to_owned() }));
    assert_eq!(refused.card().wrap_up.notes.text, "last words");
    rig.answer(id, Ok(HostReply::LogSaved { id: "00T1".to_owned(), kept: vec![] }));
    rig.done();
    rig.call(&ended(&rig, &call, Cause::Normal));
    assert!(rig.panel.call_ids().is_empty(), "it does not come back");
}

#[test]
fn notes_of_a_page_that_crashed_are_sent_by_the_next_page() {
    let (mut rig, call) = ring();
    edit(&mut rig, "c1", "before the crash");
    rig.pass(1_000);
    let draft = rig.all.iter().rev().find_map(|effect| match effect {
        Effect::KeepCall { draft, .. } => draft.clone(),
        _ => None,
    });
    let text = serde_json::to_string(&draft).expect("a draft");
    let draft: KeptCall = serde_json::from_str(&text).expect("the same draft");
    let mut next = Rig::live_with(vec![call.clone()]);
    let prefix = "denwa:call:00D000000000001AAA:005000000000001AAA:".to_owned();
    next.input(Input::CallsLoaded { prefix: prefix.clone(), drafts: vec![draft.clone()] });
    assert_eq!(sent(&next), [("c1".to_owned(), "before the crash".to_owned(), 0)]);
    // The server has lost the call: the log has them all the same.
    let mut next = Rig::live();
    next.input(Input::CallsLoaded { prefix, drafts: vec![draft] });
    next.pass_live(11_000);
    assert!(next.save_log("00T1").description.starts_with("before the crash"));
    // Or it names the call after all.
    next.call(&answered(&next, &call));
    next.pass_live(1_000);
    assert_eq!(sent(&next).last(), Some(&("c1".to_owned(), "before the crash".to_owned(), 0)));
}

#[test]
fn a_test_calls_notes_reach_nobody() {
    let mut rig = Rig::live();
    rig.user(UserAction::Show(denwa_core::Page::Settings));
    rig.input(Input::Admin(denwa_core::crossing::ToPanel::TestCall));
    let call = rig.panel.call_ids().remove(0);
    edit(&mut rig, &call, "a try");
    leave(&mut rig, &call);
    rig.pass_live(5_000);
    assert_eq!(sent(&rig), []);
    assert_eq!(rig.card().wrap_up.notes.status, Some("Notes of a test call are not saved"));
}

/// What a model of the server keeps, and what happens in any order.
#[derive(Clone, Debug)]
enum Step {
    Type {
        call: usize,
        text: u8,
    },
    Leave(usize),
    Pass(u64),
    /// The server works off the oldest command, and tells of it.
    Serve,
    /// Another panel changes the notes of a call.
    Other {
        call: usize,
        text: u8,
    },
    Event(usize),
    End(usize),
    Decide {
        call: usize,
        how: u8,
    },
    Reconnect,
    Primary(bool),
}

fn step() -> impl Strategy<Value = Step> {
    let call = 0_usize..3;
    prop_oneof![
        3 => (call.clone(), any::<u8>()).prop_map(|(call, text)| Step::Type { call, text }),
        1 => call.clone().prop_map(Step::Leave),
        1 => (0_u64..12_000).prop_map(Step::Pass),
        3 => Just(Step::Serve),
        1 => (call.clone(), any::<u8>()).prop_map(|(call, text)| Step::Other { call, text }),
        1 => call.clone().prop_map(Step::Event),
        1 => call.clone().prop_map(Step::End),
        1 => (call, 0_u8..3).prop_map(|(call, how)| Step::Decide { call, how }),
        1 => Just(Step::Reconnect),
        1 => any::<bool>().prop_map(Step::Primary),
    ]
}

struct Server {
    calls: Vec<Call>,
    served: usize,
}

impl Server {
    fn set(&mut self, call: &str, text: String) {
        let call = self.calls.iter_mut().find(|one| one.id == call).expect("a call");
        let revision = call.note.as_ref().map_or(0, |note| note.revision) + 1;
        call.note = Some(CallNote { text, revision });
    }

    fn revision(&self, call: &str) -> u32 {
        let call = self.calls.iter().find(|one| one.id == call).expect("a call");
        call.note.as_ref().map_or(0, |note| note.revision)
    }
}

/// A text that says which call it belongs to.
fn text_of(call: usize, who: &str, text: u8) -> String {
    format!("c{call} {who} {text}")
}

fn run(steps: &[Step]) {
    let mut rig = Rig::live();
    let calls: Vec<Call> = (0..3).map(|at| ringing(&rig, &format!("c{at}"), "0312345678")).collect();
    for call in &calls {
        rig.call(call);
        rig.found(vec![hanako()]);
    }
    let mut server = Server { calls, served: rig.commands().len() };
    let mut typed: BTreeMap<usize, String> = BTreeMap::new();
    for step in steps {
        match step {
            Step::Type { call, text } => {
                let text = text_of(*call, "mine", *text);
                edit(&mut rig, &format!("c{call}"), &text);
                typed.insert(*call, text);
            }
            Step::Leave(call) => leave(&mut rig, &format!("c{call}")),
            Step::Pass(time) => rig.pass_live(*time),
            Step::Serve => serve(&mut rig, &mut server),
            Step::Other { call, text } => {
                // The other panel has seen what the server has.
                let kept = server.calls[*call].note.as_ref().map_or("", |note| &note.text);
                if typed.get(call).is_some_and(|typed| kept.contains(typed)) {
                    typed.remove(call);
                }
                server.set(&format!("c{call}"), text_of(*call, "other", *text));
                rig.call(&server.calls[*call]);
            }
            Step::Event(call) => rig.call(&server.calls[*call]),
            Step::End(call) => {
                let call = &mut server.calls[*call];
                if call.ended.is_none() {
                    *call = ended(&rig, &answered(&rig, call), Cause::Normal);
                }
                rig.call(call);
            }
            Step::Decide { call, how } => {
                let decision = [NoteDecision::Mine, NoteDecision::Theirs, NoteDecision::Both][usize::from(*how)];
                if decision == NoteDecision::Theirs && theirs(&rig, *call) {
                    typed.remove(call);
                }
                rig.user(UserAction::DecideNote { call: format!("c{call}"), decision });
            }
            Step::Reconnect => {
                rig.input(Input::Socket(SocketEvent::Closed));
                server.served = rig.commands().len();
                rig.pass(60_000);
                rig.input(Input::Socket(SocketEvent::Opened));
                rig.snapshot(server.calls.clone());
                rig.message(ServerMessage::Ready);
            }
            Step::Primary(primary) => rig.primary(*primary, &[]),
        }
        check(&mut rig, &server, &typed);
    }
}

fn theirs(rig: &Rig, call: usize) -> bool {
    rig.panel.card(&format!("c{call}")).is_some_and(|card| card.wrap_up.notes.theirs.is_some())
}

fn serve(rig: &mut Rig, server: &mut Server) {
    let Some((id, command)) = rig.commands().get(server.served).cloned() else { return };
    server.served += 1;
    let Command::SetNote { call, text, base } = command else {
        return rig.message(ServerMessage::Answer { id, outcome: CommandOutcome::Done });
    };
    let outcome = if base == server.revision(&call) {
        server.set(&call, text);
        let reported = server.calls.iter().find(|one| one.id == call).cloned().expect("a call");
        rig.call(&reported);
        CommandOutcome::Done
    } else {
        failed(CommandError::Conflict)
    };
    rig.message(ServerMessage::Answer { id, outcome });
}

/// Nothing of one call is ever on another, and what the agent typed last is what she sees, unless she took the other panel's.
fn check(rig: &mut Rig, server: &Server, typed: &BTreeMap<usize, String>) {
    for at in 0..3 {
        let id = format!("c{at}");
        let card = rig.panel.card(&id).expect("the card stays");
        let notes = card.wrap_up.notes;
        for text in [Some(notes.text.clone()), notes.theirs.clone()].into_iter().flatten() {
            assert!(text.lines().all(|line| line.starts_with(&id)), "{text} on {id}");
        }
        if let Some(text) = typed.get(&at) {
            assert!(notes.text.contains(text.as_str()), "{text} is gone from {id}: {}", notes.text);
        }
        let kept = server.calls[at].note.as_ref().map_or("", |note| &note.text);
        assert!(kept.lines().all(|line| line.starts_with(&id)), "{kept} on {id} at the server");
    }
    while rig.is_asked(is_log) {
        let (id, log) = rig.logged();
        let (notes, _) = log.description.split_once("\n\n").unwrap_or_default();
        assert!(notes.lines().all(|line| line.starts_with(&log.call_id)), "{notes} in the log of {}", log.call_id);
        rig.answer(id, Ok(HostReply::LogSaved { id: format!("00T{}", log.call_id), kept: vec![] }));
    }
}

proptest! {
    #[test]
    fn no_note_is_ever_on_another_call_or_lost(steps in prop::collection::vec(step(), 0..60)) {
        run(&steps);
    }
}
