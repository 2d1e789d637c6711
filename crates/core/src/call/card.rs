//! A card: one call and what the panel does about it.
//!
//! A card lives from the server's first report of a call to its dismissal ([`Card::can_dismiss`]). It is driven by the server's reports,
//! the host's answers, the agent and time; after each it does what the call's state asks for ([`Card::go_on`]).

use super::log_content::LogContent;
use super::logging::TAKE_OVER_MS;
use super::popping::Popping;
use super::{CallContext, Copied, Log, NotSearched, Parking, Phase, Report, Sites, Target, Tones, Who, WrapUp};
use crate::Now;
use crate::effects::{Effects, NEVER};
use crate::errand::Errand;
use crate::host::{Answer, CardPart, RequestId};
use crate::kept_call::KeptCall;
use crate::pending::Pending;
use denwa_protocol::{Call, Cause, Command, CommandOutcome, Ended};

/// One call.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, and none excludes another")]
pub struct Card {
    /// The card's own number, by which answers of the host find it.
    pub(crate) key: u32,
    /// As the event server has it.
    pub call: Call,
    /// Who the other side is.
    pub who: Who,
    /// Who it was before the agent's last choice: what she can go back to.
    pub(super) who_before: Option<Who>,
    /// A command on its way.
    pub pending: Pending,
    /// What the agent asks about the hand that she raises.
    pub hand: Errand,
    /// Tones for the other side.
    pub tones: Tones,
    /// What the agent is asked or told about a number she wants to send the call to.
    pub target: Target,
    /// Whether it waits where the agent parked it.
    pub parking: Parking,
    /// Its log.
    pub log: Log,
    /// Whether the event server knows of the log.
    pub report: Report,
    /// Other sites that are notified of the call (カスタム連携).
    pub sites: Sites,
    /// Whether the caller's number is in the clipboard.
    pub copied: Copied,
    /// What the agent adds: notes, result, related record, follow-up.
    pub wrap_up: WrapUp,
    /// Whether a page may open by itself: this panel is the primary one, and no panel has opened a page for the call yet.
    pub(crate) may_open: bool,
    /// What the event server was told of the page that opens.
    pub(super) popping: Popping,
    /// What the last log written says.
    pub(super) logged: Option<LogContent>,
    /// Whether the call is only known from a draft that this browser kept: the event server has not named it.
    pub(super) is_recovered: bool,
    /// The ID of the question whether the event server knew the call of the draft before.
    pub(crate) question: Option<String>,
    /// The draft as the browser keeps it.
    pub(super) kept: Option<KeptCall>,
    /// The call's revision that the last log was written from, or from which it was decided that there is none.
    pub(super) logged_revision: u32,
    /// Whether a request for the log got no answer, and the one after it says something else: Salesforce may execute them the other way round.
    pub(super) has_unanswered: bool,
    /// Whether this panel has reported how the log stands.
    pub(super) has_reported_log: bool,
    /// Whether this panel has written the log.
    pub(super) has_written_log: bool,
    /// The log's record, once it is written.
    pub(crate) log_id: Option<String>,
    /// The log's record that was withdrawn, because the agent wants no log.
    pub(super) withdrawn: Option<String>,
    /// Whether the package has withdrawn the log: written again, it is another record.
    pub(super) must_restore_log: bool,
    /// Whether the event server was told, on this connection, which record was found.
    pub(super) has_reported_record: bool,
    /// The agent put the card away while its log was still being corrected: it goes once that is done.
    pub(crate) is_leaving: bool,
}

impl Card {
    /// A call that this panel has not seen before, whether it begins now or began before the panel loaded.
    pub(crate) fn new(call: Call, context: &CallContext, effects: &mut Effects) -> Self {
        let mut card = Self::untouched(effects.card_number(), call, context);
        card.who = card.first_who(context);
        card.on_parked(&context.server.parked, false);
        card.maybe_copy(context, effects);
        card.go_on(context, effects);
        card
    }

    /// A card of which nothing has been done yet.
    pub(super) fn untouched(key: u32, call: Call, context: &CallContext) -> Self {
        Self {
            key,
            sites: Sites::of(&call),
            may_open: context.may_open(&call),
            popping: Popping::default(),
            wrap_up: WrapUp::of(&call),
            call,
            who: Who::Due,
            who_before: None,
            pending: Pending::None,
            hand: Errand::Nothing,
            tones: Tones::default(),
            target: Target::default(),
            parking: Parking::default(),
            log: Log::Open,
            report: Report::Nothing,
            copied: Copied::default(),
            logged: None,
            is_recovered: false,
            question: None,
            kept: None,
            logged_revision: 0,
            has_unanswered: false,
            has_reported_log: false,
            has_written_log: false,
            log_id: None,
            withdrawn: None,
            must_restore_log: false,
            has_reported_record: false,
            is_leaving: false,
        }
    }

    /// A call of the past: for what is said about it, and for nothing to be done.
    pub(crate) fn of_past(call: &Call, context: &CallContext) -> Self {
        let mut card = Self::untouched(0, call.clone(), context);
        card.who = match &call.record {
            Some(record) => Who::attached(record, false),
            None => Who::NotSearched(NotSearched::Never),
        };
        card
    }

    /// The phase.
    #[must_use]
    pub fn phase(&self) -> Phase {
        Phase::of(&self.call)
    }

    /// The event server reports the call again.
    pub(crate) fn on_call(&mut self, call: Call, context: &CallContext, effects: &mut Effects) {
        if self.is_recovered {
            self.on_found_again();
        } else if self.call.ended.is_some() && call.ended.is_none() {
            return; // A call does not come back to life: this is an old message.
        }
        if self.fulfils_command(&call) || (call.ended.is_some() && self.call.ended.is_none()) {
            self.pending.settle();
        }
        if call.ended.is_some() {
            self.tones.end();
        }
        let has_other_party = self.is_other_party(&call);
        let known = std::mem::replace(&mut self.call, call);
        self.on_parked(&context.server.parked, false);
        self.settle_hand();
        self.wrap_up.on_call(&self.call, effects.now);
        if known.not_logged.is_some() && self.wrap_up.not_logged.value().is_none() && self.log == Log::NotLogged {
            // The agent wants the log after all, and said so in another panel.
            self.log = Log::Open;
        }
        self.take_record(known.record.as_ref(), context);
        if has_other_party && self.call.record.is_none() {
            self.who = self.first_who(context);
            self.who_before = None;
        }
        self.go_on(context, effects);
    }

    /// The event server no longer knows the call. `at` by the server's clock.
    pub(crate) fn lose(&mut self, at: u64, context: &CallContext, effects: &mut Effects) {
        self.pending.settle();
        self.tones.end();
        self.call.ended = Some(Ended { at, cause: Cause::Lost });
        self.go_on(context, effects);
    }

    /// Do what the call's state asks for.
    pub(crate) fn go_on(&mut self, context: &CallContext, effects: &mut Effects) {
        self.maybe_search(context, effects);
        self.open_by_itself(context, effects);
        if self.call.ended.is_some() {
            self.drop_waiting_page();
        }
        self.maybe_end(context, effects);
        self.notify_sites(context, effects);
        self.report_record(context, effects);
    }

    /// Whether the call is now as the pending command wanted it, whoever did it.
    fn fulfils_command(&self, call: &Call) -> bool {
        let phase = Phase::of(call);
        match self.pending.command() {
            None => phase != self.phase(),
            Some(Command::Answer { .. }) => phase != Phase::Ringing,
            Some(Command::Hold { .. }) => phase == Phase::Held,
            Some(Command::Retrieve { .. }) => phase == Phase::Talking,
            Some(Command::Alternate(pair)) => phase == if pair.held == call.id { Phase::Talking } else { Phase::Held },
            Some(Command::SetMute { muted, .. }) => call.muted == *muted,
            Some(Command::SetRecording { recording, .. }) => call.recording == Some(*recording),
            Some(Command::DropParty { party, .. }) => !call.parties.iter().any(|present| present.id == *party),
            // An end settles every command; of the others only the answer tells how they went.
            Some(_) => false,
        }
    }

    /// This panel became the primary one, or no longer is.
    pub(crate) fn on_primary(&mut self, context: &CallContext, effects: &mut Effects) {
        if !context.server.primary {
            if matches!(self.log, Log::Due { .. }) && !self.is_recovered {
                self.log = Log::Elsewhere;
            }
            self.may_open = false;
            self.popping = Popping::default();
            self.who.keep_closed();
            return;
        }
        self.may_open = context.may_open(&self.call);
        if self.who == Who::NotSearched(NotSearched::OtherPanel) {
            self.who = Who::Due;
        }
        self.maybe_search(context, effects);
        if !self.is_log_complete() {
            self.correct_log(context, effects);
        }
        self.report_again(context, effects);
        if self.log == Log::Elsewhere && self.call.log.is_none() {
            // The panel before this one may be writing it just now.
            self.log = Log::Due { at: effects.now + TAKE_OVER_MS };
        }
    }

    /// The answer to a command came; it may be this card's.
    pub(crate) fn on_answer(&mut self, id: &str, outcome: &CommandOutcome, effects: &mut Effects) {
        let is_taken = self.pending.on_answer(id, outcome)
            || self.hand.on_answer(id, outcome)
            || self.tones.on_answer(id, outcome, &self.call.id, effects)
            || self.wrap_up.on_answer(id, outcome, &self.call, effects.now);
        if !is_taken {
            self.report.on_answer(id, outcome, effects);
        }
    }

    /// A new connection is live.
    pub(crate) fn on_live(&mut self, context: &CallContext, effects: &mut Effects) {
        self.pending.repeat(effects);
        self.hand.repeat(effects);
        self.tones.repeat(effects);
        self.popping = Popping::default();
        self.wrap_up.repeat(&self.call.id, effects);
        self.report.repeat(&self.call.id, effects);
        self.has_reported_record = false;
        self.report_record(context, effects);
    }

    /// The host's answer to a part of this card. Returns whether the log has just been written.
    pub(crate) fn on_host(
        &mut self,
        part: CardPart,
        id: RequestId,
        answer: Answer,
        context: &CallContext,
        effects: &mut Effects,
    ) -> bool {
        match part {
            CardPart::Search => {
                self.who.on_search_answer(id, answer);
                self.open_by_itself(context, effects);
                self.maybe_log(context, effects);
                if self.has_written_log {
                    self.correct_log(context, effects);
                }
                self.report_record(context, effects);
            }
            CardPart::Pop => {
                if let Who::Known(known) = &mut self.who {
                    known.pop.on_host(id, &answer);
                }
            }
            CardPart::Log => return self.on_log_answer(id, answer, context, effects),
            CardPart::Site => self.sites.on_host(id, &answer),
        }
        false
    }

    /// When something of this card's is due.
    pub(crate) fn wake_at(&self) -> Now {
        let waits_for_search = matches!(self.log, Log::Due { .. }) && !self.who.is_settled();
        let log = if waits_for_search { NEVER } else { self.log.wake_at() };
        let commands = [self.pending.wake_at(), self.hand.wake_at(), self.tones.wake_at(), self.report.wake_at()];
        let parts = [self.who.wake_at(), self.notes_wake_at(), log];
        commands.into_iter().chain(parts).fold(NEVER, Now::min)
    }

    /// Something of this card's may be due.
    pub(crate) fn tick(&mut self, context: &CallContext, effects: &mut Effects) {
        self.pending.tick(effects.now);
        self.hand.tick(effects.now);
        self.tones.tick(effects.now);
        self.report.tick(&self.call.id, effects);
        self.tick_notes(context, effects);
        self.who.tick(effects.now);
        self.open_by_itself(context, effects);
        self.log.tick(effects);
        self.maybe_log(context, effects);
        self.report_record(context, effects);
    }
}
