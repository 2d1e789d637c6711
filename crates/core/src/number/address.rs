//! Addresses around a number: `tel:`, `sip:`, `"Hanako" <sip:2001@pbx>`.

/// The parts of an address, or a text that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Address<'a> {
    /// The text with the number.
    pub text: &'a str,
    /// The value of the parameter `ext`.
    pub extension: Option<&'a str>,
    /// The whole SIP address, if the text is one.
    pub sip: Option<&'a str>,
}

/// Schemes of addresses, and whether they are SIP's.
const SCHEMES: [(&str, bool); 4] = [("tel:", false), ("callto:", false), ("sip:", true), ("sips:", true)];

/// Takes apart a text that [`clean`](super::clean::clean) has seen.
pub(super) fn split(text: &str) -> Address<'_> {
    let inside = in_angle_brackets(text);
    let Some((address, is_sip)) = without_scheme(inside) else {
        return Address { text: before_host(inside), extension: None, sip: None };
    };
    let (address, parameters) = address.split_once(';').unwrap_or((address, ""));
    let extension = parameters.split(';').find_map(|parameter| parameter.strip_prefix("ext="));
    Address {
        text: before_host(address),
        extension,
        sip: Some(address).filter(|address| is_sip && !address.is_empty()),
    }
}

/// The address of `"Name" <sip:2001@pbx>`. Brackets without digits or an address in them are a part of the text.
fn in_angle_brackets(text: &str) -> &str {
    let inside = text.split_once('<').and_then(|(_, after)| after.split_once('>')).map(|(inside, _)| inside);
    let inside = inside.filter(|inside| inside.contains(|c: char| c.is_ascii_digit() || c == '@' || c == ':'));
    inside.unwrap_or(text).trim_matches(' ')
}

/// The text after the scheme, and whether the scheme is SIP's.
fn without_scheme(text: &str) -> Option<(&str, bool)> {
    let (rest, is_sip) = SCHEMES.iter().find_map(|(scheme, is_sip)| Some((text.strip_prefix(scheme)?, *is_sip)))?;
    Some((rest.trim_start_matches('/'), is_sip))
}

/// The user of `2001@pbx`. The `@` of an e-mail address in a longer text stays.
fn before_host(text: &str) -> &str {
    let user = text.split_once('@').filter(|(_, host)| !host.contains(' ')).map(|(user, _)| user);
    user.unwrap_or(text)
}
