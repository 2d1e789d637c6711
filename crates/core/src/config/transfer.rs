//! Settings as a file: written, read, and compared with what stands.
//!
//! `{"denwa":"settings","v":1,"levels":[{"level","id","name","values":{field:value}}],"lists":[{"list","level","id","rows":[{field:value}]}],
//! "locks":{field:locked}}`. A field that is `null` is unset by the file; one that is missing stays as it is.

use super::code::{code_of, short, typed, words, write_json};
use super::json::{Json, write_comma, write_member, write_name, write_text};
use super::slot::{Of, Slot};
use super::{Config, Draft};
use crate::command::Out;
use crate::settings::schema::{LISTS, ROWS};
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
    /// As it would be typed, with what stands for its ground; none if the file names what is not there.
    draft: Option<Draft>,
    /// The name in the file.
    pub name: String,
    /// Why it cannot be taken.
    pub reason: Option<Reason>,
    /// Whether it is to be taken.
    pub take: bool,
    /// What the file says, in short.
    pub then: String,
}

impl Difference {
    fn slot(&self) -> Option<&Slot> {
        self.draft.as_ref().map(|draft| &draft.slot)
    }

    /// The setting, of a value or a lock.
    #[must_use]
    pub fn key(&self) -> Option<Key> {
        self.slot()?.key()
    }

    /// The list.
    #[must_use]
    pub fn list(&self) -> Option<List> {
        self.slot()?.list()
    }

    /// The level; none for a lock.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        self.slot()?.level()
    }

    /// What stands, in short.
    #[must_use]
    pub fn now(&self) -> String {
        self.draft.as_ref().map_or_else(String::new, |draft| words(draft.slot.of, &typed(draft.slot.of, &draft.base)))
    }
}

impl Config {
    /// Everything that stands for whom one looks at.
    pub(super) fn export(&self) -> String {
        let mut out = String::from("{\"denwa\":\"settings\",\"v\":1,\n\"levels\":[");
        for &level in &Level::ALL {
            if self.write_level(level, &mut out) {
                out.push_str(",\"values\":{");
                for row in ROWS {
                    if row.key.is_of(level) {
                        write_value(row.field, self.raw.value(level, row.key), &mut out);
                    }
                }
                out.push_str("}}");
            }
        }
        out.push_str("],\n\"lists\":[");
        for list in LISTS {
            for &level in &Level::ALL {
                if self.write_level(level, &mut out) {
                    write_member("list", list.object, &mut out);
                    write_name("rows", &mut out);
                    let of = Of::List(list.list);
                    write_json(of, &self.stored(&Slot::at(level, self.merged.owner(level).0, of)), &mut out);
                    out.push('}');
                }
            }
        }
        out.push_str("],\n\"locks\":{");
        for row in ROWS {
            write_value(row.field, &Raw::Bool(self.merged.is_locked(row.key)), &mut out);
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
                write_member(member, text, out);
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
        let mut differ = |part: &Json, of: Option<Of>, name: &str, told: &Json| {
            found.extend(self.difference(of.and_then(|of| self.slot_in(part, of)), told, name, hosts));
        };
        for part in file.list("levels") {
            for (field, told) in part.get("values").members() {
                differ(part, Key::of_field(field).map(Of::Value), field, told);
            }
        }
        for part in file.list("lists") {
            let name = part.get("list").text();
            differ(part, List::of_object(name).map(Of::List), name, part.get("rows"));
        }
        for (field, told) in file.get("locks").members() {
            differ(&Json::Null, Key::of_field(field).map(Of::Lock), field, told);
        }
        ImportView::Differences(found)
    }

    /// Where a part of a file belongs: to the organisation's own level, or the same profile's or user's.
    fn slot_in(&self, part: &Json, of: Of) -> Option<Slot> {
        if let Of::Lock(key) = of {
            return Some(Slot::lock(key));
        }
        let level = Level::from_code(part.get("level").text())?;
        let id = self.merged.owner(level).0;
        let same = level == Level::Organisation || part.get("id").text() == id;
        (same && !id.is_empty()).then(|| Slot::at(level, id, of))
    }

    /// What a file has otherwise, if it has.
    fn difference(&self, slot: Option<Slot>, told: &Json, name: &str, hosts: &str) -> Option<Difference> {
        let name = name.to_owned();
        let Some(slot) = slot else {
            return Some(Difference {
                draft: None,
                name,
                reason: Some(Reason::Unknown),
                take: false,
                then: short(told),
            });
        };
        let mut text = typed(slot.of, &code_of(slot.of, told));
        let type_fault = match slot.of {
            Of::Value(key) => match text_of(key.row().kind, told) {
                Ok(said) => {
                    text = said;
                    None
                }
                Err(reason) => Some(reason),
            },
            Of::Lock(_) if told.flag().is_none() => Some(Reason::Type),
            Of::List(_) | Of::Lock(_) => None,
        };
        let now = self.stored(&slot);
        let draft = Draft::new(slot, now, text);
        let reason = match draft.checked(hosts) {
            _ if type_fault.is_some() => type_fault,
            Err(reason) => Some(reason),
            Ok(to) if to == draft.base => return None,
            Ok(_) if !self.may_change(&draft.slot) => Some(Reason::Forbidden),
            Ok(_) => None,
        };
        let then = words(draft.slot.of, &draft.text);
        Some(Difference { draft: Some(draft), name, reason, take: reason.is_none(), then })
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
                self.draft(draft.slot, draft.text, None);
            }
        }
        self.keep(out);
    }
}

fn write_value(field: &str, raw: &Raw, out: &mut String) {
    write_name(field, out);
    if let Raw::Text(text) = raw {
        write_text(text, out);
    } else {
        // What no field holds is not written: a fraction, a number beyond all.
        let text = plain(raw);
        out.push_str(if text.is_empty() { "null" } else { &text });
    }
}
