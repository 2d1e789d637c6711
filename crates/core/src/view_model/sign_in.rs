//! The window in which an agent signs in outside a CRM.

use crate::host::SignInFault;
use crate::panel::Panel;
use crate::start::{SignIn, SignInTrouble, Start};
use crate::text::{Msg, say};

/// The window in which an agent signs in outside a CRM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInView {
    /// Login and password are on their way.
    pub is_busy: bool,
    /// Why the agent is asked again.
    pub error: Option<String>,
}

impl Panel {
    pub(super) fn sign_in_view(&self) -> Option<SignInView> {
        let Start::SigningIn(sign_in) = &self.start else { return None };
        let language = self.language();
        Some(match sign_in {
            SignIn::Sent(_) => SignInView { is_busy: true, error: None },
            SignIn::Asking { why } => SignInView {
                is_busy: false,
                error: why.map(|why| match why {
                    SignInTrouble::Empty => Msg::SignInEmpty.t(language).to_owned(),
                    SignInTrouble::Unreachable => Msg::SignInUnreachable.t(language).to_owned(),
                    SignInTrouble::Expired => Msg::SignInExpired.t(language).to_owned(),
                    SignInTrouble::Refused(SignInFault::Wrong) => Msg::SignInWrong.t(language).to_owned(),
                    SignInTrouble::Refused(SignInFault::NotOffered) => Msg::SignInNotOffered.t(language).to_owned(),
                    SignInTrouble::Refused(SignInFault::TooMany { wait }) => {
                        say::session::too_many_tries(language, wait)
                    }
                }),
            },
        })
    }
}
