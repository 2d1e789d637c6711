//! The panel as a whole: hands each input to the machine it is for, and keeps what the machines share.

mod attention;
mod callbacks;
mod calls;
mod channels;
mod choices;
mod control;
mod desk;
mod dialling;
mod drafts;
mod export;
mod facts;
mod host;
mod leaving;
mod mode_words;
mod notifications;
mod own_alerts;
mod pages;
mod server;
mod settings;
mod setup;
mod shortcuts;
mod standalone;
mod status;
mod team;
mod user;
mod utility;

use crate::Now;
use crate::attention::Attention;
use crate::call::rehearsal::ends_at;
use crate::call::{CallContext, Card, Phase};
use crate::channels::Channels;
use crate::desk::DeskTab;
use crate::dial::Dial;
use crate::directory::Directory;
use crate::effect::Effect;
use crate::effects::{Effects, NEVER, Names};
use crate::errand::Errand;
use crate::history::History;
use crate::host::{CallCentre, HostRequest};
use crate::input::{Input, Page};
use crate::kept_call::KeptCall;
use crate::messages::Messages;
use crate::other_work::OtherWork;
use crate::package::boot::BootAnswer;
use crate::pages::Pages;
use crate::parked::PickUp;
use crate::pending::Pending;
use crate::session::Session;
use crate::settings::Settings;
use crate::start::Start;
use crate::team::Team;
use crate::text::Language;
use crate::upkeep::Upkeep;
use crate::utility::Utility;
use crate::welcome::Welcome;
use crate::window::{Calls, Window};
use crate::work_rules::ToldRules;
use denwa_protocol::{Activity, QueueFigures};
use shortcuts::ShortcutDesk;

pub(crate) use shortcuts::ShortcutStep;

/// The panel's whole state. See the crate's head for how to drive it.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact by itself")]
pub struct Panel {
    pub(crate) start: Start,
    pub(crate) session: Session,
    /// A change of the agent's mode on its way.
    pub(crate) agent: Pending,
    /// Work of another channel.
    other_work: OtherWork,
    /// The rules that the event server has been told in this session.
    work_rules: ToldRules,
    pub(crate) cards: Vec<Card>,
    pub(crate) dial: Dial,
    /// The list that is shown.
    pub(crate) tab: DeskTab,
    /// Whom the agent looks up.
    pub(crate) directory: Directory,
    /// Earlier calls.
    pub(crate) history: History,
    /// A parked call that is being picked up.
    pub(crate) pick_up: PickUp,
    /// What the agent asks about callers to call back.
    pub(crate) callbacks: Errand,
    /// Messages on their way.
    pub(crate) messages: Messages,
    /// The team that a supervisor watches.
    pub(crate) team: Team,
    /// The figures of the agent's queues; a supervisor sees all of the organisation.
    pub(crate) queues: Vec<QueueFigures>,
    /// The page that is shown, and the program that shows it.
    pub(crate) pages: Pages,
    pub(crate) context: CallContext,
    /// The call centre's definition.
    pub(crate) call_centre: CallCentre,
    /// The package's answer at the start, with the settings as they were last read.
    pub(crate) boot: BootAnswer,
    pub(crate) upkeep: Upkeep,
    /// When the last call ended, by the server's clock.
    pub(crate) last_call_end: Option<u64>,
    /// The keyboard shortcuts, and their list.
    pub(crate) shortcuts: ShortcutDesk,
    utility: Utility,
    /// The ring, the notifications, and the warning before the agent leaves.
    pub(crate) attention: Attention,
    channels: Channels,
    /// The word that greets an agent who has signed in by password.
    pub(crate) welcome: Welcome,
    window: Window,
    /// Drafts of an earlier page, until the event server has said which of their calls it knows.
    drafts: Vec<KeptCall>,
    /// IDs of the calls put away last.
    dismissed: Vec<String>,
    /// The calls that the server has named since its snapshot, while more are to come.
    calls_so_far: Option<Vec<String>>,
    has_chosen_language: bool,
    /// The agent wanted to sign out while a call went on.
    wants_to_sign_out: bool,
    host_is_ready: bool,
    /// When this panel last asked to be the primary one, and why.
    last_active: Option<(Now, Activity)>,
    /// Whether the primary panel is in another browser.
    pub(crate) is_primary_elsewhere: bool,
    names: Names,
}

impl Panel {
    /// Take one input, and say what is to be done.
    pub fn update(&mut self, input: Input, now: Now) -> Vec<Effect> {
        let mut effects = Effects::new(now, std::mem::take(&mut self.names));
        self.count_settling();
        self.take(input, &mut effects);
        self.sign_in_again(&mut effects);
        self.move_to_new_server(&mut effects);
        self.settle_window(&mut effects);
        self.report_popping(&mut effects);
        self.remove_leaving();
        self.keep_drafts(&mut effects);
        self.show_utility(&mut effects);
        self.settle_attention(&mut effects);
        self.tell_channels(&mut effects);
        self.watch(&mut effects);
        self.tell_work_rules(&mut effects);
        self.tell_other_work(&mut effects);
        self.tell_facts(&mut effects);
        let (effects, names) = effects.finish();
        self.names = names;
        effects
    }

    /// When the panel wants an [`Input::Tick`] at the latest.
    #[must_use]
    pub fn wake_at(&self) -> Option<Now> {
        let settings = self.settings();
        let upkeep = if self.has_started() { self.upkeep.wake_at(settings) } else { NEVER };
        let machines = [
            self.start.wake_at(),
            self.session.wake_at(),
            self.agent.wake_at(),
            self.work_rules.wake_at(),
            self.dial.wake_at(),
            self.directory.wake_at(),
            self.history.wake_at(),
            self.pick_up.pending.wake_at(),
            self.messages.wake_at(),
            self.callbacks.wake_at(),
            self.team.monitor.wake_at(),
            self.team.errand.wake_at(),
            self.welcome.wake_at(),
            self.attention.ringer.wake_at(),
            self.shortcuts.wake_at(),
            self.window.wake_at(settings),
            upkeep,
        ];
        let cards = self.cards.iter().map(|card| card.wake_at().min(ends_at(&card.call, &self.context)));
        machines.into_iter().chain(cards).min().filter(|at| *at < NEVER)
    }

    /// The settings in force.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        self.context.settings()
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.context.language
    }

    /// The page that is shown.
    #[must_use]
    pub fn page(&self) -> Page {
        self.pages.page
    }

    /// The user's time zone, once the host has told it.
    #[must_use]
    pub fn time_zone(&self) -> Option<&str> {
        Some(self.context.time_zone.as_str()).filter(|zone| !zone.is_empty())
    }

    fn has_started(&self) -> bool {
        self.start == Start::Done
    }

    fn take(&mut self, input: Input, effects: &mut Effects) {
        match input {
            Input::Start { instance, seed, language, browser, visible } => {
                effects.names.instance = instance;
                effects.names.browser = browser;
                effects.names.seed = seed;
                self.session.on_visible(visible, effects);
                self.attention.is_hidden = !visible;
                self.context.language = language;
                self.start.begin(effects);
            }
            Input::Host(id, answer) => self.on_host(id, answer, effects),
            Input::HostEvent(event) => self.on_host_event(event, effects),
            Input::Socket(event) => self.on_socket(event, effects),
            Input::User(action) => self.on_user(action, effects),
            Input::CallsLoaded { prefix, drafts } => self.on_drafts(&prefix, drafts, effects),
            Input::ChoicesLoaded { key, choices } => self.on_choices(&key, choices),
            Input::Attention(input) => self.on_attention_input(input, effects),
            Input::ShortcutsLoaded { key, shortcuts } => self.on_shortcuts(&key, shortcuts),
            Input::Admin(message) => self.on_admin(message, effects),
            Input::AdminFailed => self.pages.on_failed(),
            Input::AdminBroke => self.pages.on_broken(),
            Input::Copied { call, done } => {
                if let Some((card, _)) = self.card_of(&call) {
                    card.on_copied(done);
                }
            }
            Input::Tick => self.tick(effects),
        }
    }

    fn tick(&mut self, effects: &mut Effects) {
        self.start.tick(effects);
        self.session.tick(effects);
        self.agent.tick(effects.now);
        self.work_rules.tick(effects);
        let outgoing = self.dial.tick(effects.now);
        self.send_dial(outgoing, effects);
        let is_live = self.session.is_live();
        self.directory.tick(is_live, self.context.settings(), effects);
        self.history.tick(is_live, effects);
        self.pick_up.pending.tick(effects.now);
        self.messages.tick(effects.now);
        self.callbacks.tick(effects.now);
        self.team.monitor.tick(effects.now);
        self.team.errand.tick(effects.now);
        self.welcome.tick(effects.now);
        self.attention.ringer.tick(effects.now);
        self.shortcuts.tick(effects.now);
        if self.has_started() {
            self.upkeep.tick(self.context.settings(), effects);
        }
        for card in &mut self.cards {
            let was_settling = card.is_settling();
            card.tick(&self.context, effects);
            match (was_settling, card.is_settling()) {
                (false, true) => self.context.settling += 1,
                (true, false) => self.context.settling -= 1,
                _ => {}
            }
        }
        let context = &self.context;
        self.cards.retain(|card| ends_at(&card.call, context) > effects.now);
    }

    /// Open the page that waited until no call rings, and bring the window to where it belongs.
    fn settle_window(&mut self, effects: &mut Effects) {
        let calls = self.calls();
        if calls != Calls::Ringing {
            for card in &mut self.cards {
                card.release(&self.context, effects);
            }
        }
        let is_wide = self.pages.is_open();
        self.window.settle(calls, is_wide, self.context.settings(), self.call_centre.size, effects);
    }

    fn calls(&self) -> Calls {
        if self.cards.iter().any(|card| card.phase() == Phase::Ringing) {
            Calls::Ringing
        } else if self.cards.iter().any(|card| card.call.ended.is_none()) {
            Calls::Going
        } else {
            Calls::None
        }
    }

    /// Ask for what is missing.
    fn watch(&mut self, effects: &mut Effects) {
        if self.session.is_live() {
            self.context.phone_fields.watch(&self.context.merged.settings, effects);
        }
    }

    /// Show the panel for the agent, who is at work in it: nothing minimises it.
    fn show_for_agent(&mut self, effects: &mut Effects) {
        self.window.on_touch(effects.now);
        effects.tell_host(HostRequest::ShowPanel(true));
    }
}
