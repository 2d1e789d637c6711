//! The table of settings.

use super::{
    AfterCallWork, AfterMissed, Group, Integration, Kind, Level, MonitoringShown, OpenIn, PopUpSize, SandboxMode,
    SearchInbound, SearchOutbound, SeveralMatches, is_field,
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
    /// The only level it can be set at; none where it can be set at each.
    pub only: Option<Level>,
}

/// Makes [`Key`], [`ROWS`], and a getter of [`Settings`] for each row.
///
/// A row is `Key: field without __c, kind = default, lock, getter, only level`. Without a default nothing is set; without a level it can be
/// set at every level. The kind is one of [`Kind`]'s, whose getter is its text, or
///
/// - `Switch`: a flag;
/// - `Choice(type, default)`: one of the type's values;
/// - `Timeout`: 1 to 60 seconds, in milliseconds;
/// - `Percent`: 1 to 100;
/// - `Interval(most, milliseconds of its unit)`: in milliseconds, 0 for never or without end;
/// - `Prefixes`: with a getter of its own, in [`Settings`].
macro_rules! settings {
    ($($group:ident { $(
        $key:ident: $field:literal, $kind:ident $(($($arg:tt),*))? $(= $default:literal)?, $lock:ident, $getter:ident $(, only $only:ident)?;
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
            key: Key::$key, name: stringify!($key), group: Group::$group, field: concat!($field, "__c"),
            kind: settings!(@kind $kind $($($arg)*)?), default: settings!(@default $kind $($($arg)*)? $(= $default)?),
            locked: settings!(@lock $lock), only: settings!(@only $($only)?),
        }),*),*];

        /// The values in force, one getter for each row of the table.
        impl Settings { $($(
            settings!(@getter $kind $key $getter concat!("The value in force of `", $field, "__c`."); $($($arg)*)?);
        )*)* }
    };
    (@lock locked) => { true };
    (@lock open) => { false };
    (@only) => { None };
    (@only $level:ident) => { Some(Level::$level) };
    (@kind Choice $choice:ident $value:ident) => { Kind::Choice($choice::CODES) };
    (@kind Timeout) => { Kind::Whole(60) };
    (@kind Percent) => { Kind::Whole(100) };
    (@kind Interval $most:literal $unit:literal) => { Kind::WholeOrNone($most) };
    (@kind $kind:ident) => { Kind::$kind };
    (@kind $kind:ident $longest:literal) => { Kind::$kind($longest) };
    (@default Choice $choice:ident $value:ident) => { $choice::$value.code() };
    (@default $kind:ident $($arg:literal)* = $default:literal) => { $default };
    (@default $kind:ident $($arg:literal)*) => { "" };
    (@getter Prefixes $key:ident $getter:ident $doc:expr;) => {};
    (@getter Switch $key:ident $getter:ident $doc:expr;) => {
        #[doc = $doc]
        #[must_use]
        pub fn $getter(&self) -> bool {
            self.is_on(Key::$key)
        }
    };
    (@getter Choice $key:ident $getter:ident $doc:expr; $choice:ident $value:ident) => {
        #[doc = $doc]
        #[must_use]
        pub fn $getter(&self) -> $choice {
            $choice::from_code(self.text(Key::$key)).unwrap_or($choice::$value)
        }
    };
    (@getter Timeout $key:ident $getter:ident $doc:expr;) => {
        #[doc = $doc]
        #[doc = "In milliseconds."]
        #[must_use]
        pub fn $getter(&self) -> u32 {
            self.whole(Key::$key) * 1_000
        }
    };
    (@getter Percent $key:ident $getter:ident $doc:expr;) => {
        #[doc = $doc]
        #[doc = "In per cent."]
        #[must_use]
        pub fn $getter(&self) -> u8 {
            u8::try_from(self.whole(Key::$key)).unwrap_or(100)
        }
    };
    (@getter Interval $key:ident $getter:ident $doc:expr; $most:literal $unit:literal) => {
        #[doc = $doc]
        #[doc = "In milliseconds; 0 is never, or without end."]
        #[must_use]
        pub fn $getter(&self) -> u64 {
            u64::from(self.whole(Key::$key)) * $unit
        }
    };
    (@getter $text:ident $key:ident $getter:ident $doc:expr; $($longest:literal)?) => {
        #[doc = $doc]
        #[must_use]
        pub fn $getter(&self) -> &str {
            self.text(Key::$key)
        }
    };
}

settings! {
    Connection {
        EventServer: "Event_Server", SocketUrl, locked, event_server;
        EventServerSandbox: "Event_Server_Sandbox", SocketUrl, locked, event_server_sandbox;
        LibraryVersion: "Library_Version", Version, locked, library_version;
        LibraryBase: "Library_Base", LibraryBase, locked, library_base;
        MonitoringNumber: "Monitoring_Number", Number = "9999", locked, monitoring_number;
        DialPrefixes: "Dial_Prefixes", Prefixes, locked, dial_prefixes;
        AllowedHosts: "Allowed_Hosts", Hosts, locked, allowed_hosts, only Organisation;
    }
    Basic {
        Integration: "Integration", Choice(Integration, Salesforce), locked, integration;
        SkipInternal: "Skip_Internal", Switch = "on", locked, skips_internal;
        SessionMinutes: "Session_Minutes", Interval(1440, 60_000) = "30", locked, session_interval_ms;
        TimeoutSignIn: "Timeout_Sign_In", Timeout = "5", locked, timeout_sign_in_ms;
        TimeoutSearchRinging: "Timeout_Search_Ringing", Timeout = "5", locked, timeout_search_ringing_ms;
        TimeoutSearchAnswered: "Timeout_Search_Answered", Timeout = "5", locked, timeout_search_answered_ms;
        TimeoutPop: "Timeout_Pop", Timeout = "5", locked, timeout_pop_ms;
        TimeoutLog: "Timeout_Log", Timeout = "5", locked, timeout_log_ms;
        TimeoutSettings: "Timeout_Settings", Timeout = "5", locked, timeout_settings_ms;
        TimeoutUrlRinging: "Timeout_Url_Ringing", Timeout = "5", locked, timeout_url_ringing_ms;
        TimeoutUrlAnswered: "Timeout_Url_Answered", Timeout = "5", locked, timeout_url_answered_ms;
        TimeoutUrlEnded: "Timeout_Url_Ended", Timeout = "5", locked, timeout_url_ended_ms;
        TimeoutUrlDialled: "Timeout_Url_Dialled", Timeout = "5", locked, timeout_url_dialled_ms;
    }
    Status {
        AfterCallWork: "After_Call_Work", Choice(AfterCallWork, Off), locked, after_call_work;
        AfterCallSeconds: "After_Call_Seconds", Interval(3600, 1_000) = "30", locked, after_call_ms;
        AfterMissed: "After_Missed", Choice(AfterMissed, Stay), locked, after_missed;
        SignOffMinutes: "Sign_Off_Minutes", Interval(1440, 60_000) = "0", locked, sign_off_ms;
    }
    Lines {
        LinesDefault: "Lines_Default", Switch = "on", locked, links_unlisted_lines;
        PresentedNumber: "Presented_Number", Number, open, presented_number;
        PresentCalledLine: "Present_Called_Line", Switch = "on", open, presents_called_line;
    }
    PopUp {
        PopUpSize: "Popup_Size", Choice(PopUpSize, Standard), open, pop_up_size;
        PopUpButtons: "Popup_Buttons", Switch = "on", open, shows_buttons;
        PopUpSeconds: "Popup_Seconds", Interval(600, 1_000) = "30", open, pop_up_ms;
        RingSound: "Ring_Sound", Switch = "on", open, rings;
        RingVolume: "Ring_Volume", Percent = "60", open, ring_volume;
        DesktopNotification: "Desktop_Notification", Switch = "on", open, notifies;
        CopyNumber: "Copy_Number", Switch = "off", open, copies_number;
        WithheldName: "Withheld_Name", Text(40) = "非通知", open, withheld_name;
    }
    Salesforce {
        Login: "Login", Text(80), locked, login, only User;
        Sandbox: "Sandbox", Choice(SandboxMode, Auto), locked, sandbox;
        SearchInbound: "Search_Inbound", Choice(SearchInbound, Ringing), locked, search_inbound;
        SearchOutbound: "Search_Outbound", Choice(SearchOutbound, Answered), locked, search_outbound;
        FollowLayout: "Follow_Layout", Switch = "on", locked, follows_layout;
        NoMatchPage: "No_Match_Page", Page, locked, no_match_page;
        NameNoMatch: "Name_No_Match", Text(80) = "該当なし", locked, name_no_match;
        NameSeveral: "Name_Several", Text(80) = "複数該当", locked, name_several;
        PhoneticField: "Phonetic_Field", Text(80), locked, phonetic_field;
        Several: "Several", Choice(SeveralMatches, Choose), locked, several_matches;
    }
    History {
        LogInboundAnswered: "Log_Inbound_Answered", Switch = "on", locked, logs_inbound_answered;
        LogInboundMissed: "Log_Inbound_Missed", Switch = "on", locked, logs_inbound_missed;
        LogOutboundAnswered: "Log_Outbound_Answered", Switch = "on", locked, logs_outbound_answered;
        LogOutboundUnanswered: "Log_Outbound_Unanswered", Switch = "on", locked, logs_outbound_unanswered;
        LogInternal: "Log_Internal", Switch = "off", locked, logs_internal;
        LogTarget: "Log_Target", Object = "Task", locked, log_target;
        LogSubject: "Log_Subject", Template(255), locked, log_subject;
        LogStatus: "Log_Status", Text(40) = "Completed", locked, log_status;
        LogType: "Log_Type", Text(40), locked, log_type;
        ResultRequired: "Result_Required", Switch = "off", locked, requires_result;
        MaySkipLog: "May_Skip_Log", Switch = "on", locked, may_skip_log;
        FollowUp: "Follow_Up", Switch = "on", locked, offers_follow_up;
        RecordingUrl: "Recording_Url", Url, locked, recording_url;
        RetentionDays: "Retention_Days", Interval(3650, 86_400_000) = "0", locked, retention_ms, only Organisation;
    }
    Custom {
        UrlRinging: "Url_Ringing", Url, locked, url_ringing;
        OpenRinging: "Open_Ringing", Choice(OpenIn, Workspace), locked, open_ringing;
        UrlAnswered: "Url_Answered", Url, locked, url_answered;
        OpenAnswered: "Open_Answered", Choice(OpenIn, Workspace), locked, open_answered;
        UrlEnded: "Url_Ended", Url, locked, url_ended;
        OpenEnded: "Open_Ended", Choice(OpenIn, Workspace), locked, open_ended;
        UrlDialled: "Url_Dialled", Url, locked, url_dialled;
        OpenDialled: "Open_Dialled", Choice(OpenIn, Workspace), locked, open_dialled;
    }
    Supervision {
        MonitoringShown: "Monitoring_Shown", Choice(MonitoringShown, Always), locked, monitoring_shown;
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
        self.row().only.is_none_or(|only| only == level)
    }

    /// Whether administrators decide if agents may change it for themselves: nobody claims another's login, whatever is decided.
    #[must_use]
    pub fn has_lock(self) -> bool {
        self.row().only != Some(Level::User)
    }

    /// The setting of a field, whatever the case of its name, with or without a namespace before it.
    #[must_use]
    pub fn of_field(field: &str) -> Option<Self> {
        ROWS.iter().find(|row| is_field(field, row.field)).map(|row| row.key)
    }
}
