//! The settings in force.

use super::row::Row;
use super::schema::{Key, List, LogPart, ROWS};
use crate::number::{dialable, same};
use denwa_protocol::Reason;
use std::collections::BTreeMap;

/// The objects that are searched where nobody has chosen any.
pub const DEFAULT_TARGETS: [&str; 3] = ["Contact", "Account", "Lead"];

/// Settings in force. Every value is valid. The table ([`super::schema`]) makes a getter for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// A value for each row of the table, as in its field.
    texts: Vec<String>,
    dial_prefixes: Vec<String>,
    /// Numbers that were decided on, and whether their calls are linked.
    lines: BTreeMap<String, bool>,
    targets: Vec<Target>,
    log_fields: BTreeMap<LogPart, String>,
    results: Vec<String>,
    harassment_script: Vec<String>,
    harassment_outcomes: Vec<String>,
    statuses: Vec<Reason>,
}

/// An object to be searched (検索対象タブ).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// API name of the object.
    pub object: String,
    /// Telephone fields to search; none means all.
    pub phone: Vec<String>,
    /// Fields to show.
    pub show: Vec<String>,
    /// Only for calls on this line; empty for every line.
    pub line: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            texts: ROWS.iter().map(|row| row.default.to_owned()).collect(),
            dial_prefixes: Vec::new(),
            lines: BTreeMap::new(),
            targets: DEFAULT_TARGETS.map(|object| Target { object: object.to_owned(), ..Target::default() }).into(),
            log_fields: BTreeMap::new(),
            results: Vec::new(),
            harassment_script: Vec::new(),
            harassment_outcomes: Vec::new(),
            statuses: Vec::new(),
        }
    }
}

impl Settings {
    /// The defaults, with some values changed: for tests. The values are not checked.
    #[must_use]
    pub fn with(values: &[(Key, &str)]) -> Self {
        let mut settings = Self::default();
        for (key, text) in values {
            settings.set(*key, text);
        }
        settings
    }

    /// A value as it is stored: a text, a choice's code, an address; empty where nothing is set. For the form: each setting has a typed
    /// getter.
    #[must_use]
    pub(crate) fn text(&self, key: Key) -> &str {
        &self.texts[key as usize]
    }

    /// A switch.
    pub(super) fn is_on(&self, key: Key) -> bool {
        self.text(key) == "on"
    }

    /// A whole number.
    pub(super) fn whole(&self, key: Key) -> u32 {
        self.text(key).parse().unwrap_or(0)
    }

    /// A text that somebody has set; none while it is the default.
    #[must_use]
    pub(crate) fn custom_text(&self, key: Key) -> Option<&str> {
        Some(self.text(key)).filter(|text| *text != key.row().default)
    }

    /// The outside-line and office prefixes (外線発信番号・拠点プレフィックス), the one for dialling first.
    #[must_use]
    pub fn dial_prefixes(&self) -> &[String] {
        &self.dial_prefixes
    }

    /// Whether calls on that number of the organisation are linked (連携対象電話番号).
    #[must_use]
    pub fn is_linked_line(&self, number: &str) -> bool {
        // Nearly always the number is written as in the list; otherwise every line is compared.
        let written_alike = dialable(number).ok().and_then(|number| self.lines.get(&number));
        let decided = written_alike.or_else(|| {
            let mut lines = self.lines.iter();
            lines.find(|(line, _)| same(line, number)).map(|(_, linked)| linked)
        });
        decided.copied().unwrap_or_else(|| self.links_unlisted_lines())
    }

    /// The objects that are searched for a call on that line.
    pub fn targets(&self, line: Option<&str>) -> impl Iterator<Item = &Target> {
        self.targets
            .iter()
            .filter(move |target| target.line.is_empty() || line.is_some_and(|line| same(&target.line, line)))
    }

    /// The field of the log that takes a part of the call, if one does.
    #[must_use]
    pub fn log_field(&self, part: LogPart) -> Option<&str> {
        self.log_fields.get(&part).map(String::as_str)
    }

    /// The results to choose from (通話結果).
    pub fn results(&self) -> impl Iterator<Item = &str> {
        self.results.iter().map(String::as_str)
    }

    /// What the agent says to somebody who harasses her, line by line (カスハラ対応の台本); empty where nobody has set it.
    #[must_use]
    pub fn harassment_script(&self) -> &[String] {
        &self.harassment_script
    }

    /// How a call with harassment can end (カスハラの対応結果); empty where nobody has set it.
    #[must_use]
    pub fn harassment_outcomes(&self) -> &[String] {
        &self.harassment_outcomes
    }

    /// The organisation's own statuses (独自のステータス); empty where the event server's reasons count.
    #[must_use]
    pub fn statuses(&self) -> &[Reason] {
        &self.statuses
    }

    /// Sets a valid value.
    pub(super) fn set(&mut self, key: Key, text: &str) {
        text.clone_into(&mut self.texts[key as usize]);
        if key == Key::DialPrefixes {
            self.dial_prefixes = items(text);
        }
    }

    /// Takes the rows in force of a list.
    pub(super) fn set_rows(&mut self, list: List, rows: &[Row]) {
        match list {
            List::Lines => {
                self.lines = rows.iter().map(|row| (row.subject().to_owned(), row.cell(1) == "on")).collect();
            }
            List::Targets if rows.is_empty() => {}
            List::Targets => self.targets = rows.iter().map(Target::of).collect(),
            List::LogFields => {
                let field = |row: &Row| Some((LogPart::from_code(row.subject())?, row.cell(1).to_owned()));
                self.log_fields = rows.iter().filter_map(field).filter(|(_, field)| !field.is_empty()).collect();
            }
            List::Results => self.results = subjects(rows),
            List::HarassmentScript => self.harassment_script = subjects(rows),
            List::HarassmentOutcomes => self.harassment_outcomes = subjects(rows),
            List::Statuses => self.statuses = rows.iter().map(status).collect(),
        }
    }
}

impl Target {
    fn of(row: &Row) -> Self {
        let (phone, show) = (items(row.cell(1)), items(row.cell(2)));
        Self { object: row.subject().to_owned(), phone, show, line: row.cell(3).to_owned() }
    }
}

/// What each row is about.
fn subjects(rows: &[Row]) -> Vec<String> {
    rows.iter().map(|row| row.subject().to_owned()).collect()
}

/// A status without an English label has the Japanese one.
fn status(row: &Row) -> Reason {
    let (ja, en) = (row.cell(1), row.cell(2));
    let en = if en.is_empty() { ja } else { en };
    Reason { code: row.subject().to_owned(), ja: ja.to_owned(), en: en.to_owned() }
}

/// The items of a checked text.
fn items(text: &str) -> Vec<String> {
    text.split(',').filter(|item| !item.is_empty()).map(str::to_owned).collect()
}
