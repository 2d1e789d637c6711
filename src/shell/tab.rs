//! Tabs of the browser.

/// Opens an `https` address in a tab of its own, which gets no access to this page.
pub fn open(url: &str) {
    if let Some(window) = web_sys::window()
        && url.starts_with("https://")
    {
        // A popup blocker may refuse; the browser shows that by itself.
        let _ = window.open_with_url_and_target_and_features(url, "_blank", "noopener,noreferrer");
    }
}
