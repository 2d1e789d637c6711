// Desks with SIP phones at a real Asterisk, and what people do there.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { desk, EXTENSIONS } from './desk.mjs';
import { phone } from './phone.mjs';
import { until } from './until.mjs';

/** The customer's phone, and the name of its record. */
export const CUSTOMER = '9001';
export const NAME = 'Ada Customer';

/** Runs a command on Asterisk's command line, as another program does. */
export async function asterisk(...words) {
  const { stdout } = await promisify(execFile)(join(process.env.DENWA_ASTERISK_RUN, 'rx'), words);
  return stdout;
}

/** Puts away the cards of calls that ended in an earlier test, once their logs are saved. */
export async function tidy(agent) {
  const ended = agent.card('ended');
  for (let left = await ended.count(); left > 0; left = await ended.count()) await press(ended.first(), 'Dismiss');
}

/** Opens a desk for each user with its phone, which answers when the panel says so: `{ sato: { agent, own } }`. The values are the phones' options. */
export async function desks(t, browser, servers, users) {
  const opened = {};
  for (const [user, options] of Object.entries(users)) {
    const own = await phone(t, EXTENSIONS[user], { talks: true, ...options });
    opened[user] = { own, agent: await desk(t, browser, servers, { user, open: true }) };
    await tidy(opened[user].agent);
  }
  return opened;
}

/** The customer calls an agent, who answers in her panel. Returns the agent's card. */
export async function talk(customer, { agent, own }) {
  customer.order('call', { number: agent.extension });
  await own.is('incoming');
  const ringing = await cardOf(agent, 'ringing');
  await ringing.getByText(NAME).first().waitFor();
  await agent.press('answer');
  await phaseIs(ringing, 'talking');
  await customer.hears(own.user);
  await own.hears(customer.user);
  return ringing;
}

/** Two agents and a customer who talks with the first of them, about whom the first one notes `text`. `options` are those of the first one's phone. */
export async function team(t, browser, servers, { text, ...options } = {}) {
  const customer = await phone(t, CUSTOMER);
  const { sato, suzuki } = await desks(t, browser, servers, { sato: options, suzuki: {} });
  const card = await talk(customer, sato);
  if (text) await note(card, text);
  return { customer, sato, suzuki, card };
}

/** Returns the card of the call that is in a phase now. It stays the same card in every phase. */
export async function cardOf(agent, phase) {
  const call = await agent.card(phase).first().getAttribute('data-call');
  return agent.panel.locator(`[data-call="${call}"]`);
}

export const phaseIs = (card, phase) => until(`the call is ${phase}`, async () => (await card.getAttribute('data-phase')) === phase);

/** Presses a button of a card. */
export const press = (card, name) => card.getByRole('button', { name, exact: true }).click();

/** Sends a call to a number: `how` is the button. */
export async function sendTo(card, number, how, field = 'Number to transfer to') {
  await press(card, field === 'Number to transfer to' ? 'Transfer…' : 'Send elsewhere');
  await card.getByRole('combobox', { name: field }).fill(number);
  // By keyboard: a list of suggestions may lie over the button.
  await card.locator('.dw-target').getByRole('button', { name: how, exact: true }).press('Enter');
}

/** The agent consults a colleague, who answers in the colleague's panel. Returns both cards of the consultation. */
export async function consult(card, { agent, own }, colleague) {
  await sendTo(card, colleague.agent.extension, 'Hold and consult');
  await colleague.own.is('incoming', { from: own.user });
  const theirs = await cardOf(colleague.agent, 'ringing');
  await colleague.agent.press('answer');
  await phaseIs(theirs, 'talking');
  await phaseIs(card, 'held');
  await agent.card('talking').getByText('Consulting', { exact: true }).waitFor();
  const consultation = await cardOf(agent, 'talking');
  await colleague.own.hears(own.user);
  return { consultation, theirs };
}

/** The agent holds the call at a phone with two lines and consults a colleague on the other one, who answers at the phone. Returns the consultation's card. */
export async function consultAtPhone(card, { agent, own }, colleague) {
  own.order('hold', { line: 1 });
  await phaseIs(card, 'held');
  own.order('call', { number: colleague.agent.extension });
  await colleague.own.is('incoming', { from: own.user });
  await agent.card('dialling').getByText('Calling to consult').waitFor();
  colleague.own.order('answer');
  await agent.card('talking').getByText('Consulting', { exact: true }).waitFor();
  return cardOf(agent, 'talking');
}

/** Writes a note into a card, and waits until the event server has it. */
export async function note(card, text) {
  await card.getByLabel('Notes').fill(text);
  await card.getByText('Saved', { exact: true }).waitFor();
}

/** The caller's record has opened at the colleague, whose card shows what the agent noted. */
export async function hasPopped(agent, card, text) {
  await card.getByText(NAME).first().waitFor();
  await card.locator('.dw-brought').getByText(text).waitFor();
  const opened = await until('a page was popped', async () => (await agent.navigations())[0]);
  assert.match(JSON.stringify(opened), /"003/);
}
