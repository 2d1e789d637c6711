//! Faults that the doctor names: what each means and how it is mended.

use crate::text::Language;

macro_rules! diagnoses {
    ($($name:ident { means: $ja:literal, $en:literal; fix: $fix_ja:literal, $fix_en:literal; })*) => {
        /// A fault that the doctor names.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "each says what it means")]
        pub enum Diagnosis { $($name),* }

        impl Diagnosis {
            /// Every diagnosis.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// What it means.
            #[must_use]
            pub fn means(self, language: Language) -> &'static str {
                match self { $(Self::$name => language.pick($ja, $en)),* }
            }

            /// What to do about it.
            #[must_use]
            pub fn fix(self, language: Language) -> &'static str {
                match self { $(Self::$name => language.pick($fix_ja, $fix_en)),* }
            }
        }
    };
}

diagnoses! {
    CallCentre {
        means: "このユーザーはコールセンターに割り当てられていません。", "You belong to no call center.";
        fix: "［設定］→［コールセンター］→［コールセンターのユーザーの管理］でユーザーを追加してください。", "Add the user in Setup, Call Centers, Manage Call Center Users.";
    }
    Api {
        means: "プロファイルで API が有効になっていません。", "API access is off on your profile.";
        fix: "プロファイルまたは権限セットで「API の有効化」をオンにしてください。", "Turn on API Enabled in the profile or a permission set.";
    }
    Settings {
        means: "保存されている値に誤りがあるため、上位の設定を使っています。", "A stored value is wrong. The level above is used instead.";
        fix: "設定画面またはカスタム設定で、次の値を直してください。", "Correct it in the settings page or in Custom Settings.";
    }
    Copied {
        means: "本番の URL が Sandbox にコピーされています。テスト通話が本番に何も送らないように、使っていません。", "The sandbox has copies of production's addresses. They are not used, so that a test call sends nothing to a live site.";
        fix: "組織の「接続を許可するホスト」か、次の項目を Sandbox の値に変えて保存してください。それ以降は Sandbox の値が使われます。", "Save the organization's Allowed hosts, or one of these, with the sandbox's own value: from then on the sandbox's are used.";
    }
    Sandbox {
        means: "「サンドボックス環境にログインする」の設定が組織の種類と一致しません。", "The sandbox setting disagrees with the kind of this org.";
        fix: "設定を「自動判定」に戻してください。", "Set it back to Automatic.";
    }
    SandboxLogin {
        means: "サンドボックスではユーザー名の後ろに名前が付くため、本番とは違うログインIDで接続しています。", "A sandbox has its name behind user names, so you sign in by another login than in production.";
        fix: "設定画面でこのユーザーの「ログインID」を設定してください。", "Set this user's telephony login in the settings page.";
    }
    UnknownSandboxLogin {
        means: "サンドボックスではユーザー名の後ろに名前が付くため、本番とは違うログインIDになり、イベントサーバーに登録されていません。", "A sandbox has its name behind user names, so your login differs from production's, and the event server does not know it.";
        fix: "設定画面でこのユーザーの「ログインID」を設定してください。", "Set this user's telephony login in the settings page.";
    }
    LibraryBase {
        means: "Open CTI ライブラリを、設定とは別のアドレスから読み込んでいます。", "The Open CTI library was loaded from another address than the settings say.";
        fix: "設定「Open CTI ライブラリ（アドレス）」を正しいアドレスにするか、空欄にしてください。コールセンターの「CTI アダプタの URL」に opencti-base がある場合は取り除いてください。", "Correct or clear the setting Open CTI library (address). If CTI Adapter URL in the call center has opencti-base, remove it.";
    }
    Objects {
        means: "記録先のオブジェクトを作成する権限がないため、通話を記録できません。", "You may not create records of the log target, so calls are not logged.";
        fix: "権限セット「Denwa Agent」を割り当て、オブジェクトの作成権限を確認してください。", "Assign the permission set Denwa Agent and check that it may create the object.";
    }
    Layout {
        means: "着信で検索するオブジェクトまたは項目が選ばれていないため、検索しても何も見つかりません。", "No object or no field is chosen for incoming calls, so searches find nothing.";
        fix: "ソフトフォンレイアウトの着信に、オブジェクトと表示項目を追加して保存してください。", "Add objects and fields to the inbound part of the softphone layout and save it.";
    }
    LayoutUnread {
        means: "ソフトフォンレイアウトを読み込めません。", "The softphone layout cannot be read.";
        fix: "プロファイルにソフトフォンレイアウトが割り当てられているか確認してください。", "Check that a softphone layout is assigned to your profile.";
    }
    Storage {
        means: "ブラウザーがこのパネルの保存領域をブロックしています。画面を閉じると下書きが失われます。", "The browser blocks this panel's storage: drafts are lost with the page.";
        fix: "このサイトのサードパーティ Cookie を許可してください。", "Allow third-party cookies for this site.";
    }
    Clipboard {
        means: "ブラウザーがクリップボードへのコピーを許可していません。電話番号は、次にパネルをクリックするかキーを押したときにコピーします。", "The browser does not allow copying by itself. Numbers are copied at your next click or key in the panel.";
        fix: "管理者は Salesforce の権限ポリシーでクリップボードを許可してください。", "Administrators: allow the clipboard in Salesforce's Permissions-Policy.";
    }
    Notifications {
        means: "ブラウザーが通知をブロックしています。", "The browser blocks notifications.";
        fix: "ブラウザーのサイト設定で通知を許可してください。", "Allow notifications in the browser's site settings.";
    }
    Network {
        means: "ブラウザーがローカルネットワークへの接続をブロックしています。", "The browser blocks connections to the local network.";
        fix: "ブラウザーのサイト設定で「ローカルネットワークへのアクセス」を許可してください。", "Allow local network access in the browser's site settings.";
    }
    Pbx {
        means: "イベントサーバーと交換機が接続されていないため、通話を操作できません。", "The event server is not connected to the telephone system, so calls cannot be controlled.";
        fix: "交換機と、イベントサーバーの接続設定を確認してください。", "Check the telephone system, and how the event server connects to it.";
    }
    Phone {
        means: "電話機が交換機に登録されていないため、通話できません。", "Your phone is not registered, so it cannot take calls.";
        fix: "電話機の電源とネットワークを確認し、登録し直してください。", "Check the phone's power and network, and register it again.";
    }
    Unreachable {
        means: "イベントサーバーに接続できません。", "The event server cannot be reached.";
        fix: "URL、ファイアウォール、証明書を確認してください。", "Check its address, the firewall and its certificate.";
    }
    Lost {
        means: "イベントサーバーとの接続が切れました。自動で再接続します。", "The connection to the event server was lost. It reconnects by itself.";
        fix: "続く場合はネットワークとプロキシを確認してください。", "If it goes on, check the network and proxies.";
    }
    Silent {
        means: "イベントサーバーに接続しましたが、応答がありません。", "The event server accepted the connection but does not answer.";
        fix: "プロキシが WebSocket を通すか、サーバーが動作しているか確認してください。", "Check that proxies pass WebSockets, and that the server works.";
    }
    Garbled {
        means: "イベントサーバーから読み取れないデータが届きました。", "The event server sent something unreadable.";
        fix: "URL が Denwa のイベントサーバーのものか、バージョンが合っているか確認してください。", "Check that the address is that of a Denwa event server, and its version.";
    }
    Busy {
        means: "イベントサーバーが混み合っているか、停止しています。", "The event server is busy or stopping.";
        fix: "しばらく待ってから再試行してください。", "Wait a moment and try again.";
    }
    BadToken {
        means: "イベントサーバーがトークンを受け付けません。", "The event server does not accept the token.";
        fix: "サーバーに登録した証明書と組織 ID がこの組織のものか確認してください。", "Check that its certificate and organization ID are those of this org.";
    }
    UnknownAgent {
        means: "このログインIDはイベントサーバーに登録されていません。", "The event server does not know this login.";
        fix: "サーバーの設定に追加するか、ログインIDの割り当てを直してください。", "Add it to the server's configuration, or map another login.";
    }
    Refused {
        means: "イベントサーバーがログインを拒否しました。", "The event server refused the sign-in.";
        fix: "サーバーのログを確認してください。", "See the event server's log.";
    }
    WorkRules {
        means: "イベントサーバーが自動後作業などのルールを受け付けていません。間隔をあけて送り直しています。", "The event server does not take the rules for after-call work and other automatic statuses. They are sent again and again.";
        fix: "続く場合は、サーバーとパネルを同じバージョンにそろえ、サーバーのログを確認してください。", "If it goes on, bring server and panel to the same release, and see the event server's log.";
    }
    Clock {
        means: "このパソコンの時計がずれています。", "This computer's clock is wrong.";
        fix: "日付と時刻の自動設定を有効にしてください。", "Turn on automatic date and time.";
    }
    ClockOrg {
        means: "Salesforce の時計とこのパソコンの時計が合っていません。", "Salesforce's clock disagrees with this computer's.";
        fix: "パソコンとイベントサーバーの時計を確認してください。", "Check the clocks of this computer and of the event server.";
    }
    ClockServer {
        means: "イベントサーバーの時計がずれています。", "The event server's clock is wrong.";
        fix: "サーバーで NTP を有効にしてください。", "Turn on NTP on the server.";
    }
    LatencyHost {
        means: "Salesforce の応答に時間がかかっています。", "Salesforce is slow to answer.";
        fix: "ネットワークと、開いているタブの数を確認してください。", "Check the network, and how many tabs are open.";
    }
    LatencyServer {
        means: "イベントサーバーの応答に時間がかかっています。", "The event server is slow to answer.";
        fix: "ネットワークとサーバーの負荷を確認してください。", "Check the network and the server's load.";
    }
    Protocol {
        means: "イベントサーバーのプロトコルがこのパネルに対応していません。", "The event server speaks another version of the protocol.";
        fix: "サーバーとパネルを同じバージョンにそろえてください。", "Bring server and panel to the same release.";
    }
    Package {
        means: "パッケージとパネルのバージョンが違います。", "Package and panel are of different versions.";
        fix: "パネルと同じバージョンのパッケージをインストールしてください。", "Install the package of the panel's version.";
    }
}
