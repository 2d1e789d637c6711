//! JSON as values: read by the shell, for messages, answers and files, and written by hand.

use core::mem::take;

/// The largest number that is exact everywhere.
const MAX_SAFE: f64 = 9_007_199_254_740_991.0;

/// A value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Json {
    /// `null`.
    #[default]
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// An array.
    Array(Vec<Json>),
    /// An object, in its order.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// A member of an object; `null` where there is none.
    #[must_use]
    pub fn get(&self, name: &str) -> &Self {
        let Self::Object(members) = self else { return &Self::Null };
        members.iter().find(|(member, _)| member == name).map_or(&Self::Null, |(_, value)| value)
    }

    /// Takes a member out of an object; `null` where there is none.
    #[must_use]
    pub fn take(&mut self, name: &str) -> Self {
        let Self::Object(members) = self else { return Self::Null };
        members.iter_mut().find(|(member, _)| member == name).map(|(_, value)| take(value)).unwrap_or_default()
    }

    /// A text; empty for anything else.
    #[must_use]
    pub fn text(&self) -> &str {
        if let Self::Text(text) = self { text } else { "" }
    }

    /// `true` or `false`; nothing for anything else.
    #[must_use]
    pub fn flag(&self) -> Option<bool> {
        if let Self::Bool(flag) = self { Some(*flag) } else { None }
    }

    /// A whole number that is exact everywhere; nothing for anything else.
    #[must_use]
    pub fn whole(&self) -> Option<u64> {
        let Self::Number(number) = *self else { return None };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number in the range")]
        ((0.0..=MAX_SAFE).contains(&number) && number.fract() == 0.0).then_some(number as u64)
    }

    /// The text of a member; empty where there is none.
    #[must_use]
    pub fn word(&self, name: &str) -> String {
        self.get(name).text().to_owned()
    }

    /// The text of a member; nothing where there is none.
    #[must_use]
    pub fn maybe(&self, name: &str) -> Option<String> {
        if let Self::Text(text) = self.get(name) { Some(text.clone()) } else { None }
    }

    /// Whether a member is `true`.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.get(name).flag() == Some(true)
    }

    /// The members of a member that is an array; none for anything else.
    #[must_use]
    pub fn list(&self, name: &str) -> &[Self] {
        self.get(name).items()
    }

    /// The members of an array; none for anything else.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        if let Self::Array(items) = self { items } else { &[] }
    }

    /// The members of an object; none for anything else.
    #[must_use]
    pub fn members(&self) -> &[(String, Self)] {
        if let Self::Object(members) = self { members } else { &[] }
    }
}

/// Append a text as JSON.
pub fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c < ' ' => {
                let digit = |digit: u32| char::from_digit(digit, 16).unwrap_or('0');
                out.push_str("\\u00");
                out.extend([digit(u32::from(c) >> 4), digit(u32::from(c) & 15)]);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// Append a comma, but for the first of an array or an object.
pub fn write_comma(out: &mut String) {
    if !matches!(out.as_bytes().last(), Some(b'[' | b'{')) {
        out.push(',');
    }
}

/// Append the name of a member, whose value is to follow.
pub fn write_name(name: &str, out: &mut String) {
    write_comma(out);
    write_text(name, out);
    out.push(':');
}

/// Append a member that is a text.
pub fn write_member(name: &str, text: &str, out: &mut String) {
    write_name(name, out);
    write_text(text, out);
}
