//! What the panel asks of the CRM it runs in, and what the CRM answers. Open CTI is the first implementation; nothing here knows of it.

mod call_centre;
mod channel;
mod destination;
mod found;
mod layout_record;
mod log;
mod owner;
mod pop;
mod sign_in;
mod start_error;
mod surroundings;

pub use call_centre::{CallCentre, Size};
pub use channel::{
    CallNews, CallState, Channel, ChannelRequest, DialRequest, Publication, Refusal, RefusalReason, StatusNews,
    StatusRequest,
};
pub use destination::framed;
pub use found::{Found, FoundRecord};
pub use layout_record::LayoutRecord;
pub use log::{LogDay, LogRecord};
pub use owner::{CardPart, Owner, Renewal, RequestId};
pub use pop::{LayoutPop, PageKind, Pop};
pub use sign_in::{Credentials, Password, SignInAnswer, SignInFault, without_breaks};
pub use start_error::{StartError, StartFault};
pub use surroundings::{Grant, LayoutObject, LayoutScope, Surroundings};

use crate::package::agent_token::TokenAnswer;
use crate::package::boot::{BootAnswer, BootRequest};
use crate::package::describe::{DescribeAnswer, DescribeRequest};
use crate::package::search::SearchRequest;
use crate::package::settings::{SettingsRequest, StoredSettings};

/// A request of the panel to its host.
#[derive(Clone, Debug, PartialEq)]
pub enum HostRequest {
    /// Load and check what the host needs, and read the call centre's definition.
    Initialise,
    /// Ask the package for user, organisation, settings and token.
    Boot(BootRequest),
    /// Ask the package for a new token.
    AgentToken,
    /// Ask the package for the user's stored settings.
    Settings(SettingsRequest),
    /// Ask the package for the fields of an object.
    Describe(DescribeRequest),
    /// Search the chosen objects by a telephone number, through the package.
    RecordSearch(SearchRequest),
    /// Write, or update, a call log, through the package.
    SaveLog(LogRecord),
    /// Search records by the softphone layout, without opening anything.
    Search {
        /// The number in one way of writing.
        number: String,
        /// The section of the softphone layout that applies.
        call_type: CallType,
    },
    /// Open a page.
    Pop(Pop),
    /// Tell the host that the panel can take calls.
    NotifyReady,
    /// Let the user dial by a click on a number on a page.
    EnableClickToDial,
    /// Listen to a message channel: messages come as [`crate::HostEvent::Channel`].
    Listen(Channel),
    /// Publish a message on a channel.
    Publish(Channel, Publication),
    /// Show the panel, or minimise it.
    ShowPanel(bool),
    /// Ask whether the panel is shown.
    PanelVisible,
    /// Set the panel's size.
    PanelSize(Size),
    /// Set the label of the utility item.
    Label(String),
    /// Set the icon of the utility item.
    Icon(Icon),
    /// Read the page again that the agent looks at.
    Refresh,
    /// Sign in with a login and a password: only a panel outside a CRM asks.
    SignIn(Credentials),
    /// Forget who has signed in.
    SignOut,
}

/// The answer to a request, or why there is none.
pub type Answer = Result<HostReply, HostError>;

/// What a host answers.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "few are made, and each is taken apart at once")]
pub enum HostReply {
    /// Done; nothing more to say.
    Done,
    /// To [`HostRequest::Initialise`].
    Initialised(CallCentre),
    /// To [`HostRequest::Boot`].
    Boot(BootAnswer),
    /// To [`HostRequest::AgentToken`].
    Token(TokenAnswer),
    /// To [`HostRequest::Settings`].
    Settings(StoredSettings),
    /// To [`HostRequest::Describe`].
    Described(DescribeAnswer),
    /// To [`HostRequest::Search`] and [`HostRequest::RecordSearch`].
    Found(Found),
    /// To [`HostRequest::SaveLog`].
    LogSaved {
        /// Record ID of the log.
        id: String,
        /// API names of fields that somebody has changed meanwhile: they keep their values.
        kept: Vec<String>,
    },
    /// To [`HostRequest::SaveLog`] that takes the log's record back.
    LogWithdrawn,
    /// To [`HostRequest::PanelVisible`].
    Visible(bool),
    /// To [`HostRequest::SignIn`].
    SignedIn(SignInAnswer),
}

/// Why a request to the host failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostError {
    /// No answer in time. The request may have taken effect.
    TimedOut,
    /// The host refused.
    Refused {
        /// Whether trying again can help.
        transient: bool,
        /// The host's own words, for the person who reads them.
        detail: String,
    },
    /// The answer could not be read.
    BadAnswer,
    /// This host cannot do it.
    NotAvailable,
    /// The host, or the package, cannot be used at all.
    Start(StartError),
}

/// The section of the softphone layout that a search follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CallType {
    /// From outside.
    #[default]
    Inbound,
    /// To outside.
    Outbound,
    /// Between extensions.
    Internal,
}

/// Icons of the utility item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// There is no call, and the agent takes calls.
    Call,
    /// There is no call, and calls were missed.
    Missed,
    /// After-call work.
    AfterCallWork,
    /// The agent takes no calls.
    NotReady,
    /// The agent is signed off.
    SignedOff,
    /// A call comes in.
    Incoming,
    /// A call goes out.
    Outgoing,
    /// Talking.
    Talking,
    /// On hold.
    Held,
    /// Something needs attention.
    Warning,
}
