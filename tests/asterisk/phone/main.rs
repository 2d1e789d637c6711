//! A SIP phone for tests, controlled by JSON lines.
//!
//! `asterisk-phone --server 127.0.0.1:15060 --user 2001 --password pw2001 [--talk] [--lines 2] [--auto-answer]` registers
//! at once and reads orders from standard input: `{"do":"call","number":"2002"}`, `answer`, `reject` (`"code":603`),
//! `forward` (`"number"`), `hangup`, `cancel`, `clear`, `hold`, `retrieve`, `transfer` (`"number"`), `join`, `tones` (`"tones"`), `hush`, `speak`,
//! `register`, `unregister`, `quit`; with `"line":2` to another line than the obvious one. It prints its states, one JSON
//! object per line, with the number of the line: `registered`, `unregistered`, `cleared`, `incoming` (`from`, `name`), `ringing`,
//! `connected`, `holding`, `held`, `hears` (`voice`), `silence`, `tone` (`tone`), `transfer-failed`, `ended` (`code`). With `--talk`
//! it answers on a `NOTIFY` with `Event: talk`; with `--auto-answer` it answers every call.

use asterisk_phone::{Account, LineOrder, Order, Phone, State};
use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut server, mut user, mut password, mut talks, mut auto, mut lines) = (None, None, None, false, false, 1);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--server" => server = Some(value()?.parse()?),
            "--user" => user = Some(value()?),
            "--password" => password = Some(value()?),
            "--lines" => lines = value()?.parse()?,
            "--talk" => talks = true,
            "--auto-answer" => auto = true,
            other => return Err(format!("{other}: see the head of tests/asterisk/phone/main.rs").into()),
        }
    }
    let user = user.ok_or("--user is missing")?;
    let password = password.unwrap_or_else(|| format!("pw{user}"));
    let phone = Phone::start(Account { server: server.ok_or("--server is missing")?, user, password, talks, lines })?;
    phone.orders.send(Order::Register.into())?;
    let orders = phone.orders.clone();
    let reader = phone.orders;
    std::thread::spawn(move || {
        for text in std::io::stdin().lock().lines().map_while(Result::ok).filter(|text| !text.trim().is_empty()) {
            match serde_json::from_str::<LineOrder>(&text) {
                Ok(order) => {
                    let is_quit = matches!(order.order, Order::Quit);
                    if reader.send(order).is_err() || is_quit {
                        return;
                    }
                }
                Err(error) => eprintln!("{error}"),
            }
        }
        // Standard input has ended: the controlling process has gone.
        let _ = reader.send(Order::Quit.into());
    });
    let mut out = std::io::stdout().lock();
    for state in phone.states {
        serde_json::to_writer(&mut out, &state)?;
        writeln!(out)?;
        out.flush()?;
        if auto && matches!(state.state, State::Incoming { .. }) {
            orders.send(LineOrder { line: state.line, order: Order::Answer })?;
        }
    }
    Ok(())
}
