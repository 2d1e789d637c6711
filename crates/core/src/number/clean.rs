//! The many ways to write a character, reduced to one.

/// The escapes that a number can need in a URI.
const ESCAPES: [(&str, &str); 4] = [("%20", " "), ("%23", "#"), ("%2a", "*"), ("%2b", "+")];

/// Makes full-width characters ASCII, every dash `-`, every wave `~`, every middle dot `・`, every quote `"`, every space ` ` and all
/// letters small; reads escapes, drops invisible characters and trims the ends.
pub(super) fn clean(raw: &str) -> String {
    let mut text: String = raw.chars().filter_map(plain).collect();
    if text.contains('%') {
        for (escape, character) in ESCAPES {
            text = text.replace(escape, character);
        }
    }
    text.trim_matches(' ').to_owned()
}

/// The character that `c` is another form of, in lower case; `None` for an invisible character.
fn plain(c: char) -> Option<char> {
    let plain = match c {
        // Spaces of all widths; line breaks and tabs come with a paste.
        '\t' | '\n' | '\r' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        // Soft hyphen, zero-width characters, direction marks, byte order mark: spreadsheets leave them around numbers. Variation
        // selectors follow emoji.
        '\u{ad}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{fe0e}'
        | '\u{fe0f}'
        | '\u{feff}' => return None,
        // The dashes of Unicode, the minus sign, box drawing, and the long-vowel marks that Japanese input gives instead of a dash.
        '\u{2010}'..='\u{2015}'
        | '\u{2043}'
        | '\u{2212}'
        | '\u{2500}'
        | '\u{2501}'
        | '\u{30fc}'
        | '\u{fe58}'
        | '\u{fe63}'
        | '\u{ff70}' => '-',
        // Wave dashes.
        '\u{301c}' | '\u{ff5e}' => '~',
        // Middle dots.
        '\u{b7}' | '\u{30fb}' | '\u{ff65}' => '・',
        // Quotes.
        '\''
        | '`'
        | '\u{b4}'
        | '\u{2018}'..='\u{201f}'
        | '「'
        | '」'
        | '『'
        | '』'
        | '\u{ff02}'
        | '\u{ff07}'
        | '\u{ff40}' => '"',
        // Fraction and division slashes.
        '\u{2044}' | '\u{2215}' => '/',
        '￥' => '¥',
        // Full-width forms of ASCII.
        '\u{ff01}'..='\u{ff5d}' => char::from_u32(u32::from(c) - 0xfee0)?,
        c => c,
    };
    Some(plain.to_ascii_lowercase())
}
