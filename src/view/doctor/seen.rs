//! Facts that a check shows, in words.

use denwa_core::Language;
use denwa_core::doctor::Seen;
use denwa_core::input::Unreadable;
use denwa_core::settings::{Fault, Place};
use denwa_core::text::doctor::{SeenText, UnreadableText};
use denwa_core::text::settings::Expected;
use denwa_core::text::{DoctorMsg, say};

/// The fact, a line for each of its parts.
pub fn seen_lines(seen: &Seen, language: Language) -> String {
    let value = match seen {
        Seen::WrongSetting(fault) => return wrong_setting(fault, language),
        Seen::OtherOrigin { embedding, expected } => return say::doctor::other_origin(language, embedding, expected),
        Seen::LayoutObject { name, fields } => format!("{name}: {fields}"),
        Seen::LayoutNotFollowed => DoctorMsg::LayoutNotFollowed.t(language).to_owned(),
        Seen::Grant(grant) => grant.text().t(language).to_owned(),
        Seen::Unreadable { count, last } => format!("{count} · {}", unreadable_text(*last).t(language)),
        Seen::OrgClock(ahead) | Seen::ServerClock(ahead) => seconds_ahead(*ahead),
        Seen::HostTime(milliseconds) | Seen::ServerTime(milliseconds) => format!("{milliseconds} ms"),
        Seen::SettingsBytes(bytes) => bytes.to_string(),
        Seen::Protocol(version) => version.to_string(),
        Seen::PanelVersion(version) => (*version).to_owned(),
        Seen::Address(text)
        | Seen::EmbeddingOrigin(text)
        | Seen::LibraryOrigin(text)
        | Seen::LibraryVersion(text)
        | Seen::Detail(text)
        | Seen::CallCentre(text)
        | Seen::Object(text)
        | Seen::LogStatus(text)
        | Seen::Login(text)
        | Seen::PackageVersion(text)
        | Seen::ServerVersion(text)
        | Seen::Pbx(text)
        | Seen::OrgApi(text)
        | Seen::Browser(text) => text.clone(),
    };
    line(seen.text(), &value, language)
}

fn line(name: SeenText, value: &str, language: Language) -> String {
    format!("{}: {value}", name.t(language))
}

/// A clock's lead, in whole seconds.
fn seconds_ahead(milliseconds: i64) -> String {
    let seconds = milliseconds / 1_000;
    if seconds < 0 { format!("−{} s", -seconds) } else { format!("+{seconds} s") }
}

/// A stored setting that is wrong: which, at which level, why; and the stored value.
fn wrong_setting(fault: &Fault, language: Language) -> String {
    let (name, expected) = match fault.place {
        Place::Setting(key) => (key.label(language).to_owned(), Expected::Value(key.row().kind)),
        Place::Row(list, _) => (list.label(language).to_owned(), Expected::Rows(list)),
        Place::Level | Place::Field | Place::List | Place::Lock => (fault.name.clone(), Expected::Unknown),
    };
    let level = fault.level.map(|level| level.label(language).to_owned());
    let parts = [Some(name), level, Some(fault.reason.words(expected, language))];
    let first = line(SeenText::Setting, &parts.into_iter().flatten().collect::<Vec<_>>().join(" · "), language);
    if fault.seen.is_empty() {
        first
    } else {
        format!("{first}\n{}", line(SeenText::StoredValue, &fault.seen, language))
    }
}

fn unreadable_text(last: Unreadable) -> UnreadableText {
    match last {
        Unreadable::NotText => UnreadableText::NotText,
        Unreadable::TooLarge => UnreadableText::TooLarge,
        Unreadable::TooDeep => UnreadableText::TooDeep,
        Unreadable::NotJson => UnreadableText::NotJson,
        Unreadable::WrongShape => UnreadableText::WrongShape,
    }
}
