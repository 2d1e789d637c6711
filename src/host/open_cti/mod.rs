//! Salesforce Lightning by Open CTI: what the core asks for, in the terms of that interface.

mod apex;
mod day;
mod errors;
mod found;
mod package;
mod start_error;
mod task;

use core::cell::{OnceCell, RefCell};
use core::future::ready;
use std::rc::Rc;

use denwa_core::host::{CallCentre, Icon, LayoutPop, LayoutScope, Pop, Size, Surroundings};
use denwa_core::{HostError, HostEvent, HostReply, HostRequest, Input};
use denwa_protocol::AttachedRecord;
use opencti::{
    ApexValue, Call, CallError, Deadline, Environment, FlowArg, LibraryAddress, LoadOptions, OpenCti, PageFacts,
    ScreenPop, ScreenPopData, Search, Subscription, Version,
};

use super::{Answer, Host};
use crate::shell::dispatch;

/// The section of the call centre definition that is Denwa's.
const SECTION: &str = "denwa";
/// The field of a person's or a company's telephone number.
const PHONE: &str = "Phone";
/// How long the answer to a call is kept that was made ahead of its time, in milliseconds: longer than a start takes.
const AHEAD_MS: u32 = 30_000;

/// The host, from the loaded page on.
pub struct OpenCtiHost {
    facts: PageFacts,
    library: OnceCell<Library>,
    /// Who it is, as far as the package has told.
    user: RefCell<package::Known>,
    /// The call that the core makes second, made ahead while the host answers the first.
    ahead: RefCell<Option<Call<ApexValue>>>,
}

/// The library at work, listened to once.
struct Library {
    cti: OpenCti,
    _subscriptions: [Option<Subscription>; 2],
}

impl OpenCtiHost {
    pub fn new(facts: PageFacts) -> Self {
        Self { facts, library: OnceCell::new(), user: RefCell::default(), ahead: RefCell::default() }
    }
}

/// Asks for something. The call is made before this returns.
pub fn ask(host: Rc<Host>, request: HostRequest, deadline: u32) -> Answer {
    let Host::OpenCti(this) = &*host;
    if matches!(request, HostRequest::Initialise) {
        return Box::pin(async move {
            let Host::OpenCti(host) = &*host;
            host.initialise(deadline).await
        });
    }
    if matches!(request, HostRequest::Surroundings) {
        let (host, library) = this.origins();
        return Box::pin(async move {
            let seen = Surroundings { host, library, ..crate::shell::surroundings::look().await };
            Ok(HostReply::Surroundings(Box::new(seen)))
        });
    }
    let Some(library) = this.library.get() else { return Box::pin(ready(Err(HostError::NotAvailable))) };
    let cti = &library.cti;
    let deadline = Deadline::milliseconds(deadline);
    match request {
        HostRequest::PanelVisible => {
            Box::pin(cti.is_panel_visible(deadline).map(|seen| seen.map(HostReply::Visible).map_err(errors::of_call)))
        }
        HostRequest::PanelSize(size) => {
            let height = done(cti.set_panel_height(size.height, deadline));
            let width = done(cti.set_panel_width(size.width, deadline));
            Box::pin(async move {
                height.await?;
                width.await
            })
        }
        HostRequest::Search { number, call_type } => {
            // What the new record of an unknown caller holds, if the layout makes one.
            let defaults = vec![(PHONE.to_owned(), number.as_str().into())];
            let search = Search { defaults, ..Search::deferred(number, found::call_type(call_type)) };
            let call = cti.search(&search, deadline);
            Box::pin(call.map(|found| found.map(|found| HostReply::Found(found::read(found))).map_err(errors::of_call)))
        }
        HostRequest::SaveLog(log) if !log.via_package => {
            let day = day::of(log.began_at, this.user.borrow().zone());
            let call = cti.save_log(&task::write(&log, day.as_deref()), deadline);
            Box::pin(call.map(|saved| match saved {
                Ok(Some(id)) => Ok(HostReply::Saved(id)),
                // Saved, but not as which record: as good as an update of the one it was.
                Ok(None) => log.id.map(HostReply::Saved).ok_or(HostError::BadAnswer),
                Err(error) => Err(errors::of_call(error)),
            }))
        }
        HostRequest::Pop(pop) => pop_page(cti, pop, deadline),
        HostRequest::NotifyReady => done(cti.notify_initialization_complete(deadline)),
        HostRequest::EnableClickToDial => done(cti.enable_click_to_dial(deadline)),
        HostRequest::ShowPanel(visible) => done(cti.set_panel_visible(visible, deadline)),
        HostRequest::Label(label) => done(cti.set_item_label(&label, deadline)),
        HostRequest::Icon(icon) => done(cti.set_item_icon(icon_key(icon), deadline)),
        HostRequest::Refresh => done(cti.refresh_view(deadline)),
        HostRequest::Layout => {
            let scope = |objects| HostReply::Layout(LayoutScope { objects });
            Box::pin(cti.inbound_scope(deadline).map(move |objects| objects.map(scope).map_err(errors::of_call)))
        }
        _ => package::ask(Rc::clone(&host), cti, request, deadline),
    }
}

fn done(call: Call<()>) -> Answer {
    Box::pin(call.map(|done| done.map(|()| HostReply::Done).map_err(errors::of_call)))
}

fn pop_page(cti: &OpenCti, pop: Pop, deadline: Deadline) -> Answer {
    done(match pop {
        Pop::Record { id } => cti.screen_pop(&ScreenPop::Record { id }, deadline),
        Pop::Layout(LayoutPop { data, .. }) => match ScreenPopData::from_json(&data) {
            Some(data) => cti.screen_pop_data(&data, deadline),
            None => return Box::pin(ready(Err(HostError::BadAnswer))),
        },
        Pop::NewRecord { object, fields } => {
            let defaults = fields.into_iter().map(|(field, text)| (field, text.into())).collect();
            cti.screen_pop(&ScreenPop::NewRecord { object, defaults }, deadline)
        }
        Pop::Url(url) => cti.screen_pop(&ScreenPop::Url { url }, deadline),
        Pop::ObjectHome(object) => cti.screen_pop(&ScreenPop::ObjectHome { object }, deadline),
        Pop::List { id, object } => cti.screen_pop(&ScreenPop::List { id, object }, deadline),
        Pop::Search(text) => cti.screen_pop(&ScreenPop::Search { text }, deadline),
        Pop::Flow { name, args } => {
            let kind = "String".to_owned();
            let args =
                args.into_iter().map(|(name, text)| FlowArg { name, kind: kind.clone(), value: text.into() }).collect();
            cti.screen_pop(&ScreenPop::Flow { name, args }, deadline)
        }
    })
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

impl OpenCtiHost {
    /// The host's origin and the library's, as far as the page's address tells them.
    fn origins(&self) -> (String, String) {
        let Ok(environment) = Environment::check(&self.facts.frame()) else { return Default::default() };
        let library = LibraryAddress::choose(&environment, Version::DEFAULT, None);
        (environment.host.to_string(), library.map_or_else(|_| String::new(), |library| library.base().to_string()))
    }

    /// Checks the page, loads the library, reads the call centre's settings, and begins to listen.
    async fn initialise(&self, deadline: u32) -> Result<HostReply, HostError> {
        let document = crate::shell::page::document().ok_or(HostError::NotAvailable)?;
        // Two parts in five are left for the host's answer.
        let answer = Deadline::milliseconds(deadline / 5 * 2);
        let script = Deadline::milliseconds(deadline / 5 * 3);
        let options = LoadOptions { script, answer, ..LoadOptions::default() };
        let frame = self.facts.frame();
        let start_error = |error| HostError::Start(start_error::of(error, frame.search));
        // What the core asks for next goes out in the same turn: a start takes one round trip less.
        let ahead =
            |cti: &OpenCti| drop(self.ahead.replace(Some(package::boot(cti, Deadline::milliseconds(AHEAD_MS)))));
        let loaded = opencti::load_with(&document, &frame, &options, &ahead).await;
        let (cti, settings) = loaded.map_err(start_error)?;
        self.library.get_or_init(|| listen(cti));
        let environment = Environment::check(&frame).map_err(|error| start_error(error.into()))?;
        let address = LibraryAddress::choose(&environment, Version::DEFAULT, None);
        let address = address.map_err(|error| start_error(error.into()))?;
        let setting = |item: &str| settings.item(SECTION, item).map(str::to_owned);
        let pixels = |item: &str| settings.item("reqGeneralInfo", item)?.trim().parse().ok();
        let size = pixels("reqSoftphoneWidth").zip(pixels("reqSoftphoneHeight"));
        Ok(HostReply::Initialised(Box::new(CallCentre {
            event_server: setting("eventServerUrl"),
            event_server_sandbox: setting("sandboxEventServerUrl"),
            library_version: setting("libraryVersion"),
            loaded_version: address.version().to_string(),
            version_fixed: environment.version.is_some(),
            loaded_base: address.base().to_string(),
            base_fixed: environment.base.is_some(),
            size: size.map(|(width, height)| Size { width, height }),
        })))
    }
}

/// Hands clicks on numbers and navigation to the core. A version of the library that has neither still serves for calls.
fn listen(cti: OpenCti) -> Library {
    let clicks = cti.on_click_to_dial(|click| {
        let record = click.record_id.map(|record_id| AttachedRecord { record_id, name: click.record_name });
        dispatch(Input::HostEvent(HostEvent::ClickToDial { number: click.number, record }));
    });
    let navigation = cti.on_navigation(|view| {
        dispatch(Input::HostEvent(HostEvent::Navigated { record_id: view.record_id }));
    });
    let kept = |subscription: Result<Subscription, CallError>| subscription.ok();
    Library { cti, _subscriptions: [kept(clicks), kept(navigation)] }
}
