//! The panel as a whole: hands each input to the machine it is for, and keeps what they share.

mod server;
mod settings;
mod user;

use crate::Now;
use crate::agent::Agent;
use crate::card::{Card, Phase, World};
use crate::command::{Ids, Out, SMALL_MS, sooner};
use crate::config::Config;
use crate::dial::Dial;
use crate::doctor::Doctor;
use crate::host::{Answer, Boot, CallCentre, HostRequest, Icon, RequestId};
use crate::input::{Effect, HostEvent, Input, Page, SocketEvent};
use crate::rehearsal::ends_at;
use crate::session::Session;
use crate::settings::{Key, Merged, Settings};
use crate::start::Start;
use crate::text::{Language, Msg};
use crate::upkeep::{Renewed, Upkeep};
use crate::utility::{Utility, icon};
use crate::window::Window;
use denwa_protocol::{Capabilities, Line, PbxState, PhoneState, ServerInfo};

/// The panel's whole state. See the crate's head for how to drive it.
#[derive(Clone, Debug)]
pub struct Panel {
    pub(crate) start: Start,
    pub(crate) session: Session,
    pub(crate) agent: Agent,
    pub(crate) cards: Vec<Card>,
    pub(crate) dial: Dial,
    /// The page that is shown.
    pub(crate) page: Page,
    pub(crate) language: Language,
    language_chosen: bool,
    /// What the call centre definition says.
    pub(crate) centre: Box<CallCentre>,
    /// What the package told at the start; its settings are the last ones read.
    pub(crate) boot: Box<Boot>,
    /// The settings in force, and what was wrong with what is stored.
    pub(crate) merged: Merged,
    pub(crate) upkeep: Upkeep,
    /// The agent's own extension.
    pub(crate) extension: String,
    pub(crate) config: Config,
    pub(crate) doctor: Doctor,
    /// What the event server told of itself.
    pub(crate) server: Option<ServerInfo>,
    /// The telephony login.
    pub(crate) login: String,
    pub(crate) phone: PhoneState,
    pub(crate) pbx: PbxState,
    pub(crate) lines: Vec<Line>,
    pub(crate) capabilities: Capabilities,
    pub(crate) primary: bool,
    /// How far the server's clock is ahead of this one, in milliseconds.
    pub(crate) ahead: i64,
    utility: Utility,
    window: Window,
    /// Calls that were put away, the last ones.
    dismissed: Vec<String>,
    viewed_record: Option<String>,
    host_is_ready: bool,
    active_told: Option<Now>,
    ids: Ids,
}

impl Default for Panel {
    fn default() -> Self {
        Self {
            start: Start::Waiting,
            session: Session::default(),
            agent: Agent::default(),
            cards: Vec::new(),
            dial: Dial::default(),
            page: Page::Calls,
            language: Language::default(),
            language_chosen: false,
            centre: Box::default(),
            boot: Box::default(),
            merged: Merged::default(),
            upkeep: Upkeep::default(),
            extension: String::new(),
            config: Config::default(),
            doctor: Doctor::default(),
            server: None,
            login: String::new(),
            phone: PhoneState::Unknown,
            pbx: PbxState::Unknown,
            lines: Vec::new(),
            capabilities: Capabilities::default(),
            primary: false,
            ahead: 0,
            utility: Utility::default(),
            window: Window::default(),
            dismissed: Vec::new(),
            viewed_record: None,
            host_is_ready: false,
            active_told: None,
            ids: Ids::default(),
        }
    }
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
        let layout = self.merged.settings.is_on(Key::FollowLayout);
        self.doctor.watch(self.page == Page::Doctor, &self.start, self.session.is_live(), layout, &mut out);
        let effects = out.effects;
        self.ids = ids;
        effects
    }

    /// When the panel wants an [`Input::Tick`] at the latest.
    #[must_use]
    pub fn wake_at(&self) -> Option<Now> {
        let mut wake = self.start.wake_at();
        sooner(&mut wake, self.session.wake_at());
        sooner(&mut wake, self.agent.pending.wake_at());
        sooner(&mut wake, self.dial.pending.wake_at());
        sooner(&mut wake, self.window.wake_at(self.settings()));
        if matches!(self.start, Start::Done) {
            sooner(&mut wake, self.upkeep.wake_at(self.settings()));
        }
        for card in &self.cards {
            card.wake_at(&mut wake);
            sooner(&mut wake, self.test_ends_at(card));
        }
        wake
    }

    /// The settings in force.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.merged.settings
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The page that is shown.
    #[must_use]
    pub fn page(&self) -> Page {
        self.page
    }

    /// The user's time zone, once the host has told it.
    #[must_use]
    pub fn time_zone(&self) -> Option<&str> {
        Some(self.boot.user.time_zone.as_str()).filter(|zone| !zone.is_empty())
    }

    /// What is needed of the input is taken out of it; the rest goes in one place.
    fn take(&mut self, input: &mut Input, out: &mut Out) {
        match input {
            Input::Start { instance, seed, language } => {
                out.ids.instance = core::mem::take(instance);
                out.ids.seed = *seed;
                self.language = *language;
                self.start.begin(out);
            }
            Input::Host(id, answer) => self.on_host(*id, answer, out),
            Input::HostEvent(event) => self.on_host_event(event, out),
            Input::Socket(event) => self.on_socket(core::mem::replace(event, SocketEvent::Garbled), out),
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

    pub(crate) fn world(&self) -> World<'_> {
        World {
            language: self.language,
            primary: self.primary,
            lines: &self.lines,
            extension: &self.extension,
            settings: &self.merged.settings,
            ahead: self.ahead,
        }
    }

    /// All cards, and what they need to know of the rest.
    fn desk(&mut self) -> (&mut Vec<Card>, World<'_>) {
        let world = World {
            language: self.language,
            primary: self.primary,
            lines: &self.lines,
            extension: &self.extension,
            settings: &self.merged.settings,
            ahead: self.ahead,
        };
        (&mut self.cards, world)
    }

    /// The card of a call, and what it needs to know of the rest.
    fn card_of(&mut self, call: &str) -> Option<(&mut Card, World<'_>)> {
        let (cards, world) = self.desk();
        cards.iter_mut().find(|card| card.call.id == call).map(|card| (card, world))
    }

    /// When a test call ends by itself.
    fn test_ends_at(&self, card: &Card) -> Option<Now> {
        ends_at(card).map(|at| at.saturating_add_signed(-self.ahead))
    }

    fn tick(&mut self, out: &mut Out) {
        self.start.tick(out);
        self.session.tick(out);
        self.agent.pending.tick(out.now);
        self.dial.pending.tick(out.now);
        if matches!(self.start, Start::Done) {
            self.upkeep.tick(&self.merged.settings, out);
        }
        let (cards, world) = self.desk();
        for card in cards {
            card.tick(&world, out);
        }
        let (ahead, now) = (self.ahead, out.now);
        keep(&mut self.cards, &mut |card| ends_at(card).is_none_or(|at| at.saturating_add_signed(-ahead) > now));
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
        let viewed = self.viewed_record.take();
        let (cards, world) = self.desk();
        for card in cards {
            let logged = card.on_host(id, answer, &world, out);
            if logged && card.who.record().is_some_and(|record| viewed.as_ref() == Some(&record.id)) {
                Card::refresh(out);
            }
        }
        self.viewed_record = viewed;
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
            Some(card) => (card.label(&self.world()), icon(card.phase())),
            None if !self.session.is_live() => (Msg::StatusOffline.t(self.language).to_owned(), Icon::Warning),
            None => (self.mode_words().to_owned(), Icon::Call),
        };
        self.utility.show(label, icon, out);
    }
}

/// Lets the other cards go. Of one type: what takes cards out of the list is there once.
fn keep(cards: &mut Vec<Card>, wanted: &mut dyn FnMut(&Card) -> bool) {
    cards.retain(|card| wanted(card));
}
