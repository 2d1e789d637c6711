//! Asterisk over its Manager Interface (AMI).

pub mod config;
