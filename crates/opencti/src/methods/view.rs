//! The view that the user looks at: asking for it, hearing of changes, refreshing it.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;

use crate::args::Args;
use crate::call::{Call, NOTHING};
use crate::deadline::Deadline;
use crate::error::CallError;
use crate::fan_out::Subscription;
use crate::js;
use crate::open_cti::OpenCti;

/// What Lightning shows. Off a record's page only the address is known, and not even that in a console's list view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The address. Its structure is unstable, so nothing should be concluded from it.
    pub url: Option<String>,
    /// The record's ID.
    pub record_id: Option<String>,
    /// The record's name.
    pub record_name: Option<String>,
    /// The API name of the record's object.
    pub object_type: Option<String>,
    /// Whether the record is a person account, and its other ID.
    pub person: PersonAccount,
}

/// A person account is an account and a contact at once, and has the IDs of both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonAccount {
    /// Whether the record is a person account; `None` where the host does not say (person accounts are off, or a business account).
    pub is_person_account: Option<bool>,
    /// The account's ID, where `record_id` is its contact's.
    pub account_id: Option<String>,
    /// The contact's ID, where `record_id` is its account's. It goes into the `WhoId` of a log.
    pub contact_id: Option<String>,
}

impl PersonAccount {
    pub(crate) fn read(value: &JsValue) -> Self {
        Self {
            is_person_account: js::get(value, "personAccount").as_bool(),
            account_id: js::text(value, "accountId"),
            contact_id: js::text(value, "contactId"),
        }
    }
}

impl View {
    fn read(value: &JsValue) -> Self {
        Self {
            url: js::text(value, "url"),
            record_id: js::text(value, "recordId"),
            record_name: js::text(value, "recordName"),
            object_type: js::text(value, "objectType"),
            person: PersonAccount::read(value),
        }
    }
}

impl OpenCti {
    /// What the user looks at now. Everything is `None` where the host says nothing (a console's list view).
    pub fn view(&self, deadline: Deadline) -> Call<View> {
        self.call("getAppViewInfo", Args::new(), deadline, |response| Ok(View::read(&response.value())))
    }

    /// Hands every navigation to `subscriber`: changes of the address, of the tab in a console, the opening of a new-record
    /// modal, and every return of the focus. The same view can come twice.
    ///
    /// # Errors
    /// The library has no such method, or threw.
    pub fn on_navigation(&self, subscriber: impl Fn(View) + 'static) -> Result<Subscription, CallError> {
        let subscriber = Closure::<dyn Fn(JsValue)>::new(move |payload: JsValue| {
            if js::is_record(&payload) {
                subscriber(View::read(&payload));
            }
        });
        self.inner.navigations.subscribe(&self.inner.cti, "onNavigationChange", subscriber)
    }

    /// Refreshes the view the user looks at, with its related lists.
    pub fn refresh_view(&self, deadline: Deadline) -> Call<()> {
        self.call("refreshView", Args::new(), deadline, NOTHING)
    }
}
