//! What the doctor has found out about the PBX: plain data, collected by [`super::probe`], judged by [`super::examine`].

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

/// What was found at the Manager Interface's address.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The address, `host:port`.
    pub address: String,
    /// The facts, or why there are none.
    pub pbx: Result<PbxFacts, ConnectionFault>,
}

/// Why the doctor could not log in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConnectionFault {
    /// Neither a file nor the environment has the secret.
    NoSecret,
    /// The file with the secret cannot be read.
    SecretUnreadable {
        /// The file.
        path: PathBuf,
        /// The system's words.
        error: String,
    },
    /// The address is not `host:port`.
    BadAddress,
    /// The host's name has no address.
    UnknownHost,
    /// Nobody listens on the port.
    Refused,
    /// The host does not answer.
    TimedOut,
    /// The network has no way to the host.
    Unreachable {
        /// The system's words.
        error: String,
    },
    /// There is no TLS, or Asterisk's certificate is not trusted.
    Tls {
        /// What failed.
        error: String,
    },
    /// Something other than Asterisk answers.
    NotAmi,
    /// The connection was accepted, but nothing or no reply came.
    Silent,
    /// Asterisk closed the connection.
    Closed,
    /// The login was refused.
    LoginRefused {
        /// Asterisk's words.
        message: String,
    },
}

/// A list that Asterisk gives, or the reason why it does not.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Listing<T> {
    /// The list.
    Known(T),
    /// The user may not read it.
    Refused,
    /// Asterisk has no such list: the module is not loaded.
    #[default]
    Missing,
}

impl<T> Listing<T> {
    /// Returns the list if it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(list) => Some(list),
            _ => None,
        }
    }
}

/// What Asterisk said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PbxFacts {
    /// Asterisk's version.
    pub version: String,
    /// The actions that the user may send.
    pub actions: BTreeSet<String>,
    /// Whether the user receives events of the class `system`: `FullyBooted` came.
    pub reads_system: bool,
    /// Whether the user receives events of the class `call`; `None` if it could not be tried.
    pub reads_call: Option<bool>,
    /// `channelvars` of manager.conf.
    pub channel_variables: Listing<Vec<String>>,
    /// Whether events have timestamps, by manager.conf.
    pub has_timestamps: Option<bool>,
    /// The PJSIP endpoints, as `PJSIP/name`, and whether calls can reach them.
    pub endpoints: Listing<BTreeMap<String, bool>>,
    /// The states of devices of all technologies.
    pub devices: Listing<BTreeMap<String, String>>,
    /// The queues and the interfaces of their members.
    pub queues: Listing<BTreeMap<String, Vec<String>>>,
    /// The first and last space of each parking lot, by name.
    pub parking: Listing<BTreeMap<String, (String, String)>>,
    /// The extensions of each context that was asked for.
    pub contexts: BTreeMap<String, Context>,
}

/// A context of the dialplan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Context {
    /// The context exists and has these extensions.
    There(BTreeSet<String>),
    /// There is no such context.
    Missing,
    /// The user may not read the dialplan.
    Refused,
}
