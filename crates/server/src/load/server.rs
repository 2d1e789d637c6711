//! The server under test: a child process with its own configuration, or a running server.

use super::{Args, child};
use crate::{clock, token::AUDIENCE};
use jsonwebtoken::{EncodingKey, Header, encode};
use std::{
    error::Error,
    ffi::OsStr,
    fmt::Write,
    path::{Path, PathBuf},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    process::Child,
};

/// The origin of the panels' page.
pub const ORIGIN: &str = "https://load.example";

/// The organisation of the panels' tokens.
const ORGANISATION: &str = "00D000000000LOADEX";

/// The server under test.
pub struct Target {
    /// The server's WebSocket.
    pub url: String,
    host: String,
    key: EncodingKey,
    child: Option<Child>,
    folder: Option<PathBuf>,
}

impl Target {
    /// Starts a server in a child process, unless the arguments name a running server.
    pub async fn start(args: &Args) -> Result<Self, Box<dyn Error>> {
        if let (Some(url), Some(file)) = (&args.url, &args.token_key_file) {
            let key = std::fs::read(file)?;
            let key = EncodingKey::from_secret(key.trim_ascii_end());
            return Ok(Self { url: url.clone(), host: host_of(url)?, key, child: None, folder: None });
        }
        let folder = std::env::temp_dir().join(format!("denwa-load-{}-{}", std::process::id(), clock::random_name()));
        std::fs::create_dir(&folder)?;
        // A weak key is enough: the server listens on loopback and ends with this test.
        let key: String = (0..8).map(|_| clock::random_name()).collect();
        std::fs::write(folder.join("key"), &key)?;
        std::fs::write(folder.join("load.toml"), configuration(args)?)?;
        let (child, url) = start_child(&folder).await?;
        let key = EncodingKey::from_secret(key.as_bytes());
        Ok(Self { host: host_of(&url)?, url, key, child: Some(child), folder: Some(folder) })
    }

    /// Kills the child process with SIGKILL and starts it anew, with its store.
    pub async fn restart(&mut self) -> Result<(), Box<dyn Error>> {
        let (Some(child), Some(folder)) = (&mut self.child, &self.folder) else {
            return Err("only a server in a child process can be killed".into());
        };
        child.kill().await?;
        let (child, url) = start_child(folder).await?;
        (self.host, self.url, self.child) = (host_of(&url)?, url, Some(child));
        Ok(())
    }

    /// Makes a token for the agent with this index.
    pub fn token(&self, agent: u32) -> Result<String, Box<dyn Error>> {
        let now = clock::millis() / 1000;
        let claims = serde_json::json!({
            "iss": ORGANISATION, "sub": "005000000000LOADEX", "login": format!("load{}", agent + 1),
            "aud": AUDIENCE, "jti": clock::random_name() + &clock::random_name(), "iat": now, "exp": now + 3600,
        });
        Ok(encode(&Header::default(), &claims, &self.key)?)
    }

    /// Gets a JSON document.
    pub async fn get(&self, path: &str) -> Result<String, Box<dyn Error>> {
        self.http("GET", path, "").await
    }

    /// Posts a JSON document.
    pub async fn post(&self, path: &str, body: &str) -> Result<String, Box<dyn Error>> {
        self.http("POST", path, body).await
    }

    /// Returns the child's resident memory in kB; 0 on systems without `/proc`.
    pub fn memory_kb(&self) -> u64 {
        self.child.as_ref().map_or(0, child::memory_kb)
    }

    /// Ends the child process and removes its folder.
    pub async fn stop(mut self) {
        if let Some(child) = &mut self.child
            && let Err(error) = child.kill().await
        {
            tracing::warn!("the server cannot be stopped: {error}");
        }
        if let Some(Err(error)) = self.folder.map(std::fs::remove_dir_all) {
            tracing::warn!("the test's folder cannot be removed: {error}");
        }
    }

    /// Sends a request on a new connection: the little of HTTP/1.1 that the control interface needs.
    async fn http(&self, method: &str, path: &str, body: &str) -> Result<String, Box<dyn Error>> {
        let mut stream = TcpStream::connect(&self.host).await?;
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n{body}",
            self.host,
            body.len(),
        );
        stream.write_all(request.as_bytes()).await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        let (head, body) = answer.split_once("\r\n\r\n").ok_or("no HTTP answer")?;
        if !head.starts_with("HTTP/1.1 2") {
            return Err(format!("{method} {path}: {}: {body}", head.lines().next().unwrap_or_default()).into());
        }
        Ok(body.to_owned())
    }
}

/// Starts a server with the configuration in this folder, and returns it with its WebSocket's address.
async fn start_child(folder: &Path) -> Result<(Child, String), Box<dyn Error>> {
    let file = folder.join("load.toml");
    child::start([OsStr::new("serve"), OsStr::new("--config"), file.as_os_str()], "event server: ").await
}

fn host_of(url: &str) -> Result<String, Box<dyn Error>> {
    let rest = url.strip_prefix("ws://").ok_or("only ws:// addresses can be tested")?;
    Ok(rest.split('/').next().unwrap_or_default().to_owned())
}

fn configuration(args: &Args) -> Result<String, std::fmt::Error> {
    let mut text = format!(
        "listen = \"127.0.0.1:0\"\nallowed_origins = [\"{ORIGIN}\"]\ntoken_key_file = \"key\"\n\
         organisations = [{{ id = \"{ORGANISATION}\" }}]\nstore = {{ enabled = {store} }}\n[pbx]\nkind = \"simulated\"\n\
         [limits]\nsockets = {panels}\nunsigned_sockets = {panels}\npending_per_address = {panels}\n",
        store = !args.no_store,
        // All panels have the same address here.
        panels = args.panels + 16,
    );
    for agent in 1..=args.panels / args.panels_per_agent {
        write!(text, "[[agents]]\nlogin = \"load{agent}\"\nextension = \"{}\"\n", 100_000 + agent)?;
    }
    Ok(text)
}
