//! Objects by the first three characters of their records' IDs (タブコード).

/// Key prefixes of the standard objects that people name in paths.
const PREFIXES: &[(&str, &str)] = &[
    ("001", "Account"),
    ("003", "Contact"),
    ("00Q", "Lead"),
    ("500", "Case"),
    ("006", "Opportunity"),
    ("00T", "Task"),
    ("00U", "Event"),
    ("005", "User"),
    ("701", "Campaign"),
    ("800", "Contract"),
    ("801", "Order"),
    ("01t", "Product2"),
    ("02i", "Asset"),
    ("0Q0", "Quote"),
];

/// The object of a record ID or a key prefix, if it is a standard one.
#[must_use]
pub fn object_of_id(id: &str) -> Option<&'static str> {
    let prefix = id.get(..3)?;
    PREFIXES.iter().find(|(known, _)| *known == prefix).map(|(_, object)| *object)
}

/// The field of an object that takes a telephone number, where an administrator has not named one.
#[must_use]
pub fn phone_field(object: &str) -> Option<&'static str> {
    Some(match object {
        "Account" | "Contact" | "Lead" => "Phone",
        "Case" => "SuppliedPhone",
        // For an object of the org's own, only the search targets say which field it is.
        _ => return None,
    })
}
