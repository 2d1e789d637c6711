//! Desktop notifications: which calls have one, what it says, and what its press does.

use super::Panel;
use crate::alerts::{Notification, NotificationAccess, NotificationButton, NotificationPress};
use crate::call::{Card, Phase};
use crate::effect::Effect;
use crate::effects::Effects;
use crate::input::UserAction;
use crate::text::Msg;
use denwa_protocol::{Capability, Service};

impl Panel {
    /// The notifications of the calls that ring; none where they are not wanted or not allowed.
    pub(super) fn wanted_notifications(&self) -> Vec<Notification> {
        if !self.draws_attention() || !self.notifies() || self.attention.access != NotificationAccess::Granted {
            return Vec::new();
        }
        let ringing = self.cards.iter().filter(|card| card.phase() == Phase::Ringing);
        ringing.map(|card| self.notification(card)).collect()
    }

    /// The notification of a call: nothing that its card does not show.
    fn notification(&self, card: &Card) -> Notification {
        // Without a record the number stands in the title.
        let number = card.who.record().map(|_| card.number_words(&self.context));
        let body = number.into_iter().chain([card.line_words(&self.context)]);
        let body: Vec<String> = body.filter(|text| !text.is_empty()).collect();
        Notification {
            call: card.call.id.clone(),
            title: card.label(&self.context),
            body: body.join("\n"),
            buttons: self.notification_buttons(),
        }
    }

    /// Answer and decline, as far as the panel offers them.
    fn notification_buttons(&self) -> Vec<NotificationButton> {
        if !self.settings().shows_buttons() {
            return Vec::new();
        }
        let buttons = [
            (Service::Answer, NotificationPress::Answer, Msg::Answer),
            (Service::Decline, NotificationPress::Decline, Msg::Decline),
        ];
        let offered = buttons.into_iter().filter(|(service, ..)| self.capability(*service) == Capability::Available);
        offered.map(|(_, press, word)| NotificationButton { press, word: word.t(self.context.language) }).collect()
    }

    /// The agent pressed a notification, or a button of it. A notification that is no longer shown does nothing.
    pub(super) fn on_notification_pressed(&mut self, call: &str, press: NotificationPress, effects: &mut Effects) {
        if !self.attention.notifier.on_pressed(call) {
            return;
        }
        if press != NotificationPress::Decline {
            effects.push(Effect::FocusPage);
            self.show_for_agent(effects);
        }
        let service = match press {
            NotificationPress::Open => return,
            NotificationPress::Answer => Service::Answer,
            NotificationPress::Decline => Service::Decline,
        };
        self.on_user(UserAction::Command { call: call.to_owned(), service }, effects);
    }
}
