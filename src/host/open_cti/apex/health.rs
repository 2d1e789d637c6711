//! `health`: what the doctor shows of the org.

use denwa_core::host::Health;

use super::boot::permissions;
use crate::json::Json;

/// Reads the answer.
pub fn read<V: Json>(answer: &V) -> Health {
    let objects = answer.get("objects");
    let number = |key: &str| answer.get(key).and_then(|value| value.number());
    Health {
        package: answer.word("package"),
        api_version: answer.word("apiVersion"),
        now: number("now").unwrap_or(0),
        permissions: permissions(answer),
        call_centre: answer.get("callCentre").map(|centre| (centre.word("name"), centre.word("adapterUrl"))),
        key: answer.get("key").and_then(|key| key.flag()),
        login: answer.word("login"),
        objects: objects.map_or_else(Vec::new, |objects| {
            objects.keys().into_iter().map(|object| (object.clone(), objects.is(&object))).collect()
        }),
        settings_bytes: number("settingsBytes"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

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
