//! Rules, callbacks and traces in the store's file.

use crate::{Folder, agent, state};
use denwa_protocol::{Callback, HandKind, Number, Party, WorkRules};
use denwa_server::store::{
    Change,
    callback::KeptCallback,
    trace::{self, Act, Trace},
    work::KeptWork,
};

fn kept_callback(id: &str, calls: u32) -> KeptCallback {
    KeptCallback {
        organisation: "org".to_owned(),
        callback: Callback {
            id: id.to_owned(),
            remote: Party { number: Number::Known { digits: "0312345678".to_owned() }, name: None },
            line: None,
            queue: None,
            first_at: 1,
            last_at: 2,
            calls,
            record: None,
            claim: None,
            attempts: Vec::new(),
            settled: None,
        },
        known_by: vec![agent(1).as_str().to_owned()],
        last_request: "whole".to_owned(),
        calling: None,
    }
}

fn callback(id: &str, calls: u32) -> Change {
    Change::Callback { callback: Box::new(kept_callback(id, calls)) }
}

fn act(at: u64) -> Trace {
    Trace {
        at,
        organisation: "org".to_owned(),
        by: "sato".to_owned(),
        agent: "sato".to_owned(),
        call: None,
        act: Act::HandRaised { hand: HandKind::Help },
    }
}

#[tokio::test]
async fn rules_and_callbacks_are_given_back() {
    let folder = Folder::new();
    let rules = WorkRules { sign_off_after: Some(60_000), ..WorkRules::default() };
    let work = KeptWork { rules, is_due: true, left_at: Some(7), ..KeptWork::default() };
    let (mut store, _) = folder.open("one");
    store.commit(vec![Change::Work { agent: agent(1), work: work.clone() }, callback("a", 1), callback("b", 1)]).await;
    store.commit(vec![callback("b", 2), Change::ForgetCallback { id: "a".to_owned() }]).await;
    drop(store);
    let (_, mut restored) = folder.open("two");
    assert_eq!(restored.agents.remove(&agent(1)).unwrap().work, work);
    assert_eq!(restored.callbacks, [kept_callback("b", 2)]);
}

#[tokio::test]
async fn traces_are_read_beside_the_server_and_survive_a_rewritten_store() {
    let folder = Folder::new();
    let (mut store, _) = folder.open("one");
    for at in 1..=3 {
        store.commit(vec![Change::Trace { trace: act(at) }]).await;
    }
    store.commit_everything(vec![Change::Agent { agent: agent(1), state: state(1) }]).await;
    assert_eq!(trace::read(&folder.file(), 2).unwrap(), [act(2), act(3)]);
    assert!(trace::read(&folder.file().with_extension("none"), 0).is_err());
}
