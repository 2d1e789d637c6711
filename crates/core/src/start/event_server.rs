//! Where the event server is.

use crate::host::{CallCentre, StartError, StartFault};
use crate::settings::value::check;
use crate::settings::{Kind, SandboxMode, Settings};

/// The address of the event server: the settings win over the call centre definition. A sandbox has an address of its own, so that tests
/// never touch live calls.
///
/// # Errors
/// If none is set, or one that cannot be used.
pub(crate) fn event_server(
    settings: &Settings,
    call_centre: &CallCentre,
    is_sandbox: bool,
) -> Result<String, StartError> {
    let counts_as_sandbox = counts_as_sandbox(settings, is_sandbox);
    let (set, defined) = if counts_as_sandbox {
        (settings.event_server_sandbox(), &call_centre.event_server_sandbox)
    } else {
        (settings.event_server(), &call_centre.event_server)
    };
    let url = if set.is_empty() { defined.as_deref().unwrap_or_default().trim() } else { set };
    match url {
        "" if counts_as_sandbox => Err(StartFault::NoSandboxServer.without_detail()),
        "" => Err(StartFault::NoEventServer.without_detail()),
        url if is_socket_url(url) => Ok(url.to_owned()),
        url => Err(StartFault::BadEventServer.with_detail(url)),
    }
}

/// Whether the sandbox's event server is to be used (サンドボックス環境にログインする).
fn counts_as_sandbox(settings: &Settings, is_sandbox: bool) -> bool {
    match settings.sandbox() {
        SandboxMode::Auto => is_sandbox,
        SandboxMode::On => true,
        SandboxMode::Off => false,
    }
}

/// Whether サンドボックス環境にログインする disagrees with the org.
pub(crate) fn sandbox_disagrees(settings: &Settings, is_sandbox: bool) -> bool {
    counts_as_sandbox(settings, is_sandbox) != is_sandbox
}

/// Whether this is the address of a WebSocket that may be used: `wss`, or `ws` on this machine; no user name, no space, no fragment.
fn is_socket_url(url: &str) -> bool {
    check(Kind::SocketUrl, url).is_ok_and(|url| !url.is_empty())
}

#[cfg(test)]
mod tests {
    use super::is_socket_url;

    #[test]
    fn only_secure_or_local_sockets_are_used() {
        for good in ["wss://pbx.example.com/telephony", "wss://pbx.example.com:8443", "ws://127.0.0.1:8422/telephony"] {
            assert!(is_socket_url(good), "{good}");
        }
        for bad in [
            "ws://pbx.example.com/telephony",
            "https://pbx.example.com",
            "wss://",
            "wss://a b",
            "wss://user@host/",
            "wss://host:0",
            "wss://host:99999",
            "wss://host/#x",
            "ws://127.0.0.1.example.com/",
            "javascript:alert(1)",
            "",
        ] {
            assert!(!is_socket_url(bad), "{bad}");
        }
    }
}
