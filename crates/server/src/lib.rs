//! Denwa's event server: speaks the telephony protocol to panels on one side and to a PBX on the other.

pub mod audit;
pub mod bucket;
pub mod clock;
pub mod config;
pub mod doctor;
pub mod hash_password;
pub mod hub;
pub mod limits;
pub mod load;
pub mod logging;
pub mod net;
pub mod pbx;
pub mod replay;
pub mod serve;
pub mod store;
pub mod token;
