//! Every trap of Japanese telephone numbers, one table a question.

mod oracle;
mod properties;
mod tables;
