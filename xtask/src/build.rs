//! Release builds of the servers, and of the phone for tests.

use std::path::PathBuf;

use anyhow::Result;

use crate::{paths, run};

/// The two servers of the demo and of the end-to-end tests.
pub struct Servers {
    pub event_server: PathBuf,
    pub lightning: PathBuf,
    /// A SIP phone, used with a real PBX.
    pub phone: PathBuf,
}

impl Servers {
    /// The paths that a build writes.
    pub fn there() -> Self {
        let folder = paths::target().join("release");
        Self {
            event_server: folder.join("denwa-server"),
            lightning: folder.join("denwa-lightning"),
            phone: folder.join("asterisk-phone"),
        }
    }
}

/// Builds servers and phone together: separate builds would choose other features for shared dependencies and compile those again.
pub fn servers() -> Result<Servers> {
    println!("building the servers (release) …");
    let packages = ["denwa-server", "denwa-lightning", "asterisk-phone"].map(|name| ["-p", name]);
    run::run("servers", run::cargo().args(["build", "--release"]).args(packages.as_flattened()))?;
    Ok(Servers::there())
}
