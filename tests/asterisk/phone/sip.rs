//! The part of SIP's grammar that a phone on a loopback interface needs: messages, parameters, digest authentication.

use md5::{Digest, Md5};

/// A request or a response.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    /// The request line or status line.
    pub first: String,
    /// The headers in order, with short names replaced by long ones.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Message {
    /// Reads a datagram.
    pub fn parse(text: &str) -> Option<Self> {
        let (head, body) = text.split_once("\r\n\r\n")?;
        let mut lines = head.split("\r\n");
        let first = lines.next()?.to_owned();
        let headers = lines
            .map(|line| {
                let (name, value) = line.split_once(':')?;
                let name = match name.trim() {
                    "v" => "Via",
                    "f" => "From",
                    "t" => "To",
                    "i" => "Call-ID",
                    "m" => "Contact",
                    "o" => "Event",
                    name => name,
                };
                Some((name.to_owned(), value.trim().to_owned()))
            })
            .collect::<Option<Vec<_>>>()?;
        Some(Self { first, headers, body: body.to_owned() })
    }

    /// Returns the method of a request; `None` for a response.
    pub fn method(&self) -> Option<&str> {
        (!self.first.starts_with("SIP/")).then(|| self.first.split(' ').next().unwrap_or_default())
    }

    /// Returns the status of a response; `None` for a request.
    pub fn status(&self) -> Option<u16> {
        self.first.strip_prefix("SIP/2.0 ")?.split(' ').next()?.parse().ok()
    }

    /// Returns the value of the first header with this name, or an empty text.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }

    /// Writes all headers with this name, for copying them into a response.
    pub fn header_lines(&self, name: &str) -> String {
        let headers = self.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        headers.fold(String::new(), |text, (_, value)| text + name + ": " + value + "\r\n")
    }

    /// Returns number and method of `CSeq`.
    pub fn cseq(&self) -> (u32, &str) {
        let (number, method) = self.header("CSeq").split_once(' ').unwrap_or_default();
        (number.parse().unwrap_or(0), method)
    }
}

/// Returns a parameter of a header value (`tag`, `branch`) or of a challenge (`nonce="…"`).
pub(crate) fn parameter<'a>(value: &'a str, name: &str) -> Option<&'a str> {
    value.split([';', ',', ' ']).find_map(|part| {
        let (key, value) = part.trim().split_once('=')?;
        key.eq_ignore_ascii_case(name).then(|| value.trim_matches('"'))
    })
}

/// Returns the URI in a header value such as `"Name" <sip:user@host>`.
pub(crate) fn uri(value: &str) -> &str {
    value.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map_or(value, |(uri, _)| uri)
}

/// Returns display name and user of a `From` header.
pub(crate) fn name_and_user(value: &str) -> (String, String) {
    let name = value.split('<').next().unwrap_or_default().trim().trim_matches('"');
    let user = uri(value).trim_start_matches("sip:").split(['@', ';']).next().unwrap_or_default();
    (name.to_owned(), user.to_owned())
}

/// Returns the tag of a `From` or `To` header.
pub(crate) fn tag(value: &str) -> &str {
    value.split(';').find_map(|part| part.trim().strip_prefix("tag=")).unwrap_or_default()
}

/// Returns the port on which the other side receives audio: that of the first `m=audio`.
pub(crate) fn media_port(sdp: &str) -> Option<u16> {
    sdp.lines().find_map(|line| line.strip_prefix("m=audio ")?.split(' ').next()?.parse().ok())
}

/// Returns whether a session description puts the receiver on hold.
pub(crate) fn is_hold(sdp: &str) -> bool {
    sdp.lines().any(|line| matches!(line.trim(), "a=sendonly" | "a=inactive"))
}

/// The payload type of telephone events.
pub(crate) const TELEPHONE_EVENT: u8 = 101;

/// Writes a session description: PCMU and telephone events on a port of the loopback interface.
pub(crate) fn sdp(port: u16, direction: &str) -> String {
    format!(
        "v=0\r\no=- {port} {} IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n\
         m=audio {port} RTP/AVP 0 {TELEPHONE_EVENT}\r\na=rtpmap:0 PCMU/8000\r\n\
         a=rtpmap:{TELEPHONE_EVENT} telephone-event/8000\r\na=fmtp:{TELEPHONE_EVENT} 0-15\r\na=ptime:20\r\na={direction}\r\n",
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_micros())
    )
}

/// Computes the answer to a digest challenge.
pub(crate) fn authorization(challenge: &str, user: &str, password: &str, method: &str, uri: &str) -> String {
    let value_of = |name| parameter(challenge.trim_start_matches("Digest "), name).unwrap_or_default();
    let (realm, nonce) = (value_of("realm"), value_of("nonce"));
    let first = md5(&format!("{user}:{realm}:{password}"));
    let second = md5(&format!("{method}:{uri}"));
    let (response, qop) = if value_of("qop").is_empty() {
        (md5(&format!("{first}:{nonce}:{second}")), String::new())
    } else {
        let response = md5(&format!("{first}:{nonce}:00000001:0a4f113b:auth:{second}"));
        (response, r#", qop=auth, nc=00000001, cnonce="0a4f113b""#.to_owned())
    };
    let opaque = value_of("opaque");
    let opaque = if opaque.is_empty() { String::new() } else { format!(r#", opaque="{opaque}""#) };
    format!(
        r#"Digest username="{user}", realm="{realm}", nonce="{nonce}", uri="{uri}", algorithm=MD5, response="{response}"{qop}{opaque}"#
    )
}

fn md5(text: &str) -> String {
    Md5::digest(text.as_bytes()).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}
