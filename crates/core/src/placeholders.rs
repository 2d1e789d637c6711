//! Placeholders in texts and addresses, `{ANI}`, and the values of a call that take their place. A value in an address is encoded,
//! so that nothing a caller sends can become part of the address's own syntax.
//!
//! Whether an administrator's text has only placeholders that exist is checked in [`crate::settings::placeholder`].

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

/// A part of a call that an administrator can name in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// The number of the other side.
    Ani,
    /// The organisation's number that was called.
    Dnis,
    /// The name of the other side.
    Name,
    /// The queue that the call came through.
    Queue,
    /// Whether the call came in or went out.
    Direction,
    /// The event server's ID of the call.
    CallId,
    /// The ID that the legs of one customer's call share.
    RequestId,
    /// The result that the agent chose, once the call is over.
    Result,
    /// How long the call took, once it is over.
    Duration,
}

impl Placeholder {
    /// Every placeholder, in the order in which the help lists them.
    pub const ALL: [Self; 9] = [
        Self::Ani,
        Self::Dnis,
        Self::Name,
        Self::Queue,
        Self::Direction,
        Self::CallId,
        Self::RequestId,
        Self::Result,
        Self::Duration,
    ];

    /// The name between the braces.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ani => "ANI",
            Self::Dnis => "DNIS",
            Self::Name => "NAME",
            Self::Queue => "QUEUE",
            Self::Direction => "DIRECTION",
            Self::CallId => "CALLID",
            Self::RequestId => "REQUESTID",
            Self::Result => "RESULT",
            Self::Duration => "DURATION",
        }
    }

    /// The placeholder of a name in capitals.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|placeholder| placeholder.name() == name)
    }

    /// Whether the value is known while the call still lasts.
    #[must_use]
    pub fn is_known_during_call(self) -> bool {
        !matches!(self, Self::Result | Self::Duration)
    }
}

/// A value for each placeholder; empty where nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values {
    /// See [`Placeholder::Ani`].
    pub ani: String,
    /// See [`Placeholder::Dnis`].
    pub dnis: String,
    /// See [`Placeholder::Name`].
    pub name: String,
    /// See [`Placeholder::Queue`].
    pub queue: String,
    /// See [`Placeholder::Direction`].
    pub direction: String,
    /// See [`Placeholder::CallId`].
    pub call_id: String,
    /// See [`Placeholder::RequestId`].
    pub request_id: String,
    /// See [`Placeholder::Result`].
    pub result: String,
    /// See [`Placeholder::Duration`].
    pub duration: String,
}

impl Values {
    /// The value that takes the place of `placeholder`.
    #[must_use]
    pub fn get(&self, placeholder: Placeholder) -> &str {
        match placeholder {
            Placeholder::Ani => &self.ani,
            Placeholder::Dnis => &self.dnis,
            Placeholder::Name => &self.name,
            Placeholder::Queue => &self.queue,
            Placeholder::Direction => &self.direction,
            Placeholder::CallId => &self.call_id,
            Placeholder::RequestId => &self.request_id,
            Placeholder::Result => &self.result,
            Placeholder::Duration => &self.duration,
        }
    }
}

/// Fills in the placeholders of a text.
#[must_use]
pub fn into_text(template: &str, values: &Values) -> String {
    fill(template, values, String::push_str)
}

/// Fills in the placeholders of an address or a path. Each value is percent-encoded, as one segment of the path or one part of the
/// query.
#[must_use]
pub fn into_address(template: &str, values: &Values) -> String {
    fill(template, values, |filled, value| {
        let is_in_path = !filled.contains(['?', '#']);
        // A segment of two dots climbs to the one above, however the dots are encoded.
        let is_dots = value.bytes().all(|byte| byte == b'.');
        if is_in_default_values(filled) {
            filled.extend(encode(&encode(value).to_string()));
        } else if !(is_in_path && is_dots) {
            filled.extend(encode(value));
        }
    })
}

/// Whether an address ends within Lightning's parameter of a new record's values, `Field=value,Field=value`. Lightning decodes the parameter,
/// splits it at the commas, and decodes each value again (`lightning/pageReferenceUtils`).
fn is_in_default_values(address: &str) -> bool {
    address.rsplit_once(['?', '&']).is_some_and(|(_, parameter)| parameter.starts_with("defaultFieldValues="))
}

/// Copies `template`, with `push` for each value behind what is filled so far. What is no placeholder stays.
fn fill(template: &str, values: &Values, push: impl Fn(&mut String, &str)) -> String {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, from_name)) = rest.split_once('{') {
        filled.push_str(before);
        let named = from_name.split_once('}').and_then(|(name, after)| Some((Placeholder::from_name(name)?, after)));
        if let Some((placeholder, after)) = named {
            push(&mut filled, values.get(placeholder));
            rest = after;
        } else {
            filled.push('{');
            rest = from_name;
        }
    }
    filled + rest
}

/// The characters that RFC 3986 leaves unreserved stay; all others are encoded.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Percent-encodes `text`, so that it can be one segment of a path or one part of a query.
pub(crate) fn encode(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ani(value: &str) -> Values {
        Values { ani: value.to_owned(), ..Values::default() }
    }

    #[test]
    fn a_value_never_becomes_syntax_of_the_address() {
        for (value, encoded) in [
            ("a&b=c", "a%26b%3Dc"),
            ("#x?y/z", "%23x%3Fy%2Fz"),
            ("\"'<>", "%22%27%3C%3E"),
            ("山", "%E5%B1%B1"),
            ("😀", "%F0%9F%98%80"),
            ("+81 3", "%2B81%203"),
            ("%41", "%2541"),
            ("{NAME}", "%7BNAME%7D"),
            ("a\r\nb", "a%0D%0Ab"),
        ] {
            assert_eq!(into_address("/apex/P?x={ANI}&y=1", &ani(value)), format!("/apex/P?x={encoded}&y=1"));
            assert_eq!(into_text("<{ANI}>", &ani(value)), format!("<{value}>"));
        }
    }

    #[test]
    fn a_value_of_a_new_record_is_decoded_twice() {
        let values = Values { name: "山, =%".to_owned(), ..ani("+81 3") };
        let page = "/lightning/o/Contact/new?defaultFieldValues=Phone={ANI},LastName={NAME}&x={ANI}";
        let filled = "Phone=%252B81%25203,LastName=%25E5%25B1%25B1%252C%2520%253D%2525&x=%2B81%203";
        assert_eq!(into_address(page, &values), format!("/lightning/o/Contact/new?defaultFieldValues={filled}"));
        assert_eq!(into_address("/apex/P?xdefaultFieldValues={ANI}", &ani("a,")), "/apex/P?xdefaultFieldValues=a%2C");
    }

    #[test]
    fn a_value_in_a_path_is_one_segment() {
        assert_eq!(into_address("/n/{ANI}/x", &ani("a/../b")), "/n/a%2F..%2Fb/x");
        assert_eq!(into_address("/n/{ANI}/x", &ani("..")), "/n//x");
        assert_eq!(into_address("/n/?q={ANI}", &ani("..")), "/n/?q=..");
    }

    #[test]
    fn braces_without_a_placeholder_stay() {
        for text in ["{", "{}", "{X}", "{ani}", "}{", "a{ANI", ""] {
            assert_eq!(into_text(text, &ani("1")), text);
        }
        assert_eq!(into_text("{{ANI}}{ANI}", &ani("1")), "{1}1");
    }
}
