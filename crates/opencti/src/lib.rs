//! Typed, asynchronous, safe bindings to all of `sforce.opencti`, Salesforce Open CTI for Lightning Experience.
//!
//! ```no_run
//! # async fn boot(window: &web_sys::Window, document: &web_sys::Document) -> Result<(), Box<dyn std::error::Error>> {
//! use opencti::{Deadline, LoadOptions, PageFacts, ScreenPop};
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
//! asks the host for the call centre's settings, which proves that it answers. Each way in which that can fail has its own variant of
//! [`InitError`].
//!
//! Every method makes its call at once and returns a [`Call`], a future of the result with a [`Deadline`] of its own; the library has
//! none. Whatever the host does, answer late, twice, wrongly or never, ends in a [`CallError`] or in nothing, and no callback of this
//! crate throws into the library. Each of the library's events has one registration, however many subscribe.
//!
//! The bindings know the facts of Open CTI and nothing of any telephone. They hold no text for users and write nothing to the console.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test may stop at once"))]

mod address;
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
mod page;
mod query;
mod refusal;
mod response;
mod script;

pub use address::{AddressError, LibraryAddress, Version};
pub use args::{FieldValue, Fields, FlowArg};
pub use call::Call;
pub use deadline::Deadline;
pub use environment::{Environment, EnvironmentError, Frame};
pub use error::{CallError, CtiError, ErrorCode};
pub use fan_out::Subscription;
pub use init_error::{InitError, Silence};
pub use load::{Library, LoadOptions, load};
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
pub use page::{PageFacts, Place};
pub use salesforce_origin::Origin;
