//! The call on a line of the phone: its dialog with the PBX, and its audio.

use crate::{
    link::{Answer, Link},
    media::Media,
    order::{Reports, State},
    sip::{self, Message},
};

/// The progress of a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Progress {
    /// The phone calls.
    Calling,
    /// The phone rings.
    Incoming,
    /// The call is connected.
    Up,
    /// The phone has sent CANCEL.
    Leaving,
    /// The call has ended.
    Over,
}

#[derive(Debug)]
pub(crate) struct Call {
    link: Link,
    reports: Reports,
    /// The `Call-ID`.
    pub(crate) id: String,
    pub(crate) progress: Progress,
    /// The phone's own address with its tag.
    local: String,
    /// The other side's address as received.
    remote: String,
    /// The URI for requests.
    target: String,
    cseq: u32,
    branch: String,
    /// The INVITE of a ringing call.
    invite: Option<Message>,
    media: Media,
    pub(crate) is_holding: bool,
    is_held: bool,
    /// The `CSeq` number of the last INVITE with credentials, so that a second challenge is not answered again.
    authorized: u32,
}

impl Call {
    /// Calls a number.
    pub(crate) fn dial(link: &Link, reports: Reports, number: &str) -> std::io::Result<Self> {
        let (user, server) = (&link.account.user, link.account.server);
        let target = link.address_of(number);
        let mut call = Self {
            media: Media::new(&link.account.user, reports.clone())?,
            reports,
            id: link.unique_id(),
            progress: Progress::Calling,
            local: format!("<sip:{user}@{server}>;tag={}", link.unique_id()),
            remote: format!("<{target}>"),
            target,
            cseq: 1,
            branch: link.unique_id(),
            invite: None,
            is_holding: false,
            is_held: false,
            authorized: 0,
            link: link.clone(),
        };
        call.send_invite(None);
        Ok(call)
    }

    /// Rings.
    pub(crate) fn ring(link: &Link, reports: Reports, invite: Message) -> std::io::Result<Self> {
        let local = format!("{};tag={}", invite.header("To"), link.unique_id());
        let (name, from) = sip::name_and_user(invite.header("From"));
        link.respond_briefly(&invite, 180, "Ringing", &local);
        let call = Self {
            media: Media::new(&link.account.user, reports.clone())?,
            reports,
            id: invite.header("Call-ID").to_owned(),
            progress: Progress::Incoming,
            local,
            remote: invite.header("From").to_owned(),
            target: sip::uri(invite.header("Contact")).to_owned(),
            cseq: 0,
            branch: String::new(),
            invite: Some(invite),
            is_holding: false,
            is_held: false,
            authorized: 0,
            link: link.clone(),
        };
        call.reports.send(State::Incoming { from, name });
        Ok(call)
    }

    pub(crate) fn answer(&mut self) {
        let Some(invite) = self.invite.take() else { return };
        self.progress = Progress::Up;
        if let Some(port) = sip::media_port(&invite.body) {
            self.media.start(port);
        }
        let body = sip::sdp(self.media.port(), "sendrecv");
        self.link.respond(&invite, &Answer { code: 200, reason: "OK", local: &self.local, headers: "", body: &body });
        self.reports.send(State::Connected);
    }

    /// Rejects the ringing call, or sends it to another number (`code` is 302).
    pub(crate) fn reject(&mut self, code: u16, forward_to: Option<&str>) {
        let Some(invite) = self.invite.take() else { return };
        let headers =
            forward_to.map(|number| format!("Contact: <{}>\r\n", self.link.address_of(number))).unwrap_or_default();
        self.link.respond(&invite, &Answer { code, reason: "No", local: &self.local, headers: &headers, body: "" });
        self.end(code);
    }

    pub(crate) fn hang_up(&mut self) {
        match self.progress {
            Progress::Incoming => self.reject(486, None),
            Progress::Calling => {
                self.send_in_dialog("CANCEL", "", "", None);
                self.progress = Progress::Leaving;
            }
            Progress::Up => {
                self.send_next_in_dialog("BYE", "");
                self.end(200);
            }
            Progress::Leaving | Progress::Over => {}
        }
    }

    pub(crate) fn hold(&mut self, is_holding: bool) {
        if self.progress == Progress::Up {
            self.is_holding = is_holding;
            self.cseq += 1;
            self.branch = self.link.unique_id();
            self.send_invite(None);
        }
    }

    pub(crate) fn transfer(&mut self, number: &str) {
        let target = self.link.address_of(number);
        self.send_next_in_dialog("REFER", &format!("Refer-To: <{target}>\r\n"));
    }

    /// Connects the other side with that of another call.
    pub(crate) fn join(&mut self, other: &Self) {
        let replaces =
            format!("{}%3Bto-tag%3D{}%3Bfrom-tag%3D{}", other.id, sip::tag(&other.remote), sip::tag(&other.local));
        let refer_to = format!("Refer-To: <{}?Replaces={replaces}>\r\n", sip::uri(&other.remote));
        self.send_next_in_dialog("REFER", &refer_to);
    }

    pub(crate) fn press(&self, tones: &str) {
        self.media.press(tones);
    }

    pub(crate) fn speak(&self, speaks: bool) {
        self.media.speak(speaks);
    }

    fn end(&mut self, code: u16) {
        self.progress = Progress::Over;
        self.reports.send(State::Ended { code });
    }

    /// Sends an INVITE: the first, a repetition with credentials, or a re-INVITE that holds or retrieves.
    fn send_invite(&mut self, challenge: Option<&Message>) {
        let direction = match (self.is_holding, self.is_held) {
            (true, true) => "inactive",
            (true, false) => "sendonly",
            (false, true) => "recvonly",
            (false, false) => "sendrecv",
        };
        let body = sip::sdp(self.media.port(), direction);
        self.send_in_dialog("INVITE", "Content-Type: application/sdp\r\n", &body, challenge);
    }

    /// Sends a request within the call, with the next `CSeq` number.
    fn send_next_in_dialog(&mut self, method: &str, headers: &str) {
        self.cseq += 1;
        self.branch = self.link.unique_id();
        self.send_in_dialog(method, headers, "", None);
    }

    fn send_in_dialog(&self, method: &str, headers: &str, body: &str, challenge: Option<&Message>) {
        let authorization =
            challenge.map(|message| self.link.authorization(message, method, &self.target)).unwrap_or_default();
        let text = format!(
            "{method} {} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{};rport;branch=z9hG4bK{}\r\nMax-Forwards: 70\r\nFrom: {}\r\n\
             To: {}\r\nCall-ID: {}\r\nCSeq: {} {method}\r\nContact: {}\r\n{authorization}{headers}Content-Length: {}\r\n\r\n{body}",
            self.target,
            self.link.port,
            self.branch,
            self.local,
            self.remote,
            self.id,
            self.cseq,
            self.link.contact(),
            body.len(),
        );
        self.link.send(&text);
    }

    pub(crate) fn handle_request(&mut self, request: &Message) {
        let to = request.header("To");
        match request.method().unwrap_or_default() {
            "ACK" => {}
            "INVITE" => self.handle_reinvite(request),
            "CANCEL" => {
                self.link.respond_briefly(request, 200, "OK", to);
                if let Some(invite) = self.invite.take() {
                    self.link.respond_briefly(&invite, 487, "Request Terminated", &self.local);
                    self.end(487);
                }
            }
            "BYE" => {
                self.link.respond_briefly(request, 200, "OK", to);
                self.end(200);
            }
            "NOTIFY" if request.header("Event") == "talk" => {
                let talks = self.link.account.talks;
                self.link.respond_briefly(request, if talks { 200 } else { 489 }, "-", to);
                if talks {
                    self.answer();
                }
            }
            "NOTIFY" if request.header("Event").starts_with("refer") => {
                self.link.respond_briefly(request, 200, "OK", to);
                // The transferring phone ends its own call, but not before the target rings.
                let status = request.body.strip_prefix("SIP/2.0 ").and_then(|rest| rest.get(..3)?.parse::<u16>().ok());
                match status {
                    Some(180..=299) => self.hang_up(),
                    Some(code @ 300..) => self.reports.send(State::TransferFailed { code }),
                    _ => {}
                }
            }
            _ => self.link.respond_briefly(request, 200, "OK", to),
        }
    }

    /// Answers a re-INVITE, by which the other side holds or retrieves. A repetition of the first INVITE is ignored.
    fn handle_reinvite(&mut self, invite: &Message) {
        if self.invite.is_some() {
            return;
        }
        let is_held = sip::is_hold(&invite.body);
        let has_changed = is_held != self.is_held;
        self.is_held = is_held;
        let direction = match (self.is_holding, is_held) {
            (_, true) => "recvonly",
            (true, false) => "sendonly",
            (false, false) => "sendrecv",
        };
        let body = sip::sdp(self.media.port(), direction);
        self.link.respond(invite, &Answer { code: 200, reason: "OK", local: &self.local, headers: "", body: &body });
        if has_changed {
            self.reports.send(if is_held { State::Held } else { State::Connected });
        }
    }

    pub(crate) fn handle_response(&mut self, response: &Message) {
        let (number, method) = response.cseq();
        match (method, response.status().unwrap_or(0)) {
            ("INVITE", 180..=199) if self.progress == Progress::Calling => self.reports.send(State::Ringing),
            ("INVITE", 100..=199) => {}
            ("INVITE", 200..=299) => self.handle_accepted(response, number),
            ("INVITE", status) => self.handle_refused(response, status),
            ("REFER", code @ 300..) => self.reports.send(State::TransferFailed { code }),
            _ => {}
        }
    }

    fn handle_accepted(&mut self, response: &Message, number: u32) {
        response.header("To").clone_into(&mut self.remote);
        if !response.header("Contact").is_empty() {
            sip::uri(response.header("Contact")).clone_into(&mut self.target);
        }
        let before = std::mem::replace(&mut self.progress, Progress::Up);
        if let Some(port) = sip::media_port(&response.body) {
            self.media.start(port);
        }
        let last_cseq = std::mem::replace(&mut self.cseq, number);
        self.branch = self.link.unique_id();
        self.send_in_dialog("ACK", "", "", None);
        self.cseq = last_cseq;
        if before == Progress::Leaving {
            self.hang_up();
        } else if before != Progress::Up || !self.is_holding {
            self.reports.send(State::Connected);
        } else {
            self.reports.send(State::Holding);
        }
    }

    fn handle_refused(&mut self, response: &Message, status: u16) {
        // The ACK goes to the response's `To`, the next request to the same address as before.
        let (target, cseq) = (self.target.clone(), self.cseq);
        let remote = std::mem::replace(&mut self.remote, response.header("To").to_owned());
        self.send_in_dialog("ACK", "", "", None);
        (self.remote, self.target) = (remote, target);
        if matches!(status, 401 | 407) && self.authorized < cseq {
            self.cseq += 1;
            self.authorized = self.cseq;
            self.branch = self.link.unique_id();
            self.send_invite(Some(response));
        } else if self.progress != Progress::Up {
            self.end(status);
        }
    }
}
