//! The call centre definition's values.

use crate::args::Args;
use crate::call::Call;
use crate::deadline::Deadline;
use crate::error::CallError;
use crate::js;
use crate::open_cti::OpenCti;
use crate::response::Response;

/// The values of the user's call centre definition, all of them texts. Every assigned user can read them, so they are no place for secrets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallCenterSettings {
    entries: Vec<(String, String)>,
}

impl CallCenterSettings {
    /// The value under a key as the host names it, such as `/reqGeneralInfo/reqAdapterUrl`. An empty value counts as none.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.entries.iter().find(|(name, value)| name == key && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// The value of an item of a section.
    #[must_use]
    pub fn item(&self, section: &str, item: &str) -> Option<&str> {
        self.get(&format!("/{section}/{item}"))
    }

    /// All keys and values, empty ones and labels included, in the host's order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    fn read(response: &Response) -> Result<Self, CallError> {
        let settings = response.object()?;
        let entry = |key: String| Some((key.clone(), js::shown(&js::get(&settings, &key))?));
        Ok(js::keys(&settings).into_iter().filter_map(entry).collect())
    }
}

impl FromIterator<(String, String)> for CallCenterSettings {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(entries: I) -> Self {
        Self { entries: entries.into_iter().collect() }
    }
}

impl OpenCti {
    /// The values of the call centre definition. [`load`](crate::load) has asked once already.
    pub fn call_center_settings(&self, deadline: Deadline) -> Call<CallCenterSettings> {
        self.call("getCallCenterSettings", Args::new(), deadline, CallCenterSettings::read)
    }
}

#[cfg(test)]
mod tests {
    use super::CallCenterSettings;

    #[test]
    fn values_are_found_by_section_and_item() {
        let settings: CallCenterSettings = [
            ("/label", "Denwa"),
            ("/denwa/eventServerUrl", "wss://pbx.example.com/telephony"),
            ("/denwa/eventServerUrl/label", "Event server"),
            ("/denwa/libraryVersion", ""),
        ]
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect();
        assert_eq!(settings.item("denwa", "eventServerUrl"), Some("wss://pbx.example.com/telephony"));
        assert_eq!(settings.item("denwa", "libraryVersion"), None);
        assert_eq!(settings.item("other", "eventServerUrl"), None);
        assert_eq!(settings.get("/label"), Some("Denwa"));
        assert_eq!(settings.iter().count(), 4);
    }
}
