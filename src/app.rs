//! The panel as a Leptos app: it keeps the screen in a signal, and hands components their context.
#![expect(clippy::must_use_candidate, reason = "Leptos's macro drops the attribute from a component")]

use denwa_core::view_model::Screen;
use denwa_core::{Input, Panel, UserAction};
use leptos::prelude::*;
use opencti::PageFacts;

use crate::host::Host;
use crate::shell;
use crate::view::agent::AgentPanel;
use crate::view::parts::{Clock, provide_language};

pub use crate::view::parts::use_language;

/// The whole panel. It starts the shell, which shows the state again after every input.
#[component]
pub fn App() -> impl IntoView {
    let screen = RwSignal::new(Panel::default().screen());
    // The page's address is read once, before anything could change it.
    let facts = PageFacts::of(&window());
    shell::start(Host::of_page(&facts), move |panel| {
        let shown = panel.screen();
        // Most ticks change nothing on the screen.
        if screen.with_untracked(|screen| *screen != shown) {
            screen.set(shown);
        }
    });
    shell::begin();
    provide_panel(screen.read_only(), |action| shell::dispatch(Input::User(action)));
    view! { <AgentPanel /> }.into_any()
}

/// What a component shows.
#[derive(Clone, Copy)]
struct Shown(ReadSignal<Screen>);

/// What it calls to act.
#[derive(Clone, Copy)]
struct Dispatch(Callback<UserAction>);

/// Gives the components below their context: the screen, and what takes the agent's actions.
pub fn provide_panel(screen: ReadSignal<Screen>, dispatch: impl Fn(UserAction) + Send + Sync + 'static) {
    provide_context(Shown(screen));
    provide_context(Dispatch(Callback::new(dispatch)));
    provide_language(Memo::new(move |_| screen.with(|screen| screen.language)));
    provide_context(Clock::new());
}

/// Everything that is on the screen. Take a part of it by a [`Memo`], so that a component runs again only for its own part.
#[must_use]
pub fn use_screen() -> ReadSignal<Screen> {
    let Shown(screen) = expect_context();
    screen
}

/// Hands the agent's actions to the core.
pub fn use_dispatch() -> impl Fn(UserAction) + Copy + Send + Sync + 'static {
    let Dispatch(dispatch) = expect_context();
    move |action| dispatch.run(action)
}
