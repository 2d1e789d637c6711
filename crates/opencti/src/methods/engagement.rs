//! Sales Engagement (`hvs`), in version 46 of the library and later; outbound calls only.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;

use crate::args::Args;
use crate::call::{Call, NOTHING};
use crate::deadline::Deadline;
use crate::error::CallError;
use crate::fan_out::Subscription;
use crate::js;
use crate::methods::screen_pop::is_record_id;
use crate::open_cti::OpenCti;

/// A call step of a cadence has begun. The click-to-dial that follows has the same number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkStart {
    /// The step, to be named when it is completed.
    pub work_id: String,
    /// When it counts as completed: `TaskSaved`, or `CallEnd` before version 48.
    pub complete_when: Option<String>,
    /// The number to call.
    pub to: Option<String>,
}

/// How a call step ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompletedWork {
    /// The step, from [`WorkStart`].
    pub work_id: String,
    /// The call's result, one of the org's call dispositions.
    pub disposition: String,
    /// The Task that logs the call.
    pub task_id: String,
    /// Whether anyone was reached.
    pub was_connected: bool,
}

impl WorkStart {
    fn read(value: &JsValue) -> Option<Self> {
        Some(Self {
            work_id: js::scalar(&js::get(value, "workId"))?,
            complete_when: js::text(value, "completeWorkWhen"),
            to: js::scalar(&js::get(&js::get(value, "attributes"), "to")),
        })
    }
}

impl OpenCti {
    /// Hands every start of a call step to `subscriber`.
    ///
    /// # Errors
    /// The library has no such method, or threw.
    pub fn on_work_start(&self, subscriber: impl Fn(WorkStart) + 'static) -> Result<Subscription, CallError> {
        let subscriber = Closure::<dyn Fn(JsValue)>::new(move |payload: JsValue| {
            if let Some(work) = WorkStart::read(&payload) {
                subscriber(work);
            }
        });
        self.inner.work_starts.subscribe(&self.inner.cti, "hvs.onWorkStart", subscriber)
    }

    /// Completes a call step.
    pub fn complete_work(&self, work: &CompletedWork, deadline: Deadline) -> Call<()> {
        if work.work_id.is_empty() {
            return Call::bad_argument("workId: from the start of the work");
        }
        if !is_record_id(&work.task_id) {
            return Call::bad_argument("taskId: 15 or 18 letters and digits");
        }
        let attributes = Args::new()
            .text("disposition", &work.disposition)
            .text("taskId", &work.task_id)
            .value("wasConnected", &JsValue::from_bool(work.was_connected));
        let args = Args::new().text("workId", &work.work_id).value("attributes", &attributes.into());
        self.call("hvs.completeWork", args, deadline, NOTHING)
    }
}
