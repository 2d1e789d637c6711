// The panel heals by itself: connections that die without a word, machines that sleep, clocks that jump.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launchOwn, startOwn } from './support/chromium.mjs';
import { office } from './support/desk.mjs';
import { until } from './support/until.mjs';

const HOUR_MS = 3_600_000;
const ring = (pbx, agent) => pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });

/** Has the line go dead, and waits until the panel connects again. Returns how long that took, in milliseconds. */
async function deadUntilNoticed({ line }) {
  const before = line.connections();
  const began = performance.now();
  line.goDead();
  await until('the panel connects again', () => line.connections() > before, { patience: 40_000 });
  return performance.now() - began;
}

/**
 * A desk whose browser's clock a test can set: `setClock(by)` moves it by so many milliseconds. The steady clock of the browser goes on as it
 * was, as it does when somebody sets the clock, or the machine has slept.
 */
async function deskWithClock(t) {
  const browser = await launchOwn(t);
  const [context] = browser.contexts();
  await context.addInitScript(settableClock);
  // The panel's worker is of its own origin too, and hears the same.
  await context.route('**/wake.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${settableClock})();\n${await response.text()}` });
  });
  const it = await office(t, browser, { context, open: true, servers: { hasLine: true } });
  const frame = await it.agent.frame();
  return { ...it, setClock: (by) => frame.evaluate((ms) => globalThis.setClock(ms), by) };
}

/** Runs in pages and workers: moves their clock when one of them is told so. */
function settableClock() {
  const now = Date.now.bind(Date);
  const channel = new BroadcastChannel('clock');
  let error = 0;
  Date.now = () => now() + error;
  channel.onmessage = ({ data }) => {
    error += data;
  };
  globalThis.setClock = (by) => {
    error += by;
    channel.postMessage(by);
  };
}

test('a connection that dies without a word is noticed within ten seconds, and the call goes on', async (t) => {
  const browser = await launchOwn(t);
  const { agent, pbx, servers } = await office(t, browser, { context: browser.contexts()[0], open: true, servers: { hasLine: true } });
  const before = await agent.tasks();
  const call = await ring(pbx, agent);
  await agent.press('answer');
  await agent.card('talking').waitFor();
  const took = await deadUntilNoticed(servers);
  // It connects again a moment after it has noticed; a second for this and for a busy machine.
  assert.ok(took < 11_000, `noticed after ${Math.round(took)} ms`);
  t.diagnostic(`noticed after ${Math.round(took)} ms`);
  await agent.isReady();
  await agent.press('hold');
  await agent.card('held').waitFor();
  await call.remoteHangUp();
  await agent.card('ended').getByText('Call log saved').waitFor();
  assert.equal((await agent.tasks()).length, before.length + 1);
});

test('in a hidden tab it is noticed within 15 seconds', async (t) => {
  const chromium = await startOwn(t);
  const browser = await chromium.connect();
  const { agent, pbx, servers } = await office(t, browser, { context: browser.contexts()[0], open: true, servers: { hasLine: true } });
  const call = await ring(pbx, agent);
  await agent.press('answer');
  await agent.card('talking').waitFor();
  await (await agent.frame()).evaluate(noteVisibility);
  await browser.close();
  await chromium.openInFront();
  const began = Date.now();
  const took = await deadUntilNoticed(servers);
  const noticed = Date.now();
  // It connects again a moment after it has noticed; a second for this and for a busy machine.
  assert.ok(took < 16_000, `noticed after ${Math.round(took)} ms`);
  t.diagnostic(`noticed after ${Math.round(took)} ms`);
  // It ends while nobody looks, and is over at the first look.
  await call.remoteHangUp();
  const [context] = (await chromium.connect()).contexts();
  const page = await until('the page is there', () => context.pages().find((page) => page.url().startsWith(servers.page)));
  const panel = page.frameLocator('iframe.openctiSoftPhone');
  await panel.locator('[data-phase="ended"]').waitFor();
  const changes = (await panel.locator('html').evaluate(() => globalThis.changes)).filter(({ at }) => at <= noticed);
  assert.deepEqual(changes.map(({ hidden }) => hidden), [true], 'the tab was hidden all the time');
  assert.ok(changes[0].at - began < 2_000);
});

/** Runs in a page: notes when the page is hidden and shown. */
function noteVisibility() {
  globalThis.changes = [];
  document.addEventListener('visibilitychange', () => globalThis.changes.push({ hidden: document.hidden, at: Date.now() }));
}

test('after sleep the dead connection is replaced at once, and phantom calls vanish', async (t) => {
  const { agent, pbx, servers, setClock } = await deskWithClock(t);
  const gone = await ring(pbx, agent);
  await agent.card('ringing').waitFor();
  const connections = servers.line.connections();
  servers.line.goDead();
  await gone.remoteHangUp();
  const there = await ring(pbx, agent);
  const began = performance.now();
  await setClock(HOUR_MS);
  await until('the panel connects again', () => servers.line.connections() > connections);
  const took = performance.now() - began;
  // It looks at the clock once a second.
  assert.ok(took < 4_000, `connected after ${Math.round(took)} ms`);
  t.diagnostic(`connected after ${Math.round(took)} ms`);
  await until('one call rings and one is over', async () => (await agent.card('ringing').count()) === 1 && (await agent.card('ended').count()) === 1);
  await there.remoteHangUp();
});

test('a clock of the panel\'s machine that jumps forward and back in mid-call changes nothing', async (t) => {
  const { agent, pbx, setClock } = await deskWithClock(t);
  for (const jump of [2 * HOUR_MS, -5 * HOUR_MS]) {
    const before = await agent.tasks();
    const call = await ring(pbx, agent);
    await agent.press('answer');
    await agent.card('talking').waitFor();
    await setClock(jump);
    await agent.press('hold');
    await agent.card('held').waitFor();
    await agent.press('retrieve');
    await agent.card('talking').waitFor();
    await agent.isReady();
    await call.remoteHangUp();
    const task = await agent.newTask(before);
    assert.equal((await agent.tasks()).length, before.length + 1);
    assert.ok(task.CallDurationInSeconds >= 0 && task.CallDurationInSeconds < 120, `${task.CallDurationInSeconds} s`);
    await agent.card('ended').first().getByText('Call log saved').waitFor();
  }
});
