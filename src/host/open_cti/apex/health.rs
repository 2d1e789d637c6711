//! `health`: what the doctor shows of the org.

use denwa_core::host::Health;

use super::boot::permissions;
use crate::json::Json;

/// Reads the answer.
pub fn read(answer: &Json) -> Health {
    let centre = answer.get("callCentre");
    let mut objects = Vec::new();
    for (object, may_create) in answer.get("objects").members() {
        objects.push((object.clone(), may_create.flag() == Some(true)));
    }
    Health {
        package: answer.word("package"),
        api_version: answer.word("apiVersion"),
        now: answer.get("now").whole().unwrap_or(0),
        permissions: permissions(answer),
        call_centre: match centre {
            Json::Null => None,
            _ => Some((centre.word("name"), centre.word("adapterUrl"))),
        },
        key: answer.get("key").flag(),
        objects,
        settings_bytes: answer.get("settingsBytes").whole(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::json::of;

    fn read(answer: &Value) -> Health {
        super::read(&of(answer))
    }

    #[test]
    fn the_orgs_health_is_read_whole() {
        let health = read(&json!({
            "v": 1, "package": "0.2.0", "apiVersion": "66.0", "now": 1_795_000_000_000_u64,
            "permissions": {"agent": true, "administrator": false, "api": true},
            "callCentre": {"name": "Denwa", "adapterUrl": "https://panel.example.com/"},
            "key": false, "login": "sato", "objects": {"Denwa_Call_Log__c": true, "Deleted__c": false}, "settingsBytes": 20_480,
        }));
        assert_eq!((health.now, health.key, health.settings_bytes), (1_795_000_000_000, Some(false), Some(20_480)));
        assert_eq!(health.call_centre, Some(("Denwa".into(), "https://panel.example.com/".into())));
        assert!(health.permissions.agent && health.permissions.api && !health.permissions.administrator);
        let mut objects = health.objects;
        objects.sort();
        assert_eq!(objects, [("Deleted__c".to_owned(), false), ("Denwa_Call_Log__c".to_owned(), true)]);
    }

    #[test]
    fn without_a_permission_little_is_told() {
        let health = read(&json!({"v": 1, "callCentre": null, "key": null, "objects": {}, "settingsBytes": null}));
        assert_eq!(health, Health::default());
    }
}
