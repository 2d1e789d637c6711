//! Two calls of one agent: consulting, alternating, going back, transferring, and conferences.

use super::{
    command::{CommandTask, NORMAL, Outcome},
    hold::Place,
};
use crate::pbx::{
    Done,
    asterisk::tracker::{Ends, Far},
};
use denwa_protocol::{CallPair, CommandError, ConnectionState};
use std::sync::atomic::{AtomicU64, Ordering};

impl CommandTask {
    /// Lets the other side wait and sends the agent's channel to dial: the phone itself does nothing.
    pub(super) async fn consult(&self, call: &str, number: &str, presented: Option<&str>) -> Outcome {
        let consult = self.shared.asterisk.consult.as_ref().ok_or(CommandError::NotSupported)?;
        self.hold_config()?;
        self.check_number(number).await?;
        let is_held = self.state(call) == Some(ConnectionState::Held);
        let ends = if is_held { self.held_ends(call).await? } else { self.connected_ends(call).await? };
        // One call waits, one is active: a phone has no third.
        if ends.shares_phone || !ends.is_answered {
            return Err(CommandError::WrongState);
        }
        let variable = |value| [("Channel", ends.phone.as_str()), ("Variable", "__DENWA_PRESENTED"), ("Value", value)];
        self.order("Setvar", &variable(presented.unwrap_or_default())).await?;
        let known = self.shared.tracker().consultations(call);
        self.shared.tracker().expect_consultation(call, presented);
        let phone = Place { channel: &ends.phone, context: &consult.context, extension: number };
        if is_held {
            self.redirect(phone, None).await?;
        } else {
            self.set_aside(call, &ends, phone).await?;
        }
        let new = self.wait_for(|tracker| match tracker.new_consultation(call, &known) {
            Some(new) => Some(Ok(Done { call: Some(new) })),
            None => tracker.is_over(call).then_some(Err(CommandError::NoSuchCall)),
        });
        new.await
    }

    pub(super) async fn alternate(&self, pair: &CallPair) -> Outcome {
        let (held, active) = (self.held_ends(&pair.held).await?, self.connected_ends(&pair.active).await?);
        if held.phone != active.phone {
            self.hold(&pair.active).await?;
            let outcome = self.retrieve(&pair.held).await;
            if outcome.is_err() {
                // Else the agent would be in neither call.
                self.retrieve(&pair.active).await?;
            }
            return outcome;
        }
        if !active.is_answered {
            return Err(CommandError::WrongState);
        }
        let waiting = self.hold_config()?;
        let aside = match &active.far {
            Far::Channel(far) => Some(Place { channel: far, context: &waiting.context, extension: &waiting.remote }),
            _ => None,
        };
        self.shared.tracker().expect_hold(&pair.active, true);
        let outcome = self.bring_back(&pair.held, &held, aside).await;
        if outcome.is_err() {
            self.shared.tracker().expect_hold(&pair.active, false);
        }
        outcome
    }

    pub(super) async fn reconnect(&self, pair: &CallPair) -> Outcome {
        let held = self.held_ends(&pair.held).await?;
        let active = self.ends(&pair.active)?;
        if held.phone != active.phone {
            self.hang_up(&pair.active).await?;
            return self.retrieve(&pair.held).await;
        }
        // First away from the other call: its end would send the phone back to waiting.
        self.bring_back(&pair.held, &held, None).await?;
        match &active.far {
            Far::Channel(far) => self.clear(far, NORMAL).await?,
            // The others of a conference go on without the agent.
            _ => self.shared.tracker().leave(&pair.active, denwa_protocol::Cause::Normal),
        }
        self.wait_for_end(&pair.active).await;
        Ok(Done::default())
    }

    /// Returns both ends of the two calls, of which one may be held at the phone.
    async fn both_ends(&self, pair: &CallPair) -> Result<(Ends, Ends), CommandError> {
        let held = match self.held_ends(&pair.held).await {
            Err(CommandError::NotSupported) => self.ends(&pair.held)?,
            held => held?,
        };
        let active = self.connected_ends(&pair.active).await?;
        if held.is_answered && active.is_answered { Ok((held, active)) } else { Err(CommandError::WrongState) }
    }

    pub(super) async fn transfer(&self, pair: &CallPair) -> Outcome {
        if self.is_ringing(&pair.active) {
            return self.transfer_ringing(pair).await;
        }
        let (held, active) = self.both_ends(pair).await?;
        if let (Far::Room(_), _) | (_, Far::Room(_)) = (&held.far, &active.far) {
            return self.leave_conference(pair, &held, &active).await;
        }
        let Some((first, second)) = self.shared.tracker().expect_transfer(&pair.held, &pair.active) else {
            return Err(CommandError::WrongState);
        };
        if let Err(error) = self.bridge(&first, &second).await {
            self.shared.tracker().forget_transfer(&pair.held, &pair.active);
            return Err(error);
        }
        self.wait_for(|tracker| (tracker.is_over(&pair.held) && tracker.is_over(&pair.active)).then_some(())).await;
        self.clear(&held.phone, NORMAL).await?;
        if active.phone != held.phone {
            self.clear(&active.phone, NORMAL).await?;
        }
        Ok(Done::default())
    }

    /// Returns whether the other side of a call has not answered yet.
    fn is_ringing(&self, call: &str) -> bool {
        self.ends(call).is_ok_and(|ends| !ends.is_answered && ends.shares_phone)
    }

    /// Transfers to a number that still rings: the first party dials it instead of the agent.
    async fn transfer_ringing(&self, pair: &CallPair) -> Outcome {
        let number = self.shared.tracker().call(&pair.active).and_then(|call| match &call.remote.number {
            denwa_protocol::Number::Known { digits } => Some(digits.clone()),
            _ => None,
        });
        let number = number.ok_or(CommandError::WrongState)?;
        self.held_ends(&pair.held).await?;
        self.shared.tracker().expect_end(&pair.active, Some(denwa_protocol::Cause::Transferred));
        if let Far::Channel(far) = self.ends(&pair.active)?.far {
            self.clear(&far, NORMAL).await?;
        }
        self.wait_for_end(&pair.active).await;
        self.single_step_transfer(&pair.held, &number).await
    }

    /// Merges the calls and leaves: for a transfer into a conference.
    async fn leave_conference(&self, pair: &CallPair, held: &Ends, active: &Ends) -> Outcome {
        self.conference(pair).await?;
        self.clear(&active.phone, NORMAL).await?;
        if held.phone != active.phone {
            self.clear(&held.phone, NORMAL).await?;
        }
        self.wait_for_end(&pair.held).await;
        Ok(Done::default())
    }

    pub(super) async fn conference(&self, pair: &CallPair) -> Outcome {
        let conference = self.shared.asterisk.conference.as_ref().ok_or(CommandError::NotSupported)?;
        let (held, active) = self.both_ends(pair).await?;
        let room = match (&held.far, &active.far) {
            (Far::Room(room), _) | (_, Far::Room(room)) => room.clone(),
            _ => new_room(),
        };
        let place = |channel| Place { channel, context: &conference.context, extension: &room };
        // At the phone, both sides of the held call are still in their bridge and are sent away together.
        let held_phone = (held.phone != active.phone).then_some(held.phone.as_str());
        let mut members = vec![active.phone.as_str()];
        if let Far::Channel(far) = &held.far {
            members.push(far);
            self.redirect(place(far), held_phone.map(place)).await?;
        }
        match &active.far {
            Far::Channel(far) => {
                members.push(far);
                self.redirect(place(&active.phone), Some(place(far))).await?;
            }
            _ => self.redirect(place(&active.phone), None).await?,
        }
        let joined = self.wait_for(|tracker| {
            let is_over = tracker.ends(&self.extension, &pair.active).is_none();
            if tracker.are_in_room(&members, &room) {
                return Some(Ok(()));
            }
            is_over.then_some(Err(CommandError::NoSuchCall))
        });
        joined.await?;
        self.shared.tracker().merge(&pair.held, &pair.active);
        if let Some(phone) = held_phone {
            self.clear(phone, NORMAL).await?;
        }
        self.mute_again(&pair.held).await?;
        Ok(Done::default())
    }

    pub(super) async fn drop_party(&self, call: &str, party: &str) -> Outcome {
        self.channel_name(call)?;
        let channel = self.shared.tracker().participant_channel(call, party).map(str::to_owned);
        let channel = channel.ok_or(CommandError::WrongState)?;
        self.clear(&channel, NORMAL).await?;
        self.wait_for(|tracker| tracker.participant_channel(call, party).is_none().then_some(())).await;
        Ok(Done::default())
    }
}

/// Returns the number of a room that has never been used.
fn new_room() -> String {
    static LAST: AtomicU64 = AtomicU64::new(0);
    let now = crate::clock::micros();
    let last = LAST.fetch_max(now, Ordering::Relaxed);
    if now > last { now } else { LAST.fetch_add(1, Ordering::Relaxed) + 1 }.to_string()
}
