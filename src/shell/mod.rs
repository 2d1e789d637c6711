//! Drives the core: takes every input in turn and runs the effects. It decides nothing; each effect has one short adapter here, and the
//! CRM's is [`crate::host`].

pub mod clipboard;
pub mod clock;
mod download;
mod get;
mod page;
mod socket;
mod storage;
pub mod surroundings;
mod tab;
mod timer;
pub mod wire;

use core::cell::{Cell, OnceCell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use denwa_core::{Effect, Input, Panel};
use wasm_bindgen_futures::spawn_local;

use crate::host::Host;

struct Shell {
    panel: RefCell<Panel>,
    show: Box<dyn Fn(&Panel)>,
    host: Rc<Host>,
    socket: socket::Socket,
    wake: timer::Wake,
    /// Inputs that came while an earlier one was being handled.
    queue: RefCell<VecDeque<Input>>,
    is_working: Cell<bool>,
}

thread_local! {
    static SHELL: OnceCell<Shell> = const { OnceCell::new() };
}

/// Makes the panel, which waits for [`begin`]. `show` is called after every input.
pub fn start(host: Host, show: impl Fn(&Panel) + 'static) {
    SHELL.with(|shell| {
        shell.get_or_init(|| Shell {
            panel: RefCell::default(),
            show: Box::new(show),
            host: Rc::new(host),
            socket: socket::Socket::default(),
            wake: timer::Wake::new(),
            queue: RefCell::default(),
            is_working: Cell::new(false),
        });
    });
}

/// Begins: the first input is the loaded page.
pub fn begin() {
    page::listen();
    dispatch(Input::Start {
        instance: page::instance(),
        seed: page::seed(),
        language: page::language(),
        browser: storage::browser(),
        visible: page::is_visible(),
    });
}

/// Hands an input to the core and runs the effects.
pub fn dispatch(input: Input) {
    SHELL.with(|shell| {
        if let Some(shell) = shell.get() {
            shell.queue.borrow_mut().push_back(input);
            shell.work();
        }
    });
}

/// Asks the panel for something that is not on the screen all the time, for instance a file to export. `None` before [`start`].
pub fn read<T>(ask: impl FnOnce(&Panel) -> T) -> Option<T> {
    SHELL.with(|shell| shell.get().map(|shell| ask(&shell.panel.borrow())))
}

impl Shell {
    /// Handles all inputs in the queue, and those that come meanwhile.
    fn work(&self) {
        if self.is_working.replace(true) {
            return;
        }
        while let Some(input) = self.next() {
            self.handle(input);
            if self.queue.borrow().is_empty() {
                // Effects leave before the screen changes: a search does not wait for it.
                (self.show)(&self.panel.borrow());
            }
        }
        self.is_working.set(false);
        self.wake.set(self.panel.borrow().wake_at());
    }

    fn next(&self) -> Option<Input> {
        self.queue.borrow_mut().pop_front()
    }

    fn handle(&self, input: Input) {
        let effects = self.panel.borrow_mut().update(input, clock::now());
        for effect in effects {
            self.run(effect);
        }
    }

    fn run(&self, effect: Effect) {
        match effect {
            Effect::Host { id, request, deadline } => {
                let host = Rc::clone(&self.host);
                spawn_local(async move { dispatch(Input::Host(id, host.answer(request, deadline).await)) });
            }
            Effect::Connect(url) => self.socket.open(&url),
            Effect::Send(message) => self.socket.send(&message),
            Effect::Close => self.socket.close(),
            Effect::Reload { library_version, library_base } => {
                page::reload(library_version.as_deref(), library_base.as_deref());
            }
            Effect::Copy { call, text } => {
                let copying = clipboard::copy(&text);
                spawn_local(async move { dispatch(Input::Copied { call, done: copying.await }) });
            }
            Effect::OpenTab(url) => tab::open(&url),
            Effect::Get { id, url, deadline } => {
                spawn_local(async move { dispatch(Input::Host(id, get::send(&url, deadline).await)) });
            }
            Effect::KeepCall { key, draft } => storage::keep(&key, draft.as_ref()),
            Effect::LoadCalls { prefix } => {
                let drafts = storage::load_all(&prefix);
                dispatch(Input::CallsLoaded { prefix, drafts });
            }
            Effect::Download { name, text } => download::offer(&name, &text),
            Effect::Store { key, drafts } => storage::store(&key, &drafts),
            Effect::Load { key } => {
                let drafts = storage::load(&key);
                dispatch(Input::Loaded { key, drafts });
            }
        }
    }
}
