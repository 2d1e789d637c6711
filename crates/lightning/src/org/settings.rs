//! The package's custom settings as the org stores them: values by owner, rows of lists, locks, and the history of changes.
//!
//! Nothing is checked here, because Salesforce's own page in Setup checks nothing. [`super::apex`] has Apex's checks.

mod owner;

use super::clock;
use super::users::{User, Users};
use denwa_core::settings::schema::{LISTS, ROWS};
use denwa_core::settings::{Key, List};
pub use owner::Owner;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// All custom settings.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// `Denwa_Settings__c` by its owner (`SetupOwnerId`): the organisation, a profile or a user. Fields without a value are absent.
    pub rows: BTreeMap<String, Map<String, Value>>,
    /// The rows of all list custom settings, in the order of their creation.
    pub lists: Vec<ListRow>,
    /// Locks that differ from the settings table's defaults, by field.
    pub locks: BTreeMap<String, bool>,
    /// `Denwa_Setting_Change__c`, the oldest first.
    pub changes: Vec<Change>,
    /// When they were last edited by hand, in milliseconds since 1970.
    pub edited_at: u64,
}

/// A row of a list custom setting.
#[derive(Clone, Debug, PartialEq)]
pub struct ListRow {
    /// API name of the list.
    pub list: String,
    /// `Level__c`: the ID of the organisation, profile or user.
    pub owner: String,
    /// `Order__c`.
    pub order: Option<f64>,
    /// The other fields.
    pub values: Map<String, Value>,
}

/// An entry of the history.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// When, in milliseconds since 1970.
    pub at: u64,
    /// The name of the user who made the change.
    pub by: String,
    /// `organisation`, `profile`, `user` or `lock`.
    pub level: &'static str,
    /// Owner; a lock has none.
    pub id: Option<String>,
    /// The owner's name.
    pub name: Option<String>,
    /// Field or list.
    pub field: String,
    /// The old value.
    pub from: Value,
    /// The new value.
    pub to: Value,
}

impl Settings {
    /// The sample's settings: each agent's login, and nothing else.
    #[must_use]
    pub fn sample(users: &Users) -> Self {
        let login = |user: &User| (user.id(), Map::from_iter([("Login__c".to_owned(), Value::from(&*user.key))]));
        let agents = users.all.iter().filter(|u| u.mapped && !u.extension.is_empty());
        Self { rows: agents.map(login).collect(), edited_at: clock::SAMPLE_MS, ..Self::default() }
    }

    /// The value of a field in an owner's row.
    #[must_use]
    pub fn value(&self, owner: &str, field: &str) -> Value {
        let row = self.rows.get(owner);
        let value = row.and_then(|row| row.iter().find(|(name, _)| name.eq_ignore_ascii_case(field)));
        value.map_or(Value::Null, |(_, value)| value.clone())
    }

    /// The telephony login of a user.
    #[must_use]
    pub fn login(&self, user: &User) -> Option<String> {
        self.value(&user.id(), "Login__c").as_str().filter(|login| !login.is_empty()).map(str::to_owned)
    }

    /// The settings of levels, in the form of Apex's answer.
    #[must_use]
    pub fn of(&self, levels: &[Owner]) -> Value {
        let row = |owner: &Owner| {
            let values = self.rows.get(&owner.id).cloned().unwrap_or_default();
            json!({ "level": owner.level.code(), "id": owner.id, "name": owner.name, "values": values })
        };
        let list = |list: List| {
            let mut rows: Vec<(&ListRow, &Owner)> = self
                .lists
                .iter()
                .filter(|row| List::of_object(&row.list) == Some(list))
                .filter_map(|row| Some((row, levels.iter().find(|owner| owner.id == row.owner)?)))
                .collect();
            rows.sort_by(|(a, x), (b, y)| x.level.cmp(&y.level).then_with(|| by_order(a, b)));
            rows.into_iter().map(move |(row, owner)| {
                let object = list.row().object;
                json!({ "list": object, "level": owner.level.code(), "id": owner.id, "values": row.values })
            })
        };
        let mut settings = json!({
            "levels": levels.iter().map(row).collect::<Vec<_>>(),
            "lists": LISTS.iter().flat_map(|row| list(row.list)).collect::<Vec<_>>(),
            "locks": self.locks.iter().filter(|(field, locked)| is_decided(field, **locked)).collect::<BTreeMap<_, _>>(),
        });
        settings["revision"] = revision(&settings.to_string()).into();
        settings
    }

    /// The rows of an owner's list, in their order.
    #[must_use]
    pub fn list(&self, list: List, owner: &str) -> Vec<&ListRow> {
        let of_it = |row: &&ListRow| List::of_object(&row.list) == Some(list) && row.owner == owner;
        let mut rows: Vec<&ListRow> = self.lists.iter().filter(of_it).collect();
        rows.sort_by(|a, b| by_order(a, b));
        rows
    }

    /// Whether agents may not change a setting for themselves.
    #[must_use]
    pub fn is_locked(&self, key: Key) -> bool {
        let row = key.row();
        self.locks.iter().find(|(field, _)| Key::of_field(field) == Some(key)).map_or(row.locked, |(_, locked)| *locked)
    }

    /// The last change of a field or list at an owner, or of a lock, that a panel made.
    #[must_use]
    pub fn last_change(&self, level: &str, owner: &str, field: &str) -> Option<&Change> {
        self.changes
            .iter()
            .rev()
            .find(|c| c.level == level && c.id.as_deref().unwrap_or_default() == owner && c.field == field)
    }

    /// The size of the custom settings in bytes. Salesforce counts every row at the full length of its fields.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let fields = ROWS.iter().map(|row| row.kind.field_length().map_or(8, usize::from));
        self.rows.len() * fields.sum::<usize>() + (self.lists.len() + self.locks.len()) * 500
    }
}

/// Whether a lock differs from the table's default.
fn is_decided(field: &str, locked: bool) -> bool {
    Key::of_field(field).is_some_and(|key| key.row().locked != locked)
}

/// The sort key of a row: rows without an order come last.
fn by_order(a: &ListRow, b: &ListRow) -> std::cmp::Ordering {
    a.order.unwrap_or(f64::INFINITY).total_cmp(&b.order.unwrap_or(f64::INFINITY))
}

/// A hash of the content (FNV-1a).
fn revision(content: &str) -> String {
    let hash = content
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::users::{ORG_ID, Organisation};

    #[test]
    fn a_users_levels_are_told_as_they_stand() {
        let users = Users::sample();
        let mut settings = Settings::sample(&users);
        let sato = users.find("sato").unwrap();
        let put = |settings: &mut Settings, id: String, field: &str, value: Value| {
            settings.rows.entry(id).or_default().insert(field.into(), value);
        };
        put(&mut settings, ORG_ID.into(), "Session_Minutes__c", json!(30));
        put(&mut settings, users.find("tanaka").unwrap().id(), "Popup_Size__c", json!("large"));
        let told = settings.of(&Owner::of_user(users.organisation, sato));
        let levels = told["levels"].as_array().unwrap();
        assert_eq!(levels[0]["values"], json!({ "Session_Minutes__c": 30 }));
        assert_eq!((&levels[1]["name"], &levels[1]["values"]), (&json!("コールセンター"), &json!({})));
        assert_eq!((&levels[2]["name"], &levels[2]["values"]["Login__c"]), (&json!("佐藤 健"), &json!("sato")));
        assert_eq!(
            settings.of(&Owner::of_profile(users.organisation, sato.profile))["levels"].as_array().unwrap().len(),
            2
        );

        let before = told["revision"].clone();
        assert_eq!(settings.of(&Owner::of_user(users.organisation, sato))["revision"], before);
        put(&mut settings, sato.profile.id(), "Session_Minutes__c", json!(15));
        assert_ne!(settings.of(&Owner::of_user(users.organisation, sato))["revision"], before);
    }

    #[test]
    fn rows_of_lists_have_an_order() {
        let mut settings = Settings::default();
        for (label, order) in [("last", None), ("second", Some(2.0)), ("first", Some(1.0)), ("very last", None)] {
            let values = Map::from_iter([("Label__c".to_owned(), Value::from(label))]);
            settings.lists.push(ListRow { list: "Denwa_Call_Result__c".into(), owner: ORG_ID.into(), order, values });
        }
        let told = settings.of(&[Owner::organisation(Organisation::SAMPLE)]);
        let labels: Vec<&str> =
            told["lists"].as_array().unwrap().iter().map(|row| row["values"]["Label__c"].as_str().unwrap()).collect();
        assert_eq!(labels, ["first", "second", "last", "very last"]);
    }

    #[test]
    fn locks_that_say_what_the_table_says_are_left_out() {
        let locks = [("Session_Minutes__c", true), ("Popup_Size__c", true), ("Nothing__c", true)]
            .map(|(field, locked)| (field.to_owned(), locked))
            .into();
        let settings = Settings { locks, ..Settings::default() };
        assert_eq!(settings.of(&[])["locks"], json!({ "Popup_Size__c": true }));
        assert!(settings.is_locked(Key::PopUpSize) && !settings.is_locked(Key::PopUpSeconds));
    }
}
