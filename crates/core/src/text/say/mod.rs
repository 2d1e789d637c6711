//! Sentences with values.

mod call;
pub mod doctor;
pub mod settings;

pub use call::{
    again_in, announce_incoming, duration, extension, extension_sent, failed, field, log_failed, log_waiting, matches,
    maybe_done, subject, titled, with_fix,
};
