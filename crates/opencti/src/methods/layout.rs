//! The user's softphone layout, which says what to show, search and open for a call.

use wasm_bindgen::JsValue;

use crate::args::Args;
use crate::call::Call;
use crate::deadline::Deadline;
use crate::error::CallError;
use crate::js;
use crate::open_cti::OpenCti;
use crate::response::Response;

/// A softphone layout. A call type without a section is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SoftphoneLayout {
    /// For calls between extensions.
    pub internal: Option<CallTypeLayout>,
    /// For incoming calls.
    pub inbound: Option<CallTypeLayout>,
    /// For outgoing calls.
    pub outbound: Option<CallTypeLayout>,
}

/// The layout's section for one call type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallTypeLayout {
    /// The facts of the call to show: `ANI`, `DNIS`, `SEGMENT`, `QUEUE`.
    pub call_related_fields: Vec<String>,
    /// The objects to search.
    pub objects: Vec<LayoutObject>,
    /// The page to open; in practice only for incoming calls.
    pub screen_pop: ScreenPopSettings,
}

/// An object to search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayoutObject {
    /// Its API name.
    pub object: String,
    /// Its fields to show.
    pub fields: Vec<LayoutField>,
}

/// A field to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayoutField {
    /// Its label in the user's language.
    pub label: String,
    /// Its API name.
    pub api_name: String,
}

/// The page to open, by the number of matches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScreenPopSettings {
    /// The window. Lightning ignores it.
    pub open_within: Option<PopWithin>,
    /// When nothing matches.
    pub no_match: Option<MatchPop>,
    /// When one record matches.
    pub single_match: Option<MatchPop>,
    /// When several match.
    pub multiple_matches: Option<MatchPop>,
}

/// The window in which a page opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PopWithin {
    /// The open window.
    ExistingWindow,
    /// A new window.
    NewWindow,
}

/// A page to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchPop {
    /// The kind of page.
    pub action: PopAction,
    /// An object, a page or a flow, as the action wants it.
    pub data: Option<String>,
}

/// The kind of page that opens (`screenPopType`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PopAction {
    /// `PopToEntity`: a new record when nothing matches, the record itself when one does, the search page when several do.
    Entity,
    /// `PopToVisualforce`.
    Visualforce,
    /// `PopToSearch`.
    Search,
    /// `PopToFlow`.
    Flow,
    /// `DoNotPop`.
    Nothing,
    /// An undocumented kind, as sent.
    Other(String),
}

impl SoftphoneLayout {
    fn read(response: &Response) -> Result<Self, CallError> {
        let layout = response.object()?;
        let section = |key| {
            let section = js::get(&layout, key);
            js::is_record(&section).then(|| CallTypeLayout::read(&section))
        };
        Ok(Self { internal: section("Internal"), inbound: section("Inbound"), outbound: section("Outbound") })
    }
}

impl CallTypeLayout {
    fn read(section: &JsValue) -> Self {
        let objects = js::get(section, "objects");
        let object = |object: String| {
            let fields = js::items(&js::get(&objects, &object)).iter().filter_map(LayoutField::read).collect();
            LayoutObject { object, fields }
        };
        Self {
            call_related_fields: js::items(&js::get(section, "callRelatedFields"))
                .iter()
                .filter_map(JsValue::as_string)
                .collect(),
            objects: js::keys(&objects).into_iter().map(object).collect(),
            screen_pop: ScreenPopSettings::read(&js::get(section, "screenPopSettings")),
        }
    }
}

impl LayoutField {
    fn read(value: &JsValue) -> Option<Self> {
        let api_name = js::text(value, "apiName")?;
        let label = js::text(value, "displayName").unwrap_or_else(|| api_name.clone());
        Some(Self { label, api_name })
    }
}

impl ScreenPopSettings {
    fn read(value: &JsValue) -> Self {
        // The guide writes the first, an adapter in use reads the second.
        let within = js::text(value, "screenPopsOpenWithin").or_else(|| js::text(value, "screenPopOpenWithin"));
        Self {
            open_within: within.and_then(|within| match within.as_str() {
                "ExistingWindow" => Some(PopWithin::ExistingWindow),
                "NewWindow" => Some(PopWithin::NewWindow),
                _ => None,
            }),
            no_match: MatchPop::read(&js::get(value, "NoMatch")),
            single_match: MatchPop::read(&js::get(value, "SingleMatch")),
            multiple_matches: MatchPop::read(&js::get(value, "MultipleMatches")),
        }
    }
}

impl MatchPop {
    fn read(value: &JsValue) -> Option<Self> {
        let kind = js::text(value, "screenPopType")?;
        let action = match kind.as_str() {
            "PopToEntity" => PopAction::Entity,
            "PopToVisualforce" => PopAction::Visualforce,
            "PopToSearch" => PopAction::Search,
            "PopToFlow" => PopAction::Flow,
            "DoNotPop" => PopAction::Nothing,
            _ => PopAction::Other(kind),
        };
        Some(Self { action, data: js::text(value, "screenPopData") })
    }
}

impl OpenCti {
    /// The layout assigned to the user's profile, or the org's default.
    pub fn softphone_layout(&self, deadline: Deadline) -> Call<SoftphoneLayout> {
        self.call("getSoftphoneLayout", Args::new(), deadline, SoftphoneLayout::read)
    }
}
