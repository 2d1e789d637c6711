//! The table of settings.

use super::Kind::{
    Choice, Hosts, LibraryBase, Number, Object, Page, Prefixes, SocketUrl, Switch, Template, Text, Url, Version, Whole,
    WholeOrNone,
};
use super::{
    Group, Integration, Kind, Level, OpenIn, PopUpSize, SandboxMode, SearchInbound, SearchOutbound, SeveralMatches,
    is_field,
};
use crate::settings::Settings;
use serde::{Deserialize, Serialize};

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The setting.
    pub key: Key,
    /// Its name in the code.
    pub name: &'static str,
    /// Its page.
    pub group: Group,
    /// API name of its field in `Denwa_Settings__c`.
    pub field: &'static str,
    /// What it may hold.
    pub kind: Kind,
    /// The value where nobody has set one, written as in the field.
    pub default: &'static str,
    /// Whether agents may not change it for themselves, until an administrator decides otherwise.
    pub locked: bool,
    /// The lowest level it can be set at.
    pub lowest: Level,
}

/// Makes [`Key`], [`ROWS`], and a getter of [`Settings`] for each row.
///
/// A row is `Key: field without __c, kind, default, lock, getter -> type`. The type of the getter is `text`, `flag`, `timeout` (from
/// seconds, in milliseconds), `interval(milliseconds of its unit)`, one of the choices, or `written_out`.
macro_rules! settings {
    ($($group:ident { $(
        $key:ident: $field:literal, $kind:expr, $default:literal, $lock:ident,
        $getter:ident -> $type:ident $(($unit:literal))? $(, $lowest:ident)?;
    )* })*) => {
        /// A setting.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(into = "&'static str", try_from = "String")]
        #[expect(missing_docs, reason = "the table says what each is; its words are in text/")]
        pub enum Key { $($($key),*),* }

        /// How many settings there are.
        pub const COUNT: usize = [$($(Key::$key),*),*].len();

        /// Every setting, in the order it is shown; [`Key`]'s numbers are the places here.
        pub const ROWS: &[Row; COUNT] = &[$($(Row {
            key: Key::$key, name: stringify!($key), group: Group::$group, field: concat!($field, "__c"), kind: $kind, default: $default,
            locked: settings!(@lock $lock), lowest: settings!(@lowest $($lowest)?),
        }),*),*];

        /// The values in force, one getter for each row of the table.
        impl Settings { $($(
            settings!(@getter $type $key $getter concat!("The value in force of `", $field, "__c`."); $($unit)?);
        )*)* }
    };
    (@lock locked) => { true };
    (@lock open) => { false };
    (@lowest) => { Level::User };
    (@lowest $lowest:ident) => { Level::$lowest };
    (@getter written_out $key:ident $getter:ident $doc:expr;) => {};
    (@getter text $key:ident $getter:ident $doc:expr;) => {
        #[doc = $doc]
        #[must_use]
        pub fn $getter(&self) -> &str {
            self.text(Key::$key)
        }
    };
    (@getter flag $key:ident $getter:ident $doc:expr;) => {
        #[doc = $doc]
        #[must_use]
        pub fn $getter(&self) -> bool {
            self.is_on(Key::$key)
        }
    };
    (@getter timeout $key:ident $getter:ident $doc:expr;) => {
        #[doc = $doc]
        #[doc = "In milliseconds."]
        #[must_use]
        pub fn $getter(&self) -> u32 {
            self.whole(Key::$key) * 1_000
        }
    };
    (@getter interval $key:ident $getter:ident $doc:expr; $unit:literal) => {
        #[doc = $doc]
        #[doc = "In milliseconds; 0 is never, or without end."]
        #[must_use]
        pub fn $getter(&self) -> u64 {
            u64::from(self.whole(Key::$key)) * $unit
        }
    };
    (@getter $choice:ident $key:ident $getter:ident $doc:expr;) => {
        #[doc = $doc]
        #[must_use]
        pub fn $getter(&self) -> $choice {
            $choice::from_code(self.text(Key::$key)).unwrap_or($choice::ALL[0])
        }
    };
}

/// Request time-outs, in seconds.
const TIMEOUT: Kind = Whole(60);
/// How a custom URL is opened.
const OPEN: Kind = Choice(OpenIn::CODES);

settings! {
    Connection {
        EventServer: "Event_Server", SocketUrl, "", locked, event_server -> text;
        EventServerSandbox: "Event_Server_Sandbox", SocketUrl, "", locked, event_server_sandbox -> text;
        LibraryVersion: "Library_Version", Version, "", locked, library_version -> text;
        LibraryBase: "Library_Base", LibraryBase, "", locked, library_base -> text;
        MonitoringNumber: "Monitoring_Number", Number, "9999", locked, monitoring_number -> text;
        DialPrefixes: "Dial_Prefixes", Prefixes, "", locked, dial_prefixes -> written_out;
        AllowedHosts: "Allowed_Hosts", Hosts, "", locked, allowed_hosts -> text, Organisation;
    }
    Basic {
        Integration: "Integration", Choice(Integration::CODES), "salesforce", locked, integration -> Integration;
        SkipInternal: "Skip_Internal", Switch, "on", locked, skips_internal -> flag;
        SessionMinutes: "Session_Minutes", WholeOrNone(1440), "30", locked, session_interval_ms -> interval(60_000);
        TimeoutSignIn: "Timeout_Sign_In", TIMEOUT, "5", locked, timeout_sign_in_ms -> timeout;
        TimeoutSearchRinging: "Timeout_Search_Ringing", TIMEOUT, "5", locked, timeout_search_ringing_ms -> timeout;
        TimeoutSearchAnswered: "Timeout_Search_Answered", TIMEOUT, "5", locked, timeout_search_answered_ms -> timeout;
        TimeoutPop: "Timeout_Pop", TIMEOUT, "5", locked, timeout_pop_ms -> timeout;
        TimeoutLog: "Timeout_Log", TIMEOUT, "5", locked, timeout_log_ms -> timeout;
        TimeoutSettings: "Timeout_Settings", TIMEOUT, "5", locked, timeout_settings_ms -> timeout;
        TimeoutUrlRinging: "Timeout_Url_Ringing", TIMEOUT, "5", locked, timeout_url_ringing_ms -> timeout;
        TimeoutUrlAnswered: "Timeout_Url_Answered", TIMEOUT, "5", locked, timeout_url_answered_ms -> timeout;
        TimeoutUrlEnded: "Timeout_Url_Ended", TIMEOUT, "5", locked, timeout_url_ended_ms -> timeout;
        TimeoutUrlDialled: "Timeout_Url_Dialled", TIMEOUT, "5", locked, timeout_url_dialled_ms -> timeout;
    }
    Lines {
        LinesDefault: "Lines_Default", Switch, "on", locked, links_unlisted_lines -> flag;
    }
    PopUp {
        PopUpSize: "Popup_Size", Choice(PopUpSize::CODES), "standard", open, pop_up_size -> PopUpSize;
        PopUpButtons: "Popup_Buttons", Switch, "on", open, shows_buttons -> flag;
        PopUpSeconds: "Popup_Seconds", WholeOrNone(600), "30", open, pop_up_ms -> interval(1_000);
        CopyNumber: "Copy_Number", Switch, "off", open, copies_number -> flag;
        WithheldName: "Withheld_Name", Text(40), "非通知", open, withheld_name -> text;
    }
    Salesforce {
        Login: "Login", Text(80), "", locked, login -> text;
        Sandbox: "Sandbox", Choice(SandboxMode::CODES), "auto", locked, sandbox -> SandboxMode;
        SearchInbound: "Search_Inbound", Choice(SearchInbound::CODES), "ringing", locked, search_inbound -> SearchInbound;
        SearchOutbound: "Search_Outbound", Choice(SearchOutbound::CODES), "answered", locked, search_outbound -> SearchOutbound;
        FollowLayout: "Follow_Layout", Switch, "on", locked, follows_layout -> flag;
        NoMatchPage: "No_Match_Page", Page, "", locked, no_match_page -> text;
        NameNoMatch: "Name_No_Match", Text(80), "該当なし", locked, name_no_match -> text;
        NameSeveral: "Name_Several", Text(80), "複数該当", locked, name_several -> text;
        Several: "Several", Choice(SeveralMatches::CODES), "choose", locked, several_matches -> SeveralMatches;
    }
    History {
        LogInboundAnswered: "Log_Inbound_Answered", Switch, "on", locked, logs_inbound_answered -> flag;
        LogInboundMissed: "Log_Inbound_Missed", Switch, "on", locked, logs_inbound_missed -> flag;
        LogOutboundAnswered: "Log_Outbound_Answered", Switch, "on", locked, logs_outbound_answered -> flag;
        LogOutboundUnanswered: "Log_Outbound_Unanswered", Switch, "on", locked, logs_outbound_unanswered -> flag;
        LogInternal: "Log_Internal", Switch, "off", locked, logs_internal -> flag;
        LogTarget: "Log_Target", Object, "Task", locked, log_target -> text;
        LogSubject: "Log_Subject", Template(255), "", locked, log_subject -> text;
        LogStatus: "Log_Status", Text(40), "Completed", locked, log_status -> text;
        LogType: "Log_Type", Text(40), "", locked, log_type -> text;
        ResultRequired: "Result_Required", Switch, "off", locked, requires_result -> flag;
        RecordingUrl: "Recording_Url", Url, "", locked, recording_url -> text;
    }
    Custom {
        UrlRinging: "Url_Ringing", Url, "", locked, url_ringing -> text;
        OpenRinging: "Open_Ringing", OPEN, "workspace", locked, open_ringing -> OpenIn;
        UrlAnswered: "Url_Answered", Url, "", locked, url_answered -> text;
        OpenAnswered: "Open_Answered", OPEN, "workspace", locked, open_answered -> OpenIn;
        UrlEnded: "Url_Ended", Url, "", locked, url_ended -> text;
        OpenEnded: "Open_Ended", OPEN, "workspace", locked, open_ended -> OpenIn;
        UrlDialled: "Url_Dialled", Url, "", locked, url_dialled -> text;
        OpenDialled: "Open_Dialled", OPEN, "workspace", locked, open_dialled -> OpenIn;
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
        let name = self.row().name;
        name[..1].to_ascii_lowercase() + &name[1..]
    }

    /// Whether it can be set at that level: a login is one person's, and some settings are the organisation's alone.
    #[must_use]
    pub fn is_of(self, level: Level) -> bool {
        level <= self.row().lowest && (self != Self::Login || level == Level::User)
    }

    /// The setting of a field, whatever the case of its name, with or without a namespace before it.
    #[must_use]
    pub fn of_field(field: &str) -> Option<Self> {
        ROWS.iter().find(|row| is_field(field, row.field)).map(|row| row.key)
    }
}
