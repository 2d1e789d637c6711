//! The server of the model: the calls as they are, and what commands do to them.

use crate::control::{consultation, parked, participant, party};
use crate::rig::*;
use denwa_protocol::{
    Call, CallPair, Cause, Command, ConnectionState, ParkedCall, Recording, TransferState, Transferred,
};

#[derive(Default)]
pub struct World {
    pub calls: Vec<Call>,
    pub parked: Vec<ParkedCall>,
}

impl World {
    /// One of the calls; a name that no call has, if there are fewer.
    pub fn id(&self, place: u8) -> String {
        // The last calls are those that go on.
        let call = self.calls.iter().rev().nth(usize::from(place));
        call.map_or_else(|| "nothing".to_owned(), |call| call.id.clone())
    }

    pub fn find(&self, id: &str) -> Option<&Call> {
        self.calls.iter().find(|call| call.id == id)
    }

    fn live(&self, id: &str) -> Option<Call> {
        self.find(id).filter(|call| call.ended.is_none()).cloned()
    }

    pub fn ring(&mut self, rig: &Rig) -> Vec<Call> {
        let call = ringing(rig, &self.next(), "0312345678");
        self.put([call])
    }

    fn next(&self) -> String {
        format!("c{}", self.calls.len() + 1)
    }

    /// The calls as they are now, in the order of their events.
    pub fn put<const N: usize>(&mut self, changed: [Call; N]) -> Vec<Call> {
        for call in &changed {
            match self.calls.iter_mut().find(|known| known.id == call.id) {
                Some(known) => *known = call.clone(),
                None => self.calls.push(call.clone()),
            }
        }
        changed.into()
    }

    pub fn remote(&mut self, rig: &Rig, id: &str, answers: bool) -> Vec<Call> {
        let Some(call) = self.live(id) else { return Vec::new() };
        let is_dialled = call.answered_at.is_none() && call.direction == denwa_protocol::Direction::Outbound;
        let changed = match (is_dialled, answers) {
            (true, true) => answered(rig, &call),
            (true, false) => ended(rig, &call, Cause::NoAnswer),
            (false, false) if call.answered_at.is_none() => ended(rig, &call, Cause::Missed),
            (false, false) => ended(rig, &call, Cause::Normal),
            (false, true) => call,
        };
        self.put([changed])
    }

    /// Does a command. Returns the calls that changed, and whether it was possible.
    pub fn run(&mut self, rig: &Rig, command: &Command) -> (Vec<Call>, bool) {
        match self.try_run(rig, command) {
            Some(changed) => (changed, true),
            None => (Vec::new(), false),
        }
    }

    /// Holds the call that is talked in, as the hub does before it goes on with another.
    fn hold_others(&mut self, rig: &Rig, but: &str) -> Vec<Call> {
        let talks = |call: &&Call| call.ended.is_none() && call.state == ConnectionState::Connected && call.id != but;
        let others: Vec<_> = self.calls.iter().filter(talks).map(|call| held(rig, call)).collect();
        others.into_iter().flat_map(|call| self.put([call])).collect()
    }

    fn try_run(&mut self, rig: &Rig, command: &Command) -> Option<Vec<Call>> {
        let is = |call: &Call, state| (call.state == state).then_some(());
        let talked = |call: &Call| (call.answered_at.is_some()).then_some(());
        let back = |call: &Call| Call { state: ConnectionState::Connected, held_at: None, ..call.clone() };
        Some(match command {
            Command::Answer { call } => {
                let call = self.live(call)?;
                is(&call, ConnectionState::Alerting)?;
                let mut changed = self.hold_others(rig, &call.id);
                changed.extend(self.put([answered(rig, &call)]));
                changed
            }
            Command::Decline { call } => {
                let call = self.live(call)?;
                is(&call, ConnectionState::Alerting)?;
                self.put([ended(rig, &call, Cause::Declined)])
            }
            Command::Hold { call } => {
                let call = self.live(call)?;
                is(&call, ConnectionState::Connected)?;
                self.put([held(rig, &call)])
            }
            Command::Retrieve { call } => {
                let call = self.live(call)?;
                is(&call, ConnectionState::Held)?;
                let mut changed = self.hold_others(rig, &call.id);
                changed.extend(self.put([back(&call)]));
                changed
            }
            Command::HangUp { call } => {
                let call = self.live(call)?;
                self.put([ended(rig, &call, Cause::Normal)])
            }
            Command::Deflect { call, .. } => {
                let call = self.live(call)?;
                is(&call, ConnectionState::Alerting)?;
                self.put([ended(rig, &call, Cause::Deflected)])
            }
            Command::SingleStepTransfer { call, to } => {
                let call = self.live(call)?;
                talked(&call)?;
                let transfer = Some(Transferred { to: party(to, ""), state: TransferState::Alerting });
                self.put([Call { transfer, ..ended(rig, &call, Cause::Transferred) }])
            }
            Command::Dial { number, .. } => {
                let call = Call { state: ConnectionState::Connected, ..prompting(rig, &self.next(), number) };
                self.put([call])
            }
            Command::Consult { call, number, .. } => {
                let call = self.live(call)?;
                talked(&call)?;
                let second = consultation(rig, &self.next(), number, &call.id);
                self.put([held(rig, &call), second])
            }
            Command::Alternate(pair)
            | Command::Reconnect(pair)
            | Command::Transfer(pair)
            | Command::Conference(pair) => self.run_pair(rig, command, pair)?,
            Command::DropParty { call, party } => {
                let mut call = self.live(call)?;
                call.parties.iter().find(|present| present.id == *party)?;
                call.parties.clear();
                self.put([call])
            }
            Command::Park { call } => {
                let call = self.live(call)?;
                talked(&call)?;
                let slot = format!("70{}", self.parked.len());
                self.parked.push(parked(&call, &slot));
                self.put([Call { parked_at: Some(slot), ..ended(rig, &call, Cause::Parked) }])
            }
            Command::PickUp { slot } => {
                let place = self.parked.iter().position(|parked| parked.slot == *slot)?;
                let waited = self.parked.remove(place);
                let mut changed = self.hold_others(rig, "");
                let call = Call { request_id: waited.request_id, ..ringing(rig, &self.next(), "0312345678") };
                changed.extend(self.put([answered(rig, &call)]));
                changed
            }
            Command::SetMute { call, muted } => {
                let call = self.live(call)?;
                talked(&call)?;
                self.put([Call { muted: *muted, ..call }])
            }
            Command::SetRecording { call, recording } => {
                let call = self.live(call)?;
                talked(&call)?;
                self.put([Call { recording: Some(*recording).filter(|wanted| *wanted != Recording::Off), ..call }])
            }
            Command::SendTones { call, tones } => {
                let call = self.live(call)?;
                is(&call, ConnectionState::Connected)?;
                assert!(tones.len() <= 16);
                Vec::new()
            }
            other => {
                let call = super::wrap_up::run(self, other)?;
                self.put([call])
            }
        })
    }

    fn run_pair(&mut self, rig: &Rig, command: &Command, pair: &CallPair) -> Option<Vec<Call>> {
        let is = |call: &Call, state| (call.state == state).then_some(());
        let talked = |call: &Call| (call.answered_at.is_some()).then_some(());
        let back = |call: &Call| Call { state: ConnectionState::Connected, held_at: None, ..call.clone() };
        let (first, second) = (self.live(&pair.held)?, self.live(&pair.active)?);
        is(&first, ConnectionState::Held)?;
        is(&second, ConnectionState::Connected)?;
        let parties = vec![participant("p1", "1", "A"), participant("p2", "2", "B")];
        Some(match command {
            Command::Alternate(_) => {
                talked(&second)?;
                self.put([held(rig, &second), back(&first)])
            }
            Command::Reconnect(_) => self.put([ended(rig, &second, Cause::Normal), back(&first)]),
            Command::Transfer(_) => {
                talked(&second)?;
                let over = |call: &Call| ended(rig, call, Cause::Transferred);
                self.put([over(&first), over(&second)])
            }
            _ => {
                talked(&second)?;
                self.put([Call { parties, ..back(&first) }, ended(rig, &second, Cause::Merged)])
            }
        })
    }
}
