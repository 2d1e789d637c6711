//! The server's process.

use std::{
    path::{Path, PathBuf},
    process::{ExitStatus, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    process::{Child, Command},
};

/// How long anything may take.
pub const TIMEOUT: Duration = Duration::from_secs(20);

pub const ORG: &str = "00D5g0000008OrgEAE";
pub const ORIGIN: &str = "https://panel.example";
pub const KEY: &[u8] = b"a key for tests, 32 bytes or more";

/// A place with the server's configuration and store.
pub struct Site {
    folder: PathBuf,
}

/// A running server.
pub struct Process {
    child: Child,
    /// `address:port`.
    pub address: String,
}

impl Site {
    /// Makes a site whose `pbx` is this TOML value, with this secret in the file `secret`. `more` is TOML at the end of the
    /// configuration.
    pub fn new(pbx: &str, secret: &str, more: &str) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("durable-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("key"), KEY).unwrap();
        std::fs::write(folder.join("secret"), secret).unwrap();
        let text = format!(
            r#"
listen = "127.0.0.1:0"
allowed_origins = ["{ORIGIN}"]
token_key_file = "key"
organisations = [{{ id = "{ORG}" }}]
agents = [{{ login = "sato", extension = "2001" }}, {{ login = "suzuki", extension = "2002" }}]
reasons = [{{ code = "break", ja = "休憩", en = "Break" }}]
limits = {{ commands_per_second = 10000, command_burst = 10000, bytes_per_second = 100000000, byte_burst = 100000000, agent_commands_per_second = 10000, agent_command_burst = 10000, agent_bytes_per_second = 100000000, agent_byte_burst = 100000000, agent_dial_burst = 10000, agent_sign_in_burst = 10000 }}
pbx = {pbx}
{more}
"#
        );
        std::fs::write(folder.join("server.toml"), text).unwrap();
        Self { folder }
    }

    /// The store's file, at its default place.
    pub fn store(&self) -> PathBuf {
        self.folder.join("server.store")
    }

    /// Makes every call in the store older, as if the server had been down for this long, in milliseconds.
    pub fn make_older(&self, by: u64) {
        let store = rusqlite::Connection::open(self.store()).unwrap();
        let mut calls = store.prepare("SELECT agent, id, body FROM call").unwrap();
        let rows = calls.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
        let rows: Vec<(i64, String, String)> = rows.map(Result::unwrap).collect();
        for (agent, id, body) in rows {
            let mut call = serde_json::from_str(&body).unwrap();
            make_times_older(&mut call, by);
            let update = "UPDATE call SET body = ?3 WHERE agent = ?1 AND id = ?2";
            store.execute(update, rusqlite::params![agent, id, call.to_string()]).unwrap();
        }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_denwa-server"));
        command.args(["serve", "--config"]).arg(self.folder.join("server.toml"));
        command.env_remove("STATE_DIRECTORY").env("RUST_LOG", "error").kill_on_drop(true);
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        command
    }

    /// Starts a server, and waits until it listens.
    pub async fn start(&self) -> Process {
        let mut child = self.command().spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = tokio::time::timeout(TIMEOUT, lines.next_line()).await.expect("it starts").unwrap().unwrap();
        let address = line.strip_prefix("event server: ws://").unwrap().strip_suffix("/telephony").unwrap().to_owned();
        Process { child, address }
    }

    /// Starts a server that is expected to end by itself. Returns its exit status and error output.
    pub async fn run(&self) -> (ExitStatus, String) {
        let output = self.command().stderr(Stdio::piped()).output().await.unwrap();
        (output.status, String::from_utf8(output.stderr).unwrap())
    }
}

/// Makes all times in a kept call older, in milliseconds.
fn make_times_older(value: &mut serde_json::Value, by: u64) {
    let Some(fields) = value.as_object_mut() else { return };
    for (name, value) in fields {
        match value.as_u64() {
            Some(at) if name == "at" || name.ends_with("At") => *value = (at - by).into(),
            _ => make_times_older(value, by),
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Process {
    /// Ends the server with SIGKILL.
    pub async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }

    pub async fn health(&self) -> serde_json::Value {
        let mut stream = TcpStream::connect(&self.address).await.unwrap();
        let request = format!("GET /health HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", self.address);
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap()
    }

    /// Waits until the PBX is up and has reported its calls.
    pub async fn wait_for_pbx(&self) {
        let is_up = async {
            while self.health().await["pbx"]["state"] != "up" {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(TIMEOUT, is_up).await.expect("the PBX comes up");
    }
}
