// Supervisors and raised hands, on the simulated PBX: 山本 (yamamoto) is the demo's supervisor.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './support/axe.mjs';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';
import { until } from './support/until.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const SCRIPT = { lists: { Denwa_Harassment_Script__c: [{ owner: 'organisation', Line__c: 'If you go on, I will hang up.' }] } };

/** 佐藤 talks to a caller; 山本 looks at the team. */
async function talking(t, options = {}) {
  const { agent, pbx, open } = await office(t, browser, { user: 'sato', open: true, ...options });
  const supervisor = await open({ user: 'yamamoto', open: true });
  await supervisor.panel.getByRole('tab', { name: /^Team/ }).click();
  const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.card('ringing').waitFor();
  await agent.press('answer');
  await agent.card('talking').waitFor();
  const member = supervisor.panel.getByRole('listitem').filter({ hasText: agent.extension });
  await member.getByText('On a call').first().waitFor();
  return { agent, supervisor, member, call };
}

test('[supervision] harassment is reported by one press: the card shows the script, the supervisor sees it, the log says it', async (t) => {
  const { agent, supervisor } = await talking(t, { settings: SCRIPT });
  await supervisor.panel.getByRole('tab', { name: /^Calls/ }).click();
  const log = await agent.taskOf('talking');
  await agent.press('Harassment');
  await agent.panel.getByText('If you go on, I will hang up.').waitFor();
  await supervisor.panel.getByRole('alert').getByText(/reports harassment/).waitFor();
  assert.deepEqual(await violations(await agent.frame()), []);
  await supervisor.press('Show');
  await supervisor.panel.getByRole('button', { name: /^Lower hand:/ }).click();
  await agent.panel.getByText('This call was reported as harassment').waitFor();
  await agent.press('hangUp');
  await agent.card('ended').waitFor();
  await log();
  await agent.press('The call was ended');
  await agent.panel.getByRole('button', { name: 'The call was ended', pressed: true }).waitFor();
  await until('the log that is written says how it ended', async () => /Reported: Harassment \(The call was ended\)/.test((await log()).Description));
});

test('a supervisor listens, whispers, and leaves; the agent sees it', async (t) => {
  const { agent, supervisor, member } = await talking(t);
  await member.getByRole('button', { name: /^Listen/ }).click();
  await supervisor.panel.getByText(/You are listening to the call of/).waitFor();
  await agent.panel.getByText(/is listening to the call/).waitFor();
  assert.deepEqual(await violations(await supervisor.frame()), []);
  await supervisor.panel.locator('.dw-monitoring').getByRole('button', { name: /^Whisper/ }).click();
  await supervisor.panel.getByText(/You whisper to/).waitFor();
  await agent.panel.getByText(/whispers to the agent/).waitFor();
  await supervisor.press('Leave the call');
  await supervisor.panel.locator('.dw-monitoring').waitFor({ state: 'detached' });
  await agent.panel.getByText(/whispers to the agent/).waitFor({ state: 'detached' });
  assert.equal(await supervisor.card().count(), 0, "the supervisor's part is no card");
});

test("a supervisor sets an agent's status with a reason", async (t) => {
  const { agent, open } = await office(t, browser, { user: 'sato', open: true });
  const supervisor = await open({ user: 'yamamoto', open: true });
  await supervisor.panel.getByRole('tab', { name: /^Team/ }).click();
  const member = supervisor.panel.getByRole('listitem').filter({ hasText: agent.extension });
  await member.getByRole('button', { name: /^Change the status of/ }).click();
  await member.getByLabel('New status').selectOption({ label: 'Not ready' });
  await member.getByLabel(/^Reason/).fill('forgot to pause');
  await supervisor.page.keyboard.press('Enter');
  await agent.panel.locator('#status').getByText('Not ready').waitFor();
});

test('an agent who is no supervisor has no team', async (t) => {
  const { agent } = await office(t, browser, { user: 'sato', open: true });
  await agent.panel.getByRole('tab', { name: /^Messages/ }).waitFor();
  assert.equal(await agent.panel.getByRole('tab', { name: /^Team/ }).count(), 0);
});
