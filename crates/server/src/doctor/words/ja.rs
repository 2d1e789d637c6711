//! Japanese.

use super::{Words, list};
use crate::{
    config::{SiteFault, SiteWarning},
    doctor::{
        facts::ConnectionFault,
        finding::{Finding, Purpose, WriteClass},
    },
};

#[expect(clippy::too_many_lines, reason = "a sentence for each finding, in the order of the report")]
pub(super) fn words(finding: &Finding) -> Words {
    match finding {
        Finding::BadConfiguration { text } => {
            Words::new(text.trim(), "設定ファイルを直してください。ほかの項目はその後に診断します。")
        }
        Finding::Site(fault) => {
            Words::new(site(fault), "設定ファイルを直してください。このままでは serve は起動しません。")
        }
        Finding::Suspicious(warning) => Words::new(suspicious(warning), ""),
        Finding::BadKey { text } => Words::new(
            text,
            "token_certificate_file または token_key_file を直してください。このままでは serve は起動しません。",
        ),
        Finding::NoKeys => Words::new(
            "組織、またはトークンを確かめる証明書が設定されていません",
            "[[organisations]] と token_certificate_file を設定してください（serve のコマンドラインで渡す場合は不要です）。",
        ),
        Finding::NoOrigins => Words::new(
            "allowed_origins が空です。どのパネルも接続できません",
            "パネルのページのオリジンを追加してください（serve のコマンドラインで渡す場合は不要です）。",
        ),
        Finding::NoAgents => Words::new(
            "エージェントが 1 人も設定されていません。誰もサインインできません",
            "[[agents]] に login と extension を書いてください。",
        ),
        Finding::SimulatedPbx => Words::new("PBX はシミュレーターです。接続先はありません", ""),
        Finding::Connection { address, user, fault } => connection(address, user, fault),
        Finding::NoReadSystem => Words::new(
            "Asterisk から FullyBooted が届きません。ユーザーに system クラスのイベントを受け取る権限がないか、Asterisk が起動中です",
            "manager.conf のユーザーの read = に system を追加し、manager reload を実行してください。この権限がないとサーバーは動きません。",
        ),
        Finding::NoReadCall => Words::new(
            "call クラスのイベントが届きません。サーバーから通話が見えません",
            "manager.conf のユーザーの read = に call を追加し、manager reload を実行してください。",
        ),
        Finding::NoWrite { class, purposes } => {
            let class = class_name(*class);
            let purposes = purposes.iter().map(|purpose| purpose_name(*purpose)).collect::<Vec<_>>().join("、");
            Words::new(
                format!("ユーザーに {class} クラスのアクションを送る権限がありません。使えないもの: {purposes}"),
                format!("manager.conf のユーザーの write = に {class} を追加し、manager reload を実行してください。"),
            )
        }
        Finding::ExcessRights { classes } => Words::new(
            format!("ユーザーにサーバーが使わない権限があります: {}", classes.join("、")),
            "manager.conf で外してください。read = system,call,agent と write = system,call,agent,originate,reporting で足ります。",
        ),
        Finding::VariablesRefused => Words::new(
            "manager.conf の channelvars を読めません（write = system が必要です）",
            "CALLERID(num-pres)、CONNECTEDLINE(num-pres) と、着信番号の入る変数が書かれていることを確かめてください。",
        ),
        Finding::NoVariable { name } => Words::new(
            format!("channelvars に {name} がありません。非通知の番号がそのまま表示されてしまいます"),
            format!("manager.conf の [general] の channelvars に {name} を追加し、manager reload を実行してください。"),
        ),
        Finding::NoLineVariable { names } => Words::new(
            format!(
                "channelvars に {} のどれもありません。トランクが着信番号を内線番号として渡す場合しか、着信回線が分かりません",
                list(names, "、")
            ),
            "着信番号の入る変数（FreePBX では FROM_DID）を manager.conf の [general] の channelvars に追加してください。ほかの名前の変数なら [pbx] の line_variables にも書いてください。",
        ),
        Finding::NoDataVariable { name } => Words::new(
            format!("channelvars に {name} がないため、パネルにその値は表示されません"),
            format!(
                "manager.conf の [general] の channelvars に {name} を追加し、manager reload を実行してください。不要なら [[pbx.data]] から消してください。"
            ),
        ),
        Finding::NoParkingLot { lot } => Words::new(
            format!("Asterisk にパーキングロット {lot} がないため、パネルからパークできません"),
            "res_parking.conf に定義するか、[pbx.park] の lot にほかの名前を書いてください。",
        ),
        Finding::HeaderFunction { name } => Words::new(
            format!(
                "channelvars に {name} があります。Asterisk はイベントごとに評価し、ほかの種類のチャネルではエラーになります"
            ),
            "代わりにヘッダーを変数に入れてください。トランクのコンテキストで Set(__DENWA_TO=${PJSIP_HEADER(read,To)}) とし、channelvars と [pbx] の line_variables に DENWA_TO を書きます。",
        ),
        Finding::NoTimestamps => Words::new(
            "イベントに時刻がありません。届いた時刻で代用するため、追い越したイベントの順序を誤ります",
            "manager.conf の [general] に timestampevents = yes と書き、manager reload を実行してください。",
        ),
        Finding::UnknownEndpoint { login, endpoint, similar } => {
            let remedy = if similar.is_empty() {
                "extension か endpoints、または [pbx] の endpoint を直すか、PBX にエンドポイントを作ってください。"
                    .to_owned()
            } else {
                format!(
                    "次のどれかであれば、{login} の [[agents]] にこう書いてください: endpoints = [{}]",
                    quoted(similar)
                )
            };
            Words::new(
                format!(
                    "Asterisk にエンドポイント {endpoint} がありません（エージェント {login}）。この人のパネルには通話が表示されません"
                ),
                remedy,
            )
        }
        Finding::UnseenDevice { login, endpoint } => Words::new(
            format!("Asterisk の一覧に {endpoint} がありません（エージェント {login}）。存在するかどうか分かりません"),
            "PBX 側の名前を確かめてください。電話機のチャネル名（core show channels）の最後のハイフンより前の部分です。",
        ),
        Finding::EndpointsRefused => Words::new(
            "PJSIP のエンドポイントの一覧を読めないため、エンドポイントは診断していません",
            "manager.conf のユーザーの write = に system を追加してください。",
        ),
        Finding::UnmatchedMembers { pattern, queues, logins } => Words::new(
            format!(
                "キューのメンバーのインターフェースが {pattern} の形で、設定と合いません（キュー {}、エージェント {}）。離席の状態が伝わりません",
                list(queues, "、"),
                list(logins, "、")
            ),
            format!("[pbx] に queue_interface = \"{pattern}\" と書いてください（種類が複数あればリストにします）。"),
        ),
        Finding::ExternalQueue { queue } => Words::new(
            format!("キューの番号 {queue} が外線扱いになっています"),
            format!("internal_numbers に \"{queue}\" か、それに合うパターンを追加してください。"),
        ),
        Finding::ExternalParking { first, last, patterns } => Words::new(
            format!("パーキングの番号 {first}～{last} が外線扱いになっています"),
            format!("internal_numbers に {} を追加してください。", quoted(patterns)),
        ),
        Finding::NoContext { key, context } => Words::new(
            format!("ダイヤルプランにコンテキスト {context} がありません（{key}）"),
            "実在するコンテキスト（発信は FreePBX では from-internal）を書くか、extensions.conf に作って dialplan reload を実行してください。",
        ),
        Finding::NoHoldExtension { context, extension } => Words::new(
            format!("保留用のコンテキスト {context} に {extension} がありません"),
            "docs/asterisk.ja.md の例のとおりに作り、dialplan reload を実行してください。",
        ),
        Finding::DialplanRefused => Words::new(
            "ダイヤルプランを読めないため、コンテキストは診断していません（write = reporting が必要です）",
            "",
        ),
        Finding::NoHold => Words::new("[pbx.hold] がないため、パネルの保留ボタンは使えません", ""),
    }
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}

fn site(fault: &SiteFault) -> String {
    match fault {
        SiteFault::BadLogin { login } => format!("ログインID「{login}」が空か、80 バイトより長くなっています"),
        SiteFault::BadExtension { extension, login } => {
            format!("{login} の内線番号「{extension}」は番号として使えません")
        }
        SiteFault::UnknownOrganisation { organisation, login } => {
            format!("{login} の組織 {organisation} は [[organisations]] にありません")
        }
        SiteFault::NoOrganisation { login } => {
            format!("組織が複数あるので、{login} に organisation を書いてください")
        }
        SiteFault::SharedLogin { login } => format!("ログインID {login} が 2 回書かれています"),
        SiteFault::SharedExtension { extension, logins: [a, b] } => {
            format!("内線番号 {extension} が {a} と {b} の 2 人に割り当てられています。1 人ずつ別の番号にしてください")
        }
        SiteFault::BadEndpoint { endpoint, login } => {
            format!("{login} のエンドポイント「{endpoint}」に種類がありません。PJSIP/{endpoint} のように書いてください")
        }
        SiteFault::SharedEndpoint { endpoint, logins: [a, b] } => format!(
            "エンドポイント {endpoint} が {a} と {b} の 2 人に割り当てられています。どちらかの endpoints か、[pbx] の endpoint を直してください"
        ),
        SiteFault::SharedInterface { interface, logins: [a, b] } => format!(
            "キューのインターフェース {interface} が {a} と {b} の 2 人に割り当てられています。どちらかの queue_interfaces か、[pbx] の queue_interface を直してください"
        ),
        SiteFault::SameLine { numbers: [a, b] } => format!("[[lines]] の {a} と {b} は同じ番号です"),
        SiteFault::SharedEntry { entry, numbers: [a, b] } => {
            format!("[[lines]] の {a} と {b} の両方に {entry} が書かれています。1 つの回線だけに書いてください")
        }
    }
}

fn suspicious(warning: &SiteWarning) -> String {
    match warning {
        SiteWarning::OverlappingPatterns { patterns: [a, b] } if a == b => {
            format!("internal_numbers に {a} が 2 回書かれています")
        }
        SiteWarning::OverlappingPatterns { patterns: [a, b] } => {
            format!("internal_numbers のパターン {a} と {b} が重なっています。どちらかが意図と違うかもしれません")
        }
        SiteWarning::InternalLine { pattern, number } => format!(
            "回線 {number} が internal_numbers または service_prefixes の {pattern} に当てはまります。外線の通話が内線扱いになります"
        ),
    }
}

fn class_name(class: WriteClass) -> &'static str {
    match class {
        WriteClass::System => "system",
        WriteClass::Call => "call",
        WriteClass::Agent => "agent",
        WriteClass::Originate => "originate",
    }
}

fn purpose_name(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::ExistingCalls => "接続したときにすでにある通話の表示",
        Purpose::Contacts => "電話機の登録状態（デバイスの状態で代用します）",
        Purpose::Filters => "不要なイベントの除外",
        Purpose::Answer => "応答ボタン",
        Purpose::Hold => "保留ボタン",
        Purpose::HangUp => "切断・拒否ボタン",
        Purpose::Pause => "キューでの離席の切り替え",
        Purpose::Dial => "パネルからの発信",
    }
}

fn connection(address: &str, user: &str, fault: &ConnectionFault) -> Words {
    match fault {
        ConnectionFault::NoSecret => Words::new(
            "ログインに使うシークレットがありません",
            "[pbx] の secret_file にシークレットを書いたファイルを指定するか、環境変数 DENWA_AMI_SECRET を設定してください。",
        ),
        ConnectionFault::SecretUnreadable { path, error } => Words::new(
            format!("シークレットのファイルを読めません: {}: {error}", path.display()),
            "secret_file（相対パスは設定ファイルのあるフォルダーから）か、ファイルの権限を直してください。",
        ),
        ConnectionFault::BadAddress => Words::new(
            format!("「{address}」はアドレスではありません"),
            "[pbx] の ami を 192.0.2.10:5038 のように「ホスト:ポート」で書いてください。",
        ),
        ConnectionFault::UnknownHost => Words::new(
            format!("{address} のホストが見つかりません"),
            "[pbx] の ami（または DENWA_AMI）か、名前解決を直してください。IP アドレスでも書けます。",
        ),
        ConnectionFault::Refused => Words::new(
            format!("{address} では何も待ち受けていません"),
            "Asterisk が動いているか確かめてください。manager.conf の [general] に enabled = yes、port と、このマシンから届く bindaddr を書いて、Asterisk を再起動してください。[pbx] の ami も確かめてください。",
        ),
        ConnectionFault::TimedOut => Words::new(
            format!("{address} が 5 秒以内に応答しません"),
            "アドレスと、このマシンと PBX の間のファイアウォールを確かめてください。このポートへの TCP を許可する必要があります。",
        ),
        ConnectionFault::Unreachable { error } => Words::new(
            format!("{address} に到達できません: {error}"),
            "アドレスと、このマシンのネットワークを確かめてください。",
        ),
        ConnectionFault::Tls { error } => Words::new(
            format!("{address} との接続を暗号化できません: {error}"),
            "manager.conf の [general] の tlsenable、tlsbindaddr（普通は 5039 番）、tlscertfile を確かめてください。[pbx.tls] の ca_file には Asterisk の証明書かその発行元の証明書、server_name にはその中の名前を書きます。[pbx.tls] がなければ暗号化しません。",
        ),
        ConnectionFault::NotAmi => Words::new(
            format!("{address} で応答しているのは Asterisk の Manager Interface ではありません"),
            "Manager Interface のポート（普通は 5038）か確かめてください。SIP、HTTP、TLS のポートではありません。",
        ),
        ConnectionFault::Silent => Words::new(
            format!("{address} は接続を受け付けますが、5 秒以内に応答しません"),
            "TLS ではない Manager Interface のポートか確かめてください。そうであれば Asterisk が止まっています。Asterisk のログを見てください。",
        ),
        ConnectionFault::Closed => Words::new(
            format!("{address} が接続を切りました"),
            "Asterisk が停止中か、接続数の制限です。Asterisk のログと、manager.conf の [general] の authlimit を確かめてください。",
        ),
        ConnectionFault::LoginRefused { message } => Words::new(
            format!("Asterisk が {address} で {user} のログインを拒否しました: {message}"),
            format!(
                "user とシークレットを manager.conf の [{user}] と比べてください（名前、secret、このマシンのアドレスが permit で許可されていること）。変更したら manager reload を実行してください。どれが原因かは Asterisk のログに出ます。"
            ),
        ),
    }
}
