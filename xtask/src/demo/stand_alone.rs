//! The panel without Salesforce, a page of its own which the event server hands out.

/// An agent of the demo's configuration who has a password.
const LOGIN: &str = "suzuki";
/// Her password, whose hash stands there.
const PASSWORD: &str = "denwa-demo";

/// Where the page is, and how to sign in there.
pub fn words(port: u16) -> String {
    format!("without Salesforce: http://127.0.0.1:{port}/?standalone (login ID {LOGIN}, password {PASSWORD})")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths;

    #[test]
    fn the_agent_has_a_password_in_the_demo_s_configuration() {
        let config = std::fs::read_to_string(paths::root().join("crates/server/config/demo.toml")).unwrap();
        let (_, agent) = config.split_once(&format!("login = \"{LOGIN}\"\n")).unwrap();
        let (agent, _) = agent.split_once("\n\n").unwrap();
        assert!(agent.contains("\npassword = '$argon2id$"), "{agent}");
        assert!(config.contains(&format!("password is `{PASSWORD}`")), "the file says it too");
    }
}
