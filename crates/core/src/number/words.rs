//! Words around a number.

/// What a word in a telephone field says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// That a telephone number follows, or that the number is a company's main one.
    Label,
    /// That an extension follows.
    Extension,
    /// Nothing of its own: the 番号 of 内線番号.
    Filler,
    /// Anything else: names, opening hours, remarks.
    Name,
}

/// The signs are telephones, ℡ and ℻.
const LABELS: [&str; 17] = [
    "tel",
    "phone",
    "mobile",
    "fax",
    "電話番号",
    "電話",
    "携帯",
    "代表",
    "代",
    "直通",
    "本社",
    "自宅",
    "\u{260e}",
    "\u{2121}",
    "\u{213b}",
    "\u{1f4de}",
    "\u{260f}",
];
const EXTENSIONS: [&str; 6] = ["x", "p", "ext", "extn", "extension", "内"];
const FILLERS: [&str; 2] = ["番号", "no"];

/// The role of a word in lower case.
pub(super) fn role(word: &str) -> Role {
    if LABELS.contains(&word) {
        Role::Label
    } else if EXTENSIONS.contains(&word) || word.contains("内線") {
        Role::Extension
    } else if FILLERS.contains(&word) {
        Role::Filler
    } else {
        Role::Name
    }
}

/// Whether the word makes the digits before it a time of day.
pub(super) fn follows_hour(word: &str) -> bool {
    word.starts_with(['時', '分']) || matches!(word, "am" | "pm" | "h")
}

/// The text without quotes, and without a label at its beginning or the mark of a main number at its end.
pub(super) fn without_labels(text: &str) -> &str {
    let text = text.trim_matches(is_quote);
    let labelled = LABELS.iter().find_map(|label| text.strip_prefix(label));
    let text = labelled.map_or(text, |rest| rest.trim_start_matches(is_punctuation));
    let text = ["(代)", "(代表)", "代表"].iter().fold(text, |text, word| text.strip_suffix(word).unwrap_or(text));
    text.trim_matches(is_quote)
}

/// Quotes, and the `=` of a formula: Excel users write `'03…` and `="03…"` to keep the 0.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '=' | ' ')
}

fn is_punctuation(c: char) -> bool {
    c == ' ' || (c.is_ascii_punctuation() && !matches!(c, '+' | '*' | '#' | '('))
}
