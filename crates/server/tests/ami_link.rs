//! The link to an Asterisk that misbehaves: a listener plays one that is something else, refuses, says nonsense, says too much, falls
//! silent, or goes away in the middle of a command. No Asterisk needed.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use denwa_protocol::CommandError;
use denwa_server::{
    config::Config,
    pbx::{Done, Pbx, PbxCommand, PbxEvent, PbxRequest, asterisk},
};
use std::{sync::Arc, time::Duration};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::oneshot,
};

const PATIENCE: Duration = Duration::from_secs(10);
const SECRET: &str = "not-to-be-seen";

/// What plays the Asterisk.
struct Fake {
    listener: TcpListener,
    /// Everything that was sent to it.
    heard: String,
}

/// A connection to it.
struct Peer {
    lines: tokio::io::Lines<BufReader<OwnedReadHalf>>,
    out: OwnedWriteHalf,
}

impl Fake {
    async fn new(name: &str) -> (Self, Pbx) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let secret = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("ami-secret-{name}"));
        std::fs::write(&secret, format!("{SECRET}\n")).unwrap();
        let text = format!(
            "[[agents]]\nlogin = \"sato\"\nextension = \"2001\"\n[pbx]\nkind = \"asterisk\"\nami = \"{}\"\nsecret_file = \"{}\"\n",
            listener.local_addr().unwrap(),
            secret.display()
        );
        let pbx = asterisk::start(Arc::new(Config::parse(&text).unwrap()));
        (Self { listener, heard: String::new() }, pbx)
    }

    async fn accept(&self) -> Peer {
        let (socket, _): (TcpStream, _) =
            tokio::time::timeout(PATIENCE, self.listener.accept()).await.unwrap().unwrap();
        let (read, out) = socket.into_split();
        Peer { lines: BufReader::new(read).lines(), out }
    }

    /// The next action: name and ID.
    async fn action(&mut self, peer: &mut Peer) -> Option<(String, String)> {
        let (mut name, mut id) = (String::new(), String::new());
        loop {
            let line = tokio::time::timeout(PATIENCE, peer.lines.next_line()).await.unwrap().ok()??;
            self.heard += &line;
            self.heard.push('\n');
            match line.split_once(": ") {
                Some(("Action", value)) => value.clone_into(&mut name),
                Some(("ActionID", value)) => value.clone_into(&mut id),
                _ if line.is_empty() => return Some((name, id)),
                _ => {}
            }
        }
    }

    /// Answers everything up to the end of reading the state, with one ringing call of 2001 in the list.
    async fn boot(&mut self) -> Peer {
        let mut peer = self.accept().await;
        peer.say("Asterisk Call Manager/11.0.0\r\n").await;
        loop {
            let (name, id) = self.action(&mut peer).await.unwrap();
            let answer = match name.as_str() {
                "Challenge" => "Challenge: 840415273\r\n".to_owned(),
                "CoreSettings" => "AsteriskVersion: 22.10.1+dfsg\r\n".to_owned(),
                "CoreShowChannels" => format!("EventList: start\r\n\r\n{}{}", ringing(&id), complete(&id)),
                "PJSIPShowContacts" | "QueueStatus" => format!("EventList: start\r\n\r\n{}", complete(&id)),
                _ => String::new(),
            };
            peer.say(&format!("Response: Success\r\nActionID: {id}\r\n{answer}\r\n")).await;
            if name == "Login" {
                peer.say("Event: FullyBooted\r\nStatus: Fully Booted\r\n\r\n").await;
            }
            if name == "QueueStatus" {
                return peer;
            }
        }
    }
}

impl Peer {
    async fn say(&mut self, text: &str) {
        self.out.write_all(text.as_bytes()).await.unwrap();
    }
}

fn complete(id: &str) -> String {
    format!("Event: Complete\r\nActionID: {id}\r\nEventList: Complete\r\n")
}

fn ringing(id: &str) -> String {
    format!(
        "Event: CoreShowChannel\r\nActionID: {id}\r\nChannel: PJSIP/2001-00000001\r\nChannelState: 5\r\nCallerIDNum: 2001\r\n\
         ConnectedLineNum: 0312345678\r\nExten: 2001\r\nUniqueid: 1.1\r\nLinkedid: 1.0\r\nApplication: AppDial\r\n\
         Duration: 00:00:03\r\nBridgeId: \r\n\r\n"
    )
}

async fn next(pbx: &mut Pbx) -> PbxEvent {
    tokio::time::timeout(PATIENCE, pbx.events.recv()).await.unwrap().unwrap().event
}

async fn until(pbx: &mut Pbx, wanted: fn(&PbxEvent) -> bool) {
    while !wanted(&next(pbx).await) {}
}

async fn ask(pbx: &Pbx, request: PbxRequest) -> oneshot::Receiver<Result<Done, CommandError>> {
    let (reply, answer) = oneshot::channel();
    pbx.commands.send(PbxCommand { extension: "2001".to_owned(), request, reply }).await.unwrap();
    answer
}

#[tokio::test]
async fn a_call_that_was_there_is_told_before_synced() {
    let (mut fake, mut pbx) = Fake::new("there").await;
    let _peer = fake.boot().await;
    assert_eq!(next(&mut pbx).await, PbxEvent::Up { product: "Asterisk 22.10.1".to_owned() });
    let mut calls = 0;
    loop {
        match next(&mut pbx).await {
            PbxEvent::Call { extension, call } => {
                assert_eq!((extension.as_str(), call.id.as_str(), call.request_id.as_str()), ("2001", "1.1", "1.0"));
                calls += 1;
            }
            PbxEvent::Synced => break,
            PbxEvent::Phone { .. } => {}
            other => panic!("{other:?}"),
        }
    }
    assert!(calls >= 1);
    assert!(!fake.heard.contains(SECRET), "the secret travelled");
}

#[tokio::test]
async fn nonsense_ends_the_connection_and_it_comes_back() {
    let long = vec![b'x'; 70_000];
    let nonsense: [&[u8]; 4] = [b"no field\r\n\r\n", b": x\r\n\r\n", b"\x00\xff: \xfe\r\n\r\n", &long];
    let (mut fake, mut pbx) = Fake::new("nonsense").await;
    for bytes in nonsense {
        let mut peer = fake.boot().await;
        until(&mut pbx, |event| *event == PbxEvent::Synced).await;
        // The other side may be gone before it has read all.
        let _ = peer.out.write_all(bytes).await;
        until(&mut pbx, |event| *event == PbxEvent::Down).await;
    }
    let _peer = fake.boot().await;
    until(&mut pbx, |event| *event == PbxEvent::Synced).await;
}

#[tokio::test]
async fn something_else_that_listens_there_is_no_pbx() {
    let (fake, mut pbx) = Fake::new("else").await;
    for _ in 0..3 {
        let mut peer = fake.accept().await;
        peer.say("HTTP/1.1 400 Bad Request\r\n\r\n").await;
    }
    let answer = ask(&pbx, PbxRequest::Dial { number: "1".to_owned() }).await;
    assert_eq!(tokio::time::timeout(PATIENCE, answer).await.unwrap().unwrap().unwrap_err(), CommandError::PbxDown);
    assert!(pbx.events.try_recv().is_err(), "it was never up");
}

#[tokio::test]
async fn a_refused_login_is_not_up() {
    let (mut fake, mut pbx) = Fake::new("refused").await;
    let mut peer = fake.accept().await;
    peer.say("Asterisk Call Manager/11.0.0\r\n").await;
    let (_, id) = fake.action(&mut peer).await.unwrap();
    peer.say(&format!("Response: Success\r\nActionID: {id}\r\nChallenge: 1\r\n\r\n")).await;
    let (name, id) = fake.action(&mut peer).await.unwrap();
    assert_eq!(name, "Login");
    peer.say(&format!("Response: Error\r\nActionID: {id}\r\nMessage: Authentication failed\r\n\r\n")).await;
    assert_eq!(fake.action(&mut peer).await, None, "it hangs up");
    let answer = ask(&pbx, PbxRequest::Dial { number: "1".to_owned() }).await;
    assert_eq!(tokio::time::timeout(PATIENCE, answer).await.unwrap().unwrap().unwrap_err(), CommandError::PbxDown);
    assert!(pbx.events.try_recv().is_err());
}

#[tokio::test]
async fn success_is_what_events_say() {
    let (mut fake, mut pbx) = Fake::new("success").await;
    let mut peer = fake.boot().await;
    until(&mut pbx, |event| *event == PbxEvent::Synced).await;
    let mut answer = ask(&pbx, PbxRequest::HangUp { call: "1.1".to_owned() }).await;
    let (name, id) = fake.action(&mut peer).await.unwrap();
    assert_eq!(name, "Hangup");
    peer.say(&format!("Response: Success\r\nActionID: {id}\r\nMessage: Channel Hungup\r\n\r\n")).await;
    // An event of something else in between shows that the response has been read.
    peer.say("Event: ContactStatus\r\nEndpointName: 2001\r\nContactStatus: NonQualified\r\nURI: sip:x\r\n\r\n").await;
    until(&mut pbx, |event| matches!(event, PbxEvent::Phone { .. })).await;
    assert!(answer.try_recv().is_err(), "taken for done before it was");
    peer.say("Event: Hangup\r\nChannel: PJSIP/2001-00000001\r\nUniqueid: 1.1\r\nLinkedid: 1.0\r\nCause: 16\r\n\r\n")
        .await;
    assert!(tokio::time::timeout(PATIENCE, answer).await.unwrap().unwrap().is_ok());
}

#[tokio::test]
async fn a_pbx_that_goes_away_answers_what_is_under_way() {
    let (mut fake, mut pbx) = Fake::new("away").await;
    let mut peer = fake.boot().await;
    until(&mut pbx, |event| *event == PbxEvent::Synced).await;
    let answer = ask(&pbx, PbxRequest::HangUp { call: "1.1".to_owned() }).await;
    fake.action(&mut peer).await.unwrap();
    drop(peer);
    assert_eq!(tokio::time::timeout(PATIENCE, answer).await.unwrap().unwrap().unwrap_err(), CommandError::PbxDown);
    until(&mut pbx, |event| *event == PbxEvent::Down).await;
}
