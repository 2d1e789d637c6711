//! Starting with what is set, and what follows when it changes.

use super::Panel;
use crate::card::Phase;
use crate::command::Out;
use crate::config::Wish;
use crate::host::Boot;
use crate::input::{Effect, Page};
use crate::rehearsal::{self, is_test};
use crate::settings::{Key, RawSettings, merge};
use crate::start::{Start, event_server};
use crate::text::Language;
use crate::window::Calls;
use core::mem::take;
use std::rc::Rc;

impl Panel {
    /// Everything is there that a panel needs before it signs in.
    pub(super) fn started(&mut self, mut boot: Box<Boot>, out: &mut Out) {
        if !boot.language.is_empty() && !self.language_chosen {
            self.world.language = Language::from_tag(&boot.language);
        }
        self.world.merged = merge(&boot.settings);
        self.world.time_zone = take(&mut boot.time_zone);
        let token = take(&mut boot.token);
        self.boot = boot;
        if self.load_again(out) {
            return;
        }
        if token.is_empty() {
            return self.start.fail(self.boot.no_token.alone(), out);
        }
        match event_server(self.settings(), &self.centre, &self.boot) {
            Ok(url) => self.session.url = url,
            Err(why) => return self.start.fail(why, out),
        }
        self.start = Start::Done;
        self.upkeep.begin(out.now);
        self.session.sign_in_ms = self.settings().timeout_ms(Key::TimeoutSignIn);
        self.session.take_token(token);
        self.session.connect(out);
    }

    /// Another client library is set than the one that is loaded: the page is loaded again, once, for its address says so then.
    pub(super) fn load_again(&self, out: &mut Out) -> bool {
        let other = |key: Key, fixed: bool, loaded: &str| {
            let set = self.settings().text(key);
            (!set.is_empty() && !fixed && set != loaded).then(|| set.to_owned())
        };
        let library_version = other(Key::LibraryVersion, self.centre.version_fixed, &self.centre.loaded_version);
        let library_base = other(Key::LibraryBase, self.centre.base_fixed, &self.centre.loaded_base);
        let again = library_version.is_some() || library_base.is_some();
        if again {
            out.effect(Effect::Reload { library_version, library_base });
        }
        again
    }

    /// The settings as they stand now. They are in force at once; what calls have done already stays, only what is still to come follows.
    pub(crate) fn take_settings(&mut self, raw: Rc<RawSettings>, out: &mut Out) {
        let login = self.settings().text(Key::Login).to_owned();
        self.world.merged = merge(&raw);
        self.boot.settings = raw;
        self.config.on_own(&self.boot.settings, out);
        self.session.sign_in_ms = self.settings().timeout_ms(Key::TimeoutSignIn);
        // An address that cannot be used changes nothing while the one in use works.
        if let Ok(url) = event_server(self.settings(), &self.centre, &self.boot) {
            self.session.url = url;
        }
        if self.settings().text(Key::Login) != login {
            self.session.signed_in_as_other = true;
            self.upkeep.renew(out);
        }
    }

    /// What the configuration view wants of the rest of the panel.
    pub(super) fn grant(&mut self, wish: Wish, out: &mut Out) {
        match wish {
            Wish::Settings(raw) => self.take_settings(raw, out),
            Wish::TestCall => self.test_call(out),
            Wish::Nothing => {}
        }
    }

    /// Whether a test call is there.
    #[must_use]
    pub fn is_testing(&self) -> bool {
        self.cards.iter().any(|card| is_test(&card.call))
    }

    /// Let a test call come in, unless a call goes on.
    pub(super) fn test_call(&mut self, out: &mut Out) {
        if self.cards.iter().all(|card| card.call.ended.is_some()) {
            let line = self.world.told.lines.first().map(|line| line.number.clone());
            let call = rehearsal::call(out.now.saturating_add_signed(self.world.ahead), line, self.world.language);
            self.on_call(call, out);
        }
    }

    /// Another event server or another login was set: the panel goes there as soon as no call can be disturbed.
    pub(super) fn move_over(&mut self, out: &mut Out) {
        if self.session.is_live() && self.session.moved() && self.cards.iter().all(|card| card.call.ended.is_some()) {
            self.session.connect(out);
        }
    }

    /// What follows from all calls together: pages that wait until none rings, and the window.
    pub(super) fn settle(&mut self, out: &mut Out) {
        let is = |phase: Phase| self.cards.iter().any(|card| card.phase() == phase);
        let calls = if is(Phase::Ringing) {
            Calls::Ringing
        } else if self.cards.iter().any(|card| card.call.ended.is_none()) {
            Calls::Going
        } else {
            Calls::None
        };
        if calls != Calls::Ringing {
            for card in &mut self.cards {
                card.release(&self.world, out);
            }
        }
        let wide = self.page != Page::Calls;
        self.window.settle(calls, wide, self.world.settings(), self.centre.size, out);
    }
}
