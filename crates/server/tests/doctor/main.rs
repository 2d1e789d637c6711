//! `denwa-server doctor`: from facts to the report in both languages, and the whole command against a fake Asterisk that
//! misbehaves. `tests/asterisk` has the command against a real one.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod command;
mod fake;
mod findings;
mod words;

use denwa_server::{
    config::{Config, PbxConfig},
    doctor::{
        examine,
        facts::{ConnectionFault, Context, Facts, Listing, PbxFacts},
        finding::Finding,
        language::Language,
        report::Report,
    },
    pbx::asterisk::config::AsteriskConfig,
};
use std::collections::BTreeMap;

const SITE: &str = r#"
allowed_origins = ["https://panel.example"]
token_key_file = "key"
organisations = [{ id = "00D5g0000008OrgEAE" }]
internal_numbers = ["50x", "7[1-8]"]
agents = [
  { login = "sato", extension = "2001" },
  { login = "ito", extension = "1001", endpoints = ["PJSIP/1001", "IAX2/1001"] },
]
lines = [{ number = "0312345000" }, { number = "0698760000", contexts = ["from-trunk-osaka"] }]
[pbx]
kind = "asterisk"
dial_context = "from-internal"
[pbx.hold]
context = "denwa-hold"
"#;

/// The actions that the recommended rights allow.
const ACTIONS: [&str; 9] = [
    "Filter",
    "CoreShowChannels",
    "Hangup",
    "Redirect",
    "Bridge",
    "QueueStatus",
    "QueuePause",
    "Originate",
    "ShowDialPlan",
];

fn names<T: From<String>, C: FromIterator<T>>(names: &[&str]) -> C {
    names.iter().map(|name| T::from((*name).to_owned())).collect()
}

/// The facts about a PBX that fits [`SITE`].
fn good_pbx() -> PbxFacts {
    let context = |extensions: &[&str]| Context::There(names(extensions));
    PbxFacts {
        version: "22.10.1".to_owned(),
        actions: names(&ACTIONS),
        reads_system: true,
        reads_call: Some(true),
        channel_variables: Listing::Known(names(&["CALLERID(num-pres)", "CONNECTEDLINE(num-pres)", "FROM_DID"])),
        has_timestamps: Some(true),
        endpoints: Listing::Known(
            [("PJSIP/2001", true), ("PJSIP/1001", false), ("PJSIP/carrier", true)]
                .map(|(name, is_registered)| (name.to_owned(), is_registered))
                .into(),
        ),
        devices: Listing::Known(
            [("IAX2/1001", "NOT_INUSE"), ("PJSIP/2001", "NOT_INUSE"), ("Queue:501_avail", "INUSE")]
                .map(|(name, state)| (name.to_owned(), state.to_owned()))
                .into(),
        ),
        queues: Listing::Known(BTreeMap::from([(
            "501".to_owned(),
            names(&["Local/2001@from-queue/n", "PJSIP/1001", "Local/09012345678@from-queue/n"]),
        )])),
        parking: Listing::Known(BTreeMap::from([("default".to_owned(), ("71".to_owned(), "78".to_owned()))])),
        contexts: BTreeMap::from([
            ("from-internal".to_owned(), context(&["h"])),
            ("from-trunk-osaka".to_owned(), context(&["s"])),
            ("denwa-hold".to_owned(), context(&["agent", "remote"])),
        ]),
    }
}

fn site(text: &str) -> (Config, AsteriskConfig) {
    let config = Config::parse(text).unwrap();
    let PbxConfig::Asterisk(asterisk) = &config.pbx else { panic!("no Asterisk") };
    let asterisk = (**asterisk).clone();
    (config, asterisk)
}

fn facts(pbx: Result<PbxFacts, ConnectionFault>) -> Facts {
    Facts { address: "192.0.2.10:5038".to_owned(), pbx }
}

/// Returns the findings about a PBX, and about a configuration that differs from [`SITE`].
fn examine(text: &str, pbx: PbxFacts) -> Vec<Finding> {
    let (config, asterisk) = site(text);
    let mut findings = examine::examine_config(&config);
    findings.extend(examine::examine_pbx(&config, &asterisk, &facts(Ok(pbx))));
    findings
}

/// Writes the report about a PBX and [`SITE`].
fn report(pbx: Result<PbxFacts, ConnectionFault>, language: Language) -> String {
    let (config, asterisk) = site(SITE);
    let facts = facts(pbx);
    let mut findings = examine::examine_config(&config);
    findings.extend(examine::examine_pbx(&config, &asterisk, &facts));
    let report =
        Report { file: "server.toml", config: Some(&config), pbx: Some((&asterisk, &facts)), findings: &findings };
    report.write(language)
}
