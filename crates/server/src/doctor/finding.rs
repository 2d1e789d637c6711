//! What the doctor finds: each finding says what is so, and what to change.

use super::facts::ConnectionFault;
use crate::config::{SiteFault, SiteWarning};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Note,
    /// Something works less well than it could.
    Should,
    /// Something does not work until it is changed.
    Must,
}

/// The part of the report that a finding belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// The configuration file.
    Configuration,
    /// The connection to the Manager Interface.
    Connection,
    /// The rights of the Manager Interface user.
    Rights,
    /// The channel variables that events carry.
    Variables,
    /// Agents and their phones.
    Agents,
    /// Queues and their members.
    Queues,
    /// Internal numbers.
    Numbers,
    /// Contexts of the dialplan.
    Dialplan,
}

/// A class of actions of the Manager Interface, as in `write =`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteClass {
    /// Lists of phones and channels, event filters, NOTIFY.
    System,
    /// Hanging up, redirecting, bridging.
    Call,
    /// Pausing queue members.
    Agent,
    /// Dialling.
    Originate,
}

/// What does not work without a right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Seeing the calls that exist when the server connects.
    ExistingCalls,
    /// Seeing which PJSIP phones are registered.
    Contacts,
    /// Keeping unneeded events away.
    Filters,
    /// The answer button.
    Answer,
    /// The hold button.
    Hold,
    /// The hang-up and decline buttons.
    HangUp,
    /// Setting agents ready and not ready in their queues.
    Pause,
    /// Dialling from the panel.
    Dial,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The file cannot be read, or a value in it is wrong.
    BadConfiguration {
        /// The reader's words.
        text: String,
    },
    /// Agents, phones or lines contradict each other.
    Site(SiteFault),
    /// Something is allowed but probably not meant.
    Suspicious(SiteWarning),
    /// A key or certificate cannot be used.
    BadKey {
        /// The reader's words.
        text: String,
    },
    /// No key or certificate, or no organisation, is configured.
    NoKeys,
    /// No origin is allowed.
    NoOrigins,
    /// There are no agents.
    NoAgents,
    /// The PBX is the simulated one: there is nothing to connect to.
    SimulatedPbx,
    /// The doctor could not log in.
    Connection {
        /// The address, `host:port`.
        address: String,
        /// The Manager Interface user.
        user: String,
        /// What went wrong.
        fault: ConnectionFault,
    },
    /// No `FullyBooted` came.
    NoReadSystem,
    /// No event of the class `call` came.
    NoReadCall,
    /// The user may not send actions of a class.
    NoWrite {
        /// The class.
        class: WriteClass,
        /// What does not work without it.
        purposes: Vec<Purpose>,
    },
    /// The user may do more than the server needs.
    ExcessRights {
        /// The classes, as in `write =`.
        classes: Vec<&'static str>,
    },
    /// `channelvars` cannot be read.
    VariablesRefused,
    /// A variable is not in `channelvars`.
    NoVariable {
        /// The variable.
        name: String,
    },
    /// None of the variables with the number dialled is in `channelvars`.
    NoLineVariable {
        /// The variables, as configured.
        names: Vec<String>,
    },
    /// A variable whose value panels show is not in `channelvars`.
    NoDataVariable {
        /// The variable.
        name: String,
    },
    /// `channelvars` contains a function that reads SIP headers.
    HeaderFunction {
        /// The function.
        name: String,
    },
    /// Events have no timestamps.
    NoTimestamps,
    /// Asterisk has no such endpoint.
    UnknownEndpoint {
        /// The agent's login.
        login: String,
        /// The endpoint.
        endpoint: String,
        /// Endpoints of nobody with the agent's extension in their names.
        similar: Vec<String>,
    },
    /// Asterisk has not mentioned a device that is not PJSIP.
    UnseenDevice {
        /// The agent's login.
        login: String,
        /// The endpoint.
        endpoint: String,
    },
    /// The list of endpoints may not be read.
    EndpointsRefused,
    /// Queue members with agents' extensions in their interfaces do not match the configured interfaces.
    UnmatchedMembers {
        /// The pattern they have, with `{extension}`.
        pattern: String,
        /// The queues.
        queues: Vec<String>,
        /// The agents' logins.
        logins: Vec<String>,
    },
    /// A queue's number counts as external.
    ExternalQueue {
        /// The queue.
        queue: String,
    },
    /// A parking lot's numbers count as external.
    ExternalParking {
        /// The first space.
        first: String,
        /// The last space.
        last: String,
        /// Patterns that match the spaces.
        patterns: Vec<String>,
    },
    /// There is no such context.
    NoContext {
        /// The configuration's key.
        key: &'static str,
        /// The context.
        context: String,
    },
    /// Asterisk has no such parking lot.
    NoParkingLot {
        /// The lot.
        lot: String,
    },
    /// The hold context lacks an extension.
    NoHoldExtension {
        /// The context.
        context: String,
        /// The extension.
        extension: String,
    },
    /// The dialplan may not be read.
    DialplanRefused,
    /// Holding from the panel is not configured.
    NoHold,
}

impl Finding {
    /// Returns how much the finding matters.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::BadConfiguration { .. }
            | Self::Site(_)
            | Self::BadKey { .. }
            | Self::NoAgents
            | Self::Connection { .. }
            | Self::NoReadSystem
            | Self::NoReadCall
            | Self::NoWrite { .. }
            | Self::NoVariable { .. }
            | Self::UnknownEndpoint { .. }
            | Self::UnmatchedMembers { .. }
            | Self::NoContext { .. }
            | Self::NoParkingLot { .. }
            | Self::NoHoldExtension { .. } => Severity::Must,
            Self::Suspicious(_)
            | Self::NoKeys
            | Self::NoOrigins
            | Self::VariablesRefused
            | Self::NoLineVariable { .. }
            | Self::NoDataVariable { .. }
            | Self::HeaderFunction { .. }
            | Self::NoTimestamps
            | Self::UnseenDevice { .. }
            | Self::EndpointsRefused
            | Self::ExternalQueue { .. }
            | Self::ExternalParking { .. } => Severity::Should,
            Self::SimulatedPbx | Self::ExcessRights { .. } | Self::DialplanRefused | Self::NoHold => Severity::Note,
        }
    }

    /// Returns the part of the report that the finding belongs to.
    #[must_use]
    pub fn topic(&self) -> Topic {
        match self {
            Self::BadConfiguration { .. }
            | Self::Site(_)
            | Self::Suspicious(_)
            | Self::BadKey { .. }
            | Self::NoKeys
            | Self::NoOrigins
            | Self::NoAgents
            | Self::SimulatedPbx => Topic::Configuration,
            Self::Connection { .. } => Topic::Connection,
            Self::NoReadSystem | Self::NoReadCall | Self::NoWrite { .. } | Self::ExcessRights { .. } => Topic::Rights,
            Self::VariablesRefused
            | Self::NoVariable { .. }
            | Self::NoLineVariable { .. }
            | Self::NoDataVariable { .. }
            | Self::HeaderFunction { .. }
            | Self::NoTimestamps => Topic::Variables,
            Self::UnknownEndpoint { .. } | Self::UnseenDevice { .. } | Self::EndpointsRefused => Topic::Agents,
            Self::UnmatchedMembers { .. } => Topic::Queues,
            Self::ExternalQueue { .. } | Self::ExternalParking { .. } => Topic::Numbers,
            Self::NoContext { .. }
            | Self::NoParkingLot { .. }
            | Self::NoHoldExtension { .. }
            | Self::DialplanRefused
            | Self::NoHold => Topic::Dialplan,
        }
    }
}
