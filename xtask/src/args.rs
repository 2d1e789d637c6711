//! The command line.

use anyhow::{Result, bail};
use lexopt::{Arg, Parser, ValueExt};

use crate::panel::Build;

pub const USAGE: &str = "\
usage: cargo xtask COMMAND

  setup                         install what the other commands need and this machine lacks
  panel                         build the release panel into dist/
  size [--ordinary] [--no-build]
                                every file of the release panel, and the sums with their aims and ceiling;
                                --ordinary: as a toolchain with the WebAssembly target builds it, without size flags
  dev [--port N]                the demo, with a panel that is built and loaded again at each change of its sources
  demo [--pbx simulated|asterisk] [--port N] [--no-build]
                                start an event server and a Lightning page with the panel in it
  test [--only STEP]... [--list]
                                run the checks; without --only all of them
  look [--only look|look-calls|look-desk|look-pages]... [--no-build]
                                contact sheets of every state of the panel, in each width, language and colour scheme,
                                into target/look/
  org generate                  make the settings' objects of salesforce/ from the table of settings
  org package [--my-domain NAME [--sandbox NAME]] [--no-build]
                                build the files to deploy to Salesforce, with the panel, into target/org/;
                                --my-domain: also those of a first installation in that org, with its address
  org check                     check the org package, as far as that is possible without an org
  docs                          make docs/settings.md from the table of settings and the tests' names
  bench [--only startup|search|control|settings|heap|day|load|tracker|numbers]...
                                measure speed and size
  faults [--seed N | --seed N..M] [--calls N] [--without PROTECTION]
                                play so many calls for each seed while things break, and balance the books: each call at
                                the PBX against pages and Tasks; the report is kept in target/xtask/faults/

Each command first installs what it needs and this machine lacks.";

/// The first of the demo's three ports, unless another is given.
const DEFAULT_PORT: u16 = 8420;

#[derive(Debug)]
pub enum Command {
    Help,
    Setup,
    Panel,
    Size { build: Build, is_built: bool },
    Dev { port: u16 },
    Demo(Demo),
    Test(Test),
    Look(Look),
    Bench(Bench),
    Faults(Faults),
    Org(Org),
    Docs,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Org {
    Generate,
    Package(Package),
    Check,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Package {
    pub build: bool,
    /// Salesforce's My Domain name of the org of a first installation.
    pub my_domain: Option<String>,
    /// The sandbox's name, if that org is one.
    pub sandbox: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pbx {
    Simulated,
    Asterisk,
}

#[derive(Debug)]
pub struct Demo {
    pub pbx: Pbx,
    pub port: u16,
    pub build: bool,
}

#[derive(Debug, Default)]
pub struct Test {
    pub only: Vec<String>,
    pub list: bool,
}

#[derive(Debug)]
pub struct Look {
    pub only: Vec<String>,
    pub build: bool,
}

#[derive(Debug, Default)]
pub struct Bench {
    pub only: Vec<String>,
}

#[derive(Debug)]
pub struct Faults {
    /// A number, or a range of numbers: the harness reads it.
    pub seed: String,
    /// Calls for each seed.
    pub calls: u32,
    /// The protection that is taken out.
    pub without: Option<String>,
}

pub fn parse() -> Result<Command> {
    parse_from(Parser::from_env())
}

fn parse_from(mut parser: Parser) -> Result<Command> {
    let name = match parser.next()? {
        None | Some(Arg::Long("help") | Arg::Short('h')) => return Ok(Command::Help),
        Some(Arg::Value(name)) => name.string()?,
        Some(other) => return Err(other.unexpected().into()),
    };
    let mut command = match name.as_str() {
        "help" => Command::Help,
        "docs" => Command::Docs,
        "setup" => Command::Setup,
        "panel" => Command::Panel,
        "size" => Command::Size { build: Build::Release, is_built: false },
        "dev" => Command::Dev { port: DEFAULT_PORT },
        "demo" => Command::Demo(Demo { pbx: Pbx::Simulated, port: DEFAULT_PORT, build: true }),
        "test" => Command::Test(Test::default()),
        "look" => Command::Look(Look { only: Vec::new(), build: true }),
        "bench" => Command::Bench(Bench::default()),
        "faults" => Command::Faults(Faults { seed: "1".to_owned(), calls: 500, without: None }),
        "org" => Command::Org(org(&parser.value()?.string()?)?),
        _ => bail!("there is no command {name:?}"),
    };
    while let Some(arg) = parser.next()? {
        match (&mut command, arg) {
            (_, Arg::Long("help") | Arg::Short('h')) => return Ok(Command::Help),
            (Command::Size { is_built, .. }, Arg::Long("no-build")) => *is_built = true,
            (Command::Size { build, .. }, Arg::Long("ordinary")) => *build = Build::Ordinary,
            (
                Command::Demo(Demo { build, .. })
                | Command::Look(Look { build, .. })
                | Command::Org(Org::Package(Package { build, .. })),
                Arg::Long("no-build"),
            ) => *build = false,
            (Command::Org(Org::Package(package)), Arg::Long("my-domain")) => {
                package.my_domain = Some(parser.value()?.string()?);
            }
            (Command::Org(Org::Package(package)), Arg::Long("sandbox")) => {
                package.sandbox = Some(parser.value()?.string()?);
            }
            (Command::Demo(demo), Arg::Long("pbx")) => {
                demo.pbx = match parser.value()?.string()?.as_str() {
                    "simulated" => Pbx::Simulated,
                    "asterisk" => Pbx::Asterisk,
                    other => bail!("--pbx is simulated or asterisk, not {other:?}"),
                }
            }
            (Command::Demo(Demo { port, .. }) | Command::Dev { port }, Arg::Long("port")) => {
                *port = port_of(&parser.value()?.string()?)?;
            }
            (
                Command::Test(Test { only, .. }) | Command::Look(Look { only, .. }) | Command::Bench(Bench { only }),
                Arg::Long("only"),
            ) => only.push(parser.value()?.string()?),
            (Command::Test(test), Arg::Long("list")) => test.list = true,
            (Command::Faults(faults), Arg::Long("seed")) => faults.seed = parser.value()?.string()?,
            (Command::Faults(faults), Arg::Long("calls")) => faults.calls = parser.value()?.parse()?,
            (Command::Faults(faults), Arg::Long("without")) => faults.without = Some(parser.value()?.string()?),
            (_, other) => return Err(other.unexpected().into()),
        }
    }
    if let Command::Org(Org::Package(Package { my_domain: None, sandbox: Some(_), .. })) = command {
        bail!("--sandbox needs --my-domain: the My Domain name of its production org");
    }
    Ok(command)
}

fn org(name: &str) -> Result<Org> {
    Ok(match name {
        "generate" => Org::Generate,
        "package" => Org::Package(Package { build: true, my_domain: None, sandbox: None }),
        "check" => Org::Check,
        _ => bail!("there is no command \"org {name}\""),
    })
}

/// The demo takes this port and the two above it.
fn port_of(text: &str) -> Result<u16> {
    match text.parse() {
        Ok(port) if (1..=u16::MAX - 2).contains(&port) => Ok(port),
        _ => bail!("--port is a number from 1 to 65533 (it and the next two are used), not {text:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(words: &[&str]) -> Result<Command> {
        parse_from(Parser::from_iter(["xtask"].iter().chain(words)))
    }

    #[test]
    fn demo_takes_its_options() {
        let Command::Demo(demo) = parsed(&["demo", "--pbx", "asterisk", "--port=9000", "--no-build"]).unwrap() else {
            panic!("another command");
        };
        assert_eq!((demo.pbx, demo.port, demo.build), (Pbx::Asterisk, 9000, false));
    }

    #[test]
    fn size_takes_its_options() {
        let size = parsed(&["size", "--ordinary", "--no-build"]).unwrap();
        assert!(matches!(size, Command::Size { build: Build::Ordinary, is_built: true }), "{size:?}");
    }

    #[test]
    fn a_first_installation_names_its_org() {
        let Command::Org(Org::Package(package)) =
            parsed(&["org", "package", "--my-domain", "acme", "--sandbox=dev", "--no-build"]).unwrap()
        else {
            panic!("another command");
        };
        let (my_domain, sandbox) = (Some("acme".to_owned()), Some("dev".to_owned()));
        assert_eq!(package, Package { build: false, my_domain, sandbox });
        assert!(parsed(&["org", "package", "--sandbox", "dev"]).is_err());
    }

    #[test]
    fn look_takes_its_options() {
        let Command::Look(look) = parsed(&["look", "--only", "look-desk", "--no-build"]).unwrap() else {
            panic!("another command");
        };
        assert_eq!((look.only.as_slice(), look.build), (&["look-desk".to_owned()][..], false));
    }

    #[test]
    fn faults_takes_its_options() {
        let Command::Faults(faults) =
            parsed(&["faults", "--seed", "1..20", "--calls=50", "--without", "store"]).unwrap()
        else {
            panic!("another command");
        };
        assert_eq!((faults.seed.as_str(), faults.calls, faults.without.as_deref()), ("1..20", 50, Some("store")));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for words in [&["demo", "--pbx", "other"][..], &["demo", "--port", "65534"], &["size", "--port", "1"], &["go"]]
        {
            assert!(parsed(words).is_err(), "{words:?}");
        }
    }

    #[test]
    fn several_steps_can_be_named() {
        let Command::Test(test) = parsed(&["test", "--only", "fmt", "--only", "native"]).unwrap() else {
            panic!("another command");
        };
        assert_eq!(test.only, ["fmt", "native"]);
    }
}
