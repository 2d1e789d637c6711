//! Sentences about the connection to the event server.

use crate::clocks::ClockOwner;
use crate::text::Language;

const MINUTE_MS: u64 = 60_000;

/// Whose clock makes the event server refuse the sign-in, and how far it is ahead of the other's, in milliseconds.
#[must_use]
pub fn wrong_clock(language: Language, whose: ClockOwner, ahead: i64) -> String {
    let by = span(language, ahead.unsigned_abs());
    let is_ahead = ahead > 0;
    match (language, whose) {
        (Language::Ja, ClockOwner::EventServer) => format!(
            "イベントサーバーの時計が Salesforce より{by}{}いるため、サインインできません。イベントサーバーの管理者に時計を合わせるよう依頼してください。自動で再試行します。",
            if is_ahead { "進んで" } else { "遅れて" }
        ),
        (Language::En, ClockOwner::EventServer) => format!(
            "The event server's clock is {by} {} Salesforce's, so it refuses the sign-in. Ask its administrator to set the clock. Trying again by itself.",
            if is_ahead { "ahead of" } else { "behind" }
        ),
        (Language::Ja, ClockOwner::Salesforce) => format!(
            "Salesforce の時計がイベントサーバーとこのパソコンより{by}{}いるため、サインインできません。管理者に知らせてください。自動で再試行します。",
            if is_ahead { "進んで" } else { "遅れて" }
        ),
        (Language::En, ClockOwner::Salesforce) => format!(
            "Salesforce's clock is {by} {} those of the event server and of this computer, so the sign-in is refused. Tell your administrator. Trying again by itself.",
            if is_ahead { "ahead of" } else { "behind" }
        ),
    }
}

/// Too many sign-ins did not work; how long to wait, in seconds, if the server says so.
#[must_use]
pub fn too_many_tries(language: Language, wait: Option<u32>) -> String {
    match (language, wait) {
        (Language::Ja, Some(wait)) => format!("ログインの失敗が続いたため、{wait}秒間は受け付けません"),
        (Language::Ja, None) => "ログインの失敗が続いています。しばらく待ってからお試しください".to_owned(),
        (Language::En, Some(wait)) => format!("Too many tries. Try again in {wait} s"),
        (Language::En, None) => "Too many tries. Wait a while, then try again".to_owned(),
    }
}

/// A span of time to the minute: `2 h 3 min`.
fn span(language: Language, milliseconds: u64) -> String {
    let minutes = (milliseconds + MINUTE_MS / 2) / MINUTE_MS;
    match (language, minutes / 60, minutes % 60) {
        (Language::Ja, 0, minutes) => format!("{minutes}分"),
        (Language::Ja, hours, 0) => format!("{hours}時間"),
        (Language::Ja, hours, minutes) => format!("{hours}時間{minutes}分"),
        (Language::En, 0, minutes) => format!("{minutes} min"),
        (Language::En, hours, 0) => format!("{hours} h"),
        (Language::En, hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_after_too_many_tries_is_told_if_it_is_known() {
        for language in Language::ALL {
            assert!(too_many_tries(language, Some(42)).contains("42"));
            assert!(!too_many_tries(language, None).is_empty());
        }
    }

    #[test]
    fn a_wrong_clock_is_told_with_its_owner_and_by_how_much() {
        let words = |language, ahead| wrong_clock(language, ClockOwner::EventServer, ahead);
        assert!(words(Language::En, 7_380_000).contains("event server's clock is 2 h 3 min ahead of"));
        assert!(words(Language::Ja, -7_200_000).contains("イベントサーバーの時計が Salesforce より2時間遅れて"));
        assert!(
            wrong_clock(Language::En, ClockOwner::Salesforce, -300_000).contains("Salesforce's clock is 5 min behind")
        );
        assert!(wrong_clock(Language::Ja, ClockOwner::Salesforce, 300_000).contains("5分進んで"));
    }
}
