//! `cargo xtask`: build, run, test and package Denwa.
//!
//! Each command has a file or a folder. Each first runs the parts of `setup` that it needs.

mod args;
mod bench;
mod build;
mod demo;
mod dev;
mod docs;
mod faults;
mod look;
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
use panel::Build;

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
        Command::Panel => size::command(Build::Release, false),
        Command::Size { build, is_built } => size::command(build, is_built),
        Command::Dev { port } => dev::command(port),
        Command::Demo(options) => demo::command(&options),
        Command::Test(options) => test::command(&options),
        Command::Docs => docs::command(),
        Command::Look(options) => look::command(&options),
        Command::Bench(options) => bench::command(&options),
        Command::Faults(options) => faults::command(&options),
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
