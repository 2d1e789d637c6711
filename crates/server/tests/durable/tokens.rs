//! A token belongs to the panel that used it first, over restarts too.

use crate::{
    fake_asterisk::FakeAsterisk,
    panel::{sign_in, token},
};
use denwa_protocol::{Refusal, ServerMessage};

#[tokio::test(flavor = "multi_thread")]
async fn a_used_token_serves_nobody_else_after_a_kill() {
    let asterisk = FakeAsterisk::start().await;
    let site = asterisk.site("");
    let server = site.start().await;
    let mine = token("sato");
    let answer = sign_in(&server, &mine, "page").await;
    assert!(matches!(answer, ServerMessage::Snapshot(_)), "{answer:?}");
    server.kill().await;

    let server = site.start().await;
    let answer = sign_in(&server, &mine, "another page").await;
    assert!(matches!(answer, ServerMessage::Refused { reason: Refusal::ExpiredToken, .. }), "{answer:?}");
    let answer = sign_in(&server, &mine, "page").await;
    assert!(matches!(answer, ServerMessage::Snapshot(_)), "the panel itself connects again: {answer:?}");
    let store = std::fs::read(site.store()).unwrap();
    let signature = mine.rsplit('.').next().unwrap().as_bytes();
    assert!(!store.windows(signature.len()).any(|bytes| bytes == signature), "the token itself is not kept");
}
