//! Small pieces that several views share.

mod aria;
mod by_place;
mod clock;
pub mod focus;
mod icon;
pub mod keys;
mod language;
mod local_time;
pub mod roving;
mod small_button;
mod text_field;
mod time;

pub use aria::aria;
pub use by_place::ByPlace;
pub use clock::{Clock, use_now};
pub use icon::{Icon, IconName};
pub use language::{provide_language, use_language};
pub use local_time::{local_time, short_time};
pub use small_button::SmallButton;
pub use text_field::{insert_at_cursor, keep_lines, keep_value};
pub use time::Time;

/// The ID of the place that the panel keeps for the administrator's pages.
pub const PAGES: &str = "pages";
