//! Sentences of the lists beside the calls.

use crate::text::{Language, Msg};
use denwa_protocol::MAX_AGENT_MESSAGE_CHARS;

/// A status and how many missed calls wait.
#[must_use]
pub fn with_missed(language: Language, status: &str, missed: u32) -> String {
    match (language, missed) {
        (_, 0) => status.to_owned(),
        (Language::Ja, _) => format!("{status}・不在{missed}"),
        (Language::En, _) => format!("{status} · {missed} missed"),
    }
}

/// How many missed calls wait, for a screen reader.
#[must_use]
pub fn missed(language: Language, count: u32) -> String {
    match (language, count) {
        (Language::Ja, _) => format!("不在着信{count}件"),
        (Language::En, 1) => "1 missed call".to_owned(),
        (Language::En, _) => format!("{count} missed calls"),
    }
}

/// How many calls are parked, or messages wait, for a screen reader.
#[must_use]
pub fn waiting(language: Language, count: u32) -> String {
    match language {
        Language::Ja => format!("{count}件"),
        Language::En => format!("{count} waiting"),
    }
}

/// Who parked a call.
#[must_use]
pub fn parked_by(language: Language, name: &str) -> String {
    match language {
        Language::Ja => format!("{name} がパーク"),
        Language::En => format!("parked by {name}"),
    }
}

/// The call that a message is about.
#[must_use]
pub fn about_call(language: Language, who: &str) -> String {
    match language {
        Language::Ja => format!("{who} との通話について"),
        Language::En => format!("about the call with {who}"),
    }
}

/// A message was sent.
#[must_use]
pub fn message_sent(language: Language, to: &str) -> String {
    match language {
        Language::Ja => format!("{to} に送信しました"),
        Language::En => format!("Sent to {to}"),
    }
}

/// A message was not sent, and why.
#[must_use]
pub fn message_failed(language: Language, why: Msg) -> String {
    let why = why.t(language);
    match language {
        Language::Ja => format!("メッセージを送信できませんでした: {why}。内容は残っています"),
        Language::En => format!("The message was not sent: {why}. The text is kept"),
    }
}

/// A message has too many characters.
#[must_use]
pub fn message_too_long(language: Language, characters: usize) -> String {
    match language {
        Language::Ja => {
            format!("メッセージは{MAX_AGENT_MESSAGE_CHARS}文字以内で入力してください（現在{characters}文字）")
        }
        Language::En => {
            format!("A message has at most {MAX_AGENT_MESSAGE_CHARS} characters, and this one {characters}. Shorten it")
        }
    }
}

/// A message of a colleague, in a line.
#[must_use]
pub fn message_from(language: Language, from: &str, text: &str) -> String {
    match language {
        Language::Ja => format!("{from} からのメッセージ: {text}"),
        Language::En => format!("Message from {from}: {text}"),
    }
}

/// The button that calls somebody back.
#[must_use]
pub fn call_back(language: Language, who: &str) -> String {
    match language {
        Language::Ja => format!("{who} に折り返し発信"),
        Language::En => format!("Call {who} back"),
    }
}

/// The button that picks a parked call up.
#[must_use]
pub fn pick_up(language: Language, slot: &str, who: &str) -> String {
    match language {
        Language::Ja => format!("パーク {slot} の {who} に応答"),
        Language::En => format!("Pick up {who} at {slot}"),
    }
}

/// Why a shortcut does not get keys that another one has.
#[must_use]
pub fn keys_taken(language: Language, other: Msg) -> String {
    let other = other.t(language);
    match language {
        Language::Ja => format!("「{other}」で使っています。先にそちらを変更してください"),
        Language::En => format!("“{other}” has these keys. Change that shortcut first"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_holds_what_it_is_given_in_both_languages() {
        for l in Language::ALL {
            assert_eq!(with_missed(l, "X", 0), "X");
            assert!(with_missed(l, "X", 3).contains('3') && missed(l, 2).contains('2') && waiting(l, 4).contains('4'));
            assert!(parked_by(l, "Y").contains('Y') && about_call(l, "Y").contains('Y'));
            assert!(message_sent(l, "Y").contains('Y') && message_from(l, "Y", "Z").contains('Z'));
            assert!(message_failed(l, Msg::ErrorTooLong).contains(Msg::ErrorTooLong.t(l)));
            assert!(message_too_long(l, 612).contains("612") && message_too_long(l, 612).contains("500"));
            assert!(call_back(l, "Y").contains('Y') && pick_up(l, "701", "Y").contains("701"));
        }
    }
}
