//! A SIP phone for tests: one registration, one line or several, a hum as voice that says whose it is. Requests are not retransmitted, which a
//! loopback interface does not need. The phone registers again every few seconds, so that it is back soon after a restart
//! of the PBX.
//!
//! `agent.rs` registers, and hands orders and messages to the lines; `call.rs` is the call on a line; `media.rs` is its
//! audio; `link.rs` and `sip.rs` are the signalling that they share.

mod agent;
mod call;
mod link;
mod media;
mod order;
mod sip;
mod voice;

pub use agent::Phone;
pub use link::Account;
pub use order::{LineOrder, LineState, Order, State};
