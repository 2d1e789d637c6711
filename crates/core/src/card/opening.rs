//! The search for the other side, when it is due, and what opens then.

use super::{Card, Phase, World};
use crate::command::Out;
use crate::destination::{phone_field, pop};
use crate::host::{HostRequest, Pop, RecordSearch};
use crate::settings::{Key, names};
use crate::who::{LATE_MS, NotSearched, Who};
use denwa_protocol::{Direction, Number};

impl Card {
    /// What decides when it is searched for (検索タイミング).
    fn timing<'a>(&self, world: &'a World) -> &'a str {
        world.settings().text(match self.call.direction {
            Direction::Inbound => Key::SearchInbound,
            Direction::Outbound => Key::SearchOutbound,
        })
    }

    /// Whether the agent is to start the search.
    pub(crate) fn waits_for_hand(&self, world: &World) -> bool {
        matches!(self.who, Who::Due) && self.timing(world) == "manual"
    }

    /// Search if it is time. A call that is already over is searched for too, so that its log names the right record.
    pub(super) fn maybe_search(&mut self, world: &World, out: &mut Out) {
        let now = match self.timing(world) {
            "manual" | "never" => false,
            "answered" => self.call.answered_at.is_some() || self.call.ended.is_some(),
            _ => true,
        };
        if now && matches!(self.who, Who::Due) && world.told.primary {
            self.search(self.may_open && self.call.ended.is_none(), world, out);
        }
    }

    /// Search because the agent asks: by hand, or again after a failure.
    pub(crate) fn search_again(&mut self, world: &World, out: &mut Out) {
        if matches!(self.who, Who::Failed { .. }) || self.waits_for_hand(world) {
            self.search(self.call.ended.is_none(), world, out);
        }
    }

    fn search(&mut self, may_open: bool, world: &World, out: &mut Out) {
        let Number::Known { digits } = &self.call.remote.number else { return };
        let settings = world.settings();
        let numbers = crate::number::search_forms_with(digits, settings.text(Key::DialPrefixes));
        if numbers.is_empty() {
            self.who = Who::NotSearched(NotSearched::NoNumber);
            return;
        }
        let mut requests = Vec::new();
        if settings.is_on(Key::FollowLayout) {
            // The softphone layout, one way of writing at a time.
            for number in numbers {
                let search = HostRequest::Search { number, call_type: self.call_type() };
                requests.push((out.host(search, LATE_MS), None));
            }
        } else {
            let targets = settings.targets(Some(self.own_number(world)));
            if targets.is_empty() {
                self.who = Who::NotSearched(NotSearched::Never);
                return;
            }
            let search = Box::new(RecordSearch { numbers, targets });
            requests.push((out.host(HostRequest::RecordSearch(search), LATE_MS), None));
        }
        let timeout =
            if self.call.answered_at.is_some() { Key::TimeoutSearchAnswered } else { Key::TimeoutSearchRinging };
        self.who = Who::searching(requests, settings.timeout_ms(timeout), may_open, out);
    }

    /// Open what the search calls for. For incoming calls a softphone layout that is followed decides, except that several are listed
    /// where 複数該当時の動作 says so.
    pub(super) fn open_by_itself(&mut self, world: &World, out: &mut Out) {
        let by_layout = self.call.direction == Direction::Inbound;
        let Some(known) = self.who.take_fresh() else { return };
        let several = world.settings().text(Key::Several);
        let layout = known.layout_pop.clone().filter(|_| by_layout).map(Pop::Layout);
        let pop = match (known.matches.len(), several) {
            (0, _) => layout.or_else(|| self.no_match_page(world)),
            (1, _) => layout.or_else(|| known.chosen_page()),
            (_, "choose") => None,
            _ if layout.is_some() => layout,
            (_, "first") => {
                known.chosen = Some(0);
                known.chosen_page()
            }
            (_, "search") => Some(Pop::Search(self.plain_number(world))),
            _ => None,
        };
        self.open(pop, world, out);
    }

    fn open(&mut self, pop: Option<Pop>, world: &World, out: &mut Out) {
        if let (Who::Known(known), Some(pop)) = (&mut self.who, pop) {
            known.open(pop, pop_deadline(world), out);
        }
    }

    /// 検索結果がない時の転送先.
    fn no_match_page(&self, world: &World) -> Option<Pop> {
        let page = world.settings().text(Key::NoMatchPage);
        pop(page, &self.values(world, false), &|object| self.new_fields(object, world))
    }

    /// What a new record holds to begin with: the number, in the telephone field of its object.
    fn new_fields(&self, object: &str, world: &World) -> Vec<(String, String)> {
        let mut field = phone_field(object);
        let targets = world.settings().targets(Some(self.own_number(world)));
        if let Some(target) = targets.iter().find(|target| target.object == object) {
            field = names(&target.phone).next().or(field);
        }
        let number = self.plain_number(world);
        let mut fields = Vec::new();
        if let Some(field) = field
            && !number.is_empty()
        {
            fields.push((field.to_owned(), number));
        }
        fields
    }

    /// The agent says who it is: its record opens. A log that is already written learns of it too.
    pub(crate) fn choose(&mut self, record: &str, world: &World, out: &mut Out) {
        let pop = self.who.choose(record).and_then(|known| known.chosen_page());
        self.open(pop, world, out);
        self.correct_log(world, out);
    }

    /// Whether a new record makes sense: nobody matches, and the call does not ring any more, for its window covers the panel.
    #[must_use]
    pub fn offers_new_record(&self) -> bool {
        matches!(&self.who, Who::Known(known) if known.matches.is_empty()) && self.phase() != Phase::Ringing
    }

    /// Make a record of an unknown caller.
    pub(crate) fn new_record(&mut self, world: &World, out: &mut Out) {
        if !self.offers_new_record() {
            return;
        }
        let Who::Known(known) = &self.who else { return };
        let layout = known.layout_pop.clone().filter(|pop| pop.covers_panel).map(Pop::Layout);
        let pop = layout.or_else(|| self.no_match_page(world).filter(Pop::covers_panel)).unwrap_or_else(|| {
            Pop::NewRecord { object: "Contact".to_owned(), fields: self.new_fields("Contact", world) }
        });
        self.open(Some(pop), world, out);
    }

    /// No call rings: a page that waited for that opens, once this call has been answered.
    pub(crate) fn release(&mut self, world: &World, out: &mut Out) {
        let answered = self.call.answered_at.is_some() || self.call.ended.is_some();
        if let Who::Known(known) = &mut self.who
            && answered
        {
            known.release(pop_deadline(world), out);
        }
    }

    /// The call ended before anybody answered it: what waited for the answer does not open.
    pub(super) fn drop_what_waits(&mut self) {
        if let Who::Known(known) = &mut self.who
            && self.call.answered_at.is_none()
            && matches!(known.pop, crate::who::PopState::Waiting(_))
        {
            known.pop = crate::who::PopState::Nothing;
        }
    }

    /// The number as records have it: without the prefixes of the PBX, in its national form.
    pub(super) fn plain_number(&self, world: &World) -> String {
        let number = self.number();
        let form =
            crate::number::search_forms_with(number, world.settings().text(Key::DialPrefixes)).into_iter().next();
        form.unwrap_or_else(|| number.to_owned())
    }
}

fn pop_deadline(world: &World) -> u32 {
    world.settings().whole(Key::TimeoutPop) * 1_000
}
