//! The domains of Salesforce, and what each of them serves.

use crate::host::Host;

/// The domains whose subdomains the Open CTI library accepts as its host (versions 55 and 57; version 43 knows the first two).
const SALESFORCE: [&str; 10] = [
    "force.com",
    "salesforce.com",
    "visualforce.com",
    "my-visualforce.com",
    "my-lightning.com",
    "my-salesforce.com",
    "salesforce.mil",
    "salesforce.ms",
    "crmforce.mil",
    "crmforce.ms",
];

/// The domains below `force.com` that are Salesforce's own. On the others customers publish sites (`acme.force.com`,
/// `acme.secure.force.com`), whose paths may answer anything.
const FORCE_COM: [&str; 3] = ["lightning.force.com", "vf.force.com", "visual.force.com"];

/// The domain of Setup's pages. It serves no library.
const SETUP: &str = "salesforce-setup.com";

/// The domains where the first label is the org's name: `acme--sb.sandbox.my.salesforce.com`.
const ORGS: [&str; 9] = [
    "lightning.force.com",
    "my.salesforce.com",
    "my.salesforce-setup.com",
    "my-lightning.com",
    "my-salesforce.com",
    "lightning.crmforce.mil",
    "my.salesforce.mil",
    "lightning.crmforce.ms",
    "my.salesforce.ms",
];

/// The domains of Visualforce pages, where the first label is the org's name, two hyphens, and the package's namespace:
/// `acme--sb--denwa.sandbox.vf.force.com`.
const VISUALFORCE: [&str; 6] =
    ["vf.force.com", "visual.force.com", "visualforce.com", "my-visualforce.com", "vf.crmforce.mil", "vf.crmforce.ms"];

/// Lightning's domains, and those of the same org's My Domain.
const MY_DOMAINS: [(&str, &str); 2] =
    [("lightning.force.com", "my.salesforce.com"), ("lightning.crmforce.mil", "my.salesforce.mil")];

pub(crate) fn is_salesforce(host: Host<'_>) -> bool {
    is_below_any(host, &SALESFORCE)
}

pub(crate) fn serves_library(host: Host<'_>) -> bool {
    is_salesforce(host) && (!host.is_below("force.com") || is_below_any(host, &FORCE_COM))
}

pub(crate) fn serves_pages(host: Host<'_>) -> bool {
    serves_library(host) || host.is_below(SETUP)
}

pub(crate) fn org(host: Host<'_>) -> Option<&str> {
    if is_below_any(host, &VISUALFORCE) {
        host.first_label().rsplit_once("--").map(|(org, _namespace)| org)
    } else if is_below_any(host, &ORGS) {
        Some(host.first_label())
    } else {
        None
    }
}

/// The host of the My Domain of the org that a host of Lightning belongs to.
pub(crate) fn my_domain(host: Host<'_>) -> Option<String> {
    MY_DOMAINS
        .iter()
        .find_map(|(lightning, my_domain)| host.labels_before(lightning).map(|org| format!("{org}.{my_domain}")))
}

fn is_below_any(host: Host<'_>, domains: &[&str]) -> bool {
    domains.iter().any(|domain| host.is_below(domain))
}
