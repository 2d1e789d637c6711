//! Writes changes into the tables.

use super::change::{AgentKey, Change, StreamEvent};
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use std::collections::HashMap;

/// The numbers of agents in the tables. Valid for one connection as long as all transactions are committed: forget it
/// after a failed transaction.
#[derive(Debug, Default)]
pub struct AgentNumbers(HashMap<AgentKey, i64>);

impl AgentNumbers {
    fn get(&mut self, connection: &Connection, agent: &AgentKey) -> rusqlite::Result<i64> {
        if let Some(n) = self.0.get(agent) {
            return Ok(*n);
        }
        let mut find = connection.prepare_cached("SELECT n FROM agent WHERE key = ?1")?;
        let n = match find.query_row([agent.as_str()], |row| row.get(0)).optional()? {
            Some(n) => n,
            None => connection.prepare_cached("INSERT INTO agent (key) VALUES (?1)")?.insert([agent.as_str()])?,
        };
        self.0.insert(agent.clone(), n);
        Ok(n)
    }
}

/// Writes a change, within the caller's transaction.
pub fn apply(connection: &Connection, agents: &mut AgentNumbers, change: &Change) -> rusqlite::Result<()> {
    match change {
        Change::Call { agent, call } => {
            let agent = agents.get(connection, agent)?;
            connection
                .prepare_cached(
                    "INSERT INTO call (agent, id, body) VALUES (?1, ?2, ?3)
                     ON CONFLICT DO UPDATE SET body = excluded.body",
                )?
                .execute(params![agent, call.call.id, json(call)?])?;
        }
        Change::ForgetCall { agent, id } => {
            let agent = agents.get(connection, agent)?;
            connection.prepare_cached("DELETE FROM call WHERE agent = ?1 AND id = ?2")?.execute(params![agent, id])?;
        }
        Change::Agent { agent, state } => {
            let agent = agents.get(connection, agent)?;
            connection
                .prepare_cached("UPDATE agent SET state = ?2 WHERE n = ?1")?
                .execute(params![agent, json(state)?])?;
        }
        Change::Event { agent, event: StreamEvent { seq, at, boot, event } } => {
            let agent = agents.get(connection, agent)?;
            connection
                .prepare_cached("INSERT INTO event (agent, seq, at, boot, body) VALUES (?1, ?2, ?3, ?4, ?5)")?
                .execute(params![agent, seq, at, boot, json(event)?])?;
        }
        Change::Floor { agent, seq, boot } => {
            let agent = agents.get(connection, agent)?;
            connection
                .prepare_cached("UPDATE agent SET floor_seq = ?2, floor_boot = ?3 WHERE n = ?1")?
                .execute(params![agent, seq, boot])?;
        }
        Change::Command { agent, id, command } => {
            let agent = agents.get(connection, agent)?;
            connection
                .prepare_cached(
                    "INSERT INTO command (agent, id, at, body) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT DO UPDATE SET at = excluded.at, body = excluded.body",
                )?
                .execute(params![agent, id, command.at, json(command)?])?;
        }
        Change::ForgetCommands { before } => {
            connection.prepare_cached("DELETE FROM command WHERE at < ?1")?.execute([before])?;
        }
        Change::Missed { agent, missed } => {
            let agent = agents.get(connection, agent)?;
            connection
                .prepare_cached("UPDATE agent SET missed = ?2 WHERE n = ?1")?
                .execute(params![agent, json(missed)?])?;
        }
        Change::Work { agent, work } => {
            let agent = agents.get(connection, agent)?;
            connection
                .prepare_cached("UPDATE agent SET work = ?2 WHERE n = ?1")?
                .execute(params![agent, json(work)?])?;
        }
        Change::Messages { agent, messages } => {
            let agent = agents.get(connection, agent)?;
            connection
                .prepare_cached("UPDATE agent SET messages = ?2 WHERE n = ?1")?
                .execute(params![agent, json(messages)?])?;
        }
        Change::History { .. } | Change::ForgetHistory { .. } | Change::TrimHistory { .. } => {
            apply_history(connection, agents, change)?;
        }
        Change::Callback { callback } => {
            connection
                .prepare_cached(
                    "INSERT INTO callback (id, body) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET body = excluded.body",
                )?
                .execute(params![callback.callback.id, json(callback)?])?;
        }
        Change::ForgetCallback { id } => {
            connection.prepare_cached("DELETE FROM callback WHERE id = ?1")?.execute([id])?;
        }
        Change::Trace { trace } => {
            connection
                .prepare_cached("INSERT INTO supervision (at, body) VALUES (?1, ?2)")?
                .execute(params![trace.at, json(trace)?])?;
        }
        Change::Token { token } => {
            connection
                .prepare_cached(
                    "INSERT INTO token (organisation, id, instance, expires_at) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT DO UPDATE SET instance = excluded.instance, expires_at = excluded.expires_at",
                )?
                .execute(params![token.organisation, token.id, token.instance, token.expires_at])?;
        }
        Change::ForgetTokens { before } => {
            connection.prepare_cached("DELETE FROM token WHERE expires_at < ?1")?.execute([before])?;
        }
    }
    Ok(())
}

fn apply_history(connection: &Connection, agents: &mut AgentNumbers, change: &Change) -> rusqlite::Result<()> {
    match change {
        Change::History { agent, call } => {
            let agent = agents.get(connection, agent)?;
            let past = &call.call;
            connection
                .prepare_cached(
                    "INSERT INTO history (agent, began_at, id, missed, find, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                     ON CONFLICT DO UPDATE SET missed = excluded.missed, find = excluded.find, body = excluded.body",
                )?
                .execute(params![agent, past.began_at, past.id, call.is_missed(), call.find, json(past)?])?;
        }
        Change::ForgetHistory { before } => {
            connection.prepare_cached("DELETE FROM history WHERE began_at < ?1")?.execute([before])?;
        }
        Change::TrimHistory { agent, keep } => {
            let agent = agents.get(connection, agent)?;
            connection
                .prepare_cached(
                    "DELETE FROM history WHERE agent = ?1 AND began_at <=
                     (SELECT began_at FROM history WHERE agent = ?1 ORDER BY began_at DESC LIMIT 1 OFFSET ?2)",
                )?
                .execute(params![agent, keep])?;
        }
        _ => {}
    }
    Ok(())
}

/// Removes everything that the hub has in memory. The starts of the server stay, and so do traces, and past calls with the
/// numbers of their agents.
pub fn clear(connection: &Connection, agents: &mut AgentNumbers) -> rusqlite::Result<()> {
    *agents = AgentNumbers::default();
    connection.execute_batch(
        "DELETE FROM event; DELETE FROM command; DELETE FROM call; DELETE FROM token; DELETE FROM callback;
         UPDATE agent SET state = NULL, floor_seq = 0, floor_boot = 0, missed = NULL, messages = NULL, work = NULL;",
    )
}

/// Removes the events up to this number of the table, at most `limit` of them and never the last, from which SQLite
/// counts on.
pub fn prune_events(connection: &Connection, up_to: i64, limit: i64) -> rusqlite::Result<()> {
    let Some(first) = first_event(connection)? else { return Ok(()) };
    let last = up_to.min(first.saturating_add(limit)).min(last_event(connection)? - 1);
    connection
        .prepare_cached(
            "UPDATE agent SET floor_seq = gone.seq, floor_boot = gone.boot
             FROM (SELECT agent, max(seq) AS seq, boot FROM event WHERE n <= ?1 GROUP BY agent) AS gone
             WHERE agent.n = gone.agent",
        )?
        .execute([last])?;
    connection.prepare_cached("DELETE FROM event WHERE n <= ?1")?.execute([last])?;
    Ok(())
}

/// Returns the number of the first event in the table.
pub fn first_event(connection: &Connection) -> rusqlite::Result<Option<i64>> {
    connection.prepare_cached("SELECT min(n) FROM event")?.query_row([], |row| row.get(0))
}

/// Returns the number of the last event in the table.
pub fn last_event(connection: &Connection) -> rusqlite::Result<i64> {
    connection.prepare_cached("SELECT coalesce(max(n), 0) FROM event")?.query_row([], |row| row.get(0))
}

/// Writes a value as JSON. Maps with keys that are not texts cannot be written; nothing kept has any.
fn json(value: &impl Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}
