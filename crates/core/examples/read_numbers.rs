//! Measures how long a telephone field takes to be read: ordinary texts, and texts of 255 characters made to take long. Fails above the bound.
//!
//! `cargo run --release -p denwa-core --example read_numbers`

use denwa_core::number::parse_all;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::Instant;

/// Salesforce's longest text field that people put numbers in, in characters.
const LONGEST: usize = 255;
/// The longest that a text may take, in nanoseconds.
const BOUND_NS: u128 = 20_000;
/// How many texts are made.
const TEXTS: usize = 30_000;
/// How often a text is read; the quickest time counts, because whatever else the machine does only adds to it.
const TIMES: usize = 30;
/// How many of the slowest texts are read again, more often.
const SLOWEST: usize = 40;

/// What texts are made of: parts of numbers, and whatever stands around them.
const PARTS: [&str; 40] = [
    "0",
    "1",
    "9",
    "03",
    "12",
    "81",
    "090",
    "123",
    "1234",
    "5678",
    "312345678",
    "0312345678",
    "+81",
    "+1 ",
    "010",
    "184",
    "0033",
    " ",
    " ",
    " ",
    "-",
    "-",
    ".",
    "/",
    "・",
    "～",
    "(",
    ")",
    ",",
    "#",
    "x",
    "内線",
    "FAX",
    "山田",
    "　",
    "０３",
    "0 ",
    "1 ",
    "12 ",
    "\u{200f}",
];

/// A small generator of numbers (xorshift): the texts are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap_or_default()
    }

    /// A few parts again and again, now and then with another between.
    fn text(&mut self) -> String {
        let chosen: Vec<&str> = (0..=self.below(6)).map(|_| PARTS[self.below(PARTS.len())]).collect();
        let oddity = 2 + self.below(30);
        let mut text = String::new();
        let mut length = 0;
        loop {
            let part =
                if self.below(oddity) == 0 { PARTS[self.below(PARTS.len())] } else { chosen[self.below(chosen.len())] };
            length += part.chars().count();
            if length > LONGEST {
                return text;
            }
            text.push_str(part);
        }
    }
}

/// The quickest of `times` readings, in nanoseconds.
fn measured(text: &str, times: usize) -> u128 {
    let read = || {
        let start = Instant::now();
        let _ = black_box(parse_all(black_box(text)));
        start.elapsed().as_nanos()
    };
    (0..times).map(|_| read()).min().unwrap_or_default()
}

fn main() -> ExitCode {
    for text in ["0312345678", "TEL 03-1234-5678 / FAX 03-1234-5679 (平日9-17時)", "03-1234-5678 内線12"] {
        println!("{:>8.1} µs  {text}", micros(measured(text, 1_000)));
    }
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let mut texts: Vec<(u128, String)> = (0..TEXTS)
        .map(|_| {
            let text = random.text();
            (measured(&text, TIMES), text)
        })
        .collect();
    texts.sort_by(|a, b| b.cmp(a));
    let slowest = texts.iter().take(SLOWEST).map(|(_, text)| (measured(text, 1_000), text)).max();
    let Some((time, text)) = slowest else { return ExitCode::FAILURE };
    println!("{:>8.1} µs  the slowest of {TEXTS}: {text:?}", micros(time));
    if time > BOUND_NS {
        println!("above the bound of {:.1} µs", micros(BOUND_NS));
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

#[expect(clippy::cast_precision_loss, reason = "times are short")]
fn micros(nanoseconds: u128) -> f64 {
    nanoseconds as f64 / 1_000.0
}
