//! Whether two texts are the same number.

use super::kind::NumberKind::{self, Abroad, Extension, National, Short, Unknown};
use super::parse::parse_all;

/// Whether `a` and `b` are the same telephone number, however each is written; where several numbers stand, whether they share one. An
/// extension behind a number and 184, 186 or a carrier's prefix before it do not count. Short numbers are equal only to themselves, never to the end of a longer one; a text that is no
/// number equals nothing.
///
/// ```
/// use denwa_core::number::same;
/// assert!(same("+81-3-1234-5678", "０３（１２３４）５６７８"));
/// assert!(!same("5678", "03-1234-5678"));
/// ```
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    let (Ok(a), Ok(b)) = (parse_all(a), parse_all(b)) else { return false };
    a.iter().any(|a| b.iter().any(|b| is_same(&a.kind, &b.kind)))
}

fn is_same(a: &NumberKind, b: &NumberKind) -> bool {
    match (a, b) {
        (Short(a) | Extension(a), Short(b) | Extension(b)) => a == b,
        // A spreadsheet has dropped the leading 0.
        (National { digits, .. }, Unknown(other)) | (Unknown(other), National { digits, .. }) => {
            digits.strip_prefix('0') == Some(other.as_str())
        }
        // Written without its country code, or without the +.
        (Abroad { country_code, subscriber }, Unknown(other))
        | (Unknown(other), Abroad { country_code, subscriber }) => {
            other == subscriber || other.strip_prefix(country_code.as_str()) == Some(subscriber.as_str())
        }
        _ => a == b,
    }
}
