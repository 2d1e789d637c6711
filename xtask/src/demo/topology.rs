//! The servers of the demo and of the end-to-end tests: PBX, event server, Lightning page.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::asterisk::Asterisk;
use super::key;
use super::phones::Phone;
use super::stand_alone;
use crate::build::Servers;
use crate::paths;
use crate::process::{Process, tail};

/// The simulator's organisation, whose tokens the event server accepts.
const ORGANISATION: &str = "00D5g0000008OrgEAE";
/// A server of this size listens within a second; a loaded machine may take longer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Which panel the pages have.
pub struct Panel {
    /// Its files.
    pub dist: PathBuf,
    /// The Lightning page loads it again whenever it was built again.
    pub reloads: bool,
}

impl Panel {
    /// The release panel.
    pub fn release() -> Self {
        Self { dist: paths::dist(), reloads: false }
    }
}

/// Running servers. Dropping it stops them, the last started first.
pub struct Topology {
    port: u16,
    folder: PathBuf,
    pbx: Option<Asterisk>,
    phone: Option<Phone>,
    processes: Vec<Process>,
}

impl Topology {
    /// With the simulated PBX.
    pub fn simulated(servers: &Servers, port: u16, panel: &Panel) -> Result<Self> {
        let mut topology = Self::new(port)?;
        let config = paths::root().join("crates/server/config/demo.toml");
        topology.event_server(servers, &config, panel)?;
        let control = format!("http://127.0.0.1:{}", port + 2);
        topology.lightning(servers, panel, &["--sim-control", &control])?;
        Ok(topology)
    }

    /// With a real Asterisk, unpacked in `unpacked`.
    pub fn asterisk(servers: &Servers, port: u16, unpacked: &Path) -> Result<Self> {
        let mut topology = Self::new(port)?;
        println!("starting Asterisk …");
        topology.pbx = Some(Asterisk::start(unpacked, &topology.folder)?);
        let panel = Panel::release();
        topology.event_server(servers, &Asterisk::config(), &panel)?;
        topology.lightning(servers, &panel, &[])?;
        Ok(topology)
    }

    /// Registers the agent's phone with a real PBX. Tests bring their own.
    pub fn with_phone(mut self, servers: &Servers) -> Result<Self> {
        if let Some(pbx) = &self.pbx {
            self.phone = Some(Phone::start(&servers.phone, pbx, &self.folder)?);
        }
        Ok(self)
    }

    fn new(port: u16) -> Result<Self> {
        let folder = paths::target().join(format!("xtask/demo-{port}"));
        if folder.exists() {
            std::fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
        }
        std::fs::create_dir_all(&folder)?;
        key::write(&folder.join("token.key"))?;
        Ok(Self { port, folder, pbx: None, phone: None, processes: Vec::new() })
    }

    fn event_server(&mut self, servers: &Servers, config: &Path, panel: &Panel) -> Result<()> {
        let mut command = Command::new(&servers.event_server);
        command
            .args(["serve", "--config"])
            .arg(config)
            .args(["--listen", &format!("127.0.0.1:{}", self.port + 2)])
            .args(["--allow-origin", &format!("http://127.0.0.1:{}", self.port + 1)])
            // The page of its own, which the event server hands out itself.
            .args(["--allow-origin", &format!("http://127.0.0.1:{}", self.port + 2)])
            .arg("--panel-directory")
            .arg(&panel.dist)
            .args(["--organisation", ORGANISATION, "--token-key-file"])
            .arg(self.folder.join("token.key"))
            .arg("--store")
            .arg(self.folder.join("event-server.store"));
        if let Some(pbx) = &self.pbx {
            pbx.set_env(&mut command);
        }
        self.start("event server", &mut command, "event server: ")
    }

    fn lightning(&mut self, servers: &Servers, panel: &Panel, more: &[&str]) -> Result<()> {
        let mut command = Command::new(&servers.lightning);
        command
            .args(["--host-port", &self.port.to_string(), "--panel-port", &(self.port + 1).to_string()])
            .arg("--panel-dist")
            .arg(&panel.dist)
            .args(["--event-server", &self.socket(), "--token-key-file"])
            .arg(self.folder.join("token.key"))
            .args(more)
            .args(panel.reloads.then_some("--reload-panel"));
        self.start("lightning", &mut command, "lightning: ")
    }

    /// Starts a server and waits until it prints that it listens.
    fn start(&mut self, name: &str, command: &mut Command, listening: &str) -> Result<()> {
        let log = self.folder.join(format!("{}.log", name.replace(' ', "-")));
        let mut process = Process::start(name, command, &log)?;
        process.line(listening, PATIENCE)?;
        self.processes.push(process);
        Ok(())
    }

    /// The Lightning page.
    pub fn page(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// The page of its own, without Salesforce, and how to sign in there. With a real PBX nobody has a password.
    pub fn stand_alone(&self) -> Option<String> {
        self.pbx.is_none().then(|| stand_alone::words(self.port + 2))
    }

    /// The event server's socket.
    pub fn socket(&self) -> String {
        format!("ws://127.0.0.1:{}/telephony", self.port + 2)
    }

    /// The folder with the logs and other files of this run.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Puts the servers' addresses into a test program's environment.
    pub fn set_env(&self, command: &mut Command) {
        command
            .env("DENWA_PAGE", self.page())
            .env("DENWA_PANEL", format!("http://127.0.0.1:{}/", self.port + 1))
            .env("DENWA_EVENT_SERVER", format!("http://127.0.0.1:{}", self.port + 2))
            .env("DENWA_RUN", &self.folder);
        if let Some(pbx) = &self.pbx {
            pbx.set_env(command);
        }
    }

    /// Fails if a server has ended.
    pub fn check(&mut self) -> Result<()> {
        for process in self.processes.iter_mut().chain(self.phone.as_mut().map(Phone::process)) {
            if let Some(status) = process.ended()? {
                bail!("{} ended ({status}):\n{}", process.name(), tail(process.log(), 30));
            }
        }
        self.pbx.as_ref().map_or(Ok(()), Asterisk::check)
    }

    /// Instructions for making a call come in.
    pub fn how_to_call(&self) -> String {
        match &self.phone {
            Some(phone) => phone.words().to_string(),
            None => format!(
                "A call for the panel's agent (佐藤 健, extension 2001): open \"Telephone exchange\" in the page's utility bar, or\n  \
                 curl -d '{{\"kind\":\"inbound\",\"from\":\"0312345678\"}}' -H 'content-type: application/json' \
                 http://127.0.0.1:{}/sim/calls",
                self.port + 2
            ),
        }
    }
}

impl Drop for Topology {
    fn drop(&mut self) {
        self.phone = None;
        while let Some(process) = self.processes.pop() {
            drop(process);
        }
        self.pbx = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_organisation_is_the_simulators() {
        let source = std::fs::read_to_string(paths::root().join("crates/lightning/src/org/users.rs")).unwrap();
        assert!(source.contains(&format!("ORG_ID: &str = \"{ORGANISATION}\"")));
    }
}
