// The event server is killed (SIGKILL), and nothing that an agent has seen is lost: notes, and calls that nobody has logged.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { office, setSettings } from './support/desk.mjs';
import { until } from './support/until.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const ring = (pbx, agent) => pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });

test('a call that ended with no panel open, and whose server was killed, is logged once by the panel that opens later', async (t) => {
  const { agent, pbx, servers, open } = await office(t, browser, { open: true });
  const before = await agent.tasks();
  const call = await ring(pbx, agent);
  await agent.press('answer');
  await agent.card('talking').waitFor();
  // A browser that keeps nothing: the next panel knows only what the server has kept.
  await agent.page.context().close();
  await call.remoteHangUp();
  await until('the server knows the end', async () => (await pbx.calls()).length === 0);
  await servers.killEventServer();
  await servers.startEventServer();

  const later = await open({ open: true });
  await later.card('ended').getByText('Call log saved').waitFor();
  const tasks = await later.tasks();
  assert.equal(tasks.length, before.length + 1);
  const known = new Set(before.map((task) => task.Id));
  assert.equal(tasks.find((task) => !known.has(task.Id)).CallDisposition, 'Answered');
  await servers.killEventServer();
  await servers.startEventServer();
  const last = await open({ open: true });
  await last.isReady();
  assert.equal(await last.card('ended').count(), 0);
  assert.equal((await last.tasks()).length, before.length + 1);
  assert.equal(await last.logsAsked(), 0);
});

test('the server is killed in mid-call, and once more after the choice of a result: both count, and there is one log', async (t) => {
  const settings = { lists: { Denwa_Call_Result__c: [{ owner: 'organisation', order: 1, Label__c: 'Resolved' }] } };
  const { agent, pbx, servers } = await office(t, browser, { open: true });
  await setSettings(servers, settings);
  agent.quiet.expect(/WebSocket connection .* failed/);
  await agent.page.reload();
  const before = await agent.tasks();
  await ring(pbx, agent);
  await agent.press('answer');
  await agent.card('talking').waitFor();
  await servers.killEventServer();
  await agent.state('offline');
  await servers.startEventServer();
  // The simulated PBX was killed with the server, so the call is over.
  const resolved = agent.card('ended').getByRole('button', { name: 'Resolved' });
  await resolved.click();
  await agent.card('ended').getByText('Call log saved').waitFor();
  const task = await agent.newTask(before);
  await until('the result is in the log', async () => (await agent.tasks()).find(({ Id }) => Id === task.Id).CallDisposition === 'Resolved');

  await servers.killEventServer();
  await servers.startEventServer();
  await agent.isReady();
  await agent.card('ended').getByText('Call log saved').waitFor();
  assert.equal(await resolved.getAttribute('aria-pressed'), 'true');
  assert.equal((await agent.tasks()).length, before.length + 1);
});
