//! Strategies for what agents do with a call together.

use super::{agent, capability, desk, number, phone, record, state, text};
use denwa_protocol::{
    AgentMessage, Call, CallActivity, CallData, Capabilities, Colleague, DirectoryEntry, DirectoryKind, EarlierPart,
    FollowUp, MessageCall, ParkedCall, Participant, Party, Presence, Recording, TransferState, Transferred,
};
use proptest::{collection::vec, option::of, prelude::*, sample::select};

pub fn party() -> BoxedStrategy<Party> {
    (number(), of(text())).prop_map(|(number, name)| Party { number, name }).boxed()
}

pub fn colleague() -> BoxedStrategy<Colleague> {
    (text(), of(text())).prop_map(|(extension, name)| Colleague { extension, name }).boxed()
}

pub fn recording() -> BoxedStrategy<Recording> {
    select(vec![Recording::Off, Recording::On, Recording::Paused, Recording::Unknown]).boxed()
}

pub fn follow_up() -> BoxedStrategy<FollowUp> {
    (text(), of(text())).prop_map(|(subject, due)| FollowUp { subject, due }).boxed()
}

/// A call of which only the members count that colleagues share.
pub fn shared() -> BoxedStrategy<Call> {
    use TransferState::{Alerting, Answered, Lost, Returned, Unknown};
    let participant = (text(), party(), state()).prop_map(|(id, party, state)| Participant { id, party, state });
    let how = select(vec![Alerting, Answered, Returned, Lost, Unknown]);
    let transfer = (party(), how).prop_map(|(to, state)| Transferred { to, state });
    let earlier = (colleague(), of(any::<u64>()), of(any::<u64>()), of(text()), of(text()))
        .prop_map(|(by, answered_at, ended_at, note, result)| EarlierPart { by, answered_at, ended_at, note, result });
    let data = (text(), text()).prop_map(|(label, value)| CallData { label, value });
    let control = (of(text()), vec(participant, 0..3), any::<bool>(), of(recording()), of(transfer), of(text()));
    let travel = (of(colleague()), vec(earlier, 0..3), vec(data, 0..3), of(record()));
    (control, travel, of(follow_up()), of(text()), of(desk::hand()), of(desk::monitored()))
        .prop_map(|(control, travel, follow_up, not_logged, hand, monitored)| {
            let (consults, parties, muted, recording, transfer, parked_at) = control;
            let (came_from, earlier, data, related) = travel;
            Call {
                consults,
                parties,
                muted,
                recording,
                transfer,
                parked_at,
                came_from,
                earlier,
                data,
                related,
                follow_up,
                not_logged,
                hand,
                monitored,
                ..Call::default()
            }
        })
        .boxed()
}

/// Capabilities of which only those of later servers count.
pub fn capabilities() -> BoxedStrategy<Capabilities> {
    let moves = (capability(), capability(), capability(), capability());
    let rest = (capability(), capability(), capability(), capability(), capability(), capability());
    (moves, rest)
        .prop_map(|((deflect, single_step_transfer, consult, conference), rest)| {
            let (park, pick_up, mute, record, pause_recording, monitor) = rest;
            Capabilities {
                deflect,
                single_step_transfer,
                consult,
                conference,
                park,
                pick_up,
                mute,
                record,
                pause_recording,
                monitor,
                ..Capabilities::default()
            }
        })
        .boxed()
}

pub fn parked() -> BoxedStrategy<ParkedCall> {
    (text(), text(), party(), of(colleague()), any::<u64>(), of(record()))
        .prop_map(|(slot, request_id, remote, by, since, record)| ParkedCall {
            slot,
            request_id,
            remote,
            by,
            since,
            record,
        })
        .boxed()
}

pub fn message() -> BoxedStrategy<AgentMessage> {
    let about = (text(), party(), of(record())).prop_map(|(request_id, remote, record)| MessageCall {
        request_id,
        remote,
        record,
    });
    (text(), colleague(), any::<u64>(), text(), of(about))
        .prop_map(|(id, from, at, text, about)| AgentMessage { id, from, at, text, about })
        .boxed()
}

pub fn entry() -> BoxedStrategy<DirectoryEntry> {
    use CallActivity::{Idle, Ringing, Talking};
    use DirectoryKind::{Colleague, Queue, SpeedDial};
    let activities = select(vec![Idle, Ringing, Talking, CallActivity::Unknown]);
    let presence = (agent(), phone(), activities).prop_map(|(agent, phone, activity)| Presence {
        mode: agent.mode,
        reason: agent.reason,
        phone,
        activity,
        other_work: agent.other_work,
        since: agent.until,
    });
    let kinds = select(vec![Colleague, Queue, SpeedDial, DirectoryKind::Unknown]);
    (kinds, text(), text(), of(presence))
        .prop_map(|(kind, name, number, presence)| DirectoryEntry { kind, name, number, presence })
        .boxed()
}
