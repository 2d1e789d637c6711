//! Desktop notifications of calls that ring.
//!
//! A call's notification is shown once the agent is away while it rings, follows what the panel learns of the caller, and is closed when
//! the call no longer rings or when the agent has pressed it. It does not come back for the same call.

use crate::alerts::Notification;
use crate::effect::Effect;
use crate::effects::Effects;

/// Desktop notifications of calls that ring.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notifier {
    shown: Vec<Notification>,
    /// Calls that ring and whose notification the agent has pressed.
    pressed: Vec<String>,
}

impl Notifier {
    /// The agent pressed a call's notification. Returns whether it was shown.
    pub(crate) fn on_pressed(&mut self, call: &str) -> bool {
        let is_shown = self.shown.iter().any(|shown| shown.call == call);
        if is_shown {
            self.pressed.push(call.to_owned());
        }
        is_shown
    }

    /// Shows a notification for each call that rings. `may_begin`: the agent is away.
    pub(crate) fn settle(&mut self, wanted: Vec<Notification>, may_begin: bool, effects: &mut Effects) {
        let rings = |call: &str| wanted.iter().any(|notification| notification.call == call);
        self.pressed.retain(|call| rings(call));
        let stays = |shown: &Notification| rings(&shown.call) && !self.pressed.contains(&shown.call);
        for over in self.shown.extract_if(.., |shown| !stays(shown)) {
            effects.push(Effect::CloseNotification { call: over.call });
        }
        for notification in wanted {
            self.show(notification, may_begin, effects);
        }
    }

    fn show(&mut self, notification: Notification, may_begin: bool, effects: &mut Effects) {
        if self.pressed.contains(&notification.call) {
            return;
        }
        match self.shown.iter_mut().find(|shown| shown.call == notification.call) {
            Some(shown) if *shown == notification => return,
            Some(shown) => *shown = notification.clone(),
            None if may_begin => self.shown.push(notification.clone()),
            None => return,
        }
        effects.push(Effect::Notify(notification));
    }
}
