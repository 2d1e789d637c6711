//! Lists of settings.

mod add_box;
mod add_empty;
mod add_row;
mod cell;
mod context;
mod editor;
mod field_offers;
mod filter;
mod head;
mod line;
mod link_all;
mod log_field;
mod move_button;
mod pager;
mod remove_button;
mod row;
mod row_refusal;

pub use editor::ListEditor;
