//! The demo: an event server with a PBX, and a Lightning page with the panel in its utility bar, on this machine only.
//!
//! Three origins on three ports, as in reality: the Lightning page, the panel, the event server.

mod asterisk;
mod key;
mod phones;
pub mod ports;
mod stand_alone;
pub mod topology;

use std::path::Path;
use std::thread;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::args::{Demo, Pbx};
use crate::build::{self, Servers};
use crate::panel::{self, Build};
use crate::setup::{self, Need};
use crate::signals;
use topology::{Panel, Topology};

pub fn command(options: &Demo) -> Result<()> {
    ports::ensure_free(options.port)?;
    let mut needs: Vec<Need> = if options.build { Need::PANEL.to_vec() } else { Vec::new() };
    if options.pbx == Pbx::Asterisk {
        needs.push(Need::Asterisk);
    }
    let tools = setup::prepare(&needs)?;
    let servers = if options.build {
        panel::build_with(&tools, Build::Release)?;
        build::servers()?
    } else {
        there()?
    };
    let mut topology = match options.pbx {
        Pbx::Simulated => Topology::simulated(&servers, options.port, &Panel::release())?,
        Pbx::Asterisk => Topology::asterisk(&servers, options.port, tools.asterisk()?)?.with_phone(&servers)?,
    };
    signals::end_well();
    println!("\nready: {}\n", topology.page());
    if let Some(stand_alone) = topology.stand_alone() {
        println!("{stand_alone}\n");
    }
    println!("{}\n", topology.how_to_call());
    println!("logs: {}\nCtrl-C stops everything.", topology.folder().display());
    loop {
        topology.check()?;
        thread::sleep(Duration::from_millis(500));
    }
}

/// The servers of an earlier build.
pub fn there() -> Result<Servers> {
    let servers = Servers::there();
    let page = crate::paths::dist().join("index.html");
    for file in [servers.event_server.as_path(), servers.lightning.as_path(), Path::new(&page)] {
        if !file.is_file() {
            bail!("{} is not there: leave --no-build out once", file.display());
        }
    }
    Ok(servers)
}
