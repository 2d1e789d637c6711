//! The setup assistant leads an administrator from an org where nothing is set up to the first test call.

use super::desk::{Desk, ME, ORG};
use super::org::Org;
use crate::rig::{Rig, boot, centre, is_boot, token};
use denwa_core::admin_io::SetupCommand;
use denwa_core::config::{ConfigCommand, Subject};
use denwa_core::crossing::Page;
use denwa_core::doctor::{Check, Remedy, SetupPage};
use denwa_core::host::{CallCentre, Grant, LayoutObject, LayoutScope, Surroundings};
use denwa_core::package::agent_token::{TokenAnswer, TokenError};
use denwa_core::package::boot::{BootAnswer, Permissions};
use denwa_core::package::health::{CallCentreHealth, Health};
use denwa_core::settings::{Key, Level};
use denwa_core::setup::{Step, StepState};
use denwa_core::view_model::{SetupView, StepView};
use denwa_core::{AdminAction, AdminInput, AdminReply, AdminRequest, HostReply, Input, SocketEvent, UserAction};
use denwa_protocol::ServerMessage;

const SERVER: &str = "wss://pbx.example.com/telephony";

/// A panel in an org whose call centre names no event server, before it has started.
fn fresh() -> Desk {
    let mut desk = Desk { rig: Rig::loaded(), org: Org::default(), answers: true };
    desk.rig.centre = CallCentre { event_server: None, ..centre() };
    desk
}

/// The panel starts, or starts again; the package gives this token, or says why it gives none.
fn start(desk: &mut Desk, administrator: bool, token: TokenAnswer) {
    desk.rig.initialise();
    let (id, _) = desk.rig.ask(is_boot);
    let permissions = Permissions { agent: true, administrator, api: true };
    let settings = desk.org.settings(&Subject::Me);
    let boot = BootAnswer { permissions, settings, token, ..boot(desk.rig.now) };
    desk.rig.answer(id, Ok(HostReply::Boot(boot)));
    desk.serve();
}

fn no_key() -> TokenAnswer {
    TokenAnswer { error: Some(TokenError::NoKey), ..TokenAnswer::default() }
}

fn signed(desk: &Desk) -> TokenAnswer {
    TokenAnswer { issued: Some(desk.rig.now), ..token(desk.rig.now) }
}

/// An administrator in an org without a certificate and without an event server.
fn new_org() -> Desk {
    let mut desk = fresh();
    start(&mut desk, true, no_key());
    desk
}

fn act(desk: &mut Desk, command: SetupCommand) {
    desk.rig.admin_input(AdminInput::User(AdminAction::Setup(command)));
    desk.serve();
}

fn is_of_doctor(request: &AdminRequest) -> bool {
    matches!(
        request,
        AdminRequest::Surroundings | AdminRequest::PanelVisible | AdminRequest::Health | AdminRequest::Layout
    )
}

/// Host, org and browser answer the doctor: all is well, but for what `change` changes in the org.
fn answer(desk: &mut Desk, change: impl Fn(&mut Health)) {
    while desk.rig.is_admin_asked(is_of_doctor) {
        let (id, request) = desk.rig.admin_ask(is_of_doctor);
        let reply = match request {
            AdminRequest::Surroundings => AdminReply::Surroundings(surroundings()),
            AdminRequest::PanelVisible => AdminReply::Visible(true),
            AdminRequest::Layout => AdminReply::Layout(LayoutScope {
                objects: vec![LayoutObject { name: "Contact".to_owned(), fields: 3 }],
            }),
            _ => {
                let mut health = health(desk.rig.now);
                change(&mut health);
                AdminReply::Health(health)
            }
        };
        desk.rig.admin_answer(id, Ok(reply));
    }
}

fn surroundings() -> Surroundings {
    Surroundings {
        host: "https://acme.lightning.force.com".to_owned(),
        storage: true,
        clipboard: Grant::Granted,
        notifications: Grant::Granted,
        local_network: Grant::Granted,
        ..Surroundings::default()
    }
}

fn health(now: u64) -> Health {
    Health {
        package: env!("CARGO_PKG_VERSION").to_owned(),
        now: Some(now),
        permissions: Permissions { agent: true, administrator: true, api: true },
        call_centre: Some(CallCentreHealth { name: "Denwa".to_owned(), adapter_url: String::new() }),
        key: Some(true),
        objects: [("Task".to_owned(), true)].into(),
        ..Health::default()
    }
}

fn view(desk: &Desk) -> SetupView {
    desk.rig.admin.setup_view().expect("the assistant is shown")
}

fn shown(desk: &Desk) -> StepView {
    view(desk).step().cloned().expect("a step is shown")
}

fn state(desk: &Desk, check: Check) -> StepState {
    let view = view(desk);
    view.steps.iter().find(|step| step.step == Step::Check(check)).expect("a step").state
}

#[test]
fn each_check_is_a_step_after_those_that_it_needs_and_a_test_call_is_the_last() {
    let steps = Step::all();
    let place = |check: &Check| steps.iter().position(|step| *step == Step::Check(*check)).expect("a step");
    for check in Check::ALL {
        assert!(check.needs().iter().all(|first| place(first) < place(check)), "{check:?}");
    }
    assert_eq!(steps.len(), Check::ALL.len() + 1);
    assert_eq!(steps.last(), Some(&Step::TestCall));
}

#[test]
fn it_opens_by_itself_where_nothing_is_set_up_once() {
    let mut desk = new_org();
    assert_eq!(desk.rig.panel.page(), Page::Settings);
    assert!(desk.rig.admin.setup_view().is_some());
    act(&mut desk, SetupCommand::Close);
    assert_eq!(desk.rig.panel.page(), Page::Settings, "the settings are still there");
    desk.show(Page::Calls);
    desk.show(Page::Settings);
    assert_eq!(desk.rig.admin.setup_view(), None, "whoever has put it away opens it by its button");
    desk.show(Page::Calls);
    act(&mut desk, SetupCommand::CheckAgain);
    start(&mut desk, true, no_key());
    assert_eq!(desk.rig.panel.page(), Page::Calls, "failing again opens nothing");
}

#[test]
fn it_does_not_open_by_itself_for_agents_or_where_something_is_set() {
    let mut desk = fresh();
    start(&mut desk, false, no_key());
    assert_eq!(desk.rig.panel.page(), Page::Calls, "an agent");

    let mut desk = fresh();
    desk.put(ME, Key::PopUpSize, "large");
    start(&mut desk, true, no_key());
    assert_eq!(desk.rig.panel.page(), Page::Settings, "what one user has set is no set-up");

    let mut desk = fresh();
    desk.put(ORG, Key::MonitoringNumber, "8888");
    start(&mut desk, true, no_key());
    assert_eq!(desk.rig.panel.page(), Page::Calls, "somebody has begun");
    desk.show(Page::Settings);
    assert_eq!(desk.rig.admin.setup_view(), None);

    let mut desk = fresh();
    start(&mut desk, true, TokenAnswer { error: Some(TokenError::NoPermission), ..TokenAnswer::default() });
    assert_eq!(desk.rig.panel.page(), Page::Calls, "another fault");
}

#[test]
fn from_an_empty_org_to_the_first_test_call() {
    let mut desk = new_org();
    assert_eq!(view(&desk).place, None, "the checks are running");
    answer(&mut desk, |health| health.key = Some(false));
    let step = shown(&desk);
    assert_eq!((step.step, step.state), (Step::Check(Check::SignIn), StepState::ToDo));
    assert_eq!(step.remedies, [Remedy::Setup(SetupPage::Certificates)]);
    assert_eq!(view(&desk).salesforce, "https://acme.lightning.force.com");
    assert_eq!(state(&desk, Check::EventServer), StepState::Waits(Check::SignIn));
    assert_eq!(state(&desk, Check::Host), StepState::Done);

    // The certificate is there: checking again starts the panel again.
    act(&mut desk, SetupCommand::CheckAgain);
    assert_eq!(shown(&desk).step, Step::Check(Check::SignIn), "the step stays until its outcome was read");
    let token = signed(&desk);
    start(&mut desk, true, token);
    answer(&mut desk, |_| {});
    assert_eq!(shown(&desk).state, StepState::Waits(Check::EventServer));
    act(&mut desk, SetupCommand::Next);
    let step = shown(&desk);
    assert_eq!((step.step, step.state), (Step::Check(Check::EventServer), StepState::ToDo));
    assert_eq!(step.remedies, [Remedy::Setting(Key::EventServer, Level::Organisation)]);

    // The setting is typed and saved: the panel starts without being told.
    act(&mut desk, SetupCommand::LeaveFor(Level::Organisation));
    assert_eq!(desk.rig.admin.setup_view(), None);
    assert_eq!(desk.view().level, Level::Organisation);
    desk.type_in(Key::EventServer, SERVER);
    desk.act(ConfigCommand::Save);
    let token = signed(&desk);
    start(&mut desk, true, token);
    assert_eq!(desk.rig.connects, [SERVER]);
    desk.rig.input(Input::Socket(SocketEvent::Opened));
    desk.rig.snapshot(Vec::new());
    desk.rig.message(ServerMessage::Ready);

    act(&mut desk, SetupCommand::Open);
    answer(&mut desk, |_| {});
    assert_eq!(shown(&desk).step, Step::TestCall);
    desk.act(ConfigCommand::TestCall);
    assert_eq!(shown(&desk).state, StepState::Done);
    act(&mut desk, SetupCommand::Next);
    let view = view(&desk);
    assert!(view.is_finished && view.place.is_none());
    assert_eq!(view.done(), view.steps.len());
}

#[test]
fn a_step_that_is_skipped_is_marked_until_it_is_done_all_the_same() {
    let mut desk = new_org();
    answer(&mut desk, |health| health.key = Some(false));
    act(&mut desk, SetupCommand::Skip);
    assert_eq!(state(&desk, Check::SignIn), StepState::Skipped);
    assert_eq!(shown(&desk).step, Step::TestCall, "what waits for the step that was skipped cannot be done");
    act(&mut desk, SetupCommand::Skip);
    let finished = view(&desk);
    assert!(finished.is_finished && finished.done() < finished.steps.len());

    let place = finished.steps.iter().position(|step| step.step == Step::Check(Check::SignIn)).expect("a step");
    act(&mut desk, SetupCommand::Choose(place));
    assert_eq!(shown(&desk).state, StepState::Skipped);
    act(&mut desk, SetupCommand::CheckAgain);
    let token = signed(&desk);
    desk.rig.centre.event_server = Some(SERVER.to_owned());
    start(&mut desk, true, token);
    desk.rig.input(Input::Socket(SocketEvent::Opened));
    desk.rig.snapshot(Vec::new());
    desk.rig.message(ServerMessage::Ready);
    answer(&mut desk, |_| {});
    assert_eq!(shown(&desk).state, StepState::Done);
}

#[test]
fn a_place_that_does_not_exist_changes_nothing() {
    let mut desk = new_org();
    answer(&mut desk, |_| {});
    let before = view(&desk);
    act(&mut desk, SetupCommand::Choose(usize::MAX));
    assert_eq!(view(&desk), before);
}

#[test]
fn agents_have_no_assistant() {
    let mut desk = Desk::open(false);
    act(&mut desk, SetupCommand::Open);
    assert_eq!(desk.rig.admin.setup_view(), None);
}

#[test]
fn while_another_page_is_shown_it_asks_nothing() {
    let mut desk = Desk::open(true);
    act(&mut desk, SetupCommand::Open);
    answer(&mut desk, |_| {});
    desk.rig.user(UserAction::Show(Page::Calls));
    desk.serve();
    assert_eq!(desk.rig.admin.setup_view(), None);
    assert!(!desk.rig.is_admin_asked(is_of_doctor));
    desk.show(Page::Settings);
    assert!(desk.rig.is_admin_asked(is_of_doctor), "it is where it was, and everything is checked again");
}
