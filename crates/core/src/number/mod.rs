//! Telephone numbers as a Japanese call centre meets them: typed, pasted, sent by a PBX or stored in a record.
//!
//! [`parse`] turns any text into a [`Number`], or says why the text is none. The other functions say how to show a number
//! ([`display`]), search it ([`search_forms`]), dial it ([`dialable`]) and compare it ([`same`]). A number that fits no plan for
//! certain is not rewritten: it is shown as it was written, and dialled as it was typed.
//!
//! Facts about the numbering plan are the Ministry of Internal Affairs and Communications' (電気通信番号計画); the table of
//! area codes is generated, see `area.rs`.

mod address;
mod area;
mod area_table;
mod clean;
mod code;
mod compare;
mod country;
mod dial;
mod digits;
mod error;
mod format;
mod hours;
mod kind;
mod national;
mod nonsense;
mod parse;
mod piece;
mod prefix;
mod reader;
mod run;
mod search;
mod spreadsheet;
mod words;

#[cfg(test)]
mod tests;

pub use compare::same;
pub use dial::{Dialable, dialable, dialable_numbers, dialable_with, is_emergency, is_emergency_with};
pub use error::NumberError;
pub use format::{display, display_with};
pub use kind::{CallerId, NationalKind, Number, NumberKind};
pub use parse::{parse, parse_all};
pub use search::{search_forms, search_forms_with};
