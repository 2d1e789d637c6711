// What is on a call besides its parties, on a real Asterisk: tones, muting, recording.

import assert from 'node:assert/strict';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { cardOf, desks, phaseIs, press, talk } from './support/asterisk.mjs';
import { launch } from './support/chromium.mjs';
import { phone } from './support/phone.mjs';
import { shared } from './support/servers.mjs';
import { until } from './support/until.mjs';

const servers = shared();
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** An agent and a customer who talks with her. */
async function pair(t, options = {}) {
  const customer = await phone(t, '9001');
  const { sato } = await desks(t, browser, servers, { sato: options });
  return { customer, sato, card: await talk(customer, sato) };
}

test('tones from the panel are heard at the other phone', async (t) => {
  const { customer, sato, card } = await pair(t);
  await press(card, 'Keypad');
  await card.getByLabel('Tones to send').pressSequentially('1*');
  await press(card, '#');
  for (const tone of ['1', '*', '#']) await customer.is('tone', { tone });
  await card.getByText('Sent: 1*#').waitFor();
  await sato.agent.press('hangUp');
});

test('keys pressed at the phone reach a switchboard, whose end the panel shows', async (t) => {
  const { sato } = await desks(t, browser, servers, { sato: {} });
  sato.own.order('call', { number: '720' });
  const card = await cardOf(sato.agent, 'talking');
  sato.own.order('tones', { tones: '227' });
  await phaseIs(card, 'ended');
  await sato.own.is('ended');
});

test('muted in the panel, the agent is not heard', async (t) => {
  const { customer, sato, card } = await pair(t);
  await press(card, 'Mute');
  await card.getByText('Muted', { exact: true }).waitFor();
  await customer.is('silence');
  // Also after the call was held.
  await sato.agent.press('hold');
  await customer.hears(null);
  await sato.agent.press('retrieve');
  await phaseIs(card, 'talking');
  await customer.is('silence');
  await press(card, 'Unmute');
  await customer.hears('2001');
  await card.getByText('Muted', { exact: true }).waitFor({ state: 'detached' });
});

test('at a phone with two lines, muting one call leaves the other alone', async (t) => {
  const { customer, sato, card } = await pair(t, { lines: 2 });
  const colleague = await phone(t, '1001');
  await press(card, 'Mute');
  await customer.is('silence');
  sato.own.order('hold', { line: 1 });
  await phaseIs(card, 'held');
  await customer.hears(null);
  sato.own.order('call', { number: '1001' });
  await colleague.is('incoming');
  colleague.order('answer');
  await colleague.hears('2001');
  const second = await cardOf(sato.agent, 'talking');
  assert.equal(await second.getByText('Muted', { exact: true }).count(), 0);
  await press(second, 'Mute');
  await colleague.is('silence');
  sato.own.order('hangup', { line: 2 });
  await phaseIs(second, 'ended');
  sato.own.order('retrieve', { line: 1 });
  await phaseIs(card, 'talking');
  await customer.is('silence');
  await press(card, 'Unmute');
  await customer.hears('2001');
});

const FOLDER = join(process.env.DENWA_ASTERISK_RUN ?? '', 'spool/monitor');
const recordings = async () => (await readdir(FOLDER).catch(() => [])).filter((name) => name.startsWith('denwa-'));

test('the panel records, pauses, goes on and stops', async (t) => {
  const { customer, card } = await pair(t);
  const before = await recordings();
  await press(card, 'Record');
  await card.getByText('Recording', { exact: true }).waitFor();
  await press(card, 'Pause recording');
  await card.getByText('Recording paused', { exact: true }).waitFor();
  await press(card, 'Resume recording');
  await card.getByText('Recording', { exact: true }).waitFor();
  await press(card, 'Stop recording');
  await card.getByText('Recording', { exact: true }).waitFor({ state: 'detached' });
  customer.order('hangup');
  await phaseIs(card, 'ended');
  const [file] = (await recordings()).filter((name) => !before.includes(name));
  // A wave file's head has 44 bytes.
  await until('the voices are in the file', async () => (await stat(join(FOLDER, file))).size > 44);
});

test('a recording begun and ended by feature code at the phone is in the panel', async (t) => {
  const { sato, card } = await pair(t);
  sato.own.order('tones', { tones: '*3' });
  await card.getByText('Recording', { exact: true }).waitFor();
  sato.own.order('tones', { tones: '*3' });
  await card.getByText('Recording', { exact: true }).waitFor({ state: 'detached' });
});
