//! The softphone's panel and its item in the utility bar. There are setters, but no event tells that the user opened or
//! closed the panel, and nothing tells its size.

use wasm_bindgen::JsValue;

use crate::answer;
use crate::args::Args;
use crate::call::{Call, NOTHING};
use crate::deadline::Deadline;
use crate::error::CallError;
use crate::js;
use crate::open_cti::OpenCti;

/// The heights the panel can have, in pixels (`setSoftphonePanelHeight`).
const HEIGHT: core::ops::RangeInclusive<u32> = 240..=2560;
/// The widths the panel can have, in pixels (`setSoftphonePanelWidth`).
const WIDTH: core::ops::RangeInclusive<u32> = 200..=1920;

impl OpenCti {
    /// Whether the panel is open.
    pub fn is_panel_visible(&self, deadline: Deadline) -> Call<bool> {
        self.call("isSoftphonePanelVisible", Args::new(), deadline, |response| {
            js::get(&answer::value(response), "visible").as_bool().ok_or(CallError::BadAnswer("returnValue.visible"))
        })
    }

    /// Opens the panel, or closes it.
    pub fn set_panel_visible(&self, visible: bool, deadline: Deadline) -> Call<()> {
        let args = Args::new().value("visible", &JsValue::from_bool(visible));
        self.call("setSoftphonePanelVisibility", args, deadline, NOTHING)
    }

    /// Sets the panel's height in pixels, 240 to 2560.
    pub fn set_panel_height(&self, pixels: u32, deadline: Deadline) -> Call<()> {
        if !HEIGHT.contains(&pixels) {
            return Call::failed(CallError::BadArgument("heightPX: 240 to 2560"));
        }
        let args = Args::new().value("heightPX", &JsValue::from(pixels));
        self.call("setSoftphonePanelHeight", args, deadline, NOTHING)
    }

    /// Sets the panel's width in pixels, 200 to 1920.
    pub fn set_panel_width(&self, pixels: u32, deadline: Deadline) -> Call<()> {
        if !WIDTH.contains(&pixels) {
            return Call::failed(CallError::BadArgument("widthPX: 200 to 1920"));
        }
        let args = Args::new().value("widthPX", &JsValue::from(pixels));
        self.call("setSoftphonePanelWidth", args, deadline, NOTHING)
    }

    /// Sets the label of the item in the utility bar.
    pub fn set_item_label(&self, label: &str, deadline: Deadline) -> Call<()> {
        self.call("setSoftphoneItemLabel", Args::new().text("label", label), deadline, NOTHING)
    }

    /// Sets the label in the head of the open panel.
    pub fn set_panel_label(&self, label: &str, deadline: Deadline) -> Call<()> {
        self.call("setSoftphonePanelLabel", Args::new().text("label", label), deadline, NOTHING)
    }

    /// Sets the icon of the item in the utility bar: the name of a utility icon of the Salesforce Lightning Design System
    /// without its prefix, such as `call`, `incoming_call` or `end_call`.
    pub fn set_item_icon(&self, key: &str, deadline: Deadline) -> Call<()> {
        self.set_icon("setSoftphoneItemIcon", key, deadline)
    }

    /// Sets the icon in the head of the open panel, by the same names.
    pub fn set_panel_icon(&self, key: &str, deadline: Deadline) -> Call<()> {
        self.set_icon("setSoftphonePanelIcon", key, deadline)
    }

    /// Tells that the softphone can take calls. A call centre with a standby address and a time-out goes over to that address
    /// if it is not told in time, and stays there until the browser is restarted; without those two it does nothing.
    pub fn notify_initialization_complete(&self, deadline: Deadline) -> Call<()> {
        self.call("notifyInitializationComplete", Args::new(), deadline, NOTHING)
    }

    fn set_icon(&self, method: &'static str, key: &str, deadline: Deadline) -> Call<()> {
        let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if key.is_empty() || !key.bytes().all(is_name) {
            return Call::failed(CallError::BadArgument("key: the name of a utility icon"));
        }
        self.call(method, Args::new().text("key", key), deadline, NOTHING)
    }
}
