//! The patterns of the ring, as samples.

use core::f32::consts::TAU;

use denwa_core::alerts::RingPattern;

/// How a pattern sounds. Times in seconds, frequencies in hertz.
struct Tones {
    /// The two frequencies that alternate, or twice the same.
    pair: [f32; 2],
    /// How often they alternate.
    alternates: f32,
    sounds_for: f32,
    lasts: f32,
}

/// How long a tone swells and fades, so that it does not click.
const EDGE: f32 = 0.01;

fn tones(pattern: RingPattern) -> Tones {
    match pattern {
        // A second of ringing and two of silence, as telephones in Japan ring.
        RingPattern::Full => Tones { pair: [880.0, 1_100.0], alternates: 16.0, sounds_for: 1.0, lasts: 3.0 },
        RingPattern::Brief => Tones { pair: [660.0, 660.0], alternates: 1.0, sounds_for: 0.2, lasts: 4.0 },
    }
}

/// One cycle of a pattern, to be repeated: samples from -1 to 1, so many a second.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a few hundred thousand samples"
)]
pub fn cycle(pattern: RingPattern, rate: f32) -> Vec<f32> {
    let Tones { pair, alternates, sounds_for, lasts } = tones(pattern);
    let mut phase = 0.0_f32;
    let sample = |at: usize| {
        let time = at as f32 / rate;
        if time >= sounds_for {
            return 0.0;
        }
        let is_second = (time * alternates).fract() >= 0.5;
        // The phase goes on where the frequency changes, so that it does not click.
        phase = (phase + pair[usize::from(is_second)] / rate).fract();
        let edge = (time.min(sounds_for - time) / EDGE).min(1.0);
        (phase * TAU).sin() * edge
    };
    (0..(lasts * rate) as usize).map(sample).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loudest(samples: &[f32]) -> f32 {
        samples.iter().fold(0.0, |loudest, sample| loudest.max(sample.abs()))
    }

    #[test]
    fn a_cycle_sounds_and_then_is_silent() {
        for (pattern, sounds, lasts) in [(RingPattern::Full, 8_000, 24_000), (RingPattern::Brief, 1_600, 32_000)] {
            let samples = cycle(pattern, 8_000.0);
            assert_eq!(samples.len(), lasts);
            assert!(loudest(&samples[..sounds]) > 0.9 && loudest(&samples) <= 1.0);
            assert!(loudest(&samples[sounds..]) == 0.0, "{pattern:?}");
        }
    }

    #[test]
    fn it_begins_and_ends_softly() {
        let samples = cycle(RingPattern::Full, 8_000.0);
        assert!(loudest(&samples[..8]) < 0.1 && loudest(&samples[7_992..]) < 0.1);
    }
}
