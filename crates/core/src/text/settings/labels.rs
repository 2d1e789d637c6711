//! Names of settings, groups and levels.

use crate::settings::{Group, Key, Level};
use crate::text::Language;

impl Group {
    /// The name of its tab, as administrators know it from BIZTEL.
    #[must_use]
    pub fn label(self, language: Language) -> &'static str {
        let (ja, en) = match self {
            Self::Connection => ("接続設定", "Connection"),
            Self::Basic => ("基本設定", "Basic"),
            Self::Status => ("ステータス", "Status"),
            Self::Lines => ("連携対象電話番号", "Lines"),
            Self::PopUp => ("ポップアップ", "Pop-up"),
            Self::Salesforce => ("Salesforce連携", "Salesforce"),
            Self::History => ("履歴・録音ファイルの連携", "History and recordings"),
            Self::Custom => ("カスタム連携", "Custom URLs"),
            Self::Supervision => ("モニタリング・カスハラ対応", "Supervision"),
        };
        language.pick(ja, en)
    }
}

impl Level {
    /// Its name.
    #[must_use]
    pub fn label(self, language: Language) -> &'static str {
        let (ja, en) = match self {
            Self::Organisation => ("組織", "Organization"),
            Self::Profile => ("プロファイル", "Profile"),
            Self::User => ("ユーザー", "User"),
        };
        language.pick(ja, en)
    }
}

impl Key {
    /// Its name, also that of its field in Salesforce: at most 40 characters.
    #[must_use]
    pub fn label(self, language: Language) -> &'static str {
        let (ja, en) = match self {
            Self::EventServer => ("イベントサーバーURL", "Event server URL"),
            Self::EventServerSandbox => ("イベントサーバーURL（サンドボックス用）", "Event server URL (sandbox)"),
            Self::LibraryVersion => ("Open CTI ライブラリ（バージョン）", "Open CTI library (version)"),
            Self::LibraryBase => ("Open CTI ライブラリ（アドレス）", "Open CTI library (address)"),
            Self::MonitoringNumber => ("監視用システム番号", "Monitoring number"),
            Self::DialPrefixes => ("外線発信番号・拠点プレフィックス", "Outside-line and office prefixes"),
            Self::AllowedHosts => ("接続を許可するホスト", "Allowed hosts"),
            Self::Integration => ("連携対象", "Integration target"),
            Self::SkipInternal => ("内線着信時はCTI連携しない", "Skip incoming internal calls"),
            Self::SessionMinutes => ("セッション維持時間(分)", "Session refresh interval (minutes)"),
            Self::TimeoutSignIn => ("連携タイムアウト時間(秒): ログイン", "Time-out (s): sign-in"),
            Self::TimeoutSearchRinging => {
                ("連携タイムアウト時間(秒): 着信時の検索", "Time-out (s): search while ringing")
            }
            Self::TimeoutSearchAnswered => {
                ("連携タイムアウト時間(秒): 応答時の検索", "Time-out (s): search when answered")
            }
            Self::TimeoutPop => ("連携タイムアウト時間(秒): ページを開く", "Time-out (s): open a page"),
            Self::TimeoutLog => ("連携タイムアウト時間(秒): 記録", "Time-out (s): log"),
            Self::TimeoutSettings => ("連携タイムアウト時間(秒): 設定", "Time-out (s): settings"),
            Self::TimeoutUrlRinging => ("連携タイムアウト時間(秒): 着信時URL", "Time-out (s): ringing URL"),
            Self::TimeoutUrlAnswered => ("連携タイムアウト時間(秒): 応答時URL", "Time-out (s): answered URL"),
            Self::TimeoutUrlEnded => ("連携タイムアウト時間(秒): 切断時URL", "Time-out (s): ended URL"),
            Self::TimeoutUrlDialled => ("連携タイムアウト時間(秒): 発信時URL", "Time-out (s): dialled URL"),
            Self::AfterCallWork => ("自動後作業", "Automatic after-call work"),
            Self::AfterCallSeconds => ("自動後作業の時間(秒)", "After-call work: time (s)"),
            Self::AfterMissed => ("不在着信後のステータス", "Status after a missed call"),
            Self::SignOffMinutes => ("離脱後の自動ログオフ(分)", "Sign off after leaving (minutes)"),
            Self::LinesDefault => ("一覧にない番号を連携する", "Link numbers that are not listed"),
            Self::PresentedNumber => ("発信時の通知番号", "Number to present"),
            Self::PresentCalledLine => ("折り返しは着信した番号を通知する", "Present the called line on callbacks"),
            Self::PopUpSize => ("画面サイズ", "Size"),
            Self::PopUpButtons => ("通話・切断ボタン", "Answer and hang-up buttons"),
            Self::PopUpSeconds => ("表示時間(秒)", "Display time (seconds)"),
            Self::RingSound => ("着信音を鳴らす", "Ring for incoming calls"),
            Self::RingVolume => ("着信音の音量(%)", "Ring volume (%)"),
            Self::DesktopNotification => ("デスクトップ通知", "Desktop notifications"),
            Self::CopyNumber => ("CTI連携時に電話番号をクリップボードにコピーする", "Copy the number to the clipboard"),
            Self::WithheldName => ("非通知時の表示名", "Name for a withheld number"),
            Self::Login => ("ログインID", "Telephony login"),
            Self::Sandbox => ("サンドボックス環境にログインする", "Sandbox"),
            Self::SearchInbound => ("検索タイミング（着信）", "Search timing (incoming)"),
            Self::SearchOutbound => ("検索タイミング（発信）", "Search timing (outgoing)"),
            Self::FollowLayout => ("ソフトフォンレイアウトに従う", "Follow the softphone layout"),
            Self::NoMatchPage => ("検索結果がない時の転送先", "Page when nothing matches"),
            Self::NameNoMatch => ("検索結果がない時の{NAME}パラメータ", "{NAME} when nothing matches"),
            Self::NameSeveral => ("複数登録時の{NAME}パラメータ", "{NAME} when several match"),
            Self::PhoneticField => ("ふりがなの項目", "Phonetic name field"),
            Self::Several => ("複数該当時の動作", "When several match"),
            Self::LogInboundAnswered => ("記録する通話: 着信（応答）", "Log: incoming, answered"),
            Self::LogInboundMissed => ("記録する通話: 着信（不在）", "Log: incoming, missed"),
            Self::LogOutboundAnswered => ("記録する通話: 発信（応答）", "Log: outgoing, answered"),
            Self::LogOutboundUnanswered => ("記録する通話: 発信（不応答）", "Log: outgoing, not answered"),
            Self::LogInternal => ("記録する通話: 内線", "Log: internal"),
            Self::LogTarget => ("記録先", "Log target"),
            Self::LogSubject => ("件名", "Subject"),
            Self::LogStatus => ("状況", "Status"),
            Self::LogType => ("種別", "Type"),
            Self::ResultRequired => ("通話結果を必須にする", "Require a call result"),
            Self::MaySkipLog => ("記録しない選択を許可する", "Allow calls not to be logged"),
            Self::FollowUp => ("フォローアップ ToDo", "Follow-up tasks"),
            Self::RecordingUrl => ("録音リンク", "Recording link"),
            Self::RetentionDays => ("通話履歴の保存期間(日)", "Keep call data (days)"),
            Self::UrlRinging => ("着信時", "When ringing"),
            Self::OpenRinging => ("着信時の開き方", "When ringing: how"),
            Self::UrlAnswered => ("応答時", "When answered"),
            Self::OpenAnswered => ("応答時の開き方", "When answered: how"),
            Self::UrlEnded => ("切断時", "When ended"),
            Self::OpenEnded => ("切断時の開き方", "When ended: how"),
            Self::UrlDialled => ("発信時", "When dialled"),
            Self::OpenDialled => ("発信時の開き方", "When dialled: how"),
            Self::MonitoringShown => ("モニタリングの表示", "Show monitoring to the agent"),
        };
        language.pick(ja, en)
    }
}
