//! How the browser sees the page, for the doctor.

use denwa_core::host::{Grant, Surroundings};
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Navigator, PermissionState, PermissionStatus};

use super::{policy, storage};

/// Asks the browser. The host's part, its origin and the library's, is left empty.
pub async fn look() -> Surroundings {
    let Some(window) = web_sys::window() else { return Surroundings::default() };
    let (location, navigator) = (window.location(), window.navigator());
    let may_not_copy = policy::allows(&window, "clipboard-write") == Some(false);
    Surroundings {
        address: location.origin().unwrap_or_default() + &location.pathname().unwrap_or_default(),
        browser: name(&navigator.user_agent().unwrap_or_default()),
        storage: storage::works(),
        clipboard: if may_not_copy { Grant::Denied } else { grant(&navigator, "clipboard-write").await },
        notifications: grant(&navigator, "notifications").await,
        local_network: grant(&navigator, "local-network-access").await,
        ..Surroundings::default()
    }
}

/// The state of a permission. A browser that does not know the permission does not ask for it.
async fn grant(navigator: &Navigator, permission: &str) -> Grant {
    match state(navigator, permission).await {
        Ok(PermissionState::Granted) => Grant::Granted,
        Ok(PermissionState::Prompt) => Grant::Prompt,
        Ok(PermissionState::Denied) => Grant::Denied,
        _ => Grant::Unknown,
    }
}

async fn state(navigator: &Navigator, permission: &str) -> Result<PermissionState, JsValue> {
    let descriptor = Object::new();
    Reflect::set(&descriptor, &"name".into(), &permission.into())?;
    let status = JsFuture::from(navigator.permissions()?.query(&descriptor)?).await?;
    Ok(status.unchecked_into::<PermissionStatus>().state())
}

/// The browser's name and main version in its user agent string.
fn name(user_agent: &str) -> String {
    let version_of = |name: &str| {
        let (_, version) = user_agent.split_once(&format!("{name}/"))?;
        let main = version.split(['.', ' ']).next()?;
        Some(format!("{name} {main}"))
    };
    // Edge calls itself Chrome too, and Chrome Safari: the more particular names come first. Safari gives its version as `Version`.
    ["Edg", "Firefox", "Chrome", "Version"].into_iter().find_map(version_of).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn browsers_are_told_apart() {
        let chrome =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
        assert_eq!(name(chrome), "Chrome 156");
        assert_eq!(name(&format!("{chrome} Edg/156.0.1.2")), "Edg 156");
        assert_eq!(name("Mozilla/5.0 (X11; rv:150.0) Gecko/20100101 Firefox/150.0"), "Firefox 150");
        assert_eq!(name("Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/20.1 Safari/605.1.15"), "Version 20");
        assert_eq!(name(""), "");
    }
}
