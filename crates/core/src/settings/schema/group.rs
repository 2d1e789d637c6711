//! Pages of the configuration view.

/// A page of the configuration view, by the names administrators know from BIZTEL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// 接続設定.
    Connection,
    /// 基本設定.
    Basic,
    /// ステータス.
    Status,
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
    /// モニタリング・カスハラ対応.
    Supervision,
}

impl Group {
    /// Every group, in the order it is shown.
    pub const ALL: &'static [Self] = &[
        Self::Connection,
        Self::Basic,
        Self::Status,
        Self::Lines,
        Self::PopUp,
        Self::Salesforce,
        Self::History,
        Self::Custom,
        Self::Supervision,
    ];

    /// Its name in files.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Connection => "connection",
            Self::Basic => "basic",
            Self::Status => "status",
            Self::Lines => "lines",
            Self::PopUp => "popup",
            Self::Salesforce => "salesforce",
            Self::History => "history",
            Self::Custom => "custom",
            Self::Supervision => "supervision",
        }
    }
}
