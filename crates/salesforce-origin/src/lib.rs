//! Web origins and hosts, and whether they are Salesforce's own.
//!
//! What an administrator may type as an address of the org, and where the Open CTI library may be loaded from, is decided
//! by the same rule: that of this crate.
//!
//! ```
//! use salesforce_origin::{Host, Origin};
//!
//! let origin = Origin::parse("https://acme--sb.sandbox.lightning.force.com").unwrap();
//! assert!(origin.serves_library());
//! assert_eq!(origin.host().org(), Some("acme--sb"));
//! assert_eq!(origin.my_domain().unwrap().as_str(), "https://acme--sb.sandbox.my.salesforce.com");
//! assert!(!Host::parse("salesforce.com.evil.example").unwrap().is_salesforce());
//! ```

mod domains;
mod host;
mod origin;

pub use host::Host;
pub use origin::{Origin, OriginError};
