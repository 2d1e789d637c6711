//! A store from the future and a full store, for the whole server.

use crate::{fake_asterisk::FakeAsterisk, panel::Panel};
use denwa_protocol::{Command, CommandOutcome};

#[tokio::test(flavor = "multi_thread")]
async fn a_store_from_a_newer_version_ends_the_start_in_words() {
    let asterisk = FakeAsterisk::start().await;
    let site = asterisk.site("");
    site.start().await.kill().await;
    rusqlite::Connection::open(site.store()).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let (status, error) = site.run().await;
    assert!(!status.success());
    assert!(error.contains("version 99") && error.contains("server.store"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_store_is_set_aside_and_told_in_health() {
    let asterisk = FakeAsterisk::start().await;
    let site = asterisk.site("");
    std::fs::write(site.store(), vec![0x5a; 10_000]).unwrap();
    let server = site.start().await;
    let aside = server.health().await["store"]["setAside"].as_str().unwrap().to_owned();
    assert!(aside.ends_with("server.store.broken-1"), "{aside}");
    assert_eq!(std::fs::read(aside).unwrap(), vec![0x5a; 10_000]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_store_stops_no_calls_and_is_told_in_health() {
    let asterisk = FakeAsterisk::start().await;
    let calls: Vec<_> = (0..200).map(|_| asterisk.ring("2001")).collect();
    let site = asterisk.site("[store]\nmax_megabytes = 1");
    let server = site.start().await;
    server.wait_for_pbx().await;
    let mut panel = Panel::new("sato");
    panel.connect(&server).await;
    assert_eq!(server.health().await["store"]["state"], "ok");
    for call in &calls {
        let text = "x".repeat(8_000);
        let id = panel.command(Command::SetNote { call: call.clone(), text, base: 0 }).await;
        assert_eq!(panel.outcome(id).await, CommandOutcome::Done, "calls go on");
    }
    let health = server.health().await;
    assert_eq!((health["status"].as_str(), health["store"]["state"].as_str()), (Some("degraded"), Some("failing")));
    assert!(health["store"]["failure"].as_str().unwrap().contains("full"), "{health}");
    let id = panel.command(Command::SetNote { call: calls[0].clone(), text: "more".to_owned(), base: 1 }).await;
    assert_eq!(panel.outcome(id).await, CommandOutcome::Done);
}
