// The configuration view with 500 lines: how long it takes to open, and how much work a key stroke is, measured inside the frame from the
// key to the page laid out again.

import { launch } from './support/chromium.mjs';
import { desk } from './support/desk.mjs';
import { figure, percentile } from './support/figures.mjs';
import { shared } from './support/servers.mjs';
import { GROUPS } from './support/settings.mjs';

const LINES = 500;
const KEYS = 60;
const OPENINGS = 15;

/** Does something and resolves to how long it took until the page was laid out. Microtasks are waited for, other tasks are not. */
function work(act) {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    const began = performance.now();
    port1.onmessage = () => {
      document.body.getBoundingClientRect();
      done(performance.now() - began);
    };
    act();
    port2.postMessage(0);
  });
}

const after = [];
const browser = await launch();
try {
  const { page } = shared();
  const rows = Array.from({ length: LINES }, (_, at) => ({ owner: 'organisation', order: at, Number__c: `0312${String(340_000 + at)}`, Linked__c: at % 2 ? 'off' : 'on' }));
  const edited = await fetch(`${page}/org/settings`, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ lists: { Denwa_Line__c: rows } }) });
  if (!edited.ok) throw new Error(`the lines were not stored: ${edited.status} ${await edited.text()}`);
  const agent = await desk({ after: (run) => after.push(run) }, browser, shared(), { user: 'ito', open: true, viewport: { width: 1440, height: 900 } });
  const frame = await agent.frame();
  await frame.evaluate(`window.work = ${work}`);

  const openings = [];
  for (let opening = 0; opening < OPENINGS; opening += 1) {
    openings.push(await frame.evaluate(() => window.work(() => document.querySelector('#page-settings').click())));
    await agent.panel.locator('.dw-config__panel .dw-field').first().waitFor();
    await agent.panel.locator('#page-settings').click();
    await agent.panel.locator('.dw-tab[role=tab]').first().waitFor({ state: 'detached' });
  }
  await agent.panel.locator('#page-settings').click();
  figure(`opening the view, the longest of ${OPENINGS}`, Math.max(...openings), 200, 'ms');

  /** Types into a field, a character at a time, as a person does. */
  const typing = (selector, text) => frame.evaluate(async ([wanted, all]) => {
    const field = document.querySelector(wanted);
    const took = [];
    for (const character of all) {
      took.push(await window.work(() => {
        field.value += character;
        field.dispatchEvent(new InputEvent('input', { bubbles: true, data: character }));
      }));
    }
    return took;
  }, [selector, text]);
  const text = '0123456789'.repeat(KEYS / 10);
  const fields = { lines: '#Denwa_Line__c-filter', popup: '#withheldName', connection: '#dialPrefixes' };
  for (const [group, selector] of Object.entries(fields)) {
    await agent.panel.locator(`#config-tab-${GROUPS.indexOf(group)}`).click();
    await agent.panel.locator(selector).waitFor();
    const took = await typing(selector, text.slice(0, 40));
    figure(`a key stroke with ${LINES} lines in ${selector}, p95 of ${took.length}`, percentile(took, 0.95), 16, 'ms');
    await agent.panel.locator(selector).fill('');
  }
  const took = await typing('#config-search', 'URL');
  figure('a key stroke in the search over all settings, the longest', Math.max(...took), 16, 'ms');
} finally {
  for (const run of after.reverse()) await run();
  await browser.close();
}
