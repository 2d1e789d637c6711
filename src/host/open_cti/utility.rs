//! The panel in the utility bar: its size and its icon.

use denwa_core::HostReply;
use denwa_core::host::{Answer, Icon, Size};
use opencti::{Deadline, OpenCti};

use super::errors;

/// Sets the panel's size.
pub async fn resize(cti: &OpenCti, size: Size, deadline: Deadline) -> Answer {
    // Both calls leave the page before the first answer is awaited.
    let height = cti.set_panel_height(size.height, deadline);
    let width = cti.set_panel_width(size.width, deadline);
    height.await.map_err(errors::of_call)?;
    width.await.map_err(errors::of_call)?;
    Ok(HostReply::Done)
}

/// The icon's name in the design system's set of utility icons.
pub fn icon_name(icon: Icon) -> &'static str {
    match icon {
        Icon::Call => "call",
        Icon::Missed => "missed_call",
        Icon::AfterCallWork => "log_a_call",
        Icon::NotReady => "away",
        Icon::SignedOff => "offline",
        Icon::Incoming => "incoming_call",
        Icon::Outgoing => "outbound_call",
        Icon::Talking => "unmuted",
        Icon::Held => "pause",
        Icon::Warning => "warning",
    }
}
