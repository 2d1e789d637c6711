//! Sentences of the agent's panel and of logs.

use crate::text::{Language, Msg};

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
            format!("活動を保存できません: {detail}。自動で再試行します（{tries}回目）。内容は保たれています。")
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

/// A log is written, except for fields that somebody has changed meanwhile.
#[must_use]
pub fn log_kept(language: Language, fields: &[String]) -> String {
    let fields = fields.join(", ");
    match language {
        Language::Ja => format!("活動を保存しました。ほかで変更された項目はそのままです: {fields}"),
        Language::En => format!("Call log saved. Fields changed by somebody stay as they are: {fields}"),
    }
}

/// How many logs are not written yet.
#[must_use]
pub fn logs_stuck(language: Language, count: usize) -> String {
    match (language, count) {
        (Language::Ja, _) => {
            format!(
                "まだ保存できていない活動が{count}件あります。内容は保たれ、自動で再試行します。CSV ファイルにも書き出せます。"
            )
        }
        (Language::En, 1) => {
            "1 call log is not saved yet. It is kept and tried again by itself. You can also export it as a CSV file."
                .to_owned()
        }
        (Language::En, _) => {
            format!(
                "{count} call logs are not saved yet. They are kept and tried again by themselves. You can also export them as a CSV file."
            )
        }
    }
}

/// A duration as people read it: `4:33`, `1:02:03`.
#[must_use]
pub fn duration(milliseconds: u64) -> String {
    let seconds = milliseconds / 1_000;
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// A title and what follows it: `着信 山田 花子`.
#[must_use]
pub fn titled(title: &str, what: &str) -> String {
    format!("{title} {what}").trim().to_owned()
}

/// What happened, and how to mend it.
#[must_use]
pub fn with_fix(language: Language, what: Msg, fix: Msg) -> String {
    format!("{}{}{}", what.t(language), language.pick("。 ", ". "), fix.t(language))
}

/// The subject of a log: direction, name, number.
#[must_use]
pub fn subject(language: Language, direction: Msg, name: &str, number: &str) -> String {
    let direction = direction.t(language);
    let party = if name == number || name.is_empty() { number.to_owned() } else { format!("{name} ({number})") };
    match language {
        Language::Ja => format!("{direction}: {party}"),
        Language::En => format!("{direction} call: {party}"),
    }
}

/// A line of a log's description.
#[must_use]
pub fn field(language: Language, name: Msg, value: &str) -> String {
    let name = name.t(language);
    match language {
        Language::Ja => format!("{name}：{value}"),
        Language::En => format!("{name}: {value}"),
    }
}

/// Who calls, for a screen reader: said when a call begins to ring, and again once the caller is known.
#[must_use]
pub fn announce_incoming(language: Language, who: &str, line: &str) -> String {
    match (language, line.is_empty()) {
        (Language::Ja, true) => format!("着信、{who}"),
        (Language::Ja, false) => format!("着信、{who}、{line}"),
        (Language::En, true) => format!("Incoming call from {who}"),
        (Language::En, false) => format!("Incoming call from {who} on {line}"),
    }
}

/// How a call goes on, for a screen reader.
#[must_use]
pub fn announce_state(language: Language, who: &str, state: &str) -> String {
    match language {
        Language::Ja => format!("{state}、{who}"),
        Language::En => format!("{state}, {who}"),
    }
}

/// How a call has ended, for a screen reader.
#[must_use]
pub fn announce_end(language: Language, who: &str, how: &str) -> String {
    let state = format!("{} {how}", Msg::Ended.t(language));
    announce_state(language, who, &state)
}

/// The extension behind a number.
#[must_use]
pub fn extension(language: Language, digits: &str) -> String {
    match language {
        Language::Ja => format!("内線 {digits}"),
        Language::En => format!("Extension {digits}"),
    }
}

/// An extension that was sent as tones.
#[must_use]
pub fn extension_sent(language: Language, extension: &str) -> String {
    match language {
        Language::Ja => format!("{extension} を送信しました"),
        Language::En => format!("{extension} sent"),
    }
}

/// A command that failed, and why.
#[must_use]
pub fn failed(language: Language, command: Msg, why: Msg) -> String {
    let (command, why) = (command.t(language), why.t(language));
    match language {
        Language::Ja => format!("「{command}」を実行できませんでした: {why}"),
        Language::En => format!("{command} did not work: {why}"),
    }
}

/// Nobody knows whether a command was done.
#[must_use]
pub fn maybe_done(language: Language, command: Msg) -> String {
    let command = command.t(language);
    match language {
        Language::Ja => format!(
            "「{command}」が実行されたかどうか分かりません。電話のサーバーが途中で再起動しました。電話機を確認してください"
        ),
        Language::En => format!(
            "{command} may or may not have been done: the telephony server was restarted meanwhile. Check the phone"
        ),
    }
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
            assert!(announce_state(l, "山田", "通話中").contains("山田"));
            assert!(announce_end(l, "山田", "応答").starts_with(Msg::Ended.t(l)));
            assert!(extension_sent(l, &extension(l, "227")).contains("227"));
            assert!(failed(l, Msg::Hold, Msg::ErrorTimedOut).contains(Msg::ErrorTimedOut.t(l)));
        }
    }
}
