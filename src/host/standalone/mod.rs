//! No CRM: the panel is a softphone page of its own, which the event server hands out. The agent signs in with login and password; the
//! token is kept in memory only, so that a page that is loaded again asks again.

mod answer;
mod post;

use core::cell::RefCell;

use denwa_core::host::{Answer, CallCentre, Credentials, SignInFault};
use denwa_core::package::agent_token::{TokenAnswer, TokenError};
use denwa_core::{HostError, HostReply, HostRequest};
use serde::Serialize;

use crate::shell::clock;
use answer::SignedIn;
use post::Outcome;

/// The query parameter of a page of its own.
const STANDALONE: &str = "standalone";

/// Whether a page's query string asks for a page of its own.
pub fn is_wanted(search: &str) -> bool {
    let pairs = search.trim_start_matches('?').split('&');
    pairs.filter_map(|pair| pair.split('=').next()).any(|name| name == STANDALONE)
}

/// The host: it knows who has signed in.
#[derive(Default)]
pub struct StandaloneHost {
    signed_in: RefCell<Option<SignedIn>>,
}

/// What is sent to sign in.
#[derive(Serialize)]
struct SignIn<'a> {
    login: &'a str,
    password: &'a str,
}

/// What is sent to renew a token.
#[derive(Serialize)]
struct Renew {
    token: String,
}

impl StandaloneHost {
    pub async fn answer(&self, request: HostRequest, deadline: u32) -> Answer {
        match request {
            HostRequest::Initialise => Ok(HostReply::Initialised(call_centre()?)),
            HostRequest::SignIn(credentials) => self.sign_in(&credentials, deadline).await,
            HostRequest::AgentToken => self.renew(deadline).await,
            HostRequest::Settings(_) => {
                let signed_in = self.signed_in.borrow();
                let signed_in = signed_in.as_ref().ok_or(HostError::NotAvailable)?;
                Ok(HostReply::Settings(signed_in.settings(clock::now())))
            }
            HostRequest::SignOut => {
                self.signed_in.take();
                Ok(HostReply::Done)
            }
            HostRequest::PanelVisible => Ok(HostReply::Visible(true)),
            HostRequest::NotifyReady
            | HostRequest::EnableClickToDial
            | HostRequest::ShowPanel(_)
            | HostRequest::PanelSize(_)
            | HostRequest::Label(_)
            | HostRequest::Icon(_)
            | HostRequest::Refresh => Ok(HostReply::Done),
            HostRequest::Boot(_)
            | HostRequest::Describe(_)
            | HostRequest::RecordSearch(_)
            | HostRequest::SaveLog(_)
            | HostRequest::Search { .. }
            | HostRequest::Pop(_)
            | HostRequest::Listen(_)
            | HostRequest::Publish(..) => Err(HostError::NotAvailable),
        }
    }

    async fn sign_in(&self, credentials: &Credentials, deadline: u32) -> Answer {
        let body = SignIn { login: &credentials.login, password: credentials.password.reveal() };
        let fault = match post::send::<SignedIn>("sign-in", &body, deadline).await? {
            Outcome::Done(signed_in) => {
                let boot = signed_in.boot(clock::now());
                self.signed_in.replace(Some(signed_in));
                return Ok(HostReply::SignedIn(Ok(Box::new(boot))));
            }
            Outcome::Refused => SignInFault::Wrong,
            Outcome::TooMany { wait } => SignInFault::TooMany { wait },
            Outcome::NotThere => SignInFault::NotOffered,
        };
        Ok(HostReply::SignedIn(Err(fault)))
    }

    /// A new token for the old one. Where the event server takes the old one no longer, there is none.
    async fn renew(&self, deadline: u32) -> Answer {
        let token = self.signed_in.borrow().as_ref().map(|signed_in| signed_in.token.clone());
        let Some(token) = token else { return Ok(no_token()) };
        match post::send::<SignedIn>("renew", &Renew { token }, deadline).await? {
            Outcome::Done(signed_in) => {
                let token = signed_in.token_answer();
                self.signed_in.replace(Some(signed_in));
                Ok(HostReply::Token(token))
            }
            Outcome::TooMany { .. } => Err(HostError::Refused { transient: true, detail: String::new() }),
            Outcome::Refused | Outcome::NotThere => Ok(no_token()),
        }
    }
}

fn no_token() -> HostReply {
    HostReply::Token(TokenAnswer { error: Some(TokenError::Other), ..TokenAnswer::default() })
}

/// The event server is where the page comes from.
fn call_centre() -> Result<CallCentre, HostError> {
    let location = web_sys::window().map(|window| window.location()).ok_or(HostError::NotAvailable)?;
    let (protocol, host) = (location.protocol().unwrap_or_default(), location.host().unwrap_or_default());
    let scheme = if protocol == "https:" { "wss" } else { "ws" };
    let event_server = Some(format!("{scheme}://{host}/telephony"));
    Ok(CallCentre { event_server, is_standalone: true, ..CallCentre::default() })
}

#[cfg(test)]
mod tests {
    use super::is_wanted;

    #[test]
    fn only_the_parameter_itself_asks_for_a_page_of_its_own() {
        for (search, wanted) in [
            ("?standalone", true),
            ("?standalone=1&x", true),
            ("?x=1&standalone", true),
            ("", false),
            ("?mode=standalone", false),
            ("?standalonex", false),
        ] {
            assert_eq!(is_wanted(search), wanted, "{search}");
        }
    }
}
