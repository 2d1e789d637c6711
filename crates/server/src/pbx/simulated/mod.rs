//! The built-in PBX.
