// The calls of a working day that the agent hands over to her colleague, or has her join.

import assert from 'node:assert/strict';
import { HANAKO, OWN_CALLS, press, take } from './day-calls.mjs';

/** Sends the call that is in a phase to the colleague: `how` is the button. */
async function sendToColleague({ agent, colleague, words }, phase, how) {
  const card = agent.card(phase);
  await press(card, phase === 'ringing' ? words.deflect : words.sendTo);
  await card.getByRole('combobox', { name: words.target }).fill(colleague.extension);
  await card.locator('.dw-target').getByRole('button', { name: how, exact: true }).press('Enter');
}

/** The colleague has the caller's record and the agent's note, answers, and the caller hangs up. */
async function colleagueTakes({ colleague, words }, call, note) {
  const card = colleague.card('ringing').or(colleague.card('talking'));
  await card.getByText('山田 花子').first().waitFor();
  assert.match(JSON.stringify((await colleague.pops()).at(-1)), /"003/);
  if (note) await card.getByRole('region', { name: words.before }).getByText(note).waitFor();
  if (await colleague.card('ringing').count()) await colleague.press('answer');
  await colleague.card('talking').waitFor();
  await call.remoteHangUp();
  await colleague.card('talking').waitFor({ state: 'detached' });
}

async function consult(day) {
  const { agent, colleague, words } = day;
  await sendToColleague(day, 'talking', words.consult);
  await agent.card('held').waitFor();
  await colleague.card('ringing').waitFor();
  await colleague.press('answer');
  await agent.card('talking').waitFor();
}

/** Each plays a call that the colleague gets or joins. */
const HANDED_CALLS = {
  async deflected(day) {
    const call = await day.pbx.call({ kind: 'inbound', from: HANAKO, to: day.agent.extension });
    await day.agent.card('ringing').getByText('山田 花子').first().waitFor();
    await sendToColleague(day, 'ringing', day.words.deflect);
    await colleagueTakes(day, call);
    await day.wrapUp(1);
  },
  async blindTransfer(day) {
    const { call, note } = await take(day);
    await sendToColleague(day, 'talking', day.words.transferNow);
    await colleagueTakes(day, call, note);
    await day.wrapUp(1, { note });
  },
  async attendedTransfer(day) {
    const { call, note } = await take(day);
    await consult(day);
    await press(day.agent.card('talking'), day.words.transfer);
    await day.agent.card('talking').waitFor({ state: 'detached' });
    await colleagueTakes(day, call, note);
    await day.wrapUp(2, { note });
  },
  async conference(day) {
    const { call, note } = await take(day);
    await consult(day);
    await press(day.agent.card('talking'), day.words.merge);
    await day.agent.card('talking').getByText(day.words.conference, { exact: true }).waitFor();
    await day.agent.press('hangUp');
    await colleagueTakes(day, call);
    await day.wrapUp(2, { note });
  },
};

/** All kinds of calls, by name. */
export const CALLS = { ...OWN_CALLS, ...HANDED_CALLS };
