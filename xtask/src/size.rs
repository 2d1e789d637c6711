//! What the release panel weighs, and that it weighs no more than it may.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use crate::{panel, paths};

/// What all files together may weigh, as a browser takes them from a server that compresses with gzip at least.
const GZIP_CEILING: u64 = 150_000;
/// The same, uncompressed.
const RAW_CEILING: u64 = 400_000;
/// What an agent's panel may load before anything else: all but the words of the configuration view and the doctor. It only ever goes down: set
/// it to the weight of a build that is lighter.
const FIRST_CEILING: u64 = 132_400;
/// Where those words stand.
const TEXTS: &str = "text/";

/// One file, in bytes. What has no compressed copy travels as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weight {
    pub name: String,
    pub raw: u64,
    pub gzip: u64,
    pub brotli: u64,
}

pub fn command(build: bool) -> Result<()> {
    if build {
        panel::build()?;
    }
    report()
}

/// Prints the table and fails over a ceiling.
pub fn report() -> Result<()> {
    let mut files = weigh(&paths::dist())?;
    files.sort_by_key(|file| std::cmp::Reverse(file.raw));
    let (later, first): (Vec<_>, Vec<_>) = files.iter().cloned().partition(|file| file.name.starts_with(TEXTS));
    ensure!(!later.is_empty(), "the panel has no texts in {TEXTS}");
    let first = Weight { name: "loaded first".to_string(), ..total(&first) };
    let total = total(&files);
    println!("{:<40} {:>10} {:>10} {:>10}", "file", "raw", "gzip -9", "brotli -11");
    for file in files.iter().chain([&first, &total]) {
        println!("{:<40} {:>10} {:>10} {:>10}", file.name, file.raw, file.gzip, file.brotli);
    }
    println!("{:<40} {:>10} {FIRST_CEILING:>10}", "ceiling, loaded first", "");
    println!("{:<40} {RAW_CEILING:>10} {GZIP_CEILING:>10}", "ceiling");
    check(&first, &total)
}

fn check(first: &Weight, total: &Weight) -> Result<()> {
    let mut over = Vec::new();
    let ceilings = [
        ("raw", total.raw, RAW_CEILING),
        ("gzip", total.gzip, GZIP_CEILING),
        ("what is loaded first", first.gzip, FIRST_CEILING),
    ];
    for (what, weight, ceiling) in ceilings {
        if weight > ceiling {
            over.push(format!("{what} by {} bytes", weight - ceiling));
        }
    }
    ensure!(over.is_empty(), "the panel is over its ceiling: {}", over.join(", "));
    Ok(())
}

/// All files of a folder; the compressed copies count as their originals' other weights.
fn weigh(folder: &Path) -> Result<Vec<Weight>> {
    let mut names = Vec::new();
    list(folder, "", &mut names)
        .with_context(|| format!("there is no release panel in {}: `cargo xtask panel` builds it", folder.display()))?;
    let size = |name: &str| fs::metadata(folder.join(name)).map(|file| file.len());
    let mut files = Vec::new();
    for name in names.iter().filter(|name| !is_copy(name, &names)) {
        let raw = size(name)?;
        let copy = |extension: &str| size(&format!("{name}.{extension}")).unwrap_or(raw);
        files.push(Weight { name: name.clone(), raw, gzip: copy("gz"), brotli: copy("br") });
    }
    if files.is_empty() {
        bail!("{} is empty", folder.display());
    }
    Ok(files)
}

fn is_copy(name: &str, all: &[String]) -> bool {
    [".br", ".gz"].iter().filter_map(|end| name.strip_suffix(end)).any(|of| all.iter().any(|other| other == of))
}

fn list(folder: &Path, prefix: &str, names: &mut Vec<String>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder.join(prefix))? {
        let entry = entry?;
        let name = Path::new(prefix).join(entry.file_name()).to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            list(folder, &name, names)?;
        } else {
            names.push(name);
        }
    }
    Ok(())
}

fn total(files: &[Weight]) -> Weight {
    let sum = |weight: fn(&Weight) -> u64| files.iter().map(weight).sum();
    Weight {
        name: "total".to_string(),
        raw: sum(|file| file.raw),
        gzip: sum(|file| file.gzip),
        brotli: sum(|file| file.brotli),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str, files: &[(&str, usize)]) -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("denwa-size-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        for (name, size) in files {
            let file = folder.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, vec![0; *size]).unwrap();
        }
        folder
    }

    #[test]
    fn copies_count_once_and_folders_count() {
        let folder =
            folder("copies", &[("a.js", 100), ("a.js.gz", 40), ("a.js.br", 30), ("icons/b.png", 7), ("c.gz", 5)]);
        let total = total(&weigh(&folder).unwrap());
        assert_eq!((total.raw, total.gzip, total.brotli), (112, 52, 42));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn over_its_ceiling_fails_and_says_by_how_much() {
        let weight = |raw, gzip| Weight { name: String::new(), raw, gzip, brotli: 0 };
        let first = weight(0, FIRST_CEILING);
        assert!(check(&first, &weight(RAW_CEILING, GZIP_CEILING)).is_ok());
        let error = check(&first, &weight(RAW_CEILING, GZIP_CEILING + 3)).unwrap_err().to_string();
        assert!(error.contains("gzip by 3 bytes") && !error.contains("raw"), "{error}");
        let error = check(&weight(0, FIRST_CEILING + 1), &weight(0, GZIP_CEILING)).unwrap_err().to_string();
        assert!(error.contains("loaded first by 1 bytes"), "{error}");
    }

    #[test]
    fn no_panel_is_an_error_that_says_how_to_get_one() {
        let error = weigh(Path::new("/nonexistent")).unwrap_err().to_string();
        assert!(error.contains("cargo xtask panel"), "{error}");
    }
}
