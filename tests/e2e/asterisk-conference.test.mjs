// Conferences on a real Asterisk: merged in the panel, dialled at the phone, and mixed by a phone with two lines.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cardOf, consult, consultAtPhone, phaseIs, press, team } from './support/asterisk.mjs';
import { launch } from './support/chromium.mjs';
import { shared } from './support/servers.mjs';

const servers = shared();
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const inConference = (card) => card.getByText('In a conference', { exact: true }).waitFor();

test('the panel merges two calls, and takes a party out', async (t) => {
  const { customer, sato, suzuki, card } = await team(t, browser, servers);
  const { consultation, theirs } = await consult(card, sato, suzuki);
  await press(consultation, 'Merge');
  await phaseIs(card, 'talking');
  await inConference(card);
  await inConference(theirs);
  await phaseIs(consultation, 'ended');
  // Each hears two others.
  for (const own of [customer, sato.own, suzuki.own]) await own.hears(null);
  const remove = card.getByRole('button', { name: /2002.*Remove$/ });
  await remove.click();
  await suzuki.own.is('ended');
  await phaseIs(theirs, 'ended');
  await remove.waitFor({ state: 'detached' });
  await sato.agent.press('hangUp');
  await customer.is('ended');
});

test('the others of a conference go on when the agent hangs up in the panel', async (t) => {
  const { customer, sato, suzuki, card } = await team(t, browser, servers);
  const { consultation, theirs } = await consult(card, sato, suzuki);
  await press(consultation, 'Merge');
  await inConference(card);
  await press(card, 'Hang up');
  await sato.own.is('ended');
  await phaseIs(card, 'ended');
  await theirs.getByText('Ada Customer').first().waitFor();
  assert.equal(await theirs.getAttribute('data-phase'), 'talking');
  customer.order('hangup');
  await suzuki.own.is('ended');
  await phaseIs(theirs, 'ended');
});

test('a party that hangs up at the phone leaves the conference in the panel', async (t) => {
  const { sato, suzuki, card } = await team(t, browser, servers);
  const { consultation } = await consult(card, sato, suzuki);
  await press(consultation, 'Merge');
  await inConference(card);
  suzuki.own.order('hangup');
  await card.getByText('In a conference', { exact: true }).waitFor({ state: 'detached' });
  await phaseIs(card, 'talking');
  await card.getByText('Ada Customer').first().waitFor();
});

test('a conference dialled at the phones has its parties in the panel', async (t) => {
  const { sato, suzuki, card } = await team(t, browser, servers);
  sato.own.order('transfer', { number: '600' });
  await sato.own.is('ended');
  await phaseIs(card, 'ended');
  suzuki.own.order('call', { number: '600' });
  sato.own.order('call', { number: '600' });
  const room = await cardOf(sato.agent, 'talking');
  await inConference(room);
  await room.getByRole('button', { name: /2002.*Remove$/ }).waitFor();
  await sato.own.hears(null);
  sato.own.order('hangup');
  await phaseIs(room, 'ended');
});

test('a phone with two lines that connects them itself has two calls in the panel', async (t) => {
  const { customer, sato, suzuki, card } = await team(t, browser, servers, { lines: 2 });
  const second = await consultAtPhone(card, sato, suzuki);
  sato.own.order('retrieve', { line: 1 });
  await customer.hears('2001');
  await suzuki.own.hears('2001');
  await phaseIs(card, 'talking');
  await phaseIs(second, 'talking');
  sato.own.order('hangup', { line: 2 });
  await phaseIs(second, 'ended');
  await phaseIs(card, 'talking');
});
