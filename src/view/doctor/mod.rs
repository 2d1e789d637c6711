//! The doctor's page: every check with its state, what was seen, what it means and what to do.

mod check;
mod copy;
mod explained;
mod group;
mod names;
mod page;
mod seen;
mod summary;

pub use check::icon_of;
pub use explained::{Explained, Explanation};
pub use names::{check_name, state_name};
pub use page::DoctorPage;
