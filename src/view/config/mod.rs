//! The configuration view.

use super::Ui;
use super::el::{El, el};

pub fn view(_ui: Ui) -> El {
    el("div", "dw-config")
}
