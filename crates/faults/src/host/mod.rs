//! Salesforce around the panel: requests reach it late, twice or not at all, and so do its answers.

mod answers;

use crate::{event::SimEvent, plan::Protection, tab::Page, world::World};
use answers::{boot, call_centre, found, settings, token};
use denwa_core::{
    HostError, HostReply, Input, RequestId,
    host::{Answer, HostRequest, Owner},
};

/// The kind of a request that is not answered yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    id: RequestId,
    is_search: bool,
}

/// How a request fares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Good,
    /// It never arrives.
    Lost,
    /// It is done, and the answer never arrives.
    AnswerLost,
    /// It is done twice: some layer on the way has tried again.
    Twice,
    /// It arrives late.
    Late,
    /// It is refused: a record is locked.
    Refused,
}

impl World {
    /// A panel asks Salesforce.
    pub fn ask_host(&mut self, page: Page, id: RequestId, request: HostRequest, deadline: u32) {
        if id.owner == Owner::Nobody {
            return;
        }
        if is_small(&request) {
            let answer = match request {
                HostRequest::PanelVisible => Ok(HostReply::Visible(true)),
                HostRequest::Listen(_) => Err(HostError::NotAvailable),
                _ => Ok(HostReply::Done),
            };
            self.tabs[page.tab].asked.insert(id.number, Asked { id, is_search: false });
            return self.queue.add(self.now, SimEvent::HostAnswer { page, id, answer: Box::new(answer) });
        }
        let way = self.way_of(page, &request);
        self.trace(&format!("{way:?} to Salesforce from {}-{}", page.tab, page.load), &request);
        let is_search = matches!(request, HostRequest::Search { .. });
        self.tabs[page.tab].asked.insert(id.number, Asked { id, is_search });
        let late = Box::new(Err(HostError::TimedOut));
        self.queue.add(self.now + u64::from(deadline), SimEvent::HostAnswer { page, id, answer: late });
        let takes = match way {
            Way::Late => self.random.between(4_000, 40_000),
            _ => self.random.between(15, 300),
        };
        let request = Box::new(request);
        match way {
            Way::Lost => {}
            Way::Refused => {
                let refused = HostError::Refused { transient: true, detail: "UNABLE_TO_LOCK_ROW".to_owned() };
                let answer = Box::new(Err(refused));
                self.queue.add(self.now + takes, SimEvent::HostAnswer { page, id, answer });
            }
            way => {
                if way == Way::Twice {
                    let at = self.now + takes + self.random.between(1, 15_000);
                    let request = request.clone();
                    self.queue.add(at, SimEvent::AtHost { page, id, request, is_answered: false });
                }
                let is_answered = way != Way::AnswerLost;
                self.queue.add(self.now + takes, SimEvent::AtHost { page, id, request, is_answered });
            }
        }
    }

    fn way_of(&mut self, page: Page, request: &HostRequest) -> Way {
        if !self.injection.is_active {
            return Way::Good;
        }
        let way = match self.random.below(100) {
            0..3 => Way::Lost,
            3..6 => Way::AnswerLost,
            6..8 if !matches!(request, HostRequest::Pop(_)) => Way::Twice,
            8..12 => Way::Late,
            12..15 => Way::Refused,
            _ => Way::Good,
        };
        if way != Way::Good {
            self.note_trouble(self.tabs[page.tab].agent);
            if let HostRequest::Search { number, .. } = request {
                self.books.note_bad_search(number, way == Way::Late);
            }
        }
        way
    }

    /// A request arrives at Salesforce.
    pub fn on_host_request(&mut self, page: Page, id: RequestId, request: HostRequest, is_answered: bool) {
        let agent = self.tabs[page.tab].agent;
        let answer: Answer = match request {
            HostRequest::Initialise => Ok(HostReply::Initialised(call_centre())),
            HostRequest::Boot(_) => Ok(HostReply::Boot(boot(agent, token(agent, self.now)))),
            HostRequest::AgentToken => Ok(HostReply::Token(token(agent, self.now))),
            HostRequest::Settings(_) => Ok(HostReply::Settings(settings())),
            HostRequest::Search { number, .. } => Ok(HostReply::Found(found(&number))),
            HostRequest::Pop(pop) => {
                self.books.on_pop(agent, &pop, self.now);
                Ok(HostReply::Done)
            }
            HostRequest::SaveLog(log) => Ok(self.org.save_log(agent, log)),
            _ => Err(HostError::NotAvailable),
        };
        if is_answered {
            let at = self.now + self.random.between(15, 300);
            let id = self.misdirect(page, id);
            self.queue.add(at, SimEvent::HostAnswer { page, id, answer: Box::new(answer) });
        }
    }

    /// Without the requests' numbers an answer reaches any search that waits.
    fn misdirect(&mut self, page: Page, id: RequestId) -> RequestId {
        let Some(Asked { is_search: true, .. }) = self.tabs[page.tab].asked.get(&id.number) else { return id };
        if self.plan.without != Some(Protection::RequestIds) {
            return id;
        }
        let searches = self.tabs[page.tab].asked.values().filter(|asked| asked.is_search);
        let searches: Vec<_> = searches.map(|asked| asked.id).collect();
        self.random.pick(&searches).copied().unwrap_or(id)
    }

    /// An answer arrives, unless there was one before.
    pub fn on_host_answer(&mut self, page: Page, id: RequestId, answer: Answer) {
        if self.is_there(page) && self.tabs[page.tab].asked.remove(&id.number).is_some() {
            self.input(page, Input::Host(id, answer));
        }
    }
}

/// Whether a request is about the panel's window alone.
fn is_small(request: &HostRequest) -> bool {
    matches!(
        request,
        HostRequest::Label(_)
            | HostRequest::Icon(_)
            | HostRequest::ShowPanel(_)
            | HostRequest::PanelVisible
            | HostRequest::PanelSize(_)
            | HostRequest::NotifyReady
            | HostRequest::EnableClickToDial
            | HostRequest::Listen(_)
            | HostRequest::Publish(..)
            | HostRequest::Refresh
            | HostRequest::SignOut
    )
}
