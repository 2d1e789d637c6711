// Changes in each group of the configuration view take effect in the panel.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { administration, backToCalls, choose, openGroup, save, setting } from './support/settings.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('[connection] calls from the monitoring number ring, and are not linked', async (t) => {
  const { agent, pbx } = await administration(t, browser);
  await setting(agent, 'connection', { monitoringNumber: '0312345678' });
  await backToCalls(agent);
  await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.card('ringing').waitFor();
  await agent.press('answer');
  await agent.card('talking').waitFor();
  assert.deepEqual(await agent.requests('searchAndScreenPop'), []);
});

test('[basic] calls are linked to nothing', async (t) => {
  const { agent, pbx } = await administration(t, browser);
  await setting(agent, 'basic', { integration: 'none' });
  await backToCalls(agent);
  const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.press('answer');
  await agent.card('talking').waitFor();
  await call.remoteHangUp();
  await agent.card('ended').getByText('This call is not logged').waitFor();
  assert.deepEqual(await agent.requests('searchAndScreenPop'), []);
});

test('[status] an own status is chosen by the agent', async (t) => {
  const { agent } = await administration(t, browser);
  await openGroup(agent, 'status');
  const list = agent.panel.locator('[data-list="Denwa_Status__c"]');
  await list.getByRole('button', { name: 'Add a row' }).click();
  const cells = list.locator('.dw-row input');
  await cells.nth(0).fill('training');
  await cells.nth(1).fill('研修');
  await cells.nth(2).fill('Training');
  await save(agent);
  await backToCalls(agent);
  await agent.chooseMode('Training');
  await agent.hasStatus('Training');
});

test('[lines] only calls on ticked numbers are linked', async (t) => {
  const { agent, pbx } = await administration(t, browser);
  await openGroup(agent, 'lines');
  await agent.panel.locator('.dw-row', { hasText: '0312345000' }).locator('.dw-tick').uncheck();
  await save(agent);
  await backToCalls(agent);
  const unlinked = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension, line: '0312345000' });
  await agent.card('ringing').waitFor();
  await unlinked.remoteHangUp();
  await agent.card('ended').waitFor();
  assert.deepEqual(await agent.requests('searchAndScreenPop'), []);
  await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension, line: '0398760000' });
  await agent.card('ringing').getByText('山田 花子').waitFor();
});

test('[popup] a call cannot be answered from the panel, and the preview says so', async (t) => {
  const { agent, pbx } = await administration(t, browser);
  await openGroup(agent, 'popup');
  const shown = agent.panel.locator('.dw-preview .dw-actions').first();
  await shown.waitFor();
  await choose(agent, 'popUpButtons', 'off');
  await shown.waitFor({ state: 'hidden' });
  await save(agent);
  await backToCalls(agent);
  await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.card('ringing').getByText('山田 花子').waitFor();
  assert.equal(await agent.button('answer').count(), 0);
});

test('[salesforce] several matches have the name that was set', async (t) => {
  const { agent, pbx } = await administration(t, browser);
  await setting(agent, 'salesforce', { nameSeveral: 'Somebody of several' });
  await backToCalls(agent);
  await pbx.call({ kind: 'inbound', from: '0311112222', to: agent.extension });
  await agent.card('ringing').getByRole('heading', { name: 'Somebody of several' }).waitFor();
});

test('[history] missed calls are not logged', async (t) => {
  const { agent, pbx } = await administration(t, browser);
  await setting(agent, 'history', { logInboundMissed: 'off' });
  await backToCalls(agent);
  const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.card('ringing').waitFor();
  await call.remoteHangUp();
  await agent.card('ended').getByText('This call is not logged').waitFor();
});

test('[custom] a custom URL opens in place of the record', async (t) => {
  const { agent, pbx } = await administration(t, browser);
  await setting(agent, 'connection', { allowedHosts: 'crm.example.com' });
  await setting(agent, 'basic', { integration: 'custom' });
  await setting(agent, 'custom', { urlRinging: 'https://crm.example.com/?n={ANI}' });
  await backToCalls(agent);
  await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.card('ringing').waitFor();
  const pages = JSON.stringify(await agent.pops());
  assert.match(pages, /crm\.example\.com/);
  assert.match(pages, /0312345678/);
  assert.deepEqual(await agent.requests('searchAndScreenPop'), []);
});
