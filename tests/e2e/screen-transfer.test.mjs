// 画面転送: a transferred, a consulted and a parked call pop the caller's record at the colleague's panel, with the notes made so far.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';
import { until } from './support/until.mjs';

const NOTE = '伝票 A-1042 の返品 😀';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** An agent who talks with 山田 花子 and has made a note, and a colleague at a desk of her own, in a browser context of her own. */
async function talking(t) {
  const { agent, pbx, open } = await office(t, browser, { lang: 'en', open: true });
  const colleague = await open({ user: 'suzuki', lang: 'en', open: true });
  const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.press('answer');
  const card = agent.card('talking');
  await card.getByLabel('Notes').fill(NOTE);
  await card.getByText('Saved', { exact: true }).waitFor();
  return { agent, colleague, call };
}

const press = (card, name) => card.getByRole('button', { name, exact: true }).click();

async function sendTo(agent, colleague, how) {
  await press(agent.card('talking'), 'Transfer…');
  await agent.card('talking').getByRole('combobox', { name: 'Number to transfer to' }).fill(colleague.extension);
  await agent.card('talking').getByRole('option').first().click();
  await press(agent.card('talking'), how);
}

/** The colleague's panel has opened the caller's record, and her card shows who had the call before, and the note. */
async function popsWithNotes(colleague, phase) {
  const card = colleague.card(phase);
  await card.getByText('山田 花子').first().waitFor();
  await card.locator('.dw-brought').getByText(NOTE).waitFor();
  const opened = await until('a page was popped', async () => (await colleague.navigations())[0]);
  assert.match(JSON.stringify(opened), /003/);
  assert.equal(await card.getByLabel('Notes').inputValue(), '', 'her own notes are empty');
}

test('a transferred call', async (t) => {
  const { agent, colleague } = await talking(t);
  await sendTo(agent, colleague, 'Transfer now');
  await popsWithNotes(colleague, 'ringing');
  await colleague.press('answer');
  await colleague.card('talking').waitFor();
});

test('a consulted call, once it is transferred', async (t) => {
  const { agent, colleague } = await talking(t);
  await sendTo(agent, colleague, 'Hold and consult');
  await colleague.press('answer');
  await colleague.card('talking').waitFor();
  await press(agent.card('talking'), 'Transfer');
  await popsWithNotes(colleague, 'talking');
});

test('a parked call that the colleague picks up', async (t) => {
  const { agent, colleague } = await talking(t);
  await press(agent.card('talking'), 'Park');
  await agent.card('ended').getByText(/Waits in parking place/).waitFor();
  await colleague.panel.getByRole('tab', { name: /Parked/ }).click();
  await colleague.panel.getByRole('button', { name: /Pick up/ }).first().click();
  await colleague.card('talking').waitFor();
  await popsWithNotes(colleague, 'talking');
});
