//! The key with which the org signs tokens and the event server verifies them: random for each run, readable by its owner only.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use anyhow::{Context, Result};

const BYTES: usize = 32;

pub fn write(file: &Path) -> Result<()> {
    let mut random = [0; BYTES];
    File::open("/dev/urandom")?.read_exact(&mut random)?;
    let text = random.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    let _ = std::fs::remove_file(file);
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .with_context(|| file.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn each_key_is_another_and_only_its_owner_reads_it() {
        let file = std::env::temp_dir().join(format!("denwa-key-{}", std::process::id()));
        write(&file).unwrap();
        let first = std::fs::read_to_string(&file).unwrap();
        write(&file).unwrap();
        let second = std::fs::read_to_string(&file).unwrap();
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(first.len(), 64);
        assert_ne!(first, second);
        std::fs::remove_file(file).unwrap();
    }
}
