//! The machine behind the configuration view: whose settings are shown, what was typed and not saved, and what becomes of it.
//!
//! It is driven by [`ConfigCommand`]s and the host's answers; [`crate::view_model::settings::SettingsView`] shows it. Drafts are kept for
//! each level and person until they are saved or taken back, also while the view is closed and when the page is loaded again.
//!
//! - Reading: `Waiting` (asked) → `There`, or `Failed` until [`ConfigCommand::TryAgain`].
//! - A draft: typed → sent → gone once it is saved. Otherwise it stays: with what somebody else stored meanwhile, until that conflict is
//!   settled, or with the reason why the org refused it.
//! - A save: in flight → answered. After the time-out it is overdue and its outcome unknown; its late answer, or reading the settings, still
//!   settles it, and a change of one's own is never a conflict.

mod act;
mod add;
mod answer;
mod check_rows;
mod conflict;
mod content;
mod csv;
mod describe;
mod draft;
mod drafts;
mod edit_list;
mod export;
mod history;
mod import;
mod keep;
mod lines;
mod logins;
mod look_at;
mod names;
mod object;
mod outcome;
mod own_changes;
mod permission;
mod read;
mod rows;
mod save;
mod save_answer;
mod saving;
mod show;
mod shown_list;
mod undo;
mod view;

pub use crate::edits::{
    Cells, ConfigCommand, DraftValue, FileFault, FileHeader, FileLevel, FileList, KeptDraft, KeptDrafts, Scope,
    SettingsFile, Slot, SlotKind, Subject,
};
pub use check_rows::RowFault;
pub use history::History;
pub use import::{Difference, Import};
pub use logins::{Login, LoginState};
pub use outcome::{Outcome, Reading};
pub use saving::Change;

pub(crate) use draft::{Draft, Rules, Theirs};
pub(crate) use edit_list::are_all_linked;
pub(crate) use names::NameFault;
pub(crate) use show::ConfigContext;
pub(crate) use shown_list::ShownList;

use crate::admin_io::{AdminRequestId, ConfigRequest};
use crate::package::describe::{FieldInfo, ObjectInfo};
use crate::package::people::PeopleAnswer;
use crate::settings::schema::LISTS;
use crate::settings::{Level, List, Merged, Reason, StoredSettings};
use saving::Saving;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The machine.
#[derive(Clone, Debug, Default)]
pub struct Config {
    is_open: bool,
    whom: Whom,
    read: ReadSettings,
    typed: Typed,
    saving: Saves,
    org: Org,
    lists: Lists,
    tools: Tools,
    requests: Requests,
}

/// Whose settings are shown, who looks at them, and the level that is being set.
#[derive(Clone, Debug, Default)]
struct Whom {
    is_administrator: bool,
    /// Whose settings are shown; none before the view was first opened.
    subject: Option<Subject>,
    subject_name: String,
    /// Whether somebody else is being looked for, and not picked yet.
    is_seeking: bool,
    people: Arc<PeopleAnswer>,
    /// The level that is being set.
    level: Option<Level>,
}

/// The subject's settings.
#[derive(Clone, Debug, Default)]
struct ReadSettings {
    /// Whether they have been read; none before they were first asked for.
    state: Option<Reading>,
    stored: StoredSettings,
    merged: Merged,
}

/// What was typed and not saved, and how the last save went.
#[derive(Clone, Debug, Default)]
struct Typed {
    drafts: Vec<Draft>,
    /// Under which name the browser keeps the drafts; empty before anybody has signed in.
    store_key: String,
    outcome: Outcome,
}

/// What was sent to be stored.
#[derive(Clone, Debug, Default)]
struct Saves {
    in_flight: Vec<Saving>,
    /// Changes that were sent and may have been stored without an answer.
    sent: Vec<Change>,
    /// The last save, which can be taken back.
    last: Vec<Change>,
}

/// What is known of the org and of its telephone numbers.
#[derive(Clone, Debug, Default)]
struct Org {
    /// The origin of the org, as far as the host knows it.
    base: String,
    /// The outside-line prefix of the user's call centre; other users may be in another.
    outside_prefix: Option<String>,
    /// The event server's lines: number, name.
    lines: Vec<(String, String)>,
    /// The user's own extension; empty while it is unknown.
    extension: String,
    objects: Arc<Vec<ObjectInfo>>,
    described: Arc<BTreeMap<String, Vec<FieldInfo>>>,
    /// Names that the org was asked about and has no object of.
    missing: BTreeSet<String>,
}

/// What the view shows of lists.
#[derive(Clone, Debug, Default)]
struct Lists {
    shown: [ShownList; LISTS.len()],
    /// Counts the changes of the stored settings and of the event server's lines.
    revision: u32,
    /// Texts that could not be added to a list.
    refused_additions: BTreeMap<List, (String, Reason)>,
}

/// The administrator's tools, each while it is open.
#[derive(Clone, Debug, Default)]
struct Tools {
    history: Option<History>,
    import: Option<Import>,
    logins: Option<Vec<Login>>,
}

/// Questions to the package.
#[derive(Clone, Debug, Default)]
struct Requests {
    /// How long to wait for an answer, in milliseconds.
    deadline: u32,
    /// Those that have not been answered.
    open: Vec<Asked>,
}

/// A request that has not been answered.
#[derive(Clone, Debug, PartialEq)]
struct Asked {
    id: AdminRequestId,
    what: ConfigRequest,
    /// Of [`ConfigRequest::Fields`] the object.
    object: String,
}
