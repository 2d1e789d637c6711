//! What can be set: every setting with its field, its group, what may stand in it, its default and its lock. The form, the check, the
//! documentation, the Salesforce fields and the simulator are made from this table.
//!
//! The hierarchy custom setting is `Denwa_Settings__c`: one field for each [`Key`]. On/off values and choices are texts there, so that
//! a level can leave them to the one above.
//!
//! **Every row has a test that proves its behaviour**: a scenario in `crates/core/tests/it/settings/` whose name begins with the row's
//! field in lower case without `__c` and an underscore, for instance `popup_seconds_returns_the_panel` for `Popup_Seconds__c`,
//! `denwa_line_` for the list `Denwa_Line__c`; and one end-to-end test for each group in `tests/e2e/` whose title has the group's code in
//! square brackets: `[popup]`. A test of the documentation reads the sources and fails where one is missing (docs/settings.md).

/// A page of the configuration view, by the names administrators know from BIZTEL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// 接続設定.
    Connection,
    /// 基本設定.
    Basic,
    /// 連携対象電話番号.
    Lines,
    /// ポップアップ.
    PopUp,
    /// Salesforce連携.
    Salesforce,
    /// 履歴・録音ファイルの連携.
    History,
    /// カスタム連携.
    Custom,
}

impl Group {
    /// Every group, in the order it is shown.
    pub const ALL: &'static [Self] =
        &[Self::Connection, Self::Basic, Self::Lines, Self::PopUp, Self::Salesforce, Self::History, Self::Custom];

    /// Its name in files.
    #[must_use]
    pub fn code(self) -> &'static str {
        const CODES: &[&str; 7] = &["connection", "basic", "lines", "popup", "salesforce", "history", "custom"];
        CODES[self as usize]
    }
}

/// What may stand in a field.
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

    /// The least and the most that a number may be; of what is no number, how long it may be.
    #[must_use]
    pub fn range(self) -> (usize, usize) {
        match self {
            Self::Whole(most) => (1, most.into()),
            Self::WholeOrNone(most) => (0, most.into()),
            _ => (0, self.field_length().unwrap_or_default().into()),
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Which setting.
    pub key: Key,
    /// Its name in the code.
    pub name: &'static str,
    /// Its page.
    pub group: Group,
    /// API name of its field in `Denwa_Settings__c`.
    pub field: &'static str,
    /// What may stand in it.
    pub kind: Kind,
    /// What holds where nobody has set anything, written as it would stand in the field.
    pub default: &'static str,
    /// Whether agents may not change it for themselves, until an administrator decides otherwise.
    pub locked: bool,
    /// The lowest level it can be set at.
    pub lowest: Level,
}

/// Where a value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// For everybody.
    Organisation,
    /// For everybody with a profile.
    Profile,
    /// For one user.
    User,
}

impl Level {
    /// All of them, the widest first.
    pub const ALL: [Self; 3] = [Self::Organisation, Self::Profile, Self::User];

    /// Its name on the wire.
    #[must_use]
    pub fn code(self) -> &'static str {
        const CODES: &[&str; 3] = &["organisation", "profile", "user"];
        CODES[self as usize]
    }

    /// From its name on the wire.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.code() == code)
    }
}

macro_rules! settings {
    ($($group:ident { $($key:ident: $field:literal, $kind:expr, $default:literal, $lock:ident $(, $lowest:ident)?;)* })*) => {
        /// A setting.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the table says what each is; help texts stand in static/text")]
        pub enum Key { $($($key),*),* }

        /// How many there are.
        pub const COUNT: usize = [$($(Key::$key),*),*].len();

        /// Every setting, in the order it is shown; [`Key`]'s numbers are the places here.
        pub const ROWS: &[Row; COUNT] = &[$($(Row {
            key: Key::$key, name: stringify!($key), group: Group::$group, field: concat!($field, "__c"), kind: $kind, default: $default,
            locked: settings!(@lock $lock), lowest: settings!(@lowest $($lowest)?),
        }),*),*];
    };
    (@lock locked) => { true };
    (@lock open) => { false };
    (@lowest) => { Level::User };
    (@lowest $lowest:ident) => { Level::$lowest };
}

use Kind::{
    Choice, Hosts, LibraryBase, Number, Object, Page, Prefixes, SocketUrl, Switch, Template, Text, Url, Version, Whole,
    WholeOrNone,
};

/// When an incoming call is searched for: 着信時, 応答時, 手動.
const SEARCH_INBOUND: Kind = Choice(&["ringing", "answered", "manual"]);
/// When an outgoing call is searched for: 発信時, 応答時, 手動, 検索しない.
const SEARCH_OUTBOUND: Kind = Choice(&["dialled", "answered", "manual", "never"]);
/// How a custom URL is opened: a tab of the workspace, a tab of the browser, or a GET whose answer is not read.
const OPEN: Kind = Choice(&["workspace", "browser", "get"]);
/// Request time-outs, in seconds.
const TIMEOUT: Kind = Whole(60);

settings! {
    Connection {
        EventServer: "Event_Server", SocketUrl, "", locked;
        EventServerSandbox: "Event_Server_Sandbox", SocketUrl, "", locked;
        LibraryVersion: "Library_Version", Version, "", locked;
        LibraryBase: "Library_Base", LibraryBase, "", locked;
        MonitoringNumber: "Monitoring_Number", Number, "9999", locked;
        DialPrefixes: "Dial_Prefixes", Prefixes, "", locked;
        AllowedHosts: "Allowed_Hosts", Hosts, "", locked, Organisation;
    }
    Basic {
        Integration: "Integration", Choice(&["salesforce", "custom", "none"]), "salesforce", locked;
        SkipInternal: "Skip_Internal", Switch, "on", locked;
        SessionMinutes: "Session_Minutes", WholeOrNone(1440), "30", locked;
        TimeoutSignIn: "Timeout_Sign_In", TIMEOUT, "5", locked;
        TimeoutSearchRinging: "Timeout_Search_Ringing", TIMEOUT, "5", locked;
        TimeoutSearchAnswered: "Timeout_Search_Answered", TIMEOUT, "5", locked;
        TimeoutPop: "Timeout_Pop", TIMEOUT, "5", locked;
        TimeoutLog: "Timeout_Log", TIMEOUT, "5", locked;
        TimeoutSettings: "Timeout_Settings", TIMEOUT, "5", locked;
        TimeoutUrlRinging: "Timeout_Url_Ringing", TIMEOUT, "5", locked;
        TimeoutUrlAnswered: "Timeout_Url_Answered", TIMEOUT, "5", locked;
        TimeoutUrlEnded: "Timeout_Url_Ended", TIMEOUT, "5", locked;
        TimeoutUrlDialled: "Timeout_Url_Dialled", TIMEOUT, "5", locked;
    }
    Lines {
        LinesDefault: "Lines_Default", Switch, "on", locked;
    }
    PopUp {
        PopUpSize: "Popup_Size", Choice(&["standard", "large", "none"]), "standard", open;
        PopUpButtons: "Popup_Buttons", Switch, "on", open;
        PopUpSeconds: "Popup_Seconds", WholeOrNone(600), "30", open;
        CopyNumber: "Copy_Number", Switch, "off", open;
        WithheldName: "Withheld_Name", Text(40), "非通知", open;
    }
    Salesforce {
        Login: "Login", Text(80), "", locked;
        Sandbox: "Sandbox", Choice(&["auto", "on", "off"]), "auto", locked;
        SearchInbound: "Search_Inbound", SEARCH_INBOUND, "ringing", locked;
        SearchOutbound: "Search_Outbound", SEARCH_OUTBOUND, "answered", locked;
        FollowLayout: "Follow_Layout", Switch, "on", locked;
        NoMatchPage: "No_Match_Page", Page, "", locked;
        NameNoMatch: "Name_No_Match", Text(80), "該当なし", locked;
        NameSeveral: "Name_Several", Text(80), "複数該当", locked;
        Several: "Several", Choice(&["choose", "first", "search", "nothing"]), "choose", locked;
    }
    History {
        LogInboundAnswered: "Log_Inbound_Answered", Switch, "on", locked;
        LogInboundMissed: "Log_Inbound_Missed", Switch, "on", locked;
        LogOutboundAnswered: "Log_Outbound_Answered", Switch, "on", locked;
        LogOutboundUnanswered: "Log_Outbound_Unanswered", Switch, "on", locked;
        LogInternal: "Log_Internal", Switch, "off", locked;
        LogTarget: "Log_Target", Object, "Task", locked;
        LogSubject: "Log_Subject", Template(255), "", locked;
        LogStatus: "Log_Status", Text(40), "Completed", locked;
        LogType: "Log_Type", Text(40), "", locked;
        ResultRequired: "Result_Required", Switch, "off", locked;
        RecordingUrl: "Recording_Url", Url, "", locked;
    }
    Custom {
        UrlRinging: "Url_Ringing", Url, "", locked;
        OpenRinging: "Open_Ringing", OPEN, "workspace", locked;
        UrlAnswered: "Url_Answered", Url, "", locked;
        OpenAnswered: "Open_Answered", OPEN, "workspace", locked;
        UrlEnded: "Url_Ended", Url, "", locked;
        OpenEnded: "Open_Ended", OPEN, "workspace", locked;
        UrlDialled: "Url_Dialled", Url, "", locked;
        OpenDialled: "Open_Dialled", OPEN, "workspace", locked;
    }
}

impl Key {
    /// Its row.
    #[must_use]
    pub fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }

    /// Its name in files: `eventServer`.
    #[must_use]
    pub fn code(self) -> String {
        let mut name = self.row().name.to_owned();
        if let Some(first) = name.get_mut(..1) {
            first.make_ascii_lowercase();
        }
        name
    }

    /// Whether it can be set at that level: a login is one person's, and some are the organisation's alone.
    #[must_use]
    pub fn is_of(self, level: Level) -> bool {
        level <= self.row().lowest && (self != Self::Login || level == Level::User)
    }

    /// The setting of a field, whatever its case, with or without a namespace before it.
    #[must_use]
    pub fn of_field(field: &str) -> Option<Self> {
        ROWS.iter().find(|row| is_field(field, row.field)).map(|row| row.key)
    }
}

/// Whether a name from Salesforce is that field: without regard to case, with or without a namespace.
pub(crate) fn is_field(name: &str, field: &str) -> bool {
    let bare = name.len().checked_sub(field.len()).and_then(|at| Some((name.get(..at)?, name.get(at..)?)));
    bare.is_some_and(|(namespace, name)| {
        name.eq_ignore_ascii_case(field) && (namespace.is_empty() || namespace.ends_with("__"))
    })
}

/// A column of a list.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// API name of its field.
    pub field: &'static str,
    /// What may stand in it. An empty field is allowed unless `required`.
    pub kind: ColumnKind,
    /// A row without it says nothing.
    pub required: bool,
}

/// What may stand in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// As a setting of its own.
    Of(Kind),
    /// API names of fields, separated by commas.
    Fields,
    /// API name of a field.
    Field,
}

impl ColumnKind {
    /// What a text in it is checked as, names of fields aside.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self {
            Self::Of(kind) => kind,
            Self::Fields => Text(255),
            Self::Field => Text(80),
        }
    }
}

/// A list of settings: a list custom setting, whose rows say which level they belong to (`Level__c`: an ID) and where they stand (`Order__c`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// Ticks of lines (連携対象電話番号). A number's row of the nearest level counts.
    Lines,
    /// Search targets (検索対象タブ). The nearest level that has any counts as a whole.
    Targets,
    /// Which field of the log takes which part of a call. A part's row of the nearest level counts.
    LogFields,
    /// Results of calls to choose from (通話結果). The nearest level that has any counts as a whole.
    Results,
}

/// What a list consists of.
#[derive(Clone, Copy, Debug)]
pub struct ListRow {
    /// Which list.
    pub list: List,
    /// Its page.
    pub group: Group,
    /// API name of its list custom setting.
    pub object: &'static str,
    /// Its columns, but for `Level__c` and `Order__c`.
    pub columns: &'static [Column],
    /// The most rows at one level.
    pub most: usize,
}

/// The most columns of a list.
pub(crate) const MOST_COLUMNS: usize = 4;

/// Parts of a call that a log can take.
pub const LOG_PARTS: &[&str] =
    &["number", "name", "line", "queue", "direction", "duration", "result", "recording", "callId", "requestId"];

/// Every list.
pub const LISTS: &[ListRow] = &[
    ListRow {
        list: List::Lines,
        group: Group::Lines,
        object: "Denwa_Line__c",
        columns: &[
            Column { field: "Number__c", kind: ColumnKind::Of(Number), required: true },
            Column { field: "Linked__c", kind: ColumnKind::Of(Switch), required: true },
        ],
        most: 500,
    },
    ListRow {
        list: List::Targets,
        group: Group::Salesforce,
        object: "Denwa_Search_Target__c",
        columns: &[
            Column { field: "Object__c", kind: ColumnKind::Of(Object), required: true },
            Column { field: "Phone_Fields__c", kind: ColumnKind::Fields, required: false },
            Column { field: "Show_Fields__c", kind: ColumnKind::Fields, required: false },
            Column { field: "Line__c", kind: ColumnKind::Of(Number), required: false },
        ],
        most: 50,
    },
    ListRow {
        list: List::LogFields,
        group: Group::History,
        object: "Denwa_Log_Field__c",
        columns: &[
            Column { field: "Part__c", kind: ColumnKind::Of(Choice(LOG_PARTS)), required: true },
            Column { field: "Field__c", kind: ColumnKind::Field, required: false },
        ],
        most: 50,
    },
    ListRow {
        list: List::Results,
        group: Group::History,
        object: "Denwa_Call_Result__c",
        columns: &[Column { field: "Label__c", kind: ColumnKind::Of(Text(80)), required: true }],
        most: 100,
    },
];

impl List {
    /// What it consists of.
    #[must_use]
    pub fn row(self) -> &'static ListRow {
        &LISTS[self as usize]
    }

    /// The list of a custom setting, whatever its case, with or without a namespace before it.
    #[must_use]
    pub fn of_object(object: &str) -> Option<Self> {
        LISTS.iter().find(|list| is_field(object, list.object)).map(|list| list.list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_places() {
        for (place, row) in ROWS.iter().enumerate() {
            assert_eq!(row.key as usize, place);
            assert!(place < 64, "a bit for each in the locks");
            assert_eq!(Key::of_field(row.field), Some(row.key));
            assert_eq!(Key::of_field(&format!("acme__{}", row.field.to_lowercase())), Some(row.key));
        }
        for (place, list) in LISTS.iter().enumerate() {
            assert_eq!(list.list as usize, place);
            assert!(list.columns.len() <= MOST_COLUMNS);
            assert_eq!(List::of_object(list.object), Some(list.list));
        }
        // Merging goes through the table once, and looks at addresses when it knows which hosts are allowed.
        assert!(ROWS.iter().all(|row| row.kind != Url || row.key > Key::AllowedHosts));
        assert_eq!(Key::of_field("XEvent_Server__c"), None);
        assert_eq!(Key::of_field(""), None);
    }

    #[test]
    fn names_are_salesforces() {
        // API names: at most 40 characters before `__c`, letters, digits and single underscores.
        let names = ROWS.iter().map(|row| row.field).chain(LISTS.iter().map(|list| list.object));
        for name in names.chain(LISTS.iter().flat_map(|list| list.columns.iter().map(|column| column.field))) {
            let bare = name.strip_suffix("__c").expect("a custom name");
            assert!(bare.len() <= 40 && !bare.contains("__") && bare.starts_with(char::is_alphabetic), "{name}");
        }
    }
}
