//! Salesforce Lightning by Open CTI: what the core asks for, in the terms of that interface.

mod apex;
mod day;
mod errors;
mod found;
mod package;
mod start;
mod start_error;
mod task;

use core::cell::{OnceCell, RefCell};

use denwa_core::host::{Icon, LayoutScope, Pop, Surroundings};
use denwa_core::start::StartError;
use denwa_core::{HostError, HostReply, HostRequest, RequestId};
use opencti::{ApexValue, Call, Deadline, FlowArg, OpenCti, PageFacts, Place, ScreenPop, ScreenPopData, Search};

use super::tell;
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
    /// Who it is, as far as the package has told.
    user: RefCell<package::Known>,
    /// The call that the core makes second, made ahead while the host answers the first.
    ahead: RefCell<Option<Call<ApexValue>>>,
}

impl OpenCtiHost {
    pub fn new(facts: &PageFacts) -> Self {
        let (origin, place) = start::find(&facts.frame());
        Self { origin, place, cti: OnceCell::new(), user: RefCell::default(), ahead: RefCell::default() }
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
        let call = match request {
            HostRequest::PanelVisible => return answer(cti.is_panel_visible(deadline), id, HostReply::Visible),
            HostRequest::PanelSize(size) => {
                let height = cti.set_panel_height(size.height, deadline);
                let width = cti.set_panel_width(size.width, deadline);
                return height.then(move |set| match set {
                    Ok(()) => done(width, id),
                    Err(error) => tell(id, Err(errors::of_call(error))),
                });
            }
            HostRequest::Search { number, call_type } => {
                // What the new record of an unknown caller holds, if the layout makes one.
                let defaults = vec![(PHONE.to_owned(), number.as_str().into())];
                let search = Search { defaults, ..Search::deferred(number.as_str(), found::call_type(*call_type)) };
                return answer(cti.search(&search, deadline), id, |found| HostReply::Found(found::read(found)));
            }
            HostRequest::SaveLog(log) if !log.via_package => {
                let day = day::of(log.began_at, self.user.borrow().zone());
                let call = cti.save_log(&task::write(log, day.as_deref()), deadline);
                let id_before = log.id.clone();
                // Saved, but not as which record: as good as an update of the one it was.
                return call.then(move |saved| {
                    let saved = saved.map_err(errors::of_call).map(|saved| saved.or(id_before));
                    tell(id, saved.and_then(|id| id.map(HostReply::Saved).ok_or(HostError::BadAnswer)));
                });
            }
            HostRequest::Layout => {
                let scope = |objects| HostReply::Layout(LayoutScope { objects });
                return answer(cti.inbound_scope(deadline), id, scope);
            }
            HostRequest::Pop(pop) => match pop_page(cti, pop, deadline) {
                Some(call) => call,
                None => return tell(id, Err(HostError::BadAnswer)),
            },
            HostRequest::NotifyReady => cti.notify_initialization_complete(deadline),
            HostRequest::EnableClickToDial => cti.enable_click_to_dial(deadline),
            HostRequest::ShowPanel(visible) => cti.set_panel_visible(*visible, deadline),
            HostRequest::Label(label) => cti.set_item_label(label, deadline),
            HostRequest::Icon(icon) => cti.set_item_icon(icon_key(*icon), deadline),
            HostRequest::Refresh => cti.refresh_view(deadline),
            _ => return self.ask_package(cti, id, request, deadline),
        };
        done(call, id);
    }

    fn look(&'static self, id: RequestId) {
        surroundings::look(move |seen| {
            let library = self.place.as_ref().map(|place| place.address.base().to_string()).unwrap_or_default();
            let seen = Surroundings { host: self.origin.clone(), library, ..seen };
            tell(id, Ok(HostReply::Surroundings(Box::new(seen))));
        });
    }
}

fn done(call: Call<()>, id: RequestId) {
    answer(call, id, |()| HostReply::Done);
}

fn answer<T: 'static>(call: Call<T>, id: RequestId, reply: fn(T) -> HostReply) {
    call.then(move |result| tell(id, result.map(reply).map_err(errors::of_call)));
}

fn pop_page(cti: &OpenCti, pop: &Pop, deadline: Deadline) -> Option<Call<()>> {
    let pop = match pop {
        Pop::Layout(pop) => return Some(cti.screen_pop_data(&ScreenPopData::from_json(&pop.data)?, deadline)),
        Pop::Record { id } => ScreenPop::Record { id: id.clone() },
        Pop::NewRecord { object, fields } => {
            let mut defaults = Vec::new();
            for (field, text) in fields {
                defaults.push((field.clone(), text.as_str().into()));
            }
            ScreenPop::NewRecord { object: object.clone(), defaults }
        }
        Pop::Url(url) => ScreenPop::Url { url: url.clone() },
        Pop::ObjectHome(object) => ScreenPop::ObjectHome { object: object.clone() },
        Pop::List { id, object } => ScreenPop::List { id: id.clone(), object: object.clone() },
        Pop::Search(text) => ScreenPop::Search { text: text.clone() },
        Pop::Flow { name, args } => {
            let mut texts = Vec::new();
            for (name, text) in args {
                texts.push(FlowArg { name: name.clone(), kind: "String".to_owned(), value: text.as_str().into() });
            }
            ScreenPop::Flow { name: name.clone(), args: texts }
        }
    };
    Some(cti.screen_pop(&pop, deadline))
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
