//! Settings as a file: written, read, and compared with what stands.
//!
//! `{"denwa":"settings","v":1,"levels":[{"level","id","name","values":{field:value}}],"lists":[{"list","level","id","rows":[{field:value}]}],
//! "locks":{field:locked}}`. A field that is `null` is unset by the file; one that is missing stays as it is.

use super::Config;
use super::change::Slot;
use super::draft::{Draft, ROW, stored_in, typed, words};
use super::json::{Json, write_text};
use crate::command::Out;
use crate::settings::merge::CELL;
use crate::settings::schema::{LISTS, ROWS, is_field};
use crate::settings::value::{check, plain, text_of};
use crate::settings::{Key, Level, List, Raw, Reason};

/// Why a file is refused as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// No JSON: perhaps half a file.
    NotJson,
    /// JSON, but not settings of Denwa.
    NotSettings,
    /// Written by a newer version.
    Newer,
}

/// A file next to what stands.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportView {
    /// It is refused as a whole.
    Refused(FileFault),
    /// What it has otherwise.
    Differences(Vec<Difference>),
}

/// Something that a file has otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Where; none if the file names what is not there.
    slot: Option<Slot>,
    /// As it would be typed.
    text: String,
    /// The setting, of a value or a lock.
    pub key: Option<Key>,
    /// The list.
    pub list: Option<List>,
    /// The level; none for a lock.
    pub level: Option<Level>,
    /// The name in the file, of what is not known here.
    pub name: String,
    /// What stands, in short.
    pub now: String,
    /// What the file says, in short.
    pub then: String,
    /// Why it cannot be taken.
    pub reason: Option<Reason>,
    /// Whether it is to be taken.
    pub take: bool,
}

impl Config {
    /// Everything that stands for whom one looks at.
    pub(super) fn export(&self) -> String {
        let mut out = String::from("{\"denwa\":\"settings\",\"v\":1,\n\"levels\":[");
        let levels = || Level::ALL.into_iter().filter(|level| self.raw.level(*level).is_some());
        for (at, level) in levels().enumerate() {
            self.write_level(level, at, &mut out);
            let values =
                ROWS.iter().filter(|row| row.key.is_of(level)).map(|row| (row.field, self.raw.value(level, row.key)));
            out.push_str("\"values\":");
            write_object(values, &mut out);
            out.push('}');
        }
        out.push_str("],\n\"lists\":[");
        for (at, (list, level)) in
            LISTS.iter().flat_map(|list| levels().map(move |level| (list.list, level))).enumerate()
        {
            self.write_level(level, at, &mut out);
            out.push_str("\"list\":");
            write_text(list.row().object, &mut out);
            out.push_str(",\"rows\":[");
            for (at, row) in self.raw.rows(list, level).enumerate() {
                out.push_str(if at == 0 { "\n" } else { ",\n" });
                write_object(list.row().columns.iter().map(|column| (column.field, row.cell(column.field))), &mut out);
            }
            out.push_str("]}");
        }
        out.push_str("],\n\"locks\":");
        let locks: Vec<(&str, Raw)> =
            ROWS.iter().map(|row| (row.field, Raw::Bool(self.merged.is_locked(row.key)))).collect();
        write_object(locks.iter().map(|(field, raw)| (*field, raw)), &mut out);
        out.push_str("}\n");
        out
    }

    fn write_level(&self, level: Level, at: usize, out: &mut String) {
        let (id, name) = self.merged.owner(level);
        out.push_str(if at == 0 { "\n{" } else { ",\n{" });
        for (member, text) in [("level", level.code()), ("id", id), ("name", name)] {
            write_text(member, out);
            out.push(':');
            write_text(text, out);
            out.push(',');
        }
    }

    /// A file next to what stands for whom one looks at.
    pub(super) fn compare(&self, file: Option<&Json>) -> ImportView {
        let Some(file) = file else { return ImportView::Refused(FileFault::NotJson) };
        if file.get("denwa").text() != "settings" {
            return ImportView::Refused(FileFault::NotSettings);
        }
        if !matches!(file.get("v"), Json::Number(v) if v.total_cmp(&1.0).is_eq()) {
            return ImportView::Refused(FileFault::Newer);
        }
        let hosts = &self.hosts_in(file);
        let mut found = Vec::new();
        for level in file.get("levels").items() {
            for (field, value) in level.get("values").members() {
                let slot = Key::of_field(field)
                    .and_then(|key| self.owner_in(level).map(|(level, id)| Slot::Value { level, id, key }));
                let text = Key::of_field(field).map_or(Ok(None), |key| text_of(key.row().kind, &raw(value)));
                let fault = text.as_ref().err().copied();
                let text =
                    text.ok().flatten().unwrap_or_else(|| fault.map_or_else(String::new, |_| plain(&raw(value))));
                self.differ(slot, text, (fault, hosts), field, &mut found);
            }
        }
        for list in file.get("lists").items() {
            let name = list.get("list").text();
            let known = List::of_object(name);
            let slot = known.and_then(|of| self.owner_in(list).map(|(level, id)| Slot::List { level, id, list: of }));
            let mut text = String::new();
            for row in list.get("rows").items() {
                for (at, column) in known.map_or(&[][..], |list| list.row().columns).iter().enumerate() {
                    if at > 0 {
                        text.push(CELL);
                    }
                    let cell = row.members().iter().find(|(field, _)| is_field(field, column.field));
                    text.push_str(&cell.map_or_else(String::new, |(_, value)| plain(&raw(value))));
                }
                text.push(ROW);
            }
            self.differ(slot, text, (None, hosts), name, &mut found);
        }
        for (field, locked) in file.get("locks").members() {
            let slot = Key::of_field(field).map(Slot::Lock);
            let fault = if matches!(locked, Json::Bool(_)) { None } else { Some(Reason::Type) };
            let text = if matches!(locked, Json::Bool(true)) { "y" } else { "n" }.to_owned();
            self.differ(slot, text, (fault, hosts), field, &mut found);
        }
        ImportView::Differences(found)
    }

    /// Whose a level in a file is: the organisation's own, or the same profile's or user's.
    fn owner_in(&self, part: &Json) -> Option<(Level, String)> {
        let level = Level::from_code(part.get("level").text())?;
        let id = self.merged.owner(level).0;
        let same = level == Level::Organisation || part.get("id").text() == id;
        (same && !id.is_empty()).then(|| (level, id.to_owned()))
    }

    fn differ(
        &self,
        slot: Option<Slot>,
        text: String,
        (fault, hosts): (Option<Reason>, &str),
        name: &str,
        found: &mut Vec<Difference>,
    ) {
        let (key, list, level) = match &slot {
            Some(Slot::Value { level, key, .. }) => (Some(*key), None, Some(*level)),
            Some(Slot::List { level, list, .. }) => (None, Some(*list), Some(*level)),
            Some(Slot::Lock(key)) => (Some(*key), None, None),
            None => (None, None, None),
        };
        let (mut now, mut then, mut reason) = (String::new(), text.clone(), Some(Reason::Unknown));
        if let Some(slot) = &slot {
            let base = stored_in(&self.raw, slot, |key| self.merged.is_locked(key)).unwrap_or_default();
            now = words(slot, &typed(slot, &base));
            then = words(slot, &text);
            let draft =
                Draft { slot: slot.clone(), base, text: text.clone(), coded: false, theirs: None, refused: None };
            reason = match draft.checked(hosts) {
                _ if fault.is_some() => fault,
                Err(reason) => Some(reason),
                Ok(to) if to == draft.base => return,
                Ok(_) if !self.may_change(slot) => Some(Reason::Forbidden),
                Ok(_) => None,
            };
        }
        let take = reason.is_none();
        found.push(Difference { slot, text, key, list, level, name: name.to_owned(), now, then, reason, take });
    }

    /// The hosts that are allowed once the file is taken.
    fn hosts_in(&self, file: &Json) -> String {
        let values = file.get("levels").items().iter().flat_map(|level| level.get("values").members());
        let mut hosts =
            values.filter(|(field, _)| Key::of_field(field) == Some(Key::AllowedHosts)).map(|(_, value)| value.text());
        let checked = hosts.find_map(|hosts| check(Key::AllowedHosts.row().kind, hosts).ok());
        checked.unwrap_or_else(|| self.drafted_hosts())
    }

    pub(super) fn take_difference(&mut self, at: usize, take: bool) {
        if let Some(ImportView::Differences(found)) = &mut self.import
            && let Some(difference) = found.get_mut(at)
        {
            difference.take = take && difference.reason.is_none();
        }
    }

    /// What was ticked becomes drafts, to be looked at and saved as if it had been typed.
    pub(super) fn apply_import(&mut self, out: &mut Out) {
        let Some(ImportView::Differences(found)) = self.import.take() else { return };
        for difference in found.into_iter().filter(|difference| difference.take) {
            if let Some(slot) = difference.slot {
                self.draft(slot, difference.text);
            }
        }
        self.keep(out);
    }
}

fn raw(json: &Json) -> Raw {
    match json {
        Json::Null => Raw::Null,
        Json::Bool(on) => Raw::Bool(*on),
        Json::Number(number) => Raw::Number(*number),
        Json::Text(text) => Raw::Text(text.clone()),
        Json::Array(_) | Json::Object(_) => Raw::Other,
    }
}

fn write_object<'a>(members: impl Iterator<Item = (&'a str, &'a Raw)>, out: &mut String) {
    out.push('{');
    for (at, (field, raw)) in members.enumerate() {
        if at > 0 {
            out.push(',');
        }
        write_text(field, out);
        out.push(':');
        match raw {
            Raw::Text(text) => write_text(text, out),
            Raw::Null | Raw::Other => out.push_str("null"),
            // What no field holds is not written: a fraction, a number beyond all.
            Raw::Bool(_) | Raw::Number(_) => {
                let text = plain(raw);
                out.push_str(if text.is_empty() { "null" } else { &text });
            }
        }
    }
    out.push('}');
}
