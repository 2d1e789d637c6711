// Names of objects and fields in the configuration view, and what a refreshed sandbox has of production.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { office, setCallCentre, setSettings } from './support/desk.mjs';
import { administration, backToCalls, control, openGroup, openSettings, save } from './support/settings.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('a field that a search target lacks is named when its cell is left, and the org refuses to store it', async (t) => {
  const { agent } = await administration(t, browser, { lang: 'en' });
  await openGroup(agent, 'salesforce');
  const cell = agent.panel.locator('[id="Denwa_Search_Target__c-0-1"]');
  await cell.fill('Phone, Nope__c');
  await cell.press('Tab');
  await agent.panel.locator('[id="Denwa_Search_Target__c-0-1-wrong"]').getByText('Nope__c: The org does not have it.').waitFor();
  await agent.panel.locator('#config-save').click();
  await agent.panel.getByText('The org refused some values. Nothing was saved.').waitFor();
  await cell.fill('Phone');
  await save(agent);
});

test('a log target is judged when its field is left, and a stored one that is gone hides no other fault', async (t) => {
  const { agent, servers } = await administration(t, browser, { lang: 'en' });
  await openGroup(agent, 'history');
  const field = control(agent, 'logTarget');
  for (const [name, words] of [['Nope__c', /Nope__c: The org does not have it/], ['Contact', /Contact: This object is of no use here/]]) {
    await field.fill(name);
    await field.press('Tab');
    await agent.panel.locator('#wrong-logTarget').getByText(words).waitFor();
  }
  await agent.panel.getByRole('button', { name: 'Discard' }).click();
  await setSettings(servers, { levels: { organisation: { Log_Target__c: 'Nope__c', Popup_Size__c: 'huge' } } });
  await agent.reload();
  await agent.isReady();
  await agent.panel.locator('#page-doctor').click();
  const check = (name) => agent.panel.locator(`[data-check="${name}"]`);
  await check('settings').getByText(/Log target · Organization.*\nStored value: Nope__c/).waitFor();
  await check('settings').getByText(/Size · Organization.*\nStored value: huge/).waitFor();
  await agent.panel.locator('[data-check="apex"][data-state="ok"]').waitFor();
});

test('a refreshed sandbox sends nothing to production’s sites, and says so', async (t) => {
  const url = 'https://crm.example/ring?tel={ANI}';
  const settings = { levels: { organisation: { Integration__c: 'custom', Allowed_Hosts__c: 'crm.example, recordings.example', Url_Ringing__c: url, Open_Ringing__c: 'get', Recording_Url__c: 'https://recordings.example/{REQUESTID}' } } };
  const { agent, pbx, servers } = await office(t, browser, { user: 'ito', lang: 'en', open: true });
  const asked = [];
  await agent.page.route('https://crm.example/**', (route) => {
    asked.push(route.request().url());
    return route.fulfill({ status: 204, body: '' });
  });
  await setCallCentre(servers, { '/denwa/sandboxEventServerUrl': `${servers.eventServer.replace('http', 'ws')}/telephony` });
  await setSettings(servers, settings);
  await agent.flip({ sandbox: true });
  await agent.reload();
  await agent.isReady();
  const ring = async () => {
    const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
    await agent.card('ringing').waitFor();
    await call.remoteHangUp();
    await agent.card('ended').first().waitFor();
  };
  await ring();
  assert.deepEqual(asked, []);
  await agent.panel.locator('#page-doctor').click();
  const found = agent.panel.locator('[data-check="settings"]');
  await found.getByText(/When ringing · Organization · This is production's address/).waitFor();
  await found.getByText(/Recording link · Organization · This is production's address/).waitFor();

  // The sandbox's own value of one of them: from then on they are the sandbox's.
  await openSettings(agent);
  await openGroup(agent, 'connection');
  await control(agent, 'allowedHosts').fill('crm.example, recordings.example, sandbox.example');
  await save(agent);
  await backToCalls(agent);
  await ring();
  assert.equal(asked.length, 1);
});

test('in a sandbox a login that is a user name is the reason why nobody knows it', async (t) => {
  const { agent, servers } = await office(t, browser, { user: 'ito', lang: 'en', open: true });
  await setCallCentre(servers, { '/denwa/sandboxEventServerUrl': `${servers.eventServer.replace('http', 'ws')}/telephony` });
  await setSettings(servers, { levels: { 'user:ito': { Login__c: null } } });
  await agent.flip({ sandbox: true });
  await agent.reload();
  await agent.state('offline');
  await agent.panel.locator('#page-doctor').click();
  await agent.panel.locator('[data-check="signIn"][data-state="error"]').getByText(/A sandbox has its name behind user names/).waitFor();
});
