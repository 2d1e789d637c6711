//! The administrator's pages as a Leptos app of their own, mounted where the panel keeps a place for them.
#![expect(clippy::must_use_candidate, reason = "Leptos's macro drops the attribute from a component")]

use denwa_core::view_model::AdminScreen;
use denwa_core::{Admin, AdminAction, AdminInput};
use leptos::prelude::*;
use opencti::PageFacts;

use crate::host::AdminHost;
use crate::shell::admin as shell;
use crate::view::parts::provide_language;
use crate::view::{doctor::DoctorPage, settings::SettingsPage};

/// The pages. They start the shell, which shows the state again after every input.
#[component]
pub fn AdminApp() -> impl IntoView {
    let screen = RwSignal::new(Admin::default().screen());
    shell::start(AdminHost::open_cti(&PageFacts::of(&window())), move |admin| {
        let shown = admin.screen();
        if screen.with_untracked(|screen| *screen != shown) {
            screen.set(shown);
        }
    });
    provide_admin(screen.read_only(), |action| shell::dispatch(AdminInput::User(action)));
    view! { <AdminPages /> }.into_any()
}

/// The page that is open.
#[component]
fn AdminPages() -> impl IntoView {
    let screen = use_admin_screen();
    let is_settings = Memo::new(move |_| screen.with(|screen| screen.settings.is_some()));
    let is_doctor = Memo::new(move |_| screen.with(|screen| screen.doctor.is_some()));
    view! {
        <Show when=move || is_settings.get()>
            <SettingsPage />
        </Show>
        <Show when=move || is_doctor.get()>
            <DoctorPage />
        </Show>
    }
    .into_any()
}

/// What the components of the pages show.
#[derive(Clone, Copy)]
struct Shown(ReadSignal<AdminScreen>);

/// What they call to act.
#[derive(Clone, Copy)]
struct Dispatch(Callback<AdminAction>);

/// Gives the components below their context: the screen, and what takes actions.
pub fn provide_admin(screen: ReadSignal<AdminScreen>, dispatch: impl Fn(AdminAction) + Send + Sync + 'static) {
    provide_context(Shown(screen));
    provide_context(Dispatch(Callback::new(dispatch)));
    provide_language(Memo::new(move |_| screen.with(|screen| screen.language)));
}

/// Everything that the pages show. Take a part of it by a [`Memo`], so that a component runs again only for its own part.
#[must_use]
pub fn use_admin_screen() -> ReadSignal<AdminScreen> {
    let Shown(screen) = expect_context();
    screen
}

/// Hands actions to the core of the pages.
pub fn use_admin_dispatch() -> impl Fn(AdminAction) + Copy + Send + Sync + 'static {
    let Dispatch(dispatch) = expect_context();
    move |action| dispatch.run(action)
}
