//! Several panels of an agent: which panel is primary, which panel replaces which, and when a session ends.

use crate::desk::*;
use denwa_protocol::{Activity, Refusal, ServerMessage, SignOutReason};
use denwa_server::hub::{Effect, Input, SessionId};

fn primary(effects: &[Effect], session: SessionId) -> Option<bool> {
    let read = |message| if let ServerMessage::Primary { primary, .. } = message { Some(primary) } else { None };
    sent(effects, session).into_iter().filter_map(read).next_back()
}

#[test]
fn the_first_panel_is_primary_until_another_panel_is_used() {
    let mut desk = Desk::new();
    let (a, first) = desk.sign_in("sato");
    let (b, second) = desk.sign_in("sato");
    assert_eq!((first.primary, second.primary), (true, false));
    let effects = desk.feed(Input::Active(b, Activity::Input));
    assert_eq!((primary(&effects, a), primary(&effects, b)), (Some(false), Some(true)));
    assert_eq!(desk.feed(Input::Active(b, Activity::Input)), [], "the panel is already primary");
}

#[test]
fn when_the_primary_panel_leaves_the_last_used_panel_takes_over() {
    let mut desk = Desk::new();
    let (a, _) = desk.sign_in("sato");
    let (b, _) = desk.sign_in("sato");
    let (c, _) = desk.sign_in("sato");
    for used in [b, c, a] {
        desk.pass(1_000);
        desk.feed(Input::Active(used, Activity::Input));
    }
    assert_eq!(primary(&desk.feed(Input::Closed(a)), c), Some(true));
    let effects = desk.feed(Input::Closed(c));
    assert_eq!(primary(&effects, b), Some(true));
    assert_eq!(desk.feed(Input::Closed(b)), []);
}

#[test]
fn among_unused_panels_the_oldest_takes_over() {
    let mut desk = Desk::new();
    let panels: Vec<_> = (0..4).map(|_| desk.sign_in("sato").0).collect();
    let effects = desk.feed(Input::Closed(panels[0]));
    assert_eq!(primary(&effects, panels[1]), Some(true));
}

#[test]
fn the_same_instance_again_replaces_the_old_socket_and_stays_primary() {
    let mut desk = Desk::new();
    let (old, _) = desk.sign_in_as(ORG, "sato", "page", None);
    let (other, _) = desk.sign_in("sato");
    let (new, effects) = desk.sign_in_as(ORG, "sato", "page", None);
    assert!(effects.contains(&Effect::Close { session: old, reason: SignOutReason::Replaced }));
    assert!(snapshot(&effects, new).primary);
    assert_eq!(primary(&effects, other), None, "the other panel never was primary");
    assert_eq!(desk.feed(Input::Closed(old)), [], "closing the old socket changes nothing");
    assert_eq!(desk.hub.session_count(), 2);
}

#[test]
fn the_same_instance_name_of_another_agent_replaces_nothing() {
    let mut desk = Desk::new();
    desk.sign_in_as(ORG, "sato", "page", None);
    let (_, effects) = desk.sign_in_as(ORG, "suzuki", "page", None);
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Close { .. })));
}

#[test]
fn a_session_ends_with_its_token() {
    let mut desk = Desk::new();
    let (panel, _) = desk.sign_in("sato");
    let (late, _) = {
        desk.pass(MINUTE);
        desk.sign_in("sato")
    };
    assert_eq!(desk.pass(29 * MINUTE - 1), []);
    let effects = desk.pass(1);
    assert!(effects.contains(&Effect::Close { session: panel, reason: SignOutReason::TokenExpired }));
    assert_eq!(primary(&effects, late), Some(true));
    assert_eq!(desk.hub.session_count(), 1);
}

#[test]
fn an_unknown_login_is_refused() {
    let mut desk = Desk::new();
    for (organisation, login) in [(ORG, "nobody"), (OTHER_ORG, "suzuki"), ("00D5g0000007OrgEAE", "sato")] {
        let (session, effects) = desk.sign_in_as(organisation, login, "page", None);
        assert_eq!(effects, [Effect::Refuse { session, reason: Refusal::UnknownAgent, retry_after: None }]);
    }
}

#[test]
fn the_same_login_in_two_organisations_is_two_agents() {
    let mut desk = Desk::new();
    let (here, there) = (desk.sign_in_as(ORG, "sato", "a", None), desk.sign_in_as(OTHER_ORG, "sato", "b", None));
    assert_eq!(snapshot(&here.1, here.0).extension, "2001");
    assert_eq!(snapshot(&there.1, there.0).extension, "3001");
}

#[test]
fn the_number_of_an_agents_panels_is_limited() {
    let mut desk = Desk::new();
    for _ in 0..16 {
        desk.sign_in("sato");
    }
    let (session, effects) = desk.sign_in_as(ORG, "sato", "one more", None);
    assert!(matches!(effects[..], [Effect::Refuse { session: s, reason: Refusal::RateLimited, retry_after: Some(_) }]
        if s == session));
    let (_, effects) = desk.sign_in_as(ORG, "sato", "page-1", None);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Close { .. })), "a reload is still possible");
}

#[test]
fn when_the_server_stops_every_session_ends() {
    let mut desk = Desk::new();
    let (a, _) = desk.sign_in("sato");
    let (b, _) = desk.sign_in("suzuki");
    let reason = SignOutReason::Stopping;
    let closed = [Effect::Close { session: a, reason }, Effect::Close { session: b, reason }];
    assert_eq!(desk.feed(Input::Stop), closed);
    assert_eq!(desk.hub.session_count(), 0);
}
