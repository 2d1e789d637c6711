//! A message of the Manager Interface: an event, a response, or a list item.

use std::fmt;

/// Timestamps from the year 5138 on are ignored as malformed.
const MAX_SECONDS: u64 = 100_000_000_000;

/// A message: its fields in the order of arrival. A key can occur more than once (`ChanVariable`, `Variable`,
/// `Message`).
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Message {
    fields: Vec<(String, String)>,
}

impl Message {
    /// Makes an empty message.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field at the end.
    pub fn push(&mut self, key: impl Into<String>, value: impl Into<String>) {
        self.fields.push((key.into(), value.into()));
    }

    /// Returns the first value of a key. Upper and lower case are the same: Asterisk writes both `DestUniqueId` and
    /// `DestUniqueid`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.fields.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, value)| value.as_str())
    }

    /// Like [`get`](Self::get), but returns `None` for the values with which Asterisk writes "nothing".
    #[must_use]
    pub fn some(&self, key: &str) -> Option<&str> {
        self.get(key).filter(|value| !matches!(*value, "" | "<unknown>" | "<null>" | "(null)" | "<none>"))
    }

    /// Returns all values of a key, in order.
    pub fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, value)| value.as_str())
    }

    /// Returns all fields, in order.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// Returns the event's name. Check this before `Response`: the event `OriginateResponse` has both fields.
    #[must_use]
    pub fn event(&self) -> Option<&str> {
        self.get("Event")
    }

    /// Returns the field `Timestamp` (seconds since the Unix epoch, with a fraction) in microseconds.
    #[must_use]
    pub fn timestamp(&self) -> Option<u64> {
        let (seconds, fraction) = self.get("Timestamp")?.split_once('.')?;
        if fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let digits: String = fraction.chars().chain("000000".chars()).take(6).collect();
        let seconds = seconds.parse::<u64>().ok().filter(|seconds| *seconds < MAX_SECONDS)?;
        Some(seconds * 1_000_000 + digits.parse::<u64>().ok()?)
    }

    /// Returns whether the message has no fields.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Removes all fields with this key.
    pub fn remove(&mut self, key: &str) {
        self.fields.retain(|(name, _)| !name.eq_ignore_ascii_case(key));
    }
}

impl fmt::Debug for Message {
    /// Names the message without its values: callers' numbers and names must not get into logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.event().or_else(|| self.get("Response")).unwrap_or("?");
        write!(f, "Message({kind}, {} fields)", self.fields.len())
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for Message {
    fn from_iter<T: IntoIterator<Item = (K, V)>>(fields: T) -> Self {
        Self { fields: fields.into_iter().map(|(key, value)| (key.into(), value.into())).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_repeated_keys() {
        let message: Message =
            [("ChanVariable", "A=1"), ("Event", "Hold"), ("ChanVariable", "B=2")].into_iter().collect();
        assert_eq!(message.all("chanvariable").collect::<Vec<_>>(), ["A=1", "B=2"]);
        assert_eq!(message.event(), Some("Hold"));
    }

    #[test]
    fn reads_timestamps_to_the_microsecond() {
        let at = |text: &str| [("Timestamp", text)].into_iter().collect::<Message>().timestamp();
        assert_eq!(at("1795325371.538497"), Some(1_795_325_371_538_497));
        assert_eq!(at("1795325371.5"), Some(1_795_325_371_500_000));
        for wrong in ["", "1795325371", "x.1", "1.", "1.x", "99999999999999999999.1", "18446744073709551615.9"] {
            assert_eq!(at(wrong), None, "{wrong}");
        }
    }
}
