// The calls of a working day that the agent keeps, each through the panel from the first ring or key to the card put away. Those that she hands over:
// day-handed.mjs.

import assert from 'node:assert/strict';
import { EXTENSIONS } from './desk.mjs';
import { until } from './until.mjs';

/** A person of the org, whose telephone answers if it is called. */
export const HANAKO = '0312345678';
const JACK = '+13362227000';
/** The simulated PBX says that this number is busy, and lets that one ring. */
const BUSY = '0399990000';
const SILENT = '0399990001';

export const press = (card, name) => card.getByRole('button', { name, exact: true }).click();

/** Somebody calls the agent, who answers and notes something. Returns the call and its note. */
export async function take(day, request = {}) {
  const { agent, pbx, words } = day;
  const call = await pbx.call({ kind: 'inbound', from: HANAKO, to: agent.extension, ...request });
  await agent.card('ringing').waitFor();
  await agent.press('answer');
  const card = agent.card('talking');
  await card.waitFor();
  const note = `伝票 ${call.id}`;
  await card.getByLabel(words.notes).fill(note);
  await card.getByText(words.noted, { exact: true }).waitFor();
  await day.shows(words.talking);
  return { call, note };
}

async function dial({ agent, words }, number) {
  await agent.panel.getByRole('combobox', { name: words.field }).fill(number);
  await agent.press('dial');
}

/** Each plays one or two calls, and takes them into the report. */
export const OWN_CALLS = {
  async answered(day) {
    const { call, note } = await take(day);
    await day.agent.press('hold');
    await day.agent.card('held').waitFor();
    await day.agent.press('retrieve');
    await day.agent.card('talking').waitFor();
    await call.remoteHangUp();
    await day.wrapUp(1, { note });
  },
  async hungUp(day) {
    const { note } = await take(day, { from: JACK });
    await day.agent.press('hangUp');
    await day.wrapUp(1, { note });
  },
  async withheld(day) {
    const { call, note } = await take(day, { kind: 'withheld' });
    await call.remoteHangUp();
    await day.wrapUp(1, { note });
  },
  async declined(day) {
    await day.pbx.call({ kind: 'inbound', from: JACK, to: day.agent.extension });
    await day.agent.press('decline');
    await day.wrapUp(1);
  },
  async missed(day) {
    const call = await day.pbx.call({ kind: 'inbound', from: JACK, to: day.agent.extension });
    await day.agent.card('ringing').waitFor();
    await call.remoteHangUp();
    await day.wrapUp(1);
  },
  /** After the call of a queue there is work, until the agent is done. */
  async queue(day) {
    const { agent, words } = day;
    const { call, note } = await take(day, { kind: 'queue', queue: 'support', to: undefined });
    await call.remoteHangUp();
    await day.shows(words.work);
    await day.wrapUp(1, { note });
    await agent.press(words.done);
    await day.shows(agent.words.ready);
  },
  async dialled(day) {
    await dial(day, HANAKO);
    await day.agent.card('talking').waitFor();
    await day.agent.press('hangUp');
    await day.wrapUp(1);
  },
  async busy(day) {
    await dial(day, BUSY);
    await day.wrapUp(1);
  },
  async givenUp(day) {
    await dial(day, SILENT);
    await day.agent.card('dialling').waitFor();
    await until('it rings outside', async () => (await day.pbx.calls()).some(({ ringingOutside }) => ringingOutside === SILENT));
    await day.agent.press('hangUp');
    await day.wrapUp(1);
  },
  async internal(day) {
    const call = await day.pbx.call({ kind: 'internal', from: EXTENSIONS.ito, to: day.agent.extension });
    await day.agent.press('answer');
    await day.agent.card('talking').waitFor();
    await call.agentHangUp({ extension: EXTENSIONS.ito });
    await day.wrapUp(1);
  },
  /** While she talks, a second caller is answered, which holds the first. */
  async two(day) {
    const { agent } = day;
    const { call, note } = await take(day);
    const second = await day.pbx.call({ kind: 'inbound', from: JACK, to: agent.extension });
    await agent.press('answer');
    await agent.card('held').waitFor();
    await second.remoteHangUp();
    await agent.card('ended').waitFor();
    await agent.press('retrieve');
    await agent.card('talking').waitFor();
    await call.remoteHangUp();
    await until('both are over', async () => (await agent.card('ended').count()) === 2);
    await day.wrapUp(2);
    assert.ok((await agent.tasks()).some(({ Description }) => Description?.startsWith(note)));
  },
  async parked(day) {
    const { agent, words } = day;
    const { call, note } = await take(day);
    await press(agent.card('talking'), words.park);
    await press(agent.card('ended'), words.pickUp);
    await agent.card('talking').getByText('山田 花子').first().waitFor();
    await call.remoteHangUp();
    await day.wrapUp(2);
    // The note was taken in the part that was parked, which began first and is put away last.
    day.report.at(-1).note = note;
  },
  /** A missed call of the queue is taken on, and called back by one key. */
  async calledBack(day) {
    const { agent, words } = day;
    const call = await day.pbx.call({ kind: 'queue', queue: 'support', from: HANAKO });
    await agent.card('ringing').waitFor();
    await call.remoteHangUp();
    await day.wrapUp(1);
    await agent.panel.getByRole('tab', { name: words.callbacks }).click();
    const row = agent.panel.locator('.dw-item--callback').filter({ hasText: /03-1234-5678|山田 花子/ });
    await row.getByRole('button', { name: words.takeOn }).click();
    await row.getByRole('button', { name: words.callBack }).press('Enter');
    await agent.card('talking').waitFor();
    await agent.press('hangUp');
    await day.wrapUp(1);
  },
  /** The status after the call is chosen in it. */
  async beforeLunch(day) {
    const { agent, words } = day;
    const { call, note } = await take(day);
    await agent.chooseMode(words.lunch);
    await agent.panel.getByRole('status').getByText(words.nextLunch, { exact: true }).waitFor();
    await call.remoteHangUp();
    await day.wrapUp(1, { note });
    await day.shows(words.lunch);
    await day.status(agent.words.ready);
  },
  /** No call: a break, in which calls of queues go to others. */
  async pause(day) {
    const { agent, words, pbx } = day;
    await day.status(words.break);
    const call = await pbx.call({ kind: 'queue', queue: 'support', from: JACK });
    await until('the queue offers the call to others', async () => (await pbx.calls()).some(({ parts }) => parts.some(({ extension }) => extension === EXTENSIONS.tanaka)));
    assert.equal(await agent.card('ringing').count(), 0);
    await call.remoteHangUp();
    await day.status(agent.words.ready);
  },
};
