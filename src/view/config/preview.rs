//! What an incoming call looks like with what is set, saved or not: in both languages beside one another.

use denwa_core::Language;
use denwa_core::settings::Key;
use denwa_core::text::Msg;

use super::Shown;
use crate::view::value::{Map, Value};

/// How the caller fares in the preview, and the words for it.
const CASES: [(&str, &str); 4] =
    [("one", "config.one"), ("none", "config.nobody"), ("several", "config.several"), ("withheld", "config.withheld")];

impl Shown<'_> {
    pub fn preview(&self) -> Value {
        let mut cases = Vec::new();
        for (value, word) in CASES {
            let mut map = Map::default();
            map.put("value", value);
            map.put("word", word);
            map.flag("chosen", value == self.local.case);
            cases.push(map.done());
        }
        let mut map = Map::default();
        map.list("cases", cases);
        map.text("lasts", self.lasts());
        map.flag("buttons", self.now(Key::PopUpButtons) != "off");
        map.put("number", if self.local.case == "withheld" { "" } else { "03-1234-5678" });
        map.list("cards", vec![self.card(Language::Ja), self.card(Language::En)]);
        map.done()
    }

    /// What is set: as it is typed, else what holds.
    fn now(&self, key: Key) -> String {
        let field = self.panel.config_field(key);
        if field.reason.is_none() && !field.text.is_empty() { field.text } else { field.above }
    }

    /// How far the panel opens and when it goes back, in words.
    fn lasts(&self) -> String {
        let size = self.now(Key::PopUpSize);
        if size == "none" {
            return self.word("config.previewClosed");
        }
        let seconds = self.now(Key::PopUpSeconds);
        let key = if seconds == "0" { "config.previewOpen" } else { "config.previewFor" };
        self.word_with(key, &[&self.choice(Key::PopUpSize, &size), &seconds])
    }

    fn card(&self, language: Language) -> Value {
        // A text an administrator may set; while nobody has, the word in the card's own language, as on a real one.
        let set = |key: Key, message: Msg| {
            let set = self.now(key);
            if set == key.row().default { message.t(language).to_owned() } else { set }
        };
        let name = match self.local.case.as_str() {
            "one" => if language == Language::Ja { "山田 花子" } else { "Hanako Yamada" }.to_owned(),
            "none" => set(Key::NameNoMatch, Msg::NoMatch),
            "several" => set(Key::NameSeveral, Msg::SeveralMatches),
            _ => set(Key::WithheldName, Msg::Withheld),
        };
        let mut map = Map::default();
        map.put("lang", language.tag());
        map.text("name", name);
        for (what, message) in [("state", Msg::Incoming), ("answer", Msg::Answer), ("decline", Msg::Decline)] {
            map.put(what, message.t(language));
        }
        map.done()
    }
}
