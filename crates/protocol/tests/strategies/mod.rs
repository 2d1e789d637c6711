//! Proptest strategies for every message of the protocol.

mod desk;
mod together;

use denwa_protocol::{
    Activity, AgentMode, AgentState, AttachedRecord, Call, CallLog, CallNote, CallPair, Capabilities, Capability,
    Cause, ClientInfo, ClientMessage, Command, CommandError, CommandOutcome, ConnectionState, Direction, Ended, Event,
    HistoryFilter, Line, Number, Party, PbxState, PhoneState, Reason, Refusal, Resume, ServerInfo, ServerMessage,
    SignOutReason, Snapshot, UnavailableReason,
};
use proptest::{collection::vec, option::of, prelude::*, sample::select};

fn text() -> BoxedStrategy<String> {
    prop_oneof!["\\PC{0,12}", "[\\x00-\\x7f]{0,12}", "[ぁ-んァ-ン一-龠]{0,6}"].boxed()
}

fn mode() -> BoxedStrategy<AgentMode> {
    use AgentMode::{LoggedOff, NotReady, Ready, Unknown, WorkNotReady};
    select(vec![Ready, NotReady, WorkNotReady, LoggedOff, Unknown]).boxed()
}

fn record() -> BoxedStrategy<AttachedRecord> {
    (text(), of(text())).prop_map(|(record_id, name)| AttachedRecord { record_id, name }).boxed()
}

fn command() -> BoxedStrategy<Command> {
    prop_oneof![call_control(), kept_command(), desk::command(), Just(Command::Unknown)].boxed()
}

/// Commands that the PBX does.
fn call_control() -> BoxedStrategy<Command> {
    let pair = || (text(), text()).prop_map(|(held, active)| CallPair { held, active });
    prop_oneof![
        (text(), text()).prop_map(|(call, to)| Command::Deflect { call, to }),
        (text(), text()).prop_map(|(call, to)| Command::SingleStepTransfer { call, to }),
        (text(), text(), of(record()), of(text()), of(text())).prop_map(
            |(call, number, record, extension, presented)| Command::Consult {
                call,
                number,
                record,
                extension,
                presented
            }
        ),
        pair().prop_map(Command::Alternate),
        pair().prop_map(Command::Reconnect),
        pair().prop_map(Command::Transfer),
        pair().prop_map(Command::Conference),
        (text(), text()).prop_map(|(call, party)| Command::DropParty { call, party }),
        text().prop_map(|call| Command::Park { call }),
        text().prop_map(|slot| Command::PickUp { slot }),
        (text(), any::<bool>()).prop_map(|(call, muted)| Command::SetMute { call, muted }),
        (text(), together::recording()).prop_map(|(call, recording)| Command::SetRecording { call, recording }),
        text().prop_map(|call| Command::Answer { call }),
        text().prop_map(|call| Command::Decline { call }),
        text().prop_map(|call| Command::Hold { call }),
        text().prop_map(|call| Command::Retrieve { call }),
        text().prop_map(|call| Command::HangUp { call }),
        (text(), of(record()), of(text()), of(text())).prop_map(|(number, record, extension, presented)| {
            Command::Dial { number, record, extension, presented, callback: None }
        }),
        (text(), text()).prop_map(|(call, tones)| Command::SendTones { call, tones }),
        (mode(), of(text())).prop_map(|(mode, reason)| Command::SetAgentState { mode, reason }),
    ]
    .boxed()
}

/// Commands that the server does by itself.
fn kept_command() -> BoxedStrategy<Command> {
    prop_oneof![
        (text(), text(), any::<u32>()).prop_map(|(call, text, base)| Command::SetNote { call, text, base }),
        (text(), of(record())).prop_map(|(call, record)| Command::SetRecord { call, record }),
        (text(), of(record())).prop_map(|(call, related)| Command::SetRelated { call, related }),
        (text(), of(together::follow_up())).prop_map(|(call, follow_up)| Command::SetFollowUp { call, follow_up }),
        (text(), of(text())).prop_map(|(call, reason)| Command::SetNotLogged { call, reason }),
        (text(), text(), of(text())).prop_map(|(to, text, call)| Command::SendMessage { to, text, call }),
        text().prop_map(|message| Command::DismissMessage { message }),
        Just(Command::SeeMissed),
        (text(), of(text())).prop_map(|(call, result)| Command::SetResult { call, result }),
        (text(), record()).prop_map(|(call, record)| Command::ReportRecord { call, record }),
        (text(), of(text()), of(any::<u32>())).prop_map(|(call, record_id, revision)| Command::ReportLog {
            call,
            record_id,
            revision
        }),
        vec(text(), 0..3).prop_map(|users| Command::SettingsChanged { users }),
    ]
    .boxed()
}

pub fn client_message() -> BoxedStrategy<ClientMessage> {
    use Activity::{Input, Navigated, Unknown, Visible};
    let client = (text(), text(), of(text()), any::<bool>(), any::<bool>()).prop_map(
        |(version, instance, browser, visible, was_primary)| ClientInfo {
            version,
            instance,
            browser,
            visible,
            was_primary,
        },
    );
    let resume = (text(), any::<u64>()).prop_map(|(stream, seq)| Resume { stream, seq });
    prop_oneof![
        (text(), client, of(resume)).prop_map(|(token, client, resume)| ClientMessage::SignIn {
            token,
            client,
            resume
        }),
        (text(), command()).prop_map(|(id, command)| ClientMessage::Command { id, command }),
        select(vec![Input, Visible, Navigated, Unknown]).prop_map(|by| ClientMessage::Active { by }),
        (text(), any::<bool>()).prop_map(|(call, done)| ClientMessage::Popping { call, done }),
        (text(), of(any::<u64>()), filter(), of(text()))
            .prop_map(|(id, before, only, find)| ClientMessage::ReadHistory { id, before, only, find }),
        of(text()).prop_map(|find| ClientMessage::WatchDirectory { find }),
        any::<bool>().prop_map(|watch| ClientMessage::WatchTeam { watch }),
        any::<u64>().prop_map(|at| ClientMessage::Pong { at }),
        Just(ClientMessage::Unknown),
    ]
    .boxed()
}

fn filter() -> BoxedStrategy<HistoryFilter> {
    select(vec![HistoryFilter::All, HistoryFilter::Missed, HistoryFilter::Unknown]).boxed()
}

fn number() -> BoxedStrategy<Number> {
    prop_oneof![text().prop_map(|digits| Number::Known { digits }), Just(Number::Withheld), Just(Number::Unknown)]
        .boxed()
}

fn state() -> BoxedStrategy<ConnectionState> {
    use ConnectionState::{Alerting, Connected, Failed, Held, Initiated, Null, Queued, Unknown};
    select(vec![Null, Initiated, Alerting, Connected, Held, Queued, Failed, Unknown]).boxed()
}

fn ended() -> BoxedStrategy<Ended> {
    use Cause::{
        AnsweredElsewhere, Busy, Declined, Deflected, Lost, Merged, Missed, NoAnswer, Normal, Parked, Refused,
        Transferred, Unknown, Unreachable,
    };
    let causes = vec![
        Normal,
        Missed,
        Declined,
        AnsweredElsewhere,
        NoAnswer,
        Busy,
        Refused,
        Unreachable,
        Transferred,
        Parked,
        Deflected,
        Merged,
        Lost,
        Unknown,
    ];
    (any::<u64>(), select(causes)).prop_map(|(at, cause)| Ended { at, cause }).boxed()
}

fn call() -> BoxedStrategy<Call> {
    let identity = (text(), text(), any::<bool>(), any::<bool>(), any::<bool>(), number());
    let details = (of(text()), of(text()), of(text()), of(text()), state(), state());
    let times = (any::<u64>(), of(any::<u64>()), of(any::<u64>()), of(ended()));
    let note = (text(), any::<u32>()).prop_map(|(text, revision)| CallNote { text, revision });
    let log = (text(), any::<bool>()).prop_map(|(record_id, stale)| CallLog { record_id, stale });
    let attachments = (of(record()), of(note), of(text()), of(log), any::<u32>());
    (identity, details, times, attachments, together::shared())
        .prop_map(|(identity, details, times, attachments, shared)| {
            let (id, request_id, is_inbound, internal, first_offer, number) = identity;
            let (name, remote_extension, line, queue, state, remote_state) = details;
            let (began_at, answered_at, held_at, ended) = times;
            let (record, note, result, log, revision) = attachments;
            let direction = if is_inbound { Direction::Inbound } else { Direction::Outbound };
            let remote = Party { number, name };
            Call {
                id,
                request_id,
                direction,
                internal,
                remote,
                remote_extension,
                line,
                queue,
                first_offer,
                state,
                remote_state,
                began_at,
                answered_at,
                held_at,
                ended,
                record,
                note,
                result,
                log,
                revision,
                ..shared
            }
        })
        .boxed()
}

fn capability() -> BoxedStrategy<Capability> {
    use UnavailableReason::{NotConfigured, NotSupportedByPbx, NotSupportedByPhone, Unknown};
    let reasons = select(vec![NotSupportedByPbx, NotSupportedByPhone, NotConfigured, Unknown]);
    let unavailable = reasons.prop_map(|reason| Capability::Unavailable { reason });
    prop_oneof![Just(Capability::Available), unavailable, Just(Capability::Unknown)].boxed()
}

fn capabilities() -> BoxedStrategy<Capabilities> {
    let old = (capability(), capability(), capability(), capability(), capability(), capability(), capability());
    (old, together::capabilities())
        .prop_map(|((answer, decline, hold, hang_up, dial, agent_state, send_tones), rest)| Capabilities {
            answer,
            decline,
            hold,
            hang_up,
            dial,
            agent_state,
            send_tones,
            ..rest
        })
        .boxed()
}

fn agent() -> BoxedStrategy<AgentState> {
    let more = (of(any::<u64>()), of(desk::chosen()), any::<bool>(), of(desk::set_by()));
    (mode(), of(text()), any::<u64>(), more)
        .prop_map(|(mode, reason, since, (until, next, other_work, set_by))| AgentState {
            mode,
            reason,
            since,
            until,
            next,
            other_work,
            set_by,
        })
        .boxed()
}

fn phone() -> BoxedStrategy<PhoneState> {
    select(vec![PhoneState::Registered, PhoneState::Unregistered, PhoneState::Unknown]).boxed()
}

fn pbx() -> BoxedStrategy<PbxState> {
    select(vec![PbxState::Up, PbxState::Down, PbxState::Unknown]).boxed()
}

fn lines() -> BoxedStrategy<Vec<Line>> {
    let line = (text(), of(text()), any::<bool>());
    vec(line.prop_map(|(number, name, presentable)| Line { number, name, presentable }), 0..3).boxed()
}

fn event() -> BoxedStrategy<Event> {
    prop_oneof![
        call().prop_map(|call| Event::Call { call }),
        agent().prop_map(|agent| Event::Agent { agent }),
        phone().prop_map(|phone| Event::Phone { phone }),
        pbx().prop_map(|pbx| Event::Pbx { pbx }),
        capabilities().prop_map(|capabilities| Event::Capabilities { capabilities }),
        lines().prop_map(|lines| Event::Lines { lines }),
        any::<u32>().prop_map(|missed| Event::Missed { missed }),
        vec(together::parked(), 0..3).prop_map(|parked| Event::Parked { parked }),
        vec(together::message(), 0..3).prop_map(|messages| Event::Messages { messages }),
        desk::event(),
        Just(Event::SettingsChanged),
        Just(Event::Unknown),
    ]
    .boxed()
}

fn snapshot() -> BoxedStrategy<Snapshot> {
    let server = (any::<u32>(), text(), text());
    let server = server.prop_map(|(protocol, version, pbx)| ServerInfo { protocol, version, pbx });
    let stream = (text(), any::<u64>(), any::<u64>(), text(), text(), any::<bool>(), of(vec(text(), 0..3)));
    let reason = (text(), text(), text()).prop_map(|(code, ja, en)| Reason { code, ja, en });
    let rest = (agent(), vec(reason, 0..3), phone(), pbx(), lines(), capabilities(), vec(call(), 0..3));
    let kept = (any::<u32>(), vec(together::parked(), 0..2), vec(together::message(), 0..2));
    let team = (any::<bool>(), vec(desk::team_hand(), 0..2), of(desk::monitoring()));
    (server, stream, rest, any::<bool>(), kept, vec(desk::callback(), 0..2), team)
        .prop_map(|(server, stream, rest, more_calls, (missed, parked, messages), callbacks, team)| {
            let (supervises, hands, monitoring) = team;
            let (stream, seq, now, login, extension, primary, unopened) = stream;
            let (agent, reasons, phone, pbx, lines, capabilities, calls) = rest;
            Snapshot {
                server,
                stream,
                seq,
                now,
                login,
                extension,
                primary,
                unopened,
                agent,
                reasons,
                phone,
                pbx,
                lines,
                capabilities,
                calls,
                more_calls,
                missed,
                parked,
                messages,
                callbacks,
                supervises,
                hands,
                monitoring,
            }
        })
        .boxed()
}

fn outcome() -> BoxedStrategy<CommandOutcome> {
    use CommandError::{
        BadNumber, BadRequest, Conflict, NoSuchCall, NoSuchNumber, NotSupported, NothingParked, OutcomeUnknown,
        ParkingFull, PbxDown, PhoneUnregistered, RateLimited, Refused, TimedOut, ToOneself, TooLong, Unknown,
        WrongState,
    };
    let errors = select(vec![
        NoSuchCall,
        WrongState,
        NotSupported,
        PbxDown,
        Refused,
        TimedOut,
        OutcomeUnknown,
        PhoneUnregistered,
        BadNumber,
        NoSuchNumber,
        ToOneself,
        ParkingFull,
        NothingParked,
        TooLong,
        Conflict,
        RateLimited,
        BadRequest,
        Unknown,
    ]);
    let failed = (errors, of(text())).prop_map(|(error, detail)| CommandOutcome::Failed { error, detail });
    prop_oneof![Just(CommandOutcome::Done), failed, Just(CommandOutcome::Unknown)].boxed()
}

pub fn server_message() -> BoxedStrategy<ServerMessage> {
    use Refusal::{BadRequest, BadToken, ExpiredToken, RateLimited, SignInExpected, UnknownAgent};
    use SignOutReason::{Misbehaved, Replaced, Stopping, TokenExpired};
    let refusals =
        vec![BadToken, ExpiredToken, UnknownAgent, SignInExpected, RateLimited, BadRequest, Refusal::Unknown];
    let ends = vec![TokenExpired, Replaced, Misbehaved, Stopping, SignOutReason::Unknown];
    prop_oneof![
        (select(refusals), of(any::<u64>()), of(any::<u64>()))
            .prop_map(|(reason, retry_after, now)| ServerMessage::Refused { reason, retry_after, now }),
        snapshot().prop_map(ServerMessage::Snapshot),
        desk::server_message(),
        Just(ServerMessage::Ready),
        text().prop_map(|stream| ServerMessage::Resumed { stream }),
        (vec(call(), 0..3), any::<bool>()).prop_map(|(calls, more)| ServerMessage::Calls { calls, more }),
        (any::<u64>(), any::<u64>(), event()).prop_map(|(seq, at, event)| ServerMessage::Event { seq, at, event }),
        (text(), outcome()).prop_map(|(id, outcome)| ServerMessage::Answer { id, outcome }),
        (any::<bool>(), any::<bool>(), vec(text(), 0..3)).prop_map(|(primary, other_browser, unopened)| {
            ServerMessage::Primary { primary, other_browser, unopened }
        }),
        (text(), vec(call(), 0..3), any::<bool>()).prop_map(|(id, calls, more)| ServerMessage::History {
            id,
            calls,
            more
        }),
        (text(), vec(together::entry(), 0..3), any::<bool>())
            .prop_map(|(find, entries, more)| ServerMessage::Directory { find, entries, more }),
        any::<u64>().prop_map(|at| ServerMessage::Ping { at }),
        select(ends).prop_map(|reason| ServerMessage::SignedOut { reason }),
        Just(ServerMessage::Unknown),
    ]
    .boxed()
}
