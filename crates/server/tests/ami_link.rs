//! The link to a misbehaving Asterisk. A fake Asterisk is another service, refuses the login, sends nonsense or
//! oversized lines, or closes the connection during a command. Needs no Asterisk.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use denwa_protocol::CommandError;
use denwa_server::{
    config::{Config, TlsConfig},
    net::tls,
    pbx::{Done, Pbx, PbxCommand, PbxEvent, PbxRequest, asterisk},
};
use std::{path::PathBuf, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    time::Instant,
};

const TIMEOUT: Duration = Duration::from_secs(10);
const SECRET: &str = "not-to-be-seen";

/// A fake Asterisk.
struct FakeAsterisk {
    listener: TcpListener,
    /// Everything the link has sent.
    received: String,
}

/// A connection to the fake Asterisk.
struct Peer {
    lines: tokio::io::Lines<BufReader<Box<dyn AsyncRead + Send + Unpin>>>,
    out: Box<dyn AsyncWrite + Send + Unpin>,
}

impl FakeAsterisk {
    async fn new(name: &str) -> (Self, Pbx) {
        Self::with_settings(name, "").await
    }

    /// Makes a fake Asterisk and a link with these settings.
    async fn with_settings(name: &str, settings: &str) -> (Self, Pbx) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let secret = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("ami-secret-{name}"));
        std::fs::write(&secret, format!("{SECRET}\n")).unwrap();
        let text = format!(
            "[[agents]]\nlogin = \"sato\"\nextension = \"2001\"\n[pbx]\nkind = \"asterisk\"\nami = \"{}\"\nsecret_file = \"{}\"\n{settings}",
            listener.local_addr().unwrap(),
            secret.display()
        );
        let pbx = asterisk::start(Arc::new(Config::parse(&text).unwrap()));
        (Self { listener, received: String::new() }, pbx)
    }

    async fn accept_socket(&self) -> TcpStream {
        tokio::time::timeout(TIMEOUT, self.listener.accept()).await.unwrap().unwrap().0
    }

    async fn accept(&self) -> Peer {
        Peer::new(self.accept_socket().await)
    }

    /// Receives the next action: name and ID. Returns `None` if the link has closed the connection.
    async fn next_action(&mut self, peer: &mut Peer) -> Option<(String, String)> {
        let (mut name, mut id) = (String::new(), String::new());
        loop {
            let line = tokio::time::timeout(TIMEOUT, peer.lines.next_line()).await.unwrap().ok()??;
            self.received += &line;
            self.received.push('\n');
            match line.split_once(": ") {
                Some(("Action", value)) => value.clone_into(&mut name),
                Some(("ActionID", value)) => value.clone_into(&mut id),
                _ if line.is_empty() => return Some((name, id)),
                _ => {}
            }
        }
    }

    /// Answers the login and the synchronisation, with a ringing call of 2001 in the list of channels.
    async fn boot(&mut self) -> Peer {
        let peer = self.accept().await;
        self.boot_on(peer).await
    }

    async fn boot_on(&mut self, mut peer: Peer) -> Peer {
        peer.send("Asterisk Call Manager/11.0.0\r\n").await;
        loop {
            let (name, id) = self.next_action(&mut peer).await.unwrap();
            let answer = match name.as_str() {
                "Challenge" => "Challenge: 840415273\r\n".to_owned(),
                "CoreSettings" => "AsteriskVersion: 22.10.1+dfsg\r\n".to_owned(),
                "CoreShowChannels" => format!("EventList: start\r\n\r\n{}{}", ringing(&id), complete(&id)),
                "PJSIPShowContacts" | "QueueStatus" => format!("EventList: start\r\n\r\n{}", complete(&id)),
                _ => String::new(),
            };
            peer.send(&format!("Response: Success\r\nActionID: {id}\r\n{answer}\r\n")).await;
            if name == "Login" {
                peer.send("Event: FullyBooted\r\nStatus: Fully Booted\r\n\r\n").await;
            }
            if name == "QueueStatus" {
                return peer;
            }
        }
    }
}

impl Peer {
    fn new(socket: impl AsyncRead + AsyncWrite + Send + 'static) -> Self {
        let (read, out) = tokio::io::split(socket);
        let read: Box<dyn AsyncRead + Send + Unpin> = Box::new(read);
        Self { lines: BufReader::new(read).lines(), out: Box::new(out) }
    }

    async fn send(&mut self, text: &str) {
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

async fn next_event(pbx: &mut Pbx) -> PbxEvent {
    tokio::time::timeout(TIMEOUT, pbx.events.recv()).await.unwrap().unwrap().event
}

async fn wait_for(pbx: &mut Pbx, is_wanted: fn(&PbxEvent) -> bool) {
    while !is_wanted(&next_event(pbx).await) {}
}

async fn request(pbx: &Pbx, request: PbxRequest) -> oneshot::Receiver<Result<Done, CommandError>> {
    let (reply, answer) = oneshot::channel();
    pbx.commands.send(PbxCommand { extension: "2001".to_owned(), request, reply }).await.unwrap();
    answer
}

#[tokio::test]
async fn an_existing_call_is_reported_before_synced() {
    let (mut fake, mut pbx) = FakeAsterisk::new("there").await;
    let _peer = fake.boot().await;
    assert_eq!(next_event(&mut pbx).await, PbxEvent::Up { product: "Asterisk 22.10.1".to_owned() });
    let mut calls = 0;
    loop {
        match next_event(&mut pbx).await {
            PbxEvent::Call { extension, call } => {
                assert_eq!((extension.as_str(), call.id.as_str(), call.request_id.as_str()), ("2001", "1.1", "1.0"));
                calls += 1;
            }
            PbxEvent::Synced => break,
            PbxEvent::Phone { .. } | PbxEvent::Parked { .. } | PbxEvent::Queues { .. } => {}
            other => panic!("{other:?}"),
        }
    }
    assert!(calls >= 1);
    assert!(!fake.received.contains(SECRET), "the secret was sent");
}

#[tokio::test]
async fn nonsense_ends_the_connection_and_the_link_reconnects() {
    let long = vec![b'x'; 70_000];
    let nonsense: [&[u8]; 4] = [b"no field\r\n\r\n", b": x\r\n\r\n", b"\x00\xff: \xfe\r\n\r\n", &long];
    let (mut fake, mut pbx) = FakeAsterisk::new("nonsense").await;
    for bytes in nonsense {
        let mut peer = fake.boot().await;
        wait_for(&mut pbx, |event| *event == PbxEvent::Synced).await;
        // The link may close the connection before it has read everything.
        let _ = peer.out.write_all(bytes).await;
        wait_for(&mut pbx, |event| *event == PbxEvent::Down).await;
    }
    let _peer = fake.boot().await;
    wait_for(&mut pbx, |event| *event == PbxEvent::Synced).await;
}

#[tokio::test]
async fn another_service_on_the_port_is_not_a_pbx() {
    let (fake, mut pbx) = FakeAsterisk::new("else").await;
    for _ in 0..3 {
        let mut peer = fake.accept().await;
        peer.send("HTTP/1.1 400 Bad Request\r\n\r\n").await;
    }
    let answer = request(&pbx, PbxRequest::Dial { number: "1".to_owned(), presented: None }).await;
    assert_eq!(tokio::time::timeout(TIMEOUT, answer).await.unwrap().unwrap().unwrap_err(), CommandError::PbxDown);
    assert!(pbx.events.try_recv().is_err(), "the PBX was reported");
}

#[tokio::test]
async fn a_refused_login_is_not_up() {
    let (mut fake, mut pbx) = FakeAsterisk::new("refused").await;
    let mut peer = fake.accept().await;
    peer.send("Asterisk Call Manager/11.0.0\r\n").await;
    let (_, id) = fake.next_action(&mut peer).await.unwrap();
    peer.send(&format!("Response: Success\r\nActionID: {id}\r\nChallenge: 1\r\n\r\n")).await;
    let (name, id) = fake.next_action(&mut peer).await.unwrap();
    assert_eq!(name, "Login");
    peer.send(&format!("Response: Error\r\nActionID: {id}\r\nMessage: Authentication failed\r\n\r\n")).await;
    assert_eq!(fake.next_action(&mut peer).await, None, "the link closes the connection");
    let answer = request(&pbx, PbxRequest::Dial { number: "1".to_owned(), presented: None }).await;
    assert_eq!(tokio::time::timeout(TIMEOUT, answer).await.unwrap().unwrap().unwrap_err(), CommandError::PbxDown);
    assert!(pbx.events.try_recv().is_err());
}

#[tokio::test]
async fn a_command_is_done_when_events_show_its_effect() {
    let (mut fake, mut pbx) = FakeAsterisk::new("success").await;
    let mut peer = fake.boot().await;
    wait_for(&mut pbx, |event| *event == PbxEvent::Synced).await;
    let mut answer = request(&pbx, PbxRequest::HangUp { call: "1.1".to_owned() }).await;
    let (name, id) = fake.next_action(&mut peer).await.unwrap();
    assert_eq!(name, "Hangup");
    peer.send(&format!("Response: Success\r\nActionID: {id}\r\nMessage: Channel Hungup\r\n\r\n")).await;
    // An unrelated event shows that the link has read the response.
    peer.send("Event: ContactStatus\r\nEndpointName: 2001\r\nContactStatus: NonQualified\r\nURI: sip:x\r\n\r\n").await;
    wait_for(&mut pbx, |event| matches!(event, PbxEvent::Phone { .. })).await;
    assert!(answer.try_recv().is_err(), "done before the channel ended");
    peer.send("Event: Hangup\r\nChannel: PJSIP/2001-00000001\r\nUniqueid: 1.1\r\nLinkedid: 1.0\r\nCause: 16\r\n\r\n")
        .await;
    assert!(tokio::time::timeout(TIMEOUT, answer).await.unwrap().unwrap().is_ok());
}

#[tokio::test]
async fn tones_are_played_one_by_one_on_the_channel_of_the_other_side() {
    let (mut fake, mut pbx) = FakeAsterisk::new("tones").await;
    let mut peer = fake.boot().await;
    wait_for(&mut pbx, |event| *event == PbxEvent::Synced).await;
    let send = |tones: &str| PbxRequest::SendTones { call: "1.1".to_owned(), tones: tones.to_owned() };
    let early = request(&pbx, send("1")).await;
    assert_eq!(tokio::time::timeout(TIMEOUT, early).await.unwrap().unwrap().unwrap_err(), CommandError::WrongState);
    peer.send(
        "Event: Newchannel\r\nChannel: PJSIP/trunk-00000000\r\nUniqueid: 1.0\r\nLinkedid: 1.0\r\nChannelState: 6\r\n\r\n\
         Event: Newstate\r\nChannel: PJSIP/2001-00000001\r\nUniqueid: 1.1\r\nLinkedid: 1.0\r\nChannelState: 6\r\n\r\n\
         Event: BridgeEnter\r\nBridgeUniqueid: b\r\nChannel: PJSIP/2001-00000001\r\nUniqueid: 1.1\r\nLinkedid: 1.0\r\n\r\n\
         Event: BridgeEnter\r\nBridgeUniqueid: b\r\nChannel: PJSIP/trunk-00000000\r\nUniqueid: 1.0\r\nLinkedid: 1.0\r\n\r\n",
    )
    .await;
    let answer = request(&pbx, send("2#")).await;
    for digit in ["2", "#"] {
        let (name, id) = fake.next_action(&mut peer).await.unwrap();
        assert_eq!(name, "PlayDTMF");
        let asked = fake.received.rsplit_once("Action: PlayDTMF").unwrap().1;
        assert!(
            asked.contains("Channel: PJSIP/trunk-00000000\n") && asked.contains(&format!("Digit: {digit}\n")),
            "{asked}"
        );
        peer.send(&format!("Response: Success\r\nActionID: {id}\r\nMessage: DTMF successfully queued\r\n\r\n")).await;
    }
    assert!(tokio::time::timeout(TIMEOUT, answer).await.unwrap().unwrap().is_ok());
}

#[tokio::test]
async fn running_commands_fail_when_the_connection_is_lost() {
    let (mut fake, mut pbx) = FakeAsterisk::new("away").await;
    let mut peer = fake.boot().await;
    wait_for(&mut pbx, |event| *event == PbxEvent::Synced).await;
    let answer = request(&pbx, PbxRequest::HangUp { call: "1.1".to_owned() }).await;
    fake.next_action(&mut peer).await.unwrap();
    drop(peer);
    assert_eq!(tokio::time::timeout(TIMEOUT, answer).await.unwrap().unwrap().unwrap_err(), CommandError::PbxDown);
    wait_for(&mut pbx, |event| *event == PbxEvent::Down).await;
}

#[tokio::test]
async fn an_asterisk_that_answers_nothing_is_lost_although_it_sends_events() {
    let (mut fake, mut pbx) = FakeAsterisk::new("mute").await;
    let mut peer = fake.boot().await;
    wait_for(&mut pbx, |event| *event == PbxEvent::Synced).await;
    let began = Instant::now();
    let event = "Event: ContactStatus\r\nEndpointName: 2009\r\nContactStatus: Reachable\r\nURI: sip:x\r\n\r\n";
    let mut ticks = tokio::time::interval(Duration::from_millis(100));
    loop {
        tokio::select! {
            _ = ticks.tick() => if peer.out.write_all(event.as_bytes()).await.is_err() { break },
            event = pbx.events.recv() => if event.unwrap().event == PbxEvent::Down { break },
        }
        assert!(began.elapsed() < Duration::from_secs(25), "it still counts as up");
    }
}

#[tokio::test]
async fn an_asterisk_that_drops_after_each_synchronisation_is_tried_less_and_less_often() {
    let (mut fake, mut pbx) = FakeAsterisk::new("flaps").await;
    let began = Instant::now();
    for _ in 0..5 {
        let peer = fake.boot().await;
        wait_for(&mut pbx, |event| *event == PbxEvent::Synced).await;
        drop(peer);
    }
    // 0.2 + 0.4 + 0.8 + 1.6 s; without growing waits it would be 0.8 to 1 s.
    assert!(began.elapsed() >= Duration::from_secs(3), "{:?}", began.elapsed());
}

fn key_file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/keys").join(name)
}

#[tokio::test]
async fn the_connection_can_be_encrypted() {
    let settings = format!("tls = {{ ca_file = \"{}\" }}\n", key_file("tls.pem").display());
    let (mut fake, mut pbx) = FakeAsterisk::with_settings("tls", &settings).await;
    let acceptor =
        tls::acceptor(&TlsConfig { certificate_file: key_file("tls.pem"), key_file: key_file("tls.key") }).unwrap();
    let socket = acceptor.accept(fake.accept_socket().await).await.unwrap();
    let _peer = fake.boot_on(Peer::new(socket)).await;
    wait_for(&mut pbx, |event| *event == PbxEvent::Synced).await;
}

#[tokio::test]
async fn a_certificate_that_is_not_trusted_gets_no_login() {
    let settings = format!("tls = {{ ca_file = \"{}\" }}\n", key_file("present.pem").display());
    let (fake, pbx) = FakeAsterisk::with_settings("untrusted", &settings).await;
    let acceptor =
        tls::acceptor(&TlsConfig { certificate_file: key_file("tls.pem"), key_file: key_file("tls.key") }).unwrap();
    assert!(acceptor.accept(fake.accept_socket().await).await.is_err());
    let answer = request(&pbx, PbxRequest::Dial { number: "1".to_owned(), presented: None }).await;
    assert_eq!(tokio::time::timeout(TIMEOUT, answer).await.unwrap().unwrap().unwrap_err(), CommandError::PbxDown);
}
