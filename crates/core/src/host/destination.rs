//! What the host is asked to open for a page that an administrator named.

use super::Pop;
use crate::destination::Destination;
use crate::placeholders::{Placeholder, Values, encode, into_address, into_text};

/// The page of the package that frames another site, so that it opens in a tab of the workspace.
const FRAME: &str = "/apex/DenwaFrame?url=";

impl Destination {
    /// The page to open, with the values of a call. `new_fields` gives the fields that a new record of an object begins with.
    #[must_use]
    pub fn pop(self, values: &Values, new_fields: impl FnOnce(&str) -> Vec<(String, String)>) -> Pop {
        match self {
            Self::NewRecord { object } => Pop::NewRecord { fields: new_fields(&object), object },
            Self::ObjectHome { object } => Pop::ObjectHome(object),
            Self::List { object, id } => Pop::List { id, object },
            Self::Record { id } => Pop::Record { id },
            Self::Search { text } => Pop::Search(into_text(&text, values)),
            Self::Flow { name } => Pop::Flow { name, args: flow_arguments(values) },
            Self::Path(path) => Pop::Url(into_address(&path, values)),
        }
    }
}

/// The call's data, for a flow whose input variables have the names of placeholders.
fn flow_arguments(values: &Values) -> Vec<(String, String)> {
    let known = Placeholder::ALL.into_iter().filter(|placeholder| placeholder.is_known_during_call());
    known.map(|placeholder| (placeholder.name().to_owned(), values.get(placeholder).to_owned())).collect()
}

/// Another site, framed in a tab of the workspace.
#[must_use]
pub fn framed(url: &str) -> Pop {
    Pop::Url(format!("{FRAME}{}", encode(url)))
}
