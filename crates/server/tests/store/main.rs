//! The store's file: what it gives back, and what it does when file or disk are in a bad state.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bad;
mod desk;
mod history;
#[path = "../support/model.rs"]
mod model;
mod round_trip;

use denwa_protocol::{AgentMode, AgentState, Call, CallNote, CommandOutcome, Direction, Party};
use denwa_server::store::{
    Change, Restored, Store, StoreError,
    change::{AgentKey, CommandState, KeptCall, KeptCommand, KeptEvent, KeptToken, Origins, StreamEvent},
    config::StoreConfig,
};
use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

/// A folder of its own for each test, removed in the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("store-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn config(&self) -> StoreConfig {
        StoreConfig { enabled: Some(true), path: Some(self.file()), ..StoreConfig::default() }
    }

    fn file(&self) -> PathBuf {
        self.0.join("test.store")
    }

    fn open(&self, name: &str) -> (Store, Restored) {
        Store::open(&self.config(), name).unwrap()
    }

    fn refusal(&self) -> StoreError {
        Store::open(&self.config(), "refused").unwrap_err()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn agent(number: u8) -> AgentKey {
    AgentKey::new("00D5g0000008OrgEAE", &format!("agent-{number}"))
}

fn call(number: u8, note: &str) -> KeptCall {
    let mut call = Call::new(format!("c{number}"), "whole".to_owned(), Direction::Inbound, Party::default(), 5);
    call.note = Some(CallNote { text: note.to_owned(), revision: 3 });
    KeptCall {
        call,
        is_log_settled: number.is_multiple_of(2),
        ended_at: number.is_multiple_of(3).then_some(7),
        origins: Origins::default(),
    }
}

fn call_change(number: u8, note: &str) -> Change {
    Change::Call { agent: agent(1), call: Box::new(call(number, note)) }
}

fn command(at: u64, outcome: Option<CommandOutcome>) -> KeptCommand {
    let dial = denwa_protocol::Command::Dial {
        number: "110".to_owned(),
        record: None,
        extension: None,
        presented: None,
        callback: None,
    };
    KeptCommand { at, digest: "d".to_owned(), state: outcome.map_or(CommandState::Begun(dial), CommandState::Answered) }
}

fn event(seq: u64) -> StreamEvent {
    let event = if seq.is_multiple_of(2) {
        KeptEvent::Call("c1".into())
    } else {
        KeptEvent::Other(Box::new(denwa_protocol::Event::SettingsChanged))
    };
    StreamEvent { seq, at: 9, boot: 1, event }
}

fn state(number: u8) -> AgentState {
    AgentState { mode: AgentMode::NotReady, reason: Some(format!("r{number}")), since: 1, ..AgentState::default() }
}
