//! Settings as a file: written, read, and compared with what stands.
//!
//! `{"denwa":"settings","v":1,"levels":[{"level","id","name","values":{field:value}}],"lists":[{"list","level","id","rows":[{field:value}]}],
//! "locks":{field:locked}}`. A field that is `null` is unset by the file; one that is missing stays as it is.

use super::Config;
use super::change::{Of, Slot};
use super::draft::{Draft, ROW, typed, words};
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
    /// As it would be typed; none if the file names what is not there.
    draft: Option<Draft>,
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
        for &level in &Level::ALL {
            if self.write_level(level, &mut out) {
                out.push_str("\"values\":{");
                for row in ROWS {
                    if row.key.is_of(level) {
                        write_member(row.field, self.raw.value(level, row.key), &mut out);
                    }
                }
                out.push_str("}}");
            }
        }
        out.push_str("],\n\"lists\":[");
        for list in LISTS {
            for &level in &Level::ALL {
                if self.write_level(level, &mut out) {
                    out.push_str("\"list\":");
                    write_text(list.object, &mut out);
                    out.push_str(",\"rows\":[");
                    for row in self.raw.rows(list.list, level) {
                        write_comma(&mut out);
                        out.push_str("\n{");
                        for column in list.columns {
                            write_member(column.field, row.cell(column.field), &mut out);
                        }
                        out.push('}');
                    }
                    out.push_str("]}");
                }
            }
        }
        out.push_str("],\n\"locks\":{");
        for row in ROWS {
            write_member(row.field, &Raw::Bool(self.merged.is_locked(row.key)), &mut out);
        }
        out.push_str("}}\n");
        out
    }

    /// Whose something is, if that level exists.
    fn write_level(&self, level: Level, out: &mut String) -> bool {
        let there = self.raw.level(level).is_some();
        if there {
            let (id, name) = self.merged.owner(level);
            write_comma(out);
            out.push_str("\n{");
            for (member, text) in [("level", level.code()), ("id", id), ("name", name)] {
                write_text(member, out);
                out.push(':');
                write_text(text, out);
                out.push(',');
            }
        }
        there
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
        for part in file.get("levels").items() {
            for (field, value) in part.get("values").members() {
                let (mut text, mut fault) = (String::new(), None);
                let key = Key::of_field(field);
                if let Some(key) = key {
                    let raw = raw(value);
                    match text_of(key.row().kind, &raw) {
                        Ok(checked) => text = checked,
                        Err(reason) => (text, fault) = (plain(&raw), Some(reason)),
                    }
                }
                self.differ(self.slot_in(part, key.map(Of::Value)), text, (fault, hosts), field, &mut found);
            }
        }
        for part in file.get("lists").items() {
            let name = part.get("list").text();
            let list = List::of_object(name);
            let mut text = String::new();
            for row in part.get("rows").items() {
                for (at, column) in list.map_or(&[][..], |list| list.row().columns).iter().enumerate() {
                    if at > 0 {
                        text.push(CELL);
                    }
                    let cell = row.members().iter().find(|(field, _)| is_field(field, column.field));
                    if let Some((_, value)) = cell {
                        text.push_str(&plain(&raw(value)));
                    }
                }
                text.push(ROW);
            }
            self.differ(self.slot_in(part, list.map(Of::List)), text, (None, hosts), name, &mut found);
        }
        for (field, locked) in file.get("locks").members() {
            let fault = if matches!(locked, Json::Bool(_)) { None } else { Some(Reason::Type) };
            let text = if matches!(locked, Json::Bool(true)) { "y" } else { "n" }.to_owned();
            self.differ(Key::of_field(field).map(Slot::lock), text, (fault, hosts), field, &mut found);
        }
        ImportView::Differences(found)
    }

    /// Where a part of a file belongs: to the organisation's own level, or the same profile's or user's.
    fn slot_in(&self, part: &Json, of: Option<Of>) -> Option<Slot> {
        let level = Level::from_code(part.get("level").text())?;
        let id = self.merged.owner(level).0;
        let same = level == Level::Organisation || part.get("id").text() == id;
        of.filter(|_| same && !id.is_empty()).map(|of| Slot::at(level, id, of))
    }

    /// Notes what a file has otherwise; `fault` is what was wrong already.
    fn differ(
        &self,
        slot: Option<Slot>,
        text: String,
        (fault, hosts): (Option<Reason>, &str),
        name: &str,
        found: &mut Vec<Difference>,
    ) {
        let mut difference = Difference {
            draft: None,
            key: None,
            list: None,
            level: None,
            name: name.to_owned(),
            now: String::new(),
            then: String::new(),
            reason: Some(Reason::Unknown),
            take: false,
        };
        if let Some(slot) = slot {
            difference.now = self.stored(&slot);
            let draft = Draft::new(slot, String::new(), text);
            let slot = &draft.slot;
            let checked = draft.checked(hosts);
            difference.reason = match checked {
                _ if fault.is_some() => fault,
                Err(reason) => Some(reason),
                Ok(to) if to == difference.now => return,
                Ok(_) if !self.may_change(slot) => Some(Reason::Forbidden),
                Ok(_) => None,
            };
            difference.take = difference.reason.is_none();
            (difference.key, difference.list, difference.level) = (slot.key(), slot.list(), slot.level());
            difference.now = words(slot, &typed(slot, &difference.now));
            difference.then = words(slot, &draft.text);
            difference.draft = Some(draft);
        } else {
            difference.then = text;
        }
        found.push(difference);
    }

    /// The hosts that are allowed once the file is taken: as they stand first in it, where that is right.
    fn hosts_in(&self, file: &Json) -> String {
        for level in file.get("levels").items() {
            for (field, value) in level.get("values").members() {
                if Key::of_field(field) == Some(Key::AllowedHosts)
                    && let Ok(hosts) = check(Key::AllowedHosts.row().kind, value.text())
                {
                    return hosts;
                }
            }
        }
        self.drafted_hosts()
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
        for difference in found {
            if difference.take
                && let Some(draft) = difference.draft
            {
                self.draft(draft.slot, draft.text);
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

/// A comma, but for the first of an array or an object.
fn write_comma(out: &mut String) {
    if !matches!(out.as_bytes().last(), Some(b'[' | b'{')) {
        out.push(',');
    }
}

fn write_member(field: &str, raw: &Raw, out: &mut String) {
    write_comma(out);
    write_text(field, out);
    out.push(':');
    if let Raw::Text(text) = raw {
        write_text(text, out);
    } else {
        // What no field holds is not written: a fraction, a number beyond all.
        let text = plain(raw);
        out.push_str(if text.is_empty() { "null" } else { &text });
    }
}
