//! What the host answers and reports.

use super::Panel;
use crate::channels::refuse;
use crate::effects::Effects;
use crate::host::{Answer, CardPart, HostRequest, Owner, RefusalReason, RequestId};
use crate::input::HostEvent;
use crate::start::Started;
use crate::upkeep::Renewed;
use denwa_protocol::Activity;

impl Panel {
    /// An answer goes to the machine that asked.
    pub(super) fn on_host(&mut self, id: RequestId, answer: Answer, effects: &mut Effects) {
        match id.owner {
            Owner::Start => match self.start.on_host(id, answer, effects) {
                Started::Nothing => {}
                Started::Initialised(call_centre) => self.call_centre = call_centre,
                Started::Booted(boot) => self.on_booted(*boot, effects),
            },
            Owner::Session => self.session.on_host(id, answer, effects),
            Owner::Upkeep(renewal) => match self.upkeep.on_host(renewal, id, answer, effects) {
                Renewed::Nothing => {}
                Renewed::Settings(stored) => self.take_settings(stored, effects),
                Renewed::Token(token) => self.session.take_token(token, effects),
            },
            Owner::PhoneFields => self.context.phone_fields.on_host(id, answer),
            Owner::Dial => {
                let outgoing = self.dial.on_host(id, answer);
                self.send_dial(outgoing, effects);
            }
            Owner::Directory => self.directory.on_host(id, answer),
            Owner::Recording => self.history.recordings.on_answer(id, &answer, effects.now),
            Owner::Window => self.window.on_host(id, &answer),
            Owner::Card { card, part } => self.on_card_answer(card, part, id, answer, effects),
            Owner::Channel(channel) => self.channels.on_host(channel, id, &answer),
            Owner::Nobody => {}
        }
    }

    fn on_card_answer(&mut self, key: u32, part: CardPart, id: RequestId, answer: Answer, effects: &mut Effects) {
        let Some(card) = self.cards.iter_mut().find(|card| card.key == key) else { return };
        let has_logged = card.on_host(part, id, answer, &self.context, effects);
        // The agent looks at the record whose log was written: its page shows the log once it is read again.
        if has_logged
            && card
                .who
                .record()
                .is_some_and(|record| self.context.viewed.as_ref().is_some_and(|viewed| viewed.id == record.id))
        {
            effects.tell_host(HostRequest::Refresh);
        }
    }

    pub(super) fn on_host_event(&mut self, event: HostEvent, effects: &mut Effects) {
        let by = match event {
            HostEvent::Channel { channel, request: Some(request) } => {
                return self.on_channel(channel, request, effects);
            }
            HostEvent::Channel { channel, request: None } => {
                return refuse(channel, None, RefusalReason::Unreadable, effects);
            }
            HostEvent::ClickToDial { number, record } => {
                self.dial_text(&number, record, effects);
                self.show_for_agent(effects);
                Activity::Input
            }
            HostEvent::Navigated { record } => {
                self.context.viewed = record;
                Activity::Navigated
            }
        };
        self.become_active(by, effects);
    }
}
