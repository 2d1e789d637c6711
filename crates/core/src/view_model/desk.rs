//! The lists beside the calls, and the bar that switches between them.

use super::callbacks::CallbacksView;
use super::history::HistoryView;
use super::messages::{MessagesView, NewsView};
use super::parked::ParkedView;
use super::team::{HandNewsView, TeamView};
use crate::desk::DeskTab;
use crate::panel::Panel;
use crate::text::{Msg, say};

/// The lists beside the calls. A list that is not shown is not made.
#[derive(Clone, Debug, PartialEq)]
pub struct DeskView {
    /// The list that is shown.
    pub tab: DeskTab,
    /// The lists that the agent has, in fixed places.
    pub tabs: Vec<TabView>,
    /// Earlier calls.
    pub history: Option<HistoryView>,
    /// Callers to call back.
    pub callbacks: Option<CallbacksView>,
    /// Parked calls.
    pub parked: Option<ParkedView>,
    /// Messages of colleagues.
    pub messages: Option<MessagesView>,
    /// The team of a supervisor.
    pub team: Option<TeamView>,
    /// The hand that was raised last, while the team is not shown.
    pub hand: Option<HandNewsView>,
    /// The last message, while the messages are not shown.
    pub news: Option<NewsView>,
}

/// A list to switch to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabView {
    /// The list.
    pub tab: DeskTab,
    /// Its name.
    pub word: &'static str,
    /// How many of its things wait for the agent; none if nothing waits.
    pub count: Option<u32>,
    /// The same in words, for a screen reader.
    pub count_words: String,
}

impl Panel {
    pub(super) fn desk_view(&self) -> DeskView {
        let shown = |tab| self.tab == tab;
        let has = |tab: &DeskTab| *tab != DeskTab::Team || self.context.server.supervises;
        let tabs = DeskTab::ALL.into_iter().filter(has);
        DeskView {
            tab: self.tab,
            tabs: tabs.map(|tab| self.tab_view(tab)).collect(),
            history: shown(DeskTab::History).then(|| self.history_view()),
            callbacks: shown(DeskTab::Callbacks).then(|| self.callbacks_view()),
            parked: shown(DeskTab::Parked).then(|| self.parked_view()),
            messages: shown(DeskTab::Messages).then(|| self.messages_view()),
            team: shown(DeskTab::Team).then(|| self.team_view()),
            hand: if shown(DeskTab::Team) { None } else { self.hand_news() },
            news: if shown(DeskTab::Messages) { None } else { self.news_view() },
        }
    }

    fn tab_view(&self, tab: DeskTab) -> TabView {
        let language = self.context.language;
        let server = &self.context.server;
        let length = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let (word, count) = match tab {
            DeskTab::Calls => {
                let live = self.cards.iter().filter(|card| card.call.ended.is_none());
                (Msg::TabCalls, length(live.count()))
            }
            DeskTab::History => (Msg::TabHistory, server.missed),
            DeskTab::Callbacks => (Msg::TabCallbacks, length(self.callbacks_to_do())),
            DeskTab::Parked => (Msg::TabParked, length(server.parked.len())),
            DeskTab::Messages => (Msg::TabMessages, length(self.messages_to_read().count())),
            DeskTab::Team => (Msg::TabTeam, length(server.hands.len())),
        };
        let count_words = match (tab, count) {
            (_, 0) => String::new(),
            (DeskTab::Calls, _) => count.to_string(),
            (DeskTab::History, _) => say::missed(language, count),
            (DeskTab::Team, _) => say::hands_up(language, count),
            (DeskTab::Callbacks, _) => say::callbacks(language, count),
            (DeskTab::Parked | DeskTab::Messages, _) => say::waiting(language, count),
        };
        TabView { tab, word: word.t(language), count: Some(count).filter(|count| *count > 0), count_words }
    }
}
