//! The many ways of writing one character, made one.

/// `raw` with full-width characters made ASCII, every dash `-`, every dot `.`, every space ` `, invisible marks
/// dropped, ASCII letters in lower case and the ends trimmed.
pub(super) fn clean(raw: &str) -> String {
    let text: String = raw.chars().filter_map(one).collect();
    text.trim_matches(' ').to_owned()
}

fn one(c: char) -> Option<char> {
    Some(match c {
        // The dashes of Unicode, the minus sign, box drawing, wave dash, and the long-vowel marks that Japanese input
        // gives for one.
        '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{2043}'
        | '\u{2500}'
        | '\u{2501}'
        | '\u{301c}'
        | '\u{30fc}'
        | '\u{fe58}'
        | '\u{fe63}'
        | '\u{ff0d}'
        | '\u{ff5e}'
        | '\u{ff70}'
        | '~' => '-',
        // Spaces of all widths; line breaks and tabs come with a paste.
        '\t' | '\n' | '\r' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        // Zero width, direction marks, byte order mark: spreadsheets leave them around numbers.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => {
            return None;
        }
        '\u{b7}' | '\u{30fb}' | '\u{ff65}' => '.',
        '\u{2044}' | '\u{2215}' => '/',
        '\u{ffe5}' => '\u{a5}',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0)?.to_ascii_lowercase(),
        c => c.to_ascii_lowercase(),
    })
}

/// Both sides of the first `mark`. [`str::split_once`] brings a search made for long texts, several kilobytes of it.
pub(super) fn split_at<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let at = text.as_bytes().windows(mark.len()).position(|window| window == mark.as_bytes())?;
    Some((text.get(..at)?, text.get(at + mark.len()..)?))
}
