//! Callers to call back (折り返し).

use super::Panel;
use crate::callbacks::CallbackWish;
use crate::dial::Origin;
use crate::effects::Effects;
use denwa_protocol::{CALLBACKS, Callback, Command, Number};

impl Panel {
    /// Take a callback on, give it back, or put it away.
    pub(super) fn ask_about_callback(&mut self, callback: String, wish: CallbackWish, effects: &mut Effects) {
        self.callbacks.ask_if_live(wish.command(callback), self.session.is_live(), effects);
    }

    /// Call back, presenting the line that was called. The event server claims the callback first, so that nobody calls twice.
    pub(super) fn dial_callback(&mut self, id: &str, effects: &mut Effects) {
        let Some(callback) = self.callback(id).filter(|callback| self.may_call_back(callback)) else { return };
        let Number::Known { digits } = &callback.remote.number else { return };
        let digits = digits.clone();
        let origin = Origin {
            line: callback.line.clone(),
            callback: Some(callback.id.clone()),
            ..Origin::of(callback.record.clone())
        };
        self.dial_from(&digits, origin, effects);
    }

    /// A callback is new, has changed, or is settled.
    pub(super) fn on_callback(&mut self, callback: Callback) {
        self.callbacks.forgive();
        let callbacks = &mut self.context.server.callbacks;
        callbacks.retain(|known| known.id != callback.id);
        if callback.settled.is_none() {
            let place = callbacks.partition_point(|known| known.last_at > callback.last_at);
            callbacks.insert(place, callback);
            callbacks.truncate(CALLBACKS);
        }
    }

    /// The callback with that ID.
    pub(super) fn callback(&self, id: &str) -> Option<&Callback> {
        self.context.server.callbacks.iter().find(|callback| callback.id == id)
    }

    /// Whether this agent has taken it on.
    pub(crate) fn has_claimed(&self, callback: &Callback) -> bool {
        callback.claim.as_ref().is_some_and(|claim| claim.by.extension == self.context.server.extension)
    }

    /// In a call, dialling would consult about that call; and what a colleague has taken on is hers.
    pub(crate) fn may_call_back(&self, callback: &Callback) -> bool {
        !self.has_live_call() && (callback.claim.is_none() || self.has_claimed(callback))
    }

    /// Whether something is being asked about that caller.
    pub(crate) fn is_asking_about(&self, id: &str) -> bool {
        self.callbacks.command().and_then(CallbackWish::of).is_some_and(|(_, callback)| callback == id)
    }

    /// Whether the call to that caller is on its way.
    pub(crate) fn is_calling_back(&self, id: &str) -> bool {
        matches!(self.dial.pending.command(), Some(Command::Dial { callback: Some(callback), .. }) if callback == id)
    }
}
