//! A SIP phone for tests, controlled by JSON lines.
//!
//! `asterisk-phone --server 127.0.0.1:15060 --user 2001 --password pw2001 [--talk] [--auto-answer]` registers at once
//! and reads orders from standard input: `{"do":"call","number":"2002"}`, `answer`, `reject` (`"code":603`), `hangup`,
//! `cancel`, `hold`, `retrieve`, `transfer` (`"number"`), `register`, `unregister`, `quit`. It prints its states, one
//! JSON object per line: `registered`, `unregistered`, `incoming` (`from`, `name`), `ringing`, `connected`, `holding`,
//! `held`, `transfer-failed`, `ended` (`code`). With `--talk` it answers on a `NOTIFY` with `Event: talk`; with
//! `--auto-answer` it answers every call.

mod sip;
mod ua;

use std::io::{BufRead, Write};
use ua::{Account, Order, Phone, State};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut server, mut user, mut password, mut talks, mut auto) = (None, None, None, false, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--server" => server = Some(value()?.parse()?),
            "--user" => user = Some(value()?),
            "--password" => password = Some(value()?),
            "--talk" => talks = true,
            "--auto-answer" => auto = true,
            other => return Err(format!("{other}: see the head of tests/asterisk/phone/main.rs").into()),
        }
    }
    let user = user.ok_or("--user is missing")?;
    let password = password.unwrap_or_else(|| format!("pw{user}"));
    let account = Account { server: server.ok_or("--server is missing")?, user, password, talks };
    let phone = Phone::start(account)?;
    phone.orders.send(Order::Register)?;
    let orders = phone.orders.clone();
    let reader = phone.orders;
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok).filter(|line| !line.trim().is_empty()) {
            match serde_json::from_str::<Order>(&line) {
                Ok(order) => {
                    let is_quit = matches!(order, Order::Quit);
                    if reader.send(order).is_err() || is_quit {
                        return;
                    }
                }
                Err(error) => eprintln!("{error}"),
            }
        }
        // Standard input has ended: the controlling process has gone.
        let _ = reader.send(Order::Quit);
    });
    let mut out = std::io::stdout().lock();
    for state in phone.states {
        serde_json::to_writer(&mut out, &state)?;
        writeln!(out)?;
        out.flush()?;
        if auto && matches!(state, State::Incoming { .. }) {
            orders.send(Order::Answer)?;
        }
    }
    Ok(())
}
