//! Tabs of browsers with panels in them.

mod effects;

use crate::{event::SimEvent, net::ConnectionId, site, world::World};
use denwa_core::{Input, Language, Panel, UserAction, kept_call::KeptCall, remembered::Remembered};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A page in a tab: what is on its way to a page that was loaded anew does not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The tab.
    pub tab: usize,
    /// How often the tab was loaded.
    pub load: u32,
}

/// A tab.
#[derive(Debug)]
pub struct Tab {
    /// The agent who uses it.
    pub agent: usize,
    /// Its browser.
    browser: usize,
    /// How often it was loaded.
    pub load: u32,
    /// The panel, while the tab is open.
    pub panel: Option<Box<Panel>>,
    /// The panel's socket.
    pub connection: Option<ConnectionId>,
    /// Requests to Salesforce that are not answered yet, by number.
    pub asked: BTreeMap<u32, crate::host::Asked>,
    /// The calls of which the server has told the page.
    pub calls: BTreeSet<String>,
    /// How far its clock is ahead.
    skew: u64,
    /// Until when the tab sleeps.
    pub sleeps_until: u64,
    /// What came while it slept.
    inbox: VecDeque<Input>,
    /// When the panel wants to be woken.
    wake_at: Option<u64>,
}

/// What a browser keeps.
#[derive(Debug, Default)]
pub struct Browser {
    drafts: BTreeMap<String, KeptCall>,
    choices: BTreeMap<String, Remembered>,
}

impl Tab {
    /// Makes a closed tab.
    pub fn new(agent: usize, browser: usize, skew: u64) -> Self {
        Self {
            agent,
            browser,
            load: 0,
            panel: None,
            connection: None,
            asked: BTreeMap::new(),
            calls: BTreeSet::new(),
            skew,
            sleeps_until: 0,
            inbox: VecDeque::new(),
            wake_at: None,
        }
    }

    /// When the panel is to be woken.
    pub fn due_at(&self) -> Option<u64> {
        self.wake_at.map(|at| at.max(self.sleeps_until))
    }
}

impl World {
    /// The page that is in a tab now.
    pub fn page_of(&self, tab: usize) -> Page {
        Page { tab, load: self.tabs[tab].load }
    }

    /// Whether a page is still in its tab.
    pub fn is_there(&self, page: Page) -> bool {
        self.tabs[page.tab].load == page.load && self.tabs[page.tab].panel.is_some()
    }

    /// Opens a tab.
    pub fn open_tab(&mut self, tab: usize) {
        if self.tabs[tab].panel.is_some() {
            return;
        }
        let seed = self.random.next();
        let state = &mut self.tabs[tab];
        state.load += 1;
        state.panel = Some(Box::default());
        let (browser, instance) = (format!("browser{}", state.browser), format!("page{tab}-{}", state.load));
        let page = self.page_of(tab);
        let visible = self.random.percent(90);
        self.input(page, Input::Start { instance, seed, language: Language::Ja, browser: Some(browser), visible });
    }

    /// Closes a tab, at any moment.
    pub fn close_tab(&mut self, tab: usize) {
        self.note_trouble(self.tabs[tab].agent);
        let state = &mut self.tabs[tab];
        state.panel = None;
        state.wake_at = None;
        state.sleeps_until = 0;
        state.inbox.clear();
        state.asked.clear();
        state.calls.clear();
        self.close_from_panel(tab);
    }

    /// Loads a tab's page anew.
    pub fn reload_tab(&mut self, tab: usize) {
        self.close_tab(tab);
        self.queue.add(self.now + self.random.between(100, 2_500), SimEvent::TabOpens(tab));
    }

    /// Nothing happens in a tab for a while: the machine sleeps.
    pub fn put_to_sleep(&mut self, tab: usize, milliseconds: u64) {
        self.note_trouble(self.tabs[tab].agent);
        let until = self.now + milliseconds;
        self.tabs[tab].sleeps_until = until;
        self.queue.add(until, SimEvent::TabWakes(self.page_of(tab)));
    }

    /// A tab goes on: what came meanwhile arrives.
    pub fn wake_tab(&mut self, page: Page) {
        while self.is_there(page) && self.tabs[page.tab].sleeps_until <= self.now {
            let Some(input) = self.tabs[page.tab].inbox.pop_front() else { return };
            self.update(page, input);
        }
    }

    /// An input reaches a page, once it is awake.
    pub fn input(&mut self, page: Page, input: Input) {
        if !self.is_there(page) {
            return;
        }
        if self.tabs[page.tab].sleeps_until > self.now {
            self.tabs[page.tab].inbox.push_back(input);
            return;
        }
        self.wake_tab(page);
        self.update(page, input);
    }

    /// The agent does something in a tab.
    pub fn user(&mut self, tab: usize, action: UserAction) {
        self.input(self.page_of(tab), Input::User(action));
    }

    /// Something went wrong around an agent: what happens to pages just now is excused.
    pub fn note_trouble(&mut self, agent: usize) {
        self.books.note_trouble(agent, self.now);
    }

    /// Whether all open panels of an agent, and at least one, are awake and connected.
    pub fn is_reached(&self, agent: usize) -> bool {
        let is_connected = |tab: &Tab| {
            let connection = tab.connection.map(|id| &self.net.connections[id]);
            let is_whole = connection.is_some_and(|connection| !connection.is_cut && connection.session.is_some());
            is_whole && tab.sleeps_until <= self.now && tab.panel.as_ref().is_some_and(|panel| panel.is_live())
        };
        let mut open = self.tabs.iter().filter(|tab| tab.agent == agent && tab.panel.is_some()).peekable();
        open.peek().is_some() && open.all(is_connected)
    }

    /// The tabs of an agent, by number.
    pub fn tabs_of(&self, agent: usize) -> Vec<usize> {
        (0..self.tabs.len()).filter(|tab| self.tabs[*tab].agent == agent).collect()
    }

    /// Gives each agent a browser with a tab. Some have a second tab, of whom one has it in another browser.
    pub fn add_tabs(&mut self) {
        for agent in 0..site::AGENTS.len() {
            let browser = self.browsers.len();
            self.browsers.push(Browser::default());
            let skew = self.random.below(600_000);
            self.tabs.push(Tab::new(agent, browser, skew));
            if agent % 2 == 1 {
                continue;
            }
            let other = if agent == 4 {
                self.browsers.push(Browser::default());
                browser + 1
            } else {
                browser
            };
            self.tabs.push(Tab::new(agent, other, skew));
        }
    }
}
