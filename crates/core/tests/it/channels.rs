//! What components on the page learn of the panel by the Lightning message channels, and what they can ask of it.

use crate::rig::{Rig, answered, ended, hanako, is_search, prompting, ringing};
use denwa_core::host::{
    CallNews, CallState, Channel, ChannelRequest, DialRequest, HostRequest, Publication, Refusal, RefusalReason,
    StatusNews, StatusRequest,
};
use denwa_core::{Effect, HostEvent, Input, SocketEvent};
use denwa_protocol::{AgentMode, AgentState, Cause, ChosenMode, Command, Event, Number, ServerMessage};

/// A panel that is signed in, in an org with the package's channels.
fn live() -> Rig {
    let mut rig = Rig::loaded();
    rig.has_channels = true;
    rig.go_live(Vec::new());
    rig
}

/// What was published since the last time.
fn published(rig: &mut Rig) -> Vec<Publication> {
    let publication = |effect| match effect {
        Effect::Host { request: HostRequest::Publish(_, publication), .. } => Some(publication),
        _ => None,
    };
    std::mem::take(&mut rig.all).into_iter().filter_map(publication).collect()
}

fn calls(rig: &mut Rig) -> Vec<CallNews> {
    let call = |publication| if let Publication::Call(news) = publication { Some(news) } else { None };
    published(rig).into_iter().filter_map(call).collect()
}

fn ask(rig: &mut Rig, channel: Channel, request: ChannelRequest) {
    rig.input(Input::HostEvent(HostEvent::Channel { channel, request: Some(request) }));
}

fn dial(rig: &mut Rig, number: &str) {
    let request = DialRequest { id: Some("7".to_owned()), number: number.to_owned(), ..DialRequest::default() };
    ask(rig, Channel::Calls, ChannelRequest::Dial(request));
}

fn set_status(rig: &mut Rig, mode: AgentMode, reason: Option<&str>) {
    let request = StatusRequest { id: None, mode, reason: reason.map(str::to_owned) };
    ask(rig, Channel::Status, ChannelRequest::SetStatus(request));
}

fn refusals(rig: &mut Rig) -> Vec<(Option<String>, RefusalReason)> {
    let refusal = |publication| match publication {
        Publication::Refused(Refusal { id, reason }) => Some((id, reason)),
        _ => None,
    };
    published(rig).into_iter().filter_map(refusal).collect()
}

#[test]
fn a_calls_changes_are_published_from_ring_to_log() {
    let mut rig = live();
    published(&mut rig);
    let call = ringing(&rig, "c1", "0312345678");
    rig.call(&call);
    let [news] = calls(&mut rig).try_into().expect("one message");
    assert_eq!((news.call.as_str(), news.state, news.record_id.as_deref()), ("c1", CallState::Ringing, None));
    assert_eq!(news.number.as_deref(), Some("0312345678"));
    assert!(news.primary);

    rig.found(vec![hanako()]);
    let [news] = calls(&mut rig).try_into().expect("the record");
    assert_eq!((news.record_id, news.record_name), (Some(hanako().id), Some(hanako().name)));

    let call = answered(&rig, &call);
    rig.call(&call);
    assert_eq!(calls(&mut rig).iter().map(|news| news.state).collect::<Vec<_>>(), [CallState::Talking]);
    rig.call(&call);
    rig.pass_live(5_000);
    assert!(calls(&mut rig).is_empty(), "nothing has changed");

    rig.call(&ended(&rig, &call, Cause::Normal));
    let [news] = calls(&mut rig).try_into().expect("the end");
    assert_eq!((news.state, news.cause, news.log_id), (CallState::Ended, Some(Cause::Normal), None));
    rig.popped();
    rig.save_log("00T1");
    assert_eq!(calls(&mut rig).pop().and_then(|news| news.log_id).as_deref(), Some("00T1"));
}

#[test]
fn a_component_that_comes_later_gets_a_report() {
    let mut rig = live();
    rig.call(&ringing(&rig, "c1", "0312345678"));
    rig.call(&ringing(&rig, "c2", "0398765432"));
    published(&mut rig);
    ask(&mut rig, Channel::Calls, ChannelRequest::Report);
    assert_eq!(calls(&mut rig).len(), 2);
    ask(&mut rig, Channel::Status, ChannelRequest::Report);
    let ready = StatusNews { mode: AgentMode::Ready, reason: None, primary: true, in_call: true };
    assert_eq!(published(&mut rig), [Publication::Status(ready)]);
}

#[test]
fn a_call_that_is_not_linked_and_a_withheld_number_are_nobodys_business() {
    let mut rig = live();
    published(&mut rig);
    rig.call(&ringing(&rig, "c1", "9999")); // The monitoring number.
    assert!(calls(&mut rig).is_empty());
    let mut call = ringing(&rig, "c2", "0312345678");
    call.remote.number = Number::Withheld;
    rig.call(&call);
    assert_eq!(calls(&mut rig).pop().map(|news| news.number), Some(None));
}

#[test]
fn an_org_without_the_channels_lacks_nothing_else() {
    let mut rig = Rig::live();
    rig.call(&ringing(&rig, "c1", "0312345678"));
    assert!(published(&mut rig).is_empty());
    assert!(rig.is_asked(is_search));
}

#[test]
fn a_component_dials_as_a_click_does() {
    let mut rig = live();
    let request = DialRequest {
        number: "(03) 1234-5678".to_owned(),
        record_id: Some("0035g00000AAAAAAA1".to_owned()),
        record_name: Some("Hanako".to_owned()),
        id: None,
    };
    ask(&mut rig, Channel::Calls, ChannelRequest::Dial(request));
    rig.found(vec![hanako()]);
    let (_, command) = rig.command();
    let Command::Dial { number, record: Some(record), .. } = command else { panic!("{command:?}") };
    assert_eq!((number.as_str(), record.record_id.as_str()), ("0312345678", "0035g00000AAAAAAA1"));
    assert!(rig.shown);
    assert!(refusals(&mut rig).is_empty());
    rig.call(&prompting(&rig, "c1", "0312345678"));
    assert_eq!(calls(&mut rig).pop().map(|news| news.state), Some(CallState::Prompting));
}

#[test]
fn an_emergency_number_is_asked_about_and_nonsense_is_refused() {
    let mut rig = live();
    published(&mut rig);
    dial(&mut rig, "119");
    dial(&mut rig, "110");
    assert!(rig.commands().is_empty(), "the agent decides");
    assert!(refusals(&mut rig).is_empty());
    dial(&mut rig, "nobody");
    assert_eq!(refusals(&mut rig), [(Some("7".to_owned()), RefusalReason::NotANumber)]);
    dial(&mut rig, &"0".repeat(2_000));
    assert_eq!(refusals(&mut rig), [(Some("7".to_owned()), RefusalReason::Unreadable)]);
    for bad in ["", "003", "0035g00000AAAAAAA1/../x", "'; DROP"] {
        let request =
            DialRequest { number: "0312345678".to_owned(), record_id: Some(bad.to_owned()), ..DialRequest::default() };
        ask(&mut rig, Channel::Calls, ChannelRequest::Dial(request));
        assert_eq!(refusals(&mut rig), [(None, RefusalReason::Unreadable)], "{bad}");
    }
    rig.input(Input::HostEvent(HostEvent::Channel { channel: Channel::Calls, request: None }));
    assert_eq!(refusals(&mut rig), [(None, RefusalReason::Unreadable)]);
    ask(&mut rig, Channel::Calls, ChannelRequest::Other);
    assert!(published(&mut rig).is_empty(), "the panel's own messages come back to it");
    assert!(rig.commands().is_empty());
}

#[test]
fn without_a_connection_requests_are_refused_and_shown() {
    let mut rig = live();
    rig.input(Input::Socket(SocketEvent::Closed));
    published(&mut rig);
    dial(&mut rig, "0312345678");
    assert_eq!(refusals(&mut rig), [(Some("7".to_owned()), RefusalReason::Offline)]);
    set_status(&mut rig, AgentMode::NotReady, None);
    assert_eq!(refusals(&mut rig), [(None, RefusalReason::Offline)]);
}

#[test]
fn the_status_goes_both_ways_without_an_echo() {
    let mut rig = live();
    published(&mut rig);
    set_status(&mut rig, AgentMode::Ready, None);
    assert!(rig.commands().is_empty(), "she is ready already");
    set_status(&mut rig, AgentMode::NotReady, None);
    assert_eq!(rig.command().1, Command::SetAgentState { mode: AgentMode::NotReady, reason: None });
    rig.done();
    let agent = AgentState { mode: AgentMode::NotReady, since: rig.now, ..AgentState::default() };
    rig.event(Event::Agent { agent });
    let away = StatusNews { mode: AgentMode::NotReady, reason: None, primary: true, in_call: false };
    assert_eq!(published(&mut rig), [Publication::Status(away)]);
    set_status(&mut rig, AgentMode::NotReady, None);
    assert_eq!(rig.commands().len(), 1);
}

#[test]
fn a_status_must_be_one_that_the_server_has() {
    let mut rig = live();
    published(&mut rig);
    set_status(&mut rig, AgentMode::Unknown, None);
    set_status(&mut rig, AgentMode::NotReady, Some("lunch"));
    set_status(&mut rig, AgentMode::Ready, Some("lunch"));
    assert_eq!(refusals(&mut rig), vec![(None, RefusalReason::UnknownStatus); 3]);
    assert!(rig.commands().is_empty());
}

#[test]
fn of_several_tabs_the_one_in_use_obeys() {
    let mut rig = live();
    rig.primary(false, &[]);
    published(&mut rig);
    set_status(&mut rig, AgentMode::NotReady, None);
    assert!(rig.commands().is_empty() && refusals(&mut rig).is_empty());
    rig.message(ServerMessage::Primary { primary: true, other_browser: false, unopened: vec![] });
    let ready = StatusNews { mode: AgentMode::Ready, reason: None, primary: true, in_call: false };
    assert_eq!(published(&mut rig), [Publication::Status(ready)]);
}

#[test]
fn work_of_another_channel_is_told_to_the_server_by_the_panel_in_use() {
    let mut rig = live();
    let report = |rig: &mut Rig, busy| ask(rig, Channel::Status, ChannelRequest::OtherWork { busy });
    let busy = |(_, command)| if let Command::SetOtherWork { busy } = command { Some(busy) } else { None };
    let told = |rig: &Rig| rig.commands().into_iter().filter_map(busy).collect::<Vec<_>>();
    report(&mut rig, false);
    assert!(told(&rig).is_empty(), "the server knows it");
    report(&mut rig, true);
    report(&mut rig, true);
    assert_eq!(told(&rig), [true]);
    let agent = AgentState { mode: AgentMode::Ready, other_work: true, ..AgentState::default() };
    rig.event(Event::Agent { agent });
    rig.input(Input::Socket(SocketEvent::Closed));
    report(&mut rig, false);
    rig.pass(2_000);
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.message(ServerMessage::Ready);
    assert_eq!(told(&rig), [true, false], "what changed without a connection is told after it");
    let mut rig = live();
    rig.primary(false, &[]);
    report(&mut rig, true);
    assert!(told(&rig).is_empty(), "another panel is in use");
    rig.primary(true, &[]);
    assert_eq!(told(&rig), [true]);
}

#[test]
fn during_a_call_components_know_it_and_a_status_follows_the_call() {
    let status: &[(&str, &str)] = &[("Code", "break"), ("Label_Ja", "休憩中")];
    let mut rig = Rig::loaded();
    rig.boot.settings = crate::rig::raw(&[], &[("Denwa_Status", status)]);
    rig.has_channels = true;
    rig.go_live(Vec::new());
    published(&mut rig);
    let call = ringing(&rig, "c1", "2002");
    rig.call(&call);
    let ready =
        |in_call| Publication::Status(StatusNews { mode: AgentMode::Ready, reason: None, primary: true, in_call });
    assert!(published(&mut rig).contains(&ready(true)));
    set_status(&mut rig, AgentMode::NotReady, Some("break"));
    let next = Some(ChosenMode { mode: AgentMode::NotReady, reason: Some("break".to_owned()) });
    assert_eq!(rig.command().1, Command::SetNextMode { next });
    rig.call(&ended(&rig, &call, Cause::Missed));
    assert!(published(&mut rig).contains(&ready(false)));
}
