//! What the components of the setup assistant share.

use std::sync::Arc;

use denwa_core::AdminAction;
use denwa_core::admin_io::SetupCommand;
use denwa_core::view_model::{SetupView, StepView};
use leptos::prelude::*;

use crate::admin::{use_admin_dispatch, use_admin_screen};

/// The assistant's part of the screen.
#[derive(Clone, Copy)]
pub struct SetupContext {
    view: Memo<Arc<SetupView>>,
    command: Callback<SetupCommand>,
    /// Whether the next step that is shown takes the focus: somebody went there.
    takes_focus: StoredValue<bool>,
}

impl SetupContext {
    /// The context of an assistant that shows `first` until something changes.
    pub fn new(first: Arc<SetupView>) -> Self {
        let screen = use_admin_screen();
        let dispatch = use_admin_dispatch();
        let view = Memo::new(move |last: Option<&Arc<SetupView>>| {
            let view = screen.with(|screen| screen.setup.clone());
            view.or_else(|| last.cloned()).unwrap_or_else(|| first.clone())
        });
        let command = Callback::new(move |command| dispatch(AdminAction::Setup(command)));
        Self { view, command, takes_focus: StoredValue::new(false) }
    }

    /// A part of the view.
    pub fn memo<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&SetupView) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.view.with(|view| read(view)))
    }

    /// A part of the step that is shown.
    pub fn step<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&StepView) -> T + Send + Sync + 'static,
    ) -> Memo<Option<T>> {
        self.memo(move |view| view.step().map(&read))
    }

    /// Hands a command to the core.
    pub fn run(self, command: SetupCommand) {
        self.command.run(command);
    }

    /// Goes to another step, and takes the focus there.
    pub fn go(self, command: SetupCommand) {
        self.takes_focus.set_value(true);
        self.run(command);
    }

    /// Whether the step that is shown now takes the focus. It does so once.
    pub fn take_focus(self) -> bool {
        self.takes_focus.try_update_value(core::mem::take).unwrap_or_default()
    }
}

/// The context of the assistant.
pub fn use_setup() -> SetupContext {
    expect_context()
}

/// Whether the assistant is shown.
pub fn use_is_setup() -> Memo<bool> {
    let screen = use_admin_screen();
    Memo::new(move |_| screen.with(|screen| screen.setup.is_some()))
}
