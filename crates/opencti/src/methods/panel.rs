//! The softphone's panel and its item in the utility bar. There are setters, but no event reports that the user opened or closed the
//! panel, and no method returns its size.

use core::ops::RangeInclusive;

use crate::args::Args;
use crate::call::{Call, NOTHING};
use crate::deadline::Deadline;
use crate::error::CallError;
use crate::js;
use crate::open_cti::OpenCti;

/// The heights the panel can have, in pixels (`setSoftphonePanelHeight`).
const HEIGHT: RangeInclusive<u32> = 240..=2560;
/// The widths the panel can have, in pixels (`setSoftphonePanelWidth`).
const WIDTH: RangeInclusive<u32> = 200..=1920;

impl OpenCti {
    /// Whether the panel is open.
    pub fn is_panel_visible(&self, deadline: Deadline) -> Call<bool> {
        self.call("isSoftphonePanelVisible", Args::new(), deadline, |response| {
            js::get(&response.value(), "visible").as_bool().ok_or(CallError::BadAnswer("returnValue.visible"))
        })
    }

    /// Opens the panel, or closes it.
    pub fn set_panel_visible(&self, visible: bool, deadline: Deadline) -> Call<()> {
        self.call("setSoftphonePanelVisibility", Args::new().value("visible", &visible.into()), deadline, NOTHING)
    }

    /// Sets the panel's height in pixels, 240 to 2560.
    pub fn set_panel_height(&self, pixels: u32, deadline: Deadline) -> Call<()> {
        if !HEIGHT.contains(&pixels) {
            return Call::bad_argument("heightPX: 240 to 2560");
        }
        self.call("setSoftphonePanelHeight", Args::new().value("heightPX", &pixels.into()), deadline, NOTHING)
    }

    /// Sets the panel's width in pixels, 200 to 1920.
    pub fn set_panel_width(&self, pixels: u32, deadline: Deadline) -> Call<()> {
        if !WIDTH.contains(&pixels) {
            return Call::bad_argument("widthPX: 200 to 1920");
        }
        self.call("setSoftphonePanelWidth", Args::new().value("widthPX", &pixels.into()), deadline, NOTHING)
    }

    /// Sets the label of the item in the utility bar.
    pub fn set_item_label(&self, label: &str, deadline: Deadline) -> Call<()> {
        self.call("setSoftphoneItemLabel", Args::new().text("label", label), deadline, NOTHING)
    }

    /// Sets the label in the head of the open panel.
    pub fn set_panel_label(&self, label: &str, deadline: Deadline) -> Call<()> {
        self.call("setSoftphonePanelLabel", Args::new().text("label", label), deadline, NOTHING)
    }

    /// Sets the icon of the item in the utility bar: the name of a utility icon of the Salesforce Lightning Design System without its
    /// prefix, such as `call`, `incoming_call` or `end_call`.
    pub fn set_item_icon(&self, key: &str, deadline: Deadline) -> Call<()> {
        self.set_icon("setSoftphoneItemIcon", key, deadline)
    }

    /// Sets the icon in the head of the open panel, by the same names.
    pub fn set_panel_icon(&self, key: &str, deadline: Deadline) -> Call<()> {
        self.set_icon("setSoftphonePanelIcon", key, deadline)
    }

    fn set_icon(&self, method: &'static str, key: &str, deadline: Deadline) -> Call<()> {
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if key.is_empty() || !key.chars().all(is_name) {
            return Call::bad_argument("key: the name of a utility icon");
        }
        self.call(method, Args::new().text("key", key), deadline, NOTHING)
    }

    /// Reports that the softphone can take calls. A call centre with a standby address and a time-out switches to that address unless
    /// this comes in time, and stays there until the browser is restarted; without those two settings this does nothing.
    pub fn notify_initialization_complete(&self, deadline: Deadline) -> Call<()> {
        self.call("notifyInitializationComplete", Args::new(), deadline, NOTHING)
    }
}
