//! What the panel does for the setup assistant.

use super::Panel;
use crate::crossing::Page;
use crate::effects::Effects;
use crate::link::Refused;
use crate::session::State;
use crate::start::{Start, is_new_org};

impl Panel {
    /// Opens the page of settings by itself, once, where nothing is set up yet: the setup assistant is there.
    pub(super) fn offer_setup(&mut self, effects: &mut Effects) {
        let Start::Failed { why, .. } = &self.start else { return };
        if !self.pages.has_opened_itself && is_new_org(why.fault, self.boot.permissions, &self.boot.settings) {
            self.pages.has_opened_itself = true;
            if self.pages.page == Page::Calls {
                self.show_page(Page::Settings, effects);
            }
        }
    }

    /// Starts again if the start failed for want of an event server, and one has been set now.
    pub(super) fn start_with_event_server(&mut self, effects: &mut Effects) {
        if self.start.lacks_event_server() && self.event_server().is_ok() {
            self.start.begin(effects);
        }
    }

    /// Somebody has mended something: the panel does not wait to try again. What was opened elsewhere stays there.
    pub(super) fn try_after_repair(&mut self, effects: &mut Effects) {
        match (&self.start, &self.session.state) {
            (Start::Failed { .. }, _) => self.start.begin(effects),
            (_, State::Refused(Refused::Replaced)) => {}
            _ => self.session.try_again(effects),
        }
    }
}
