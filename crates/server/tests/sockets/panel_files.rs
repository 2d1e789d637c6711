//! The panel's files, served as a page of its own for agents outside Salesforce.

use crate::client::TestServer;
use std::{fs, path::PathBuf};

/// A folder with a panel of two files, and the setting that names it.
fn panel() -> (PathBuf, String) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("panel-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("index.html"), "<!doctype html><title>Denwa</title>").unwrap();
    fs::write(folder.join("boot.js"), "'use strict';").unwrap();
    let setting = format!("panel = {{ directory = '{}' }}", folder.display());
    (folder, setting)
}

#[tokio::test]
async fn the_address_alone_leads_to_the_page_of_its_own() {
    let (folder, setting) = panel();
    let server = TestServer::start_with_settings(&setting, "").await;
    for path in ["/", "/index.html", "/?mode=standalone", "/?standalonex"] {
        let (status, head, _) = server.http("GET", path, &[], "").await;
        assert_eq!(status, 303, "{path}");
        assert!(head.contains("\r\nlocation: /?standalone\r\n"), "{head}");
    }
    for path in ["/?standalone", "/?standalone=1&x", "/index.html?standalone", "/boot.js"] {
        let (status, head, _) = server.http("GET", path, &[], "").await;
        assert_eq!(status, 200, "{path}");
        for part in ["script-src 'self' 'wasm-unsafe-eval'", "frame-ancestors 'none'", "nosniff", "no-referrer"] {
            assert!(head.contains(part), "{path}: {part}: {head}");
        }
    }
    for path in ["/nothing", "/../key", "/%2e%2e/key"] {
        assert_ne!(server.http("GET", path, &[], "").await.0, 200, "{path}");
    }
    assert_eq!(server.get("/health").await.1["status"], "ok", "the server's own paths go before");
    server.stop().await;
    fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn without_the_setting_there_is_no_page() {
    let server = TestServer::start().await;
    assert_eq!(server.get("/").await.0, 404);
    server.stop().await;
}
