//! An object from whatever names it: an API name, a label, a key prefix (タブコード), a record ID, a pasted address of a record or a list.

use super::Json;
use crate::cut::{find, first_of, parts};
use crate::destination::object_of_id;
use crate::settings::Reason;
use crate::settings::address::Address;
use crate::settings::schema::Kind;
use crate::settings::value::{check, tidy};

/// The API name of the object that `text` names.
///
/// # Errors
/// [`Reason::OtherHost`] for an address elsewhere, [`Reason::Gone`] for an object the org does not have, or [`Reason::Malformed`].
pub fn object_of<'a>(text: &'a str, objects: &'a [Json]) -> Result<&'a str, Reason> {
    let text = tidy(text);
    if find(text, "://").is_some() {
        let address = Address::read(text).filter(|address| address.is("https") || address.is("http"));
        let address = address.ok_or(Reason::Insecure)?;
        if !address.is_salesforce() && !address.is_loopback() {
            return Err(Reason::OtherHost);
        }
        return in_path(address.rest, objects);
    }
    if first_of(text, b"/#?") < text.len() {
        return in_path(text, objects);
    }
    if let Some(object) = named(text, objects).or_else(|| with_prefix(text, objects)) {
        return Ok(object);
    }
    check(Kind::Object, text)?;
    // Nobody knows yet which objects there are: Apex and the doctor look at it again.
    if text.is_empty() {
        Err(Reason::Missing)
    } else if objects.is_empty() {
        Ok(text)
    } else {
        Err(Reason::Gone)
    }
}

/// `/lightning/r/Contact/003…/view`, `/lightning/o/Order__c/list`, `/one/one.app#/sObject/003…/view`, `/003/o`, `/a01…`, `/001?fcf=…`.
fn in_path<'a>(path: &'a str, objects: &'a [Json]) -> Result<&'a str, Reason> {
    let mut before = "";
    for part in parts(path, b"/?#&=%") {
        let object = with_prefix(part, objects);
        let known = if objects.is_empty() {
            // After r, o or sObject stands an API name, or an ID.
            let api_name = object.is_none() && part.starts_with(|first: char| first.is_ascii_uppercase());
            api_name && matches!(before, "r" | "o" | "sObject")
        } else {
            objects.iter().any(|object| object.get("name").text() == part)
        };
        if known {
            return Ok(part);
        }
        if let Some(object) = object {
            return Ok(object);
        }
        before = part;
    }
    Err(Reason::Gone)
}

fn named<'a>(text: &str, objects: &'a [Json]) -> Option<&'a str> {
    let is =
        |object: &&Json| object.get("name").text().eq_ignore_ascii_case(text) || object.get("label").text() == text;
    objects.iter().find(is).map(|object| object.get("name").text())
}

/// By the first three characters of an ID of 15 or 18 characters, or those alone.
fn with_prefix<'a>(text: &str, objects: &'a [Json]) -> Option<&'a str> {
    let is_id = matches!(text.len(), 3 | 15 | 18) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let prefix = text.get(..3).filter(|_| is_id)?;
    let known = objects.iter().find(|object| object.get("prefix").text() == prefix);
    let known = known.map(|object| object.get("name").text());
    // Those that are the same in every org, for when this one has not told its own.
    known.or_else(|| if objects.is_empty() { object_of_id(prefix) } else { None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn org() -> Vec<Json> {
        [("Account", "取引先", "001"), ("Contact", "取引先責任者", "003"), ("Order__c", "注文", "a0X")]
            .map(|(name, label, prefix)| {
                let text = |(member, text): (&str, &str)| (member.to_owned(), Json::Text(text.to_owned()));
                Json::Object([("name", name), ("label", label), ("prefix", prefix)].map(text).into())
            })
            .into()
    }

    #[test]
    fn whatever_names_an_object() {
        for (text, object) in [
            ("Contact", "Contact"),
            (" order__C\n", "Order__c"),
            ("取引先", "Account"),
            ("003", "Contact"),
            ("a0X", "Order__c"),
            ("0035g00000ABCDE", "Contact"),
            ("a0X5g00000ABCDEAAA", "Order__c"),
            ("https://acme.lightning.force.com/lightning/r/Contact/0035g00000ABCDEAAA/view", "Contact"),
            ("https://acme.lightning.force.com/lightning/r/0035g00000ABCDEAAA/view", "Contact"),
            ("https://acme.lightning.force.com/lightning/o/Order__c/list?filterName=Recent", "Order__c"),
            ("https://acme.lightning.force.com/one/one.app#/sObject/0015g00000ABCDEAAA/view", "Account"),
            ("https://acme.my.salesforce.com/0015g00000ABCDE", "Account"),
            ("https://acme.my.salesforce.com/a0X/o", "Order__c"),
            ("https://acme.my.salesforce.com/003?fcf=00B5g000001", "Contact"),
            ("/lightning/o/Account/home", "Account"),
            ("/001/o", "Account"),
        ] {
            assert_eq!(object_of(text, &org()), Ok(object), "{text}");
        }
        for text in ["001", "/001/o", "https://acme.lightning.force.com/lightning/o/Account/list"] {
            assert_eq!(object_of(text, &[]), Ok("Account"), "{text} before the org has told its objects");
        }
    }

    #[test]
    fn what_names_none() {
        for (text, reason) in [
            ("Order2__c", Reason::Gone),
            ("a0Y", Reason::Gone),
            ("00T", Reason::Malformed),
            ("https://evil.example/001/o", Reason::OtherHost),
            ("javascript://001/o", Reason::Insecure),
            ("https://acme.my.salesforce.com/home/home.jsp", Reason::Gone),
            ("", Reason::Missing),
            ("取引", Reason::Malformed),
        ] {
            assert_eq!(object_of(text, &org()), Err(reason), "{text}");
        }
    }
}
