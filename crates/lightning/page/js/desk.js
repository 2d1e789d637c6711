/**
 * A browser tab of Lightning: its session, switches, workspace, panel and softphone frame, and the methods' view of them.
 * The views read and call it, and it calls their `changed`.
 */
import { Host } from './host.js';
import { PanelState } from './panel-state.js';
import { Workspace } from './workspace.js';
import { OrgClient } from './org.js';
import { methodsOf } from './methods.js';
import { CODES, CtiFailure, readRequest } from './wire.js';
import { defaults, fromQuery, readValue } from './behaviour.js';
import { address, pageAt, personInfo, viewInfo } from './pages.js';
import { adapterUrl } from './adapter-url.js';
import { Bus } from './bus.js';
import { Omni } from './omni.js';
import { omniComponent } from './omni-component.js';
import { t } from './text/index.js';

/** Until the browser is restarted, a softphone that went to standby stays there. */
const STANDBY_COOKIE = 'lightning_standby';

export class Desk {
  constructor({ user, lang, app, search, path }) {
    const { values, problems } = fromQuery(search);
    Object.assign(this, { user, lang, app, problems, values: { ...defaults(), ...values } });
    this.org = new OrgClient({ user, lang, switches: () => this.values });
    this.clickToDial = false;
    this.messages = [];
    this.navigations = [];
    this.events = [];
    this.workDones = [];
    this.initialisations = 0;
    this.changed = () => {};
    this.frame = null;
    /** The softphone must call notifyInitializationComplete in time, or the standby page is loaded. */
    this.waiting = false;
    this.onStandby = false;
    this.start = pageAt(path + search);
    this.records = new Map();
  }

  switches() {
    return this.values;
  }

  /** Changes switches, as `window.lightning.set` and the behaviour panel do. */
  set(values) {
    const read = Object.fromEntries(Object.entries(values).map(([name, given]) => [name, readValue(name, given)]));
    this.values = { ...this.values, ...read };
    this.changed('switches');
  }

  async open() {
    [this.session, this.schema] = await Promise.all([this.org.session(), this.org.schema()]);
    const { callCenter } = this.session;
    this.panel = new PanelState(
      { height: callCenter.height, width: callCenter.width, label: t('phone'), visible: this.values.open },
      () => this.changed('panel'),
    );
    this.bus = new Bus({
      exists: () => this.values.messageChannels,
      toPanel: (channel, message) => this.host.emit('subscribe', message, { eventName: channel }),
      forgetPanel: (channel) => this.host.unregister('subscribe', channel),
    });
    this.host = new Host({
      switches: () => this.values,
      methods: methodsOf(this),
      send: (message) => this.frame?.contentWindow?.postMessage(message, this.adapterOrigin),
      later: (run, ms) => setTimeout(run, ms),
      log: (direction, message) => {
        this.messages.push({ at: performance.now(), direction, message: structuredClone(message) });
        this.changed('messages');
      },
    });
    this.host.onRegistered = (method) => {
      if (method === 'onNavigationChange') this.tell(this.workspace.current(), 'registered');
    };
    this.omni = new Omni();
    this.omni.listen(() => this.changed('omni'));
    this.omniWords = '';
    if (this.values.omni !== 'off') {
      const told = (words) => {
        this.omniWords = words;
        this.changed('omni');
      };
      await omniComponent({ bus: this.bus, omni: this.omni, lang: this.lang, master: this.values.omni, told });
    }
    this.workspace = new Workspace(this.app, this.start, (page, reason) => this.moved(page, reason));
    await this.load(this.workspace.current());
    window.addEventListener('message', (event) => this.message(event));
    window.addEventListener('focus', () => {
      if (this.values.focusEvents) this.workspace.again('focus');
    });
  }

  /** Whether the user has a softphone. */
  hasSoftphone() {
    return this.session.user.assigned && this.values.assigned;
  }

  message(event) {
    if (!this.frame) return;
    const request = readRequest(event, { source: this.frame.contentWindow, origin: this.adapterOrigin });
    if (request) this.host.receive(request);
  }

  /** The address for a frame that loads now, the adapter's or, in a browser session that went to it, the standby one. */
  frameUrl() {
    const { standbyUrl } = this.standbySettings();
    this.onStandby = Boolean(standbyUrl) && document.cookie.split('; ').includes(`${STANDBY_COOKIE}=1`);
    const nonce = Array.from(crypto.getRandomValues(new Uint8Array(32)), (b) => b.toString(16).padStart(2, '0')).join('');
    const address = this.onStandby ? new URL(standbyUrl, this.session.adapterUrl).href : this.session.adapterUrl;
    const url = adapterUrl(address, {
      origin: window.location.origin, nonce, appId: '06m5g000000DenwaAAA', switches: this.values,
    });
    this.adapterOrigin = new URL(url).origin;
    return url;
  }

  standbySettings() {
    const { standbyUrl, timeoutMs } = this.session.callCenter;
    return { standbyUrl: this.values.standbyUrl || standbyUrl, timeout: this.values.reqTimeout || timeoutMs };
  }

  /** The frame begins to load: the container gets ready, and with standby settings a clock runs. */
  frameLoads(frame) {
    this.frame = frame;
    this.host.restart();
    this.clickToDial = false;
    const { containerDelay } = this.values;
    this.host.ready = containerDelay === 0;
    if (containerDelay > 0) setTimeout(() => { this.host.ready = true; }, containerDelay);
    const { standbyUrl, timeout } = this.standbySettings();
    clearTimeout(this.standbyTimer);
    this.waiting = Boolean(standbyUrl && timeout > 0 && !this.onStandby);
    if (this.waiting) {
      this.standbyTimer = setTimeout(() => {
        document.cookie = `${STANDBY_COOKIE}=1; path=/; SameSite=Strict`;
        this.changed('reload');
      }, timeout);
    }
    this.changed('frame');
  }

  initialised() {
    this.initialisations += 1;
    this.waiting = false;
    clearTimeout(this.standbyTimer);
    this.changed('frame');
  }

  setClickToDial(on) {
    this.clickToDial = on;
    this.changed('clickToDial');
  }

  /** A click on a telephone field: its text and its record. */
  dial(number, record) {
    if (!this.clickToDial) return false;
    const about = record
      ? { recordId: record.id, recordName: record.name, objectType: record.object, personAccount: false, ...personInfo(record) }
      : { recordId: '', recordName: '', objectType: '' };
    return this.host.emit('onClickToDial', { number, ...about, params: '' });
  }

  /** Loads a page's data, before the page is shown and before an event names it. */
  async load(page) {
    if (page.kind !== 'record') return null;
    const record = await this.org.record(page.id).catch(() => null);
    if (record) {
      page.object = record.object;
      page.id = record.id;
      this.records.set(record.id, record);
    }
    return record;
  }

  /** Opens a page. Resolves when the page is shown. */
  async go(page, options) {
    await this.load(page);
    this.workspace.go(page, options);
  }

  /** A screen pop: like {@link go}, but a missing record or an open modal can refuse it. */
  async pop(page) {
    this.navigations.push({ ...page, at: performance.now() });
    if (page.kind === 'external') {
      if (/^https?:/i.test(page.url)) window.open(page.url, '_blank', 'noopener');
      return;
    }
    const known = (object) => this.schema.some((o) => o.name === object);
    if (page.kind === 'record' && !(await this.load(page))) {
      if (this.values.missingRecord === 'error') throw new CtiFailure('GENERIC_ERROR', CODES.GENERIC_ERROR);
      page = { kind: 'missing', url: `/lightning/r/${encodeURIComponent(page.id)}/view` };
    }
    if (page.object && !known(page.object)) throw new CtiFailure('GENERIC_ERROR', CODES.GENERIC_ERROR);
    if (!this.workspace.pop(page, this.values.modalPop)) throw new CtiFailure('GENERIC_ERROR', CODES.GENERIC_ERROR);
  }

  moved(page, reason) {
    this.changed('page');
    this.tell(page, reason);
  }

  tell(page, reason) {
    const info = this.infoOf(page);
    this.events.push({ reason, page: address(page), info });
    if (!info) return;
    const { navDelay, navDuplicate } = this.values;
    this.host.emit('onNavigationChange', info, { extraMs: navDelay, twice: navDuplicate });
  }

  infoOf(page) {
    const record = page.kind === 'record' ? this.records.get(page.id) : null;
    return viewInfo(page, record, { origin: window.location.origin, app: this.app });
  }

  viewInfo() {
    return this.infoOf(this.workspace.current());
  }

  /** Shows the page in front again, with the org's present data. */
  async refresh() {
    await this.load(this.workspace.background());
    this.changed('page');
  }

  /** Whether this save meets a locked row. Counts down the locked rows. */
  rowLocked() {
    if (this.values.rowLocked < 1) return false;
    this.values = { ...this.values, rowLocked: this.values.rowLocked - 1 };
    return true;
  }

  workDone(workId, attributes) {
    this.workDones.push({ workId, attributes });
  }

  /** The label of an object. */
  label(object, plural = false) {
    const found = this.schema.find((o) => o.name === object);
    if (!found) return object;
    return this.lang === 'ja' ? found.ja : plural ? found.en_plural : found.en;
  }

  fields(object) {
    return this.schema.find((o) => o.name === object)?.fields ?? [];
  }

  fieldLabel(field) {
    return this.lang === 'ja' ? field.ja : field.en;
  }

  userName({ last, first }) {
    return `${last} ${first}`;
  }
}
