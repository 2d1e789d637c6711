//! Numbers that agents find by name.

use serde::Deserialize;

/// A queue or a speed dial (短縮ダイヤル) in the agents' directory.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedNumber {
    /// The name.
    pub name: String,
    /// The number to dial: digits, `*`, `#` and a leading `+`.
    pub number: String,
    /// The ID of the organisation whose agents see it. Default: all.
    #[serde(default)]
    pub organisation: Option<String>,
    /// For a queue, its name on the PBX, by which its figures are found. Default: the number.
    #[serde(default)]
    pub queue: Option<String>,
}

impl ListedNumber {
    /// Whether the number can be dialled.
    #[must_use]
    pub fn is_dialable(&self) -> bool {
        let digits = self.number.strip_prefix('+').unwrap_or(&self.number);
        (1..=32).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'*' | b'#'))
    }
}
