//! Writes a panel's message, field by field, as JSON text: in WebAssembly a quarter of what the derived way takes. The tests hold it to
//! the protocol's own types.

use denwa_core::config::json::{write_member, write_name};
use denwa_core::cut::write_digits;
use denwa_protocol::{AgentMode, ClientMessage, Command};

/// Writes a message; nothing if it is none that a panel sends.
pub fn message(message: &ClientMessage) -> Option<String> {
    let mut out = Writer("{".to_owned());
    match message {
        ClientMessage::SignIn { token, client, resume } => {
            out.text("type", "signIn");
            out.text("token", token);
            out.open("client");
            out.text("version", &client.version);
            out.text("instance", &client.instance);
            out.close();
            if let Some(resume) = resume {
                out.open("resume");
                out.text("stream", &resume.stream);
                out.number("seq", resume.seq);
                out.close();
            }
        }
        ClientMessage::Command { id, command } => {
            out.text("type", "command");
            out.text("id", id);
            out.open("command");
            out.command(command)?;
            out.close();
        }
        ClientMessage::Active => out.text("type", "active"),
        ClientMessage::Pong { at } => {
            out.text("type", "pong");
            out.number("at", *at);
        }
        ClientMessage::Unknown => return None,
    }
    out.close();
    Some(out.0)
}

/// All objects of a message in one text.
struct Writer(String);

impl Writer {
    fn text(&mut self, key: &str, text: &str) {
        write_member(key, text, &mut self.0);
    }

    fn maybe(&mut self, key: &str, text: Option<&String>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    fn number(&mut self, key: &str, number: u64) {
        write_name(key, &mut self.0);
        write_digits(number, &mut self.0);
    }

    fn open(&mut self, key: &str) {
        write_name(key, &mut self.0);
        self.0.push('{');
    }

    fn close(&mut self) {
        self.0.push('}');
    }

    fn command(&mut self, command: &Command) -> Option<()> {
        self.text(
            "service",
            match command {
                Command::Answer { .. } => "answer",
                Command::Decline { .. } => "decline",
                Command::Hold { .. } => "hold",
                Command::Retrieve { .. } => "retrieve",
                Command::HangUp { .. } => "hangUp",
                Command::Dial { .. } => "dial",
                Command::SetAgentState { .. } => "setAgentState",
                Command::SetNote { .. } => "setNote",
                Command::ReportLog { .. } => "reportLog",
                Command::SettingsChanged => "settingsChanged",
                Command::Unknown => return None,
            },
        );
        if let Some(call) = command.call() {
            self.text("call", call);
        }
        match command {
            Command::Dial { number, record } => {
                self.text("number", number);
                if let Some(record) = record {
                    self.open("record");
                    self.text("recordId", &record.record_id);
                    self.maybe("name", record.name.as_ref());
                    self.close();
                }
            }
            Command::SetAgentState { mode, reason } => {
                self.text("mode", self::mode(*mode)?);
                self.maybe("reason", reason.as_ref());
            }
            Command::SetNote { text, base, .. } => {
                self.text("text", text);
                self.number("base", u64::from(*base));
            }
            Command::ReportLog { record_id, .. } => self.maybe("recordId", record_id.as_ref()),
            _ => {}
        }
        Some(())
    }
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
