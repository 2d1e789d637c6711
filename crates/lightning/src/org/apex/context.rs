//! The context of a call.

use super::faults::Faults;
use super::{PACKAGE, Refusal, refuse};
use crate::org::schema::{Field, Object};
use crate::org::users::User;
use crate::state::Org;
use serde_json::{Value, json};

/// The context of a method.
pub struct Context<'a> {
    /// The running user.
    pub user: User,
    /// `ja` or `en_US`.
    pub language: &'a str,
    /// The panel's address in the call centre definition.
    pub adapter_url: &'a str,
    /// The key for tokens, if one is installed.
    pub token_key: Option<&'a [u8]>,
    /// Milliseconds since 1970, by the org's clock.
    pub now_ms: u64,
    /// The org.
    pub org: &'a mut Org,
    /// The faults of the tab.
    pub faults: Faults,
}

impl Context<'_> {
    /// Whether the user has the custom permission `Denwa_Agent`.
    pub(super) fn may_phone(&self) -> bool {
        self.user.permitted && self.faults.permission_set
    }

    /// Whether the user has the custom permission `Denwa_Administrator`.
    pub(super) fn may_administer(&self) -> bool {
        self.user.administrator
    }

    pub(super) fn permissions(&self) -> Value {
        let api = self.user.api && self.faults.profile_api;
        json!({ "agent": self.may_phone(), "administrator": self.may_administer(), "api": api })
    }

    /// Refuses a user who is neither agent nor administrator.
    pub(super) fn need_either(&self) -> Result<(), Refusal> {
        if self.may_phone() || self.may_administer() { Ok(()) } else { Err(refuse("noPermission")) }
    }

    /// The user's telephony login: the stored one, or else the user name.
    pub(super) fn login(&self) -> Option<String> {
        let has_one = self.user.mapped && self.faults.login_mapped;
        has_one.then(|| self.org.settings.login(&self.user).unwrap_or_else(|| self.user.username()))
    }

    /// The key that signs tokens.
    pub(super) fn key(&self) -> Option<&[u8]> {
        self.token_key.filter(|_| self.faults.signing_key)
    }

    /// The version of the package that is installed.
    pub(super) fn package(&self) -> &str {
        let said = self.faults.package_version.as_str();
        if said.is_empty() { PACKAGE } else { said }
    }

    /// The language of names of objects and fields.
    pub(super) fn label_language(&self) -> &str {
        self.org.access.default_language.as_deref().unwrap_or(self.language)
    }

    /// An object's name.
    pub(super) fn label(&self, object: &Object) -> &'static str {
        if self.label_language() == "ja" { object.ja } else { object.en }
    }

    /// A field's name.
    pub(super) fn field_label(&self, field: &Field) -> &'static str {
        if self.label_language() == "ja" { field.ja } else { field.en }
    }

    /// The user's locale.
    pub(super) fn locale(&self) -> &'static str {
        if self.language == "ja" { "ja_JP" } else { "en_US" }
    }
}
