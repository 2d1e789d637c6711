//! What the pages ask of the CRM, who of them asks, and what the CRM answers.

use crate::host::{HostError, LayoutScope, Surroundings};
use crate::package::describe::{DescribeAnswer, DescribeRequest};
use crate::package::health::Health;
use crate::package::history::{HistoryAnswer, HistoryRequest};
use crate::package::people::{PeopleAnswer, PeopleRequest};
use crate::package::save_settings::{SaveSettingsAnswer, SaveSettingsRequest};
use crate::package::settings::{SettingsRequest, StoredSettings};

/// A request of the pages to the host.
#[derive(Clone, Debug, PartialEq)]
pub enum AdminRequest {
    /// Ask the package for stored settings.
    Settings(SettingsRequest),
    /// Ask the package to store settings.
    SaveSettings(SaveSettingsRequest),
    /// Ask the package for the org's objects, or for the fields of an object.
    Describe(DescribeRequest),
    /// Ask the package for users and profiles.
    People(PeopleRequest),
    /// Ask the package who changed which setting.
    History(HistoryRequest),
    /// Ask the package how the org is.
    Health,
    /// Ask whether the panel is shown.
    PanelVisible,
    /// Ask what the softphone layout searches for an incoming call.
    Layout,
    /// Ask the browser how the page is. Answered also where nothing else is.
    Surroundings,
}

/// The answer to a request, or why there is none.
pub type AdminAnswer = Result<AdminReply, HostError>;

/// What a host answers to the pages.
#[derive(Clone, Debug, PartialEq)]
pub enum AdminReply {
    /// To [`AdminRequest::Settings`].
    Settings(StoredSettings),
    /// To [`AdminRequest::SaveSettings`]; also that nothing was saved, and why.
    SettingsSaved(SaveSettingsAnswer),
    /// To [`AdminRequest::Describe`].
    Described(DescribeAnswer),
    /// To [`AdminRequest::People`].
    People(PeopleAnswer),
    /// To [`AdminRequest::History`].
    History(HistoryAnswer),
    /// To [`AdminRequest::Health`].
    Health(Health),
    /// To [`AdminRequest::PanelVisible`].
    Visible(bool),
    /// To [`AdminRequest::Layout`].
    Layout(LayoutScope),
    /// To [`AdminRequest::Surroundings`].
    Surroundings(Surroundings),
}

/// Names a request, so that its answer finds back. Its number is unique while the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AdminRequestId {
    /// The machine that asked.
    pub owner: AdminOwner,
    /// Tells requests of one owner apart: an answer to an earlier request is ignored.
    pub number: u32,
}

/// The machine that asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdminOwner {
    /// The doctor.
    Doctor(Question),
    /// The configuration view.
    Config(ConfigRequest),
}

/// A question of the doctor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// How the browser sees the page.
    Surroundings,
    /// Whether the panel is shown: a light question, asked for the time its answer takes.
    Visible,
    /// How the org is.
    Health,
    /// What the softphone layout searches. Not asked where the layout is not followed.
    Layout,
}

/// What the configuration view asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigRequest {
    /// The stored settings of the subject.
    Settings,
    /// That changes are stored.
    Save,
    /// Who changed what.
    History,
    /// Users and profiles by a text.
    Find,
    /// The users named in a file of logins.
    Logins,
    /// The org's objects.
    Objects,
    /// The fields of an object.
    Fields,
}
