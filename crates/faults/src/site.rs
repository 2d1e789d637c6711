//! The call centre that is played: its agents, its numbers, its customers.

use denwa_core::host::FoundRecord;
use denwa_server::config::Config;

/// Its Salesforce organisation.
pub const ORGANISATION: &str = "00D5g0000008OrgEAE";

/// The agents' logins and extensions.
pub const AGENTS: [(&str, &str); 6] =
    [("sato", "2001"), ("suzuki", "2002"), ("tanaka", "2003"), ("yamada", "2004"), ("kato", "2005"), ("ito", "2006")];

/// The results to choose from.
pub const RESULTS: [&str; 3] = ["受注", "失注", "再連絡"];

/// When the day begins, in milliseconds since the Unix epoch.
pub const START: u64 = 1_800_000_000_000;

/// The number of the first customer. Each call is from or to another customer, so that pages and Tasks can be told apart by them.
pub const FIRST_CUSTOMER: u64 = 40_000_000;

const CONFIG: &str = r#"
organisations = [{ id = "00D5g0000008OrgEAE" }]
agents = [
    { login = "sato", extension = "2001" },
    { login = "suzuki", extension = "2002" },
    { login = "tanaka", extension = "2003" },
    { login = "yamada", extension = "2004" },
    { login = "kato", extension = "2005" },
    { login = "ito", extension = "2006" },
]
lines = [{ number = "0312345000" }, { number = "0120000000" }]

[pbx]
kind = "simulated"
ring_seconds = 25
parking_seconds = 20
parking_places = 4
transfer_seconds = 12
queues = [
    { name = "support", number = "7001", line = "0120000000", members = ["2001", "2002", "2003", "2004", "2005", "2006"] },
    { name = "sales", number = "7002", members = ["2002", "2004", "2006"], strategy = "hunt", ring_seconds = 6, overflow = "2001", overflow_seconds = 18 },
]
groups = [
    { number = "7101", members = ["2001", "2003", "2005"] },
    { number = "7102", members = ["2002", "2004"], strategy = "hunt", ring_seconds = 5, overflow = "2006" },
]

[pbx.extensions.2003]
phones = 2

[pbx.extensions.2004]
forward_no_answer = "2005"
forward_seconds = 8

[pbx.extensions.2006]
call_waiting = false
"#;

/// The server's configuration.
pub fn config() -> Config {
    Config::parse(CONFIG).unwrap_or_else(|error| panic!("the harness's own configuration: {error}"))
}

/// The Salesforce user of an agent.
pub fn user_of(agent: usize) -> String {
    format!("005000000000{agent:03}AAA")
}

/// The agent with an extension.
pub fn agent_of(extension: &str) -> Option<usize> {
    AGENTS.iter().position(|(_, known)| *known == extension)
}

/// A customer's telephone number.
pub fn number_of(customer: u64) -> String {
    format!("03{customer:08}")
}

/// The customer with a telephone number, in any way of writing.
pub fn customer_of(number: &str) -> Option<u64> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let national = digits.strip_prefix("81").filter(|_| number.starts_with('+'));
    let rest = match national {
        Some(rest) => rest.trim_start_matches('0').strip_prefix('3')?,
        None => digits.strip_prefix("03")?,
    };
    let customer = rest.parse().ok().filter(|_| rest.len() == 8)?;
    (customer >= FIRST_CUSTOMER).then_some(customer)
}

/// The IDs of a customer's contacts: of ten customers one is unknown, one is there twice.
pub fn contacts_of(customer: u64) -> Vec<String> {
    let contact = |number: u64| format!("003{number:012}AAA");
    match customer % 10 {
        4 => Vec::new(),
        5 => vec![contact(customer), contact(customer + 500_000_000_000)],
        _ => vec![contact(customer)],
    }
}

/// The contacts as a search finds them.
pub fn records_of(customer: u64) -> Vec<FoundRecord> {
    let record = |id: String| FoundRecord {
        name: format!("顧客{}", &id[9..15]),
        id,
        object: "Contact".to_owned(),
        ..FoundRecord::default()
    };
    contacts_of(customer).into_iter().map(record).collect()
}
