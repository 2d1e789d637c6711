//! An Asterisk that outlives the server: it has ringing calls, counts what it is told to dial, and ends calls.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::broadcast,
};

/// How long anything may take.
pub const TIMEOUT: Duration = Duration::from_secs(20);

#[derive(Default)]
pub struct State {
    /// The ringing calls: the extension, by unique ID.
    pub ringing: BTreeMap<String, String>,
    /// The numbers that were dialled, in order.
    pub dialled: Vec<String>,
    /// Whether a dial is answered and shown by events.
    pub answers_dials: bool,
    next: u32,
}

#[derive(Clone)]
pub struct FakeAsterisk {
    /// Where it listens.
    pub address: String,
    state: Arc<Mutex<State>>,
    events: broadcast::Sender<String>,
}

impl FakeAsterisk {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let state = State { answers_dials: true, ..State::default() };
        let fake = Self { address, state: Arc::new(Mutex::new(state)), events: broadcast::channel(1024).0 };
        let server = fake.clone();
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                tokio::spawn(server.clone().serve(socket));
            }
        });
        fake
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Adds a ringing call, which the server sees when it connects the next time.
    pub fn ring(&self, extension: &str) -> String {
        let mut state = self.state();
        state.next += 1;
        let id = format!("{}.1", state.next);
        state.ringing.insert(id.clone(), extension.to_owned());
        id
    }

    /// Ends a ringing call.
    pub fn end(&self, id: &str) {
        if let Some(extension) = self.state().ringing.remove(id) {
            let channel = channel(id, &extension);
            let event =
                format!("Event: Hangup\r\nChannel: {channel}\r\nUniqueid: {id}\r\nLinkedid: {id}\r\nCause: 16\r\n\r\n");
            // An error means that the server is down.
            let _ = self.events.send(event);
        }
    }

    /// Waits until a number has been dialled.
    pub async fn wait_for_dial(&self, number: &str) {
        let is_dialled = async {
            while !self.state().dialled.iter().any(|dialled| dialled == number) {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(TIMEOUT, is_dialled).await.expect("the number is dialled");
    }

    async fn serve(self, socket: TcpStream) {
        let mut events = self.events.subscribe();
        let (read, mut out) = socket.into_split();
        let mut lines = BufReader::new(read).lines();
        let mut fields = BTreeMap::new();
        if out.write_all(b"Asterisk Call Manager/11.0.0\r\n").await.is_err() {
            return;
        }
        loop {
            let text = tokio::select! {
                line = lines.next_line() => match line {
                    Ok(Some(line)) if line.is_empty() => self.answer(&std::mem::take(&mut fields)),
                    Ok(Some(line)) => {
                        if let Some((key, value)) = line.split_once(": ") {
                            fields.insert(key.to_owned(), value.to_owned());
                        }
                        continue;
                    }
                    _ => return,
                },
                event = events.recv() => event.unwrap(),
            };
            if out.write_all(text.as_bytes()).await.is_err() {
                return;
            }
        }
    }

    /// Answers an action, and returns the answer with the events that it causes.
    fn answer(&self, fields: &BTreeMap<String, String>) -> String {
        let field = |key: &str| fields.get(key).map_or("", String::as_str);
        let id = field("ActionID");
        let complete = format!("Event: Complete\r\nActionID: {id}\r\nEventList: Complete\r\n\r\n");
        let (more, events) = match field("Action") {
            "Challenge" => ("Challenge: 840415273\r\n", String::new()),
            "CoreSettings" => ("AsteriskVersion: 22.10.1\r\n", String::new()),
            "Login" => ("", "Event: FullyBooted\r\nStatus: Fully Booted\r\n\r\n".to_owned()),
            "CoreShowChannels" => {
                let listed = self.state().ringing.iter().map(|(call, extension)| listed(id, call, extension)).collect();
                ("EventList: start\r\n", [listed, complete].concat())
            }
            "PJSIPShowContacts" => {
                let contact = |extension: &str| {
                    format!(
                        "Event: ContactList\r\nActionID: {id}\r\nEndpoint: {extension}\r\nUri: sip:{extension}@x\r\n\
                         Status: Reachable\r\n\r\n"
                    )
                };
                ("EventList: start\r\n", [contact("2001"), contact("2002"), complete].concat())
            }
            "QueueStatus" => ("EventList: start\r\n", complete),
            "Originate" => {
                let mut state = self.state();
                state.dialled.push(field("Exten").to_owned());
                if !state.answers_dials {
                    return String::new();
                }
                ("", originated(field("ChannelId"), field("Exten")))
            }
            _ => ("", String::new()),
        };
        format!("Response: Success\r\nActionID: {id}\r\n{more}\r\n{events}")
    }
}

fn channel(id: &str, extension: &str) -> String {
    format!("PJSIP/{extension}-{:08x}", id.split('.').next().unwrap().parse::<u32>().unwrap())
}

fn listed(action: &str, id: &str, extension: &str) -> String {
    let channel = channel(id, extension);
    format!(
        "Event: CoreShowChannel\r\nActionID: {action}\r\nChannel: {channel}\r\nChannelState: 5\r\n\
         CallerIDNum: {extension}\r\nConnectedLineNum: 0312345678\r\nExten: {extension}\r\nUniqueid: {id}\r\n\
         Linkedid: {id}\r\nApplication: AppDial\r\nDuration: 00:00:03\r\nBridgeId: \r\n\r\n"
    )
}

fn originated(id: &str, number: &str) -> String {
    format!(
        "Event: Newchannel\r\nChannel: PJSIP/2001-9{id}\r\nChannelState: 0\r\nChannelStateDesc: Down\r\n\
         CallerIDNum: 2001\r\nExten: {number}\r\nContext: dial\r\nPriority: 1\r\nUniqueid: {id}\r\nLinkedid: {id}\r\n\r\n\
         Event: Newstate\r\nChannel: PJSIP/2001-9{id}\r\nChannelState: 5\r\nChannelStateDesc: Ringing\r\n\
         CallerIDNum: 2001\r\nExten: {number}\r\nContext: dial\r\nPriority: 1\r\nUniqueid: {id}\r\nLinkedid: {id}\r\n\r\n"
    )
}
