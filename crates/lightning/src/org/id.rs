//! Salesforce's record IDs: 15 case-sensitive characters, and three more by which the ID can be compared without case.

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Pod and reserved characters of this org's IDs, between the key prefix and the serial number.
const POD: &str = "5g000";

/// The 18-character ID with the given key prefix (three characters) and serial number.
#[must_use]
pub fn id18(prefix: &str, serial: u32) -> String {
    let mut digits = [b'0'; 7];
    let mut rest = serial as usize;
    for digit in digits.iter_mut().rev() {
        *digit = BASE62[rest % 62];
        rest /= 62;
    }
    let mut id = format!("{prefix}{POD}");
    id.extend(digits.iter().map(|&b| char::from(b)));
    let suffix = checksum(&id);
    id + &suffix
}

/// The last three characters: each tells which five of the 15 are capital letters, the first in the lowest bit.
fn checksum(id15: &str) -> String {
    id15.as_bytes()
        .chunks(5)
        .map(|chunk| {
            let bits = chunk.iter().enumerate().fold(0, |bits, (i, b)| bits | usize::from(b.is_ascii_uppercase()) << i);
            char::from(ALPHABET[bits])
        })
        .collect()
}

/// The 18-character form of an ID of 15 or 18 characters, or `None` if it is neither.
#[must_use]
pub fn normalise(id: &str) -> Option<String> {
    if !id.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    match id.len() {
        15 => Some(format!("{id}{}", checksum(id))),
        18 if checksum(&id[..15]).eq_ignore_ascii_case(&id[15..]) => {
            Some(format!("{}{}", &id[..15], checksum(&id[..15])))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksum_of_a_known_id() {
        // An ID printed in Salesforce's own documentation with both lengths.
        assert_eq!(normalise("0016e00002lWIsQ").as_deref(), Some("0016e00002lWIsQAAW"));
        assert_eq!(normalise("001D000000IRFma").as_deref(), Some("001D000000IRFmaIAH"));
    }

    #[test]
    fn ids_differ_and_are_their_own_normal_form() {
        let (a, b) = (id18("003", 61), id18("003", 62));
        assert_ne!(a, b);
        assert_eq!(a.len(), 18);
        assert_eq!(normalise(&a), Some(a.clone()));
        assert_eq!(normalise(&a[..15]), Some(a));
    }

    #[test]
    fn what_is_no_id() {
        for text in ["", "003", "003-g0000000001", "0035g0000000001AAAA", "0035g0000000001999"] {
            assert_eq!(normalise(text), None, "{text}");
        }
    }
}
