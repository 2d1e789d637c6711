//! As much of SIP's grammar as a phone on a loopback interface needs: messages, tags, digest answers.

use md5::{Digest, Md5};

/// A request or a response.
#[derive(Clone, Debug)]
pub struct Message {
    /// The request line or status line.
    pub first: String,
    /// Headers in order; short forms are spelled out.
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

    /// The method of a request.
    pub fn method(&self) -> Option<&str> {
        (!self.first.starts_with("SIP/")).then(|| self.first.split(' ').next().unwrap_or_default())
    }

    /// The status of a response.
    pub fn status(&self) -> Option<u16> {
        self.first.strip_prefix("SIP/2.0 ")?.split(' ').next()?.parse().ok()
    }

    /// The first header of that name.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }

    /// All headers of that name, as they stand in a message.
    pub fn copies(&self, name: &str) -> String {
        let of = self.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        of.fold(String::new(), |text, (_, value)| text + name + ": " + value + "\r\n")
    }

    /// `CSeq`: number and method.
    pub fn cseq(&self) -> (u32, &str) {
        let (number, method) = self.header("CSeq").split_once(' ').unwrap_or_default();
        (number.parse().unwrap_or(0), method)
    }
}

/// A parameter of a header value (`tag`, `branch`) or of a challenge (`nonce="…"`).
pub fn parameter<'a>(value: &'a str, name: &str) -> Option<&'a str> {
    value.split([';', ',', ' ']).find_map(|part| {
        let (key, value) = part.trim().split_once('=')?;
        key.eq_ignore_ascii_case(name).then(|| value.trim_matches('"'))
    })
}

/// The URI of a name and address.
pub fn uri(value: &str) -> &str {
    value.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map_or(value, |(uri, _)| uri)
}

/// Name and user of a `From`.
pub fn who(value: &str) -> (String, String) {
    let name = value.split('<').next().unwrap_or_default().trim().trim_matches('"');
    let user = uri(value).trim_start_matches("sip:").split(['@', ';']).next().unwrap_or_default();
    (name.to_owned(), user.to_owned())
}

/// Where the other side's media is received: port of the first `m=audio`.
pub fn media_port(sdp: &str) -> Option<u16> {
    sdp.lines().find_map(|line| line.strip_prefix("m=audio ")?.split(' ').next()?.parse().ok())
}

/// Whether the other side does not want to hear us: it holds.
pub fn holds(sdp: &str) -> bool {
    sdp.lines().any(|line| matches!(line.trim(), "a=sendonly" | "a=inactive"))
}

/// A description of our media: PCMU on one port of the loopback interface.
pub fn sdp(port: u16, direction: &str) -> String {
    format!(
        "v=0\r\no=- {port} {} IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio {port} RTP/AVP 0\r\n\
         a=rtpmap:0 PCMU/8000\r\na=ptime:20\r\na={direction}\r\n",
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_micros())
    )
}

/// The answer to a digest challenge.
pub fn authorization(challenge: &str, user: &str, password: &str, method: &str, uri: &str) -> String {
    let of = |name| parameter(challenge.trim_start_matches("Digest "), name).unwrap_or_default();
    let (realm, nonce) = (of("realm"), of("nonce"));
    let first = md5(&format!("{user}:{realm}:{password}"));
    let second = md5(&format!("{method}:{uri}"));
    let (response, qop) = if of("qop").is_empty() {
        (md5(&format!("{first}:{nonce}:{second}")), String::new())
    } else {
        let response = md5(&format!("{first}:{nonce}:00000001:0a4f113b:auth:{second}"));
        (response, r#", qop=auth, nc=00000001, cnonce="0a4f113b""#.to_owned())
    };
    let opaque = of("opaque");
    let opaque = if opaque.is_empty() { String::new() } else { format!(r#", opaque="{opaque}""#) };
    format!(
        r#"Digest username="{user}", realm="{realm}", nonce="{nonce}", uri="{uri}", algorithm=MD5, response="{response}"{qop}{opaque}"#
    )
}

fn md5(text: &str) -> String {
    Md5::digest(text.as_bytes()).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}
