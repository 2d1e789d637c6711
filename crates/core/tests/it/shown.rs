//! What stands on the screen, read by name as the templates do.

use denwa_core::Panel;
use denwa_core::project::value::{Map, Value};

/// The status chip.
pub struct Status {
    pub word: String,
}

/// The dial bar.
pub struct Dial {
    pub busy: bool,
    pub error: Option<String>,
    pub confirm: Option<String>,
}

/// A notice.
#[derive(Debug)]
pub struct Notice {
    pub text: String,
    pub again_at: Option<u64>,
    pub can_try_again: bool,
}

/// A call.
#[derive(Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "what is offered, each by itself")]
pub struct Card {
    pub id: String,
    pub phase: String,
    pub title: String,
    pub since: Option<u64>,
    pub talked: Option<String>,
    pub line: String,
    pub headline: String,
    pub about: String,
    pub number: String,
    pub count: String,
    pub search: String,
    pub can_search_again: bool,
    pub can_search: bool,
    pub matches: Vec<Match>,
    pub pop: String,
    pub offers_new_record: bool,
    pub buttons: Vec<Button>,
    pub error: Option<String>,
    pub log: Option<Log>,
    pub remark: String,
    pub links: Vec<String>,
    pub results: Vec<ResultOf>,
    pub lacks_result: bool,
    pub can_dismiss: bool,
    /// All there is of it.
    all: Value,
}

#[derive(Debug, PartialEq)]
pub struct Match {
    pub about: String,
}

#[derive(Debug, PartialEq)]
pub struct Button {
    pub word: String,
    pub disabled: Option<String>,
    pub busy: bool,
}

#[derive(Debug, PartialEq)]
pub struct Log {
    pub text: String,
    pub can_save_again: bool,
}

#[derive(Debug, PartialEq)]
pub struct ResultOf {
    pub label: String,
    pub chosen: bool,
}

fn get(value: &Value, name: &str) -> Value {
    value.get(name).unwrap_or_default()
}

fn text(value: &Value, name: &str) -> String {
    get(value, name).text().as_ref().to_owned()
}

fn some_text(value: &Value, name: &str) -> Option<String> {
    Some(text(value, name)).filter(|text| !text.is_empty())
}

fn is(value: &Value, name: &str) -> bool {
    get(value, name).is()
}

fn time(value: &Value, name: &str) -> Option<u64> {
    if let Value::Number(at) = get(value, name) { Some(at) } else { None }
}

fn each<T>(value: &Value, name: &str, one: impl Fn(&Value) -> T) -> Vec<T> {
    get(value, name).items().iter().map(one).collect()
}

fn card(all: &Value) -> Card {
    Card {
        id: text(all, "call"),
        phase: text(all, "phase"),
        title: text(all, "title"),
        since: time(all, "since"),
        talked: some_text(all, "talked"),
        line: text(all, "line"),
        headline: text(all, "headline"),
        about: text(all, "about"),
        number: text(all, "number"),
        count: text(all, "count"),
        search: text(all, "search"),
        can_search_again: is(all, "can_search_again"),
        can_search: is(all, "can_search"),
        matches: each(all, "matches", |found| Match { about: text(found, "about") }),
        pop: text(all, "pop"),
        offers_new_record: is(all, "no_match"),
        buttons: each(all, "buttons", |button| Button {
            word: text(button, "word"),
            disabled: is(button, "off").then(|| text(button, "why")),
            busy: is(button, "busy"),
        }),
        error: some_text(all, "error"),
        log: some_text(all, "log").map(|text| Log { text, can_save_again: is(all, "can_save_again") }),
        remark: text(all, "remark"),
        links: each(all, "links", |link| text(link, "word")),
        results: each(all, "results", |result| ResultOf { label: text(result, "label"), chosen: is(result, "chosen") }),
        lacks_result: is(all, "lacks"),
        can_dismiss: is(all, "can_dismiss"),
        all: all.clone(),
    }
}

/// What the panel shows.
pub trait Screen {
    fn screen(&self) -> Value;

    fn status(&self) -> Status {
        Status { word: text(&self.screen(), "status") }
    }

    fn dial(&self) -> Dial {
        let screen = self.screen();
        Dial {
            busy: is(&screen, "dialling"),
            error: some_text(&screen, "dial_help").filter(|_| is(&screen, "dial_error")),
            // The question begins with the number.
            confirm: some_text(&screen, "question").and_then(|text| Some(text.split_once(' ')?.0.to_owned())),
        }
    }

    fn notices(&self) -> Vec<Notice> {
        each(&self.screen(), "notices", |notice| Notice {
            text: text(notice, "text"),
            again_at: time(notice, "again_at"),
            can_try_again: is(notice, "can_try_again"),
        })
    }

    fn call_ids(&self) -> Vec<String> {
        each(&self.screen(), "cards", |card| text(card, "call"))
    }

    fn card(&self, id: &str) -> Option<Card> {
        get(&self.screen(), "cards").items().iter().find(|card| text(card, "call") == id).map(card)
    }
}

impl Screen for Panel {
    fn screen(&self) -> Value {
        let mut map = Map::default();
        self.show(&mut map);
        map.done()
    }
}
