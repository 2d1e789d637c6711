//! A SIP phone for tests: one registration, one call at a time, and silence as audio. Requests are not retransmitted,
//! which a loopback interface does not need. The phone registers again every few seconds, so that it is back soon after
//! a restart of the PBX.

use super::sip::{self, Message};
use serde::{Deserialize, Serialize};
use std::{
    net::{SocketAddr, UdpSocket},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    time::{Duration, Instant},
};

/// An order to a phone.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Order {
    /// Register, and stay registered.
    Register,
    /// Unregister.
    Unregister,
    /// Call a number.
    Call {
        /// The number to dial.
        number: String,
    },
    /// Answer the ringing call.
    Answer,
    /// Reject the ringing call.
    Reject {
        /// SIP status; default 486.
        code: Option<u16>,
    },
    /// Hang up; also rejects a ringing call and cancels an unanswered one.
    Hangup,
    /// The same as `Hangup`.
    Cancel,
    /// Put the other side on hold.
    Hold,
    /// Take the other side off hold.
    Retrieve,
    /// Transfer the call blindly.
    Transfer {
        /// The target's number.
        number: String,
    },
    /// Stop without unregistering or hanging up.
    Quit,
}

/// A state that a phone reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum State {
    /// The phone has registered.
    Registered,
    /// The phone has unregistered.
    Unregistered,
    /// The phone rings.
    Incoming {
        /// The number on its display.
        from: String,
        /// The name on its display.
        name: String,
    },
    /// The other side rings.
    Ringing,
    /// Both sides are connected.
    Connected,
    /// The phone holds the other side.
    Holding,
    /// The other side holds the phone.
    Held,
    /// The transfer failed; the call goes on.
    TransferFailed {
        /// SIP status.
        code: u16,
    },
    /// The call has ended.
    Ended {
        /// SIP status; 200 if the call was answered.
        code: u16,
    },
}

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
}

/// A running phone.
#[derive(Debug)]
pub struct Phone {
    /// Orders to the phone.
    pub orders: Sender<Order>,
    /// The phone's states.
    pub states: Receiver<State>,
}

impl Phone {
    /// Starts a phone in a thread.
    pub fn start(account: Account) -> std::io::Result<Self> {
        let socket = UdpSocket::bind("127.0.0.1:0")?;
        socket.set_read_timeout(Some(Duration::from_millis(10)))?;
        let (orders, order_receiver) = channel();
        let (state_sender, states) = channel();
        let port = socket.local_addr()?.port();
        let call_id = format!("r{port}-{}", std::process::id());
        let mut ua = UserAgent {
            socket,
            port,
            account,
            states: state_sender,
            call: None,
            register_at: None,
            is_registered: false,
            call_id,
            cseq: 0,
            id_count: 0,
        };
        std::thread::spawn(move || ua.run(&order_receiver));
        Ok(Self { orders, states })
    }
}

struct UserAgent {
    socket: UdpSocket,
    port: u16,
    account: Account,
    states: Sender<State>,
    call: Option<Call>,
    /// When to register next; `None` while the phone is to be unregistered.
    register_at: Option<Instant>,
    is_registered: bool,
    /// The `Call-ID` of registrations.
    call_id: String,
    /// The last `CSeq` number of registrations.
    cseq: u32,
    id_count: u64,
}

/// The progress of a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Progress {
    /// The phone calls.
    Calling,
    /// The phone rings.
    Incoming,
    /// The call is connected.
    Up,
    /// The phone has sent CANCEL.
    Leaving,
}

struct Call {
    /// The `Call-ID`.
    id: String,
    progress: Progress,
    /// The phone's own address with its tag.
    local: String,
    /// The other side's address as received.
    remote: String,
    /// The URI for requests.
    target: String,
    cseq: u32,
    branch: String,
    /// The INVITE of a ringing call.
    invite: Option<Message>,
    media: Media,
    is_holding: bool,
    is_held: bool,
    /// The `CSeq` number of the last INVITE with credentials, so that a second challenge is not answered again.
    authorized: u32,
}

/// Audio: silence, sent until dropped.
struct Media {
    socket: UdpSocket,
    stop: Arc<AtomicBool>,
    is_sending: bool,
}

impl Media {
    fn new() -> std::io::Result<Self> {
        Ok(Self { socket: UdpSocket::bind("127.0.0.1:0")?, stop: Arc::default(), is_sending: false })
    }

    fn port(&self) -> u16 {
        self.socket.local_addr().map_or(0, |address| address.port())
    }

    /// Starts sending silence (RTP, PCMU, 20 ms packets) to a port, for at most 22 minutes.
    fn send_to(&mut self, port: u16) {
        let Ok(socket) = self.socket.try_clone() else { return };
        if std::mem::replace(&mut self.is_sending, true) {
            return;
        }
        let stop = self.stop.clone();
        std::thread::spawn(move || {
            let mut packet = [0xff_u8; 172];
            packet[..12].copy_from_slice(&[0x80, 0, 0, 0, 0, 0, 0, 0, 0x44, 0x65, 0x6e, 0x77]);
            for number in 0_u16.. {
                if stop.load(Ordering::Relaxed) || number == u16::MAX {
                    return;
                }
                packet[2..4].copy_from_slice(&number.to_be_bytes());
                packet[4..8].copy_from_slice(&(u32::from(number) * 160).to_be_bytes());
                let _ = socket.send_to(&packet, ("127.0.0.1", port));
                std::thread::sleep(Duration::from_millis(20));
            }
        });
    }
}

impl Drop for Media {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

const REGISTER_INTERVAL: Duration = Duration::from_secs(4);
const REGISTER_RETRY: Duration = Duration::from_millis(500);

impl UserAgent {
    fn run(&mut self, orders: &Receiver<Order>) {
        let mut buffer = vec![0; 65_536];
        loop {
            match orders.try_recv() {
                Ok(Order::Quit) | Err(std::sync::mpsc::TryRecvError::Disconnected) => return,
                Ok(order) => self.order(order),
                Err(std::sync::mpsc::TryRecvError::Empty) => {}
            }
            if self.register_at.is_some_and(|at| at <= Instant::now()) {
                self.register_at = Some(Instant::now() + REGISTER_RETRY);
                self.send_register(60, None);
            }
            let Ok((length, _)) = self.socket.recv_from(&mut buffer) else { continue };
            let Some(message) = Message::parse(&String::from_utf8_lossy(&buffer[..length])) else { continue };
            if message.status().is_some() {
                self.handle_response(&message);
            } else {
                self.handle_request(message);
            }
        }
    }

    fn report(&self, state: State) {
        // An error means that nobody reads the states any more.
        let _ = self.states.send(state);
    }

    fn send(&self, text: &str) {
        let _ = self.socket.send_to(text.as_bytes(), self.account.server);
    }

    fn unique_id(&mut self) -> String {
        self.id_count += 1;
        let nanos =
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        format!("{nanos:x}{:x}{:x}", self.id_count, self.port)
    }

    fn contact(&self) -> String {
        format!("<sip:{}@127.0.0.1:{}>", self.account.user, self.port)
    }

    fn order(&mut self, order: Order) {
        match order {
            Order::Register => self.register_at = Some(Instant::now()),
            Order::Unregister => {
                self.register_at = None;
                self.send_register(0, None);
            }
            Order::Call { number } => self.dial(&number),
            Order::Answer => self.answer(),
            Order::Reject { code } => self.reject(code.unwrap_or(486)),
            Order::Hangup | Order::Cancel => self.hang_up(),
            Order::Hold => self.reinvite(true),
            Order::Retrieve => self.reinvite(false),
            Order::Transfer { number } => {
                let target = format!("sip:{number}@{}", self.account.server);
                self.send_next_in_dialog("REFER", &format!("Refer-To: <{target}>\r\n"), "", None);
            }
            Order::Quit => {}
        }
    }

    fn send_register(&mut self, expires: u32, challenge: Option<&Message>) {
        self.cseq += 1;
        let (user, server) = (&self.account.user.clone(), self.account.server);
        let uri = format!("sip:{server}");
        let authorization = challenge.map(|message| self.authorization(message, "REGISTER", &uri)).unwrap_or_default();
        let (branch, tag) = (self.unique_id(), self.port);
        let text = format!(
            "REGISTER {uri} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{};rport;branch=z9hG4bK{branch}\r\nMax-Forwards: 70\r\n\
             From: <sip:{user}@{server}>;tag=t{tag}\r\nTo: <sip:{user}@{server}>\r\nCall-ID: {}\r\nCSeq: {} REGISTER\r\n\
             Contact: {}\r\nExpires: {expires}\r\n{authorization}Content-Length: 0\r\n\r\n",
            self.port,
            self.call_id,
            self.cseq,
            self.contact(),
        );
        self.send(&text);
    }

    fn authorization(&self, challenge: &Message, method: &str, uri: &str) -> String {
        let (name, value) = match challenge.status() {
            Some(407) => ("Proxy-Authorization", challenge.header("Proxy-Authenticate")),
            _ => ("Authorization", challenge.header("WWW-Authenticate")),
        };
        let answer = sip::authorization(value, &self.account.user, &self.account.password, method, uri);
        format!("{name}: {answer}\r\n")
    }

    fn dial(&mut self, number: &str) {
        if self.call.is_some() {
            return;
        }
        let Ok(media) = Media::new() else { return };
        let (id, tag, branch) = (self.unique_id(), self.unique_id(), self.unique_id());
        let (user, server) = (&self.account.user, self.account.server);
        let target = format!("sip:{number}@{server}");
        self.call = Some(Call {
            id,
            progress: Progress::Calling,
            local: format!("<sip:{user}@{server}>;tag={tag}"),
            remote: format!("<{target}>"),
            target,
            cseq: 1,
            branch,
            invite: None,
            media,
            is_holding: false,
            is_held: false,
            authorized: 0,
        });
        self.send_invite(None);
    }

    /// Sends an INVITE: the first, a repetition with credentials, or a re-INVITE that holds or retrieves.
    fn send_invite(&mut self, challenge: Option<&Message>) {
        let Some(call) = &self.call else { return };
        let direction = match (call.is_holding, call.is_held) {
            (true, true) => "inactive",
            (true, false) => "sendonly",
            (false, true) => "recvonly",
            (false, false) => "sendrecv",
        };
        let body = sip::sdp(call.media.port(), direction);
        self.send_in_dialog("INVITE", "Content-Type: application/sdp\r\n", &body, challenge);
    }

    /// Sends a request within the call, with the next `CSeq` number.
    fn send_next_in_dialog(&mut self, method: &str, headers: &str, body: &str, challenge: Option<&Message>) {
        let branch = self.unique_id();
        let Some(call) = &mut self.call else { return };
        call.cseq += 1;
        call.branch = branch;
        self.send_in_dialog(method, headers, body, challenge);
    }

    fn send_in_dialog(&mut self, method: &str, headers: &str, body: &str, challenge: Option<&Message>) {
        let Some(call) = &self.call else { return };
        let authorization = challenge.map(|m| self.authorization(m, method, &call.target)).unwrap_or_default();
        let text = format!(
            "{method} {} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{};rport;branch=z9hG4bK{}\r\nMax-Forwards: 70\r\nFrom: {}\r\n\
             To: {}\r\nCall-ID: {}\r\nCSeq: {} {method}\r\nContact: {}\r\n{authorization}{headers}Content-Length: {}\r\n\r\n{body}",
            call.target,
            self.port,
            call.branch,
            call.local,
            call.remote,
            call.id,
            call.cseq,
            self.contact(),
            body.len(),
        );
        self.send(&text);
    }

    fn answer(&mut self) {
        let Some(call) = &mut self.call else { return };
        let Some(invite) = call.invite.take() else { return };
        call.progress = Progress::Up;
        if let Some(port) = sip::media_port(&invite.body) {
            call.media.send_to(port);
        }
        let body = sip::sdp(call.media.port(), "sendrecv");
        let local = call.local.clone();
        self.respond(&invite, 200, "OK", &local, &body);
        self.report(State::Connected);
    }

    fn reject(&mut self, code: u16) {
        let Some(call) = self.call.take_if(|call| call.invite.is_some()) else { return };
        if let Some(invite) = &call.invite {
            self.respond(invite, code, "No", &call.local, "");
        }
        self.report(State::Ended { code });
    }

    fn hang_up(&mut self) {
        match self.call.as_ref().map(|call| call.progress) {
            Some(Progress::Incoming) => self.reject(486),
            Some(Progress::Calling) => {
                self.send_in_dialog("CANCEL", "", "", None);
                if let Some(call) = &mut self.call {
                    call.progress = Progress::Leaving;
                }
            }
            Some(Progress::Up) => {
                self.send_next_in_dialog("BYE", "", "", None);
                self.call = None;
                self.report(State::Ended { code: 200 });
            }
            Some(Progress::Leaving) | None => {}
        }
    }

    fn reinvite(&mut self, hold: bool) {
        let branch = self.unique_id();
        let Some(call) = self.call.as_mut().filter(|call| call.progress == Progress::Up) else { return };
        call.is_holding = hold;
        call.cseq += 1;
        call.branch = branch;
        self.send_invite(None);
    }

    /// Answers a request. `local` is the phone's own `To` with its tag.
    fn respond(&self, request: &Message, code: u16, reason: &str, local: &str, body: &str) {
        let kind = if body.is_empty() { "" } else { "Content-Type: application/sdp\r\n" };
        let text = format!(
            "SIP/2.0 {code} {reason}\r\n{}From: {}\r\nTo: {local}\r\nCall-ID: {}\r\nCSeq: {}\r\nContact: {}\r\n\
             Allow: INVITE, ACK, BYE, CANCEL, NOTIFY, OPTIONS, UPDATE\r\n{kind}Content-Length: {}\r\n\r\n{body}",
            request.header_lines("Via"),
            request.header("From"),
            request.header("Call-ID"),
            request.header("CSeq"),
            self.contact(),
            body.len(),
        );
        self.send(&text);
    }

    fn handle_request(&mut self, request: Message) {
        let is_of_call = self.call.as_ref().is_some_and(|call| call.id == request.header("Call-ID"));
        let to = request.header("To").to_owned();
        match request.method().unwrap_or_default() {
            "ACK" => {}
            "INVITE" if is_of_call => self.handle_reinvite(&request),
            "INVITE" => self.handle_invite(request),
            "CANCEL" if is_of_call => {
                self.respond(&request, 200, "OK", &to, "");
                if let Some(call) = self.call.take()
                    && let Some(invite) = &call.invite
                {
                    self.respond(invite, 487, "Request Terminated", &call.local, "");
                    self.report(State::Ended { code: 487 });
                }
            }
            "BYE" => {
                self.respond(&request, if is_of_call { 200 } else { 481 }, "-", &to, "");
                if is_of_call {
                    self.call = None;
                    self.report(State::Ended { code: 200 });
                }
            }
            "NOTIFY" if request.header("Event") == "talk" => {
                let talks = self.account.talks && is_of_call;
                self.respond(&request, if talks { 200 } else { 489 }, "-", &to, "");
                if talks {
                    self.answer();
                }
            }
            "NOTIFY" if is_of_call && request.header("Event").starts_with("refer") => {
                self.respond(&request, 200, "OK", &to, "");
                // The transferring phone ends its own call, but not before the target rings.
                let status = request.body.strip_prefix("SIP/2.0 ").and_then(|rest| rest.get(..3)?.parse::<u16>().ok());
                match status {
                    Some(180..=299) => self.hang_up(),
                    Some(code @ 300..) => self.report(State::TransferFailed { code }),
                    _ => {}
                }
            }
            _ => self.respond(&request, 200, "OK", &to, ""),
        }
    }

    fn handle_invite(&mut self, invite: Message) {
        let local = format!("{};tag={}", invite.header("To"), self.unique_id());
        let is_busy = self.call.is_some();
        let Some(media) = Media::new().ok().filter(|_| !is_busy) else {
            self.respond(&invite, 486, "Busy Here", &local, "");
            return;
        };
        let (name, from) = sip::name_and_user(invite.header("From"));
        self.respond(&invite, 180, "Ringing", &local, "");
        self.call = Some(Call {
            id: invite.header("Call-ID").to_owned(),
            progress: Progress::Incoming,
            local,
            remote: invite.header("From").to_owned(),
            target: sip::uri(invite.header("Contact")).to_owned(),
            cseq: 0,
            branch: String::new(),
            invite: Some(invite),
            media,
            is_holding: false,
            is_held: false,
            authorized: 0,
        });
        self.report(State::Incoming { from, name });
    }

    /// Answers a re-INVITE, by which the other side holds or retrieves. A repetition of the first INVITE is ignored.
    fn handle_reinvite(&mut self, invite: &Message) {
        let Some(call) = &mut self.call else { return };
        if call.invite.is_some() {
            return;
        }
        let is_held = sip::is_hold(&invite.body);
        let has_changed = is_held != call.is_held;
        call.is_held = is_held;
        let direction = match (call.is_holding, is_held) {
            (_, true) => "recvonly",
            (true, false) => "sendonly",
            (false, false) => "sendrecv",
        };
        let body = sip::sdp(call.media.port(), direction);
        let local = call.local.clone();
        self.respond(invite, 200, "OK", &local, &body);
        if has_changed {
            self.report(if is_held { State::Held } else { State::Connected });
        }
    }

    fn handle_response(&mut self, response: &Message) {
        let (number, method) = response.cseq();
        let status = response.status().unwrap_or(0);
        if method == "REGISTER" {
            return self.handle_register_response(response, status);
        }
        let is_of_call = self.call.as_ref().is_some_and(|call| call.id == response.header("Call-ID"));
        if !is_of_call {
            return;
        }
        match (method, status) {
            ("INVITE", 100..=199) => {
                if let Some(call) = &mut self.call
                    && status >= 180
                    && call.progress == Progress::Calling
                {
                    self.report(State::Ringing);
                }
            }
            ("INVITE", 200..=299) => self.handle_accepted(response, number),
            ("INVITE", _) => self.handle_refused(response, status),
            ("REFER", 300..) => self.report(State::TransferFailed { code: status }),
            _ => {}
        }
    }

    fn handle_register_response(&mut self, response: &Message, status: u16) {
        match status {
            401 | 407 => {
                let expires = if self.register_at.is_some() { 60 } else { 0 };
                self.send_register(expires, Some(response));
            }
            200 => {
                let is_registered = self.register_at.is_some();
                if is_registered {
                    self.register_at = Some(Instant::now() + REGISTER_INTERVAL);
                }
                if is_registered != self.is_registered {
                    self.is_registered = is_registered;
                    self.report(if is_registered { State::Registered } else { State::Unregistered });
                }
            }
            _ => {}
        }
    }

    fn handle_accepted(&mut self, response: &Message, number: u32) {
        let is_leaving = self.call.as_ref().is_some_and(|call| call.progress == Progress::Leaving);
        let Some(call) = &mut self.call else { return };
        response.header("To").clone_into(&mut call.remote);
        if !response.header("Contact").is_empty() {
            sip::uri(response.header("Contact")).clone_into(&mut call.target);
        }
        let before = std::mem::replace(&mut call.progress, Progress::Up);
        if let Some(port) = sip::media_port(&response.body) {
            call.media.send_to(port);
        }
        let (is_holding, last_cseq) = (call.is_holding, call.cseq);
        let branch = self.unique_id();
        if let Some(call) = &mut self.call {
            (call.cseq, call.branch) = (number, branch);
        }
        self.send_in_dialog("ACK", "", "", None);
        if let Some(call) = &mut self.call {
            call.cseq = last_cseq;
        }
        if is_leaving {
            self.hang_up();
        } else if before != Progress::Up || !is_holding {
            self.report(State::Connected);
        } else {
            self.report(State::Holding);
        }
    }

    fn handle_refused(&mut self, response: &Message, status: u16) {
        let Some(call) = &mut self.call else { return };
        let target = call.target.clone();
        let remote = std::mem::replace(&mut call.remote, response.header("To").to_owned());
        self.send_in_dialog("ACK", "", "", None);
        let branch = self.unique_id();
        let Some(call) = &mut self.call else { return };
        (call.remote, call.target) = (remote, target);
        if matches!(status, 401 | 407) && call.authorized < call.cseq {
            call.cseq += 1;
            call.authorized = call.cseq;
            call.branch = branch;
            self.send_invite(Some(response));
        } else if call.progress != Progress::Up {
            self.call = None;
            self.report(State::Ended { code: status });
        }
    }
}
