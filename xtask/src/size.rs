//! The release panel's size.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use crate::panel::{self, Build};

/// What the panel aims at: all that a browser loads before the panel works, in bytes of `gzip -9`.
const FIRST_AIM: u64 = 320_000;
/// What the panel aims at for all its files, in the same bytes.
const WHOLE_AIM: u64 = 450_000;
/// What plain code needs, and 3 % more: all files in the same bytes. Lower it when the panel gets lighter.
const CEILING: u64 = 519_000;
const PAGE: &str = "index.html";

/// A file's size in bytes. A file without compressed copies travels as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Size {
    name: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

pub fn command(build: Build, is_built: bool) -> Result<()> {
    if !is_built {
        panel::build(build)?;
    }
    report(build)
}

/// Prints the table and fails above the ceiling.
pub fn report(build: Build) -> Result<()> {
    let dist = build.dist();
    let mut files = measure(&dist)?;
    files.sort_by_key(|file| std::cmp::Reverse(file.raw));
    let page = fs::read_to_string(dist.join(PAGE))?;
    let loaded_first: Vec<Size> = files.iter().filter(|file| is_loaded_first(&file.name, &page)).cloned().collect();
    let first = sum("loaded first", &loaded_first);
    let whole = sum("whole", &files);
    println!("{:<40} {:>10} {:>10} {:>10}", "file", "raw", "gzip -9", "brotli -11");
    for file in files.iter().chain([&first, &whole]) {
        println!("{:<40} {:>10} {:>10} {:>10}", file.name, file.raw, file.gzip, file.brotli);
    }
    for (what, bytes) in [("aim, loaded first", FIRST_AIM), ("aim, whole", WHOLE_AIM), ("ceiling, whole", CEILING)] {
        println!("{what:<40} {:>10} {bytes:>10}", "");
    }
    // Without the size flags the panel is larger: this build is for comparison only.
    if build == Build::Ordinary { Ok(()) } else { check(&whole) }
}

/// Whether the browser loads the file with the page, because the page names it.
fn is_loaded_first(name: &str, page: &str) -> bool {
    name == PAGE || page.contains(name)
}

fn check(whole: &Size) -> Result<()> {
    let exceeds = whole.gzip.saturating_sub(CEILING);
    ensure!(exceeds == 0, "the panel exceeds its ceiling by {exceeds} bytes (gzip)");
    Ok(())
}

/// All files of a folder, each with the sizes of its compressed copies.
fn measure(folder: &Path) -> Result<Vec<Size>> {
    let mut names = Vec::new();
    list(folder, "", &mut names)
        .with_context(|| format!("there is no release panel in {}: `cargo xtask panel` builds it", folder.display()))?;
    let size = |name: &str| fs::metadata(folder.join(name)).map(|file| file.len());
    let mut files = Vec::new();
    for name in names.iter().filter(|name| !is_copy(name, &names)) {
        let raw = size(name)?;
        let copy = |extension: &str| size(&format!("{name}.{extension}")).unwrap_or(raw);
        files.push(Size { name: name.clone(), raw, gzip: copy("gz"), brotli: copy("br") });
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

fn sum(name: &str, files: &[Size]) -> Size {
    let sum = |size: fn(&Size) -> u64| files.iter().map(size).sum();
    Size {
        name: name.to_string(),
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
        let whole = sum("whole", &measure(&folder).unwrap());
        assert_eq!((whole.raw, whole.gzip, whole.brotli), (112, 52, 42));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn an_exceeded_ceiling_fails_and_says_by_how_much() {
        let whole = |gzip| Size { name: String::new(), raw: 0, gzip, brotli: 0 };
        assert!(check(&whole(CEILING)).is_ok());
        let error = check(&whole(CEILING + 3)).unwrap_err().to_string();
        assert!(error.contains("by 3 bytes"), "{error}");
    }

    #[test]
    fn what_the_page_names_is_loaded_first() {
        let page = r#"<script src="./boot-1a.js"></script>"#;
        assert!(is_loaded_first("boot-1a.js", page) && is_loaded_first(PAGE, page));
        assert!(!is_loaded_first("settings-1a.js", page));
    }

    #[test]
    fn no_panel_is_an_error_that_says_how_to_get_one() {
        let error = measure(Path::new("/nonexistent")).unwrap_err().to_string();
        assert!(error.contains("cargo xtask panel"), "{error}");
    }
}
