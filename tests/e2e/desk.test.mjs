// Whom the agent looks up by name, and missed calls.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './support/axe.mjs';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const field = (agent) => agent.panel.getByRole('combobox', { name: 'Name or telephone number' });
const tab = (agent, name) => agent.panel.getByRole('tab', { name: new RegExp(`^${name}`) });
const option = (agent, name) => agent.panel.getByRole('option', { name });

/** Types as the keyboard does, so that every character is looked up. */
async function type(agent, text) {
  await field(agent).click();
  await field(agent).pressSequentially(text);
}

test('a record is found by name and dialled by keyboard alone', async (t) => {
  const { agent } = await office(t, browser, { user: 'ito', open: true });
  await type(agent, '山田');
  await option(agent, /山田 花子/).waitFor();
  await agent.page.keyboard.press('ArrowDown');
  await agent.page.keyboard.press('Enter');
  await agent.card('dialling').waitFor();
  await agent.card('dialling').getByText('山田 花子').waitFor();
  const searches = await agent.apexCalls('search');
  assert.equal(searches.filter((search) => search.find).length, 1, 'one question for the whole name');
  await agent.press('hangUp');
});

test('a person whose record says not to call is asked about once more', async (t) => {
  const { agent } = await office(t, browser, { user: 'ito', open: true });
  await type(agent, '小林');
  await option(agent, /小林 誠.*Do not call/).first().click();
  await agent.panel.getByText(/The record says not to call/).waitFor();
  assert.deepEqual(await violations(await agent.frame()), []);
  await agent.press('Cancel');
  assert.equal(await agent.card().count(), 0);
});

test('a missed call is counted in the panel', async (t) => {
  const { agent, pbx } = await office(t, browser, { user: 'ito', open: true });
  const call = await pbx.call({ kind: 'inbound', from: '0399990001', to: agent.extension });
  await agent.card('ringing').waitFor();
  await call.remoteHangUp();
  await tab(agent, 'History').getByText('1 missed call').waitFor({ state: 'attached' });
});
