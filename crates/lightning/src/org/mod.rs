//! The sample org: its schema, records, users, search, layout, call centre, and Apex.

pub mod access;
pub mod apex;
pub mod call_center;
pub mod clock;
pub mod id;
pub mod layout;
pub mod pop;
pub mod sample;
pub mod save;
pub mod schema;
pub mod search;
pub mod settings;
pub mod store;
pub mod token;
pub mod users;
