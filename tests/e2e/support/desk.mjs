// An agent's desk: the Lightning page with the panel in its utility bar, and what a person sees and presses there.
//
// `desk` and `office` take the user (`yamamoto` and `ito` administer), the language, the simulator's switches (crates/lightning/README.md),
// and what an administrator has done before the page opens:
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

/** The extension of each of the demo's agents. */
export const EXTENSIONS = { sato: '2001', suzuki: '2002', tanaka: '1001', yamamoto: '1002', ito: '1003' };

const WORDS = {
  en: { ready: 'Ready', notReady: 'Not ready', answer: 'Answer', decline: 'Decline', hold: 'Hold', retrieve: 'Retrieve', hangUp: 'Hang up', dial: 'Dial' },
  ja: { ready: '受付可', notReady: '離席中', answer: '応答', decline: '拒否', hold: '保留', retrieve: '保留解除', hangUp: '切断', dial: '発信' },
};

/**
 * Opens the Lightning page for an agent. `query` holds switches of the simulator and more; `path` the page to begin on.
 * The console must stay silent but for what `quiet.expect` allows: `check` it, or let `t` do it at the end.
 */
export async function desk(t, browser, servers, options = {}) {
  const { user = 'sato', lang = 'en', path = '/', wait = true, context, viewport, settings, access, storage, ...query } = options;
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
  const it = new Desk(page, servers, quiet, lang, EXTENSIONS[user]);
  if (wait) await it.isReady();
  return it;
}

/**
 * An agent's desk with servers of its own, so that no test sees another's calls: `{ agent, pbx, servers, open }`; `open(options)` gives
 * another desk there. The desks are left before the servers stop.
 */
export async function office(t, browser, options = {}) {
  const stops = [];
  const servers = await own({ after: (stop) => stops.push(stop) });
  const leaves = [];
  t.after(async () => {
    try {
      for (const leave of leaves) await leave();
    } finally {
      for (const stop of stops) await stop();
    }
  });
  const open = (more) => desk({ after: (leave) => leaves.push(leave) }, browser, servers, more);
  return { agent: await open(options), pbx: exchange(servers), servers, open };
}

async function org(servers, path, options = {}) {
  const response = await fetch(`${servers.page}/org/${path}`, options);
  if (!response.ok) throw new Error(`/org/${path}: ${response.status} ${await response.text()}`);
  return response.status === 204 ? null : response.json();
}

const body = (method, value) => ({ method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });

/** Writes raw values into the custom settings, as by hand in Setup: nothing is checked, what is not named stays, null empties. */
export const setSettings = (servers, edit) => org(servers, 'settings', body('PATCH', edit));

/** The custom settings as they stand: `{ owners, rows, lists, locks, changes }`. */
export const storedSettings = (servers) => org(servers, 'settings');

/** What was deleted from the org, and what users may not see or write. Replaces what was said before. */
export const setAccess = (servers, access) => org(servers, 'access', body('PUT', access));

/** Edits the call centre: `{ '/denwa/eventServerUrl': '' }`. */
export const setCallCentre = (servers, edits) => org(servers, 'call-center', body('PUT', edits));

/** The softphone layout, and another one in its place. */
export const softphoneLayout = (servers) => org(servers, 'layout');
export const setSoftphoneLayout = (servers, layout) => org(servers, 'layout', body('PUT', layout));

/** The records of an object, as the org has them. */
export const records = (servers, object) => org(servers, `list/${object}`);

/** In the page: a browser that keeps nothing for frames of other sites. */
function blockStorage() {
  const refuse = () => {
    throw new DOMException('Access is denied for this document.', 'SecurityError');
  };
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
    Object.defineProperty(window, name, { get: refuse, configurable: true });
  }
  if (navigator.locks) navigator.locks.request = async () => refuse();
}

class Desk {
  constructor(page, servers, quiet, lang, extension) {
    Object.assign(this, { page, servers, quiet, lang, extension, words: WORDS[lang] });
    /** What Playwright finds things in: the panel's frame, whichever document it holds. */
    this.panel = page.frameLocator('iframe.openctiSoftPhone');
  }

  /** The panel's frame itself, to run scripts in. */
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

  /** The card of the call in that phase. */
  card(phase) {
    return this.panel.locator(phase ? `[data-phase="${phase}"]` : '[data-phase]');
  }

  button(name) {
    return this.panel.getByRole('button', { name: this.words[name] ?? name, exact: true });
  }

  press(name) {
    return this.button(name).click();
  }

  /** What `window.lightning` says of the page. */
  lightning(read, argument) {
    return this.page.evaluate(`(${read})(window.lightning, ${JSON.stringify(argument)})`);
  }

  /** Sets switches of the simulator from now on; those of the frame act when it is loaded anew. */
  flip(values) {
    return this.lightning((lightning, given) => lightning.set(given), values);
  }

  /** Loads the panel's frame anew. */
  reload() {
    return this.lightning((lightning) => lightning.reloadPanel());
  }

  /** How large the panel's frame is. */
  frameSize() {
    return this.lightning((lightning) => lightning.frameSize);
  }

  /** How often the panel asked for a log to be written, through Apex or by itself. */
  async logsAsked() {
    return (await this.requests('saveLog')).length + (await this.apexCalls('saveLog')).length;
  }

  /** Calls of Apex methods by the panel: their requests, read. */
  async apexCalls(method) {
    const calls = await this.requests('runApex');
    return calls.filter(({ methodName }) => methodName === method)
      .map(({ methodParams }) => JSON.parse(new URLSearchParams(methodParams).get('request') ?? 'null'));
  }

  /** What the utility item and the panel's frame look like. */
  item() {
    return this.lightning((lightning) => lightning.panel);
  }

  /** The pages that the panel asked for, once there is one at least. */
  pops() {
    return until('a page was popped', async () => {
      const navigations = await this.lightning((lightning) => lightning.navigations);
      return navigations.length > 0 && navigations;
    });
  }

  navigations() {
    return this.lightning((lightning) => lightning.navigations);
  }

  /** The org's tasks. */
  tasks() {
    return this.lightning((lightning) => lightning.tasks());
  }

  /** The task that was not there before. */
  newTask(before) {
    const known = new Set(before.map((task) => task.Id));
    return until('a task stands in the org', async () => (await this.tasks()).find((task) => !known.has(task.Id)));
  }

  /** The task about the call that the first card of that phase shows. Ask for it while the card is there. */
  async taskOf(phase) {
    const call = await this.card(phase).first().getAttribute('data-call');
    return () => until(`the log of ${call} stands in the org`, async () => (await this.tasks()).find((task) => task.CallObject === call));
  }

  /** Requests of the panel to its host, by method. */
  requests(method) {
    return this.lightning((lightning, wanted) => lightning.messages
      .filter(({ direction, message }) => direction === 'in' && message.methodName === wanted)
      .map(({ message }) => message.args), method);
  }
}
