//! Signs a panel in.

use super::{Session, SessionEnd, output::end_for};
use crate::{
    clock::{Now, Steady},
    hub::SignIn,
    net::{
        allowances::Spender,
        hub_task::{Mailbox, ToHub},
        metrics::Reason,
        words::refusal_word,
    },
    store::{Change, change::KeptToken},
    token::Identity,
};
use axum::extract::ws::{Message, WebSocket};
use denwa_protocol::{ClientMessage, Refusal, SignOutReason};
use std::time::Duration;
use tokio::time::timeout;

/// How long a panel may take to sign in.
const SIGN_IN_TIMEOUT: Duration = Duration::from_secs(10);

/// Longest name of a panel's instance, in bytes.
const MAX_INSTANCE_BYTES: usize = 64;

/// How long a panel should wait before trying again if the server is full, in milliseconds.
const FULL_RETRY_MS: u64 = 30_000;

fn refused(reason: Refusal) -> SessionEnd {
    SessionEnd::Refused(reason, None)
}

impl Session {
    /// Counts a refusal, and returns what to tell the panel: an address that was refused too often has to wait.
    pub(super) fn count_refusal(&self, reason: Refusal, retry_after: Option<u64>) -> (Refusal, Option<u64>) {
        let word = refusal_word(reason);
        self.app.metrics.refusals.get_or_create(&Reason { reason: word }).inc();
        self.app.refusal_log().count(word);
        if !matches!(reason, Refusal::BadToken | Refusal::UnknownAgent | Refusal::BadRequest) {
            return (reason, retry_after);
        }
        let wait = self.app.gate().count_refusal(self.address, self.app.clock.now().steady);
        wait.map_or((reason, retry_after), |wait| (Refusal::RateLimited, Some(wait)))
    }

    /// Waits for the first message, verifies its token, and passes the sign-in to the hub, which may still refuse it.
    pub(super) async fn sign_in(&mut self, socket: &mut WebSocket, mailbox: Mailbox) -> Result<Spender, SessionEnd> {
        let first = async {
            loop {
                match socket.recv().await {
                    Some(Ok(Message::Text(text))) => return Ok(text),
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                    Some(Ok(Message::Binary(_))) => return Err(refused(Refusal::BadRequest)),
                    Some(Ok(Message::Close(_))) | None => return Err(SessionEnd::Gone),
                    Some(Err(_)) if self.connection.meter.is_exceeded() => return Err(refused(Refusal::BadRequest)),
                    Some(Err(error)) => return Err(end_for(&error)),
                }
            }
        };
        let text = timeout(SIGN_IN_TIMEOUT, first).await.map_err(|_| refused(Refusal::SignInExpected))??;
        let (token, client, resume) = match serde_json::from_str(&text) {
            Ok(ClientMessage::SignIn { token, client, resume }) => (token, client, resume),
            Ok(_) => return Err(refused(Refusal::SignInExpected)),
            Err(_) => return Err(refused(Refusal::BadRequest)),
        };
        let (now, doubt) = self.app.clock.now_and_doubt();
        let (identity, valid_ms) = self.app.verifier.verify_at(&token, now.wall, doubt).map_err(refused)?;
        if client.instance.len() > MAX_INSTANCE_BYTES {
            return Err(refused(Refusal::BadRequest));
        }
        let expires_at = now.steady + valid_ms;
        let (spender, changes) = self.admit(&identity, &client.instance, now, expires_at)?;
        tracing::debug!(session = self.id, "token verified");
        let sign_in = SignIn {
            session: self.id,
            organisation: identity.organisation,
            user: identity.user,
            login: identity.login,
            is_supervisor: identity.is_supervisor,
            client,
            expires_at,
            resume,
        };
        let sent = self.app.hub.send(ToHub::SignIn(sign_in, mailbox, changes)).await;
        sent.map_err(|_| SessionEnd::SignedOut(SignOutReason::Stopping))?;
        self.is_signed_in = true;
        self.app.metrics.sign_ins.inc();
        Ok(spender)
    }

    /// Admits the panel with a verified token, unless the token belongs to another panel, the agent signs in too often,
    /// or the server is full. Returns also what the store has to keep of the token.
    fn admit(
        &self,
        identity: &Identity,
        instance: &str,
        now: Now,
        expires_at: Steady,
    ) -> Result<(Spender, Vec<Change>), SessionEnd> {
        let Identity { organisation, login, token_id, .. } = identity;
        if !self.app.used_tokens().may_use(organisation, token_id, instance, now.steady) {
            // An honest panel gets a new token, and is in.
            return Err(refused(Refusal::ExpiredToken));
        }
        let limited = |wait| SessionEnd::Refused(Refusal::RateLimited, Some(wait));
        let spender = self.app.allowances().sign_in(organisation, login, now.steady).map_err(limited)?;
        if !self.app.gate().sign_in(self.connection.place()) {
            return Err(limited(FULL_RETRY_MS));
        }
        let token = KeptToken {
            organisation: organisation.clone(),
            id: token_id.clone(),
            instance: instance.to_owned(),
            expires_at: identity.expires_at,
        };
        Ok((spender, self.app.used_tokens().note(token, expires_at, now)))
    }
}
