//! What each setting does: a scenario for every row of the table, named after its field.

mod basic;
mod connection;
mod custom;
mod history;
mod lines;
mod popup;
mod salesforce;
mod status;
mod supervision;
