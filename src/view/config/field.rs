//! One setting: its control by what may stand in it, where its value comes from, and what is wrong with it.

use denwa_core::config::FieldView;
use denwa_core::settings::placeholder::{DURING, PLACEHOLDERS};
use denwa_core::settings::{Key, Kind};

use super::{Shown, level_word, wrong};
use crate::view::value::{Map, Value};

/// The value that stands for: nothing is set here.
pub const ABOVE: &str = "";

impl Shown<'_> {
    pub fn field(&self, key: Key) -> Value {
        let view = self.panel.config_field(key);
        let mut map = Map::default();
        map.text("key", key.code());
        map.number("setting", key as usize);
        map.put("text", &view.text);
        map.put("above", &view.above);
        map.flag("is_set", view.is_set);
        map.flag("unsaved", view.unsaved);
        map.flag("editable", view.editable);
        map.put("origin", level_word(view.origin));
        map.put("origin_name", view.origin_name);
        map.flag("locked", view.locked);
        map.flag("lockable", view.lockable);
        map.put("lock", if view.locked { "lock" } else { "unlock" });
        map.put("lock_word", if view.locked { "config.locked" } else { "config.open" });
        map.text("default", self.default(key));
        wrong(&mut map, "reason", view.reason, key.row().kind.range());
        map.list("control", vec![self.control(key, &view)]);
        map.done()
    }

    /// What holds where nobody sets anything.
    fn default(&self, key: Key) -> String {
        let default = key.row().default;
        let choice = self.choice(key, default);
        if choice.is_empty() { self.or_none(default) } else { choice }
    }

    fn control(&self, key: Key, view: &FieldView<'_>) -> Value {
        let kind = key.row().kind;
        let mut map = Map::default();
        let codes: &[&str] = match kind {
            Kind::Switch => &["on", "off"],
            Kind::Choice(codes) => codes,
            _ => &[],
        };
        if !codes.is_empty() {
            let above = self.word_with("config.above", &[&self.choice(key, &view.above)]);
            let mut choices = vec![choice(view, ABOVE, &above)];
            for code in codes {
                choices.push(choice(view, code, &self.choice(key, code)));
            }
            map.put("kind", "choices");
            map.list("choices", choices);
            return map.done();
        }
        map.put("kind", "text");
        match kind {
            Kind::Whole(_) | Kind::WholeOrNone(_) => map.put("mode", "numeric"),
            Kind::SocketUrl | Kind::LibraryBase => map.put("mode", "url"),
            Kind::Object => map.put("offers", "config-objects"),
            Kind::Template(_) | Kind::Url | Kind::Page => {
                // How a call went is known when it is over.
                let over = matches!(key, Key::LogSubject | Key::RecordingUrl | Key::UrlEnded);
                let mut names = Vec::new();
                for name in if over { PLACEHOLDERS } else { &PLACEHOLDERS[..DURING] } {
                    let mut chip = Map::default();
                    chip.text("name", ["{", name, "}"].concat());
                    names.push(chip.done());
                }
                map.list("names", names);
            }
            _ => {}
        }
        map.done()
    }
}

fn choice(view: &FieldView<'_>, value: &str, word: &str) -> Value {
    let mut map = Map::default();
    map.put("value", value);
    map.put("word", word);
    map.flag("chosen", view.text == value);
    map.done()
}
