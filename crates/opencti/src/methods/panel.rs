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
use crate::request::Request;

/// The heights the panel can have, in pixels (`setSoftphonePanelHeight`).
const HEIGHT: core::ops::RangeInclusive<u32> = 240..=2560;
/// The widths the panel can have, in pixels (`setSoftphonePanelWidth`).
const WIDTH: core::ops::RangeInclusive<u32> = 200..=1920;

impl Request {
    /// Whether the panel is open: the answer's `returnValue.visible`.
    pub fn is_panel_visible() -> Self {
        Self::plain("isSoftphonePanelVisible")
    }

    /// Opens the panel, or closes it.
    pub fn panel_visible(visible: bool) -> Self {
        Self::new("setSoftphonePanelVisibility", Args::new().value("visible", &JsValue::from_bool(visible)))
    }

    /// Sets the panel's height in pixels, 240 to 2560.
    pub fn panel_height(pixels: u32) -> Self {
        Self::new("setSoftphonePanelHeight", Args::new().value("heightPX", &JsValue::from(pixels)))
            .checked(HEIGHT.contains(&pixels), "heightPX: 240 to 2560")
    }

    /// Sets the panel's width in pixels, 200 to 1920.
    pub fn panel_width(pixels: u32) -> Self {
        Self::new("setSoftphonePanelWidth", Args::new().value("widthPX", &JsValue::from(pixels)))
            .checked(WIDTH.contains(&pixels), "widthPX: 200 to 1920")
    }

    /// Sets the label of the item in the utility bar.
    pub fn item_label(label: &str) -> Self {
        Self::new("setSoftphoneItemLabel", Args::new().text("label", label))
    }

    /// Sets the icon of the item in the utility bar: the name of a utility icon of the Salesforce Lightning Design System
    /// without its prefix, such as `call`, `incoming_call` or `end_call`.
    pub fn item_icon(key: &str) -> Self {
        Self::icon("setSoftphoneItemIcon", key)
    }

    /// Tells that the softphone can take calls. A call centre with a standby address and a time-out goes over to that address
    /// if it is not told in time, and stays there until the browser is restarted; without those two it does nothing.
    pub fn notify_initialization_complete() -> Self {
        Self::plain("notifyInitializationComplete")
    }

    fn icon(method: &'static str, key: &str) -> Self {
        let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        let right = !key.is_empty() && key.bytes().all(is_name);
        Self::new(method, Args::new().text("key", key)).checked(right, "key: the name of a utility icon")
    }
}

impl OpenCti {
    /// Whether the panel is open.
    pub fn is_panel_visible(&self, deadline: Deadline) -> Call<bool> {
        self.call(Request::is_panel_visible(), deadline, |response| {
            js::get(&answer::value(response), "visible").as_bool().ok_or(CallError::BadAnswer("returnValue.visible"))
        })
    }

    /// [`Request::panel_visible`].
    pub fn set_panel_visible(&self, visible: bool, deadline: Deadline) -> Call<()> {
        self.call(Request::panel_visible(visible), deadline, NOTHING)
    }

    /// [`Request::panel_height`].
    pub fn set_panel_height(&self, pixels: u32, deadline: Deadline) -> Call<()> {
        self.call(Request::panel_height(pixels), deadline, NOTHING)
    }

    /// [`Request::panel_width`].
    pub fn set_panel_width(&self, pixels: u32, deadline: Deadline) -> Call<()> {
        self.call(Request::panel_width(pixels), deadline, NOTHING)
    }

    /// [`Request::item_label`].
    pub fn set_item_label(&self, label: &str, deadline: Deadline) -> Call<()> {
        self.call(Request::item_label(label), deadline, NOTHING)
    }

    /// Sets the label in the head of the open panel.
    pub fn set_panel_label(&self, label: &str, deadline: Deadline) -> Call<()> {
        self.call(Request::new("setSoftphonePanelLabel", Args::new().text("label", label)), deadline, NOTHING)
    }

    /// [`Request::item_icon`].
    pub fn set_item_icon(&self, key: &str, deadline: Deadline) -> Call<()> {
        self.call(Request::item_icon(key), deadline, NOTHING)
    }

    /// Sets the icon in the head of the open panel, by the same names.
    pub fn set_panel_icon(&self, key: &str, deadline: Deadline) -> Call<()> {
        self.call(Request::icon("setSoftphonePanelIcon", key), deadline, NOTHING)
    }

    /// [`Request::notify_initialization_complete`].
    pub fn notify_initialization_complete(&self, deadline: Deadline) -> Call<()> {
        self.call(Request::notify_initialization_complete(), deadline, NOTHING)
    }
}
