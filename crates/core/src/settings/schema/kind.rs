//! What a field may hold.

/// What a field may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `on` or `off`.
    Switch,
    /// One of the codes.
    Choice(&'static [&'static str]),
    /// A whole number from 1 to so much.
    Whole(u16),
    /// A whole number from 1 to so much, or 0: never, or without end.
    WholeOrNone(u16),
    /// Text of at most so many UTF-16 units, as Salesforce counts them.
    Text(u16),
    /// The address of a WebSocket: `wss`, or `ws` on this machine.
    SocketUrl,
    /// A version of the Open CTI library: `66.0`.
    Version,
    /// Where the Open CTI library is loaded from: an https origin of Salesforce's own domains.
    LibraryBase,
    /// A telephone number or extension.
    Number,
    /// Digits that are dialled before a number, separated by commas or spaces.
    Prefixes,
    /// Host names, separated by commas or spaces; one may begin with `*.`.
    Hosts,
    /// A page of the org, with placeholders: a path, `flow:Name`, a pasted address of the org.
    Page,
    /// An https address with placeholders, of an allowed host.
    Url,
    /// Text with placeholders.
    Template(u16),
    /// API name of an object.
    Object,
}

impl Kind {
    /// How long the field is in Salesforce, in UTF-16 units; a number has none.
    #[must_use]
    pub fn field_length(self) -> Option<u16> {
        match self {
            Self::Switch => Some(3),
            Self::Choice(_) => Some(20),
            Self::Whole(_) | Self::WholeOrNone(_) => None,
            Self::Text(max) | Self::Template(max) => Some(max),
            Self::Version => Some(8),
            Self::Number => Some(40),
            Self::Object => Some(80),
            Self::SocketUrl | Self::LibraryBase | Self::Prefixes | Self::Hosts | Self::Page | Self::Url => Some(255),
        }
    }

    /// The least and the most that a number may be; of anything else 0 and the longest it may be.
    #[must_use]
    pub fn range(self) -> (usize, usize) {
        match self {
            Self::Whole(most) => (1, most.into()),
            Self::WholeOrNone(most) => (0, most.into()),
            _ => (0, self.field_length().unwrap_or_default().into()),
        }
    }
}
