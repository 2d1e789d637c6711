//! Voices that can be told apart: a phone hums its user's name, so that whoever listens knows whom it hears.
//!
//! In PCMU the lowest seven bits of a sample say how loud it is, inverted, and the highest its sign. A packet is as many
//! parts as the name has digits; how loud a part is says its digit. Whatever was mixed with something else is no name any more.

/// How loud the digit 0 is.
const ZERO: u8 = 0x50;
/// What is softer counts as silence.
const SOFT: u8 = 0x20;
/// The samples in a packet.
const SAMPLES: usize = 160;
/// The number of digits in a user's name.
const DIGITS: usize = 4;
/// The samples until the sign changes.
const HALF_WAVE: usize = 10;

/// Returns a packet of a user's voice.
pub(crate) fn of(user: &str) -> Vec<u8> {
    let digits: Vec<u8> = user.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
    let sample = |place: usize| {
        let digit = digits.get(place * DIGITS / SAMPLES).copied().unwrap_or_default();
        let sign = if (place / HALF_WAVE).is_multiple_of(2) { 0x80 } else { 0 };
        sign | (!(ZERO + digit) & 0x7f)
    };
    (0..SAMPLES).map(sample).collect()
}

/// Returns the user whose voice a packet is.
pub(crate) fn read(audio: &[u8]) -> Option<String> {
    if audio.len() != SAMPLES {
        return None;
    }
    let part = |part: &[u8]| {
        let digit = loudness(part[0]).checked_sub(ZERO).filter(|digit| *digit < 10)?;
        part.iter().all(|sample| *sample & 0x7f == part[0] & 0x7f).then_some(char::from(b'0' + digit))
    };
    audio.chunks(SAMPLES / DIGITS).map(part).collect()
}

pub(crate) fn is_silent(audio: &[u8]) -> bool {
    audio.iter().all(|sample| loudness(*sample) < SOFT)
}

fn loudness(sample: u8) -> u8 {
    !sample & 0x7f
}
