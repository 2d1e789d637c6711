//! Scenarios of the configuration view.

pub mod desk;

mod chaos;
mod conflicts;
mod files;
mod lists;
mod logins;
mod package;
mod test_call;
mod typing;
