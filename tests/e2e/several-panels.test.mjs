// An agent with two tabs: a single tab rings, pops and logs; both show the call and can control it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launchOwn } from './support/chromium.mjs';
import { desk, office } from './support/desk.mjs';
import { until } from './support/until.mjs';

test('two tabs pop once and log once, whichever of them answers', async (t) => {
  const browser = await launchOwn(t);
  const [context] = browser.contexts();
  const { agent: one, pbx, servers } = await office(t, browser, { user: 'yamamoto', context, open: true });
  const two = await desk(t, browser, servers, { user: 'yamamoto', context, open: true });
  const before = await one.tasks();
  const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: one.extension });
  await one.card('ringing').waitFor();
  await two.card('ringing').waitFor();
  await until('one of them pops', async () => (await one.navigations()).length + (await two.navigations()).length === 1);
  await one.press('answer');
  await one.card('talking').waitFor();
  await two.card('talking').waitFor();
  await call.remoteHangUp();
  await one.card('ended').waitFor();
  await two.card('ended').waitFor();
  await until('a task stands in the org', async () => (await one.tasks()).length === before.length + 1);
  assert.equal((await one.logsAsked()) + (await two.logsAsked()), 1);
});
