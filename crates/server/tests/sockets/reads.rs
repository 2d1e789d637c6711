//! Questions for past calls and in the directory, over real sockets.

use crate::client::{Panel, TestServer};
use denwa_protocol::{Call, ClientMessage, Command, DirectoryEntry, HistoryFilter, ServerMessage};
use serde_json::json;

fn read_history(id: &str, find: Option<&str>) -> ClientMessage {
    let (id, find) = (id.to_owned(), find.map(str::to_owned));
    ClientMessage::ReadHistory { id, before: None, only: HistoryFilter::All, find }
}

async fn history(panel: &mut Panel, wanted: &str) -> Vec<Call> {
    loop {
        if let ServerMessage::History { id, calls, .. } = panel.next().await {
            assert_eq!(id, wanted);
            return calls;
        }
    }
}

async fn directory(panel: &mut Panel) -> Vec<DirectoryEntry> {
    loop {
        if let ServerMessage::Directory { entries, .. } = panel.next().await {
            return entries;
        }
    }
}

#[tokio::test]
async fn a_panel_reads_past_calls() {
    let server = TestServer::start().await;
    let (mut panel, _) = server.panel("sato").await;
    let call = json!({ "kind": "inbound", "from": "0312345678", "to": "2001" });
    let id = server.post("/sim/calls", &call).await.1["id"].as_str().unwrap().to_owned();
    server.post(&format!("/sim/calls/{id}/remote-hangup"), &json!({})).await;
    while panel.call().await.ended.is_none() {}
    panel.send(&read_history("1", Some("03-1234"))).await;
    let calls = history(&mut panel, "1").await;
    assert_eq!(calls.len(), 1);
    panel.send(&read_history("2", Some("nobody"))).await;
    assert_eq!(history(&mut panel, "2").await, []);
    let (mut other, _) = server.panel("suzuki").await;
    other.send(&read_history("3", None)).await;
    assert_eq!(history(&mut other, "3").await, [], "a colleague's calls are not hers");
    server.stop().await;
}

#[tokio::test]
async fn a_panel_sees_colleagues_come_and_go() {
    let server = TestServer::start().await;
    let (mut panel, _) = server.panel("sato").await;
    panel.send(&ClientMessage::WatchDirectory { find: Some("suzuki".to_owned()) }).await;
    let first = directory(&mut panel).await;
    server.post("/sim/phones/2002", &json!({ "registered": false })).await;
    let second = directory(&mut panel).await;
    assert_eq!((first.len(), second.len()), (1, 1));
    assert_ne!(first[0].presence, second[0].presence);
    server.stop().await;
}

#[tokio::test]
async fn questions_past_the_rate_leave_room_for_commands() {
    let server = TestServer::start_with_limits("read_burst = 3\nreads_per_second = 1\ncommand_burst = 2").await;
    let (mut panel, _) = server.panel("sato").await;
    for i in 0..20 {
        panel.send(&read_history(&i.to_string(), None)).await;
    }
    panel.command("last", Command::SeeMissed).await;
    let mut answered = 0;
    loop {
        match panel.next().await {
            ServerMessage::History { .. } => answered += 1,
            ServerMessage::Answer { .. } => break,
            other => panic!("{other:?}"),
        }
    }
    assert!((1..=4).contains(&answered), "{answered}");
    server.stop().await;
}
