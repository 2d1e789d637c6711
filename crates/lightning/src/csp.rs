//! The content security policies of the two origins.

/// The panel's policy. `connect-src` allows all secure hosts, because an administrator may move the event server without a new deployment; the
/// panel itself enforces the exact hosts.
#[must_use]
pub fn panel(host_ports: &[u16]) -> String {
    let host = |port| format!("http://127.0.0.1:{port} http://localhost:{port}");
    let hosts: Vec<String> = host_ports.iter().map(host).collect();
    let hosts = hosts.join(" ");
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self' https: wss: ws://127.0.0.1:* ws://localhost:*; media-src https:; \
         frame-ancestors {hosts}; base-uri 'none'; form-action 'none'"
    )
}

/// The host page's policy: frames from anywhere an adapter may be hosted, everything else from the page's own origin.
pub const HOST: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
                        frame-src http://127.0.0.1:* http://localhost:* https:; base-uri 'none'; form-action 'none'; \
                        frame-ancestors 'none'";
