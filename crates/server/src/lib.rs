//! Denwa's event server: speaks the telephony protocol to panels on one side and to a PBX on the other.

pub mod config;
pub mod hub;
pub mod pbx;
pub mod replay;
