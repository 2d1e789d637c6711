//! The agent's phone in a demo with a real PBX, and instructions for calling it.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, ensure};

use super::asterisk::Asterisk;
use crate::process::Process;

/// The extension of the panel's agent, and her phone's.
const AGENT: &str = "2001";
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Phone {
    process: Process,
    /// A named pipe. Each line of JSON written to it is a command for the phone.
    orders: PathBuf,
    words: String,
}

impl Phone {
    /// Registers the agent's phone, which answers when the panel says so.
    pub fn start(program: &Path, pbx: &Asterisk, folder: &Path) -> Result<Self> {
        let orders = folder.join(format!("phone-{AGENT}"));
        ensure!(Command::new("mkfifo").arg(&orders).status()?.success(), "mkfifo {} did not work", orders.display());
        // Opened for reading and writing, so that the pipe always has a writer and the phone never reads its end.
        let input = File::options().read(true).write(true).open(&orders)?;
        let sip = pbx.sip()?;
        let mut command = Command::new(program);
        command.args(["--server", sip, "--user", AGENT, "--talk"]);
        let log = folder.join(format!("phone-{AGENT}.log"));
        let mut process = Process::start_reading("agent's phone", &mut command, input.into(), &log)?;
        process.line("{\"state\":\"registered\"", PATIENCE)?;
        let words = words(program, sip, pbx, &orders);
        Ok(Self { process, orders, words })
    }

    pub fn process(&mut self) -> &mut Process {
        &mut self.process
    }

    /// Instructions for making a call come in.
    pub fn words(&self) -> &str {
        &self.words
    }
}

impl Drop for Phone {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.orders);
    }
}

fn words(program: &Path, sip: &str, pbx: &Asterisk, orders: &Path) -> String {
    format!(
        "A call for the panel's agent (佐藤 健, extension {AGENT}), without any phone:\n  \
         {rx} channel originate Local/customer@robots extension {AGENT}@from-customer\n\
         From a SIP phone (user 9001, password pw9001, at {sip}), for example the one of the tests:\n  \
         (echo '{{\"do\":\"call\",\"number\":\"{AGENT}\"}}'; cat) | {phone} --server {sip} --user 9001\n\
         The agent's own phone rings too; what it does makes the panel follow:\n  \
         echo '{{\"do\":\"answer\"}}' > {orders}      (or reject, hold, retrieve, hangup)",
        rx = pbx.command_line().display(),
        phone = program.display(),
        orders = orders.display(),
    )
}
