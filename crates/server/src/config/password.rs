//! The hash of an agent's password.

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHashString, PasswordHasher, PasswordVerifier, SaltString, rand_core::OsRng},
};
use serde::Deserialize;
use std::fmt;

/// The longest password, in bytes.
pub const MAX_PASSWORD_BYTES: usize = 1_024;

/// An Argon2 hash, as `denwa-server hash-password` prints it: `$argon2id$v=19$…`. Nothing, if the text in the configuration
/// is none: whoever checks the configuration names the agent, without the text.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub struct HashedPassword(Option<PasswordHashString>);

impl From<String> for HashedPassword {
    fn from(text: String) -> Self {
        let can_verify =
            |hash: &PasswordHashString| hash.hash().is_some() && Algorithm::try_from(hash.algorithm()).is_ok();
        Self(PasswordHashString::new(&text).ok().filter(can_verify))
    }
}

impl HashedPassword {
    /// Hashes a password with a random salt.
    ///
    /// # Errors
    /// If the password is longer than [`MAX_PASSWORD_BYTES`], or the machine has no random numbers.
    pub fn new(password: &str) -> Result<Self, String> {
        Self::with(&Argon2::default(), password)
    }

    /// Hashes a password so weakly that tests need not wait.
    ///
    /// # Errors
    /// As [`HashedPassword::new`].
    #[doc(hidden)]
    pub fn weak(password: &str) -> Result<Self, String> {
        let parameters = Params::new(Params::MIN_M_COST, 1, 1, None).map_err(|error| error.to_string())?;
        Self::with(&Argon2::new(Algorithm::default(), Version::default(), parameters), password)
    }

    fn with(argon: &Argon2<'_>, password: &str) -> Result<Self, String> {
        if password.is_empty() || password.len() > MAX_PASSWORD_BYTES {
            return Err(format!("the password is empty or longer than {MAX_PASSWORD_BYTES} bytes"));
        }
        let salt = SaltString::generate(&mut OsRng);
        let hash = argon.hash_password(password.as_bytes(), &salt).map_err(|error| error.to_string())?;
        Ok(Self(Some(hash.serialize())))
    }

    /// Whether a password is the hashed one. This takes some ten milliseconds of a processor.
    #[must_use]
    pub fn is_hash_of(&self, password: &str) -> bool {
        let Some(hash) = &self.0 else { return false };
        Argon2::default().verify_password(password.as_bytes(), &hash.password_hash()).is_ok()
    }

    /// Whether this is a hash that passwords can be verified with.
    pub(super) fn is_valid(&self) -> bool {
        self.0.is_some()
    }

    /// Returns the text for the configuration; empty if there is no hash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_ref().map_or("", PasswordHashString::as_str)
    }
}

/// Without the hash: what is written for debugging ends up in logs.
impl fmt::Debug for HashedPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HashedPassword")
    }
}
