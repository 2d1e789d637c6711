//! Random values of what belongs to the agent's place: status, callbacks, supervision and queues.

use super::{
    agent, mode, phone, record, state, text,
    together::{colleague, party},
};
use denwa_protocol::{
    AfterCall, AfterCallOf, CallActivity, Callback, CallbackAttempt, ChosenMode, Claim, Command, Direction, Event,
    HandKind, MonitorMode, Monitored, Monitoring, QueueFigures, RaisedHand, ServerMessage, SetBy, Settled, SettledHow,
    TeamCall, TeamHand, TeamMember, WorkRules,
};
use proptest::{collection::vec, option::of, prelude::*, sample::select};

pub fn chosen() -> BoxedStrategy<ChosenMode> {
    (mode(), of(text())).prop_map(|(mode, reason)| ChosenMode { mode, reason }).boxed()
}

pub fn set_by() -> BoxedStrategy<SetBy> {
    (colleague(), text()).prop_map(|(by, why)| SetBy { by, why }).boxed()
}

fn rules() -> BoxedStrategy<WorkRules> {
    use AfterCallOf::{External, Inbound, Queue, Unknown};
    let after = (select(vec![Queue, Inbound, External, Unknown]), of(any::<u64>()));
    let after = after.prop_map(|(follows, lasts)| AfterCall { follows, lasts });
    (of(after), of(chosen()), of(any::<u64>()))
        .prop_map(|(after_call, after_missed, sign_off_after)| WorkRules { after_call, after_missed, sign_off_after })
        .boxed()
}

fn monitor_mode() -> BoxedStrategy<MonitorMode> {
    use MonitorMode::{BargeIn, Listen, Unknown, Whisper};
    select(vec![Listen, Whisper, BargeIn, Unknown]).boxed()
}

fn hand_kind() -> BoxedStrategy<HandKind> {
    select(vec![HandKind::Help, HandKind::Harassment, HandKind::Unknown]).boxed()
}

pub fn hand() -> BoxedStrategy<RaisedHand> {
    (hand_kind(), any::<u64>(), of(any::<u64>()), of(text()))
        .prop_map(|(kind, at, lowered_at, outcome)| RaisedHand { kind, at, lowered_at, outcome })
        .boxed()
}

pub fn monitored() -> BoxedStrategy<Monitored> {
    (colleague(), monitor_mode()).prop_map(|(by, mode)| Monitored { by, mode }).boxed()
}

pub fn monitoring() -> BoxedStrategy<Monitoring> {
    (colleague(), text(), monitor_mode(), state(), any::<u64>())
        .prop_map(|(agent, call, mode, state, since)| Monitoring { agent, call, mode, state, since })
        .boxed()
}

pub fn team_hand() -> BoxedStrategy<TeamHand> {
    (colleague(), text(), party(), hand())
        .prop_map(|(agent, call, remote, hand)| TeamHand { agent, call, remote, hand })
        .boxed()
}

pub fn callback() -> BoxedStrategy<Callback> {
    use SettledHow::{CalledAgain, Expired, PutAway, Reached, Unknown};
    let claim = (colleague(), any::<u64>()).prop_map(|(by, at)| Claim { by, at });
    let attempt = (colleague(), any::<u64>(), of(any::<bool>()));
    let attempt = attempt.prop_map(|(by, at, answered)| CallbackAttempt { by, at, answered });
    let how = select(vec![Reached, CalledAgain, PutAway, Expired, Unknown]);
    let settled = (how, of(colleague()), any::<u64>()).prop_map(|(how, by, at)| Settled { how, by, at });
    let caller = (text(), party(), of(text()), of(text()), of(record()));
    let calls = (any::<u64>(), any::<u64>(), any::<u32>());
    (caller, calls, of(claim), vec(attempt, 0..3), of(settled))
        .prop_map(|(caller, (first_at, last_at, calls), claim, attempts, settled)| {
            let (id, remote, line, queue, record) = caller;
            Callback { id, remote, line, queue, first_at, last_at, calls, record, claim, attempts, settled }
        })
        .boxed()
}

fn team_call() -> BoxedStrategy<TeamCall> {
    let who = (text(), party(), of(text()), of(text()), state());
    let times = (any::<u64>(), of(any::<u64>()), of(any::<u64>()));
    (who, times, of(hand()), of(monitored()))
        .prop_map(|((id, remote, line, queue, state), (began_at, answered_at, held_at), hand, monitored)| TeamCall {
            id,
            direction: Direction::Inbound,
            remote,
            line,
            queue,
            state,
            began_at,
            answered_at,
            held_at,
            recording: None,
            hand,
            monitored,
        })
        .boxed()
}

fn member() -> BoxedStrategy<TeamMember> {
    (colleague(), any::<bool>(), agent(), phone(), vec(team_call(), 0..3))
        .prop_map(|(agent, signed_in, state, phone, calls)| TeamMember {
            agent,
            signed_in,
            state,
            phone,
            activity: CallActivity::Talking,
            calls,
        })
        .boxed()
}

pub fn command() -> BoxedStrategy<Command> {
    prop_oneof![
        of(chosen()).prop_map(|next| Command::SetNextMode { next }),
        any::<u64>().prop_map(|by| Command::ExtendWork { by }),
        rules().prop_map(Command::SetWorkRules),
        any::<bool>().prop_map(|busy| Command::SetOtherWork { busy }),
        text().prop_map(|callback| Command::ClaimCallback { callback }),
        text().prop_map(|callback| Command::ReleaseCallback { callback }),
        text().prop_map(|callback| Command::PutAwayCallback { callback }),
        (text(), hand_kind()).prop_map(|(call, kind)| Command::RaiseHand { call, kind }),
        (text(), of(text())).prop_map(|(call, outcome)| Command::LowerHand { call, outcome }),
        (text(), text(), monitor_mode(), any::<bool>()).prop_map(|(agent, call, mode, shown)| Command::Monitor {
            agent,
            call,
            mode,
            shown
        }),
        Just(Command::StopMonitoring),
        (text(), chosen(), text()).prop_map(|(agent, mode, why)| Command::SetModeOf { agent, mode, why }),
        (text(), text()).prop_map(|(agent, call)| Command::LowerHandOf { agent, call }),
    ]
    .boxed()
}

pub fn event() -> BoxedStrategy<Event> {
    prop_oneof![
        callback().prop_map(|callback| Event::Callback { callback }),
        any::<bool>().prop_map(|supervises| Event::Supervises { supervises }),
        vec(team_hand(), 0..3).prop_map(|hands| Event::Hands { hands }),
        of(monitoring()).prop_map(|monitoring| Event::Monitoring { monitoring }),
    ]
    .boxed()
}

pub fn server_message() -> BoxedStrategy<ServerMessage> {
    let figures = (text(), of(text()), any::<u32>(), of(any::<u64>()), any::<u32>(), any::<u32>(), any::<bool>());
    let figures = figures.prop_map(|(queue, name, waiting, longest_since, free, signed_on, own)| QueueFigures {
        queue,
        name,
        waiting,
        longest_since,
        free,
        signed_on,
        own,
    });
    prop_oneof![
        vec(figures, 0..3).prop_map(|queues| ServerMessage::Queues { queues }),
        (vec(member(), 0..3), any::<bool>()).prop_map(|(members, anew)| ServerMessage::Team { members, anew }),
    ]
    .boxed()
}
