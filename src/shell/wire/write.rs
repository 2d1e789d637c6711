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

fn command(command: &Command) -> Option<String> {
    let of = |service: &str| Object::new().text("service", service);
    let whole = match command {
        Command::Answer { call } => of("answer").text("call", call),
        Command::Decline { call } => of("decline").text("call", call),
        Command::Hold { call } => of("hold").text("call", call),
        Command::Retrieve { call } => of("retrieve").text("call", call),
        Command::HangUp { call } => of("hangUp").text("call", call),
        Command::Dial { number, record } => {
            let object = of("dial").text("number", number);
            match record {
                Some(record) => object.raw("record", &self::record(record)),
                None => object,
            }
        }
        Command::SetAgentState { mode, reason } => {
            of("setAgentState").text("mode", self::mode(*mode)?).maybe("reason", reason.as_ref())
        }
        Command::SetNote { call, text, base } => {
            of("setNote").text("call", call).text("text", text).number("base", u64::from(*base))
        }
        Command::ReportLog { call, record_id } => {
            of("reportLog").text("call", call).maybe("recordId", record_id.as_ref())
        }
        Command::SettingsChanged => of("settingsChanged"),
        Command::Unknown => return None,
    };
    Some(whole.end())
}

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
