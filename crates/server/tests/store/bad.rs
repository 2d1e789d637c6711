//! A store from the future, a broken file, a full disk: told in words, and calls go on.

use super::*;
use rusqlite::Connection;

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap()
}

fn commit(store: &mut Store, change: Change) {
    runtime().block_on(store.commit(vec![change]));
}

/// Waits until the store is to be tried again.
fn wait_for_retry(store: &mut Store) {
    while !store.wants_everything() {
        std::thread::yield_now();
    }
}

#[test]
fn a_store_from_a_newer_version_is_refused_and_left_as_it_is() {
    let folder = Folder::new();
    drop(folder.open("one"));
    Connection::open(folder.file()).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let error = folder.refusal();
    assert!(matches!(error, StoreError::Newer { found: 99, .. }), "{error}");
    assert!(error.to_string().contains("version 99") && error.to_string().contains("test.store"), "{error}");
    let version: i64 =
        Connection::open(folder.file()).unwrap().query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    assert_eq!(version, 99);
}

#[test]
fn a_database_of_another_program_is_refused() {
    let folder = Folder::new();
    Connection::open(folder.file()).unwrap().execute_batch("CREATE TABLE customers (name TEXT)").unwrap();
    assert!(matches!(folder.refusal(), StoreError::Foreign(_)));
}

#[test]
fn two_servers_do_not_share_a_store() {
    let folder = Folder::new();
    let (_store, _) = folder.open("one");
    assert!(matches!(folder.refusal(), StoreError::InUse(_)));
}

#[test]
fn a_broken_file_is_set_aside_and_its_name_is_told() {
    let folder = Folder::new();
    let garbage = vec![0x5a; 20_000];
    for number in 1..=2 {
        std::fs::write(folder.file(), &garbage).unwrap();
        let (mut store, restored) = folder.open("one");
        assert!(restored.agents.is_empty());
        let aside = folder.0.join(format!("test.store.broken-{number}"));
        assert_eq!(store.health().set_aside.as_ref(), Some(&aside));
        assert_eq!(store.health().report()["state"], "ok");
        assert_eq!(std::fs::read(aside).unwrap(), garbage);
        commit(&mut store, call_change(1, "kept"));
        drop(store);
        assert_eq!(folder.open("two").1.agents[&agent(1)].calls.len(), 1);
    }
}

#[test]
fn a_damaged_page_is_noticed_at_the_start() {
    let folder = Folder::new();
    let (mut store, _) = folder.open("one");
    for n in 0..200 {
        commit(&mut store, call_change(n, &"x".repeat(500)));
    }
    drop(store);
    let mut bytes = std::fs::read(folder.file()).unwrap();
    for page in bytes.chunks_mut(4_096).skip(2) {
        page[..64].fill(0xff);
    }
    std::fs::write(folder.file(), bytes).unwrap();
    let (store, restored) = folder.open("two");
    assert!(restored.agents.is_empty() && store.health().set_aside.is_some());
}

#[test]
fn a_row_that_cannot_be_read_costs_that_row_only() {
    let folder = Folder::new();
    let (mut store, _) = folder.open("one");
    commit(&mut store, call_change(1, "good"));
    commit(&mut store, call_change(2, "bad"));
    drop(store);
    Connection::open(folder.file()).unwrap().execute("UPDATE call SET body = '{' WHERE id = 'c2'", []).unwrap();
    let (store, restored) = folder.open("two");
    assert_eq!(restored.agents[&agent(1)].calls, [call(1, "good")]);
    assert_eq!(store.health().failure, None);
}

#[test]
fn a_full_store_is_told_and_gets_the_whole_state_when_there_is_room() {
    let folder = Folder::new();
    let (mut store, _) = Store::open(&StoreConfig { max_megabytes: 1, ..folder.config() }, "one").unwrap();
    let mut count = 0;
    while store.health().failure.is_none() {
        assert!(count < 2_000, "the store grows beyond its bound");
        let change = Change::Call {
            agent: agent(u8::try_from(count % 200).unwrap()),
            call: Box::new(call(u8::try_from(count / 200).unwrap(), &"x".repeat(4_000))),
        };
        commit(&mut store, change);
        count += 1;
    }
    let failure = store.health().failure.clone().unwrap();
    assert!(failure.contains("full"), "{failure}");
    assert_eq!((store.health().report()["state"].as_str(), store.health().failures), (Some("failing"), 1));
    // While it fails, changes cost nothing.
    commit(&mut store, call_change(250, "not kept"));
    wait_for_retry(&mut store);
    runtime().block_on(store.commit_everything(vec![call_change(7, "all there is")]));
    assert_eq!(store.health().report()["state"], "ok");
    drop(store);
    let restored = folder.open("two").1;
    assert_eq!(
        restored.agents.into_values().flat_map(|agent| agent.calls).collect::<Vec<_>>(),
        [call(7, "all there is")]
    );
}

#[test]
fn a_folder_that_cannot_be_used_is_told_and_the_server_starts() {
    let folder = Folder::new();
    std::fs::write(folder.0.join("file"), "").unwrap();
    let config = StoreConfig { path: Some(folder.0.join("file/test.store")), ..folder.config() };
    let (mut store, restored) = Store::open(&config, "one").unwrap();
    assert!(store.health().failure.is_some());
    assert_eq!(restored.boots.last().map(|(_, name)| name.as_str()), Some("one"));
    commit(&mut store, call_change(1, "not kept"));
}

#[test]
fn a_store_that_could_not_be_read_keeps_what_it_has() {
    let folder = Folder::new();
    let (mut store, _) = folder.open("one");
    commit(&mut store, call_change(1, "of yesterday"));
    drop(store);
    // While the server starts, something bars the way.
    let away = folder.0.join("away");
    std::fs::rename(folder.file(), &away).unwrap();
    std::fs::create_dir(folder.file()).unwrap();
    let (mut store, restored) = folder.open("two");
    assert!(store.health().failure.is_some() && restored.agents.is_empty());
    std::fs::remove_dir(folder.file()).unwrap();
    std::fs::rename(&away, folder.file()).unwrap();
    wait_for_retry(&mut store);
    let events = [Change::Event { agent: agent(1), event: event(1) }];
    runtime().block_on(store.commit_everything([vec![call_change(2, "of today")], events.to_vec()].concat()));
    assert_eq!(store.health().failure, None);
    drop(store);
    let restored = folder.open("three").1;
    assert_eq!(restored.agents[&agent(1)].calls, [call(1, "of yesterday"), call(2, "of today")]);
    let numbers: Vec<_> = restored.boots.iter().map(|(n, _)| *n).collect();
    assert!(numbers.is_sorted() && restored.boots.len() == 3, "{:?}", restored.boots);
}

#[test]
fn without_a_store_nothing_is_kept_and_nothing_fails() {
    let folder = Folder::new();
    for enabled in [None, Some(false)] {
        let (mut store, _) = Store::open(&StoreConfig { enabled, ..folder.config() }, "one").unwrap();
        commit(&mut store, call_change(1, "gone"));
        assert_eq!(store.health().report()["state"], "off");
    }
    assert!(!folder.file().exists());
}
