//! A miniature Asterisk: turns what happens to channels into the events that AMI sends about it.

use denwa_server::{pbx::asterisk::ami::Message, replay::Recorded};

/// Microseconds between two events of one moment.
const TICK: u64 = 100;

/// A channel, by its place in [`Wire::channels`].
pub type Id = usize;

#[derive(Clone, Debug)]
struct Channel {
    name: String,
    linkedid: Id,
    state: &'static str,
    number: String,
    exten: String,
    line: Option<String>,
    bridge: Option<usize>,
    is_over: bool,
}

/// The recording so far.
#[derive(Debug)]
pub struct Wire {
    pub events: Vec<Recorded>,
    now: u64,
    /// Which run of the PBX this is. Another run has other unique IDs, but the same channel names.
    run: usize,
    channels: Vec<Channel>,
    bridges: usize,
}

impl Wire {
    pub fn new(run: usize) -> Self {
        let now = 1_800_000_000_000_000 + run as u64 * 3_600_000_000;
        Self { events: Vec::new(), now, run, channels: Vec::new(), bridges: 0 }
    }

    /// Lets milliseconds pass.
    pub fn wait(&mut self, milliseconds: u64) {
        self.now += milliseconds * 1000;
    }

    pub fn uniqueid(&self, id: Id) -> String {
        format!("run{}-{id}", self.run)
    }

    fn bridge_id(&self, bridge: usize) -> String {
        format!("bridge-{}-{bridge}", self.run)
    }

    fn fields(&self, prefix: &str, id: Id, fields: &mut Vec<(String, String)>) {
        let channel = &self.channels[id];
        let mut add = |name: &str, value: &str| fields.push((format!("{prefix}{name}"), value.to_owned()));
        add("Channel", &channel.name);
        add("ChannelState", channel.state);
        add("CallerIDNum", &channel.number);
        add("Exten", &channel.exten);
        add("Uniqueid", &self.uniqueid(id));
        add("Linkedid", &self.uniqueid(channel.linkedid));
        add("ChanVariable", &format!("FROM_DID={}", channel.line.as_deref().unwrap_or_default()));
    }

    fn send(&mut self, event: &str, channels: &[(&str, Id)], more: &[(&str, &str)]) {
        let mut fields = vec![("Event".to_owned(), event.to_owned())];
        for (prefix, id) in channels {
            self.fields(prefix, *id, &mut fields);
        }
        fields.extend(more.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())));
        self.now += TICK;
        self.events.push((self.now, fields.into_iter().collect::<Message>()));
    }

    /// Adds a channel. `parent` is a channel of the call that it belongs to.
    pub fn channel(&mut self, name: &str, parent: Option<Id>, state: &'static str, number: &str, exten: &str) -> Id {
        let id = self.channels.len();
        let linkedid = parent.map_or(id, |parent| self.channels[parent].linkedid);
        self.channels.push(Channel {
            name: format!("{name}-{id:08x}"),
            linkedid,
            state,
            number: number.to_owned(),
            exten: exten.to_owned(),
            line: parent.and_then(|parent| self.channels[parent].line.clone()),
            bridge: None,
            is_over: false,
        });
        self.send("Newchannel", &[("", id)], &[]);
        id
    }

    /// Adds both ends of a Local channel.
    pub fn local(&mut self, parent: Id, exten: &str) -> (Id, Id) {
        self.add_local(Some(parent), exten)
    }

    /// Adds both ends of a Local channel that is the first of its call: an originate.
    pub fn first_local(&mut self, exten: &str) -> (Id, Id) {
        self.add_local(None, exten)
    }

    fn add_local(&mut self, parent: Option<Id>, exten: &str) -> (Id, Id) {
        let first = self.channels.len();
        let name = format!("Local/{exten}@internal-{first:08x}");
        let mut end = |end: &str, state| {
            let parent = parent.or(Some(first).filter(|_| end == "2"));
            let id = self.channel("", parent, state, "s", exten);
            self.channels[id].name = format!("{name};{end}");
            if let Some((_, message)) = self.events.last_mut() {
                message.remove("Channel");
                message.push("Channel", format!("{name};{end}"));
            }
            id
        };
        (end("1", "0"), end("2", "4"))
    }

    pub fn set_line(&mut self, id: Id, line: &str) {
        self.channels[id].line = Some(line.to_owned());
        self.send("NewCallerid", &[("", id)], &[]);
    }

    pub fn state(&mut self, id: Id, state: &'static str) {
        self.channels[id].state = state;
        self.send("Newstate", &[("", id)], &[]);
    }

    /// Originates: begins to dial a channel for another program, or for the PBX itself.
    pub fn dial_alone(&mut self, to: Id) {
        self.send("DialBegin", &[("Dest", to)], &[]);
    }

    /// Ends what [`Self::dial_alone`] began.
    pub fn dial_alone_end(&mut self, to: Id, status: &str) {
        self.send("DialEnd", &[("Dest", to)], &[("DialStatus", status)]);
    }

    /// Begins to dial a channel of a trunk, with a number outside.
    pub fn dial_outside(&mut self, by: Id, to: Id, number: &str) {
        self.send("DialBegin", &[("", by), ("Dest", to)], &[("DialString", &format!("{number}@trunk"))]);
    }

    /// A phone that was dialled sends the call on (SIP 302).
    pub fn forwarded(&mut self, by: Id, from: Id, to: &str) {
        self.send("DialEnd", &[("", by), ("Dest", from)], &[("DialStatus", "CANCEL"), ("Forward", to)]);
    }

    /// Tells another program that its originate has reached the phone.
    pub fn originated(&mut self, id: Id, exten: &str) {
        exten.clone_into(&mut self.channels[id].exten);
        self.send("OriginateResponse", &[("", id)], &[("Response", "Success"), ("ActionID", "other-1")]);
    }

    /// Tells another program that its originate has not reached the phone.
    pub fn not_originated(&mut self, channel: &str, exten: &str) {
        let fields = [("Response", "Failure"), ("Channel", channel), ("Exten", exten), ("ActionID", "other-1")];
        self.send("OriginateResponse", &[], &fields);
    }

    /// Shows a number on a phone.
    pub fn show(&mut self, id: Id, number: &str) {
        self.send("NewConnectedLine", &[("", id)], &[("ConnectedLineNum", number)]);
    }

    /// Joins a conference.
    pub fn confer(&mut self, id: Id, room: &str) {
        let bridge = format!("bridge-{}-{room}", self.run);
        let fields = [("Conference", room), ("BridgeUniqueid", &bridge), ("BridgeCreator", "ConfBridge")];
        self.send("ConfbridgeJoin", &[("", id)], &fields);
        self.send("BridgeEnter", &[("", id)], &fields);
    }

    pub fn dial_begin(&mut self, by: Id, to: Id) {
        self.send("DialBegin", &[("", by), ("Dest", to)], &[]);
    }

    pub fn dial_state(&mut self, by: Id, to: Id) {
        self.send("DialState", &[("", by), ("Dest", to)], &[("DialStatus", "RINGING")]);
    }

    pub fn dial_end(&mut self, by: Id, to: Id, status: &str) {
        self.send("DialEnd", &[("", by), ("Dest", to)], &[("DialStatus", status)]);
    }

    /// Connects two channels in a new bridge.
    pub fn bridge(&mut self, first: Id, second: Id) {
        self.bridges += 1;
        let bridge = self.bridges;
        for id in [first, second] {
            self.enter(id, bridge, "simple_bridge");
        }
    }

    fn enter(&mut self, id: Id, bridge: usize, technology: &str) {
        self.leave(id);
        self.channels[id].bridge = Some(bridge).filter(|_| technology != "holding_bridge");
        let name = self.bridge_id(bridge);
        self.send("BridgeEnter", &[("", id)], &[("BridgeUniqueid", &name), ("BridgeTechnology", technology)]);
    }

    pub fn leave(&mut self, id: Id) {
        if let Some(bridge) = self.channels[id].bridge.take() {
            let name = self.bridge_id(bridge);
            self.send("BridgeLeave", &[("", id)], &[("BridgeUniqueid", &name)]);
        }
    }

    /// Moves a channel into the bridge of another, in whose place it then is.
    pub fn swap(&mut self, id: Id, place: Id) {
        if let Some(bridge) = self.channels[place].bridge {
            self.leave(id);
            self.leave(place);
            self.enter(id, bridge, "simple_bridge");
        }
    }

    pub fn request_hangup(&mut self, id: Id, cause: &str) {
        self.send("HangupRequest", &[("", id)], &[("Cause", cause)]);
    }

    pub fn hang_up(&mut self, id: Id, cause: &str) {
        if !self.channels[id].is_over {
            self.channels[id].is_over = true;
            self.leave(id);
            self.send("Hangup", &[("", id)], &[("Cause", cause)]);
        }
    }

    /// Hangs up everything that is left.
    pub fn end_all(&mut self) {
        for id in 0..self.channels.len() {
            self.hang_up(id, "16");
        }
    }

    pub fn join_queue(&mut self, id: Id, queue: &str) {
        self.send("QueueCallerJoin", &[("", id)], &[("Queue", queue)]);
    }

    pub fn leave_queue(&mut self, id: Id, queue: &str) {
        self.send("QueueCallerLeave", &[("", id)], &[("Queue", queue)]);
    }

    pub fn agent_called(&mut self, caller: Id, member: Id, queue: &str) {
        self.send("AgentCalled", &[("", caller), ("Dest", member)], &[("Queue", queue)]);
    }

    pub fn blind_transfer(&mut self, by: Id, of: Id) {
        self.send("BlindTransfer", &[("Transferer", by), ("Transferee", of)], &[("Result", "Success")]);
    }

    pub fn hold(&mut self, by: Id) {
        self.send("Hold", &[("", by)], &[]);
    }

    pub fn unhold(&mut self, by: Id) {
        self.send("Unhold", &[("", by)], &[]);
    }

    /// Moves a channel into the bridge of another, which stays.
    pub fn join(&mut self, id: Id, other: Id) {
        if let Some(bridge) = self.channels[other].bridge {
            self.enter(id, bridge, "simple_bridge");
        }
    }

    /// Transfers after a consultation. A phone consults on a second channel; by a feature code, the PBX uses the first.
    pub fn attended_transfer(&mut self, first: Id, second: Id, transferee: Id, target: Option<Id>) {
        let target = target.map(|target| ("TransferTarget", target));
        let channels = [("OrigTransferer", first), ("SecondTransferer", second), ("Transferee", transferee)];
        let channels: Vec<_> = channels.into_iter().chain(target).collect();
        self.send("AttendedTransfer", &channels, &[("Result", "Success")]);
    }

    pub fn pick_up(&mut self, by: Id, target: Id) {
        self.send("Pickup", &[("", by), ("Target", target)], &[]);
    }

    pub fn park(&mut self, parkee: Id, back_to: &str) {
        self.send("ParkedCall", &[("Parkee", parkee)], &[("ParkerDialString", back_to), ("ParkingSpace", "71")]);
        self.bridges += 1;
        self.enter(parkee, self.bridges, "holding_bridge");
    }

    pub fn retrieve(&mut self, by: Id, parkee: Id) {
        self.send("UnParkedCall", &[("Retriever", by), ("Parkee", parkee)], &[]);
        self.bridge(parkee, by);
    }
}
