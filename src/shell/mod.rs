//! Drives the core: takes every input in, one after the other, and runs the effects. It holds no decisions; one short adapter each
//! for the [`socket`], the wake-up [`timer`], the [`page`] and, in [`crate::host`], the CRM.

pub mod clock;
pub mod page;
mod socket;
mod timer;
mod wire;

use core::cell::{Cell, OnceCell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use denwa_core::{Effect, HostRequest, Input, Panel, RequestId};
use leptos::prelude::{RwSignal, Update, WithUntracked};
use wasm_bindgen_futures::spawn_local;

use crate::host::Host;

struct Shell {
    panel: RwSignal<Panel>,
    host: Rc<Host>,
    socket: socket::Socket,
    timer: timer::Timer,
    /// What came while something else was being taken in.
    queue: RefCell<VecDeque<Input>>,
    busy: Cell<bool>,
}

thread_local! {
    static SHELL: OnceCell<Shell> = const { OnceCell::new() };
}

/// Makes the panel, which waits for [`begin`].
pub fn start(host: Host) -> RwSignal<Panel> {
    let panel = RwSignal::new(Panel::default());
    SHELL.with(|shell| {
        let _ = shell.set(Shell {
            panel,
            host: Rc::new(host),
            socket: socket::Socket::default(),
            timer: timer::Timer::default(),
            queue: RefCell::default(),
            busy: Cell::new(false),
        });
    });
    panel
}

/// Begins.
pub fn begin() {
    page::listen();
    dispatch(Input::Start { instance: page::instance(), seed: page::seed(), language: page::language() });
}

/// Takes something in and does what follows from it.
pub fn dispatch(input: Input) {
    SHELL.with(|shell| {
        if let Some(shell) = shell.get() {
            shell.take(input);
        }
    });
}

impl Shell {
    fn take(&self, input: Input) {
        self.queue.borrow_mut().push_back(input);
        if self.busy.replace(true) {
            return;
        }
        loop {
            let Some(input) = self.queue.borrow_mut().pop_front() else { break };
            let now = clock::now();
            let effects = self.panel.try_update(|panel| panel.update(input, now)).unwrap_or_default();
            effects.into_iter().for_each(|effect| self.run(effect));
        }
        self.busy.set(false);
        self.timer.set(self.panel.with_untracked(Panel::wake_at));
    }

    fn run(&self, effect: Effect) {
        match effect {
            Effect::Host { id, request, deadline } => self.ask(id, request, deadline),
            Effect::Connect(url) => self.socket.open(&url),
            Effect::Send(message) => self.socket.send(&message),
            Effect::Close => self.socket.close(),
            Effect::Reload { library_version } => page::reload(library_version.as_deref()),
        }
    }

    /// The request leaves the page at once; only its answer is waited for.
    fn ask(&self, id: RequestId, request: HostRequest, deadline: u32) {
        let answer = Rc::clone(&self.host).ask(request, deadline);
        spawn_local(async move {
            let answer = answer.await;
            dispatch(Input::Host(id, answer));
        });
    }
}
