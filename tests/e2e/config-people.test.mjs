// The configuration view with several people: agents and administrators, settings of users and profiles, concurrent changes, lists and logins.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { office, storedSettings } from './support/desk.mjs';
import { administration, backToCalls, choose, control, GROUPS, openGroup, openSettings, save, setting } from './support/settings.mjs';
import { until } from './support/until.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('of two administrators the second sees the change of the first and loses none of her own', async (t) => {
  const { agent, open } = await administration(t, browser);
  const second = await open({ user: 'yamamoto', open: true, viewport: { width: 1440, height: 900 } });
  await openSettings(second);
  for (const [who, value] of [[agent, 'First'], [second, 'Second']]) {
    await openGroup(who, 'popup');
    await choose(who, 'withheldName', value);
  }
  await save(agent);
  await second.panel.locator('.dw-conflict').getByText('First', { exact: true }).waitFor();
  await second.panel.locator('.dw-conflict').getByText('Second', { exact: true }).waitFor();
  await second.panel.getByRole('button', { name: 'Use mine' }).click();
  await save(second);
  assert.equal(await control(second, 'withheldName').inputValue(), 'Second');
  await until('the first sees it', async () => (await control(agent, 'withheldName').inputValue()) === 'Second');
});

test('an agent changes unlocked settings for herself, and can only look at locked settings', async (t) => {
  const { agent } = await office(t, browser, { user: 'sato', open: true, viewport: { width: 1440, height: 900 } });
  await openSettings(agent);
  assert.equal(await agent.panel.locator('.dw-tab[role=tab]').count(), GROUPS.length, 'no administration');
  await openGroup(agent, 'basic');
  assert.equal(await control(agent, 'sessionMinutes').isDisabled(), true);
  await openGroup(agent, 'popup');
  await choose(agent, 'popUpSize', 'large');
  await save(agent);
  await agent.panel.locator('[data-set="popUpSize"] .dw-badge').getByText('User', { exact: true }).waitFor();
});

test('an administrator changes a setting for a user', async (t) => {
  const { agent, open } = await administration(t, browser);
  const person = control(agent, 'config-person');
  await person.fill('鈴木');
  const offer = agent.panel.locator('#config-people option').first();
  await offer.waitFor({ state: 'attached' });
  await person.fill(await offer.getAttribute('value'));
  await agent.panel.locator('[name="config-level"][value="user"]').check();
  await setting(agent, 'popup', { withheldName: 'Only for her' });
  await person.fill('');
  await agent.panel.locator('[data-set="withheldName"] .dw-badge').getByText('Default', { exact: true }).waitFor();
  const other = await open({ user: 'suzuki', open: true });
  await openSettings(other);
  await openGroup(other, 'popup');
  await until('her own value stands there', async () => (await control(other, 'withheldName').inputValue()) === 'Only for her');
});

test('an administrator looks at the settings of a profile, and changes a setting for it', async (t) => {
  const { agent, open } = await administration(t, browser);
  const origin = (who) => who.panel.locator('[data-set="withheldName"] .dw-badge');
  await setting(agent, 'popup', { withheldName: 'For all' });
  const person = control(agent, 'config-person');
  await person.fill('コール');
  const offer = agent.panel.locator('#config-people option[value*="コールセンター"]').first();
  await offer.waitFor({ state: 'attached' });
  await person.fill(await offer.getAttribute('value'));
  // The profile has the organisation's value until it gets its own.
  const takes = (who, value) => until(`${value} holds`, async () => (await control(who, 'withheldName').getAttribute('placeholder')) === value);
  await takes(agent, 'For all');
  await origin(agent).getByText('Organization', { exact: true }).waitFor();
  assert.equal(await agent.panel.locator('[name="config-level"][value="user"]').count(), 0, 'a profile has no user level');
  await agent.panel.locator('[name="config-level"][value="profile"]').check();
  await setting(agent, 'popup', { withheldName: 'For the call centre' });
  await origin(agent).getByText('Profile', { exact: true }).waitFor();
  const other = await open({ user: 'suzuki', open: true });
  await openSettings(other);
  await openGroup(other, 'popup');
  await origin(other).getByText('Profile', { exact: true }).waitFor();
  await takes(other, 'For the call centre');
  // The administrator has another profile, so her own value stays the organisation's.
  await person.fill('');
  await until('it is her own again', async () => (await control(agent, 'withheldName').inputValue()) === 'For all');
});

test('a login that another user has is refused where it is typed, with the name of that user', async (t) => {
  const { agent, servers } = await administration(t, browser);
  const person = control(agent, 'config-person');
  await person.fill('鈴木');
  const offer = agent.panel.locator('#config-people option').first();
  await offer.waitFor({ state: 'attached' });
  await person.fill(await offer.getAttribute('value'));
  await agent.panel.locator('[name="config-level"][value="user"]').check();
  await openGroup(agent, 'salesforce');
  await choose(agent, 'login', 'Sato');
  await agent.panel.locator('#config-save').click();
  await agent.panel.locator('#wrong-login').getByText('佐藤 健 has this telephony login.').waitFor();
  const stored = (await storedSettings(servers)).rows;
  assert.deepEqual(Object.values(stored).map((row) => row.Login__c).filter((login) => /sato/i.test(login)), ['sato']);
  await choose(agent, 'login', 'suzuki-2');
  await save(agent);
});

test('logins are read from a CSV file as Excel writes it, and the history says who set them', async (t) => {
  const { agent } = await administration(t, browser);
  const tools = () => agent.panel.locator(`#config-tab-${GROUPS.length}`).click();
  await tools();
  // A Japanese heading in Shift_JIS, as Excel writes it in Japan; a known user and an unknown user.
  const head = Buffer.from('96bc914f2c838d834f8343839349440d0a', 'hex');
  const lines = Buffer.from('suzuki@sample.denwa.example,suzuki-9\r\nnobody@sample.denwa.example,nobody\r\n');
  const [chooser] = await Promise.all([
    agent.page.waitForEvent('filechooser'),
    agent.panel.locator('.dw-file', { has: agent.page.locator('#config-logins') }).click(),
  ]);
  await chooser.setFiles({ name: 'logins.csv', mimeType: 'text/csv', buffer: Buffer.concat([head, lines]) });
  const row = (text) => agent.panel.locator('.dw-row', { hasText: text });
  await row('suzuki@sample.denwa.example').getByText(/^Will be set/).waitFor();
  await row('nobody@sample.denwa.example').getByText('The org does not have it.').waitFor();
  await agent.panel.getByRole('button', { name: 'Save the valid lines' }).click();
  await row('suzuki@sample.denwa.example').getByText('Saved', { exact: true }).waitFor();
  await agent.panel.getByRole('button', { name: 'Show the history' }).click();
  const entry = row('→ suzuki-9').filter({ hasText: '伊藤' });
  await entry.getByText('Telephony login').waitFor();
});

test('search targets: an object from a pasted address, fields from the org, a new order; call results in a new order', async (t) => {
  const { agent } = await administration(t, browser);
  await openGroup(agent, 'salesforce');
  const targets = agent.panel.locator('[data-list="Denwa_Search_Target__c"]');
  const rows = targets.locator('.dw-row');
  const objects = () => rows.locator('input[list="config-objects"]').evaluateAll((fields) => fields.map((field) => field.value));
  const add = control(agent, 'Denwa_Search_Target__c-add');
  await add.fill('no such thing');
  await add.press('Enter');
  await targets.locator('#Denwa_Search_Target__c-add-wrong').getByText(/./).waitFor();
  await add.fill('https://acme.lightning.force.com/lightning/o/Case/list?filterName=Recent');
  await add.press('Enter');
  await until('the object of the address is there', async () => (await objects()).at(-1) === 'Case');
  await rows.first().getByLabel('Phone fields to search (empty: all)').focus();
  await rows.first().locator('datalist option[value="MobilePhone"]').first().waitFor({ state: 'attached' });
  await rows.last().getByRole('button', { name: 'Move up' }).click();
  await until('it stands one higher', async () => (await objects()).at(-2) === 'Case');
  const order = await objects();
  await openGroup(agent, 'history');
  const results = agent.panel.locator('[data-list="Denwa_Call_Result__c"]');
  for (const [place, word] of ['Solved', 'Call back'].entries()) {
    await results.getByRole('button', { name: 'Add a row' }).click();
    await results.locator('.dw-row input').nth(place).fill(word);
  }
  await results.locator('.dw-row').nth(1).getByRole('button', { name: 'Move up' }).click();
  await save(agent);
  await backToCalls(agent);
  await openSettings(agent);
  await openGroup(agent, 'history');
  await until('the results stand in their order', async () => {
    const words = await results.locator('.dw-row input').evaluateAll((inputs) => inputs.map((input) => input.value));
    return words.join() === 'Call back,Solved';
  });
  await openGroup(agent, 'salesforce');
  assert.deepEqual(await objects(), order);
});
