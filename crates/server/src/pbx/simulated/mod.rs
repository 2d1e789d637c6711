//! The built-in PBX: phones, lines and queues that exist only here, driven by panels and by HTTP.

pub mod config;
