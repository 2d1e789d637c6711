//! Sentences with something in them.

use super::{Language, Msg};
use crate::cut;

/// A sentence in the language, with values in the places of its `{}`.
fn sentence(language: Language, ja: &str, en: &str, values: &[&str]) -> String {
    let mut text = String::new();
    let mut rest = if language == Language::Ja { ja } else { en };
    for value in values {
        let Some((before, behind)) = cut::split_at(rest, "{}") else { break };
        text.push_str(before);
        text.push_str(value);
        rest = behind;
    }
    text + rest
}

/// How many records match.
#[must_use]
pub fn matches(language: Language, count: usize) -> String {
    sentence(language, "{}件該当", if count == 1 { "{} match" } else { "{} matches" }, &[&cut::digits(count as u64)])
}

/// The panel tries again in so many seconds.
#[must_use]
pub fn again_in(language: Language, seconds: u64) -> String {
    sentence(language, "{}秒後に再試行します。", "Trying again in {} s.", &[&cut::digits(seconds)])
}

/// A log could not be written and is tried again.
#[must_use]
pub fn log_waiting(language: Language, detail: &str, tries: usize) -> String {
    sentence(
        language,
        "活動を保存できません: {}。自動で再試行します ({}回目)。内容は保たれています。",
        "The call log is not saved: {}. Trying again (try {}). Nothing is lost.",
        &[detail, &cut::digits(tries as u64 + 1)],
    )
}

/// A log could not be written and waits for the agent.
#[must_use]
pub fn log_failed(language: Language, detail: &str) -> String {
    sentence(
        language,
        "活動を保存できません: {}。内容は保たれています。",
        "The call log is not saved: {}. Nothing is lost.",
        &[if detail.is_empty() { Msg::ErrorOther.t(language) } else { detail }],
    )
}

/// A duration as people read it: `4:33`, `1:02:03`.
#[must_use]
pub fn duration(milliseconds: u64) -> String {
    let seconds = milliseconds / 1_000;
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let mut text = String::new();
    let mut add = |number: u64| {
        if !text.is_empty() {
            text.push_str(if number < 10 { ":0" } else { ":" });
        }
        cut::write_digits(number, &mut text);
    };
    if hours > 0 {
        add(hours);
    }
    add(minutes);
    add(seconds);
    text
}

/// A title and what stands behind it: `着信 山田 花子`.
#[must_use]
pub fn titled(title: &str, what: &str) -> String {
    let space = if title.is_empty() || what.is_empty() { "" } else { " " };
    [title, space, what].concat()
}

/// The subject of a log: direction, who, number.
#[must_use]
pub fn subject(language: Language, direction: Msg, who: &str, number: &str) -> String {
    let direction = direction.t(language);
    if who == number || who.is_empty() {
        sentence(language, "{}: {}", "{} call: {}", &[direction, number])
    } else {
        sentence(language, "{}: {} ({})", "{} call: {} ({})", &[direction, who, number])
    }
}

/// One line of a log's description.
#[must_use]
pub fn field(language: Language, name: Msg, value: &str) -> String {
    sentence(language, "{}：{}", "{}: {}", &[name.t(language), value])
}

/// Who calls, for a screen reader: said when a call begins to ring, and again when it is known who it is.
#[must_use]
pub fn announce_incoming(language: Language, who: &str, line: &str) -> String {
    let (ja, en) = if line.is_empty() {
        ("着信、{}", "Incoming call from {}")
    } else {
        ("着信、{}、{}", "Incoming call from {} on {}")
    };
    sentence(language, ja, en, &[who, line])
}

/// A command that failed, and why.
#[must_use]
pub fn failed(language: Language, what: Msg, why: Msg) -> String {
    let words = [what.t(language), why.t(language)];
    sentence(language, "「{}」できませんでした: {}", "{} did not work: {}", &words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_people_write_them() {
        assert_eq!(duration(0), "0:00");
        assert_eq!(duration(59_999), "0:59");
        assert_eq!(duration(273_000), "4:33");
        assert_eq!(duration(3_723_000), "1:02:03");
    }

    #[test]
    fn every_sentence_holds_what_it_is_given_in_both_languages() {
        for l in [Language::Ja, Language::En] {
            assert!(matches(l, 3).contains('3'));
            assert!(again_in(l, 7).contains('7'));
            assert!(log_waiting(l, "X", 2).contains('X'));
            assert!(log_failed(l, "X").contains('X') && !log_failed(l, "").contains(": ."));
            assert!(subject(l, Msg::LogInbound, "山田", "03").contains("山田 (03)"));
            assert!(!subject(l, Msg::LogInbound, "03", "03").contains('('));
            assert!(field(l, Msg::LogLine, "0120").ends_with("0120"));
            assert!(announce_incoming(l, "山田", "代表").contains("代表"));
            assert!(failed(l, Msg::Hold, Msg::ErrorTimedOut).contains(Msg::ErrorTimedOut.t(l)));
        }
    }
}
