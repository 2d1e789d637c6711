//! Collects the facts: connects to the Manager Interface, logs in and reads lists. Changes nothing on the PBX.

use super::facts::{ConnectionFault, Context, Facts, Listing, PbxFacts};
use crate::{
    config::Config,
    pbx::asterisk::{
        ami::{Action, Frame, InvalidField, Message, Reply},
        config::{AmiTls, AsteriskConfig},
        link::{
            connection::{Connection, ConnectionError},
            login::{self, SecretError},
        },
    },
};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::ErrorKind,
    time::Duration,
};
use tokio::{sync::oneshot, time::Instant};

/// How long Asterisk may take for a reply, and a name server for an address.
const TIMEOUT: Duration = Duration::from_secs(5);
/// How long an event may take that comes at once if the user may receive it.
const EVENT_TIMEOUT: Duration = Duration::from_secs(3);

/// Collects the facts about a PBX.
pub async fn probe(config: &Config, asterisk: &AsteriskConfig) -> Facts {
    let address = login::address(asterisk);
    let pbx = collect(config, asterisk, &address).await;
    Facts { address, pbx }
}

async fn collect(config: &Config, asterisk: &AsteriskConfig, address: &str) -> Result<PbxFacts, ConnectionFault> {
    let secret = login::secret(asterisk).map_err(|error| match error {
        SecretError::Missing => ConnectionFault::NoSecret,
        SecretError::Unreadable { path, error } => ConnectionFault::SecretUnreadable { path, error: error.to_string() },
    })?;
    let mut probe = Probe::open(address, asterisk.tls.as_ref()).await?;
    probe.log_in(&asterisk.user, &secret).await?;
    probe.read_facts(config, asterisk).await
}

/// An open connection and the events that have come on it.
struct Probe {
    connection: Connection,
    events: Vec<Message>,
}

impl Probe {
    async fn open(address: &str, tls: Option<&AmiTls>) -> Result<Self, ConnectionFault> {
        let is_address =
            address.rsplit_once(':').is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok());
        if !is_address {
            return Err(ConnectionFault::BadAddress);
        }
        let addresses = tokio::time::timeout(TIMEOUT, tokio::net::lookup_host(address)).await;
        if !matches!(addresses, Ok(Ok(_))) {
            return Err(ConnectionFault::UnknownHost);
        }
        let connection = Connection::open(address, tls).await.map_err(|error| match error {
            ConnectionError::Silent => ConnectionFault::TimedOut,
            ConnectionError::Io(error) if error.kind() == ErrorKind::ConnectionRefused => ConnectionFault::Refused,
            ConnectionError::Io(error) if error.kind() == ErrorKind::TimedOut => ConnectionFault::TimedOut,
            ConnectionError::Tls(error) => ConnectionFault::Tls { error },
            error => ConnectionFault::Unreachable { error: error.to_string() },
        })?;
        let mut probe = Self { connection, events: Vec::new() };
        match tokio::time::timeout(TIMEOUT, probe.connection.next()).await {
            Ok(Ok(Frame::Banner(_))) => Ok(probe),
            Ok(Ok(Frame::Message(_))) => Err(ConnectionFault::NotAmi),
            Ok(Err(error)) => Err(fault(&error)),
            Err(_) => Err(ConnectionFault::Silent),
        }
    }

    /// Sends an action and waits for its reply.
    async fn ask(&mut self, action: &Action) -> Result<Reply, ConnectionFault> {
        let (reply, mut answer) = oneshot::channel();
        self.connection.send(action, reply).await.map_err(|error| fault(&error))?;
        let deadline = Instant::now() + TIMEOUT;
        loop {
            tokio::select! {
                biased;
                answer = &mut answer => return answer.map(|(_, reply)| reply).map_err(|_| ConnectionFault::Closed),
                frame = self.connection.next() => match frame {
                    Ok(frame) => self.keep(frame),
                    // Asterisk closes the connection after it has refused a login: the reply may have come with the end.
                    Err(error) => return answer.try_recv().map(|(_, reply)| reply).map_err(|_| fault(&error)),
                },
                () = tokio::time::sleep_until(deadline) => return Err(ConnectionFault::Silent),
            }
        }
    }

    async fn ask_for(&mut self, name: &'static str, fields: &[(&str, &str)]) -> Result<Reply, ConnectionFault> {
        let with = |action: Action, (key, value): &(&str, &str)| action.with(key, value);
        match fields.iter().try_fold(Action::new(name), with) {
            Ok(action) => self.ask(&action).await,
            // Nothing with a line end can exist on the PBX.
            Err(InvalidField(_)) => Ok(Reply { response: Message::new(), items: Vec::new() }),
        }
    }

    fn keep(&mut self, frame: Frame) {
        if let Frame::Message(message) = frame {
            self.events.push(message);
        }
    }

    /// Waits for an event; returns whether it has come.
    async fn wait_for(&mut self, event: &str) -> Result<bool, ConnectionFault> {
        let deadline = Instant::now() + EVENT_TIMEOUT;
        while !self.events.iter().any(|message| message.event() == Some(event)) {
            tokio::select! {
                frame = self.connection.next() => self.keep(frame.map_err(|error| fault(&error))?),
                () = tokio::time::sleep_until(deadline) => return Ok(false),
            }
        }
        Ok(true)
    }

    async fn log_in(&mut self, user: &str, secret: &str) -> Result<(), ConnectionFault> {
        let refused = |error: InvalidField| ConnectionFault::LoginRefused { message: error.to_string() };
        let challenge = self.ask(&login::challenge_action().map_err(refused)?).await?;
        let challenge = challenge.response.get("Challenge").unwrap_or_default();
        let reply = self.ask(&login::login_action(user, challenge, secret).map_err(refused)?).await?;
        if reply.is_success() {
            return Ok(());
        }
        Err(ConnectionFault::LoginRefused { message: reply.message().trim().to_owned() })
    }

    async fn read_facts(&mut self, config: &Config, asterisk: &AsteriskConfig) -> Result<PbxFacts, ConnectionFault> {
        let reads_system = self.wait_for("FullyBooted").await?;
        let settings = self.ask_for("CoreSettings", &[]).await?;
        let commands = self.ask_for("ListCommands", &[]).await?;
        let actions: BTreeSet<String> =
            commands.response.fields().map(|(name, _)| name.to_owned()).filter(|name| name != "Response").collect();
        // Only the category `general`: users' categories contain their secrets.
        let manager = self.ask_for("GetConfig", &[("Filename", "manager.conf"), ("Category", "general")]).await?;
        let mut facts = PbxFacts {
            version: settings.response.get("AsteriskVersion").unwrap_or_default().to_owned(),
            reads_system,
            channel_variables: listing(&manager, |reply| {
                split_variables(setting(reply, "channelvars").unwrap_or_default())
            }),
            has_timestamps: manager.is_success().then(|| setting(&manager, "timestampevents").is_some_and(is_true)),
            endpoints: listing(&self.ask_for("PJSIPShowEndpoints", &[]).await?, endpoints),
            devices: listing(&self.ask_for("DeviceStateList", &[]).await?, |reply| pairs(reply, "Device", "State")),
            queues: listing(&self.ask_for("QueueStatus", &[]).await?, queues),
            parking: listing(&self.ask_for("Parkinglots", &[]).await?, parking_lots),
            contexts: BTreeMap::new(),
            reads_call: None,
            actions,
        };
        let hold = asterisk.hold.iter().map(|hold| &hold.context);
        let consult = asterisk.consult.iter().map(|consult| &consult.context);
        let transfer = asterisk.transfer.iter().map(|transfer| &transfer.context);
        let conference = asterisk.conference.iter().map(|conference| &conference.context);
        let park = asterisk.park.iter().filter_map(|park| park.context.as_ref());
        let monitor = asterisk.monitor.iter().map(|monitor| &monitor.context);
        let services = hold.chain(monitor).chain(consult).chain(transfer).chain(conference).chain(park);
        let names = config.lines.iter().flat_map(|line| &line.contexts).chain(services).chain([&asterisk.dial_context]);
        for name in names.cloned().collect::<BTreeSet<_>>() {
            let reply = self.ask_for("ShowDialPlan", &[("Context", &name)]).await?;
            facts.contexts.insert(name, context(&reply));
        }
        if facts.actions.contains("Originate") {
            // A technology that does not exist: nothing rings, no channel is made, but Asterisk reports the failure, as an
            // event of the class `call`.
            let nowhere = [("Channel", "None/denwa-doctor"), ("Application", "Hangup"), ("Async", "true")];
            let is_tried = self.ask_for("Originate", &nowhere).await?.is_success();
            facts.reads_call = if is_tried { Some(self.wait_for("OriginateResponse").await?) } else { None };
        }
        Ok(facts)
    }
}

fn fault(error: &ConnectionError) -> ConnectionFault {
    match error {
        ConnectionError::Decode(_) => ConnectionFault::NotAmi,
        ConnectionError::Silent | ConnectionError::Unanswered => ConnectionFault::Silent,
        ConnectionError::Tls(error) => ConnectionFault::Tls { error: error.clone() },
        ConnectionError::Closed | ConnectionError::Io(_) => ConnectionFault::Closed,
    }
}

fn listing<T>(reply: &Reply, read: impl Fn(&Reply) -> T) -> Listing<T> {
    let message = reply.message();
    // Empty lists of PJSIP are errors with a message such as "No endpoints found".
    if reply.is_success() || (message.starts_with("No ") && message.trim_end().ends_with("found")) {
        Listing::Known(read(reply))
    } else if message.starts_with("Permission denied") {
        Listing::Refused
    } else {
        Listing::Missing
    }
}

/// Returns a setting in a reply to `GetConfig`. If it is there twice, the last one counts, as in Asterisk.
fn setting<'a>(reply: &'a Reply, name: &str) -> Option<&'a str> {
    let lines = reply.response.fields().filter(|(key, _)| key.starts_with("Line-")).map(|(_, line)| line);
    let values = lines.filter_map(|line| line.split_once('=')).filter(|(key, _)| key.trim() == name);
    values.map(|(_, value)| value.trim()).last()
}

fn is_true(value: &str) -> bool {
    ["yes", "true", "y", "t", "1", "on"].iter().any(|word| value.eq_ignore_ascii_case(word))
}

/// Splits a list of variables; commas in brackets belong to a function.
fn split_variables(text: &str) -> Vec<String> {
    let mut depth = 0_usize;
    let parts = text.split(|c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    });
    parts.map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn pairs(reply: &Reply, key: &str, value: &str) -> BTreeMap<String, String> {
    let pair = |item: &Message| Some((item.get(key)?.to_owned(), item.get(value)?.to_owned()));
    reply.items.iter().filter_map(pair).collect()
}

fn endpoints(reply: &Reply) -> BTreeMap<String, bool> {
    let states = pairs(reply, "ObjectName", "DeviceState").into_iter();
    states.map(|(name, state)| (format!("PJSIP/{name}"), !matches!(&*state, "Unavailable" | "Invalid"))).collect()
}

fn queues(reply: &Reply) -> BTreeMap<String, Vec<String>> {
    let mut queues: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for item in &reply.items {
        let Some(queue) = item.get("Queue") else { continue };
        let members = queues.entry(queue.to_owned()).or_default();
        if item.event() == Some("QueueMember") {
            members.extend(item.get("Location").or(item.get("Interface")).map(str::to_owned));
        }
    }
    queues
}

fn parking_lots(reply: &Reply) -> BTreeMap<String, (String, String)> {
    let lot = |item: &Message| {
        let spaces = (item.get("StartSpace")?.to_owned(), item.get("StopSpace")?.to_owned());
        Some((item.get("Name")?.to_owned(), spaces))
    };
    reply.items.iter().filter_map(lot).collect()
}

fn context(reply: &Reply) -> Context {
    if reply.is_success() {
        return Context::There(
            reply.items.iter().filter_map(|item| item.get("Extension")).map(str::to_owned).collect(),
        );
    }
    if reply.message().starts_with("Did not find context") { Context::Missing } else { Context::Refused }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_keep_their_commas() {
        let variables = split_variables("FROM_DID, CALLERID(num-pres),PJSIP_HEADER(read,To),,X");
        assert_eq!(variables, ["FROM_DID", "CALLERID(num-pres)", "PJSIP_HEADER(read,To)", "X"]);
        assert_eq!(split_variables(""), Vec::<String>::new());
    }

    #[test]
    fn the_last_of_two_settings_counts() {
        let fields = [
            ("Response", "Success"),
            ("Category-000000", "general"),
            ("Line-000000-000000", "channelvars=A"),
            ("Line-000000-000001", "channelvars=B,C"),
        ];
        let reply = Reply { response: fields.into_iter().collect(), items: Vec::new() };
        assert_eq!(setting(&reply, "channelvars"), Some("B,C"));
        assert_eq!(setting(&reply, "timestampevents"), None);
    }

    #[test]
    fn a_refusal_is_told_from_an_empty_list() {
        let reply = |message: &str| Reply {
            response: [("Response", "Error"), ("Message", message)].into_iter().collect(),
            items: Vec::new(),
        };
        let read = |reply: &Reply| reply.items.len();
        assert_eq!(listing(&reply("No endpoints found\n"), read), Listing::Known(0));
        assert_eq!(listing(&reply("Permission denied"), read), Listing::Refused);
        assert_eq!(listing(&reply("Invalid/unknown command: X"), read), Listing::Missing);
    }
}
