//! Calls that no person dials at a phone: click-to-call by another program, and paging.

use super::{
    AGENTS, cards, check, config, mixed,
    play::Expected,
    wire::{Id, Wire},
};
use denwa_protocol::{Cause, Direction};
use proptest::prelude::*;

const OUTSIDE: &str = "09012345678";

/// What becomes of a click-to-call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// The agent does not take the own phone.
    PhoneNotTaken,
    /// The agent declines at the own phone.
    PhoneDeclined,
    Busy,
    /// The agent gives up while the other side rings.
    GivenUp,
    Answered,
}

#[derive(Clone, Debug)]
struct Click {
    agent: usize,
    phones: usize,
    /// Local channels between the originate and the phones.
    locals: usize,
    /// A colleague, or somebody outside.
    to: Option<usize>,
    is_optimized: bool,
    end: End,
}

fn click() -> impl Strategy<Value = Click> {
    let ends = [End::PhoneNotTaken, End::PhoneDeclined, End::Busy, End::GivenUp, End::Answered, End::Answered];
    let to = prop::option::of(0..AGENTS.len());
    (0..AGENTS.len(), 1..3usize, 1..4usize, to, any::<bool>(), prop::sample::select(ends.to_vec())).prop_map(
        |(agent, phones, locals, to, is_optimized, end)| Click {
            agent,
            phones,
            locals,
            to: to.filter(|to| *to != agent),
            is_optimized,
            end,
        },
    )
}

fn play(click: &Click) -> (Wire, Vec<Expected>) {
    let mut wire = Wire::new(0);
    let own = AGENTS[click.agent];
    let number = click.to.map_or(OUTSIDE, |to| AGENTS[to]);
    let mut expected = Vec::new();
    let mut expect = |agent: usize, direction, remote: &str, cause| {
        expected.push(Expected { agent, direction, queue: None, cause, remote: remote.to_owned(), is_joined: true });
    };
    let (outer, mut dialler) = wire.first_local(own);
    wire.dial_alone(outer);
    let mut locals = vec![(outer, dialler)];
    for _ in 1..click.locals {
        let (next, running) = wire.local(outer, own);
        wire.dial_begin(dialler, next);
        locals.push((next, running));
        dialler = running;
    }
    let mut legs: Vec<_> = (0..click.phones)
        .map(|_| {
            let leg = wire.channel(&format!("PJSIP/{own}"), Some(outer), "0", own, "s");
            wire.dial_begin(dialler, leg);
            wire.state(leg, "5");
            leg
        })
        .collect();
    wire.wait(900);
    if matches!(click.end, End::PhoneNotTaken | End::PhoneDeclined) {
        let is_declined = click.end == End::PhoneDeclined;
        for leg in legs {
            if is_declined {
                wire.request_hangup(leg, "17");
            }
            wire.dial_end(dialler, leg, if is_declined { "BUSY" } else { "NOANSWER" });
            wire.hang_up(leg, if is_declined { "17" } else { "0" });
        }
        wire.dial_alone_end(outer, "NOANSWER");
        wire.not_originated(&format!("Local/{own}@internal"), number);
        wire.end_all();
        let cause = if is_declined { Cause::Declined } else { Cause::NoAnswer };
        expect(click.agent, Direction::Outbound, number, cause);
        return (wire, expected);
    }
    let leg = legs.remove(0);
    wire.state(leg, "6");
    wire.dial_end(dialler, leg, "ANSWER");
    for other in legs {
        wire.dial_end(dialler, other, "CANCEL");
        wire.hang_up(other, "26");
    }
    connect(&mut wire, &locals, leg);
    wire.originated(outer, number);
    let name = click.to.map_or("PJSIP/trunk".to_owned(), |to| format!("PJSIP/{}", AGENTS[to]));
    let target = wire.channel(&name, Some(outer), "0", number, "s");
    match click.to {
        Some(_) => wire.dial_begin(outer, target),
        None => wire.dial_outside(outer, target, number),
    }
    if click.end == End::Busy {
        wire.request_hangup(target, "17");
        wire.dial_end(outer, target, "BUSY");
        wire.hang_up(target, "17");
        wire.end_all();
        expect(click.agent, Direction::Outbound, number, Cause::Busy);
        return (wire, expected);
    }
    wire.state(target, "5");
    wire.wait(900);
    let is_answered = click.end == End::Answered;
    if is_answered {
        wire.state(target, "6");
        wire.dial_end(outer, target, "ANSWER");
        wire.bridge(target, outer);
        if click.is_optimized {
            wire.swap(leg, outer);
            for (dialled, running) in &locals {
                wire.hang_up(*running, "16");
                wire.hang_up(*dialled, "16");
            }
        }
        wire.wait(1_500);
        wire.hang_up(target, "16");
    } else {
        wire.hang_up(leg, "16");
        wire.dial_end(outer, target, "CANCEL");
        wire.hang_up(target, "16");
    }
    wire.end_all();
    expect(click.agent, Direction::Outbound, number, if is_answered { Cause::Normal } else { Cause::NoAnswer });
    if let Some(to) = click.to {
        expect(to, Direction::Inbound, own, if is_answered { Cause::Normal } else { Cause::Missed });
    }
    (wire, expected)
}

/// Connects a phone that has answered with the Local channels above it, the outermost first.
fn connect(wire: &mut Wire, locals: &[(Id, Id)], leg: Id) {
    let mut near = leg;
    for (i, (dialled, running)) in locals.iter().enumerate().rev() {
        wire.state(*running, "6");
        wire.bridge(near, *running);
        wire.state(*dialled, "6");
        match i.checked_sub(1) {
            Some(above) => wire.dial_end(locals[above].1, *dialled, "ANSWER"),
            None => wire.dial_alone_end(*dialled, "ANSWER"),
        }
        near = *dialled;
    }
}

/// Pages agents, each behind a Local channel. Their phones answer by themselves.
fn page(caller: usize, paged: &[usize]) -> (Wire, Vec<Expected>) {
    let mut wire = Wire::new(0);
    let own = AGENTS[caller];
    let mut expected = Vec::new();
    let mut expect = |agent: usize, direction, remote: &str, cause| {
        expected.push(Expected { agent, direction, queue: None, cause, remote: remote.to_owned(), is_joined: true });
    };
    expect(caller, Direction::Outbound, "700", Cause::Normal);
    let first = wire.channel(&format!("PJSIP/{own}"), None, "4", own, "700");
    wire.state(first, "6");
    let mut ringing = Vec::new();
    for agent in paged {
        let (dialled, running) = wire.local(first, "PAGE");
        wire.dial_alone(dialled);
        let leg = wire.channel(&format!("PJSIP/{}", AGENTS[*agent]), Some(first), "0", AGENTS[*agent], "s");
        wire.dial_begin(running, leg);
        wire.state(leg, "5");
        ringing.push((*agent, dialled, running, leg));
    }
    wire.wait(100);
    wire.confer(first, "page");
    for (agent, dialled, running, leg) in &ringing {
        wire.state(*leg, "6");
        wire.dial_end(*running, *leg, "ANSWER");
        wire.state(*running, "6");
        wire.state(*dialled, "6");
        wire.dial_alone_end(*dialled, "ANSWER");
        wire.confer(*dialled, "page");
        wire.bridge(*leg, *running);
        expect(*agent, Direction::Inbound, own, Cause::Normal);
    }
    wire.wait(2_000);
    wire.end_all();
    (wire, expected)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// A click-to-call is one outgoing call of the agent from the first ring, through any Local channels and phones.
    #[test]
    fn a_click_to_call_is_one_outgoing_call(click in click(), delays in prop::collection::vec(0u64..8_000, 31)) {
        let (wire, expected) = play(&click);
        let cards = cards(&config(), &mixed(&wire.events, &delays, true));
        check(&cards, expected, &wire.uniqueid(0), None);
    }

    #[test]
    fn a_page_has_a_card_for_everybody(
        agents in prop::sample::subsequence(vec![0, 1, 2, 3, 4], 2..5),
        delays in prop::collection::vec(0u64..8_000, 31),
    ) {
        let (wire, expected) = page(agents[0], &agents[1..]);
        let cards = cards(&config(), &mixed(&wire.events, &delays, true));
        check(&cards, expected, &wire.uniqueid(0), None);
    }
}
