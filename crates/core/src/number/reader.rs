//! The numbers among the pieces of a text.

use super::digits::{MOST_EXTENSION_DIGITS, is_whole};
use super::error::NumberError;
use super::hours;
use super::kind::{Number, NumberKind};
use super::piece::{self, Piece};
use super::run::{self, Group, Run};
use super::words::{Role, role};

/// A text with more words and signs is no telephone field.
const MOST_PIECES: usize = 64;
/// Behind fewer digits a sign or word marks no extension.
const LEAST_DIGITS_BEFORE_EXTENSION: usize = 7;

/// The digits of an extension, if the text is one.
pub(super) fn extension(text: &str) -> Option<&str> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=MOST_EXTENSION_DIGITS).contains(&length).then(|| &text[..length])
}

/// Finds the numbers in a text without labels: one of any kind, or whole ones with words around them.
pub(super) fn read(text: &str) -> Result<Vec<Number>, NumberError> {
    let pieces = piece::split(text);
    if pieces.len() > MOST_PIECES {
        return Err(NumberError::TooLong);
    }
    if let Some(number) = only_extension(&pieces) {
        return Ok(vec![number]);
    }
    let mut reader = Reader::default();
    for at in 0..pieces.len() {
        reader.take(&pieces, at);
        if reader.has_failed() {
            break;
        }
    }
    let is_word = |piece: &Piece| matches!(piece, Piece::Word(_));
    let has_words = pieces.iter().any(is_word);
    reader.finish().map_err(|error| if has_words { NumberError::Letters } else { error })
}

/// `内線2001`: an extension alone.
fn only_extension(pieces: &[Piece]) -> Option<Number> {
    let (Piece::Word(mark), rest) = pieces.split_first()? else { return None };
    let mut rest = rest.iter().filter(|piece| !matches!(piece, Piece::Sign(_) | Piece::Word("番号" | "no")));
    let (Some(Piece::Run(run)), None) = (rest.next(), rest.next()) else { return None };
    let [Group { digits, has_plus: false, .. }] = run.groups[..] else { return None };
    let is_extension = role(mark) == Role::Extension && *mark != "p" && extension(digits) == Some(digits);
    is_extension.then(|| Number::bare(NumberKind::Extension(digits.to_owned())))
}

/// Reads one piece after the other.
#[derive(Default)]
struct Reader {
    numbers: Vec<Number>,
    /// The digits that follow are the extension of the last number.
    is_marked: bool,
    /// There are words or signs with which only whole numbers are read.
    needs_whole: bool,
    has_digits: bool,
    /// The first digits that are neither a number nor known to be something else.
    error: Option<NumberError>,
}

impl Reader {
    fn take(&mut self, pieces: &[Piece], at: usize) {
        match &pieces[at] {
            Piece::Mark => self.mark(),
            Piece::Word(word) => match role(word) {
                Role::Extension => self.mark(),
                Role::Filler => {}
                Role::Label => self.is_marked = false,
                Role::Name => {
                    self.is_marked = false;
                    self.needs_whole = true;
                }
            },
            Piece::Sign(sign) => self.needs_whole |= !matches!(sign, ':' | '"' | '='),
            Piece::Run(run) => {
                self.has_digits |= run.groups.iter().any(|group| !group.digits.is_empty());
                let result = if self.is_marked { self.take_marked(run) } else { self.take_numbers(run, pieces, at) };
                if let Err(error) = result {
                    self.error.get_or_insert(error);
                }
            }
        }
    }

    /// Whether the pieces behind do not matter. A `+` without digits is judged by whether there are digits elsewhere.
    fn has_failed(&self) -> bool {
        (self.numbers.len() > 1 && self.has_part()) || self.error.is_some_and(|error| error != NumberError::Empty)
    }

    /// A sign or word that marks an extension, if it is behind a number.
    fn mark(&mut self) {
        self.is_marked = self.numbers.last().is_some_and(may_have_extension);
        self.needs_whole |= !self.is_marked;
    }

    /// Digits behind a mark: an extension, or a second whole number.
    fn take_marked(&mut self, run: &Run) -> Result<(), NumberError> {
        if let Some(numbers) = whole_numbers(&run.groups) {
            self.numbers.extend(numbers);
            self.is_marked = false;
            return Ok(());
        }
        let Some((first, others)) = run.groups.split_first() else { return Ok(()) };
        let digits = extension(first.digits).filter(|digits| *digits == first.digits && !first.has_plus);
        let digits = digits.ok_or(NumberError::Nonsense)?;
        if let Some(number) = self.numbers.last_mut() {
            number.extension.get_or_insert_with(|| digits.to_owned());
        }
        // 12/13: another extension of the same number.
        let is_extension = |group: &Group| extension(group.digits) == Some(group.digits) && !group.has_plus;
        match whole_numbers(others) {
            Some(numbers) => self.numbers.extend(numbers),
            None if others.iter().all(is_extension) => {}
            None => return Err(NumberError::Nonsense),
        }
        Ok(())
    }

    fn take_numbers(&mut self, run: &Run, pieces: &[Piece], at: usize) -> Result<(), NumberError> {
        let groups = hours::without_hours(run, pieces, at);
        if groups.is_empty() {
            return Ok(());
        }
        if is_in_word(run, pieces, at) {
            return Err(NumberError::Letters);
        }
        let numbers = run::read(groups)?;
        let is_certain = |number: &Number| matches!(number.kind, NumberKind::National { .. });
        if groups.len() == run.groups.len() && counts_something(run, pieces, at) && !numbers.iter().all(is_certain) {
            return Err(NumberError::Letters);
        }
        self.numbers.extend(numbers);
        Ok(())
    }

    /// Whether some of the numbers are not whole: beside others they may be anything.
    fn has_part(&self) -> bool {
        self.numbers.iter().any(|number| !is_whole(number))
    }

    fn finish(self) -> Result<Vec<Number>, NumberError> {
        let needs_whole = self.needs_whole || self.numbers.len() > 1;
        let is_read = !needs_whole || !self.has_part();
        match self.error {
            Some(NumberError::Empty) if self.has_digits => Err(NumberError::Nonsense),
            Some(error) => Err(error),
            None if self.numbers.is_empty() && !self.has_digits => Err(NumberError::Empty),
            None if self.numbers.is_empty() || !is_read => Err(NumberError::Nonsense),
            None => Ok(self.numbers),
        }
    }
}

fn may_have_extension(number: &Number) -> bool {
    match &number.kind {
        NumberKind::Extension(digits) => digits.len() >= LEAST_DIGITS_BEFORE_EXTENSION,
        NumberKind::National { .. } | NumberKind::Abroad { .. } | NumberKind::Unknown(_) => true,
        NumberKind::Short(_) | NumberKind::Feature(_) | NumberKind::Sip(_) => false,
    }
}

/// The groups as whole numbers only.
fn whole_numbers(groups: &[Group]) -> Option<Vec<Number>> {
    let digits: usize = groups.iter().map(|group| group.digits.len()).sum();
    if digits < LEAST_DIGITS_BEFORE_EXTENSION {
        return None;
    }
    let numbers = run::read(groups).ok()?;
    numbers.iter().all(is_whole).then_some(numbers)
}

/// Whether Latin letters or digits of another script touch the digits: `0120-DOCOMO`, an `O` in the place of a 0, `090-1234-567八`.
fn is_in_word(run: &Run, pieces: &[Piece], at: usize) -> bool {
    let word = |piece: Option<&Piece>| match piece {
        Some(Piece::Word(word)) if role(word) == Role::Name => (word.chars().next(), word.chars().next_back()),
        _ => (None, None),
    };
    let is_tight = |separators: &str| separators.chars().all(|c| matches!(c, '-' | '.'));
    let (_, before) = word(at.checked_sub(1).and_then(|before| pieces.get(before)));
    let (behind, _) = word(pieces.get(at + 1));
    before.is_some_and(|c| is_misread(c) && !is_bullet(c)) && is_tight(run.before())
        || behind.is_some_and(is_misread) && is_tight(run.behind)
}

fn is_misread(c: char) -> bool {
    c.is_ascii_alphabetic() || c.is_numeric() || "一二三四五六七八九十".contains(c)
}

/// ① and the like.
fn is_bullet(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}')
}

/// Whether the last group is set off and belongs to the word behind it: `2F`, `3階`.
fn counts_something(run: &Run, pieces: &[Piece], at: usize) -> bool {
    let is_short = |last: &Group| last.digits.len() <= 2 && last.before.contains(' ');
    let is_word = matches!(pieces.get(at + 1), Some(Piece::Word(word)) if role(word) == Role::Name);
    is_word && run.behind.is_empty() && run.groups.len() > 1 && run.groups.last().is_some_and(is_short)
}
