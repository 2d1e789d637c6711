//! The Lightning Message Service, through Open CTI: messages to and from components on the page.

use denwa_core::host::{Answer, Channel, Publication};
use denwa_core::{HostError, HostEvent, HostReply};
use opencti::{Call, Deadline, OpenCti};

use super::start::report;
use super::{OpenCtiHost, errors};
use crate::json;

impl OpenCtiHost {
    /// Listens to a channel as long as the page lives.
    pub async fn listen(&self, cti: &OpenCti, channel: Channel, deadline: Deadline) -> Answer {
        let hand_on = move |message| report(HostEvent::Channel { channel, request: json::from_value(message).ok() });
        let subscription = cti.subscribe(channel.name(), hand_on, deadline).await.map_err(errors::of_call)?;
        self.subscriptions.borrow_mut().push(subscription);
        Ok(HostReply::Done)
    }
}

/// Publishes a message.
pub fn publish(
    cti: &OpenCti,
    channel: Channel,
    message: &Publication,
    deadline: Deadline,
) -> Result<Call<()>, HostError> {
    let message = json::to_value(message).map_err(|_| HostError::BadAnswer)?;
    Ok(cti.publish(channel.name(), &message, deadline))
}
