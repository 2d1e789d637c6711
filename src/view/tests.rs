//! The templates fit together: what one names is there, and every word is there in both languages.

use std::collections::BTreeSet;
use std::path::Path;

/// A tag of a template: its name and its attributes.
struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> Tag<'a> {
    fn get(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }
}

fn read(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        files.push((path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(path).unwrap()));
    }
    assert!(!files.is_empty());
    files
}

fn views() -> String {
    let mut all = String::new();
    for (_, text) in read("static/views") {
        let mut rest = text.as_str();
        while let Some((before, comment)) = rest.split_once("<!--") {
            all.push_str(before);
            rest = comment.split_once("-->").expect("a comment ends").1;
        }
        all.push_str(rest);
    }
    all
}

/// All opening tags. Attributes are written `name` or `name="value"`, and no value has a `>` or a quote in it.
fn tags(views: &str) -> Vec<Tag<'_>> {
    let opening = views.split('<').skip(1).filter(|tag| !tag.starts_with('/'));
    opening
        .map(|tag| {
            let tag = tag.split('>').next().unwrap_or_default();
            let (name, mut rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
            let mut attributes = Vec::new();
            while let Some((attribute, after)) = rest.trim_start().split_once("=\"") {
                let (value, after) = after.split_once('"').expect("a value ends");
                attributes.push((attribute.rsplit(char::is_whitespace).next().unwrap_or_default(), value));
                rest = after;
            }
            Tag { name, attributes }
        })
        .collect()
}

#[test]
fn every_template_is_in_the_page_and_has_one_root() {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("index.html")).unwrap();
    for (file, text) in read("static/views") {
        assert!(page.contains(&format!("href=\"static/views/{file}\"")), "{file} is not in the page");
        for template in text.split("<template").skip(1) {
            let inner = template.split_once('>').unwrap().1.split("</template>").next().unwrap();
            let (mut depth, mut roots) = (0, 0);
            for tag in inner.split('<').skip(1) {
                let name: String = tag.chars().take_while(|c| c.is_alphanumeric()).collect();
                if tag.starts_with('/') {
                    depth -= 1;
                } else if !tag.starts_with('!') {
                    roots += i32::from(depth == 0);
                    depth += i32::from(name != "input");
                }
            }
            assert_eq!((depth, roots), (0, 1), "{file}: <template{}", template.split('>').next().unwrap());
        }
    }
}

#[test]
fn every_part_of_a_list_has_its_template() {
    let views = views();
    let tags = tags(&views);
    let ids: BTreeSet<_> = tags.iter().filter(|tag| tag.name == "template").filter_map(|tag| tag.get("id")).collect();
    let mut wanted = 0;
    for list in tags.iter().filter_map(|tag| tag.get("t-each")) {
        let (_, name) = list.split_once(' ').expect("a list and a template");
        let fits = |id: &&&str| match name.split_once('{') {
            Some((start, _)) => id.starts_with(&format!("t-{start}")),
            None => **id == format!("t-{name}"),
        };
        assert!(ids.iter().any(|id| fits(&id)), "{list}: no such template");
        wanted += 1;
    }
    assert!(wanted > 5);
}

#[test]
fn every_action_is_one_that_is_known() {
    let mut sources = String::new();
    for folder in ["src/view", "src/view/config"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_file() && path.file_name().is_some_and(|name| name != "tests.rs") {
                sources += &std::fs::read_to_string(path).unwrap();
            }
        }
    }
    let views = views();
    let mut known = 0;
    for (event, action) in
        tags(&views).iter().flat_map(|tag| &tag.attributes).filter(|(name, _)| name.starts_with("on-"))
    {
        let arm = [format!("\"{action}\" =>"), format!("\"{action}\" |"), format!("\"{action}\" if")];
        assert!(arm.iter().any(|arm| sources.contains(arm)), "{event}: nothing does {action}");
        known += 1;
    }
    assert!(known > 20);
}

#[test]
fn what_stays_is_there_in_both_languages() {
    let japanese = |text: &str| text.chars().any(|c| ('\u{3040}'..='\u{9fff}').contains(&c));
    let views = views();
    let mut words = 0;
    for tag in tags(&views) {
        for (name, ja) in tag.attributes.iter().filter(|(name, _)| *name == "ja" || name.starts_with("ja-")) {
            let en = tag.get(&name.replacen("ja", "en", 1)).unwrap_or_else(|| panic!("{ja}: not in English"));
            // The button for the other language says so in that language.
            let (ja, en) = if *ja == "English" { (en, *ja) } else { (*ja, en) };
            assert!(japanese(ja), "{ja}: not Japanese");
            assert!(!en.is_empty() && !japanese(en), "{en}: not English");
            words += 1;
        }
        let english = tag.attributes.iter().filter(|(name, _)| *name == "en" || name.starts_with("en-"));
        for (name, en) in english {
            assert!(tag.get(&name.replacen("en", "ja", 1)).is_some(), "{en}: not in Japanese");
        }
    }
    assert!(words > 20);
}

#[test]
fn every_word_that_a_template_asks_for_is_there() {
    let texts = read("static/text");
    let views = views();
    let mut asked = 0;
    for (_, value) in tags(&views).iter().flat_map(|tag| &tag.attributes) {
        let Some(key) = value.strip_prefix('@') else { continue };
        let key = key.split('(').next().unwrap_or_default();
        // The rest of a key with something in it is checked where that comes from.
        let start = key.split('{').next().unwrap_or_default();
        let wanted = if start == key { format!("\"{key}\":") } else { format!("\"{start}") };
        for (file, text) in &texts {
            assert!(text.contains(&wanted), "{file} lacks {key}");
        }
        asked += 1;
    }
    assert!(asked > 3);
}

/// The names of classes in a style sheet that begin with `dw-`.
fn classes(sheet: &str) -> BTreeSet<&str> {
    let names = sheet.split(".dw-").skip(1);
    names
        .map(|rest| rest.split(|c: char| !(c.is_alphanumeric() || "-_".contains(c))).next().unwrap_or_default())
        .collect()
}

#[test]
fn every_style_is_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut used = views();
    for file in ["index.html", "static/boot.js"] {
        used.push_str(&std::fs::read_to_string(root.join(file)).unwrap());
    }
    for folder in ["src/view", "src/view/config"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs") {
                used.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let sheet = std::fs::read_to_string(root.join("static/panel.css")).unwrap();
    let whole = |name: &str| {
        used.match_indices(&format!("dw-{name}"))
            .any(|(at, found)| !used[at + found.len()..].starts_with(|c: char| c.is_alphanumeric() || "-_".contains(c)))
    };
    // What comes after two hyphens may be a value of the template's.
    let made = |name: &str| name.split_once("--").is_some_and(|(stem, _)| used.contains(&format!("dw-{stem}--{{")));
    let unused: Vec<_> = classes(&sheet).into_iter().filter(|name| !whole(name) && !made(name)).collect();
    assert!(unused.is_empty(), "no view has {unused:?}");
}
