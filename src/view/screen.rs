//! The whole screen as values, by the names the templates know: what the core tells, and what is the views' own.

use denwa_core::{Page, Panel};

use super::value::{Map, Value};
use super::{Local, config, dial, doctor};
use crate::shell::texts::{self, Texts};

/// All that is to be seen.
pub fn of(panel: &Panel, local: &mut Local) -> Value {
    let mut map = Map::default();
    panel.show(&mut map);
    let words = texts::state();
    map.flag("texts", words == Texts::There);
    if words != Texts::There {
        let mut awaited = Map::default();
        awaited.flag("missing", words == Texts::Missing);
        map.list("awaited", vec![awaited.done()]);
    }
    let menu = local.menu && map.is("statuses");
    map.flag("menu", menu);
    dial::show(local, &mut map);
    page(panel, local, &mut map);
    map.done()
}

/// The page that is open, made when it opens.
fn page(panel: &Panel, local: &mut Local, map: &mut Map) {
    let mut page = Map::default();
    if panel.page() != Page::Settings {
        local.config = None;
    }
    match panel.page() {
        Page::Calls => return,
        Page::Settings => {
            page.put("key", "settings");
            config::show(panel, local.config.get_or_insert_with(|| Box::new(config::Local::open())), &mut page);
        }
        Page::Doctor => {
            page.put("key", "doctor");
            doctor::show(panel, local.copied, &mut page);
        }
    }
    map.list("pages", vec![page.done()]);
}
