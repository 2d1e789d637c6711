// The simulator's telephone exchange: a person plays everybody in a conference, an IVR, and a PBX that misbehaves.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';
import { until } from './support/until.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test('a person plays the sides of a conference', async (t) => {
  const { agent, pbx } = await office(t, browser, { user: 'sato', open: true });
  const { page } = agent;
  await page.getByRole('button', { name: 'Telephone exchange' }).click();
  const row = (text) => page.locator('.exchange-calls li').filter({ hasText: text });
  const press = (text, name) => row(text).getByRole('button', { name }).click();
  for (const from of ['0312345678', '0311112200']) {
    await pbx.call({ kind: 'inbound', from, to: agent.extension });
    await press(`← ${from} · alerting`, 'Pick up the handset');
    await row(`← ${from} · connected`).waitFor();
  }
  await row('← 0312345678 · held').waitFor();
  await press('← 0311112200 · connected', 'Merge with the other call');
  const both = `${agent.extension} ← 0312345678 + 0311112200 · connected`;
  await row(both).waitFor();
  assert.equal(await row(both).getByRole('button', { name: 'Park' }).count(), 0, 'a conference cannot be parked');
  await press('Outside: 0311112200', 'Other side holds');
  await row('Outside: 0311112200 · held').waitFor();
  await press('Outside: 0311112200 · held', 'Other side is back');
  await press('Outside: 0312345678', 'Other side hangs up');
  await row(`${agent.extension} ← 0311112200 · connected`).waitFor();
  await pbx.clear();
});

test('a call comes with what an IVR asked', async (t) => {
  const { agent, pbx } = await office(t, browser, { user: 'sato', open: true });
  const { page } = agent;
  await page.getByRole('button', { name: 'Telephone exchange' }).click();
  await page.getByText('What an IVR asked').click();
  await page.getByLabel('Label').fill('会員番号');
  await page.getByLabel('Value').fill('4711');
  await page.getByLabel('Record ID').fill('0035g00000ABCDEFGH');
  await page.locator('#exchange-number').fill('0699990000');
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  const [part] = await until('the call rings', async () => (await pbx.calls())[0]?.parts);
  assert.deepEqual(part.call.data, [{ label: '会員番号', value: '4711' }]);
  assert.equal(part.call.record.recordId, '0035g00000ABCDEFGH');
  await pbx.clear();
});

test('the exchange refuses what the panel asks until the fault is taken back', async (t) => {
  const { agent, pbx } = await office(t, browser, { user: 'sato', open: true });
  const { page } = agent;
  await page.getByRole('button', { name: 'Telephone exchange' }).click();
  await page.getByLabel('Refuses every command').check();
  const setFaults = () => page.getByRole('button', { name: 'Set the faults' }).click();
  await setFaults();
  await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.card('ringing').waitFor();
  await agent.press('answer');
  await agent.card('ringing').getByText('The telephone system or the phone refused').first().waitFor();
  await page.getByLabel('Refuses every command').uncheck();
  await setFaults();
  await until('the command is done', async () => {
    await agent.press('answer');
    return (await pbx.calls())[0].parts[0].call.state === 'connected';
  });
  await pbx.clear();
});
