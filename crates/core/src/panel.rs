//! The panel as a whole: hands each input to the machine it is for, and keeps what they share.

mod server;
mod settings;
mod user;

use crate::Now;
use crate::card::{Card, Phase, World};
use crate::command::{Ids, NEVER, Out, Pending, SMALL_MS};
use crate::config::Config;
use crate::dial::Dial;
use crate::doctor::Doctor;
use crate::host::{Answer, Boot, CallCentre, HostRequest, Icon, RequestId};
use crate::input::{Effect, HostEvent, Input, Page};
use crate::rehearsal::ends_at;
use crate::session::Session;
use crate::settings::{Key, Settings};
use crate::start::Start;
use crate::text::{Language, Msg};
use crate::upkeep::{Renewed, Upkeep};
use crate::utility::{Utility, icon};
use crate::window::Window;

/// The panel's whole state. See the crate's head for how to drive it.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    pub(crate) start: Start,
    pub(crate) session: Session,
    /// A change of the agent's mode on its way.
    pub(crate) agent: Pending,
    pub(crate) cards: Vec<Card>,
    pub(crate) dial: Dial,
    /// The page that is shown.
    pub(crate) page: Page,
    language_chosen: bool,
    pub(crate) world: World,
    /// What the call centre definition says.
    pub(crate) centre: Box<CallCentre>,
    /// What the package told at the start; its settings are the last ones read.
    pub(crate) boot: Box<Boot>,
    pub(crate) upkeep: Upkeep,
    pub(crate) config: Config,
    pub(crate) doctor: Doctor,
    utility: Utility,
    window: Window,
    /// Calls that were put away, the last ones.
    dismissed: Vec<String>,
    viewed_record: Option<String>,
    host_is_ready: bool,
    active_told: Option<Now>,
    ids: Ids,
}

impl Panel {
    /// Take one input, and say what is to be done.
    pub fn update(&mut self, mut input: Input, now: Now) -> Vec<Effect> {
        let mut ids = core::mem::take(&mut self.ids);
        let mut out = Out { now, ids: &mut ids, effects: Vec::new() };
        self.take(&mut input, &mut out);
        self.move_over(&mut out);
        self.settle(&mut out);
        self.show_utility(&mut out);
        let layout = self.settings().is_on(Key::FollowLayout);
        self.doctor.watch(self.page == Page::Doctor, &self.start, self.session.is_live(), layout, &mut out);
        let effects = out.effects;
        self.ids = ids;
        effects
    }

    /// When the panel wants an [`Input::Tick`] at the latest.
    #[must_use]
    pub fn wake_at(&self) -> Option<Now> {
        let mut wake = self.start.wake_at().min(self.session.wake_at());
        wake = wake.min(self.agent.wake_at()).min(self.dial.pending.wake_at());
        wake = wake.min(self.window.wake_at(self.settings()));
        if matches!(self.start, Start::Done) {
            wake = wake.min(self.upkeep.wake_at(self.settings()));
        }
        for card in &self.cards {
            wake = wake.min(card.wake_at()).min(ends_at(card, &self.world));
        }
        (wake < NEVER).then_some(wake)
    }

    /// The settings in force.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        self.world.settings()
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.world.language
    }

    /// The page that is shown.
    #[must_use]
    pub fn page(&self) -> Page {
        self.page
    }

    /// The user's time zone, once the host has told it.
    #[must_use]
    pub fn time_zone(&self) -> Option<&str> {
        Some(self.world.time_zone.as_str()).filter(|zone| !zone.is_empty())
    }

    /// What is needed of the input is taken out of it; the rest goes in one place.
    fn take(&mut self, input: &mut Input, out: &mut Out) {
        match input {
            Input::Start { instance, seed, language } => {
                out.ids.instance = core::mem::take(instance);
                out.ids.seed = *seed;
                self.world.language = *language;
                self.start.begin(out);
            }
            Input::Host(id, answer) => self.on_host(*id, answer, out),
            Input::HostEvent(event) => self.on_host_event(event, out),
            Input::Socket(event) => self.on_socket(event, out),
            Input::User(action) => self.on_user(action, out),
            Input::Loaded { key, value } => self.config.on_loaded(key, value.as_deref(), out),
            Input::Copied { call, done } => {
                if let Some((card, _)) = self.card_of(call) {
                    card.on_copied(*done);
                }
            }
            Input::Tick => self.tick(out),
        }
    }

    /// The card of a call, and what it needs to know of the rest.
    fn card_of(&mut self, call: &str) -> Option<(&mut Card, &World)> {
        let card = self.cards.iter_mut().find(|card| card.call.id == call)?;
        Some((card, &self.world))
    }

    fn tick(&mut self, out: &mut Out) {
        self.start.tick(out);
        self.session.tick(out);
        self.agent.tick(out.now);
        self.dial.pending.tick(out.now);
        if matches!(self.start, Start::Done) {
            self.upkeep.tick(self.world.settings(), out);
        }
        for card in &mut self.cards {
            card.tick(&self.world, out);
        }
        let world = &self.world;
        keep(&mut self.cards, &mut |card| ends_at(card, world) > out.now);
    }

    /// Each machine is asked in turn whether the answer is its own. What an answer carries is taken out of it, not copied.
    fn on_host(&mut self, id: RequestId, answer: &mut Answer, out: &mut Out) {
        if let Some(boot) = self.start.on_host(id, answer, &mut self.centre, out) {
            self.started(boot, out);
            return;
        }
        if self.session.on_host(id, answer, out) || self.window.on_host(id, answer) {
            return;
        }
        if let Some(renewed) = self.upkeep.on_host(id, answer, out) {
            match renewed {
                Renewed::Settings(raw) => self.take_settings(raw, out),
                Renewed::Token(token) => self.session.take_token(token),
                Renewed::Nothing => {}
            }
            return;
        }
        if self.doctor.on_host(id, answer, out.now) {
            return;
        }
        if let Some(wish) = self.config.on_host(id, answer, out) {
            self.grant(wish, out);
            return;
        }
        for card in &mut self.cards {
            let logged = card.on_host(id, answer, &self.world, out);
            if logged && card.who.record().is_some_and(|record| self.viewed_record.as_ref() == Some(&record.id)) {
                Card::refresh(out);
            }
        }
    }

    fn on_host_event(&mut self, event: &mut HostEvent, out: &mut Out) {
        match event {
            HostEvent::ClickToDial { number, record } => {
                self.dial_text(number, record.take(), out);
                // It is the agent's now: nothing minimises it.
                self.window.on_touch(out.now);
                out.host(HostRequest::ShowPanel(true), SMALL_MS);
            }
            HostEvent::Navigated { record_id } => self.viewed_record = record_id.take(),
        }
        self.active(out);
    }

    /// Label and icon of the utility item follow what matters most.
    fn show_utility(&mut self, out: &mut Out) {
        if !matches!(self.start, Start::Done) {
            return;
        }
        let living = || self.cards.iter().filter(|card| card.call.ended.is_none());
        let ringing = living().find(|card| card.phase() == Phase::Ringing);
        let (label, icon) = match ringing.or_else(|| living().next()) {
            Some(card) => (card.label(&self.world), icon(card.phase())),
            None if !self.session.is_live() => (Msg::StatusOffline.t(self.world.language).to_owned(), Icon::Warning),
            None => (self.mode_words().to_owned(), Icon::Call),
        };
        self.utility.show(label, icon, out);
    }
}

/// Lets the other cards go. Of one type: what takes cards out of the list is there once.
fn keep(cards: &mut Vec<Card>, wanted: &mut dyn FnMut(&Card) -> bool) {
    cards.retain(|card| wanted(card));
}
