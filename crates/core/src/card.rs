//! One call as the panel shows it: the facts of the event server, who it is, a command on its way, and its log.
//!
//! What the settings say of it is looked up when it is needed, so that a change disturbs nothing that has been done: whether it is linked
//! at all ([`link`]), the search and what opens then ([`opening`]), the clipboard ([`copy`]), other sites ([`urls`]), the log ([`logging`]).

pub mod copy;
mod link;
mod logging;
mod opening;
pub mod urls;
mod words;

use crate::Now;
use crate::command::{NEVER, Out, Pending};
use crate::host::{Answer, CallType, HostRequest, RequestId};
use crate::input::{Effect, UserAction};
use crate::log::{Log, TAKE_OVER_MS};
use crate::report::Report;
use crate::settings::{Key, List, Merged, Settings};
use crate::text::Language;
use crate::who::{NotSearched, PopState, Who};
use copy::Copied;
use denwa_protocol::{Call, Cause, CommandOutcome, ConnectionState, Direction, Ended, Number, Service, Snapshot};
use urls::Urls;

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

/// What all of the panel needs to know, cards among others: kept in one place, so that it is lent as it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct World {
    pub language: Language,
    /// The settings in force, and what was wrong with what is stored.
    pub merged: Merged,
    /// What the event server told last, as it has changed since; its calls are the cards'.
    pub told: Snapshot,
    /// The user's own time zone, once the package has told it.
    pub time_zone: String,
    /// How far the server's clock is ahead of the panel's, in milliseconds.
    pub ahead: i64,
}

impl World {
    /// The settings in force.
    pub(crate) fn settings(&self) -> &Settings {
        &self.merged.settings
    }

    /// What people call a number of the organisation.
    pub(crate) fn line_name(&self, number: &str) -> String {
        self.told
            .lines
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
    /// Other sites that are told of it (カスタム連携).
    pub(crate) urls: Urls,
    /// Whether its number is in the clipboard.
    pub(crate) copied: Copied,
    /// What the agent chose (通話結果).
    pub(crate) chosen_result: Option<String>,
    /// Whether something may open by itself: this panel was the primary one when it first saw the call.
    may_open: bool,
    /// What the last log written says it was.
    logged_result: Option<String>,
    /// This panel has written its log.
    wrote: bool,
    /// The log's record, once it is written.
    log_id: Option<String>,
}

impl Card {
    /// A call that this panel has not seen before, whether it begins now or began before the panel loaded.
    pub(crate) fn new(call: Call, world: &World, out: &mut Out) -> Self {
        let mut card = Self {
            urls: Urls::of(&call),
            may_open: world.told.primary && call.ended.is_none(),
            call,
            who: Who::Due,
            pending: Pending::None,
            log: Log::Open,
            report: Report::Nothing,
            copied: Copied::default(),
            chosen_result: None,
            logged_result: None,
            wrote: false,
            log_id: None,
        };
        card.who = card.first_who(world);
        card.maybe_copy(world, out);
        card.go_on(world, out);
        card
    }

    /// The phase.
    #[must_use]
    pub fn phase(&self) -> Phase {
        phase(&self.call)
    }

    fn first_who(&self, world: &World) -> Who {
        if let Err(why) = self.link(world) {
            return Who::NotSearched(why);
        }
        if let Some(record) = &self.call.record {
            return Who::attached(record, self.attached_opens(world));
        }
        match &self.call.remote.number {
            _ if world.settings().text(Key::Integration) == "custom" => Who::NotSearched(NotSearched::Custom),
            _ if !self.is_searched(world) => Who::NotSearched(self.why_not_searched()),
            Number::Withheld => Who::NotSearched(NotSearched::Withheld),
            Number::Unknown => Who::NotSearched(NotSearched::NoNumber),
            Number::Known { .. } if !world.told.primary => Who::NotSearched(NotSearched::OtherPanel),
            Number::Known { .. } => Who::Due,
        }
    }

    /// An outgoing call was dialled from that record: the agent is looking at it.
    fn attached_opens(&self, world: &World) -> bool {
        self.may_open
            && self.call.direction == Direction::Inbound
            && world.settings().text(Key::Integration) == "salesforce"
    }

    /// The event server tells the call again.
    pub(crate) fn on_call(&mut self, call: Call, world: &World, out: &mut Out) {
        if self.call.ended.is_some() && call.ended.is_none() {
            return; // A call does not come back to life: this is an old message.
        }
        if self.was_done(&call) || call.ended.is_some() {
            self.pending.settle();
        }
        let record_came = self.call.record != call.record;
        self.call = call;
        if record_came
            && self.link(world).is_ok()
            && let Some(record) = &self.call.record
        {
            self.who = Who::attached(record, self.attached_opens(world));
        }
        self.go_on(world, out);
    }

    /// The event server no longer knows the call.
    pub(crate) fn lose(&mut self, at: u64, world: &World, out: &mut Out) {
        self.pending.settle();
        self.call.ended = Some(Ended { at, cause: Cause::Lost });
        self.go_on(world, out);
    }

    /// Do what the call's state asks for.
    pub(crate) fn go_on(&mut self, world: &World, out: &mut Out) {
        self.maybe_search(world, out);
        self.open_by_itself(world, out);
        if self.call.ended.is_some() {
            self.drop_what_waits();
        }
        self.maybe_end(world, out);
        self.tell_sites(world, out);
    }

    /// Whether the call now is what the pending command wanted, whoever did it.
    fn was_done(&self, call: &Call) -> bool {
        let phase = phase(call);
        match self.pending.service() {
            None => phase != self.phase(),
            Some(Service::Answer) => phase != Phase::Ringing,
            Some(Service::Hold) => phase == Phase::Held,
            Some(Service::Retrieve) => phase == Phase::Talking,
            Some(_) => false,
        }
    }

    /// This panel became the primary one, or no longer is.
    pub(crate) fn on_primary(&mut self, world: &World, out: &mut Out) {
        if !world.told.primary {
            if matches!(self.log, Log::Due { .. }) {
                self.log = Log::Elsewhere;
            }
            return;
        }
        if matches!(self.who, Who::NotSearched(NotSearched::OtherPanel)) {
            self.who = Who::Due;
        }
        self.maybe_search(world, out);
        if self.chosen_result != self.logged_result {
            self.correct_log(world, out);
        }
        if matches!(self.log, Log::Elsewhere) && self.call.log.is_none() {
            // The panel before this one may be writing it just now.
            self.log = Log::Due { at: out.now + TAKE_OVER_MS };
        }
    }

    /// The call is over: see to its log.
    fn maybe_end(&mut self, world: &World, out: &mut Out) {
        let Some(ended) = self.call.ended else { return };
        if let Some(written) = &self.call.log
            && !matches!(self.log, Log::Saved { .. })
        {
            self.log_id = Some(written.record_id.clone());
            self.log = Log::Saved { id: written.record_id.clone(), record: None };
            return;
        }
        if !matches!(self.log, Log::Open) {
            return;
        }
        self.log = if !self.is_logged(ended.cause, world) {
            if world.told.primary {
                self.report.tell(&self.call.id, None, out);
            }
            Log::NotLogged
        } else if world.told.primary {
            Log::Due { at: out.now }
        } else {
            Log::Elsewhere
        };
        self.maybe_log(world, out);
    }

    /// Write the log if it is time.
    pub(crate) fn maybe_log(&mut self, world: &World, out: &mut Out) {
        if self.log.is_due(out.now, self.who.is_settled()) {
            self.save_log(world, out);
        }
    }

    /// Write the log again, because the agent asks.
    pub(crate) fn save_log_again(&mut self, world: &World, out: &mut Out) {
        if matches!(self.log, Log::Failed { .. } | Log::Unknown { .. } | Log::Waiting { .. }) {
            self.save_log(world, out);
        }
    }

    fn save_log(&mut self, world: &World, out: &mut Out) {
        let target = self.who.record().map(|record| logging::log_target(record).to_owned());
        let log = self.log_record(target.as_deref(), world);
        self.logged_result.clone_from(&self.chosen_result);
        self.wrote = true;
        self.log.save(log, target, world.settings().timeout_ms(Key::TimeoutLog), out);
    }

    /// A log that is written already learns of what the agent said since.
    fn correct_log(&mut self, world: &World, out: &mut Out) {
        if let Log::Saved { record: logged, .. } = &self.log
            && world.told.primary
            && (self.who.record().is_some_and(|record| Some(logging::log_target(record)) != logged.as_deref())
                || self.chosen_result != self.logged_result)
        {
            self.save_log(world, out);
        }
    }

    /// The agent does something about this call.
    pub(crate) fn on_user(&mut self, action: &UserAction, world: &World, out: &mut Out) {
        match action {
            UserAction::Choose { record, .. } => self.choose(record, world, out),
            UserAction::NewRecord(_) => self.new_record(world, out),
            UserAction::SearchAgain(_) => self.search_again(world, out),
            UserAction::SaveLogAgain(_) => self.save_log_again(world, out),
            UserAction::OpenLink { place, .. } => {
                if let Some(link) = self.links(world).into_iter().nth(*place) {
                    out.effect(Effect::OpenTab(link));
                }
            }
            UserAction::SetResult { result, .. } => self.set_result(result, world, out),
            _ => {}
        }
    }

    /// The agent says how the call went.
    pub(crate) fn set_result(&mut self, result: &str, world: &World, out: &mut Out) {
        self.chosen_result = (!result.is_empty()).then(|| result.to_owned());
        self.correct_log(world, out);
    }

    /// Whether a result must be chosen before the card can be put away.
    #[must_use]
    pub(crate) fn lacks_result(&self, settings: &Settings) -> bool {
        settings.is_on(Key::ResultRequired)
            && !settings.rows(List::Results).is_empty()
            && self.chosen_result.is_none()
            && !matches!(self.log, Log::NotLogged | Log::Elsewhere)
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
        self.report.repeat(&self.call.id, out);
    }

    /// Something of this card's is due.
    pub(crate) fn tick(&mut self, world: &World, out: &mut Out) {
        self.pending.tick(out.now);
        self.report.tick(&self.call.id, out);
        self.who.tick(out.now);
        self.open_by_itself(world, out);
        self.log.tick(out.now);
        self.maybe_log(world, out);
    }

    /// When something of this card's is due.
    pub(crate) fn wake_at(&self) -> Now {
        let waits = matches!(self.log, Log::Due { .. }) && !self.who.is_settled();
        let log = if waits { NEVER } else { self.log.wake_at() };
        self.pending.wake_at().min(self.report.wake_at()).min(self.who.wake_at()).min(log)
    }

    /// The answer of the host, if it is for this card. Says whether the log has just been written.
    pub(crate) fn on_host(&mut self, id: RequestId, answer: &mut Answer, world: &World, out: &mut Out) -> bool {
        if self.who.on_host(id, answer) {
            self.open_by_itself(world, out);
            self.maybe_log(world, out);
            if self.wrote {
                self.correct_log(world, out);
            }
            return false;
        }
        let Some(record_id) = self.log.on_host(id, answer, out.now) else {
            self.urls.on_host(id, answer);
            return false;
        };
        self.log_id = Some(record_id.clone());
        self.report.tell(&self.call.id, Some(record_id), out);
        self.correct_log(world, out);
        true
    }

    /// The number as the PBX writes it, or nothing.
    pub(crate) fn number(&self) -> &str {
        match &self.call.remote.number {
            Number::Known { digits } => digits,
            Number::Withheld | Number::Unknown => "",
        }
    }

    /// Addresses for a tab of the browser: other sites, then the recording.
    pub(crate) fn links(&self, world: &World) -> Vec<String> {
        let mut links = self.urls.links.clone();
        if self.call.ended.is_some() {
            links.extend(self.recording(world));
        }
        links
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

    /// Talking time in milliseconds; nothing if nobody answered.
    #[must_use]
    pub fn talked(&self) -> u64 {
        match (self.call.answered_at, self.call.ended) {
            (Some(from), Some(ended)) => ended.at.saturating_sub(from),
            _ => 0,
        }
    }

    /// Read the page again after its log was written.
    pub(crate) fn refresh(out: &mut Out) {
        out.host(HostRequest::Refresh, crate::command::SMALL_MS);
    }
}
