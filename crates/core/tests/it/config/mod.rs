//! Scenarios of the configuration view.

pub mod desk;
mod org;

mod chaos;
mod conflicts;
mod files;
mod lists;
mod logins;
mod names;
mod package;
mod people;
mod saving;
mod setup;
mod test_call;
mod typing;
