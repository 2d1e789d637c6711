//! Why the panel cannot start.

use serde::{Deserialize, Serialize};

/// Why the panel cannot start: each with its own words and its own remedy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StartFault {
    /// The page was opened outside Salesforce: the query lacks the parameters that Lightning adds.
    NotInSalesforce,
    /// The adapter's address has a `#`, behind which Lightning's parameters are not read.
    AddressHasHash,
    /// A query parameter is misspelt: the named one is meant.
    ParameterMisspelt,
    /// A query parameter is missing or given twice, though others of Lightning are there.
    ParameterWrong,
    /// The page that embeds the panel is not Salesforce's.
    WrongOrigin,
    /// The library's address is not allowed.
    LibraryAddress,
    /// The library did not load: blocked, or no network.
    LibraryBlocked,
    /// A login page came instead of the library.
    LibraryIsLoginPage,
    /// The library refused to start.
    LibraryRefused,
    /// The host does not answer.
    HostSilent,
    /// The host answered the first call with an error.
    HostRefused,
    /// Neither the settings nor the call centre definition name an event server.
    NoEventServer,
    /// This is a sandbox, or counts as one, and no event server is named for it.
    NoSandboxServer,
    /// The address of the event server cannot be used.
    BadEventServer,
    /// The Apex class is missing: the org package is not installed.
    NoPackage,
    /// The Apex class is there, but this user may not use it, or it failed.
    NoApex,
    /// This user is not allowed to use the softphone.
    NoPermission,
    /// No telephony login is mapped to this user.
    NoLogin,
    /// The organisation has no key for the event server yet.
    NoKey,
    /// The answer with the token cannot be read.
    BadToken,
    /// The token did not come in time.
    TokenLate,
}

/// Why the panel cannot start, with evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartError {
    /// Why.
    pub fault: StartFault,
    /// The address, parameter or message that shows it; empty where there is none.
    pub detail: String,
    /// Of a wrong origin, the one that the page's address names.
    pub expected: Option<String>,
}

impl StartError {
    /// The page at `embedding` embeds the panel, though its address names `expected`.
    #[must_use]
    pub fn wrong_origin(embedding: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { expected: Some(expected.into()), ..StartFault::WrongOrigin.with_detail(embedding) }
    }
}

impl StartFault {
    /// The error with the address, parameter or message that shows it.
    #[must_use]
    pub fn with_detail(self, detail: impl Into<String>) -> StartError {
        StartError { fault: self, detail: detail.into(), expected: None }
    }

    /// The error where there is nothing more to say.
    #[must_use]
    pub fn without_detail(self) -> StartError {
        self.with_detail("")
    }
}
