//! What every machine needs to act: the time, a list for effects, and names for requests and commands.

use crate::Now;
use crate::effect::Effect;
use crate::host::{HostRequest, Owner, RequestId};
use denwa_protocol::{ClientMessage, Command};

/// How long the host may take for small things, in milliseconds.
pub(crate) const SMALL_MS: u32 = 5_000;

/// When nothing is due. A time like any other, so that the soonest of many is simply the least.
pub(crate) const NEVER: Now = Now::MAX;

/// Hands out names, and random bits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    /// A random name of this page, with which its commands begin.
    pub instance: String,
    /// A random name of the browser, if it keeps one.
    pub browser: Option<String>,
    /// The state of the random numbers.
    pub seed: u64,
    requests: u32,
    commands: u32,
    cards: u32,
}

/// Collects what is to be done in answer to one input.
pub(crate) struct Effects {
    pub now: Now,
    pub names: Names,
    list: Vec<Effect>,
}

impl Effects {
    pub(crate) fn new(now: Now, names: Names) -> Self {
        Self { now, names, list: Vec::new() }
    }

    /// The effects, and the names for the next input.
    pub(crate) fn finish(self) -> (Vec<Effect>, Names) {
        (self.list, self.names)
    }

    pub(crate) fn push(&mut self, effect: Effect) {
        self.list.push(effect);
    }

    /// Ask the host; `owner` gets the answer. `deadline` in milliseconds.
    pub(crate) fn ask(&mut self, owner: Owner, request: HostRequest, deadline: u32) -> RequestId {
        let id = self.request_id(owner);
        self.push(Effect::Host { id, request, deadline });
        id
    }

    /// Ask the host for something small whose outcome nobody waits for.
    pub(crate) fn tell_host(&mut self, request: HostRequest) {
        self.ask(Owner::Nobody, request, SMALL_MS);
    }

    /// Send a GET to another site; `owner` gets the outcome. `deadline` in milliseconds.
    pub(crate) fn get(&mut self, owner: Owner, url: String, deadline: u32) -> RequestId {
        let id = self.request_id(owner);
        self.push(Effect::Get { id, url, deadline });
        id
    }

    /// Name a request whose owner gets the answer.
    pub(crate) fn request_id(&mut self, owner: Owner) -> RequestId {
        self.names.requests += 1;
        RequestId { owner, number: self.names.requests }
    }

    /// Send a message to the event server.
    pub(crate) fn send(&mut self, message: ClientMessage) {
        self.push(Effect::Send(message));
    }

    /// Send a command to the event server, and give its ID.
    pub(crate) fn command(&mut self, command: Command) -> String {
        let id = self.message_id();
        self.send(ClientMessage::Command { id: id.clone(), command });
        id
    }

    /// An ID for a command or a question to the event server.
    pub(crate) fn message_id(&mut self) -> String {
        self.names.commands += 1;
        format!("{}-{}", self.names.instance, self.names.commands)
    }

    /// A number for a new card.
    pub(crate) fn card_number(&mut self) -> u32 {
        self.names.cards += 1;
        self.names.cards
    }

    /// A number below `bound`, by xorshift64 (Marsaglia, 2003): only to spread reconnections, not for secrets.
    pub(crate) fn random(&mut self, bound: u64) -> u64 {
        let mut x = self.names.seed | 1;
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        self.names.seed = x;
        x % bound.max(1)
    }
}
