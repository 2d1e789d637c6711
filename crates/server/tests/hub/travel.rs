//! What travels with a call from agent to agent: record, notes, results, data.

use crate::desk::*;
use denwa_protocol::{
    AttachedRecord, Call, CallData, Cause, Colleague, Command, ConnectionState, Direction, MAX_MESSAGE_BYTES,
};
use denwa_server::hub::{Input, SETTLED_CALL_MS, SessionId};

fn record(number: u8) -> AttachedRecord {
    AttachedRecord { record_id: format!("0035g00000ABCDE{number:03}"), name: Some(format!("Record {number}")) }
}

fn sato() -> Colleague {
    Colleague { extension: "2001".to_owned(), name: Some("佐藤".to_owned()) }
}

struct Scene {
    desk: Desk,
    sato: SessionId,
    suzuki: SessionId,
    commands: u32,
}

impl Scene {
    /// Sato talks with a caller, and has chosen record 1 and written notes.
    fn new() -> Self {
        let mut desk = Desk::new();
        let (sato, _) = desk.sign_in("sato");
        let (suzuki, _) = desk.sign_in("suzuki");
        let mut scene = Self { desk, sato, suzuki, commands: 0 };
        scene.desk.report_call("2001", &first());
        scene.by_sato(Command::SetRecord { call: "c1".to_owned(), record: Some(record(1)) });
        scene.by_sato(note("c1", "返品の件", 0));
        scene
    }

    fn command(&mut self, session: SessionId, command: Command) -> Vec<denwa_server::hub::Effect> {
        self.commands += 1;
        let effects = self.desk.command(session, &self.commands.to_string(), command);
        assert_eq!(error(&effects, session), None);
        effects
    }

    fn by_sato(&mut self, command: Command) -> Vec<denwa_server::hub::Effect> {
        self.command(self.sato, command)
    }

    fn at_suzuki(&mut self, id: &str) -> Call {
        let snapshot = self.desk.snapshot_for("suzuki");
        snapshot.calls.into_iter().find(|call| call.id == id).unwrap()
    }

    /// Sato consults Suzuki about the call.
    fn consult(&mut self) {
        self.desk.now += 1_000;
        let now = self.desk.now;
        self.desk.report_call("2001", &held(&first(), now));
        let made = Call { consults: Some("c1".to_owned()), ..dialled("c2", "2002", now) };
        self.desk.report_call("2001", &made);
        let mut rung = passed_on("s1", "whole-c2", now);
        rung.came_from = Some(Colleague { extension: "2001".to_owned(), name: None });
        self.desk.report_call("2002", &rung);
    }
}

/// The call with which everything begins.
fn first() -> Call {
    connected(&ringing("c1", START), START)
}

fn note(call: &str, text: &str, base: u32) -> Command {
    Command::SetNote { call: call.to_owned(), text: text.to_owned(), base }
}

#[test]
fn a_transferred_call_brings_record_notes_and_result() {
    let mut scene = Scene::new();
    scene.by_sato(Command::SetRelated { call: "c1".to_owned(), related: Some(record(2)) });
    scene.by_sato(Command::SetResult { call: "c1".to_owned(), result: Some("折り返し".to_owned()) });
    scene.desk.now += 5_000;
    let now = scene.desk.now;
    scene.desk.report_call("2001", &ended(&first(), now, Cause::Transferred));
    let effects = scene.desk.report_call("2002", &passed_on("s1", "whole-c1", now));
    let call = &calls(&effects, scene.suzuki)[0];
    assert_eq!((&call.record, &call.related), (&Some(record(1)), &Some(record(2))));
    assert_eq!(call.came_from, Some(sato()));
    let [part] = call.earlier.as_slice() else { panic!("{:?}", call.earlier) };
    assert_eq!((&part.by, part.answered_at, part.ended_at), (&sato(), Some(START), Some(now)));
    assert_eq!((part.note.as_deref(), part.result.as_deref()), (Some("返品の件"), Some("折り返し")));
    assert_eq!((&call.note, &call.result), (&None, &None), "her own notes begin empty");
}

#[test]
fn a_consulted_colleague_sees_the_call_and_its_changes() {
    let mut scene = Scene::new();
    scene.consult();
    let call = scene.at_suzuki("s1");
    assert_eq!((call.record, call.came_from), (Some(record(1)), Some(sato())));
    assert_eq!(call.earlier[0].note.as_deref(), Some("返品の件"));
    assert_eq!(call.earlier.len(), 1, "the consultation itself is not an earlier part");

    // Later changes are passed on while Sato has the call.
    let effects = scene.by_sato(note("c1", "返品の件、二点", 1));
    assert_eq!(calls(&effects, scene.suzuki)[0].earlier[0].note.as_deref(), Some("返品の件、二点"));
    let effects = scene.by_sato(Command::SetRecord { call: "c1".to_owned(), record: Some(record(3)) });
    assert_eq!(calls(&effects, scene.suzuki)[0].record, Some(record(3)));
    let effects = scene.by_sato(Command::SetRecord { call: "c1".to_owned(), record: None });
    assert_eq!(calls(&effects, scene.suzuki)[0].record, None);
    scene.by_sato(Command::SetRecord { call: "c1".to_owned(), record: Some(record(3)) });

    // Sato completes the transfer: Suzuki's part belongs to the first call from now on.
    let now = scene.desk.now;
    scene.desk.report_call("2001", &ended(&first(), now, Cause::Transferred));
    let made = Call { consults: Some("c1".to_owned()), ..dialled("c2", "2002", now) };
    scene.desk.report_call("2001", &ended(&made, now, Cause::Transferred));
    let talks = connected(&passed_on("s1", "whole-c1", now), now);
    scene.desk.report_call("2002", &talks);
    let call = scene.at_suzuki("s1");
    assert_eq!((&call.record, call.earlier.len(), call.earlier[0].ended_at), (&Some(record(3)), 1, Some(now)));

    // What Sato chooses after she has given the call away is her own affair; her notes still arrive.
    let effects = scene.by_sato(Command::SetRecord { call: "c1".to_owned(), record: Some(record(4)) });
    assert_eq!(calls(&effects, scene.suzuki), []);
    let effects = scene.by_sato(note("c1", "三点", 2));
    assert_eq!(calls(&effects, scene.suzuki)[0].earlier[0].note.as_deref(), Some("三点"));
    assert_eq!(scene.at_suzuki("s1").record, Some(record(3)));
}

#[test]
fn what_the_colleague_chose_herself_stays() {
    let mut scene = Scene::new();
    scene.consult();
    scene.command(scene.suzuki, Command::SetRecord { call: "s1".to_owned(), record: Some(record(9)) });
    let effects = scene.by_sato(Command::SetRecord { call: "c1".to_owned(), record: Some(record(3)) });
    assert_eq!(calls(&effects, scene.suzuki), []);
    scene.command(scene.suzuki, Command::SetRecord { call: "s1".to_owned(), record: None });
    scene.by_sato(Command::SetRecord { call: "c1".to_owned(), record: Some(record(4)) });
    assert_eq!(scene.at_suzuki("s1").record, None, "a choice that was taken back is a choice, too");
}

#[test]
fn a_record_of_the_pbx_counts_more_unless_a_colleague_has_corrected_it() {
    // An IVR named record 7 for the whole call; Sato corrected it to record 1.
    let mut scene = Scene::new();
    let named = |id: &str, now, number| Call { record: Some(record(number)), ..passed_on(id, "whole-c5", now) };
    scene.desk.report_call("2001", &connected(&named("c5", START, 7), START));
    scene.by_sato(Command::SetRecord { call: "c5".to_owned(), record: Some(record(1)) });
    scene.desk.now += 1_000;
    let now = scene.desk.now;
    scene.desk.report_call("2001", &ended(&named("c5", START, 7), now, Cause::Transferred));
    scene.desk.report_call("2002", &named("s5", now, 7));
    assert_eq!(scene.at_suzuki("s5").record, Some(record(1)));
    scene.desk.report_call("2002", &connected(&named("s5", now, 7), now));
    assert_eq!(scene.at_suzuki("s5").record, Some(record(1)), "nor does a later report bring it back");
    // Another record that the PBX names is news.
    scene.desk.report_call("2002", &named("s6", now, 8));
    assert_eq!(scene.at_suzuki("s6").record, Some(record(8)));
}

#[test]
fn a_call_that_comes_back_brings_the_agents_own_notes() {
    let mut scene = Scene::new();
    scene.desk.now += 1_000;
    let now = scene.desk.now;
    scene.desk.report_call("2001", &ended(&first(), now, Cause::Parked));
    let effects = scene.desk.report_call("2001", &passed_on("c9", "whole-c1", now));
    let call = &calls(&effects, scene.sato)[0];
    assert_eq!((&call.record, call.earlier[0].note.as_deref()), (&Some(record(1)), Some("返品の件")));
    assert_eq!(call.came_from, None);
}

#[test]
fn nothing_travels_to_another_organisation_or_by_a_call_that_only_rang() {
    let mut scene = Scene::new();
    scene.desk.now += 1_000;
    let now = scene.desk.now;
    let (foreign, _) = scene.desk.sign_in_as(OTHER_ORG, "sato", "foreign", None);
    let mut rung = passed_on("f1", "whole-c1", now);
    rung.came_from = Some(Colleague { extension: "2001".to_owned(), name: None });
    let call = calls(&scene.desk.report_call("3001", &rung), foreign).remove(0);
    assert_eq!((call.record, call.earlier, call.came_from.unwrap().name), (None, vec![], None));

    // A queue call that rings at one agent after the other.
    let first = passed_on("q1", "queue", now);
    scene.desk.report_call("2001", &ended(&first, now, Cause::AnsweredElsewhere));
    let effects = scene.desk.report_call("2002", &passed_on("q2", "queue", now + 1));
    assert_eq!(calls(&effects, scene.suzuki)[0].earlier, []);
}

#[test]
fn a_record_that_was_only_found_does_not_travel() {
    let mut scene = Scene::new();
    scene.desk.now += 1_000;
    let now = scene.desk.now;
    let first = passed_on("q1", "queue", now);
    scene.desk.report_call("2001", &ended(&first, now, Cause::Missed));
    scene.by_sato(Command::ReportRecord { call: "q1".to_owned(), record: record(5) });
    scene.desk.report_call("2002", &passed_on("q2", "queue", now + 1));
    assert_eq!(scene.at_suzuki("q2").record, None, "her own panel searches, and knows more");
    scene.by_sato(Command::SetRecord { call: "q1".to_owned(), record: Some(record(6)) });
    assert_eq!(scene.at_suzuki("q2").record, Some(record(6)), "what she chose does");
}

#[test]
fn a_call_between_colleagues_shows_neither_the_others_notes() {
    let mut scene = Scene::new();
    let made = dialled("c7", "2002", START);
    scene.desk.report_call("2001", &made);
    scene.by_sato(note("c7", "private", 0));
    scene.by_sato(Command::SetRecord { call: "c7".to_owned(), record: Some(record(1)) });
    scene.desk.now += 1_000;
    let now = scene.desk.now;
    scene.desk.report_call("2002", &passed_on("s7", "whole-c7", now));
    let call = scene.at_suzuki("s7");
    assert_eq!((call.record, call.earlier), (None, vec![]));
}

#[test]
fn a_call_to_a_colleagues_queue_shows_neither() {
    let mut scene = Scene::new();
    scene.desk.report_call("2001", &dialled("c8", "7001", START));
    scene.by_sato(note("c8", "private", 0));
    scene.desk.now += 1_000;
    let mut rung = passed_on("s8", "whole-c8", scene.desk.now);
    rung.remote.number = denwa_protocol::Number::Known { digits: "2001".to_owned() };
    scene.desk.report_call("2002", &rung);
    assert_eq!(scene.at_suzuki("s8").earlier, []);
    // What she dialled outside and then transferred is an earlier part.
    scene.desk.report_call("2001", &connected(&dialled("c9", "0399998888", START), START));
    scene.by_sato(note("c9", "見積", 0));
    scene.desk.report_call("2002", &passed_on("s9", "whole-c9", scene.desk.now));
    assert_eq!(scene.at_suzuki("s9").earlier[0].note.as_deref(), Some("見積"));
}

#[test]
fn it_survives_a_restart_and_an_hour() {
    let mut scene = Scene::new();
    scene.consult();
    let log = Some("00T5g00000ABCDEFGH".to_owned());
    let now = scene.desk.now;
    scene.desk.report_call("2001", &ended(&first(), now, Cause::Transferred));
    scene.by_sato(Command::ReportLog { call: "c1".to_owned(), record_id: log.clone(), revision: None });
    scene.desk.restart("two");
    let talks = connected(&passed_on("s1", "whole-c2", now), now);
    scene.desk.pbx_up(|desk| {
        desk.report_call("2002", &talks);
    });
    scene.desk.pass(2 * SETTLED_CALL_MS);
    let (sato, _) = scene.desk.sign_in("sato");
    scene.sato = sato;
    // The settled call is still known, because Suzuki's call comes from it.
    scene.by_sato(note("c1", "続き", 1));
    let call = scene.at_suzuki("s1");
    assert_eq!((call.record, call.earlier[0].note.as_deref()), (Some(record(1)), Some("続き")));
    scene.by_sato(Command::ReportLog { call: "c1".to_owned(), record_id: log, revision: None });
    // Once that is over, too, both may go.
    let now = scene.desk.now;
    scene.desk.report_call("2002", &ended(&talks, now, Cause::Normal));
    scene.desk.pass(2 * MINUTE);
    let effects = scene.desk.command(sato, "late", note("c1", "x", 2));
    assert_eq!(error(&effects, sato), Some(denwa_protocol::CommandError::NoSuchCall));
}

#[test]
fn data_of_an_ivr_travels_and_notes_always_fit_into_a_message() {
    let mut scene = Scene::new();
    let data = vec![CallData { label: "会員番号".to_owned(), value: "12345".to_owned() }];
    let request = "long".to_owned();
    for n in 0..30 {
        scene.desk.now += 1_000;
        let now = scene.desk.now;
        let id = format!("p{n}");
        let mut call = connected(&passed_on(&id, &request, now), now);
        call.data = if n == 0 { data.clone() } else { Vec::new() };
        scene.desk.report_call("2001", &call);
        scene.by_sato(note(&id, &"\u{1f600}\"".repeat(700), 0));
        scene.desk.report_call("2001", &ended(&call, now, Cause::Parked));
    }
    scene.desk.now += 1_000;
    let now = scene.desk.now;
    let effects = scene.desk.report_call("2002", &passed_on("s1", &request, now));
    let call = &calls(&effects, scene.suzuki)[0];
    assert_eq!(call.data, data);
    assert!(serde_json::to_string(call).unwrap().len() < MAX_MESSAGE_BYTES / 2);
    let last = call.earlier.last().unwrap();
    assert_eq!(last.ended_at, Some(now - 1_000), "the latest are kept");
    assert!(last.note.as_ref().unwrap().ends_with('…'));
}

#[test]
fn a_conference_shows_everybody_what_was_noted_before() {
    let mut scene = Scene::new();
    scene.consult();
    let now = scene.desk.now;
    let merged = Call { request_id: "whole-c1".to_owned(), ..passed_on("s1", "whole-c2", now) };
    scene.desk.report_call("2002", &connected(&merged, now));
    scene.desk.report_call("2001", &Call { state: ConnectionState::Connected, held_at: None, ..first() });
    let effects = scene.command(scene.suzuki, note("s1", "suzuki", 0));
    assert_eq!(calls(&effects, scene.sato), [], "Sato's part was there first");
    assert_eq!(scene.at_suzuki("s1").earlier.len(), 1);
    assert_eq!(scene.at_suzuki("s1").direction, Direction::Inbound);
    scene.desk.feed(Input::Tick);
}
