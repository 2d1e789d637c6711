//! The devices that the ring can be heard on. Chromium names them once the page may use a microphone; Firefox has a chooser of its own.

use denwa_core::alerts::{DeviceFault, OutputDevice};
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AudioContext, DomException, MediaDeviceInfo, MediaDeviceKind, MediaDevices, MediaStream, MediaStreamConstraints,
    MediaStreamTrack,
};

use crate::shell::policy;

/// Chromium lists the default device a second time by this ID.
const DEFAULT: &str = "default";

/// Has an audio context sound on a device; none is the default one.
pub async fn choose(context: &AudioContext, device: Option<&str>) -> Result<(), DeviceFault> {
    let device = device.unwrap_or_default();
    let current = text(context, "sinkId").unwrap_or_default();
    if current == device {
        return Ok(());
    }
    // In the specification, but not yet in web-sys without its unstable part.
    let set = function(context, "setSinkId").ok_or(DeviceFault::NotSupported)?;
    let promise = set.call1(context, &device.into()).and_then(JsCast::dyn_into::<Promise>);
    let set = match promise {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    };
    set.map(|_| ()).map_err(|error| fault(&error))
}

/// The devices that the browser names without a question.
pub async fn list() -> Result<Vec<OutputDevice>, DeviceFault> {
    let devices = media_devices().ok_or(DeviceFault::NotSupported)?;
    if !can_choose() {
        return Err(DeviceFault::NotSupported);
    }
    let listed = devices.enumerate_devices().map_err(|error| fault(&error))?;
    let listed = JsFuture::from(listed).await.map_err(|error| fault(&error))?;
    let listed = Array::from(&listed);
    let infos = listed.iter().filter_map(|info| info.dyn_into::<MediaDeviceInfo>().ok());
    let outputs = infos.filter(|info| info.kind() == MediaDeviceKind::Audiooutput);
    let named = outputs.map(|info| OutputDevice { id: info.device_id(), name: info.label() });
    Ok(named.filter(|device| !device.id.is_empty() && device.id != DEFAULT && !device.name.is_empty()).collect())
}

/// Has the browser ask the agent, and lists all devices. The browser is asked before this returns, because it may agree only while a
/// click or a key is being handled.
pub fn ask() -> impl Future<Output = Result<Vec<OutputDevice>, DeviceFault>> + use<> {
    let question = question();
    async move {
        let granted = JsFuture::from(question?).await.map_err(|error| fault(&error))?;
        // Only the permission is wanted: the microphone is let go at once.
        if let Ok(stream) = granted.dyn_into::<MediaStream>() {
            stream.get_tracks().iter().for_each(|track| track.unchecked_into::<MediaStreamTrack>().stop());
        }
        list().await
    }
}

fn question() -> Result<Promise, DeviceFault> {
    let devices = media_devices().filter(|_| can_choose()).ok_or(DeviceFault::NotSupported)?;
    if let Some(select) = function(&devices, "selectAudioOutput") {
        return select.call0(&devices).and_then(JsCast::dyn_into::<Promise>).map_err(|error| fault(&error));
    }
    let window = web_sys::window().ok_or(DeviceFault::NotSupported)?;
    // A browser writes to the console if a frame asks that may not.
    if policy::allows(&window, "microphone") == Some(false) {
        return Err(DeviceFault::Refused);
    }
    let wanted = MediaStreamConstraints::new();
    wanted.set_audio(&JsValue::TRUE);
    devices.get_user_media_with_constraints(&wanted).map_err(|error| fault(&error))
}

/// Calls a function whenever a device is plugged in or out, as long as the page lives.
pub fn on_change(act: fn()) {
    let Some(devices) = media_devices() else { return };
    let listener = Closure::<dyn Fn()>::new(act);
    devices.set_ondevicechange(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
}

/// The browser's devices; none in a page that is not secure.
fn media_devices() -> Option<MediaDevices> {
    web_sys::window()?.navigator().media_devices().ok().filter(|devices| devices.is_object())
}

/// Whether the browser lets a page choose the device of its sound.
fn can_choose() -> bool {
    let property = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).ok();
    let context = web_sys::window().and_then(|window| property(&window, "AudioContext"));
    let prototype = context.and_then(|context| property(&context, "prototype"));
    prototype.is_some_and(|prototype| function(&prototype, "setSinkId").is_some())
}

fn function(object: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(object, &name.into()).ok()?.dyn_into().ok()
}

fn text(object: &JsValue, name: &str) -> Option<String> {
    Reflect::get(object, &name.into()).ok()?.as_string()
}

fn fault(error: &JsValue) -> DeviceFault {
    match error.dyn_ref::<DomException>().map(DomException::name).as_deref() {
        Some("NotFoundError" | "AbortError" | "OverconstrainedError") => DeviceFault::Missing,
        Some("NotAllowedError" | "SecurityError" | "InvalidStateError") => DeviceFault::Refused,
        _ => DeviceFault::NotSupported,
    }
}
