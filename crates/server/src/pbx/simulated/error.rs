//! Why the simulated PBX refuses a request.

/// Why a request was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ControlError {
    /// The request contradicts itself or the call.
    #[error("{0}")]
    Invalid(String),
    /// A field that this request needs is missing.
    #[error("`{0}` is missing")]
    Missing(&'static str),
    /// There is no such extension.
    #[error("no such extension: {0}")]
    NoSuchExtension(String),
    /// The extension has no such phone.
    #[error("extension {0} has no phone {1}")]
    NoSuchPhone(String, u8),
    /// There is no such queue.
    #[error("no such queue: {0}")]
    NoSuchQueue(String),
    /// There is no such ring group.
    #[error("no such group: {0}")]
    NoSuchGroup(String),
    /// The number cannot be dialled, or calls cannot be sent there.
    #[error("not a number for this: {0:?}")]
    BadNumber(String),
    /// There is no such call.
    #[error("no such call")]
    NoSuchCall,
    /// The call's state does not allow the action.
    #[error("the call's state does not allow this")]
    WrongState,
    /// The phone with this extension is not registered.
    #[error("phone {0} is not registered")]
    Unregistered(String),
    /// All parking places are taken.
    #[error("all parking places are taken")]
    ParkingFull,
    /// Too many calls are live.
    #[error("too many calls are live")]
    TooManyCalls,
    /// The PBX is down.
    #[error("the PBX is down")]
    Down,
}

impl ControlError {
    /// Returns the error's name in answers over HTTP.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "invalid",
            Self::Missing(_) => "missing",
            Self::NoSuchExtension(_) => "noSuchExtension",
            Self::NoSuchPhone(..) => "noSuchPhone",
            Self::NoSuchQueue(_) => "noSuchQueue",
            Self::NoSuchGroup(_) => "noSuchGroup",
            Self::BadNumber(_) => "badNumber",
            Self::NoSuchCall => "noSuchCall",
            Self::WrongState => "wrongState",
            Self::Unregistered(_) => "unregistered",
            Self::ParkingFull => "parkingFull",
            Self::TooManyCalls => "tooManyCalls",
            Self::Down => "down",
        }
    }
}
