//! The package's custom settings as they stand in the org: raw values by owner, rows of lists, locks, and who changed what.
//!
//! Nothing is checked here: Setup's own page lets anybody with the right write anything into them. What Apex checks is in
//! [`super::apex`].

use super::users::{self, ORG_ID, ORG_NAME, Profile, USERS, User};
use denwa_core::settings::Level;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Everything that is set.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// `Denwa_Settings__c` by its owner (`SetupOwnerId`): the organisation, a profile or a user. Fields without a value are absent.
    pub rows: BTreeMap<String, Map<String, Value>>,
    /// The rows of all list custom settings, in the order they were made.
    pub lists: Vec<ListRow>,
    /// Locks that differ from the table, by field.
    pub locks: BTreeMap<String, bool>,
    /// `Denwa_Setting_Change__c`, the oldest first.
    pub changes: Vec<Change>,
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

/// A change that Apex made.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// When, in milliseconds since 1970.
    pub at: u64,
    /// The name of who made it.
    pub by: String,
    /// `organisation`, `profile`, `user` or `lock`.
    pub level: &'static str,
    /// Owner.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// The owner's name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Field or list.
    pub field: String,
    /// Before.
    pub from: Value,
    /// After.
    pub to: Value,
}

/// Whose settings are asked for.
#[derive(Clone, Copy, Debug)]
pub enum Subject {
    /// A user's.
    User(&'static User),
    /// Those of anybody with that profile.
    Profile(&'static Profile),
}

impl Subject {
    /// The levels that a subject's settings come from, the widest first.
    fn levels(self) -> Vec<(Level, String, String)> {
        let ids = match self {
            Self::User(user) => vec![ORG_ID.to_owned(), user.profile.id(), user.id()],
            Self::Profile(profile) => vec![ORG_ID.to_owned(), profile.id()],
        };
        ids.iter().filter_map(|id| owner(id)).collect()
    }
}

/// The level that an owner's ID stands for, with the normal form of the ID and the owner's name; `None` if there is no such owner.
#[must_use]
pub fn owner(id: &str) -> Option<(Level, String, String)> {
    if super::id::normalise(id)? == ORG_ID {
        return Some((Level::Organisation, ORG_ID.into(), ORG_NAME.into()));
    }
    let profile = users::profile_by_id(id).map(|p| (Level::Profile, p.id(), p.name.to_owned()));
    profile.or_else(|| users::by_id(id).map(|u| (Level::User, u.id(), u.name())))
}

impl Settings {
    /// The sample's: each agent's login is mapped, and nothing else is set.
    #[must_use]
    pub fn sample() -> Self {
        let login = |user: &&User| (user.id(), Map::from_iter([("Login__c".to_owned(), Value::from(user.key))]));
        Self { rows: USERS.iter().filter(|u| u.mapped).map(|user| login(&user)).collect(), ..Self::default() }
    }

    /// The telephony login that is mapped to a user.
    #[must_use]
    pub fn login(&self, user: &User) -> Option<&str> {
        self.rows.get(&user.id())?.get("Login__c")?.as_str().filter(|login| !login.is_empty())
    }

    /// What is in force for a subject, as Apex tells it.
    #[must_use]
    pub fn of(&self, subject: Subject) -> Value {
        let levels = subject.levels();
        let row = |(level, id, name): &(Level, String, String)| {
            let values = self.rows.get(id).cloned().unwrap_or_default();
            json!({ "level": level.code(), "id": id, "name": name, "values": values })
        };
        let mut rows: Vec<(&ListRow, Level)> = self
            .lists
            .iter()
            .filter_map(|row| Some((row, levels.iter().find(|(_, id, _)| *id == row.owner)?.0)))
            .collect();
        // A stable sort: rows without an order come last, in the order they were made.
        rows.sort_by(|(a, _), (b, _)| a.order.unwrap_or(f64::INFINITY).total_cmp(&b.order.unwrap_or(f64::INFINITY)));
        let list = |(row, level): (&ListRow, Level)| json!({ "list": row.list, "level": level.code(), "id": row.owner, "values": row.values });
        let mut settings = json!({
            "levels": levels.iter().map(row).collect::<Vec<_>>(),
            "lists": rows.into_iter().map(list).collect::<Vec<_>>(),
            "locks": self.locks,
        });
        settings["revision"] = revision(&settings.to_string()).into();
        settings
    }

    /// The rows of a list at one owner, in their order.
    #[must_use]
    pub fn list(&self, list: &str, owner: &str) -> Vec<&ListRow> {
        let mut rows: Vec<&ListRow> = self.lists.iter().filter(|r| r.list == list && r.owner == owner).collect();
        rows.sort_by(|a, b| a.order.unwrap_or(f64::INFINITY).total_cmp(&b.order.unwrap_or(f64::INFINITY)));
        rows
    }

    /// What the custom settings take of the organisation's allowance: Salesforce counts every row at its full size.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let row: usize = denwa_core::settings::schema::ROWS
            .iter()
            .map(|row| row.kind.field_length().map_or(8, |units| usize::from(units) * 3))
            .sum();
        self.rows.len() * row + (self.lists.len() + self.locks.len()) * 1_000
    }
}

/// A text that differs wherever the content does (FNV-1a).
fn revision(content: &str) -> String {
    let hash = content
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_users_levels_are_told_as_they_stand() {
        let mut settings = Settings::sample();
        let sato = users::find("sato").unwrap();
        let put = |settings: &mut Settings, id: String, field: &str, value: Value| {
            settings.rows.entry(id).or_default().insert(field.into(), value);
        };
        put(&mut settings, ORG_ID.into(), "Session_Minutes__c", json!(30));
        put(&mut settings, users::find("tanaka").unwrap().id(), "Popup_Size__c", json!("large"));
        let told = settings.of(Subject::User(sato));
        assert_eq!(told["levels"][0]["values"], json!({ "Session_Minutes__c": 30 }));
        assert_eq!((&told["levels"][1]["name"], &told["levels"][1]["values"]), (&json!("コールセンター"), &json!({})));
        assert_eq!(
            (&told["levels"][2]["name"], &told["levels"][2]["values"]["Login__c"]),
            (&json!("佐藤 健"), &json!("sato"))
        );
        assert_eq!(settings.of(Subject::Profile(sato.profile))["levels"].as_array().unwrap().len(), 2);

        let before = told["revision"].clone();
        assert_eq!(settings.of(Subject::User(sato))["revision"], before);
        put(&mut settings, sato.profile.id(), "Session_Minutes__c", json!(15));
        assert_ne!(settings.of(Subject::User(sato))["revision"], before);
    }

    #[test]
    fn rows_of_lists_have_an_order() {
        let mut settings = Settings::default();
        for (label, order) in [("last", None), ("second", Some(2.0)), ("first", Some(1.0)), ("very last", None)] {
            let values = Map::from_iter([("Label__c".to_owned(), Value::from(label))]);
            settings.lists.push(ListRow { list: "Denwa_Call_Result__c".into(), owner: ORG_ID.into(), order, values });
        }
        let told = settings.of(Subject::User(&USERS[0]));
        let labels: Vec<&str> =
            told["lists"].as_array().unwrap().iter().map(|row| row["values"]["Label__c"].as_str().unwrap()).collect();
        assert_eq!(labels, ["first", "second", "last", "very last"]);
    }

    #[test]
    fn owners_are_found_by_their_id() {
        assert_eq!(owner(ORG_ID).map(|o| o.0), Some(Level::Organisation));
        assert_eq!(owner(&ORG_ID[..15]).map(|o| o.1).as_deref(), Some(ORG_ID));
        assert_eq!(owner(&USERS[3].id()).map(|o| (o.0, o.2)), Some((Level::User, "山本 翔".into())));
        assert_eq!(owner(&USERS[3].profile.id()).map(|o| o.0), Some(Level::Profile));
        assert_eq!(owner("0055g000000zzzz"), None);
    }
}
