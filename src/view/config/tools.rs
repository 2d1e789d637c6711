//! For administrators: settings as a file, logins of many users, and who changed what.

use denwa_core::config::json::Json;
use denwa_core::config::logins::{LoginLine, LoginState};
use denwa_core::config::short;
use denwa_core::config::transfer::{Difference, FileFault, ImportView};
use denwa_core::settings::{Key, List};

use super::{Shown, level, name, wrong};
use crate::view::dom;
use crate::view::value::{Map, Value};

impl Shown<'_> {
    pub fn tools(&self) -> Value {
        let mut map = Map::default();
        map.flag("importing", self.view.import().is_some());
        match self.view.import() {
            Some(ImportView::Refused(why)) => map.put("refused", refused(*why)),
            Some(ImportView::Differences(all)) => {
                map.number("compared", all.len());
                let mut differences = Vec::new();
                for (place, one) in all.iter().enumerate() {
                    differences.push(self.difference(place, one));
                }
                map.list("differences", differences);
            }
            None => {}
        }
        map.flag("mapping", self.view.logins().is_some());
        let mut logins = Vec::new();
        for line in self.view.logins().unwrap_or_default() {
            logins.push(Self::login(line));
        }
        map.list("logins", logins);
        map.flag("telling", self.view.history().is_some());
        let mut history = Vec::new();
        for entry in self.view.history().unwrap_or(&Json::Null).list("changes") {
            history.push(self.entry(entry));
        }
        map.list("history", history);
        map.done()
    }

    fn difference(&self, place: usize, one: &Difference) -> Value {
        let mut map = Map::default();
        map.number("place", place);
        name(&mut map, one.key(), one.list(), &one.name);
        map.text("change", self.change(&one.now(), &one.then));
        map.put("level", level(one.level()));
        wrong(&mut map, "wrong", one.reason, (0, 0));
        map.flag("take", one.take);
        map.done()
    }

    fn login(line: &LoginLine) -> Value {
        let mut map = Map::default();
        match line.state {
            LoginState::Asked => map.put("said", "config.asked"),
            LoginState::Ready => {
                map.put("said", "config.ready");
                map.put("now", &line.now);
            }
            LoginState::Same => map.put("said", "config.same"),
            LoginState::Saved => map.put("said", "config.done"),
            LoginState::Wrong(reason) => wrong(&mut map, "said", Some(reason), (1, 80)),
        }
        map.put("username", &line.username);
        map.put("login", &line.login);
        map.done()
    }

    /// A change of the past, as the package tells it.
    fn entry(&self, entry: &Json) -> Value {
        let told = |name: &str| entry.get(name).text();
        let level = if told("level") == "lock" { self.word("config.lock") } else { entry.word("name") };
        let field = told("field");
        let mut map = Map::default();
        name(&mut map, Key::of_field(field), List::of_object(field), field);
        map.text("change", self.change(&short(entry.get("from")), &short(entry.get("to"))));
        map.text("at", dom::local_time(entry.get("at").whole().unwrap_or(0), self.language));
        map.put("by", told("by"));
        map.text("level", level);
        map.done()
    }
}

/// Why a file is refused as a whole: a key of `static/text`.
fn refused(why: FileFault) -> &'static str {
    match why {
        FileFault::NotJson => "config.notJson",
        FileFault::NotSettings => "config.notSettings",
        FileFault::Newer => "config.newer",
    }
}
