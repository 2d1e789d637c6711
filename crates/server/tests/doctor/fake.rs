//! A fake Manager Interface that answers as it is told.

use std::{
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// How the fake behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Answers every action, and allows all of them.
    Good,
    /// Refuses the login and closes the connection at once, as Asterisk does.
    WrongSecret,
    /// Allows the login and nothing else.
    NoRights,
    /// Accepts the connection and says nothing.
    Silent,
    /// Is a web server.
    Http,
    /// Closes the connection at once.
    Closes,
    /// Sends a line that is none, in place of the list of commands.
    Nonsense,
}

/// A running fake, and everything it has received.
pub struct Fake {
    pub address: SocketAddr,
    pub received: Arc<Mutex<String>>,
}

impl Fake {
    pub fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, received) = (listener.local_addr().unwrap(), Arc::new(Mutex::new(String::new())));
        let log = received.clone();
        thread::spawn(move || {
            for socket in listener.incoming().flatten() {
                // The doctor closes the connection when it has seen enough.
                let _ = serve(socket, manner, &log);
            }
        });
        Self { address, received }
    }
}

fn serve(mut socket: TcpStream, manner: Manner, log: &Mutex<String>) -> std::io::Result<()> {
    match manner {
        Manner::Closes => return Ok(()),
        Manner::Http => socket.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")?,
        Manner::Silent => {}
        _ => socket.write_all(b"Asterisk Call Manager/11.0.0\r\n")?,
    }
    let (mut action, mut id) = (String::new(), String::new());
    for line in BufReader::new(socket.try_clone()?).lines() {
        let line = line?;
        log.lock().unwrap().extend([&line, "\n"]);
        match line.split_once(": ") {
            Some(("Action", value)) => value.clone_into(&mut action),
            Some(("ActionID", value)) => value.clone_into(&mut id),
            _ if line.is_empty() && !matches!(manner, Manner::Silent | Manner::Http) => {
                socket.write_all(answer(manner, &action, &id).as_bytes())?;
                if manner == Manner::WrongSecret && action == "Login" {
                    return Ok(());
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn answer(manner: Manner, action: &str, id: &str) -> String {
    let success = |rest: &str| format!("Response: Success\r\nActionID: {id}\r\n{rest}\r\n");
    let error = |message: &str| format!("Response: Error\r\nActionID: {id}\r\nMessage: {message}\r\n\r\n");
    let list = |items: &[&str]| {
        let item = |item: &&str| format!("{}\r\nActionID: {id}\r\n\r\n", item.replace('\n', "\r\n"));
        let items = items.iter().map(item).collect::<Vec<_>>().concat();
        let end = format!("Event: Complete\r\nActionID: {id}\r\nEventList: Complete\r\n\r\n");
        format!("Response: Success\r\nActionID: {id}\r\nEventList: start\r\n\r\n{items}{end}")
    };
    match (action, manner) {
        ("Challenge", _) => success("Challenge: 840415273\r\n"),
        ("Login", Manner::WrongSecret) => error("Authentication failed"),
        ("Login", Manner::NoRights) => success(""),
        ("Login", _) => success("") + "Event: FullyBooted\r\nStatus: Fully Booted\r\n\r\n",
        ("ListCommands", Manner::Nonsense) => "no field\r\n\r\n".to_owned(),
        ("ListCommands", Manner::NoRights) => success("QueueStatus: Show  (Priv: <none>)\r\n"),
        ("QueueStatus", _) => list(&["Event: QueueMember\nQueue: 501\nLocation: Local/2001@from-queue/n"]),
        (_, Manner::NoRights) => error("Permission denied"),
        ("CoreSettings", _) => success("AsteriskVersion: 22.10.1\r\n"),
        ("ListCommands", _) => {
            success(&super::ACTIONS.map(|action| format!("{action}: Does it.  (Priv: call,all)\r\n")).concat())
        }
        ("GetConfig", _) => success(
            "Category-000000: general\r\nLine-000000-000000: timestampevents=yes\r\n\
             Line-000000-000001: channelvars=CALLERID(num-pres),CONNECTEDLINE(num-pres),FROM_DID\r\n",
        ),
        ("PJSIPShowEndpoints", _) => list(&["Event: EndpointList\nObjectName: 2001\nDeviceState: Not in use"]),
        ("DeviceStateList", _) => list(&["Event: DeviceStateChange\nDevice: PJSIP/2001\nState: NOT_INUSE"]),
        ("Parkinglots", _) => list(&["Event: Parkinglot\nName: default\nStartSpace: 71\nStopSpace: 78"]),
        ("ShowDialPlan", _) => list(&[
            "Event: ListDialplan\nContext: x\nExtension: agent",
            "Event: ListDialplan\nContext: x\nExtension: remote",
        ]),
        ("Originate", _) => {
            success("Message: Originate successfully queued\r\n")
                + &format!("Event: OriginateResponse\r\nActionID: {id}\r\nResponse: Failure\r\n\r\n")
        }
        _ => error("Invalid/unknown command"),
    }
}
