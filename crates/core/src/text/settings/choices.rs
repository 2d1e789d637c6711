//! Words of choices and switches.

use crate::settings::{
    AfterCallWork, AfterMissed, Integration, Key, Kind, List, LogPart, MonitoringShown, OpenIn, PopUpSize, SandboxMode,
    SearchInbound, SearchOutbound, SeveralMatches,
};
use crate::text::Language;

/// Gives choices their words. A choice without a word, or without one of the languages, does not compile.
macro_rules! labels {
    ($($choices:ident { $($choice:ident: $ja:literal, $en:literal;)* })*) => {$(
        impl $choices {
            /// Its word.
            #[must_use]
            pub fn label(self, language: Language) -> &'static str {
                match self { $(Self::$choice => language.pick($ja, $en)),* }
            }
        }
    )*};
}

labels! {
    Integration {
        Salesforce: "Salesforce連携", "Salesforce";
        Custom: "カスタム連携", "Custom";
        Off: "連携しない", "None";
    }
    AfterCallWork {
        Off: "しない", "Never";
        Queue: "キューの通話の後", "After calls of a queue";
        Inbound: "外線着信の後", "After incoming external calls";
        External: "すべての外線通話の後", "After all external calls";
    }
    AfterMissed {
        Stay: "変更しない", "No change";
        Away: "離席中", "Not ready";
        Work: "後作業", "After-call work";
    }
    PopUpSize {
        Standard: "標準", "Standard";
        Large: "大", "Large";
        Closed: "表示しない", "Do not open";
    }
    SandboxMode {
        Auto: "自動判定", "Automatic";
        On: "する", "On";
        Off: "しない", "Off";
    }
    SearchInbound {
        Ringing: "着信時", "When ringing";
        Answered: "応答時", "When answered";
        Manual: "手動", "By hand";
    }
    SearchOutbound {
        Dialled: "発信時", "When dialled";
        Answered: "応答時", "When answered";
        Manual: "手動", "By hand";
        Never: "検索しない", "Never";
    }
    SeveralMatches {
        Choose: "パネルで選択", "Choose in the panel";
        First: "優先順位の先頭", "Take the first";
        Search: "検索画面", "Search page";
        Nothing: "何もしない", "Do nothing";
    }
    OpenIn {
        Workspace: "ワークスペースのタブ", "Workspace tab";
        Browser: "ブラウザーのタブ", "Browser tab";
        Get: "GET で送信", "Send a GET";
    }
    MonitoringShown {
        Never: "表示しない", "Never";
        Spoken: "ささやきと割り込みのとき", "Whispering and barging in";
        Always: "常に表示する", "Always";
    }
    LogPart {
        Number: "電話番号", "Number";
        Name: "名前", "Name";
        Line: "回線", "Line";
        Queue: "キュー", "Queue";
        Direction: "方向", "Direction";
        Duration: "通話時間", "Duration";
        Result: "通話結果", "Result";
        Recording: "録音リンク", "Recording link";
        Notes: "メモ", "Notes";
        Hand: "挙手・カスハラ", "Raised hand";
        CallId: "通話 ID", "Call ID";
        RequestId: "リクエスト ID", "Request ID";
    }
}

/// The word of a switch by the code that its field stores.
fn switch_label(code: &str, on: &'static str, off: &'static str) -> Option<&'static str> {
    match code {
        "on" => Some(on),
        "off" => Some(off),
        _ => None,
    }
}

/// The word that most switches have.
fn on_off_label(code: &str, language: Language) -> Option<&'static str> {
    switch_label(code, language.pick("する", "On"), language.pick("しない", "Off"))
}

impl Key {
    /// The word of a choice or a switch by the code that its field stores; none for any other text, and for settings that are typed.
    #[must_use]
    pub fn choice_label(self, code: &str, language: Language) -> Option<&'static str> {
        match self {
            Self::Integration => Integration::from_code(code).map(|choice| choice.label(language)),
            Self::AfterCallWork => AfterCallWork::from_code(code).map(|choice| choice.label(language)),
            Self::AfterMissed => AfterMissed::from_code(code).map(|choice| choice.label(language)),
            Self::PopUpSize => PopUpSize::from_code(code).map(|choice| choice.label(language)),
            Self::Sandbox => SandboxMode::from_code(code).map(|choice| choice.label(language)),
            Self::SearchInbound => SearchInbound::from_code(code).map(|choice| choice.label(language)),
            Self::SearchOutbound => SearchOutbound::from_code(code).map(|choice| choice.label(language)),
            Self::MonitoringShown => MonitoringShown::from_code(code).map(|choice| choice.label(language)),
            Self::Several => SeveralMatches::from_code(code).map(|choice| choice.label(language)),
            Self::OpenRinging | Self::OpenAnswered | Self::OpenEnded | Self::OpenDialled => {
                OpenIn::from_code(code).map(|choice| choice.label(language))
            }
            Self::PopUpButtons => {
                switch_label(code, language.pick("表示する", "Show"), language.pick("表示しない", "Hide"))
            }
            _ if self.row().kind == Kind::Switch => on_off_label(code, language),
            _ => None,
        }
    }
}

impl List {
    /// The word of a choice or a switch in a column; none for any other text, and for columns that are typed.
    #[must_use]
    pub fn choice_label(self, column: usize, code: &str, language: Language) -> Option<&'static str> {
        match (self, column) {
            (Self::Lines, 1) => on_off_label(code, language),
            (Self::LogFields, 0) => LogPart::from_code(code).map(|part| part.label(language)),
            _ => None,
        }
    }
}
