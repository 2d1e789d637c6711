//! Telephone numbers as a Japanese call centre meets them: typed, pasted, sent by a PBX or stored in a record.
//!
//! [`parse`] turns any text into a [`Number`], or says why it is none. Everything else here is a question about one:
//! how to show it ([`display`]), search it ([`search_forms`]), dial it ([`dialable`]), compare it ([`same`]). When in
//! doubt nothing is rewritten: what is shown is what was written, and what is dialled is what was typed.
//!
//! Facts about the numbering plan are the Ministry of Internal Affairs and Communications' (電気通信番号計画); the table of
//! area codes is generated, see `area.rs`.

mod area;
mod area_table;
mod clean;
mod compare;
mod dial;
mod error;
mod format;
mod kind;
mod nonsense;
mod parse;
mod search;
mod suffix;

#[cfg(test)]
mod tests;

pub use compare::same;
pub use dial::{dialable, dialable_with, is_emergency, is_emergency_with};
pub use error::NumberError;
pub use format::display;
pub use kind::{Kind, Number};
pub use parse::parse;
pub use search::{search_forms, search_forms_with};
