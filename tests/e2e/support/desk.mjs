// An agent's desk: the Lightning page with the panel in its utility bar, as a person uses it.
//
// `desk` and `office` take the user (`yamamoto` and `ito` are administrators), the language, the simulator's switches
// (crates/lightning/README.md), and changes by an administrator before the page opens:
//
//   const { agent, pbx, servers, open } = await office(t, browser, {
//     user: 'yamamoto', lang: 'ja',
//     settings: { levels: { organisation: { Search_Inbound__c: 'answered' }, 'profile:agents': { … }, 'user:sato': { Login__c: null } },
//                 lists: { Denwa_Line__c: [{ owner: 'organisation', Number__c: '0312345000', Linked__c: 'off' }] },
//                 locks: { Popup_Size__c: true } },
//     access: { deleted: ['Order__c'], hidden: { sato: ['Contact.Title'] }, readOnly: { '*': ['Task.CallDisposition'] } },
//     storage: 'blocked',
//     apexClass: 'refused', late: 'boot:8000' });
//   const other = await open({ user: 'sato' });         // a second desk in the same office
//   await setSettings(servers, { … });                  // by hand in Setup, while panels are open
//   await agent.flip({ sandbox: true }); await agent.reload();

import { exchange } from './exchange.mjs';
import { watchConsole } from './quiet.mjs';
import { own } from './servers.mjs';
import { until } from './until.mjs';

/** The extensions of the demo's agents. */
export const EXTENSIONS = { sato: '2001', suzuki: '2002', tanaka: '1001', yamamoto: '1002', ito: '1003' };

const WORDS = {
  en: { ready: 'Ready', notReady: 'Not ready', answer: 'Answer', decline: 'Decline', hold: 'Hold', retrieve: 'Retrieve', hangUp: 'Hang up', dial: 'Dial' },
  ja: { ready: '受付可', notReady: '離席中', answer: '応答', decline: '拒否', hold: '保留', retrieve: '保留解除', hangUp: '切断', dial: '発信' },
};

/**
 * Opens the Lightning page for an agent, at `path`; all other options go into the query. At the end of the test `t`, the browser's console must be
 * silent except for messages that `quiet.expect` allows.
 */
export async function desk(t, browser, servers, options = {}) {
  const { user = 'sato', lang = 'en', path = '/', wait = true, context, viewport, settings, access, storage, extension = EXTENSIONS[user], ...query } = options;
  if (settings) await setSettings(servers, settings);
  if (access) await setAccess(servers, access);
  const own = context ?? (await browser.newContext({ viewport: viewport ?? { width: 1280, height: 800 }, locale: lang === 'ja' ? 'ja-JP' : 'en-US' }));
  if (storage === 'blocked') await own.addInitScript(blockStorage);
  const quiet = watchConsole(own);
  const page = await own.newPage();
  t.after(async () => {
    if (!context) await own.close();
    quiet.check();
  });
  const search = new URLSearchParams({ user, lang, ...query });
  await page.goto(`${servers.page}${path}?${search}`);
  const agent = new Desk(page, servers, quiet, lang, extension);
  if (wait) await agent.isReady();
  return agent;
}

/**
 * Opens an agent's desk with servers of its own, so that tests do not see each other's calls: `{ agent, pbx, servers, open }`. `open(options)` opens
 * another desk at the same servers. After the test `t` the desks close before the servers stop. `options.servers` says how the servers are started.
 */
export async function office(t, browser, { servers: how, ...options } = {}) {
  const stops = [];
  const servers = await own({ after: (stop) => stops.push(stop) }, how);
  const closers = [];
  t.after(async () => {
    try {
      for (const close of closers) await close();
    } finally {
      for (const stop of stops) await stop();
    }
  });
  const open = (more) => desk({ after: (close) => closers.push(close) }, browser, servers, more);
  return { agent: await open(options), pbx: exchange(servers), servers, open };
}

async function org(servers, path, options = {}) {
  const response = await fetch(`${servers.page}/org/${path}`, options);
  if (!response.ok) throw new Error(`/org/${path}: ${response.status} ${await response.text()}`);
  return response.status === 204 ? null : response.json();
}

const body = (method, value) => ({ method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });

/** Writes values into the custom settings, as by hand in Setup: unchecked. Fields that are not named stay; null empties a field. */
export const setSettings = (servers, edit) => org(servers, 'settings', body('PATCH', edit));

/** Returns the stored custom settings: `{ owners, rows, lists, locks, changes }`. */
export const storedSettings = (servers) => org(servers, 'settings');

/** Sets what is deleted from the org, and what users may not see or write. Replaces earlier calls. */
export const setAccess = (servers, access) => org(servers, 'access', body('PUT', access));

/** Edits the call centre: `{ '/denwa/eventServerUrl': '' }`. */
export const setCallCentre = (servers, edits) => org(servers, 'call-center', body('PUT', edits));

/** Returns the softphone layout; replaces it. */
export const softphoneLayout = (servers) => org(servers, 'layout');
export const setSoftphoneLayout = (servers, layout) => org(servers, 'layout', body('PUT', layout));

/**
 * No page opens for callers whom the org does not know. By default a window for a new contact does, over whatever the panel is about to show. Panels
 * read this as they load.
 */
export async function openNothingForStrangers(servers) {
  const layout = await softphoneLayout(servers);
  for (const direction of ['Inbound', 'Outbound']) if (layout[direction]) layout[direction].screenPopSettings.NoMatch = { screenPopType: 'DoNotPop' };
  await setSoftphoneLayout(servers, layout);
}

/** Returns an object's records in the org. */
export const records = (servers, object) => org(servers, `list/${object}`);

/** Runs in the page: makes storage refuse access, like a browser that blocks storage for frames of other sites. */
function blockStorage() {
  const refuse = () => {
    throw new DOMException('Access is denied for this document.', 'SecurityError');
  };
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
    Object.defineProperty(window, name, { get: refuse, configurable: true });
  }
  if (navigator.locks) navigator.locks.request = async () => refuse();
}

/** The request in `methodParams`: base64url of its JSON. */
function apexRequest(methodParams) {
  const text = new URLSearchParams(methodParams).get('request') ?? '';
  return JSON.parse(text.startsWith('{') ? text : Buffer.from(text, 'base64url').toString('utf8'));
}

class Desk {
  constructor(page, servers, quiet, lang, extension) {
    Object.assign(this, { page, servers, quiet, lang, extension, words: WORDS[lang] });
    /** The panel's frame for Playwright's locators; stays valid when the frame is reloaded. */
    this.panel = page.frameLocator('iframe.openctiSoftPhone');
  }

  /** Returns the panel's frame, for running scripts. */
  async frame() {
    return until('the panel has a frame', async () => {
      const handle = await this.page.locator('iframe.openctiSoftPhone').elementHandle({ timeout: 1_000 });
      return handle.contentFrame();
    });
  }

  async isReady() {
    await this.state('ready');
  }

  /** Waits for `data-state` on the panel's root. */
  async state(wanted) {
    await this.panel.locator(`[data-state="${wanted}"]`).waitFor({ state: 'attached' });
  }

  /** Returns the cards of calls in a phase, or all cards. */
  card(phase) {
    return this.panel.locator(phase ? `[data-phase="${phase}"]` : '[data-phase]');
  }

  button(name) {
    return this.panel.getByRole('button', { name: this.words[name] ?? name, exact: true });
  }

  press(name) {
    return this.button(name).click();
  }

  /** Chooses a status in the menu by its words: it holds at once, or during a call for the time after it. */
  async chooseMode(name) {
    await this.panel.locator('#status').click();
    await this.panel.getByRole('menuitemradio', { name, exact: true }).click();
  }

  /** Waits until the panel shows the status. */
  async hasStatus(name) {
    await this.panel.locator('#status').getByText(name, { exact: true }).waitFor();
  }

  /** Calls a function in the page with `window.lightning`. */
  lightning(read, argument) {
    return this.page.evaluate(`(${read})(window.lightning, ${JSON.stringify(argument)})`);
  }

  /** Sets switches of the simulator. Switches of the frame take effect when it is reloaded. */
  flip(values) {
    return this.lightning((lightning, given) => lightning.set(given), values);
  }

  /** Reloads the panel's frame. */
  reload() {
    return this.lightning((lightning) => lightning.reloadPanel());
  }

  /** Returns the size of the panel's frame. */
  frameSize() {
    return this.lightning((lightning) => lightning.frameSize);
  }

  /** Returns how often the panel asked for a log to be written, through Apex or Open CTI. */
  async logsAsked() {
    return (await this.requests('saveLog')).length + (await this.apexCalls('saveLog')).length;
  }

  /** The panel's calls of an Apex method: their requests, parsed. */
  async apexCalls(method) {
    const calls = await this.requests('runApex');
    return calls.filter(({ methodName }) => methodName === method).map(({ methodParams }) => apexRequest(methodParams));
  }

  /** Returns the state of the utility item and its panel. */
  item() {
    return this.lightning((lightning) => lightning.panel);
  }

  /** Returns the pages that the panel has opened, after waiting for the first. */
  pops() {
    return until('a page was popped', async () => {
      const navigations = await this.lightning((lightning) => lightning.navigations);
      return navigations.length > 0 && navigations;
    });
  }

  navigations() {
    return this.lightning((lightning) => lightning.navigations);
  }

  /** Returns the org's tasks. */
  tasks() {
    return this.lightning((lightning) => lightning.tasks());
  }

  /** Waits for a task that is not in `before`. */
  newTask(before) {
    const known = new Set(before.map((task) => task.Id));
    return until('a new task is in the org', async () => (await this.tasks()).find((task) => !known.has(task.Id)));
  }

  /** Returns a function that waits for the task about the call on the first card in a phase. Call this while the card is shown. */
  async taskOf(phase) {
    const call = await this.card(phase).first().getAttribute('data-call');
    return () => until(`the log of ${call} is in the org`, async () => (await this.tasks()).find((task) => task.CallObject === call));
  }

  /** Returns the arguments of the panel's calls of a host method. */
  requests(method) {
    return this.lightning((lightning, wanted) => lightning.messages
      .filter(({ direction, message }) => direction === 'in' && message.methodName === wanted)
      .map(({ message }) => message.args), method);
  }
}
