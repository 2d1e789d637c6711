//! Words of the agent's panel, and those that are written into logs.

use super::table::messages;

messages! {
    /// A message of the agent's panel.
    Msg {
        PanelTitle: "ソフトフォン", "Softphone";
        // Status
        Ready: "受付可", "Ready";
        NotReady: "離席中", "Not ready";
        AfterCallWork: "後作業", "After-call work";
        SignedOff: "ログオフ", "Signed off";
        StatusRinging: "着信中", "Ringing";
        StatusTalking: "通話中", "On a call";
        StatusDialling: "発信通話", "Calling out";
        StatusStarting: "準備中", "Starting";
        StatusOffline: "接続なし", "Offline";
        StatusUnknown: "不明", "Unknown";
        ChangeStatus: "ステータスを変更", "Change status";
        // Phases of a call
        Incoming: "着信", "Incoming call";
        IncomingInternal: "内線着信", "Internal call";
        Dialling: "発信中", "Calling";
        Prompting: "あなたの電話機が鳴っています", "Your phone is ringing";
        PromptingHint: "受話器を取ると相手を呼び出します", "Pick it up and the number will be called";
        Talking: "通話中", "On a call";
        Held: "保留中", "On hold";
        Ended: "終了", "Ended";
        // Results, also written into the log
        ResultAnswered: "応答", "Answered";
        ResultConnected: "通話", "Connected";
        ResultMissed: "不在着信", "Missed";
        ResultDeclined: "拒否", "Declined";
        ResultElsewhere: "他のエージェントが応答", "Answered by another agent";
        ResultNoAnswer: "応答なし", "No answer";
        ResultBusy: "話中", "Busy";
        ResultRefused: "相手が拒否", "Refused";
        ResultUnreachable: "つながりません", "Unreachable";
        ResultTransferred: "転送", "Transferred";
        ResultParked: "パーク", "Parked";
        ResultLost: "通話の終了を確認できません", "Lost sight of the call";
        ResultUnknown: "結果不明", "Result unknown";
        ResultCancelled: "発信取消", "Cancelled";
        // Who
        Withheld: "非通知", "Number withheld";
        NoNumber: "番号なし", "No number";
        NoMatch: "該当なし", "No match";
        SeveralMatches: "複数該当", "Several matches";
        Searching: "検索しています…", "Searching…";
        SearchLater: "応答後に検索します", "Searched for once answered";
        NotSearchedInternal: "内線のため検索しません", "Internal: not searched for";
        NotSearchedNoNumber: "検索できない番号です", "This number cannot be searched for";
        NotSearchedOtherPanel: "別のタブで表示しています", "Shown in another tab";
        NotSearchedLine: "この回線は連携対象ではありません", "Calls on this line are not linked";
        TestCall: "テスト着信", "Test call";
        TestCallHint: "テスト着信です。検索も記録もしません", "A test call: nothing is searched for, opened or logged";
        NotSearchedMonitoring: "監視用の番号です。連携しません", "The monitoring number: not linked";
        NotSearchedNever: "設定により検索しません", "Not searched for, by the settings";
        PageWaits: "応答後にページを開きます", "A page opens once the call is answered";
        SearchFailed: "顧客を検索できませんでした。通話は続けられます", "The search did not work. The call goes on";
        SearchLate: "Salesforce の応答がありません。通話は続けられます", "Salesforce does not answer the search. The call goes on";
        RecordOpened: "レコードを開きました", "Record opened";
        NewRecordOpened: "新規作成画面を開きました", "New-record page opened";
        PageOpened: "ページを開きました", "Page opened";
        SearchPageOpened: "検索画面を開きました", "Search page opened";
        RecordNotOpened: "レコードを開けませんでした", "The record could not be opened";
        CopyWaits: "パネルを一度クリックすると電話番号をコピーします", "Click in the panel once to copy the number";
        CopyDone: "電話番号をコピーしました", "Number copied";
        SiteLate: "連携先のページが時間内に応答しませんでした。通話は続けられます", "The linked site did not answer in time. The call goes on";
        SiteFailed: "連携先のページを開けませんでした。通話は続けられます", "The linked site could not be opened. The call goes on";
        SiteNotSent: "連携先に送信できませんでした。通話は続けられます", "The call could not be sent to the linked site. The call goes on";
        OpenPage: "連携先のページを開く", "Open the linked page";
        Recording: "録音", "Recording";
        ResultMissing: "閉じる前に通話結果を選んでください", "Choose a result before you put the call away";
        // Actions
        Answer: "応答", "Answer";
        Decline: "拒否", "Decline";
        Hold: "保留", "Hold";
        Retrieve: "保留解除", "Retrieve";
        HangUp: "切断", "Hang up";
        Dial: "発信", "Dial";
        TryAgain: "再試行", "Try again";
        Working: "処理中…", "Working…";
        // Why something is not available
        NotSupportedByPbx: "この交換機では使えません", "The telephone system cannot do this";
        NotSupportedByPhone: "この電話機はパネルから応答できません。電話機で応答してください", "Your phone cannot be answered from here. Answer on the phone itself";
        NotConfigured: "イベントサーバーで設定されていません", "Not configured on the event server";
        UnavailableNow: "今は使えません", "Not available now";
        UnavailableOffline: "イベントサーバーに接続していません", "Not connected to the event server";
        UnavailablePbxDown: "交換機に接続していません", "The telephone system is not connected";
        // Dialling
        EmergencyQuestion: "緊急通報です。発信しますか？", "This is an emergency number. Dial it?";
        BadNumber: "発信できる番号ではありません", "This number cannot be dialled";
        EmptyNumber: "番号を入力してください", "Type a number";
        // Log
        LogSaving: "活動を保存しています…", "Saving the call log…";
        LogSaved: "活動を保存しました", "Call log saved";
        LogReconciled: "活動の保存を確認できません。自動で確認します。二重には記録されません", "The call log may or may not be saved. The panel makes sure by itself, and never doubles it";
        LogElsewhere: "別のタブが活動を保存します", "Another tab saves the call log";
        LogNotLogged: "この通話は活動に記録しません", "This call is not logged";
        // Connection
        Reconnecting: "再接続しています…", "Reconnecting…";
        CallsGoOn: "通話は電話機で続けられます。", "Calls go on, on your phone.";
        OutageUnreachable: "イベントサーバーに接続できません。", "The event server cannot be reached.";
        OutageLost: "イベントサーバーとの接続が切れました。", "The connection to the event server was lost.";
        OutageSilent: "イベントサーバーの応答がありません。", "The event server does not answer.";
        OutageGarbled: "イベントサーバーから読み取れないデータが届きました。状態を読み直します。", "The event server sent something unreadable. The state is read again.";
        OutageBusy: "イベントサーバーが混み合っているか、停止しています。", "The event server is busy or stopping.";
        OutageNoToken: "ログイン情報を更新できません。", "No new sign-in token could be obtained.";
        OutageTokenExpired: "イベントサーバーが新しいログイン情報を期限切れと判断しました。自動で再試行します。続く場合は管理者にサーバーの時計を確認してもらってください。", "The event server says that a new sign-in token has expired. Trying again by itself. If it goes on, ask your administrator to check the server's clock.";
        RefusedToken: "イベントサーバーがログインを拒否しました。鍵の設定が組織と一致しているか、管理者に確認してください。", "The event server refused the sign-in. Ask your administrator whether its key matches this organization's.";
        RefusedAgent: "このログインIDはイベントサーバーに登録されていません。管理者に確認してください。", "The event server does not know your telephony login. Ask your administrator.";
        RefusedOther: "イベントサーバーがログインを拒否しました。管理者に確認してください。", "The event server refused the sign-in. Ask your administrator.";
        RefusedReplaced: "このパネルは別の場所で開かれました。ここで使うには再試行を押してください。", "This panel was opened elsewhere. Press Try again to use it here.";
        PbxDown: "交換機との接続が切れています。自動で再接続します。通話は電話機で続けられます。", "The telephone system is not connected. It reconnects by itself. Calls go on, on your phone.";
        PhoneUnregistered: "あなたの電話機が交換機に登録されていません。電話機を確認してください。", "Your phone is not registered. Check the phone: calls cannot reach you.";
        NotPrimary: "別のタブで着信を受けています。ここでも操作できます。", "Another tab takes the calls. You can act on them here too.";
        PrimaryElsewhere: "別のブラウザーまたは端末で着信を受けています。ここでも操作できます。", "Another browser or machine takes the calls. You can act on them here too.";
        TakeOver: "ここで受ける", "Take over here";
        SandboxDisagrees: "「サンドボックス環境にログインする」の設定がこの組織と一致していません。管理者に確認してください。", "The sandbox setting disagrees with this organization. Ask your administrator.";
        SessionExpired: "Salesforce のセッションを更新できません。通話は続けられます。続く場合はログインし直してください。", "The Salesforce session could not be renewed. Calls go on. If it goes on, log in to Salesforce again.";
        // Commands that failed
        ErrorNoSuchCall: "その通話はもうありません", "That call is no longer there";
        ErrorWrongState: "今の状態ではできません", "Not possible in the call's present state";
        ErrorNotSupported: "交換機または電話機が対応していません", "The telephone system or the phone cannot do it";
        ErrorPbxDown: "交換機に接続していません", "The telephone system is not connected";
        ErrorRefused: "交換機または電話機が拒否しました", "The telephone system or the phone refused";
        ErrorTimedOut: "時間内に応答がありませんでした。電話機を確認してください", "No answer in time. Check the phone";
        ErrorPhoneUnregistered: "電話機が登録されていません", "The phone is not registered";
        ErrorBadNumber: "発信できる番号ではありません", "This number cannot be dialled";
        ErrorConflict: "別の場所で変更されました", "It was changed elsewhere";
        ErrorRateLimited: "操作が多すぎます。少し待ってください", "Too many requests. Wait a moment";
        ErrorOther: "理由は不明です", "unknown reason";
        // Why the panel does not start, and what to do
        StartNotInSalesforce: "Salesforce の外で開かれています", "Opened outside Salesforce";
        StartNotInSalesforceFix: "このページは Salesforce のユーティリティバーから開いてください。コールセンターの「CTI アダプタの URL」を確認してください。", "Open it from Salesforce's utility bar. Administrators: check CTI Adapter URL in the call center.";
        StartParameter: "パネルの URL が正しくありません", "The panel's address is not right";
        StartParameterFix: "コールセンターの「CTI アダプタの URL」から余分なパラメーターやリダイレクトを取り除いてください。", "Administrators: remove extra parameters and redirects from CTI Adapter URL in the call center.";
        StartOrigin: "Salesforce 以外のページに埋め込まれています", "Embedded in a page that is not Salesforce";
        StartOriginFix: "Salesforce のユーティリティバーから開いてください。", "Open it from Salesforce's utility bar.";
        StartLibraryAddress: "Open CTI ライブラリのアドレスが使えません", "The Open CTI library's address cannot be used";
        StartLibraryAddressFix: "ライブラリは Salesforce のドメインの https アドレスで指定してください。", "Administrators: give an https address on a Salesforce domain.";
        StartLibraryBlocked: "Open CTI ライブラリを読み込めません", "The Open CTI library did not load";
        StartLibraryBlockedFix: "ネットワークとコンテンツ保護の設定を確認し、再試行してください。", "Check the network and content blockers, then try again.";
        StartLogin: "Open CTI ライブラリの代わりにログインページが届きました", "A login page came instead of the Open CTI library";
        StartLoginFix: "ブラウザーがサードパーティ Cookie を遮断しています。ライブラリのアドレスに組織の「私のドメイン」を設定してください。", "The browser blocks third-party cookies. Administrators: set the library's address to the organization's My Domain.";
        StartRefused: "Open CTI ライブラリが起動しません", "The Open CTI library refused to start";
        StartRefusedFix: "ページを読み込み直してください。続く場合はコールセンターの設定を管理者に確認してください。", "Reload the page. If it goes on, ask your administrator to check the call center.";
        StartHostSilent: "Salesforce の応答がありません", "Salesforce does not answer";
        StartHostSilentFix: "自動で再試行します。続く場合はページを読み込み直し、コールセンターの URL が組織と一致しているか管理者に確認してください。", "It tries again by itself. If it goes on, reload the page; administrators: check that the call center's address belongs to this organization.";
        StartHostRefused: "Salesforce がエラーを返しました", "Salesforce answered with an error";
        StartHostRefusedFix: "自動で再試行します。続く場合はコールセンターへの割り当てを管理者に確認してください。", "It tries again by itself. If it goes on, ask your administrator whether you are assigned to the call center.";
        StartNoServer: "イベントサーバーの URL が設定されていません", "No event server address is set";
        StartNoServerFix: "コールセンターの「イベントサーバーURL」に wss:// で始まるアドレスを設定してください。", "Administrators: set Event server URL in the call center, beginning with wss://.";
        StartNoSandboxServer: "サンドボックス用のイベントサーバーURLが設定されていません", "No event server address is set for the sandbox";
        StartNoSandboxServerFix: "管理者は「イベントサーバーURL (サンドボックス用)」を設定してください。テストが本番の通話に触れないよう、本番用のURLは使いません。", "Administrators: set the event server address for the sandbox. The production address is not used, so that tests never touch live calls.";
        StartBadServer: "イベントサーバーの URL が正しくありません", "The event server address is not right";
        StartBadServerFix: "wss:// で始まるアドレスを設定してください。", "Administrators: give an address beginning with wss://.";
        StartNoPackage: "Denwa のパッケージが組織にありません", "The org does not have the Denwa package";
        StartNoPackageFix: "管理者はパッケージ「Denwa」をインストールしてください。", "Administrators: install the package Denwa.";
        StartNoApex: "Denwa の Apex クラスを呼び出せません", "The Denwa Apex class cannot be called";
        StartNoApexFix: "管理者に権限セット「Denwa Agent」の割り当てを依頼し、プロファイルの Apex クラスへのアクセスを確認してもらってください。", "Ask your administrator to assign the permission set Denwa Agent and to check your profile's access to Apex classes.";
        StartNoPermission: "ソフトフォンを使う権限がありません", "You may not use the softphone";
        StartNoPermissionFix: "管理者に権限セット「Denwa Agent」の割り当てを依頼してください。", "Ask your administrator for the permission set Denwa Agent.";
        StartNoLogin: "電話のログインIDが割り当てられていません", "No telephony login is mapped to you";
        StartNoLoginFix: "管理者にログインIDの割り当てを依頼してください。", "Ask your administrator to map a telephony login to your user.";
        StartNoKey: "組織に証明書「Denwa_Signing」がありません", "The org has no certificate Denwa_Signing";
        StartNoKeyFix: "管理者は［設定］→［証明書と鍵の管理］で作成してください。", "Administrators: create it in Setup, Certificate and Key Management.";
        StartBadToken: "ログイン情報を読み取れません", "The sign-in token cannot be read";
        StartBadTokenFix: "パネルとパッケージのバージョンが合っているか、管理者に確認してください。", "Ask your administrator whether the versions of panel and package match.";
        StartTokenLate: "ログイン情報が時間内に届きませんでした", "The sign-in token did not come in time";
        StartTokenLateFix: "自動で再試行します。", "It tries again by itself.";
        ExportLogs: "CSV で書き出す", "Export as CSV";
        LogTime: "開始 (UTC)", "Began (UTC)";
        LogCall: "通話ID", "Call ID";
        LogRecord: "相手", "Record";
        LogField: "項目", "Field";
        LogValue: "値", "Value";
        // Log texts
        LogDirection: "方向", "Direction";
        LogNumber: "電話番号", "Number";
        LogLine: "回線", "Line";
        LogQueue: "キュー", "Queue";
        LogDuration: "通話時間", "Duration";
        LogResult: "結果", "Result";
        LogInbound: "着信", "Inbound";
        LogOutbound: "発信", "Outbound";
        LogInternal: "内線", "Internal";
        // Objects
        Contact: "取引先責任者", "Contact";
        Account: "取引先", "Account";
        PersonAccount: "個人取引先", "Person account";
        Lead: "リード", "Lead";
        Case: "ケース", "Case";
        // Agent's view
        StartPending: "準備しています…", "Starting…";
        NoCalls: "通話はありません", "No calls";
        NoCallsHint: "着信があるとここに表示されます", "Calls appear here";
        Settings: "設定", "Settings";
        Doctor: "診断", "Doctor";
        BackToCalls: "通話に戻る", "Back to calls";
        PagesLoading: "ページを読み込んでいます…", "Loading the page…";
        PagesFailed: "このページを読み込めませんでした。通話には影響しません。再試行で直らない場合は、パネルを読み込み直してください。", "This page could not be loaded. Calls are not affected. If another try does not help, load the panel again.";
        PagesBroken: "このページに問題が起きました。通話には影響しません。パネルを読み込み直すと、また使えます。", "Something on this page broke. Calls are not affected. Load the panel again to use the page.";
        ReloadPanel: "パネルを読み込み直す", "Load the panel again";
        ChooseMatch: "どなたですか？選ぶとレコードが開きます", "Who is it? Choosing opens the record";
        CallResult: "通話結果", "Call result";
        SearchAgain: "もう一度検索", "Search again";
        SearchNow: "検索", "Search";
        OpenRecord: "レコードを開く", "Open record";
        CreateRecord: "新規レコードを作成", "Create a record";
        SaveAgain: "もう一度保存", "Save again";
        CallBack: "折り返し発信", "Call back";
        Dismiss: "閉じる", "Dismiss";
        TelephoneNumber: "電話番号", "Telephone number";
        Keypad: "キーパッド", "Keypad";
        DeleteDigit: "1文字消す", "Delete last digit";
        Cancel: "キャンセル", "Cancel";
        DialNow: "発信する", "Dial now";
        PageOpens: "ページを開いています…", "Opening the page…";
        DialledFromRecord: "このレコードから発信しました", "Dialled from this record";
        RecordFound: "レコードが見つかりました", "Record found";
        NewRecordNotOpened: "新規作成画面を開けませんでした", "The new-record page could not be opened";
        PageNotOpened: "ページを開けませんでした", "The page could not be opened";
        SearchPageNotOpened: "検索画面を開けませんでした", "The search page could not be opened";
    }
}
