//! Past calls: written with the other changes, read beside them, and forgotten in the end.

use super::*;
use denwa_protocol::{AgentMessage, Cause, Colleague, Ended, Number};
use denwa_server::store::{
    change::MissedCall,
    history::{HistoryQuery, Needle, PastCall},
};

fn past(number: u64, cause: Cause) -> Call {
    let remote = Party { number: Number::Known { digits: format!("03{number:08}") }, name: None };
    let mut call = Call::new(format!("p{number}"), "whole".to_owned(), Direction::Inbound, remote, number);
    call.ended = Some(Ended { at: number + 1, cause });
    call
}

fn history(by: u8, call: &Call) -> Change {
    Change::History { agent: agent(by), call: Box::new(PastCall::new(call, "81")) }
}

fn query(by: u8) -> HistoryQuery {
    HistoryQuery { agent: agent(by), before: None, is_missed_only: false, find: None, limit: 100 }
}

async fn read(store: &Store, query: HistoryQuery) -> Vec<u64> {
    let calls = store.read_history(query).await.unwrap().unwrap();
    calls.iter().map(|call| call.began_at).collect()
}

/// Commits the past calls 1 to 9 of agent 1, of which 4 and 8 were missed, and call 5 of agent 2.
async fn fill(store: &mut Store) {
    let cause = |n: u64| if n.is_multiple_of(4) { Cause::Missed } else { Cause::Normal };
    store.commit((1..10).map(|n| history(1, &past(n, cause(n)))).collect()).await;
    store.commit(vec![history(2, &past(5, Cause::Missed))]).await;
}

/// A store with a file, and one without.
fn stores(folder: &Folder) -> [Store; 2] {
    [folder.open("one").0, Store::off()]
}

#[tokio::test]
async fn past_calls_are_read_by_what_is_asked_for() {
    let folder = Folder::new();
    for mut store in stores(&folder) {
        fill(&mut store).await;
        assert_eq!(read(&store, query(1)).await, (1..10).rev().collect::<Vec<_>>());
        assert_eq!(read(&store, query(2)).await, [5]);
        assert_eq!(read(&store, query(3)).await, [0; 0], "an agent who has had no calls");
        assert_eq!(read(&store, HistoryQuery { before: Some(3), ..query(1) }).await, [2, 1]);
        assert_eq!(read(&store, HistoryQuery { limit: 2, ..query(1) }).await, [9, 8]);
        assert_eq!(read(&store, HistoryQuery { is_missed_only: true, ..query(1) }).await, [8, 4]);
        assert_eq!(read(&store, HistoryQuery { find: Needle::new("03-0000-0007"), ..query(1) }).await, [7]);
        // A change after the end replaces what was there.
        let mut changed = past(7, Cause::Normal);
        changed.remote.name = Some("山田".to_owned());
        store.commit(vec![history(1, &changed)]).await;
        assert_eq!(read(&store, HistoryQuery { find: Needle::new("山"), ..query(1) }).await, [7]);
        assert_eq!(read(&store, query(1)).await.len(), 9);
    }
}

#[tokio::test]
async fn past_calls_are_forgotten_by_age_and_number() {
    let folder = Folder::new();
    for mut store in stores(&folder) {
        fill(&mut store).await;
        store.commit(vec![Change::TrimHistory { agent: agent(1), keep: 7 }]).await;
        assert_eq!(read(&store, query(1)).await, (3..10).rev().collect::<Vec<_>>());
        store.commit(vec![Change::TrimHistory { agent: agent(1), keep: 7 }]).await;
        store.commit(vec![Change::ForgetHistory { before: 6 }]).await;
        assert_eq!(read(&store, query(1)).await, [9, 8, 7, 6]);
        assert_eq!(read(&store, query(2)).await, [0; 0]);
    }
}

#[tokio::test]
async fn past_calls_outlive_restarts_and_failures_of_the_store() {
    let folder = Folder::new();
    let (mut store, _) = folder.open("one");
    fill(&mut store).await;
    drop(store);
    assert!(!folder.0.join("test.store-wal").exists(), "the log is put away although there was a reader");
    let (mut store, _) = folder.open("two");
    // After a failure the whole state of the hub replaces what the store has; past calls are not part of it.
    store.commit_everything(vec![Change::Agent { agent: agent(2), state: state(1) }]).await;
    assert_eq!(read(&store, query(1)).await.len(), 9);
    assert_eq!(read(&store, query(2)).await, [5]);
    store.commit(vec![history(2, &past(6, Cause::Normal))]).await;
    assert_eq!(read(&store, query(2)).await, [6, 5]);
}

#[tokio::test]
async fn a_store_of_the_first_version_gets_the_new_tables() {
    let folder = Folder::new();
    let (mut store, _) = folder.open("one");
    store.commit(vec![call_change(1, "note")]).await;
    drop(store);
    let file = rusqlite::Connection::open(folder.file()).unwrap();
    file.execute_batch(
        "DROP TABLE history; ALTER TABLE agent DROP COLUMN missed; ALTER TABLE agent DROP COLUMN messages;
         DROP TABLE token; ALTER TABLE agent DROP COLUMN work; DROP TABLE callback; DROP TABLE supervision;
         PRAGMA user_version = 1;",
    )
    .unwrap();
    drop(file);
    let (mut store, restored) = folder.open("two");
    assert_eq!(restored.agents[&agent(1)].calls.len(), 1);
    fill(&mut store).await;
    assert_eq!(read(&store, query(1)).await.len(), 9);
}

#[tokio::test]
async fn missed_calls_and_messages_are_given_back() {
    let folder = Folder::new();
    let missed = vec![MissedCall { call: "c".to_owned(), request_id: "w".to_owned() }];
    let from = Colleague { extension: "2001".to_owned(), name: None };
    let message = AgentMessage { id: "m".to_owned(), from, at: 1, text: "\u{1f600}".to_owned(), about: None };
    let (mut store, _) = folder.open("one");
    store.commit(vec![Change::Missed { agent: agent(1), missed: missed.clone() }]).await;
    store.commit(vec![Change::Messages { agent: agent(1), messages: vec![message.clone()] }]).await;
    drop(store);
    let agent = folder.open("two").1.agents.remove(&agent(1)).unwrap();
    assert_eq!((agent.missed, agent.messages), (missed, vec![message]));
}

#[tokio::test]
async fn a_broken_history_is_an_error_and_not_an_empty_one() {
    let folder = Folder::new();
    let (mut store, _) = folder.open("one");
    fill(&mut store).await;
    let file = rusqlite::Connection::open(folder.file()).unwrap();
    file.execute_batch("DROP TABLE history").unwrap();
    assert!(store.read_history(query(1)).await.unwrap().is_err());
}
