// The panel at a PBX as sites run it, with Local channels: what a person at each desk says of ring groups, two phones, follow-me behind a queue,
// forwards, pick-ups and another program's click-to-call.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asterisk, tidy } from './support/asterisk.mjs';
import { launch } from './support/chromium.mjs';
import { desk } from './support/desk.mjs';
import { phone } from './support/phone.mjs';
import { shared } from './support/servers.mjs';
import { until } from './support/until.mjs';

const servers = shared();
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const ID = /"003/;
const tasksOf = async (agent, call) => (await agent.tasks()).filter((task) => task.CallObject === call);
const callOf = (agent, phase) => agent.card(phase).first().getAttribute('data-call');

/** Opens a desk for each user, with the user's phones. */
async function desks(t, users) {
  const opened = {};
  for (const [user, extensions] of Object.entries(users)) {
    const phones = [];
    for (const extension of extensions) phones.push(await phone(t, extension));
    opened[user] = { phones, agent: await desk(t, browser, servers, { user, open: true }) };
    await tidy(opened[user].agent);
  }
  return opened;
}

test('a ring group rings one card at each desk, also at a desk with two phones, and one of them logs the talk', async (t) => {
  const customer = await phone(t, '9001');
  const { tanaka, sato } = await desks(t, { tanaka: ['1001'], sato: ['2001', '2001'] });
  customer.order('call', { number: '0312345010' });
  for (const { agent, phones } of [tanaka, sato]) {
    await agent.card('ringing').getByText('Ada Customer').first().waitFor();
    for (const own of phones) await own.is('incoming');
    assert.equal(await agent.card().count(), 1);
    assert.match(JSON.stringify(await agent.pops()), ID);
  }
  const [calls, log] = [[await callOf(tanaka.agent, 'ringing'), await callOf(sato.agent, 'ringing')], await sato.agent.taskOf('ringing')];
  sato.phones[1].order('answer');
  await sato.agent.card('talking').waitFor();
  await tanaka.agent.card('ended').getByText('Answered by another agent').first().waitFor();
  customer.order('hangup');
  await sato.agent.card('ended').first().waitFor();
  const task = await log();
  assert.equal(task.CallDisposition, 'Answered');
  assert.match(task.WhoId, /^003/);
  assert.equal(await sato.agent.card().count(), 1);
  assert.equal((await sato.agent.navigations()).length, 1);
  assert.equal((await tasksOf(sato.agent, calls[1])).length, 1);
  assert.equal((await tasksOf(tanaka.agent, calls[0])).length, 0);
});

test('a queue call answered on the mobile phone was answered elsewhere', async (t) => {
  const customer = await phone(t, '9001');
  const mobile = await phone(t, '9003');
  const { suzuki } = await desks(t, { suzuki: ['2002'] });
  customer.order('call', { number: '0120000010' });
  await suzuki.agent.card('ringing').getByText('Ada Customer').first().waitFor();
  await suzuki.agent.card('ringing').getByText(/follow/).first().waitFor();
  await mobile.is('incoming');
  mobile.order('answer');
  await suzuki.agent.card('ended').getByText('Answered by another agent').first().waitFor();
  customer.order('hangup');
  await mobile.is('ended');
  assert.equal(await suzuki.agent.card().count(), 1);
});

test('a forwarded call that a colleague picks up is the customer\'s call for the colleague', async (t) => {
  const customer = await phone(t, '9001');
  const { sato, yamamoto, ito } = await desks(t, { sato: ['2001'], yamamoto: ['1002'], ito: ['1003'] });
  customer.order('call', { number: '0312345011' });
  await sato.agent.card('ringing').waitFor();
  await yamamoto.agent.card('ringing').getByText('Ada Customer').first().waitFor();
  await sato.agent.card('ended').getByText('Missed').first().waitFor();
  const missed = await sato.agent.taskOf('ended');
  assert.equal((await missed()).CallDisposition, 'Missed');
  ito.phones[0].order('call', { number: '**1002' });
  await ito.agent.card('talking').getByText('Ada Customer').first().waitFor();
  assert.match(JSON.stringify(await ito.agent.pops()), ID);
  // Nobody missed the customer after all.
  for (const { agent } of [sato, yamamoto]) await agent.card('ended').getByText('Answered by another agent').first().waitFor();
  await until('the log is corrected', async () => (await missed()).CallDisposition === 'Answered by another agent');
  const log = await ito.agent.taskOf('talking');
  ito.phones[0].order('hangup');
  const task = await log();
  assert.equal(task.CallType, 'Inbound');
  assert.equal(task.CallDisposition, 'Answered');
  for (const { agent } of [sato, yamamoto, ito]) assert.equal(await agent.card().count(), 1);
});

test('another program\'s click-to-call is an outgoing call from the first ring', async (t) => {
  const customer = await phone(t, '9001');
  const { sato } = await desks(t, { sato: ['2001'] });
  await asterisk('channel', 'originate', 'Local/2001@ring', 'extension', '+15550109001@internal');
  await sato.phones[0].is('incoming');
  const log = await sato.agent.taskOf('prompting');
  sato.phones[0].order('answer');
  await customer.is('incoming');
  await sato.agent.card('dialling').getByText('Ada Customer').first().waitFor();
  customer.order('answer');
  await sato.agent.card('talking').waitFor();
  customer.order('hangup');
  const task = await log();
  assert.equal(task.CallType, 'Outbound');
  assert.equal(task.CallDisposition, 'Connected');
  assert.equal(await sato.agent.card().count(), 1);
  await until('no more than one task is in the org', async () => (await tasksOf(sato.agent, task.CallObject)).length === 1);
});
