//! Recordings that the agent wants to hear. A recording is written after the call, so it is asked for until it is there.
//!
//! `Asked` → `There` (it can be played), or `Waiting` → `Asked` again, later each time, as long as it may still be written; after that
//! `Missing`. What is missing may still be a page of another site: the agent can open it in a tab.

use crate::Now;
use crate::effect::Effect;
use crate::effects::{Effects, NEVER};
use crate::host::{Answer, Owner, RequestId};

/// How long one try may take, in milliseconds.
const TRY_MS: u32 = 8_000;
/// The pauses between tries, in milliseconds; the last one is repeated.
const PAUSES_MS: [u64; 4] = [3_000, 5_000, 10_000, 20_000];
/// How long after the end of a call its recording may still be written, in milliseconds.
const WRITING_MS: u64 = 600_000;

/// The recordings that were asked for since the list was opened.
#[derive(Clone, Debug, Default)]
pub struct Recordings(Vec<Recording>);

/// A recording that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording {
    /// The call, by its ID.
    pub call: String,
    /// Where the recording is, or will be.
    pub url: String,
    /// How far it is.
    pub state: RecordingState,
    /// When to stop asking.
    until: Now,
    tries: usize,
}

/// How far a recording is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordingState {
    /// It is asked for.
    Asked(RequestId),
    /// It is not there yet, and asked for again at this time.
    Waiting(Now),
    /// It can be played.
    There,
    /// It is not there, or cannot be played here.
    Missing,
}

impl Recordings {
    /// The recording of a call, if it was asked for.
    #[must_use]
    pub fn of(&self, call: &str) -> Option<&Recording> {
        self.0.iter().find(|recording| recording.call == call)
    }

    /// The agent wants to hear the recording of a call that ended at this time by the panel's clock.
    pub(crate) fn ask(&mut self, call: &str, url: String, ended_at: Now, effects: &mut Effects) {
        let until = ended_at + WRITING_MS;
        let is_open = |recording: &&mut Recording| recording.call == call;
        if let Some(recording) = self.0.iter_mut().find(is_open) {
            if recording.state == RecordingState::Missing {
                recording.tries = 0;
                recording.ask(effects);
            }
            return;
        }
        let state = RecordingState::Missing;
        let mut recording = Recording { call: call.to_owned(), url, state, until, tries: 0 };
        recording.ask(effects);
        self.0.push(recording);
    }

    /// The outcome of a try.
    pub(crate) fn on_answer(&mut self, id: RequestId, answer: &Answer, now: Now) {
        let asked = |recording: &&mut Recording| recording.state == RecordingState::Asked(id);
        let Some(recording) = self.0.iter_mut().find(asked) else { return };
        let pause = PAUSES_MS[recording.tries.min(PAUSES_MS.len()) - 1];
        recording.state = match answer {
            Ok(_) => RecordingState::There,
            Err(_) if now + pause <= recording.until => RecordingState::Waiting(now + pause),
            Err(_) => RecordingState::Missing,
        };
    }

    /// When to call [`Recordings::tick`].
    pub(crate) fn wake_at(&self) -> Now {
        let due = |recording: &Recording| match recording.state {
            RecordingState::Waiting(at) => at,
            _ => NEVER,
        };
        self.0.iter().map(due).min().unwrap_or(NEVER)
    }

    pub(crate) fn tick(&mut self, effects: &mut Effects) {
        for recording in &mut self.0 {
            if matches!(recording.state, RecordingState::Waiting(at) if at <= effects.now) {
                recording.ask(effects);
            }
        }
    }
}

impl Recording {
    fn ask(&mut self, effects: &mut Effects) {
        self.tries += 1;
        let id = effects.request_id(Owner::Recording);
        effects.push(Effect::FindMedia { id, url: self.url.clone(), deadline: TRY_MS });
        self.state = RecordingState::Asked(id);
    }
}
