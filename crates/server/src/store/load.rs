//! Reads what a store has kept.

use super::{
    StoreError,
    change::{AgentKey, KeptCall, KeptCommand, KeptToken, Restored, RestoredAgent, StreamEvent},
};
use rusqlite::Connection;
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// Of how many starts of the server the streams can be continued.
const MAX_BOOTS: u32 = 64;

/// Notes this start of the server, and reads everything. `name` is this start's name. A row that cannot be read is
/// skipped and logged.
pub fn load(connection: &Connection, name: &str) -> Result<Restored, StoreError> {
    connection.execute("INSERT INTO boot (name) VALUES (?1)", [name])?;
    connection.execute("DELETE FROM boot WHERE n NOT IN (SELECT n FROM boot ORDER BY n DESC LIMIT ?1)", [MAX_BOOTS])?;
    let boots = connection
        .prepare("SELECT n, name FROM boot ORDER BY n")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<Vec<_>, _>>()?;

    let mut agents: HashMap<i64, (AgentKey, RestoredAgent)> = HashMap::new();
    let mut statement =
        connection.prepare("SELECT n, key, state, floor_seq, floor_boot, missed, messages, work FROM agent")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let key: String = row.get(1)?;
        let state: Option<String> = row.get(2)?;
        let missed: Option<String> = row.get(5)?;
        let messages: Option<String> = row.get(6)?;
        let work: Option<String> = row.get(7)?;
        let agent = RestoredAgent {
            state: state.and_then(|text| parse(&text, "agent")),
            floor: (row.get(3)?, row.get(4)?),
            missed: missed.and_then(|text| parse(&text, "agent")).unwrap_or_default(),
            messages: messages.and_then(|text| parse(&text, "agent")).unwrap_or_default(),
            work: work.and_then(|text| parse(&text, "agent")).unwrap_or_default(),
            ..RestoredAgent::default()
        };
        agents.insert(row.get(0)?, (AgentKey::from(key.as_str()), agent));
    }

    let mut statement = connection.prepare("SELECT agent, body FROM call ORDER BY agent, id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let call: Option<KeptCall> = parse(row.get_ref(1)?.as_str().unwrap_or_default(), "call");
        if let (Some((_, agent)), Some(call)) = (agents.get_mut(&row.get(0)?), call) {
            agent.calls.push(call);
        }
    }

    let mut statement = connection.prepare("SELECT agent, id, body FROM command ORDER BY agent, at")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let command: Option<KeptCommand> = parse(row.get_ref(2)?.as_str().unwrap_or_default(), "command");
        if let (Some((_, agent)), Some(command)) = (agents.get_mut(&row.get(0)?), command) {
            agent.commands.push((row.get(1)?, command));
        }
    }

    let mut statement = connection.prepare("SELECT agent, seq, at, boot, body FROM event ORDER BY n")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let Some((_, agent)) = agents.get_mut(&row.get(0)?) else { continue };
        let (seq, at, boot) = (row.get(1)?, row.get(2)?, row.get(3)?);
        let body = row.get_ref(4)?.as_str().unwrap_or_default();
        if let Some(event) = parse(body, "event") {
            add_event(agent, StreamEvent { seq, at, boot, event });
        } else {
            // Nobody can go on from before an event that is lost.
            (agent.events, agent.floor) = (Vec::new(), (seq, boot));
        }
    }

    let tokens = connection
        .prepare("SELECT organisation, id, instance, expires_at FROM token")?
        .query_map([], |row| {
            let (organisation, id, instance, expires_at) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            Ok(KeptToken { organisation, id, instance, expires_at })
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let mut callbacks = Vec::new();
    let mut statement = connection.prepare("SELECT body FROM callback ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        callbacks.extend(parse(row.get_ref(0)?.as_str().unwrap_or_default(), "callback"));
    }
    Ok(Restored { boots, agents: agents.into_values().collect(), tokens, callbacks })
}

/// Adds an event. If there is a gap before it, the older events are of no use.
fn add_event(agent: &mut RestoredAgent, event: StreamEvent) {
    let last = agent.events.last().map_or(agent.floor.0, |last| last.seq);
    if event.seq != last + 1 {
        agent.events.clear();
        // A panel that has seen the event before this one may have seen it during this start at the latest.
        agent.floor = (event.seq.saturating_sub(1), event.boot);
    }
    agent.events.push(event);
}

fn parse<T: DeserializeOwned>(text: &str, table: &str) -> Option<T> {
    match serde_json::from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            tracing::error!(table, "the store has a row that cannot be read: {error}");
            None
        }
    }
}
