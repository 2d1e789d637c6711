// The panel with a real Asterisk and SIP phones: a call rings in the panel, its record opens, and the panel shows every change of state at the
// phone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { desk } from './support/desk.mjs';
import { phone } from './support/phone.mjs';
import { shared } from './support/servers.mjs';

const servers = shared();
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('a call from a SIP phone is named, popped, answered, held, retrieved and hung up from the panel, and logged', async (t) => {
  const own = await phone(t, '2001', { talks: true });
  const customer = await phone(t, '9001');
  const agent = await desk(t, browser, servers, { user: 'sato' });
  customer.order('call', { number: '0312345000' });
  await agent.card('ringing').getByText('Ada Customer').first().waitFor();
  assert.match(JSON.stringify(await agent.pops()), /"003/);
  const log = await agent.taskOf('ringing');
  await own.is('incoming');
  await agent.press('answer');
  await agent.card('talking').waitFor();
  await own.is('connected');
  await agent.press('hold');
  await agent.card('held').waitFor();
  await agent.press('retrieve');
  await agent.card('talking').waitFor();
  await agent.press('hangUp');
  await agent.card('ended').first().waitFor();
  await customer.is('ended');
  const task = await log();
  assert.equal(task.CallDisposition, 'Answered');
  assert.match(task.Subject, /Ada Customer/);
  assert.match(task.WhoId, /^003/);
});

test('the panel shows when the phone answers, holds, retrieves and hangs up', async (t) => {
  const own = await phone(t, '1001');
  const customer = await phone(t, '9001');
  const agent = await desk(t, browser, servers, { user: 'tanaka' });
  customer.order('call', { number: '1001' });
  await agent.card('ringing').waitFor();
  await own.is('incoming');
  own.order('answer');
  await agent.card('talking').waitFor();
  own.order('hold');
  await agent.card('held').waitFor();
  own.order('retrieve');
  await agent.card('talking').waitFor();
  own.order('hangup');
  await agent.card('ended').first().waitFor();
});

test('a call declined from the panel and a missed call are logged', async (t) => {
  const own = await phone(t, '1001');
  const customer = await phone(t, '9001');
  const agent = await desk(t, browser, servers, { user: 'tanaka' });
  customer.order('call', { number: '1001' });
  await own.is('incoming');
  let log = await agent.taskOf('ringing');
  await agent.press('decline');
  await customer.is('ended');
  assert.equal((await log()).CallDisposition, 'Declined');
  customer.order('call', { number: '1001' });
  await own.is('incoming');
  log = await agent.taskOf('ringing');
  customer.order('cancel');
  assert.equal((await log()).CallDisposition, 'Missed');
});

test('click-to-dial rings the agent first', async (t) => {
  const own = await phone(t, '2001', { talks: true });
  const customer = await phone(t, '9001');
  const agent = await desk(t, browser, servers, { user: 'sato', open: true });
  await agent.panel.getByLabel('Telephone number').fill('+15550109001');
  await agent.press('dial');
  await own.is('incoming');
  const log = await agent.taskOf('prompting');
  own.order('answer');
  await customer.is('incoming');
  await agent.card('dialling').waitFor();
  customer.order('answer');
  await agent.card('talking').getByText('Ada Customer').first().waitFor();
  await agent.press('hangUp');
  await agent.card('ended').first().waitFor();
  const task = await log();
  assert.equal(task.CallType, 'Outbound');
  assert.equal(task.CallDisposition, 'Connected');
});

test('a withheld number is never shown, and an internal call is not linked', async (t) => {
  const own = await phone(t, '2002');
  const customer = await phone(t, '9001');
  const colleague = await phone(t, '1001');
  const agent = await desk(t, browser, servers, { user: 'suzuki' });
  // At sign-in the panel searches for earlier calls that have no log yet.
  const before = await agent.requests('searchAndScreenPop');
  customer.order('call', { number: '90022002' });
  await own.is('incoming');
  await agent.card('ringing').getByText('Number withheld').first().waitFor();
  assert.doesNotMatch(await agent.card('ringing').innerText(), /5550109001|555-010/);
  assert.deepEqual(await agent.requests('searchAndScreenPop'), before);
  customer.order('cancel');
  await agent.card('ringing').waitFor({ state: 'detached' });

  colleague.order('call', { number: '2002' });
  await own.is('incoming');
  await agent.card('ringing').getByText('Internal call', { exact: true }).waitFor();
  colleague.order('cancel');
  await agent.card('ringing').waitFor({ state: 'detached' });
  assert.deepEqual(await agent.requests('searchAndScreenPop'), before);
});

test('the card of a queue call shows line and queue', async (t) => {
  const own = await phone(t, '1002');
  const customer = await phone(t, '9001');
  const agent = await desk(t, browser, servers, { user: 'yamamoto' });
  customer.order('call', { number: '0398760000' });
  await own.is('incoming');
  await agent.card('ringing').getByText(/代表 · sales/).waitFor();
  customer.order('cancel');
  await agent.card('ringing').waitFor({ state: 'detached' });
});

test('the panel says that the phone is not registered, until the phone registers', async (t) => {
  const agent = await desk(t, browser, servers, { user: 'ito', open: true });
  await agent.panel.getByText(/Your phone is not registered/).waitFor();
  await phone(t, '1003');
  await agent.panel.getByText(/Your phone is not registered/).waitFor({ state: 'hidden' });
});
