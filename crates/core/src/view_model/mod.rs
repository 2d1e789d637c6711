//! What the views show: typed structs with everything in words, made anew from the state after every input.
//!
//! A view decides nothing. It shows its part of the [`Screen`] and dispatches a whole [`UserAction`](crate::UserAction), which it makes from
//! the IDs found here. View models compare, so a component runs again only where its part has changed.

mod admin;
mod announcements;
mod attention;
mod brought;
mod buttons;
mod callbacks;
mod card;
mod commands;
mod control;
mod desk;
mod dial;
pub mod doctor;
mod extension;
mod hand;
mod history;
mod log;
mod lookup;
mod matches;
mod messages;
mod notices;
mod parked;
mod pop;
mod queues;
mod results;
mod search;
pub mod settings;
mod setup;
mod shortcuts;
mod sign_in;
mod status;
mod team;
mod who;
mod wrap_up;

pub use admin::AdminScreen;
pub use attention::{AttentionView, DevicesView, OwnChoice, RingState, tab_words};
pub use brought::{BroughtView, DataView, EarlierView};
pub use buttons::ButtonView;
pub use callbacks::{AttemptView, CallbackView, CallbacksView, ClaimView};
pub use card::{CardView, PhaseView};
pub use control::{
    ControlLine, ControlView, MarkView, PairView, PartyView, TargetAction, TargetView, Tile, TilePress, TileView,
    TonesView,
};
pub use desk::{DeskView, TabView};
pub use dial::{DialView, NumberView, PresentedView};
pub use doctor::DoctorView;
pub use extension::ExtensionView;
pub use hand::HandView;
pub use history::{CallWay, HistoryView, PastCallView, RecordingView};
pub use log::LogView;
pub use lookup::{LookupKind, LookupOption, LookupView, PresenceView};
pub use matches::{MatchView, RecordKind};
pub use messages::{MessageCallView, MessageView, MessagesView, NewsView};
pub use notices::{Gravity, NoticeView};
pub use parked::{ParkedCallView, ParkedView};
pub use pop::PopView;
pub use queues::{QueueView, QueuesView};
pub use results::{LinkView, ResultView};
pub use search::SearchView;
pub use settings::SettingsView;
pub use setup::{SetupView, StepView};
pub use shortcuts::{ShortcutRow, ShortcutsView};
pub use sign_in::SignInView;
pub use status::{StatusChoice, StatusView, Tone, WorkView};
pub use team::{
    HandNewsView, HandRow, ModeChoice, MonitorButton, MonitoringView, QueueRow, TeamCallView, TeamMemberView, TeamView,
};
pub use wrap_up::{NotesView, RecordView, WrapUpView};

use crate::input::Page;
use crate::pages::Program;
use crate::panel::Panel;
use crate::session::State;
use crate::start::Start;
use crate::text::Language;

/// Everything that is on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Screen {
    /// The language of every word.
    pub language: Language,
    /// How far the panel as a whole has come.
    pub stage: Stage,
    /// The panel is a page of its own, outside a CRM: there are no pages for administrators.
    pub is_standalone: bool,
    /// The window in which the agent signs in; none while she is signed in, and in a CRM.
    pub sign_in: Option<SignInView>,
    /// The agent is offered to sign out.
    pub offers_sign_out: bool,
    /// She can: no call goes on.
    pub can_sign_out: bool,
    /// The title of the page.
    pub title: String,
    /// The ring and the notifications.
    pub attention: AttentionView,
    /// The page that is open beside the calls.
    pub page: Page,
    /// The program that shows it.
    pub program: Program,
    /// The status chip and its menu.
    pub status: StatusView,
    /// What the agent must read, the gravest first.
    pub notices: Vec<NoticeView>,
    /// The dial bar.
    pub dial: DialView,
    /// Whom the agent looks up.
    pub lookup: Option<LookupView>,
    /// The agent's queues; none if she has none, while nothing is known of them, and while a call rings.
    pub queues: Option<QueuesView>,
    /// The lists beside the calls.
    pub desk: DeskView,
    /// A supervisor's own part in an agent's call.
    pub monitoring: Option<MonitoringView>,
    /// The calls, in the order they are shown.
    pub cards: Vec<CardView>,
    /// The keyboard shortcuts.
    pub shortcuts: ShortcutsView,
    /// What a screen reader says at once: who calls, while a call rings. Empty if none does.
    pub announcement: String,
    /// What a screen reader says when it has finished: how the call goes on that the agent is in, or was in last. Empty without a call.
    pub progress: String,
}

/// How far the panel as a whole has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// On its way to its first connection.
    Starting,
    /// Connected and signed in.
    Ready,
    /// Not connected: it reconnects by itself, or a person must act.
    Offline,
    /// It could not start.
    Failed,
}

/// How a line of a card went, for its colour and picture. Words always say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineTone {
    /// Nothing to judge.
    Plain,
    /// Done.
    Success,
    /// It heals by itself, or the agent can try again.
    Warning,
    /// It failed.
    Error,
}

impl Screen {
    /// Whether something is open beside the calls: a page, or the list of the shortcuts.
    #[must_use]
    pub fn has_page(&self) -> bool {
        self.page != Page::Calls || self.shortcuts.is_open
    }
}

impl Panel {
    /// Everything that is on the screen.
    #[must_use]
    pub fn screen(&self) -> Screen {
        let cards = self.card_views();
        Screen {
            language: self.language(),
            stage: self.stage(),
            is_standalone: self.is_standalone(),
            sign_in: self.sign_in_view(),
            offers_sign_out: self.offers_sign_out(),
            can_sign_out: self.can_sign_out(),
            title: self.page_title(),
            attention: self.attention_view(),
            page: self.pages.page,
            program: self.pages.program,
            status: self.status_view(),
            notices: self.notice_views(),
            dial: self.dial_view(),
            lookup: self.lookup_view(),
            queues: self.queues_view(),
            desk: self.desk_view(),
            monitoring: self.monitoring_view(),
            shortcuts: self.shortcuts_view(),
            announcement: self.announcement(&cards),
            progress: self.progress(&cards),
            cards,
        }
    }

    /// How far the panel as a whole has come.
    #[must_use]
    pub fn stage(&self) -> Stage {
        match (&self.start, &self.session.state) {
            (Start::Failed { .. }, _) => Stage::Failed,
            (_, State::Live { .. }) => Stage::Ready,
            (_, State::Waiting { .. } | State::Refused(_)) => Stage::Offline,
            _ if self.session.was_live() => Stage::Offline,
            _ => Stage::Starting,
        }
    }

    /// Whether calls can be seen and acted on.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.session.is_live()
    }
}

#[cfg(test)]
mod tests {
    use super::Screen;

    #[test]
    fn a_screen_can_be_kept_in_a_signal() {
        fn is_send_and_sync<T: Clone + PartialEq + Send + Sync + 'static>() {}
        is_send_and_sync::<Screen>();
    }
}
