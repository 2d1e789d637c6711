//! Work on the panel: the demo with a simulated PBX, around a panel that Trunk builds again whenever its sources change. The Lightning
//! page then loads the panel's frame again.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::build;
use crate::demo::ports;
use crate::demo::topology::{Panel, Topology};
use crate::panel;
use crate::paths;
use crate::process::Process;
use crate::setup::wasm::Purpose;
use crate::setup::{self, Need, Tools};
use crate::signals;

const POLL: Duration = Duration::from_millis(300);

pub fn command(port: u16) -> Result<()> {
    ports::ensure_free(port)?;
    let tools = setup::prepare(Need::PANEL)?;
    let servers = build::servers()?;
    let dist = paths::target().join("panel/dev");
    std::fs::create_dir_all(&dist)?;
    let mut topology = Topology::simulated(&servers, port, &Panel { dist: dist.clone(), reloads: true })?;
    let log = topology.folder().join("trunk.log");
    let mut watch = Process::start("trunk watch", &mut trunk_watch(&tools, &dist)?, &log)?;
    signals::end_well();
    println!("\n{}\n\n{}\n", topology.page(), topology.how_to_call());
    println!("The panel appears when its first build is done. Ctrl-C stops everything.\n");
    let mut output = Follower { file: log, printed: 0 };
    loop {
        topology.check()?;
        output.print();
        if let Some(status) = watch.ended()? {
            bail!("trunk watch ended ({status})");
        }
        thread::sleep(POLL);
    }
}

fn trunk_watch(tools: &Tools, dist: &Path) -> Result<Command> {
    let mut trunk = panel::trunk(tools, Purpose::Debug)?;
    trunk.arg("watch").args(["--release", "false", "--dist"]).arg(dist);
    // As the browser tests are compiled, so that they share what is built.
    trunk.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_PROFILE_DEV_OPT_LEVEL", "1");
    Ok(trunk)
}

/// Prints what a program adds to its log: the compiler's errors are why one looks here.
struct Follower {
    file: PathBuf,
    printed: usize,
}

impl Follower {
    fn print(&mut self) {
        let text = std::fs::read_to_string(&self.file).unwrap_or_default();
        let Some(end) = text.rfind('\n') else { return };
        if let Some(new) = text.get(self.printed..=end) {
            print!("{new}");
            self.printed = end + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_follower_prints_whole_lines_once() {
        let file = std::env::temp_dir().join(format!("denwa-dev-{}", std::process::id()));
        let mut follower = Follower { file: file.clone(), printed: 0 };
        follower.print();
        std::fs::write(&file, "one\ntw").unwrap();
        follower.print();
        assert_eq!(follower.printed, 4);
        std::fs::write(&file, "one\ntwo\n").unwrap();
        follower.print();
        assert_eq!(follower.printed, 8);
        std::fs::remove_file(file).unwrap();
    }
}
