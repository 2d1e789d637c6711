//! What each setting does: shown below its control, and the description of its field in Salesforce.

use crate::settings::Key;
use crate::text::Language;

/// Gives settings their helps from a table `Key: "日本語", "English";`. A setting without one, or without one of the languages, does not
/// compile.
macro_rules! helps {
    ($($key:ident: $ja:literal, $en:literal;)*) => {
        impl Key {
            /// What it does and what may be typed. The page adds the default.
            #[must_use]
            pub fn help(self, language: Language) -> &'static str {
                match self { $(Self::$key => language.pick($ja, $en)),* }
            }
        }
    };
}

helps! {
    // Connection
    EventServer:
        "通話の情報を受け取る WebSocket のアドレスです。wss:// で始まるアドレスを入力します。コールセンター定義の値より優先されます。",
        "The WebSocket that tells the panel about calls. It begins with wss://. A value here wins over the call center definition's.";
    EventServerSandbox:
        "サンドボックス組織で使うアドレスです。テストが本番の通話に影響しないように分けます。",
        "Used in sandboxes, so that tests never touch live calls.";
    LibraryVersion:
        "読み込む opencti_min.js のバージョンです（例: 66.0）。空欄の場合は組織に合わせます。",
        "The version of opencti_min.js to load, for instance 66.0. If empty, the version that fits the org.";
    LibraryBase:
        "ライブラリを読み込むアドレスです。Salesforce のドメインの https アドレスだけを使えます。空欄の場合はこの組織から読み込みます。",
        "Where the library is loaded from: https, on a domain of Salesforce. If empty, from the org itself.";
    MonitoringNumber:
        "この番号からの着信は、鳴りますが連携しません。",
        "Calls from it ring, but are never linked.";
    DialPrefixes:
        "検索の前に番号から取り除き、発信するときに付ける数字です。カンマまたは空白で区切ります。空欄の場合は、コールセンターの定義の外線発信番号（Outside Prefix）を使います。",
        "Digits that are removed before searching and added when dialling, separated by commas or spaces. While it is empty, the Outside Prefix of the call center definition is used.";
    AllowedHosts:
        "カスタム連携と録音リンクで使えるホスト名です。カンマまたは空白で区切り、先頭に *. を使えます。組織レベルでだけ設定できます。",
        "Hosts that custom URLs and the recording link may use, separated by commas or spaces. A name may begin with *. to cover everything below it. Set at the organization level only.";
    // Basic
    Integration:
        "通話を何と連携するかを選びます。「カスタム連携」では検索とポップアップの代わりに URL を開き、活動は記録します。「連携しない」では Salesforce と一切連携しません。",
        "What calls are linked to. With Custom, URLs take the place of search and pop-up, and calls are still logged. With None, nothing of Salesforce is touched.";
    SkipInternal:
        "「する」では、内線の着信は鳴るだけで、検索も記録もしません。「連携対象電話番号」と「記録する通話」より優先されます。内線への発信は「記録する通話」に従います。",
        "If on, an incoming internal call rings and does nothing else: no search, no log. Stronger than the lines and what is logged. Outgoing internal calls follow what is logged.";
    SessionMinutes:
        "この間隔で電話のログイン情報を更新し、Salesforce のセッションを維持します。1～1440、0 の場合は更新しません。期限が切れても通話は続きます。",
        "How often the telephony sign-in is renewed, which also keeps the Salesforce session alive. 1 to 1440; 0 is off. Calls go on when a session expires.";
    TimeoutSignIn:
        "ログイン情報を待つ時間です。過ぎると待つのをやめ、パネルに表示します。通話は続きます。1～60。",
        "How long to wait for the sign-in token. Past it the panel says so, and the call goes on. 1 to 60.";
    TimeoutSearchRinging:
        "鳴っている間の検索を待つ時間です。1～60。",
        "How long to wait for a search while the call rings. 1 to 60.";
    TimeoutSearchAnswered:
        "応答した後の検索を待つ時間です。1～60。",
        "How long to wait for a search after the answer. 1 to 60.";
    TimeoutPop:
        "レコードなどのページが開くのを待つ時間です。1～60。",
        "How long to wait for a record or another page to open. 1 to 60.";
    TimeoutLog:
        "活動の保存を待つ時間です。応答がなければ結果を「不明」とし、二重に記録しないようキーで照合します。1～60。",
        "How long to wait for a log to be saved. Without an answer it counts as unknown and is matched by its key, never written twice. 1 to 60.";
    TimeoutSettings:
        "設定の読み書きを待つ時間です。1～60。",
        "How long to wait when settings are read or saved. 1 to 60.";
    TimeoutUrlRinging:
        "カスタム連携の着信時の URL の応答を待つ時間です。1～60。",
        "How long to wait for the custom URL while ringing. 1 to 60.";
    TimeoutUrlAnswered:
        "カスタム連携の応答時の URL の応答を待つ時間です。1～60。",
        "How long to wait for the custom URL at the answer. 1 to 60.";
    TimeoutUrlEnded:
        "カスタム連携の切断時の URL の応答を待つ時間です。1～60。",
        "How long to wait for the custom URL at the end. 1 to 60.";
    TimeoutUrlDialled:
        "カスタム連携の発信時の URL の応答を待つ時間です。1～60。",
        "How long to wait for the custom URL when dialling. 1 to 60.";
    // Status
    AfterCallWork:
        "応答した通話が終わると、自動で「後作業」にします。受付可の間の通話だけが対象です。後作業の間はキューの通話が鳴らず、内線は鳴ります。",
        "Puts an agent who was ready into after-call work when an answered call ends. Calls of queues do not ring meanwhile, internal ones do.";
    AfterCallSeconds:
        "自動の後作業が終わるまでの時間です。エージェントは「もう少し」で延ばし、「完了」で終えられます。1～3600、0 の場合は「完了」を押すまで続きます。",
        "How long automatic after-call work lasts. Agents can have more time, or be done earlier. 1 to 3600; 0 is until they are done.";
    AfterMissed:
        "受付可のエージェントがキューの通話に応答しなかったときのステータスです。次の通話が同じ電話機で鳴り続けるのを防ぎます。",
        "The status of a ready agent who did not answer a call of a queue, so that the next calls do not ring at an empty desk.";
    SignOffMinutes:
        "エージェントの最後のパネルが閉じてから、自動でログオフするまでの時間です。通話中はログオフしません。戻ると取り消されます。1～1440、0 の場合はログオフしません。",
        "How long after an agent's last panel was closed the agent is signed off: not during a call, and not if the agent comes back before. 1 to 1440; 0 is never.";
    // Lines
    LinesDefault:
        "下の一覧にない番号の通話を連携するかどうかです。",
        "Whether calls on numbers that are not in the list below are linked.";
    PresentedNumber:
        "パネルから発信するときに相手に通知する番号です。イベントサーバーがこのエージェントに許可した番号だけが使われます。発信のときにパネルで別の番号を選べます。空欄の場合は交換機の設定に従います。",
        "The number that calls from the panel present to the other side. Only a number that the event server allows this agent counts. Another one can be chosen in the panel when dialling. If empty, the telephone system decides.";
    PresentCalledLine:
        "「する」では、履歴から折り返すときに、その着信があった番号を通知します。イベントサーバーが許可した番号だけが使われます。",
        "If on, calling back from the history presents the line that was called, if the event server allows the agent to present it.";
    // PopUp
    PopUpSize:
        "着信時にパネルが自動で開く大きさです。「標準」はコールセンター定義の大きさ、「大」は 640×800 です。別ウィンドウではなく、ユーティリティバーのパネルが開きます。",
        "How far the panel opens by itself for an incoming call: Standard is the call center definition's size, Large 640 by 800. It is the panel in the utility bar, not a window of its own.";
    PopUpButtons:
        "着信に対し、パネルから応答・拒否できるようにします。「表示しない」の場合は電話機で応答します。応答した通話はいつでも切断できます。",
        "Whether an incoming call can be answered and declined from the panel; hidden, answer on the phone. An answered call can always be hung up.";
    PopUpSeconds:
        "この時間が過ぎるとパネルは元の状態に戻ります。応答した通話は残ります。1～600、0 の場合は通話が終わるまで表示します。",
        "After it the panel goes back to how it was; an answered call stays. 1 to 600; 0 is until the call ends.";
    RingSound:
        "着信のあいだ、パネルが音を鳴らします。電話機の音とは別です。通話中の着信は小さく短く鳴ります。エージェントは自分のブラウザーで変更できます。ロックすると変更できません。",
        "The panel rings while a call comes in, apart from the phone's own ring; during another call quietly and briefly. Agents may change it in their own browser, unless it is locked.";
    RingVolume:
        "着信音の大きさです（1～100）。エージェントは自分のブラウザーで変更できます。ロックすると変更できません。",
        "How loud the ring is, 1 to 100. Agents may change it in their own browser, unless it is locked.";
    DesktopNotification:
        "パネルが見えないときの着信を、デスクトップに通知します。通知には、パネルに表示する名前、番号、回線だけが入ります。ブラウザーの許可が必要です。",
        "Shows a desktop notification of a call that comes in while the panel is out of sight, with the name, number and line that the panel shows. The browser must allow it.";
    CopyNumber:
        "連携する着信の番号をコピーします。ブラウザーが許可しないときは、その通話中にパネルを最初に操作したときにコピーします。内線と非通知は対象外です。",
        "Copies the caller's number of a linked call. Where the browser forbids it, the number is copied when you first use the panel during that call. Not for internal or withheld calls.";
    WithheldName:
        "番号の代わりに表示し、記録する名前です。非通知の通話は検索しないため、転送先も開きません。40文字まで。",
        "Shown and logged where the number would be. A withheld number is never searched for, so no page opens. Up to 40 characters.";
    // Salesforce
    Login:
        "イベントサーバーでのこのユーザーのアカウントです。管理者が割り当てます。署名付きで送るため、ほかのユーザーのIDは使えません。空欄の場合は Salesforce のユーザー名です。80文字まで。",
        "This user's account at the event server. An administrator maps it and it travels signed, so nobody can claim another's. If empty, the Salesforce user name. Up to 80 characters.";
    Sandbox:
        "サンドボックス用のイベントサーバーを使うかどうかです。組織の種類と一致しない値には警告を表示します。スクラッチ組織と Developer 組織は本番として扱います。",
        "Whether the sandbox event server is used. A value that disagrees with the org is warned about. Scratch and Developer orgs count as production.";
    SearchInbound:
        "着信した通話を検索し、ページを開くタイミングです。発信者の番号で検索します。",
        "When an incoming call is searched for, by the caller's number, and its page opens.";
    SearchOutbound:
        "発信した通話を検索し、ページを開くタイミングです。発信先の番号で検索します。",
        "When an outgoing call is searched for, by the number dialled, and its page opens.";
    FollowLayout:
        "「する」では Salesforce のソフトフォンレイアウトで検索し、着信ではその設定に従ってページを開きます。「しない」では下の検索対象タブで検索します。",
        "On: Salesforce's softphone layout finds and, for incoming calls, decides what opens. Off: the search targets below.";
    NoMatchPage:
        "例: /001/e（新規取引先）、/003/o、/lightning/…、/apex/…、flow:名前。Classic のパスは Lightning 用に置き換えます。この組織の URL を貼り付けることもできます。新規レコードには番号が入ります。パネルを覆うページは応答してから開きます。",
        "For instance /001/e (new account), /003/o, /lightning/…, /apex/…, flow:Name. Classic paths become what Lightning can open; a URL of this org may be pasted. A new record gets the number. Pages that cover the panel open after the answer.";
    NameNoMatch:
        "該当がないとき {NAME} に入る言葉です。ポップアップ、通知、件名、URL に使われます。80文字まで。",
        "The value of {NAME} when nobody is found: in pop-ups, notifications, subjects and URLs. Up to 80 characters.";
    NameSeveral:
        "複数該当したとき、選ぶまで {NAME} に入る言葉です。80文字まで。",
        "The value of {NAME} while several match and none is chosen. Up to 80 characters.";
    Several:
        "Lightning では以前の高度な検索の画面を開けないため、パネルに一覧を出して選べます。優先順位は検索対象タブの順です。",
        "Lightning cannot show the old advanced search, so the panel lists the matches to choose from. The first is by the order of the search targets.";
    PhoneticField:
        "名前のふりがなが入っている項目の API 参照名です（例: Furigana__c）。空欄の場合は Salesforce 標準のふりがな項目を使います。80文字まで。",
        "API name of the field with a name's reading, such as Furigana__c. If empty, Salesforce's own phonetic name fields are used. Up to 80 characters.";
    // History
    LogInboundAnswered:
        "応答した着信を記録します。",
        "Logs incoming calls that were answered.";
    LogInboundMissed:
        "応答しなかった着信を記録します。ほかのエージェントが応答したキューの通話は不在に数えません。",
        "Logs incoming calls that were not answered. A queue call that another agent answered is not missed.";
    LogOutboundAnswered:
        "相手が応答した発信を記録します。",
        "Logs outgoing calls that were answered.";
    LogOutboundUnanswered:
        "相手が応答しなかった発信を記録します。",
        "Logs outgoing calls that were not answered.";
    LogInternal:
        "内線の通話を記録します。「内線着信時はCTI連携しない」が「する」の場合、内線の着信は記録しません。",
        "Logs internal calls; incoming ones only if incoming internal calls are not skipped.";
    LogTarget:
        "通話を記録するオブジェクトです。",
        "The object that takes the log of a call.";
    LogSubject:
        "記録の件名です。{NAME} などのパラメータを使えます。空欄の場合は方向、名前、番号です。255文字まで。",
        "The log's subject, with placeholders such as {NAME}. If empty: direction, name, number. Up to 255 characters.";
    LogStatus:
        "記録の状況（Status）に入れる値です。組織の ToDo にない値の場合は、完了を表す最初の状況を使います。40文字まで。",
        "The value of the log's Status. Where the org's tasks have no such status, the first closed one. Up to 40 characters.";
    LogType:
        "記録の種別（Type）に入れる値です。40文字まで。",
        "The value of the log's Type. Up to 40 characters.";
    ResultRequired:
        "会話のあった通話では、結果を選ぶまでカードを閉じられません。",
        "Keeps the card of a call you talked in until a result is chosen.";
    MaySkipLog:
        "エージェントが理由を付けて「この通話を記録しない」を選べます。理由はイベントサーバーに残ります。",
        "Lets agents decide, with a reason, that a call is not logged. The event server keeps the reason.";
    FollowUp:
        "通話の記録と一緒に、件名と期日のある ToDo を作れます。",
        "Lets agents make a task with a subject and a due day together with the log of a call.";
    RecordingUrl:
        "録音の https アドレスです。{REQUESTID} には通話を識別するキーが入ります。許可したホストだけを使えます。録音は通話が終わって少し経つと再生できます。",
        "The https address of a recording; {REQUESTID} is the call's key. Allowed hosts only. A recording can be played some time after the call.";
    RetentionDays:
        "Denwa の通話履歴と変更履歴を毎晩削除するまでの日数です（1～3650）。30 未満は 30 日として扱います。0 の場合は削除しません。ToDo などの記録は残ります。",
        "After how many days Denwa's own call data and the history of settings are deleted, each night: 1 to 3650, and fewer than 30 count as 30. 0 keeps them. Tasks and other logs stay.";
    // Custom
    UrlRinging:
        "着信したときに開く https アドレスです。{ANI} などのパラメータを使えます。許可したホストだけを使えます。",
        "The https address for an incoming call, with placeholders such as {ANI}. Allowed hosts only.";
    OpenRinging:
        "ブラウザーのタブは、クリックしたときだけ開けます。GET では応答を読み取らず、ほかのサイトの Cookie も送りません。",
        "A browser tab opens only on a click. The answer to a GET is not read, and other sites' cookies do not travel with it.";
    UrlAnswered:
        "応答したときに開く https アドレスです。",
        "The https address for an answered call.";
    OpenAnswered:
        "応答時の URL の開き方です。",
        "How that address is opened.";
    UrlEnded:
        "通話が終わったときに開く https アドレスです。{RESULT} と {DURATION} も使えます。",
        "The https address for a call that is over, also with {RESULT} and {DURATION}.";
    OpenEnded:
        "切断時の URL の開き方です。",
        "How that address is opened.";
    UrlDialled:
        "発信したときに開く https アドレスです。",
        "The https address for an outgoing call.";
    OpenDialled:
        "発信時の URL の開き方です。",
        "How that address is opened.";
    // Supervision
    MonitoringShown:
        "スーパーバイザーが通話に参加していることを、エージェントのパネルに表示するかどうかです。割り込みは常に表示します。この値は、モニタリングを始めるスーパーバイザーの設定に従います。",
        "Whether the agent's panel shows that a supervisor takes part in her call. Barging in is always shown. The value that holds for the supervisor counts.";
}
