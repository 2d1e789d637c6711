//! The doctor's page: every check with its state, what was seen, what it means and what to do.

mod check;
mod copy;
mod group;
mod names;
mod page;
mod seen;
mod summary;

pub use page::DoctorPage;
