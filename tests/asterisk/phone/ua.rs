//! A SIP phone for tests: one registration, one call at a time, silence for a voice. No timers of SIP's own beyond what a loopback
//! interface needs; it registers anew every few seconds, so that it is back soon after the PBX restarts.

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

/// What a phone can be told.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Order {
    /// Register, and stay registered.
    Register,
    /// Take the registration back.
    Unregister,
    /// Call a number.
    Call {
        /// As dialled.
        number: String,
    },
    /// Answer what rings.
    Answer,
    /// Refuse what rings: 486 unless told otherwise.
    Reject {
        /// SIP status.
        code: Option<u16>,
    },
    /// Hang up, or give up calling.
    Hangup,
    /// The same, for a call that is not answered yet.
    Cancel,
    /// Hold the other side.
    Hold,
    /// Retrieve it.
    Retrieve,
    /// Pass the call on without asking.
    Transfer {
        /// To whom.
        number: String,
    },
    /// Vanish without a word.
    Quit,
}

/// What a phone tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum State {
    /// It is registered.
    Registered,
    /// It no longer is.
    Unregistered,
    /// It rings.
    Incoming {
        /// The number it shows.
        from: String,
        /// The name it shows.
        name: String,
    },
    /// It rings at the other side.
    Ringing,
    /// Both are connected.
    Connected,
    /// It holds the other side.
    Holding,
    /// The other side holds it.
    Held,
    /// The call could not be passed on, and goes on here.
    TransferFailed {
        /// SIP status.
        code: u16,
    },
    /// The call is over, with the SIP status where one said so.
    Ended {
        /// SIP status; 200 after a talk.
        code: u16,
    },
}

/// Who the phone is.
#[derive(Clone, Debug)]
pub struct Account {
    /// The PBX.
    pub server: SocketAddr,
    /// User, also the endpoint's name.
    pub user: String,
    /// Password.
    pub password: String,
    /// Whether it answers at `NOTIFY` with `Event: talk`.
    pub talks: bool,
}

/// A running phone.
#[derive(Debug)]
pub struct Phone {
    /// Orders go in here.
    pub orders: Sender<Order>,
    /// What it tells comes out here.
    pub states: Receiver<State>,
}

impl Phone {
    /// Starts it in a thread of its own.
    pub fn start(account: Account) -> std::io::Result<Self> {
        let socket = UdpSocket::bind("127.0.0.1:0")?;
        socket.set_read_timeout(Some(Duration::from_millis(10)))?;
        let (orders, take) = channel();
        let (tell, states) = channel();
        let port = socket.local_addr()?.port();
        let call_id = format!("r{port}-{}", std::process::id());
        let mut ua = Ua {
            socket,
            port,
            account,
            tell,
            call: None,
            register: None,
            registered: false,
            call_id,
            cseq: 0,
            numbers: 0,
        };
        std::thread::spawn(move || ua.run(&take));
        Ok(Self { orders, states })
    }
}

struct Ua {
    socket: UdpSocket,
    port: u16,
    account: Account,
    tell: Sender<State>,
    call: Option<Call>,
    /// When to register next.
    register: Option<Instant>,
    registered: bool,
    /// `Call-ID` of the registrations.
    call_id: String,
    cseq: u32,
    numbers: u64,
}

/// How far a call is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Progress {
    /// We call.
    Calling,
    /// It rings here.
    Incoming,
    /// Connected.
    Up,
    /// BYE is on its way, or CANCEL.
    Leaving,
}

struct Call {
    id: String,
    progress: Progress,
    /// Our side with its tag, theirs as it came, and where to send.
    local: String,
    remote: String,
    target: String,
    cseq: u32,
    branch: String,
    /// The INVITE that rings here.
    invite: Option<Message>,
    media: Media,
    holding: bool,
    held: bool,
    authorized: u32,
}

/// Silence, sent until dropped.
struct Media {
    socket: UdpSocket,
    stop: Arc<AtomicBool>,
    talking: bool,
}

impl Media {
    fn new() -> std::io::Result<Self> {
        Ok(Self { socket: UdpSocket::bind("127.0.0.1:0")?, stop: Arc::default(), talking: false })
    }

    fn port(&self) -> u16 {
        self.socket.local_addr().map_or(0, |address| address.port())
    }

    fn talk_to(&mut self, port: u16) {
        let Ok(socket) = self.socket.try_clone() else { return };
        if std::mem::replace(&mut self.talking, true) {
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

const REGISTER_EVERY: Duration = Duration::from_secs(4);
const RETRY_EVERY: Duration = Duration::from_millis(500);

impl Ua {
    fn run(&mut self, orders: &Receiver<Order>) {
        let mut buffer = vec![0; 65_536];
        loop {
            match orders.try_recv() {
                Ok(Order::Quit) | Err(std::sync::mpsc::TryRecvError::Disconnected) => return,
                Ok(order) => self.order(order),
                Err(std::sync::mpsc::TryRecvError::Empty) => {}
            }
            if self.register.is_some_and(|at| at <= Instant::now()) {
                self.register = Some(Instant::now() + RETRY_EVERY);
                self.send_register(60, None);
            }
            let Ok((length, _)) = self.socket.recv_from(&mut buffer) else { continue };
            let Some(message) = Message::parse(&String::from_utf8_lossy(&buffer[..length])) else { continue };
            if message.status().is_some() {
                self.response(&message);
            } else {
                self.request(message);
            }
        }
    }

    fn tell(&self, state: State) {
        let _ = self.tell.send(state);
    }

    fn send(&self, text: &str) {
        let _ = self.socket.send_to(text.as_bytes(), self.account.server);
    }

    fn unique(&mut self) -> String {
        self.numbers += 1;
        let nanos =
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        format!("{nanos:x}{:x}{:x}", self.numbers, self.port)
    }

    fn contact(&self) -> String {
        format!("<sip:{}@127.0.0.1:{}>", self.account.user, self.port)
    }

    fn order(&mut self, order: Order) {
        match order {
            Order::Register => self.register = Some(Instant::now()),
            Order::Unregister => {
                self.register = None;
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
                self.in_dialog("REFER", &format!("Refer-To: <{target}>\r\n"), "", None);
            }
            Order::Quit => {}
        }
    }

    fn send_register(&mut self, expires: u32, challenge: Option<&Message>) {
        self.cseq += 1;
        let (user, server) = (&self.account.user.clone(), self.account.server);
        let uri = format!("sip:{server}");
        let authorization = challenge.map(|message| self.authorization(message, "REGISTER", &uri)).unwrap_or_default();
        let (branch, tag) = (self.unique(), self.port);
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
        let (id, tag, branch) = (self.unique(), self.unique(), self.unique());
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
            holding: false,
            held: false,
            authorized: 0,
        });
        self.send_invite(None);
    }

    /// Sends an INVITE: the first, one with credentials, or one that holds or retrieves.
    fn send_invite(&mut self, challenge: Option<&Message>) {
        let Some(call) = &self.call else { return };
        let direction = match (call.holding, call.held) {
            (true, true) => "inactive",
            (true, false) => "sendonly",
            (false, true) => "recvonly",
            (false, false) => "sendrecv",
        };
        let body = sip::sdp(call.media.port(), direction);
        self.send_in_dialog("INVITE", "Content-Type: application/sdp\r\n", &body, challenge);
    }

    /// Sends a request within the call, with its next number.
    fn in_dialog(&mut self, method: &str, headers: &str, body: &str, challenge: Option<&Message>) {
        let branch = self.unique();
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
            call.media.talk_to(port);
        }
        let body = sip::sdp(call.media.port(), "sendrecv");
        let local = call.local.clone();
        self.respond(&invite, 200, "OK", &local, &body);
        self.tell(State::Connected);
    }

    fn reject(&mut self, code: u16) {
        let Some(call) = self.call.take_if(|call| call.invite.is_some()) else { return };
        if let Some(invite) = &call.invite {
            self.respond(invite, code, "No", &call.local, "");
        }
        self.tell(State::Ended { code });
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
                self.in_dialog("BYE", "", "", None);
                self.call = None;
                self.tell(State::Ended { code: 200 });
            }
            Some(Progress::Leaving) | None => {}
        }
    }

    fn reinvite(&mut self, hold: bool) {
        let branch = self.unique();
        let Some(call) = self.call.as_mut().filter(|call| call.progress == Progress::Up) else { return };
        call.holding = hold;
        call.cseq += 1;
        call.branch = branch;
        self.send_invite(None);
    }

    /// Answers a request. `local` is our `To` with its tag.
    fn respond(&self, request: &Message, code: u16, reason: &str, local: &str, body: &str) {
        let kind = if body.is_empty() { "" } else { "Content-Type: application/sdp\r\n" };
        let text = format!(
            "SIP/2.0 {code} {reason}\r\n{}From: {}\r\nTo: {local}\r\nCall-ID: {}\r\nCSeq: {}\r\nContact: {}\r\n\
             Allow: INVITE, ACK, BYE, CANCEL, NOTIFY, OPTIONS, UPDATE\r\n{kind}Content-Length: {}\r\n\r\n{body}",
            request.copies("Via"),
            request.header("From"),
            request.header("Call-ID"),
            request.header("CSeq"),
            self.contact(),
            body.len(),
        );
        self.send(&text);
    }

    fn request(&mut self, request: Message) {
        let ours = self.call.as_ref().is_some_and(|call| call.id == request.header("Call-ID"));
        let to = request.header("To").to_owned();
        match request.method().unwrap_or_default() {
            "ACK" => {}
            "INVITE" if ours => self.reinvited(&request),
            "INVITE" => self.incoming(request),
            "CANCEL" if ours => {
                self.respond(&request, 200, "OK", &to, "");
                if let Some(call) = self.call.take()
                    && let Some(invite) = &call.invite
                {
                    self.respond(invite, 487, "Request Terminated", &call.local, "");
                    self.tell(State::Ended { code: 487 });
                }
            }
            "BYE" => {
                self.respond(&request, if ours { 200 } else { 481 }, "-", &to, "");
                if ours {
                    self.call = None;
                    self.tell(State::Ended { code: 200 });
                }
            }
            "NOTIFY" if request.header("Event") == "talk" => {
                let talks = self.account.talks && ours;
                self.respond(&request, if talks { 200 } else { 489 }, "-", &to, "");
                if talks {
                    self.answer();
                }
            }
            "NOTIFY" if ours && request.header("Event").starts_with("refer") => {
                self.respond(&request, 200, "OK", &to, "");
                // The transferor has to end its own leg, but not before the transfer is under way.
                let status = request.body.strip_prefix("SIP/2.0 ").and_then(|rest| rest.get(..3)?.parse::<u16>().ok());
                match status {
                    Some(180..=299) => self.hang_up(),
                    Some(code @ 300..) => self.tell(State::TransferFailed { code }),
                    _ => {}
                }
            }
            _ => self.respond(&request, 200, "OK", &to, ""),
        }
    }

    fn incoming(&mut self, invite: Message) {
        let local = format!("{};tag={}", invite.header("To"), self.unique());
        let busy = self.call.is_some();
        let Some(media) = Media::new().ok().filter(|_| !busy) else {
            self.respond(&invite, 486, "Busy Here", &local, "");
            return;
        };
        let (name, from) = sip::who(invite.header("From"));
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
            holding: false,
            held: false,
            authorized: 0,
        });
        self.tell(State::Incoming { from, name });
    }

    /// The other side changes the media, or repeats the INVITE that rings.
    fn reinvited(&mut self, invite: &Message) {
        let Some(call) = &mut self.call else { return };
        if call.invite.is_some() {
            return;
        }
        let held = sip::holds(&invite.body);
        let changed = held != call.held;
        call.held = held;
        let direction = match (call.holding, held) {
            (_, true) => "recvonly",
            (true, false) => "sendonly",
            (false, false) => "sendrecv",
        };
        let body = sip::sdp(call.media.port(), direction);
        let local = call.local.clone();
        self.respond(invite, 200, "OK", &local, &body);
        if changed {
            self.tell(if held { State::Held } else { State::Connected });
        }
    }

    fn response(&mut self, response: &Message) {
        let (number, method) = response.cseq();
        let status = response.status().unwrap_or(0);
        if method == "REGISTER" {
            return self.register_answer(response, status);
        }
        let ours = self.call.as_ref().is_some_and(|call| call.id == response.header("Call-ID"));
        if !ours {
            return;
        }
        match (method, status) {
            ("INVITE", 100..=199) => {
                if let Some(call) = &mut self.call
                    && status >= 180
                    && call.progress == Progress::Calling
                {
                    self.tell(State::Ringing);
                }
            }
            ("INVITE", 200..=299) => self.accepted(response, number),
            ("INVITE", _) => self.refused(response, status),
            ("REFER", 300..) => self.tell(State::TransferFailed { code: status }),
            _ => {}
        }
    }

    fn register_answer(&mut self, response: &Message, status: u16) {
        match status {
            401 | 407 => {
                let expires = if self.register.is_some() { 60 } else { 0 };
                self.send_register(expires, Some(response));
            }
            200 => {
                let registered = self.register.is_some();
                if registered {
                    self.register = Some(Instant::now() + REGISTER_EVERY);
                }
                if registered != self.registered {
                    self.registered = registered;
                    self.tell(if registered { State::Registered } else { State::Unregistered });
                }
            }
            _ => {}
        }
    }

    fn accepted(&mut self, response: &Message, number: u32) {
        let leaving = self.call.as_ref().is_some_and(|call| call.progress == Progress::Leaving);
        let Some(call) = &mut self.call else { return };
        response.header("To").clone_into(&mut call.remote);
        if !response.header("Contact").is_empty() {
            sip::uri(response.header("Contact")).clone_into(&mut call.target);
        }
        let before = std::mem::replace(&mut call.progress, Progress::Up);
        if let Some(port) = sip::media_port(&response.body) {
            call.media.talk_to(port);
        }
        let (holding, known) = (call.holding, call.cseq);
        let branch = self.unique();
        if let Some(call) = &mut self.call {
            (call.cseq, call.branch) = (number, branch);
        }
        self.send_in_dialog("ACK", "", "", None);
        if let Some(call) = &mut self.call {
            call.cseq = known;
        }
        if leaving {
            self.hang_up();
        } else if before != Progress::Up || !holding {
            self.tell(State::Connected);
        } else {
            self.tell(State::Holding);
        }
    }

    fn refused(&mut self, response: &Message, status: u16) {
        let Some(call) = &mut self.call else { return };
        let target = call.target.clone();
        let remote = std::mem::replace(&mut call.remote, response.header("To").to_owned());
        self.send_in_dialog("ACK", "", "", None);
        let branch = self.unique();
        let Some(call) = &mut self.call else { return };
        (call.remote, call.target) = (remote, target);
        if matches!(status, 401 | 407) && call.authorized < call.cseq {
            call.cseq += 1;
            call.authorized = call.cseq;
            call.branch = branch;
            self.send_invite(Some(response));
        } else if call.progress != Progress::Up {
            self.call = None;
            self.tell(State::Ended { code: status });
        }
    }
}
