//! Whatever comes, in whatever order, under whatever settings: no panic, no endless waking, no page over a panel that rings, and a log is
//! asked for again only where the host said no or nothing.

use crate::rig::*;
use denwa_core::host::{CallCentre, Found, HostRequest, LogRecord};
use denwa_core::input::Unreadable;
use denwa_core::settings::schema::ROWS;
use denwa_core::settings::{Kind, StoredSettings};
use denwa_core::shortcuts::Shortcut;
use denwa_core::view_model::PhaseView;
use denwa_core::{
    Effect, HostError, HostEvent, HostReply, Input, Language, Page, Panel, ShortcutAction, SocketEvent, UserAction,
};
use denwa_protocol::Service;
use denwa_protocol::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
enum Step {
    Pass(u64),
    Call { id: u8, number: u8, kind: u8 },
    Answer { pick: u8, how: u8 },
    Socket(u8),
    User { what: u8, id: u8 },
    Primary(bool),
    Skip(u8),
    Snapshot,
    Settings(StoredSettings),
}

/// Something that somebody stored in each field: right, wrong, or of another kind.
fn stored() -> impl Strategy<Value = StoredSettings> {
    let value = |kind: Kind| match kind {
        Kind::Switch => prop::sample::select(vec!["on", "off", "x"]).boxed(),
        Kind::Choice(codes) => prop::sample::select([codes, &["x"]].concat()).boxed(),
        Kind::Whole(_) | Kind::WholeOrNone(_) => prop::sample::select(vec!["0", "1", "30", "99999"]).boxed(),
        Kind::Page => prop::sample::select(vec!["/001/e", "/003/o", "/apex/X?y={ANI}", "flow:F", "//x", "{"]).boxed(),
        Kind::Url => prop::sample::select(vec!["https://a.example/{NAME}?{ANI}", "javascript:x"]).boxed(),
        Kind::Hosts => Just("a.example").boxed(),
        Kind::Prefixes => prop::sample::select(vec!["0", "9,#31#", "x"]).boxed(),
        _ => prop::sample::select(vec!["", "山田 {NAME}", "Task", "2002", "wss://x.example.com"]).boxed(),
    };
    let values: Vec<_> =
        ROWS.iter().map(|row| prop::option::of(value(row.kind)).prop_map(|text| (row.field, text))).collect();
    (values, any::<bool>()).prop_map(|(values, lists)| {
        let values: Vec<(&str, &str)> =
            values.iter().filter_map(|(field, text)| Some((field.strip_suffix("__c")?, (*text)?))).collect();
        let rows: &[(&str, &[(&str, &str)])] = &[
            ("Denwa_Call_Result", &[("Label", "受注")]),
            ("Denwa_Log_Field", &[("Part", "number"), ("Field", "Tel__c")]),
            ("Denwa_Line", &[("Number", "0120000000"), ("Linked", "on")]),
        ];
        raw(&values, if lists { rows } else { &[] })
    })
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0u64..20_000).prop_map(Step::Pass),
        (0u8..3, 0u8..8, 0u8..9).prop_map(|(id, number, kind)| Step::Call { id, number, kind }),
        (any::<u8>(), 0u8..7).prop_map(|(pick, how)| Step::Answer { pick, how }),
        (0u8..8).prop_map(Step::Socket),
        (0u8..26, 0u8..20).prop_map(|(what, id)| Step::User { what, id }),
        any::<bool>().prop_map(Step::Primary),
        (0u8..3).prop_map(Step::Skip),
        Just(Step::Snapshot),
        stored().prop_map(Step::Settings),
    ]
}

const NUMBERS: [&str; 8] = ["0312345678", "", "110", "anonymous", "+81 3-1111-2222", "2002", "＊７７", "\u{202e}31<b>"];

fn call(rig: &Rig, id: u8, number: u8, kind: u8) -> Call {
    let base = ringing(rig, &format!("c{id}"), NUMBERS[usize::from(number)]);
    match kind {
        0 => base,
        1 => Call { remote: Party { number: Number::Withheld, name: Some("<b>".to_owned()) }, ..base },
        2 => prompting(rig, &format!("c{id}"), NUMBERS[usize::from(number)]),
        3 => answered(rig, &base),
        4 => held(rig, &answered(rig, &base)),
        5 => ended(rig, &base, Cause::Missed),
        6 => ended(rig, &answered(rig, &base), Cause::Normal),
        7 => Call { state: ConnectionState::Unknown, began_at: u64::MAX, ..base },
        _ => Call {
            internal: true,
            answered_at: Some(u64::MAX),
            ended: Some(Ended { at: 0, cause: Cause::Unknown }),
            ..base
        },
    }
}

fn reply(request: &HostRequest, how: u8) -> Result<HostReply, HostError> {
    match how {
        0 => Err(HostError::TimedOut),
        1 => Err(HostError::Refused { transient: true, detail: "locked".to_owned() }),
        2 => Err(HostError::Refused { transient: false, detail: "no".to_owned() }),
        3 => Ok(HostReply::Done),
        4 => Ok(HostReply::Found(Found { records: vec![hanako(), record("", "", "")], ..Found::default() })),
        _ => match request {
            HostRequest::SaveLog(_) => Ok(HostReply::LogSaved { id: "00T1".to_owned(), kept: vec![] }),
            HostRequest::Search { .. } | HostRequest::RecordSearch(_) => {
                Ok(HostReply::Found(Found { records: vec![hanako()], ..Found::default() }))
            }
            HostRequest::Initialise => Ok(HostReply::Initialised(CallCentre {
                event_server: Some("wss://x.example.com".to_owned()),
                ..CallCentre::default()
            })),
            HostRequest::Boot(_) => Ok(HostReply::Boot(boot(0))),
            HostRequest::AgentToken => Ok(HostReply::Token(token(0))),
            _ => Ok(HostReply::Done),
        },
    }
}

fn socket(kind: u8) -> SocketEvent {
    let message = |message| SocketEvent::Message(Box::new(message));
    match kind {
        0 => SocketEvent::Opened,
        1 => SocketEvent::Closed,
        2 => SocketEvent::Garbled(Unreadable::NotJson),
        3 => message(ServerMessage::Ready),
        4 => message(ServerMessage::Refused { reason: Refusal::ExpiredToken, retry_after: None, now: None }),
        5 => message(ServerMessage::SignedOut { reason: SignOutReason::Stopping }),
        6 => message(ServerMessage::Answer { id: "page-1".to_owned(), outcome: CommandOutcome::Unknown }),
        _ => message(ServerMessage::Unknown),
    }
}

fn action(what: u8, id: u8) -> UserAction {
    let call = format!("c{}", id % 3);
    match what {
        0 => UserAction::Command { call, service: Service::Answer },
        1 => UserAction::Command { call, service: Service::Decline },
        2 => UserAction::Command { call, service: Service::Hold },
        3 => UserAction::Command { call, service: Service::Retrieve },
        4 => UserAction::Command { call, service: Service::HangUp },
        5 => UserAction::Dial("119".to_owned()),
        6 => UserAction::Dial("03-1234-5678".to_owned()),
        7 => UserAction::ConfirmDial,
        8 => UserAction::CancelDial,
        9 => UserAction::SetMode { mode: AgentMode::NotReady, reason: Some("lunch".to_owned()) },
        10 => UserAction::Choose { call, record: hanako().id },
        11 => UserAction::NewRecord { call },
        12 => UserAction::SearchAgain { call },
        13 => UserAction::Dismiss { call },
        14 => UserAction::TryAgain,
        18 => UserAction::SetResult { call, result: Some("受注".to_owned()) },
        19 => UserAction::OpenLink { url: "https://a.example/".to_owned() },
        20 => UserAction::Show(Page::Settings),
        21 => UserAction::Show(Page::Calls),
        15 => UserAction::SetLanguage(Language::Ja),
        16 => UserAction::Visible(id == 0),
        17 => UserAction::SaveLogAgain { call },
        22 | 23 => {
            let shortcut = Shortcut::ALL[usize::from(id) % Shortcut::ALL.len()];
            UserAction::Shortcut(ShortcutAction::Run { shortcut, call: (what == 22).then_some(call) })
        }
        _ => UserAction::Touched,
    }
}

fn run(rig: &mut Rig, steps: &[Step]) {
    let mut logs = Logs::default();
    for step in steps {
        logs.passed = rig.now;
        let known = rig.asked.len();
        let done = rig.all.len();
        match step {
            Step::Pass(milliseconds) => rig.pass(*milliseconds),
            Step::Call { id, number, kind } => {
                let call = call(rig, *id, *number, *kind);
                rig.call(&call);
            }
            Step::Answer { pick, how } if !rig.asked.is_empty() => {
                let (id, request) = rig.asked.remove(usize::from(*pick) % known);
                let answer = reply(&request, *how);
                if let HostRequest::SaveLog(log) = &request {
                    logs.answered(log, &answer);
                }
                rig.answer(id, answer);
            }
            Step::Answer { pick, how } => rig.answer(stray(u32::from(*pick)), reply(&HostRequest::Refresh, *how)),
            Step::Socket(kind) => rig.input(Input::Socket(socket(*kind))),
            Step::User { what, id } => {
                let action = action(*what, *id);
                if let UserAction::SaveLogAgain { call } = &action {
                    logs.excuse(call);
                }
                rig.user(action);
            }
            Step::Primary(primary) => rig.primary(*primary, &[]),
            Step::Skip(by) => rig.seq += u64::from(*by),
            Step::Snapshot => rig.snapshot(vec![]),
            Step::Settings(stored) => {
                rig.event(Event::SettingsChanged);
                rig.pass(3_000);
                if rig.is_asked(is_settings) {
                    let (id, _) = rig.ask(is_settings);
                    rig.answer(id, Ok(HostReply::Settings(stored.clone())));
                }
            }
        }
        for effect in &rig.all[done..] {
            if let Effect::Host { request: HostRequest::SaveLog(log), .. } = effect {
                logs.asked(log);
            }
        }
        for id in rig.panel.call_ids() {
            rig.panel.card(&id).expect("every call listed can be shown");
        }
        let _ = (rig.panel.status(), rig.panel.notices(), rig.panel.dial());
        let rings = rig
            .panel
            .call_ids()
            .iter()
            .any(|id| rig.panel.card(id).is_some_and(|card| card.phase == PhaseView::Ringing));
        let covers = |effect: &Effect| matches!(effect, Effect::Host { request: HostRequest::Pop(pop), .. } if pop.covers_panel());
        // Time may pass within a step that passes time; in the others a page would open over a call that rings now.
        if rings && !matches!(step, Step::Pass(_) | Step::Settings(_)) {
            assert!(!rig.all[done..].iter().any(covers), "a page covers the panel: {step:?}");
        }
    }
}

/// What became of the logs that the panel asked for.
#[derive(Default)]
struct Logs {
    /// When the last step began.
    passed: u64,
    /// By call: the record's ID, once the panel knows it.
    saved: BTreeMap<String, String>,
    /// By call: how often a log without an ID was asked for.
    asked: BTreeMap<String, usize>,
    /// By call: how often the host refused for the moment, or the agent asked again.
    excused: BTreeMap<String, usize>,
}

impl Logs {
    /// The panel asks for a log.
    fn asked(&mut self, log: &LogRecord) {
        match self.saved.get(&log.call_id) {
            Some(id) => {
                assert_eq!(log.id.as_ref(), Some(id), "{} is saved, and asked for again as a new log", log.call_id);
            }
            None => *self.asked.entry(log.call_id.clone()).or_default() += 1,
        }
        let asked = self.asked.get(&log.call_id).copied().unwrap_or_default();
        let excused = self.excused.get(&log.call_id).copied().unwrap_or_default();
        // Again and again where no answer came, ever more rarely: its key keeps it single.
        let unanswered = usize::try_from(self.passed / 120_000).expect("a short time");
        assert!(asked <= 4 + excused + unanswered, "{} is asked for {asked} times", log.call_id);
    }

    /// The host answers.
    fn answered(&mut self, log: &LogRecord, answer: &Result<HostReply, HostError>) {
        match answer {
            Ok(HostReply::LogSaved { id, .. }) => {
                self.saved.insert(log.call_id.clone(), id.clone());
            }
            _ => self.excuse(&log.call_id),
        }
    }

    /// The panel may ask for a log once more.
    fn excuse(&mut self, call: &str) {
        *self.excused.entry(call.to_owned()).or_default() += 1;
    }
}

proptest! {
    #[test]
    fn nothing_breaks_the_panel(steps in prop::collection::vec(step(), 0..80)) {
        run(&mut Rig::live(), &steps);
    }

    #[test]
    fn nothing_breaks_the_panel_whatever_is_stored(
        stored in stored(),
        steps in prop::collection::vec(step(), 0..60),
    ) {
        let mut rig = Rig::loaded();
        rig.boot.settings = stored;
        rig.initialise();
        rig.boot();
        rig.input(Input::Socket(SocketEvent::Opened));
        rig.snapshot(vec![]);
        rig.message(ServerMessage::Ready);
        run(&mut rig, &steps);
    }

    #[test]
    fn nothing_breaks_the_start(steps in prop::collection::vec(step(), 0..40)) {
        run(&mut Rig::loaded(), &steps);
    }

    #[test]
    fn any_text_of_a_caller_is_shown_as_it_is_and_harms_nothing(name in ".*", number in ".*", pasted in ".*") {
        let mut rig = Rig::live();
        let mut call = ringing(&rig, "c1", &number);
        call.remote.name = Some(name);
        rig.call(&call);
        rig.user(UserAction::Dial(pasted.clone()));
        rig.input(Input::HostEvent(HostEvent::ClickToDial { number: pasted, record: None }));
        rig.card();
    }
}

#[test]
fn time_that_jumps_harms_nothing() {
    let mut panel = Panel::default();
    for now in [0, u64::MAX / 4, 5] {
        let start =
            Input::Start { instance: String::new(), seed: 0, language: Language::Ja, browser: None, visible: true };
        let effects: Vec<Effect> = panel.update(start, now);
        assert!(!effects.is_empty());
        panel.update(Input::Tick, now);
    }
}
