//! The whole screen as values, by the names the templates know.

use denwa_core::card::Phase;
use denwa_core::notice::{Gravity, Notice};
use denwa_core::project::{Button, CardView, Choice, LogView, MatchView, PopView, ResultView, Stage, StatusView, Tone};
use denwa_core::text::Msg;
use denwa_core::{Language, Page, Panel};
use denwa_protocol::Service;

use super::value::{Map, Show, Value, shown};
use super::{Local, config, dial, doctor};
use crate::shell::texts::{self, Texts};

shown!(StatusView { word, tone, since, busy, choices, error }, not { can_change });
shown!(ResultView { label, chosen });

/// All that is to be seen.
pub fn of(panel: &Panel, local: &mut Local) -> Value {
    let language = panel.language();
    let page = panel.page();
    let status = panel.status();
    let words = texts::state();
    let mut map = Map::default();
    map.put("language", language.tag());
    map.put("other", if language == Language::Ja { "en" } else { "ja" });
    map.put("shape", if page == Page::Calls { "" } else { "dw-panel--page" });
    map.put("stage", stage(panel.stage()));
    map.put("starting", &(panel.stage() == Stage::Starting));
    map.put("texts", &(words == Texts::There));
    if words != Texts::There {
        let mut awaited = Map::default();
        awaited.put("missing", &(words == Texts::Missing));
        map.put("awaited", &[awaited.done()][..]);
    }
    map.put("menu", &(local.menu && !status.choices.is_empty()));
    map.put("fixed", &!status.can_change);
    map.put("status", &status);
    map.put("settings", &(page == Page::Settings));
    map.put("doctor", &(page == Page::Doctor));
    map.put("on_page", &(page != Page::Calls));
    map.put("notices", &panel.notices());
    dial::show(&panel.dial(), language, local, &mut map);
    cards(panel, &mut map);
    pages(panel, local, &mut map);
    map.done()
}

fn stage(stage: Stage) -> &'static str {
    ["starting", "ready", "offline", "failed"][stage as usize]
}

/// The page that is open, made when it opens.
fn pages(panel: &Panel, local: &mut Local, map: &mut Map) {
    let mut page = Map::default();
    if panel.page() != Page::Settings {
        local.config = None;
    }
    let name = match panel.page() {
        Page::Calls => return,
        Page::Settings => "settings",
        Page::Doctor => "doctor",
    };
    page.put("key", name);
    if panel.page() == Page::Doctor {
        doctor::show(panel, local.copied, &mut page);
    }
    if panel.page() == Page::Settings {
        config::show(panel, local.config.get_or_insert_with(|| Box::new(config::Local::open())), &mut page);
    }
    map.put("pages", &[page.done()][..]);
}

fn cards(panel: &Panel, map: &mut Map) {
    let mut cards = Vec::new();
    for id in panel.call_ids() {
        cards.extend(panel.card(&id));
    }
    let announce = cards.iter().map(|card| card.announce.as_str()).find(|words| !words.is_empty());
    map.put("announce", announce.unwrap_or_default());
    map.put("idle", &(panel.stage() == Stage::Ready && cards.is_empty()));
    // A held call is small while another rings, or is talked on; an ended one below another.
    let quiet = |card: &CardView| matches!(card.phase, Phase::Held | Phase::Ended(_));
    let goes_on = !cards.iter().all(quiet);
    let mut values = Vec::new();
    for (place, card) in cards.iter().enumerate() {
        let small = match card.phase {
            Phase::Held => goes_on,
            Phase::Ended(_) => place > 0,
            _ => false,
        };
        values.push(show_card(card, small, panel.language()));
    }
    map.put("cards", &values);
}

fn show_card(card: &CardView, small: bool, language: Language) -> Value {
    let CardView { id, title, since, talked, line, headline, about, number, count, search, .. } = card;
    let mut map = Map::default();
    let (phase, shape) = phase(card.phase);
    map.put("key", id);
    map.put("call", id);
    map.put("phase", phase);
    let say = |so: bool, what: Msg| if so { what.t(language) } else { "" };
    map.put("prompt", say(card.phase == Phase::Prompting, Msg::PromptingHint));
    map.put("shape", shape);
    map.put("small", if small { "dw-card--compact" } else { "" });
    map.put("title", title);
    map.put("since", since);
    map.put("talked", talked);
    map.put("line", line);
    map.put("headline", headline);
    map.put("name_shape", name_shape(card));
    map.put("about", about);
    map.put("number", number);
    map.put("count", count);
    map.put("badge", if card.matches.is_empty() { "" } else { "dw-badge--several" });
    map.put("search", search);
    map.put("searches", &(card.can_search_again || !search.is_empty()));
    map.put("search_shape", if card.can_search_again { "dw-line--warning" } else { "" });
    map.put("search_icon", if card.can_search_again { "warning" } else { "search" });
    map.put("can_search_again", &card.can_search_again);
    map.put("can_search", &card.can_search);
    map.put("record", &card.record);
    map.put("opens", &(card.record.is_some() || card.pop != PopView::Nothing));
    map.put(
        "popped",
        match card.pop {
            PopView::Nothing => "",
            PopView::Opened => Msg::RecordOpened.t(language),
            PopView::Failed => Msg::RecordNotOpened.t(language),
        },
    );
    map.put("pop_shape", ["", "dw-line--good", "dw-line--warning"][card.pop as usize]);
    map.put("pop_icon", ["record", "success", "warning"][card.pop as usize]);
    map.put("offers_new_record", &card.offers_new_record);
    map.put("no_match", say(card.offers_new_record, Msg::NoMatch));
    map.put("error", &card.error);
    map.put("log", &card.log);
    map.put("remark", &card.remark);
    map.put("results", &card.results);
    map.put("lacks", say(card.lacks_result, Msg::ResultMissing));
    map.put("can_dismiss", &card.can_dismiss);
    map.put("call_back", &card.call_back);
    map.put("matches", &matches(&card.matches));
    let mut buttons = Vec::new();
    for (place, button) in card.buttons.iter().enumerate() {
        buttons.push(show_button(button, place, language));
    }
    map.put("buttons", &buttons);
    let mut links = Vec::new();
    for (place, word) in card.links.iter().enumerate() {
        let mut link = Map::default();
        link.put("place", &place);
        link.put("word", word);
        links.push(link.done());
    }
    map.put("links", &links);
    map.done()
}

/// A phase by its name, and how its card looks.
fn phase(phase: Phase) -> (&'static str, &'static str) {
    match phase {
        Phase::Ringing => ("ringing", "ringing"),
        Phase::Prompting => ("prompting", "calling"),
        Phase::Dialling => ("dialling", "calling"),
        Phase::Talking => ("talking", "talking"),
        Phase::Held => ("held", "held"),
        Phase::Ended(_) => ("ended", "ended"),
    }
}

fn name_shape(card: &CardView) -> &'static str {
    match (&card.record, card.matches.is_empty()) {
        (None, false) => "dw-who__name--unsure",
        _ if is_long(&card.headline) => "dw-who__name--long",
        _ => "",
    }
}

/// Whether a name needs two lines: 14 wide or 24 narrow characters fit in one.
fn is_long(name: &str) -> bool {
    name.chars().map(|c| if c < '\u{2e80}' { 7 } else { 12 }).sum::<u32>() > 168
}

fn show_button(button: &Button, place: usize, language: Language) -> Value {
    let (shape, icon) = match button.service {
        Service::Answer => ("dw-action--answer", "call"),
        Service::Decline | Service::HangUp => ("dw-action--end", "end_call"),
        Service::Hold => ("", "pause"),
        Service::Retrieve => ("", "play"),
        Service::Dial | Service::AgentState => ("", "call"),
    };
    let mut map = Map::default();
    map.put("place", &place);
    map.put("word", &button.word);
    map.put("shape", shape);
    map.put("icon", icon);
    map.put("off", &button.disabled.is_some());
    map.put("busy", &button.busy);
    // Why it cannot be pressed, or that it has been.
    let working = Some(Msg::Working.t(language)).filter(|_| button.busy);
    map.put("why", &working.or(button.disabled));
    map.done()
}

/// The records to choose from. The Tab key stops at the chosen one, or else at the first.
fn matches(matches: &[MatchView]) -> Vec<Value> {
    let stop = matches.iter().position(|found| found.chosen).unwrap_or_default();
    let mut values = Vec::new();
    for (place, found) in matches.iter().enumerate() {
        let mut map = Map::default();
        map.put("key", &found.record);
        map.put("name", &found.name);
        map.put("about", &found.about);
        map.put("icon", object(&found.object));
        map.put("chosen", &found.chosen);
        map.put("stop", if place == stop { "0" } else { "-1" });
        values.push(map.done());
    }
    values
}

/// The picture of an object, which its colour goes by too.
fn object(name: &str) -> &'static str {
    match name {
        "Contact" => "contact",
        "Account" => "account",
        "Lead" => "lead",
        "Case" => "case",
        _ => "record",
    }
}

impl Show for Choice {
    fn value(&self) -> Value {
        let mut map = Map::default();
        map.number("place", self.place);
        map.put("word", &self.word);
        map.flag("current", self.current);
        map.done()
    }
}

impl Show for Tone {
    fn value(&self) -> Value {
        ["ready", "busy", "away", "work", "off"][*self as usize].value()
    }
}

impl Show for Notice {
    fn value(&self) -> Value {
        let mut map = Map::default();
        map.put("gravity", ["info", "warning", "error"][self.gravity as usize]);
        map.put("grave", &(self.gravity == Gravity::Error));
        map.put("text", &self.text);
        map.put("detail", &self.detail);
        map.put("again_at", &self.again_at);
        map.put("can_try_again", &self.can_try_again);
        map.done()
    }
}

impl Show for LogView {
    fn value(&self) -> Value {
        let mut map = Map::default();
        map.put("text", &self.text);
        map.put("shape", ["good", "warning", "error"][self.gravity as usize]);
        map.put("icon", ["success", "warning", "error"][self.gravity as usize]);
        map.put("can_save_again", &self.can_save_again);
        map.done()
    }
}

#[cfg(test)]
mod tests {
    use super::is_long;

    #[test]
    fn what_fits_in_one_line() {
        assert!(!is_long("山田 花子"));
        assert!(!is_long(&"漢".repeat(14)));
        assert!(is_long(&"漢".repeat(15)));
        assert!(!is_long(&"n".repeat(24)));
        assert!(is_long("Burlington Textiles Corp of America"));
    }
}
