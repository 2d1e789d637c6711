//! A call as the panel handles it: the facts of the event server, who the other side is, a command on its way, and the log.
//!
//! A [`Card`] is made when the event server first reports a call, and goes when the agent, or a newer call, puts it away. Its parts are
//! machines of their own: [`Who`] (the search), [`PopState`] (the page that opens), [`Copied`] (the clipboard), [`WrapUp`] (what the agent adds),
//! [`Log`] and [`Report`] (the call log), [`Sites`] (カスタム連携), [`Tones`] and [`Target`] (what is sent to the other side, and where the
//! call is sent). What the settings say is looked up when it is needed, so that a change of settings disturbs
//! nothing that has been done.

mod card;
mod choice;
mod choosing;
mod context;
mod copy;
mod dismissal;
pub(crate) mod draft;
mod hand;
mod linking;
mod log;
mod log_content;
mod log_fields;
mod log_record;
mod logging;
mod names;
mod notes;
mod offers;
mod opening;
mod parking;
mod phase;
mod placeholder_values;
mod pop;
mod popping;
pub(crate) mod rehearsal;
mod report;
mod result;
mod search;
mod searching;
mod site_notices;
mod sites;
mod target;
mod tones;
mod who;
mod wrap_up;

pub use card::Card;
pub use choice::Choice;
pub use context::CallContext;
pub use copy::Copied;
pub(crate) use hand::kind_word;
pub use log::Log;
pub(crate) use names::no_match;
pub use notes::{NoteDecision, NoteFault, Notes};
pub use parking::Parking;
pub use phase::Phase;
pub use pop::PopState;
pub use report::Report;
pub use search::Search;
pub use sites::{Link, LinkKind, SiteFault, Sites};
pub use target::{Target, TargetFault};
pub use tones::{Tones, TonesFault};
pub use who::{Known, NotSearched, Who};
pub use wrap_up::WrapUp;
