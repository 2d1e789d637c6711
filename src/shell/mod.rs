//! Drives the core: takes every input in turn and runs the effects. It decides nothing; each effect has one short adapter here, and the
//! CRM's is [`crate::host`].

pub mod admin;
mod alerts;
pub mod clipboard;
pub mod clock;
mod download;
pub(crate) mod get;
mod go;
mod media;
pub mod notification;
pub mod page;
pub(crate) mod policy;
mod queue;
mod ring;
mod socket;
mod storage;
pub mod surroundings;
mod tab;
mod timer;
pub mod wire;

use core::cell::{OnceCell, RefCell};
use std::rc::Rc;

use denwa_core::{Effect, Input, Panel};
use wasm_bindgen_futures::spawn_local;

use crate::crossing;
use crate::host::Host;

struct Shell {
    panel: RefCell<Panel>,
    show: Box<dyn Fn(&Panel)>,
    host: Rc<Host>,
    socket: socket::Socket,
    wake: timer::Wake,
    alerts: alerts::Alerts,
    queue: queue::Queue<Input>,
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
            wake: timer::Wake::by_worker(wake),
            alerts: alerts::Alerts::default(),
            queue: queue::Queue::default(),
        });
    });
}

/// Begins: the first input is the loaded page.
pub fn begin() {
    page::listen();
    crossing::listen(|message| dispatch(Input::Admin(message)));
    crossing::on_failure(|| dispatch(Input::AdminFailed), || dispatch(Input::AdminBroke));
    dispatch(Input::Start {
        instance: page::instance(),
        seed: page::seed(),
        language: page::language(),
        browser: storage::browser(),
        visible: page::is_visible(),
    });
    report_focus();
    alerts::watch_devices();
}

/// Hands an input to the core and runs the effects.
pub fn dispatch(input: Input) {
    SHELL.with(|shell| {
        if let Some(shell) = shell.get() {
            // Effects leave before the screen changes: a search does not wait for it.
            let show = || (shell.show)(&shell.panel.borrow());
            if shell.queue.work(input, |input| shell.handle(input), show) {
                shell.wake.set(shell.panel.borrow().wake_at());
            }
        }
    });
}

/// Tells the core whether the panel has the focus, and what may have changed while it had not.
fn report_focus() {
    let alerts = SHELL.with(|shell| shell.get().map(|shell| shell.alerts.clone()));
    if let Some(alerts) = alerts {
        alerts.report_focus();
    }
}

/// The core wanted to be woken now.
fn wake() {
    SHELL.with(|shell| {
        if let Some(shell) = shell.get() {
            shell.wake.is_over();
        }
    });
    dispatch(Input::Tick);
}

impl Shell {
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
            Effect::FindMedia { id, url, deadline } => {
                spawn_local(async move { dispatch(Input::Host(id, media::find(&url, deadline).await)) });
            }
            Effect::KeepCall { key, draft } => storage::keep(&key, draft.as_deref()),
            Effect::LoadCalls { prefix } => {
                let drafts = storage::load_all(&prefix);
                dispatch(Input::CallsLoaded { prefix, drafts });
            }
            Effect::KeepChoices { key, choices } => storage::keep_chosen(&key, &choices),
            Effect::LoadChoices { key } => {
                let choices = storage::load_chosen(&key);
                dispatch(Input::ChoicesLoaded { key, choices });
            }
            Effect::Ring(ring) => self.alerts.ring(ring),
            Effect::StopRing => self.alerts.stop_ring(),
            Effect::ListDevices => alerts::list_devices(),
            Effect::AskForDevices => alerts::ask_for_devices(),
            Effect::KeepOwnAlerts { key, own } => storage::keep_chosen(&key, &own),
            Effect::LoadOwnAlerts { key } => alerts::load_own(key),
            Effect::Notify(wanted) => self.alerts.notify(&wanted),
            Effect::CloseNotification { call } => self.alerts.close_notification(&call),
            Effect::AskForNotifications => self.alerts.ask_for_notifications(),
            Effect::FocusPage => page::focus(),
            Effect::WarnBeforeLeaving(warns) => page::warn_before_leaving(warns),
            Effect::KeepShortcuts { key, shortcuts } => storage::keep_chosen(&key, &shortcuts),
            Effect::LoadShortcuts { key } => {
                let shortcuts = storage::load_chosen(&key);
                dispatch(Input::ShortcutsLoaded { key, shortcuts });
            }
            Effect::Go(place) => go::go(place),
            Effect::Download { name, text } => download::offer(&name, &text),
            Effect::LoadAdmin => crossing::load_admin(),
            Effect::ToAdmin(message) => crossing::send(&message),
        }
    }
}
