//! The phone itself: its registration and its lines.

use crate::{
    call::{Call, Progress},
    link::{Account, Link},
    order::{LineOrder, LineState, Order, Reports, State},
    sip::Message,
};
use std::{
    sync::mpsc::{Receiver, Sender, TryRecvError, channel},
    time::{Duration, Instant},
};

/// A running phone.
#[derive(Debug)]
pub struct Phone {
    /// Orders to the phone.
    pub orders: Sender<LineOrder>,
    /// The phone's states.
    pub states: Receiver<LineState>,
}

impl Phone {
    /// Starts a phone in a thread.
    ///
    /// # Errors
    ///
    /// If there is no socket for it.
    pub fn start(account: Account) -> std::io::Result<Self> {
        let lines = (0..account.lines).map(|_| None).collect();
        let link = Link::open(account)?;
        link.socket.set_read_timeout(Some(Duration::from_millis(10)))?;
        let (orders, order_receiver) = channel();
        let (state_sender, states) = channel();
        let call_id = format!("r{}-{}", link.port, std::process::id());
        let mut agent = UserAgent {
            link,
            states: state_sender,
            lines,
            register_at: None,
            is_registered: false,
            register_call_id: call_id,
            register_cseq: 0,
        };
        std::thread::spawn(move || agent.run(&order_receiver));
        Ok(Self { orders, states })
    }
}

struct UserAgent {
    link: Link,
    states: Sender<LineState>,
    lines: Vec<Option<Call>>,
    /// When to register next; `None` while the phone is to be unregistered.
    register_at: Option<Instant>,
    is_registered: bool,
    /// The `Call-ID` of registrations.
    register_call_id: String,
    /// The last `CSeq` number of registrations.
    register_cseq: u32,
}

const REGISTER_INTERVAL: Duration = Duration::from_secs(4);
const REGISTER_RETRY: Duration = Duration::from_millis(500);

impl UserAgent {
    fn run(&mut self, orders: &Receiver<LineOrder>) {
        let mut buffer = vec![0; 65_536];
        loop {
            match orders.try_recv() {
                Ok(LineOrder { order: Order::Quit, .. }) | Err(TryRecvError::Disconnected) => return,
                Ok(order) => self.follow(order),
                Err(TryRecvError::Empty) => {}
            }
            if self.register_at.is_some_and(|at| at <= Instant::now()) {
                self.register_at = Some(Instant::now() + REGISTER_RETRY);
                self.send_register(60, None);
            }
            if let Ok((length, _)) = self.link.socket.recv_from(&mut buffer)
                && let Some(message) = Message::parse(&String::from_utf8_lossy(&buffer[..length]))
            {
                self.handle(message);
            }
            for line in &mut self.lines {
                line.take_if(|call| call.progress == Progress::Over);
            }
        }
    }

    fn follow(&mut self, LineOrder { line, order }: LineOrder) {
        match order {
            Order::Register => self.register_at = Some(Instant::now()),
            Order::Unregister => {
                self.register_at = None;
                self.send_register(0, None);
            }
            Order::Call { number } => {
                if let Some(free) = self.free_line() {
                    self.lines[free] = Call::dial(&self.link, self.reports(free), &number).ok();
                }
            }
            Order::Answer | Order::Reject { .. } | Order::Forward { .. } => {
                let Some(call) = self.call(line, |call| call.progress == Progress::Incoming) else { return };
                match order {
                    Order::Reject { code } => call.reject(code.unwrap_or(486), None),
                    Order::Forward { number } => call.reject(302, Some(&number)),
                    _ => call.answer(),
                }
            }
            Order::Join => {
                if let [Some(first), Some(second)] = self.lines.as_mut_slice() {
                    first.join(second);
                }
            }
            Order::Clear => {
                for mut call in self.lines.iter_mut().filter_map(Option::take) {
                    call.hang_up();
                }
                Reports { line: None, states: self.states.clone() }.send(State::Cleared);
            }
            Order::Quit => {}
            order => {
                let is_wanted = |call: &Call| match order {
                    Order::Retrieve => call.is_holding,
                    _ => !call.is_holding,
                };
                let Some(call) = self.call(line, is_wanted) else { return };
                match order {
                    Order::Hangup | Order::Cancel => call.hang_up(),
                    Order::Hold => call.hold(true),
                    Order::Retrieve => call.hold(false),
                    Order::Transfer { number } => call.transfer(&number),
                    Order::Tones { tones } => call.press(&tones),
                    Order::Hush => call.speak(false),
                    Order::Speak => call.speak(true),
                    _ => {}
                }
            }
        }
    }

    /// Returns the call on a line; by default the first call that is wanted, or else any call.
    fn call(&mut self, line: Option<usize>, is_wanted: impl Fn(&Call) -> bool) -> Option<&mut Call> {
        let default = || {
            let wanted = self.lines.iter().position(|call| call.as_ref().is_some_and(&is_wanted));
            wanted.or_else(|| self.lines.iter().position(Option::is_some))
        };
        let place = line.map_or_else(default, |line| line.checked_sub(1))?;
        self.lines.get_mut(place)?.as_mut()
    }

    fn free_line(&self) -> Option<usize> {
        self.lines.iter().position(Option::is_none)
    }

    fn reports(&self, place: usize) -> Reports {
        Reports { line: Some(place + 1), states: self.states.clone() }
    }

    fn send_register(&mut self, expires: u32, challenge: Option<&Message>) {
        self.register_cseq += 1;
        let (user, server) = (&self.link.account.user, self.link.account.server);
        let uri = format!("sip:{server}");
        let authorization =
            challenge.map(|message| self.link.authorization(message, "REGISTER", &uri)).unwrap_or_default();
        let (branch, port) = (self.link.unique_id(), self.link.port);
        let text = format!(
            "REGISTER {uri} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{port};rport;branch=z9hG4bK{branch}\r\nMax-Forwards: 70\r\n\
             From: <sip:{user}@{server}>;tag=t{port}\r\nTo: <sip:{user}@{server}>\r\nCall-ID: {}\r\nCSeq: {} REGISTER\r\n\
             Contact: {}\r\nExpires: {expires}\r\n{authorization}Content-Length: 0\r\n\r\n",
            self.register_call_id,
            self.register_cseq,
            self.link.contact(),
        );
        self.link.send(&text);
    }

    fn handle(&mut self, message: Message) {
        if message.cseq().1 == "REGISTER" {
            return self.handle_register_response(&message);
        }
        let calls = self.lines.iter_mut().flatten();
        let call = calls.into_iter().find(|call| call.id == message.header("Call-ID"));
        match (call, message.method()) {
            (Some(call), None) => call.handle_response(&message),
            (Some(call), Some(_)) => call.handle_request(&message),
            (None, Some("INVITE")) => self.handle_invite(message),
            (None, Some("ACK") | None) => {}
            (None, Some(method)) => {
                let (code, reason) = match method {
                    "BYE" => (481, "Call/Transaction Does Not Exist"),
                    "NOTIFY" if message.header("Event") == "talk" => (489, "Bad Event"),
                    _ => (200, "OK"),
                };
                self.link.respond_briefly(&message, code, reason, message.header("To"));
            }
        }
    }

    fn handle_invite(&mut self, invite: Message) {
        let Some(free) = self.free_line() else {
            let local = format!("{};tag={}", invite.header("To"), self.link.unique_id());
            return self.link.respond_briefly(&invite, 486, "Busy Here", &local);
        };
        self.lines[free] = Call::ring(&self.link, self.reports(free), invite).ok();
    }

    fn handle_register_response(&mut self, response: &Message) {
        match response.status() {
            Some(401 | 407) => {
                let expires = if self.register_at.is_some() { 60 } else { 0 };
                self.send_register(expires, Some(response));
            }
            Some(200) => {
                let is_registered = self.register_at.is_some();
                if is_registered {
                    self.register_at = Some(Instant::now() + REGISTER_INTERVAL);
                }
                if is_registered != self.is_registered {
                    self.is_registered = is_registered;
                    let state = if is_registered { State::Registered } else { State::Unregistered };
                    Reports { line: None, states: self.states.clone() }.send(state);
                }
            }
            _ => {}
        }
    }
}
