//! Random plans: what rings in each round of a call, who takes it, and what becomes of it.

use super::AGENTS;
use proptest::prelude::*;

/// Something that rings for a while: an agent's phones, or a mobile phone outside, behind Local channels.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// `None` for a mobile phone.
    pub agent: Option<usize>,
    pub phones: usize,
    pub locals: usize,
    pub is_optimized: bool,
    pub declines: bool,
    /// The phone sends the call on to this agent, after it has rung or at once.
    pub forward: Option<(usize, bool)>,
}

/// Who takes a ringing call.
#[derive(Clone, Copy, Debug)]
pub enum Taker {
    Nobody,
    /// The phone with this number, modulo the phones that ring.
    Phone(usize),
    /// This agent picks up the phone with this number.
    PickUp(usize, usize),
}

/// What happens to a call after it was answered.
#[derive(Clone, Copy, Debug)]
pub enum Then {
    CustomerHangsUp,
    AgentHangsUp,
    /// Passed on to the next round.
    Transfer,
    /// Parked, and retrieved by an agent.
    Park(usize),
    /// Passed on to a colleague whom the agent asks first: on a second call of the phone, or by a feature code.
    Consult {
        colleague: usize,
        by_code: bool,
    },
    /// Connected by a feature code with a colleague who still rings and does not answer: the PBX calls the agent back.
    Return {
        colleague: usize,
        is_answered: bool,
    },
}

#[derive(Clone, Debug)]
pub struct Round {
    pub leaves: Vec<Leaf>,
    pub queue: bool,
    pub taker: Taker,
    pub then: Then,
    pub cancel_cause: &'static str,
    /// Whether more than a minute passes before and during the talk.
    pub is_slow: bool,
}

pub fn leaf() -> impl Strategy<Value = Leaf> {
    let agent = prop_oneof![6 => (0..AGENTS.len()).prop_map(Some), 1 => Just(None)];
    let forward = prop::option::weighted(0.15, (0..AGENTS.len(), any::<bool>()));
    (agent, 1..3usize, 0..4usize, any::<bool>(), prop::bool::weighted(0.2), forward).prop_map(
        |(agent, phones, locals, is_optimized, declines, forward)| {
            let forward = forward.filter(|(to, _)| agent.is_some_and(|agent| agent != *to));
            Leaf { agent, phones, locals, is_optimized, declines: declines && forward.is_none(), forward }
        },
    )
}

pub fn round() -> impl Strategy<Value = Round> {
    let taker = prop_oneof![
        1 => Just(Taker::Nobody),
        3 => (0..8usize).prop_map(Taker::Phone),
        1 => (0..AGENTS.len(), 0..8usize).prop_map(|(agent, phone)| Taker::PickUp(agent, phone)),
    ];
    let then = prop_oneof![
        Just(Then::CustomerHangsUp),
        Just(Then::AgentHangsUp),
        Just(Then::Transfer),
        (0..AGENTS.len()).prop_map(Then::Park),
        (0..AGENTS.len(), any::<bool>()).prop_map(|(colleague, by_code)| Then::Consult { colleague, by_code }),
        (0..AGENTS.len(), any::<bool>()).prop_map(|(colleague, is_answered)| Then::Return { colleague, is_answered }),
    ];
    (
        prop::collection::vec(leaf(), 1..4),
        any::<bool>(),
        taker,
        then,
        prop::sample::select(vec!["16", "26", "0"]),
        prop::bool::weighted(0.2),
    )
        .prop_map(|(mut leaves, queue, taker, then, cancel_cause, is_slow)| Round {
            leaves: {
                forbid_forwards_to_those_who_forward(&mut leaves);
                leaves
            },
            queue,
            taker,
            then,
            cancel_cause,
            is_slow,
        })
}

/// A phone that has just sent the call on would ring again at once: whether that is another offer is a matter of taste.
fn forbid_forwards_to_those_who_forward(leaves: &mut [Leaf]) {
    let forwarding: Vec<_> = leaves.iter().filter(|leaf| leaf.forward.is_some()).map(|leaf| leaf.agent).collect();
    for leaf in leaves {
        leaf.forward = leaf.forward.filter(|(to, _)| !forwarding.contains(&Some(*to)));
    }
}
