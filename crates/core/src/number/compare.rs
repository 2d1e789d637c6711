//! Whether two writings are one number.

use super::format::country_code_length;
use super::kind::{Kind, Number};
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
    if a.text == b.text {
        // Seven or eight digits may be a number abroad, or one of the PBX's own.
        return (a.kind == Kind::Abroad) == (b.kind == Kind::Abroad) || a.kind.max(b.kind) == Kind::Unknown;
    }
    is_rest(&a, &b) || is_rest(&b, &a)
}

/// Whether `rest` is what is left of `whole` without its 0, which spreadsheets eat, or without its country code.
fn is_rest(rest: &Number, whole: &Number) -> bool {
    let from = match whole.kind {
        _ if whole.is_national() => 1,
        Kind::Abroad => country_code_length(&whole.text),
        _ => return false,
    };
    rest.kind == Kind::Unknown && whole.text[from..] == rest.text
}
