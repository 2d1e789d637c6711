//! Compiling to WebAssembly needs the standard library for it. Three ways, in this order:
//!
//! 1. the toolchain in use has it,
//! 2. on a Debian that packages a Rust for the web, its compiler and the library's source, compiled along (`-Z build-std`),
//! 3. `rustup target add`, the ordinary way.

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{Step, debian};
use crate::{paths, run};

pub const TARGET: &str = "wasm32-unknown-unknown";
/// What the compiler can leave out when it compiles the standard library too: messages and places of panics, and `Debug`. A panic is
/// then a trap, which static/boot.js turns into words.
const SMALL: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none";
const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];

/// How this machine compiles to WebAssembly.
#[derive(Debug)]
pub enum Wasm {
    /// The toolchain in use does it.
    Ready,
    /// With Debian's compiler, and the standard library from source.
    FromSource {
        /// A folder whose `cargo` and `rustc` are Debian's: rustup's come first in `PATH` otherwise.
        programs: PathBuf,
        linker: PathBuf,
    },
}

/// What is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The release panel, as small as this machine can make it.
    Release,
    /// The release panel without [`SMALL`]: as a toolchain makes it that has the standard library.
    OrdinaryRelease,
    /// Tests, and the panel during development.
    Debug,
}

impl Wasm {
    /// Prepares a command that runs cargo for WebAssembly, with more folders before `PATH`.
    pub fn apply(&self, command: &mut Command, purpose: Purpose, folders: &[PathBuf]) {
        let target = match purpose {
            Purpose::Release | Purpose::Debug => paths::wasm_target(),
            // Of its own: cargo would compile everything again at each change of flags.
            Purpose::OrdinaryRelease => paths::target().join("wasm-ordinary"),
        };
        command.env("CARGO_TARGET_DIR", target);
        let mut path = folders.to_vec();
        if let Self::FromSource { programs, linker } = self {
            path.insert(0, programs.clone());
            from_source_env(command, purpose, programs, linker);
        }
        command.env("PATH", paths::path_with(&path));
    }
}

fn from_source_env(command: &mut Command, purpose: Purpose, programs: &Path, linker: &Path) {
    let parts = match purpose {
        Purpose::Release | Purpose::OrdinaryRelease => "std,panic_abort",
        Purpose::Debug => "std,panic_abort,panic_unwind",
    };
    command
        .env_remove("CARGO")
        .env_remove("RUSTUP_TOOLCHAIN")
        .env("RUSTC", programs.join("rustc"))
        // Debian's compiler is a stable release, which compiles its own standard library only with this.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", parts)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    if purpose == Purpose::Release {
        command
            .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", SMALL);
    }
}

pub fn prepare(step: Step) -> Result<Wasm> {
    if library_installed() {
        step.say("WebAssembly: the toolchain has its standard library");
        return Ok(Wasm::Ready);
    }
    let missing: Vec<&str> = DEBIAN_PACKAGES.into_iter().filter(|package| !debian::installed(package)).collect();
    if missing.is_empty() {
        step.say("WebAssembly: there (Debian's Rust for the web, standard library from source)");
        return from_source();
    }
    if debian::may_install() && debian::available(&DEBIAN_PACKAGES) {
        step.say(&format!("WebAssembly: installing Debian's {}, 1 to 2 min …", missing.join(", ")));
        debian::install(&missing)?;
        return from_source();
    }
    step.say("WebAssembly: installing its standard library with rustup …");
    let help = "install the Rust standard library for WebAssembly: `rustup target add wasm32-unknown-unknown`, \
                or on Debian as root `apt-get install rustc-web cargo-web rust-web-src`";
    paths::which("rustup").context(help)?;
    run::run("rustup target add", Command::new("rustup").args(["target", "add", TARGET]).current_dir(paths::root()))
        .context(help)?;
    if !library_installed() {
        bail!("rustup says it installed {TARGET}, but the compiler in use does not have it: {help}");
    }
    Ok(Wasm::Ready)
}

fn sysroot() -> Option<PathBuf> {
    run::output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(paths::root())).map(PathBuf::from)
}

fn library_installed() -> bool {
    let Some(sysroot) = sysroot() else { return false };
    let folder = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    std::fs::read_dir(folder)
        .is_ok_and(|files| files.flatten().any(|file| file.file_name().to_string_lossy().starts_with("libstd-")))
}

fn from_source() -> Result<Wasm> {
    let programs = paths::cache().join("debian-rust");
    std::fs::create_dir_all(&programs)?;
    for program in ["cargo", "rustc"] {
        let (link, real) = (programs.join(program), Path::new("/usr/bin").join(program));
        if std::fs::read_link(&link).ok().as_ref() != Some(&real) {
            let _ = std::fs::remove_file(&link);
            symlink(&real, &link).with_context(|| link.display().to_string())?;
        }
    }
    Ok(Wasm::FromSource { programs, linker: linker()? })
}

/// A linker for WebAssembly: the one that comes with rustup's toolchain, or LLVM's own.
fn linker() -> Result<PathBuf> {
    let host = run::output(Command::new("rustc").args(["--print", "host-tuple"]).current_dir(paths::root()));
    let rustup = sysroot().zip(host).map(|(root, host)| root.join("lib/rustlib").join(host).join("bin/rust-lld"));
    if let Some(linker) = rustup.filter(|linker| linker.is_file()) {
        return Ok(linker);
    }
    if let Some(linker) = paths::which("wasm-ld") {
        return Ok(linker);
    }
    if debian::may_install() {
        debian::install(&["lld"])?;
    }
    paths::which("wasm-ld").context("there is no linker for WebAssembly: install Debian's package lld")
}
