// Salesforce's own pages in the simulator: Setup, where administrators can write any value, and the page that frames a custom URL.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { office, setSettings, storedSettings } from './support/desk.mjs';
import { until } from './support/until.mjs';

const ORGANISATION = '00D5g0000008OrgEAE';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('Setup shows the stored custom settings and stores any typed value', async (t) => {
  const { agent, servers } = await office(t, browser, {
    lang: 'ja',
    settings: {
      levels: { organisation: { Popup_Size__c: 'huge' } },
      lists: { Denwa_Line__c: [{ Number__c: '0312345000', Linked__c: 'off' }] },
    },
  });
  const { page } = agent;
  await page.getByRole('link', { name: 'カスタム設定' }).click();
  const form = (name) => page.locator(`form[data-setting="${name}"]`);
  const save = (name) => form(name).getByRole('button', { name: '保存' }).click();
  const fields = form('Denwa_Settings__c');
  assert.equal(await fields.getByLabel('Popup_Size__c').inputValue(), 'huge');
  await fields.getByLabel('Session_Minutes__c').fill('-3');
  await fields.getByLabel('Skip_Internal__c').fill('maybe');
  await save('Denwa_Settings__c');
  await page.getByText('保存しました').waitFor();
  const wanted = { Popup_Size__c: 'huge', Session_Minutes__c: -3, Skip_Internal__c: 'maybe' };
  assert.deepEqual((await storedSettings(servers)).rows[ORGANISATION], wanted);

  const lines = form('Denwa_Line__c');
  await lines.getByRole('button', { name: '行を追加' }).click();
  await lines.getByLabel('Number__c').last().fill('nonsense');
  await save('Denwa_Line__c');
  const numbers = ({ lists }) => lists.map(({ values }) => values.Number__c).join();
  await until('the second row stands', async () => numbers(await storedSettings(servers)) === '0312345000,nonsense');
  await page.getByText('保存しました').waitFor();
  await page.locator('#lock-Popup_Size__c').selectOption('true');
  await save('Denwa_Lock__c');
  await until('the lock stands', async () => (await storedSettings(servers)).locks.Popup_Size__c === true);
});

test('a custom URL is framed only if its host is allowed', async (t) => {
  const { agent, servers } = await office(t, browser, { settings: { levels: { organisation: { Allowed_Hosts__c: 'crm.example' } } } });
  const { page } = agent;
  await page.route('https://crm.example/**', (route) => route.fulfill({ contentType: 'text/html', body: '<title>CRM</title><p>0312345678</p>' }));
  const open = (url) => agent.lightning((lightning, to) => lightning.open(to), `/apex/DenwaFrame?url=${encodeURIComponent(url)}`);
  await open('https://crm.example/caller?ani=0312345678');
  await page.frameLocator('iframe.framed').getByText('0312345678').waitFor();
  await open('https://other.example/');
  await page.locator('[data-refused="https://other.example/"]').waitFor();
  await setSettings(servers, { levels: { organisation: { Allowed_Hosts__c: null } } });
  await open('https://crm.example/again');
  await page.locator('[data-refused="https://crm.example/again"]').waitFor();
});
