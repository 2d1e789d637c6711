//! The figures of queues, for their agents and for supervisors.

use crate::desk::*;
use denwa_protocol::{AgentMode, PhoneState, QueueFigures, ServerMessage};
use denwa_server::{
    hub::{Effect, SessionId},
    pbx::{PbxEvent, QueueState, WaitingCall},
};

fn queue(name: &str, members: &[&str], waiting: u64) -> QueueState {
    let waits = |n: u64| WaitingCall { request_id: format!("{name}-{n}"), since: START + n };
    let members = members.iter().map(|member| (*member).to_owned()).collect();
    QueueState { queue: name.to_owned(), members, waiting: (0..waiting).map(waits).collect() }
}

fn figures(effects: &[Effect], session: SessionId) -> Vec<Vec<QueueFigures>> {
    let read = |message| if let ServerMessage::Queues { queues } = message { Some(queues) } else { None };
    sent(effects, session).into_iter().filter_map(read).collect()
}

fn names(figures: &[QueueFigures]) -> Vec<&str> {
    figures.iter().map(|figures| figures.queue.as_str()).collect()
}

#[test]
fn an_agent_sees_her_queues_and_a_supervisor_all_of_the_organisation() {
    let mut desk = Desk::new();
    desk.supervisors.push("suzuki".to_owned());
    desk.report_agent("2001", AgentMode::Ready, None);
    desk.report_phone("2001", PhoneState::Registered);
    desk.pbx(PbxEvent::Queues {
        queues: vec![queue("7001", &["2001"], 2), queue("foreign", &["3001"], 1), queue("sales", &["2001", "2002"], 0)],
    });
    let told = |desk: &mut Desk, login| {
        let (session, effects) = desk.sign_in_as(ORG, login, login, None);
        figures(&effects, session).pop().unwrap_or_default()
    };
    let own = told(&mut desk, "sato");
    assert_eq!(names(&own), ["7001", "sales"]);
    let expected = QueueFigures {
        queue: "7001".to_owned(),
        name: Some("Support".to_owned()),
        waiting: 2,
        longest_since: Some(START),
        free: 1,
        signed_on: 1,
        own: true,
    };
    assert_eq!(own[0], expected);
    let all = told(&mut desk, "suzuki");
    assert_eq!(names(&all), ["7001", "sales"]);
    assert_eq!(all.iter().map(|figures| figures.own).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn figures_change_once_a_second_at_most() {
    let mut desk = Desk::new();
    desk.report_agent("2001", AgentMode::Ready, None);
    desk.pbx(PbxEvent::Queues { queues: vec![queue("support", &["2001"], 0)] });
    let (panel, effects) = desk.sign_in_as(ORG, "sato", "page", None);
    assert_eq!(figures(&effects, panel).len(), 1);
    let (mut told, mut last) = (0, None);
    for n in 1..=30 {
        let mut effects = desk.pbx(PbxEvent::Queues { queues: vec![queue("support", &["2001"], n)] });
        effects.extend(desk.pass(100));
        for figures in figures(&effects, panel) {
            (told, last) = (told + 1, Some(figures[0].waiting));
        }
    }
    assert!((3..=4).contains(&told), "{told}");
    let effects = desk.pass(1_000);
    let last = figures(&effects, panel).pop().map(|figures| figures[0].waiting).or(last);
    assert_eq!(last, Some(30), "the last figures come");
    assert_eq!(figures(&desk.pass(10_000), panel), Vec::<Vec<QueueFigures>>::new(), "nothing changes");
}

#[test]
fn who_is_free_follows_modes_phones_and_calls() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    desk.pbx(PbxEvent::Queues { queues: vec![queue("support", &["2001", "2002"], 0)] });
    let mut seen = Vec::new();
    let mut look = |desk: &mut Desk| {
        if let Some(figures) = figures(&desk.pass(2_000), panel).pop() {
            seen.push((figures[0].free, figures[0].signed_on));
        }
    };
    look(&mut desk);
    desk.report_agent("2001", AgentMode::Ready, None);
    desk.report_agent("2002", AgentMode::NotReady, None);
    look(&mut desk);
    desk.report_agent("2002", AgentMode::Ready, None);
    look(&mut desk);
    desk.report_call("2002", &ringing("c1", START));
    look(&mut desk);
    desk.report_phone("2001", PhoneState::Unregistered);
    look(&mut desk);
    desk.report_agent("2002", AgentMode::LoggedOff, None);
    look(&mut desk);
    assert_eq!(seen, [(0, 0), (1, 2), (2, 2), (1, 2), (0, 2), (0, 1)]);
}

#[test]
fn a_pbx_that_comes_back_without_queues_has_none() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    desk.pbx(PbxEvent::Queues { queues: vec![queue("support", &["2001"], 1)] });
    assert_eq!(figures(&desk.pass(1_000), panel).len(), 1);
    desk.pbx(PbxEvent::Down);
    desk.pbx_up(|_| {});
    assert_eq!(figures(&desk.pass(1_000), panel), [vec![]]);
}
