//! Click-to-dial: the telephone numbers on Salesforce's own pages.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;

use crate::args::Args;
use crate::call::{Call, NOTHING};
use crate::deadline::Deadline;
use crate::error::CallError;
use crate::fan_out::Subscription;
use crate::js;
use crate::methods::view::PersonAccount;
use crate::open_cti::OpenCti;

/// A number the user clicked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClickToDial {
    /// The number exactly as the record has it.
    pub number: String,
    /// The record's ID.
    pub record_id: Option<String>,
    /// The record's name.
    pub record_name: Option<String>,
    /// The API name of the record's object.
    pub object_type: Option<String>,
    /// Whether the record is a person account, and its other ID.
    pub person: PersonAccount,
    /// The parameters that the page's author gave the component, separated by commas.
    pub params: Option<String>,
}

impl ClickToDial {
    /// Reads a payload, unless it has no number. The number may be a string or a JavaScript number.
    fn read(value: &JsValue) -> Option<Self> {
        Some(Self {
            number: js::scalar(&js::get(value, "number"))?,
            record_id: js::text(value, "recordId"),
            record_name: js::text(value, "recordName"),
            object_type: js::text(value, "objectType"),
            person: PersonAccount::read(value),
            params: js::text(value, "params"),
        })
    }
}

impl OpenCti {
    /// Makes the numbers on Salesforce's pages clickable in this tab. They are not at first.
    pub fn enable_click_to_dial(&self, deadline: Deadline) -> Call<()> {
        self.call("enableClickToDial", Args::new(), deadline, NOTHING)
    }

    /// Makes the numbers plain text again.
    pub fn disable_click_to_dial(&self, deadline: Deadline) -> Call<()> {
        self.call("disableClickToDial", Args::new(), deadline, NOTHING)
    }

    /// Hands every click on a number to `subscriber`. Only this browser tab's clicks come.
    ///
    /// # Errors
    /// The library has no such method, or threw.
    pub fn on_click_to_dial(&self, subscriber: impl Fn(ClickToDial) + 'static) -> Result<Subscription, CallError> {
        let subscriber = Closure::<dyn Fn(JsValue)>::new(move |payload: JsValue| {
            if let Some(click) = ClickToDial::read(&payload) {
                subscriber(click);
            }
        });
        self.inner.clicks.subscribe(&self.inner.cti, "onClickToDial", subscriber)
    }
}
