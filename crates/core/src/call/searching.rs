//! When the other side is searched for (検索タイミング), and how.

use super::{CallContext, Card, NotSearched, Search, Who};
use crate::effects::Effects;
use crate::host::{CallType, CardPart, HostRequest, Owner, RequestId};
use crate::number;
use crate::package::search::{SearchRequest, SearchTarget};
use crate::settings::{Integration, SearchInbound, SearchOutbound};
use denwa_protocol::{Call, Direction, Number};

/// How long the host's answer is taken, in milliseconds; the panel goes on much earlier.
const LATE_MS: u32 = 30_000;

/// The most ways to write a number that the softphone layout is asked for, each in a request of its own.
const MOST_LAYOUT_SEARCHES: usize = 4;

/// The moment of a search.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Timing {
    AtOnce,
    WhenAnswered,
    ByHand,
    Never,
}

impl Card {
    /// What is known of the other side when the card is made.
    pub(super) fn first_who(&self, context: &CallContext) -> Who {
        if let Err(reason) = self.check_link(context) {
            return Who::NotSearched(reason);
        }
        if let Some(record) = &self.call.record {
            return Who::attached(record, self.opens_attached(context));
        }
        if context.settings().integration() == Integration::Custom {
            return Who::NotSearched(NotSearched::Custom);
        }
        match self.never_searched(context) {
            Some(reason) => Who::NotSearched(reason),
            None if !context.server.primary => Who::NotSearched(NotSearched::OtherPanel),
            None => Who::Due,
        }
    }

    /// Whether a report names another party than this card: the number has become known, or the call was passed on, for instance from
    /// a colleague's consultation to the customer. The same number in other words is the same party.
    pub(super) fn is_other_party(&self, call: &Call) -> bool {
        match (&self.call.remote.number, &call.remote.number) {
            (_, Number::Unknown | Number::Withheld) => false,
            (Number::Known { digits: known }, Number::Known { digits }) => {
                known != digits && !number::same(known, digits)
            }
            (Number::Unknown | Number::Withheld, Number::Known { .. }) => true,
        }
    }

    /// Whether a record that the call carries opens by itself. An outgoing call was dialled from that record: the agent sees it.
    pub(super) fn opens_attached(&self, context: &CallContext) -> bool {
        self.may_open
            && self.call.direction == Direction::Inbound
            && context.settings().integration() == Integration::Salesforce
    }

    fn timing(&self, context: &CallContext) -> Timing {
        let settings = context.settings();
        match self.call.direction {
            Direction::Inbound => match settings.search_inbound() {
                SearchInbound::Ringing => Timing::AtOnce,
                SearchInbound::Answered => Timing::WhenAnswered,
                SearchInbound::Manual => Timing::ByHand,
            },
            Direction::Outbound => match settings.search_outbound() {
                SearchOutbound::Dialled => Timing::AtOnce,
                SearchOutbound::Answered => Timing::WhenAnswered,
                SearchOutbound::Manual => Timing::ByHand,
                SearchOutbound::Never => Timing::Never,
            },
        }
    }

    /// Whether the agent is to start the search.
    pub(crate) fn waits_for_hand(&self, context: &CallContext) -> bool {
        self.who == Who::Due && self.timing(context) == Timing::ByHand
    }

    /// Search if it is time. A call that is already over is searched for too, so that its log names the right record.
    pub(super) fn maybe_search(&mut self, context: &CallContext, effects: &mut Effects) {
        let is_time = match self.timing(context) {
            Timing::AtOnce => true,
            Timing::WhenAnswered => self.call.answered_at.is_some() || self.call.ended.is_some(),
            Timing::ByHand | Timing::Never => false,
        };
        let is_crowded = self.call.ended.is_some() && context.is_crowded();
        if is_time && self.who == Who::Due && context.server.primary && !is_crowded {
            self.search(self.may_open && self.call.ended.is_none(), context, effects);
        }
    }

    /// Search because the agent asks: by hand, or again after a failure.
    pub(crate) fn search_again(&mut self, context: &CallContext, effects: &mut Effects) {
        if matches!(self.who, Who::Failed { .. }) || self.waits_for_hand(context) {
            self.search(self.call.ended.is_none(), context, effects);
        }
    }

    fn search(&mut self, may_open: bool, context: &CallContext, effects: &mut Effects) {
        let Number::Known { digits } = &self.call.remote.number else { return };
        let settings = context.settings();
        let numbers = number::search_forms_with(digits, settings.dial_prefixes());
        if numbers.is_empty() {
            self.who = Who::NotSearched(NotSearched::NoNumber);
            return;
        }
        let requests = if settings.follows_layout() {
            self.search_by_layout(numbers, effects)
        } else {
            self.search_by_package(numbers, context, effects)
        };
        let timeout = if self.call.answered_at.is_some() {
            settings.timeout_search_answered_ms()
        } else {
            settings.timeout_search_ringing_ms()
        };
        self.who = if requests.is_empty() {
            Who::NotSearched(NotSearched::Never)
        } else {
            Who::Searching(Search::new(requests, effects.now + u64::from(timeout), may_open))
        };
    }

    /// By the softphone layout, one way of writing at a time (ソフトフォンレイアウトに従う).
    fn search_by_layout(&self, numbers: Vec<String>, effects: &mut Effects) -> Vec<RequestId> {
        let call_type = self.call_type();
        let ask =
            |number| effects.ask(self.owner(CardPart::Search), HostRequest::Search { number, call_type }, LATE_MS);
        numbers.into_iter().take(MOST_LAYOUT_SEARCHES).map(ask).collect()
    }

    /// By the search targets (検索対象タブ), in all ways of writing at once. Without a target nothing is asked.
    fn search_by_package(&self, numbers: Vec<String>, context: &CallContext, effects: &mut Effects) -> Vec<RequestId> {
        let settings = context.settings();
        let phonetic = Some(settings.phonetic_field()).filter(|field| !field.is_empty());
        let of = |target| SearchTarget { phonetic: phonetic.map(str::to_owned), ..SearchTarget::of(target) };
        let targets: Vec<SearchTarget> = settings.targets(Some(self.own_number(context))).map(of).collect();
        if targets.is_empty() {
            return Vec::new();
        }
        let search = HostRequest::RecordSearch(SearchRequest { numbers, targets, ..SearchRequest::default() });
        vec![effects.ask(self.owner(CardPart::Search), search, LATE_MS)]
    }

    /// The section of the softphone layout that applies.
    pub(super) fn call_type(&self) -> CallType {
        match (self.call.internal, self.call.direction) {
            (true, _) => CallType::Internal,
            (false, Direction::Inbound) => CallType::Inbound,
            (false, Direction::Outbound) => CallType::Outbound,
        }
    }

    pub(super) fn owner(&self, part: CardPart) -> Owner {
        Owner::Card { card: self.key, part }
    }
}
