//! The phone's socket and account: what registration and calls need to speak SIP.

use crate::sip::{self, Message};
use std::{
    net::{SocketAddr, UdpSocket},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// A phone's account on the PBX.
#[derive(Clone, Debug)]
pub struct Account {
    /// The PBX.
    pub server: SocketAddr,
    /// The user name, which is also the endpoint's name.
    pub user: String,
    /// The password.
    pub password: String,
    /// Whether the phone answers on a `NOTIFY` with `Event: talk`.
    pub talks: bool,
    /// How many calls the phone can have at a time.
    pub lines: usize,
}

/// The phone's socket and account.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) socket: Arc<UdpSocket>,
    pub(crate) port: u16,
    pub(crate) account: Arc<Account>,
    ids: Arc<AtomicU64>,
}

/// An answer to a request.
pub(crate) struct Answer<'a> {
    pub(crate) code: u16,
    pub(crate) reason: &'a str,
    /// The phone's own `To` with its tag.
    pub(crate) local: &'a str,
    /// Further headers, each with its line end.
    pub(crate) headers: &'a str,
    pub(crate) body: &'a str,
}

impl Link {
    pub(crate) fn open(account: Account) -> std::io::Result<Self> {
        let socket = UdpSocket::bind("127.0.0.1:0")?;
        let port = socket.local_addr()?.port();
        Ok(Self { socket: Arc::new(socket), port, account: Arc::new(account), ids: Arc::default() })
    }

    pub(crate) fn send(&self, text: &str) {
        let _ = self.socket.send_to(text.as_bytes(), self.account.server);
    }

    pub(crate) fn unique_id(&self) -> String {
        let count = self.ids.fetch_add(1, Ordering::Relaxed);
        let nanos =
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        format!("{nanos:x}{count:x}{:x}", self.port)
    }

    pub(crate) fn contact(&self) -> String {
        format!("<sip:{}@127.0.0.1:{}>", self.account.user, self.port)
    }

    pub(crate) fn address_of(&self, number: &str) -> String {
        format!("sip:{number}@{}", self.account.server)
    }

    /// Writes the header that answers a challenge.
    pub(crate) fn authorization(&self, challenge: &Message, method: &str, uri: &str) -> String {
        let (name, value) = match challenge.status() {
            Some(407) => ("Proxy-Authorization", challenge.header("Proxy-Authenticate")),
            _ => ("Authorization", challenge.header("WWW-Authenticate")),
        };
        let answer = sip::authorization(value, &self.account.user, &self.account.password, method, uri);
        format!("{name}: {answer}\r\n")
    }

    pub(crate) fn respond(&self, request: &Message, answer: &Answer<'_>) {
        let kind = if answer.body.is_empty() { "" } else { "Content-Type: application/sdp\r\n" };
        let contact = if answer.headers.contains("Contact:") {
            String::new()
        } else {
            format!("Contact: {}\r\n", self.contact())
        };
        let text = format!(
            "SIP/2.0 {} {}\r\n{}From: {}\r\nTo: {}\r\nCall-ID: {}\r\nCSeq: {}\r\n{contact}\
             Allow: INVITE, ACK, BYE, CANCEL, NOTIFY, OPTIONS, UPDATE\r\n{}{kind}Content-Length: {}\r\n\r\n{}",
            answer.code,
            answer.reason,
            request.header_lines("Via"),
            request.header("From"),
            answer.local,
            request.header("Call-ID"),
            request.header("CSeq"),
            answer.headers,
            answer.body.len(),
            answer.body,
        );
        self.send(&text);
    }

    /// Answers a request without headers or body of its own.
    pub(crate) fn respond_briefly(&self, request: &Message, code: u16, reason: &str, local: &str) {
        self.respond(request, &Answer { code, reason, local, headers: "", body: "" });
    }
}
