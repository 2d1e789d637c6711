//! What operators see: `/health`, `/ready`, `/metrics`, TLS, and a server that fails.

use crate::client::{ORIGIN, Panel, TestServer, key_file, token};
use clap::Parser;
use denwa_protocol::{Command, SUBPROTOCOL, ServerMessage};
use denwa_server::{
    clock::{self, Clock, Reading, Source},
    net::tls,
    serve,
};
use rustls::pki_types::ServerName;
use serde_json::json;
use std::{
    io::BufRead,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use tokio_tungstenite::{client_async, tungstenite::client::IntoClientRequest};

#[tokio::test]
async fn ready_follows_the_pbx_and_health_does_not() {
    let server = TestServer::start().await;
    assert_eq!(server.get("/ready").await, (200, json!({ "ready": true, "reasons": [] })));
    server.post("/sim/pbx", &json!({ "up": false })).await;
    while server.get("/ready").await.0 == 200 {}
    assert_eq!(server.get("/ready").await, (503, json!({ "ready": false, "reasons": ["pbx"] })));
    let (status, health) = server.get("/health").await;
    assert_eq!((status, health["status"].as_str()), (200, Some("degraded")), "a restart would not help");
    server.post("/sim/pbx", &json!({ "up": true })).await;
    while server.get("/ready").await.0 != 200 {}
    server.stop().await;
}

/// Gets the figures of a server.
async fn metrics(server: &TestServer) -> String {
    let mut stream = TcpStream::connect(server.metrics_address().unwrap()).await.unwrap();
    stream.write_all(b"GET /metrics HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    answer
}

#[tokio::test]
async fn metrics_have_figures_and_nobodys_name() {
    let server = TestServer::start_with_settings("metrics_listen = \"127.0.0.1:0\"", "").await;
    assert_eq!(server.get("/metrics").await.0, 404, "not where panels connect");
    let (mut panel, _) = server.panel("sato").await;
    let mut bad = server.connect().await;
    bad.sign_in("guess", "page", None).await;
    bad.refusal().await;
    let call = json!({ "kind": "inbound", "from": "0312345678", "name": "田中商事", "to": "2001" });
    server.post("/sim/calls", &call).await;
    panel.call().await;
    panel.command("1", Command::Unknown).await;
    panel.answer("1").await;
    let text = metrics(&server).await;
    for line in [
        "denwa_sign_ins_total 1",
        "denwa_refusals_total{reason=\"badToken\"} 1",
        "denwa_panels 1",
        "denwa_calls 1",
        "denwa_commands_total 1",
        "denwa_pbx_up 1",
        "denwa_store_on 0",
        "denwa_store_well 1",
        "denwa_store_failures 0",
        "denwa_store_commit_seconds_count 0",
        "denwa_clock_steady 1",
        "denwa_sockets{state=\"signedIn\"} 1",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} is missing:\n{text}");
    }
    let delays = text.lines().find_map(|line| line.strip_prefix("denwa_event_delay_seconds_count "));
    assert!(delays.unwrap().parse::<u64>().unwrap() >= 1, "{text}");
    for personal in ["sato", "2001", "0312345678", "田中", "127.0.0.1"] {
        assert!(!text.contains(personal), "{personal}:\n{text}");
    }
    server.stop().await;
}

#[tokio::test]
async fn panels_can_connect_over_tls() {
    let (certificate, key) = (key_file("tls.pem"), key_file("tls.key"));
    let settings =
        format!("tls = {{ certificate_file = \"{}\", key_file = \"{}\" }}", certificate.display(), key.display());
    let server = TestServer::start_with_settings(&settings, "").await;
    let connector = tls::connector(&certificate).unwrap();
    let socket = TcpStream::connect(&server.address).await.unwrap();
    let stream = connector.connect(ServerName::try_from("localhost").unwrap(), socket).await.unwrap();
    let mut request = format!("wss://{}/telephony", server.address).into_client_request().unwrap();
    request.headers_mut().append("origin", ORIGIN.parse().unwrap());
    request.headers_mut().append("sec-websocket-protocol", SUBPROTOCOL.parse().unwrap());
    let (socket, _) = client_async(request, stream).await.unwrap();
    let mut panel = Panel { socket };
    panel.sign_in(&token("sato"), "page", None).await;
    assert!(matches!(panel.next().await, ServerMessage::Snapshot(_)));

    // Whoever speaks no TLS gets nothing.
    let mut plain = TcpStream::connect(&server.address).await.unwrap();
    plain.write_all(b"GET /health HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    let _ = timeout(Duration::from_secs(5), plain.read_to_end(&mut answer)).await.expect("it is closed");
    assert!(!answer.starts_with(b"HTTP"));
    server.stop().await;
}

/// A clock that panics when it is told to: every part of the server that reads it then ends.
struct Bomb {
    began: Instant,
    is_armed: Arc<AtomicBool>,
}

impl Source for Bomb {
    fn read(&self) -> Reading {
        assert!(!self.is_armed.load(Ordering::Relaxed), "the test's bomb");
        Reading { steady: u64::try_from(self.began.elapsed().as_micros()).unwrap(), system: clock::micros() }
    }
}

#[tokio::test]
async fn a_server_whose_hub_panics_has_failed() {
    let is_armed = Arc::new(AtomicBool::new(false));
    let clock = Clock::new(Bomb { began: Instant::now(), is_armed: is_armed.clone() });
    let mut server = TestServer::start_with_source(clock).await;
    let failed = timeout(Duration::from_millis(200), server.failed()).await;
    assert!(failed.is_err(), "it works");
    is_armed.store(true, Ordering::Relaxed);
    let failed = timeout(Duration::from_secs(5), server.failed()).await;
    assert_eq!(failed, Ok("the hub has ended"));
}

/// Runs a server as `denwa-server serve` does, in a process that the test below starts. Its hub panics when the file
/// named in the environment is there.
#[test]
#[ignore = "a_process_whose_hub_panics_ends_with_an_error runs it"]
fn serve_until_the_hub_panics() {
    let folder = PathBuf::from(std::env::var_os("DENWA_TEST_FOLDER").unwrap());
    let is_armed = Arc::new(AtomicBool::new(false));
    let clock = Clock::new(Bomb { began: Instant::now(), is_armed: is_armed.clone() });
    let signal = folder.join("panic");
    std::thread::spawn(move || {
        while !signal.exists() {
            std::thread::yield_now();
        }
        is_armed.store(true, Ordering::Relaxed);
    });
    let cli = Cli::parse_from(["serve", "--config", folder.join("server.toml").to_str().unwrap(), "--no-store"]);
    serve::run_with_clock(&cli.args, clock).unwrap();
}

#[derive(Parser)]
struct Cli {
    #[command(flatten)]
    args: serve::Args,
}

#[test]
fn a_process_whose_hub_panics_ends_with_an_error() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("panic-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("key"), "a key for tests, 32 bytes or more").unwrap();
    std::fs::write(
        folder.join("server.toml"),
        "listen = \"127.0.0.1:0\"\ntoken_key_file = \"key\"\norganisations = [{ id = \"00D5g0000008OrgEAE\" }]\n\
         [pbx]\nkind = \"simulated\"\n",
    )
    .unwrap();
    let mut child = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "operation::serve_until_the_hub_panics", "--nocapture"])
        .env("DENWA_TEST_FOLDER", &folder)
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    // While it works, it says where it listens.
    let mut lines = std::io::BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("event server: ws://")), "it starts");
    assert_eq!(child.try_wait().unwrap(), None);
    std::fs::write(folder.join("panic"), "").unwrap();
    // The rest of its output, so that it cannot wait for a reader.
    lines.for_each(drop);
    let output = child.wait_with_output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && error.contains("the hub has ended"), "{error}");
    std::fs::remove_dir_all(&folder).unwrap();
}
