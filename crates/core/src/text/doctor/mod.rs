//! Words of the doctor's page.

mod diagnosis;

pub use diagnosis::Diagnosis;

use super::table::messages;

messages! {
    /// A message of the doctor's page, apart from its checks.
    DoctorMsg {
        Checking: "確認しています…", "Checking…";
        AllSound: "問題は見つかりませんでした。", "No fault found.";
        Fix: "対処", "What to do";
        CheckAgain: "もう一度確認", "Check again";
        Copy: "サポート用にコピー", "Copy for support";
        Copied: "コピーしました。個人情報とトークンは含まれません。", "Copied, without personal data or tokens.";
        NotCopied: "コピーできませんでした。この画面をクリックしてから、もう一度お試しください。", "Not copied. Click into this page and try again.";
        LayoutNotFollowed: "設定により使用しません", "not used, by the settings";
    }
}

messages! {
    /// The heading of a group of checks.
    CheckGroupText {
        Salesforce: "Salesforce との接続", "Salesforce";
        Browser: "ブラウザー", "Browser";
        Telephony: "電話", "Telephony";
        Figures: "時刻・速度・バージョン", "Clock, speed, versions";
    }
}

messages! {
    /// The name of a check.
    CheckText {
        Address: "パネルの URL", "The panel's address";
        Library: "Open CTI ライブラリ", "Open CTI library";
        Origin: "埋め込み元", "Embedding page";
        Host: "Salesforce の応答", "Salesforce answers";
        CallCentre: "コールセンターへの割り当て", "Call center membership";
        Api: "プロファイルの API 権限", "API enabled on the profile";
        Settings: "設定", "Settings";
        Apex: "Apex クラスと権限", "Apex classes and permissions";
        Layout: "ソフトフォンレイアウト", "Softphone layout";
        Storage: "ブラウザーの保存領域", "Storage";
        Clipboard: "クリップボード", "Clipboard";
        Notifications: "通知", "Notifications";
        Network: "ネットワークの許可", "Network permission";
        EventServer: "イベントサーバー", "Event server";
        SignIn: "ログイン", "Sign-in";
        Pbx: "交換機", "Telephone system (PBX)";
        Phone: "電話機", "Your phone";
        Clock: "時計", "Clocks";
        Latency: "応答時間", "Response times";
        Versions: "バージョン", "Versions";
    }
}

messages! {
    /// What came of a check.
    CheckStateText {
        Ok: "正常", "Works";
        Warning: "注意", "Attention";
        Error: "異常", "Fault";
        Unknown: "未確認", "Not known";
        Running: "確認中", "Checking";
    }
}

messages! {
    /// The name of a fact that a check shows.
    SeenText {
        Address: "URL", "Address";
        Origin: "埋め込み元", "Origin";
        From: "読み込み元", "From";
        Version: "バージョン", "Version";
        Detail: "詳細", "Detail";
        CallCentre: "コールセンター", "Call center";
        Bytes: "設定の使用量（バイト）", "Size of the settings (bytes)";
        Setting: "項目", "Setting";
        StoredValue: "現在の値", "Stored value";
        Object: "オブジェクト", "Object";
        LogStatus: "ToDo の状況", "Status of tasks";
        Package: "パッケージ", "Package";
        Layout: "レイアウト", "Layout";
        Grant: "ブラウザーの設定", "Permission";
        Login: "ログインID", "Login";
        Pbx: "交換機", "PBX";
        OrgClock: "組織の時計との差", "Salesforce's clock";
        ServerClock: "イベントサーバーの時計との差", "Event server's clock";
        HostTime: "Salesforce の応答", "Salesforce";
        ServerTime: "イベントサーバーの応答", "Event server";
        Panel: "パネル", "Panel";
        Protocol: "プロトコル", "Protocol";
        Server: "イベントサーバー", "Event server";
        OrgApi: "組織の API", "Org's API";
        Browser: "ブラウザー", "Browser";
        Unreadable: "読み取れないメッセージ", "Unreadable messages";
    }
}

messages! {
    /// The name of a page of Salesforce's Setup.
    SetupPageText {
        CallCentres: "コールセンター", "Call Centers";
        Certificates: "証明書と鍵の管理", "Certificate and Key Management";
        PermissionSets: "権限セット", "Permission Sets";
        Profiles: "プロファイル", "Profiles";
        SoftphoneLayouts: "ソフトフォンレイアウト", "Softphone Layouts";
    }
}

messages! {
    /// Why a message of the event server could not be read.
    UnreadableText {
        NotText: "テキストではありません", "not text";
        TooLarge: "大きすぎます", "too large";
        TooDeep: "入れ子が深すぎます", "nested too deeply";
        NotJson: "JSON ではありません", "not JSON";
        WrongShape: "プロトコルに合いません", "not of the protocol";
    }
}

messages! {
    /// What the browser permits.
    GrantText {
        Granted: "許可されています", "granted";
        Prompt: "使うときに確認されます", "asks first";
        Denied: "拒否されています", "denied";
        Unknown: "不明", "unknown";
    }
}
