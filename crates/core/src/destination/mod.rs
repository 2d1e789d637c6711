//! Pages that administrators name (検索結果がない時の転送先), read into what they are. Paths of Salesforce Classic become what
//! Lightning can open. [`crate::host`] makes of a destination what the host is asked to open.

mod object;
mod page;
mod path;

pub(crate) use object::object_of_id;
pub use object::phone_field;
pub use page::is_known_page;

/// A page, perhaps with placeholders in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// The form of a new record.
    NewRecord {
        /// API name of the object.
        object: String,
    },
    /// An object's home.
    ObjectHome {
        /// API name of the object.
        object: String,
    },
    /// A list view.
    List {
        /// API name of the object.
        object: String,
        /// The list view's ID.
        id: String,
    },
    /// A record.
    Record {
        /// Its ID.
        id: String,
    },
    /// The search page.
    Search {
        /// What is searched for.
        text: String,
    },
    /// A screen flow. The call's data are its arguments.
    Flow {
        /// API name of the flow.
        name: String,
    },
    /// Any other page of the org, by its path.
    Path(String),
}

impl Destination {
    /// Reads a page that [`crate::settings::value::check`] has let through. `None` for a text that is neither a flow nor a path of
    /// this org.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.strip_prefix("flow:") {
            Some("") => None,
            Some(flow) => Some(Self::Flow { name: flow.to_owned() }),
            None => path::parse(text),
        }
    }
}

#[cfg(test)]
mod tests;
