//! The servers in release.

use std::path::PathBuf;

use anyhow::Result;

use crate::{paths, run};

/// The two servers of the demo and of the end-to-end tests.
pub struct Servers {
    pub event_server: PathBuf,
    pub lightning: PathBuf,
    /// A SIP phone, for what has a real PBX.
    pub phone: PathBuf,
}

impl Servers {
    /// Where a build leaves them.
    pub fn there() -> Self {
        let folder = paths::target().join("release");
        Self {
            event_server: folder.join("denwa-server"),
            lightning: folder.join("denwa-lightning"),
            phone: folder.join("examples/asterisk-phone"),
        }
    }
}

pub fn servers() -> Result<Servers> {
    println!("building the servers (release) …");
    run::run("servers", run::cargo().args(["build", "--release", "-p", "denwa-server", "-p", "denwa-lightning"]))?;
    Ok(Servers::there())
}

/// The SIP phone.
pub fn phone() -> Result<()> {
    run::run("phone", run::cargo().args(["build", "--release", "-p", "denwa-server", "--example", "asterisk-phone"]))
}
