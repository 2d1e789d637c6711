//! Opening hours beside a number: `(平日9-17時)`, `10:00-18:00`.

use super::piece::Piece;
use super::run::{Group, Run};
use super::words::{Role, follows_hour, role};

/// The groups of a run that are not hours by the pieces beside it.
pub(super) fn without_hours<'a, 'b>(run: &'a Run<'b>, pieces: &[Piece], at: usize) -> &'a [Group<'b>] {
    let groups = run.groups.as_slice();
    let piece = |index: Option<usize>| index.and_then(|index| pieces.get(index));
    let (before, behind) = (piece(at.checked_sub(1)), piece(Some(at + 1)));
    let is_before_minutes = behind == Some(&Piece::Sign(':')) && matches!(piece(Some(at + 2)), Some(Piece::Run(_)));
    let is_minutes = before == Some(&Piece::Sign(':')) && matches!(piece(at.checked_sub(2)), Some(Piece::Run(_)));
    let is_hour = is_before_minutes || matches!(behind, Some(Piece::Word(word)) if follows_hour(word));
    let is_behind_name = matches!(before, Some(Piece::Word(word)) if role(word) == Role::Name);
    let is_before_name = matches!(behind, Some(Piece::Word(word)) if role(word) == Role::Name);
    let are_times = groups.len() <= 2 && groups.iter().all(is_time);
    // 平日9-17, 第2営業部
    let is_range = is_behind_name && groups.len() == 2;
    let is_inside_words = is_behind_name && is_before_name && run.before().is_empty() && run.behind.is_empty();
    if are_times && (is_hour || is_minutes || is_range || is_inside_words) {
        return &[];
    }
    if !is_hour {
        return groups;
    }
    // 03-1234-5678 9-17時
    match groups {
        [number @ .., from, to] if is_set_off(from) && is_time(to) && matches!(to.before, "-" | "~") => number,
        [number @ .., hour] if is_set_off(hour) => number,
        _ => groups,
    }
}

/// Hours or minutes.
fn is_time(group: &Group) -> bool {
    !group.has_plus && group.digits.len() <= 2 && group.digits.parse().is_ok_and(|number: u8| number < 60)
}

fn is_set_off(group: &Group) -> bool {
    is_time(group) && group.before.contains([' ', '('])
}
