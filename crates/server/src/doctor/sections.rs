//! The facts of each topic of the report, as lines.

use super::{
    examine::{Presence, endpoints_of_nobody, member, presence},
    facts::{Context, Listing, PbxFacts},
    language::Language,
    table::table,
};
use crate::{config::Config, pbx::asterisk::config::AsteriskConfig};

/// The most names listed of endpoints that belong to nobody: a site may have thousands.
const MAX_NAMES: usize = 40;

pub(super) fn configuration(config: &Config, language: Language) -> Vec<String> {
    let (agents, lines) = (config.agents.len(), config.lines.len());
    vec![match language {
        Language::Ja => format!("読み込みました。エージェント {agents} 人、回線 {lines} 本"),
        Language::En => format!("read; agents: {agents}, lines: {lines}"),
    }]
}

pub(super) fn connection(asterisk: &AsteriskConfig, address: &str, pbx: &PbxFacts, language: Language) -> Vec<String> {
    vec![format!("{address}, Asterisk {}, {} {}", pbx.version, language.choose("ユーザー", "user"), asterisk.user)]
}

pub(super) fn rights(pbx: &PbxFacts, language: Language) -> Vec<String> {
    let write = [
        ("system", "Filter"),
        ("call", "Redirect"),
        ("agent", "QueuePause"),
        ("originate", "Originate"),
        ("reporting", "ShowDialPlan"),
    ];
    let write: Vec<&str> =
        write.into_iter().filter(|(_, action)| pbx.actions.contains(*action)).map(|(class, _)| class).collect();
    let read = [("system", pbx.reads_system), ("call", pbx.reads_call == Some(true))];
    let read: Vec<&str> = read.into_iter().filter(|(_, has)| *has).map(|(class, _)| class).collect();
    let untried = language.choose("（agent は確かめられません）", "(agent cannot be tried)");
    vec![format!("read  = {} {untried}", read.join(",")), format!("write = {}", write.join(","))]
}

pub(super) fn variables(asterisk: &AsteriskConfig, pbx: &PbxFacts, language: Language) -> Vec<String> {
    let meaning = |name: &str| match name {
        "CALLERID(num-pres)" | "CONNECTEDLINE(num-pres)" => {
            language.choose("番号の通知・非通知", "whether numbers are withheld")
        }
        name if asterisk.line_variables.iter().any(|line| line == name) => {
            language.choose("着信番号", "the number dialled")
        }
        name if name == asterisk.record_variable => language.choose("通話のレコード", "the call's record"),
        _ => language.choose("使いません", "not used"),
    };
    let variables = pbx.channel_variables.known().into_iter().flatten();
    table(&variables.map(|name| vec![name.clone(), meaning(name).to_owned()]).collect::<Vec<_>>())
}

pub(super) fn agents(config: &Config, asterisk: &AsteriskConfig, pbx: &PbxFacts, language: Language) -> Vec<String> {
    let say = |ja: &str, en: &str| language.choose(ja, en).to_owned();
    let heading = [
        ("ログインID", "login"),
        ("内線", "extension"),
        ("エンドポイント", "endpoint"),
        ("電話機", "phone"),
        ("キュー", "queues"),
    ];
    let mut rows = vec![heading.map(|(ja, en)| say(ja, en)).to_vec()];
    for agent in &config.agents {
        let own = asterisk.interfaces_of(agent);
        let is_member = |interfaces: &[String]| interfaces.iter().any(|interface| own.contains(interface));
        let queues = pbx.queues.known().into_iter().flatten().filter(|(_, interfaces)| is_member(interfaces));
        let queues = queues.map(|(queue, _)| queue.as_str()).collect::<Vec<_>>().join(" ");
        for (at, endpoint) in asterisk.endpoints_of(agent).into_iter().enumerate() {
            let phone = match presence(pbx, &endpoint) {
                Presence::There { is_registered: true } => say("登録済み", "registered"),
                Presence::There { is_registered: false } => say("未登録", "not registered"),
                Presence::Missing => say("PBX にありません", "not on the PBX"),
                Presence::Unseen | Presence::Unknown => say("不明", "not known"),
            };
            // Further endpoints of an agent stand below the first.
            let once = |text: &str| if at == 0 { text.to_owned() } else { String::new() };
            rows.push(vec![once(&agent.login), once(&agent.extension), endpoint, phone, once(&queues)]);
        }
    }
    let mut lines = table(&rows);
    let others: Vec<String> = endpoints_of_nobody(config, asterisk, pbx).into_iter().collect();
    if !others.is_empty() {
        let shown = others[..others.len().min(MAX_NAMES)].join(" ");
        let more = if others.len() > MAX_NAMES { format!(" … ({})", others.len()) } else { String::new() };
        lines.push(format!(
            "{}: {shown}{more}",
            say("エージェントのものではないエンドポイント", "endpoints of no agent")
        ));
    }
    lines
}

pub(super) fn queues(config: &Config, asterisk: &AsteriskConfig, pbx: &PbxFacts, language: Language) -> Vec<String> {
    let say = |ja: &str, en: &str| language.choose(ja, en).to_owned();
    let queues = match &pbx.queues {
        Listing::Known(queues) if !queues.is_empty() => queues,
        _ => return vec![say("PBX にキューはありません", "the PBX has no queues")],
    };
    let heading = [("キュー", "queue"), ("エージェント", "agents"), ("ほかのメンバー", "other members")];
    let mut rows = vec![heading.map(|(ja, en)| say(ja, en)).to_vec()];
    for (queue, interfaces) in queues {
        let (mut ours, mut others) = (Vec::new(), Vec::new());
        for interface in interfaces {
            match member(config, asterisk, interface) {
                Some(agent) => ours.push(agent.login.as_str()),
                None => others.push(interface.as_str()),
            }
        }
        rows.push(vec![queue.clone(), ours.join(" "), others.join(" ")]);
    }
    table(&rows)
}

pub(super) fn numbers(config: &Config, language: Language) -> Vec<String> {
    let codes = config.service_prefixes.iter().map(|prefix| format!("{prefix}…"));
    let patterns = config.internal_numbers.iter().map(ToString::to_string);
    let internal = codes.chain(patterns).collect::<Vec<_>>().join(" ");
    vec![format!("{} {internal}", language.choose("エージェントの内線番号のほか:", "besides the agents' extensions:"))]
}

pub(super) fn dialplan(pbx: &PbxFacts, language: Language) -> Vec<String> {
    let there = pbx.contexts.iter().filter(|(_, context)| matches!(context, Context::There(_)));
    let there: Vec<&str> = there.map(|(name, _)| name.as_str()).collect();
    if there.is_empty() {
        return Vec::new();
    }
    vec![format!("{} {}", language.choose("あるコンテキスト:", "contexts that exist:"), there.join(" "))]
}
