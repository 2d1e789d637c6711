//! Pages that administrators name (検索結果がない時の転送先): from what stands in the setting to what the host can open. Paths of
//! Salesforce Classic become what Lightning can open.

mod object;
mod path;

pub use object::{object_of_id, phone_field};
pub use path::parse;

use crate::host::Pop;
use crate::placeholders::{Values, into_address, into_text};
use crate::settings::placeholder::{DURING, PLACEHOLDERS};

/// The page of the package that frames another site, so that it opens in a tab of the workspace.
const FRAME: &str = "/apex/DenwaFrame?url=";

/// A page, perhaps with placeholders in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A new record of that object.
    NewRecord(String),
    /// The home of an object.
    ObjectHome(String),
    /// A list view.
    List {
        /// API name of the object.
        object: String,
        /// The list view's ID.
        id: String,
    },
    /// A record.
    Record(String),
    /// The search page, for this text.
    Search(String),
    /// A screen flow; the call's data are its arguments.
    Flow(String),
    /// A path of the org.
    Path(String),
}

impl Destination {
    /// What the host is asked for. `fields`: what a new record of an object holds.
    #[must_use]
    pub fn pop(self, values: &Values, fields: impl FnOnce(&str) -> Vec<(String, String)>) -> Pop {
        match self {
            Self::NewRecord(object) => Pop::NewRecord { fields: fields(&object), object },
            Self::ObjectHome(object) => Pop::ObjectHome(object),
            Self::List { object, id } => Pop::List { id, object },
            Self::Record(id) => Pop::Record { id },
            Self::Search(text) => Pop::Search(into_text(&text, values)),
            Self::Flow(name) => {
                let known = PLACEHOLDERS.iter().zip(&values.0).take(DURING);
                Pop::Flow { name, args: known.map(|(name, value)| ((*name).to_owned(), value.clone())).collect() }
            }
            Self::Path(path) => Pop::Url(into_address(&path, values)),
        }
    }
}

/// Another site in a tab of the workspace.
#[must_use]
pub fn framed(url: &str) -> Pop {
    Pop::Url([FRAME, &crate::placeholders::encode(url)].concat())
}

#[cfg(test)]
mod tests;
