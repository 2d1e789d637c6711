// The lists beside the calls, and whom the agent looks up: earlier and missed calls, messages, parked calls, records by name.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './support/axe.mjs';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';
import { until } from './support/until.mjs';

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
  await type(agent, ' ');
  await option(agent, /小林 誠/).first().click();
  await agent.press('Dial now');
  await agent.card('dialling').waitFor();
  await agent.press('hangUp');
});

test('a missed call is counted in panel and utility item, seen, and called back', async (t) => {
  const { agent, pbx } = await office(t, browser, { user: 'ito', open: true });
  const call = await pbx.call({ kind: 'inbound', from: '0399990001', to: agent.extension });
  await agent.card('ringing').waitFor();
  await call.remoteHangUp();
  await tab(agent, 'History').getByText('1 missed call').waitFor({ state: 'attached' });
  await until('the utility item counts it', async () => (await agent.item()).label.includes('1 missed'));
  await tab(agent, 'History').click();
  await agent.panel.getByRole('listitem').filter({ hasText: '03-9999-0001' }).getByText('Missed').waitFor();
  await until('it counts no longer', async () => !(await agent.item()).label.includes('missed'));
  assert.deepEqual(await violations(await agent.frame()), []);
  await agent.panel.getByRole('button', { name: 'Missed', exact: true }).click();
  await agent.panel.getByRole('button', { name: /^Call .* back$/ }).focus();
  await agent.page.keyboard.press('Enter');
  await agent.card('dialling').waitFor();
  await agent.press('hangUp');
});

test('colleagues are found with their presence, and a message reaches one', async (t) => {
  const { agent: ito, open } = await office(t, browser, { user: 'ito', open: true });
  const tanaka = await open({ user: 'tanaka', open: true });
  await type(ito, '田中');
  await option(ito, /田中.*Ready/).waitFor();
  await ito.page.keyboard.press('Escape');
  await tab(ito, 'Messages').click();
  await ito.press('Write a message');
  await ito.panel.getByRole('combobox', { name: 'To' }).pressSequentially('田中');
  await option(ito, /田中/).click();
  await ito.panel.getByLabel('Message', { exact: true }).fill('折り返しお願いします');
  await ito.press('Send');
  await ito.panel.getByText(/^Sent to/).waitFor();
  await tanaka.panel.getByText(/折り返しお願いします/).waitFor();
  await tanaka.press('Put away');
  await tanaka.panel.getByText(/折り返しお願いします/).waitFor({ state: 'detached' });
});

test('the lists are whole and accessible in both languages and at 320 pixels', async (t) => {
  for (const lang of ['ja', 'en']) {
    const { agent } = await office(t, browser, { user: 'ito', open: true, lang });
    for (const name of ['history', 'parked', 'messages', 'calls']) {
      await agent.panel.locator(`#tab-${name}`).click();
      const frame = await agent.frame();
      assert.deepEqual(await violations(frame), [], `${name} (${lang})`);
      const overflow = await frame.evaluate(() => {
        const root = document.documentElement;
        root.style.width = '320px';
        const tabs = [...document.querySelectorAll('[role=tab]')].some((it) => it.scrollWidth > it.clientWidth);
        const wide = root.scrollWidth > Math.max(320, root.clientWidth);
        root.style.width = '';
        return tabs || wide;
      });
      assert.equal(overflow, false, `${name} (${lang})`);
    }
  }
});
