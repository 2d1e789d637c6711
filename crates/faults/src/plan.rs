//! What is played.

use std::{fmt, str::FromStr};

/// A run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Decides everything that is random.
    pub seed: u64,
    /// How many calls are made.
    pub calls: u32,
    /// Whether faults are injected.
    pub has_faults: bool,
    /// The protection that is taken out, for the test of the test.
    pub without: Option<Protection>,
    /// Whatever speaks of this, for instance an agent's part in a call, is printed as it happens.
    pub trace: Option<String>,
}

impl Plan {
    /// Makes a plan with faults and all protections.
    #[must_use]
    pub fn new(seed: u64, calls: u32) -> Self {
        Self { seed, calls, has_faults: true, without: None, trace: None }
    }
}

/// A protection of the product that the harness can take out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Protection {
    /// A log's unique key: the org writes a new Task whenever it is asked.
    LogKey,
    /// Late and double answers are told apart: the org's answers reach the panel under the number of another request.
    RequestIds,
    /// Drafts of logs in the browser: the browser forgets them.
    Drafts,
    /// The server's store: a restart begins with nothing.
    Store,
    /// The commands in the store: a restart knows of none that was under way.
    CommandMemory,
    /// A command's ID: the network doubles commands, each time under another ID.
    CommandIds,
    /// The numbers of events: the network loses events and renumbers the others.
    Sequence,
    /// The synchronisation with the PBX: its end is never reported.
    Resync,
    /// The primary panel: every panel is told that it is the one.
    OnePrimary,
    /// The notice that a page is open: the network loses it.
    PopNotices,
    /// The report that a log is settled: the network loses it.
    LogReports,
}

impl Protection {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::LogKey,
        Self::RequestIds,
        Self::Drafts,
        Self::Store,
        Self::CommandMemory,
        Self::CommandIds,
        Self::Sequence,
        Self::Resync,
        Self::OnePrimary,
        Self::PopNotices,
        Self::LogReports,
    ];
}

impl fmt::Display for Protection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LogKey => "log-key",
            Self::RequestIds => "request-ids",
            Self::Drafts => "drafts",
            Self::Store => "store",
            Self::CommandMemory => "command-memory",
            Self::CommandIds => "command-ids",
            Self::Sequence => "sequence",
            Self::Resync => "resync",
            Self::OnePrimary => "one-primary",
            Self::PopNotices => "pop-notices",
            Self::LogReports => "log-reports",
        })
    }
}

impl FromStr for Protection {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|protection| protection.to_string() == text);
        known.ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(ToString::to_string).collect();
            format!("{text:?} is none of {}", names.join(", "))
        })
    }
}
