//! An Asterisk that outlives the server: it has calls that ring or are in a talk, notes what it is told to do, and ends
//! calls.

use crate::process::{Site, TIMEOUT};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::broadcast,
};

#[derive(Default)]
pub struct State {
    /// The ringing calls: the extension, by unique ID.
    pub ringing: BTreeMap<String, String>,
    /// The calls in a talk: the extension, by unique ID.
    pub talking: BTreeMap<String, String>,
    /// The actions that change something, in order, without dials.
    pub done: Vec<&'static str>,
    /// Whether such actions are answered.
    pub answers_actions: bool,
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
        let state = State { answers_dials: true, answers_actions: true, ..State::default() };
        let fake = Self { address, state: Arc::new(Mutex::new(state)), events: broadcast::channel(1024).0 };
        let server = fake.clone();
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                tokio::spawn(server.clone().serve(socket));
            }
        });
        fake
    }

    /// Makes a site whose server connects here.
    pub fn site(&self, more: &str) -> Site {
        let pbx = format!(
            "{{ kind = \"asterisk\", ami = \"{}\", secret_file = \"secret\", answers_on_notify = [\"2001\"], \
             hold = {{ context = \"hold\" }} }}",
            self.address
        );
        Site::new(&pbx, "secret", more)
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

    /// Adds a call in a talk, which the server sees when it connects the next time.
    pub fn talk(&self, extension: &str) -> String {
        let id = self.ring(extension);
        let mut state = self.state();
        state.ringing.remove(&id);
        state.talking.insert(id.clone(), extension.to_owned());
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

    /// Waits until the server has told it to do something of this name.
    pub async fn wait_for_action(&self, name: &str) {
        let is_done = async {
            while !self.state().done.contains(&name) {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(TIMEOUT, is_done).await.expect("the action comes");
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
                let state = self.state();
                let ringing: String =
                    state.ringing.iter().map(|(call, extension)| listed(id, call, extension)).collect();
                let talking: String = state.talking.iter().map(|(call, extension)| talk(id, call, extension)).collect();
                ("EventList: start\r\n", [ringing, talking, complete].concat())
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
            name => {
                if let Some(name) = CHANGES.into_iter().find(|change| *change == name) {
                    let mut state = self.state();
                    state.done.push(name);
                    if !state.answers_actions {
                        return String::new();
                    }
                }
                ("", String::new())
            }
        };
        format!("Response: Success\r\nActionID: {id}\r\n{more}\r\n{events}")
    }
}

/// The actions that change something, but for `Originate`.
const CHANGES: [&str; 5] = ["Bridge", "Hangup", "PJSIPNotify", "PlayDTMF", "Redirect"];

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

/// Lists the channels of a call in a talk: the customer's, and the agent's.
fn talk(action: &str, id: &str, extension: &str) -> String {
    let (channel, partner) = (channel(id, extension), format!("PJSIP/trunk-{:0>8}", id.split('.').next().unwrap()));
    let number = id.split('.').next().unwrap();
    let entry = |channel: &str, own: &str, other: &str, unique: &str, application: &str| {
        format!(
            "Event: CoreShowChannel\r\nActionID: {action}\r\nChannel: {channel}\r\nChannelState: 6\r\nCallerIDNum: {own}\r\n\
             ConnectedLineNum: {other}\r\nExten: {extension}\r\nUniqueid: {unique}\r\nLinkedid: {number}.0\r\n\
             Application: {application}\r\nDuration: 00:00:03\r\nBridgeId: bridge-{number}\r\n\r\n"
        )
    };
    let customer = entry(&partner, "0312345678", extension, &format!("{number}.0"), "Dial");
    customer + &entry(&channel, extension, "0312345678", id, "AppDial")
}
