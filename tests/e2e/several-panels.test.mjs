// An agent with several panels: one of them rings, pops and logs; all show the call and can control it. Whatever happens to a panel, the others,
// or the next one that opens, carry on.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launchOwn } from './support/chromium.mjs';
import { desk, office } from './support/desk.mjs';
import { until } from './support/until.mjs';

/** Two tabs of one browser; the second opens in front. */
async function twoTabs(t, options = {}) {
  const browser = await launchOwn(t);
  const [context] = browser.contexts();
  const { agent: one, pbx, servers } = await office(t, browser, { user: 'yamamoto', context, open: true, ...options });
  const two = await desk(t, browser, servers, { user: 'yamamoto', context, open: true });
  return { one, two, pbx, servers, browser, context };
}

const ring = (pbx, agent) => pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
const popsOf = async (agent) => (await agent.navigations()).length;
const cdp = (agent) => agent.page.context().newCDPSession(agent.page);

test('two tabs pop once and log once, whichever of them answers', async (t) => {
  const { one, two, pbx } = await twoTabs(t);
  const before = await one.tasks();
  const call = await ring(pbx, one);
  await one.card('ringing').waitFor();
  await two.card('ringing').waitFor();
  await until('one of them pops', async () => (await popsOf(one)) + (await popsOf(two)) === 1);
  await one.press('answer');
  await one.card('talking').waitFor();
  await two.card('talking').waitFor();
  await call.remoteHangUp();
  await one.card('ended').waitFor();
  await two.card('ended').waitFor();
  await until('a task stands in the org', async () => (await one.tasks()).length === before.length + 1);
  assert.equal((await one.logsAsked()) + (await two.logsAsked()), 1);
});

test('calls pop in the tab that opened in front, without a touch', async (t) => {
  const { one, two, pbx } = await twoTabs(t);
  await ring(pbx, one);
  await one.card('ringing').waitFor();
  await two.pops();
  assert.equal(await popsOf(one), 0);
});

test('a tab that crashes while a call rings leaves the call to the other, which logs it once', async (t) => {
  const { one, two, pbx } = await twoTabs(t);
  // Each watches the pages of both.
  for (const agent of [one, two]) agent.quiet.expect(/the page crashed/);
  const before = await one.tasks();
  const call = await ring(pbx, one);
  await two.pops();
  const crash = await cdp(two);
  crash.send('Page.crash').catch(() => {});
  await one.press('answer');
  await one.card('talking').waitFor();
  await call.remoteHangUp();
  await one.card('ended').getByText('Call log saved').waitFor();
  assert.equal((await one.tasks()).length, before.length + 1);
});

test('a tab that is closed in mid-call leaves the call to the other, which logs it once', async (t) => {
  const { one, two, pbx } = await twoTabs(t);
  const before = await one.tasks();
  const call = await ring(pbx, one);
  await two.pops();
  await two.press('answer');
  await two.card('talking').waitFor();
  await two.page.close();
  await one.press('hold');
  await one.card('held').waitFor();
  await call.remoteHangUp();
  await one.card('ended').getByText('Call log saved').waitFor();
  assert.equal((await one.tasks()).length, before.length + 1);
  assert.equal(await popsOf(one), 0, 'its page is not opened a second time');
});

test('a tab that hangs is passed over within three seconds of ringing, and heals when it is awake again', async (t) => {
  const { one, two, pbx } = await twoTabs(t);
  // Nothing of the tab runs for this time, as if it were frozen or its machine asleep.
  const hanging = two.page.evaluate((until) => {
    while (Date.now() < until);
  }, Date.now() + 8_000);
  const began = performance.now();
  const call = await ring(pbx, one);
  await one.pops();
  const took = performance.now() - began;
  assert.ok(took < 4_000, `handed on after ${Math.round(took)} ms`);
  await one.press('answer');
  await one.card('talking').waitFor();
  await hanging;
  await two.card('talking').waitFor();
  assert.equal(await popsOf(two), 0, 'the page is open in the other tab');
  await call.remoteHangUp();
  await two.card('ended').waitFor();
});

test('a page that went to sleep while calls ended and began shows what is there as it wakes', async (t) => {
  const { one, two, pbx } = await twoTabs(t);
  const gone = await ring(pbx, one);
  await two.card('ringing').waitFor();
  const session = await cdp(two);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await gone.remoteHangUp();
  await one.card('ended').waitFor();
  const there = await ring(pbx, one);
  await one.card('ringing').waitFor();
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await until('one call rings and one is over', async () => (await two.card('ringing').count()) === 1 && (await two.card('ended').count()) === 1);
  await there.remoteHangUp();
});

test('a second browser joins beside the first, and takes over at a click', async (t) => {
  const first = await launchOwn(t);
  const { agent: one, pbx, servers } = await office(t, first, { user: 'yamamoto', context: first.contexts()[0], open: true });
  const second = await launchOwn(t);
  const two = await desk(t, second, servers, { user: 'yamamoto', context: second.contexts()[0], open: true });
  await two.panel.getByText('Another browser or machine takes the calls').waitFor();
  let call = await ring(pbx, one);
  await one.pops();
  await two.card('ringing').waitFor();
  await call.remoteHangUp();
  await two.press('Take over here');
  await one.panel.getByText('Another browser or machine takes the calls').waitFor();
  call = await ring(pbx, one);
  await two.pops();
  assert.equal(await popsOf(one), 1);
  await two.press('answer');
  await one.card('talking').waitFor();
  await call.remoteHangUp();
});

test('with storage blocked, tabs never ask, and a page that loads again goes on with the call', async (t) => {
  const { one, two, pbx } = await twoTabs(t, { storage: 'blocked' });
  const before = await one.tasks();
  const call = await ring(pbx, one);
  await two.pops();
  assert.equal(await two.button('Take over here').count(), 0);
  await two.press('answer');
  await two.card('talking').waitFor();
  await two.page.reload();
  await two.card('talking').waitFor({ state: 'attached' });
  await call.remoteHangUp();
  await until('a task stands in the org', async () => (await one.tasks()).length === before.length + 1);
});

test('a call that ended while no panel was open is logged once by the next one', async (t) => {
  const browser = await launchOwn(t);
  const [context] = browser.contexts();
  const { agent: one, pbx, servers } = await office(t, browser, { user: 'yamamoto', context, open: true });
  const before = await one.tasks();
  const call = await ring(pbx, one);
  await one.press('answer');
  await one.card('talking').waitFor();
  await one.page.close();
  await call.remoteHangUp();
  const two = await desk(t, browser, servers, { user: 'yamamoto', context, open: true });
  await two.card('ended').getByText('Call log saved').waitFor();
  assert.equal((await two.tasks()).length, before.length + 1);
  const three = await desk(t, browser, servers, { user: 'yamamoto', context, open: true });
  assert.equal(await three.card('ended').count(), 0);
  assert.equal((await three.tasks()).length, before.length + 1);
});

test('two organisations open in one browser ring, pop and log apart', async (t) => {
  const browser = await launchOwn(t);
  const [context] = browser.contexts();
  const how = { twoOrganisations: true, agentsOfSecond: { yamamoto: '3002' } };
  const { agent: one, pbx, servers } = await office(t, browser, { user: 'yamamoto', context, open: true, servers: how });
  const second = { ...servers, page: servers.secondPage };
  const openSecond = () => desk(t, browser, second, { user: 'yamamoto', extension: '3002', context, open: true });
  let two = await openSecond();
  const logged = async (agent) => (await agent.tasks()).length;
  const before = [await logged(one), await logged(two)];
  assert.equal(await one.button('Take over here').count(), 0, 'each has its own primary panel');
  assert.equal(await two.button('Take over here').count(), 0);

  const first = await ring(pbx, one);
  await one.pops();
  assert.equal(await two.card().count(), 0, 'it is not a call of the other organisation');
  const other = await ring(pbx, two);
  await two.pops();
  assert.equal(await one.card().count(), 1);
  await one.press('answer');
  await one.card('talking').waitFor();
  await two.press('answer');
  await two.card('talking').waitFor();
  await first.remoteHangUp();
  await one.card('ended').getByText('Call log saved').waitFor();
  await two.card('talking').waitFor();
  assert.deepEqual([await logged(one), await logged(two)], [before[0] + 1, before[1]]);

  // What the second organisation's panel has kept in the browser is none of the first one's business, and is there when its own panel opens again.
  await two.page.close();
  await other.remoteHangUp();
  await one.page.reload();
  await one.isReady();
  two = await openSecond();
  await two.card('ended').getByText('Call log saved').waitFor();
  assert.deepEqual([await logged(one), await logged(two)], [before[0] + 1, before[1] + 1]);
  assert.equal(await one.card().count(), 0, 'its own call is settled, and the other is not its own');
});
