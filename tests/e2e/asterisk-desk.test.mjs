// What comes with a call and what the agent does besides calls, on a real Asterisk: the IVR's data, her mode in the queues; and what she does with a
// call at the phone alone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asterisk, cardOf, desks, NAME, phaseIs } from './support/asterisk.mjs';
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

test('what the IVR asked comes with the call, and its record opens', async (t) => {
  const { sato } = await desks(t, browser, servers, { sato: {} });
  await asterisk('channel', 'originate', 'Local/customer@robots', 'extension', '2001@from-ivr');
  await sato.own.is('incoming');
  const card = await cardOf(sato.agent, 'ringing');
  await card.getByText('00123456').first().waitFor();
  await card.getByText('請求').first().waitFor();
  assert.match(JSON.stringify(await sato.agent.pops()), /003000000000001AAA/);
  await sato.agent.press('decline');
  await phaseIs(card, 'ended');
});

const pauses = async (extension) => {
  const line = (await asterisk('queue', 'show', 'support')).split('\n').find((text) => text.includes(`PJSIP/${extension}`));
  return /paused:?([a-z]*)/.exec(line ?? '')?.[1] ?? null;
};

test('the mode chosen in the panel pauses the agent in her queue', async (t) => {
  const { sato } = await desks(t, browser, servers, { sato: {} });
  await sato.agent.chooseMode('Break');
  await sato.agent.hasStatus('Break');
  await until('the queue has the pause', async () => (await pauses('2001')) === 'break');
  await sato.agent.chooseMode('Ready');
  await sato.agent.hasStatus('Ready');
  await until('the queue has no pause', async () => (await pauses('2001')) === null);
});

test('the mode chosen by service code at the phone is in the panel', async (t) => {
  const { sato } = await desks(t, browser, servers, { sato: {} });
  sato.own.order('call', { number: '*46' });
  await sato.agent.hasStatus('Break');
  await sato.own.is('ended');
  sato.own.order('call', { number: '*47' });
  await sato.agent.hasStatus('Ready');
});

test('a call declined at the phone is declined in the panel', async (t) => {
  const customer = await phone(t, '9001');
  const { sato } = await desks(t, browser, servers, { sato: {} });
  customer.order('call', { number: '2001' });
  await sato.own.is('incoming');
  const card = await cardOf(sato.agent, 'ringing');
  sato.own.order('reject');
  await customer.is('ended');
  await phaseIs(card, 'ended');
  await card.getByText('Declined').first().waitFor();
});

test('a number dialled at the phone is an outgoing call in the panel', async (t) => {
  const customer = await phone(t, '9001');
  const { sato } = await desks(t, browser, servers, { sato: {} });
  sato.own.order('call', { number: '+15550109001' });
  await customer.is('incoming', { from: '2001' });
  const card = await cardOf(sato.agent, 'dialling');
  customer.order('answer');
  await phaseIs(card, 'talking');
  await card.getByText(NAME).first().waitFor();
  await customer.hears('2001');
  sato.own.order('hangup');
  await customer.is('ended');
  await phaseIs(card, 'ended');
});

test('answering a second call in the panel holds the first, at a phone with two lines', async (t) => {
  const customer = await phone(t, '9001');
  // A colleague: a page for a new record would cover the panel after an unknown customer's call.
  const second = await phone(t, '1001');
  const { sato } = await desks(t, browser, servers, { sato: { lines: 2 } });
  customer.order('call', { number: '2001' });
  await sato.own.is('incoming');
  const first = await cardOf(sato.agent, 'ringing');
  await sato.agent.press('answer');
  await phaseIs(first, 'talking');
  await customer.hears('2001');
  second.order('call', { number: '2001' });
  await sato.own.is('incoming', { line: 2 });
  const other = await cardOf(sato.agent, 'ringing');
  await other.getByRole('button', { name: 'Answer', exact: true }).click();
  await phaseIs(other, 'talking');
  await phaseIs(first, 'held');
  await customer.hears(null);
  await second.hears('2001');
  second.order('hangup');
  await phaseIs(other, 'ended');
  await first.getByRole('button', { name: 'Retrieve', exact: true }).click();
  await phaseIs(first, 'talking');
  await customer.hears('2001');
});
