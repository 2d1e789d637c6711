//! The whole command, as an administrator runs it.

use super::fake::{Fake, Manner};
use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, Output},
    time::{Duration, Instant},
};

const SECRET: &str = "not-to-be-seen";

const CONFIG: &str = r#"
allowed_origins = ["https://panel.example"]
token_key_file = "key"
organisations = [{ id = "00D5g0000008OrgEAE" }]
internal_numbers = ["50x", "7[1-8]"]
agents = [{ login = "sato", extension = "2001" }]
[pbx]
kind = "asterisk"
ami = "@AMI@"
secret_file = "secret"
dial_context = "from-internal"
hold = { context = "denwa-hold" }
"#;

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("doctor-{name}"));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("secret"), format!("{SECRET}\n")).unwrap();
    std::fs::write(folder.join("key"), "these are 32 bytes, just enough.\n").unwrap();
    folder
}

/// Runs the doctor on a configuration, and checks that it shows no secret and ends in time.
fn run(name: &str, config: &str, more: &[&str]) -> (Output, String) {
    let file = folder(name).join("server.toml");
    std::fs::write(&file, config).unwrap();
    let began = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_denwa-server"))
        .args(["doctor", "--config", file.to_str().unwrap()])
        .args(more)
        .env_remove("DENWA_AMI")
        .env_remove("DENWA_AMI_SECRET")
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "C.UTF-8")
        .output()
        .unwrap();
    assert!(began.elapsed() < Duration::from_secs(40), "{:?}", began.elapsed());
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    assert!(!text.contains(SECRET) && !String::from_utf8_lossy(&output.stderr).contains(SECRET));
    (output, text)
}

fn with_ami(address: &str) -> String {
    CONFIG.replace("@AMI@", address)
}

#[test]
fn a_fitting_site_needs_no_change() {
    let fake = Fake::start(Manner::Good);
    let (output, text) = run("good", &with_ami(&fake.address.to_string()), &[]);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("sato   2001       PJSIP/2001  registered  501"), "{text}");
    assert!(text.ends_with("Nothing needs to be changed.\n"), "{text}");
    let (_, japanese) = run("good", &with_ami(&fake.address.to_string()), &["--language", "ja"]);
    assert!(japanese.ends_with("変更の必要はありません。\n"), "{japanese}");
    let received = fake.received.lock().unwrap();
    assert!(!received.contains(SECRET), "the secret was sent");
    // A user's category contains the user's secret, which must not travel over the network.
    assert_eq!(received.matches("Category: ").count(), received.matches("Category: general").count());
}

#[test]
fn what_stands_between_is_said() {
    let cases = [
        (Manner::WrongSecret, "Asterisk refuses the login of `denwa`", "[denwa] in manager.conf"),
        (Manner::Http, "is not an Asterisk Manager Interface", "usually 5038"),
        (Manner::Closes, "closed the connection", "see its log"),
        (Manner::Silent, "does not answer within 5 seconds", "without TLS"),
        (Manner::Nonsense, "is not an Asterisk Manager Interface", "usually 5038"),
        (Manner::NoRights, "may not send actions of the class `originate`", "to the user's `write ="),
    ];
    for (manner, fact, remedy) in cases {
        let fake = Fake::start(manner);
        let (output, text) = run(&format!("{manner:?}"), &with_ami(&fake.address.to_string()), &[]);
        assert_eq!(output.status.code(), Some(1), "{manner:?}: {text}");
        assert!(text.contains(fact) && text.contains(remedy), "{manner:?}: {text}");
    }
}

#[test]
fn an_address_that_leads_nowhere_is_said() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let closed = listener.local_addr().unwrap().to_string();
    drop(listener);
    for (address, fact) in [
        (closed.as_str(), "nobody listens at"),
        ("pbx.invalid:5038", "the host of `pbx.invalid:5038` is not known"),
        ("192.0.2.10", "`192.0.2.10` is not an address"),
    ] {
        let (output, text) = run("nowhere", &with_ami(address), &[]);
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(text.contains(fact), "{text}");
    }
    // Nobody answers a TLS handshake there.
    let fake = Fake::start(Manner::Closes);
    let certificate = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/keys/present.pem");
    let tls = format!("tls = {{ ca_file = \"{}\" }}\nhold =", certificate.display());
    let (_, text) = run("tls", &with_ami(&fake.address.to_string()).replace("hold =", &tls), &[]);
    assert!(text.contains("cannot be encrypted") && text.contains("[pbx.tls]"), "{text}");
    let no_secret = with_ami("127.0.0.1:1").replace("secret_file = \"secret\"\n", "");
    assert!(run("secret", &no_secret, &[]).1.contains("there is no secret to log in with"));
    let wrong_file = with_ami("127.0.0.1:1").replace("\"secret\"", "\"nowhere\"");
    assert!(run("secret", &wrong_file, &[]).1.contains("the file with the secret cannot be read"));
}

#[test]
fn a_wrong_configuration_is_said_in_both_languages() {
    let shared =
        with_ami("127.0.0.1:1").replace("\"2001\" }]", "\"2001\" }, { login = \"ito\", extension = \"2001\" }]");
    let (output, text) = run("wrong", &shared, &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text.contains("CHANGE  agents: extension `2001` has two agents, `sato` and `ito`"), "{text}");
    let (_, japanese) = run("wrong", &shared, &["--language", "ja"]);
    assert!(japanese.contains("要変更  内線番号 2001 が sato と ito の 2 人に割り当てられています"), "{japanese}");
    let (output, text) = run("wrong", &with_ami("127.0.0.1:1").replace("login", "logon"), &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text.contains("unknown field `logon`"), "{text}");
    let (output, text) = run("wrong", &with_ami("127.0.0.1:1").replace("\"key\"", "\"nowhere\""), &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text.contains("`serve` does not start without it"), "{text}");
}

#[test]
fn a_simulated_pbx_needs_no_connection() {
    let (output, text) = run("simulated", &with_ami("127.0.0.1:1"), &["--pbx", "simulated"]);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("the PBX is the simulated one"), "{text}");
}
