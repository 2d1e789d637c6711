//! An object from whatever names it: an API name, a label, a key prefix (タブコード), a record ID, a pasted address of a record or a list.

use crate::destination::object_of_id;
use crate::package::describe::ObjectInfo;
use crate::settings::Reason;
use crate::settings::address::Address;
use crate::settings::schema::Kind;
use crate::settings::value::{check, tidy};

/// The API name of the object that `text` names.
///
/// # Errors
/// [`Reason::OtherHost`] for an address elsewhere, [`Reason::Gone`] for an object the org does not have, or [`Reason::Malformed`].
pub(super) fn object_of(text: &str, objects: &[ObjectInfo]) -> Result<String, Reason> {
    let text = tidy(text);
    if text.contains("://") {
        let address = Address::read(text).filter(|address| address.is("https") || address.is("http"));
        let address = address.ok_or(Reason::Insecure)?;
        if !address.is_salesforce() && !address.is_loopback() {
            return Err(Reason::OtherHost);
        }
        return in_path(address.rest, objects);
    }
    if text.contains(['/', '#', '?']) {
        return in_path(text, objects);
    }
    if let Some(object) = named(text, objects).or_else(|| with_prefix(text, objects)) {
        return Ok(object.to_owned());
    }
    let name = check(Kind::Object, text)?;
    if name.is_empty() {
        Err(Reason::Missing)
    } else if objects.is_empty() {
        // The org's objects are not known yet: Apex and the doctor check the name again.
        Ok(name)
    } else {
        Err(Reason::Gone)
    }
}

/// `/lightning/r/Contact/003…/view`, `/lightning/o/Order__c/list`, `/one/one.app#/sObject/003…/view`, `/003/o`, `/a01…`, `/001?fcf=…`.
fn in_path(path: &str, objects: &[ObjectInfo]) -> Result<String, Reason> {
    let mut before = "";
    for part in path.split(['/', '?', '#', '&', '=', '%']).filter(|part| !part.is_empty()) {
        let object = with_prefix(part, objects);
        let is_name = if objects.is_empty() {
            // After r, o or sObject comes an API name, or an ID.
            let can_be_name = object.is_none() && part.starts_with(|first: char| first.is_ascii_uppercase());
            can_be_name && matches!(before, "r" | "o" | "sObject")
        } else {
            objects.iter().any(|object| object.name == part)
        };
        if is_name {
            return Ok(part.to_owned());
        }
        if let Some(object) = object {
            return Ok(object.to_owned());
        }
        before = part;
    }
    Err(Reason::Gone)
}

fn named<'a>(text: &str, objects: &'a [ObjectInfo]) -> Option<&'a str> {
    let is_named = |object: &&ObjectInfo| object.name.eq_ignore_ascii_case(text) || object.label == text;
    objects.iter().find(is_named).map(|object| object.name.as_str())
}

/// By the first three characters of an ID of 15 or 18 characters, or those alone.
fn with_prefix<'a>(text: &str, objects: &'a [ObjectInfo]) -> Option<&'a str> {
    let is_id = matches!(text.len(), 3 | 15 | 18) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let prefix = text.get(..3).filter(|_| is_id)?;
    let known = objects.iter().find(|object| object.prefix.as_deref() == Some(prefix));
    // Prefixes that are the same in every org serve until the org's own are known.
    let standard = || if objects.is_empty() { object_of_id(prefix) } else { None };
    known.map(|object| object.name.as_str()).or_else(standard)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn org() -> [ObjectInfo; 3] {
        [("Account", "取引先", "001"), ("Contact", "取引先責任者", "003"), ("Order__c", "注文", "a0X")].map(
            |(name, label, prefix)| ObjectInfo {
                name: name.to_owned(),
                label: label.to_owned(),
                prefix: Some(prefix.to_owned()),
            },
        )
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
            assert_eq!(object_of(text, &org()).as_deref(), Ok(object), "{text}");
        }
        for text in ["001", "/001/o", "https://acme.lightning.force.com/lightning/o/Account/list"] {
            assert_eq!(object_of(text, &[]).as_deref(), Ok("Account"), "{text} before the org has told its objects");
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
