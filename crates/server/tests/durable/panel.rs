//! A panel that lives on while the server is killed. It checks that what it was told stays true.

use crate::process::{KEY, ORG, ORIGIN, Process, TIMEOUT};
use denwa_protocol::{
    AgentMode, AgentState, Call, Callback, ClientMessage, Command, CommandOutcome, Event, PhoneState, Resume,
    SUBPROTOCOL, ServerMessage,
};
use denwa_server::{clock, token::AUDIENCE};
use futures_util::{SinkExt, StreamExt};
use jsonwebtoken::{EncodingKey, Header, encode};
use serde_json::json;
use std::collections::BTreeMap;
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// What a panel knows and was told.
#[derive(Default)]
pub struct Panel {
    pub login: &'static str,
    socket: Option<Socket>,
    resume: Option<Resume>,
    pub calls: BTreeMap<String, Call>,
    /// The callers to call back, by the callbacks' IDs.
    pub callbacks: BTreeMap<String, Callback>,
    /// More calls than the snapshot's are on their way.
    lacks_calls: bool,
    pub mode: AgentState,
    /// The state of the agent's phone.
    pub phone: PhoneState,
    /// The commands without an answer, in order.
    pub pending: BTreeMap<u64, Command>,
    next_command: u64,
    /// The commands with an answer.
    pub outcomes: BTreeMap<u64, (Command, CommandOutcome)>,
    /// Notes that the server said it has: revision and text.
    pub notes: BTreeMap<String, (u32, String)>,
    /// Logs that the server said it knows.
    pub logs: BTreeMap<String, String>,
    /// The mode that the server said is in force.
    pub told_mode: Option<(AgentMode, Option<String>)>,
    /// How often the panel went on without a snapshot.
    pub resumed: u32,
}

impl Panel {
    pub fn new(login: &'static str) -> Self {
        Self { login, ..Self::default() }
    }

    /// Connects, signs in, and receives everything that there is, then repeats the commands without an answer.
    pub async fn connect(&mut self, server: &Process) {
        let connected = tokio::time::timeout(TIMEOUT, self.try_connect(server)).await;
        assert!(connected.is_ok(), "{} does not get in", self.login);
    }

    async fn try_connect(&mut self, server: &Process) {
        self.socket = Some(open(server).await);
        let client = json!({ "version": "test", "instance": format!("page of {}", self.login) });
        let resume = self.resume.clone().filter(|_| !self.lacks_calls);
        let message = json!({ "type": "signIn", "token": token(self.login), "client": client, "resume": resume });
        self.send(&message.to_string()).await.unwrap();
        while self.receive().await.expect("the server is there") != ServerMessage::Ready {}
        while self.lacks_calls {
            self.receive().await.expect("the server is there");
        }
        for (id, command) in self.pending.clone() {
            let _ = self.send_command(id, &command).await;
        }
    }

    /// Sends a new command.
    pub async fn command(&mut self, command: Command) -> u64 {
        self.next_command += 1;
        let id = self.next_command;
        self.pending.insert(id, command.clone());
        // If the server is gone, the command is repeated later.
        let _ = self.send_command(id, &command).await;
        id
    }

    async fn send_command(&mut self, id: u64, command: &Command) -> Option<()> {
        let message = ClientMessage::Command { id: format!("{}-{id}", self.login), command: command.clone() };
        self.send(&serde_json::to_string(&message).unwrap()).await
    }

    async fn send(&mut self, text: &str) -> Option<()> {
        self.socket.as_mut()?.send(Message::text(text)).await.ok()
    }

    /// Receives the next message; `None` if the server is gone.
    pub async fn receive(&mut self) -> Option<ServerMessage> {
        loop {
            let next = tokio::time::timeout(TIMEOUT, self.socket.as_mut()?.next()).await;
            let Some(Ok(message)) = next.expect("the server pings") else {
                self.socket = None;
                return None;
            };
            let Message::Text(text) = message else { continue };
            let message: ServerMessage = serde_json::from_str(&text).unwrap();
            if let ServerMessage::Ping { at } = message {
                // If the server is gone, the next receive says so.
                let _ = self.send(&serde_json::to_string(&ClientMessage::Pong { at }).unwrap()).await;
                continue;
            }
            self.take(&message);
            return Some(message);
        }
    }

    /// Receives messages, and connects again if the connection is lost, until `is_so` holds.
    pub async fn wait_until(&mut self, server: &Process, what: &str, is_so: impl Fn(&Self) -> bool) {
        let waits = async {
            while !is_so(self) {
                if self.socket.is_none() {
                    self.connect(server).await;
                } else {
                    self.receive().await;
                }
            }
        };
        let came = tokio::time::timeout(TIMEOUT, waits).await;
        assert!(came.is_ok(), "{what}: {:#?}, pending {:?}", self.calls, self.pending);
    }

    /// Receives messages until a command is answered.
    pub async fn outcome(&mut self, id: u64) -> CommandOutcome {
        let answered = async {
            while !self.outcomes.contains_key(&id) {
                self.receive().await.expect("the server is there");
            }
        };
        let came = tokio::time::timeout(TIMEOUT, answered).await;
        assert!(came.is_ok(), "no answer to {:?}", self.pending);
        self.outcomes[&id].1.clone()
    }

    fn take(&mut self, message: &ServerMessage) {
        match message {
            ServerMessage::Snapshot(snapshot) => {
                self.lacks_calls = snapshot.more_calls;
                self.resume = Some(Resume { stream: snapshot.stream.clone(), seq: snapshot.seq });
                self.mode = snapshot.agent.clone();
                self.phone = snapshot.phone;
                self.callbacks.clear();
                self.callbacks
                    .extend(snapshot.callbacks.iter().map(|callback| (callback.id.clone(), callback.clone())));
                self.calls.clear();
                for call in &snapshot.calls {
                    self.take_call(call);
                }
            }
            ServerMessage::Calls { calls, more } => {
                self.lacks_calls = *more;
                for call in calls {
                    self.take_call(call);
                }
            }
            ServerMessage::Resumed { stream } => {
                self.resume.as_mut().unwrap().stream.clone_from(stream);
                self.resumed += 1;
            }
            ServerMessage::Event { seq, event, .. } => {
                let resume = self.resume.as_mut().unwrap();
                assert_eq!(*seq, resume.seq + 1);
                resume.seq = *seq;
                match event {
                    Event::Call { call } => self.take_call(call),
                    Event::Agent { agent } => self.mode = agent.clone(),
                    Event::Phone { phone } => self.phone = *phone,
                    Event::Callback { callback } => {
                        self.callbacks.insert(callback.id.clone(), callback.clone());
                    }
                    _ => {}
                }
            }
            ServerMessage::Answer { id, outcome } => {
                let id = id.rsplit_once('-').unwrap().1.parse().unwrap();
                self.take_outcome(id, outcome);
            }
            ServerMessage::Refused { .. } | ServerMessage::SignedOut { .. } => panic!("{message:?}"),
            _ => {}
        }
    }

    fn take_call(&mut self, call: &Call) {
        if let Some((revision, text)) = self.notes.get(&call.id) {
            let note = call.note.as_ref().expect("a note that was told is kept");
            assert!(note.revision > *revision || (note.revision, &note.text) == (*revision, text), "{call:?}");
        }
        if let Some(log) = self.logs.get(&call.id) {
            assert_eq!(call.log.as_ref().map(|log| &log.record_id), Some(log), "a log that was told is kept");
        }
        let was_ended = self.calls.get(&call.id).is_some_and(|known| known.ended.is_some());
        assert!(!was_ended || call.ended.is_some(), "a call that was told to be over goes on");
        self.calls.insert(call.id.clone(), call.clone());
    }

    fn take_outcome(&mut self, id: u64, outcome: &CommandOutcome) {
        let Some(command) = self.pending.remove(&id) else {
            // An answer to a repetition.
            assert_eq!(&self.outcomes[&id].1, outcome, "a command has one outcome");
            return;
        };
        if *outcome == CommandOutcome::Done {
            match &command {
                Command::SetNote { call, text, base } => {
                    self.notes.insert(call.clone(), (base + 1, text.clone()));
                }
                Command::ReportLog { call, record_id: Some(record), .. } => {
                    self.logs.insert(call.clone(), record.clone());
                }
                Command::SetAgentState { mode, reason } => self.told_mode = Some((*mode, reason.clone())),
                _ => {}
            }
        }
        self.outcomes.insert(id, (command, outcome.clone()));
    }

    /// Checks a panel that has just been opened against everything that this panel was told.
    pub fn check(&self, fresh: &Self) {
        if let Some(told) = &self.told_mode
            && !self.pending.values().any(|command| matches!(command, Command::SetAgentState { .. }))
        {
            assert_eq!(&(fresh.mode.mode, fresh.mode.reason.clone()), told);
        }
        for (id, call) in &self.calls {
            let is_settled = call.ended.is_some() && self.logs.contains_key(id);
            assert!(is_settled || fresh.calls.contains_key(id), "a call is lost: {call:?}");
        }
        for (id, (revision, text)) in &self.notes {
            let Some(call) = fresh.calls.get(id) else { continue };
            let note = call.note.as_ref().expect("a note that was told is kept");
            assert!(note.revision > *revision || (note.revision, &note.text) == (*revision, text), "{call:?}");
        }
    }
}

async fn open(server: &Process) -> Socket {
    let mut request = format!("ws://{}/telephony", server.address).into_client_request().unwrap();
    request.headers_mut().insert("origin", ORIGIN.parse().unwrap());
    request.headers_mut().insert("sec-websocket-protocol", SUBPROTOCOL.parse().unwrap());
    connect_async(request).await.unwrap().0
}

/// Signs in with a token as the panel of this instance, and returns the server's first message.
pub async fn sign_in(server: &Process, token: &str, instance: &str) -> ServerMessage {
    let mut socket = open(server).await;
    let client = json!({ "version": "test", "instance": instance });
    let message = json!({ "type": "signIn", "token": token, "client": client, "resume": null });
    socket.send(Message::text(message.to_string())).await.unwrap();
    loop {
        if let Message::Text(text) = socket.next().await.expect("the server answers").unwrap() {
            return serde_json::from_str(&text).unwrap();
        }
    }
}

pub fn token(login: &str) -> String {
    let now = clock::millis() / 1000;
    let claims = json!({
        "iss": ORG, "sub": "0055g00000AbCdEAAV", "login": login, "aud": AUDIENCE, "iat": now, "exp": now + 1800,
        "jti": clock::random_name(),
    });
    encode(&Header::default(), &claims, &EncodingKey::from_secret(KEY)).unwrap()
}
