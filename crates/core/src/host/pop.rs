//! Pages that the host can open.

/// A page to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pop {
    /// A record.
    Record {
        /// Its ID.
        id: String,
    },
    /// The page that the softphone layout wants opened, as the search brought it.
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

/// A page that a softphone layout wants opened. The panel knows its kind; the rest is passed back to the host as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutPop {
    /// What kind of page.
    pub kind: PageKind,
    /// The host's own data, as JSON.
    pub data: String,
}

/// The kind of a page, for the words that say what opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// A record.
    Record,
    /// The form for a new record. It covers the panel.
    NewRecord,
    /// An object's home or a list view.
    List,
    /// The search page.
    Search,
    /// Any other page, or a flow.
    Other,
}

impl Pop {
    /// The kind of the page.
    #[must_use]
    pub fn kind(&self) -> PageKind {
        match self {
            Self::Record { .. } => PageKind::Record,
            Self::Layout(pop) => pop.kind,
            Self::NewRecord { .. } => PageKind::NewRecord,
            Self::Url(url) if makes_record(url) => PageKind::NewRecord,
            Self::ObjectHome(_) | Self::List { .. } => PageKind::List,
            Self::Search(_) => PageKind::Search,
            Self::Url(_) | Self::Flow { .. } => PageKind::Other,
        }
    }

    /// Whether the page covers the panel: then it never opens while a call rings.
    #[must_use]
    pub fn covers_panel(&self) -> bool {
        self.kind() == PageKind::NewRecord
    }
}

/// `/lightning/o/Case/new`, or Classic's `/a0B/e`.
fn makes_record(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    path.ends_with("/new") || (path.len() == "/a0B/e".len() && path.ends_with("/e"))
}
