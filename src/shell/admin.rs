//! Drives the core of the administrator's pages, as [`super`] drives the panel's.

use core::cell::{OnceCell, RefCell};
use std::rc::Rc;

use denwa_core::{Admin, AdminEffect, AdminInput};
use wasm_bindgen_futures::spawn_local;

use super::queue::Queue;
use super::{clock, storage, timer};
use crate::crossing;
use crate::host::AdminHost;

struct Shell {
    admin: RefCell<Admin>,
    show: Box<dyn Fn(&Admin)>,
    host: Rc<AdminHost>,
    wake: timer::Wake,
    queue: Queue<AdminInput>,
}

thread_local! {
    static SHELL: OnceCell<Shell> = const { OnceCell::new() };
}

/// Begins to listen to the panel, and tells it so. `show` is called after every input.
pub fn start(host: AdminHost, show: impl Fn(&Admin) + 'static) {
    SHELL.with(|shell| {
        shell.get_or_init(|| Shell {
            admin: RefCell::default(),
            show: Box::new(show),
            host: Rc::new(host),
            wake: timer::Wake::by_page(wake),
            queue: Queue::default(),
        });
    });
    crossing::listen(|message| dispatch(AdminInput::Panel(message)));
    dispatch(AdminInput::Start);
}

/// Hands an input to the core and runs the effects.
pub fn dispatch(input: AdminInput) {
    SHELL.with(|shell| {
        if let Some(shell) = shell.get() {
            let show = || (shell.show)(&shell.admin.borrow());
            if shell.queue.work(input, |input| shell.handle(input), show) {
                shell.wake.set(shell.admin.borrow().wake_at());
            }
        }
    });
}

/// Asks the core for something that is not on the screen all the time, for instance a file to export. `None` before [`start`].
pub fn read<T>(ask: impl FnOnce(&Admin) -> T) -> Option<T> {
    SHELL.with(|shell| shell.get().map(|shell| ask(&shell.admin.borrow())))
}

/// The core wanted to be woken now.
fn wake() {
    SHELL.with(|shell| {
        if let Some(shell) = shell.get() {
            shell.wake.is_over();
        }
    });
    dispatch(AdminInput::Tick);
}

impl Shell {
    fn handle(&self, input: AdminInput) {
        let effects = self.admin.borrow_mut().update(input, clock::now());
        for effect in effects {
            self.run(effect);
        }
    }

    fn run(&self, effect: AdminEffect) {
        match effect {
            AdminEffect::Host { id, request, deadline } => {
                let host = Rc::clone(&self.host);
                spawn_local(async move { dispatch(AdminInput::Host(id, host.answer(request, deadline).await)) });
            }
            AdminEffect::ToPanel(message) => crossing::send(&message),
            AdminEffect::Store { key, drafts } => storage::store(&key, &drafts),
            AdminEffect::Load { key } => {
                let drafts = storage::load(&key);
                dispatch(AdminInput::Loaded { key, drafts });
            }
        }
    }
}
