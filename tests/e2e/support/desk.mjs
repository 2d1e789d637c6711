// An agent's desk: the Lightning page with the panel in its utility bar, and what a person sees and presses there.

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
export async function desk(t, browser, servers, { user = 'sato', lang = 'en', path = '/', wait = true, context, viewport, ...query } = {}) {
  const own = context ?? (await browser.newContext({ viewport: viewport ?? { width: 1280, height: 800 }, locale: lang === 'ja' ? 'ja-JP' : 'en-US' }));
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
 * An agent's desk with servers of its own, so that no test sees another's calls: `{ agent, pbx, servers }`. The desk is left before the
 * servers stop.
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
  const agent = await desk({ after: (leave) => leaves.push(leave) }, browser, servers, options);
  return { agent, pbx: exchange(servers), servers };
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
