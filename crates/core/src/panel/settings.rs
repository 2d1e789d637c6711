//! Starting with the settings, and what follows when they change.

use super::Panel;
use crate::effect::Effect;
use crate::effects::Effects;
use crate::host::StartError;
use crate::package::agent_token::TokenAnswer;
use crate::package::boot::BootAnswer;
use crate::package::settings::StoredSettings;
use crate::settings::{Merged, merge};
use crate::start::{Start, event_server, fault_of};
use crate::text::Language;
use crate::welcome::Welcome;
use salesforce_origin::Origin;

impl Panel {
    /// Everything is there that a panel needs before it signs in.
    pub(super) fn on_booted(&mut self, boot: BootAnswer, effects: &mut Effects) {
        if !boot.user.language.is_empty() && !self.has_chosen_language {
            self.context.language = Language::from_tag(&boot.user.language);
        }
        self.context.merged = self.merge_settings(&boot.settings);
        self.context.time_zone.clone_from(&boot.user.time_zone);
        self.boot = boot;
        if self.load_other_library(effects) {
            return;
        }
        let token = self.boot.token.clone();
        match self.event_server_for(&token) {
            Ok(url) => self.session.url = url,
            Err(why) => {
                self.start.fail(why, effects);
                return self.offer_setup(effects);
            }
        }
        if self.is_standalone() {
            self.welcome = Welcome::Due;
        }
        self.start = Start::Done;
        self.load_drafts(effects);
        self.load_choices(effects);
        self.load_own_alerts(effects);
        self.load_shortcuts(effects);
        self.upkeep.begin(effects.now);
        self.session.sign_in_ms = self.settings().timeout_sign_in_ms().into();
        self.session.take_token(token, effects);
        self.session.connect(effects);
    }

    /// The event server that the token is for, or why the panel cannot sign in.
    fn event_server_for(&self, token: &TokenAnswer) -> Result<String, StartError> {
        if token.token.as_ref().is_none_or(String::is_empty) {
            return Err(fault_of(token).without_detail());
        }
        self.event_server()
    }

    /// The event server as it is set now, or why there is none.
    pub(super) fn event_server(&self) -> Result<String, StartError> {
        event_server(self.settings(), &self.call_centre, self.boot.organisation.sandbox)
    }

    /// Loads the page again if another client library is set than the one that is loaded. Returns whether it does. It happens once:
    /// the page's address then names the library.
    fn load_other_library(&self, effects: &mut Effects) -> bool {
        let other = |set: &str, is_fixed: bool, loaded: &str| {
            (!set.is_empty() && !is_fixed && set != loaded).then(|| set.to_owned())
        };
        let (settings, loaded) = (self.settings(), &self.call_centre);
        let library_version = other(settings.library_version(), loaded.version_fixed, &loaded.loaded_version);
        // The bindings load from no other base, and a base that is refused must not keep the panel from starting.
        let library_base = other(settings.library_base(), loaded.base_fixed, &loaded.loaded_base)
            .filter(|base| Origin::parse(base).is_ok_and(|origin| origin.serves_library()));
        let is_other = library_version.is_some() || library_base.is_some();
        if is_other {
            effects.push(Effect::Reload { library_version, library_base });
        }
        is_other
    }

    fn merge_settings(&self, stored: &StoredSettings) -> Merged {
        merge(stored).with_call_centre_prefix(self.call_centre.outside_prefix.as_deref())
    }

    /// The settings as they are stored now. They are in force at once; nothing that a call has done already is undone.
    pub(crate) fn take_settings(&mut self, stored: StoredSettings, effects: &mut Effects) {
        let login = self.settings().login().to_owned();
        self.context.merged = self.merge_settings(&stored);
        self.boot.settings = stored;
        self.tell_own_settings(effects);
        self.session.sign_in_ms = self.settings().timeout_sign_in_ms().into();
        // An address that cannot be used changes nothing while the one in use works.
        if let Ok(url) = self.event_server() {
            self.session.url = url;
        }
        self.start_with_event_server(effects);
        if self.settings().login() != login {
            self.session.expect_other_login();
            self.upkeep.renew_token(effects);
        }
    }

    /// Another event server or another login was set: the panel goes there as soon as no call can be disturbed.
    pub(super) fn move_to_new_server(&mut self, effects: &mut Effects) {
        let has_no_call = self.cards.iter().all(|card| card.call.ended.is_some());
        if self.session.is_live() && self.session.has_moved() && has_no_call {
            self.session.connect(effects);
        }
    }
}
