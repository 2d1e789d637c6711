// What a browser does outside its pages, played in the page: sound, devices and desktop notifications. For `context.addInitScript`.

/** Sound: `window.sound` has what is heard: the device's ID, or null. */
export function playSound() {
  // Playwright's own calls count as presses for the browser, so the presses are counted here.
  let isPressed = false;
  addEventListener('pointerdown', () => { isPressed = true; }, { capture: true });
  Object.defineProperty(Navigator.prototype, 'userActivation', { get: () => ({ hasBeenActive: isPressed, isActive: isPressed }), configurable: true });
  window.sound = { device: null, isHeard: false };
  const node = () => ({ connect: (to) => to, disconnect: () => {}, gain: { value: 1 } });
  window.AudioContext = class {
    sampleRate = 8000;
    destination = node();
    sinkId = '';
    async resume() {}
    async suspend() {}
    async setSinkId(id) {
      if (!window.devices.some((device) => device.deviceId === id) && id !== '') throw new DOMException('no such device', 'NotFoundError');
      this.sinkId = id;
      window.sound.device = id === '' ? null : id;
    }
    createBuffer() {
      return { copyToChannel: () => {} };
    }
    createGain() {
      return node();
    }
    createBufferSource() {
      return {
        ...node(),
        start: () => { window.sound.isHeard = true; },
        stop: () => { window.sound.isHeard = false; },
      };
    }
  };
}

/** Devices: `window.plug(names)` plugs in these, and only these. They are named once the page has asked for the microphone. */
export function playDevices() {
  // An empty page, before the first one is loaded, has no devices.
  if (!window.isSecureContext) return;
  let mayName = false;
  window.devices = [];
  const info = (name, at) => Object.create(MediaDeviceInfo.prototype, {
    kind: { value: 'audiooutput' }, deviceId: { value: `id-${name}` }, label: { value: mayName ? name : '' }, groupId: { value: `${at}` },
  });
  let names = ['Headset', 'Speaker'];
  const list = () => { window.devices = names.map(info); };
  const media = {
    ondevicechange: null,
    enumerateDevices: async () => (list(), window.devices),
    getUserMedia: async () => { mayName = true; },
  };
  Object.defineProperty(Navigator.prototype, 'mediaDevices', { get: () => media, configurable: true });
  window.plug = (plugged) => {
    names = plugged;
    list();
    media.ondevicechange?.();
  };
  list();
}

/** Notifications without a service worker: `window.notices` has those that are shown. `permission` is what the agent decided before. */
export function playNotifications(permission) {
  window.notices = [];
  window.Notification = class {
    static permission = permission;
    static async requestPermission() {
      window.Notification.permission = 'granted';
      return 'granted';
    }
    constructor(title, { tag, body }) {
      Object.assign(this, { title, tag, body, onclick: null });
      window.notices = [...window.notices.filter((notice) => notice.tag !== tag), this];
    }
    close() {
      window.notices = window.notices.filter((notice) => notice !== this);
    }
  };
  Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined, configurable: true });
}
