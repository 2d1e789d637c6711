//! Writes a panel's message, field by field, as JSON text: in WebAssembly a third of what the derived way takes. The tests hold it to the
//! protocol's own types.

use denwa_protocol::{AgentMode, AttachedRecord, ClientMessage, Command};

use crate::json::Object;

/// Writes a message; nothing if it is none that a panel sends.
pub fn message(message: &ClientMessage) -> Option<String> {
    let object = Object::new();
    let whole = match message {
        ClientMessage::SignIn { token, client, resume } => {
            let client = Object::new().text("version", &client.version).text("instance", &client.instance).end();
            let object = object.text("type", "signIn").text("token", token).raw("client", &client);
            match resume {
                Some(resume) => {
                    let resume = Object::new().text("stream", &resume.stream).number("seq", resume.seq).end();
                    object.raw("resume", &resume)
                }
                None => object,
            }
        }
        ClientMessage::Command { id, command } => {
            object.text("type", "command").text("id", id).raw("command", &self::command(command)?)
        }
        ClientMessage::Active => object.text("type", "active"),
        ClientMessage::Pong { at } => object.text("type", "pong").number("at", *at),
        ClientMessage::Unknown => return None,
    };
    Some(whole.end())
}

/// A service and its members: data, so that one loop writes them all.
fn command(command: &Command) -> Option<String> {
    let (service, members): (&str, [(&str, Option<&str>); 2]) = match command {
        Command::Answer { call } => ("answer", [("call", Some(call)), NONE]),
        Command::Decline { call } => ("decline", [("call", Some(call)), NONE]),
        Command::Hold { call } => ("hold", [("call", Some(call)), NONE]),
        Command::Retrieve { call } => ("retrieve", [("call", Some(call)), NONE]),
        Command::HangUp { call } => ("hangUp", [("call", Some(call)), NONE]),
        Command::Dial { number, .. } => ("dial", [("number", Some(number)), NONE]),
        Command::SetAgentState { mode, reason } => {
            ("setAgentState", [("mode", Some(self::mode(*mode)?)), ("reason", reason.as_deref())])
        }
        Command::SetNote { call, text, .. } => ("setNote", [("call", Some(call)), ("text", Some(text))]),
        Command::ReportLog { call, record_id } => {
            ("reportLog", [("call", Some(call)), ("recordId", record_id.as_deref())])
        }
        Command::SettingsChanged => ("settingsChanged", [NONE, NONE]),
        Command::Unknown => return None,
    };
    let mut object = Object::new().text("service", service);
    for (name, value) in members {
        if let Some(value) = value {
            object = object.text(name, value);
        }
    }
    match command {
        Command::Dial { record: Some(record), .. } => object = object.raw("record", &self::record(record)),
        Command::SetNote { base, .. } => object = object.number("base", u64::from(*base)),
        _ => {}
    }
    Some(object.end())
}

const NONE: (&str, Option<&str>) = ("", None);

fn record(record: &AttachedRecord) -> String {
    Object::new().text("recordId", &record.record_id).maybe("name", record.name.as_ref()).end()
}

fn mode(mode: AgentMode) -> Option<&'static str> {
    Some(match mode {
        AgentMode::Ready => "ready",
        AgentMode::NotReady => "notReady",
        AgentMode::WorkNotReady => "workNotReady",
        AgentMode::LoggedOff => "loggedOff",
        AgentMode::Unknown => return None,
    })
}
