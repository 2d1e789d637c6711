//! Click-to-dial: the telephone numbers on Salesforce's own pages.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;

use crate::call::{Call, NOTHING};
use crate::deadline::Deadline;
use crate::error::CallError;
use crate::fan_out::Subscription;
use crate::js;
use crate::methods::view::PersonAccount;
use crate::open_cti::OpenCti;
use crate::request::Request;

/// A number the user clicked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClickToDial {
    /// The number as it stands in the record, in whatever way it was written there.
    pub number: String,
    /// The record's ID.
    pub record_id: Option<String>,
    /// The record's name.
    pub record_name: Option<String>,
    /// The API name of the record's object.
    pub object_type: Option<String>,
    /// Whether the record is a person account, and its other ID.
    pub person: PersonAccount,
    /// What the page's author gave the component to pass on, separated by commas.
    pub params: Option<String>,
}

impl ClickToDial {
    /// Reads a payload; none without a number, which may be one (`typeof`) or a text.
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

impl Request {
    /// Makes the numbers on Salesforce's pages clickable in this tab. They are not at first.
    pub fn enable_click_to_dial() -> Self {
        Self::plain("enableClickToDial")
    }
}

impl OpenCti {
    /// [`Request::enable_click_to_dial`].
    pub fn enable_click_to_dial(&self, deadline: Deadline) -> Call<()> {
        self.call(Request::enable_click_to_dial(), deadline, NOTHING)
    }

    /// Makes them plain text again.
    pub fn disable_click_to_dial(&self, deadline: Deadline) -> Call<()> {
        self.call(Request::plain("disableClickToDial"), deadline, NOTHING)
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
