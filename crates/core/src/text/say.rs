//! Sentences with something in them.

use super::{Language, Msg};

/// How many records match.
#[must_use]
pub fn matches(language: Language, count: usize) -> String {
    match (language, count) {
        (Language::Ja, _) => format!("{count}件該当"),
        (Language::En, 1) => "1 match".to_owned(),
        (Language::En, _) => format!("{count} matches"),
    }
}

/// The panel tries again in so many seconds.
#[must_use]
pub fn again_in(language: Language, seconds: u64) -> String {
    match language {
        Language::Ja => format!("{seconds}秒後に再試行します。"),
        Language::En => format!("Trying again in {seconds} s."),
    }
}

/// A log could not be written and is tried again.
#[must_use]
pub fn log_waiting(language: Language, detail: &str, tries: usize) -> String {
    let tries = tries + 1;
    match language {
        Language::Ja => {
            format!("活動を保存できません: {detail}。自動で再試行します ({tries}回目)。内容は保たれています。")
        }
        Language::En => format!("The call log is not saved: {detail}. Trying again (try {tries}). Nothing is lost."),
    }
}

/// A log could not be written and waits for the agent.
#[must_use]
pub fn log_failed(language: Language, detail: &str) -> String {
    let detail = if detail.is_empty() { Msg::ErrorOther.t(language) } else { detail };
    match language {
        Language::Ja => format!("活動を保存できません: {detail}。内容は保たれています。"),
        Language::En => format!("The call log is not saved: {detail}. Nothing is lost."),
    }
}

/// A duration as people read it: `4:33`, `1:02:03`.
#[must_use]
pub fn duration(milliseconds: u64) -> String {
    let seconds = milliseconds / 1_000;
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
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
    let call = match language {
        Language::Ja => ": ",
        Language::En => " call: ",
    };
    if who == number || who.is_empty() {
        [direction, call, number].concat()
    } else {
        [direction, call, who, " (", number, ")"].concat()
    }
}

/// One line of a log's description.
#[must_use]
pub fn field(language: Language, name: Msg, value: &str) -> String {
    let colon = match language {
        Language::Ja => "：",
        Language::En => ": ",
    };
    [name.t(language), colon, value].concat()
}

/// Who calls, for a screen reader: said when a call begins to ring, and again when it is known who it is.
#[must_use]
pub fn announce_incoming(language: Language, who: &str, line: &str) -> String {
    let (call, on) = match language {
        Language::Ja => ("着信、", "、"),
        Language::En => ("Incoming call from ", " on "),
    };
    [call, who, if line.is_empty() { "" } else { on }, line].concat()
}

/// A command that failed, and why.
#[must_use]
pub fn failed(language: Language, what: Msg, why: Msg) -> String {
    let (before, after) = match language {
        Language::Ja => ("「", "」できませんでした: "),
        Language::En => ("", " did not work: "),
    };
    [before, what.t(language), after, why.t(language)].concat()
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
