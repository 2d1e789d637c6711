//! Settings that are a choice among a few codes.

/// Makes an enum whose variants go by the codes that are stored.
macro_rules! choices {
    ($($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $choice:ident: $code:literal),* $(,)? })*) => {$(
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $choice),* }

        impl $name {
            /// Every choice, in the order it is shown.
            pub const ALL: &'static [Self] = &[$(Self::$choice),*];
            /// The codes, in the same order.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// The code that is stored.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$choice => $code),* }
            }

            /// From the code that is stored.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$choice),)* _ => None }
            }
        }
    )*};
}
pub(super) use choices;

choices! {
    /// What a call is linked to (連携対象).
    Integration {
        /// Records of Salesforce.
        Salesforce: "salesforce",
        /// Other sites, by their addresses.
        Custom: "custom",
        /// Nothing: Salesforce is not touched at all.
        Off: "none",
    }

    /// Which calls after-call work follows by itself (自動後作業).
    AfterCallWork {
        /// None.
        Off: "none",
        /// Calls of a queue.
        Queue: "queue",
        /// Every incoming call from outside.
        Inbound: "inbound",
        /// Every call with somebody outside.
        External: "external",
    }

    /// The status of an agent who missed a call of a queue (不在着信後のステータス).
    AfterMissed {
        /// As before.
        Stay: "none",
        /// 離席中.
        Away: "notReady",
        /// 後作業.
        Work: "work",
    }

    /// How far the panel opens by itself for an incoming call (画面サイズ).
    PopUpSize {
        /// To the size of the call centre definition.
        Standard: "standard",
        /// To 640 by 800 pixels.
        Large: "large",
        /// It stays closed.
        Closed: "none",
    }

    /// Whether the event server for sandboxes is used (サンドボックス環境にログインする).
    SandboxMode {
        /// In a sandbox.
        Auto: "auto",
        /// Always.
        On: "on",
        /// Never.
        Off: "off",
    }

    /// When an incoming call is searched for (検索タイミング).
    SearchInbound {
        /// 着信時.
        Ringing: "ringing",
        /// 応答時.
        Answered: "answered",
        /// 手動.
        Manual: "manual",
    }

    /// When an outgoing call is searched for (検索タイミング).
    SearchOutbound {
        /// 発信時.
        Dialled: "dialled",
        /// 応答時.
        Answered: "answered",
        /// 手動.
        Manual: "manual",
        /// 検索しない.
        Never: "never",
    }

    /// What happens when several records match (複数該当時の動作).
    SeveralMatches {
        /// The agent chooses in the panel.
        Choose: "choose",
        /// The first one opens.
        First: "first",
        /// A search page opens.
        Search: "search",
        /// Nothing opens.
        Nothing: "nothing",
    }

    /// How a custom URL is opened (カスタム連携).
    OpenIn {
        /// In a tab of the workspace.
        Workspace: "workspace",
        /// In a tab of the browser.
        Browser: "browser",
        /// As a GET whose answer is not read.
        Get: "get",
    }

    /// When the agent sees that a supervisor takes part in her call (モニタリングの表示). A supervisor who barges in is always seen.
    MonitoringShown {
        /// 表示しない.
        Never: "never",
        /// ささやきと割り込みのとき.
        Spoken: "spoken",
        /// 常に.
        Always: "always",
    }
}
