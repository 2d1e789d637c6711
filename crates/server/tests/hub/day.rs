//! An agent's day: past calls, missed calls, messages, parked calls, the directory.

use crate::desk::*;
use denwa_protocol::{
    AgentMode, AttachedRecord, Call, CallActivity, Cause, Colleague, Command, CommandError, DirectoryEntry,
    DirectoryKind, Event, HistoryFilter, Number, ParkedCall, Party, PhoneState,
};
use denwa_server::{
    hub::{Effect, Input, SessionId},
    pbx::{PbxEvent, PbxRequest},
};

fn call_of(id: &str, number: &str, began_at: u64, cause: Cause) -> Call {
    let remote = Party { number: Number::Known { digits: number.to_owned() }, name: None };
    ended(&Call { remote, ..ringing(id, began_at) }, began_at + 1_000, cause)
}

fn ids(calls: &[Call]) -> Vec<&str> {
    calls.iter().map(|call| call.id.as_str()).collect()
}

fn missed(effects: &[Effect], session: SessionId) -> Vec<u32> {
    let read = |event| if let Event::Missed { missed } = event { Some(missed) } else { None };
    events(effects, session).into_iter().filter_map(read).collect()
}

fn no_news() -> Vec<u32> {
    Vec::new()
}

#[test]
fn past_calls_are_found() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let (other, _) = desk.sign_in("suzuki");
    desk.report_call("2001", &call_of("a", "0312345678", START, Cause::Normal));
    desk.report_call("2001", &call_of("b", "+819011112222", START + 1, Cause::Missed));
    desk.report_call("2001", &ringing("live", START + 2));
    desk.report_call("2002", &call_of("foreign", "0312345678", START, Cause::Missed));
    let record =
        Some(AttachedRecord { record_id: "0035g00000ABCDEFGH".to_owned(), name: Some("山田商店".to_owned()) });
    desk.command(panel, "1", Command::SetRecord { call: "a".to_owned(), record: record.clone() });

    let all = HistoryFilter::All;
    let (calls, more) = desk.history(panel, None, all, None);
    assert_eq!((ids(&calls), more), (vec!["b", "a"], false), "own calls that have ended, the newest first");
    assert_eq!(calls[1].record, record, "a choice after the end counts");
    assert_eq!(ids(&desk.history(panel, Some(START + 1), all, None).0), ["a"]);
    assert_eq!(ids(&desk.history(panel, None, HistoryFilter::Missed, None).0), ["b"]);
    assert_eq!(ids(&desk.history(panel, None, HistoryFilter::Unknown, None).0), ["b", "a"]);
    for (find, found) in
        [("03-1234", vec!["a"]), ("090 1111", vec!["b"]), ("山田", vec!["a"]), ("x", vec![]), (" ", vec!["b", "a"])]
    {
        assert_eq!(ids(&desk.history(panel, None, all, Some(find)).0), found, "{find}");
    }
    assert_eq!(ids(&desk.history(other, None, all, None).0), ["foreign"]);
}

#[test]
fn past_calls_come_in_pages_and_are_forgotten_in_the_end() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    for n in 0..120 {
        desk.report_call("2001", &call_of(&format!("c{n:03}"), "0312345678", START + n, Cause::Normal));
    }
    let (mut read, mut before) = (Vec::new(), None);
    loop {
        let (calls, more) = desk.history(panel, before, HistoryFilter::All, None);
        before = calls.last().map(|call| call.began_at);
        read.extend(calls);
        if !more {
            break;
        }
    }
    assert_eq!(read.len(), 120);
    assert!(read.is_sorted_by(|a, b| a.began_at > b.began_at));
    // Two hours later everything is there; a month later nothing.
    desk.pass(120 * MINUTE);
    assert_eq!(desk.kept.history.len(), 120);
    desk.now += 31 * 24 * 60 * MINUTE;
    desk.pass(0);
    assert_eq!(desk.kept.history.len(), 0);
}

#[test]
fn an_agents_history_is_bounded() {
    let mut desk = Desk::new();
    desk.restart_with("two", |config| config.store.history_calls = 100);
    desk.pbx_up(|_| {});
    for n in 0..130 {
        desk.report_call("2001", &call_of(&format!("c{n:03}"), "0312345678", START + n, Cause::Normal));
    }
    desk.pass(61 * MINUTE);
    let oldest = desk.kept.history.keys().map(|(_, began_at, _)| *began_at).min();
    assert_eq!((desk.kept.history.len(), oldest), (100, Some(START + 30)));
}

#[test]
fn if_the_store_fails_the_calls_in_memory_are_the_answer() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    desk.report_call("2001", &call_of("a", "0312345678", START, Cause::Normal));
    desk.report_call("2001", &call_of("b", "0398765432", START + 1, Cause::Missed));
    desk.report_call("2001", &ringing("live", START));
    let ask = |desk: &mut Desk, find: Option<&str>| {
        let (id, find) = ("h".to_owned(), find.map(str::to_owned));
        let only = HistoryFilter::All;
        let effects = desk.feed(Input::ReadHistory { session: panel, id, before: None, only, find });
        let [Effect::ReadHistory { session, id, query }] = effects.as_slice() else { panic!("{effects:?}") };
        let (session, id, query) = (*session, id.clone(), query.clone());
        let effects = desk.feed(Input::HistoryRead { session, id, query, calls: None });
        match sent(&effects, panel).pop() {
            Some(denwa_protocol::ServerMessage::History { calls, .. }) => calls,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(ids(&ask(&mut desk, None)), ["b", "a"]);
    assert_eq!(ids(&ask(&mut desk, Some("9876"))), ["b"]);
}

#[test]
fn missed_calls_are_counted_until_they_are_seen() {
    let mut desk = Desk::new();
    let (panel, snapshot) = desk.sign_in("sato");
    assert_eq!(snapshot.missed, 0);
    let end = |id: &str, cause| ended(&ringing(id, START), START, cause);
    assert_eq!(missed(&desk.report_call("2001", &end("a", Cause::Missed)), panel), [1]);
    assert_eq!(missed(&desk.report_call("2001", &end("a", Cause::Missed)), panel), no_news(), "the same again");
    // The same caller's call, from a queue, rings once more.
    let again = Call { request_id: "whole-a".to_owned(), ..end("a2", Cause::Missed) };
    assert_eq!(missed(&desk.report_call("2001", &again), panel), no_news());
    assert_eq!(missed(&desk.report_call("2001", &end("b", Cause::Missed)), panel), [2]);
    for cause in [Cause::Declined, Cause::Normal, Cause::AnsweredElsewhere, Cause::Lost] {
        assert_eq!(
            missed(&desk.report_call("2001", &end(&format!("{cause:?}"), cause)), panel),
            no_news(),
            "{cause:?}"
        );
    }
    let own = ended(&dialled("out", "110", START), START, Cause::NoAnswer);
    assert_eq!(missed(&desk.report_call("2001", &own), panel), no_news());
    // A colleague answered after all.
    assert_eq!(missed(&desk.report_call("2001", &end("b", Cause::AnsweredElsewhere)), panel), [1]);

    desk.restart("two");
    desk.pbx_up(|_| {});
    let (panel, snapshot) = desk.sign_in("sato");
    assert_eq!(snapshot.missed, 1);
    let effects = desk.command(panel, "1", Command::SeeMissed);
    assert_eq!((missed(&effects, panel), error(&effects, panel)), (vec![0], None));
    assert_eq!(missed(&desk.command(panel, "2", Command::SeeMissed), panel), no_news());
    desk.restart("three");
    assert_eq!(desk.snapshot_for("sato").missed, 0);
}

fn message(to: &str, text: &str, call: Option<&str>) -> Command {
    Command::SendMessage { to: to.to_owned(), text: text.to_owned(), call: call.map(str::to_owned) }
}

#[test]
fn messages_wait_until_they_are_put_away() {
    let mut desk = Desk::new();
    let (sato, _) = desk.sign_in("sato");
    let (suzuki, _) = desk.sign_in("suzuki");
    desk.report_call("2001", &ringing("c1", START));
    let effects = desk.command(sato, "1", message("2002", "折り返しお願いします", Some("c1")));
    assert_eq!(error(&effects, sato), None);
    let told = |effects: &[Effect]| match events(effects, suzuki).pop() {
        Some(Event::Messages { messages }) => messages,
        other => panic!("{other:?}"),
    };
    let messages = told(&effects);
    let name = Some("佐藤".to_owned());
    assert_eq!((messages[0].from.clone(), messages[0].at), (Colleague { extension: "2001".to_owned(), name }, START));
    assert_eq!(messages[0].about.as_ref().unwrap().request_id, "whole-c1");
    desk.command(sato, "2", message("2002", "二", None));

    desk.restart("two");
    let (suzuki, snapshot) = desk.sign_in("suzuki");
    assert_eq!(snapshot.messages.iter().map(|m| m.text.as_str()).collect::<Vec<_>>(), ["折り返しお願いします", "二"]);
    let dismiss = || Command::DismissMessage { message: messages[0].id.clone() };
    let effects = desk.command(suzuki, "3", dismiss());
    assert_eq!(error(&effects, suzuki), None);
    assert_eq!(desk.snapshot_for("suzuki").messages.len(), 1);
    let again = desk.command(suzuki, "4", dismiss());
    assert_eq!((error(&again, suzuki), events(&again, suzuki)), (None, vec![]), "another panel has put it away");
    desk.now += 8 * 24 * 60 * MINUTE;
    desk.pass(0);
    assert_eq!(desk.snapshot_for("suzuki").messages, [], "not for ever");
}

#[test]
fn messages_go_to_colleagues_only_and_fill_no_box() {
    let mut desk = Desk::new();
    let (sato, _) = desk.sign_in("sato");
    let (suzuki, _) = desk.sign_in("suzuki");
    desk.report_call("2002", &ringing("c2", START));
    let cases = [
        (message("3001", "a", None), CommandError::NoSuchNumber),
        (message("9999", "a", None), CommandError::NoSuchNumber),
        (message("2001", "a", None), CommandError::ToOneself),
        (message("2002", " \n", None), CommandError::BadRequest),
        (message("2002", "a", Some("c2")), CommandError::NoSuchCall),
        (message("2002", &"漢".repeat(501), None), CommandError::TooLong),
    ];
    for (id, (command, expected)) in cases.into_iter().enumerate() {
        assert_eq!(error(&desk.command(sato, &id.to_string(), command), sato), Some(expected), "{id}");
    }
    let sent = (0..20).filter(|n| {
        let effects = desk.command(sato, &format!("m{n}"), message("2002", &"漢".repeat(500), None));
        error(&effects, sato).is_none()
    });
    assert_eq!(sent.count(), 5, "one colleague does not fill the box");
    assert_eq!(desk.snapshot_for("suzuki").messages.len(), 5);
    let _ = suzuki;
}

fn parked(slot: &str, request_id: &str) -> ParkedCall {
    let remote = ringing("x", START).remote;
    ParkedCall {
        slot: slot.to_owned(),
        request_id: request_id.to_owned(),
        remote,
        by: None,
        since: START,
        record: None,
    }
}

fn parked_list(effects: &[Effect], session: SessionId) -> Vec<Vec<ParkedCall>> {
    let read = |event| if let Event::Parked { parked } = event { Some(parked) } else { None };
    events(effects, session).into_iter().filter_map(read).collect()
}

#[test]
fn colleagues_see_parked_calls_and_pick_them_up() {
    let mut desk = Desk::new();
    let (sato, _) = desk.sign_in("sato");
    let (suzuki, _) = desk.sign_in("suzuki");
    let (foreign, _) = desk.sign_in_as(OTHER_ORG, "sato", "foreign", None);
    let talks = connected(&ringing("c1", START), START);
    desk.report_call("2001", &talks);
    let record = Some(AttachedRecord { record_id: "0035g00000ABCDEFGH".to_owned(), name: None });
    desk.command(sato, "1", Command::SetRecord { call: "c1".to_owned(), record: record.clone() });

    // The PBX's list may come before the end of the parker's part: nobody knows yet whose call it is.
    let effects = desk.pbx(PbxEvent::Parked { calls: vec![parked("701", "whole-c1")] });
    assert_eq!(parked_list(&effects, suzuki), Vec::<Vec<ParkedCall>>::new());
    let over = Call { parked_at: Some("701".to_owned()), ..ended(&talks, START, Cause::Parked) };
    let effects = desk.report_call("2001", &over);
    let by = Some(Colleague { extension: "2001".to_owned(), name: Some("佐藤".to_owned()) });
    let expected = vec![ParkedCall { by, record, ..parked("701", "whole-c1") }];
    assert_eq!(parked_list(&effects, suzuki), std::slice::from_ref(&expected));
    assert_eq!(parked_list(&effects, foreign), Vec::<Vec<ParkedCall>>::new());
    assert_eq!(desk.snapshot_for("suzuki").parked, expected);

    let pick_up = |slot: &str| Command::PickUp { slot: slot.to_owned() };
    assert_eq!(error(&desk.command(foreign, "1", pick_up("701")), foreign), Some(CommandError::NothingParked));
    assert_eq!(error(&desk.command(suzuki, "1", pick_up("702")), suzuki), Some(CommandError::NothingParked));
    let effects = desk.command(suzuki, "2", pick_up("701"));
    assert_eq!(request(&effects).unwrap().2, PbxRequest::PickUp { slot: "701".to_owned() });
    let effects = desk.report_call("2002", &passed_on("s1", "whole-c1", START + 5));
    assert_eq!(calls(&effects, suzuki)[0].came_from.as_ref().map(|from| from.extension.as_str()), Some("2001"));
    let effects = desk.pbx(PbxEvent::Parked { calls: Vec::new() });
    assert_eq!(parked_list(&effects, suzuki), [vec![]]);
}

#[test]
fn parked_calls_that_the_pbx_does_not_report_again_are_gone() {
    let mut desk = Desk::new();
    desk.restart_with("two", |config| config.organisations.truncate(1));
    let list = || PbxEvent::Parked { calls: vec![parked("702", "b"), parked("701", "a")] };
    desk.pbx_up(|desk| drop(desk.pbx(list())));
    let slots =
        |desk: &mut Desk| desk.snapshot_for("suzuki").parked.into_iter().map(|parked| parked.slot).collect::<Vec<_>>();
    assert_eq!(slots(&mut desk), ["701", "702"], "parked by nobody the server knows, by place");
    desk.pbx(PbxEvent::Down);
    assert_eq!(slots(&mut desk), ["701", "702"]);
    desk.pbx_up(|_| {});
    assert_eq!(slots(&mut desk), Vec::<String>::new());
}

fn names(entries: &[DirectoryEntry]) -> Vec<&str> {
    entries.iter().map(|entry| entry.name.as_str()).collect()
}

#[test]
fn the_directory_has_colleagues_queues_and_speed_dials_of_the_own_organisation() {
    let mut desk = Desk::new();
    let (sato, _) = desk.sign_in("sato");
    let (suzuki, _) = desk.sign_in("suzuki");
    let (foreign, _) = desk.sign_in_as(OTHER_ORG, "sato", "foreign", None);
    let entries = desk.watch(suzuki, "");
    assert_eq!(names(&entries), ["佐藤", "Support", "タクシー"]);
    let kinds: Vec<_> = entries.iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, [DirectoryKind::Colleague, DirectoryKind::Queue, DirectoryKind::SpeedDial]);
    assert_eq!(entries[0].number, "2001");
    assert_eq!(names(&desk.watch(sato, "")), ["suzuki", "Support", "タクシー"], "her login, if she has no name");
    assert_eq!(names(&desk.watch(foreign, "")), ["タクシー"]);
    for (find, found) in [("佐", "佐藤"), ("ＳＵＰＰ", "Support"), ("03-9999", "タクシー"), ("20", "佐藤")]
    {
        assert_eq!(names(&desk.watch(suzuki, find)), [found], "{find}");
    }
    assert_eq!(names(&desk.watch(suzuki, "nobody")), Vec::<&str>::new());
}

#[test]
fn a_panel_that_watches_is_told_of_changes_at_most_once_a_second() {
    let mut desk = Desk::new();
    let (suzuki, _) = desk.sign_in("suzuki");
    let presence = |entries: &[DirectoryEntry]| entries[0].presence.clone().unwrap();
    let first = presence(&desk.watch(suzuki, "佐藤"));
    assert_eq!(
        (first.mode, first.phone, first.activity),
        (AgentMode::NotReady, PhoneState::Unknown, CallActivity::Idle)
    );
    desk.pass(5_000);
    desk.report_phone("2001", PhoneState::Registered);
    let effects = desk.pass(0);
    assert_eq!(presence(&directories(&effects, suzuki)[0]).phone, PhoneState::Registered, "at once after a while");
    // Many changes within a second make one message.
    desk.report_call("2001", &ringing("c1", desk.now));
    desk.report_call("2001", &connected(&ringing("c1", desk.now), desk.now));
    assert_eq!(directories(&desk.pass(999), suzuki), Vec::<Vec<DirectoryEntry>>::new());
    let effects = desk.pass(1);
    let told = directories(&effects, suzuki);
    assert_eq!(told.len(), 1);
    assert_eq!(presence(&told[0]).activity, CallActivity::Talking);
    // What changes nothing that is shown is not told, nor is anything after the panel has stopped.
    desk.pass(5_000);
    desk.report_call("2002", &ringing("own", desk.now));
    assert_eq!(directories(&desk.pass(5_000), suzuki), Vec::<Vec<DirectoryEntry>>::new());
    desk.feed(Input::WatchDirectory { session: suzuki, find: None });
    desk.report_agent("2001", AgentMode::NotReady, None);
    assert_eq!(directories(&desk.pass(5_000), suzuki), Vec::<Vec<DirectoryEntry>>::new());
}

#[test]
fn a_directory_that_is_long_ends_after_fifty_entries() {
    let mut desk = Desk::new();
    desk.restart_with("two", |config| {
        let template = config.speed_dials[0].clone();
        config.speed_dials = (0..60)
            .map(|n| denwa_server::config::ListedNumber { name: format!("dial {n:02}"), ..template.clone() })
            .collect();
    });
    let (panel, _) = desk.sign_in("sato");
    let effects = desk.feed(Input::WatchDirectory { session: panel, find: Some("dial".to_owned()) });
    match sent(&effects, panel).as_slice() {
        [denwa_protocol::ServerMessage::Directory { entries, more, .. }] => {
            assert_eq!((entries.len(), *more), (50, true));
        }
        other => panic!("{other:?}"),
    }
}
