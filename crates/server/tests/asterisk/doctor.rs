//! `denwa-server doctor` with a real Asterisk: what it lists, and what it says when rights, variables or names are wrong.

use super::bench::Bench;
use denwa_protocol::PhoneState;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// A site that fits the test's Asterisk.
struct Site<'a> {
    bench: &'a Bench,
    /// The configuration.
    text: String,
}

impl<'a> Site<'a> {
    fn new(bench: &'a Bench) -> Self {
        let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/asterisk-demo.toml");
        let top = "allowed_origins = [\"https://panel.example\"]\ntoken_key_file = \"key\"\ninternal_numbers = [\"73[1-9]\"]\n";
        let text = top.to_owned() + &fs::read_to_string(demo).unwrap();
        fs::write(bench.folder().join("key"), "these are 32 bytes, just enough.\n").unwrap();
        Self { bench, text }
    }

    /// Runs the doctor; returns its exit code and report.
    fn examine(&self, secret: &str) -> (Option<i32>, String) {
        let file: PathBuf = self.bench.folder().join("site.toml");
        fs::write(&file, &self.text).unwrap();
        let output: Output = Command::new(env!("CARGO_BIN_EXE_denwa-server"))
            .args(["doctor", "--config", file.to_str().unwrap(), "--language", "en"])
            .env("DENWA_AMI", self.bench.ami())
            .env("DENWA_AMI_SECRET", secret)
            .output()
            .unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    }

    /// Changes Asterisk's manager.conf and has it read again.
    fn change_manager(&self, from: &str, to: &str) {
        let file = self.bench.folder().join("etc/manager.conf");
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(from), "{from} is not in {text}");
        fs::write(&file, text.replacen(from, to, 1)).unwrap();
        self.bench.run_cli("manager reload");
    }
}

const SECRET: &str = "test-only-ami";

fn assert_has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part}\nis not in\n{text}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_lists_what_is_there() {
    let Some(mut bench) = Bench::start("the_doctor_lists_what_is_there").await else { return };
    let _phone = bench.phone("2001", false);
    bench.wait_for_phone("2001", PhoneState::Registered).await;
    let site = Site::new(&bench);
    let (code, text) = site.examine(SECRET);
    assert_eq!(code, Some(0), "{text}");
    assert_has(
        &text,
        &[
            "read  = system,call (agent cannot be tried)\n",
            "write = system,call,agent,originate,reporting\n",
            "CALLERID(num-pres)       whether numbers are withheld\n",
            "FROM_DID                 the number dialled\n",
            "sato      2001       PJSIP/2001  registered      support\n",
            "yamamoto  1002       PJSIP/1002  not registered  sales\n",
            "endpoints of no agent: PJSIP/",
            "contexts that exist: denwa-conference denwa-consult denwa-hold denwa-monitor denwa-transfer internal\n",
            "\nNothing needs to be changed.\n",
        ],
    );
    assert_eq!(bench.run_cli("core show channels count").lines().next(), Some("0 active channels"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_says_what_to_change() {
    let Some(bench) = Bench::start("the_doctor_says_what_to_change").await else { return };
    let mut site = Site::new(&bench);
    let (code, text) = site.examine("wrong");
    assert_eq!(code, Some(1));
    assert_has(&text, &["Asterisk refuses the login of `denwa`", "[denwa] in manager.conf"]);

    let demo = site.text.clone();
    site.text = demo
        .replace("extension = \"2001\"\n", "extension = \"2001\"\nendpoints = [\"SIP/2001\", \"PJSIP/2009\"]\n")
        .replace("dial_context = \"internal\"", "dial_context = \"from-internal\"");
    let (code, text) = site.examine(SECRET);
    assert_eq!(code, Some(1));
    assert_has(
        &text,
        &[
            "CHANGE  Asterisk has no endpoint `PJSIP/2009` (agent `sato`)",
            "Is it one of these? Then in [[agents]] of `sato`: endpoints = [\"PJSIP/2001\"]",
            "an interface like `PJSIP/{extension}`",
            "CHANGE  the dialplan has no context `from-internal` ([pbx] dial_context)",
        ],
    );

    site.text = demo;
    site.change_manager(
        "CALLERID(num-pres),CONNECTEDLINE(num-pres),DENWA_RECORD,DENWA_MEMBER,DENWA_TOPIC,FROM_DID",
        "CTI_OTHER",
    );
    site.change_manager("timestampevents=yes", "timestampevents=no");
    let (code, text) = site.examine(SECRET);
    assert_eq!(code, Some(1));
    assert_has(
        &text,
        &[
            "CHANGE  `CALLERID(num-pres)` is not in `channelvars`",
            "CHANGE  `CONNECTEDLINE(num-pres)` is not in `channelvars`",
            "advice  none of the variables `FROM_DID`, `DID`, `DNIS` is in `channelvars`",
            "advice  events have no timestamps",
        ],
    );

    site.change_manager(
        "read=system,call,agent\nwrite=system,call,agent,originate,reporting",
        "read=system\nwrite=originate,command",
    );
    let (code, text) = site.examine(SECRET);
    assert_eq!(code, Some(1));
    assert_has(
        &text,
        &[
            "CHANGE  no event of the class `call` arrives",
            "add `system` to the user's `write =`",
            "add `call` to the user's `write =`",
            "add `agent` to the user's `write =`",
            "advice  `channelvars` of manager.conf cannot be read",
            "note    the dialplan may not be read",
            "note    the user has rights that the server does not need: `command`",
        ],
    );

    site.change_manager("read=system\n", "read=call\n");
    assert_has(&site.examine(SECRET).1, &["CHANGE  Asterisk did not report `FullyBooted`"]);
}
