//! Pages that the host can open.

/// A page to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pop {
    /// A record.
    Record {
        /// Its ID.
        id: String,
    },
    /// What the softphone layout says of the search that brought this, unread.
    Layout(LayoutPop),
    /// A new record with some fields filled in. It covers the panel.
    NewRecord {
        /// API name of the object.
        object: String,
        /// API names and texts.
        fields: Vec<(String, String)>,
    },
    /// An address of this org, relative: it begins with one slash.
    Url(String),
    /// An object's home: its API name.
    ObjectHome(String),
    /// A list view.
    List {
        /// The list view's ID.
        id: String,
        /// API name of the object.
        object: String,
    },
    /// The search page, for this text.
    Search(String),
    /// A screen flow.
    Flow {
        /// Its API name.
        name: String,
        /// Names and texts of its input variables.
        args: Vec<(String, String)>,
    },
}

/// What a softphone layout wants opened. The host's own business but for its kind; passed back as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutPop {
    /// Whether it opens a new-record window, which covers the panel.
    pub covers_panel: bool,
    /// The host's own data, as JSON.
    pub data: String,
}

impl Pop {
    /// Whether it covers the panel: then it never opens while a call rings.
    #[must_use]
    pub fn covers_panel(&self) -> bool {
        match self {
            Self::NewRecord { .. } => true,
            Self::Layout(pop) => pop.covers_panel,
            Self::Url(url) => makes_record(url.split(['?', '#']).next().unwrap_or_default()),
            _ => false,
        }
    }
}

/// `/lightning/o/Case/new`, or Classic's `/a0B/e`.
fn makes_record(path: &str) -> bool {
    path.ends_with("/new") || (path.len() == 6 && path.ends_with("/e"))
}
