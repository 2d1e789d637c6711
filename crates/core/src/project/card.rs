//! A call.

use super::matches::{count, match_views, search_words};
use super::{Button, LogView, MatchView, PopView, failed, log_view};
use crate::Now;
use crate::card::copy::Copied;
use crate::card::{Card, Phase};
use crate::log::Log;
use crate::panel::Panel;
use crate::report::Report;
use crate::settings::{Key, Settings};
use crate::text::{Language, Msg, say};
use crate::who::{PopState, Who};
use denwa_protocol::{Capability, Direction, Service};

/// A call.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "what is offered, each by itself")]
pub struct CardView {
    /// The call's ID.
    pub id: String,
    /// The phase.
    pub phase: Phase,
    /// The phase in words.
    pub title: String,
    /// Where the timer starts, by the panel's clock; none for an ended call.
    pub since: Option<Now>,
    /// The talking time of an ended call.
    pub talked: Option<String>,
    /// Line or queue.
    pub line: String,
    /// The biggest thing: who it is, or the number.
    pub headline: String,
    /// What else is known of the record (account and so on), or the name the PBX gave.
    pub about: String,
    /// The number, unless it is the headline already.
    pub number: String,
    /// How many match, in words; empty until known.
    pub count: String,
    /// What the search is doing, in words; empty if nothing needs to be said.
    pub search: &'static str,
    /// The search failed: offer to try again.
    pub can_search_again: bool,
    /// The search waits for the agent: offer it.
    pub can_search: bool,
    /// Matches to choose from; only if there are several.
    pub matches: Vec<MatchView>,
    /// The one record it is.
    pub record: Option<String>,
    /// How opening the record went.
    pub pop: PopView,
    /// Offer to make a record.
    pub offers_new_record: bool,
    /// The buttons, always in the same places.
    pub buttons: Vec<Button>,
    /// Why the last command failed.
    pub error: Option<String>,
    /// The log.
    pub log: Option<LogView>,
    /// How the number came into the clipboard, or how the other sites fared; empty if nothing needs to be said.
    pub remark: &'static str,
    /// Pages for a tab of the browser, each in words.
    pub links: Vec<&'static str>,
    /// Results to choose from, once the call is over (通話結果).
    pub results: Vec<ResultView>,
    /// A result must be chosen before it can be put away.
    pub lacks_result: bool,
    /// It can be put away.
    pub can_dismiss: bool,
    /// The number to call back, for an ended call.
    pub call_back: Option<String>,
    /// What a screen reader says of it as soon as it rings.
    pub announce: String,
}

/// A result to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultView {
    /// Its label.
    pub label: String,
    /// The agent chose it.
    pub chosen: bool,
}

impl Panel {
    /// The calls, in the order they are shown.
    #[must_use]
    pub fn call_ids(&self) -> Vec<String> {
        self.cards.iter().map(|card| card.call.id.clone()).collect()
    }

    /// One call.
    #[must_use]
    pub fn card(&self, id: &str) -> Option<CardView> {
        self.cards.iter().find(|card| card.call.id == id).map(|card| self.card_view(card))
    }

    pub(super) fn phase_since(&self, card: &Card) -> Option<Now> {
        let call = &card.call;
        let at = match card.phase() {
            Phase::Ringing | Phase::Prompting | Phase::Dialling => Some(call.began_at),
            Phase::Talking => Some(call.answered_at.unwrap_or(call.began_at)),
            Phase::Held => call.held_at.or(call.answered_at).or(Some(call.began_at)),
            Phase::Ended(_) => None,
        };
        at.map(|at| self.local(at))
    }

    fn line_words(&self, card: &Card) -> String {
        let mut words = match &card.call.line {
            Some(number) => self.world().line_name(number),
            None => String::new(),
        };
        let queue = card.call.queue.as_deref().unwrap_or_default();
        if words != queue {
            if !words.is_empty() && !queue.is_empty() {
                words.push_str(" · ");
            }
            words.push_str(queue);
        }
        words
    }

    pub(crate) fn card_view(&self, card: &Card) -> CardView {
        let l = self.language;
        let world = self.world();
        let number = card.number_words(&world);
        // The record's name, or that several match, or none.
        let name = card.name(&world);
        let nobody = matches!(&card.who, Who::Known(known) if known.matches.is_empty());
        let is_number = nobody || name.is_empty();
        let headline = if is_number { number.clone() } else { name.clone() };
        let mut about = String::new();
        match card.who.record() {
            Some(record) => {
                for field in &record.fields {
                    if !about.is_empty() {
                        about.push('　');
                    }
                    about.push_str(field);
                }
            }
            None => about.push_str(card.call.remote.name.as_deref().unwrap_or_default()),
        }
        let by_hand = card.waits_for_hand(&world);
        let connected = self.session.is_live();
        let phase = card.phase();
        let ended = card.call.ended.is_some();
        let line = self.line_words(card);
        CardView {
            id: card.call.id.clone(),
            phase,
            title: title(card, l),
            since: self.phase_since(card),
            talked: matches!(phase, Phase::Ended(_)).then(|| say::duration(card.talked())),
            number: if is_number || headline == number { String::new() } else { number },
            count: if nobody { name } else { count(&card.who, l) },
            search: if by_hand { "" } else { search_words(&card.who, l) },
            can_search_again: matches!(card.who, Who::Failed { .. }) && connected,
            can_search: by_hand && connected,
            matches: match_views(&card.who, l),
            record: card.who.record().map(|record| record.id.clone()),
            pop: match card.pop() {
                Some(PopState::Done) => PopView::Opened,
                Some(PopState::Failed) => PopView::Failed,
                _ => PopView::Nothing,
            },
            offers_new_record: card.offers_new_record(),
            buttons: self.buttons(card),
            error: failed(&card.pending, l),
            log: log_view(&card.log, l),
            remark: remark(card, l),
            links: self.links(card),
            results: self.results(card),
            lacks_result: ended && card.lacks_result(self.settings()),
            can_dismiss: card.can_dismiss(self.settings()),
            call_back: (card.can_call_back() && !card.number().is_empty()).then(|| card.number().to_owned()),
            announce: if phase == Phase::Ringing { say::announce_incoming(l, &headline, &line) } else { String::new() },
            headline,
            about,
            line,
        }
    }

    /// What each link opens.
    fn links(&self, card: &Card) -> Vec<&'static str> {
        let mut words = Vec::new();
        for place in 0..card.links(&self.world()).len() {
            let word = if place < card.urls.links.len() { Msg::OpenPage } else { Msg::Recording };
            words.push(word.t(self.language));
        }
        words
    }

    fn results(&self, card: &Card) -> Vec<ResultView> {
        let mut views = Vec::new();
        if card.call.ended.is_some() && !matches!(card.log, Log::NotLogged | Log::Elsewhere) {
            for label in self.settings().results() {
                views.push(ResultView { label: label.clone(), chosen: card.chosen_result.as_ref() == Some(label) });
            }
        }
        views
    }

    /// Two buttons a phase, in fixed places, so that nothing moves under a finger.
    fn buttons(&self, card: &Card) -> Vec<Button> {
        let l = self.language;
        let able = &self.capabilities;
        let mut buttons = Vec::new();
        let mut button = |service: Service, word: Msg, capability: Capability, now: bool| {
            let unavailable = (!now).then(|| Msg::UnavailableNow.t(l));
            buttons.push(Button {
                service,
                word: word.t(l),
                disabled: self.disabled(capability).or(unavailable),
                busy: card.pending.service() == Some(service),
            });
        };
        match card.phase() {
            Phase::Ringing => {
                if self.settings().is_on(Key::PopUpButtons) {
                    button(Service::Answer, Msg::Answer, able.answer, true);
                    button(Service::Decline, Msg::Decline, able.decline, true);
                }
            }
            Phase::Held => {
                button(Service::Retrieve, Msg::Retrieve, able.hold, true);
                button(Service::HangUp, Msg::HangUp, able.hang_up, true);
            }
            phase @ (Phase::Prompting | Phase::Dialling | Phase::Talking) => {
                button(Service::Hold, Msg::Hold, able.hold, phase == Phase::Talking);
                button(Service::HangUp, Msg::HangUp, able.hang_up, true);
            }
            Phase::Ended(_) => {}
        }
        buttons
    }
}

impl Card {
    /// An ended call can be put away once its log is settled and the server knows, or it is left to the agent; and it has the result
    /// that is asked for.
    #[must_use]
    pub fn can_dismiss(&self, settings: &Settings) -> bool {
        self.can_call_back() && !self.lacks_result(settings)
    }

    fn can_call_back(&self) -> bool {
        self.call.ended.is_some()
            && matches!(self.report, Report::Nothing)
            && !matches!(self.log, Log::Open | Log::Due { .. } | Log::Saving { .. } | Log::Waiting { .. })
    }
}

/// Other sites that failed go before the clipboard, which is of no use once the call is over.
fn remark(card: &Card, l: Language) -> &'static str {
    let message = match (&card.urls.failure, card.copied) {
        (Some(failure), _) => *failure,
        (None, Copied::Waits) if card.call.ended.is_none() => Msg::CopyWaits,
        (None, Copied::Done) if card.call.ended.is_none() => Msg::CopyDone,
        _ => return "",
    };
    message.t(l)
}

fn title(card: &Card, l: Language) -> String {
    let title = match card.phase() {
        Phase::Ringing if card.call.internal => Msg::IncomingInternal,
        Phase::Ringing => Msg::Incoming,
        Phase::Prompting => Msg::Prompting,
        Phase::Dialling => Msg::Dialling,
        Phase::Talking => Msg::Talking,
        Phase::Held => Msg::Held,
        Phase::Ended(_) => {
            let direction = match (card.call.internal, card.call.direction) {
                (true, _) => Msg::LogInternal,
                (false, Direction::Inbound) => Msg::LogInbound,
                (false, Direction::Outbound) => Msg::LogOutbound,
            };
            return [direction.t(l), " · ", card.result().t(l)].concat();
        }
    };
    title.t(l).to_owned()
}
