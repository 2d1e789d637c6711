//! What is committed is given back, however the process ended.

use super::*;
use crate::model::Model;
use proptest::prelude::*;

fn change() -> impl Strategy<Value = Change> {
    let outcome = proptest::option::of(Just(CommandOutcome::Done));
    prop_oneof![
        (0..3u8, 0..9u8, "\\PC{0,40}")
            .prop_map(|(a, n, note)| Change::Call { agent: agent(a), call: Box::new(call(n, &note)) }),
        (0..3u8, 0..9u8).prop_map(|(a, n)| Change::ForgetCall { agent: agent(a), id: format!("c{n}") }),
        (0..3u8, 0..9u8).prop_map(|(a, n)| Change::Agent { agent: agent(a), state: state(n) }),
        (0..3u8, 0..9u8, 0..50u64, outcome).prop_map(|(a, n, at, outcome)| Change::Command {
            agent: agent(a),
            id: format!("id-{n}"),
            command: command(at, outcome)
        }),
        (0..50u64).prop_map(|before| Change::ForgetCommands { before }),
        (0..3u8, 0..9u8, 0..3u8, 0..50u64).prop_map(|(a, id, instance, expires_at)| Change::Token {
            token: KeptToken {
                organisation: format!("org {a}"),
                id: format!("jti {id}"),
                instance: format!("page {instance}"),
                expires_at,
            }
        }),
        (0..50u64).prop_map(|before| Change::ForgetTokens { before }),
        // The sequence number is filled in.
        (0..3u8).prop_map(|a| Change::Event { agent: agent(a), event: event(0) }),
    ]
}

/// Numbers the events of each agent.
fn number(changes: &mut [Change]) {
    let mut last = std::collections::HashMap::new();
    for change in changes {
        if let Change::Event { agent, event } = change {
            let seq = last.entry(agent.clone()).or_insert(0u64);
            *seq += 1;
            *event = super::event(*seq);
        }
    }
}

fn applied(changes: &[Change]) -> Model {
    let mut model = Model::default();
    for change in changes {
        model.apply(change);
    }
    model
}

/// Copies a store's files as they are, as a killed process leaves them.
fn copy(from: &Folder, to: &Folder) {
    for end in ["", "-wal"] {
        let file = |folder: &Folder| folder.0.join(format!("test.store{end}"));
        std::fs::copy(file(from), file(to)).unwrap();
    }
}

fn agents(mut restored: Restored) -> std::collections::HashMap<AgentKey, denwa_server::store::change::RestoredAgent> {
    // An agent about whom nothing is kept makes no difference.
    restored.agents.retain(|_, agent| *agent != denwa_server::store::change::RestoredAgent::default());
    restored.agents
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_store_gives_back_what_was_committed(
        mut changes in proptest::collection::vec(change(), 1..60),
        group in 1..8usize,
        is_killed in any::<bool>(),
    ) {
        number(&mut changes);
        let (folder, copied) = (Folder::new(), Folder::new());
        let (mut store, _) = folder.open("one");
        runtime().block_on(async {
            for group in changes.chunks(group) {
                store.commit(group.to_vec()).await;
            }
        });
        prop_assert_eq!(&store.health().failure, &None);
        let restored = if is_killed {
            copy(&folder, &copied);
            copied.open("two").1
        } else {
            drop(store);
            folder.open("two").1
        };
        prop_assert_eq!(&restored.boots, &[(1, "one".to_owned()), (2, "two".to_owned())]);
        let expected = applied(&changes).restored;
        prop_assert_eq!(&restored.tokens, &expected.tokens);
        prop_assert_eq!(agents(restored), agents(expected));
    }

    #[test]
    fn a_torn_last_write_costs_the_last_groups_only(
        mut changes in proptest::collection::vec(change(), 2..40),
        torn in 1..20_000u64,
        is_garbled in any::<bool>(),
    ) {
        number(&mut changes);
        let (folder, copied) = (Folder::new(), Folder::new());
        let (mut store, _) = folder.open("one");
        runtime().block_on(async {
            for change in &changes {
                store.commit(vec![change.clone()]).await;
            }
        });
        copy(&folder, &copied);
        let log = copied.0.join("test.store-wal");
        let length = std::fs::metadata(&log).unwrap().len();
        let start = length.saturating_sub(torn);
        let file = std::fs::OpenOptions::new().write(true).open(&log).unwrap();
        if is_garbled {
            use std::os::unix::fs::FileExt;
            file.write_all_at(&vec![0xaa; usize::try_from(length - start).unwrap()], start).unwrap();
        } else {
            file.set_len(start).unwrap();
        }
        let (_store, restored) = copied.open("two");
        let restored = agents(restored);
        let prefixes = (0..=changes.len()).rev().map(|length| agents(applied(&changes[..length]).restored));
        prop_assert!(prefixes.into_iter().any(|prefix| prefix == restored), "{restored:?}");
    }
}

#[test]
fn the_whole_state_replaces_what_was_there() {
    let folder = Folder::new();
    let (mut store, _) = folder.open("one");
    let everything = vec![
        Change::Floor { agent: agent(2), seq: 40, boot: 1 },
        Change::Event { agent: agent(2), event: event(41) },
        Change::Call { agent: agent(2), call: Box::new(call(2, "new")) },
    ];
    runtime().block_on(async {
        store.commit(vec![call_change(1, "old"), Change::Event { agent: agent(1), event: event(1) }]).await;
        store.commit_everything(everything.clone()).await;
        store.commit(vec![Change::Event { agent: agent(2), event: event(42) }]).await;
    });
    drop(store);
    let restored = agents(folder.open("two").1);
    assert_eq!(restored.len(), 1);
    let agent = &restored[&agent(2)];
    assert_eq!((agent.floor, agent.events.len(), agent.calls.len()), ((40, 1), 2, 1));
}

/// The tables of the first version, with a call of `agent(1)`.
const FIRST_VERSION: &str = "
    CREATE TABLE boot (n INTEGER PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE agent (
        n INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, state TEXT,
        floor_seq INTEGER NOT NULL DEFAULT 0, floor_boot INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE call (
        agent INTEGER NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (agent, id)) WITHOUT ROWID;
    CREATE TABLE command (
        agent INTEGER NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (agent, id)) WITHOUT ROWID;
    CREATE TABLE event (
        n INTEGER PRIMARY KEY, agent INTEGER NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,
        boot INTEGER NOT NULL, body TEXT NOT NULL);
    PRAGMA application_id = 0x446e7761;
    PRAGMA user_version = 1;";

#[test]
fn a_store_of_the_first_version_gets_the_table_of_tokens() {
    let folder = Folder::new();
    let file = rusqlite::Connection::open(folder.file()).unwrap();
    file.execute_batch(FIRST_VERSION).unwrap();
    file.execute("INSERT INTO agent (n, key) VALUES (1, ?1)", [agent(1).as_str()]).unwrap();
    let body = serde_json::to_string(&call(1, "kept")).unwrap();
    file.execute("INSERT INTO call (agent, id, body) VALUES (1, 'c1', ?1)", [body]).unwrap();
    drop(file);

    let (mut store, restored) = folder.open("two");
    assert_eq!((restored.agents[&agent(1)].calls.len(), restored.tokens), (1, Vec::new()));
    let token =
        KeptToken { organisation: "org".to_owned(), id: "jti".to_owned(), instance: "page".to_owned(), expires_at: 9 };
    runtime().block_on(store.commit(vec![Change::Token { token: token.clone() }]));
    drop(store);
    assert_eq!(folder.open("three").1.tokens, [token]);
}
