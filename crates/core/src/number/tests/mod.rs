//! Every trap of Japanese telephone numbers.

mod field;
mod oracle;
mod properties;
mod tables;
