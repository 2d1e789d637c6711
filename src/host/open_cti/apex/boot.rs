//! `boot`: all that a panel needs before it signs in; and `agentToken`: the same token again.

use denwa_core::host::{Boot, Permissions};
use denwa_core::settings::RawSettings;

use super::token_error;
use crate::json::Json;

/// Reads the answer to `boot`. Without a user there is nobody to work for.
pub fn read(answer: &mut Json) -> Option<Box<Boot>> {
    let settings = RawSettings(answer.take("settings"));
    let user = answer.get("user");
    let organisation = answer.get("organisation");
    let token = answer.get("token");
    let boot = Box::new(Boot {
        package: answer.word("package"),
        user: user.word("id"),
        language: user.word("language"),
        time_zone: user.word("timeZone"),
        organisation: organisation.word("id"),
        sandbox: organisation.is("sandbox"),
        permissions: Permissions::of(answer),
        settings: settings.into(),
        token: token.word("token"),
        no_token: token_error(token.get("error").text()).unwrap_or_default(),
    });
    (!boot.user.is_empty() && !boot.organisation.is_empty()).then_some(boot)
}

/// Reads the answer to `agentToken`.
pub fn token(answer: &Json) -> Option<String> {
    answer.maybe("token").filter(|token| !token.is_empty())
}

#[cfg(test)]
mod tests {
    use denwa_core::start::StartFault;
    use serde_json::{Value, json};

    use super::*;
    use crate::json::of;

    fn read(answer: &Value) -> Option<Box<Boot>> {
        super::read(&mut of(answer))
    }

    #[test]
    fn a_start_is_read_whole() {
        let boot = read(&json!({
            "v": 1, "package": "0.2.0",
            "user": {"id": "005", "name": "佐藤 健", "username": "sato@example.com", "profileId": "00e", "profile": "Agents",
                     "language": "ja", "locale": "ja_JP", "timeZone": "Asia/Tokyo"},
            "organisation": {"id": "00D", "name": "Denwa", "sandbox": true},
            "permissions": {"agent": true, "administrator": false, "api": true},
            "settings": {"revision": "7", "levels": [{"level": "organisation", "id": "00D", "values": {"Skip_Internal__c": "off"}}]},
            "token": {"token": "a.b.c", "login": "sato", "expires": 1_795_000_000_000_u64},
        }));
        let boot = boot.expect("it is one");
        assert_eq!((boot.time_zone.as_str(), boot.sandbox), ("Asia/Tokyo", true));
        assert_eq!(boot.permissions, Permissions { agent: true, administrator: false, api: true });
        assert_eq!(boot.settings.0.list("levels").len(), 1);
        assert_eq!(boot.token, "a.b.c");
    }

    #[test]
    fn a_start_without_a_token_says_why() {
        let with = |token: Value| {
            let boot = read(&json!({"v": 1, "user": {"id": "005"}, "organisation": {"id": "00D"}, "token": token}));
            let boot = boot.expect("one");
            assert_eq!(boot.token, "");
            boot.no_token
        };
        assert_eq!(with(json!({"error": "noLogin"})), StartFault::NoLogin);
        assert_eq!(with(json!({"error": "moon"})), StartFault::BadToken);
        assert_eq!(with(json!({"token": "", "login": "x"})), StartFault::BadToken);
        assert_eq!(with(json!("x")), StartFault::BadToken);
        assert_eq!(with(Value::Null), StartFault::BadToken);
    }

    #[test]
    fn what_names_nobody_is_no_start() {
        for answer in [
            json!({"v": 1}),
            json!({"user": {"id": "005"}}),
            json!({"user": {}, "organisation": {"id": "00D"}}),
            json!(7),
        ] {
            assert_eq!(read(&answer), None, "{answer}");
        }
    }
}
