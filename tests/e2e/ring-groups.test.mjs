// Calls that ring at several desks: who answers has the call and its log, the others' cards say so.

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

const ANSWERED_ELSEWHERE = /Answered by another agent/;

test('a ring group: one agent answers, the other\'s card says so, and only one log is written', async (t) => {
  const { agent: sato, pbx, open } = await office(t, browser, { user: 'sato', open: true });
  const suzuki = await open({ user: 'suzuki', open: true });
  const before = await sato.tasks();
  const call = await pbx.call({ kind: 'group', from: '0312345678', members: [sato.extension, suzuki.extension] });
  await sato.card('ringing').getByText('山田 花子').waitFor();
  await suzuki.card('ringing').getByText('山田 花子').waitFor();
  await suzuki.press('answer');
  await suzuki.card('talking').waitFor();
  await sato.card('ended').getByText(ANSWERED_ELSEWHERE).first().waitFor();
  const taskOfSuzuki = await suzuki.taskOf('talking');
  await call.remoteHangUp();
  const task = await taskOfSuzuki();
  assert.deepEqual([task.CallType, task.CallDisposition], ['Inbound', 'Answered']);
  assert.match(task.WhoId, /^003/);
  await suzuki.card('ended').getByText('Call log saved').waitFor();
  assert.equal((await sato.tasks()).length, before.length + 1);
  assert.equal(await sato.logsAsked(), 0);
});

test('a ring group that nobody answers is a missed call of both, and is logged once', async (t) => {
  const { agent: sato, pbx, open } = await office(t, browser, { user: 'sato', open: true });
  const suzuki = await open({ user: 'suzuki', open: true });
  const before = await sato.tasks();
  const call = await pbx.call({ kind: 'group', from: '0312345678', members: [sato.extension, suzuki.extension] });
  await sato.card('ringing').waitFor();
  await suzuki.card('ringing').waitFor();
  await call.remoteHangUp();
  await suzuki.card('ended').getByText('Missed').first().waitFor();
  const task = await sato.newTask(before);
  assert.deepEqual([task.CallType, task.CallDisposition], ['Inbound', 'Missed']);
  await sato.card('ended').getByText('Call log saved').waitFor();
  assert.deepEqual([await sato.logsAsked(), await suzuki.logsAsked()], [1, 0]);
});

test('a hunt group: a missed call turns out to be answered, and its log is corrected', async (t) => {
  const { agent: sato, pbx, open } = await office(t, browser, { user: 'sato', open: true });
  const suzuki = await open({ user: 'suzuki', open: true });
  const members = [sato.extension, suzuki.extension];
  const call = await pbx.call({ kind: 'group', from: '0312345678', members, strategy: 'hunt', ringSeconds: 3 });
  await sato.card('ringing').waitFor();
  const taskOfSato = await sato.taskOf('ringing');
  await suzuki.card('ringing').waitFor();
  assert.equal((await taskOfSato()).CallDisposition, 'Missed');
  await suzuki.press('answer');
  await suzuki.card('talking').waitFor();
  await sato.card('ended').getByText(ANSWERED_ELSEWHERE).first().waitFor();
  await until('the log says so too', async () => ANSWERED_ELSEWHERE.test((await taskOfSato()).CallDisposition));
  await call.remoteHangUp();
  await suzuki.card('ended').waitFor();
});

test('the telephone exchange of the page, by keyboard: take a colleague\'s call, park it, take it again', async (t) => {
  const { agent: suzuki, pbx, open } = await office(t, browser, { user: 'suzuki', open: true });
  const sato = await open({ user: 'sato', open: true });
  const { page } = suzuki;
  const press = async (name) => {
    await page.getByRole('button', { name, exact: true }).last().focus();
    await page.keyboard.press('Enter');
  };
  await press('Telephone exchange');
  await pbx.call({ kind: 'inbound', from: '0312345678', to: sato.extension });
  await sato.card('ringing').waitFor();
  await page.getByText(`${sato.extension} ←`).waitFor();
  await press('Take the call');
  await suzuki.card('talking').getByText('山田 花子').waitFor();
  await sato.card('ended').getByText(ANSWERED_ELSEWHERE).first().waitFor();

  await page.getByText(`${suzuki.extension} ←`).waitFor();
  assert.deepEqual(await violations(page.mainFrame()), []);
  await press('Park');
  await page.getByText('Parked at 71').waitFor();
  await suzuki.card('ended').waitFor();
  await press('Take the call');
  await suzuki.card('talking').getByText('山田 花子').waitFor();
  await page.getByLabel('Send to').fill(sato.extension);
  await press('Transfer');
  await sato.card('ringing').getByText('山田 花子').waitFor();
  await sato.press('answer');
  await sato.card('talking').waitFor();
});

test('the page sets how an extension rings', async (t) => {
  const { agent, pbx, servers } = await office(t, browser, { user: 'sato', lang: 'ja', open: true });
  const { page } = agent;
  await page.getByRole('button', { name: '電話交換機' }).click();
  await page.getByLabel('電話機の台数').fill('2');
  await page.getByLabel('同時に鳴らす携帯電話').fill('09012345678');
  await page.getByRole('button', { name: '適用' }).click();
  const plan = async () => (await fetch(`${servers.eventServer}/sim/plan`)).json();
  const features = await until('the extension has two phones', async () => {
    const found = (await plan()).extensions.find(({ extension }) => extension === agent.extension).features;
    return found.phones === 2 && found;
  });
  assert.equal(features.followMe, '09012345678');
  await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.card('ringing').waitFor();
  assert.equal(await agent.card().count(), 1, 'two phones, one card');
  await page.getByText('外線 09012345678 を呼び出し中').waitFor();
  await page.locator('[data-row="mobile"]').getByRole('button', { name: '相手が応答' }).click();
  await agent.card('ended').getByText('他のエージェントが応答').first().waitFor();
});

test('a pick-up dialled in the panel becomes the customer\'s call, with name and log', async (t) => {
  const { agent: sato, pbx, open } = await office(t, browser, { user: 'sato', open: true });
  const suzuki = await open({ user: 'suzuki', open: true });
  const call = await pbx.call({ kind: 'inbound', from: '0312345678', to: suzuki.extension });
  await suzuki.card('ringing').waitFor();
  await sato.panel.getByLabel('Telephone number').fill(`**${suzuki.extension}`);
  await sato.press('dial');
  await sato.card('talking').getByText('山田 花子').waitFor();
  await suzuki.card('ended').getByText(ANSWERED_ELSEWHERE).first().waitFor();
  const taskOfSato = await sato.taskOf('talking');
  await call.remoteHangUp();
  const task = await taskOfSato();
  assert.deepEqual([task.CallType, task.CallDisposition], ['Inbound', 'Answered']);
  assert.match(task.WhoId, /^003/);
});

test('a call that another program dials is outgoing from the first ring, and is named once its number is known', async (t) => {
  const { agent, pbx } = await office(t, browser, { user: 'sato', open: true });
  const call = await pbx.call({ kind: 'click', from: agent.extension, to: '0312345678' });
  await agent.card('prompting').getByText('03-1234-5678').waitFor();
  await call.answer();
  await agent.card('talking').getByText('山田 花子').waitFor();
  const taskOfAgent = await agent.taskOf('talking');
  await call.remoteHangUp();
  const task = await taskOfAgent();
  assert.deepEqual([task.CallType, task.CallDisposition], ['Outbound', 'Connected']);
  assert.match(task.WhoId, /^003/);
});
