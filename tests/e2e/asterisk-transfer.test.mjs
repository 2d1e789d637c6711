// Transfers on a real Asterisk, from the panel and at the phone: the caller's record opens at the colleague, and the caller comes back if nobody
// answers.

import { after, before, test } from 'node:test';
import { cardOf, desks, hasPopped, NAME, phaseIs, sendTo, team } from './support/asterisk.mjs';
import { launch } from './support/chromium.mjs';
import { phone } from './support/phone.mjs';
import { shared } from './support/servers.mjs';

const servers = shared();
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const NOTE = '伝票 A-1042 の返品';

/** The colleague answers in her panel, where the caller's record is open, and both hear each other. */
async function takes({ agent, own }, customer) {
  const theirs = await cardOf(agent, 'ringing');
  await hasPopped(agent, theirs, NOTE);
  await agent.press('answer');
  await phaseIs(theirs, 'talking');
  await own.hears(customer.user);
  await customer.hears(own.user);
  return theirs;
}

test('a blind transfer from the panel', async (t) => {
  const { customer, sato, suzuki, card } = await team(t, browser, servers, { text: NOTE });
  await sendTo(card, '2002', 'Transfer now');
  await sato.own.is('ended');
  await phaseIs(card, 'ended');
  await card.getByText(/is ringing/).waitFor();
  await suzuki.own.is('incoming', { from: '+15550109001' });
  await takes(suzuki, customer);
  await card.getByText(/has answered/).waitFor();
  customer.order('hangup');
  await suzuki.own.is('ended');
});

test('a blind transfer that the colleague declines comes back to the agent', async (t) => {
  const { customer, sato, suzuki, card } = await team(t, browser, servers, { text: NOTE });
  await sendTo(card, '2002', 'Transfer now');
  await sato.own.is('ended');
  await suzuki.own.is('incoming');
  await suzuki.agent.press('decline');
  await sato.own.is('incoming');
  await card.getByText(/did not answer: the call came back/).waitFor();
  const again = await cardOf(sato.agent, 'ringing');
  await hasPopped(sato.agent, again, NOTE);
  await sato.agent.press('answer');
  await phaseIs(again, 'talking');
  await customer.hears('2001');
  await sato.agent.press('hangUp');
  await customer.is('ended');
});

test('a blind transfer whose caller gives up is lost', async (t) => {
  const { customer, sato, suzuki, card } = await team(t, browser, servers, { text: NOTE });
  await sendTo(card, '2002', 'Transfer now');
  await sato.own.is('ended');
  await suzuki.own.is('incoming');
  customer.order('hangup');
  await suzuki.own.is('ended');
  await card.getByText(/did not answer, and the caller is gone/).waitFor();
});

test('a blind transfer at the phone', async (t) => {
  const { customer, sato, suzuki, card } = await team(t, browser, servers, { text: NOTE });
  sato.own.order('transfer', { number: '2002' });
  await sato.own.is('ended');
  await phaseIs(card, 'ended');
  await suzuki.own.is('incoming');
  await takes(suzuki, customer);
  await card.getByText(/has answered/).waitFor();
});

test('a blind transfer by feature code at the phone', async (t) => {
  const { customer, sato, suzuki, card } = await team(t, browser, servers, { text: NOTE });
  sato.own.order('tones', { tones: '#1' });
  // The PBX asks for the number.
  await sato.own.hears(null);
  sato.own.order('tones', { tones: '2002' });
  await suzuki.own.is('incoming');
  await phaseIs(card, 'ended');
  await takes(suzuki, customer);
  await card.getByText(/has answered/).waitFor();
});

test('an attended transfer at a phone with two lines', async (t) => {
  const { customer, sato, suzuki, card } = await team(t, browser, servers, { text: NOTE, lines: 2 });
  sato.own.order('hold');
  await phaseIs(card, 'held');
  await customer.hears(null);
  sato.own.order('call', { number: '2002' });
  await suzuki.own.is('incoming', { from: '2001' });
  const theirs = await cardOf(suzuki.agent, 'ringing');
  await suzuki.agent.press('answer');
  await sato.agent.card('talking').getByText('Consulting', { exact: true }).waitFor();
  const consultation = await cardOf(sato.agent, 'talking');
  await suzuki.own.hears('2001');
  sato.own.order('join');
  await suzuki.own.hears('9001');
  await customer.hears('2002');
  await phaseIs(card, 'ended');
  await phaseIs(consultation, 'ended');
  await hasPopped(suzuki.agent, theirs, NOTE);
  customer.order('hangup');
  await phaseIs(theirs, 'ended');
});

test('a ringing call is sent elsewhere from the panel', async (t) => {
  const customer = await phone(t, '9001');
  const { sato, suzuki } = await desks(t, browser, servers, { sato: {}, suzuki: {} });
  customer.order('call', { number: '2001' });
  await sato.own.is('incoming');
  const card = await cardOf(sato.agent, 'ringing');
  await sendTo(card, '2002', 'Send elsewhere', 'Number to send the call to');
  await sato.own.is('ended');
  await phaseIs(card, 'ended');
  await card.getByText('Inbound · Sent elsewhere').waitFor();
  await suzuki.own.is('incoming', { from: '+15550109001' });
  await suzuki.agent.card('ringing').getByText(NAME).first().waitFor();
  await suzuki.agent.press('answer');
  await customer.hears('2002');
});

test('a ringing call is forwarded at the phone', async (t) => {
  const customer = await phone(t, '9001');
  const { sato, suzuki } = await desks(t, browser, servers, { sato: {}, suzuki: {} });
  customer.order('call', { number: '2001' });
  await sato.own.is('incoming');
  const card = await cardOf(sato.agent, 'ringing');
  sato.own.order('forward', { number: '2002' });
  await suzuki.own.is('incoming', { from: '+15550109001' });
  await suzuki.agent.card('ringing').getByText(NAME).first().waitFor();
  await suzuki.agent.press('answer');
  await customer.hears('2002');
  await phaseIs(card, 'ended');
  await card.getByText('Answered by another agent').first().waitFor();
});
