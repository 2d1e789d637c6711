//! The agent's token: a JWT, signed with the key that org and event server share.

use super::users::{Organisation, User};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde::Serialize;
use std::hash::{BuildHasher, Hasher, RandomState};

/// Returns an ID that no other token has.
fn random_id() -> String {
    let random = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", random(), random())
}

/// How long a token is valid, in seconds.
pub const LIFE_S: u64 = 30 * 60;

/// The token's claims.
#[derive(Debug, Serialize)]
struct Claims<'a> {
    iss: &'a str,
    sub: &'a str,
    login: &'a str,
    aud: &'a str,
    jti: String,
    iat: u64,
    exp: u64,
    /// Only supervisors' tokens have it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    supervisor: bool,
}

/// Signs the token of an organisation's user with that login, issued at that second, with HS256.
///
/// # Errors
/// The signer's reason.
pub fn sign(
    organisation: Organisation,
    user: &User,
    login: &str,
    key: &[u8],
    now_s: u64,
) -> Result<String, jsonwebtoken::errors::Error> {
    let iss = organisation.id;
    let (sub, supervisor) = (&user.id(), user.supervisor);
    let claims =
        Claims { iss, sub, login, aud: "denwa", jti: random_id(), iat: now_s, exp: now_s + LIFE_S, supervisor };
    jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &EncodingKey::from_secret(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::{clock, users};
    use jsonwebtoken::{DecodingKey, Validation};
    use serde_json::Value;

    #[test]
    fn the_event_server_can_read_it_and_a_wrong_key_cannot() {
        let users = users::Users::sample();
        let user = users.find("sato").unwrap();
        let now = clock::now_ms() / 1000;
        let token = sign(users.organisation, user, &user.key, b"a key of the test", now).unwrap();
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_audience(&["denwa"]);
        validation.set_issuer(&[users.organisation.id]);
        let read = |key: &[u8]| jsonwebtoken::decode::<Value>(&token, &DecodingKey::from_secret(key), &validation);
        let claims = read(b"a key of the test").unwrap().claims;
        assert_eq!((claims["sub"].as_str(), claims["login"].as_str()), (Some(user.id().as_str()), Some("sato")));
        assert_eq!(claims["exp"].as_u64().unwrap() - claims["iat"].as_u64().unwrap(), LIFE_S);
        assert!(read(b"another key").is_err());
    }

    #[test]
    fn only_a_supervisors_token_says_so() {
        let users = users::Users::sample();
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_audience(&["denwa"]);
        let key = b"a key of the test";
        let claims = |login: &str| {
            let user = users.find(login).unwrap();
            let token = sign(users.organisation, user, login, key, clock::now_ms() / 1000).unwrap();
            jsonwebtoken::decode::<Value>(&token, &DecodingKey::from_secret(key), &validation).unwrap().claims
        };
        assert_eq!(claims("yamamoto")["supervisor"], true);
        assert_eq!(claims("sato")["supervisor"], Value::Null);
    }

    #[test]
    fn the_organisations_ids_are_some() {
        for Organisation { id, .. } in [Organisation::SAMPLE, Organisation::SECOND] {
            assert_eq!(crate::org::id::normalise(id).as_deref(), Some(id));
        }
    }
}
