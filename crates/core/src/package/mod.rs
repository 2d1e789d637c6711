//! The org package's Apex interface (docs/apex.md): one module a method, with its request and its answer.
//!
//! Members that are not known are ignored, missing ones take their default. The envelope (`"v": 1`, and a refusal's `error` and
//! `detail`) is the host's business. `salesforce/examples/` holds both sides to the same texts.

pub mod agent_token;
pub mod boot;
pub mod describe;
#[cfg(test)]
pub(crate) mod examples;
pub mod health;
pub mod history;
pub mod people;
pub mod save_log;
pub mod save_settings;
pub mod search;
pub mod settings;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

/// A request to the package: a method of the class `DenwaSoftphone`.
pub trait Method: Serialize {
    /// The method's name.
    const NAME: &'static str;
    /// What it answers.
    type Answer: DeserializeOwned;
}

/// Reads `null` as the default: Salesforce has `null` for an empty text.
fn null_as_default<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Default + Deserialize<'de>,
    D: Deserializer<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
