//! The org's objects and fields with labels in both languages. Saves are checked against them, and pages show them.

mod objects;

pub use objects::OBJECTS;
use serde::Serialize;

/// The field that only records of an org with several currencies have.
pub const CURRENCY: &str = "CurrencyIsoCode";

/// The type of a field.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Kind {
    /// Text in a line.
    Text {
        /// The most characters.
        max: usize,
    },
    /// Text on several lines.
    TextArea {
        /// The most characters.
        max: usize,
    },
    /// A telephone number as somebody typed it, at most 40 characters.
    Phone,
    /// An e-mail address.
    Email,
    /// An address on the web.
    Url,
    /// A restricted picklist.
    Picklist {
        /// The values.
        values: &'static [&'static str],
    },
    /// An open picklist: a value, or any other text of at most 255 characters.
    Combobox {
        /// The values offered.
        values: &'static [&'static str],
    },
    /// The ID of a record of one of the objects.
    Reference {
        /// API names.
        to: &'static [&'static str],
    },
    /// A whole number that is not negative.
    Count,
    /// `YYYY-MM-DD`.
    Date,
    /// ISO 8601, set by the org.
    DateTime,
    /// True or false.
    Boolean,
}

impl Kind {
    /// The most characters, if people write text into the field.
    #[must_use]
    pub fn longest(self) -> Option<usize> {
        match self {
            Self::Text { max } | Self::TextArea { max } => Some(max),
            Self::Phone => Some(40),
            Self::Email => Some(80),
            Self::Combobox { .. } | Self::Url => Some(255),
            _ => None,
        }
    }
}

/// A field of an object.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Field {
    /// API name.
    pub name: &'static str,
    /// Label in English.
    pub en: &'static str,
    /// Label in Japanese.
    pub ja: &'static str,
    /// Its type.
    #[serde(flatten)]
    pub kind: Kind,
    /// A new record needs a value.
    pub required: bool,
    /// A user may set it on a new record.
    pub createable: bool,
    /// A user may change it.
    pub updateable: bool,
}

/// An object.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Object {
    /// API name.
    pub name: &'static str,
    /// Key prefix of its IDs.
    pub prefix: &'static str,
    /// Singular, English.
    pub en: &'static str,
    /// Plural, English.
    pub en_plural: &'static str,
    /// Label in Japanese.
    pub ja: &'static str,
    /// Its fields, in the order of its page.
    pub fields: &'static [Field],
}

impl Object {
    /// The field with that API name. Salesforce compares field names without case.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|f| f.name.eq_ignore_ascii_case(name))
    }

    /// The API name of the field that people call a record by.
    #[must_use]
    pub fn name_field(&self) -> &'static str {
        match self.name {
            "Case" => "CaseNumber",
            "Contract" => "ContractNumber",
            "Order" => "OrderNumber",
            "Task" => "Subject",
            _ => "Name",
        }
    }

    /// Whether the search covers it: not the package's own objects.
    #[must_use]
    pub fn searchable(&self) -> bool {
        !self.name.starts_with("Denwa_")
    }
}

/// The object with that API name, in any case.
#[must_use]
pub fn object(name: &str) -> Option<&'static Object> {
    OBJECTS.iter().find(|o| o.name.eq_ignore_ascii_case(name))
}

/// The object of an ID, by its first three characters.
#[must_use]
pub fn object_of(id: &str) -> Option<&'static Object> {
    let prefix = id.get(..3)?;
    OBJECTS.iter().find(|o| o.prefix == prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_whatever_their_case() {
        let task = object("task").unwrap();
        assert_eq!(task.field("whoid").unwrap().name, "WhoId");
        assert!(task.field("Nonsense").is_none());
        assert_eq!(object_of("00Q5g000000000AEAQ").unwrap().name, "Lead");
        assert!(object_of("zz").is_none());
    }

    #[test]
    fn prefixes_and_field_names_are_unique() {
        for (i, a) in OBJECTS.iter().enumerate() {
            assert!(OBJECTS[i + 1..].iter().all(|b| a.prefix != b.prefix && a.name != b.name));
            for (j, f) in a.fields.iter().enumerate() {
                assert!(a.fields[j + 1..].iter().all(|g| f.name != g.name), "{}.{}", a.name, f.name);
            }
        }
    }
}
