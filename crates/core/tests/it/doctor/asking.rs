//! What the doctor asks, and when.

use denwa_core::doctor::{Check, Seen, State, Words};
use denwa_core::host::{StartFault, Surroundings};
use denwa_core::input::Unreadable;
use denwa_core::package::health::Health;
use denwa_core::text::doctor::Diagnosis;
use denwa_core::{AdminReply, AdminRequest, Effect, HostError, HostRequest, Input, Page, SocketEvent, UserAction};
use denwa_protocol::{ClientMessage, Command, CommandError, CommandOutcome, ServerMessage};

use super::known::{ALL, of, wrong};
use crate::rig::Rig;

/// Host, org and browser answer that all is well, as far as that matters here.
fn answer_questions(rig: &mut Rig) {
    while !rig.admin_asked.is_empty() {
        let (id, request) = rig.admin_ask(|_| true);
        let answer = match request {
            AdminRequest::Surroundings => Ok(AdminReply::Surroundings(Surroundings::default())),
            AdminRequest::Health => Ok(AdminReply::Health(Health { permissions: ALL, ..Health::default() })),
            _ => Err(HostError::NotAvailable),
        };
        rig.admin_answer(id, answer);
    }
}

#[test]
fn unreadable_messages_are_counted_with_their_kind() {
    let mut rig = Rig::live();
    rig.input(Input::Socket(SocketEvent::Garbled(Unreadable::WrongShape)));
    rig.user(UserAction::Show(Page::Doctor));
    answer_questions(&mut rig);
    let found = rig.admin.findings();
    let seen = &of(&found, Check::EventServer).seen;
    assert!(seen.contains(&Seen::Unreadable { count: 1, last: Unreadable::WrongShape }), "{seen:?}");
}

fn asks(rig: &Rig) -> [bool; 4] {
    [AdminRequest::Surroundings, AdminRequest::PanelVisible, AdminRequest::Health, AdminRequest::Layout]
        .map(|wanted| rig.is_admin_asked(|request| *request == wanted))
}

#[test]
fn nothing_is_asked_before_the_page_is_opened_and_all_of_it_then() {
    let mut rig = Rig::live();
    rig.tidy = false;
    assert_eq!(asks(&rig)[2..], [false, false]);
    rig.admin_asked.clear();
    rig.user(UserAction::Show(Page::Doctor));
    assert_eq!(asks(&rig), [true; 4]);
    assert_eq!(of(&rig.admin.findings(), Check::Latency).state, State::Running);
    rig.now += 40;
    // The panel asks the same for its own size.
    while asks(&rig)[1] {
        let (id, _) = rig.admin_ask(|request| *request == AdminRequest::PanelVisible);
        rig.admin_answer(id, Ok(AdminReply::Visible(true)));
    }
    let (id, _) = rig.admin_ask(|request| *request == AdminRequest::Health);
    rig.now += 60;
    let now = rig.now - 50 + 90_000;
    let health = Health { now: Some(now), permissions: ALL, key: Some(true), ..Health::default() };
    rig.admin_answer(id, Ok(AdminReply::Health(health)));
    let found = rig.admin.findings();
    assert_eq!(of(&found, Check::Latency).seen[0], Seen::HostTime(40));
    assert_eq!(
        (of(&found, Check::Clock).words, &of(&found, Check::Clock).seen[0]),
        (Words::Diagnosis(Diagnosis::ClockOrg), &Seen::OrgClock(90_000))
    );
    assert_eq!(of(&found, Check::CallCentre).words, Words::Diagnosis(Diagnosis::CallCentre));
    assert_eq!(of(&found, Check::Layout).state, State::Running);
    // Asked again when the page is asked for again, and not otherwise.
    rig.admin_asked.clear();
    rig.pass(500);
    assert_eq!(asks(&rig), [false; 4]);
    rig.user(UserAction::Show(Page::Doctor));
    assert_eq!(asks(&rig), [true; 4]);
}

#[test]
fn it_works_where_nothing_else_does() {
    let mut rig = Rig::loaded();
    rig.tidy = false;
    let (id, _) = rig.ask(|request| *request == HostRequest::Initialise);
    rig.answer(id, Err(HostError::Start(StartFault::NotInSalesforce.without_detail())));
    rig.user(UserAction::Show(Page::Doctor));
    let (id, _) = rig.admin_ask(|request| *request == AdminRequest::Surroundings);
    let seen = Surroundings { storage: true, ..Surroundings::default() };
    rig.admin_answer(id, Ok(AdminReply::Surroundings(seen)));
    for wanted in [AdminRequest::PanelVisible, AdminRequest::Health, AdminRequest::Layout] {
        while rig.is_admin_asked(|request| *request == wanted) {
            let (id, _) = rig.admin_ask(|request| *request == wanted);
            rig.admin_answer(id, Err(HostError::NotAvailable));
        }
    }
    let found = rig.admin.findings();
    assert_eq!(wrong(&found), [Check::Address]);
    assert_eq!(of(&found, Check::Storage).state, State::Ok);
    assert_eq!(of(&found, Check::SignIn).words, Words::After(Check::Address));
}

/// The IDs of the commands that told the event server the rules for automatic statuses.
fn told_rules(rig: &Rig) -> Vec<String> {
    let id = |effect: &Effect| match effect {
        Effect::Send(ClientMessage::Command { command: Command::SetWorkRules(_), id }) => Some(id.clone()),
        _ => None,
    };
    rig.all.iter().filter_map(id).collect()
}

#[test]
fn rules_that_the_server_refuses_are_told_again_and_said_to_be_refused() {
    let mut rig = Rig::loaded();
    rig.takes_rules = false;
    rig.go_live(vec![]);
    rig.user(UserAction::Show(Page::Doctor));
    answer_questions(&mut rig);
    let words = |rig: &Rig| of(&rig.admin.findings(), Check::EventServer).words;
    assert_eq!(words(&rig), Words::None, "the server has not answered yet");
    let id = told_rules(&rig).pop().expect("the server is told");
    let outcome = CommandOutcome::Failed { error: CommandError::RateLimited, detail: None };
    rig.message(ServerMessage::Answer { id, outcome });
    assert_eq!(words(&rig), Words::Diagnosis(Diagnosis::WorkRules));
    rig.pass_live(5_000);
    assert_eq!(told_rules(&rig).len(), 2, "again after a while");
    assert_eq!(words(&rig), Words::Diagnosis(Diagnosis::WorkRules), "until the server takes them");
    // Without an answer too, and more and more rarely.
    rig.pass_live(3_600_000);
    let tries = told_rules(&rig).len();
    assert!((10..40).contains(&tries), "{tries}");
    rig.takes_rules = true;
    rig.pass_live(310_000);
    assert_eq!((told_rules(&rig).len(), words(&rig)), (tries + 1, Words::None));
    rig.takes_rules = false;
    rig.change(&[("Sign_Off_Minutes", "10")]);
    assert_eq!(told_rules(&rig).len(), tries + 2, "other rules at once");
}
