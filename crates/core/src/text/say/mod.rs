//! Sentences with values.

mod call;
mod control;
mod desk;
pub mod doctor;
pub mod session;
pub mod settings;
pub mod setup;
mod team;
mod work;
mod wrap_up;

pub use call::{
    again_in, announce_end, announce_incoming, announce_state, duration, extension, extension_sent, failed, field,
    log_failed, log_kept, log_waiting, logs_stuck, matches, maybe_done, subject, titled, with_fix,
};
pub use control::{
    labelled, parked_at, parked_no_more, tones_sent, transfer_alerting, transfer_answered, transfer_lost,
    transfer_returned, transfer_unknown,
};
pub use desk::{
    about_call, call_back, keys_taken, message_failed, message_from, message_sent, message_too_long, missed, parked_by,
    pick_up, waiting, with_missed,
};
pub use team::{hand, hand_up, hands_up, lower_hand_of, monitored, monitoring, set_status_of};
pub use work::{
    about_caller, attempt, callbacks, calls_waiting, claimed_by, free_agents, next_status, status_set_by, times_called,
};
pub use wrap_up::{came_from, follow_up, log_skipped, log_stays};
