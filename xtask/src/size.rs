//! The release panel's size.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use denwa_core::Language;
use denwa_core::text::{DoctorMsg, SettingsMsg};

use crate::panel::{self, Build};

/// A sum of files, and what it must not exceed, in bytes of `gzip -9`.
#[derive(Debug, Clone, Copy)]
struct Bound {
    what: &'static str,
    /// The aim.
    aim: u64,
    /// What plain code needs, and 3 % more. Lower it when the panel gets lighter.
    ceiling: u64,
}

/// All that a browser loads before the panel works.
const FIRST: Bound = Bound { what: "loaded first", aim: 400_000, ceiling: 765_000 };
/// All files, the administrator's pages included.
const WHOLE: Bound = Bound { what: "whole", aim: 550_000, ceiling: 1_185_000 };
const PAGE: &str = "index.html";
/// The program of the administrator's pages: the page names its files, but a browser loads them only when a page is opened.
const LATER: &str = "denwa-admin";

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

/// Prints the table and fails above the ceilings.
pub fn report(build: Build) -> Result<()> {
    let dist = build.dist();
    let mut files = measure(&dist)?;
    files.sort_by_key(|file| std::cmp::Reverse(file.raw));
    let page = fs::read_to_string(dist.join(PAGE))?;
    let loaded_first: Vec<Size> = files.iter().filter(|file| is_loaded_first(&file.name, &page)).cloned().collect();
    check_words(&dist, &loaded_first)?;
    let sums = [(FIRST, sum(FIRST.what, &loaded_first)), (WHOLE, sum(WHOLE.what, &files))];
    println!("{:<40} {:>10} {:>10} {:>10}", "file", "raw", "gzip -9", "brotli -11");
    for file in files.iter().chain(sums.iter().map(|(_, sum)| sum)) {
        println!("{:<40} {:>10} {:>10} {:>10}", file.name, file.raw, file.gzip, file.brotli);
    }
    for (Bound { what, aim, ceiling }, _) in &sums {
        println!("{:<40} {:>10} {aim:>10}", format!("aim, {what}"), "");
        println!("{:<40} {:>10} {ceiling:>10}", format!("ceiling, {what}"), "");
    }
    // Without the size flags the panel is larger: this build is for comparison only.
    if build == Build::Ordinary {
        return Ok(());
    }
    sums.iter().try_for_each(|(bound, sum)| check(*bound, sum))
}

/// Checks that no file of the first load holds words of the administrator's pages: then their code is in it too.
fn check_words(dist: &Path, loaded_first: &[Size]) -> Result<()> {
    let settings = SettingsMsg::FilesHelp.t(Language::Ja);
    let doctor = DoctorMsg::CheckAgain.t(Language::Ja);
    for Size { name, .. } in loaded_first {
        let bytes = fs::read(dist.join(name))?;
        for words in [settings, doctor] {
            let is_there = bytes.windows(words.len()).any(|window| window == words.as_bytes());
            ensure!(!is_there, "{name}, which every agent loads, has words of the administrator's pages: {words}");
        }
    }
    Ok(())
}

/// Whether the browser loads the file with the page, because the page names it.
fn is_loaded_first(name: &str, page: &str) -> bool {
    name == PAGE || (page.contains(name) && !name.starts_with(LATER))
}

fn check(bound: Bound, sum: &Size) -> Result<()> {
    let exceeds = sum.gzip.saturating_sub(bound.ceiling);
    ensure!(exceeds == 0, "the panel ({}) exceeds its ceiling by {exceeds} bytes (gzip)", bound.what);
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
        let size = |gzip| Size { name: String::new(), raw: 0, gzip, brotli: 0 };
        for bound in [FIRST, WHOLE] {
            assert!(check(bound, &size(bound.ceiling)).is_ok());
            let error = check(bound, &size(bound.ceiling + 3)).unwrap_err().to_string();
            assert!(error.contains(bound.what) && error.contains("by 3 bytes"), "{error}");
        }
    }

    #[test]
    fn words_of_the_pages_are_found_in_the_first_load() {
        let words = DoctorMsg::CheckAgain.t(Language::Ja);
        let folder = folder("words", &[("a.wasm", 3)]);
        let files = measure(&folder).unwrap();
        assert!(check_words(&folder, &files).is_ok());
        fs::write(folder.join("a.wasm"), format!("\0asm{words}")).unwrap();
        assert!(check_words(&folder, &files).unwrap_err().to_string().contains("a.wasm"));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_the_page_names_is_loaded_first() {
        let page = r#"<script src="./boot-1a.js"></script><link rel="denwa-admin-script" href="./denwa-admin-1a.js">"#;
        assert!(is_loaded_first("boot-1a.js", page) && is_loaded_first(PAGE, page));
        assert!(!is_loaded_first("denwa-admin-1a.js", page) && !is_loaded_first("unnamed-1a.js", page));
    }

    #[test]
    fn no_panel_is_an_error_that_says_how_to_get_one() {
        let error = measure(Path::new("/nonexistent")).unwrap_err().to_string();
        assert!(error.contains("cargo xtask panel"), "{error}");
    }
}
