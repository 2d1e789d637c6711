//! Folders and files.

use std::env;
use std::path::{Path, PathBuf};

/// The repository.
pub fn root() -> PathBuf {
    // xtask lies one level below it.
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_path_buf()
}

/// Tools that all clones of the repository share. The folder may be removed at any time.
pub fn cache() -> PathBuf {
    let home = || env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    let base = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or_else(home);
    base.unwrap_or_else(|| root().join("target/cache")).join("denwa")
}

/// Cargo's target folder.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// Cargo's target folder for WebAssembly, whose compiler may differ from the servers'.
pub fn wasm_target() -> PathBuf {
    target().join("wasm")
}

/// The folder with the npm packages that Trunk calls.
pub fn web_tools() -> PathBuf {
    root().join("tools/web")
}

/// The logs of the programs that xtask runs.
pub fn logs() -> PathBuf {
    target().join("xtask/logs")
}

/// The finished release panel.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Finds a program in `PATH`.
pub fn which(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// `PATH` with these folders in front.
pub fn path_with(folders: &[PathBuf]) -> std::ffi::OsString {
    let rest = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(env::split_paths(&rest));
    env::join_paths(all).unwrap_or(rest)
}
