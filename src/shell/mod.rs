//! Drives the core: takes every input in, one after the other, and runs the effects. It holds no decisions; one short adapter each
//! for the [`socket`], the wake-up [`timer`], the [`page`], the [`browser`] and, in [`crate::host`], the CRM.

pub mod browser;
pub mod clock;
pub mod js;
pub mod page;
pub mod settled;
mod socket;
pub mod surroundings;
pub mod texts;
pub mod timer;
mod wire;

use core::cell::{Cell, OnceCell, RefCell};

use denwa_core::{Effect, Input, Panel};

use crate::host::Host;

struct Shell {
    panel: RefCell<Panel>,
    show: fn(&Panel),
    host: &'static Host,
    socket: socket::Socket,
    wake: timer::Wake,
    busy: Cell<bool>,
}

thread_local! {
    /// It lives as long as the page: nothing in it is ever put away, and no code for that is there.
    static SHELL: OnceCell<&'static Shell> = const { OnceCell::new() };
    /// What has come and is not taken in yet. All of it goes this way, so that the code that puts an input away is there once.
    static QUEUE: RefCell<Vec<Input>> = const { RefCell::new(Vec::new()) };
}

/// Makes the panel, which waits for [`begin`]. After every input it is shown by `show`.
pub fn start(host: &'static Host, show: fn(&Panel)) {
    SHELL.with(|shell| {
        shell.get_or_init(|| {
            Box::leak(Box::new(Shell {
                panel: RefCell::default(),
                show,
                host,
                socket: socket::Socket::default(),
                wake: timer::Wake::default(),
                busy: Cell::new(false),
            }))
        });
    });
}

/// Begins.
pub fn begin() {
    page::listen();
    dispatch(Input::Start { instance: page::instance(), seed: page::seed(), language: page::language() });
}

/// Takes something in and does what follows from it.
pub fn dispatch(input: Input) {
    QUEUE.with_borrow_mut(|queue| queue.push(input));
    if let Some(shell) = shell() {
        shell.work();
    }
}

fn next() -> Option<Input> {
    QUEUE.with_borrow_mut(|queue| if queue.is_empty() { None } else { Some(queue.remove(0)) })
}

fn shell() -> Option<&'static Shell> {
    SHELL.with(|shell| shell.get().copied())
}

/// Asks the panel something that the views do not show all the time.
pub fn read<T>(ask: impl FnOnce(&Panel) -> T) -> Option<T> {
    shell().map(|shell| ask(&shell.panel.borrow()))
}

impl Shell {
    /// Takes in all that has come, also what comes meanwhile.
    fn work(&self) {
        if self.busy.replace(true) {
            return;
        }
        while let Some(input) = next() {
            let effects = self.panel.borrow_mut().update(input, clock::now());
            for effect in &effects {
                self.run(effect);
            }
        }
        self.busy.set(false);
        // Shown after what follows from the input has left: a search does not wait for the screen.
        let panel = self.panel.borrow();
        (self.show)(&panel);
        self.wake.set(panel.wake_at());
    }

    fn run(&self, effect: &Effect) {
        match effect {
            // The request leaves the page at once.
            Effect::Host { id, request, deadline } => self.host.ask(*id, request, *deadline),
            Effect::Connect(url) => self.socket.open(url),
            Effect::Send(message) => self.socket.send(message),
            Effect::Close => self.socket.close(),
            Effect::Reload { library_version, library_base } => {
                page::reload(library_version.as_deref(), library_base.as_deref());
            }
            Effect::Copy { call, text } => {
                let call = call.clone();
                browser::copy(text, Box::new(move |done| dispatch(Input::Copied { call, done })));
            }
            Effect::OpenTab(address) => browser::open_tab(address),
            Effect::Get { id, url, deadline } => {
                let id = *id;
                browser::get(url, *deadline, Box::new(move |sent| dispatch(Input::Host(id, sent))));
            }
            Effect::Store { key, value } => drop(browser::store(key, value.as_deref())),
            Effect::Load { key } => {
                dispatch(Input::Loaded { key: key.clone(), value: browser::load(key) });
            }
        }
    }
}
