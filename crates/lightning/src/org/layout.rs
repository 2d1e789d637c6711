//! The softphone layout: the objects and fields that are searched for each type of call, and the page that opens.

use super::schema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A layout, as `getSoftphoneLayout` returns it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout(
    /// By call type: `Inbound`, `Outbound`, `Internal`.
    pub BTreeMap<String, CallType>,
);

/// A fault of the layout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum LayoutFault {
    /// Nothing.
    #[default]
    Ok,
    /// It has no object.
    NoObjects,
    /// Its objects have no fields.
    NoFields,
    /// There is no layout.
    Missing,
}

/// The section of a call type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CallType {
    /// `ANI`, `DNIS`, `SEGMENT`, `QUEUE`.
    pub call_related_fields: Vec<String>,
    /// By object's API name; an object without fields is not searched.
    pub objects: BTreeMap<String, Vec<LayoutField>>,
    /// Only for inbound calls.
    pub screen_pop_settings: PopSettings,
}

/// A field that the layout shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LayoutField {
    /// Label.
    pub display_name: String,
    /// API name.
    pub api_name: String,
}

/// The rules, by the number of matches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PopSettings {
    /// `ExistingWindow` or `NewWindow`; the latter is not supported in Lightning.
    #[serde(rename = "screenPopsOpenWithin", default, skip_serializing_if = "Option::is_none")]
    pub open_within: Option<String>,
    /// No match.
    #[serde(rename = "NoMatch", default, skip_serializing_if = "Option::is_none")]
    pub none: Option<MatchPop>,
    /// One match.
    #[serde(rename = "SingleMatch", default, skip_serializing_if = "Option::is_none")]
    pub one: Option<MatchPop>,
    /// Several matches.
    #[serde(rename = "MultipleMatches", default, skip_serializing_if = "Option::is_none")]
    pub many: Option<MatchPop>,
}

/// A rule of the layout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MatchPop {
    /// `PopToEntity`, `PopToVisualforce`, `PopToSearch`, `PopToFlow` or `DoNotPop`.
    pub screen_pop_type: String,
    /// Object, page or flow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub screen_pop_data: Option<String>,
}

impl MatchPop {
    /// A rule of that type with its data.
    #[must_use]
    pub fn new(kind: &str, data: Option<&str>) -> Self {
        Self { screen_pop_type: kind.into(), screen_pop_data: data.map(Into::into) }
    }
}

impl Layout {
    /// The layout with that fault.
    #[must_use]
    pub fn with(mut self, fault: LayoutFault) -> Self {
        match fault {
            LayoutFault::Ok => {}
            LayoutFault::NoObjects => self.0.values_mut().for_each(|section| section.objects.clear()),
            LayoutFault::NoFields => {
                self.0.values_mut().flat_map(|section| section.objects.values_mut()).for_each(Vec::clear);
            }
            LayoutFault::Missing => self.0.clear(),
        }
        self
    }

    /// The layout of the sample org: contacts, accounts and leads for every call; for inbound calls one match opens, several
    /// open the search page, none opens a new contact.
    #[must_use]
    pub fn sample(lang: &str) -> Self {
        let shown: [(&str, &[&str]); 3] = [
            ("Account", &["Name", "Phone", "PersonMobilePhone"]),
            ("Contact", &["Name", "AccountId", "Title", "Department", "Phone", "MobilePhone"]),
            ("Lead", &["Name", "Company", "Title", "Phone", "MobilePhone"]),
        ];
        let objects: BTreeMap<String, Vec<LayoutField>> = shown
            .into_iter()
            .map(|(object, fields)| {
                let schema = schema::object(object);
                let field = |name: &&str| {
                    let label =
                        schema.and_then(|o| o.field(name)).map_or(*name, |f| if lang == "ja" { f.ja } else { f.en });
                    LayoutField { display_name: label.into(), api_name: (*name).into() }
                };
                (object.into(), fields.iter().map(field).collect())
            })
            .collect();
        let section = |related: &[&str], settings: PopSettings| CallType {
            call_related_fields: related.iter().map(|s| (*s).to_owned()).collect(),
            objects: objects.clone(),
            screen_pop_settings: settings,
        };
        let settings = PopSettings {
            open_within: Some("ExistingWindow".into()),
            none: Some(MatchPop::new("PopToEntity", Some("Contact"))),
            one: Some(MatchPop::new("PopToEntity", None)),
            many: Some(MatchPop::new("PopToSearch", None)),
        };
        Self(BTreeMap::from([
            ("Inbound".into(), section(&["ANI", "DNIS", "QUEUE"], settings)),
            ("Outbound".into(), section(&["DNIS"], PopSettings::default())),
            ("Internal".into(), section(&["ANI"], PopSettings::default())),
        ]))
    }
}
