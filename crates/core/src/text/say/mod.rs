//! Sentences with values.

mod call;
pub mod doctor;
pub mod session;
pub mod settings;
mod wrap_up;

pub use call::{
    again_in, announce_incoming, duration, extension, extension_sent, failed, field, log_failed, log_kept, log_waiting,
    logs_stuck, matches, maybe_done, subject, titled, with_fix,
};
pub use wrap_up::{came_from, follow_up, log_skipped, log_stays};
