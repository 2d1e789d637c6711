//! What the panel asks of the CRM it runs in. Open CTI is the first implementation; nothing here knows of it.

mod boot;
mod health;
mod pop;

pub use boot::{Boot, Permissions};
pub use health::{Grant, LayoutScope, Surroundings};
pub use pop::{LayoutPop, Pop};

use crate::config::Json;
use crate::settings::Target;

/// Names a request, so that its answer finds back. Unique while the page lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RequestId(pub u32);

/// A request of the panel to its host.
#[derive(Clone, Debug, PartialEq)]
pub enum HostRequest {
    /// Load and check what the host needs, and read the call centre's definition.
    Initialise,
    /// Ask the package: a method of docs/apex.md, and its request as JSON.
    Package(&'static str, String),
    /// Tell the host that the panel can take calls.
    NotifyReady,
    /// Let the user dial by a click on a number on a page.
    EnableClickToDial,
    /// Search records by a telephone number, without opening anything.
    Search {
        /// The number in one way of writing.
        number: String,
        /// Which section of the softphone layout applies.
        call_type: CallType,
    },
    /// Search the chosen objects by a telephone number, through the package.
    RecordSearch(Box<RecordSearch>),
    /// Open a page.
    Pop(Pop),
    /// Write, or update, a call log.
    SaveLog(Box<LogRecord>),
    /// Show the panel, or minimise it.
    ShowPanel(bool),
    /// Ask whether the panel is shown.
    PanelVisible,
    /// The panel's size.
    PanelSize(Size),
    /// The label of the utility item.
    Label(String),
    /// The icon of the utility item.
    Icon(Icon),
    /// Read the page again that the agent looks at.
    Refresh,
    /// Ask what the softphone layout searches for an incoming call.
    Layout,
    /// Ask the browser how the page is. Answered also where nothing else is.
    Surroundings,
}

impl HostRequest {
    /// Ask the package by a method that needs to be told nothing.
    #[must_use]
    pub fn package(method: &'static str) -> Self {
        Self::Package(method, "{\"v\":1}".to_owned())
    }
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

/// Whose settings are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// One's own.
    Me,
    /// What users with a profile see; for administrators.
    Profile(String),
    /// What another user sees; for administrators.
    User(String),
}

/// A search of chosen objects, by the package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordSearch {
    /// The number in every way of writing.
    pub numbers: Vec<String>,
    /// The objects, in their order.
    pub targets: Vec<Target>,
}

/// A size in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

/// Icons of the utility item, by their names in the design system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Nothing goes on.
    Call,
    /// A call comes in.
    Incoming,
    /// A call goes out.
    Outgoing,
    /// Talking.
    Talking,
    /// On hold.
    Held,
    /// Something needs a look.
    Warning,
}

/// A call log to be written, through the package, once under its key.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LogRecord {
    /// The log's own ID when it is to be updated.
    pub id: Option<String>,
    /// API name of the log's object.
    pub object: String,
    /// The event server's name of the agent's part in the call: with the login the log's key.
    pub call_id: String,
    /// The telephony login.
    pub login: String,
    /// The PBX's ID of the whole call, which joins the logs of one call.
    pub request_id: String,
    /// What its fields are to hold: an object.
    pub fields: Json,
    /// For the field [`LogRecord::DAY`] the time whose day it is, milliseconds since the Unix epoch, and the user's time zone, which may be
    /// empty: of days only the host knows.
    pub day: Option<(u64, String)>,
}

impl LogRecord {
    /// A Task's field for the day.
    pub const DAY: &str = "ActivityDate";
}

/// The answer to a request, or why there is none.
pub type Answer = Result<HostReply, HostError>;

/// What a host answers.
#[derive(Clone, Debug, PartialEq)]
pub enum HostReply {
    /// Done; nothing more to say.
    Done,
    /// To [`HostRequest::Initialise`].
    Initialised(Box<CallCentre>),
    /// To [`HostRequest::Package`]; also what was not saved is an answer.
    Package(Json),
    /// To [`HostRequest::Search`] and [`HostRequest::RecordSearch`].
    Found(Found),
    /// To [`HostRequest::SaveLog`]: the log's record ID.
    Saved(String),
    /// To [`HostRequest::PanelVisible`].
    Visible(bool),
    /// To [`HostRequest::Layout`].
    Layout(LayoutScope),
    /// To [`HostRequest::Surroundings`].
    Surroundings(Box<Surroundings>),
}

/// What the call centre definition says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallCentre {
    /// The address of the event server.
    pub event_server: Option<String>,
    /// The address of the event server for sandboxes.
    pub event_server_sandbox: Option<String>,
    /// The version of the client library to be used.
    pub library_version: Option<String>,
    /// The version that is loaded.
    pub loaded_version: String,
    /// Whether the adapter URL fixed the version, so that it cannot be changed from here.
    pub version_fixed: bool,
    /// Where the client library was loaded from: an origin.
    pub loaded_base: String,
    /// Whether the adapter URL fixed that.
    pub base_fixed: bool,
    /// The panel's size by the definition; none where it does not say one.
    pub size: Option<Size>,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The records.
    pub records: Vec<FoundRecord>,
    /// What the softphone layout wants opened.
    pub layout_pop: Option<LayoutPop>,
}

/// A record a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundRecord {
    /// Record ID.
    pub id: String,
    /// API name of its object.
    pub object: String,
    /// Its name; empty if the layout does not show it.
    pub name: String,
    /// The layout's other fields, shown as they come.
    pub fields: Vec<String>,
    /// For a contact its account, as far as the layout tells: ID or name.
    pub account: Option<String>,
    /// For a person account the ID of its contact.
    pub person_contact: Option<String>,
}

/// Why a request to the host failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostError {
    /// No answer in time. What was asked may have happened.
    TimedOut,
    /// The host said no.
    Refused {
        /// Whether trying again can help.
        transient: bool,
        /// What the host said, for the person who reads it.
        detail: String,
    },
    /// The answer made no sense.
    BadAnswer,
    /// This host cannot do it.
    NotAvailable,
    /// The host cannot be used at all.
    Start(crate::start::StartError),
}
