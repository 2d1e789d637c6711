//! The demo's ports. A taken port is reported before anything is built.

use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Result, bail};

pub fn ensure_free(first: u16) -> Result<()> {
    for port in first..=first + 2 {
        // Binding shows that nobody listens; the port is released at once.
        if let Err(error) = TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            bail!(
                "port {port} is not free ({error}): the demo needs {first} to {}. Another demo may be running; \
                 take other ports with --port",
                first + 2
            );
        }
    }
    Ok(())
}

/// Three free ports in a row for tests, from a range apart from the demo's.
pub fn free_three() -> Result<u16> {
    // Several runs on a machine begin at different ports.
    let start = 20_000 + u16::try_from(std::process::id() % 3_000).unwrap_or(0) * 3;
    match (start..start + 3_000).step_by(3).find(|port| ensure_free(*port).is_ok()) {
        Some(port) => Ok(port),
        None => bail!("no three free ports from {start} on"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let error = ensure_free(port - 1).unwrap_err().to_string();
        assert!(error.contains(&format!("port {port} ")) || error.contains(&format!("port {} ", port - 1)), "{error}");
        assert!(error.contains("--port"), "{error}");
    }
}
