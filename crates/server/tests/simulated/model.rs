//! What a request should do, by the calls as they were reported: the model beside the chaos test. It knows nothing of
//! the PBX's inside.

use crate::bench::{Bench, digits};
use denwa_protocol::{Call, CallPair, Cause, CommandError, ConnectionState::*, Direction, Recording, TransferState};
use denwa_server::pbx::{Done, PbxEvent, PbxRequest};
use std::collections::BTreeSet;

/// The places in the lot.
pub const PLACES: usize = 2;

/// The model's memory: the agents' parts that began as a pick-up.
#[derive(Default)]
pub struct Model {
    picked_up: BTreeSet<String>,
}

impl Model {
    /// Sends a request, and checks its outcome and effects.
    pub fn request(&mut self, bench: &mut Bench, extension: &str, request: &PbxRequest) {
        let expected = if bench.is_up { self.allows(bench, extension, request) } else { Some(false) };
        let result = bench.request(extension, request.clone());
        if let Some(expected) = expected {
            assert_eq!(result.is_ok(), expected, "{extension}: {request:?} gave {result:?}\n{:#?}", bench.live());
        }
        if !bench.is_up {
            assert_eq!(result, Err(CommandError::PbxDown));
        }
        if let (Ok(_), PbxRequest::Monitor { agent, call, mode }) = (&result, request) {
            let part = bench.monitoring(extension).map(|part| (&part.agent, &part.call, part.mode));
            assert_eq!(part, Some((agent, call, *mode)));
        }
        if let Ok(done) = result {
            self.check_effect(bench, request, &done);
        }
    }

    /// Returns whether the PBX should do a request; `None` if the reports do not tell.
    fn allows(&self, bench: &Bench, extension: &str, request: &PbxRequest) -> Option<bool> {
        let own = |id: &str| bench.parts.get(id).filter(|(owner, call)| owner == extension && call.ended.is_none());
        let talk = |id: &str| own(id).map(|(_, call)| call).filter(|call| is_talk(bench, call));
        let held = |id: &str| talk(id).filter(|call| call.state == Held);
        let active = |id: &str| talk(id).filter(|call| call.state == Connected);
        Some(match request {
            PbxRequest::Consult { call, number, .. } => talk(call).is_some() && number != extension,
            PbxRequest::Alternate(pair) | PbxRequest::Conference(pair) => {
                held(&pair.held).is_some() && active(&pair.active).is_some()
            }
            PbxRequest::Reconnect(pair) => held(&pair.held).is_some() && pair.held != pair.active,
            PbxRequest::Transfer(CallPair { held: waits, active: other }) => {
                let is_two = held(waits).is_some_and(|call| call.parties.is_empty());
                let rings = own(other).is_some_and(|(_, call)| {
                    // Nobody waits for her own phone to be answered.
                    let is_oneself =
                        own(waits).is_some_and(|(_, held)| held.internal && held.remote.number == call.remote.number);
                    !is_oneself
                        && call.state == Connected
                        && call.answered_at.is_none()
                        && matches!(call.remote_state, Alerting | Queued)
                });
                held(waits).is_some() && (active(other).is_some() || (is_two && rings))
            }
            PbxRequest::StopMonitoring => bench.monitoring(extension).is_some(),
            PbxRequest::DropParty { call, party } => {
                talk(call).is_some_and(|call| call.parties.iter().any(|known| known.id == *party))
            }
            PbxRequest::Park { call } => {
                talk(call).is_some_and(|call| call.parties.is_empty()) && bench.parked().len() < PLACES
            }
            PbxRequest::SingleStepTransfer { call, to } => {
                talk(call).is_some_and(|call| call.parties.is_empty()) && is_number(to) && to != extension
            }
            PbxRequest::Deflect { call, to } => {
                let rings = |call: &Call| {
                    let is_called = call.direction == Direction::Inbound && call.state == Alerting;
                    is_called && !self.picked_up.contains(&call.id)
                };
                own(call).is_some_and(|(_, call)| rings(call)) && is_number(to) && to != extension
            }
            PbxRequest::SetMute { call, .. } => talk(call).is_some(),
            PbxRequest::SetRecording { call, recording } => talk(call).is_some_and(|call| {
                *recording != Recording::Paused || !matches!(call.recording, None | Some(Recording::Off))
            }),
            _ => return None,
        })
    }

    fn check_effect(&mut self, bench: &Bench, request: &PbxRequest, done: &Done) {
        let part = |id: &str| bench.part(id);
        match request {
            PbxRequest::Consult { call, .. } => {
                assert_eq!(part(call).state, Held);
                assert_eq!(part(done.call.as_ref().unwrap()).consults.as_ref(), Some(call));
            }
            PbxRequest::Alternate(pair) => {
                assert_eq!((part(&pair.held).state, part(&pair.active).state), (Connected, Held));
            }
            PbxRequest::Reconnect(pair) => {
                assert_eq!(part(&pair.held).state, Connected);
                let active = bench.parts.get(&pair.active);
                assert!(active.is_none_or(|(owner, call)| *owner != bench.parts[&pair.held].0 || call.ended.is_some()));
            }
            PbxRequest::Transfer(pair) => {
                for id in [&pair.held, &pair.active] {
                    assert_eq!(bench.end_of(id), Some(Cause::Transferred));
                }
            }
            PbxRequest::Conference(pair) => {
                assert_eq!(bench.end_of(&pair.active), Some(Cause::Merged));
                assert_eq!((part(&pair.held).state, bench.end_of(&pair.held)), (Connected, None));
            }
            PbxRequest::DropParty { call, party } => {
                assert!(part(call).parties.iter().all(|known| known.id != *party));
            }
            PbxRequest::Park { call } => {
                assert_eq!(bench.end_of(call), Some(Cause::Parked));
                assert!(bench.parked().iter().any(|parked| Some(&parked.slot) == part(call).parked_at.as_ref()));
            }
            PbxRequest::SingleStepTransfer { call, .. } => {
                assert_eq!(bench.end_of(call), Some(Cause::Transferred));
                assert!(part(call).transfer.is_some());
            }
            PbxRequest::Deflect { call, .. } => assert_eq!(bench.end_of(call), Some(Cause::Deflected)),
            PbxRequest::SetMute { call, muted } => assert_eq!(part(call).muted, *muted),
            PbxRequest::SetRecording { call, recording: Recording::Off } => {
                assert!(matches!(part(call).recording, None | Some(Recording::Off)));
            }
            PbxRequest::SetRecording { call, recording } => assert_eq!(part(call).recording, Some(*recording)),
            PbxRequest::PickUp { .. } => {
                self.picked_up.extend(done.call.clone());
            }
            _ => {}
        }
    }
}

/// Returns whether an agent is in a talk, holding or held perhaps. Parked and passed-on parties only wait.
fn is_talk(bench: &Bench, call: &Call) -> bool {
    call.answered_at.is_some()
        && matches!(call.state, Connected | Held)
        && matches!(call.remote_state, Connected | Held)
        && bench.parked().iter().all(|parked| parked.request_id != call.request_id)
}

fn is_number(to: &str) -> bool {
    to.len() >= 6 || ["2001", "2002", "1001"].contains(&to)
}

/// Checks that everybody in a call sees the same call.
pub fn check_views(bench: &Bench) {
    if !bench.is_up {
        return;
    }
    let live = bench.live();
    for part in ["2001", "2002", "1001"].into_iter().filter_map(|extension| bench.monitoring(extension)) {
        let is_meant = |(owner, call): &(String, Call)| *owner == part.agent && call.id == part.call;
        assert!(live.iter().any(is_meant), "{part:?} is in no live call: {live:#?}");
    }
    for (extension, call) in &live {
        let talking = live
            .iter()
            .filter(|(owner, other)| owner == extension && is_talk(bench, other) && other.state == Connected);
        assert!(talking.count() <= 1, "{extension} talks in two calls at once: {live:#?}");
        let members: Vec<_> = live.iter().filter(|(_, other)| other.request_id == call.request_id).collect();
        for (owner, other) in members {
            assert_eq!(call.parties.is_empty(), other.parties.is_empty(), "{live:#?}");
            if owner != extension && !call.parties.is_empty() {
                let sees = |viewer: &Call, who: &str| viewer.parties.iter().any(|party| digits(&party.party) == who);
                assert!(sees(call, owner) && sees(other, extension), "{live:#?}");
                assert_eq!(call.parties.len(), other.parties.len(), "{live:#?}");
            }
            let is_pair = call.parties.is_empty() && digits(&call.remote) == *owner && is_talk(bench, call);
            if is_pair && is_talk(bench, other) {
                assert_eq!(digits(&other.remote), *extension, "{live:#?}");
                assert_eq!((call.state, call.remote_state), (other.remote_state, other.state), "{live:#?}");
            }
        }
    }
}

/// Checks that nothing is left of any call: no part, no parked caller, no transfer without an outcome.
pub fn check_end(bench: &Bench) {
    assert!(bench.live().is_empty(), "{:#?}", bench.live());
    assert!(bench.parked().is_empty());
    let open = |call: &Call| call.transfer.as_ref().is_some_and(|transfer| transfer.state == TransferState::Alerting);
    let unsettled = bench.parts.values().find(|(_, call)| open(call) && !bench.unseen.contains(&call.id));
    assert!(unsettled.is_none(), "{unsettled:?}");
    let lists = bench.others.iter().rev().find(|event| matches!(event, PbxEvent::Parked { .. }));
    assert!(lists.is_some());
}
