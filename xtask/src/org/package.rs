//! The files to deploy: the Salesforce project with the panel in it, as folders and as zips.

use std::process::Command;

use anyhow::Result;

use super::generate;
use crate::panel::{self, Build};
use crate::setup::{Need, prepare};
use crate::{paths, run};

pub fn command(build: bool) -> Result<()> {
    let needs = if build { Need::united(&[Need::PANEL, Need::ORG]) } else { Need::ORG.to_vec() };
    let tools = prepare(&needs)?;
    generate::check()?;
    if build {
        panel::build_with(&tools, Build::Release)?;
    }
    println!("packing and checking …");
    let out = paths::target().join("org");
    let mut node = Command::new("node");
    node.arg(paths::root().join("tools/org/package.mjs")).arg(paths::root()).arg(paths::dist()).arg(&out);
    run::run("org package", &mut node)?;
    print!("{}", std::fs::read_to_string(run::log_of("org package"))?);
    println!(
        "\n{0}/denwa.zip is deployed from inside {0}/project with:\n\
         sf project deploy start --metadata-dir ../denwa.zip --single-package --test-level RunLocalTests\n\
         {0}/denwa.txt lists what is in it. salesforce/README.md says what the others are for.",
        out.display()
    );
    Ok(())
}
