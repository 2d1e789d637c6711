//! Salesforce Lightning by Open CTI: what the core asks for, in the terms of that interface.
//!
//! Everything goes one way: a question (the [`Request`], and a function that reads its answer) is asked, and the answer, as JSON, is
//! judged, read into the core's own types and told. So no request and no answer has a type of its own here; that was half of this part.

mod apex;
mod day;
mod found;
mod package;
mod page;
mod response;
mod start;
mod start_error;

use core::cell::{OnceCell, RefCell};

use denwa_core::host::{Icon, LayoutScope, Surroundings};
use denwa_core::start::StartError;
use denwa_core::{HostError, HostReply, HostRequest, RequestId};
use opencti::{Deadline, OpenCti, Outcome, PageFacts, Pending, Place, Request};

use super::tell;
use crate::json::{self, Json};
use crate::shell::surroundings;

/// The field of a person's or a company's telephone number.
const PHONE: &str = "Phone";

/// The host, from the loaded page on.
pub struct OpenCtiHost {
    /// The host's origin, as the page's address says it; empty where it does not.
    origin: String,
    place: Result<Place, StartError>,
    /// The library at work.
    cti: OnceCell<OpenCti>,
    /// The call that the core makes second, made ahead while the host answers the first.
    ahead: RefCell<Option<Pending>>,
}

/// How the answer to a question is read: the value that the host returned, or the package's whole answer.
type Read = fn(&mut Json) -> Option<HostReply>;

impl OpenCtiHost {
    pub fn new(facts: &PageFacts) -> Self {
        let (origin, place) = start::find(&facts.frame());
        Self { origin, place, cti: OnceCell::new(), ahead: RefCell::default() }
    }

    /// Asks for something. The call is made before this returns.
    pub fn ask(&'static self, id: RequestId, request: &HostRequest, deadline: u32) {
        match request {
            HostRequest::Initialise => return self.initialise(id, deadline),
            HostRequest::Surroundings => return self.look(id),
            _ => {}
        }
        let Some(cti) = self.cti.get() else { return tell(id, Err(HostError::NotAvailable)) };
        let deadline = Deadline::milliseconds(deadline);
        if let HostRequest::PanelSize(size) = request {
            // Of two calls the last one tells, and the first only that it failed.
            let height = move |outcome| drop(response::of(outcome).map_err(|error| tell(id, Err(error))));
            cti.ask(Request::panel_height(size.height), deadline, Box::new(height));
        }
        let (by_package, (question, read)) = match question(request) {
            Some(question) => (false, question),
            None => match package::question(request) {
                Some(question) => (true, question),
                None => return tell(id, Err(HostError::NotAvailable)),
            },
        };
        // Asked for already, while the host gave its definition.
        let ahead = if let HostRequest::Package("boot", _) = request { self.ahead.take() } else { None };
        let pending = match ahead {
            Some(pending) => {
                pending.within(deadline);
                pending
            }
            None => cti.begin(question, deadline),
        };
        pending.then(Box::new(move |outcome| tell(id, reply(outcome, read, by_package))));
    }

    fn look(&'static self, id: RequestId) {
        surroundings::look(move |seen| {
            let library = self.place.as_ref().map(|place| place.address.base().as_str().to_owned()).unwrap_or_default();
            let seen = Surroundings { host: self.origin.clone(), library, ..seen };
            tell(id, Ok(HostReply::Surroundings(Box::new(seen))));
        });
    }
}

/// What Open CTI itself is asked.
fn question(request: &HostRequest) -> Option<(Request, Read)> {
    let request = match request {
        HostRequest::PanelVisible => {
            return Some((Request::is_panel_visible(), |value| value.get("visible").flag().map(HostReply::Visible)));
        }
        HostRequest::Search { number, call_type } => {
            // What the new record of an unknown caller holds, if the layout makes one.
            let defaults = [(PHONE, number.as_str().into())];
            let search = Request::search(number, found::call_type(*call_type), true, &defaults);
            return Some((search, |value| found::read(value).map(HostReply::Found)));
        }
        HostRequest::Layout => {
            return Some((Request::softphone_layout(), |value| scope(value).map(HostReply::Layout)));
        }
        HostRequest::PanelSize(size) => Request::panel_width(size.width),
        HostRequest::Pop(pop) => page::open(pop),
        HostRequest::NotifyReady => Request::notify_initialization_complete(),
        HostRequest::EnableClickToDial => Request::enable_click_to_dial(),
        HostRequest::ShowPanel(visible) => Request::panel_visible(*visible),
        HostRequest::Label(label) => Request::item_label(label),
        HostRequest::Icon(icon) => Request::item_icon(icon_key(*icon)),
        HostRequest::Refresh => Request::refresh_view(),
        _ => return None,
    };
    Some((request, |_| Some(HostReply::Done)))
}

/// What an answer means to the core; `by_package`: it is the package's.
fn reply(outcome: Outcome, read: Read, by_package: bool) -> Result<HostReply, HostError> {
    let mut value = response::of(outcome)?.take("returnValue");
    if !by_package {
        return read(&mut value).ok_or(HostError::BadAnswer);
    }
    let mut answer = json::parse(value.get("runApex").text()).ok_or(HostError::BadAnswer)?;
    match apex::refusal(&answer) {
        Some(error) => Err(error),
        None => read(&mut answer).ok_or(HostError::BadAnswer),
    }
}

/// What the softphone layout searches for a call that comes in.
fn scope(layout: &Json) -> Option<LayoutScope> {
    let Json::Object(_) = layout else { return None };
    let mut objects = Vec::new();
    for (object, fields) in layout.get("Inbound").get("objects").members() {
        let named = fields.items().iter().filter(|field| !field.get("apiName").text().is_empty()).count();
        objects.push((object.clone(), named));
    }
    Some(LayoutScope { objects })
}

/// Names of the design system's utility icons.
fn icon_key(icon: Icon) -> &'static str {
    match icon {
        Icon::Call => "call",
        Icon::Incoming => "incoming_call",
        Icon::Outgoing => "outbound_call",
        Icon::Talking => "unmuted",
        Icon::Held => "pause",
        Icon::Warning => "warning",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::json::of;

    #[test]
    fn of_the_layout_only_what_is_searched_counts() {
        let layout = json!({"Internal": {"objects": {}}, "Inbound": {"callRelatedFields": ["ANI"], "objects": {
            "Contact": [{"displayName": "氏名", "apiName": "Name"}, {"apiName": "Phone"}, {}], "Account": []}}});
        let mut objects = scope(&of(&layout)).expect("a layout").objects;
        objects.sort();
        assert_eq!(objects, [("Account".to_owned(), 0), ("Contact".to_owned(), 2)]);
        assert_eq!(scope(&of(&json!({}))), Some(LayoutScope::default()));
        assert_eq!(scope(&of(&json!(null))), None);
    }
}
