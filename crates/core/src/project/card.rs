//! A call.

use super::value::{Map, Value};
use super::{failed, show_log, words_of};
use crate::Now;
use crate::card::copy::Copied;
use crate::card::{Card, Phase};
use crate::input::UserAction;
use crate::log::Log;
use crate::panel::Panel;
use crate::report::Report;
use crate::settings::{Key, Settings};
use crate::text::{Language, Msg, say};
use denwa_protocol::{Direction, Service};

impl Panel {
    /// The calls, in the order they are shown, and what a screen reader says of the first that rings.
    pub(super) fn show_cards(&self, map: &mut Map) {
        let mut cards = Vec::new();
        let mut announce = String::new();
        // A held call is small while another rings, or is talked on; an ended one below another.
        let goes_on = !self.cards.iter().all(|card| matches!(card.phase(), Phase::Held | Phase::Ended(_)));
        for (place, card) in self.cards.iter().enumerate() {
            let small = match card.phase() {
                Phase::Held => goes_on,
                Phase::Ended(_) => place > 0,
                _ => false,
            };
            cards.push(self.show_card(card, small, &mut announce));
        }
        map.list("cards", cards);
        map.text("announce", announce);
    }

    fn show_card(&self, card: &Card, small: bool, announce: &mut String) -> Value {
        let l = self.world.language;
        let say = |so: bool, what: Msg| if so { what.t(l) } else { "" };
        let world = &self.world;
        let (call, phase, ended) = (&card.call, card.phase(), card.call.ended.is_some());
        let mut map = Map::default();
        map.put("key", call.id.as_str());
        map.put("call", call.id.as_str());
        map.put("phase", code(phase));
        map.flag("small", small);
        map.text("title", title(card, l));
        map.put("prompt", say(phase == Phase::Prompting, Msg::PromptingHint));
        map.time("since", self.phase_since(card));
        map.text("talked", if ended { say::duration(card.talked()) } else { String::new() });
        let line = self.line_words(card);
        map.put("line", line.as_str());
        self.show_who(card, &line, announce, &mut map);
        self.show_buttons(card, &mut map);
        map.text("error", failed(&card.pending, l));
        show_log(&card.log, l, &mut map);
        map.put("remark", remark(card, l));
        let mut links = Vec::new();
        for place in 0..card.links(world).len() {
            let what = if place < card.urls.links.len() { Msg::OpenPage } else { Msg::Recording };
            let mut page = Map::default();
            page.number("place", place);
            page.put("word", what.t(l));
            links.push(page.done());
        }
        map.list("links", links);
        // Results to choose from, once the call is over (通話結果).
        let mut results = Vec::new();
        if ended && !matches!(card.log, Log::NotLogged | Log::Elsewhere) {
            for label in self.settings().results() {
                let mut result = Map::default();
                result.put("label", label);
                result.flag("chosen", card.chosen_result.as_deref() == Some(label));
                results.push(result.done());
            }
        }
        map.list("results", results);
        let lacks = card.lacks_result(self.settings());
        map.put("lacks", say(ended && lacks, Msg::ResultMissing));
        let can_call_back = card.can_call_back();
        map.flag("can_dismiss", can_call_back && !lacks);
        map.put("call_back", if can_call_back { card.number() } else { "" });
        map.done()
    }

    /// Where the timer of a call starts; none for an ended one.
    pub(super) fn phase_since(&self, card: &Card) -> Option<Now> {
        let call = &card.call;
        let at = match card.phase() {
            Phase::Ringing | Phase::Prompting | Phase::Dialling => call.began_at,
            Phase::Talking => call.answered_at.unwrap_or(call.began_at),
            Phase::Held => call.held_at.or(call.answered_at).unwrap_or(call.began_at),
            Phase::Ended(_) => return None,
        };
        Some(self.local(at))
    }

    /// Line or queue.
    fn line_words(&self, card: &Card) -> String {
        let mut words = match &card.call.line {
            Some(number) => self.world.line_name(number),
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

    /// Two buttons a phase, in fixed places, so that nothing moves under a finger.
    fn services(&self, card: &Card) -> &'static [Service] {
        match card.phase() {
            Phase::Ringing if self.settings().is_on(Key::PopUpButtons) => &[Service::Answer, Service::Decline],
            Phase::Ringing | Phase::Ended(_) => &[],
            Phase::Held => &[Service::Retrieve, Service::HangUp],
            Phase::Prompting | Phase::Dialling | Phase::Talking => &[Service::Hold, Service::HangUp],
        }
    }

    fn show_buttons(&self, card: &Card, map: &mut Map) {
        let l = self.world.language;
        let able = &self.world.told.capabilities;
        let mut buttons = Vec::new();
        for (place, service) in self.services(card).iter().enumerate() {
            let (icon, capability) = match service {
                Service::Answer => ("call", able.answer),
                Service::Decline => ("end_call", able.decline),
                Service::HangUp => ("end_call", able.hang_up),
                Service::Hold => ("pause", able.hold),
                _ => ("play", able.hold),
            };
            let busy = card.pending.service() == Some(*service);
            let mut off = self.disabled(capability);
            if off.is_empty() && *service == Service::Hold && card.phase() != Phase::Talking {
                off = Msg::UnavailableNow.t(l);
            }
            let mut button = Map::default();
            button.number("place", place);
            button.put("word", words_of(*service).t(l));
            button.put("icon", icon);
            button.flag("busy", busy);
            button.flag("off", !off.is_empty());
            // Why it cannot be pressed, or that it has been.
            button.put("why", if busy { Msg::Working.t(l) } else { off });
            buttons.push(button.done());
        }
        map.list("buttons", buttons);
    }

    /// What the button in that place of a call does.
    #[must_use]
    pub fn press(&self, call: &str, place: usize) -> Option<UserAction> {
        let card = self.cards.iter().find(|card| card.call.id == call)?;
        let service = self.services(card).get(place)?;
        Some(UserAction::Press(*service, call.to_owned()))
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

/// How the number came into the clipboard, or how the other sites fared; empty if nothing needs to be said. Other sites that failed go
/// before the clipboard, which is of no use once the call is over.
fn remark(card: &Card, l: Language) -> &'static str {
    let message = match (&card.urls.failure, card.copied) {
        (Some(failure), _) => *failure,
        (None, Copied::Waits) if card.call.ended.is_none() => Msg::CopyWaits,
        (None, Copied::Done) if card.call.ended.is_none() => Msg::CopyDone,
        _ => return "",
    };
    message.t(l)
}

/// The phase by its name.
fn code(phase: Phase) -> &'static str {
    match phase {
        Phase::Ringing => "ringing",
        Phase::Prompting => "prompting",
        Phase::Dialling => "dialling",
        Phase::Talking => "talking",
        Phase::Held => "held",
        Phase::Ended(_) => "ended",
    }
}

/// The phase in words.
fn title(card: &Card, l: Language) -> String {
    let (internal, phase) = (card.call.internal, card.phase());
    let direction = match (phase, card.call.direction) {
        (Phase::Ringing, _) if internal => Msg::IncomingInternal,
        (Phase::Ringing, _) => Msg::Incoming,
        (Phase::Prompting, _) => Msg::Prompting,
        (Phase::Dialling, _) => Msg::Dialling,
        (Phase::Talking, _) => Msg::Talking,
        (Phase::Held, _) => Msg::Held,
        (Phase::Ended(_), _) if internal => Msg::LogInternal,
        (Phase::Ended(_), Direction::Inbound) => Msg::LogInbound,
        (Phase::Ended(_), Direction::Outbound) => Msg::LogOutbound,
    };
    let (dot, result) = if matches!(phase, Phase::Ended(_)) { (" · ", card.result().t(l)) } else { ("", "") };
    [direction.t(l), dot, result].concat()
}
