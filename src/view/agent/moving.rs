//! Cards that move because another call comes, ends or changes.
//!
//! Somebody who is about to click must not hit another call's button that has just come under the mouse: for a moment the cards take no
//! clicks. The keyboard goes on, because the focus moves with its button.

use core::time::Duration;

use denwa_core::view_model::{CardView, PhaseView};
use leptos::prelude::*;

/// As long as somebody needs to see that a button has moved.
const PAUSE: Duration = Duration::from_millis(350);

/// A live call's place: its ID, and whether its card is small.
type Place = (String, bool);

/// Watches whether cards of live calls have just moved.
pub fn watch_places(cards: Memo<Vec<CardView>>) -> ReadSignal<bool> {
    let places = Memo::new(move |_| cards.with(|cards| places(cards)));
    let (is_moving, set_moving) = signal(false);
    let moves = StoredValue::new(0_u32);
    Effect::new(move |last: Option<Vec<Place>>| {
        let now = places.get();
        if last.is_some_and(|last| has_moved(&last, &now)) {
            moves.update_value(|moves| *moves += 1);
            let this = moves.get_value();
            set_moving.set(true);
            set_timeout(
                move || {
                    // A later move has a pause of its own.
                    if moves.try_get_value() == Some(this) {
                        set_moving.set(false);
                    }
                },
                PAUSE,
            );
        }
        now
    });
    is_moving
}

fn places(cards: &[CardView]) -> Vec<Place> {
    let live = cards.iter().filter(|card| card.phase != PhaseView::Ended);
    live.map(|card| (card.call.clone(), card.is_compact)).collect()
}

/// Whether a card that stays is not where it was, or has another size.
fn has_moved(last: &[Place], now: &[Place]) -> bool {
    now.iter().enumerate().any(|(place, card)| {
        let before = last.iter().position(|(call, _)| *call == card.0);
        before.is_some_and(|before| last[..=before] != now[..=place])
    })
}

#[cfg(test)]
mod tests {
    use super::{Place, has_moved};

    fn places(calls: &[&str]) -> Vec<Place> {
        calls.iter().map(|call| (call.trim_end_matches('-').to_owned(), call.ends_with('-'))).collect()
    }

    #[test]
    fn only_a_card_that_stays_can_move() {
        for (last, now, moves) in [
            (&[][..], &["a"][..], false),
            (&["a"], &[], false),
            (&["a"], &["b"], false),
            (&["a"], &["a", "b-"], false),
            (&["a"], &["b-", "a"], true),
            (&["a"], &["b-", "a-"], true),
            (&["b-", "a"], &["a"], true),
            (&["a", "b-"], &["a"], false),
        ] {
            assert_eq!(has_moved(&places(last), &places(now)), moves, "{last:?} {now:?}");
        }
    }
}
