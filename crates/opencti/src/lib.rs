//! Typed, asynchronous, safe bindings to all of `sforce.opencti`, Salesforce Open CTI for Lightning Experience.
//!
//! ```no_run
//! # async fn boot(window: &web_sys::Window, document: &web_sys::Document) -> Result<(), Box<dyn std::error::Error>> {
//! use opencti::{Deadline, Fields, LoadOptions, PageFacts, SaveLog, ScreenPop};
//!
//! let facts = PageFacts::of(window);
//! let (cti, settings) = opencti::load(document, &facts.frame(), &LoadOptions::default()).await?;
//! let server = settings.item("denwa", "eventServerUrl");
//! let clicks = cti.on_click_to_dial(|click| drop(click.number))?;
//! cti.screen_pop(&ScreenPop::Record { id: "0031x00000AbCdEFGH" }, Deadline::seconds(5)).await?;
//! # Ok(()) }
//! ```
//!
//! [`load`] checks the page first, because the client library fails in silence, loads the library from Salesforce's own domains, and
//! asks the host for the call centre's settings, which proves that it answers. Each way in which that can fail has its own
//! variant of [`InitError`].
//!
//! Every method makes its call at once and returns a [`Call`], a future of the result with a [`Deadline`] of its own; the library has
//! none. [`Call::then`] hands the result to a function instead, and [`OpenCti::ask`] the answer as it came to a [`Request`], which links
//! nothing that reads answers. Whatever the host does, answer late, twice, wrongly or never, ends in a [`CallError`] or in nothing, and no callback of this
//! crate throws into the library. There is one registration with the library for each of its events, however many subscribe.
//!
//! The bindings know the facts of Open CTI and nothing of any telephone. They hold no text for people. They write nothing to the
//! console.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test may stop at once"))]

mod address;
mod answer;
mod args;
mod call;
mod deadline;
mod environment;
mod error;
mod fan_out;
mod init_error;
mod js;
mod load;
mod methods;
mod open_cti;
mod origin;
mod query;
mod refusal;
mod request;
mod wait;

pub use address::{AddressError, LibraryAddress, Version};
pub use answer::Answer;
pub use args::{FieldValue, Fields, FlowArg};
pub use call::{Call, Pending};
pub use deadline::Deadline;
pub use environment::{Environment, EnvironmentError, Fault, Frame};
pub use error::{CallError, CtiError, ErrorCode, Unanswered};
pub use fan_out::Subscription;
pub use init_error::{InitError, Silence};
pub use load::{LoadFault, LoadOptions, PageFacts, Place, Started, load, load_then, load_with};
pub use methods::apex::{Apex, ApexValue};
pub use methods::channel::ChannelSubscription;
pub use methods::click_to_dial::ClickToDial;
pub use methods::engagement::{CompletedWork, WorkStart};
pub use methods::layout::{
    CallTypeLayout, LayoutField, LayoutObject, MatchPop, PopAction, PopWithin, ScreenPopSettings, SoftphoneLayout,
};
pub use methods::log::{LogTarget, SaveLog};
pub use methods::screen_pop::{ScreenPop, ScreenPopData};
pub use methods::search::{CallType, FoundRecord, Search, SearchResult};
pub use methods::settings::CallCenterSettings;
pub use methods::view::{PersonAccount, View};
pub use open_cti::OpenCti;
pub use origin::Origin;
pub use request::Request;
pub use wait::Outcome;
