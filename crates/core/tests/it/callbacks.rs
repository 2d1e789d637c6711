//! Callers to call back (折り返し): taken on by one agent, called by one press, settled for everybody.

use crate::rig::*;
use denwa_core::callbacks::CallbackWish;
use denwa_core::host::{HostRequest, Pop};
use denwa_core::view_model::{CallbackView, CallbacksView, ClaimView};
use denwa_core::{DeskAction, DeskTab, Input, SocketEvent, UserAction};
use denwa_protocol::{
    AttachedRecord, Call, Callback, CallbackAttempt, Cause, Claim, Colleague, Command, CommandError, Event, Line,
    Number, Party, QueueFigures, ServerMessage, Settled, SettledHow,
};

fn colleague(extension: &str, name: &str) -> Colleague {
    Colleague { extension: extension.to_owned(), name: Some(name.to_owned()) }
}

fn missed(rig: &Rig, id: &str, number: &str) -> Callback {
    let at = rig.now + rig.ahead - 60_000;
    Callback {
        id: id.to_owned(),
        remote: Party { number: Number::Known { digits: number.to_owned() }, name: None },
        line: Some("0120000000".to_owned()),
        queue: Some("sales".to_owned()),
        first_at: at,
        last_at: at,
        calls: 1,
        record: None,
        claim: None,
        attempts: vec![],
        settled: None,
    }
}

fn claimed(rig: &Rig, callback: &Callback, by: Colleague) -> Callback {
    Callback { claim: Some(Claim { by, at: rig.now + rig.ahead }), ..callback.clone() }
}

fn tell(rig: &mut Rig, callback: &Callback) {
    rig.event(Event::Callback { callback: callback.clone() });
}

fn act(rig: &mut Rig, action: DeskAction) {
    rig.user(UserAction::Desk(action));
}

fn wish(rig: &mut Rig, callback: &str, wish: CallbackWish) {
    act(rig, DeskAction::Callback { callback: callback.to_owned(), wish });
}

fn call_back(rig: &mut Rig, callback: &str) {
    act(rig, DeskAction::DialCallback(callback.to_owned()));
}

fn view(rig: &mut Rig) -> CallbacksView {
    act(rig, DeskAction::Show(DeskTab::Callbacks));
    rig.panel.screen().desk.callbacks.expect("the list is shown")
}

fn row(rig: &mut Rig, id: &str) -> CallbackView {
    view(rig).rows.into_iter().find(|row| row.id == id).expect("it is in the list")
}

fn count(rig: &Rig) -> Option<u32> {
    rig.panel.screen().desk.tabs.into_iter().find(|tab| tab.tab == DeskTab::Callbacks).expect("a tab").count
}

#[test]
fn those_who_called_last_come_first_and_each_says_who_where_and_how_often() {
    let mut rig = Rig::live();
    assert_eq!(view(&mut rig).status, Some("Nobody is to be called back"));
    let first = missed(&rig, "b1", "0312345678");
    tell(&mut rig, &first);
    let second = Callback { last_at: first.last_at + 1_000, ..missed(&rig, "b2", "0399998888") };
    tell(&mut rig, &second);
    let ids = |rig: &mut Rig| view(rig).rows.into_iter().map(|row| row.id).collect::<Vec<_>>();
    assert_eq!(ids(&mut rig), ["b2", "b1"]);
    let shown = row(&mut rig, "b1");
    assert_eq!((shown.who.as_str(), shown.about.as_str()), ("03-1234-5678", "Support · sales · called once"));
    assert_eq!(shown.at, rig.now - 60_000, "by the panel's own clock");
    let figures = QueueFigures { queue: "sales".to_owned(), name: Some("Sales".to_owned()), ..QueueFigures::default() };
    rig.message(ServerMessage::Queues { queues: vec![figures] });
    let again = Callback { calls: 2, last_at: second.last_at + 1_000, ..first.clone() };
    tell(&mut rig, &again);
    assert_eq!(ids(&mut rig), ["b1", "b2"]);
    assert_eq!(row(&mut rig, "b1").about, "Support · Sales · called 2 times");
    let settled = Settled { how: SettledHow::CalledAgain, by: None, at: 0 };
    tell(&mut rig, &Callback { settled: Some(settled), ..again });
    assert_eq!(ids(&mut rig), ["b2"], "the caller called again and was answered");
}

#[test]
fn one_agent_takes_a_caller_on_and_her_colleagues_leave_the_caller_to_her() {
    let mut rig = Rig::live();
    let callback = missed(&rig, "b1", "0312345678");
    tell(&mut rig, &callback);
    assert_eq!(count(&rig), Some(1));
    wish(&mut rig, "b1", CallbackWish::Claim);
    wish(&mut rig, "b1", CallbackWish::PutAway);
    assert_eq!(rig.command().1, Command::ClaimCallback { callback: "b1".to_owned() });
    assert_eq!((rig.commands().len(), row(&mut rig, "b1").is_busy), (1, true));
    // A colleague was quicker.
    rig.fail(CommandError::AlreadyClaimed);
    let error = view(&mut rig).error.expect("it is said");
    assert!(error.contains("A colleague has taken it on"), "{error}");
    let theirs = claimed(&rig, &callback, colleague("2002", "Suzuki"));
    tell(&mut rig, &theirs);
    let shown = row(&mut rig, "b1");
    assert_eq!((view(&mut rig).error, count(&rig)), (None, None));
    assert_eq!(shown.claim.as_deref(), Some("Suzuki has taken it on"));
    assert_eq!((shown.claiming, shown.put_away, shown.unavailable), (ClaimView::Colleague, None, shown.claim));
    call_back(&mut rig, "b1");
    assert_eq!(rig.commands().len(), 1, "nobody calls back twice");
    let own = claimed(&rig, &callback, colleague("2001", "Sato"));
    tell(&mut rig, &own);
    let shown = row(&mut rig, "b1");
    assert_eq!(shown.claim.as_deref(), Some("You have taken it on"));
    assert!(matches!(shown.claiming, ClaimView::Release(_)));
    wish(&mut rig, "b1", CallbackWish::Release);
    assert_eq!(rig.command().1, Command::ReleaseCallback { callback: "b1".to_owned() });
    rig.done();
    tell(&mut rig, &callback);
    wish(&mut rig, "b1", CallbackWish::PutAway);
    assert_eq!(rig.command().1, Command::PutAwayCallback { callback: "b1".to_owned() });
}

#[test]
fn one_press_calls_back_from_the_line_that_was_called_and_the_attempt_is_seen() {
    let mut rig = Rig::live();
    let line = Line { number: "0120000000".to_owned(), name: None, presentable: true };
    rig.event(Event::Lines { lines: vec![line] });
    let record = AttachedRecord { record_id: "003000000000001AAA".to_owned(), name: Some("Hanako".to_owned()) };
    let callback = Callback { record: Some(record.clone()), ..missed(&rig, "b1", "0312345678") };
    tell(&mut rig, &callback);
    assert_eq!(row(&mut rig, "b1").call_back, "Call Hanako back");
    act(&mut rig, DeskAction::OpenCallbackRecord("b1".to_owned()));
    let (_, opened) = rig.ask(is_pop);
    assert_eq!(opened, HostRequest::Pop(Pop::Record { id: record.record_id.clone() }));
    call_back(&mut rig, "b1");
    rig.found(vec![hanako()]);
    let expected = Command::Dial {
        number: "0312345678".to_owned(),
        record: Some(record),
        extension: None,
        presented: Some("0120000000".to_owned()),
        callback: Some("b1".to_owned()),
    };
    assert_eq!(rig.command().1, expected);
    assert!(row(&mut rig, "b1").is_busy);
    rig.done();
    let by = colleague("2001", "Sato");
    let attempt = |answered| CallbackAttempt { by: by.clone(), at: rig.now + rig.ahead, answered };
    let attempts: Vec<_> = [Some(false), Some(false), Some(false), None].map(attempt).into();
    let tried = Callback { attempts, ..claimed(&rig, &callback, by.clone()) };
    tell(&mut rig, &tried);
    let words: Vec<String> = row(&mut rig, "b1").attempts.into_iter().map(|attempt| attempt.words).collect();
    let (no_answer, ringing) = ("Sato called back: no answer", "Sato called back: ringing");
    assert_eq!(words, [no_answer, no_answer, ringing], "the last ones");
    act(&mut rig, DeskAction::Redial);
    rig.found(vec![hanako()]);
    assert!(matches!(rig.command().1, Command::Dial { callback: None, .. }), "it may be settled by then");
}

#[test]
fn in_a_call_nobody_is_called_back() {
    let mut rig = Rig::live();
    let callback = missed(&rig, "b1", "0312345678");
    tell(&mut rig, &callback);
    let call: Call = answered(&rig, &ringing(&rig, "c1", "0399998888"));
    rig.call(&call);
    let why = row(&mut rig, "b1").unavailable;
    assert_eq!(why.as_deref(), Some("Call back once your call is over"));
    call_back(&mut rig, "b1");
    assert_eq!(rig.commands(), []);
    rig.call(&ended(&rig, &call, Cause::Normal));
    call_back(&mut rig, "b1");
    assert!(matches!(rig.command().1, Command::Dial { .. }));
    rig.fail(CommandError::NoSuchCallback);
    let error = rig.panel.dial().error.expect("it is said");
    assert!(error.contains("It is settled already"), "{error}");
}

#[test]
fn a_lost_connection_loses_no_wish_and_hides_nothing() {
    let mut rig = Rig::live();
    let callback = missed(&rig, "b1", "0312345678");
    tell(&mut rig, &callback);
    wish(&mut rig, "b1", CallbackWish::Claim);
    let asked = rig.command();
    rig.input(Input::Socket(SocketEvent::Closed));
    assert!(row(&mut rig, "b1").unavailable.is_some());
    rig.pass(2_000);
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.message(ServerMessage::Ready);
    assert_eq!(rig.command(), asked, "under the same ID");
    rig.pass_live(7_000);
    assert!(view(&mut rig).error.is_some(), "no answer in time");
    rig.input(Input::Socket(SocketEvent::Closed));
    wish(&mut rig, "b1", CallbackWish::PutAway);
    let error = view(&mut rig).error.expect("it is said");
    assert!(error.contains("No callback needed"), "{error}");
    rig.pass(2_000);
    rig.input(Input::Socket(SocketEvent::Opened));
    rig.snapshot(vec![]);
    assert_eq!((view(&mut rig).error, view(&mut rig).rows), (None, vec![]), "the snapshot's list");
}
