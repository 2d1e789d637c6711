//! The warning before the agent leaves the page: the browser gives it while it is set.

use crate::effect::Effect;
use crate::effects::Effects;

/// The warning before the agent leaves the page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Leaving {
    is_warned: bool,
}

impl Leaving {
    /// Sets the warning, or takes it back.
    pub(crate) fn settle(&mut self, is_wanted: bool, effects: &mut Effects) {
        if self.is_warned != is_wanted {
            self.is_warned = is_wanted;
            effects.push(Effect::WarnBeforeLeaving(is_wanted));
        }
    }
}
