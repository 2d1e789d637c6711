//! The audio of a call: sends the user's voice and the keys that are pressed, and reports whom the phone hears, and the
//! keys that the other side presses. RTP with PCMU and telephone events (RFC 4733), in packets of 20 ms.

use crate::{
    order::{Reports, State},
    sip::TELEPHONE_EVENT,
    voice,
};
use std::{
    net::UdpSocket,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    time::Duration,
};

/// The keys by their event numbers.
const KEYS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#', 'A', 'B', 'C', 'D'];
/// The samples in a packet.
const SAMPLES: u32 = 160;
/// A silent sample in PCMU.
const SILENCE: u8 = 0xff;
const INTERVAL: Duration = Duration::from_millis(20);
/// How long a key is pressed, and how long the pause after it lasts, in packets.
const KEY_PACKETS: u32 = 5;
/// How many packets must say the same until the phone hears it.
const SURE: u32 = 5;
/// How long nothing arrives until that counts as silence.
const NOTHING: Duration = Duration::from_millis(200);

/// The audio of a call, until dropped.
#[derive(Debug)]
pub(crate) struct Media {
    socket: UdpSocket,
    stop: Arc<AtomicBool>,
    /// Whether the user's voice is sent, or silence.
    speaks: Arc<AtomicBool>,
    keys: Option<Sender<char>>,
    user: String,
    reports: Reports,
}

impl Media {
    pub(crate) fn new(user: &str, reports: Reports) -> std::io::Result<Self> {
        let socket = UdpSocket::bind("127.0.0.1:0")?;
        socket.set_read_timeout(Some(NOTHING))?;
        let speaks = Arc::new(AtomicBool::new(true));
        Ok(Self { socket, stop: Arc::default(), speaks, keys: None, user: user.to_owned(), reports })
    }

    pub(crate) fn port(&self) -> u16 {
        self.socket.local_addr().map_or(0, |address| address.port())
    }

    /// Starts sending to a port, and listening.
    pub(crate) fn start(&mut self, port: u16) {
        if self.keys.is_some() {
            return;
        }
        let (Ok(sending), Ok(listening)) = (self.socket.try_clone(), self.socket.try_clone()) else { return };
        let (keys, pressed) = channel();
        self.keys = Some(keys);
        let (stop, stops) = (self.stop.clone(), self.stop.clone());
        let (reports, speaks) = (self.reports.clone(), self.speaks.clone());
        let voices = [vec![SILENCE; SAMPLES as usize], voice::of(&self.user)];
        let voice = move || voices[usize::from(speaks.load(Ordering::Relaxed))].clone();
        std::thread::spawn(move || send(&sending, port, &voice, &pressed, &stop));
        std::thread::spawn(move || listen(&listening, &reports, &stops));
    }

    /// Sends the user's voice, or silence.
    pub(crate) fn speak(&self, speaks: bool) {
        self.speaks.store(speaks, Ordering::Relaxed);
    }

    /// Presses keys, one after the other.
    pub(crate) fn press(&self, keys: &str) {
        for key in keys.chars() {
            let _ = self.keys.as_ref().map(|sender| sender.send(key));
        }
    }
}

impl Drop for Media {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// Sends for at most 22 minutes.
fn send(socket: &UdpSocket, port: u16, voice: &impl Fn() -> Vec<u8>, pressed: &Receiver<char>, stop: &AtomicBool) {
    // The number of the event of the key that is pressed, and how many packets ago it began.
    let mut key: Option<(u8, u32)> = None;
    for number in 0..u16::MAX {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let time = u32::from(number) * SAMPLES;
        key = key.or_else(|| {
            let event = pressed.try_recv().ok().and_then(|key| KEYS.iter().position(|known| *known == key))?;
            Some((u8::try_from(event).ok()?, 0))
        });
        let (kind, time, payload) = match key {
            Some((event, age)) if age <= KEY_PACKETS + 2 => {
                // The last packet of an event is sent three times.
                let end = if age >= KEY_PACKETS { 0x80 } else { 0 };
                let duration = ((age + 1).min(KEY_PACKETS) * SAMPLES).to_be_bytes();
                let began = time.wrapping_sub(age * SAMPLES);
                (TELEPHONE_EVENT, began, vec![event, end | 0x0a, duration[2], duration[3]])
            }
            _ => (0, time, voice()),
        };
        let marker = if matches!(key, Some((_, 0))) { 0x80 } else { 0 };
        key = key.map(|(event, age)| (event, age + 1)).filter(|(_, age)| *age < 3 * KEY_PACKETS);
        let mut packet = vec![0x80, kind | marker];
        packet.extend(number.to_be_bytes());
        packet.extend(time.to_be_bytes());
        packet.extend(b"Denw");
        packet.extend(payload);
        let _ = socket.send_to(&packet, ("127.0.0.1", port));
        std::thread::sleep(INTERVAL);
    }
}

fn listen(socket: &UdpSocket, reports: &Reports, stop: &AtomicBool) {
    let mut buffer = [0; 2048];
    // What the phone hears, what it has seemed to hear lately, and for how many packets.
    let (mut hears, mut seems, mut packets) = (None, State::Silence, 0);
    let mut last_key = None;
    while !stop.load(Ordering::Relaxed) {
        let packet = socket.recv_from(&mut buffer).map(|(length, _)| &buffer[..length]);
        let now = match packet {
            Ok([_, kind, _, _, t0, t1, t2, t3, _, _, _, _, event, flags, ..]) if kind & 0x7f == TELEPHONE_EVENT => {
                let began = [*t0, *t1, *t2, *t3];
                let is_end = flags & 0x80 != 0;
                if is_end && last_key.replace(began) != Some(began) {
                    let tone = KEYS.get(usize::from(*event)).copied().unwrap_or('?');
                    reports.send(State::Tone { tone });
                }
                continue;
            }
            Ok([_, _, _, _, _, _, _, _, _, _, _, _, audio @ ..]) if voice::is_silent(audio) => State::Silence,
            Ok([_, _, _, _, _, _, _, _, _, _, _, _, audio @ ..]) => State::Hears { voice: voice::read(audio) },
            Ok(_) => continue,
            Err(_) => {
                (seems, packets) = (State::Silence, SURE);
                State::Silence
            }
        };
        packets = if now == seems { packets + 1 } else { 1 };
        seems = now;
        if packets >= SURE && hears.as_ref() != Some(&seems) {
            hears = Some(seems.clone());
            reports.send(seems.clone());
        }
    }
}
