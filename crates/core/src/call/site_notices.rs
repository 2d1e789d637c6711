//! Notifying other sites of a call when it rings, is dialled, is answered, or ends (カスタム連携).

use super::sites::Moment;
use super::{CallContext, Card, Link, LinkKind};
use crate::effects::Effects;
use crate::host::{CardPart, HostRequest, framed};
use crate::placeholders::into_address;
use crate::settings::address::{Address, is_allowed_host};
use crate::settings::{Integration, OpenIn, Settings};
use denwa_protocol::Direction;

/// How a site is notified.
struct Site<'a> {
    url: &'a str,
    open_in: OpenIn,
    timeout_ms: u32,
}

impl Card {
    /// Notify the sites of the moments that have just come.
    pub(super) fn notify_sites(&mut self, context: &CallContext, effects: &mut Effects) {
        let notifies = context.server.primary
            && context.settings().integration() == Integration::Custom
            && self.is_linked(context);
        for moment in self.moments() {
            if self.sites.mark(moment) && notifies {
                self.notify_site(moment, context, effects);
            }
        }
    }

    fn moments(&self) -> Vec<Moment> {
        let begun = match self.call.direction {
            Direction::Inbound => Moment::Ringing,
            Direction::Outbound => Moment::Dialled,
        };
        let answered = self.call.answered_at.map(|_| Moment::Answered);
        let ended = self.call.ended.map(|_| Moment::Ended);
        [Some(begun), answered, ended].into_iter().flatten().collect()
    }

    fn notify_site(&mut self, moment: Moment, context: &CallContext, effects: &mut Effects) {
        let settings = context.settings();
        let Site { url, open_in, timeout_ms } = site_of(moment, settings);
        let url = into_address(url, &self.placeholder_values(context));
        if !is_allowed(&url, settings) {
            return; // No address is set: one that is set has been checked.
        }
        let owner = self.owner(CardPart::Site);
        let request = match open_in {
            OpenIn::Browser => return self.sites.links.push(Link { url, kind: LinkKind::Page }),
            OpenIn::Get => effects.get(owner, url, timeout_ms),
            OpenIn::Workspace => effects.ask(owner, HostRequest::Pop(framed(&url)), timeout_ms),
        };
        self.sites.asked(request, open_in);
    }

    /// Addresses for a tab of the browser: other sites, then the recording.
    #[must_use]
    pub fn links(&self, context: &CallContext) -> Vec<Link> {
        let mut links = self.sites.links.clone();
        if self.call.ended.is_some() {
            let recording = self.recording(context);
            links.extend(recording.map(|url| Link { url, kind: LinkKind::Recording }));
        }
        links
    }
}

fn site_of(moment: Moment, settings: &Settings) -> Site<'_> {
    let (url, open_in, timeout_ms) = match moment {
        Moment::Ringing => (settings.url_ringing(), settings.open_ringing(), settings.timeout_url_ringing_ms()),
        Moment::Dialled => (settings.url_dialled(), settings.open_dialled(), settings.timeout_url_dialled_ms()),
        Moment::Answered => (settings.url_answered(), settings.open_answered(), settings.timeout_url_answered_ms()),
        Moment::Ended => (settings.url_ended(), settings.open_ended(), settings.timeout_url_ended_ms()),
    };
    Site { url, open_in, timeout_ms }
}

fn is_allowed(url: &str, settings: &Settings) -> bool {
    Address::read(url)
        .is_some_and(|address| address.is("https") && is_allowed_host(settings.allowed_hosts(), address.host))
}
