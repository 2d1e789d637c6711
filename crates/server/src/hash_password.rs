//! `denwa-server hash-password`: reads a password from the standard input, and prints its hash for the configuration.

use crate::config::HashedPassword;
use std::{error::Error, io::BufRead};

/// Reads a line and prints its hash.
///
/// # Errors
/// If there is no line, or it is too long.
pub fn run() -> Result<(), Box<dyn Error>> {
    eprintln!("Type the password, then Enter:");
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    println!("{}", HashedPassword::new(line.trim_end_matches(['\r', '\n']))?.as_str());
    Ok(())
}
