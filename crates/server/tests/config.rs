//! Configurations: the examples are valid, and errors name the wrong value.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use clap::Parser;
use denwa_server::{
    config::{Config, HashedPassword},
    serve,
    token::Verifier,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

const GOOD: &str = r#"
allowed_origins = ["https://panel.example"]
token_key_file = "key"
organisations = [{ id = "00D5g0000008OrgEAE" }]
agents = [{ login = "sato", extension = "2001" }]
internal_numbers = ["1xxx"]
pbx = { kind = "simulated" }
"#;

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("config-{name}"));
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn the_examples_are_good() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("config");
    let mut read = 0;
    for entry in fs::read_dir(folder).unwrap() {
        Config::read(&entry.unwrap().path()).unwrap();
        read += 1;
    }
    assert!(read > 0);
}

#[test]
fn errors_name_the_wrong_value() {
    Config::parse(GOOD).unwrap();
    let long_name = format!("\"2001\", name = \"{}\" }}", "佐".repeat(81));
    let cases = [
        ("pbx = {", "colour = \"red\"\npbx = {", "unknown field `colour`"),
        ("\"2001\" }", "\"2001\", ext = 1 }", "unknown field `ext`"),
        ("kind = \"simulated\"", "kind = \"simulated\", rings = 3", "unknown field `rings`"),
        ("kind = \"simulated\"", "kind = \"tin can\"", "unknown variant `tin can`"),
        ("https://panel.example", "panel.example", "allowed_origins: `panel.example`"),
        ("https://panel.example", "https://panel.example/", "allowed_origins"),
        ("https://panel.example", "*", "allowed_origins"),
        ("00D5g0000008OrgEAE\"", "00D5g0000008Org\"", "18 characters"),
        ("\"2001\" }", "\"20 01\" }", "extension `20 01`"),
        ("\"2001\" }", "\"2001\" }, { login = \"sato\", extension = \"2002\" }", "login `sato` is listed twice"),
        (
            "\"2001\" }",
            "\"2001\" }, { login = \"ito\", extension = \"2001\" }",
            "extension `2001` has two agents, `sato` and `ito`",
        ),
        ("[\"1xxx\"]", "[\"1[xx\"]", "`1[xx`: the brackets"),
        ("[\"1xxx\"]", "[\"\"]", "would match every number"),
        ("pbx = {", "country_code = \"+81\"\npbx = {", "country_code: `+81`"),
        (
            "pbx = {",
            "lines = [{ number = \"0312345000\" }, { number = \"+81-3-1234-5000\" }]\npbx = {",
            "`0312345000` and `+81-3-1234-5000` are the same number",
        ),
        (
            "pbx = {",
            "lines = [{ number = \"1\", contexts = [\"a\"] }, { number = \"2\", contexts = [\"a\"] }]\npbx = {",
            "`a` is listed for two lines, `1` and `2`",
        ),
        ("\"2001\" }", "\"2001\", organisation = \"00D5g0000009OrgEAE\" }", "is not among organisations"),
        ("OrgEAE\" }", "OrgEAE\" }, { id = \"00D5g0000009OrgEAE\" }", "must name its organisation"),
        ("pbx = {", "limits = { byte_burst = 1 }\npbx = {", "byte_burst"),
        ("pbx = {", "limits = { sockets = 0 }\npbx = {", "sockets is 0"),
        ("pbx = {", "limits = { idle_seconds = 5 }\npbx = {", "idle_seconds"),
        ("pbx = {", "listen = \"here\"\npbx = {", "listen"),
        ("\"2001\" }", &long_name, "agents: the name of `sato` is longer than 80"),
        ("pbx = {", "queues = [{ name = \"\", number = \"1\" }]\npbx = {", "queues: the name of `1` is empty"),
        ("pbx = {", "speed_dials = [{ name = \"a\", number = \"03-1\" }]\npbx = {", "speed_dials: `03-1` of `a`"),
        (
            "pbx = {",
            "queues = [{ name = \"a\", number = \"1\", organisation = \"00D\" }]\npbx = {",
            "queues: organisation `00D` of `a` is not among organisations",
        ),
        ("pbx = {", "store = { history_days = 400 }\npbx = {", "history_days"),
        ("pbx = {", "store = { history_calls = 3 }\npbx = {", "history_calls"),
        ("pbx = {", "limits = { agent_reads_per_second = 0 }\npbx = {", "agent_reads_per_second is 0"),
    ];
    for (from, to, message) in cases {
        assert!(GOOD.contains(from), "{from}");
        let error = Config::parse(&GOOD.replacen(from, to, 1)).expect_err(to).to_string();
        assert!(error.contains(message), "{to}: {error}");
    }
}

/// Agents on Asterisk: what their endpoints and queue interfaces must not share.
#[test]
fn phones_belong_to_one_agent_each() {
    let parse =
        |agents: &str, pbx: &str| Config::parse(&format!("agents = [{agents}]\n[pbx]\nkind = \"asterisk\"\n{pbx}"));
    let sato = r#"{ login = "sato", extension = "2001" }"#;
    parse(&format!(r#"{sato}, {{ login = "ito", extension = "1001", endpoints = ["SIP/2001"] }}"#), "").unwrap();
    let cases = [
        // An agent's own endpoint is what the pattern gives to another agent.
        (
            format!(r#"{sato}, {{ login = "ito", extension = "1001", endpoints = ["PJSIP/2001"] }}"#),
            "",
            "endpoint `PJSIP/2001` belongs to two agents, `sato` and `ito`",
        ),
        // The pattern gives the same endpoint to everybody.
        (
            format!(r#"{sato}, {{ login = "ito", extension = "1001" }}"#),
            "endpoint = \"PJSIP/agents\"",
            "endpoint `PJSIP/agents` belongs to two agents",
        ),
        (
            format!(r#"{sato}, {{ login = "ito", extension = "1001" }}"#),
            "queue_interface = \"Local/all@agents\"",
            "queue interface `Local/all@agents` belongs to two agents",
        ),
        (
            r#"{ login = "sato", extension = "2001", endpoints = ["2001"] }"#.to_owned(),
            "",
            "endpoint `2001` of `sato` has no technology; write it as Asterisk does, like `PJSIP/2001`",
        ),
    ];
    for (agents, pbx, message) in cases {
        let error = parse(&agents, pbx).expect_err(message).to_string();
        assert!(error.contains(message), "{error}");
    }
    // All faults are named, not only the first.
    let agents = format!(r#"{sato}, {sato}, {{ login = "", extension = "2 2" }}"#);
    let error = parse(&agents, "").unwrap_err().to_string();
    for part in ["login `sato` is listed twice", "extension `2001` has two agents", "login `` is empty", "`2 2`"] {
        assert!(error.contains(part), "{part}: {error}");
    }
}

#[test]
fn what_is_probably_not_meant_is_a_warning() {
    let warnings = |from: &str, to: &str| -> Vec<String> {
        let config = Config::parse(&GOOD.replacen(from, to, 1)).unwrap();
        config.warnings().iter().map(ToString::to_string).collect()
    };
    assert_eq!(warnings("pbx", "pbx"), Vec::<String>::new());
    let overlap = warnings("[\"1xxx\"]", "[\"1xxx\", \"10.\", \"50x\"]");
    assert!(overlap.len() == 1 && overlap[0].contains("patterns `1xxx` and `10.` overlap"), "{overlap:?}");
    let line = "lines = [{ number = \"0312345000\" }, { number = \"500\" }]\nservice_prefixes = [\"*\", \"0\", \"5\"]\npbx = {";
    let line = warnings("pbx = {", line);
    assert!(line.len() == 1 && line[0].contains("`0312345000` is matched by `0`"), "{line:?}");
}

#[test]
fn internal_numbers_are_extensions_and_configured_patterns() {
    let config = Config::parse(GOOD).unwrap();
    for number in ["2001", "1000", "1999", "*97", "*21*09012345678#", "#31#", "**2001"] {
        assert!(config.is_internal(number), "{number}");
    }
    for number in ["2002", "10000", "100", "1xxx ", "0312345678", ""] {
        assert!(!config.is_internal(number), "{number}");
    }
}

#[test]
fn a_key_must_exist_and_be_long_enough_and_is_never_shown() {
    let folder = folder("key");
    let file = folder.join("server.toml");
    fs::write(&file, GOOD).unwrap();
    let _ = fs::remove_file(folder.join("key"));
    let config = Config::read(&file).unwrap();
    assert!(
        Verifier::read(&config).err().unwrap().to_string().contains("key"),
        "the path is relative to the file, and there is no key yet"
    );
    fs::write(folder.join("key"), "only 31 bytes, a line end apart\n").unwrap();
    let error = Verifier::read(&config).err().unwrap().to_string();
    assert!(error.contains("31 bytes") && !error.contains("apart"), "{error}");
    fs::write(folder.join("key"), "these are 32 bytes, just enough.\n").unwrap();
    assert!(Verifier::read(&config).is_ok());
}

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    args: serve::Args,
}

#[test]
fn the_command_line_overrides_the_file() {
    let folder = folder("line");
    let file = folder.join("server.toml");
    fs::write(&file, GOOD).unwrap();
    let file = file.to_str().unwrap();
    let config = |more: &[&str]| {
        let line = Line::try_parse_from([&["serve", "--config", file], more].concat()).unwrap();
        line.args.config()
    };
    let plain = config(&[]).unwrap();
    assert_eq!(plain.listen.to_string(), "127.0.0.1:8422");
    assert_eq!(plain.token_key_file, Some(folder.join("key")));
    let changed = config(&[
        "--listen",
        "127.0.0.1:0",
        "--allow-origin",
        "http://127.0.0.1:8420,http://127.0.0.1:8421",
        "--allow-origin",
        "http://localhost:1",
        "--token-key-file",
        "/keys/other",
        "--organisation",
        "00D5g0000008OrgEAE",
        "--pbx",
        "simulated",
    ])
    .unwrap();
    assert_eq!(changed.listen.port(), 0);
    assert_eq!(changed.allowed_origins.len(), 4);
    assert_eq!(changed.token_key_file, Some(PathBuf::from("/keys/other")));
    assert_eq!(changed.organisations.len(), 1);
    let certified = config(&["--token-certificate-file", "/keys/a.pem,/keys/b.pem"]).unwrap();
    assert_eq!((certified.token_key_file, certified.token_certificate_file.len()), (None, 2));
    assert!(
        Line::try_parse_from(["serve", "--config", file, "--token-certificate-file", "a", "--token-key-file", "b"])
            .is_err()
    );
    assert!(config(&["--allow-origin", "everybody"]).is_err());
    assert!(config(&["--pbx", "asterisk"]).unwrap_err().to_string().contains("asterisk"));
}

#[test]
fn teams_and_passwords_are_checked_and_hashes_never_shown() {
    let with = |more: &str| Config::parse(&format!("{more}\n{GOOD}"));
    let refused = |more: &str| with(more).unwrap_err().to_string();
    assert!(refused(r#"teams = [{ supervisor = "ito", agents = ["sato"] }]"#).contains("`ito`"));
    assert!(refused(r#"teams = [{ supervisor = "sato", agents = ["ito"] }]"#).contains("`ito`"));
    assert!(with(r#"teams = [{ supervisor = "sato", agents = [] }]"#).is_ok());
    assert!(refused(r#"teams = [{ supervisor = "sato", agents = [], organisation = "00Dx" }]"#).contains("`00Dx`"));

    let hash = HashedPassword::weak("password").unwrap();
    let agent = |password: &str| {
        let agents = format!(r#"agents = [{{ login = "sato", extension = "2001", password = '{password}' }}]"#);
        Config::parse(&GOOD.replace(r#"agents = [{ login = "sato", extension = "2001" }]"#, &agents))
    };
    let config = agent(hash.as_str()).unwrap();
    assert!(!format!("{config:?}").contains(hash.as_str()));
    for bad in [
        "hunter2",
        "",
        "$argon2foo$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA",
        "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ",
    ] {
        let error = agent(bad).unwrap_err().to_string();
        assert!(error.contains("`sato`") && (bad.is_empty() || !error.contains(bad)), "{error}");
    }
    assert!(hash.is_hash_of("password") && !hash.is_hash_of("Password"));
    assert!(HashedPassword::new("").is_err() && HashedPassword::new(&"x".repeat(2_000)).is_err());
}
