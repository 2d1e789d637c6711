//! What the panel asks of the CRM it runs in. Open CTI is the first implementation; nothing here knows of it.

/// Names a request, so that its answer finds back. Unique while the page lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RequestId(pub u32);

/// A request of the panel to its host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostRequest {
    /// Load and check what the host needs, and read the call centre's settings.
    Initialise,
    /// Ask for the token that signs this agent in at the event server.
    AgentToken,
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
    /// Open a page.
    Pop(Pop),
    /// Write, or update, a call log.
    SaveLog(Box<LogRecord>),
    /// Show the panel, or minimise it.
    ShowPanel(bool),
    /// The label of the utility item.
    Label(String),
    /// The icon of the utility item.
    Icon(Icon),
    /// Read the page again that the agent looks at.
    Refresh,
}

/// The section of the softphone layout that a search follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallType {
    /// From outside.
    Inbound,
    /// To outside.
    Outbound,
    /// Between extensions.
    Internal,
}

/// A page to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pop {
    /// A record.
    Record {
        /// Its ID.
        id: String,
    },
    /// What the softphone layout says of the search that brought this, unread.
    Layout(LayoutPop),
    /// A new record with its telephone number filled in. It covers the panel.
    NewRecord {
        /// API name of the object.
        object: String,
        /// The number.
        phone: String,
    },
}

/// What a softphone layout wants opened. The host's own business but for its kind; passed back as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutPop {
    /// Whether it opens a new-record window, which covers the panel.
    pub covers_panel: bool,
    /// The host's own data, as JSON.
    pub data: String,
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

/// A call log to be written. The host knows the fields' names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogRecord {
    /// The log's own ID when it is to be updated.
    pub id: Option<String>,
    /// One line for lists.
    pub subject: String,
    /// Several lines.
    pub description: String,
    /// Direction.
    pub call_type: CallType,
    /// Talking time, in whole seconds.
    pub duration_seconds: u32,
    /// How it went, in the agent's language.
    pub result: String,
    /// The event server's name of the agent's part in the call: the log's key.
    pub call_id: String,
    /// When the call began, milliseconds since the Unix epoch: the host makes the user's own day of it.
    pub began_at: u64,
    /// The person (contact or lead).
    pub who: Option<String>,
    /// Any other record.
    pub what: Option<String>,
}

/// What a host answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostReply {
    /// Done; nothing more to say.
    Done,
    /// To [`HostRequest::Initialise`].
    Initialised(CallCentre),
    /// To [`HostRequest::AgentToken`].
    Token(AgentToken),
    /// To [`HostRequest::Search`].
    Found(Found),
    /// To [`HostRequest::SaveLog`]: the log's record ID.
    Saved(String),
}

/// What the call centre definition says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallCentre {
    /// The address of the event server.
    pub event_server: Option<String>,
    /// The version of the client library to be used.
    pub library_version: Option<String>,
    /// The version that is loaded.
    pub loaded_version: String,
    /// Whether the adapter URL fixed the version, so that it cannot be changed from here.
    pub version_fixed: bool,
}

/// What signs an agent in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentToken {
    /// The signed token. Opaque to the panel.
    pub token: String,
    /// The user's language, for instance `ja`.
    pub language: Option<String>,
    /// The user's time zone, for instance `Asia/Tokyo`.
    pub time_zone: Option<String>,
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
