//! One value of a custom setting, before anything has checked it.

use core::fmt::{self, Display, Formatter};
use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The largest whole number that JavaScript holds exactly: 2^53 − 1.
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// The value of a field.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum StoredValue {
    /// The field is empty.
    #[default]
    Null,
    /// A check box.
    Flag(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// An array or an object, which no field of Salesforce holds.
    Unreadable,
}

impl StoredValue {
    /// Whether the field is empty.
    #[must_use]
    pub fn is_null(&self) -> bool {
        *self == Self::Null
    }

    /// The flag, if the value is one.
    #[must_use]
    pub fn flag(&self) -> Option<bool> {
        if let Self::Flag(flag) = self { Some(*flag) } else { None }
    }
}

/// As a person would type the value: empty for nothing and for what cannot be read.
impl Display for StoredValue {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null | Self::Unreadable => Ok(()),
            Self::Flag(flag) => flag.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

impl From<bool> for StoredValue {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<f64> for StoredValue {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for StoredValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for StoredValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl Serialize for StoredValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null | Self::Unreadable => serializer.serialize_unit(),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            // `30`, not `30.0`: Apex compares what it gets with an integer.
            Self::Number(number) if number.fract() == 0.0 && number.abs() <= MAX_SAFE_INTEGER =>
            {
                #[expect(clippy::cast_possible_truncation, reason = "a whole number within the range of i64")]
                serializer.serialize_i64(*number as i64)
            }
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl<'de> Deserialize<'de> for StoredValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = StoredValue;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<StoredValue, E> {
        Ok(StoredValue::Null)
    }

    fn visit_none<E>(self) -> Result<StoredValue, E> {
        Ok(StoredValue::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<StoredValue, D::Error> {
        StoredValue::deserialize(deserializer)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<StoredValue, E> {
        Ok(StoredValue::Flag(flag))
    }

    #[expect(clippy::cast_precision_loss, reason = "JavaScript holds numbers as f64 anyway")]
    fn visit_i64<E>(self, number: i64) -> Result<StoredValue, E> {
        Ok(StoredValue::Number(number as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "JavaScript holds numbers as f64 anyway")]
    fn visit_u64<E>(self, number: u64) -> Result<StoredValue, E> {
        Ok(StoredValue::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<StoredValue, E> {
        Ok(StoredValue::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<StoredValue, E> {
        Ok(StoredValue::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<StoredValue, E> {
        Ok(StoredValue::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<StoredValue, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(StoredValue::Unreadable)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<StoredValue, A::Error> {
        while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(StoredValue::Unreadable)
    }
}
