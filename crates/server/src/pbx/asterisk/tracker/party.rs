//! Who is on a channel: numbers and names as the PBX reports them.

use super::{
    Tracker,
    channel::{Channel, Presentation},
};
use denwa_protocol::{Number, Party};

impl Tracker {
    /// Returns the extension of the phone that a channel belongs to.
    pub(super) fn extension_of(&self, channel: &Channel) -> Option<&str> {
        self.endpoints.get(channel.endpoint()).map(String::as_str)
    }

    /// Returns the party that a channel stands for.
    pub(super) fn identity(&self, channel: &Channel) -> Party {
        if let Some(extension) = self.extension_of(channel) {
            let number = Number::Known { digits: extension.to_owned() };
            return Party { number, name: channel.caller_name.clone() };
        }
        if let Some(digits) = &channel.dial_number {
            let number = Number::Known { digits: digits.clone() };
            return Party { number, name: channel.caller_name.clone() };
        }
        self.party(channel.caller_number.as_deref(), channel.caller_name.as_deref(), channel.caller_presentation)
    }

    /// Returns the party that a calling channel stands for. The leg may know that the number is withheld before the
    /// channel does, because topics overtake each other.
    pub(super) fn identity_to(&self, leg: &Channel, channel: &Channel) -> Party {
        let same = leg.connected_number.is_none() || leg.connected_number == channel.caller_number;
        if leg.connected_presentation == Presentation::Prohibited && same && self.extension_of(channel).is_none() {
            return Party { number: Number::Withheld, name: None };
        }
        self.identity(channel)
    }

    /// Reads a number and a name.
    pub(super) fn party(&self, number: Option<&str>, name: Option<&str>, presentation: Presentation) -> Party {
        let is_listed = |words: &[String], number: &str| words.iter().any(|word| word.eq_ignore_ascii_case(number));
        let number = match (presentation, number) {
            (Presentation::Prohibited, _) => Number::Withheld,
            (_, Some(number)) if is_listed(&self.asterisk.withheld, number) => Number::Withheld,
            (Presentation::Allowed, Some(number))
                if is_number(number) && !is_listed(&self.asterisk.unknown, number) =>
            {
                Number::Known { digits: number.to_owned() }
            }
            _ => Number::Unknown,
        };
        // A caller who withholds the number also withholds the name.
        let name = name.filter(|_| number != Number::Withheld).map(str::to_owned);
        Party { number, name }
    }
}

/// Returns whether a text is a number, not a word (`unavailable`, `s`) and not the zeros of a carrier that knows none.
pub(super) fn is_number(text: &str) -> bool {
    text.contains(|c: char| matches!(c, '1'..='9' | '*' | '#'))
}

/// Returns the number outside in a dial string, `0901234@trunk` or `trunk/0901234`; `None` for a phone's contact,
/// `2001/sip:2001@10.0.0.1`.
pub(super) fn dialled_outside(dial_string: &str) -> Option<&str> {
    let is_digits = |part: &&str| {
        let digits = part.strip_prefix('+').unwrap_or(part);
        digits.len() > 1 && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'*' | b'#'))
    };
    if let Some((number, _)) = dial_string.split_once('@')
        && !number.contains('/')
    {
        return Some(number).filter(is_digits);
    }
    let (_, number) = dial_string.split_once('/')?;
    Some(number.split('@').next().unwrap_or(number)).filter(is_digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_number_in_dial_strings() {
        let cases = [
            ("09012345678@sip.carrier.example", Some("09012345678")),
            ("trunk/0901234", Some("0901234")),
            ("+8190@trunk", Some("+8190")),
            ("2001/sip:2001@127.0.0.1:5061", None),
            ("2001", None),
            ("1001@from-internal/n", Some("1001")),
            ("user@trunk", None),
        ];
        for (text, number) in cases {
            assert_eq!(dialled_outside(text), number, "{text}");
        }
    }

    #[test]
    fn words_and_zeros_are_no_numbers() {
        assert!(["0312345678", "+81", "*72", "#"].into_iter().all(is_number));
        assert!(!["s", "unavailable", "0000000000", ""].into_iter().any(is_number));
    }
}
