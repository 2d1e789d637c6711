//! What the core tells of the settings, asked for once after each input, and only what an element on the screen reads: five hundred lines
//! cost nothing while a text is typed elsewhere.

use core::cell::RefCell;
use std::rc::Rc;

use denwa_core::config::{ConfigView, FieldView, ListView};
use denwa_core::settings::schema::{LISTS, ROWS};
use denwa_core::settings::{Key, List};
use denwa_core::{Page, Panel};

use crate::shell;

struct Shown {
    open: bool,
    view: Option<Rc<ConfigView>>,
    fields: [Option<Rc<FieldView>>; ROWS.len()],
    lists: [Option<Rc<ListView>>; LISTS.len()],
}

impl Shown {
    const fn empty(open: bool) -> Self {
        Self { open, view: None, fields: [const { None }; ROWS.len()], lists: [const { None }; LISTS.len()] }
    }
}

thread_local! {
    static SHOWN: RefCell<Shown> = const { RefCell::new(Shown::empty(false)) };
}

/// After an input: forgets what was told before it, and says whether the page is open, or was.
pub fn renew(panel: &Panel) -> bool {
    let open = panel.page() == Page::Settings;
    SHOWN.replace(Shown::empty(open)).open || open
}

/// The view as a whole.
pub fn view() -> Option<Rc<ConfigView>> {
    let (open, told) = SHOWN.with_borrow(|shown| (shown.open, shown.view.clone()));
    if told.is_some() || !open {
        return told;
    }
    let view = Rc::new(shell::read(Panel::config)?);
    SHOWN.with_borrow_mut(|shown| shown.view = Some(Rc::clone(&view)));
    Some(view)
}

/// A setting.
pub fn field(key: Key) -> Option<Rc<FieldView>> {
    let (open, told) = SHOWN.with_borrow(|shown| (shown.open, shown.fields[key as usize].clone()));
    if told.is_some() || !open {
        return told;
    }
    let field = Rc::new(shell::read(|panel| panel.config_field(key))?);
    SHOWN.with_borrow_mut(|shown| shown.fields[key as usize] = Some(Rc::clone(&field)));
    Some(field)
}

/// A list.
pub fn list(list: List) -> Option<Rc<ListView>> {
    let (open, told) = SHOWN.with_borrow(|shown| (shown.open, shown.lists[list as usize].clone()));
    if told.is_some() || !open {
        return told;
    }
    let view = Rc::new(shell::read(|panel| panel.config_list(list))?);
    SHOWN.with_borrow_mut(|shown| shown.lists[list as usize] = Some(Rc::clone(&view)));
    Some(view)
}
