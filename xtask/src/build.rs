//! The servers in release, and the phone of the tests.

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
            phone: folder.join("asterisk-phone"),
        }
    }
}

/// The servers and the phone, in one build: a second one would choose other features for what they share, and compile it again.
pub fn servers() -> Result<Servers> {
    println!("building the servers (release) …");
    let packages = ["denwa-server", "denwa-lightning", "asterisk-phone"].map(|name| ["-p", name]);
    run::run("servers", run::cargo().args(["build", "--release"]).args(packages.as_flattened()))?;
    Ok(Servers::there())
}
