//! The lists beside the calls: earlier calls, parked calls, messages of colleagues.

use crate::rig::*;
use denwa_core::host::{HostRequest, Pop};
use denwa_core::view_model::RecordingView;
use denwa_core::{
    DeskAction, DeskTab, Effect, HostError, HostReply, Input, RequestId, SocketEvent, Target, UserAction,
};
use denwa_protocol::{
    AgentMessage, AttachedRecord, Call, CallNote, Capabilities, Capability, Cause, ClientMessage, Colleague, Command,
    CommandError, Event, HistoryFilter, MessageCall, Number, ParkedCall, Party, ServerMessage,
};

fn act(rig: &mut Rig, action: DeskAction) {
    rig.user(UserAction::Desk(action));
}

fn show(rig: &mut Rig, tab: DeskTab) {
    act(rig, DeskAction::Show(tab));
}

/// A question about earlier calls.
type Question = (String, Option<u64>, HistoryFilter, Option<String>);

/// The questions about earlier calls.
fn questions(rig: &Rig) -> Vec<Question> {
    let question = |message: &ClientMessage| match message {
        ClientMessage::ReadHistory { id, before, only, find } => Some((id.clone(), *before, *only, find.clone())),
        _ => None,
    };
    rig.sent.iter().filter_map(question).collect()
}

fn answer(rig: &mut Rig, calls: Vec<Call>, more: bool) {
    let (id, ..) = questions(rig).pop().expect("the history was asked for");
    rig.message(ServerMessage::History { id, calls, more });
}

/// A call that began so many seconds ago.
fn past(rig: &Rig, id: &str, number: &str, seconds: u64, cause: Cause) -> Call {
    let mut call = ended(rig, &ringing(rig, id, number), cause);
    call.began_at -= seconds * 1_000;
    if cause == Cause::Normal {
        call.answered_at = Some(call.began_at + 2_000);
    }
    call
}

fn shown(rig: &Rig) -> Vec<String> {
    rig.panel.history().rows.into_iter().map(|row| row.call).collect()
}

fn count(rig: &Rig, tab: DeskTab) -> Option<u32> {
    rig.panel.screen().desk.tabs.into_iter().find(|view| view.tab == tab).expect("every tab is shown").count
}

fn labels(rig: &Rig) -> Vec<String> {
    let label = |effect: &Effect| match effect {
        Effect::Host { request: HostRequest::Label(label), .. } => Some(label.clone()),
        _ => None,
    };
    rig.all.iter().filter_map(label).collect()
}

#[test]
fn the_history_is_read_page_by_page_and_no_call_comes_twice() {
    let mut rig = Rig::live();
    show(&mut rig, DeskTab::History);
    assert_eq!(rig.panel.history().status, Some("Reading the history…"));
    let first: Vec<Call> =
        (0..3).map(|at| past(&rig, &format!("c{at}"), "0312345678", at * 60, Cause::Normal)).collect();
    answer(&mut rig, first.clone(), true);
    assert_eq!(shown(&rig), ["c0", "c1", "c2"]);
    let row = rig.panel.history().rows[0].clone();
    assert_eq!((row.headline.as_str(), row.about.as_str(), row.result), ("03-1234-5678", "Support", "Answered"));
    act(&mut rig, DeskAction::MoreHistory);
    act(&mut rig, DeskAction::MoreHistory);
    assert_eq!(questions(&rig).len(), 2, "it is being read already");
    assert_eq!(questions(&rig)[1].1, Some(first[2].began_at + 1), "calls of the same moment are not left out");
    let last = past(&rig, "c3", "0312345679", 120, Cause::Normal);
    answer(&mut rig, vec![first[2].clone(), last.clone()], true);
    assert_eq!(shown(&rig), ["c0", "c1", "c2", "c3"]);
    act(&mut rig, DeskAction::MoreHistory);
    answer(&mut rig, vec![last], true);
    assert!(!rig.panel.history().has_more, "a page of nothing new is the last one");
}

#[test]
fn the_history_is_narrowed_by_missed_calls_and_by_a_text_once_the_agent_stops_typing() {
    let mut rig = Rig::live();
    show(&mut rig, DeskTab::History);
    let call = past(&rig, "c1", "0312345678", 60, Cause::Missed);
    answer(&mut rig, vec![call], false);
    assert!(rig.panel.history().rows[0].is_missed);
    act(&mut rig, DeskAction::FilterHistory(HistoryFilter::Missed));
    assert_eq!(questions(&rig).pop().unwrap().2, HistoryFilter::Missed);
    answer(&mut rig, vec![], false);
    assert_eq!(rig.panel.history().status, Some("No such calls"));
    for text in ["y", "ya", " yam "] {
        act(&mut rig, DeskAction::FindHistory(text.to_owned()));
        rig.pass(100);
    }
    assert_eq!(questions(&rig).len(), 2);
    rig.pass(300);
    let (_, before, only, find) = questions(&rig).pop().unwrap();
    assert_eq!((before, only, find.as_deref()), (None, HistoryFilter::Missed, Some("yam")));
}

#[test]
fn a_history_that_does_not_come_is_told_and_read_again() {
    let mut rig = Rig::live();
    show(&mut rig, DeskTab::History);
    rig.pass_live(7_000);
    let history = rig.panel.history();
    assert_eq!((history.has_failed, history.status), (true, Some("The history could not be read")));
    act(&mut rig, DeskAction::ReadHistoryAgain);
    let call = past(&rig, "c1", "0312345678", 60, Cause::Normal);
    answer(&mut rig, vec![call], false);
    assert_eq!(shown(&rig), ["c1"]);
    let (late, ..) = questions(&rig)[0].clone();
    rig.message(ServerMessage::History { id: late, calls: vec![], more: false });
    assert_eq!(shown(&rig), ["c1"], "a late answer changes nothing");
}

#[test]
fn a_page_that_does_not_come_is_asked_for_again_by_itself_and_the_calls_before_it_stay() {
    let mut rig = Rig::live();
    show(&mut rig, DeskTab::History);
    let first = past(&rig, "c1", "0312345678", 60, Cause::Normal);
    answer(&mut rig, vec![first.clone()], true);
    act(&mut rig, DeskAction::MoreHistory);
    let before = Some(first.began_at + 1);
    rig.pass_live(7_000);
    assert!(rig.panel.history().has_failed);
    rig.pass_live(5_000);
    let asked = questions(&rig);
    assert_eq!(asked.iter().map(|question| question.1).collect::<Vec<_>>(), [None, before, before]);
    assert_ne!(asked[1].0, asked[2].0, "a question of its own");
    let second = past(&rig, "c0", "0312345678", 90, Cause::Normal);
    answer(&mut rig, vec![second], false);
    assert_eq!(shown(&rig), ["c1", "c0"]);
    rig.pass_live(30_000);
    assert_eq!(questions(&rig).len(), 3, "and no more");
}

#[test]
fn the_history_shows_what_the_agent_made_of_a_call() {
    let mut rig = Rig::live();
    show(&mut rig, DeskTab::History);
    let plain = past(&rig, "c1", "0312345678", 60, Cause::Normal);
    let note = CallNote { text: "\n 伝票 A-1042\n返品".to_owned(), revision: 1 };
    let noted = Call { id: "c2".to_owned(), note: Some(note), result: Some("受注".to_owned()), ..plain.clone() };
    answer(&mut rig, vec![plain, noted.clone()], false);
    let remark = |rig: &Rig, row: usize| rig.panel.history().rows[row].remark.clone();
    assert_eq!((remark(&rig, 0), remark(&rig, 1).as_deref()), (None, Some("受注 · 伝票 A-1042")));
    rig.call(&Call { result: None, ..noted });
    assert_eq!(remark(&rig, 1).as_deref(), Some("伝票 A-1042"), "as it is now");
}

/// Which records the event server was told to keep with calls that are over.
fn reported(rig: &Rig) -> Vec<(String, AttachedRecord)> {
    let report = |effect: &Effect| match effect {
        Effect::Send(ClientMessage::Command { command: Command::ReportRecord { call, record }, .. }) => {
            Some((call.clone(), record.clone()))
        }
        _ => None,
    };
    rig.all.iter().filter_map(report).collect()
}

#[test]
fn the_record_that_was_found_stays_with_a_call_that_is_over_so_that_the_history_names_it() {
    let mut rig = Rig::live();
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.found(vec![hanako()]);
    let talk = answered(&rig, &call);
    rig.call(&talk);
    assert_eq!(reported(&rig), [], "another party may take her place");
    let over = ended(&rig, &talk, Cause::Normal);
    rig.call(&over);
    let kept = ("c1".to_owned(), hanako().attached());
    assert_eq!(reported(&rig), std::slice::from_ref(&kept));
    // Nobody knows whether it arrived.
    rig.input(Input::Socket(SocketEvent::Closed));
    rig.pass(2_000);
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.message(ServerMessage::Resumed { stream: "stream".to_owned() });
    rig.message(ServerMessage::Ready);
    assert_eq!(reported(&rig), [kept.clone(), kept.clone()]);
    let named = Call { record: Some(kept.1), ..over };
    rig.call(&named);
    rig.pass_live(10_000);
    assert_eq!((reported(&rig).len(), rig.card().headline.as_str()), (2, "Hanako Yamada"));
    show(&mut rig, DeskTab::History);
    answer(&mut rig, vec![named], false);
    assert_eq!(rig.panel.history().rows[0].headline, "Hanako Yamada");
}

#[test]
fn no_record_is_kept_where_it_is_not_known_which_or_another_panel_searches() {
    let mut rig = Rig::live();
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    rig.found(vec![hanako(), record("003000000000002AAA", "Contact", "Taro")]);
    rig.call(&ended(&rig, &call, Cause::Missed));
    assert_eq!(reported(&rig), [], "several match");
    // A search that ends after the call.
    let call = ringing(&rig, "c2", "0399998888");
    rig.call(&call);
    rig.call(&ended(&rig, &call, Cause::Missed));
    rig.found(vec![hanako()]);
    assert_eq!(reported(&rig), [("c2".to_owned(), hanako().attached())]);
    let call = Call { internal: true, ..ringing(&rig, "c3", "2002") };
    rig.call(&call);
    rig.found(vec![hanako()]);
    rig.call(&ended(&rig, &call, Cause::Missed));
    let call = ringing(&rig, "c4", "0312345678");
    rig.call(&call);
    rig.found(vec![hanako()]);
    rig.primary(false, &[]);
    rig.call(&ended(&rig, &call, Cause::Missed));
    assert_eq!(reported(&rig).len(), 1, "a colleague, and a call of another panel");
}

#[test]
fn a_record_that_was_found_after_the_call_is_not_the_one_it_was_dialled_from() {
    let mut rig = Rig::live();
    let call = prompting(&rig, "c1", "0312345678");
    rig.call(&call);
    let over = ended(&rig, &call, Cause::NoAnswer);
    rig.call(&over);
    rig.found(vec![hanako()]);
    let words = |rig: &Rig| rig.card().pop.map(|pop| pop.text);
    let before = words(&rig);
    rig.call(&Call { record: Some(hanako().attached()), ..over });
    assert_eq!((words(&rig), before), (before, Some("Record found")));
}

#[test]
fn a_call_that_ends_is_in_the_history_and_a_call_that_begins_comes_into_sight() {
    let mut rig = Rig::live();
    show(&mut rig, DeskTab::History);
    let call = past(&rig, "c0", "0312345678", 60, Cause::Normal);
    answer(&mut rig, vec![call], false);
    let call = ringing(&rig, "c1", "0399998888");
    rig.call(&call);
    assert_eq!(rig.panel.screen().desk.tab, DeskTab::Calls, "its answer button is in sight");
    show(&mut rig, DeskTab::History);
    let earlier = past(&rig, "c0", "0312345678", 60, Cause::Normal);
    answer(&mut rig, vec![earlier], false);
    rig.call(&ended(&rig, &call, Cause::Missed));
    assert_eq!(shown(&rig), ["c1", "c0"]);
    rig.call(&ended(&rig, &call, Cause::AnsweredElsewhere));
    assert!(!rig.panel.history().rows[0].is_missed, "the cause was corrected");
}

#[test]
fn missed_calls_are_counted_in_the_panel_and_its_label_until_they_are_seen() {
    let mut rig = Rig::live();
    rig.event(Event::Missed { missed: 2 });
    assert_eq!(count(&rig, DeskTab::History), Some(2));
    assert_eq!(labels(&rig).last().map(String::as_str), Some("Ready · 2 missed"));
    show(&mut rig, DeskTab::History);
    let seen = |rig: &Rig| rig.commands().into_iter().filter(|(_, command)| *command == Command::SeeMissed).count();
    assert_eq!((seen(&rig), count(&rig, DeskTab::History)), (1, None));
    assert_eq!(labels(&rig).last().map(String::as_str), Some("Ready"));
    rig.event(Event::Missed { missed: 0 });
    rig.event(Event::Missed { missed: 1 });
    assert_eq!(seen(&rig), 2, "she is looking at it");
}

#[test]
fn a_call_is_called_back_and_its_record_and_log_are_opened() {
    let mut rig = Rig::live();
    show(&mut rig, DeskTab::History);
    let mut call = past(&rig, "c1", "0312345678", 60, Cause::Normal);
    call.record = Some(AttachedRecord { record_id: "500000000000001AAA".to_owned(), name: Some("Case 1".to_owned()) });
    call.log = Some(denwa_protocol::CallLog { record_id: "00T000000000001AAA".to_owned(), stale: false });
    let mut withheld = past(&rig, "c2", "", 90, Cause::Missed);
    withheld.remote.number = Number::Withheld;
    answer(&mut rig, vec![call.clone(), withheld], false);
    let rows = rig.panel.history().rows;
    assert_eq!((rows[0].headline.as_str(), rows[0].about.as_str()), ("Case 1", "03-1234-5678 · Support"));
    assert!(rows[0].has_record && rows[0].has_log && rows[1].call_back.is_none());
    act(&mut rig, DeskAction::OpenCallRecord("c1".to_owned()));
    act(&mut rig, DeskAction::OpenCallLog("c1".to_owned()));
    let record = |id: &str| Pop::Record { id: id.to_owned() };
    assert_eq!(rig.popped(), [record("500000000000001AAA"), record("00T000000000001AAA")]);
    act(&mut rig, DeskAction::CallBack("c2".to_owned()));
    act(&mut rig, DeskAction::CallBack("c1".to_owned()));
    let expected = Command::Dial {
        number: "0312345678".to_owned(),
        record: call.record,
        extension: None,
        presented: None,
        callback: None,
    };
    assert_eq!(rig.commands().into_iter().map(|(_, command)| command).collect::<Vec<_>>(), [expected]);
}

fn media(rig: &mut Rig) -> Option<(RequestId, String)> {
    let place = rig.effects.iter().position(|effect| matches!(effect, Effect::FindMedia { .. }))?;
    match rig.effects.remove(place) {
        Effect::FindMedia { id, url, .. } => Some((id, url)),
        _ => None,
    }
}

#[test]
fn a_recording_is_asked_for_until_it_is_there_with_the_wait_shown() {
    let mut rig =
        Rig::set(&[("Allowed_Hosts", "rec.example.com"), ("Recording_Url", "https://rec.example.com/{REQUESTID}.wav")]);
    show(&mut rig, DeskTab::History);
    let old = past(&rig, "old", "0312345678", 60, Cause::Normal);
    let old = Call { ended: old.ended.map(|end| denwa_protocol::Ended { at: end.at - 900_000, ..end }), ..old };
    let calls = vec![past(&rig, "c1", "0312345678", 60, Cause::Normal), old, past(&rig, "c2", "03", 70, Cause::Missed)];
    answer(&mut rig, calls, false);
    let of = |rig: &Rig, row: usize| rig.panel.history().rows[row].recording.clone();
    assert_eq!((of(&rig, 0), of(&rig, 2)), (Some(RecordingView::Offered), None), "nobody answered the last one");
    act(&mut rig, DeskAction::Hear("c1".to_owned()));
    act(&mut rig, DeskAction::Hear("c1".to_owned()));
    let (id, url) = media(&mut rig).unwrap();
    assert_eq!((url.as_str(), media(&mut rig)), ("https://rec.example.com/request-c1.wav", None), "asked for once");
    rig.answer(id, Err(HostError::TimedOut));
    let again_at = Some(rig.now + 3_000);
    let words = "The recording is not there yet. Looking again by itself";
    assert_eq!(of(&rig, 0), Some(RecordingView::Awaited { words, again_at }));
    rig.pass_live(3_000);
    let (id, _) = media(&mut rig).unwrap();
    rig.answer(id, Ok(HostReply::Done));
    assert_eq!(of(&rig, 0), Some(RecordingView::Playable { url }));
    act(&mut rig, DeskAction::Hear("old".to_owned()));
    let (id, _) = media(&mut rig).unwrap();
    rig.answer(id, Err(HostError::NotAvailable));
    assert!(matches!(of(&rig, 1), Some(RecordingView::Missing { .. })), "it is no longer written");
    act(&mut rig, DeskAction::OpenRecording("old".to_owned()));
    assert!(rig.effects.contains(&Effect::OpenTab("https://rec.example.com/request-old.wav".to_owned())));
}

#[test]
fn a_parked_call_is_picked_up_by_one_press() {
    let mut rig = Rig::live();
    let capabilities = Capabilities { pick_up: Capability::Available, ..Capabilities::default() };
    rig.event(Event::Capabilities { capabilities });
    let parked = ParkedCall {
        slot: "701".to_owned(),
        request_id: "r1".to_owned(),
        remote: Party { number: Number::Known { digits: "0312345678".to_owned() }, name: None },
        by: Some(Colleague { extension: "2002".to_owned(), name: Some("Suzuki".to_owned()) }),
        since: rig.now + rig.ahead - 5_000,
        record: None,
    };
    rig.event(Event::Parked { parked: vec![parked] });
    assert_eq!(count(&rig, DeskTab::Parked), Some(1));
    show(&mut rig, DeskTab::Parked);
    let list = |rig: &Rig| rig.panel.screen().desk.parked.unwrap();
    let row = list(&rig).rows[0].clone();
    assert_eq!((row.who.as_str(), row.by.as_str(), row.since), ("03-1234-5678", "parked by Suzuki", rig.now - 5_000));
    assert_eq!((row.label.as_str(), row.unavailable), ("Pick up 03-1234-5678 at 701", None));
    act(&mut rig, DeskAction::PickUp("701".to_owned()));
    act(&mut rig, DeskAction::PickUp("701".to_owned()));
    assert!(list(&rig).rows[0].is_busy);
    assert_eq!(rig.commands().len(), 1);
    assert_eq!(rig.command().1, Command::PickUp { slot: "701".to_owned() });
    rig.fail(CommandError::NothingParked);
    assert_eq!(list(&rig).error.as_deref(), Some("Pick up did not work: No call is parked there any more"));
    rig.event(Event::Parked { parked: vec![] });
    assert_eq!((list(&rig).error, list(&rig).status), (None, Some("No parked calls")));
}

fn message(rig: &Rig, id: &str) -> AgentMessage {
    let remote = Party { number: Number::Known { digits: "0312345678".to_owned() }, name: None };
    let record = AttachedRecord { record_id: hanako().id, name: Some(hanako().name) };
    AgentMessage {
        id: id.to_owned(),
        from: Colleague { extension: "2002".to_owned(), name: Some("Suzuki".to_owned()) },
        at: rig.now + rig.ahead,
        text: "Please call back".to_owned(),
        about: Some(MessageCall { request_id: "r1".to_owned(), remote, record: Some(record) }),
    }
}

#[test]
fn a_message_of_a_colleague_is_shown_with_its_call_and_put_away() {
    let mut rig = Rig::live();
    let messages = vec![message(&rig, "m1"), message(&rig, "m2")];
    rig.event(Event::Messages { messages });
    assert_eq!(count(&rig, DeskTab::Messages), Some(2));
    let news = |rig: &Rig| rig.panel.screen().desk.news.map(|news| news.words);
    assert_eq!(news(&rig).as_deref(), Some("Message from Suzuki: Please call back"));
    show(&mut rig, DeskTab::Messages);
    assert_eq!(news(&rig), None);
    let rows = |rig: &Rig| rig.panel.screen().desk.messages.unwrap().rows;
    let row = rows(&rig)[0].clone();
    assert_eq!(
        (row.id.as_str(), row.from.as_str(), row.at, row.about.as_str()),
        ("m2", "Suzuki", rig.now, "about the call with Hanako Yamada")
    );
    act(&mut rig, DeskAction::OpenMessageRecord("m2".to_owned()));
    assert_eq!(rig.popped(), [Pop::Record { id: hanako().id }]);
    act(&mut rig, DeskAction::PutMessageAway("m2".to_owned()));
    assert_eq!(rig.command().1, Command::DismissMessage { message: "m2".to_owned() });
    assert_eq!(rows(&rig).len(), 1, "it goes at once");
    rig.fail(CommandError::RateLimited);
    assert_eq!(rows(&rig).len(), 2, "nothing is lost");
}

fn receiver(number: &str, name: &str) -> Target {
    Target { number: number.to_owned(), name: name.to_owned(), record: None }
}

#[test]
fn a_message_that_cannot_be_sent_says_why_and_stays() {
    let mut rig = Rig::live();
    act(&mut rig, DeskAction::WriteMessage { about: None });
    let mut send = |to: &str, text: &str| {
        act(&mut rig, DeskAction::SendMessage { to: receiver(to, ""), text: text.to_owned() });
        let form = rig.panel.screen().desk.messages.unwrap();
        assert!(form.is_writing);
        (form.fault, rig.commands().len())
    };
    let receiver = "Choose the receiver from the list, or type an extension".to_owned();
    assert_eq!(send("", "Hello"), (Some(receiver.clone()), 0));
    assert_eq!(send("Suzuki", "Hello"), (Some(receiver), 0), "a name that was typed, and not chosen");
    assert_eq!(send("2002", " \n"), (Some("Type a message".to_owned()), 0));
    let words = "A message has at most 500 characters, and this one 501. Shorten it".to_owned();
    assert_eq!(send("2002", &"字".repeat(501)), (Some(words), 0));
    assert_eq!(send("2002", &"😀".repeat(500)), (None, 1), "as many characters as a person counts");
}

#[test]
fn a_message_about_a_call_is_sent_once_and_told() {
    let mut rig = Rig::live();
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    act(&mut rig, DeskAction::WriteMessage { about: Some("c1".to_owned()) });
    let form = |rig: &Rig| rig.panel.screen().desk.messages.unwrap();
    assert!(form(&rig).is_writing && form(&rig).calls[0].is_chosen);
    let message = || DeskAction::SendMessage { to: receiver("2002", "Suzuki"), text: " For you ".to_owned() };
    act(&mut rig, message());
    act(&mut rig, message());
    let all_sent = |rig: &Rig| {
        let is_send = |command: &Command| matches!(command, Command::SendMessage { .. });
        rig.commands().into_iter().filter(|(_, command)| is_send(command)).collect::<Vec<_>>()
    };
    let expected =
        Command::SendMessage { to: "2002".to_owned(), text: "For you".to_owned(), call: Some("c1".to_owned()) };
    assert_eq!(all_sent(&rig).into_iter().map(|(_, command)| command).collect::<Vec<_>>(), [expected]);
    rig.fail(CommandError::TooLong);
    assert_eq!(
        (form(&rig).sending.as_deref(), form(&rig).is_writing),
        (Some("The message was not sent: Too long to be kept. The text is kept"), true)
    );
    act(&mut rig, message());
    // The connection breaks: the same command is repeated under its ID, so that the message is sent once.
    rig.input(Input::Socket(SocketEvent::Closed));
    rig.pass(5_000);
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.snapshot(vec![call]);
    rig.message(ServerMessage::Ready);
    let repeated = all_sent(&rig);
    assert_eq!((repeated.len(), &repeated[1].0), (3, &repeated[2].0));
    let (id, _) = repeated[2].clone();
    rig.message(ServerMessage::Answer { id, outcome: denwa_protocol::CommandOutcome::Done });
    assert_eq!((form(&rig).sending.as_deref(), form(&rig).is_writing), (Some("Sent to Suzuki"), false));
}

#[test]
fn a_snapshot_brings_missed_calls_parked_calls_and_messages() {
    let mut rig = Rig::live();
    show(&mut rig, DeskTab::History);
    rig.input(Input::Socket(SocketEvent::Closed));
    act(&mut rig, DeskAction::PickUp("701".to_owned()));
    assert!(rig.panel.screen().desk.history.is_some());
    rig.pass(5_000);
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.snapshot(vec![]);
    rig.message(ServerMessage::Ready);
    let call = past(&rig, "c1", "0312345678", 60, Cause::Normal);
    answer(&mut rig, vec![call], false);
    assert_eq!(shown(&rig), ["c1"], "the history is read again on the new connection");
}
