//! The report in both languages.

use super::{good_pbx, names, report};
use denwa_server::{
    config::{SiteFault, SiteWarning},
    doctor::{
        facts::{ConnectionFault, Listing},
        finding::{Finding, Purpose, WriteClass},
        language::Language,
    },
};

#[test]
fn a_report_of_a_fitting_pbx() {
    let expected = "denwa-server doctor: server.toml

Configuration
  read; agents: 2, lines: 2

Connection
  192.0.2.10:5038, Asterisk 22.10.1, user denwa

Rights
  read  = system,call (agent cannot be tried)
  write = system,call,agent,originate,reporting

Channel variables (channelvars)
  CALLERID(num-pres)       whether numbers are withheld
  CONNECTEDLINE(num-pres)  whether numbers are withheld
  FROM_DID                 the number dialled

Agents and phones
  login  extension  endpoint    phone           queues
  sato   2001       PJSIP/2001  registered      501
  ito    1001       PJSIP/1001  not registered  501
                    IAX2/1001   registered
  endpoints of no agent: PJSIP/carrier

Queues
  queue  agents    other members
  501    sato ito  Local/09012345678@from-queue/n

Internal numbers
  besides the agents' extensions: *… #… 50x 7[1-8]

Dialplan
  contexts that exist: denwa-hold from-internal from-trunk-osaka

Nothing needs to be changed.
";
    assert_eq!(report(Ok(good_pbx()), Language::En), expected);
}

#[test]
fn a_report_in_japanese() {
    let mut pbx = good_pbx();
    pbx.channel_variables = Listing::Known(names(&["CALLERID(num-pres)", "FROM_DID"]));
    pbx.has_timestamps = Some(false);
    let text = report(Ok(pbx), Language::Ja);
    for part in [
        "denwa-server の診断: server.toml\n\n設定\n  読み込みました。エージェント 2 人、回線 2 本\n\n接続\n",
        "  ログインID  内線  エンドポイント  電話機    キュー\n  sato        2001  PJSIP/2001      登録済み  501\n",
        "                    IAX2/1001       登録済み\n  エージェントのものではないエンドポイント: PJSIP/carrier\n",
        "  要変更  channelvars に CONNECTEDLINE(num-pres) がありません。非通知の番号がそのまま表示されてしまいます\n          → manager.conf の [general] の channelvars に CONNECTEDLINE(num-pres) を追加し、manager reload を実行してください。\n  推奨    イベントに時刻がありません。",
        "\n変更が必要: 1 件、推奨: 1 件\n",
    ] {
        assert!(text.contains(part), "{part}\nis not in\n{text}");
    }
}

#[test]
fn a_failed_connection_ends_the_report() {
    let text = report(Err(ConnectionFault::Refused), Language::En);
    assert!(
        text.contains("Connection\n  CHANGE  nobody listens at `192.0.2.10:5038`\n          → Is Asterisk running?")
    );
    assert!(!text.contains("Rights") && text.ends_with("To be changed: 1. Advised: 0.\n"), "{text}");
}

/// All findings, with texts that must show.
fn all_findings() -> Vec<Finding> {
    let text = |text: &str| text.to_owned();
    let pair = || [text("first"), text("second")];
    let (login, endpoint) = (text("sato"), text("PJSIP/2001"));
    let site = [
        SiteFault::BadLogin { login: login.clone() },
        SiteFault::BadExtension { extension: text("2 1"), login: login.clone() },
        SiteFault::UnknownOrganisation { organisation: text("00D"), login: login.clone() },
        SiteFault::NoOrganisation { login: login.clone() },
        SiteFault::SharedLogin { login: login.clone() },
        SiteFault::SharedExtension { extension: text("2001"), logins: pair() },
        SiteFault::BadEndpoint { endpoint: text("2001"), login: login.clone() },
        SiteFault::SharedEndpoint { endpoint: endpoint.clone(), logins: pair() },
        SiteFault::SharedInterface { interface: endpoint.clone(), logins: pair() },
        SiteFault::SameLine { numbers: pair() },
        SiteFault::SharedEntry { entry: text("from-trunk"), numbers: pair() },
    ];
    let suspicious = [
        SiteWarning::OverlappingPatterns { patterns: pair() },
        SiteWarning::OverlappingPatterns { patterns: [text("1xx"), text("1xx")] },
        SiteWarning::InternalLine { pattern: text("0"), number: text("0312345000") },
    ];
    let connection = [
        ConnectionFault::NoSecret,
        ConnectionFault::SecretUnreadable { path: "secret".into(), error: text("denied") },
        ConnectionFault::BadAddress,
        ConnectionFault::UnknownHost,
        ConnectionFault::Refused,
        ConnectionFault::TimedOut,
        ConnectionFault::Unreachable { error: text("no route") },
        ConnectionFault::Tls { error: text("invalid peer certificate") },
        ConnectionFault::NotAmi,
        ConnectionFault::Silent,
        ConnectionFault::Closed,
        ConnectionFault::LoginRefused { message: text("Authentication failed") },
    ];
    let connection = connection.map(|fault| Finding::Connection { address: text("a:1"), user: text("denwa"), fault });
    let classes = [WriteClass::System, WriteClass::Call, WriteClass::Agent, WriteClass::Originate];
    let purposes = [
        Purpose::ExistingCalls,
        Purpose::Contacts,
        Purpose::Filters,
        Purpose::Answer,
        Purpose::Hold,
        Purpose::HangUp,
        Purpose::Pause,
        Purpose::Dial,
    ];
    let rights = classes.map(|class| Finding::NoWrite { class, purposes: purposes.to_vec() });
    let others = [
        Finding::BadConfiguration { text: text("line 3") },
        Finding::BadKey { text: text("key") },
        Finding::NoKeys,
        Finding::NoOrigins,
        Finding::NoAgents,
        Finding::SimulatedPbx,
        Finding::NoReadSystem,
        Finding::NoReadCall,
        Finding::ExcessRights { classes: vec!["command"] },
        Finding::VariablesRefused,
        Finding::NoVariable { name: text("CALLERID(num-pres)") },
        Finding::NoLineVariable { names: vec![text("FROM_DID")] },
        Finding::NoDataVariable { name: text("DENWA_MEMBER") },
        Finding::NoParkingLot { lot: text("default") },
        Finding::HeaderFunction { name: text("PJSIP_HEADER(read,To)") },
        Finding::NoTimestamps,
        Finding::UnknownEndpoint { login: login.clone(), endpoint: endpoint.clone(), similar: Vec::new() },
        Finding::UnknownEndpoint { login: login.clone(), endpoint: endpoint.clone(), similar: vec![text("SIP/2001")] },
        Finding::UnseenDevice { login: login.clone(), endpoint },
        Finding::EndpointsRefused,
        Finding::UnmatchedMembers {
            pattern: text("Local/{extension}@x"),
            queues: vec![text("501")],
            logins: vec![login],
        },
        Finding::ExternalQueue { queue: text("501") },
        Finding::ExternalParking { first: text("71"), last: text("78"), patterns: vec![text("7[1-8]")] },
        Finding::NoContext { key: "[pbx] dial_context", context: text("from-internal") },
        Finding::NoHoldExtension { context: text("denwa-hold"), extension: text("agent") },
        Finding::DialplanRefused,
        Finding::NoHold,
    ];
    let site = site.map(Finding::Site).into_iter().chain(suspicious.map(Finding::Suspicious));
    site.chain(connection).chain(rights).chain(others).collect()
}

/// Whatever must be changed comes with what to change, in both languages, and the languages are not mixed up.
#[test]
fn every_finding_has_words() {
    let is_japanese = |text: &str| text.chars().any(|c| matches!(c, 'ぁ'..='ヿ' | '一'..='龯'));
    for finding in all_findings() {
        let (en, ja) = (finding.words(Language::En), finding.words(Language::Ja));
        assert!(!en.fact.is_empty() && !is_japanese(&en.fact) && !is_japanese(&en.remedy), "{en:?}");
        let is_quoted = matches!(finding, Finding::BadConfiguration { .. } | Finding::BadKey { .. });
        assert!(is_quoted || is_japanese(&ja.fact), "{ja:?}");
        assert!(ja.remedy.is_empty() || is_japanese(&ja.remedy), "{ja:?}");
        assert_eq!(en.remedy.is_empty(), ja.remedy.is_empty(), "{finding:?}");
        let must = finding.severity() == denwa_server::doctor::finding::Severity::Must;
        assert!(!must || !en.remedy.is_empty(), "{finding:?}");
    }
}
