//! Digits with what groups them: one number, or several behind one another.

use super::digits::{self, is_whole};
use super::error::NumberError;
use super::kind::{Number, NumberKind};
use std::ops::RangeInclusive;

/// More groups than this are no telephone numbers.
const MOST_GROUPS: usize = 16;
/// No whole number has fewer digits, and none has more, prefixes included.
const WHOLE_DIGITS: RangeInclusive<usize> = 7..=30;
/// The most digits that stand for the last digits of the number before: `03-1234-5678・5679`.
const MOST_REPLACED: usize = 4;
/// The most digits of a number abroad before a slash, which then sets off its area code: `+49 30/1234567`.
const MOST_BEFORE_SLASH: usize = 8;

/// Digits and separators without anything else between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run<'a> {
    /// At least one.
    pub groups: Vec<Group<'a>>,
    /// The separators behind the last digit.
    pub behind: &'a str,
}

/// Digits without a separator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Group<'a> {
    /// The separators before the digits, without the `+`.
    pub before: &'a str,
    pub has_plus: bool,
    pub digits: &'a str,
    /// Whether the digits are the `(0)` that is not dialled behind a country code.
    is_trunk_zero: bool,
}

/// How far two groups are apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// A hyphen or a dot: the groups belong to one number.
    Tight,
    /// A space or a bracket: groups of one number, or two numbers.
    Loose,
    Slash,
    /// A middle dot or a wave: groups of one number, or the last digits of another.
    Replacing,
}

/// Whether the character is a digit or may stand between digits of a number.
pub(super) fn is_grouping(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '.' | '(' | ')' | '[' | ']' | '/' | '・' | '~')
}

impl<'a> Run<'a> {
    /// The groups of a text of digits and separators. `None` if there is neither a digit nor a `+`.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let mut groups = Vec::new();
        let mut rest = text;
        while let Some(start) = rest.find(|c: char| c.is_ascii_digit() || c == '+') {
            let (before, from_start) = rest.split_at(start);
            // The + may be set off: `+ 81`, `(+81)`.
            let signs = from_start.strip_prefix('+').map(|signs| signs.trim_start_matches([' ', '(']));
            let digits_on = signs.unwrap_or(from_start);
            let end = digits_on.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits_on.len());
            let (digits, behind) = digits_on.split_at(end);
            let is_trunk_zero = digits == "0"
                && before.trim_end_matches(' ').ends_with(['(', '['])
                && behind.trim_start_matches(' ').starts_with([')', ']']);
            groups.push(Group { before, has_plus: signs.is_some(), digits, is_trunk_zero });
            rest = behind;
        }
        (!groups.is_empty()).then_some(Self { groups, behind: rest })
    }

    /// The separators before the first digit.
    pub(super) fn before(&self) -> &'a str {
        self.groups.first().map_or("", |group| group.before)
    }
}

impl Group<'_> {
    fn gap(&self) -> Gap {
        if self.before.contains('/') {
            Gap::Slash
        } else if self.before.contains(['・', '~']) {
            Gap::Replacing
        } else if self.before.contains([' ', '(', ')', '[', ']']) {
            Gap::Loose
        } else {
            Gap::Tight
        }
    }
}

/// The numbers in the groups, the first first: one, or several whole ones.
pub(super) fn read(groups: &[Group]) -> Result<Vec<Number>, NumberError> {
    if groups.len() > MOST_GROUPS {
        return Err(NumberError::TooLong);
    }
    if groups.is_empty() {
        return Err(NumberError::Empty);
    }
    match read_one(groups) {
        Ok(number) if !has_more_than_one(&number, groups) => Ok(vec![number]),
        one => match divide(groups) {
            Division::One(numbers) => Ok(numbers),
            Division::None | Division::Several => Err(one.err().unwrap_or(NumberError::Nonsense)),
        },
    }
}

/// The groups as one number.
fn read_one(groups: &[Group]) -> Result<Number, NumberError> {
    let [first, others @ ..] = groups else { return Err(NumberError::Empty) };
    if groups.iter().any(|group| group.digits.is_empty()) && groups.len() > 1 {
        return Err(NumberError::Nonsense);
    }
    if others.iter().any(|group| group.has_plus) {
        return Err(NumberError::Nonsense);
    }
    let number = digits::read(&join(groups), first.has_plus)?;
    let is_grouped = match number.kind {
        NumberKind::National { .. } => true,
        // Abroad any length is possible: a slash is only sure behind an area code.
        NumberKind::Abroad { .. } => !ends_like_decimal(groups) && !has_late_slash(groups),
        _ => {
            !ends_like_decimal(groups) && !others.iter().any(|group| matches!(group.gap(), Gap::Slash | Gap::Replacing))
        }
    };
    let has_slash = others.iter().any(|group| group.gap() == Gap::Slash);
    let may_have_slash = first.has_plus || first.digits.starts_with('0');
    if is_grouped && (may_have_slash || !has_slash) { Ok(number) } else { Err(NumberError::Nonsense) }
}

/// The digits, without the `(0)` behind a country code.
fn join(groups: &[Group]) -> String {
    let mut joined = String::new();
    for (at, group) in groups.iter().enumerate() {
        let is_behind_country = at > 0 && (groups[0].has_plus || joined.contains("010"));
        if !(group.is_trunk_zero && is_behind_country) {
            joined.push_str(group.digits);
        }
    }
    joined
}

/// A `.0` that a spreadsheet may have put there.
fn ends_like_decimal(groups: &[Group]) -> bool {
    matches!(groups, [_, .., last] if last.before == "." && last.digits.len() <= 2)
}

fn has_late_slash(groups: &[Group]) -> bool {
    let mut before = 0;
    groups.iter().any(|group| {
        let is_late = before > MOST_BEFORE_SLASH && matches!(group.gap(), Gap::Slash | Gap::Replacing);
        before += group.digits.len();
        is_late
    })
}

/// Whether digits of a possible length are a whole number and more. A national number has the length of its plan, others may have any.
fn has_more_than_one(number: &Number, groups: &[Group]) -> bool {
    if !matches!(number.kind, NumberKind::Unknown(_) | NumberKind::Abroad { .. }) {
        return false;
    }
    whole_beginnings(&groups[..groups.len() - 1]).any(|at| {
        let Ok(beginning) = read_one(&groups[..at]) else { return false };
        match (&number.kind, &beginning.kind) {
            (NumberKind::Unknown(_), _) => is_whole(&beginning),
            (NumberKind::Abroad { .. }, NumberKind::Abroad { country_code, subscriber }) => {
                country_code == "1" && subscriber.len() == 10
            }
            _ => false,
        }
    })
}

/// The numbers of groups that may be a whole number, by how many digits they have.
fn whole_beginnings(groups: &[Group]) -> impl Iterator<Item = usize> {
    let lengths = groups.iter().scan(0, |digits, group| {
        *digits += group.digits.len();
        Some(*digits)
    });
    let beginnings = lengths.enumerate().map(|(at, digits)| (at + 1, digits));
    beginnings.filter(|(_, digits)| WHOLE_DIGITS.contains(digits)).map(|(at, _)| at)
}

/// The ways to divide groups into whole numbers.
#[derive(Clone)]
enum Division {
    None,
    One(Vec<Number>),
    Several,
}

fn divide(groups: &[Group]) -> Division {
    let mut known = vec![None; groups.len() + 1];
    known[0] = Some(Division::One(Vec::new()));
    divide_rest(groups, &mut known)
}

/// Divides the groups that are left. `known` has what was found out before, by how many groups were left: several beginnings lead to one
/// rest.
fn divide_rest(groups: &[Group], known: &mut [Option<Division>]) -> Division {
    if let Some(division) = &known[groups.len()] {
        return division.clone();
    }
    let division = try_beginnings(groups, known);
    known[groups.len()] = Some(division.clone());
    division
}

fn try_beginnings(groups: &[Group], known: &mut [Option<Division>]) -> Division {
    let mut found = Division::None;
    for at in whole_beginnings(groups) {
        let (head, rest) = groups.split_at(at);
        if rest.first().is_some_and(|next| next.gap() == Gap::Tight && !next.has_plus) {
            continue;
        }
        let Some(number) = read_one(head).ok().filter(|number| is_whole(number) && !has_more_than_one(number, head))
        else {
            continue;
        };
        let (mut numbers, rest) = with_replaced_digits(number, rest);
        match divide_rest(rest, known) {
            Division::None => continue,
            Division::One(others) => numbers.extend(others),
            Division::Several => return Division::Several,
        }
        if matches!(found, Division::One(_)) {
            return Division::Several;
        }
        found = Division::One(numbers);
    }
    found
}

/// The number, those that a few digits behind it stand for, and the groups behind these: `03-1234-5678・5679`.
fn with_replaced_digits<'a, 'b>(number: Number, mut rest: &'a [Group<'b>]) -> (Vec<Number>, &'a [Group<'b>]) {
    let mut numbers = vec![number];
    while let [next, behind @ ..] = rest
        && next.gap() == Gap::Replacing
        && !next.has_plus
        && next.digits.len() <= MOST_REPLACED
        && behind.first().is_none_or(|group| group.gap() != Gap::Tight)
    {
        let replaced = numbers[0].with_last_digits(next.digits);
        numbers.extend(replaced);
        rest = behind;
    }
    (numbers, rest)
}
