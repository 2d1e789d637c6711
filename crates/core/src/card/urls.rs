//! Other sites that are told of a call (カスタム連携): when it rings, is answered, ends, or is dialled, each once.

use super::{Card, World};
use crate::command::Out;
use crate::destination::framed;
use crate::host::{Answer, HostError, HostRequest, RequestId};
use crate::input::Effect;
use crate::placeholders::into_address;
use crate::settings::Key;
use crate::settings::address::{Address, is_allowed_host};
use crate::text::Msg;
use denwa_protocol::{Call, Direction};

/// What happens to a call, in the order of [`MOMENTS`].
const RINGING: usize = 0;
const ANSWERED: usize = 1;
const ENDED: usize = 2;
const DIALLED: usize = 3;

/// The settings of each: address, how it is opened, time-out.
const MOMENTS: [(Key, Key, Key); 4] = [
    (Key::UrlRinging, Key::OpenRinging, Key::TimeoutUrlRinging),
    (Key::UrlAnswered, Key::OpenAnswered, Key::TimeoutUrlAnswered),
    (Key::UrlEnded, Key::OpenEnded, Key::TimeoutUrlEnded),
    (Key::UrlDialled, Key::OpenDialled, Key::TimeoutUrlDialled),
];

/// Which sites were told, and how that went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Urls {
    /// What has happened already.
    past: [bool; 4],
    /// On their way.
    asked: Vec<RequestId>,
    /// For the agent to open in a tab of the browser.
    pub links: Vec<String>,
    /// What is to be said of the last one, if it failed.
    pub failure: Option<Msg>,
}

impl Urls {
    /// Of a call that this panel sees for the first time. What happened before is not told again: the panel that saw it has told it.
    pub(super) fn of(call: &Call) -> Self {
        let (answered, ended) = (call.answered_at.is_some(), call.ended.is_some());
        Self { past: [answered || ended, answered, ended, answered || ended], ..Self::default() }
    }

    /// The outcome of one.
    pub(super) fn on_host(&mut self, id: RequestId, answer: &Answer) {
        if let Some(place) = self.asked.iter().position(|asked| *asked == id) {
            self.asked.remove(place);
            self.failure = match answer {
                Ok(_) => None,
                Err(HostError::TimedOut) => Some(Msg::SiteLate),
                Err(_) => Some(Msg::SiteFailed),
            };
        }
    }
}

impl Card {
    /// Tell the sites what has just happened.
    pub(super) fn tell_sites(&mut self, world: &World, out: &mut Out) {
        let inbound = self.call.direction == Direction::Inbound;
        let mut now = [false; 4];
        now[RINGING] = inbound;
        now[DIALLED] = !inbound;
        now[ANSWERED] = self.call.answered_at.is_some();
        now[ENDED] = self.call.ended.is_some();
        let tell =
            world.told.primary && world.settings().text(Key::Integration) == "custom" && self.link(world).is_ok();
        for (moment, now) in now.into_iter().enumerate() {
            if now && !core::mem::replace(&mut self.urls.past[moment], true) && tell {
                self.tell_site(MOMENTS[moment], world, out);
            }
        }
    }

    fn tell_site(&mut self, (url, open, timeout): (Key, Key, Key), world: &World, out: &mut Out) {
        let settings = world.settings();
        let url = into_address(settings.text(url), &self.values(world, false));
        let allowed = |address: Address| is_allowed_host(settings.text(Key::AllowedHosts), address.host);
        if !Address::read(&url).is_some_and(|address| address.is("https") && allowed(address)) {
            return; // Nothing is set: what is set has been checked.
        }
        let deadline = settings.whole(timeout) * 1_000;
        match settings.text(open) {
            "browser" => self.urls.links.push(url),
            "get" => {
                let id = out.name();
                out.effect(Effect::Get { id, url, deadline });
                self.urls.asked.push(id);
            }
            _ => self.urls.asked.push(out.host(HostRequest::Pop(framed(&url)), deadline)),
        }
    }
}
