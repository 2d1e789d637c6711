// Consultations on a real Asterisk: from the panel on a phone with one line, and at a phone with two.

import { after, before, test } from 'node:test';
import { cardOf, consult, consultAtPhone, hasPopped, note, phaseIs, press, sendTo, team } from './support/asterisk.mjs';
import { launch } from './support/chromium.mjs';
import { shared } from './support/servers.mjs';

const servers = shared();
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const NOTE = '型番 PX-9 の在庫';

test('the panel consults, switches, and goes back to the caller', async (t) => {
  const { customer, sato, suzuki, card } = await team(t, browser, servers);
  const { consultation } = await consult(card, sato, suzuki);
  await customer.hears(null);
  await press(consultation, 'Switch');
  await customer.hears('2001');
  await suzuki.own.hears(null);
  await phaseIs(card, 'talking');
  await phaseIs(consultation, 'held');
  await press(card, 'Switch');
  await suzuki.own.hears('2001');
  await customer.hears(null);
  await phaseIs(consultation, 'talking');
  await phaseIs(card, 'held');
  await press(consultation, 'Back to the caller');
  await suzuki.own.is('ended');
  await customer.hears('2001');
  await phaseIs(card, 'talking');
  await phaseIs(consultation, 'ended');
  await sato.agent.press('hangUp');
  await customer.is('ended');
  await sato.own.is('ended');
});

test('the panel transfers after consulting', async (t) => {
  const { customer, sato, suzuki, card } = await team(t, browser, servers);
  await note(card, NOTE);
  const { consultation, theirs } = await consult(card, sato, suzuki);
  await press(consultation, 'Transfer');
  await sato.own.is('ended');
  await customer.hears('2002');
  await suzuki.own.hears('9001');
  await phaseIs(card, 'ended');
  await phaseIs(consultation, 'ended');
  await hasPopped(suzuki.agent, theirs, NOTE);
  await suzuki.agent.press('hangUp');
  await customer.is('ended');
});

test('the panel transfers while the colleague still rings', async (t) => {
  const { customer, sato, suzuki, card } = await team(t, browser, servers);
  await note(card, NOTE);
  await sendTo(card, '2002', 'Hold and consult');
  await suzuki.own.is('incoming', { from: '2001' });
  await customer.hears(null);
  const dialling = await cardOf(sato.agent, 'dialling');
  await press(dialling, 'Transfer');
  await sato.own.is('ended');
  await suzuki.own.is('incoming', { from: '+15550109001' });
  await suzuki.agent.card('ringing').getByText('Ada Customer').first().waitFor();
  const theirs = await cardOf(suzuki.agent, 'ringing');
  await hasPopped(suzuki.agent, theirs, NOTE);
  await suzuki.agent.press('answer');
  await customer.hears('2002');
  await card.getByText(/has answered/).waitFor();
});

test('a colleague who declines the consultation leaves the caller with the agent', async (t) => {
  const { customer, sato, suzuki, card } = await team(t, browser, servers);
  await sendTo(card, '2002', 'Hold and consult');
  await suzuki.own.is('incoming');
  suzuki.own.order('reject');
  await sato.agent.card('ended').first().waitFor();
  await phaseIs(card, 'held');
  await sato.agent.press('retrieve');
  await phaseIs(card, 'talking');
  await customer.hears('2001');
});

test('the agent consults, switches and goes back at a phone with two lines', async (t) => {
  const { customer, sato, suzuki, card } = await team(t, browser, servers, { lines: 2 });
  const consultation = await consultAtPhone(card, sato, suzuki);
  await customer.hears(null);
  await suzuki.own.hears('2001');
  sato.own.order('hold', { line: 2 });
  await suzuki.own.hears(null);
  sato.own.order('retrieve', { line: 1 });
  await customer.hears('2001');
  await phaseIs(consultation, 'held');
  await phaseIs(card, 'talking');
  sato.own.order('hangup', { line: 2 });
  await suzuki.own.is('ended');
  await phaseIs(consultation, 'ended');
  await phaseIs(card, 'talking');
});

test('the panel transfers two calls of a phone with two lines', async (t) => {
  const { customer, sato, suzuki, card } = await team(t, browser, servers, { lines: 2 });
  const consultation = await consultAtPhone(card, sato, suzuki);
  await suzuki.own.hears('2001');
  await press(consultation, 'Transfer');
  await customer.hears('2002');
  await suzuki.own.hears('9001');
  await phaseIs(card, 'ended');
  await phaseIs(consultation, 'ended');
  await sato.own.is('ended', { line: 1 });
});
