//! Sentences about raised hands and about supervisors.

use crate::text::{Language, Msg};
use denwa_protocol::{HandKind, MonitorMode};

/// A hand in a log: why it was raised, and how that ended.
#[must_use]
pub fn hand(language: Language, kind: Msg, outcome: Option<&str>) -> String {
    let kind = kind.t(language);
    match (outcome, language) {
        (None, _) => kind.to_owned(),
        (Some(outcome), Language::Ja) => format!("{kind}（{outcome}）"),
        (Some(outcome), Language::En) => format!("{kind} ({outcome})"),
    }
}

/// An agent raises her hand about a call with somebody.
#[must_use]
pub fn hand_up(language: Language, kind: HandKind, agent: &str, who: &str) -> String {
    match (language, kind) {
        (Language::Ja, HandKind::Harassment) => format!("{agent}さんがカスハラを報告しています（相手: {who}）"),
        (Language::Ja, _) => format!("{agent}さんが挙手しています（相手: {who}）"),
        (Language::En, HandKind::Harassment) => format!("{agent} reports harassment (caller: {who})"),
        (Language::En, _) => format!("{agent} asks for help (caller: {who})"),
    }
}

/// The button that takes an agent's hand down.
#[must_use]
pub fn lower_hand_of(language: Language, agent: &str) -> String {
    match language {
        Language::Ja => format!("{agent}さんの手を下ろす"),
        Language::En => format!("Lower hand: {agent}"),
    }
}

/// How many hands are up, for a screen reader.
#[must_use]
pub fn hands_up(language: Language, count: u32) -> String {
    match (language, count) {
        (Language::Ja, _) => format!("挙手{count}件"),
        (Language::En, 1) => "1 hand is up".to_owned(),
        (Language::En, _) => format!("{count} hands are up"),
    }
}

/// A supervisor takes part in the agent's call, as the agent reads it.
#[must_use]
pub fn monitored(language: Language, mode: MonitorMode, by: &str) -> String {
    match (language, mode) {
        (Language::Ja, MonitorMode::Whisper) => format!("{by}さんがささやいています。相手には聞こえません"),
        (Language::Ja, MonitorMode::BargeIn) => format!("{by}さんが通話に参加しています"),
        (Language::Ja, _) => format!("{by}さんがモニタリングしています"),
        (Language::En, MonitorMode::Whisper) => format!("{by} whispers to the agent. The other side does not hear it"),
        (Language::En, MonitorMode::BargeIn) => format!("{by} takes part in the call"),
        (Language::En, _) => format!("{by} is listening to the call"),
    }
}

/// A supervisor takes part in an agent's call, as she reads it herself.
#[must_use]
pub fn monitoring(language: Language, mode: MonitorMode, agent: &str) -> String {
    match (language, mode) {
        (Language::Ja, MonitorMode::Whisper) => format!("{agent}さんにささやいています"),
        (Language::Ja, MonitorMode::BargeIn) => format!("{agent}さんの通話に割り込んでいます"),
        (Language::Ja, _) => format!("{agent}さんの通話をモニタリングしています"),
        (Language::En, MonitorMode::Whisper) => format!("You whisper to {agent}"),
        (Language::En, MonitorMode::BargeIn) => format!("You take part in the call of {agent}"),
        (Language::En, _) => format!("You are listening to the call of {agent}"),
    }
}

/// The button that sets an agent's status.
#[must_use]
pub fn set_status_of(language: Language, agent: &str) -> String {
    match language {
        Language::Ja => format!("{agent}さんのステータスを変更"),
        Language::En => format!("Change the status of {agent}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_holds_what_it_is_given_in_both_languages() {
        for l in Language::ALL {
            assert!(hand(l, Msg::Harassment, Some("X")).contains('X'));
            assert_eq!(hand(l, Msg::Harassment, None), Msg::Harassment.t(l));
            for kind in [HandKind::Help, HandKind::Harassment] {
                assert!(
                    hand_up(l, kind, "佐藤", "山田").contains("佐藤") && hand_up(l, kind, "Y", "山田").contains("山田")
                );
            }
            for mode in [MonitorMode::Listen, MonitorMode::Whisper, MonitorMode::BargeIn] {
                assert!(monitored(l, mode, "佐藤").contains("佐藤") && monitoring(l, mode, "佐藤").contains("佐藤"));
            }
            assert!(lower_hand_of(l, "佐藤").contains("佐藤") && set_status_of(l, "佐藤").contains("佐藤"));
            assert!(hands_up(l, 2).contains('2') && hands_up(l, 1).contains('1'));
        }
    }
}
