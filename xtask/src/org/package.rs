//! The files to deploy: the Salesforce project with the panel in it, as folders and as zips.

use std::process::Command;

use anyhow::Result;

use super::generate;
use crate::args::Package;
use crate::panel::{self, Build};
use crate::setup::{Need, prepare};
use crate::{paths, run};

pub fn command(package: &Package) -> Result<()> {
    let needs = if package.build { Need::united(&[Need::PANEL, Need::ORG]) } else { Need::ORG.to_vec() };
    let tools = prepare(&needs)?;
    generate::check()?;
    if package.build {
        panel::build_with(&tools, Build::Release)?;
    }
    println!("packing and checking …");
    let out = paths::target().join("org");
    let mut node = Command::new("node");
    node.arg(paths::root().join("tools/org/package.mjs")).arg(paths::root()).arg(paths::dist()).arg(&out);
    if let Some(my_domain) = &package.my_domain {
        node.args(["--my-domain", my_domain]);
    }
    if let Some(sandbox) = &package.sandbox {
        node.args(["--sandbox", sandbox]);
    }
    run::run("org package", &mut node)?;
    print!("{}", std::fs::read_to_string(run::log_of("org package"))?);
    println!(
        "\n{0}/denwa.zip is deployed from inside {0}/project with:\n\
         sf project deploy start --metadata-dir ../denwa.zip --single-package --test-level RunSpecifiedTests --tests {1}\n\
         {0}/denwa.txt lists what is in it. salesforce/README.md says what the others are for.",
        out.display(),
        tests()?.join(" "),
    );
    Ok(())
}

/// The package's test classes, in the order of their names.
pub fn tests() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(super::project().join("main/default/classes"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        names.extend(name.strip_suffix(".cls").filter(|name| name.ends_with("Test")).map(str::to_owned));
    }
    names.sort();
    Ok(names)
}
