//! Scenarios of the configuration view.

pub mod desk;
mod org;

mod chaos;
mod conflicts;
mod files;
mod lists;
mod logins;
mod package;
mod people;
mod saving;
mod setup;
mod test_call;
mod typing;
