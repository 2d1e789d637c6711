//! For administrators: settings as a file, logins of many users, and who changed what.

mod chosen_file;
mod comparison;
mod difference;
mod export_link;
mod files;
mod history;
mod history_entry;
mod login_line;
mod logins;
mod panel;

pub use panel::Tools;
