// Several calls of one agent at once: what a second and a third call do to the first, ringing calls in sight, missed calls kept.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';
import { until } from './support/until.mjs';

const CALLERS = ['0312345678', '0311112222', '+13362227000'];

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const phases = (agent) => agent.card().evaluateAll((cards) => cards.map((card) => card.dataset.phase));
const counts = async (agent, wanted) => until(`there are ${JSON.stringify(wanted)}`, async () => {
  const all = await phases(agent);
  return Object.entries(wanted).every(([phase, count]) => all.filter((one) => one === phase).length === count);
});

/** How many ringing calls have all their buttons, of which there are two or more, in sight and large enough for a finger. */
const inSight = async (agent) => (await agent.frame()).evaluate(() => {
  const main = document.getElementById('calls').getBoundingClientRect();
  const isReachable = (button) => {
    const box = button.getBoundingClientRect();
    return box.top >= main.top && box.bottom <= main.bottom && box.height >= 44;
  };
  const cards = [...document.querySelectorAll('[data-phase=ringing]')].map((card) => [...card.querySelectorAll('.dw-action')]);
  return cards.filter((buttons) => buttons.length >= 2 && buttons.every(isReachable)).length;
});

test('answering and click-to-dial hold the call that one is in: only one is talked in', async (t) => {
  const { agent, pbx } = await office(t, browser, { open: true });
  for (const [at, from] of CALLERS.entries()) {
    await pbx.call({ kind: 'inbound', from, to: agent.extension });
    await agent.card('ringing').getByRole('button', { name: 'Answer', exact: true }).click();
    await counts(agent, { talking: 1, held: at, ringing: 0 });
  }
  await until('numbers can be clicked', () => agent.lightning((lightning) => lightning.clickToDial));
  await agent.lightning((lightning) => lightning.dial('03-9999-0001'));
  await counts(agent, { held: 3, ended: 0 });
  await until('the fourth goes on', async () => (await phases(agent)).some((phase) => phase === 'dialling' || phase === 'talking'));
});

test('the answer buttons of three ringing calls are in sight at 400 by 600', async (t) => {
  const { agent, pbx } = await office(t, browser, { open: true });
  for (const from of CALLERS) await pbx.call({ kind: 'inbound', from, to: agent.extension });
  await counts(agent, { ringing: 3 });
  await until('the buttons of all are in sight', async () => (await inSight(agent)) === 3);
});

test('beside a call that one talks in, two ringing calls come first and are in sight', async (t) => {
  const { agent, pbx } = await office(t, browser, { open: true });
  await pbx.call({ kind: 'inbound', from: CALLERS[0], to: agent.extension });
  await agent.press('answer');
  await agent.card('talking').waitFor();
  for (const from of CALLERS.slice(1)) await pbx.call({ kind: 'inbound', from, to: agent.extension });
  await counts(agent, { ringing: 2, talking: 1 });
  await until('the buttons of both are in sight', async () => (await inSight(agent)) === 2);
  assert.deepEqual(await phases(agent), ['ringing', 'ringing', 'talking']);
});

test('seven missed calls are counted and listed, after a reload too', async (t) => {
  const { agent, pbx } = await office(t, browser, { open: true });
  for (let missed = 1; missed <= 7; missed += 1) {
    const call = await pbx.call({ kind: 'inbound', from: `039999000${missed}`, to: agent.extension });
    await agent.card('ringing').waitFor();
    await call.remoteHangUp();
    await agent.card('ringing').waitFor({ state: 'detached' });
  }
  await agent.reload();
  await agent.isReady();
  const history = agent.panel.getByRole('tab', { name: /^History/ });
  await history.getByText('7 missed calls').waitFor({ state: 'attached' });
  await history.click();
  await until('all seven are listed', async () => (await agent.panel.locator('#history .dw-item--missed').count()) === 7);
});
