//! Decodes messages. Accepts the stream in pieces of any size, buffers incomplete lines, and refuses anything Asterisk
//! never sends.

use super::Message;

/// The longest accepted line, in bytes. Asterisk reads lines up to 1,025 bytes; lines it writes have no limit, but are
/// short in practice.
pub const MAX_LINE_BYTES: usize = 64 * 1024;
/// The largest accepted message, in bytes.
pub const MAX_MESSAGE_BYTES: usize = 1024 * 1024;
/// The most fields accepted in a message.
pub const MAX_FIELDS: usize = 4096;

/// A decoded part of the stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// The first line: `Asterisk Call Manager/` and the protocol's version.
    Banner(String),
    /// A message.
    Message(Message),
}

/// Why the stream is refused; the connection cannot be used any further.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The first line is not Asterisk's banner: the address belongs to another service.
    #[error("the first line is not that of an Asterisk Manager Interface")]
    NoBanner,
    /// A line is too long.
    #[error("a line is longer than {MAX_LINE_BYTES} bytes")]
    LineTooLong,
    /// A message is too large or has too many fields.
    #[error("a message is larger than {MAX_MESSAGE_BYTES} bytes or has more than {MAX_FIELDS} fields")]
    MessageTooLarge,
    /// A line is not a field.
    #[error("a line is not `Key: value`")]
    NotAField,
}

/// Decodes the stream of a connection.
#[derive(Debug, Default)]
pub struct Decoder {
    buffer: Vec<u8>,
    /// How many bytes of the buffer have been searched for a line end.
    searched: usize,
    message: Message,
    fields: usize,
    bytes: usize,
    has_banner: bool,
    failed: Option<DecodeError>,
}

impl Decoder {
    /// Makes a decoder for a new connection.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds received bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.failed.is_none() {
            self.buffer.extend_from_slice(bytes);
        }
    }

    /// Returns the next banner or message; `None` until more bytes come.
    ///
    /// # Errors
    /// If Asterisk would never send these bytes. All later calls return the same error.
    pub fn next_frame(&mut self) -> Result<Option<Frame>, DecodeError> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        self.step().inspect_err(|error| {
            self.failed = Some(error.clone());
            self.buffer = Vec::new();
        })
    }

    fn step(&mut self) -> Result<Option<Frame>, DecodeError> {
        while let Some(line) = self.line()? {
            if !self.has_banner {
                if !line.starts_with("Asterisk Call Manager/") {
                    return Err(DecodeError::NoBanner);
                }
                self.has_banner = true;
                return Ok(Some(Frame::Banner(line)));
            }
            if line.is_empty() {
                (self.fields, self.bytes) = (0, 0);
                if self.message.is_empty() {
                    continue;
                }
                return Ok(Some(Frame::Message(std::mem::take(&mut self.message))));
            }
            self.fields += 1;
            self.bytes += line.len();
            if self.fields > MAX_FIELDS || self.bytes > MAX_MESSAGE_BYTES {
                return Err(DecodeError::MessageTooLarge);
            }
            let (key, value) = line.split_once(':').ok_or(DecodeError::NotAField)?;
            if key.is_empty() || key.contains(|c: char| c.is_control()) {
                return Err(DecodeError::NotAField);
            }
            self.message.push(key, value.strip_prefix(' ').unwrap_or(value));
        }
        Ok(None)
    }

    /// Takes the next line, without its CR LF. A lone LF is part of the value.
    fn line(&mut self) -> Result<Option<String>, DecodeError> {
        let from = self.searched.saturating_sub(1);
        let Some(end) = self.buffer[from..].windows(2).position(|pair| pair == b"\r\n").map(|at| from + at) else {
            self.searched = self.buffer.len();
            return if self.buffer.len() > MAX_LINE_BYTES { Err(DecodeError::LineTooLong) } else { Ok(None) };
        };
        if end > MAX_LINE_BYTES {
            return Err(DecodeError::LineTooLong);
        }
        let line = String::from_utf8_lossy(&self.buffer[..end]).into_owned();
        self.buffer.drain(..end + 2);
        self.searched = 0;
        Ok(Some(line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BANNER: &str = "Asterisk Call Manager/11.0.0\r\n";

    fn all(decoder: &mut Decoder) -> Result<Vec<Frame>, DecodeError> {
        let mut frames = Vec::new();
        while let Some(frame) = decoder.next_frame()? {
            frames.push(frame);
        }
        Ok(frames)
    }

    fn decode(text: &str) -> Result<Vec<Frame>, DecodeError> {
        let mut decoder = Decoder::new();
        decoder.push(text.as_bytes());
        all(&mut decoder)
    }

    #[test]
    fn reads_banner_and_messages() {
        let frames =
            decode(&format!("{BANNER}Event: Hold\r\nUniqueid: 1.2\r\nX:y: z\r\n\r\n\r\nResponse: Success\r\n\r\n"))
                .unwrap();
        assert_eq!(frames[0], Frame::Banner("Asterisk Call Manager/11.0.0".to_owned()));
        let Frame::Message(hold) = &frames[1] else { panic!("no message") };
        assert_eq!((hold.event(), hold.get("X")), (Some("Hold"), Some("y: z")));
        assert_eq!(frames.len(), 3);
    }

    #[test]
    fn a_line_feed_alone_belongs_to_the_value() {
        let frames = decode(&format!("{BANNER}A: b\nc\r\n\r\n")).unwrap();
        let Frame::Message(message) = &frames[1] else { panic!("no message") };
        assert_eq!(message.get("A"), Some("b\nc"));
    }

    #[test]
    fn refuses_other_services_and_oversized_input() {
        assert_eq!(decode("HTTP/1.1 400 Bad Request\r\n"), Err(DecodeError::NoBanner));
        assert_eq!(decode(&format!("{BANNER}no field\r\n")), Err(DecodeError::NotAField));
        assert_eq!(decode(&format!("{BANNER}: value\r\n")), Err(DecodeError::NotAField));
        assert_eq!(decode(&"x".repeat(MAX_LINE_BYTES + 2)), Err(DecodeError::LineTooLong));
        assert_eq!(decode(&format!("{BANNER}A: {}\r\n", "x".repeat(MAX_LINE_BYTES))), Err(DecodeError::LineTooLong));
        let many = format!("{BANNER}{}", "A: b\r\n".repeat(MAX_FIELDS + 1));
        assert_eq!(decode(&many), Err(DecodeError::MessageTooLarge));
        let large = format!("{BANNER}{}", format!("A: {}\r\n", "x".repeat(60_000)).repeat(20));
        assert_eq!(decode(&large), Err(DecodeError::MessageTooLarge));
    }

    #[test]
    fn stays_failed() {
        let mut decoder = Decoder::new();
        decoder.push(b"no\r\n");
        assert_eq!(decoder.next_frame(), Err(DecodeError::NoBanner));
        decoder.push(BANNER.as_bytes());
        assert_eq!(decoder.next_frame(), Err(DecodeError::NoBanner));
    }

    proptest! {
        /// However the stream is cut, the messages are the same, and no bytes make the decoder panic.
        #[test]
        fn cuts_make_no_difference(bytes in prop::collection::vec(any::<u8>(), 0..400), cut in 0usize..400, good in any::<bool>()) {
            let mut stream = if good { BANNER.as_bytes().to_vec() } else { Vec::new() };
            stream.extend(bytes.iter().map(|b| if b % 7 == 0 { b':' } else { *b }));
            stream.extend(b"\r\n\r\nA: b\r\n\r\n");
            let mut whole = Decoder::new();
            whole.push(&stream);
            let mut pieces = Decoder::new();
            let mut frames: Result<Vec<Frame>, DecodeError> = Ok(Vec::new());
            for piece in stream.chunks(cut.max(1)) {
                pieces.push(piece);
                let next = all(&mut pieces);
                frames = frames.and_then(|mut so_far| {
                    so_far.extend(next?);
                    Ok(so_far)
                });
            }
            let expected = all(&mut whole);
            match (&expected, &frames) {
                (Ok(a), Ok(b)) => prop_assert_eq!(a, b),
                (a, b) => prop_assert_eq!(a.is_err(), b.is_err()),
            }
        }
    }
}
