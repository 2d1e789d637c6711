//! A text in pieces: digits with what groups them, words, and the signs between.

use super::run::{Run, is_grouping};

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Digits.
    Run(Run<'a>),
    /// A sign that an extension follows, if it is behind a whole number: `#`, `*`, `,`, `;`.
    Mark,
    /// Letters of one script, or one symbol.
    Word(&'a str),
    /// Other punctuation.
    Sign(char),
}

/// The kinds of characters that are kept together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Digits,
    Mark,
    Latin,
    /// Letters that are not Latin.
    Letters,
    Other,
}

impl Class {
    fn of(c: char) -> Self {
        match c {
            '#' | '*' | ',' | ';' => Self::Mark,
            c if is_grouping(c) => Self::Digits,
            c if c.is_ascii_alphabetic() => Self::Latin,
            c if c.is_alphabetic() => Self::Letters,
            _ => Self::Other,
        }
    }
}

/// Cuts a cleaned text into its pieces.
pub(super) fn split(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let class = Class::of(first);
        let length = match class {
            Class::Mark | Class::Other => first.len_utf8(),
            _ => rest.find(|c| Class::of(c) != class).unwrap_or(rest.len()),
        };
        let (piece, behind) = rest.split_at(length);
        match class {
            Class::Digits => pieces.extend(Run::read(piece).map(Piece::Run)),
            Class::Mark => pieces.push(Piece::Mark),
            Class::Other if first.is_ascii() || matches!(first, '、' | '。') => pieces.push(Piece::Sign(first)),
            Class::Latin | Class::Letters | Class::Other => pieces.push(Piece::Word(piece)),
        }
        rest = behind;
    }
    pieces
}
