//! The server's process.

use crate::fake_asterisk::{FakeAsterisk, TIMEOUT};
use std::{
    path::{Path, PathBuf},
    process::{ExitStatus, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    process::{Child, Command},
};

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
    pub fn new(asterisk: &FakeAsterisk, more: &str) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("durable-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("key"), KEY).unwrap();
        std::fs::write(folder.join("secret"), "secret").unwrap();
        let text = format!(
            r#"
listen = "127.0.0.1:0"
allowed_origins = ["{ORIGIN}"]
token_key_file = "key"
organisations = [{{ id = "{ORG}" }}]
agents = [{{ login = "sato", extension = "2001" }}, {{ login = "suzuki", extension = "2002" }}]
reasons = [{{ code = "break", ja = "休憩", en = "Break" }}]
limits = {{ commands_per_second = 10000, command_burst = 10000, bytes_per_second = 100000000, byte_burst = 100000000, agent_commands_per_second = 10000, agent_command_burst = 10000, agent_bytes_per_second = 100000000, agent_byte_burst = 100000000, agent_dial_burst = 10000, agent_sign_in_burst = 10000 }}
pbx = {{ kind = "asterisk", ami = "{}", secret_file = "secret" }}
{more}
"#,
            asterisk.address
        );
        std::fs::write(folder.join("server.toml"), text).unwrap();
        Self { folder }
    }

    /// The store's file, at its default place.
    pub fn store(&self) -> PathBuf {
        self.folder.join("server.store")
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
        let line = BufReader::new(child.stdout.take().unwrap()).lines().next_line().await.unwrap().unwrap();
        let address = line.strip_prefix("event server: ws://").unwrap().strip_suffix("/telephony").unwrap().to_owned();
        Process { child, address }
    }

    /// Starts a server that is expected to end by itself. Returns its exit status and error output.
    pub async fn run(&self) -> (ExitStatus, String) {
        let output = self.command().stderr(Stdio::piped()).output().await.unwrap();
        (output.status, String::from_utf8(output.stderr).unwrap())
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
