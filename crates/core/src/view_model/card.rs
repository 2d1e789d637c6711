//! A call.

use super::brought::brought_view;
use super::commands::command_error;
use super::log::log_view;
use super::matches::match_views;
use super::pop::pop_view;
use super::{
    BroughtView, ButtonView, ControlView, ExtensionView, HandView, LinkView, LogView, MatchView, PopView, ResultView,
    SearchView, WrapUpView,
};
use crate::Now;
use crate::call::{Card, Copied, Phase, SiteFault};
use crate::panel::Panel;
use crate::text::{Language, Msg, say};
use denwa_protocol::{Direction, TransferState, Transferred};

/// A call.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact by itself")]
pub struct CardView {
    /// The call's ID.
    pub call: String,
    /// The phase.
    pub phase: PhaseView,
    /// It is shown small, beside a call that matters more.
    pub is_compact: bool,
    /// The phase in words; of an ended call its direction and how it went.
    pub title: String,
    /// What to do next, where that is not plain.
    pub hint: Option<&'static str>,
    /// Where the timer starts, by the panel's clock; none for an ended call.
    pub since: Option<Now>,
    /// The talking time of an ended call.
    pub talked: Option<String>,
    /// Line and queue.
    pub line: String,
    /// The biggest thing: who it is, or the number.
    pub headline: String,
    /// Several records match, and none is chosen.
    pub is_unsure: bool,
    /// The headline needs two lines.
    pub is_long: bool,
    /// How the name is read (ふりがな); empty where the record has none.
    pub phonetic: String,
    /// What else is known of the record (account and so on), or the name that the PBX gave.
    pub about: String,
    /// The number, unless it is the headline.
    pub number: String,
    /// The extension behind the number that was dialled, while the call goes on.
    pub extension: Option<ExtensionView>,
    /// How many records match, in words; none until that is known.
    pub count: Option<String>,
    /// How the search goes.
    pub search: SearchView,
    /// The records to choose from: none unless several match.
    pub matches: Vec<MatchView>,
    /// The page that opened, and the record.
    pub pop: Option<PopView>,
    /// Offer to make a record of an unknown caller.
    pub offers_new_record: bool,
    /// The buttons, in fixed places.
    pub buttons: Vec<ButtonView>,
    /// What can be done beside the buttons, and how it goes.
    pub control: ControlView,
    /// The hand that was raised about it.
    pub hand: Option<HandView>,
    /// Why the last command failed.
    pub error: Option<String>,
    /// How the log goes.
    pub log: Option<LogView>,
    /// How the number came into the clipboard, or why another site was not told.
    pub remark: Option<&'static str>,
    /// Pages for a tab of the browser.
    pub links: Vec<LinkView>,
    /// Results to choose from, once the call is over (通話結果).
    pub results: Vec<ResultView>,
    /// Notes, and what else the agent adds to the call.
    pub wrap_up: WrapUpView,
    /// What came with the call.
    pub brought: BroughtView,
    /// A result must be chosen before the card can be put away.
    pub lacks_result: bool,
    /// The card can be put away.
    pub can_dismiss: bool,
    /// The number to call back, once the card can be put away.
    pub call_back: Option<String>,
}

/// The phase of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhaseView {
    /// Somebody calls.
    Ringing,
    /// The agent's own phone rings first.
    Prompting,
    /// The other side is being called.
    Dialling,
    /// Both talk.
    Talking,
    /// The agent holds the call.
    Held,
    /// The call is over.
    Ended,
}

impl From<Phase> for PhaseView {
    fn from(phase: Phase) -> Self {
        match phase {
            Phase::Ringing => Self::Ringing,
            Phase::Prompting => Self::Prompting,
            Phase::Dialling => Self::Dialling,
            Phase::Talking => Self::Talking,
            Phase::Held => Self::Held,
            Phase::Ended(_) => Self::Ended,
        }
    }
}

impl Panel {
    /// The calls, in the order they are shown.
    pub(super) fn card_views(&self) -> Vec<CardView> {
        // A held call is small while another call rings or is talked on; a ringing one beside any other call, so that all that ring are in
        // sight; an ended one below another call.
        let is_talking = !self.cards.iter().all(|card| matches!(card.phase(), Phase::Held | Phase::Ended(_)));
        let live = self.cards.iter().filter(|card| card.call.ended.is_none()).count();
        let is_compact = |place, phase| match phase {
            Phase::Ringing => live > 1,
            Phase::Held => is_talking,
            Phase::Ended(_) => place > 0,
            _ => false,
        };
        let cards = self.cards.iter().filter(|card| !card.is_leaving).enumerate();
        cards.map(|(place, card)| self.card_view(card, is_compact(place, card.phase()))).collect()
    }

    fn card_view(&self, card: &Card, is_compact: bool) -> CardView {
        let language = self.context.language;
        let phase = card.phase();
        let is_ended = card.call.ended.is_some();
        let who = self.who_words(card);
        let lacks_result = is_ended && card.lacks_result(self.settings());
        let can_call_back = card.can_call_back();
        CardView {
            call: card.call.id.clone(),
            phase: phase.into(),
            is_compact,
            title: self.title(card),
            hint: (phase == Phase::Prompting).then(|| Msg::PromptingHint.t(language)),
            since: self.phase_since(card),
            talked: is_ended.then(|| say::duration(card.talked())),
            line: card.line_words(&self.context),
            headline: who.headline,
            is_unsure: who.is_unsure,
            is_long: who.is_long,
            phonetic: who.phonetic,
            about: who.about,
            number: who.number,
            extension: self.extension_view(card),
            count: who.count,
            search: self.search_view(card),
            matches: match_views(card, &self.context),
            pop: pop_view(card, language),
            offers_new_record: card.offers_new_record(),
            buttons: self.button_views(card),
            control: self.control_view(card, is_compact),
            hand: self.hand_view(card),
            error: command_error(&card.pending, language)
                .or_else(|| self.hand_error(card))
                .or_else(|| command_error(&card.tones.pending, language)),
            log: log_view(card, language),
            remark: remark(card, language),
            links: self.link_views(card),
            results: self.result_views(card),
            wrap_up: self.wrap_up_view(card),
            brought: brought_view(card, language),
            lacks_result,
            can_dismiss: can_call_back && !lacks_result,
            call_back: can_call_back.then(|| card.number().to_owned()).filter(|number| !number.is_empty()),
        }
    }

    /// Where the timer of a call starts; none for an ended call.
    pub(super) fn phase_since(&self, card: &Card) -> Option<Now> {
        let call = &card.call;
        let at = match card.phase() {
            Phase::Ringing | Phase::Prompting | Phase::Dialling => call.began_at,
            Phase::Talking => call.answered_at.unwrap_or(call.began_at),
            Phase::Held => call.held_at.or(call.answered_at).unwrap_or(call.began_at),
            Phase::Ended(_) => return None,
        };
        Some(self.context.local(at))
    }
}

impl Panel {
    /// The phase in words; of an ended call its direction and how it went.
    fn title(&self, card: &Card) -> String {
        let language = self.context.language;
        let word = match card.phase() {
            Phase::Talking if !card.call.parties.is_empty() => Some(Msg::InConference),
            _ => self.consultation_word(card),
        };
        word.map_or_else(|| title(card, language), |word| word.t(language).to_owned())
    }
}

/// The phase in words, whatever other calls do.
fn title(card: &Card, language: Language) -> String {
    let is_internal = card.call.internal;
    let message = match card.phase() {
        Phase::Ringing if is_internal => Msg::IncomingInternal,
        Phase::Ringing => Msg::Incoming,
        Phase::Prompting => Msg::Prompting,
        Phase::Dialling => Msg::Dialling,
        Phase::Talking => Msg::Talking,
        Phase::Held => Msg::Held,
        Phase::Ended(_) => {
            let direction = match card.call.direction {
                _ if is_internal => Msg::LogInternal,
                Direction::Inbound => Msg::LogInbound,
                Direction::Outbound => Msg::LogOutbound,
            };
            return format!("{} · {}", direction.t(language), result(card).t(language));
        }
    };
    message.t(language).to_owned()
}

/// How a call went. A blind transfer is on its way until the other side answers.
fn result(card: &Card) -> Msg {
    match &card.call.transfer {
        Some(Transferred { state: TransferState::Alerting, .. }) => Msg::ResultTransferring,
        _ => card.result(),
    }
}

/// Other sites that were not told go before the clipboard, which is of no use once the call is over.
fn remark(card: &Card, language: Language) -> Option<&'static str> {
    let is_ended = card.call.ended.is_some();
    let message = match (card.sites.fault.map(site_words), card.copied) {
        (Some(failure), _) => failure,
        (None, Copied::Waits) if !is_ended => Msg::CopyWaits,
        (None, Copied::Done) if !is_ended => Msg::CopyDone,
        _ => return None,
    };
    Some(message.t(language))
}

fn site_words(fault: SiteFault) -> Msg {
    match fault {
        SiteFault::Late => Msg::SiteLate,
        SiteFault::NotOpened => Msg::SiteFailed,
        SiteFault::NotSent => Msg::SiteNotSent,
    }
}
