//! One call as the panel shows it: the facts of the event server, who it is, a command on its way, and its log.

use crate::Now;
use crate::command::{Out, Pending};
use crate::host::{CallType, HostRequest, LayoutPop, LogRecord, Pop};
use crate::log::{Log, TAKE_OVER_MS};
use crate::report::Report;
use crate::text::{Language, Msg, say};
use crate::who::{NotSearched, PopState, Who};
use denwa_protocol::{Call, Cause, Command, CommandOutcome, ConnectionState, Direction, Number};

/// What a call is doing, told from both its connection states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Somebody calls; the agent's phone rings.
    Ringing,
    /// The agent dialled from the panel, and her own phone rings first.
    Prompting,
    /// The other side is being called.
    Dialling,
    /// Both talk.
    Talking,
    /// The agent holds the call.
    Held,
    /// Over.
    Ended(Cause),
}

/// Tells the phase of a call.
#[must_use]
pub fn phase(call: &Call) -> Phase {
    if let Some(ended) = call.ended {
        return Phase::Ended(ended.cause);
    }
    match (call.direction, call.state) {
        (_, ConnectionState::Held) => Phase::Held,
        (Direction::Inbound, ConnectionState::Connected) => Phase::Talking,
        (Direction::Inbound, _) if call.answered_at.is_none() => Phase::Ringing,
        (Direction::Outbound, ConnectionState::Alerting) => Phase::Prompting,
        (Direction::Outbound, _) if call.answered_at.is_none() => Phase::Dialling,
        _ => Phase::Talking,
    }
}

/// What a card needs to know of the world.
#[derive(Clone, Copy)]
pub(crate) struct World<'a> {
    pub language: Language,
    pub primary: bool,
    pub lines: &'a [denwa_protocol::Line],
    /// How far the server's clock is ahead of the panel's, in milliseconds.
    pub ahead: i64,
}

impl World<'_> {
    /// What people call a number of the organisation.
    pub(crate) fn line_name(&self, number: &str) -> String {
        self.lines
            .iter()
            .find(|line| line.number == number)
            .and_then(|line| line.name.clone())
            .unwrap_or_else(|| crate::number::display(number))
    }

    /// A time of the server by the panel's clock.
    pub(crate) fn local(&self, at: u64) -> Now {
        at.saturating_add_signed(-self.ahead)
    }
}

/// One call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// As the event server has it.
    pub call: Call,
    /// Who the other side is.
    pub who: Who,
    /// A command on its way.
    pub pending: Pending,
    /// Its log.
    pub log: Log,
    /// Whether the event server knows of the log.
    pub report: Report,
    /// Whether a record may open by itself: this panel was the primary one when it first saw the call.
    may_pop: bool,
}

impl Card {
    /// A call that this panel has not seen before, whether it begins now or began before the panel loaded.
    pub(crate) fn new(call: Call, world: World, out: &mut Out) -> Self {
        let may_pop = world.primary && call.ended.is_none();
        let mut card =
            Self { call, who: Who::Due, pending: Pending::None, log: Log::Open, report: Report::Nothing, may_pop };
        card.who = card.first_who(world, out);
        card.maybe_search(world, out);
        card.maybe_end(world, out);
        card
    }

    /// The phase.
    #[must_use]
    pub fn phase(&self) -> Phase {
        phase(&self.call)
    }

    /// Whether search, pop and log apply at all.
    fn is_linked(&self) -> bool {
        !self.call.internal
    }

    fn first_who(&self, world: World, out: &mut Out) -> Who {
        if let Some(record) = &self.call.record {
            // An outgoing call was dialled from that record: the agent is looking at it.
            let pop = self.may_pop && self.call.direction == Direction::Inbound;
            return Who::attached(record, pop, out);
        }
        match &self.call.remote.number {
            _ if !self.is_linked() => Who::NotSearched(NotSearched::Internal),
            Number::Withheld => Who::NotSearched(NotSearched::Withheld),
            Number::Unknown => Who::NotSearched(NotSearched::NoNumber),
            Number::Known { .. } if !world.primary => Who::NotSearched(NotSearched::OtherPanel),
            Number::Known { .. } => Who::Due,
        }
    }

    /// Incoming calls are searched when they ring, outgoing ones when they are answered (検索タイミング, the defaults); a call
    /// that is already over, so that its log names the right record.
    fn maybe_search(&mut self, world: World, out: &mut Out) {
        let now = match self.call.direction {
            Direction::Inbound => true,
            Direction::Outbound => self.call.answered_at.is_some() || self.call.ended.is_some(),
        };
        if self.who == Who::Due
            && now
            && world.primary
            && let Number::Known { digits } = &self.call.remote.number
        {
            self.who = Who::search(digits, self.call_type(), self.may_pop && self.call.ended.is_none(), out);
        }
    }

    /// Search again, because the agent asks.
    pub(crate) fn search_again(&mut self, out: &mut Out) {
        if let (Who::Failed { .. }, Number::Known { digits }) = (&self.who, &self.call.remote.number) {
            self.who = Who::search(digits, self.call_type(), self.call.ended.is_none(), out);
        }
    }

    /// The event server tells the call again.
    pub(crate) fn on_call(&mut self, call: Call, world: World, out: &mut Out) {
        if self.call.ended.is_some() && call.ended.is_none() {
            return; // A call does not come back to life: this is an old message.
        }
        if self.was_done(&call) || call.ended.is_some() {
            self.pending.settle();
        }
        let record_came = self.call.record != call.record;
        self.call = call;
        if record_came && let Some(record) = self.call.record.clone() {
            let pop = self.may_pop && self.call.direction == Direction::Inbound;
            self.who = Who::attached(&record, pop, out);
        }
        self.maybe_search(world, out);
        self.maybe_end(world, out);
    }

    /// Whether the call now is what the pending command wanted, whoever did it.
    fn was_done(&self, call: &Call) -> bool {
        let Pending::Sent { command, .. } = &self.pending else { return self.phase() != phase(call) };
        match command {
            Command::Answer { .. } => phase(call) != Phase::Ringing,
            Command::Hold { .. } => phase(call) == Phase::Held,
            Command::Retrieve { .. } => phase(call) == Phase::Talking,
            _ => false,
        }
    }

    /// This panel became the primary one, or no longer is.
    pub(crate) fn on_primary(&mut self, world: World, out: &mut Out) {
        if !world.primary {
            if matches!(self.log, Log::Due { .. }) {
                self.log = Log::Elsewhere;
            }
            return;
        }
        if self.who == Who::NotSearched(NotSearched::OtherPanel) {
            self.who = Who::Due;
        }
        self.maybe_search(world, out);
        if self.log == Log::Elsewhere && self.call.log.is_none() {
            // The panel before this one may be writing it just now.
            self.log = Log::Due { at: out.now + TAKE_OVER_MS };
        }
    }

    /// The call is over: see to its log.
    fn maybe_end(&mut self, world: World, out: &mut Out) {
        let Some(ended) = self.call.ended else { return };
        if let Some(written) = &self.call.log
            && !matches!(self.log, Log::Saved { .. })
        {
            self.log = Log::Saved { id: written.record_id.clone(), record: None };
            return;
        }
        if self.log != Log::Open {
            return;
        }
        self.log = if !self.is_logged(ended.cause) {
            if world.primary {
                self.report.tell(&self.call.id, None, out);
            }
            Log::NotLogged
        } else if world.primary {
            Log::Due { at: out.now }
        } else {
            Log::Elsewhere
        };
        self.maybe_log(world, out);
    }

    /// Internal calls are not logged; of a queue call that nobody answered only the first agent it was offered to keeps a log, and
    /// of one that another agent answered only that other.
    fn is_logged(&self, cause: Cause) -> bool {
        let mine = match cause {
            Cause::AnsweredElsewhere => false,
            Cause::Missed => self.call.queue.is_none() || self.call.first_offer,
            _ => true,
        };
        // A click-to-dial whose agent never picked up her own phone reached nobody.
        let reached = self.call.direction == Direction::Inbound
            || self.call.answered_at.is_some()
            || self.call.remote_state != ConnectionState::Null
            || !matches!(cause, Cause::Declined | Cause::Missed);
        self.is_linked() && mine && reached
    }

    /// Write the log if it is time.
    pub(crate) fn maybe_log(&mut self, world: World, out: &mut Out) {
        if self.log.is_due(out.now, self.who.is_settled()) {
            self.save_log(None, world, out);
        }
    }

    /// Write the log again, because the agent asks.
    pub(crate) fn save_log_again(&mut self, world: World, out: &mut Out) {
        if matches!(self.log, Log::Failed { .. } | Log::Unknown { .. } | Log::Waiting { .. }) {
            self.save_log(None, world, out);
        }
    }

    fn save_log(&mut self, id: Option<String>, world: World, out: &mut Out) {
        let record = self.log_record(id, world);
        self.log.save(record, out);
    }

    /// The agent says who it is. A log that is already written learns of it too.
    pub(crate) fn choose(&mut self, record: &str, world: World, out: &mut Out) {
        self.who.choose(record, out);
        if let Log::Saved { id, record: logged } = &self.log
            && world.primary
            && self.who.record().map(log_target) != logged.clone()
        {
            let id = id.clone();
            self.save_log(Some(id), world, out);
        }
    }

    /// Whether a new record makes sense: nobody matches, and the call does not ring any more, for its window covers the panel.
    #[must_use]
    pub fn offers_new_record(&self) -> bool {
        matches!(&self.who, Who::Known(known) if known.matches.is_empty()) && self.phase() != Phase::Ringing
    }

    /// Make a record of an unknown caller.
    pub(crate) fn new_record(&mut self, out: &mut Out) {
        if !self.offers_new_record() {
            return;
        }
        let phone = self.number().to_owned();
        if let Who::Known(known) = &mut self.who {
            let pop = match &known.layout_pop {
                Some(pop @ LayoutPop { covers_panel: true, .. }) => Pop::Layout(pop.clone()),
                _ => Pop::NewRecord { object: "Contact".to_owned(), fields: vec![("Phone".to_owned(), phone)] },
            };
            known.open(pop, out);
        }
    }

    /// The answer to a command came, if it was one of this card's.
    pub(crate) fn on_answer(&mut self, id: &str, outcome: &CommandOutcome, out: &mut Out) {
        if !self.pending.on_answer(id, outcome) {
            self.report.on_answer(id, outcome, out);
        }
    }

    /// A new connection is live.
    pub(crate) fn on_live(&mut self, out: &mut Out) {
        self.pending.repeat(out);
        self.report.repeat(out);
    }

    /// Something of this card's is due.
    pub(crate) fn tick(&mut self, world: World, out: &mut Out) {
        self.pending.tick(out.now);
        self.report.tick(out);
        self.who.tick(out);
        self.log.tick(out.now);
        self.maybe_log(world, out);
    }

    pub(crate) fn wake_at(&self) -> Option<Now> {
        let log = match &self.log {
            Log::Due { .. } if !self.who.is_settled() => None,
            log => log.wake_at(),
        };
        [self.pending.wake_at(), self.report.wake_at(), self.who.wake_at(), log].into_iter().flatten().min()
    }

    /// The answer of the host, if it is for this card. Gives the record whose page should be read again.
    pub(crate) fn on_host(
        &mut self,
        id: crate::RequestId,
        result: &Result<crate::HostReply, crate::HostError>,
        world: World,
        out: &mut Out,
    ) -> Option<String> {
        if self.who.on_host(id, result, out) {
            self.maybe_log(world, out);
        } else if let Some(record_id) = self.log.on_host(id, result, out.now) {
            self.report.tell(&self.call.id, Some(record_id), out);
            return self.who.record().map(|m| m.id.clone());
        }
        None
    }

    /// The number as the PBX writes it, or nothing.
    pub(crate) fn number(&self) -> &str {
        match &self.call.remote.number {
            Number::Known { digits } => digits,
            Number::Withheld | Number::Unknown => "",
        }
    }

    /// The number for people, or the word that stands for it.
    #[must_use]
    pub fn number_words(&self, language: Language) -> String {
        match &self.call.remote.number {
            Number::Known { digits } => crate::number::display(digits),
            Number::Withheld => Msg::Withheld.t(language).to_owned(),
            Number::Unknown => Msg::NoNumber.t(language).to_owned(),
        }
    }

    /// {NAME}: the record's name, or 該当なし or 複数該当; empty until searched.
    #[must_use]
    pub fn name(&self, language: Language) -> String {
        match (&self.who, self.who.record()) {
            (_, Some(record)) => record.name.clone(),
            (Who::Known(known), None) if known.matches.is_empty() => Msg::NoMatch.t(language).to_owned(),
            (Who::Known(_), None) => Msg::SeveralMatches.t(language).to_owned(),
            _ => String::new(),
        }
    }

    /// Whether opening the last page failed.
    #[must_use]
    pub fn pop(&self) -> Option<&PopState> {
        match &self.who {
            Who::Known(known) => Some(&known.pop),
            _ => None,
        }
    }

    fn call_type(&self) -> CallType {
        match (self.call.internal, self.call.direction) {
            (true, _) => CallType::Internal,
            (false, Direction::Inbound) => CallType::Inbound,
            (false, Direction::Outbound) => CallType::Outbound,
        }
    }

    /// How the call went.
    #[must_use]
    pub fn result(&self) -> Msg {
        let answered = self.call.answered_at.is_some();
        match (self.call.ended.map(|ended| ended.cause), self.call.direction) {
            (Some(Cause::Normal), Direction::Inbound) => Msg::ResultAnswered,
            (Some(Cause::Normal), Direction::Outbound) if answered => Msg::ResultConnected,
            (Some(Cause::Normal | Cause::NoAnswer), _) => Msg::ResultNoAnswer,
            (Some(Cause::Missed | Cause::Declined), Direction::Outbound) => Msg::ResultCancelled,
            (Some(Cause::Missed), Direction::Inbound) => Msg::ResultMissed,
            (Some(Cause::Declined), Direction::Inbound) => Msg::ResultDeclined,
            (Some(Cause::AnsweredElsewhere), _) => Msg::ResultElsewhere,
            (Some(Cause::Busy), _) => Msg::ResultBusy,
            (Some(Cause::Refused), _) => Msg::ResultRefused,
            (Some(Cause::Unreachable), _) => Msg::ResultUnreachable,
            (Some(Cause::Transferred), _) => Msg::ResultTransferred,
            (Some(Cause::Parked), _) => Msg::ResultParked,
            (Some(Cause::Lost), _) => Msg::ResultLost,
            (Some(Cause::Unknown) | None, _) => Msg::ResultUnknown,
        }
    }

    /// Talking time in milliseconds; nothing if nobody answered.
    #[must_use]
    pub fn talked(&self) -> u64 {
        match (self.call.answered_at, self.call.ended) {
            (Some(from), Some(ended)) => ended.at.saturating_sub(from),
            _ => 0,
        }
    }

    fn log_record(&self, id: Option<String>, world: World) -> LogRecord {
        let l = world.language;
        let direction = match self.call_type() {
            CallType::Inbound => Msg::LogInbound,
            CallType::Outbound => Msg::LogOutbound,
            CallType::Internal => Msg::LogInternal,
        };
        let number = self.number_words(l);
        let name = self.name(l);
        let mut lines = vec![
            say::field(l, Msg::LogDirection, direction.t(l)),
            say::field(l, Msg::LogNumber, &number),
            say::field(l, Msg::LogResult, self.result().t(l)),
            say::field(l, Msg::LogDuration, &say::duration(self.talked())),
        ];
        if let Some(line) = &self.call.line {
            lines.push(say::field(l, Msg::LogLine, &world.line_name(line)));
        }
        if let Some(queue) = &self.call.queue {
            lines.push(say::field(l, Msg::LogQueue, queue));
        }
        let target = self.who.record().map(log_target);
        let is_person = target.as_deref().is_some_and(|id| id.starts_with("003") || id.starts_with("00Q"));
        let (who, what) = if is_person { (target, None) } else { (None, target) };
        LogRecord {
            id,
            subject: say::subject(l, direction, &name, &number),
            description: lines.join("\n"),
            call_type: self.call_type(),
            duration_seconds: u32::try_from(self.talked() / 1_000).unwrap_or(u32::MAX),
            result: self.result().t(l).to_owned(),
            call_id: self.call.id.clone(),
            request_id: self.call.request_id.clone(),
            object: "Task".to_owned(),
            status: "Completed".to_owned(),
            kind: String::new(),
            fields: Vec::new(),
            via_package: false,
            began_at: world.local(self.call.began_at),
            who,
            what,
        }
    }

    /// The host's label for this call.
    pub(crate) fn label(&self, language: Language) -> String {
        let name = self.name(language);
        let who = if name.is_empty() || self.who.record().is_none() { self.number_words(language) } else { name };
        let title = match self.phase() {
            Phase::Ringing if self.call.internal => Msg::IncomingInternal,
            Phase::Ringing => Msg::Incoming,
            Phase::Prompting | Phase::Dialling => Msg::Dialling,
            Phase::Talking => Msg::Talking,
            Phase::Held => Msg::Held,
            Phase::Ended(_) => Msg::Ended,
        };
        say::titled(title.t(language), &who)
    }

    /// Read the page again after its log was written.
    pub(crate) fn refresh(out: &mut Out) {
        out.host(HostRequest::Refresh, crate::command::SMALL_MS);
    }
}

/// The record a log names: of a person account its contact.
fn log_target(record: &crate::who::Match) -> String {
    record.person_contact.clone().unwrap_or_else(|| record.id.clone())
}
