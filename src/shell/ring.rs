//! The ring: one cycle of its pattern, looped by the browser's audio context. So no timer is needed, which a hidden page would not get.

mod device;
mod pattern;

pub use device::{ask as ask_for_devices, list as list_devices, on_change as on_devices_change};

use core::cell::{Cell, RefCell};

use denwa_core::alerts::{Ring, RingPattern, SoundEvent};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AudioBufferSourceNode, AudioContext, AudioScheduledSourceNode, GainNode};

use super::policy;

/// What rings.
#[derive(Default)]
pub struct Ringer {
    context: RefCell<Option<AudioContext>>,
    sounding: RefCell<Option<Sounding>>,
    /// Counts what was asked, so that a ring that the browser begins late does not sound after all.
    asked: Cell<u32>,
}

struct Sounding {
    pattern: RingPattern,
    source: AudioBufferSourceNode,
    gain: GainNode,
}

impl Ringer {
    /// Rings. Nothing if another ring, or silence, was asked for meanwhile.
    pub async fn ring(&self, ring: Ring) -> Option<SoundEvent> {
        let asked = self.ask();
        // A browser writes to the console if a page tries before it may.
        if !may_sound() {
            return Some(SoundEvent::Blocked);
        }
        let Some(context) = self.context() else { return Some(SoundEvent::NotAvailable) };
        if let Err(fault) = device::choose(&context, ring.device.as_deref()).await {
            return (asked == self.asked.get()).then_some(SoundEvent::DeviceFailed(fault));
        }
        let resumed = match context.resume() {
            Ok(promise) => JsFuture::from(promise).await,
            Err(error) => Err(error),
        };
        if asked != self.asked.get() {
            return None;
        }
        let is_heard = resumed.and_then(|_| self.sound(&context, &ring)).is_ok();
        Some(if is_heard { SoundEvent::Heard } else { SoundEvent::NotAvailable })
    }

    /// Is silent.
    pub fn stop(&self) {
        self.ask();
        self.silence();
        if let Some(context) = &*self.context.borrow() {
            // The device is free for others. If that fails, it is still silent.
            let _ = context.suspend();
        }
    }

    fn ask(&self) -> u32 {
        self.asked.set(self.asked.get().wrapping_add(1));
        self.asked.get()
    }

    fn silence(&self) {
        if let Some(sounding) = self.sounding.take() {
            let source: &AudioScheduledSourceNode = &sounding.source;
            // A source that never started is silent too.
            let _ = source.stop();
            let _ = sounding.gain.disconnect();
        }
    }

    fn context(&self) -> Option<AudioContext> {
        let mut context = self.context.borrow_mut();
        if context.is_none() {
            *context = AudioContext::new().ok();
        }
        context.clone()
    }

    /// Sounds, or sounds louder or softer if it sounds so already.
    fn sound(&self, context: &AudioContext, ring: &Ring) -> Result<(), JsValue> {
        let volume = f32::from(ring.volume) / 100.0;
        if let Some(sounding) = &*self.sounding.borrow()
            && sounding.pattern == ring.pattern
        {
            sounding.gain.gain().set_value(volume);
            return Ok(());
        }
        self.silence();
        let samples = pattern::cycle(ring.pattern, context.sample_rate());
        let length = u32::try_from(samples.len()).unwrap_or(u32::MAX);
        let buffer = context.create_buffer(1, length, context.sample_rate())?;
        buffer.copy_to_channel(&samples, 0)?;
        let (source, gain) = (context.create_buffer_source()?, context.create_gain()?);
        source.set_buffer(Some(&buffer));
        source.set_loop(true);
        gain.gain().set_value(volume);
        source.connect_with_audio_node(&gain)?.connect_with_audio_node(&context.destination())?;
        source.start()?;
        self.sounding.replace(Some(Sounding { pattern: ring.pattern, source, gain }));
        Ok(())
    }
}

/// Whether the browser allows sound: the agent has pressed something in this frame, or the page around it delegates the permission.
fn may_sound() -> bool {
    let Some(window) = web_sys::window() else { return false };
    // A browser that does not tell decides by itself.
    policy::has_been_pressed(&window).unwrap_or(true)
        || (policy::is_framed(&window) && policy::allows(&window, "autoplay") == Some(true))
}
