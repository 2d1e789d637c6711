//! What is suggested for the text of a field, and which suggestion the agent has marked.

use denwa_core::view_model::{LookupOption, LookupView, Screen};
use denwa_core::{DeskAction, LookupPlace, Target, UserAction};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::app::{use_dispatch, use_screen};
use crate::view::parts::keys::is_enter;

/// What is suggested for the text of a field.
#[derive(Clone, Copy)]
pub struct Suggestions {
    place: StoredValue<LookupPlace>,
    text: RwSignal<String>,
    dispatch: Callback<UserAction>,
    on_choose: Callback<Target>,
    on_enter: Callback<String>,
    /// The suggestions, while they are for this field.
    pub view: Memo<Option<LookupView>>,
    options: Memo<Vec<LookupOption>>,
    /// The marked suggestion, by its key: it stays marked when others come before it.
    marked_key: RwSignal<Option<String>>,
    /// The place of the marked suggestion.
    pub marked: Memo<Option<usize>>,
}

impl Suggestions {
    /// The suggestions for the field at `place`. `on_choose` takes a suggestion, `on_enter` the text on Enter without a marked one.
    pub fn new(
        place: LookupPlace,
        text: RwSignal<String>,
        on_choose: Callback<Target>,
        on_enter: Callback<String>,
    ) -> Self {
        let screen = use_screen();
        let dispatch = Callback::new(use_dispatch());
        // A field that goes while its list is open closes the list.
        on_cleanup({
            let place = place.clone();
            move || {
                let is_here = |screen: &Screen| screen.lookup.as_ref().is_some_and(|view| view.place == place);
                if screen.try_with_untracked(is_here) == Some(true) {
                    dispatch.try_run(UserAction::Desk(DeskAction::StopLookUp(place)));
                }
            }
        });
        let place = StoredValue::new(place);
        let view = Memo::new(move |_| {
            let is_here = |view: &LookupView| place.with_value(|place| view.place == *place);
            screen.with(|screen| screen.lookup.clone().filter(is_here))
        });
        let options =
            Memo::new(move |_| view.with(|view| view.as_ref().map_or_else(Vec::new, |view| view.options.clone())));
        let marked_key = RwSignal::new(None::<String>);
        let marked = Memo::new(move |_| {
            let key = marked_key.get()?;
            options.with(|options| options.iter().position(|option| option.key == key))
        });
        Self { place, text, dispatch, on_choose, on_enter, view, options, marked_key, marked }
    }

    /// Whether there is anybody to choose.
    pub fn has_options(self) -> bool {
        self.options.with(|options| !options.is_empty())
    }

    fn act(self, action: DeskAction) {
        self.dispatch.run(UserAction::Desk(action));
    }

    /// Looks up what the field says now.
    pub fn look_up(self) {
        self.marked_key.set(None);
        self.act(DeskAction::LookUp { place: self.place.get_value(), text: self.text.get_untracked() });
    }

    /// Closes the list. A field that goes while it has the focus loses the focus too, when its signals have gone already.
    pub fn close(self) {
        self.marked_key.try_set(None);
        if self.view.try_with_untracked(Option::is_some) == Some(true)
            && let Some(place) = self.place.try_get_value()
        {
            self.act(DeskAction::StopLookUp(place));
        }
    }

    /// Takes a suggestion.
    pub fn choose(self, option: LookupOption) {
        self.close();
        self.on_choose.run(option.target);
    }

    /// Enter takes the marked suggestion, or else the text; the arrow keys mark one or open the list; Escape closes it. Keys of the input
    /// method's conversion do nothing here.
    pub fn on_key(self, event: &KeyboardEvent) {
        if is_enter(event) {
            return self.enter();
        }
        match event.key().as_str() {
            _ if event.is_composing() => {}
            "ArrowDown" => {
                event.prevent_default();
                self.mark(1);
            }
            "ArrowUp" => {
                event.prevent_default();
                self.mark(-1);
            }
            "Escape" if self.view.with_untracked(Option::is_some) => {
                event.prevent_default();
                event.stop_propagation();
                self.close();
            }
            _ => {}
        }
    }

    fn enter(self) {
        let marked = self.marked.get_untracked();
        let option = marked.and_then(|at| self.options.with_untracked(|options| options.get(at).cloned()));
        if let Some(option) = option {
            self.choose(option);
        } else {
            self.close();
            self.on_enter.run(self.text.get_untracked());
        }
    }

    /// Marks the suggestion so many places on, from the last to the first and back.
    fn mark(self, step: isize) {
        if self.view.with_untracked(Option::is_none) {
            return self.look_up();
        }
        let length = self.options.with_untracked(Vec::len).cast_signed();
        if length > 0 {
            let from = self.marked.get_untracked().map_or(if step > 0 { -1 } else { 0 }, usize::cast_signed);
            let to = (from + step).rem_euclid(length).cast_unsigned();
            let key = self.options.with_untracked(|options| options.get(to).map(|option| option.key.clone()));
            self.marked_key.set(key);
        }
    }
}
