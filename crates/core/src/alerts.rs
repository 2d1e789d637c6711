//! How the panel draws the agent's attention to a call, as it is told to the browser and heard from it: the ring and its devices, desktop
//! notifications, and what the agent has chosen for herself.

mod device;
mod notification;
mod own;
mod ring;

pub use device::{DeviceFault, OutputDevice};
pub use notification::{Notification, NotificationAccess, NotificationButton, NotificationPress};
pub use own::OwnAlerts;
pub use ring::{Ring, RingPattern, SoundEvent};
