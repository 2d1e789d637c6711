//! `cargo xtask`: everything one does with this repository, set-up included.
//!
//! One file or folder a command; `setup` is run by the others for what they need of it.

mod args;
mod bench;
mod build;
mod demo;
mod docs;
mod org;
mod panel;
mod paths;
mod process;
mod run;
mod setup;
mod signals;
mod size;
mod test;

use std::process::ExitCode;

use args::Command;

fn main() -> ExitCode {
    let command = match args::parse() {
        Ok(command) => command,
        Err(error) => {
            eprintln!("error: {error:#}\n\n{}", args::USAGE);
            return ExitCode::from(2);
        }
    };
    let done = signals::install().and_then(|()| match command {
        Command::Help => {
            println!("{}", args::USAGE);
            Ok(())
        }
        Command::Setup => setup::prepare(setup::Need::ALL).map(drop),
        Command::Panel => panel::build().and_then(|()| size::report()),
        Command::Size { build } => size::command(build),
        Command::Demo(options) => demo::command(&options),
        Command::Test(options) => test::command(&options),
        Command::Docs => docs::command(),
        Command::Bench(options) => bench::command(&options),
        Command::Org(command) => org::command(command),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
