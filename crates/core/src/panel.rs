//! The panel as a whole: hands each input to the machine it is for, and keeps what they share.

use crate::Now;
use crate::agent::Agent;
use crate::card::{Card, Phase, World, phase};
use crate::command::{Ids, Out, SMALL_MS};
use crate::config::{Config, Wish};
use crate::dial::Dial;
use crate::doctor::Doctor;
use crate::host::{Boot, CallCentre, HostError, HostReply, HostRequest, Icon, RequestId};
use crate::input::{Effect, HostEvent, Input, Page, SocketEvent, UserAction};
use crate::rehearsal::{self, ends_at, is_test};
use crate::report::Report;
use crate::session::{Session, Told};
use crate::settings::{Key, Merged, RawSettings, Settings, merge};
use crate::start::{Start, StartError, Started, event_server};
use crate::text::{Language, Msg};
use crate::upkeep::{Renewed, Upkeep};
use crate::utility::{Utility, icon};
use crate::window::{Calls, Window};
use denwa_protocol::{
    AttachedRecord, Call, Capabilities, Cause, ClientMessage, Command, CommandError, CommandOutcome, Ended, Event,
    Line, PbxState, PhoneState, ServerInfo, Service, Snapshot,
};

/// How many ended calls stay in view once their logs are settled.
const ENDED_KEPT: usize = 3;
/// How many calls that were put away are remembered, so that an old message does not bring one back.
const DISMISSED_KEPT: usize = 50;
/// The panel tells the server that it was touched at most this often, in milliseconds.
const ACTIVE_MS: u64 = 1_000;

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
    pub(crate) centre: CallCentre,
    /// What the package told at the start; its settings are the last ones read.
    pub(crate) boot: Boot,
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
            centre: CallCentre::default(),
            boot: Boot::default(),
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
    pub fn update(&mut self, input: Input, now: Now) -> Vec<Effect> {
        let mut ids = core::mem::take(&mut self.ids);
        let mut out = Out { now, ids: &mut ids, effects: Vec::new() };
        self.take(input, &mut out);
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
        let cards = self.cards.iter().filter_map(Card::wake_at);
        let tests = self.cards.iter().filter_map(ends_at).map(|at| at.saturating_add_signed(-self.ahead));
        let upkeep = matches!(self.start, Start::Done).then(|| self.upkeep.wake_at(self.settings())).flatten();
        [
            self.start.wake_at(),
            self.session.wake_at(),
            self.agent.pending.wake_at(),
            self.dial.pending.wake_at(),
            upkeep,
            self.window.wake_at(self.settings()),
        ]
        .into_iter()
        .flatten()
        .chain(cards)
        .chain(tests)
        .min()
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

    fn take(&mut self, input: Input, out: &mut Out) {
        match input {
            Input::Start { instance, seed, language } => {
                out.ids.instance = instance;
                out.ids.seed = seed;
                self.language = language;
                self.start.begin(out);
            }
            Input::Host(id, result) => self.on_host(id, &result, out),
            Input::HostEvent(event) => self.on_host_event(event, out),
            Input::Socket(event) => self.on_socket(event, out),
            Input::User(action) => self.on_user(action, out),
            Input::Loaded { key, value } => self.config.on_loaded(&key, value.as_deref(), out),
            Input::Copied { call, done } => self.with_card(&call, out, |card, _, _| card.on_copied(done)),
            Input::Tick => self.tick(out),
        }
    }

    pub(crate) fn world(&self) -> World<'_> {
        World {
            language: self.language,
            primary: self.primary,
            lines: &self.lines,
            extension: &self.extension,
            settings: self.settings(),
            ahead: self.ahead,
        }
    }

    /// Do something with every card.
    fn each_card(&mut self, out: &mut Out, mut act: impl FnMut(&mut Card, World, &mut Out)) {
        let mut cards = core::mem::take(&mut self.cards);
        for card in &mut cards {
            act(card, self.world(), out);
        }
        self.cards = cards;
    }

    /// Do something with one card.
    fn with_card(&mut self, call: &str, out: &mut Out, act: impl FnOnce(&mut Card, World, &mut Out)) {
        if let Some(index) = self.cards.iter().position(|card| card.call.id == call) {
            let mut card = self.cards.remove(index);
            act(&mut card, self.world(), out);
            self.cards.insert(index, card);
        }
    }

    fn tick(&mut self, out: &mut Out) {
        self.start.tick(out);
        self.session.tick(out);
        self.agent.pending.tick(out.now);
        self.dial.pending.tick(out.now);
        if matches!(self.start, Start::Done) {
            self.upkeep.tick(&self.merged.settings, out);
        }
        self.each_card(out, Card::tick);
        let (ahead, now) = (self.ahead, out.now);
        self.cards.retain(|card| ends_at(card).is_none_or(|at| at.saturating_add_signed(-ahead) > now));
    }

    fn on_host(&mut self, id: RequestId, result: &Result<HostReply, HostError>, out: &mut Out) {
        if let Some(started) = self.start.on_host(id, result, out) {
            self.started(started, out);
            return;
        }
        if self.session.on_host(id, result, out) || self.window.on_host(id, result) {
            return;
        }
        if let Some(renewed) = self.upkeep.on_host(id, result, out) {
            match renewed {
                Renewed::Settings(raw) => self.take_settings(*raw, out),
                Renewed::Token(token) => self.session.take_token(&token),
                Renewed::Nothing => {}
            }
            return;
        }
        if self.doctor.on_host(id, result, out.now) {
            return;
        }
        if let Some(wish) = self.config.on_host(id, result, out) {
            self.grant(wish, out);
            return;
        }
        let mut refresh = false;
        let viewed = self.viewed_record.clone();
        self.each_card(out, |card, world, out| {
            if let Some(logged) = card.on_host(id, result, world, out) {
                refresh |= viewed.as_deref() == Some(&logged);
            }
        });
        if refresh {
            Card::refresh(out);
        }
    }

    /// Everything is there that a panel needs before it signs in.
    fn started(&mut self, started: Started, out: &mut Out) {
        let Started { centre, mut boot } = started;
        if !boot.user.language.is_empty() && !self.language_chosen {
            self.language = Language::from_tag(&boot.user.language);
        }
        let token = boot.token.take().unwrap_or(Err(StartError::BadToken));
        self.merged = merge(&boot.settings);
        self.centre = centre;
        self.boot = boot;
        if self.load_again(out) {
            return;
        }
        match token.and_then(|token| event_server(self.settings(), &self.centre, &self.boot).map(|url| (token, url))) {
            Ok((token, url)) => {
                self.start = Start::Done;
                self.upkeep.begin(out.now);
                self.session.url = url;
                self.session.sign_in_ms = self.settings().timeout_ms(Key::TimeoutSignIn);
                self.session.take_token(&token);
                self.session.connect(out);
            }
            Err(why) => self.start.fail(why, out),
        }
    }

    /// Another client library is set than the one that is loaded: the page is loaded again, once, for its address says so then.
    fn load_again(&self, out: &mut Out) -> bool {
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
    pub(crate) fn take_settings(&mut self, raw: RawSettings, out: &mut Out) {
        let login = self.settings().text(Key::Login).to_owned();
        self.merged = merge(&raw);
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
    fn grant(&mut self, wish: Wish, out: &mut Out) {
        match wish {
            Wish::Settings(raw) => self.take_settings(*raw, out),
            Wish::TestCall => self.test_call(out),
            Wish::Nothing => {}
        }
    }

    /// Whether a test call is there.
    pub(crate) fn is_testing(&self) -> bool {
        self.cards.iter().any(|card| is_test(&card.call))
    }

    /// Let a test call come in, unless a call goes on.
    fn test_call(&mut self, out: &mut Out) {
        if self.cards.iter().all(|card| card.call.ended.is_some()) {
            let line = self.lines.first().map(|line| line.number.clone());
            let call = rehearsal::call(out.now.saturating_add_signed(self.ahead), line, self.language);
            self.on_call(call, out);
        }
    }

    /// Another event server or another login was set: the panel goes there as soon as no call can be disturbed.
    fn move_over(&mut self, out: &mut Out) {
        if self.session.is_live() && self.session.moved() && self.cards.iter().all(|card| card.call.ended.is_some()) {
            self.session.connect(out);
        }
    }

    /// What follows from all calls together: pages that wait until none rings, and the window.
    fn settle(&mut self, out: &mut Out) {
        let is = |phase: Phase| self.cards.iter().any(|card| card.phase() == phase);
        let calls = if is(Phase::Ringing) {
            Calls::Ringing
        } else if self.cards.iter().any(|card| card.call.ended.is_none()) {
            Calls::Going
        } else {
            Calls::None
        };
        if calls != Calls::Ringing {
            self.each_card(out, Card::release);
        }
        let wide = self.page != Page::Calls;
        self.window.settle(calls, wide, &self.merged.settings, self.centre.size, out);
    }

    fn on_host_event(&mut self, event: HostEvent, out: &mut Out) {
        match event {
            HostEvent::ClickToDial { number, record } => {
                self.dial_text(&number, record, out);
                // It is the agent's now: nothing minimises it.
                self.window.on_touch(out.now);
                out.host(HostRequest::ShowPanel(true), SMALL_MS);
            }
            HostEvent::Navigated { record_id } => self.viewed_record = record_id,
        }
        self.active(out);
    }

    fn on_socket(&mut self, event: SocketEvent, out: &mut Out) {
        match self.session.on_socket(event, out) {
            Some(Told::Snapshot(snapshot)) => self.on_snapshot(*snapshot, out),
            Some(Told::Live) => self.on_live(out),
            Some(Told::Event(event)) => self.on_event(*event, out),
            Some(Told::Answer { id, outcome }) => self.on_answer(&id, &outcome, out),
            Some(Told::Primary(primary)) => self.on_primary(primary, out),
            None => {}
        }
    }

    fn on_snapshot(&mut self, snapshot: Snapshot, out: &mut Out) {
        if self.host_is_ready {
            // What was told meanwhile is lost, also that the settings changed.
            self.upkeep.on_change(out);
        }
        self.ahead = i64::try_from(snapshot.now).unwrap_or(0) - i64::try_from(out.now).unwrap_or(0);
        self.agent.on_state(snapshot.agent);
        self.agent.reasons = snapshot.reasons;
        self.server = Some(snapshot.server);
        self.login = snapshot.login;
        self.phone = snapshot.phone;
        self.extension = snapshot.extension;
        self.pbx = snapshot.pbx;
        self.config.on_lines(&snapshot.lines);
        self.lines = snapshot.lines;
        self.capabilities = snapshot.capabilities;
        // A call the server no longer knows is over, whatever its end was.
        let gone: Vec<Call> = self
            .cards
            .iter()
            .map(|card| &card.call)
            .filter(|call| {
                call.ended.is_none() && !is_test(call) && !snapshot.calls.iter().any(|live| live.id == call.id)
            })
            .map(|call| Call { ended: Some(Ended { at: snapshot.now, cause: Cause::Lost }), ..call.clone() })
            .collect();
        self.on_primary(snapshot.primary, out);
        for call in snapshot.calls.into_iter().chain(gone) {
            self.on_call(call, out);
        }
    }

    fn on_live(&mut self, out: &mut Out) {
        if !self.host_is_ready {
            self.host_is_ready = true;
            out.host(HostRequest::NotifyReady, SMALL_MS);
            out.host(HostRequest::EnableClickToDial, SMALL_MS);
        }
        self.agent.pending.repeat(out);
        self.dial.pending.repeat(out);
        self.each_card(out, |card, _, out| card.on_live(out));
    }

    fn on_event(&mut self, event: Event, out: &mut Out) {
        match event {
            Event::Call { call } => self.on_call(call, out),
            Event::Agent { agent } => self.agent.on_state(agent),
            Event::Phone { phone } => self.phone = phone,
            Event::Pbx { pbx } => self.pbx = pbx,
            Event::Capabilities { capabilities } => self.capabilities = capabilities,
            Event::Lines { lines } => {
                self.config.on_lines(&lines);
                self.lines = lines;
            }
            Event::SettingsChanged => {
                self.config.on_changed(out);
                self.upkeep.on_change(out);
            }
            Event::Unknown => {}
        }
    }

    fn on_call(&mut self, call: Call, out: &mut Out) {
        if self.dismissed.contains(&call.id) {
            return;
        }
        let card = if let Some(index) = self.cards.iter().position(|card| card.call.id == call.id) {
            let mut card = self.cards.remove(index);
            card.on_call(call, self.world(), out);
            card
        } else {
            if call.ended.is_none() {
                // A real call puts a test call away: nothing of it waits for one.
                self.cards.retain(|card| !is_test(&card.call));
                self.make_room();
            }
            let card = Card::new(call, self.world(), out);
            if self.primary && card.phase() == Phase::Ringing {
                self.window.open_for(&card.call.id, &self.merged.settings, out);
            }
            card
        };
        // Living calls stand above ended ones, each in the order they began.
        let at = self.cards.iter().position(|other| rank(&other.call) > rank(&card.call));
        self.cards.insert(at.unwrap_or(self.cards.len()), card);
    }

    /// Ended calls make room for a new one, but never one whose log is not settled.
    fn make_room(&mut self) {
        let settings = &self.merged.settings;
        let settled = |card: &Card| {
            card.call.ended.is_some()
                && card.log.is_settled()
                && card.report == Report::Nothing
                && !card.lacks_result(settings)
        };
        let mut surplus = self.cards.iter().filter(|card| settled(card)).count().saturating_sub(ENDED_KEPT - 1);
        self.cards.reverse();
        self.cards.retain(|card| {
            let drop = surplus > 0 && settled(card);
            surplus -= usize::from(drop);
            !drop
        });
        self.cards.reverse();
    }

    fn on_answer(&mut self, id: &str, outcome: &CommandOutcome, out: &mut Out) {
        let taken = self.agent.pending.on_answer(id, outcome) || self.dial.pending.on_answer(id, outcome);
        if !taken {
            self.each_card(out, |card, _, out| card.on_answer(id, outcome, out));
        }
    }

    fn on_primary(&mut self, primary: bool, out: &mut Out) {
        self.primary = primary;
        self.each_card(out, Card::on_primary);
    }

    /// This panel is being used: it wants to be the primary one.
    fn active(&mut self, out: &mut Out) {
        let lately = self.active_told.is_some_and(|at| out.now < at + ACTIVE_MS);
        if self.session.is_live() && !lately && !self.primary {
            self.active_told = Some(out.now);
            out.send(ClientMessage::Active);
        }
    }

    fn dial_text(&mut self, text: &str, record: Option<AttachedRecord>, out: &mut Out) {
        if self.session.is_live() {
            let prefixes: Vec<String> = self.settings().items(Key::DialPrefixes).map(str::to_owned).collect();
            self.dial.dial(text, record, &prefixes, out);
        } else {
            self.dial.pending =
                crate::command::Pending::Failed { service: Service::Dial, error: CommandError::PbxDown };
        }
    }

    fn on_user(&mut self, action: UserAction, out: &mut Out) {
        if !matches!(action, UserAction::Visible(_)) {
            self.window.on_touch(out.now);
        }
        match action {
            // Where these buttons are hidden they are gone from shortcuts and notifications too.
            UserAction::Answer(_) | UserAction::Decline(_) if !self.settings().is_on(Key::PopUpButtons) => {}
            UserAction::Answer(call) => self.command(Command::Answer { call }, out),
            UserAction::Decline(call) => self.command(Command::Decline { call }, out),
            UserAction::Hold(call) => self.command(Command::Hold { call }, out),
            UserAction::Retrieve(call) => self.command(Command::Retrieve { call }, out),
            UserAction::HangUp(call) => self.command(Command::HangUp { call }, out),
            UserAction::Dial(text) => self.dial_text(&text, None, out),
            UserAction::ConfirmDial => self.dial.confirm(true, out),
            UserAction::CancelDial => self.dial.confirm(false, out),
            UserAction::EditDial => self.dial.edit(),
            UserAction::SetMode(mode, reason) => self.agent.ask(mode, reason, out),
            UserAction::Choose { call, record } => {
                self.with_card(&call, out, |card, world, out| card.choose(&record, world, out));
            }
            UserAction::NewRecord(call) => self.with_card(&call, out, Card::new_record),
            UserAction::SearchAgain(call) => self.with_card(&call, out, Card::search_again),
            UserAction::SaveLogAgain(call) => self.with_card(&call, out, Card::save_log_again),
            UserAction::Dismiss(call) => self.dismiss(&call, out),
            UserAction::TryAgain => match self.start {
                Start::Failed { .. } if self.start.wake_at().is_some() => self.start.begin(out),
                Start::Failed { .. } => out.effect(Effect::Reload { library_version: None, library_base: None }),
                _ => self.session.try_again(out),
            },
            UserAction::SetLanguage(language) => {
                self.language = language;
                self.language_chosen = true;
            }
            UserAction::Visible(visible) => {
                self.session.visible(visible, out);
                if visible {
                    self.active(out);
                }
                return;
            }
            UserAction::Show(page) => {
                self.page = page;
                self.doctor.forget();
                self.config.at(&self.centre.loaded_base);
                self.config.show(page == Page::Settings, &self.boot, &self.merged.settings, &self.lines, out);
            }
            UserAction::Config(action) => {
                let wish = self.config.act(*action, out);
                self.grant(wish, out);
            }
            UserAction::OpenLink { call, place } => {
                self.with_card(&call, out, |card, world, out| {
                    if let Some(link) = card.links(world).into_iter().nth(place) {
                        out.effect(Effect::OpenTab(link));
                    }
                });
            }
            UserAction::SetResult { call, result } => {
                self.with_card(&call, out, |card, world, out| card.set_result(result, world, out));
            }
            UserAction::Touched => self.each_card(out, Card::on_touch),
        }
        self.active(out);
    }

    /// A command about a call goes through its card, which shows how it fares.
    fn command(&mut self, command: Command, out: &mut Out) {
        let Some(call) = command.call().map(str::to_owned) else { return };
        if let Some(test) = self.cards.iter().find(|card| card.call.id == call && is_test(&card.call)) {
            let at = out.now.saturating_add_signed(self.ahead);
            match rehearsal::after(test.call.clone(), &command, at) {
                Some(call) => self.on_call(call, out),
                None => self.cards.retain(|card| card.call.id != call),
            }
            return;
        }
        if self.session.is_live() {
            self.with_card(&call, out, |card, _, out| card.pending.ask(command, out));
        }
    }

    /// The agent puts an ended call away. A log she gives up is not to be written by the next panel either, nor by this one when the
    /// server tells the call again.
    fn dismiss(&mut self, call: &str, out: &mut Out) {
        let Some(index) = self.cards.iter().position(|card| card.call.id == call && card.can_dismiss(self.settings()))
        else {
            return;
        };
        let card = self.cards.remove(index);
        if !card.log.is_settled() {
            out.tell(Command::ReportLog { call: card.call.id.clone(), record_id: None });
        }
        self.dismissed.push(card.call.id);
        let surplus = self.dismissed.len().saturating_sub(DISMISSED_KEPT);
        self.dismissed.drain(..surplus);
    }

    /// Label and icon of the utility item follow what matters most.
    fn show_utility(&mut self, out: &mut Out) {
        if !matches!(self.start, Start::Done) {
            return;
        }
        let living = || self.cards.iter().filter(|card| card.call.ended.is_none());
        let ringing = living().find(|card| card.phase() == Phase::Ringing);
        let (label, icon) = match ringing.or_else(|| living().next()) {
            Some(card) => (card.label(self.world()), icon(card.phase())),
            None if !self.session.is_live() => (Msg::StatusOffline.t(self.language).to_owned(), Icon::Warning),
            None => (self.mode_words(), Icon::Call),
        };
        self.utility.show(label, icon, out);
    }
}

/// Living calls first, in the order they began; then ended ones, the last one first.
fn rank(call: &Call) -> (bool, i64) {
    let ended = matches!(phase(call), Phase::Ended(_));
    let at = i64::try_from(call.began_at).unwrap_or(i64::MAX);
    (ended, if ended { -at } else { at })
}
