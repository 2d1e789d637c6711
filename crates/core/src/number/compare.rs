//! Whether two writings are one number.

use super::format::country_code_length;
use super::kind::Dialable;
use super::parse::parse;

/// Whether `a` and `b` are the same telephone number, however each is written. An extension behind a number and 184 or
/// 186 before it do not count. Short numbers are equal only to themselves, never to the end of a longer one; what is no
/// number equals nothing.
///
/// ```
/// use denwa_core::number::same;
/// assert!(same("+81-3-1234-5678", "０３（１２３４）５６７８"));
/// assert!(!same("5678", "03-1234-5678"));
/// ```
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    let (Ok(a), Ok(b)) = (parse(a), parse(b)) else { return false };
    equal(&a.dialable, &b.dialable)
}

fn equal(a: &Dialable, b: &Dialable) -> bool {
    use Dialable::{E164, Extension, National, Short, Unknown};
    match (a, b) {
        (National(a, _), National(b, _)) | (Short(a) | Extension(a), Short(b) | Extension(b)) => a == b,
        // A spreadsheet has eaten the leading 0.
        (National(national, _), Unknown(other)) | (Unknown(other), National(national, _)) => {
            national.as_str().get(1..) == Some(other.as_str())
        }
        // Written without its country code, or without the +.
        (E164(abroad), Unknown(other)) | (Unknown(other), E164(abroad)) => {
            abroad == other || &abroad.as_str()[country_code_length(abroad.as_str())..] == other.as_str()
        }
        _ => a == b,
    }
}
