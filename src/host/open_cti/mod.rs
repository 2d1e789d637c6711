//! Salesforce Lightning by Open CTI: translates the core's requests into calls of that interface, and its results into the core's replies.

mod admin;
mod channels;
mod day;
mod errors;
mod found;
mod layout;
mod log;
mod package;
mod pop;
mod start;
mod start_error;
mod utility;

use core::cell::{OnceCell, RefCell};

use denwa_core::host::{Answer, StartError};
use denwa_core::package::agent_token::AgentTokenRequest;
use denwa_core::{HostError, HostReply, HostRequest};
use opencti::{ApexValue, Call, ChannelSubscription, Deadline, Library, OpenCti, PageFacts, Place};

pub use admin::OpenCtiAdminHost;

/// The host, from the loaded page on.
pub struct OpenCtiHost {
    /// Where the library can be loaded from, or why it could not work in this page.
    place: Result<Place, StartError>,
    /// The library at work.
    library: OnceCell<Library>,
    /// The package's `boot`, called while the host answered the start's first call.
    boot: RefCell<Option<Call<ApexValue>>>,
    /// What the panel listens to on the page.
    subscriptions: RefCell<Vec<ChannelSubscription>>,
}

impl OpenCtiHost {
    pub fn new(facts: &PageFacts) -> Self {
        let place = start::find(&facts.frame());
        Self { place, library: OnceCell::new(), boot: RefCell::default(), subscriptions: RefCell::default() }
    }

    pub async fn answer(&self, request: HostRequest, deadline: u32) -> Answer {
        match request {
            HostRequest::Initialise => self.initialise(deadline).await.map(HostReply::Initialised),
            request => {
                let library = self.library.get().ok_or(HostError::NotAvailable)?;
                self.ask(library.cti(), request, Deadline::milliseconds(deadline)).await
            }
        }
    }

    async fn ask(&self, cti: &OpenCti, request: HostRequest, deadline: Deadline) -> Answer {
        match request {
            HostRequest::Boot(request) => self.boot(cti, &request, deadline).await.map(HostReply::Boot),
            HostRequest::AgentToken => package::call(cti, &AgentTokenRequest {}, deadline).await.map(HostReply::Token),
            HostRequest::Settings(request) => {
                package::call(cti, &request, deadline).await.map(|answer| HostReply::Settings(answer.settings))
            }
            HostRequest::Describe(request) => package::call(cti, &request, deadline).await.map(HostReply::Described),
            HostRequest::RecordSearch(request) => {
                package::call(cti, &request, deadline).await.map(|answer| HostReply::Found(answer.into()))
            }
            HostRequest::SaveLog(log) => log::save(cti, log, deadline).await,
            HostRequest::Search { number, call_type } => {
                found::search(cti, &number, call_type, deadline).await.map(HostReply::Found)
            }
            HostRequest::PanelVisible => {
                cti.is_panel_visible(deadline).await.map(HostReply::Visible).map_err(errors::of_call)
            }
            HostRequest::PanelSize(size) => utility::resize(cti, size, deadline).await,
            HostRequest::Pop(pop) => done(pop::open(cti, &pop, deadline)?).await,
            HostRequest::NotifyReady => done(cti.notify_initialization_complete(deadline)).await,
            HostRequest::EnableClickToDial => done(cti.enable_click_to_dial(deadline)).await,
            HostRequest::ShowPanel(visible) => done(cti.set_panel_visible(visible, deadline)).await,
            HostRequest::Label(label) => done(cti.set_item_label(&label, deadline)).await,
            HostRequest::Icon(icon) => done(cti.set_item_icon(utility::icon_name(icon), deadline)).await,
            HostRequest::Listen(channel) => self.listen(cti, channel, deadline).await,
            HostRequest::Publish(channel, message) => done(channels::publish(cti, channel, &message, deadline)?).await,
            HostRequest::Refresh => done(cti.refresh_view(deadline)).await,
            // The first is answered before a library is needed; of the others, Salesforce vouches for the agent.
            HostRequest::Initialise | HostRequest::SignIn(_) | HostRequest::SignOut => Err(HostError::NotAvailable),
        }
    }
}

/// Waits for a call whose success is all that it tells.
async fn done(call: Call<()>) -> Answer {
    call.await.map(|()| HostReply::Done).map_err(errors::of_call)
}
