//! A small run of the load test: it measures, and it fails when it should.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::Value;
use std::process::{Command, Output};

fn run(arguments: &str) -> (Output, Value) {
    let output = Command::new(env!("CARGO_BIN_EXE_denwa-server")).args(arguments.split_whitespace()).output().unwrap();
    let report = serde_json::from_slice(&output.stdout).unwrap_or_default();
    (output, report)
}

fn load(calls: &str, bound: &str) -> Output {
    let small = ["load", "--seconds", "2", "--panels", "40", "--panels-per-agent", "2", "--call-seconds", "1"];
    let asked = ["--calls", calls, "--bound", bound];
    Command::new(env!("CARGO_BIN_EXE_denwa-server")).args(small).args(asked).output().unwrap()
}

#[test]
fn a_small_load_loses_nothing() {
    // A generous bound: this machine runs other tests at the same time.
    let output = load("10", "5000");
    assert!(output.status.success(), "{output:?}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((report["calls"].as_u64(), report["emitted"].as_u64()), (Some(20), Some(200)));
    assert_eq!((report["received"].as_u64(), report["panelsReached"].as_u64()), (Some(200), Some(40)));
    assert!(report["p99Us"].as_u64().unwrap() >= report["p50Us"].as_u64().unwrap());
}

#[test]
fn exceeding_the_bound_is_a_failure() {
    let output = load("10", "0");
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("99th percentile"), "{output:?}");
    assert!(serde_json::from_slice::<Value>(&output.stdout).is_ok(), "the figures are printed all the same");
}

#[test]
fn an_impossible_load_is_refused() {
    let output = load("11", "5000");
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("11 calls need 22 agents"), "{output:?}");
}

#[test]
fn panels_that_were_away_get_what_they_missed_and_all_are_back_after_a_kill() {
    let (output, report) =
        run("load --seconds 4 --panels 40 --calls 10 --call-seconds 1 --bound 5000 --away 5 --gap 1 \
                                --resume-bound 10000 --kill --back-bound 60000");
    assert!(output.status.success(), "{output:?}");
    assert_eq!((report["away"].as_u64(), report["resumes"].as_u64()), (Some(5), Some(5)));
    assert!(report["caughtUp"].as_u64().unwrap() > 0, "{report}");
    assert_eq!((report["received"].as_u64(), report["resumed"].as_u64()), (report["emitted"].as_u64(), Some(40)));
}

#[test]
fn panels_may_only_sign_in() {
    let (output, report) = run("load --panels 60 --calls 0");
    assert!(output.status.success(), "{output:?}");
    assert_eq!((report["panels"].as_u64(), report["emitted"].as_u64()), (Some(60), Some(0)));
}

#[test]
fn echo_sockets_show_the_machines_limit() {
    let (output, report) = run("echo --sockets 60");
    assert!(output.status.success(), "{output:?}");
    assert!(report["sockets"] == 60 && report["openMs"].as_u64().is_some(), "{report}");
}
