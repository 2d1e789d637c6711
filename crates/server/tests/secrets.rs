//! The log at its most detailed level: no token, no key, nobody's name, number or address.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use futures_util::{SinkExt, StreamExt};
use jsonwebtoken::{EncodingKey, Header, encode};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    process::{Child, Command},
};
use tokio_tungstenite::{
    connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};

const KEY: &str = "a secret key of 32 bytes or more";

fn configuration(folder: &Path) -> PathBuf {
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("key"), KEY).unwrap();
    let file = folder.join("server.toml");
    let text = "listen = \"127.0.0.1:0\"\nallowed_origins = [\"https://panel.example\"]\ntoken_key_file = \"key\"\n\
                organisations = [{ id = \"00D5g0000008OrgEAE\" }]\nagents = [{ login = \"sato.hanako\", extension = \"2001\" }]\n\
                pbx = { kind = \"simulated\" }\n";
    fs::write(&file, text).unwrap();
    file
}

/// Starts the program, and returns it with its address.
async fn start(configuration: &Path, level: &str) -> (Child, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_denwa-server"))
        .args(["--log-format", "json", "serve", "--config"])
        .arg(configuration)
        .env("RUST_LOG", level)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let first = BufReader::new(child.stdout.take().unwrap()).lines().next_line().await.unwrap().unwrap();
    let url = first.strip_prefix("event server: ws://").unwrap().strip_suffix("/telephony").unwrap().to_owned();
    (child, url)
}

/// Sends a first message, and returns the type of the answer.
async fn first_answer(address: &str, message: &Value) -> String {
    let mut request = format!("ws://{address}/telephony").into_client_request().unwrap();
    request.headers_mut().append("origin", "https://panel.example".parse().unwrap());
    request.headers_mut().append("sec-websocket-protocol", "denwa.telephony.v1".parse().unwrap());
    let (mut socket, _) = connect_async(request).await.unwrap();
    socket.send(Message::text(message.to_string())).await.unwrap();
    let answer: Value = serde_json::from_str(socket.next().await.unwrap().unwrap().to_text().unwrap()).unwrap();
    answer["type"].as_str().unwrap().to_owned()
}

fn token() -> String {
    let now = denwa_server::clock::millis() / 1000;
    let claims = json!({ "iss": "00D5g0000008OrgEAE", "sub": "0055g00000AbCdEAAV", "login": "sato.hanako", "aud": "denwa",
                         "jti": "secret-id", "iat": now, "exp": now + 1800 });
    encode(&Header::default(), &claims, &EncodingKey::from_secret(KEY.as_bytes())).unwrap()
}

#[tokio::test]
async fn no_level_of_the_log_has_secrets_or_personal_data() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("secrets");
    let configuration = configuration(&folder);
    for level in ["trace", "tungstenite=trace,hyper=trace,denwa_server=trace"] {
        let (mut child, address) = start(&configuration, level).await;
        let token = token();
        let client = json!({ "version": "1", "instance": "page-of-hanako" });
        let sign_in = json!({ "type": "signIn", "token": token, "client": client });
        assert_eq!(first_answer(&address, &sign_in).await, "snapshot");
        let bad = json!({ "type": "signIn", "token": format!("{token}x"), "client": client });
        assert_eq!(first_answer(&address, &bad).await, "refused");
        let call = json!({ "kind": "inbound", "from": "0312345678", "name": "田中商事", "to": "2001" }).to_string();
        let mut control = TcpStream::connect(&address).await.unwrap();
        let request = format!(
            "POST /sim/calls HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n{call}",
            call.len()
        );
        control.write_all(request.as_bytes()).await.unwrap();
        control.read_to_end(&mut Vec::new()).await.unwrap();
        // Refusals are logged after a second at most; the end of the log is read when the program has ended.
        let mut stderr = child.stderr.take().unwrap();
        let mut log = Vec::new();
        while !String::from_utf8_lossy(&log).contains("refused sign-ins") {
            assert!(stderr.read_buf(&mut log).await.unwrap() > 0, "{}", String::from_utf8_lossy(&log));
        }
        child.kill().await.unwrap();
        stderr.read_to_end(&mut log).await.unwrap();
        let log = String::from_utf8(log).unwrap();
        let parts: Vec<&str> = token.split('.').collect();
        for secret in [parts[1], parts[2], KEY, "hanako", "0055g00000AbCdEAAV", "secret-id", "0312345678", "田中"] {
            assert!(!log.contains(secret), "{secret} is in the log of {level}:\n{log}");
        }
        for line in log.lines() {
            assert!(serde_json::from_str::<Value>(line).is_ok(), "not JSON: {line}");
        }
        assert_eq!(log.matches("refused sign-ins").count(), 1);
    }
}
